/* call.h: frames in the VM stack, the stack itself, entries from C.
 *
 * A frame is a window of slots. The slot below it holds its function; the tag word of that slot is the header:
 *
 *      func slot              base
 *     | function* , header  | R[0] | R[1] | ...
 *
 *      header = return pc << 16 | delta << 8 | TAG_FUNCTION
 *
 * delta is the distance from the caller's base to base, in slots. The return pc is 8-byte aligned; its low three
 * bits are the flags HDR_*. A return pc at a pseudo-instruction (OP_P_*) names a special frame whose caller is found
 * another way: by the word below the function slot (a *continuation word*: payload of the kind's own, tag word
 * {kind << 40 | delta << 8 | TAG_LIGHT}) or by the position alone (pcall).
 *
 * A vararg function's frame is wide (delta HDR_WIDE): function and fixed parameters are copied above the arguments:
 *
 *     | function | args .. | nargs << 32 | delta | function*, header | params, registers ..
 *
 * Every call leaves its results from its function slot on; the instruction at which it returns is preceded by the CALL (or a
 * stand-in with C = 0: all results, vm->top behind them).
 *
 * Invariants
 * 1. No header or continuation word holds a stack address: stacks move freely.
 * 2. Slots from the live limit (call_live_limit) to the stack's end are never read before they are written.
 * 3. While a frame stands, references are stored below its function slot through gc_touch_stack only: so the collector knows
 *    which part of a deep stack it need not scan again.
 */
#ifndef WEFT_CALL_H
#define WEFT_CALL_H

#include "gc.h"

#define HDR_TAIL ((uint64_t)1 << 16) /* the frame replaced its caller by a tail call */
#define HDR_SCANNED ((uint64_t)2 << 16) /* the collector has scanned the stack while this frame stood */
#define HDR_WIDE 255u

static inline uint64_t header_make(const Instr *return_pc, unsigned delta)
{
    return (uint64_t)(uintptr_t)return_pc << 16 | (uint64_t)delta << 8 | TAG_FUNCTION;
}
static inline Instr *header_pc(uint64_t header) { return (Instr *)(uintptr_t)((header >> 16) & ~(uint64_t)7); }
static inline unsigned header_delta(uint64_t header) { return (unsigned)(header >> 8) & 255u; }

/* Kinds of continuation words. */
typedef enum ContKind {
    CONT_META,       /* payload: pc of the instruction that called a metamethod */
    CONT_NATIVE,     /* payload: continuation; the word below: {ctx, nresults} */
    CONT_NATIVE_PCALL, /* the same, and errors come to it */
    CONT_CLOSE,      /* payload: pc of the instruction that closes variables, run again afterwards */
    CONT_UNWIND,     /* a __close called while an error unwinds; payload: vm->error_state; the slot below: the error */
    CONT_LAST_CLOSE, /* the same above frames that stay for traces (unwind.c); payload: pc at the error */
    CONT_CO_CLOSE,   /* a __close called by coroutine.close, in the frame of that call; errors come to it */
    CONT_HANDLER,    /* a message handler; payload: pc at the error */
    CONT_HOOK,       /* payload: pc of the hooked instruction */
    CONT_SORT,       /* a comparison of a sort (sort.c); the sort's slots are below */
    CONT_RETURN,     /* of a function called in the place of its own frame, which stays for the return hook */
} ContKind;
static inline uint64_t cont_make(ContKind kind, size_t delta)
{
    return (uint64_t)kind << 40 | (uint64_t)(uint32_t)delta << 8 | TAG_LIGHT;
}
static inline ContKind cont_kind(uint64_t tag) { return (ContKind)((tag >> 40) & 255); }
static inline size_t cont_delta(uint64_t tag) { return (uint32_t)(tag >> 8); }

/* Where a special frame returns to. */
static inline Instr *pseudo_pc(VM *vm, Opcode op) { return &vm->pseudo[(op - OP_P_META) * 4 + 2]; }
static inline bool is_pseudo(const Instr *pc) { return pc->op >= OP_P_META; }

/* The slot in which the frame's results will land: below base, or below the arguments of a wide frame. */
static inline Value *frame_slot(Value *base)
{
    return header_delta(base[-1].tag) != HDR_WIDE ? base - 1 : base - 3 - (base[-2].i >> 32);
}
static inline Function *frame_function(const Value *base) { return base[-1].function; }

/* A position in a walk over a coroutine's frames, from the innermost outwards. */
typedef struct Frame {
    Value *base;
    Value *slot;        /* function slot (results land there) */
    Function *function;
    Instr *pc;          /* Lua functions: in or right behind the current instruction; else NULL */
    bool pc_is_return;  /* pc is a return address: the current instruction is the call before it */
    bool is_tail;
    uint64_t header;
} Frame;
bool frame_first(VM *vm, Coroutine *co, Frame *f);
bool frame_next(VM *vm, Coroutine *co, Frame *f);
/* Address of the frame's current instruction's last word; NULL for functions that are not Lua's. */
Instr *frame_current(const Frame *f);

/* ---- stack ---- */
static inline uint32_t stack_offset(const VM *vm, const Value *p) { return (uint32_t)(p - vm->co->stack); }
/* A stack of `slots`, cleared. NULL: out of memory. */
Value *stack_new(VM *vm, uint32_t slots);
/* Makes the running stack reach to `end` (a pointer into or past it) plus extra slots; moves it, re-pointing vm->base and vm->top.
 * False: pending "stack overflow" or memory error. */
bool stack_grow(VM *vm, Value *end, size_t extra);
/* Gives co a stack of so many slots, which hold all that is live; if it runs, vm->base and vm->top are re-pointed. False: the memory
 * error is pending. */
bool stack_resize(VM *vm, Coroutine *co, size_t slots);
/* The same as stack_grow for natives: room above vm->top. */
static inline bool call_ensure(VM *vm, size_t slots)
{
    return LIKELY((size_t)(vm->stack_limit - vm->top) >= slots) || stack_grow(vm, vm->top, slots);
}
/* First slot that is not live in co's stack: see invariant 2. */
Value *call_live_limit(VM *vm, Coroutine *co);
/* What may have changed in co's stack since the last call of this begins here: at the function slot of the innermost frame that
 * stood then (HDR_SCANNED), or at the bottom. */
Value *call_mark_frames(VM *vm, Coroutine *co);
/* At a safe point: a stack that is much larger than what co needs is made smaller. True when it should be looked at again after
 * the next collection. */
bool stack_trim(VM *vm, Coroutine *co);

/* slot holds a function: its frame is the running one. */
static inline void call_function(VM *vm, Value *slot, size_t nargs, const Instr *return_pc, unsigned delta)
{
    slot->tag = header_make(return_pc, delta);
    vm->base = slot + 1;
    vm->nargs = (uint32_t)nargs;
    vm->pc = slot->function->entry;
}

/* ---- entries from C ---- */
#define ENTRY_NO_FUNCTION UINT32_MAX /* as CEntry.func: it called none */
static inline uint32_t entry_depth(const VM *vm) { return LIKELY(vm->entry == NULL) ? 0 : vm->entry->depth; }
/* What a call from C is when the running coroutine is not the host's alone. */
static inline uint32_t entry_barrier(const VM *vm) { return vm->entry != NULL ? ENTRY_BARRIER : 0; }
/* An entry whose coroutine is co becomes the innermost one, `depth` others below; base: where it returns to. The caller sets where
 * its jump goes before anything can raise. */
static inline void entry_push(VM *vm, CEntry *e, uint32_t depth, Coroutine *co, uint32_t base, uint32_t func, EntryMode mode)
{
    e->previous = vm->entry;
    e->co = co;
    e->base = base;
    e->func = func;
    e->mode = mode;
    e->depth = depth + 1;
    e->called_at = NULL;
    vm->entry = e;
}
static inline void entry_pop(VM *vm, const CEntry *e)
{
    vm->entry = e->previous;
}
/* Calls the function at vm->top - nargs - 1 and waits; results (nresults, -1: all) replace function and arguments, vm->top
 * behind them. On WEFT_ERROR the error value stands there instead. Status is a WeftStatus. mode: what the entry is beyond a
 * barrier. */
int call_run(VM *vm, int nargs, int nresults, EntryMode mode);
/* The kind of the host's own runs: one that is not called from within another may end WEFT_OUT_OF_FUEL, to be continued. */
static inline uint32_t call_host_kind(const VM *vm)
{
    return vm->entry == NULL && !vm->paused.active ? ENTRY_CAN_PAUSE : 0;
}
/* Goes on at the innermost entry, which C code has jumped to, until it ends. */
int call_land(VM *vm);
/* Before a run stops for want of fuel: makes room for the host's frame. Raises when C code inside waits for the call, or for
 * want of room; may move the stack. */
void call_check_pause(VM *vm);
/* vm->top, which between instructions may still lie in the stack of a coroutine that was left: then base. */
Value *call_top(VM *vm);
/* End of what is live in the running coroutine, arguments of a call that has begun included. */
Value *call_running_end(VM *vm);
/* Goes on after a run ended WEFT_OUT_OF_FUEL. */
int call_continue(VM *vm);
/* Runs due finalizers (at a safe point of the loop, vm->base/top/pc saved; top is the live end). */
void call_finalizers(VM *vm);

/* vm->nargs of a builtin's frame that is entered again (coroutine.close, a wrap's call). */
#define NARGS_AGAIN UINT32_MAX

/* Gives fn, whose arguments lie behind slot in the running stack up to vm->top, a frame; sets vm->pc and vm->base to go on at its entry. Raises. */
/* Makes the value in slot a function by its __call metamethods, shifting the arguments; returns the new number of arguments. Raises; may move the stack. */
size_t call_resolve(VM *vm, Value *slot, size_t nargs);
void call_enter(VM *vm, Value *slot, size_t nargs, const Instr *return_pc, unsigned delta);

#endif
