/* collector.c: control of the collector, memory accounts, and warnings. */
#include "api.h"

static int previous_mode(GcMode mode)
{
    return mode == GC_GENERATIONAL ? WEFT_GC_GENERATIONAL : WEFT_GC_INCREMENTAL;
}

int weft_gc(Weft *w, WeftGcOp op, int a, int b, int c)
{
    if (w->in_finalizer) { /* as in Lua 5.4: the collector is at work */
        return -1;
    }
    bool ended = false;
    switch (op) {
    case WEFT_GC_STOP: gc_stop(w); return 0;
    case WEFT_GC_RESTART: gc_restart(w); return 0;
    case WEFT_GC_COLLECT: gc_full(w, false); break;
    case WEFT_GC_STEP: ended = gc_step(w, a > 0 ? (size_t)a : 0); break;
    case WEFT_GC_IS_RUNNING: return gc_is_running(w);
    case WEFT_GC_GENERATIONAL: return previous_mode(gc_set_generational(w, a, b));
    case WEFT_GC_INCREMENTAL: return previous_mode(gc_set_incremental(w, a, b, c));
    case WEFT_GC_SET_PAUSE: return gc_set_pause(w, a);
    case WEFT_GC_SET_STEP_MULTIPLIER: return gc_set_step_multiplier(w, a);
    default: return -1;
    }
    if (gc_has_finalizable(w)) {
        w->finalizers_due = true;
    }
    return ended;
}

void weft_heap(Weft *w, WeftHeap *heap)
{
    heap->used = gc_count(w);
    heap->cap = w->accounts[0].cap;
    heap->cycles = w->heap->epoch;
}

size_t weft_memory_used(Weft *w)
{
    return gc_count(w);
}

void weft_set_memory_cap(Weft *w, size_t bytes)
{
    w->accounts[0].cap = bytes;
}

void weft_set_chain_cap(Weft *w, size_t bytes)
{
    size_t slots = (bytes == 0 ? CHAIN_CAP : bytes) / sizeof(Value);
    w->chain_cap = slots < MOST_CHAIN_SLOTS ? (uint32_t)slots : MOST_CHAIN_SLOTS;
}

/* ---- accounts ---- */

int weft_account_new(Weft *w, size_t cap)
{
    bool had_error = w->has_error;
    Value error = w->error;
    uint32_t account = account_new(w, cap);
    if (account != 0) {
        return (int)account;
    }
    w->error = error;
    w->has_error = had_error;
    return -1;
}

void weft_account_release(Weft *w, int account)
{
    if (account > 0 && account < MAX_ACCOUNTS && w->accounts[account].in_use) {
        account_release(w, (uint32_t)account);
    }
}

bool weft_set_account(Weft *w, int coroutine_slot, int account)
{
    if (account < 0 || account >= MAX_ACCOUNTS || (account > 0 && !w->accounts[account].in_use)) {
        return false;
    }
    Coroutine *co = api_coroutine(w, coroutine_slot);
    if (!co) {
        return false;
    }
    coroutine_set_account(co, (uint32_t)account);
    if (co == w->co) {
        account_switch(w, (uint32_t)account);
    }
    return true;
}

size_t weft_account_used(Weft *w, int account)
{
    return account < 0 || account >= MAX_ACCOUNTS ? 0 : account_bytes(w, (uint32_t)account);
}

/* ---- warnings ---- */

void weft_set_warn(Weft *w, void (*warn)(void *ud, const char *text, int to_continue), void *ud)
{
    w->warn = warn;
    w->warn_ud = ud;
}

void weft_warn(Weft *w, const char *text, bool to_continue)
{
    if (w->warn) {
        w->warn(w->warn_ud, text, to_continue);
    }
}

/* ---- what memory is used for ---- */

int weft_memory(Weft *w, WeftMemory *kinds, int max)
{
    static const struct {
        const char *name;
        int number;
    } names[] = {
        {"table", TAG_TABLE},         {"string", TAG_STRING},       {"function", TAG_FUNCTION},
        {"userdata", TAG_USERDATA},   {"coroutine", TAG_COROUTINE}, {"stack", CENSUS_STACKS},
        {"captured variable", TAG_CELL}, {"code", TAG_PROTO},       {"shape", TAG_SHAPE},
        {"buffer", CENSUS_BUFFERS},
    };
    int count = sizeof names / sizeof names[0];
    HeapCensus census;
    gc_census(w, &census);
    for (int i = 0; i < count && i < max; i++) {
        int number = names[i].number;
        kinds[i] = (WeftMemory){names[i].name, census.count[number], census.bytes[number]};
    }
    return count;
}

/* ---- which coroutines there are ---- */

typedef struct Found {
    int to, count, room;
} Found;

static void find_coroutine(VM *vm, Object *o, void *ud)
{
    Found *found = ud;
    if (o->type == TAG_COROUTINE && found->count < found->room) {
        Value co;
        set_coroutine(&co, (Coroutine *)o);
        slot_store(vm, found->to + found->count++, co);
    }
}

int weft_find_coroutines(Weft *w, int to)
{
    enum { LATE = 8 }; /* made by finalizers that the census lets run */
    HeapCensus census;
    gc_census(w, &census);
    Found found = {.to = to, .room = (int)census.count[TAG_COROUTINE] + LATE};
    if (!weft_set_slot_count(w, to) || !weft_reserve(w, found.room)) {
        return -1;
    }
    gc_each_alive(w, find_coroutine, &found);
    return found.count;
}
