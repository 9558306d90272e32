/* requests.c: what a native asks of the interpreter by returning: calls, protected calls, tail calls, yields, switches of
 * coroutines.
 *
 * The request is only written down here; the interpreter, which the native returns to, lays it out (vm/native.c). A
 * switch is a call of the VM's own function for it, put in front of its arguments.
 */
#include "api.h"

#include "call.h"
#include "closure.h"

/* The continuation of a request that names none. */
static WeftResult return_results(Weft *w, WeftStatus status, int64_t first)
{
    return status == WEFT_ERROR ? weft_raise_slot(w, (int)first) : weft_slot_count(w) - (int)first;
}

static WeftResult request(Weft *w, int kind, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx)
{
    if (!api_check_call(w, slot, nargs)) {
        return WEFT_RAISE;
    }
    int end = slot + nargs + (kind == REQUEST_YIELD ? 0 : 1);
    if (end > weft_slot_count(w) && !weft_set_slot_count(w, end)) {
        return WEFT_RAISE;
    }
    if (nresults > nargs && !weft_reserve(w, nresults)) {
        return WEFT_RAISE;
    }
    if (!k) {
        k = return_results;
        ctx = slot;
    }
    w->call_kind = kind;
    w->call_slot = (uint32_t)slot;
    w->call_nargs = nargs;
    w->call_nresults = nresults;
    w->call_k = (void *)(uintptr_t)k;
    w->call_ctx = ctx;
    return WEFT_REQUEST;
}

WeftResult weft_call(Weft *w, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx)
{
    return request(w, REQUEST_CALL, slot, nargs, nresults, k, ctx);
}

WeftResult weft_pcall(Weft *w, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx)
{
    return request(w, REQUEST_PCALL, slot, nargs, nresults, k, ctx);
}

WeftResult weft_sort(Weft *w, int slot, int n, WeftContinuation k, int64_t ctx)
{
    if (!api_check_call(w, slot, 1)) {
        return WEFT_RAISE;
    }
    const Value *table = slot_read(w, slot), *less = slot_read(w, slot + 1);
    if (!is_table(table) || !is_function(less)) {
        api_raise_slot_type(w, is_table(table) ? slot + 1 : slot, is_table(table) ? "function" : "table");
        return WEFT_RAISE;
    }
    WeftResult result = request(w, REQUEST_SORT, slot, 1, 1, k, ctx);
    w->call_nargs = n;
    return result;
}

WeftResult weft_tail_call(Weft *w, int slot, int nargs)
{
    return request(w, REQUEST_TAIL, slot, nargs, -1, NULL, 0);
}

WeftResult weft_yield(Weft *w, int first, int n, WeftContinuation k, int64_t ctx)
{
    return request(w, REQUEST_YIELD, first, n, -1, k, ctx);
}

/* ---- switches ---- */

Function *api_switch(Weft *w, Opcode op)
{
    ApiState *api = w->api;
    Function **f = op == OP_B_RESUME     ? &api->resume
                   : op == OP_B_TRANSFER ? &api->transfer
                                         : &api->close;
    if (!*f) {
        const char *name = op == OP_B_RESUME ? "resume" : op == OP_B_TRANSFER ? "transfer" : "close";
        *f = function_new_builtin(w, op, 0, name);
    }
    return *f;
}

bool api_insert_switch(Weft *w, int slot, int nargs, Opcode op)
{
    Function *f = NULL;
    if (!api_check_call(w, slot, nargs) || !api_coroutine(w, slot) || !weft_set_slot_count(w, slot + 1 + nargs) ||
        !(f = api_switch(w, op)) || !weft_set_slot_count(w, slot + 2 + nargs)) {
        return false;
    }
    set_function(w->top - 1, f);
    weft_insert(w, slot);
    return true;
}

static WeftResult call_switch(Weft *w, int slot, int nargs, Opcode op, WeftContinuation k, int64_t ctx)
{
    if (!api_insert_switch(w, slot, nargs, op)) {
        return WEFT_RAISE;
    }
    return weft_call(w, slot, nargs + 1, -1, k, ctx);
}

WeftResult weft_call_resume(Weft *w, int slot, int nargs, WeftContinuation k, int64_t ctx)
{
    return call_switch(w, slot, nargs, OP_B_RESUME, k, ctx);
}

WeftResult weft_call_transfer(Weft *w, int slot, int nargs, WeftContinuation k, int64_t ctx)
{
    return call_switch(w, slot, nargs, OP_B_TRANSFER, k, ctx);
}

WeftResult weft_call_close(Weft *w, int slot, WeftContinuation k, int64_t ctx)
{
    return call_switch(w, slot, 0, OP_B_CLOSE, k, ctx);
}
