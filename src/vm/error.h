/* error.h: raising errors. There is one way: set vm->error and vm_throw, which lands in the innermost entry from C. */
#ifndef WEFT_ERROR_H
#define WEFT_ERROR_H

#include "vm.h"

/* Raises vm->error. vm->base and vm->pc must be saved (by the interpreter before every slow path). */
NORETURN void vm_throw(VM *vm);
/* Raises a message with the position of the running Lua function in front. */
NORETURN void vm_raise(VM *vm, const char *format, ...) PRINTF_LIKE(2, 3);
/* Sets the pending error to a message, position of the running Lua function (when one runs) in front. */
void vm_set_error(VM *vm, const char *format, ...) PRINTF_LIKE(2, 3);
/* Raises the pending error if there is one. */
static inline void vm_check(VM *vm, bool ok)
{
    if (UNLIKELY(!ok)) {
        vm_throw(vm);
    }
}
/* Whether an error value is that of running out of memory. */
static inline bool error_is_memory(const VM *vm, const Value *v)
{
    return is_string(v) && v->string == vm->known[KS_MEMORY_ERROR];
}
/* "attempt to <operation> a <type> value (<variable>)"; v is a register, upvalue or constant of the running function, or any value. */
NORETURN void error_type(VM *vm, const Value *v, const char *operation);
NORETURN void error_arith(VM *vm, const Value *a, const Value *b, const char *operation);
NORETURN void error_to_integer(VM *vm, const Value *a, const Value *b);
NORETURN void error_concat(VM *vm, const Value *a, const Value *b);
NORETURN void error_compare(VM *vm, const Value *a, const Value *b);
NORETURN void error_call(VM *vm, const Value *v);
NORETURN void error_for(VM *vm, const Value *v, const char *what);
/* "variable 'x' got a non-closable value": slot is the variable's register in the running frame. */
NORETURN void error_not_closable(VM *vm, const Value *slot);
/* vm->error := this text, without position; the memory error when there is no memory for it. */
void vm_set_text_error(VM *vm, const char *text);
/* If vm->error is a string, puts the position of the function at level (0: the running one, 1: its caller) in front, as coroutine.wrap does. */
void error_prefix_position(VM *vm, int level);
/* Name of a value's type as errors give it: __name of its metatable if that is a string. */
const char *error_type_name(VM *vm, const Value *v);
/* "chunk:line: " of the running frame when it is a Lua function, else "". Returns the length. */
size_t error_position(VM *vm, int level, char *buffer, size_t size);

#endif
