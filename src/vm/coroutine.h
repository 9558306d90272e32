/* coroutine.h: coroutine objects, and switching between them. The rules are in docs/coroutines.md.
 *
 * A suspended coroutine's registers lie in its stack; `pc`, `base`, `dest`, `top` say how it goes on: values passed in are
 * delivered from slot dest on (as results of the call before pc), then code goes on at pc with frame base. Where a CALL switches by
 * itself, it writes pc and base only: the rest follows from them (CO_IS_AT_CALL), and is written out by coroutine_settle for all that
 * is less usual than to go on in the same way.
 * All switches happen inside the interpreter loop: switching loads these fields into the VM.
 */
#ifndef WEFT_COROUTINE_H
#define WEFT_COROUTINE_H

#include "call.h"
#include "heap.h"

#include <string.h>

/* Called before an instruction with an event's number in Lua's C API. It returns a function without arguments that is to run before
 * the instruction (how a hook yields), or NULL. */
typedef Function *CHook(VM *vm, int event, int line);

/* Rare parts of a coroutine, in a side record. */
struct CoRare {
    Coroutine *home;
    Value name;          /* nil or a string */
    Value error;         /* of a failed coroutine */
    Coroutine *landed;   /* failed coroutine whose error came out of a call in this one; innermost call first */
    Coroutine *landed_next; /* of a failed one: the next in the list that it is in */
    uint32_t landed_base; /* of a failed one: slot offset of that call's frame in the other's stack */
    Value hook_function; /* what debug.sethook set, or nil */
    CHook *c_hook;       /* of the C API, or NULL */
    int hook_mask, hook_count, hook_left;
    int32_t hook_line;
    bool in_hook;        /* a hook is running: no further ones */
    uint16_t transfer_first, transfer_count; /* while in_hook: the values that a call or return passes (debug.getinfo's "r") */
    Coroutine *stopped;  /* the host has resumed this one, and its run has stopped in that one; or NULL (resume.c) */
    uint32_t stopped_top, stopped_nargs; /* vm->top as a slot offset, vm->nargs there */
    void *state;         /* lua_State of the compat layer, or NULL */
};

#define CO_NAME_SIZE 140 /* of a shown name: one cut to SHOWN_NAME_MAX bytes, a short source, a line, punctuation */

enum { /* header.flags */
    CO_IS_WRAPPED = 1, /* the pending resume is a wrap's call; of a failed coroutine: a wrap raised its error */
    CO_HAS_FRAME = 2,  /* not parked by a switch: base is that of the innermost frame, pc its place (failed, waiting for C) */
    CO_HAS_HOOK = 4,
    CO_ERROR_STACK = 8, /* the stack has overflowed: handlers may use the headroom */
    CO_HAS_ACCOUNT = 16, /* account is not 0 */
    CO_HAS_BARRIER = 32, /* barriers is not 0 */
    CO_IS_AT_CALL = 64 /* parked by the call before pc, yielded or normal: dest is its register, behind which live slots end (what a
                        * normal one resumed is in the one above); `dest`, `top` and the resumer of a yielded one are not set */
};

_Static_assert(sizeof(Coroutine) % GRANULE == 0, "a coroutine fills its cell");
_Static_assert(MAX_STACK_SLOTS + 2 * ERROR_STACK_SLOTS < 1 << 20 && MAX_ACCOUNTS <= 256, "fields of Coroutine hold these");

/* A new coroutine with the body function on its stack. NULL: out of memory. Allocates. */
Coroutine *coroutine_new(VM *vm, Function *body);
static inline Coroutine *coroutine_new_quick(VM *vm, Function *body);
/* Its side record, made on first use. NULL: out of memory. */
CoRare *coroutine_rare(VM *vm, Coroutine *co);
void coroutine_mark_rare(VM *vm, Coroutine *co);
const char *coroutine_status(VM *vm, const Coroutine *co);
const char *coroutine_state(VM *vm, const Coroutine *co);
bool coroutine_is_yieldable(VM *vm, const Coroutine *co);
bool coroutine_is_transferable(VM *vm);
/* Whether coroutine.close may not nest deeper on the running chain. */
bool coroutine_closes_are_deep(const VM *vm);
/* Leaf of the chain that co is in. */
Coroutine *coroutine_leaf(VM *vm, Coroutine *co);
/* NAME of messages and traces, on one line: what setname set, else the body's name and place. */
void coroutine_name(VM *vm, const Coroutine *co, char buffer[CO_NAME_SIZE]);
bool coroutine_set_home(VM *vm, Coroutine *co, Coroutine *home);

/* ---- a coroutine's header as a word: a switch loads and stores it whole ---- */

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { HEADER_TYPE = 56, HEADER_GC = 48, HEADER_FLAGS = 40, HEADER_EXTRA = 32, HEADER_AUX = 0 };
#else
enum { HEADER_TYPE = 0, HEADER_GC = 8, HEADER_FLAGS = 16, HEADER_EXTRA = 24, HEADER_AUX = 32 };
#endif

static inline uint64_t coroutine_header(const Coroutine *co)
{
    uint64_t word;
    memcpy(&word, &co->header, sizeof word);
    return word;
}
static inline void coroutine_set_header(Coroutine *co, uint64_t word) { memcpy(&co->header, &word, sizeof word); }
static inline uint64_t header_changed(uint64_t word, enum CoState from, enum CoState to)
{
    return word ^ (uint64_t)(from ^ to) << HEADER_EXTRA;
}
static inline uint64_t header_without_stack(uint64_t word)
{
    return word & ~((uint64_t)UINT32_MAX << HEADER_AUX);
}
static inline size_t header_stack_size(uint64_t word) { return (uint32_t)(word >> HEADER_AUX); }
/* Whether a coroutine with this header is parked in this state and can go on without more ado: the collector need not be told that it
 * runs, and it has no account. */
static inline bool header_is_ready(uint64_t word, enum CoState state)
{
    uint64_t mask = (uint64_t)GC_BLACK << HEADER_GC | (uint64_t)CO_HAS_ACCOUNT << HEADER_FLAGS | (uint64_t)255 << HEADER_EXTRA;
    return (word & mask) == (uint64_t)state << HEADER_EXTRA;
}

/* Whether co failed, was not closed since, and its error has not come out of a wrap. It is in co->rare if there was memory for that. */
static inline bool coroutine_has_error(const Coroutine *co)
{
    return co->header.extra == CO_FAILED && co->stack != NULL && !(co->header.flags & CO_IS_WRAPPED);
}

/* ---- where a suspended one goes on ---- */

/* Its frame, as a place in its stack, and as a slot offset. */
static inline Value *coroutine_frame(const Coroutine *co) { return (Value *)((char *)co->stack + co->base); }
static inline uint32_t coroutine_base(const Coroutine *co) { return co->base / (uint32_t)sizeof(Value); }
static inline void coroutine_set_frame(Coroutine *co, const Value *base)
{
    co->base = (uint32_t)((const char *)base - (const char *)co->stack);
}
static inline bool coroutine_is_at_call(const Coroutine *co) { return (co->header.flags & CO_IS_AT_CALL) != 0; }
static inline uint32_t coroutine_dest(const Coroutine *co)
{
    return coroutine_is_at_call(co) ? coroutine_base(co) + co->pc[-2].a / (uint32_t)sizeof(Value) : co->dest;
}
static inline uint32_t coroutine_top(const Coroutine *co)
{
    return coroutine_is_at_call(co) ? coroutine_dest(co) + 1 + (co->header.extra == CO_NORMAL) : co->top;
}
/* Of one in any state: who waits for it, or NULL. */
static inline Coroutine *coroutine_resumer(const Coroutine *co)
{
    return coroutine_is_at_call(co) && co->header.extra == CO_YIELDED ? NULL : co->resumer;
}
/* Where values are delivered, and where what is live ends: written together. */
static inline void coroutine_set_place(Coroutine *co, uint32_t dest, uint32_t top)
{
    co->dest = dest;
    co->top = top;
}
/* Writes out what follows from its call. */
static inline void coroutine_settle(Coroutine *co)
{
    if (coroutine_is_at_call(co)) {
        co->resumer = coroutine_resumer(co);
        co->top = coroutine_top(co);
        co->dest = coroutine_dest(co);
        co->stack[co->dest].tag = header_make(co->pc, co->dest + 1 - coroutine_base(co));
        co->header.flags &= (uint8_t)~CO_IS_AT_CALL;
    }
}

/* ---- the running one ---- */

/* The VM works in co from now on; its state, and base, pc and top, are the caller's to set. */
static inline void coroutine_set_current(VM *vm, Coroutine *co)
{
    gc_touch_coroutine(vm, co);
    vm->co = co;
    account_switch(vm, co->account);
    vm->stack_limit = co->stack + co->header.aux;
}
/* The running one stops without a switch, in its frame as it is; what is live ends at `end`. */
static inline void coroutine_stop(VM *vm, const Value *end, enum CoState state)
{
    Coroutine *co = vm->co;
    uint32_t top = stack_offset(vm, end);
    coroutine_set_frame(co, vm->base);
    coroutine_set_place(co, top, top);
    co->pc = vm->pc;
    co->header.flags |= CO_HAS_FRAME;
    co->header.extra = (uint8_t)state;
}
/* One that stopped so runs again, where it was. */
static inline void coroutine_restart(VM *vm, Coroutine *co)
{
    coroutine_set_current(vm, co);
    co->header.extra = CO_RUNNING;
    co->header.flags &= (uint8_t)~CO_HAS_FRAME;
    vm->base = coroutine_frame(co);
    vm->top = co->stack + co->top;
    vm->pc = co->pc;
}

/* ---- making one ---- */

/* Slots of the first stack: one for the body, one frame behind it. */
static inline uint32_t coroutine_first_slots(const Function *body)
{
    return 1 + (body->header.extra == FN_LUA ? body->proto->frame_size : 3u);
}

/* All of a new coroutine; the stack has been cleared. */
static inline void coroutine_fill(VM *vm, Coroutine *co, Function *body, Value *stack, uint32_t slots)
{
    stack[0].function = body;
    stack[0].tag = header_make(pseudo_pc(vm, OP_P_CO_END), 1);
    uint64_t flags = vm->account != 0 ? CO_HAS_ACCOUNT : 0;
    coroutine_set_header(co, (uint64_t)TAG_COROUTINE << HEADER_TYPE | flags << HEADER_FLAGS | (uint64_t)CO_NEW << HEADER_EXTRA |
                             (uint64_t)slots << HEADER_AUX); /* in one store: one load will read it soon */
    co->stack = stack;
    co->pc = body->entry;
    co->base = sizeof(Value);
    co->dest = co->top = 1;
    co->below = 0;
    co->barriers = co->closes = 0;
    co->account = (uint8_t)vm->account;
    co->resumer = NULL;
    co->rare = NULL;
    co->gray_link = NULL;
}

/* coroutine_new where a small stack was given back lately and a cell is at hand; else NULL. */
static inline Coroutine *coroutine_new_quick(VM *vm, Function *body)
{
    uint32_t slots = coroutine_first_slots(body);
    Value *stack = stack_recycle(vm, slots * sizeof(Value));
    if (UNLIKELY(stack == NULL)) {
        return NULL;
    }
    Coroutine *co = heap_bump(vm, heap_class(sizeof(Coroutine)), sizeof(Coroutine));
    if (UNLIKELY(co == NULL)) {
        stack_free(vm, stack, slots * sizeof(Value));
        return NULL;
    }
    for (uint32_t i = 1; i < slots; i++) {
        stack[i].bits = stack[i].tag = 0;
    }
    coroutine_fill(vm, co, body, stack, slots);
    return co;
}

/* Slots of the frame of coroutine.close and of a wrap's call, which closes a coroutine that failed (unwind.c). */
#define CLOSE_SLOTS 5
#define CLOSER_SLOTS 6 /* of a call of a __close: its four, and room for it to be resolved */

/* What coroutines take that wait in resume, in slots: me, with so large a stack, and all below it. */
static inline uint32_t coroutine_chain_slots(const Coroutine *me, size_t stack_slots)
{
    return me->below + (uint32_t)stack_slots + (uint32_t)((sizeof(Coroutine) + sizeof(Value) - 1) / sizeof(Value));
}
/* co is resumed by me, whose stack has its final size. */
static inline void coroutine_link(Coroutine *co, Coroutine *me)
{
    co->resumer = me;
    co->below = coroutine_chain_slots(me, me->header.aux);
}

/* Whether a suspended coroutine was parked by a native's or a C function's own yield: base is that of its frame, and not by a
 * builtin, at dest. */
static inline bool coroutine_is_in_native(const Coroutine *co)
{
    return (co->pc->op == OP_P_NATIVE && coroutine_base(co) != co->dest) || co->pc->op == OP_P_C_YIELD;
}

/* Whether a suspended coroutine's stack can hold n values passed in, and `true` in front. */
static inline bool coroutine_takes(const Coroutine *co, size_t n)
{
    return LIKELY(coroutine_dest(co) + n + 3 <= MAX_STACK_SLOTS);
}

/* Why an operation on co, or one with n values for it, or a yield of the running coroutine, is illegal now, or NULL. */
const char *coroutine_check_resume(VM *vm, const Coroutine *co, size_t n);
const char *coroutine_check_transfer(VM *vm, Coroutine *co, char *buffer, size_t size);
const char *coroutine_check_yield(VM *vm, char *buffer, size_t size);

/* ---- switching, inside the loop: each sets vm->co, base, pc, top to go on with ---- */
/* Parks the running coroutine: slot is where values are delivered, pc and base where it goes on. The slot above is live of one that
 * waits in resume: it says for whom. */
void coroutine_park(VM *vm, Value *slot, Value *base, Instr *pc, enum CoState state);
/* Makes co the running one and delivers n values lying at `values` (in another stack or above the live part of this
 * one, or C memory), with `true` in front if ok is 1, `false` if 0, none if -1. Raises the memory error in the running coroutine before any change of state when the stack can't grow. */
void coroutine_enter(VM *vm, Coroutine *co, const Value *values, size_t n, int ok);
/* Makes the stack of a suspended coroutine hold so many slots. Raises in the running one; its own state stays as it is. */
void coroutine_reserve(VM *vm, Coroutine *co, size_t slots);
/* Makes a suspended coroutine's stack hold so many slots, more than it has. False: too many, or the memory error is pending. */
bool coroutine_grow(VM *vm, Coroutine *co, size_t slots);
/* Raises unless the running coroutine may yield now. */
void coroutine_require_yield(VM *vm);
/* The running coroutine has been parked by a yield of n values at `values`: its resumer goes on with them. False: C resumed it, the loop must be left. */
bool coroutine_yield_values(VM *vm, Value *values, size_t n);
/* Makes a parked coroutine the running one inside the builtin or native that parked it, for an error to be raised there. */
void coroutine_enter_builtin(VM *vm, Coroutine *co);
/* Ends the running coroutine with n values (or the error in vm->error, failed) and goes on with where they belong. Returns false when
 * it was the entry of a C call (the loop must be left). */
bool coroutine_finish(VM *vm, Value *values, size_t n);
bool coroutine_fail(VM *vm);
/* What co allocates is charged to account from now on. */
static inline void coroutine_set_account(Coroutine *co, uint32_t account)
{
    co->account = (uint8_t)account;
    co->header.flags = (uint8_t)(account != 0 ? co->header.flags | CO_HAS_ACCOUNT : co->header.flags & ~CO_HAS_ACCOUNT);
}
/* An unsuspendable C frame comes onto co's stack (change: 1) or leaves it (-1). */
static inline void coroutine_count_barrier(Coroutine *co, int change)
{
    co->barriers = (uint8_t)(co->barriers + change);
    co->header.flags = (uint8_t)(co->barriers != 0 ? co->header.flags | CO_HAS_BARRIER : co->header.flags & ~CO_HAS_BARRIER);
}
/* The error of `failed` goes on in the running frame: until that frame is left, traces show where it came from. */
void coroutine_land(VM *vm, Coroutine *failed);
/* Frames of co above the slot offset are left: the coroutines whose errors landed in them are no longer of interest. */
void coroutine_forget_landed(VM *vm, Coroutine *co, uint32_t above);
static inline void coroutine_forget_stack(Coroutine *co)
{
    co->stack = NULL;
    co->body = NULL;
    co->top = 0;
}
/* Gives the stack of a coroutine that ended without an error back. */
static inline void coroutine_free_stack(VM *vm, Coroutine *co)
{
    stack_give_back(vm, co->stack, (size_t)co->header.aux * sizeof(Value));
    co->header.aux = 0;
    coroutine_forget_stack(co);
}
/* The same for one that ended in any way, or has no stack any more. */
void coroutine_drop_stack(VM *vm, Coroutine *co);

#endif
