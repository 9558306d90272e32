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

/* The coroutine in a slot; -1 means the running one. */
static Coroutine *coroutine_at(Weft *w, int slot)
{
    return slot < 0 ? w->co : slot_read(w, slot)->co;
}

bool weft_set_coroutine(Weft *w, int slot, int function)
{
    if (UNLIKELY(w->has_error)) {
        return false;
    }
    vm_assert(is_function(slot_read(w, function)));
    slot_write(w, slot);
    Coroutine *co = coroutine_new(w, slot_read(w, function)->function);
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
    return coroutine_status(w, coroutine_at(w, slot));
}

const char *weft_coroutine_state(Weft *w, int slot)
{
    return coroutine_state(w, coroutine_at(w, slot));
}

bool weft_is_yieldable(Weft *w, int slot)
{
    return coroutine_is_yieldable(w, coroutine_at(w, slot));
}

bool weft_is_transferable(Weft *w)
{
    return coroutine_is_transferable(w);
}

/* A coroutine that C resumed has no link; the one that was running then counts as its resumer. */
static Coroutine *c_resumer(const Weft *w, const Coroutine *co)
{
    for (const CEntry *e = w->entry; e; e = e->previous) {
        if (e->is_resume && e->co == co) {
            return e->outer;
        }
    }
    return NULL;
}

bool weft_coroutine_resumer(Weft *w, int slot, int to)
{
    Coroutine *co = coroutine_at(w, slot);
    Coroutine *resumer = co->resumer ? co->resumer : c_resumer(w, co);
    store_coroutine(w, to, resumer);
    return resumer != NULL;
}

void weft_coroutine_leaf(Weft *w, int slot, int to)
{
    store_coroutine(w, to, coroutine_leaf(w, coroutine_at(w, slot)));
}

bool weft_set_home(Weft *w, int slot, int home)
{
    if (UNLIKELY(w->has_error)) {
        return false;
    }
    const Value *v = slot_read(w, home);
    return coroutine_set_home(w, coroutine_at(w, slot), is_coroutine(v) ? v->co : NULL);
}

bool weft_set_coroutine_name(Weft *w, int slot, int name)
{
    if (UNLIKELY(w->has_error)) {
        return false;
    }
    Coroutine *co = coroutine_at(w, slot);
    CoRare *rare = coroutine_rare(w, co);
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
    const Coroutine *co = coroutine_at(w, slot);
    if (co->rare && is_string(&co->rare->name)) {
        slot_store(w, to, co->rare->name);
        return true;
    }
    coroutine_name(w, co, text);
    return weft_set_text(w, to, text);
}
