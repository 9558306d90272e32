/* lua_coroutine.c: the Lua C API's threads: new ones, resuming them from C, closing them.
 *
 * lua_resume nests the dispatch loop: its entry is left when the coroutine that it started yields, ends or fails. The
 * coroutine that runs meanwhile waits parked in its C function, and counts as what C resumed from (coroutine.resumer
 * shows it).
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
    return coroutine_is_yieldable(L->vm, L->co);
}

/* ---- resuming ---- */

/* The arguments give way to a message; nothing has changed otherwise. */
static int refuse_resume(lua_State *L, int narg, const char *message)
{
    VM *vm = state_use(L);
    vm->top -= narg < vm->top - vm->base ? narg : vm->top - vm->base;
    String *s = string_new_text(vm, message);
    state_push_string(vm, s ? s : vm->known[KS_MEMORY_ERROR]);
    vm->has_error = false;
    state_end_visit(vm);
    return LUA_ERRRUN;
}

/* Why L cannot be resumed with narg arguments, or NULL. L is current. */
static const char *check_resume(lua_State *L, int narg)
{
    VM *vm = L->vm;
    if (L->co == compat_of(vm)->running || L->is_parked) {
        return "cannot resume non-suspended coroutine";
    }
    if (vm->c_depth >= MAX_C_CALLS) {
        return "C stack overflow";
    }
    if (!state_is_idle(vm, L->co)) {
        return L->co->header.extra == CO_YIELDED  ? NULL
               : L->co->header.extra == CO_FAILED ? "cannot resume dead coroutine"
               : L->co->header.extra == CO_TRANSFERRED
                   ? "cannot resume a transferred coroutine (use coroutine.transfer)"
                   : "cannot resume non-suspended coroutine";
    }
    if (vm->top - vm->base <= narg) {
        return "cannot resume dead coroutine";
    }
    return is_function(vm->top - narg - 1) ? NULL : "attempt to call a value that is not a function";
}

static void unpark_running(VM *vm, lua_State *R)
{
    Coroutine *me = R->co;
    R->is_parked = false;
    me->header.extra = CO_RUNNING;
    me->header.flags &= (uint8_t)~CO_HAS_FRAME;
    compat_of(vm)->running = me;
    state_set_current(vm, me, R->base, me->top, R->pc);
}

/* The entry: from the coroutine's start or resumption until it comes back to C. */
static int run_resumed(VM *vm, CEntry *e, Coroutine *co, uint32_t args, int narg)
{
    int jumped = setjmp(e->jump);
    if (jumped == JUMP_REQUEST) {
        int leave = WEFT_ERROR;
        if (!native_finish(vm, WEFT_REQUEST, &leave)) {
            return leave;
        }
    } else if (jumped != 0) {
        if (!unwind(vm)) {
            return WEFT_ERROR;
        }
    } else { /* the arguments lie at or above where they go: there is room */
        coroutine_enter(vm, co, co->stack + args, (size_t)narg, -1);
    }
    return interp_run(vm);
}

/* An ended coroutine's results become its window. */
static int settle_results(const CEntry *e, Coroutine *co)
{
    co->header.extra = CO_FINISHED;
    co->top = e->result + e->result_count;
    return LUA_OK;
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

static int settle(VM *vm, lua_State *L, const CEntry *e, int status, int *nres)
{
    *nres = status == WEFT_ERROR ? 1 : (int)e->result_count;
    switch (status) {
    case WEFT_OK: return settle_results(e, L->co);
    case WEFT_YIELDED: L->co->top = e->result + e->result_count; return LUA_YIELD;
    default: return settle_error(vm, L);
    }
}

LUA_API int lua_resume(lua_State *L, lua_State *from, int narg, int *nres)
{
    (void)from; /* the running coroutine it is */
    VM *vm = state_use(L);
    Coroutine *co = L->co;
    const char *problem = check_resume(L, narg);
    if (problem) {
        *nres = 1;
        return refuse_resume(L, narg, problem);
    }
    uint32_t args = stack_offset(vm, vm->top - narg);
    bool is_idle = state_is_idle(vm, co);
    lua_State *R = state_end_visit(vm);
    if (is_idle) {
        state_prime(vm, co, args - 1);
    }
    co->top = args + (uint32_t)narg;
    L->status = LUA_OK;
    L->failed_base = 0;
    CEntry e;
    state_push_entry(vm, &e, co);
    e.is_resume = true;
    e.is_barrier = false; /* co may be suspended: barriers count from here on */
    state_park_running(vm);
    coroutine_join_chain(vm, R->co);
    int status = run_resumed(vm, &e, co, args, narg);
    status = settle(vm, L, &e, status, nres);
    state_pop_entry(vm, &e);
    unpark_running(vm, R);
    return status;
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
    lua_State *R = state_end_visit(vm);
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
    if (L->co == compat_of(vm)->running) {
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
