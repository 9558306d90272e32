/* module.h: what the tests of the VM's modules share: a host allocator that counts and refuses, and a VM with places for roots. */
#ifndef WEFT_TESTS_MODULE_H
#define WEFT_TESTS_MODULE_H

#include <stdlib.h>

#include "tap.h"

#include "vm.h"
#include "gc.h"
#include "string.h"
#include "table.h"

static size_t host_bytes;
static uint32_t refuse_one_in; /* 0: never */

static inline void *host_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    if (new_size == 0) {
        host_bytes -= p == NULL ? 0 : old_size;
        free(p);
        return NULL;
    }
    if (new_size > old_size && refuse_one_in != 0 && rnd(refuse_one_in) == 0) {
        return NULL;
    }
    host_bytes += new_size - (p == NULL ? 0 : old_size);
    return realloc(p, new_size);
}

#define ROOTS 250

/* Places in the registry are made beforehand, so that root does not allocate. */
static inline VM *open_vm(void)
{
    VM *vm = vm_open(host_alloc, NULL, rnd64());
    REQUIRE(vm != NULL);
    Value v;
    set_bool(&v, false);
    for (int64_t i = 3; i <= ROOTS; i++) {
        REQUIRE(table_set_int(vm, vm->registry, i, &v));
    }
    return vm;
}

/* Keeps v alive until the same place (3 to ROOTS) is used again. */
static inline void root(VM *vm, int64_t place, const Value *v)
{
    REQUIRE(table_set_int(vm, vm->registry, place, v));
}

#endif
