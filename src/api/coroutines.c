/* coroutines.c: coroutine objects as natives and hosts see them. The switches themselves are builtins of the VM
 * (natives.c). */
#include "api.h"

#include "coroutine.h"

static void store_coroutine(Weft *w, int slot, Coroutine *co)
{
    Value v;
    set_nil(&v);
    if (co) {
        set_coroutine(&v, co);
    }
    slot_store(w, slot, v);
}

bool weft_set_coroutine(Weft *w, int slot, int function)
{
    Function *f = api_function(w, function);
    Coroutine *co = f && slot_prepare(w, slot) ? coroutine_new(w, f) : NULL;
    if (!co) {
        return false;
    }
    store_coroutine(w, slot, co);
    gc_check(w);
    return true;
}

bool weft_running(Weft *w, int to)
{
    store_coroutine(w, to, w->co);
    return w->co == w->main;
}

void weft_main_coroutine(Weft *w, int to)
{
    store_coroutine(w, to, w->main);
}

const char *weft_coroutine_status(Weft *w, int slot)
{
    const Coroutine *co = api_coroutine(w, slot);
    return co ? coroutine_status(w, co) : "dead";
}

const char *weft_coroutine_state(Weft *w, int slot)
{
    const Coroutine *co = api_coroutine(w, slot);
    return co ? coroutine_state(w, co) : "closed";
}

bool weft_is_yieldable(Weft *w, int slot)
{
    const Coroutine *co = api_coroutine(w, slot);
    return co && coroutine_is_yieldable(w, co);
}

bool weft_is_transferable(Weft *w)
{
    return coroutine_is_transferable(w);
}

/* A coroutine that C resumed has no link; the one that was running then counts as its resumer. */
static Coroutine *c_resumer(const Weft *w, const Coroutine *co)
{
    for (const CEntry *e = w->entry; e; e = e->previous) {
        if (e->mode.kind & ENTRY_RESUME && e->co == co) {
            return e->resumer;
        }
    }
    return NULL;
}

bool weft_coroutine_resumer(Weft *w, int slot, int to)
{
    const Coroutine *co = api_coroutine(w, slot);
    Coroutine *linked = co ? coroutine_resumer(co) : NULL, *resumer = !co ? NULL : linked ? linked : c_resumer(w, co);
    store_coroutine(w, to, resumer);
    return resumer != NULL;
}

void weft_coroutine_leaf(Weft *w, int slot, int to)
{
    Coroutine *co = api_coroutine(w, slot);
    store_coroutine(w, to, co ? coroutine_leaf(w, co) : NULL);
}

bool weft_set_home(Weft *w, int slot, int home)
{
    Coroutine *co = api_coroutine(w, slot);
    const Value *v = slot_read(w, home);
    return !w->has_error && coroutine_set_home(w, co, is_coroutine(v) ? v->co : NULL);
}

bool weft_set_coroutine_name(Weft *w, int slot, int name)
{
    Coroutine *co = api_coroutine(w, slot);
    CoRare *rare = !co || w->has_error ? NULL : coroutine_rare(w, co);
    if (!rare) {
        return false;
    }
    const Value *v = slot_read(w, name);
    value_copy(&rare->name, is_string(v) ? v : &api_nil);
    gc_touch_coroutine(w, co);
    return true;
}

bool weft_get_coroutine_name(Weft *w, int slot, int to)
{
    char text[CO_NAME_SIZE];
    const Coroutine *co = api_coroutine(w, slot);
    if (!co) {
        weft_set_nil(w, to);
        return false;
    }
    if (co->rare && is_string(&co->rare->name)) {
        slot_store(w, to, co->rare->name);
        return true;
    }
    coroutine_name(w, co, text);
    return weft_set_text(w, to, text);
}
