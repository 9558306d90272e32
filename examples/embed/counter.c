/* counter.c: a type of the host's with methods, a metamethod and a destructor.
 *
 * The descriptor is static; its address is the type. Scripts get userdata whose block the host lays out as it likes.
 */
#include <stdio.h>

#include "weft.h"

typedef struct Counter {
    int64_t value, step;
} Counter;

static void counter_destroy(void *block)
{
    printf("counter destroyed at %d\n", (int)((Counter *)block)->value);
}

static WeftResult counter_next(Weft *w);
static WeftResult counter_value(Weft *w);
static WeftResult counter_text(Weft *w);

static const WeftFunction methods[] = {
    {"counter.next", counter_next},
    {"counter.value", counter_value},
    {"counter.__tostring", counter_text},
    {NULL, NULL},
};
static const WeftUserdataType counter_type = {"Counter", sizeof(Counter), counter_destroy, NULL, methods, 0};

/* counter(step) */
static WeftResult counter_new(Weft *w)
{
    int64_t step;
    Counter *c = weft_opt_integer(w, 0, 1, &step) ? weft_set_userdata(w, 1, &counter_type) : NULL;
    if (!c) {
        return WEFT_RAISE;
    }
    c->step = step;
    return 1; /* the last slot */
}

static WeftResult counter_next(Weft *w)
{
    Counter *c = weft_check_userdata(w, 0, &counter_type);
    if (!c) {
        return WEFT_RAISE;
    }
    c->value += c->step;
    weft_set_integer(w, 1, c->value);
    return 1;
}

static WeftResult counter_value(Weft *w)
{
    const Counter *c = weft_check_userdata(w, 0, &counter_type);
    weft_set_integer(w, 1, c ? c->value : 0);
    return c ? 1 : WEFT_RAISE;
}

static WeftResult counter_text(Weft *w)
{
    const Counter *c = weft_check_userdata(w, 0, &counter_type);
    return c && weft_set_format(w, 1, "counter at %d", (int)c->value) ? 1 : WEFT_RAISE;
}

int main(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    Weft *w = weft_open(&options);
    if (!w || !weft_set_native(w, 0, counter_new, "counter", 0, 0) || !weft_set_global(w, "counter", 0)) {
        return 1;
    }
    weft_run_text(w, 0, "local c = counter(5) c:next() c:next() print(c, c:value()) c = nil collectgarbage()", "=t");
    weft_run_text(w, 0, "kept = counter() print(pcall(function() kept.next({}) end)) print(pcall(counter, 'x'))", "=t");
    weft_close(w);
    return 0;
}
