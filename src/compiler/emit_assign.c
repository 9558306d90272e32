/* emit_assign.c: assignments.
 *
 *      t[i], a.b, x = e1, e2, e3
 *
 * First the parts of the targets are evaluated, left to right, then the values, then the stores are done, right to left; Lua
 * leaves the order open, and programs rely on what it does. The last value goes straight to its target. A
 * variable that is a part of one target and itself another target is copied first, so that the store into it is not
 * seen by the other.
 */
#include "emit_internal.h"

typedef enum TargetKind {
    TARGET_VARIABLE,   /* a local variable or an upvalue */
    TARGET_GLOBAL,     /* a field of an upvalue */
    TARGET_FIELD, TARGET_INT, TARGET_INDEX
} TargetKind;

/* A target whose parts are evaluated. */
typedef struct Target {
    const Expr *expr;
    struct Target *previous; /* to the left */
    TargetKind kind;
    Operand object;
    Operand key;             /* TARGET_INDEX */
    int number;              /* constant's number or integer index */
    int upvalue;             /* TARGET_GLOBAL */
} Target;

/* True when a variable is one of the targets that are to be stored. */
static bool is_target(const Expr *targets, ExprKind kind, const Var *var)
{
    for (const Expr *target = targets; target != NULL; target = target->next) {
        if (target->kind == kind && target->var == var) {
            return true;
        }
    }
    return false;
}

/* A part of a target as an operand; copied when it is a target itself. all is NULL when there is one target only. */
static Operand evaluate_part(Emitter *e, const Expr *part, const Expr *all)
{
    if (part->kind == EXPR_LOCAL && part->var->is_assigned && is_target(all, EXPR_LOCAL, part->var)) {
        return (Operand){.reg = emit_to_next(e, part)};
    }
    return emit_operand(e, part);
}

/* A global; its environment is loaded first when the instruction cannot name it, or when it is a target, too. */
static Target prepare_global(Emitter *e, const Expr *expr, const Expr *all)
{
    Target t = {.expr = expr, .kind = TARGET_GLOBAL, .upvalue = expr->env_upvalue};
    t.number = emit_string_operand(e, expr->global);
    if (t.number < 0 || is_target(all, EXPR_UPVALUE, expr->env)) {
        int object = emit_reserve(e, 2);
        t.kind = TARGET_INDEX;
        t.object = (Operand){.reg = object};
        t.key = (Operand){.reg = object + 1};
        emit_op(e, OP_GETUPVAL, object, expr->env_upvalue, 0);
        emit_load_string(e, expr->global, object + 1);
    }
    return t;
}

static Target prepare(Emitter *e, const Expr *expr, const Expr *all)
{
    Target t = {.expr = expr};
    if (expr->kind == EXPR_GLOBAL) {
        return prepare_global(e, expr, all);
    }
    if (expr->kind != EXPR_INDEX) {
        t.kind = TARGET_VARIABLE;
        return t;
    }
    t.number = emit_field_name(e, expr->key);
    if (t.number >= 0 && expr->object->kind == EXPR_UPVALUE &&
        !is_target(all, EXPR_UPVALUE, expr->object->var)) {
        t.kind = TARGET_GLOBAL;
        t.upvalue = expr->object->upvalue;
        return t;
    }
    t.object = evaluate_part(e, expr->object, all);
    if (t.number >= 0) {
        t.kind = TARGET_FIELD;
    } else if (expr->key->kind == EXPR_INTEGER && expr->key->integer >= 0 && expr->key->integer <= UINT16_MAX) {
        t.kind = TARGET_INT;
        t.number = (int)expr->key->integer;
    } else {
        t.kind = TARGET_INDEX;
        t.key = evaluate_part(e, expr->key, all);
    }
    return t;
}

/* Stores a register into a target that is no plain local variable. */
static void store(Emitter *e, const Target *t, int value)
{
    int object = t->kind >= TARGET_FIELD ? emit_operand_reg(e, &t->object) : NO_REG;
    switch (t->kind) {
    case TARGET_VARIABLE:
        if (t->expr->kind == EXPR_UPVALUE) {
            emit_op(e, OP_SETUPVAL, value, t->expr->upvalue, 0);
        } else if (t->expr->var->is_captured) {
            emit_op(e, OP_SETCELL, t->expr->var->reg, value, 0);
        } else {
            emit_op(e, OP_MOVE, t->expr->var->reg, value, 0);
        }
        break;
    case TARGET_GLOBAL:
        emit_op(e, OP_SETTABUP, t->upvalue, t->number, value);
        break;
    case TARGET_FIELD:
        emit_op(e, OP_SETFIELD, object, t->number, value);
        break;
    case TARGET_INT:
        emit_op(e, OP_SETINT, object, t->number, value);
        break;
    case TARGET_INDEX:
        emit_op(e, OP_SETINDEX, object, emit_operand_reg(e, &t->key), value);
        break;
    }
}

#define READS_BUDGET 24 /* nodes looked at before giving up: an assignment's usual size */

/* True when evaluating expr may read the variable; conservative past a budget, so that it costs nothing. */
static bool may_read(const Expr *expr, const Var *var, int *budget)
{
    if (--*budget < 0) {
        return true;
    }
    switch (expr->kind) {
    case EXPR_LOCAL:
        return expr->var == var;
    case EXPR_UPVALUE:
    case EXPR_GLOBAL:
        return false;
    case EXPR_INDEX:
        return may_read(expr->object, var, budget) || may_read(expr->key, var, budget);
    case EXPR_UNARY:
        return may_read(expr->left, var, budget);
    case EXPR_BINARY:
    case EXPR_COMPARE:
        return may_read(expr->left, var, budget) || may_read(expr->right, var, budget);
    default:
        return !expr_is_constant(expr);
    }
}

/* x = x or e, x = a and b: true when the operands behind the first do not read the variable, so that its own
 * register can take each in turn. */
static bool is_safe_logical(const Expr *value, const Var *var)
{
    int budget = READS_BUDGET;
    if ((value->kind != EXPR_AND && value->kind != EXPR_OR)) {
        return false;
    }
    for (const Expr *operand = value->first->next; operand != NULL; operand = operand->next) {
        if (may_read(operand, var, &budget)) {
            return false;
        }
    }
    return value->first->kind != EXPR_AND && value->first->kind != EXPR_OR;
}

/* Evaluates a value and stores it. */
static void assign_value(Emitter *e, const Target *t, const Expr *value, int line)
{
    int mark = e->free_reg;
    if (t->kind == TARGET_VARIABLE && t->expr->kind == EXPR_LOCAL && !t->expr->var->is_captured) {
        int reg = t->expr->var->reg;
        if (is_safe_logical(value, t->expr->var)) {
            emit_logical(e, value, reg);
        } else {
            emit_to(e, value, reg);
        }
    } else {
        int reg = emit_any(e, value);
        emit_line(e, line);
        store(e, t, reg);
    }
    e->free_reg = mark;
}

static int list_length(const Expr *list)
{
    int n = 0;
    for (; list != NULL; list = list->next) {
        n++;
    }
    return n;
}

static void assign_many(Emitter *e, const Expr *targets, const Expr *sources, int line)
{
    Target *last = NULL;
    int target_count = list_length(targets), first;
    const Expr *final = NULL;
    for (const Expr *expr = targets; expr != NULL; expr = expr->next) {
        Target *t = arena_alloc(e->arena, sizeof(Target));
        *t = prepare(e, expr, targets);
        t->previous = last;
        last = t;
    }
    first = e->free_reg;
    if (list_length(sources) == target_count) {
        for (final = sources; final->next != NULL; final = final->next) {
            emit_to_next(e, final);
        }
        assign_value(e, last, final, line);
        last = last->previous;
        target_count--;
    } else {
        emit_list(e, sources, target_count);
    }
    emit_line(e, line);
    for (; last != NULL; last = last->previous) {
        int mark = e->free_reg;
        store(e, last, first + --target_count);
        e->free_reg = mark;
    }
}

void emit_assignment(Emitter *e, const Expr *targets, const Expr *sources, int line)
{
    int mark = e->free_reg;
    if (targets->next == NULL && sources->next == NULL) {
        Target t = prepare(e, targets, NULL);
        assign_value(e, &t, sources, line);
    } else {
        assign_many(e, targets, sources, line);
    }
    e->free_reg = mark;
}
