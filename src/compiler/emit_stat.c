/* emit_stat.c: statements and blocks.
 *
 * A block's variables take the registers from its entry on, in order of declaration; leaving it is setting the stack of registers
 * back. Captured variables become cells when they become active. A to-be-closed variable takes two registers,
 * itself and a mark, and makes its block end in CLOSE; Emitter.pending is the innermost such register, by which jumps and
 * returns see whether they leave one: a jump out to a place where fewer registers are active must close what
 * lies above.
 *
 *      registers:  params | outer block's | loop's hidden ones | loop's variables | inner block's | temporaries
 *                                                                                 ^ active_regs    ^ free_reg
 */
#include "emit_internal.h"

static void emit_statements(Emitter *e, const Block *block);

/* ---- variables ---- */

/* Notes a variable, or a hidden one, as active from here on for debug information. */
static void open_local(Emitter *e, String *name, int reg)
{
    e->locals = emit_grow(e, e->locals, &e->local_cap, e->local_count, sizeof(LocalInfo));
    e->open_locals = emit_grow(e, e->open_locals, &e->open_cap, e->open_count, sizeof(uint32_t));
    e->open_locals[e->open_count++] = e->local_count;
    e->locals[e->local_count++] = (LocalInfo){name, e->code_len, e->code_len, (uint32_t)reg};
}

static void close_locals(Emitter *e, uint32_t count)
{
    while (e->open_count > count) {
        e->locals[e->open_locals[--e->open_count]].end_pc = e->code_len;
    }
}

/* Makes a variable active whose value is in its register. Of a to-be-closed one the rest follows (emit_close_mark). */
static void activate(Emitter *e, Var *var, int reg)
{
    bool closes = var->kind == VAR_CLOSE;
    var->reg = (uint8_t)reg;
    e->active_regs = reg + 1 + closes; /* with its mark */
    if (var->is_captured && !closes) {
        emit_op(e, OP_NEWCELL, reg, reg, 0);
    }
    open_local(e, var->name->string, reg);
}

/* Marks an active variable to be closed; a failing TBC names it. */
static void emit_close_mark(Emitter *e, const Var *var)
{
    emit_op(e, OP_TBC, var->reg, 0, 0);
    e->pending = var->reg;
    if (var->is_captured) {
        emit_op(e, OP_NEWCELL, var->reg, var->reg, 0);
    }
}

/* ---- blocks ---- */

static void open_block(Emitter *e, EmitBlock *block, const Block *node)
{
    *block = (EmitBlock){.outer = e->block, .node = node, .entry_reg = e->free_reg, .entry_pending = e->pending,
                         .entry_locals = e->open_count, .breaks = NO_JUMP};
    e->block = block;
}

static bool has_pending(const Emitter *e, const EmitBlock *block)
{
    return e->pending != block->entry_pending;
}

/* True when control never reaches the end of a block's statements. */
static bool ends_in_jump(const Block *block)
{
    const Stat *last = block->first;
    while (last != NULL && last->next != NULL) {
        last = last->next;
    }
    return last != NULL && (last->kind == STAT_RETURN || last->kind == STAT_BREAK || last->kind == STAT_GOTO);
}

/* Ends a block: closes what is pending, frees its registers. */
static void close_block(Emitter *e)
{
    EmitBlock *block = e->block;
    if (has_pending(e, block)) {
        emit_op(e, OP_CLOSE, block->entry_reg, 0, 0);
    }
    close_locals(e, block->entry_locals);
    e->pending = block->entry_pending;
    e->free_reg = e->active_regs = block->entry_reg;
    e->block = block->outer;
}

static void emit_block(Emitter *e, const Block *node)
{
    EmitBlock block;
    open_block(e, &block, node);
    emit_statements(e, node);
    close_block(e);
}

/* Opens the outer part of a loop, which `break` leaves. */
static void open_loop(Emitter *e, EmitBlock *block)
{
    open_block(e, block, NULL);
    block->is_loop = true;
}

/* Ends a loop; breaks arrive here. */
static void close_loop(Emitter *e)
{
    emit_land(e, e->block->breaks);
    close_block(e);
}

/* ---- jumps ---- */

/* Closes variables that a jump to where `reg` is the first free register leaves. */
static void close_down_to(Emitter *e, int reg)
{
    if (e->pending >= reg) {
        emit_op(e, OP_CLOSE, reg, 0, 0);
    }
}

static EmitBlock *innermost_loop(const Emitter *e)
{
    EmitBlock *block = e->block;
    while (!block->is_loop) {
        block = block->outer;
    }
    return block;
}

static void emit_break(Emitter *e)
{
    EmitBlock *loop = innermost_loop(e);
    if (!loop->closes_itself) {
        close_down_to(e, loop->entry_reg);
    }
    emit_jump(e, OP_JMP, 0, &loop->breaks);
}

/* Readies a label's fields for this run of the emitter. */
static Label *fresh_label(const Emitter *e, Label *label)
{
    if (label->emission != e->emission) {
        label->emission = e->emission;
        label->reg = NO_REG;
        label->jumps = NO_JUMP;
    }
    return label;
}

/* First free register at a label ahead: what is active in its block now, for no variable may be declared between. */
static int level_of_label_ahead(const Emitter *e, const Label *label)
{
    int reg = e->active_regs;
    for (const EmitBlock *block = e->block; block->node != label->block; block = block->outer) {
        reg = block->entry_reg;
    }
    return reg;
}

static void emit_goto(Emitter *e, const Stat *s)
{
    Label *label = fresh_label(e, s->label);
    if (label->reg != NO_REG) {
        close_down_to(e, label->reg);
        emit_jump_back(e, OP_LOOP, 0, label->pc);
    } else {
        close_down_to(e, level_of_label_ahead(e, label));
        emit_jump(e, OP_JMP, 0, &label->jumps);
    }
}

static void emit_label(Emitter *e, const Stat *s)
{
    Label *label = fresh_label(e, s->label);
    label->reg = e->active_regs;
    label->pc = e->code_len;
    emit_land(e, label->jumps);
}

/* ---- if ---- */

/* The list that a block consisting of a single forward jump would jump to, or NULL. */
static int *single_jump(Emitter *e, const Block *block)
{
    const Stat *s = block->first;
    if (s == NULL || s->next != NULL) {
        return NULL;
    }
    if (s->kind == STAT_BREAK) {
        EmitBlock *loop = innermost_loop(e);
        return loop->closes_itself || e->pending < loop->entry_reg ? &loop->breaks : NULL;
    }
    if (s->kind == STAT_GOTO) {
        Label *label = fresh_label(e, s->label);
        return label->reg == NO_REG && e->pending < level_of_label_ahead(e, label) ? &label->jumps : NULL;
    }
    return NULL;
}

/* One arm; ends collects the jumps behind the statement. */
static void emit_arm(Emitter *e, const Arm *arm, int *ends)
{
    int skip = NO_JUMP;
    if (arm->condition == NULL) {
        emit_block(e, arm->block);
        return;
    }
    int *direct = single_jump(e, arm->block);
    emit_line(e, arm->then_line);
    emit_condition(e, arm->condition, direct != NULL, direct != NULL ? direct : &skip);
    if (direct != NULL) {
        return;
    }
    emit_block(e, arm->block);
    if (arm->next != NULL && !ends_in_jump(arm->block)) {
        emit_line(e, arm->end_line);
        emit_jump(e, OP_JMP, 0, ends);
    }
    emit_land(e, skip);
}

static void emit_if(Emitter *e, const Stat *s)
{
    int ends = NO_JUMP;
    for (const Arm *arm = s->arms; arm != NULL; arm = arm->next) {
        emit_arm(e, arm, &ends);
    }
    emit_land(e, ends);
}

/* ---- while, repeat ---- */

static void emit_while(Emitter *e, const Stat *s)
{
    EmitBlock loop;
    uint32_t top = e->code_len;
    open_loop(e, &loop);
    emit_line(e, s->condition_line);
    emit_condition(e, s->condition, false, &loop.breaks);
    emit_block(e, s->body);
    emit_line(e, s->end_line);
    emit_jump_back(e, OP_LOOP, 0, top);
    close_loop(e);
}

/* The condition is inside the body's scope; what the body leaves pending is closed on both ways. */
static void emit_repeat(Emitter *e, const Stat *s)
{
    EmitBlock loop, body;
    int done = NO_JUMP;
    uint32_t top = e->code_len;
    open_loop(e, &loop);
    open_block(e, &body, s->body);
    emit_statements(e, s->body);
    emit_line(e, s->condition_line);
    emit_condition(e, s->condition, true, &done);
    emit_line(e, s->condition_line);
    if (has_pending(e, &body)) {
        emit_op(e, OP_CLOSE, body.entry_reg, 0, 0);
    }
    emit_jump_back(e, OP_LOOP, 0, top);
    emit_land(e, done);
    close_block(e);
    close_loop(e);
}

/* ---- for ---- */

static void open_hidden(Emitter *e, int first, int count)
{
    for (int i = 0; i < count; i++) {
        open_local(e, e->state_name, first + i);
    }
    e->active_regs = e->free_reg;
}

/* The body of a for loop: its variables, which the loop has set, and its statements. */
static void emit_for_body(Emitter *e, const Stat *s)
{
    EmitBlock body;
    open_block(e, &body, s->loop_body);
    emit_line(e, s->loop_body->first != NULL ? s->loop_body->first->line : s->end_line); /* of cells: no line of their own */
    for (Var *var = s->loop_vars; var != NULL; var = var->next) {
        activate(e, var, emit_reserve(e, 1));
    }
    emit_statements(e, s->loop_body);
    close_block(e);
    emit_line(e, s->line);
}

static void emit_numeric_for(Emitter *e, const Stat *s)
{
    EmitBlock loop;
    int skip = NO_JUMP;
    open_loop(e, &loop);
    const Expr *limit = s->control->next;
    int base = emit_to_next(e, s->control);
    emit_to_next(e, limit);
    if (limit->next != NULL) {
        emit_to_next(e, limit->next);
    } else {
        emit_line(e, s->do_line);
        emit_op_wide(e, OP_LOADI, emit_reserve(e, 1), 1);
    }
    open_hidden(e, base, 3);
    emit_line(e, s->do_line);
    emit_jump(e, OP_FORPREP, base, &skip);
    uint32_t body = e->code_len;
    emit_for_body(e, s);
    emit_jump_back(e, OP_FORLOOP, base, body);
    emit_land(e, skip);
    close_loop(e);
}

#define CALL_WINDOW 3 /* registers of TFORCALL's call: function, state, control */

static int count_vars(const Var *var)
{
    int n = 0;
    for (; var != NULL; var = var->next) {
        n++;
    }
    return n;
}

static void emit_generic_for(Emitter *e, const Stat *s)
{
    EmitBlock loop;
    int start = NO_JUMP;
    open_loop(e, &loop);
    loop.closes_itself = true;
    int base = e->free_reg;
    emit_list(e, s->control, 4);
    emit_reserve(e, 1); /* the mark of the closing value */
    open_hidden(e, base, 4);
    e->pending = base + 3;
    emit_line(e, s->do_line);
    emit_jump(e, OP_TFORPREP, base, &start);
    uint32_t body = e->code_len;
    emit_for_body(e, s);
    emit_land(e, start);
    emit_need_frame(e, base + LOOP_CALL + CALL_WINDOW);
    emit_op(e, OP_TFORCALL, base + LOOP_CALL, 0, count_vars(s->loop_vars) + 1);
    emit_jump_back(e, OP_TFORLOOP, base, body);
    emit_line(e, s->end_line);
    close_loop(e);
}

/* ---- declarations ---- */

/* Evaluates the initial values into the registers from the top on, one for each variable that has one. */
static void emit_initial_values(Emitter *e, const Stat *s)
{
    int count = 0;
    const Var *last = NULL;
    for (const Var *var = s->vars; var != NULL; var = var->next) {
        count++;
        last = var;
    }
    if (last->kind != VAR_CONSTANT) {
        emit_line(e, s->end_line);
        emit_list(e, s->values, count);
        return;
    }
    for (const Expr *value = s->values; value->next != NULL; value = value->next) {
        emit_to_next(e, value); /* all but the compile-time constant's, which is the last */
    }
}

/* Makes room for a to-be-closed variable's mark: moves the values behind it up by one register. */
static void insert_mark(Emitter *e, int mark)
{
    int end = emit_reserve(e, 1);
    for (int reg = end; reg > mark; reg--) {
        emit_op(e, OP_MOVE, reg, reg - 1, 0);
    }
}

static void emit_local(Emitter *e, const Stat *s)
{
    int reg = e->free_reg;
    const Var *closing = NULL;
    emit_initial_values(e, s);
    emit_line(e, s->end_line);
    for (Var *var = s->vars; var != NULL && var->kind != VAR_CONSTANT; var = var->next) {
        activate(e, var, reg++);
        if (var->kind == VAR_CLOSE) {
            closing = var;
            insert_mark(e, reg++);
        }
    }
    if (closing != NULL) { /* when all are active, for it may raise */
        emit_close_mark(e, closing);
    }
}

/* True when the function captures the variable. */
static bool captures(const FunctionExpr *function, const Var *var)
{
    for (int i = 0; i < function->captures_count; i++) {
        if (function->captures[i] == var) {
            return true;
        }
    }
    return false;
}

static void emit_local_function(Emitter *e, const Stat *s)
{
    int reg = emit_reserve(e, 1);
    Var *var = s->vars;
    emit_line(e, s->values->line);
    if (!captures(s->values->function, var)) {
        emit_to(e, s->values, reg);
        activate(e, var, reg);
        return;
    }
    emit_load_nil(e, reg, 1); /* a recursive function: the variable's cell comes first */
    activate(e, var, reg);
    int closure = emit_to_next(e, s->values);
    emit_op(e, OP_SETCELL, reg, closure, 0);
    e->locals[e->local_count - 1].start_pc = e->code_len;
    e->free_reg = closure;
}

/* ---- return ---- */

static void emit_return_op(Emitter *e, int first, int count, bool is_open)
{
    bool closes = e->pending >= 0;
    int b = is_open ? 0 : count + 1;
    if (closes || e->body->is_vararg) {
        emit_op(e, OP_RETURNX, first, b, closes | e->body->is_vararg << 1);
    } else if (is_open || count > 1) {
        emit_op(e, OP_RETURN, first, b, 0);
    } else if (count == 1) {
        emit_op(e, OP_RETURN1, first, 0, 0);
    } else {
        emit_op(e, OP_RETURN0, 0, 0, 0);
    }
}

static void emit_return(Emitter *e, const Stat *s)
{
    const Expr *list = s->expr;
    int mark = e->free_reg, first = mark, count = 0;
    bool is_open = false;
    if (list != NULL && list->next == NULL) {
        bool is_call = (list->kind == EXPR_CALL || list->kind == EXPR_METHOD) && !list->in_parens;
        if (is_call && e->pending < 0) {
            emit_call(e, list, RESULTS_TAIL);
            e->free_reg = mark;
            return;
        }
        if (!expr_is_multiple(list)) {
            first = emit_any(e, list);
            count = 1;
        }
    }
    if (count == 0) {
        is_open = emit_open_list(e, list, &count);
    }
    emit_line(e, s->end_line);
    emit_return_op(e, first, count, is_open);
    e->free_reg = mark;
}

/* ---- dispatch ---- */

static void emit_function_statement(Emitter *e, const Stat *s)
{
    emit_assignment(e, s->targets, s->sources, s->line);
}

static void emit_call_statement(Emitter *e, const Stat *s)
{
    int mark = e->free_reg;
    emit_call(e, s->expr, 0);
    e->free_reg = mark;
}

static void emit_statement(Emitter *e, const Stat *s)
{
    emit_line(e, s->line);
    switch ((StatKind)s->kind) {
    case STAT_LOCAL:
        emit_local(e, s);
        break;
    case STAT_ASSIGN:
        emit_assignment(e, s->targets, s->sources, s->end_line);
        break;
    case STAT_CALL:
        emit_call_statement(e, s);
        break;
    case STAT_DO:
        emit_block(e, s->body);
        break;
    case STAT_WHILE:
        emit_while(e, s);
        break;
    case STAT_REPEAT:
        emit_repeat(e, s);
        break;
    case STAT_IF:
        emit_if(e, s);
        break;
    case STAT_FOR_NUMERIC:
        emit_numeric_for(e, s);
        break;
    case STAT_FOR_GENERIC:
        emit_generic_for(e, s);
        break;
    case STAT_LOCAL_FUNCTION:
        emit_local_function(e, s);
        break;
    case STAT_FUNCTION:
        emit_function_statement(e, s);
        break;
    case STAT_RETURN:
        emit_return(e, s);
        break;
    case STAT_BREAK:
        emit_break(e);
        break;
    case STAT_GOTO:
        emit_goto(e, s);
        break;
    case STAT_LABEL:
        emit_label(e, s);
        break;
    }
}

static void emit_statements(Emitter *e, const Block *block)
{
    for (const Stat *s = block->first; s != NULL; s = s->next) {
        emit_statement(e, s);
    }
}

void emit_body(Emitter *e)
{
    EmitBlock block;
    open_block(e, &block, e->body->block);
    for (Var *var = e->body->params; var != NULL; var = var->next) {
        activate(e, var, emit_reserve(e, 1));
    }
    emit_statements(e, e->body->block);
    emit_line(e, e->body->end_line);
    emit_return_op(e, 0, 0, false);
    close_locals(e, 0);
    e->block = NULL;
}
