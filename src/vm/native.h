/* native.h: the loop's side of native functions: what they return, what they ask for, their continuations. */
#ifndef WEFT_NATIVE_H
#define WEFT_NATIVE_H

#include "call.h"
#include "weft.h"

/* What vm->c_call and c_continue return of a C function that has yielded, where that took no jump: the coroutine that goes on is
 * the running one; C resumed it, and the loop is left. */
enum { RESULT_SWITCHED = -3, RESULT_YIELDED = -4 };

/* What a native has returned, without those. */
static inline int native_result(int result) { return LIKELY(result >= WEFT_REQUEST) ? result : WEFT_RAISE; }

/* Returns n values at src from the frame vm->base to its caller: sets vm->base, pc, top, nargs. */
void return_values(VM *vm, const Value *src, size_t n);
/* Whether a native or C function is entered at pc, and nothing is to be checked before. */
static inline bool native_is_next(const VM *vm, const Instr *pc)
{
    unsigned op = pc->op;
    _Static_assert(OP_CFUNCTION == OP_NATIVE + 1, "one comparison for both");
    return op - OP_NATIVE <= OP_CFUNCTION - OP_NATIVE && vm->dispatch[op] == vm->plain[op];
}
/* A native run outside the loop has returned `result`: what is left to do until the entry from C is left; returns a WeftStatus. */
int native_run_on(VM *vm, int result);
/* A native of the frame vm->base has returned `result`: finalizers that are due run, then its values are returned, its request is
 * laid out, or its error unwinds. False: leave the loop, with status *leave. */
bool native_finish(VM *vm, int result, int *leave);
/* C code has jumped to the innermost entry: its request is laid out, or its error unwinds. False: leave the loop, with status *leave. */
bool native_land(VM *vm, int *leave);
/* A function called by a native has returned n results at dest (or raised, has_error set): runs the continuation. Returns what that returned. */
int native_continue(VM *vm, Value *dest, size_t n);

#endif
