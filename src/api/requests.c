/* requests.c: what a native asks of the interpreter by returning: calls, protected calls, tail calls, yields.
 *
 * The request is only written down here; the interpreter, which the native returns to, lays it out (vm/native.c).
 */
#include "api.h"

static WeftResult request(Weft *w, int kind, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx)
{
    if (UNLIKELY(w->has_error)) {
        return WEFT_RAISE;
    }
    int end = slot + nargs + (kind == REQUEST_YIELD ? 0 : 1);
    if (end > weft_slot_count(w) && !weft_set_slot_count(w, end)) {
        return WEFT_RAISE;
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

WeftResult weft_tail_call(Weft *w, int slot, int nargs)
{
    return request(w, REQUEST_TAIL, slot, nargs, -1, NULL, 0);
}

WeftResult weft_yield(Weft *w, int first, int n, WeftContinuation k, int64_t ctx)
{
    return request(w, REQUEST_YIELD, first, n, -1, k, ctx);
}
