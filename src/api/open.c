/* open.c: a VM's beginning and end as a host sees them.
 *
 * The engine itself knows neither handles nor the compiler: both are plugged in here.
 */
#include "api.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "coroutine.h"
#include "memory.h"
#include "meta.h"

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
    memset(api, 0, sizeof *api);
    vm->api = api;
    vm->mark_api_roots = api_mark;
    vm->trace_userdata = api_trace_userdata;
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
    if (!open_api(vm)) {
        vm_close(vm);
        return NULL;
    }
    vm->accounts[0].cap = o.memory_cap;
    weft_set_chain_cap(vm, o.chain_cap);
    vm->is_sandboxed = o.sandbox;
    vm->user = o.user;
    if (o.libraries && !weft_open_library_set(vm, o.libraries)) {
        weft_close(vm);
        return NULL;
    }
    if (o.fuel > 0) {
        weft_set_fuel(vm, o.fuel);
    }
    return vm;
}

bool weft_is_sandboxed(Weft *w)
{
    return w->is_sandboxed;
}

const char *weft_version(void)
{
    return WEFT_VERSION;
}

/* ---- closing ---- */

/* Makes the main coroutine current with a frame at the end of its live values; what it was doing will not go on. */
static void stop_in_main(VM *vm)
{
    Coroutine *main = vm->main;
    if (vm->co != main) {
        coroutine_settle(main);
        vm->co->top = stack_offset(vm, call_live_limit(vm, vm->co));
        coroutine_set_current(vm, main);
        main->header.extra = CO_RUNNING;
        bool is_host = main->header.flags & CO_HAS_FRAME; /* it waits in weft_resume, else in a resume of its own */
        main->header.flags &= (uint8_t)~CO_HAS_FRAME;
        vm->base = is_host ? coroutine_frame(main) : main->stack + main->dest + 1;
        vm->top = main->stack + main->top;
        vm->pc = frame_function(vm->base)->entry;
    }
    vm->has_error = false;
}

/* Calls the value's __close with the error of the last one that failed, or nil, which is in the slot below top; an error takes
 * its place. */
static void close_value(VM *vm, const Value *v)
{
    Value f, value = *v;
    if (!meta_find(vm, &value, EVENT_CLOSE, &f) || !call_ensure(vm, 3)) {
        vm->has_error = false;
        return;
    }
    uint32_t top = stack_offset(vm, vm->top);
    value_copy(vm->top++, &f);
    value_copy(vm->top++, &value);
    value_copy(vm->top, vm->top - 3);
    vm->top++;
    if (call_run(vm, 2, 0, (EntryMode){0}) != WEFT_OK) {
        value_copy(vm->co->stack + top - 1, vm->co->stack + top);
    }
    vm->top = vm->co->stack + top;
}

/* Closes the main coroutine's pending variables, the last first, as lua_close does. A mark lies above each
 * (vm/unwind.c). */
static void close_pending(VM *vm)
{
    uint32_t end = stack_offset(vm, vm->top);
    if (!call_ensure(vm, 1)) {
        vm->has_error = false;
        return;
    }
    set_nil(vm->top++);
    for (uint32_t i = end; i-- > 1;) {
        Value *mark = vm->co->stack + i;
        if (mark->tag == TAG_MARK && mark->bits == 0) {
            set_nil(mark);
            Value v = value_clean(mark - 1);
            close_value(vm, v.tag == TAG_CELL ? &v.cell->value : &v);
        }
    }
}

void weft_close(Weft *w)
{
    if (w) {
        stop_in_main(w);
        close_pending(w);
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
