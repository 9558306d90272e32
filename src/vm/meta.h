/* meta.h: metamethods and the interpreter's slow paths.
 *
 * Every slow_* function is entered with vm->pc at the current instruction and vm->base saved. It either completes the
 * instruction and moves vm->pc behind it, or gives a metamethod a frame (vm->pc, vm->base, vm->nargs at its entry), or raises.
 */
#ifndef WEFT_META_H
#define WEFT_META_H

#include "call.h"

/* The metatable of any value, or NULL. */
Table *meta_table(VM *vm, const Value *v);
/* Metamethod of event e of any value; false: none. */
bool meta_find(VM *vm, const Value *v, Event e, Value *out);
/* Raw equality of any two values. */
bool value_raw_equal(const Value *a, const Value *b);

void slow_get(VM *vm, const Value *object, const Value *key);     /* GET*, SELF: result to R[A] */
void slow_set(VM *vm, const Value *object, const Value *key, const Value *value);
void slow_arith(VM *vm, Event e, const Value *a, const Value *b); /* result to R[A] */
void slow_unary(VM *vm, Event e, const Value *a);                 /* UNM, BNOT */
void slow_length(VM *vm, const Value *a);
void slow_concat(VM *vm, uint32_t count);                         /* the first `count` operands of CONCAT are left */
void slow_compare(VM *vm, Event e, const Value *a, const Value *b, bool jump_if); /* J* of EQ, LT, LE */
/* A metamethod called by the instruction at pc (in the frame vm->base) has returned with its first result. extra: CONCAT's rest. */
void meta_finish(VM *vm, Instr *pc, const Value *result, uint32_t extra);
/* Arithmetic on two numbers, bitwise too; strings are not converted. ARITH_UNFIT: they are no numbers, or have no integer
 * representation. */
typedef enum ArithResult { ARITH_DONE, ARITH_UNFIT, ARITH_DIVIDED_BY_ZERO, ARITH_MODULO_ZERO } ArithResult;
ArithResult arith_numbers(Event e, const Value *a, const Value *b, Value *out);
/* The message of the last two. */
const char *arith_problem(ArithResult result);
static inline bool arith_is_bitwise(Event e)
{
    return (e >= EVENT_BAND && e <= EVENT_SHR) || e == EVENT_BNOT;
}

#endif
