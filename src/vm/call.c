/* call.c: frames, the running stack, and what a stack walk sees.
 *
 * The picture of a frame is in call.h. This file owns the stack of the running coroutine: how it grows (a larger buffer, a
 * copy, vm->base and vm->top re-pointed: no other pointer into a stack survives a call of stack_grow), how far it is
 * live, and how one gets from a frame to its caller.
 *
 * Invariants
 * 1. stack_grow is the only place where a running stack moves; whoever may reach it keeps offsets, not pointers.
 * 2. A fresh stack is cleared, so that slots never written read as nil for the collector.
 * 3. Past MAX_STACK_SLOTS there are ERROR_STACK_SLOTS more for message handlers, and past these a second overflow is an error as well.
 */
#include "call.h"

#include <string.h>

#include "coroutine.h"
#include "error.h"
#include "heap.h"
#include "meta.h"

/* The limit of a stack in a large cell is lowered to what is needed after a collection, so that it tells how far the program has gone
 * when the next has been made, and so that a scan has less to clear. But not below so many slots: it must not look like a small cell's. */
#define LEAST_LIMIT 256
_Static_assert(LEAST_LIMIT * sizeof(Value) > MAX_SMALL_CELL, "the size of a stack tells the kind of its cell");

Value *stack_new(VM *vm, uint32_t slots)
{
    Value *stack = stack_alloc(vm, (size_t)slots * sizeof(Value));
    if (stack != NULL) {
        memset(stack, 0, (size_t)slots * sizeof(Value));
    }
    return stack;
}

/* Size that a stack of old slots takes to hold `needed`; 0: too large. */
static size_t grown_size(VM *vm, size_t old, size_t needed)
{
    size_t limit = MAX_STACK_SLOTS;
    if (vm->co->header.flags & CO_ERROR_STACK) {
        limit += ERROR_STACK_SLOTS;
    }
    if (needed > limit) {
        return 0;
    }
    if (needed <= old) {
        return old; /* a move alone (stress builds) */
    }
    size_t size = old < 64 ? old + old / 2 : old * 2;
    if (size < needed) {
        size = needed;
    }
    if (size > limit) {
        size = limit;
    }
    /* round up to what the cell holds anyway */
    return (size + 1) & ~(size_t)1;
}

/* Tells everything but the memory module that the stack ends there. */
static void set_stack_size(VM *vm, Coroutine *co, size_t slots)
{
    co->header.aux = (uint32_t)slots;
    if (co == vm->co) {
        vm->stack_limit = co->stack + slots;
    }
}

static size_t stack_room(const Coroutine *co)
{
    return gc_buffer_room(co->stack, (size_t)co->header.aux * sizeof(Value)) / sizeof(Value);
}

bool stack_resize(VM *vm, Coroutine *co, size_t slots)
{
    size_t old = co->header.aux, kept = slots < old ? slots : old;
    if (slots > old && slots <= stack_room(co)) { /* the limit had been lowered */
        memset(co->stack + old, 0, (slots - old) * sizeof(Value));
        set_stack_size(vm, co, slots);
        return true;
    }
    Value *stack = stack_alloc(vm, slots * sizeof(Value));
    if (stack == NULL) {
        return false;
    }
    memcpy(stack, co->stack, kept * sizeof(Value));
    memset(stack + kept, 0, (slots - kept) * sizeof(Value));
    if (co == vm->co) {
        vm->base = stack + (vm->base - co->stack);
        vm->top = stack + (vm->top - co->stack);
    }
    stack_give_back(vm, co->stack, old * sizeof(Value));
    co->stack = stack;
    set_stack_size(vm, co, slots);
    return true;
}

bool stack_grow(VM *vm, Value *end, size_t extra)
{
    Coroutine *co = vm->co;
    size_t old = co->header.aux;
    size_t needed = (size_t)(end - co->stack) + extra;
    size_t size = grown_size(vm, old, needed);
    if (size == 0) {
        bool first = !(co->header.flags & CO_ERROR_STACK);
        co->header.flags |= CO_ERROR_STACK;
        vm_set_error(vm, first ? "stack overflow" : "error in error handling");
        return false;
    }
    if (needed > old && needed <= stack_room(co) && size > stack_room(co)) {
        size = stack_room(co);
    }
    return stack_resize(vm, co, size);
}

/* ---- shrinking ---- */

/* Slots that co's stack must keep: what is live, and the frames of Lua functions, which don't look for room when a call returns to
 * them. (A frame can reach beyond those called from it.) */
static size_t needed_slots(VM *vm, Coroutine *co)
{
    Value *end = call_live_limit(vm, co);
    Frame f;
    for (bool found = frame_first(vm, co, &f); found && end - f.base < HDR_WIDE; found = frame_next(vm, co, &f)) {
        if (f.function->header.extra == FN_LUA && f.base + f.function->proto->frame_size > end) {
            end = f.base + f.function->proto->frame_size;
        }
    }
    return (size_t)(end - co->stack);
}

/* stack_resize without a collection for want of memory; that there is none is no error. */
static bool shrink(VM *vm, Coroutine *co, size_t slots)
{
    uint32_t account = vm->account;
    bool had_error = vm->has_error;
    Value error = vm->error;
    gc_block(vm);
    account_switch(vm, co->account);
    bool done = stack_resize(vm, co, slots);
    if (done) {
        gc_barrier_buffer(vm, &co->header, co->stack, slots * sizeof(Value));
    }
    account_switch(vm, account);
    gc_unblock(vm);
    vm->error = error;
    vm->has_error = had_error;
    return done;
}

/* A small stack is replaced at once; a large one, whose pages the host would have to give out anew, when it was found too large twice,
 * by where the program had gone with its limit. */
bool stack_trim(VM *vm, Coroutine *co)
{
    if (vm->paused.active && co == vm->main) { /* the host's frame hides those of the stopped run, which go on afterwards */
        return true;
    }
    size_t slots = co->header.aux, needed = needed_slots(vm, co);
    size_t wanted = (needed + needed / 2 + BUILTIN_SLOTS + 1) & ~(size_t)1;
    bool is_large = slots * sizeof(Value) > MAX_SMALL_CELL, was_roomy = co->header.gc & GC_ROOMY;
    bool is_far = is_large && slots > LEAST_LIMIT && slots > wanted;
    size_t target = is_far ? slots : wanted;
    bool is_roomy = stack_room(co) / 2 >= target;
    co->header.gc &= (uint8_t)~GC_ROOMY;
    if (is_roomy && (was_roomy || !is_large)) {
        return !shrink(vm, co, target);
    }
    if (is_far) {
        set_stack_size(vm, co, wanted > LEAST_LIMIT ? wanted : LEAST_LIMIT);
    }
    co->header.gc |= is_roomy ? GC_ROOMY : 0;
    return is_roomy || is_far;
}

/* ---- walking ---- */

/* Whether a frame with this header is a call under a return hook (CONT_RETURN). */
static bool is_under_hook(uint64_t header)
{
    return header_pc(header)->op == OP_P_RETURN;
}

/* Such a call stands for the one whose place it took. */
static void see_through(Frame *f)
{
    if (is_under_hook(f->header)) {
        f->slot -= 2;
        f->header = f->slot->tag;
    }
}

/* Fills f for the frame whose base is given; pc is where it goes on. */
static void frame_at(Frame *f, Value *base, Instr *pc, bool pc_is_return)
{
    f->base = base;
    f->slot = frame_slot(base);
    f->function = frame_function(base);
    f->header = base[-1].tag;
    see_through(f);
    f->is_tail = (f->header & HDR_TAIL) != 0;
    bool is_lua = f->function->header.extra == FN_LUA;
    f->pc = is_lua ? pc : NULL;
    f->pc_is_return = pc_is_return;
}

bool frame_first(VM *vm, Coroutine *co, Frame *f)
{
    if (co->stack == NULL) {
        return false;
    }
    if (co == vm->co) {
        frame_at(f, vm->base, vm->pc, false);
        return true;
    }
    enum CoState state = co->header.extra;
    if (co->header.flags & CO_HAS_FRAME) {
        frame_at(f, coroutine_frame(co), co->pc, false);
        return true;
    }
    if (state != CO_YIELDED && state != CO_TRANSFERRED && state != CO_NORMAL) { /* nothing runs, or only what is closing it */
        return false;
    }
    if (coroutine_is_in_native(co)) {
        frame_at(f, coroutine_frame(co), co->pc, true);
        return true;
    }
    /* suspended in a builtin, whose slot is the one where the values will land */
    uint32_t dest = coroutine_dest(co);
    f->slot = co->stack + dest;
    f->base = f->slot + 1;
    f->function = f->slot->function;
    f->header = header_make(co->pc, is_pseudo(co->pc) ? 1 : dest + 1 - coroutine_base(co));
    f->pc = NULL;
    f->pc_is_return = false;
    f->is_tail = false;
    see_through(f);
    return true;
}

/* The frame below one that returns to a pseudo-instruction. */
static bool frame_next_special(VM *vm, Coroutine *co, Frame *f, Instr *pc)
{
    Value *slot = f->slot;
    switch (pc->op) {
    case OP_P_CO_END:
        return false;
    case OP_P_PCALL:
        frame_at(f, slot, NULL, false);
        return true;
    case OP_P_XPCALL:
        frame_at(f, slot - 1, NULL, false);
        return true;
    case OP_P_C_RETURN: {
        for (CEntry *e = vm->entry; e != NULL; e = e->previous) {
            if (e->co == co && e->func == (uint32_t)(slot - co->stack)) {
                if (entry_outer(e) != co || e->base == 0) {
                    return false;
                }
                Value *base = co->stack + e->base;
                frame_at(f, base, NULL, false);
                if (f->function->header.extra == FN_LUA) { /* a finalizer, called in the middle of a Lua function */
                    f->pc = vm->finalizer_pc;
                }
                return true;
            }
        }
        return false;
    }
    default: {
        uint64_t cont = slot[-1].tag;
        ContKind kind = cont_kind(cont);
        Instr *payload = slot[-1].p;
        Value *base = slot + 1 - cont_delta(cont);
        bool names_pc = kind == CONT_META || kind == CONT_CLOSE || kind == CONT_LAST_CLOSE || kind == CONT_HANDLER ||
                        kind == CONT_HOOK;
        frame_at(f, base, names_pc ? payload : NULL, false);
        return true;
    }
    }
}

bool frame_next(VM *vm, Coroutine *co, Frame *f)
{
    Instr *pc = header_pc(f->header);
    if (is_pseudo(pc)) {
        return frame_next_special(vm, co, f, pc);
    }
    size_t delta = header_delta(f->header);
    Value *base = delta == HDR_WIDE ? f->base - (uint32_t)f->base[-2].i : f->slot + 1 - delta;
    frame_at(f, base, pc, true);
    return true;
}

Instr *frame_current(const Frame *f)
{
    if (f->pc == NULL) {
        return NULL;
    }
    return f->pc_is_return ? f->pc - 1 : f->pc;
}

Value *call_mark_frames(VM *vm, Coroutine *co)
{
    Frame f;
    if (co == vm->co && is_pseudo(vm->pc)) { /* between two frames */
        return co->stack;
    }
    bool found = frame_first(vm, co, &f);
    if (found && coroutine_is_at_call(co)) { /* the header of the innermost frame is not written yet */
        found = frame_next(vm, co, &f);
    }
    for (; found; found = frame_next(vm, co, &f)) {
        Value *at = is_under_hook(f.base[-1].tag) ? f.slot : f.base - 1;
        if (at->tag & HDR_SCANNED) {
            return f.slot;
        }
        at->tag |= HDR_SCANNED;
    }
    return co->stack;
}

Value *call_live_limit(VM *vm, Coroutine *co)
{
    if (co->stack == NULL) {
        return NULL;
    }
    if (co != vm->co) {
        return co->stack + coroutine_top(co);
    }
    if (is_pseudo(vm->pc)) { /* between two frames: results end at top, and base is no frame's */
        return vm->top;
    }
    Function *fn = frame_function(vm->base);
    if (fn->header.extra != FN_LUA) {
        return vm->top;
    }
    Value *limit = vm->base + fn->proto->frame_size;
    const Instr *pc = vm->pc;
    switch (opcode_info[pc->op].original) { /* instructions that take an open list up to top */
    case OP_CALL:
    case OP_TAILCALL:
    case OP_RETURN:
    case OP_RETURNX:
    case OP_SETLIST:
        if (pc->b == 0 && vm->top > limit) {
            limit = vm->top;
        }
        break;
    case OP_ENTER:
    case OP_ENTERV: /* arguments may still lie beyond the frame */
        if (vm->base + vm->nargs > limit) {
            limit = vm->base + vm->nargs;
        }
        break;
    default:
        break;
    }
    return limit < vm->stack_limit ? limit : vm->stack_limit;
}

void call_enter(VM *vm, Value *slot, size_t nargs, const Instr *return_pc, unsigned delta)
{
    if (slot->tag != TAG_FUNCTION) { /* the trampoline gives the error, if it is one, a frame to be raised in */
        size_t offset = stack_offset(vm, slot);
        if ((size_t)(vm->stack_limit - slot) < nargs + 2) {
            vm_check(vm, stack_grow(vm, slot, nargs + 2));
            slot = vm->co->stack + offset;
        }
        memmove(slot + 1, slot, (nargs + 1) * sizeof(Value));
        set_function(slot, vm->trampoline);
        nargs++;
    }
    call_function(vm, slot, nargs, return_pc, delta);
}

size_t call_resolve(VM *vm, Value *slot, size_t nargs)
{
    size_t offset = stack_offset(vm, slot);
    for (int loop = 0; slot->tag != TAG_FUNCTION; loop++) {
        Value meta;
        Value called = *slot;
        if (loop >= MAX_META_LOOP || !meta_find(vm, &called, EVENT_CALL, &meta)) {
            error_call(vm, slot);
        }
        if ((size_t)(vm->stack_limit - slot) < nargs + 3) {
            vm_check(vm, stack_grow(vm, slot, nargs + 3));
            slot = vm->co->stack + offset;
        }
        memmove(slot + 1, slot, (nargs + 1) * sizeof(Value));
        value_copy(slot, &meta);
        nargs++;
    }
    return nargs;
}
