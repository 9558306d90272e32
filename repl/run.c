/* run.c: see run.h. Every run goes through one message handler, which adds a traceback while the failed calls still
 * stand. */
#include "run.h"

#include <stdio.h>

#include "signal.h"

/* ---- the message handler ---- */

/* Returns the message in slot 0 with a traceback below it; level 1 leaves the handler itself out. */
static WeftResult add_traceback(Weft *w)
{
    int to = weft_slot_count(w);
    return weft_traceback(w, -1, 0, 1, to) ? 1 : WEFT_RAISE;
}

static WeftResult describe_object(Weft *w)
{
    const char *type = weft_type_text(weft_type(w, 0) == WEFT_NONE ? WEFT_NIL : weft_type(w, 0));
    return weft_set_format(w, 0, "(error object is a %s value)", type) ? add_traceback(w) : WEFT_RAISE;
}

/* What __tostring gave is in the last slot. */
static WeftResult object_text(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    (void)ctx;
    return weft_type(w, weft_slot_count(w) - 1) == WEFT_STRING ? 1 : describe_object(w);
}

static WeftResult handle_message(Weft *w)
{
    int to = weft_slot_count(w);
    if (weft_to_string(w, 0, NULL) != NULL) {
        return add_traceback(w);
    }
    if (weft_has_metatable(w, 0) && weft_metafield(w, 0, "__tostring", to)) {
        weft_copy(w, to + 1, 0);
        return weft_call(w, to, 1, 1, object_text, 0);
    }
    return describe_object(w);
}

bool run_prepare(Weft *w)
{
    return weft_set_native(w, HANDLER_SLOT, handle_message, NULL, 0, 0);
}

/* ---- runs and reports ---- */

WeftStatus run_function(Weft *w, int nargs, int nresults)
{
    signal_catch(w, false);
    WeftStatus status = weft_run(w, RUN_SLOT, nargs, nresults, HANDLER_SLOT);
    signal_release();
    return status;
}

void run_print_error(const char *program, const char *message)
{
    if (program != NULL) {
        fprintf(stderr, "%s: ", program);
    }
    fprintf(stderr, "%s\n", message);
    fflush(stderr);
}

bool run_report(Weft *w, WeftStatus status, const char *program)
{
    if (status == WEFT_OK) {
        return true;
    }
    const char *message = weft_to_string(w, RUN_SLOT, NULL);
    run_print_error(program, message != NULL ? message : "(error message not a string)");
    weft_set_slot_count(w, RUN_SLOT);
    return false;
}
