/* emit_expr.c: expressions to code that computes their values.
 *
 * Code generation is driven by the destination: who wants a value says in which register, so values are
 * computed where they are needed, and a variable is used where it lies. A register that holds a variable is written by the
 * last instruction of an expression only, for the expression may read the variable; scratch registers may be written earlier.
 *
 * Left operands form a *spine*, as long as a program likes (a + b + c ..., t.x.y.z ..., f()()()...):
 *
 *          +  <- top                 walked down once, collecting the operators in Emitter.spine,
 *         / \                        then up, each applied to the value on its left, which stays
 *        -   c                       in one scratch register at the top of the stack, `at`.
 *       / \
 *      a   b                         So recursion follows the source's nesting, which is bounded.
 *
 * A local variable as left operand is read when its operator is applied, after the right operand was evaluated; this
 * holds for a captured one, too (it is loaded from its cell late), because it does in Lua, where `a + f()` sees
 * what f does to a.
 */
#include "emit_internal.h"
#include <math.h>

/* ---- loads ---- */

void emit_load_nil(Emitter *e, int first, int count)
{
    if (count > 0) {
        emit_op(e, OP_LOADNIL, first, first + count - 1, 0);
    }
}

static void load_integer(Emitter *e, int64_t i, int reg)
{
    if (i >= INT32_MIN && i <= INT32_MAX) {
        emit_op_wide(e, OP_LOADI, reg, (uint32_t)i);
    } else {
        Value v;
        set_int(&v, i);
        emit_op_wide(e, OP_LOADK, reg, emit_constant(e, v));
    }
}

static void load_float(Emitter *e, double n, int reg)
{
    if (n >= INT32_MIN && n <= INT32_MAX && n == floor(n) && !(n == 0 && signbit(n))) {
        emit_op_wide(e, OP_LOADF, reg, (uint32_t)(int32_t)n);
    } else {
        Value v;
        set_float(&v, n);
        emit_op_wide(e, OP_LOADK, reg, emit_constant(e, v));
    }
}

void emit_load_string(Emitter *e, String *string, int reg)
{
    Value v;
    set_string(&v, string);
    emit_op_wide(e, OP_LOADK, reg, emit_constant(e, v));
}

static void load_constant(Emitter *e, const Expr *expr, int reg)
{
    emit_line(e, expr->line);
    switch (expr->kind) {
    case EXPR_NIL:
        emit_load_nil(e, reg, 1);
        break;
    case EXPR_TRUE:
        emit_op(e, OP_LOADTRUE, reg, 0, 0);
        break;
    case EXPR_FALSE:
        emit_op(e, OP_LOADFALSE, reg, 0, 0);
        break;
    case EXPR_INTEGER:
        load_integer(e, expr->integer, reg);
        break;
    case EXPR_FLOAT:
        load_float(e, expr->number, reg);
        break;
    default:
        emit_load_string(e, expr->string, reg);
    }
}

/* A closure of a nested function, whose captured registers are known only here. */
static void load_function(Emitter *e, const Expr *expr, int reg)
{
    const FunctionExpr *function = expr->function;
    for (int i = 0; i < function->captures_count; i++) {
        if (function->captures[i] != NULL) {
            function->proto->upvalues[i].idx = function->captures[i]->reg;
        }
    }
    e->protos = emit_grow(e, e->protos, &e->proto_cap, e->proto_count, sizeof(Proto *));
    e->protos[e->proto_count] = function->proto;
    emit_line(e, expr->line);
    emit_op_wide(e, OP_CLOSURE, reg, e->proto_count++);
}

static void load_local(Emitter *e, const Expr *expr, int reg)
{
    const Var *var = expr->var;
    if (var->is_captured || var->reg != reg) {
        emit_line(e, expr->line);
        emit_op(e, var->is_captured ? OP_GETCELL : OP_MOVE, reg, var->reg, 0);
    }
}

static void load_global(Emitter *e, const Expr *expr, int reg)
{
    int k = emit_string_operand(e, expr->global);
    emit_line(e, expr->line);
    if (k >= 0) {
        emit_op(e, OP_GETTABUP, reg, expr->env_upvalue, k);
        return;
    }
    int mark = e->free_reg, key = emit_reserve(e, 2);
    emit_load_string(e, expr->global, key);
    emit_op(e, OP_GETUPVAL, key + 1, expr->env_upvalue, 0);
    emit_op(e, OP_GETINDEX, reg, key + 1, key);
    e->free_reg = mark;
}

/* ---- operands ---- */

Operand emit_operand(Emitter *e, const Expr *expr)
{
    if (expr->kind == EXPR_LOCAL && expr->var->is_captured) {
        return (Operand){.reg = NO_REG, .cell = expr->var};
    }
    return (Operand){.reg = emit_any(e, expr)};
}

Operand emit_operand_or_constant(Emitter *e, const Expr *expr)
{
    if (expr_is_constant(expr)) {
        return (Operand){.reg = NO_REG, .constant = expr};
    }
    return emit_operand(e, expr);
}

int emit_operand_reg(Emitter *e, const Operand *operand)
{
    if (operand->constant != NULL) {
        return emit_to_next(e, operand->constant);
    }
    if (operand->cell != NULL) {
        int reg = emit_reserve(e, 1);
        emit_op(e, OP_GETCELL, reg, operand->cell->reg, 0);
        return reg;
    }
    return operand->reg;
}

/* ---- arithmetic ---- */

static bool is_immediate(const Expr *expr)
{
    return expr->kind == EXPR_INTEGER && expr->integer >= INT16_MIN && expr->integer <= INT16_MAX;
}

/* The form of an operator that takes the right operand as a 16-bit integer, or OP_COUNT. */
static Opcode immediate_form(Operator operator)
{
    switch (operator) {
    case OPER_ADD: return OP_ADDI;
    case OPER_SUB: return OP_SUBI;
    case OPER_SHL: return OP_SHLI;
    case OPER_SHR: return OP_SHRI;
    default: return OP_COUNT;
    }
}

/* The form that takes the right operand as a constant, or OP_COUNT. */
static Opcode constant_form(Operator operator, const Expr *right)
{
    if (operator <= OPER_IDIV && expr_is_number(right)) {
        return (Opcode)(OP_ADDK + (operator - OPER_ADD));
    }
    if (operator >= OPER_BAND && operator <= OPER_BXOR && right->kind == EXPR_INTEGER) {
        return (Opcode)(OP_BANDK + (operator - OPER_BAND));
    }
    return OP_COUNT;
}

/* The form that takes the left operand as a constant, or OP_COUNT. */
static Opcode reversed_form(Operator operator, const Expr *left)
{
    bool exists = operator <= OPER_DIV && left != NULL && expr_is_number(left);
    return exists ? (Opcode)(OP_RADDK + (operator - OPER_ADD)) : OP_COUNT;
}

/* An arithmetic instruction as it is chosen, its result still open. */
typedef struct Arithmetic {
    Opcode op;
    int b, c;
} Arithmetic;

static Arithmetic choose_arithmetic(Emitter *e, const Expr *expr, Operand left)
{
    Operator operator = (Operator)expr->operator;
    Opcode immediate = immediate_form(operator), constant = constant_form(operator, expr->right);
    Opcode reversed = reversed_form(operator, left.constant);
    int k;
    if (immediate != OP_COUNT && is_immediate(expr->right)) {
        return (Arithmetic){immediate, emit_operand_reg(e, &left), (int)expr->right->integer};
    }
    if (constant != OP_COUNT && (k = emit_operand_constant(e, expr->right)) >= 0) {
        return (Arithmetic){constant, emit_operand_reg(e, &left), k};
    }
    if (reversed != OP_COUNT && (k = emit_operand_constant(e, left.constant)) >= 0) {
        return (Arithmetic){reversed, emit_any(e, expr->right), k};
    }
    if (left.constant != NULL) {
        left = (Operand){.reg = emit_to_next(e, left.constant)};
    }
    int right = emit_any(e, expr->right);
    return (Arithmetic){(Opcode)(OP_ADD + (operator - OPER_ADD)), emit_operand_reg(e, &left), right};
}

static void unary(Emitter *e, const Expr *expr, int reg)
{
    static const Opcode ops[] = {OP_UNM, OP_BNOT, OP_NOT, OP_LEN};
    int mark = e->free_reg, operand;
    if (expr->left->kind != EXPR_LOCAL && emit_is_scratch(e, reg)) {
        emit_to(e, expr->left, operand = reg);
    } else {
        operand = emit_any(e, expr->left);
    }
    emit_line(e, expr->line);
    emit_op(e, ops[expr->operator - OPER_NEG], reg, operand, 0);
    e->free_reg = mark;
}

/* ---- calls ---- */

/* Puts a call's function, or method and object, at register `at`, the last one reserved. */
static void place_callee(Emitter *e, const Expr *call, const Operand *left, int at)
{
    if (call->kind == EXPR_METHOD) {
        int object = left->constant != NULL ? at : left->reg;
        int k = emit_string_operand(e, call->method);
        emit_reserve(e, 1); /* for the object as first argument */
        if (left->constant != NULL) {
            emit_to(e, left->constant, at);
        } else if (left->cell != NULL) {
            emit_op(e, OP_GETCELL, object = at, left->cell->reg, 0);
        }
        if (k >= 0) {
            emit_op(e, OP_SELF, at, object, k);
        } else { /* a name too long for a field */
            emit_op(e, OP_MOVE, at + 1, object, 0);
            emit_load_string(e, call->method, at);
            emit_op(e, OP_GETINDEX, at, at + 1, at);
        }
    } else if (left->constant != NULL) {
        emit_to(e, left->constant, at);
    } else if (left->cell != NULL) {
        emit_op(e, OP_GETCELL, at, left->cell->reg, 0);
    } else if (left->reg != at) {
        emit_op(e, OP_MOVE, at, left->reg, 0);
    }
}

/* The call proper, its results from `at` on. The caller sets free_reg. */
static void apply_call(Emitter *e, const Expr *call, const Operand *left, int at, int results)
{
    int count = 0;
    place_callee(e, call, left, at);
    bool is_open = emit_open_list(e, call->arguments, &count);
    int b = is_open ? 0 : count + 1 + (call->kind == EXPR_METHOD);
    emit_line(e, call->line);
    if (results == RESULTS_TAIL) {
        emit_op(e, OP_TAILCALL, at, b, 0);
        emit_op(e, e->body->is_vararg ? OP_RETURNX : OP_RETURN, at, 0, e->body->is_vararg ? 2 : 0); /* after a native */
    } else {
        emit_op(e, OP_CALL, at, b, results + 1);
    }
}

/* ---- indices ---- */

static bool is_small_index(const Expr *key)
{
    return key->kind == EXPR_INTEGER && key->integer >= 0 && key->integer <= UINT16_MAX;
}

/* reg := left[key], where reg is NO_REG for `at`. */
static void apply_index(Emitter *e, const Expr *expr, const Operand *left, int reg)
{
    int k = emit_field_name(e, expr->key);
    if (k >= 0) {
        int object = emit_operand_reg(e, left);
        emit_line(e, expr->line);
        emit_op(e, OP_GETFIELD, reg, object, k);
    } else if (is_small_index(expr->key)) {
        int object = emit_operand_reg(e, left);
        emit_line(e, expr->line);
        emit_op(e, OP_GETINT, reg, object, (int)expr->key->integer);
    } else {
        int key = emit_any(e, expr->key), object = emit_operand_reg(e, left);
        emit_line(e, expr->line);
        emit_op(e, OP_GETINDEX, reg, object, key);
    }
}

/* ---- spines ---- */

static bool is_spine(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_INDEX:
    case EXPR_CALL:
    case EXPR_METHOD:
    case EXPR_BINARY:
    case EXPR_COMPARE:
        return true;
    default:
        return false;
    }
}

static const Expr *spine_left(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_INDEX:
        return expr->object;
    case EXPR_CALL:
    case EXPR_METHOD:
        return expr->callee;
    default:
        return expr->left;
    }
}

/* Collects the spine under top; gives what stands at its foot. */
static const Expr *collect_spine(Emitter *e, const Expr *top)
{
    const Expr *expr = top;
    for (; is_spine(expr); expr = spine_left(expr)) {
        e->spine = emit_grow(e, (void *)e->spine, &e->spine_cap, e->spine_len, sizeof(Expr *));
        e->spine[e->spine_len++] = expr;
    }
    return expr;
}

/* The field of an upvalue, in one instruction. False when it is no such thing. */
static bool apply_upvalue_field(Emitter *e, const Expr *expr, const Expr *foot, int reg)
{
    int k = expr->kind == EXPR_INDEX && foot->kind == EXPR_UPVALUE ? emit_field_name(e, expr->key) : -1;
    if (k < 0) {
        return false;
    }
    emit_line(e, expr->line);
    emit_op(e, OP_GETTABUP, reg, foot->upvalue, k);
    return true;
}

/* Applies one operator to the value on its left; the result goes to reg. Calls leave theirs at reg, too, which is then the
 * last register reserved. */
static void apply(Emitter *e, const Expr *expr, Operand left, int reg, int results)
{
    int list = NO_JUMP;
    switch (expr->kind) {
    case EXPR_INDEX:
        apply_index(e, expr, &left, reg);
        break;
    case EXPR_CALL:
    case EXPR_METHOD:
        emit_line(e, expr->line);
        apply_call(e, expr, &left, reg, results);
        break;
    case EXPR_COMPARE:
        emit_comparison(e, expr, left, false, &list);
        emit_boolean(e, reg, list);
        break;
    default: {
        Arithmetic arithmetic = choose_arithmetic(e, expr, left);
        emit_line(e, expr->line);
        emit_op(e, arithmetic.op, reg, arithmetic.b, arithmetic.c);
    }
    }
}

/* The foot of a spine as an operand. What is to be computed goes to `at`. */
static Operand evaluate_foot(Emitter *e, const Expr *foot, int at)
{
    if (expr_is_constant(foot)) {
        return (Operand){.reg = NO_REG, .constant = foot};
    }
    if (foot->kind == EXPR_LOCAL) {
        const Var *var = foot->var;
        return (Operand){.reg = var->is_captured ? NO_REG : var->reg, .cell = var->is_captured ? var : NULL};
    }
    emit_to(e, foot, at);
    return (Operand){.reg = at};
}

/* Evaluates a spine. The top's value goes to reg or, when that is NO_REG or the top is a call, to `at`, the last
 * register reserved. */
static void emit_spine(Emitter *e, const Expr *top, int reg, int at, int results)
{
    uint32_t base = e->spine_len;
    const Expr *foot = collect_spine(e, top);
    Operand left;
    const Expr *lowest = e->spine[e->spine_len - 1];
    int target = lowest == top && reg != NO_REG ? reg : at;
    if (apply_upvalue_field(e, lowest, foot, target)) {
        e->spine_len--;
        left = (Operand){.reg = target};
    } else {
        left = evaluate_foot(e, foot, at);
    }
    while (e->spine_len > base) {
        const Expr *expr = e->spine[--e->spine_len];
        bool is_call = expr->kind == EXPR_CALL || expr->kind == EXPR_METHOD;
        target = expr == top && reg != NO_REG && !is_call ? reg : at;
        if (!is_call && left.reg != at) {
            e->free_reg = at; /* nothing is there yet: the right operand may use it */
        }
        apply(e, expr, left, target, expr == top ? results : 1);
        e->free_reg = at + 1;
        left = (Operand){.reg = target};
    }
}

/* A scratch register at the top of the stack: reg if it is that, else a new one. */
static int top_scratch(Emitter *e, int reg)
{
    return reg == e->free_reg - 1 && emit_is_scratch(e, reg) ? reg : emit_reserve(e, 1);
}

/* Evaluates a spine, with one result, into reg. */
static void spine_to(Emitter *e, const Expr *expr, int reg)
{
    int mark = e->free_reg, at = top_scratch(e, reg);
    emit_spine(e, expr, reg, at, 1);
    if ((expr->kind == EXPR_CALL || expr->kind == EXPR_METHOD) && reg != at) {
        emit_op(e, OP_MOVE, reg, at, 0);
    }
    e->free_reg = mark;
}

int emit_call(Emitter *e, const Expr *call, int results)
{
    int at = emit_reserve(e, 1);
    emit_spine(e, call, NO_REG, at, results);
    return at;
}

/* ---- any expression ---- */

static void concatenate(Emitter *e, const Expr *expr, int reg)
{
    int mark = e->free_reg, at = top_scratch(e, reg), count = 1;
    emit_to(e, expr->first, at);
    for (const Expr *operand = expr->first->next; operand != NULL; operand = operand->next) {
        emit_to_next(e, operand);
        count++;
    }
    emit_line(e, expr->line);
    emit_op(e, OP_CONCAT, at, count, 0);
    if (reg != at) {
        emit_op(e, OP_MOVE, reg, at, 0);
    }
    e->free_reg = mark;
}

/* Evaluates what writes its register before it has read all operands: through scratch if need be. */
static void through_scratch(Emitter *e, const Expr *expr, int reg, void (*evaluate)(Emitter *, const Expr *, int))
{
    if (emit_is_scratch(e, reg)) {
        evaluate(e, expr, reg);
        return;
    }
    int mark = e->free_reg, scratch = emit_reserve(e, 1);
    evaluate(e, expr, scratch);
    emit_op(e, OP_MOVE, reg, scratch, 0);
    e->free_reg = mark;
}

void emit_to(Emitter *e, const Expr *expr, int reg)
{
    switch (expr->kind) {
    case EXPR_VARARG:
        emit_line(e, expr->line);
        emit_op(e, OP_VARARG, reg, 0, 2);
        break;
    case EXPR_FUNCTION:
        load_function(e, expr, reg);
        break;
    case EXPR_LOCAL:
        load_local(e, expr, reg);
        break;
    case EXPR_UPVALUE:
        emit_line(e, expr->line);
        emit_op(e, OP_GETUPVAL, reg, expr->upvalue, 0);
        break;
    case EXPR_GLOBAL:
        load_global(e, expr, reg);
        break;
    case EXPR_UNARY:
        if (expr->operator == OPER_NOT && (expr->left->kind == EXPR_COMPARE || expr->left->kind == EXPR_AND ||
                                           expr->left->kind == EXPR_OR)) {
            through_scratch(e, expr, reg, emit_logical);
        } else {
            unary(e, expr, reg);
        }
        break;
    case EXPR_AND:
    case EXPR_OR:
        through_scratch(e, expr, reg, emit_logical);
        break;
    case EXPR_CONCAT:
        concatenate(e, expr, reg);
        break;
    case EXPR_TABLE:
        through_scratch(e, expr, reg, emit_table);
        break;
    default:
        if (expr_is_constant(expr)) {
            load_constant(e, expr, reg);
        } else {
            spine_to(e, expr, reg);
        }
    }
}

int emit_to_next(Emitter *e, const Expr *expr)
{
    int reg = emit_reserve(e, 1);
    emit_to(e, expr, reg);
    return reg;
}

int emit_any(Emitter *e, const Expr *expr)
{
    if (expr->kind == EXPR_LOCAL && !expr->var->is_captured) {
        return expr->var->reg;
    }
    return emit_to_next(e, expr);
}

/* ---- lists ---- */

/* Evaluates an expression that can give several values into `count` new registers, or RESULTS_OPEN. */
static void emit_multiple(Emitter *e, const Expr *expr, int count)
{
    int first = e->free_reg;
    if (expr->kind == EXPR_VARARG) {
        emit_line(e, expr->line);
        emit_need_frame(e, first + 1);
        emit_op(e, OP_VARARG, first, 0, count + 1);
    } else {
        emit_call(e, expr, count);
    }
    e->free_reg = first;
    if (count > 0) {
        emit_reserve(e, count);
    }
}

bool emit_open_list(Emitter *e, const Expr *list, int *count)
{
    *count = 0;
    for (const Expr *expr = list; expr != NULL; expr = expr->next) {
        if (expr->next == NULL && expr_is_multiple(expr)) {
            emit_multiple(e, expr, RESULTS_OPEN);
            return true;
        }
        emit_to_next(e, expr);
        ++*count;
    }
    return false;
}

void emit_list(Emitter *e, const Expr *list, int count)
{
    for (const Expr *expr = list; expr != NULL; expr = expr->next) {
        if (expr->next == NULL && expr_is_multiple(expr) && count != 1) {
            emit_multiple(e, expr, count > 0 ? count : 0);
            return;
        }
        if (count > 0) {
            emit_to_next(e, expr);
        } else { /* a value too many: evaluated for its effects */
            int mark = e->free_reg;
            emit_to_next(e, expr);
            e->free_reg = mark;
        }
        count--;
    }
    if (count > 0) {
        emit_load_nil(e, emit_reserve(e, count), count);
    }
}
