/* budget.c: runs by the host, and what limits them: fuel and interrupts. */
#include "api.h"

#include "call.h"
#include "interp.h"

WeftStatus weft_run(Weft *w, int slot, int nargs, int nresults, int handler)
{
    if (w->has_error) { /* a pending error is this run's */
        weft_set_slot_count(w, slot);
        weft_take_error(w, slot);
        return WEFT_ERROR;
    }
    weft_set_slot_count(w, slot + 1 + nargs);
    uint32_t handler_offset = handler < 0 ? 0 : stack_offset(w, w->base + handler);
    return (WeftStatus)call_run_host(w, nargs, nresults, handler_offset);
}

WeftStatus weft_continue(Weft *w)
{
    return (WeftStatus)call_continue(w);
}

void weft_set_fuel(Weft *w, int64_t units)
{
    w->fuel_on = units >= 0;
    w->fuel = units;
    interp_update_checks(w);
}

int64_t weft_fuel(Weft *w)
{
    return w->fuel_on ? w->fuel : -1;
}

/* Out of fuel, a native goes on to its end: the run stops at the next instruction that checks. */
bool weft_charge(Weft *w, int64_t units)
{
    if (w->fuel_on) {
        w->fuel = w->fuel > units ? w->fuel - units : 0;
    }
    if (UNLIKELY(atomic_load_explicit(&w->interrupt, memory_order_relaxed))) {
        atomic_store(&w->interrupt, 0);
        interp_update_checks(w);
        weft_raise(w, "interrupted!");
        return false;
    }
    return !w->has_error;
}

void weft_interrupt(Weft *w)
{
    atomic_store(&w->interrupt, 1);
    interp_update_checks(w);
}
