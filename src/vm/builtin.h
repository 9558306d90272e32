/* builtin.h: parts of instructions and builtins that are functions of their own. Called by the loop alone, with vm->base and vm->pc saved. */
#ifndef WEFT_BUILTIN_H
#define WEFT_BUILTIN_H

#include "call.h"

/* FORPREP at r: true when the loop does not run. Raises. */
bool for_prepare(VM *vm, Value *r);
/* NEWSHAPED's shape. False: memory error. */
bool template_shape(VM *vm, Proto *p, Template *t);
NORETURN void builtin_error(VM *vm, size_t n);
/* select: index of the first value returned, or -1 for '#'. Raises. */
int64_t builtin_select(VM *vm, size_t n);
/* ipairs's iterator as a native: returns what natives return. */
int builtin_ipairs_step(VM *vm, size_t n);
/* coroutine.throw(base[0], base[1]): true: returns base[2], base[3]; false: the error in vm->error is to be unwound in vm->co. Raises. */
bool coroutine_throw(VM *vm);
/* coroutine.close: checks, and sets the frame up as co_close_step wants it. Raises. */
void coroutine_close_begin(VM *vm);
/* "bad argument #arg to 'f' (message)" for the running builtin. */
NORETURN void error_argument(VM *vm, int arg, const char *message);
NORETURN void error_argument_type(VM *vm, int arg, Tag expected);

#endif
