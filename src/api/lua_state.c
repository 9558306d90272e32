/* lua_state.c: states: making them, switching between their windows, raising from C.
 *
 * Where a window begins depends on what the coroutine is doing:
 *
 *      idle (made by C, or ended)    above the placeholder function that C-made coroutines have in slot 0
 *      in a C function that waits    that function's frame (is_parked)
 *      yielded in a C function       that function's frame (the yielded values are on top); in a native, or with slots to be
 *                                    closed, the yielded values alone
 *      yielded otherwise             the values above the slot of the builtin that yielded
 *      failed                        above a placeholder on top of the dead frames: the error value, after lua_resume
 *
 * An idle coroutine whose top value is a function is *primed* whenever C turns away from it: the function's slot gets a
 * body's header, so that coroutine.resume may start it. It is unprimed when C comes back.
 *
 * Invariants
 * 1. co->top of every coroutine that is not current ends its live values.
 * 2. A state lives as long as its coroutine: it is a buffer marked with the coroutine's side record.
 */
#include "lua_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "closure.h"
#include "error.h"
#include "memory.h"
#include "string.h"
#include "table.h"

/* A block holds the extra space (LUA_EXTRASPACE bytes, at the end of the first 16, for alignment) and the state. */
#define STATE_OFFSET 16u
#define STATE_BLOCK (STATE_OFFSET + sizeof(lua_State))
#define IDLE_SLOTS 24u /* stack of an ended coroutine that C pushes to: LUA_MINSTACK and some */

/* ---- making states ---- */

static void mark_state(VM *vm, void *state)
{
    const lua_State *L = state;
    gc_mark_buffer(vm, (char *)state - STATE_OFFSET, STATE_BLOCK);
    if (L->close) {
        gc_mark_buffer(vm, L->close, L->close_room * sizeof *L->close);
    }
}

NOINLINE lua_State *state_make(VM *vm, Coroutine *co)
{
    CoRare *rare = coroutine_rare(vm, co);
    char *block = rare ? gc_new_buffer(vm, STATE_BLOCK) : NULL;
    if (!block) {
        return NULL;
    }
    memset(block, 0, STATE_BLOCK);
    lua_State *L = (lua_State *)(block + STATE_OFFSET);
    L->vm = vm;
    L->co = co;
    CoRare *main_rare = vm->main->rare;
    if (main_rare && main_rare->state) {
        memcpy(lua_getextraspace(L), lua_getextraspace(main_rare->state), LUA_EXTRASPACE);
    }
    rare->state = L;
    gc_touch_coroutine(vm, co);
    return L;
}

/* ---- idle coroutines ---- */

bool state_is_idle(const VM *vm, const Coroutine *co)
{
    switch ((enum CoState)co->header.extra) {
    case CO_NEW:
    case CO_FINISHED:
    case CO_CLOSED: return co != vm->main;
    case CO_FAILED: return !co->stack;
    default: return false;
    }
}

static void set_placeholder(VM *vm, Value *slot)
{
    slot->function = compat_of(vm)->placeholder;
    slot->tag = header_make(pseudo_pc(vm, OP_P_CO_END), 1);
}

static bool has_placeholder(const VM *vm, const Coroutine *co)
{
    return co->stack[0].function == compat_of(vm)->placeholder;
}

/* Gives an idle coroutine a stack with the placeholder at its bottom. False: memory error pending. */
static bool ready_idle_stack(VM *vm, Coroutine *co)
{
    if (co->stack && has_placeholder(vm, co)) {
        return true;
    }
    if (co->header.extra == CO_FAILED) { /* that was told of before */
        co->header.extra = CO_FINISHED;
    }
    size_t live = co->stack ? co->top : 0, slots = live + IDLE_SLOTS;
    Value *stack = stack_new(vm, (uint32_t)slots);
    if (!stack) {
        return false;
    }
    set_placeholder(vm, stack);
    for (size_t i = 0; i < live; i++) {
        stack[1 + i] = value_clean(&co->stack[i]);
    }
    coroutine_drop_stack(vm, co);
    co->stack = stack;
    co->header.aux = (uint32_t)slots;
    coroutine_set_place(co, (uint32_t)live + 1, (uint32_t)live + 1);
    coroutine_set_frame(co, stack + live + 1);
    return true;
}

/* Makes room for `extra` slots above the live part of a coroutine that is not current. False: memory error pending. */
static bool grow_parked(VM *vm, Coroutine *co, uint32_t extra)
{
    if (co->header.aux - co->top >= extra) {
        return true;
    }
    uint32_t slots = co->top + extra;
    Value *stack = stack_new(vm, slots);
    if (!stack) {
        return false;
    }
    memcpy(stack, co->stack, co->top * sizeof(Value));
    stack_give_back(vm, co->stack, co->header.aux * sizeof(Value));
    co->stack = stack;
    co->header.aux = slots;
    return true;
}

bool state_ready_failed(VM *vm, lua_State *L)
{
    Coroutine *co = L->co;
    if (L->failed_base) {
        return true;
    }
    if (!grow_parked(vm, co, 2)) {
        return false;
    }
    set_placeholder(vm, co->stack + co->top++);
    L->failed_base = co->top;
    return true;
}

static void unsettle_idle(Coroutine *co)
{
    if (co->header.extra == CO_NEW) {
        Value *body = coroutine_frame(co) - 1;
        body->tag = (uint8_t)body->tag;
    }
}

void state_prime(VM *vm, Coroutine *co, uint32_t slot)
{
    unsettle_idle(co);
    Value *v = co->stack + slot;
    v->tag = header_make(pseudo_pc(vm, OP_P_CO_END), 1);
    co->pc = v->function->entry;
    coroutine_set_frame(co, v + 1);
    co->dest = slot + 1;
    co->below = 0;
    co->header.extra = CO_NEW;
}

/* C turns away from an idle coroutine. */
static void settle_idle(VM *vm, Coroutine *co)
{
    if (co->top > 1 && is_function(&co->stack[co->top - 1])) {
        state_prime(vm, co, co->top - 1);
    } else {
        co->header.extra = CO_FINISHED;
    }
}

/* ---- switching ---- */

/* A visited coroutine's window is written back: its top is. */
static void leave_visited(VM *vm, Coroutine *co)
{
    if (LIKELY(co->header.extra == CO_YIELDED)) {
        if (co->pc->op == OP_P_C_YIELD) { /* what C has left here stays below what is passed in */
            co->dest = co->top;
        }
    } else if (state_is_idle(vm, co)) {
        settle_idle(vm, co);
    }
}

static void enter_visited(VM *vm, lua_State *L)
{
    Coroutine *co = L->co;
    coroutine_settle(co);
    uint32_t base = 1;
    Instr *pc = compat_of(vm)->placeholder->entry;
    if (L->is_parked) { /* it waits in lua_resume */
        base = coroutine_base(co);
        pc = co->pc;
    } else if (co->header.extra == CO_YIELDED || !state_is_idle(vm, co)) {
        base = state_suspended_base(L);
    } else {
        unsettle_idle(co);
    }
    coroutine_set_current(vm, co);
    vm->base = co->stack + base;
    vm->top = co->stack + (co->top > base ? co->top : base);
    vm->pc = pc;
}

/* Gives a coroutine that is not suspended a window, if it has none. */
static COLD void ready_window(VM *vm, lua_State *L)
{
    Coroutine *co = L->co;
    if (co->header.extra == CO_FAILED && co->header.flags & CO_IS_WRAPPED) { /* its frames stayed for traces only */
        coroutine_drop_stack(vm, co);
    }
    bool ready = state_is_idle(vm, co) ? ready_idle_stack(vm, co) : co->header.extra != CO_FAILED || state_ready_failed(vm, L);
    state_check(vm, ready);
}

VM *state_switch(lua_State *L)
{
    VM *vm = L->vm;
    if (UNLIKELY(L->co->header.extra != CO_YIELDED && !L->is_parked)) {
        ready_window(vm, L);
    }
    Coroutine *from = vm->co;
    if (!vm->visitor) {
        state_park(vm);
        vm->visitor = from;
    } else {
        from->top = stack_offset(vm, vm->top);
        leave_visited(vm, from);
    }
    if (L->co == vm->visitor) {
        vm->visitor = NULL;
        state_unpark(vm, L->co);
    } else {
        enter_visited(vm, L);
    }
    return vm;
}

/* ---- raising ---- */

NORETURN static void panic(VM *vm, lua_State *L)
{
    lua_CFunction handler = compat_of(vm)->panic;
    if (handler) {
        Value *to = vm->top < vm->stack_limit ? vm->top++ : vm->top - 1;
        value_copy(to, &vm->error);
        handler(L);
    }
    abort();
}

NORETURN void state_throw(VM *vm)
{
    vm->has_error = false;
    state_end_visit(vm);
    lua_State *L = vm->co->rare ? vm->co->rare->state : NULL;
    if (!vm->entry) {
        panic(vm, L);
    }
    if (L) { /* a native of weft.h has none, perhaps */
        state_expose_closes(L);
    }
    vm_throw(vm);
}

NORETURN void state_raise(lua_State *L, const char *format, ...)
{
    VM *vm = L->vm;
    va_list args;
    va_start(args, format);
    String *s = api_format(vm, format, args);
    va_end(args);
    if (s) {
        set_string(&vm->error, s);
    }
    state_throw(vm);
}

int state_error_status(const VM *vm, const Value *error)
{
    return error_is_memory(vm, error) ? LUA_ERRMEM : LUA_ERRRUN;
}

int state_call_status(const VM *vm, const Value *error)
{
    int status = state_error_status(vm, error);
    return status == LUA_ERRRUN && vm->error_state & ERROR_IN_HANDLER ? LUA_ERRERR : status;
}

int state_run_visited(VM *vm, int nargs, int nresults, uint32_t handler)
{
    Coroutine *co = vm->co, *visitor = vm->visitor;
    vm->visitor = NULL;
    Coroutine saved = *co;
    lua_State *L = co->rare ? co->rare->state : NULL;
    bool was_parked = L && L->is_parked; /* its functions that run meanwhile are none that waits */
    co->header.extra = CO_RUNNING; /* a visited one has frames of its own for a while */
    co->header.flags &= (uint8_t)~CO_HAS_FRAME;
    int status = call_run(vm, nargs, nresults, (EntryMode){.handler = handler});
    vm->visitor = visitor;
    if (was_parked) {
        L->is_parked = true;
    }
    co->header.extra = saved.header.extra;
    co->header.flags |= saved.header.flags & CO_HAS_FRAME;
    co->pc = saved.pc;
    co->base = saved.base;
    co->dest = saved.dest;
    return status;
}

/* ---- slots ---- */

COLD void state_grow(VM *vm, size_t n)
{
    state_check(vm, stack_grow(vm, vm->top, n));
}

COLD void state_push_growing(VM *vm, uint64_t bits, uint64_t tag)
{
    vm->error.bits = bits; /* a root meanwhile; no error is pending */
    vm->error.tag = tag;
    state_grow(vm, 1);
    vm->top->bits = bits;
    vm->top++->tag = tag;
}

COLD void state_collect_slow(VM *vm)
{
    gc_check(vm);
    if (vm->finalizers_due && !vm->visitor) {
        call_finalizers(vm);
    }
}

/* ---- the layer in a VM ---- */

static WeftResult placeholder_function(Weft *w)
{
    (void)w;
    return 0;
}

static void mark_compat(VM *vm)
{
    Compat *c = compat_of(vm);
    gc_mark_buffer(vm, c, sizeof *c);
    Object *held[] = {(Object *)vm->visitor, (Object *)c->placeholder, (Object *)c->xpcall, (Object *)c->yield,
                      (Object *)c->c_functions};
    for (size_t i = 0; i < sizeof held / sizeof held[0]; i++) {
        if (held[i]) {
            gc_mark_object(vm, held[i]);
        }
    }
}

static bool fill_compat(VM *vm, Compat *c)
{
    c->placeholder = function_new_native(vm, (void *)(uintptr_t)placeholder_function, 0, NULL);
    c->xpcall = c->placeholder ? function_new_builtin(vm, OP_B_XPCALL, 0, "xpcall") : NULL;
    c->yield = c->xpcall ? function_new_builtin(vm, OP_B_YIELD, 0, "coroutine.yield") : NULL;
    c->c_functions = c->yield ? table_new(vm, 0, 0) : NULL;
    return c->c_functions && state_of(vm, vm->main) && state_of(vm, vm->co);
}

bool compat_open(VM *vm)
{
    if (vm->compat) {
        return true;
    }
    gc_block(vm);
    Compat *c = gc_new_buffer(vm, sizeof *c);
    bool done = c != NULL;
    if (done) {
        memset(c, 0, sizeof *c);
        vm->compat = c;
        vm->compat_mark = mark_compat;
        vm->compat_mark_state = mark_state;
        vm->c_call = state_run_function;
        vm->c_continue = state_continue_yield;
        vm->c_throw = state_throw;
        done = fill_compat(vm, c);
        if (!done) {
            vm->compat = NULL;
            vm->compat_mark = NULL;
        }
    }
    gc_unblock(vm);
    return done;
}
