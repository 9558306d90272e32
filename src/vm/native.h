/* native.h: the loop's side of native functions: what they return, what they ask for, their continuations. */
#ifndef WEFT_NATIVE_H
#define WEFT_NATIVE_H

#include "call.h"

/* Returns n values at src from the frame vm->base to its caller: sets vm->base, pc, top, nargs. */
void return_values(VM *vm, const Value *src, size_t n);
/* A native of the frame vm->base has returned `result`: its values are returned, its request is laid out, or its error unwinds. False: leave the loop, with status *leave. */
bool native_finish(VM *vm, int result, int *leave);
/* C code has jumped to the innermost entry: its request is laid out, or its error unwinds. False: leave the loop, with status *leave. */
bool native_land(VM *vm, int *leave);
/* A function called by a native has returned n results at dest (or raised, has_error set): runs the continuation. Returns what that returned. */
int native_continue(VM *vm, Value *dest, size_t n);

#endif
