/* lua_coroutine.c: the Lua C API's threads: new ones, yields of C functions, resuming from C, closing.
 *
 * lua_resume nests the dispatch loop, or goes on in a C function without it; its entry is left when the coroutine that it
 * resumed yields, ends or fails. The coroutine that runs meanwhile waits parked in its C function, and counts as what C
 * resumed from (coroutine.resumer shows it).
 *
 * A C function that yields is left by a return where that is all that lies between (return lua_yield(..), when the call has
 * taken the function's place on the C stack), else by a jump (vm/jump.h).
 */
#include "lua_state.h"

#include <string.h>

#include "closure.h"
#include "error.h"
#include "interp.h"
#include "native.h"
#include "string.h"
#include "unwind.h"

LUA_API lua_State *lua_newthread(lua_State *L)
{
    VM *vm = state_use(L);
    Coroutine *co = coroutine_new(vm, compat_of(vm)->placeholder);
    state_check(vm, co != NULL);
    co->header.extra = CO_FINISHED; /* nothing to resume yet */
    Value v;
    set_coroutine(&v, co);
    state_push(vm, &v);
    lua_State *thread = state_of(vm, co);
    state_check(vm, thread != NULL);
    thread->hook = L->hook;
    state_collect(vm);
    return thread;
}

LUA_API int lua_status(lua_State *L)
{
    const Coroutine *co = L->co;
    switch ((enum CoState)co->header.extra) {
    case CO_YIELDED:
    case CO_TRANSFERRED: return LUA_YIELD;
    case CO_FAILED: return L->status ? L->status : LUA_ERRRUN;
    default: return LUA_OK;
    }
}

LUA_API int lua_isyieldable(lua_State *L)
{
    state_end_visit(L->vm);
    return coroutine_is_yieldable(L->vm, L->co);
}

/* ---- yields ---- */

/* The hook is left by returning from it (state_call_hook). */
static COLD int yield_in_hook(lua_State *L, int nresults, lua_KFunction k)
{
    if (nresults != 0 || k) {
        state_raise(L, "a hook yields without values and continuation");
    }
    char buffer[200];
    const char *problem = coroutine_check_yield(L->vm, buffer, sizeof buffer);
    if (problem) {
        state_raise(L, "%s", problem);
    }
    L->hook_yields = true;
    return 0;
}

/* In a C function, which ends at `end`: where L's coroutine goes on. */
static inline void park_in_c(VM *vm, lua_State *L, const Value *end, lua_KContext ctx, lua_KFunction k)
{
    Coroutine *co = L->co;
    L->yield_k = k;
    L->yield_ctx = ctx;
    co->header.extra = CO_YIELDED;
    co->pc = pseudo_pc(vm, OP_P_C_YIELD);
    coroutine_set_frame(co, vm->base);
    uint32_t top = (uint32_t)(end - co->stack);
    coroutine_set_place(co, top, top);
}

/* In any case that there is; by_return: the C function is left so, when all is done. */
static NOINLINE int yield_generally(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k, bool by_return)
{
    VM *vm = state_use(L);
    if (!vm->entry || vm->visitor || frame_function(vm->base)->header.extra != FN_C) {
        if (vm->entry && state_in_hook(vm)) {
            return yield_in_hook(L, nresults, k);
        }
        state_raise(L, "attempt to yield from outside a coroutine");
    }
    coroutine_require_yield(vm);
    if (state_closes_above(L, stack_offset(vm, vm->base))) {
        state_yield_with_closes(L, nresults, ctx, k);
    }
    Value *first = vm->top - nresults;
    bool to_c = vm->co->resumer == NULL; /* which finds the values here */
    park_in_c(vm, L, to_c ? vm->top : first, ctx, k);
    coroutine_yield_values(vm, first, (size_t)nresults);
    if (by_return) {
        return to_c ? RESULT_YIELDED : RESULT_SWITCHED;
    }
    vm->jump_kind = to_c ? JUMP_YIELDED : JUMP_SWITCHED;
    JUMP_TO(vm->entry->jump);
}

/* The frame stays as it is: what the function has in it can be seen, and changed, by C code that resumes the coroutine. */
OWN_FRAME LUA_API int lua_yieldk(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k)
{
    VM *vm = L->vm;
    Coroutine *co = L->co;
    CEntry *e = vm->entry;
    bool by_return = e && CALLED_AT(e->called_at);
    bool is_plain = by_return && vm->co == co && !vm->visitor && L->close_count == 0;
    bool to_c = is_plain && e->co == co && e->mode.kind & ENTRY_RESUME && co->resumer == NULL && co->barriers == 0;
    if (UNLIKELY(!to_c)) {
        return yield_generally(L, nresults, ctx, k, by_return);
    }
    park_in_c(vm, L, vm->top, ctx, k);
    e->result = co->top - (uint32_t)nresults;
    e->result_count = (uint32_t)nresults;
    return RESULT_YIELDED;
}

/* Of the n values that C says are on top of the window, those that are there. */
static inline int clamp_count(const VM *vm, int n)
{
    ptrdiff_t room = vm->top - vm->base;
    return n <= room ? n : (int)room;
}

/* Goes on in L's C function, whose frame is the running one, with the n values below vm->top. */
static inline int go_on_in_c(VM *vm, lua_State *L, CEntry *e, int n)
{
    vm->pc = vm->c_entry;
    if (UNLIKELY(!call_ensure(vm, NATIVE_SLOTS))) {
        return WEFT_RAISE;
    }
    if (UNLIKELY(L->yield_k == NULL)) {
        return state_leave_function(vm, L, clamp_count(vm, n));
    }
    e->called_at = CALL_MARK();
    int result = L->yield_k(L, LUA_YIELD, L->yield_ctx);
    return LIKELY(result == RESULT_YIELDED) ? result : state_leave_function(vm, L, result);
}

int state_continue_yield(VM *vm, size_t n)
{
    return go_on_in_c(vm, state_of(vm, vm->co), vm->entry, (int)n); /* made when it yielded */
}

/* ---- resuming ---- */

/* The arguments give way to a message; nothing has changed otherwise. */
static void refuse_resume(lua_State *L, int narg, const char *message)
{
    VM *vm = state_use(L);
    vm->top -= narg < vm->top - vm->base ? narg : vm->top - vm->base;
    String *s = string_new_text(vm, message);
    state_push_string(vm, s ? s : vm->known[KS_MEMORY_ERROR]);
    vm->has_error = false;
    state_end_visit(vm);
}

/* Why L cannot be resumed with narg arguments, or NULL. L is current. */
static const char *check_resume(lua_State *L, int narg)
{
    VM *vm = L->vm;
    if (L->co == state_running(vm) || L->is_parked) {
        return "cannot resume non-suspended coroutine";
    }
    if (entry_depth(vm) >= MAX_C_CALLS) {
        return "C stack overflow";
    }
    if (!state_is_idle(vm, L->co)) {
        return L->co->header.extra == CO_YIELDED  ? NULL
               : L->co->header.extra == CO_FAILED ? "cannot resume dead coroutine"
               : L->co->header.extra == CO_TRANSFERRED
                   ? "cannot resume a transferred coroutine (use coroutine.transfer)"
                   : "cannot resume non-suspended coroutine";
    }
    return vm->top - vm->base > narg ? NULL : "cannot resume dead coroutine";
}

/* The body at `offset` is no function: the trampoline calls it by its __call, or raises. */
static void wrap_body(VM *vm, uint32_t offset)
{
    state_push(vm, &api_nil);
    Value *body = vm->co->stack + offset;
    for (Value *v = vm->top - 1; v > body; v--) {
        value_copy(v, v - 1);
    }
    set_function(body, vm->trampoline);
}

/* Makes L, which is visited then, ready to be resumed, if it is not suspended; returns the number of arguments, or -1: it cannot be,
 * and a message is on it. */
static COLD int ready_resume(lua_State *L, int narg)
{
    VM *vm = state_use(L);
    const char *problem = check_resume(L, narg);
    if (problem) {
        refuse_resume(L, narg, problem);
        return -1;
    }
    L->status = LUA_OK;
    L->failed_base = 0;
    if (state_is_idle(vm, L->co)) {
        uint32_t body = stack_offset(vm, vm->top) - (uint32_t)narg - 1;
        if (!is_function(vm->co->stack + body)) {
            wrap_body(vm, body);
            narg++;
        }
        state_prime(vm, L->co, body);
    }
    return narg;
}

/* A failed coroutine keeps its stack, for tracebacks; the error lies above. */
static int settle_error(VM *vm, lua_State *L)
{
    Coroutine *co = L->co;
    Value error = vm->error;
    uint32_t top = co->top;
    co->header.extra = CO_FAILED;
    co->rare->error = error;
    vm->top = co->stack + top;
    if (vm->stack_limit - vm->top < 2 && !stack_grow(vm, vm->top, 2)) {
        co->top = co->dest = top - 2; /* the dead frames' last values give way */
    } else {
        co->top = top;
    }
    vm->has_error = false;
    state_ready_failed(vm, L);
    value_copy(co->stack + co->top++, &error);
    L->status = (uint8_t)state_error_status(vm, &error);
    return L->status;
}

/* The coroutine that lua_resume has run has ended: its results, or the error, become its window, and are counted; `me` runs again. */
static NOINLINE int end_resume(VM *vm, lua_State *L, Coroutine *me, const CEntry *e, int status, int *nres)
{
    if (status == WEFT_ERROR) {
        *nres = 1;
        status = settle_error(vm, L);
    } else {
        *nres = (int)e->result_count;
        L->co->top = e->result + e->result_count;
        L->co->header.extra = CO_FINISHED;
        status = LUA_OK;
    }
    entry_pop(vm, e);
    state_unpark(vm, me);
    return status;
}

/* It has yielded, not in C: what it has yielded becomes its window. */
static void set_window(VM *vm, const lua_State *L, const CEntry *e)
{
    vm->pc = compat_of(vm)->placeholder->entry;
    vm->base = vm->co->stack + state_suspended_base(L);
    vm->top = vm->co->stack + e->result + e->result_count;
}

/* Goes on in L, in whose window the n arguments are on top; returns a WeftStatus, or RESULT_YIELDED: from C, and its window is the
 * frame that it has. In a C function without a start of the loop, for it may yield again. */
static inline int run_resumed(VM *vm, lua_State *L, CEntry *e, int n)
{
    Coroutine *co = L->co;
    if (co->pc->op != OP_P_C_YIELD || co->header.extra != CO_YIELDED) {
        size_t nargs = (size_t)clamp_count(vm, n);
        coroutine_enter(vm, co, vm->top - nargs, nargs, -1);
        return interp_run(vm);
    }
    co->header.extra = CO_RUNNING;
    int result = go_on_in_c(vm, L, e, n);
    return LIKELY(result == RESULT_YIELDED) ? result : native_run_on(vm, result);
}

/* Resumes L, which is visited and ready for it, with the narg values on top. */
static int resume_visited(lua_State *L, int narg, int *nres)
{
    VM *vm = L->vm;
    CEntry e;
    Coroutine *me = vm->visitor;
    entry_push(vm, &e, entry_depth(vm), L->co, coroutine_base(me), ENTRY_NO_FUNCTION, (EntryMode){.kind = ENTRY_RESUME}); /* no barrier: it may be suspended */
    e.resumer = me;
    L->co->below = coroutine_chain_slots(me, me->header.aux);
    vm->visitor = NULL;
    int status;
    if (JUMP_HERE(e.jump) != 0) {
        status = LIKELY(vm->jump_kind == JUMP_YIELDED) ? RESULT_YIELDED : call_land(vm);
    } else {
        status = run_resumed(vm, L, &e, narg);
    }
    if (UNLIKELY(status != RESULT_YIELDED)) {
        if (status != WEFT_YIELDED) {
            return end_resume(vm, L, me, &e, status, nres);
        }
        set_window(vm, L, &e);
    }
    *nres = (int)e.result_count;
    entry_pop(vm, &e);
    vm->visitor = me; /* C looks at what was yielded now, and resumes again, mostly */
    return LUA_YIELD;
}

/* L is visited first, so that it stays current where C resumes it again and again. The running coroutine, the visitor, is parked
 * meanwhile, everything about it written back. */
LUA_API int lua_resume(lua_State *L, lua_State *from, int narg, int *nres)
{
    (void)from; /* the running coroutine it is */
    if (UNLIKELY(L->co->header.extra != CO_YIELDED || entry_depth(L->vm) >= MAX_C_CALLS)) {
        narg = ready_resume(L, narg);
        if (narg < 0) {
            *nres = 1;
            return LUA_ERRRUN;
        }
    }
    state_use(L);
    return resume_visited(L, narg, nres);
}

/* ---- closing ---- */

/* Drops a dead or idle coroutine's values; `error` (or NULL) is what it then holds. */
static int reset_thread(lua_State *L, const Value *error)
{
    VM *vm = L->vm;
    L->status = LUA_OK;
    L->failed_base = 0;
    L->close_count = 0;
    L->co->header.extra = CO_FINISHED;
    coroutine_drop_stack(vm, L->co);
    if (!error) {
        return LUA_OK;
    }
    Value e = *error;
    state_use(L);
    state_push(vm, &e);
    state_end_visit(vm);
    return state_error_status(vm, &e);
}

/* Calls coroutine.close(co) in the running coroutine: its __close methods are calls of the closer. */
static int close_suspended(lua_State *L)
{
    VM *vm = L->vm;
    state_end_visit(vm);
    lua_State *R = state_of(vm, vm->co);
    int top = lua_gettop(R);
    Value v;
    Function *close = function_new_builtin(vm, OP_B_CLOSE, 0, "close");
    state_check(vm, close != NULL);
    set_function(&v, close);
    state_push(vm, &v);
    set_coroutine(&v, L->co);
    state_push(vm, &v);
    if (lua_pcall(R, 1, 2, 0) != LUA_OK) { /* not legal now */
        lua_error(R);
    }
    bool failed = !lua_toboolean(R, -2);
    Value error = value_clean(vm->top - 1);
    int status = reset_thread(L, failed ? &error : NULL);
    lua_settop(R, top);
    return status;
}

LUA_API int lua_closethread(lua_State *L, lua_State *from)
{
    (void)from;
    VM *vm = L->vm;
    if (L->co == state_running(vm)) {
        state_raise(L, "cannot close a running coroutine");
    }
    if (vm->co == L->co) {
        state_end_visit(vm);
    }
    if (state_is_idle(vm, L->co)) {
        return reset_thread(L, NULL);
    }
    return close_suspended(L);
}

LUA_API int lua_resetthread(lua_State *L)
{
    return lua_closethread(L, NULL);
}
