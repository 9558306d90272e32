/* open.c: a VM's beginning and end as a host sees them.
 *
 * The engine itself knows neither handles nor the compiler: both are plugged in here.
 */
#include "api.h"

#include <stdlib.h>
#include <time.h>

#include "memory.h"

static void *default_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    (void)old_size;
    if (new_size == 0) {
        free(p);
        return NULL;
    }
    return realloc(p, new_size);
}

/* Differs from run to run (time, address space layout), so that colliding keys can't be prepared. */
static uint64_t default_seed(void)
{
    struct timespec now = {0, 0};
    timespec_get(&now, TIME_UTC);
    uint64_t on_stack = (uint64_t)(uintptr_t)&now, in_code = (uint64_t)(uintptr_t)default_seed;
    uint64_t h = (uint64_t)now.tv_sec * 1000000007u ^ (uint64_t)now.tv_nsec << 20 ^ on_stack << 7 ^ in_code;
    h ^= h >> 31;
    h *= 0x9E3779B97F4A7C15u; /* 2^64 / golden ratio: spreads the bits */
    return h ^ h >> 29;
}

static bool open_api(VM *vm)
{
    ApiState *api = gc_new_buffer(vm, sizeof *api);
    if (!api) {
        return false;
    }
    *api = (ApiState){NULL, 0, 0};
    vm->api = api;
    vm->mark_api_roots = api_mark;
    vm->load = api_compile;
    return true;
}

Weft *weft_open(const WeftOptions *options)
{
    WeftOptions o = options ? *options : (WeftOptions){0};
    if (!o.alloc) {
        o.alloc = default_alloc;
    }
    VM *vm = vm_open(o.alloc, o.alloc_ud, o.seed ? o.seed : default_seed());
    if (!vm) {
        return NULL;
    }
    vm->accounts[0].cap = o.memory_cap;
    if (!open_api(vm)) {
        vm_close(vm);
        return NULL;
    }
    return vm;
}

void weft_close(Weft *w)
{
    if (w) {
        vm_close(w);
    }
}

void weft_set_user(Weft *w, void *user)
{
    w->user = user;
}

void *weft_user(Weft *w)
{
    return w->user;
}
