/* resume.c: coroutines resumed by the host.
 *
 * The host's coroutine (the main one, mostly) waits parked in its native's frame; the entry's coroutine is the resumed one, a
 * root that yields, returns and fails to C:
 *
 *      host's coroutine ..... entry (ENTRY_RESUME) ---> co <-- .. <-- leaf
 *
 * A run that stops for want of fuel stays in its coroutines, so that any number can be stopped at a time: co's side record keeps
 * the leaf that ran, which has its frame and live end written back. Until co goes on, its leaf and the leaf that ran (another one
 * when the chain has transferred away) count as blocked: no script can resume, transfer into or close them.
 *
 * Invariants
 * 1. Whatever can fail has failed before the host's coroutine is parked, or is an error in the resumed one.
 * 2. Values that co hands out lie in its stack above what is live; they are made live until they are copied.
 */
#include "resume.h"

#include <string.h>

#include "error.h"
#include "interp.h"
#include "native.h"
#include "unwind.h"
#include "weft.h"

/* ---- the host's side ---- */

static void push_entry(VM *vm, CEntry *e, Coroutine *co)
{
    uint32_t kind = ENTRY_RESUME | (vm->entry != NULL ? ENTRY_BARRIER : ENTRY_CAN_PAUSE);
    entry_push(vm, e, entry_depth(vm), co, stack_offset(vm, vm->base), ENTRY_NO_FUNCTION, (EntryMode){.kind = kind});
    e->resumer = vm->co;
    e->result = e->result_count = 0;
}

/* ---- stopped runs ---- */

bool resume_is_stopped(const Coroutine *co)
{
    return co->rare != NULL && co->rare->stopped != NULL;
}

/* The run of co has stopped in the running coroutine. call_check_pause has made the side record. */
static void keep_stopped(VM *vm, Coroutine *co)
{
    Coroutine *leaf = vm->co, *parked = coroutine_leaf(vm, co);
    CoRare *rare = co->rare;
    Value *end = call_running_end(vm);
    rare->stopped = leaf;
    rare->stopped_top = stack_offset(vm, call_top(vm));
    rare->stopped_nargs = vm->nargs;
    coroutine_stop(vm, end, CO_NORMAL);
    parked->header.extra = CO_NORMAL;
    gc_touch_coroutine(vm, co);
    gc_touch_coroutine(vm, leaf);
}

/* Where a stopped chain has transferred away, its own leaf is parked by transfer again. */
static Coroutine *take_stopped(VM *vm, Coroutine *co)
{
    Coroutine *leaf = co->rare->stopped, *parked = coroutine_leaf(vm, co);
    co->rare->stopped = NULL;
    if (parked != leaf) {
        parked->header.extra = CO_TRANSFERRED;
    }
    return leaf;
}

static void restart(VM *vm, Coroutine *co)
{
    Coroutine *leaf = take_stopped(vm, co);
    coroutine_restart(vm, leaf);
    vm->top = leaf->stack + co->rare->stopped_top;
    vm->nargs = co->rare->stopped_nargs;
}

Coroutine *resume_abandon(VM *vm, Coroutine *co)
{
    Coroutine *leaf = take_stopped(vm, co);
    leaf->header.extra = CO_YIELDED; /* so that it can be closed; nothing runs before that */
    while (leaf->resumer != NULL) {
        leaf = leaf->resumer;
    }
    return leaf;
}

/* ---- the run ---- */

static int run(VM *vm, CEntry *e, Coroutine *co, uint32_t args, size_t nargs)
{
    if (JUMP_HERE(e->jump) != 0) {
        return call_land(vm);
    }
    if (resume_is_stopped(co)) {
        restart(vm, co);
        return interp_run(vm);
    }
    coroutine_enter(vm, co, e->resumer->stack + args, nargs, -1);
    co->below = coroutine_chain_slots(e->resumer, e->resumer->header.aux);
    if (vm->pc->op != OP_P_NATIVE) {
        return interp_run(vm);
    }
    return native_run_on(vm, native_continue(vm, vm->top - nargs, nargs)); /* it may yield again: no start of the loop */
}

/* Why co cannot be resumed now, or NULL. */
static const char *check(VM *vm, const Coroutine *co, size_t nargs)
{
    if (entry_depth(vm) >= MAX_C_CALLS) {
        return "C stack overflow";
    }
    return resume_is_stopped(co) ? NULL : coroutine_check_resume(vm, co, nargs);
}

/* Makes room for the arguments. False: the error is in vm->error. */
static bool reserve(VM *vm, Coroutine *co, size_t nargs)
{
    size_t needed = coroutine_dest(co) + nargs;
    if (resume_is_stopped(co) || needed <= co->header.aux) {
        return true;
    }
    if (coroutine_grow(vm, co, needed + 2)) {
        gc_touch_coroutine(vm, co);
        return true;
    }
    vm->has_error = false;
    return false;
}

int resume_run(VM *vm, Coroutine *co, uint32_t args, size_t nargs, Resumed *r)
{
    CEntry e;
    const char *problem = check(vm, co, nargs);
    *r = (Resumed){0, 0, 0};
    if (problem != NULL) {
        vm_set_text_error(vm, problem);
        return WEFT_ERROR;
    }
    if (!reserve(vm, co, nargs)) {
        return WEFT_ERROR;
    }
    push_entry(vm, &e, co);
    coroutine_stop(vm, vm->top, CO_NORMAL);
    int status = run(vm, &e, co, args, nargs);
    vm->has_error = false;
    if (status == WEFT_OUT_OF_FUEL) {
        keep_stopped(vm, co);
    } else if (status != WEFT_ERROR) {
        *r = (Resumed){e.result, e.result_count, co->top};
        co->top = e.result + e.result_count;
    }
    entry_pop(vm, &e);
    coroutine_restart(vm, e.resumer);
    return status;
}

void resume_settle(VM *vm, Coroutine *co, int status, const Resumed *r)
{
    if (status == WEFT_YIELDED) {
        co->top = r->live;
    } else if (status == WEFT_OK) {
        coroutine_drop_stack(vm, co);
    }
}
