/* budget.c: what limits runs: fuel and interrupts.
 *
 * Out of fuel, a run stops at the next instruction that checks (vm/check.c). A native in the middle of its work cannot
 * be stopped: it goes on to its end, on credit, unless it takes more than MOST_CREDIT, which is an error then.
 */
#include "api.h"

#include "interp.h"

/* Units: 64 MB of library work on bytes, or a million and some of its other steps; a fraction of a second. */
#define MOST_CREDIT ((int64_t)1 << 20)

void weft_set_fuel(Weft *w, int64_t units)
{
    w->fuel_on = units >= 0;
    w->fuel = units;
    w->credit = 0;
    interp_update_checks(w);
}

int64_t weft_fuel(Weft *w)
{
    return !w->fuel_on ? -1 : w->fuel > 0 ? w->fuel : 0;
}

/* Work beyond what there is fuel for, or after weft_stop. */
static COLD bool charge_credit(Weft *w, int64_t units)
{
    w->credit += units;
    if (w->credit > MOST_CREDIT) {
        weft_raise(w, "out of fuel");
    }
    return !w->has_error;
}

bool weft_charge(Weft *w, int64_t units)
{
    bool has_fuel = true;
    if (w->fuel_on) {
        has_fuel = w->fuel > units;
        w->fuel = has_fuel ? w->fuel - units : 0;
    }
    int signal = atomic_load_explicit(&w->interrupt, memory_order_relaxed);
    if (UNLIKELY(signal == SIGNAL_INTERRUPT) && interp_take_interrupt(w)) {
        weft_raise(w, "interrupted!");
        return false;
    }
    return LIKELY(has_fuel && signal == 0) ? !w->has_error : charge_credit(w, units);
}

void weft_interrupt(Weft *w)
{
    interp_signal(w, SIGNAL_INTERRUPT);
}

void weft_stop(Weft *w)
{
    interp_signal(w, SIGNAL_STOP);
}

void weft_clear_interrupt(Weft *w)
{
    interp_clear_signal(w);
}
