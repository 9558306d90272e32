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
    if (size < old) {
        size = old;
    }
    Value *stack = stack_alloc(vm, size * sizeof(Value));
    if (stack == NULL) {
        return false;
    }
    memcpy(stack, co->stack, old * sizeof(Value));
    memset(stack + old, 0, (size - old) * sizeof(Value));
    vm->base = stack + (vm->base - co->stack);
    vm->top = stack + (vm->top - co->stack);
    stack_free(vm, co->stack, old * sizeof(Value));
    if (co->header.extra == CO_NORMAL) { /* C code put something on a stack that waits */
        vm->chain_left -= (int64_t)((size - old) * sizeof(Value));
    }
    co->stack = stack;
    co->header.aux = (uint32_t)size;
    vm->stack_limit = stack + size;
    return true;
}

/* ---- walking ---- */

/* A call under a return hook (CONT_RETURN) stands for the call whose place it took. */
static void see_through(Frame *f)
{
    if (header_pc(f->header)->op == OP_P_RETURN) {
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
        frame_at(f, co->stack + co->base, co->pc, false);
        return true;
    }
    if (state != CO_YIELDED && state != CO_TRANSFERRED && state != CO_NORMAL) { /* nothing runs, or only what is closing it */
        return false;
    }
    if (is_pseudo(co->pc) && co->pc->op == OP_P_NATIVE) {
        frame_at(f, co->stack + co->base, co->pc, true);
        return true;
    }
    /* suspended in a builtin, whose slot is the one where the values will land */
    f->slot = co->stack + co->dest;
    f->base = f->slot + 1;
    f->function = f->slot->function;
    f->header = header_make(co->pc, is_pseudo(co->pc) ? 1 : (unsigned)(co->dest + 1 - co->base));
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
                if (e->outer != co || e->base == 0) {
                    return false;
                }
                Value *base = co->stack + e->base;
                frame_at(f, base, NULL, false);
                if (f->function->header.extra == FN_LUA) { /* a finalizer, called in the middle of a Lua function */
                    f->pc = e->pc;
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

Value *call_live_limit(VM *vm, Coroutine *co)
{
    if (co->stack == NULL) {
        return NULL;
    }
    if (co != vm->co) {
        return co->stack + co->top;
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
    slot->tag = header_make(return_pc, delta);
    vm->base = slot + 1;
    vm->nargs = (uint32_t)nargs;
    vm->pc = slot->function->entry;
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
