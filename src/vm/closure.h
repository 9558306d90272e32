/* closure.h: function objects of all kinds, and cells. */
#ifndef WEFT_CLOSURE_H
#define WEFT_CLOSURE_H

#include "vm.h"

/* A closure of p; its cells are NULL and to be filled by the caller before the next allocation. NULL and the memory error. Allocates. */
Function *function_new_lua(VM *vm, Proto *p);
/* A native with `values` upvalues, all nil; name: static or NULL. */
Function *function_new_native(VM *vm, void *code, uint32_t values, const char *name);
/* A C function of the Lua C API, in the same way. */
Function *function_new_c(VM *vm, void *code, uint32_t values);
/* A function that the VM implements by the instruction op (OP_B_*), in the same way. */
Function *function_new_builtin(VM *vm, Opcode op, uint32_t values, const char *name);
/* A captured variable with this value. */
Cell *cell_new(VM *vm, const Value *value);
/* Collector: marks what f refers to. */
void function_mark_parts(VM *vm, Function *f);

#endif
