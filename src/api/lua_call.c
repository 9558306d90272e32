/* lua_call.c: C functions: running them, and the calls and errors they make.
 *
 * lua_call and lua_pcall nest the dispatch loop: the C function waits on the C stack, and so blocks yields. With a
 * continuation nothing has to wait: lua_callk and lua_pcallk leave the C function by one jump to the innermost entry
 * with a request that the loop carries out like a native's, and the function goes on in its continuation. So a C
 * function with continuations is never in the way of a yield or a transfer. In the window, while the call is under way:
 *
 *      .. C function's values | k | ctx | pending closes .. | {words of vm/native.c} | function | arguments
 *                             ^ where the results go
 *
 * Where a call with continuation may not be left (the main coroutine, or one that cannot be suspended anyhow), it nests like the
 * others, and the C function goes on behind it, as in Lua.
 */
#include "lua_state.h"

#include "meta.h"
#include "native.h"
#include "string.h"

/* What vm->call_ctx of a request holds. */
typedef struct Resumption {
    uint32_t at;     /* index in the frame of the first hidden slot */
    uint16_t hidden; /* hidden slots */
    int16_t wanted;  /* results, or a MODE */
} Resumption;
enum { HIDDEN = 2 /* k, ctx */, MAX_HIDDEN = UINT16_MAX, MAX_HIDDEN_CLOSES = (MAX_HIDDEN - HIDDEN) / 2, MODE_YIELD = -2, MODE_XPCALL = -1000 /* MODE_XPCALL - 1 - results */ };

static int64_t pack_resumption(Resumption r)
{
    return (int64_t)((uint64_t)r.at | (uint64_t)r.hidden << 32 | (uint64_t)(uint16_t)r.wanted << 48);
}

static Resumption unpack_resumption(int64_t ctx)
{
    uint64_t bits = (uint64_t)ctx;
    return (Resumption){(uint32_t)bits, (uint16_t)(bits >> 32), (int16_t)(bits >> 48)};
}

/* ---- running C functions ---- */

NOINLINE int state_leave_function_slowly(lua_State *L, int result)
{
    if (result > RESULT_SWITCHED) { /* else it has been left */
        VM *vm = state_use(L);
        state_close_above(L, stack_offset(vm, vm->base));
    }
    return result;
}

static inline lua_State *begin_function(VM *vm)
{
    lua_State *L = state_of(vm, vm->co);
    if (LIKELY(L != NULL)) {
        L->is_parked = false;
    }
    return L;
}

int state_run_function(VM *vm)
{
    lua_State *L = begin_function(vm);
    if (UNLIKELY(!L)) {
        return WEFT_RAISE;
    }
    if (UNLIKELY(L->close_count)) {
        state_forget_closes(L, stack_offset(vm, vm->base));
    }
    lua_CFunction fn = (lua_CFunction)(uintptr_t)frame_function(vm->base)->code;
    vm->entry->called_at = CALL_MARK();
    int result = fn(L);
    return state_leave_function(vm, L, result);
}

/* ---- requests ---- */

/* Whether the running C function may be left for a continuation. */
static bool can_leave(VM *vm, const lua_State *L)
{
    return !vm->visitor && L->co != vm->main && L->co->barriers == 0 && vm->entry &&
           frame_function(vm->base)->header.extra == FN_C;
}

/* Opens a gap of n slots at `at`, below what lies there. */
static void open_gap(VM *vm, uint32_t at, size_t n)
{
    if ((size_t)(vm->stack_limit - vm->top) < n) {
        state_grow(vm, n);
    }
    for (Value *v = vm->top; v-- > vm->base + at;) {
        value_copy(v + n, v);
    }
    vm->top += n;
}

/* Moves what begins at index `at` of the frame up, and writes k, ctx and the pending closes below it. */
static Resumption hide_continuation(lua_State *L, uint32_t at, lua_KFunction k, lua_KContext ctx)
{
    VM *vm = L->vm;
    uint32_t base = stack_offset(vm, vm->base), pending = 0;
    for (uint32_t i = 0; i < L->close_count; i++) {
        pending += L->close[i] >= base;
    }
    size_t hidden = HIDDEN + 2 * pending;
    open_gap(vm, at, hidden);
    Value *to = vm->base + at;
    set_light(to++, (void *)(uintptr_t)k);
    set_int(to++, ctx);
    for (uint32_t i = L->close_count - pending; i < L->close_count; i++) {
        value_copy(to++, vm->co->stack + L->close[i]);
        to->bits = 0;
        to++->tag = TAG_MARK;
    }
    return (Resumption){at, (uint16_t)hidden, 0};
}

/* The C function goes on with the results, or with the values of a resume. */
static WeftResult continue_function(Weft *w, WeftStatus status, int64_t ctx)
{
    VM *vm = w;
    lua_State *L = begin_function(vm);
    Resumption r = unpack_resumption(ctx);
    if (!L) {
        return WEFT_RAISE;
    }
    Value *to = vm->base + r.at, *from = to + r.hidden;
    lua_KFunction k = (lua_KFunction)(uintptr_t)to[0].p;
    lua_KContext kctx = (lua_KContext)to[1].i;
    int wanted = r.wanted, code = LUA_YIELD;
    bool failed = status == WEFT_ERROR;
    if (wanted < MODE_XPCALL) {
        wanted = MODE_XPCALL - 1 - wanted - 1;
        failed = is_falsy(from++);
    }
    if (failed) {
        code = state_call_status(vm, from);
        wanted = 1;
    }
    state_forget_closes(L, stack_offset(vm, to));
    while (from < vm->top) {
        value_copy(to++, from++);
    }
    vm->top = to;
    if (wanted == MODE_YIELD) {
        wanted = LUA_MULTRET;
        if (!k) {
            return state_leave_function(vm, L, (int)(vm->top - vm->base) - (int)r.at);
        }
    }
    if (wanted >= 0) {
        lua_settop(L, (int)r.at + wanted);
    }
    vm->entry->called_at = CALL_MARK();
    int result = k(L, code, kctx);
    return state_leave_function(vm, L, result);
}

NORETURN static void leave_with_request(VM *vm, int kind, Resumption r, int nargs)
{
    vm->call_kind = kind;
    vm->call_slot = r.at + r.hidden;
    vm->call_nargs = nargs;
    vm->call_nresults = -1;
    vm->call_k = (void *)(uintptr_t)continue_function;
    vm->call_ctx = pack_resumption(r);
    vm->jump_kind = JUMP_REQUEST;
    JUMP_TO(vm->entry->jump);
}

/* ---- calls ---- */

/* The call where it cannot be made at once: in another coroutine than the running one, or with a continuation. */
static NOINLINE void call_generally(lua_State *L, int nargs, int nresults, lua_KContext ctx, lua_KFunction k)
{
    VM *vm = state_use(L);
    if (!k || !can_leave(vm, L)) {
        state_call(vm, nargs, nresults);
        return;
    }
    Resumption r = hide_continuation(L, (uint32_t)(vm->top - vm->base) - (uint32_t)nargs - 1, k, ctx);
    r.wanted = (int16_t)nresults;
    leave_with_request(vm, REQUEST_CALL, r, nargs);
}

LUA_API void lua_callk(lua_State *L, int nargs, int nresults, lua_KContext ctx, lua_KFunction k)
{
    VM *vm = L->vm;
    if (LIKELY(vm->co == L->co && !vm->visitor && !k)) {
        state_call(vm, nargs, nresults);
    } else {
        call_generally(L, nargs, nresults, ctx, k);
    }
}

/* Slots to be closed are marked on the stack, as for a call, so that coroutine.close finds them. */
COLD void state_yield_with_closes(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k)
{
    VM *vm = L->vm;
    Resumption r = hide_continuation(L, (uint32_t)(vm->top - vm->base) - (uint32_t)nresults, k, ctx);
    r.wanted = MODE_YIELD;
    leave_with_request(vm, REQUEST_YIELD, r, nresults);
}

/* pcall with a message handler and a continuation: a call of xpcall. */
NORETURN static void leave_for_xpcall(lua_State *L, int nargs, int nresults, Value handler, lua_KContext ctx,
                                      lua_KFunction k)
{
    VM *vm = L->vm;
    Resumption r = hide_continuation(L, (uint32_t)(vm->top - vm->base) - (uint32_t)nargs - 1, k, ctx);
    uint32_t at = r.at + r.hidden; /* function, arguments: to become xpcall, function, handler, arguments */
    open_gap(vm, at + 1, 2);
    Value *slot = vm->base + at;
    value_copy(slot + 1, slot);
    value_copy(slot + 2, &handler);
    set_function(slot, compat_of(vm)->xpcall);
    r.wanted = (int16_t)(MODE_XPCALL - 1 - (nresults + 1));
    leave_with_request(vm, REQUEST_CALL, r, nargs + 2);
}

static int nested_pcall(lua_State *L, int nargs, int nresults, uint32_t handler)
{
    VM *vm = L->vm;
    uint32_t func = stack_offset(vm, vm->top - nargs - 1);
    int status = state_run(vm, nargs, nresults, handler);
    if (status == WEFT_OK) {
        return LUA_OK;
    }
    state_forget_closes(L, func);
    return state_call_status(vm, vm->co->stack + func);
}

LUA_API int lua_pcallk(lua_State *L, int nargs, int nresults, int errfunc, lua_KContext ctx, lua_KFunction k)
{
    VM *vm = state_use(L);
    Value *handler = errfunc ? state_index(L, errfunc) : NULL;
    if (!k || !can_leave(vm, L) || (handler && !is_function(handler))) { /* xpcall refuses other handlers */
        return nested_pcall(L, nargs, nresults, handler ? stack_offset(vm, handler) : 0);
    }
    if (handler) {
        leave_for_xpcall(L, nargs, nresults, *handler, ctx, k);
    }
    Resumption r = hide_continuation(L, (uint32_t)(vm->top - vm->base) - (uint32_t)nargs - 1, k, ctx);
    r.wanted = (int16_t)nresults;
    leave_with_request(vm, REQUEST_PCALL, r, nargs);
}

LUA_API int lua_error(lua_State *L)
{
    VM *vm = state_use(L);
    vm->error = value_clean(vm->top - 1);
    vm->top--;
    state_throw(vm);
}

/* ---- to-be-closed slots ---- */

static void grow_closes(lua_State *L)
{
    VM *vm = L->vm;
    uint32_t room = L->close_room ? 2 * L->close_room : 8;
    uint32_t *close = gc_new_buffer(vm, room * sizeof *close);
    state_check(vm, close != NULL);
    if (L->close) {
        memcpy(close, L->close, L->close_count * sizeof *close);
    }
    L->close = close;
    L->close_room = room;
    gc_touch_coroutine(vm, L->co);
}

LUA_API void lua_toclose(lua_State *L, int idx)
{
    VM *vm = state_use(L);
    const Value *v = state_index(L, idx);
    Value mm, value = *v;
    if (is_falsy(v)) {
        return;
    }
    if (!meta_find(vm, &value, EVENT_CLOSE, &mm)) {
        state_raise(L, "variable '(C temporary)' got a non-closable value");
    }
    if (UNLIKELY(L->close_count == L->close_room)) {
        if (L->close_count >= MAX_HIDDEN_CLOSES) {
            state_raise(L, "too many to-be-closed slots");
        }
        grow_closes(L);
        v = state_index(L, idx);
    }
    L->close[L->close_count++] = stack_offset(vm, v);
}

/* Calls the __close of the last pending slot. */
static void close_last(lua_State *L)
{
    VM *vm = L->vm;
    Value value = value_clean(vm->co->stack + L->close[--L->close_count]), mm;
    if (!meta_find(vm, &value, EVENT_CLOSE, &mm)) {
        set_nil(&mm); /* the call raises */
    }
    state_push(vm, &mm);
    state_push(vm, &value);
    lua_pushnil(L);
    state_call(vm, 2, 0);
}

void state_close_above(lua_State *L, uint32_t offset)
{
    while (state_closes_above(L, offset)) {
        close_last(L);
    }
}

LUA_API void lua_closeslot(lua_State *L, int idx)
{
    VM *vm = state_use(L);
    uint32_t offset = stack_offset(vm, state_index(L, idx));
    state_close_above(L, offset);
    set_nil(vm->co->stack + offset);
}

size_t state_expose_closes(lua_State *L)
{
    VM *vm = L->vm;
    uint32_t base = stack_offset(vm, vm->base);
    size_t pending = 0;
    for (uint32_t i = 0; i < L->close_count; i++) {
        pending += L->close[i] >= base;
    }
    if (pending == 0 || !call_ensure(vm, 2 * pending)) {
        vm->has_error = false;
        return 0;
    }
    for (size_t i = L->close_count - pending; i < L->close_count; i++) {
        value_copy(vm->top, vm->co->stack + L->close[i]);
        vm->top[1].bits = 0;
        vm->top[1].tag = TAG_MARK;
        vm->top += 2;
    }
    L->close_count -= (uint32_t)pending;
    return pending;
}
