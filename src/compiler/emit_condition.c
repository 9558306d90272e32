/* emit_condition.c: conditions as jumps.
 *
 * Where only the truth of an expression matters, no boolean is made: `and`, `or` and `not` become the shape
 * of the jumps, comparisons become fused compare-and-jump instructions. emit_condition takes the outcome on which to jump and falls
 * through on the other, so every operator needs one jump:
 *
 *      a and b, jump when false:   a, jump when false; b, jump when false
 *      a and b, jump when true:    a, jump when false to L; b, jump when true; L:
 *
 * Where the value of `and` or `or` is wanted, an operand that may decide is evaluated into the result's register
 * and leaves by a jump; parts that cannot be the result are mere conditions.
 *
 * A negated comparison uses the negated instruction, never the opposite order: not (a < b) differs from a >= b for NaN.
 */
#include "emit_internal.h"

/* ---- comparisons ---- */

static bool is_true_constant(const Expr *expr)
{
    return expr->kind != EXPR_NIL && expr->kind != EXPR_FALSE;
}

/* The jump that does or does not happen as the positive instruction's condition, which stands first of two. */
static Opcode sense(Opcode positive, bool when)
{
    return (Opcode)(positive + !when);
}

/* == and ~=. */
static void equality(Emitter *e, const Expr *expr, Operand left, bool when, int *list)
{
    const Expr *constant = expr->right;
    when ^= expr->operator == OPER_NE;
    if (left.constant != NULL && !expr_is_constant(expr->right)) { /* the constant to the right: it is symmetrical */
        constant = left.constant;
        left = emit_operand(e, expr->right);
    }
    int k = emit_operand_constant(e, constant);
    if (constant->kind == EXPR_NIL) {
        int reg = emit_operand_reg(e, &left);
        emit_line(e, expr->line);
        emit_compare_jump(e, sense(OP_JNIL, when), reg, 0, list);
    } else if (k >= 0) {
        int reg = emit_operand_reg(e, &left);
        emit_line(e, expr->line);
        emit_compare_jump(e, sense(OP_JEQK, when), reg, k, list);
    } else {
        int right = emit_any(e, constant), reg = emit_operand_reg(e, &left);
        emit_line(e, expr->line);
        emit_compare_jump(e, sense(OP_JEQ, when), reg, right, list);
    }
}

/* A comparison of order with a number: a register and a constant; flipped when the constant is to the left. */
static bool order_with_constant(Emitter *e, const Expr *expr, const Operand *left, bool when, int *list)
{
    static const Opcode straight[] = {OP_JLTK, OP_JLEK, OP_JGTK, OP_JGEK}; /* LT, LE, GT, GE */
    static const Opcode flipped[] = {OP_JGTK, OP_JGEK, OP_JLTK, OP_JLEK};
    const Expr *constant = left->constant != NULL ? left->constant : expr->right;
    if (!expr_is_number(constant)) {
        return false;
    }
    int k = emit_operand_constant(e, constant);
    if (k < 0) {
        return false;
    }
    const Opcode *ops = left->constant != NULL ? flipped : straight;
    int reg = left->constant != NULL ? emit_any(e, expr->right) : emit_operand_reg(e, left);
    emit_line(e, expr->line);
    emit_compare_jump(e, sense(ops[expr->operator - OPER_LT], when), reg, k, list);
    return true;
}

static void order(Emitter *e, const Expr *expr, Operand left, bool when, int *list)
{
    if (order_with_constant(e, expr, &left, when, list)) {
        return;
    }
    bool is_swapped = expr->operator == OPER_GT || expr->operator == OPER_GE;
    Opcode op = expr->operator == OPER_LT || expr->operator == OPER_GT ? OP_JLT : OP_JLE;
    if (left.constant != NULL) {
        left = (Operand){.reg = emit_to_next(e, left.constant)};
    }
    int b = emit_any(e, expr->right), a = emit_operand_reg(e, &left);
    emit_line(e, expr->line);
    emit_compare_jump(e, sense(op, when), is_swapped ? b : a, is_swapped ? a : b, list);
}

void emit_comparison(Emitter *e, const Expr *expr, Operand left, bool when, int *list)
{
    int mark = e->free_reg;
    if (expr->operator == OPER_EQ || expr->operator == OPER_NE) {
        equality(e, expr, left, when, list);
    } else {
        order(e, expr, left, when, list);
    }
    e->free_reg = mark;
}

/* ---- conditions ---- */

static void logical_condition(Emitter *e, const Expr *expr, bool when, int *list)
{
    bool decides = expr->kind == EXPR_OR; /* the truth of an operand that decides alone */
    int skip = NO_JUMP;
    for (const Expr *operand = expr->first; operand != NULL; operand = operand->next) {
        bool is_last = operand == expr->last;
        emit_condition(e, operand, is_last ? when : decides, is_last || when == decides ? list : &skip);
    }
    emit_land(e, skip);
}

static void test(Emitter *e, const Expr *expr, bool when, int *list)
{
    int mark = e->free_reg;
    int reg = emit_any(e, expr);
    emit_jump(e, when ? OP_JT : OP_JF, reg, list);
    e->free_reg = mark;
}

void emit_condition(Emitter *e, const Expr *expr, bool when, int *list)
{
    int mark = e->free_reg;
    switch (expr->kind) {
    case EXPR_AND:
    case EXPR_OR:
        logical_condition(e, expr, when, list);
        break;
    case EXPR_COMPARE:
        emit_comparison(e, expr, emit_operand_or_constant(e, expr->left), when, list);
        e->free_reg = mark;
        break;
    case EXPR_UNARY:
        if (expr->operator == OPER_NOT) {
            emit_condition(e, expr->left, !when, list);
        } else {
            test(e, expr, when, list);
        }
        break;
    default:
        if (!expr_is_constant(expr)) {
            test(e, expr, when, list);
        } else if (is_true_constant(expr) == when) {
            emit_jump(e, OP_JMP, 0, list);
        }
    }
}

/* ---- values ---- */

void emit_boolean(Emitter *e, int reg, int false_list)
{
    int end = NO_JUMP;
    emit_op(e, OP_LOADTRUE, reg, 0, 0);
    emit_jump(e, OP_JMP, 0, &end);
    emit_land(e, false_list);
    emit_op(e, OP_LOADFALSE, reg, 0, 0);
    emit_land(e, end);
}

static void decide(Emitter *e, const Expr *expr, bool when, int reg, int *list);

/* decide, for a comparison or negation: the value is the boolean `when` itself. */
static void decide_boolean(Emitter *e, const Expr *expr, bool when, int reg, int *list)
{
    int skip = NO_JUMP;
    emit_condition(e, expr, !when, &skip);
    emit_op(e, when ? OP_LOADTRUE : OP_LOADFALSE, reg, 0, 0);
    emit_jump(e, OP_JMP, 0, list);
    emit_land(e, skip);
}

static void decide_logical(Emitter *e, const Expr *expr, bool when, int reg, int *list)
{
    bool decides = expr->kind == EXPR_OR;
    int skip = NO_JUMP;
    for (const Expr *operand = expr->first; operand != NULL; operand = operand->next) {
        if (operand == expr->last || when == decides) {
            decide(e, operand, when, reg, list);
        } else {
            emit_condition(e, operand, decides, &skip);
        }
    }
    emit_land(e, skip);
}

/* If expr's truth is `when`: evaluates it into reg and jumps to list; otherwise goes on, with anything in reg. */
static void decide(Emitter *e, const Expr *expr, bool when, int reg, int *list)
{
    if (expr->kind == EXPR_AND || expr->kind == EXPR_OR) {
        decide_logical(e, expr, when, reg, list);
    } else if (expr->kind == EXPR_COMPARE || (expr->kind == EXPR_UNARY && expr->operator == OPER_NOT)) {
        decide_boolean(e, expr, when, reg, list);
    } else if (!expr_is_constant(expr)) {
        emit_to(e, expr, reg);
        emit_jump(e, when ? OP_JT : OP_JF, reg, list);
    } else if (is_true_constant(expr) == when) {
        emit_to(e, expr, reg);
        emit_jump(e, OP_JMP, 0, list);
    }
}

void emit_logical(Emitter *e, const Expr *expr, int reg)
{
    int end = NO_JUMP;
    if (expr->kind == EXPR_AND || expr->kind == EXPR_OR) {
        for (const Expr *operand = expr->first; operand != expr->last; operand = operand->next) {
            decide(e, operand, expr->kind == EXPR_OR, reg, &end);
        }
        emit_to(e, expr->last, reg);
        emit_land(e, end);
    } else {
        emit_condition(e, expr, false, &end);
        emit_boolean(e, reg, end);
    }
}
