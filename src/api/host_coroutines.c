/* host_coroutines.c: coroutines as the host runs them: resume, transfer, close. */
#include "api.h"

#include "error.h"
#include "resume.h"

/* Copies what co has handed out to the slots from `to` on, where the frame then ends. False: no room, the memory error or "stack
 * overflow" is pending. */
static bool copy_values(Weft *w, Coroutine *co, const Resumed *r, int to)
{
    if (!weft_set_slot_count(w, to + (int)r->count)) {
        return false;
    }
    const Value *from = co->stack + r->values;
    for (uint32_t i = 0; i < r->count; i++) {
        value_copy(w->base + to + i, from + i);
    }
    return true;
}

/* Puts the error in vm->error into the slot behind the coroutine's, where the frame then ends. */
static WeftStatus give_error(Weft *w, int slot, WeftStatus status)
{
    int to = slot < 0 || slot > MAX_STACK_SLOTS ? 0 : slot + 1;
    w->has_error = true;
    weft_set_slot_count(w, to);
    weft_take_error(w, to);
    w->has_error = false; /* no room for it */
    return status;
}

WeftStatus weft_resume(Weft *w, int slot, int nargs)
{
    Coroutine *co = api_check_call(w, slot, nargs) ? api_coroutine(w, slot) : NULL;
    if (!co || !weft_set_slot_count(w, slot + 1 + nargs)) {
        return give_error(w, slot, WEFT_ERROR);
    }
    Resumed r;
    int status = resume_run(w, co, stack_offset(w, w->base + slot + 1), (size_t)nargs, &r);
    if (status == WEFT_ERROR) {
        return give_error(w, slot, WEFT_ERROR);
    }
    bool has_room = copy_values(w, co, &r, slot + 1);
    resume_settle(w, co, status, &r);
    return has_room ? (WeftStatus)status : give_error(w, slot, WEFT_ERROR_MEMORY);
}

WeftStatus weft_transfer(Weft *w, int slot, int nargs)
{
    bool is_legal = api_insert_switch(w, slot, nargs, OP_B_TRANSFER);
    return weft_run(w, slot, is_legal ? nargs + 1 : 0, -1, WEFT_TRACE);
}

/* coroutine.close of the one in slot `slot`, its results from `slot` on. */
static WeftStatus run_close(Weft *w, int slot)
{
    api_insert_switch(w, slot, 0, OP_B_CLOSE);
    return weft_run(w, slot, 1, -1, WEFT_NO_HANDLER);
}

#define CLOSING_ROOM 40 /* coroutine.close, and the first __close that it calls */

/* Gives up the stopped run of the coroutine in a slot, and closes the chain that it had transferred to, if any. What fails in that
 * is of no interest. */
static WeftStatus close_stopped(Weft *w, int slot)
{
    Value root;
    int to = slot + 1;
    if (entry_depth(w) >= MAX_C_CALLS || !weft_set_slot_count(w, to) || !weft_reserve(w, CLOSING_ROOM) ||
        !api_switch(w, OP_B_CLOSE)) {
        if (!w->has_error) {
            api_raise_plain(w, "C stack overflow");
        }
        return WEFT_ERROR;
    }
    Coroutine *co = slot_read(w, slot)->co;
    set_coroutine(&root, resume_abandon(w, co));
    if (root.co != co) {
        slot_store(w, to, root);
        if (run_close(w, to) == WEFT_OUT_OF_FUEL) {
            return WEFT_OUT_OF_FUEL;
        }
    }
    return WEFT_OK;
}

WeftStatus weft_close_coroutine(Weft *w, int slot)
{
    const Coroutine *co = api_check_call(w, slot, 0) ? api_coroutine(w, slot) : NULL;
    if (!co) {
        return give_error(w, slot, WEFT_ERROR);
    }
    int to = slot + 1;
    WeftStatus status = resume_is_stopped(co) ? close_stopped(w, slot) : WEFT_OK;
    if (status == WEFT_OK) {
        weft_set_slot_count(w, to);
        weft_copy(w, to, slot);
        status = w->has_error ? WEFT_ERROR : run_close(w, to);
    }
    if (w->has_error) {
        return give_error(w, slot, WEFT_ERROR);
    }
    if (status == WEFT_OK) {
        bool is_closed = weft_to_boolean(w, to);
        weft_remove(w, to);
        return is_closed ? WEFT_OK : WEFT_ERROR;
    }
    return status;
}
