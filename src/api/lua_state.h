/* lua_state.h: what the files of the Lua C API layer share.
 *
 * A lua_State is a coroutine as C sees it: a record made when C first meets the coroutine, found through the
 * coroutine's side record. Its *window* is the part of the coroutine's stack that C's indices name. The window of the
 * coroutine that the VM runs is vm->base .. vm->top; so every function first makes its state the VM's current one
 * (state_use), which is one comparison, and then works on vm->base and vm->top alone.
 *
 *      running:   the coroutine whose C function is executing: vm->visitor if there is a visit, else vm->co
 *      current:   the one in vm->co: running, or one that C *visits* (lua_xmove, lua_pushx on another state, .., or
 *                 lua_resume, of which it stays current when it has yielded)
 *
 * A visit ends when another state is used, when the C function returns, or before anything is raised.
 *
 * Rules
 * 1. Every function begins with state_use. Pointers into the stack die with everything that calls, grows or allocates.
 * 2. Errors are raised by state_throw and its kin only: they end a visit first, then jump to the innermost entry.
 */
#ifndef WEFT_LUA_STATE_H
#define WEFT_LUA_STATE_H

#include "api.h"
#include "compat/lauxlib.h"
#include "coroutine.h"

struct lua_State {
    VM *vm;
    Coroutine *co;
    uint32_t failed_base; /* of a failed coroutine: where its window begins, or 0 */
    bool is_parked;       /* its running C function waits, in lua_resume or for a visit to end: its frame is in co->base, pc, top */
    uint8_t status;       /* of the last lua_resume that failed */
    uint32_t close_count, close_room;
    bool hook_yields;     /* its hook has called lua_yield */
    lua_KFunction yield_k; /* yielded by lua_yieldk: how it goes on */
    lua_KContext yield_ctx;
    lua_Hook hook;
    uint32_t *close;                  /* offsets of to-be-closed slots, ascending; a buffer of the collector's, or NULL */
    Value pseudo;                     /* what the pseudo-index of the registry names */
};

#define RECENT_FUNCTIONS 32

/* What the layer keeps for one VM. */
typedef struct Compat {
    Function *placeholder; /* the function at the bottom of a coroutine that C made */
    Function *xpcall;      /* the builtin, for protected calls with handler and continuation */
    Function *yield;       /* the builtin, for hooks */
    Table *c_functions;    /* C function without upvalues, by address: equal addresses, equal values */
    lua_CFunction panic;
    Function *recent[RECENT_FUNCTIONS]; /* some of c_functions, by address: lua_pushcfunction is called often */
    bool warn_is_on, warn_continues;
} Compat;

static inline Compat *compat_of(const VM *vm)
{
    return vm->compat;
}

/* Sets up the layer for a VM on first use. False: memory error pending. */
bool compat_open(VM *vm);
/* The state of a coroutine, made on first use. NULL: memory error pending. */
lua_State *state_make(VM *vm, Coroutine *co);
static inline lua_State *state_of(VM *vm, Coroutine *co)
{
    return LIKELY(co->rare && co->rare->state) ? co->rare->state : state_make(vm, co);
}

/* Raises vm->error. */
NORETURN void state_throw(VM *vm);
static inline void state_check(VM *vm, bool ok)
{
    if (UNLIKELY(!ok)) {
        state_throw(vm);
    }
}

/* Makes L's coroutine current; returns its VM (which so needs no register that a caller would have to save). */
VM *state_switch(lua_State *L);
static inline VM *state_use(lua_State *L)
{
    VM *vm = L->vm;
    return LIKELY(vm->co == L->co) ? vm : state_switch(L);
}
/* Ends a visit: the running coroutine is current again. */
static inline void state_end_visit(VM *vm)
{
    if (UNLIKELY(vm->visitor != NULL)) {
        state_switch(vm->visitor->rare->state);
    }
}
static inline Coroutine *state_running(const VM *vm)
{
    return UNLIKELY(vm->visitor != NULL) ? vm->visitor : vm->co;
}
/* The running coroutine, in a C function, is turned away from: all that tells where it is is written back, and it counts as one that
 * waits in resume. Raises, before anything has changed. */
static inline void state_park(VM *vm)
{
    lua_State *R = state_of(vm, vm->co);
    state_check(vm, R != NULL);
    coroutine_stop(vm, vm->top, CO_NORMAL);
    R->is_parked = true;
}
/* It goes on. */
static inline void state_unpark(VM *vm, Coroutine *me)
{
    lua_State *R = me->rare->state;
    R->is_parked = false;
    coroutine_restart(vm, me);
}
/* Base of a suspended coroutine's window. */
static inline uint32_t state_suspended_base(const lua_State *L)
{
    const Coroutine *co = L->co;
    if (LIKELY(co->pc->op == OP_P_C_YIELD && co->header.extra != CO_FAILED)) {
        return coroutine_base(co);
    }
    return co->header.extra == CO_FAILED ? L->failed_base : coroutine_is_in_native(co) ? coroutine_dest(co) : coroutine_dest(co) + 1;
}
/* Whether co has no frames of its own: C may push a function and resume it. */
bool state_is_idle(const VM *vm, const Coroutine *co);
/* Readies an idle coroutine for being resumed: the function in `slot` is its body. */
void state_prime(VM *vm, Coroutine *co, uint32_t slot);

/* Gives a failed coroutine a window above its dead frames. False: memory error pending. */
bool state_ready_failed(VM *vm, lua_State *L);

/* ---- raising ---- */
/* Raises a message as it is. */
NORETURN void state_raise(lua_State *L, const char *format, ...) PRINTF_LIKE(2, 3);
/* call_run in a coroutine that is only visited. */
int state_run_visited(VM *vm, int nargs, int nresults, uint32_t handler);
/* call_run in the current coroutine. */
static inline int state_run(VM *vm, int nargs, int nresults, uint32_t handler)
{
    return UNLIKELY(vm->visitor != NULL) ? state_run_visited(vm, nargs, nresults, handler)
                                         : call_run(vm, nargs, nresults, (EntryMode){.handler = handler});
}
/* A call by the current coroutine of the function at top - nargs - 1; errors are raised again in the C function. */
static inline void state_call(VM *vm, int nargs, int nresults)
{
    if (LIKELY(vm->visitor == NULL)) {
        call_run(vm, nargs, nresults, (EntryMode){.kind = ENTRY_THROWS});
    } else if (state_run_visited(vm, nargs, nresults, 0) != WEFT_OK) {
        vm->error = *--vm->top;
        state_throw(vm);
    }
}
/* LUA_* for an error value. The message of the memory error is a memory error whoever raises it, as in Lua. */
int state_error_status(const VM *vm, const Value *error);
/* The same for that of a protected call, which has just arrived. */
int state_call_status(const VM *vm, const Value *error);

/* ---- slots ---- */
/* The value at an index; &api_nil when there is none. */
Value *state_index(lua_State *L, int idx);
/* A store of a reference at an index that may name an upvalue. */
void state_index_barrier(lua_State *L, int idx);
/* Room for n more values. Raises. */
void state_grow(VM *vm, size_t n);
/* The next free slot, not yet part of the window. Raises. */
static inline Value *state_push_slot(VM *vm)
{
    if (UNLIKELY(vm->top >= vm->stack_limit)) {
        state_grow(vm, 1);
    }
    return vm->top;
}
/* v may be an object that nothing else holds. Raises. */
void state_push_growing(VM *vm, uint64_t bits, uint64_t tag);
static inline void state_push(VM *vm, const Value *v)
{
    uint64_t bits = v->bits, tag = (uint8_t)v->tag;
    if (UNLIKELY(vm->top >= vm->stack_limit)) {
        state_push_growing(vm, bits, tag);
    } else {
        Value *to = vm->top;
        vm->top = to + 1;
        to->bits = bits;
        to->tag = tag;
    }
}
static inline void state_push_string(VM *vm, String *s)
{
    Value v;
    state_check(vm, s != NULL);
    set_string(&v, s);
    state_push(vm, &v);
}
/* A safe point for the collector: everything of value is in a window. May run finalizers and move the stack. */
void state_collect_slow(VM *vm);
static inline void state_collect(VM *vm)
{
    if (UNLIKELY(gc_debt(vm) || vm->finalizers_due)) {
        state_collect_slow(vm);
    }
}
/* LUA_T* of a value. */
int state_type(const Value *v);

/* ---- to-be-closed slots of C frames (lua_close_slots.c) ---- */
/* Closes the pending ones at or above offset, with the values on the stack kept. Raises. */
void state_close_above(lua_State *L, uint32_t offset);
static inline bool state_closes_above(const lua_State *L, uint32_t offset)
{
    return L->close_count > 0 && L->close[L->close_count - 1] >= offset;
}
/* Forgets those at or above offset: their frames are gone. */
static inline void state_forget_closes(lua_State *L, uint32_t offset)
{
    while (state_closes_above(L, offset)) {
        L->close_count--;
    }
}
/* Lays the pending ones of the running frame out on top of it as the unwinder knows them: value, mark. Returns how
 * many. */
size_t state_expose_closes(lua_State *L);

/* ---- calls (lua_call.c) ---- */
/* Runs the C function of the frame: what vm->c_call is. */
int state_run_function(VM *vm);
/* A C function or continuation of L's has returned: closes what is pending, results stay on top. */
int state_leave_function_slowly(lua_State *L, int result);
static inline int state_leave_function(const VM *vm, lua_State *L, int result)
{
    return LIKELY(vm->co == L->co && L->close_count == 0) ? result : state_leave_function_slowly(L, result);
}
/* lua_yieldk where slots are to be closed. */
NORETURN void state_yield_with_closes(lua_State *L, int nresults, lua_KContext ctx, lua_KFunction k);

/* ---- coroutines (lua_coroutine.c) ---- */
/* Goes on in a C function that has yielded: what vm->c_continue is. */
int state_continue_yield(VM *vm, size_t n);

/* ---- hooks (lua_debug.c) ---- */
Function *state_call_hook(VM *vm, int event, int line);
/* Whether the running frame is that of a hook of C. */
bool state_in_hook(const VM *vm);

#endif
