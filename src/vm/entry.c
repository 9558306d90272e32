/* entry.c: entries from C into the dispatch loop.
 *
 * Every entry has one jump, at which errors raised by C code land (natives return theirs); from there unwind gives the error
 * to a handler inside the loop, which then goes on. Entries nest when C code that runs under the loop calls again
 * (the Lua C API, finalizers): at most MAX_C_CALLS deep.
 *
 *   host or C function --- call_run ---> loop --- C function --- call_run ---> loop ...
 *
 * A run that ends for want of fuel leaves its frames where they are. The host's frame is laid out again above them (its
 * slots copied), so that nothing the host does can reach them, until call_continue takes it away. The host's coroutine serves
 * its other runs meanwhile; where another one was running, its place in the stopped run is kept, and the leaf of its chain
 * counts as blocked: no script can enter that chain from below.
 *
 * Invariants
 * 1. vm->entry is the innermost entry, and its jump buffer is valid.
 * 2. An entry below another is a barrier: no coroutine switch leaves it, so that it ends with the coroutine it began with.
 */
#include <string.h>

#include "coroutine.h"
#include "error.h"
#include "heap.h"
#include "interp.h"
#include "meta.h"
#include "native.h"
#include "unwind.h"
#include "weft.h"

NOINLINE int call_land(VM *vm)
{
    int leave = WEFT_ERROR;
    return native_land(vm, &leave) ? interp_run(vm) : leave;
}

static inline void push_entry(VM *vm, CEntry *e, uint32_t depth, uint32_t func, EntryMode mode)
{
    Coroutine *co = vm->co;
    if (UNLIKELY(depth != 0)) { /* C code called from a running coroutine */
        mode.kind |= ENTRY_BARRIER;
        coroutine_count_barrier(co, 1);
    }
    entry_push(vm, e, depth, co, stack_offset(vm, vm->base), func, mode);
}

/* The frame of C code is the running one again. A short run has not changed base and pc: a test is cheaper than a store. */
static inline void set_frame(VM *vm, Value *base)
{
    Instr *pc = frame_function(base)->entry;
    if (vm->base != base) {
        vm->base = base;
    }
    if (vm->pc != pc) {
        vm->pc = pc;
    }
}

static inline void pop_entry(VM *vm, CEntry *e)
{
    if (e->previous != NULL) {
        coroutine_count_barrier(e->co, -1);
    }
    entry_pop(vm, e);
    set_frame(vm, vm->co->stack + e->base);
}

/* Cuts or extends the results at `slot` (up to vm->top). */
static inline void adjust_results(VM *vm, Value *slot, int nresults)
{
    if (nresults < 0) {
        return;
    }
    Value *end = slot + nresults;
    for (Value *v = vm->top; v < end; v++) {
        set_nil(v);
    }
    vm->top = end;
}

/* Keeps the frames of a run that is out of fuel, and gives the host a frame above them. */
static void pause_run(VM *vm, const CEntry *e, uint32_t host_top, int nresults)
{
    PausedRun *p = &vm->paused;
    p->active = true;
    p->co = vm->co;
    p->pc = vm->pc;
    p->base = stack_offset(vm, vm->base);
    p->nargs = vm->nargs;
    p->top = stack_offset(vm, call_top(vm));
    p->host_base = e->base;
    p->host_top = host_top;
    p->func = e->func;
    p->mode = e->mode;
    p->nresults = nresults;
}

Value *call_top(VM *vm)
{
    uintptr_t top = (uintptr_t)vm->top;
    return top >= (uintptr_t)vm->base && top <= (uintptr_t)vm->stack_limit ? vm->top : vm->base;
}

Value *call_running_end(VM *vm)
{
    bool has_arguments = vm->nargs != NARGS_AGAIN;
    if (has_arguments && !is_pseudo(vm->pc) && frame_function(vm->base)->header.extra != FN_LUA) {
        vm->top = vm->base + vm->nargs; /* it is about to be entered */
    }
    Value *end = call_live_limit(vm, vm->co);
    Value *arguments = has_arguments ? vm->base + vm->nargs : vm->base, *top = call_top(vm);
    end = end < top ? top : end;
    end = end < arguments ? arguments : end;
    return end > vm->stack_limit ? vm->stack_limit : end;
}

void call_check_pause(VM *vm)
{
    const CEntry *e = vm->entry;
    if (!(e->mode.kind & ENTRY_CAN_PAUSE)) { /* C code waits for this call: it cannot be left */
        vm_raise(vm, "out of fuel in a C call");
    }
    if (e->mode.kind & ENTRY_RESUME) { /* the host's coroutine waits apart */
        vm_check(vm, coroutine_rare(vm, e->co) != NULL);
        return;
    }
    Coroutine *host = e->co;
    size_t room = e->func - e->base + NATIVE_SLOTS + 1;
    if (host != vm->co) {
        coroutine_settle(host);
        coroutine_reserve(vm, host, host->top + room);
        return;
    }
    Value *end = call_running_end(vm);
    if ((size_t)(vm->stack_limit - end) < room) {
        vm_check(vm, stack_grow(vm, end, room));
    }
}

/* Where the host's coroutine is parked, and its chain's leaf, until the run goes on. */
static void keep_host(VM *vm, const Coroutine *host, Coroutine *leaf)
{
    PausedRun *p = &vm->paused;
    p->host_pc = host->pc;
    p->host_parked_base = host->base;
    p->host_dest = host->dest;
    p->host_live = host->top;
    p->leaf = leaf;
    if (leaf != host) {
        leaf->header.extra = CO_NORMAL;
    }
}

/* As it was, for the run that goes on. */
static void restore_host(Coroutine *host, const PausedRun *p)
{
    host->pc = p->host_pc;
    host->base = p->host_parked_base;
    host->dest = p->host_dest;
    host->top = p->host_live;
    host->header.extra = CO_NORMAL;
    if (p->leaf != p->co) {
        p->leaf->header.extra = CO_TRANSFERRED;
    }
}

/* The host's coroutine runs instead of the one that stopped. */
static void switch_to_host(VM *vm, Coroutine *host)
{
    keep_host(vm, host, coroutine_leaf(vm, host));
    coroutine_stop(vm, call_running_end(vm), CO_NORMAL);
    coroutine_set_current(vm, host);
    host->header.extra = CO_RUNNING;
}

/* The host's frame, copied above everything live in its coroutine; call_check_pause has made room. */
static void host_frame_above(VM *vm, CEntry *e)
{
    PausedRun *p = &vm->paused;
    Coroutine *host = e->co;
    size_t count = p->host_top - p->host_base;
    Value *slot;
    if (vm->co == host) {
        slot = call_running_end(vm);
    } else {
        switch_to_host(vm, host);
        slot = host->stack + host->top;
    }
    vm_assert((size_t)(vm->stack_limit - slot) > count + NATIVE_SLOTS);
    value_copy(slot, host->stack + p->host_base - 1);
    slot->tag &= ~HDR_SCANNED;
    for (size_t i = 0; i < count; i++) {
        slot[1 + i] = value_clean(host->stack + p->host_base + i);
    }
    set_frame(vm, slot + 1); /* the code that was stopped may be gone before the host's next run ends */
    vm->top = slot + 1 + count;
}

/* A run of the host's has stopped for want of fuel. */
static COLD int stop_run(VM *vm, CEntry *e, int nresults, uint32_t host_top)
{
    pause_run(vm, e, host_top, nresults);
    entry_pop(vm, e);
    host_frame_above(vm, e);
    return WEFT_OUT_OF_FUEL;
}

/* A call of this mode has failed, the error at vm->top - 1. */
static COLD int fail_call(VM *vm, EntryMode mode)
{
    if (mode.kind & ENTRY_THROWS) {
        vm->error = *--vm->top;
        vm->is_raised_again = true;
        vm->c_throw(vm);
    }
    return WEFT_ERROR;
}

/* What all kinds of run end with. */
static inline int finish_run(VM *vm, CEntry *e, int status, int nresults, uint32_t host_top)
{
    if (LIKELY(status == WEFT_OK)) {
        pop_entry(vm, e);
        adjust_results(vm, vm->co->stack + e->func, nresults);
        return WEFT_OK;
    }
    if (status == WEFT_OUT_OF_FUEL) {
        return stop_run(vm, e, nresults, host_top);
    }
    pop_entry(vm, e);
    return fail_call(vm, e->mode);
}

/* The call of the function in slot cannot begin. */
static COLD int refuse_call(VM *vm, Value *slot, EntryMode mode)
{
    vm_set_error(vm, "C stack overflow");
    vm->has_error = false;
    vm->error_state = 0;
    value_copy(slot, &vm->error);
    vm->top = slot + 1;
    return fail_call(vm, mode);
}

/* Runs the native or C function of the frame, and the loop where that goes on. */
static inline int run_native(VM *vm)
{
    if (UNLIKELY((size_t)(vm->stack_limit - vm->top) < NATIVE_SLOTS || STRESS_MOVE(vm->co->header.aux))) {
        vm_check(vm, stack_grow(vm, vm->top, NATIVE_SLOTS));
    }
    const Function *fn = frame_function(vm->base);
    int result = fn->header.extra == FN_C ? vm->c_call(vm) : native_result(((WeftNative)(uintptr_t)fn->code)(vm));
    if (UNLIKELY(result < 0 || result > vm->top - vm->base || vm->has_error || vm->finalizers_due)) {
        return native_run_on(vm, result);
    }
    Value *to = vm->base - 1;
    const Value *from = vm->top - result;
    vm->top = to + result;
    while (to < vm->top) {
        *to++ = value_clean(from++);
    }
    return WEFT_OK;
}

int call_run(VM *vm, int nargs, int nresults, EntryMode mode)
{
    CEntry e;
    Value *slot = vm->top - nargs - 1;
    uint32_t depth = entry_depth(vm);
    if (UNLIKELY(depth >= MAX_C_CALLS)) {
        return refuse_call(vm, slot, mode);
    }
    push_entry(vm, &e, depth, stack_offset(vm, slot), mode);
    int status;
    if (JUMP_HERE(e.jump) != 0) {
        status = call_land(vm);
    } else if (UNLIKELY(slot->tag != TAG_FUNCTION)) {
        call_enter(vm, slot, (size_t)nargs, pseudo_pc(vm, OP_P_C_RETURN), 1);
        status = interp_run(vm);
    } else if (native_is_next(vm, slot->function->entry)) {
        call_function(vm, slot, (size_t)nargs, pseudo_pc(vm, OP_P_C_RETURN), 1);
        status = run_native(vm);
    } else {
        slot->tag = header_make(pseudo_pc(vm, OP_P_C_RETURN), 1);
        status = interp_enter(vm, slot->function->entry, slot + 1, (size_t)nargs);
    }
    return finish_run(vm, &e, status, nresults, e.func);
}

int call_continue(VM *vm)
{
    PausedRun p = vm->paused;
    if (!p.active) {
        return WEFT_OK;
    }
    vm->paused = (PausedRun){.active = false};
    CEntry e;
    vm->base = vm->co->stack + p.host_base;
    push_entry(vm, &e, entry_depth(vm), p.func, p.mode);
    if (p.co != vm->co) {
        restore_host(vm->co, &p);
        coroutine_restart(vm, p.co);
    }
    vm->base = vm->co->stack + p.base;
    vm->pc = p.pc;
    vm->nargs = p.nargs;
    vm->top = vm->co->stack + p.top;
    int status = JUMP_HERE(e.jump) != 0 ? call_land(vm) : interp_run(vm);
    return finish_run(vm, &e, status, p.nresults, p.host_top);
}

/* ---- finalizers ---- */

/* Reports an error of a __gc as a warning, as Lua does. */
static void warn_finalizer(VM *vm, const Value *error)
{
    if (vm->warn == NULL) {
        return;
    }
    vm->warn(vm->warn_ud, "error in ", 1);
    vm->warn(vm->warn_ud, "__gc", 1);
    vm->warn(vm->warn_ud, " (", 1);
    vm->warn(vm->warn_ud, is_string(error) ? error->string->chars : "error object is not a string", 1);
    vm->warn(vm->warn_ud, ")", 0);
}

/* A __gc has this fuel at least: it runs only once, and what an object holds should be given back when a run stops, too. */
#define FINALIZER_FUEL 100
#define FINALIZER_SLOTS 3 /* function, object, and a pending error */

static void use_account(VM *vm, uint32_t account)
{
    coroutine_set_account(vm->co, account);
    account_switch(vm, account);
}

/* Calls the object's __gc above vm->top, where there is room. What it allocates is charged to the object's account, and so is what
 * coroutines take that it makes: else it were a way out of an account. */
static void call_finalizer(VM *vm, const Value *object)
{
    Value meta;
    if (!meta_find(vm, object, EVENT_GC, &meta) || !is_function(&meta)) {
        return;
    }
    size_t offset = stack_offset(vm, vm->top);
    value_copy(vm->top++, &meta);
    value_copy(vm->top++, object);
    uint32_t account = vm->co->account;
    use_account(vm, gc_account(object->object));
    int64_t fuel = vm->fuel;
    vm->fuel = fuel > FINALIZER_FUEL ? fuel : FINALIZER_FUEL;
    if (call_run(vm, 1, 0, (EntryMode){.kind = ENTRY_FINALIZER}) != WEFT_OK) {
        warn_finalizer(vm, vm->co->stack + offset);
    }
    vm->fuel = vm->fuel < fuel ? vm->fuel : fuel;
    use_account(vm, account);
    vm->pc = vm->finalizer_pc;
    vm->top = vm->co->stack + offset;
}

/* What a native has asked for, or raised, must outlive the finalizers that run before it is carried out. */
typedef struct Unfinished {
    uint32_t call_slot, nargs;
    int call_nargs, call_nresults, call_kind;
    void *call_k;
    int64_t call_ctx;
    Value error;             /* on the stack too, while finalizers run: the collector must see it */
    bool has_error;
    uint8_t error_state;
} Unfinished;

static Unfinished save_unfinished(VM *vm)
{
    Unfinished u = {vm->call_slot, vm->nargs, vm->call_nargs, vm->call_nresults, vm->call_kind,
                    vm->call_k, vm->call_ctx, vm->error, vm->has_error, vm->error_state};
    vm->has_error = false;
    return u;
}

static void restore_unfinished(VM *vm, const Unfinished *u)
{
    vm->call_slot = u->call_slot;
    vm->nargs = u->nargs;
    vm->call_nargs = u->call_nargs;
    vm->call_nresults = u->call_nresults;
    vm->call_kind = u->call_kind;
    vm->call_k = u->call_k;
    vm->call_ctx = u->call_ctx;
    vm->error = u->error;
    vm->has_error = u->has_error;
    vm->error_state = u->error_state;
}

void call_finalizers(VM *vm)
{
    Value object;
    if (vm->in_finalizer) {
        return;
    }
    vm->in_finalizer = true;
    vm->finalizers_due = false;
    vm->finalizer_pc = vm->pc;
    size_t top = stack_offset(vm, vm->top);
    if (frame_function(vm->base)->header.extra == FN_LUA) {
        vm->top = call_live_limit(vm, vm->co);
    }
    Unfinished unfinished = save_unfinished(vm);
    bool has_more = gc_trim_stacks(vm);
    if (call_ensure(vm, FINALIZER_SLOTS)) {
        value_copy(vm->top++, &unfinished.error);
    }
    /* room first: once taken from the queue, an object has no other root than the stack */
    while (!vm->has_error && call_ensure(vm, FINALIZER_SLOTS) && gc_next_finalizable(vm, &object)) {
        call_finalizer(vm, &object);
    }
    vm->finalizers_due = has_more || gc_has_finalizable(vm); /* the latter for want of room */
    vm->top = vm->co->stack + top;
    restore_unfinished(vm, &unfinished);
    vm->in_finalizer = false;
}
