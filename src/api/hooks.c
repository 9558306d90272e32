/* hooks.c: debug hooks of coroutines. The checking dispatch table calls them (vm/check.c). */
#include "api.h"

#include "debuginfo.h"

#include "coroutine.h"
#include "interp.h"
#include "check.h"

/* Counts the coroutines with a hook: while there is one, all run on the checking table. */
static void note_hook(Weft *w, Coroutine *co, bool has_hook)
{
    bool had_hook = (co->header.flags & CO_HAS_HOOK) != 0;
    if (has_hook == had_hook) {
        return;
    }
    co->header.flags ^= CO_HAS_HOOK;
    w->hooks_alive += has_hook ? 1 : -1;
    interp_update_checks(w);
}

/* The line in the middle of which co sets its hook, so that it is not told again; -1: none. */
static int running_line(VM *vm, Coroutine *co)
{
    Frame f;
    bool found = co == vm->co && frame_first(vm, co, &f);
    while (found && f.pc == NULL) { /* natives: debug.sethook, and pcall if that calls it */
        found = frame_next(vm, co, &f);
    }
    return found ? debug_line(&f) : -1;
}

bool api_install_hook(Weft *w, Coroutine *co, const Value *function, CHook *c_hook, int mask, int count)
{
    if (count <= 0) {
        mask &= ~WEFT_HOOK_COUNT;
    }
    bool is_on = (is_function(function) || c_hook) && mask != 0;
    if (!is_on && !co->rare) {
        return true;
    }
    CoRare *rare = coroutine_rare(w, co);
    if (!rare) {
        return false;
    }
    rare->hook_function = is_on ? *function : api_nil;
    rare->c_hook = is_on ? c_hook : NULL;
    rare->hook_mask = is_on ? mask : 0;
    rare->hook_count = rare->hook_left = is_on ? count : 0;
    rare->hook_line = running_line(w, co);
    gc_touch_coroutine(w, co);
    note_hook(w, co, is_on);
    if (!call_ensure(w, 2)) {
        return false;
    }
    if (co == w->co && is_on && mask & WEFT_HOOK_RETURN && !rare->in_hook && w->pc->op == OP_NATIVE) {
        w->nargs = (uint32_t)(w->top - w->base); /* the native that sets the hook returns under it */
        check_watch_return(w);
    }
    return true;
}

bool weft_set_hook(Weft *w, int co, int function, int mask, int count)
{
    Coroutine *hooked = api_coroutine(w, co);
    const Value *f = function < 0 ? &api_nil : slot_read(w, function);
    return !w->has_error && api_install_hook(w, hooked, f, NULL, mask, count);
}

bool weft_get_hook(Weft *w, int co_slot, int to, int *mask, int *count)
{
    const Coroutine *co = api_coroutine(w, co_slot);
    const CoRare *rare = co ? co->rare : NULL;
    bool is_on = rare && rare->hook_mask;
    *mask = is_on ? rare->hook_mask : 0;
    *count = is_on ? rare->hook_count : 0;
    slot_store(w, to, is_on ? rare->hook_function : api_nil);
    return is_on;
}
