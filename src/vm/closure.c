/* closure.c: function objects of all kinds, and cells.
 *
 * A Lua function ends in its cells, all others in values. `entry` is the first instruction: a Lua function's own, or a
 * one-instruction snippet in the VM that runs the native, the C function or the builtin; so a call needs no test of the kind.
 */
#include "closure.h"

#include <stddef.h>

#include "gc.h"

/* MAX_UPVALUES bounds the compiler's functions, the APIs bound natives'; the sizes can't overflow. */
static Function *function_alloc(VM *vm, enum FunctionKind kind, Instr *entry, uint32_t count, size_t part_size)
{
    Function *f = gc_new(vm, TAG_FUNCTION, offsetof(Function, cells) + count * part_size);
    if (f == NULL) {
        return NULL;
    }
    f->header.extra = (uint8_t)kind;
    f->header.aux = count;
    f->entry = entry;
    f->name = NULL;
    return f;
}

Function *function_new_lua(VM *vm, Proto *p)
{
    Function *f = function_alloc(vm, FN_LUA, p->code, p->upvalue_count, sizeof(Cell *));
    if (f != NULL) {
        f->proto = p;
        Cell **cells = f->cells;
        for (uint32_t i = 0; i < p->upvalue_count; i++) {
            cells[i] = NULL;
        }
    }
    return f;
}

static Function *function_with_values(VM *vm, enum FunctionKind kind, Instr *entry, uint32_t count, const char *name)
{
    Function *f = function_alloc(vm, kind, entry, count, sizeof(Value));
    if (f != NULL) {
        f->name = name;
        Value *values = f->values;
        for (uint32_t i = 0; i < count; i++) {
            set_nil(&values[i]);
        }
    }
    return f;
}

Function *function_new_native(VM *vm, void *code, uint32_t values, const char *name)
{
    Function *f = function_with_values(vm, FN_NATIVE, vm->native_entry, values, name);
    if (f != NULL) {
        f->code = code;
    }
    return f;
}

Function *function_new_c(VM *vm, void *code, uint32_t values)
{
    Function *f = function_with_values(vm, FN_C, vm->c_entry, values, NULL);
    if (f != NULL) {
        f->code = code;
    }
    return f;
}

Function *function_new_builtin(VM *vm, Opcode op, uint32_t values, const char *name)
{
    vm_assert(op >= OP_B_PCALL && op < OP_P_META);
    Function *f = function_with_values(vm, FN_BUILTIN, &vm->builtin_entry[op - OP_B_PCALL], values, name);
    if (f != NULL) {
        f->builtin = (int)op;
    }
    return f;
}

Cell *cell_new(VM *vm, const Value *value)
{
    Value v = value_clean(value);
    Cell *c = heap_new(vm, TAG_CELL, sizeof(Cell));
    if (c != NULL) {
        value_copy(&c->value, &v);
    }
    return c;
}

void function_mark_parts(VM *vm, Function *f)
{
    if (f->header.extra == FN_LUA) {
        Cell **cells = f->cells;
        gc_mark_object(vm, &f->proto->header);
        for (uint32_t i = 0; i < f->header.aux; i++) {
            if (cells[i] != NULL) {
                gc_mark_object(vm, &cells[i]->header);
            }
        }
        return;
    }
    const Value *values = f->values;
    for (uint32_t i = 0; i < f->header.aux; i++) {
        gc_mark_value(vm, &values[i]);
    }
}
