/* coroutine.c: the coroutine library. Switching is the VM's (resume, yield, transfer, throw, close are its builtins);
 * here are creation and the questions. A coroutine argument of Weft's own functions defaults to the running one.
 */
#include "lib.h"

/* The coroutine argument of a function where it may be missing: its slot, -1 for the running one. */
static bool opt_coroutine(Weft *w, int *co)
{
    *co = -1;
    if (weft_type(w, 0) == WEFT_NONE) {
        return true;
    }
    *co = 0;
    return weft_check_type(w, 0, WEFT_COROUTINE);
}

static WeftResult return_text(Weft *w, const char *text)
{
    return weft_set_text(w, weft_slot_count(w), text) ? 1 : WEFT_RAISE;
}

static WeftResult return_boolean(Weft *w, bool b)
{
    weft_set_boolean(w, weft_slot_count(w), b);
    return 1;
}

/* ---- creation ---- */

static WeftResult co_wrap(Weft *w)
{
    if (!weft_check_type(w, 0, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    return weft_set_wrapped(w, weft_slot_count(w), 0) ? 1 : WEFT_RAISE;
}

/* ---- questions ---- */

static WeftResult co_status(Weft *w)
{
    return weft_check_type(w, 0, WEFT_COROUTINE) ? return_text(w, weft_coroutine_status(w, 0)) : WEFT_RAISE;
}

static WeftResult co_state(Weft *w)
{
    int co;
    return opt_coroutine(w, &co) ? return_text(w, weft_coroutine_state(w, co)) : WEFT_RAISE;
}

static WeftResult co_running(Weft *w)
{
    int to = weft_slot_count(w);
    bool is_main = weft_running(w, to);
    weft_set_boolean(w, to + 1, is_main);
    return 2;
}

static WeftResult co_isyieldable(Weft *w)
{
    int co;
    return opt_coroutine(w, &co) ? return_boolean(w, weft_is_yieldable(w, co)) : WEFT_RAISE;
}

static WeftResult co_istransferable(Weft *w)
{
    return return_boolean(w, weft_is_transferable(w));
}

static WeftResult co_resumer(Weft *w)
{
    int co;
    if (!opt_coroutine(w, &co)) {
        return WEFT_RAISE;
    }
    weft_coroutine_resumer(w, co, weft_slot_count(w));
    return 1;
}

static WeftResult co_leaf(Weft *w)
{
    int co;
    if (!opt_coroutine(w, &co)) {
        return WEFT_RAISE;
    }
    weft_coroutine_leaf(w, co, weft_slot_count(w));
    return 1;
}

static WeftResult co_main(Weft *w)
{
    weft_main_coroutine(w, weft_slot_count(w));
    return 1;
}

/* ---- homes and names: both setters give back the coroutine ---- */

/* Whether argument 1 is of the type, or an explicit nil, which takes the property away. */
static bool check_or_nil(Weft *w, int arg, WeftType type)
{
    return weft_type(w, arg) == WEFT_NIL || weft_check_type(w, arg, type);
}

static WeftResult co_sethome(Weft *w)
{
    if (!weft_check_type(w, 0, WEFT_COROUTINE) || !check_or_nil(w, 1, WEFT_COROUTINE) || !weft_set_home(w, 0, 1)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult co_setname(Weft *w)
{
    bool is_right = weft_check_type(w, 0, WEFT_COROUTINE) &&
                    (weft_type(w, 1) == WEFT_NIL || weft_check_string(w, 1, NULL) != NULL);
    if (!is_right || !weft_set_coroutine_name(w, 0, 1)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult co_getname(Weft *w)
{
    int co;
    if (!opt_coroutine(w, &co)) {
        return WEFT_RAISE;
    }
    return weft_get_coroutine_name(w, co, weft_slot_count(w)) ? 1 : WEFT_RAISE;
}

/* ---- opening ---- */

static bool register_builtins(Weft *w, int table)
{
    static const char *const names[] = {"create", "resume", "yield", "transfer", "throw", "close", NULL};
    int top = weft_slot_count(w);
    for (int i = 0; names[i] != NULL; i++) {
        if (!weft_set_builtin(w, top, names[i]) || !weft_raw_set_field(w, table, names[i], top)) {
            return false;
        }
    }
    return weft_set_slot_count(w, top);
}

bool lib_open_coroutine(Weft *w, int to)
{
    static const LibFunction functions[] = {
        {"coroutine.getname", co_getname},
        {"coroutine.istransferable", co_istransferable},
        {"coroutine.isyieldable", co_isyieldable},
        {"coroutine.leaf", co_leaf},
        {"coroutine.main", co_main},
        {"coroutine.resumer", co_resumer},
        {"coroutine.running", co_running},
        {"coroutine.sethome", co_sethome},
        {"coroutine.setname", co_setname},
        {"coroutine.state", co_state},
        {"coroutine.status", co_status},
        {"coroutine.wrap", co_wrap},
        {NULL, NULL},
    };
    return weft_set_table(w, to, 0, 20) && lib_register(w, to, functions) && register_builtins(w, to);
}
