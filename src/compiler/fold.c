/* fold.c: constant folding, exactly where Lua 5.4 folds.
 *
 * A program can see whether an operation was folded: by an error's line, by a metamethod of numbers, by the sign of a
 * zero. So the rules are Lua's:
 *   - numbers only; strings are not converted, concatenations and comparisons not done;
 *   - not what raises: bitwise operations on floats without integer value;
 *   - no division or modulo by zero, integer or float;
 *   - no float result that is zero (of either sign, which constants would confuse) or not a number.
 */
#include "fold.h"
#include <math.h>
#include "../vm/number.h"

static Value constant_value(const Expr *e)
{
    Value v;
    if (e->kind == EXPR_INTEGER) {
        set_int(&v, e->integer);
    } else {
        set_float(&v, e->number);
    }
    return v;
}

static double as_float(const Value *v)
{
    return is_int(v) ? (double)v->i : v->n;
}

static bool as_integer(const Value *v, int64_t *out)
{
    *out = v->i;
    return is_int(v) || number_float_to_int(v->n, out);
}

/* Turns e into a number; false when it is one that must not be a constant. */
static bool set_integer(Expr *e, int64_t i)
{
    e->kind = EXPR_INTEGER;
    e->constant = NULL;
    e->integer = i;
    return true;
}

static bool set_result(Expr *e, double n)
{
    if (isnan(n) || n == 0) {
        return false;
    }
    e->kind = EXPR_FLOAT;
    e->constant = NULL;
    e->number = n;
    return true;
}

static bool fold_bitwise(Expr *e, Operator operator, const Value *left, const Value *right)
{
    int64_t a, b;
    if (!as_integer(left, &a) || !as_integer(right, &b)) {
        return false;
    }
    switch (operator) {
    case OPER_BAND:
        return set_integer(e, a & b);
    case OPER_BOR:
        return set_integer(e, a | b);
    case OPER_BXOR:
        return set_integer(e, a ^ b);
    case OPER_SHL:
        return set_integer(e, int_shift_left(a, b));
    default: /* OPER_SHR; the negation wraps, and both wrapped shifts give 0 */
        return set_integer(e, int_shift_left(a, int_neg(b)));
    }
}

static bool fold_integers(Expr *e, Operator operator, int64_t a, int64_t b)
{
    switch (operator) {
    case OPER_ADD:
        return set_integer(e, int_add(a, b));
    case OPER_SUB:
        return set_integer(e, int_sub(a, b));
    case OPER_MUL:
        return set_integer(e, int_mul(a, b));
    case OPER_MOD:
        return set_integer(e, int_floor_mod(a, b));
    default: /* OPER_IDIV */
        return set_integer(e, int_floor_div(a, b));
    }
}

static bool fold_floats(Expr *e, Operator operator, double a, double b)
{
    switch (operator) {
    case OPER_ADD:
        return set_result(e, a + b);
    case OPER_SUB:
        return set_result(e, a - b);
    case OPER_MUL:
        return set_result(e, a * b);
    case OPER_DIV:
        return set_result(e, a / b);
    case OPER_POW:
        return set_result(e, b == 2 ? a * a : pow(a, b));
    case OPER_MOD:
        return set_result(e, float_floor_mod(a, b));
    default: /* OPER_IDIV */
        return set_result(e, floor(a / b));
    }
}

bool fold_binary(Expr *e, Operator operator, const Expr *left, const Expr *right)
{
    if (!expr_is_number(left) || !expr_is_number(right)) {
        return false;
    }
    Value a = constant_value(left), b = constant_value(right);
    bool divides = operator == OPER_DIV || operator == OPER_MOD || operator == OPER_IDIV;
    if (operator >= OPER_BAND && operator <= OPER_SHR) {
        return fold_bitwise(e, operator, &a, &b);
    }
    if (operator > OPER_SHR || (divides && as_float(&b) == 0)) {
        return false;
    }
    if (is_int(&a) && is_int(&b) && operator != OPER_DIV && operator != OPER_POW) {
        return fold_integers(e, operator, a.i, b.i);
    }
    return fold_floats(e, operator, as_float(&a), as_float(&b));
}

static bool set_boolean(Expr *e, bool value)
{
    e->kind = value ? EXPR_TRUE : EXPR_FALSE;
    e->constant = NULL;
    return true;
}

bool fold_unary(Expr *e, Operator operator, const Expr *operand)
{
    int64_t i;
    if (operator == OPER_NOT) {
        return expr_is_constant(operand) &&
               set_boolean(e, operand->kind == EXPR_NIL || operand->kind == EXPR_FALSE);
    }
    if (!expr_is_number(operand) || operator == OPER_LEN) {
        return false;
    }
    Value v = constant_value(operand);
    if (operator == OPER_BNOT) {
        return as_integer(&v, &i) && set_integer(e, ~i);
    }
    return is_int(&v) ? set_integer(e, int_neg(v.i)) : set_result(e, -v.n);
}
