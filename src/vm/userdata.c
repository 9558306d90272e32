/* userdata.c: blocks of the host's memory with a metatable.
 *
 *      | header, metatable, type, size | user values .. | block, aligned to 16 |
 */
#include "userdata.h"

#include <stddef.h>

#include "gc.h"

_Static_assert(offsetof(Userdata, values) % 16 == 0 && sizeof(Value) == 16, "the block is aligned to 16");

Userdata *userdata_new(VM *vm, size_t size, uint32_t value_count)
{
    size_t values, total;
    if (!size_mul(value_count, sizeof(Value), &values) || !size_add(values, offsetof(Userdata, values), &values) ||
        !size_add(values, size, &total)) {
        vm_set_memory_error(vm);
        return NULL;
    }
    Userdata *u = gc_new(vm, TAG_USERDATA, total);
    if (u == NULL) {
        return NULL;
    }
    u->metatable = NULL;
    u->type = NULL;
    u->size = size;
    u->value_count = value_count;
    for (uint32_t i = 0; i < value_count; i++) {
        set_nil(&u->values[i]);
    }
    return u;
}

bool userdata_set_metatable(VM *vm, Userdata *u, Table *mt)
{
    gc_barrier(vm, &u->header);
    u->metatable = mt;
    return gc_check_finalizer(vm, &u->header, mt);
}

void userdata_mark_parts(VM *vm, Userdata *u)
{
    if (u->metatable != NULL) {
        gc_mark_object(vm, (Object *)u->metatable);
    }
    for (uint32_t i = 0; i < u->value_count; i++) {
        gc_mark_value(vm, &u->values[i]);
    }
    if (u->type != NULL && vm->trace_userdata != NULL) {
        vm->trace_userdata(vm, u);
    }
}
