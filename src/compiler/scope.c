/* scope.c: resolves names while the parser reads.
 *
 * Lua declares before use, so a name's meaning is known when it is read, and no pass over the finished tree is
 * needed. Each Name points to its innermost visible variable, which points to the one it shadows:
 *
 *      Name "x" --binding--> Var x (inner block) --shadowed--> Var x (outer block) --shadowed--> NULL
 *      Scope    --vars-----> Var x (inner block) --below----> Var y ... (all active ones of this function)
 *
 * Closing a block walks `below` back to where the block began and gives every name its shadowed meaning again. So a
 * lookup is one load, however many variables and functions are open; a capture is remembered in the Var for the function that used
 * it last. Labels bind in the same way. What only the whole function can tell (is a variable captured,
 * is it assigned again) is complete when its block ends, and the emitter runs later than that.
 *
 * Jumps follow Lua's rules: a goto sees the labels of the blocks around it, and may not enter the scope of a
 * local variable, except at a label behind which its block has void statements only. A goto whose label has not been met is
 * pending in its block, moves out with it, and is an error when its function ends.
 */
#include "scope.h"
#include <stdio.h>

void scope_init(Resolver *r, Lexer *lex, Arena *arena)
{
    *r = (Resolver){.lex = lex, .arena = arena, .env = names_get_text(lex->names, "_ENV")};
    r->env_var.name = r->env;
    r->env->binding = &r->env_var;
}

void scope_limit_error(Resolver *r, const Scope *scope, int limit, const char *what)
{
    char where[40] = "main function", message[120];
    if (scope->line != 0) {
        snprintf(where, sizeof where, "function at line %d", scope->line);
    }
    snprintf(message, sizeof message, "too many %s (limit is %d) in %s", what, limit, where);
    lex_syntax_error(r->lex, message);
}

/* ---- functions and blocks ---- */

/* Room for a function's upvalues. It outlives the arena's marks: nested functions add to enclosing ones. */
static Upvalue *upvalue_room(Resolver *r, int depth)
{
    if (r->upvalues[depth] == NULL) {
        r->upvalues[depth] = arena_alloc(&r->lex->names->arena, MAX_UPVALUES * sizeof(Upvalue));
    }
    return r->upvalues[depth];
}

void scope_open_function(Resolver *r, Scope *scope, int line)
{
    int depth = r->scope != NULL ? r->scope->depth + 1 : 0;
    *scope = (Scope){.outer = r->scope, .serial = ++r->functions, .line = line, .depth = depth};
    scope->upvalues = upvalue_room(r, depth);
    r->scope = scope;
    if (scope->outer == NULL) { /* the main chunk has one upvalue, _ENV */
        scope->upvalues[0] = (Upvalue){.var = &r->env_var, .in_stack = 1};
        scope->upvalue_count = 1;
    }
}

static NORETURN void undefined_goto(Resolver *r, const PendingGoto *pending)
{
    while (pending->below != NULL) { /* the first in the text */
        pending = pending->below;
    }
    if (pending->name == NULL) {
        lex_semantic_error(r->lex, "break outside loop at line %d", pending->stat->line);
    }
    lex_semantic_error(r->lex, "no visible label '%s' for <goto> at line %d", pending->name->string->chars,
                       pending->stat->line);
}

void scope_close_function(Resolver *r)
{
    if (r->scope->gotos != NULL) {
        undefined_goto(r, r->scope->gotos);
    }
    r->scope = r->scope->outer;
}

void scope_open_block(Resolver *r, BlockScope *block, bool is_loop)
{
    Scope *scope = r->scope;
    Block *node = arena_alloc(r->arena, sizeof(Block));
    *node = (Block){0};
    *block = (BlockScope){.outer = scope->block, .block = node, .outer_vars = scope->vars,
                          .outer_labels = scope->labels, .outer_gotos = scope->gotos,
                          .outer_count = scope->active_count, .is_loop = is_loop};
    scope->block = block;
}

void scope_close_block(Resolver *r)
{
    Scope *scope = r->scope;
    const BlockScope *block = scope->block;
    for (; scope->vars != block->outer_vars; scope->vars = scope->vars->below) {
        scope->vars->name->binding = scope->vars->shadowed;
    }
    for (; scope->labels != block->outer_labels; scope->labels = scope->labels->below) {
        scope->labels->name->label = scope->labels->shadowed;
    }
    for (PendingGoto *g = scope->gotos; g != block->outer_gotos; g = g->below) {
        g->active_count = block->outer_count;
    }
    scope->active_count = scope->declared_count = block->outer_count;
    scope->block = block->outer;
}

/* ---- variables ---- */

Var *scope_declare(Resolver *r, Name *name, VarKind kind)
{
    Scope *scope = r->scope;
    if (++scope->declared_count > MAX_LOCALS) {
        scope_limit_error(r, scope, MAX_LOCALS, "local variables");
    }
    Var *var = arena_alloc(r->arena, sizeof(Var));
    *var = (Var){.name = name, .function = scope, .kind = kind};
    return var;
}

void scope_activate(Resolver *r, Var *vars)
{
    Scope *scope = r->scope;
    for (Var *var = vars; var != NULL; var = var->next) {
        var->shadowed = var->name->binding;
        var->name->binding = var;
        var->below = scope->vars;
        var->index = scope->active_count++;
        scope->vars = var;
    }
}

static int find_upvalue(const Scope *scope, const Var *var)
{
    if (var->last_user == scope->serial) {
        return var->last_upvalue;
    }
    for (int i = 0; i < scope->upvalue_count; i++) {
        if (scope->upvalues[i].var == var) {
            return i;
        }
    }
    return -1;
}

static int add_upvalue(Resolver *r, Scope *scope, Upvalue upvalue)
{
    if (scope->upvalue_count == MAX_UPVALUES) {
        scope_limit_error(r, scope, MAX_UPVALUES, "upvalues");
    }
    scope->upvalues[scope->upvalue_count] = upvalue;
    return scope->upvalue_count++;
}

/* Number of an outer function's variable among this function's upvalues; recursion is as deep as functions nest. */
static int capture(Resolver *r, Scope *scope, Var *var)
{
    int at = find_upvalue(scope, var);
    if (at < 0) {
        Upvalue upvalue = {.var = var, .in_stack = var->function == scope->outer};
        if (upvalue.in_stack) {
            var->is_captured = true;
        } else {
            upvalue.parent = (uint8_t)capture(r, scope->outer, var);
        }
        at = add_upvalue(r, scope, upvalue);
    }
    var->last_user = scope->serial;
    var->last_upvalue = (uint8_t)at;
    return at;
}

static Expr *use_variable(Resolver *r, Var *var, int line)
{
    if (var->kind == VAR_CONSTANT) {
        Expr *e = expr_new(r->arena, var->value->kind, line);
        e->integer = var->value->integer; /* the widest member */
        e->constant = var;
        return e;
    }
    bool is_local = var->function == r->scope;
    Expr *e = expr_new(r->arena, is_local ? EXPR_LOCAL : EXPR_UPVALUE, line);
    e->var = var;
    if (!is_local) {
        e->upvalue = capture(r, r->scope, var);
    }
    return e;
}

Expr *scope_resolve(Resolver *r, Name *name, int line)
{
    if (name->binding != NULL) {
        return use_variable(r, name->binding, line);
    }
    Var *env = r->env->binding;
    if (env->function != r->scope && env->kind != VAR_CONSTANT) {
        Expr *global = expr_new(r->arena, EXPR_GLOBAL, line);
        global->global = name->string;
        global->env = env;
        global->env_upvalue = capture(r, r->scope, env);
        return global;
    }
    Expr *e = expr_new(r->arena, EXPR_INDEX, line);
    e->object = use_variable(r, env, line);
    e->key = expr_new(r->arena, EXPR_STRING, line);
    e->key->string = name->string;
    return e;
}

void scope_assign(Resolver *r, const Expr *target)
{
    Var *var = expr_is_constant(target) ? target->constant
               : target->kind == EXPR_LOCAL || target->kind == EXPR_UPVALUE ? target->var : NULL;
    if (var == NULL) {
        return;
    }
    if (var->kind != VAR_REGULAR) {
        lex_semantic_error(r->lex, "attempt to assign to const variable '%s'", var->name->string->chars);
    }
    var->is_assigned = true;
}

/* ---- labels and jumps ---- */

/* The label that the name means here, or NULL. */
static Label *visible_label(const Resolver *r, const Name *name)
{
    return name->label != NULL && name->label->function == r->scope ? name->label : NULL;
}

void scope_check_label(Resolver *r, const Name *name)
{
    const Label *label = visible_label(r, name);
    if (label != NULL) {
        lex_semantic_error(r->lex, "label '%s' already defined on line %d", name->string->chars, label->line);
    }
}

static NORETURN void jump_into_scope(Resolver *r, const PendingGoto *pending)
{
    const Var *var = r->scope->vars; /* find the first one that the jump would skip */
    while (var->below != NULL && var->below->index >= pending->active_count) {
        var = var->below;
    }
    lex_semantic_error(r->lex, "<goto %s> at line %d jumps into the scope of local '%s'",
                       pending->name->string->chars, pending->stat->line, var->name->string->chars);
}

/* Directs the block's pending gotos of this label's name to it. */
static void match_gotos(Resolver *r, Label *label)
{
    Scope *scope = r->scope;
    PendingGoto **link = &scope->gotos, *bad = NULL;
    while (*link != scope->block->outer_gotos) {
        PendingGoto *g = *link;
        if (g->name != label->name) {
            link = &g->below;
            continue;
        }
        bad = g->active_count < label->active_count ? g : bad;
        g->stat->label = label;
        *link = g->below;
    }
    if (bad != NULL) {
        jump_into_scope(r, bad);
    }
}

Label *scope_label(Resolver *r, Name *name, int line, bool is_last)
{
    Scope *scope = r->scope;
    scope_check_label(r, name);
    Label *label = arena_alloc(r->arena, sizeof(Label));
    *label = (Label){.name = name, .function = scope, .shadowed = name->label, .below = scope->labels,
                     .block = scope->block->block, .line = line,
                     .active_count = is_last ? scope->block->outer_count : scope->active_count};
    name->label = label;
    scope->labels = label;
    match_gotos(r, label);
    return label;
}

static void add_pending(Resolver *r, Stat *stat, Name *name)
{
    PendingGoto *g = arena_alloc(r->arena, sizeof(PendingGoto));
    *g = (PendingGoto){stat, name, r->scope->active_count, r->scope->gotos};
    r->scope->gotos = g;
}

void scope_goto(Resolver *r, Stat *stat, Name *name)
{
    stat->label = visible_label(r, name);
    if (stat->label == NULL) {
        add_pending(r, stat, name);
    }
}

void scope_break(Resolver *r, Stat *stat)
{
    for (const BlockScope *block = r->scope->block; block != NULL; block = block->outer) {
        if (block->is_loop) {
            return;
        }
    }
    add_pending(r, stat, NULL);
}
