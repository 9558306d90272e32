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

/* Makes an idle L ready to be resumed. False: it cannot be, and a message is on it. The running coroutine is current again. */
static COLD bool ready_resume(lua_State *L, uint32_t *narg, uint32_t *args)
{
    VM *vm = state_use(L);
    const char *problem = check_resume(L, (int)*narg);
    if (problem) {
        refuse_resume(L, (int)*narg, problem);
        return false;
    }
    *args = stack_offset(vm, vm->top - *narg);
    bool is_idle = state_is_idle(vm, L->co);
    if (is_idle && !is_function(vm->top - *narg - 1)) {
        wrap_body(vm, *args - 1);
        ++*narg;
    }
    state_end_visit(vm);
    if (is_idle) {
        state_prime(vm, L->co, *args - 1);
    }
    return true;
}

/* The running coroutine waits, everything about it written back: by this, or by the visit of co that this ends. */
static inline Coroutine *park_running(VM *vm)
{
    Coroutine *me = state_running(vm);
    if (vm->co == me) {
        state_park(vm, me);
    }
    vm->visitor = NULL;
    coroutine_join_chain(vm, me);
    return me;
}

static inline void unpark_running(VM *vm, Coroutine *me)
{
    me->header.extra = CO_RUNNING;
    me->header.flags &= (uint8_t)~CO_HAS_FRAME;
    state_of(vm, me)->is_parked = false;
    state_set_current(vm, me, me->base, me->top, me->pc);
}

/* A failed coroutine keeps its stack, for tracebacks; the error lies above. */
static COLD int settle_error(VM *vm, lua_State *L)
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

/* The coroutine that lua_resume has run stops: its results, or what it yields, become its window, and are counted. */
static inline int settle(VM *vm, lua_State *L, const CEntry *e, int status, int *nres)
{
    if (UNLIKELY(status == WEFT_ERROR)) {
        *nres = 1;
        return settle_error(vm, L);
    }
    *nres = (int)e->result_count;
    L->co->top = e->result + e->result_count;
    if (status == WEFT_YIELDED) {
        return LUA_YIELD;
    }
    L->co->header.extra = CO_FINISHED;
    return LUA_OK;
}

/* Goes on in the coroutine, whose arguments lie at or above where they go: there is room. In a C function without a start of the
 * loop, for it may yield again. */
static inline int run_resumed(VM *vm, Coroutine *co, uint32_t args, uint32_t nargs)
{
    if (co->pc->op != OP_P_C_YIELD || co->header.extra != CO_YIELDED) {
        coroutine_enter(vm, co, co->stack + args, nargs, -1);
        return interp_run(vm);
    }
    int leave = WEFT_ERROR;
    co->header.extra = CO_RUNNING;
    state_set_current(vm, co, co->base, co->top, co->pc);
    int result = state_continue_yield(vm, nargs);
    if (UNLIKELY(vm->finalizers_due)) {
        call_finalizers(vm);
    }
    return native_finish(vm, result, &leave) ? interp_run(vm) : leave;
}

/* Where the arguments of a resume of L begin, with their number in *narg; L is ready for it and the running coroutine, if it
 * visits another one than L, is current. NO_RESUME: it cannot be resumed, and a message is on it. */
#define NO_RESUME UINT32_MAX
static inline uint32_t begin_resume(VM *vm, lua_State *L, uint32_t *narg)
{
    Coroutine *co = L->co;
    uint32_t args;
    if (UNLIKELY(co->header.extra != CO_YIELDED || vm->c_depth >= MAX_C_CALLS)) {
        if (!ready_resume(L, narg, &args)) {
            return NO_RESUME;
        }
        co->top = args + *narg;
        return args;
    }
    if (vm->co == co) {
        co->top = stack_offset(vm, vm->top);
    }
    uint32_t room = co->top - state_suspended_base(L);
    *narg = *narg <= room ? *narg : room;
    return co->top - *narg;
}

LUA_API int lua_resume(lua_State *L, lua_State *from, int narg, int *nres)
{
    (void)from; /* the running coroutine it is */
    VM *vm = L->vm;
    CEntry e;
    uint32_t nargs = (uint32_t)narg, args = begin_resume(vm, L, &nargs);
    if (UNLIKELY(args == NO_RESUME)) {
        *nres = 1;
        return LUA_ERRRUN;
    }
    L->status = LUA_OK;
    L->failed_base = 0;
    int64_t chain_left = vm->chain_left;
    Coroutine *me = park_running(vm);
    entry_push(vm, &e, L->co, me, ENTRY_RESUME, ENTRY_NO_FUNCTION, 0); /* no barrier: co may be suspended */
    e.chain_left = chain_left;
    e.result = e.result_count = 0;
    int status;
    if (JUMP_HERE(e.jump) != 0) {
        status = LIKELY(vm->jump_kind == JUMP_YIELDED) ? WEFT_YIELDED : call_land(vm);
    } else {
        status = run_resumed(vm, L->co, args, nargs);
    }
    status = settle(vm, L, &e, status, nres);
    entry_pop(vm, &e);
    unpark_running(vm, me);
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
