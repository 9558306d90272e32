/* runs.c: the host's runs of functions, and the traces they leave when they fail. */
#include "api.h"

#include <string.h>

#include "call.h"
#include "closure.h"

/* ---- traces ---- */

/* The message handler of WEFT_TRACE: keeps a traceback, and gives the error back as it came. */
static WeftResult keep_trace(Weft *w)
{
    ApiState *api = w->api;
    int to = weft_slot_count(w);
    if (weft_traceback(w, -1, -1, 1, to)) {
        api->trace = *slot_read(w, to);
    } else {
        weft_take_error(w, to);
    }
    weft_set_slot_count(w, 1);
    return 1;
}

/* Stack offset for CEntry.handler; 0 none, also when there is no memory for it: then the run goes without. */
static uint32_t handler_offset(Weft *w, int handler)
{
    ApiState *api = w->api;
    if (handler >= 0) {
        return slot_exists(w, handler) ? stack_offset(w, w->base + handler) : 0;
    }
    if (handler != WEFT_TRACE) {
        return 0;
    }
    set_nil(&api->trace);
    if (!api->trace_handler) {
        api->trace_handler = function_new_native(w, (void *)(uintptr_t)keep_trace, 0, NULL);
        w->has_error = false;
    }
    if (api->trace_handler) {
        set_function(&w->trace_handler, api->trace_handler);
        return TRACE_HANDLER;
    }
    return 0;
}

bool weft_get_trace(Weft *w, int to)
{
    const ApiState *api = w->api;
    slot_store(w, to, api->trace);
    return !is_nil(&api->trace);
}

/* ---- runs ---- */

/* The pending error is this run's: it goes to the slot. */
static WeftStatus deliver_error(Weft *w, int slot)
{
    Value error = w->error;
    w->has_error = false;
    set_nil(&w->error);
    slot = slot < 0 || slot > MAX_STACK_SLOTS ? 0 : slot;
    weft_set_slot_count(w, slot);
    slot_store(w, slot, error);
    w->has_error = false;
    return WEFT_ERROR;
}

WeftStatus weft_run(Weft *w, int slot, int nargs, int nresults, int handler)
{
    if (!api_check_call(w, slot, nargs) || !weft_set_slot_count(w, slot + 1 + nargs) ||
        (nresults > nargs && !weft_reserve(w, nresults - nargs))) {
        return deliver_error(w, slot);
    }
    return (WeftStatus)call_run(w, nargs, nresults, (EntryMode){call_host_kind(w), handler_offset(w, handler)});
}

WeftStatus weft_continue(Weft *w)
{
    return (WeftStatus)call_continue(w);
}

/* What weft_run_text and _file do once the chunk is loaded. */
static WeftStatus run_loaded(Weft *w, int slot, WeftStatus status)
{
    ApiState *api = w->api;
    set_nil(&api->trace);
    return status == WEFT_OK ? weft_run(w, slot, 0, -1, WEFT_TRACE) : status;
}

WeftStatus weft_run_text(Weft *w, int slot, const char *text, const char *chunk_name)
{
    weft_set_slot_count(w, slot);
    return run_loaded(w, slot, weft_load(w, slot, text, strlen(text), chunk_name, NULL));
}

WeftStatus weft_run_file(Weft *w, int slot, const char *path)
{
    weft_set_slot_count(w, slot);
    return run_loaded(w, slot, weft_load_file(w, slot, path, NULL));
}
