/* unwind.c: errors on their way to a handler, and to-be-closed variables.
 *
 * An error is vm->error. unwind walks the headers of the running coroutine from the raising frame outwards until a frame that
 * takes errors: pcall, xpcall, a native's protected call, coroutine.close, an entry from C, the coroutine's end. If a
 * message handler belongs to it, the handler runs first, on top of the raising frame (so that it can see it). Then
 * the pending variables between are closed, innermost first, each __close called on top of what is still needed:
 *
 *      ... | error | {CONT_UNWIND} | __close | value | error
 *            ^ the variable's own two slots
 *
 * Where the error ends a coroutine that nobody resumed, the frames stay, for traces; each __close is called above them all:
 *
 *      ... | where the rest is to be looked for | error | {CONT_LAST_CLOSE} | __close | value | error
 *
 * A pending variable is known by the slot after it, which holds TAG_MARK. Nothing else in a stack has that tag, and a mark is
 * cleared when its variable is closed; so a scan of the slots finds them all, and no list has to be kept.
 *
 * Invariants
 * 1. While a __close runs during unwinding, the header of the frame that was called by the handler's frame is intact: a further error
 *    finds the same handler through it.
 * 2. A coroutine that fails with a resumer keeps its pending variables (coroutine.close closes them), as in Lua.
 */
#include "unwind.h"

#include "check.h"
#include "coroutine.h"
#include "error.h"
#include "meta.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

#define MAX_HANDLER_DEPTH 200 /* handlers that fail in each other; then the error is replaced. As deep as C calls nest in Lua */

/* A message gets no more positions put in front by coroutine.wrap when it is so long: millions of wrapped coroutines may wait
 * for each other, and the time that one error takes through them would be quadratic. */
#define MAX_WRAP_MESSAGE (4u << 10)

/* ---- marks ---- */

/* The topmost mark in [from, to), or NULL. */
static Value *find_mark(Value *from, Value *to)
{
    for (Value *v = to; v-- > from;) {
        if (v->tag == TAG_MARK) {
            return v;
        }
    }
    return NULL;
}

static Value variable_value(const Value *slot)
{
    Value v = value_clean(slot);
    return v.tag == TAG_CELL ? v.cell->value : v;
}

void close_mark(VM *vm, Value *slot)
{
    Value v = variable_value(slot), meta;
    if (is_falsy(&v)) {
        set_nil(slot + 1);
        return;
    }
    if (!meta_find(vm, &v, EVENT_CLOSE, &meta)) {
        error_not_closable(vm, slot);
    }
    slot[1].bits = 0;
    slot[1].tag = TAG_MARK;
}

/* Whether the running stack has room for call_closer at `word`. */
static bool has_closer_room(const VM *vm, const Value *word)
{
    return vm->stack_limit - word >= CLOSER_SLOTS;
}

/* Lays out a call of v's __close at `word` (continuation word, function, two arguments), where there is room. */
static void call_closer(VM *vm, Value *word, ContKind kind, void *payload, const Value *frame_base, const Value *v, const Value *error)
{
    Value value = *v, err, meta;
    if (error != NULL) {
        err = *error;
    } else {
        set_nil(&err);
    }
    word->p = payload;
    word->tag = cont_make(kind, (size_t)(word + 2 - frame_base));
    if (!meta_find(vm, &value, EVENT_CLOSE, &meta)) {
        set_nil(&meta);
    }
    value_copy(word + 1, &meta);
    value_copy(word + 2, &value);
    value_copy(word + 3, &err);
    vm->top = word + 4;
    call_enter(vm, word + 1, 2, pseudo_pc(vm, OP_P_CLOSE), 1);
}

/* The topmost mark of the running Lua frame from level on, or NULL; *end: where the frame's registers end. */
static Value *pending_mark(VM *vm, Value *level, Value **end)
{
    *end = vm->base + frame_function(vm->base)->proto->frame_size;
    vm_assert(*end <= vm->stack_limit);
    return find_mark(level, *end);
}

bool close_is_pending(VM *vm, Value *level)
{
    Value *end;
    return pending_mark(vm, level, &end) != NULL;
}

bool close_next(VM *vm, Value *level, Value *keep)
{
    Value *end, *mark = pending_mark(vm, level, &end);
    if (mark == NULL) {
        return false;
    }
    set_nil(mark); /* once only, even if there is no memory for the call */
    size_t variable = stack_offset(vm, mark - 1), word = stack_offset(vm, keep != NULL ? keep : end);
    if (!has_closer_room(vm, vm->co->stack + word)) {
        vm_check(vm, stack_grow(vm, vm->co->stack + word, CLOSER_SLOTS));
    }
    Value v = variable_value(vm->co->stack + variable);
    call_closer(vm, vm->co->stack + word, CONT_CLOSE, vm->pc, vm->base, &v, NULL);
    return true;
}

/* ---- the handler's side ---- */

/* Position in the walk where an error lands. */
typedef struct Target {
    Value *slot;      /* function slot of the frame called by the one that takes the error */
    Instr *pc;        /* the pseudo-instruction it would return to */
    bool co_close;    /* the frame called is a __close of coroutine.close */
    Value *word;      /* its continuation word (natives, coroutine.close) */
    Value *last_close; /* the word of a __close that runs above the frames of a coroutine that ends, or NULL */
    int handlers;     /* message handlers that run inside, each for the error of the one before */
} Target;

/* The end of a coroutine one of whose last __close methods runs, at the word. */
static Target target_end(VM *vm, Value *word)
{
    Value *slot = vm->co->stack;
    return (Target){.slot = slot, .pc = header_pc(slot->tag), .last_close = word};
}

/* Whether what this frame returns to takes errors. */
static bool takes_errors(const Frame *f)
{
    switch (header_pc(f->header)->op) {
    case OP_P_PCALL: case OP_P_XPCALL: case OP_P_C_RETURN: case OP_P_CO_END:
        return true;
    case OP_P_NATIVE:
        return cont_kind(f->slot[-1].tag) == CONT_NATIVE_PCALL;
    case OP_P_CLOSE:
        return cont_kind(f->slot[-1].tag) == CONT_CO_CLOSE || cont_kind(f->slot[-1].tag) == CONT_LAST_CLOSE;
    default:
        return false;
    }
}

static void find_target(VM *vm, Target *t)
{
    Frame f;
    int handlers = 0;
    bool found = frame_first(vm, vm->co, &f);
    while (found && !takes_errors(&f)) {
        int op = header_pc(f.header)->op;
        handlers += op == OP_P_HANDLER;
        if (op == OP_P_HOOK && vm->co->rare != NULL) { /* the error leaves a hook */
            vm->co->rare->in_hook = false;
        }
        found = frame_next(vm, vm->co, &f);
    }
    *t = (Target){.slot = f.slot, .pc = header_pc(f.header), .word = f.slot - 1, .handlers = handlers};
    if (t->pc->op == OP_P_CLOSE) {
        t->co_close = cont_kind(t->word->tag) == CONT_CO_CLOSE;
        if (!t->co_close) {
            *t = target_end(vm, t->word);
        }
    }
}

/* The message handler of the innermost entry, which is the target, or NULL. An error in a call that a C function makes goes
 * to the handler of the protected call around that function, which sees the frames of both. */
static Value *entry_handler(VM *vm, const Target *t)
{
    const CEntry *e = vm->entry;
    Frame f;
    bool found = frame_first(vm, vm->co, &f);
    for (; found && e != NULL && e->mode.kind & ENTRY_THROWS; found = frame_next(vm, vm->co, &f)) {
        if (f.slot >= t->slot || !takes_errors(&f)) {
            continue;
        }
        if (header_pc(f.header)->op != OP_P_C_RETURN) {
            return header_pc(f.header)->op == OP_P_XPCALL ? f.slot - 1 : NULL;
        }
        do { /* the entry that called this frame */
            e = e->previous;
        } while (e != NULL && (e->co != vm->co || e->func > stack_offset(vm, f.slot)));
    }
    if (e == NULL || e->mode.handler == 0) {
        return NULL;
    }
    return e->mode.handler == TRACE_HANDLER ? &vm->trace_handler : vm->co->stack + e->mode.handler;
}

/* The message handler that belongs to the target, or NULL. */
static Value *target_handler(VM *vm, const Target *t)
{
    if (t->pc->op == OP_P_XPCALL) {
        return t->slot - 1;
    }
    return t->pc->op == OP_P_C_RETURN ? entry_handler(vm, t) : NULL;
}

/* Calls the handler on top of the raising frame. False: there is no room, which is the pending error. */
static bool call_handler(VM *vm, const Value *handler)
{
    Value function = value_clean(handler);
    Value *word = call_live_limit(vm, vm->co);
    Function *fn = frame_function(vm->base);
    if (fn->header.extra == FN_LUA && word < vm->base + fn->proto->frame_size) {
        word = vm->stack_limit;
    }
    if ((size_t)(vm->stack_limit - word) < 4) {
        size_t offset = stack_offset(vm, word);
        if (!stack_grow(vm, word, 4)) {
            return false;
        }
        word = vm->co->stack + offset;
    }
    word->p = vm->pc;
    word->tag = cont_make(CONT_HANDLER, (size_t)(word + 2 - vm->base));
    value_copy(word + 1, &function);
    value_copy(word + 2, &vm->error);
    vm->top = word + 3;
    call_enter(vm, word + 1, 1, pseudo_pc(vm, OP_P_HANDLER), 1);
    return true;
}

/* The frame of coroutine.close goes on: a __close that it called, with its continuation word at `word`, has ended. */
static void co_close_again(VM *vm, Value *word)
{
    vm->co->closes--;
    vm->closes--;
    vm->base = word + 2 - cont_delta(word->tag);
    vm->top = vm->base + CLOSE_SLOTS;
    vm->nargs = NARGS_AGAIN;
    vm->pc = frame_function(vm->base)->entry;
}

/* The error arrives: results in place of the target's call. False: leave the loop. */
static bool arrive(VM *vm, const Target *t)
{
    vm->co->header.flags &= (uint8_t)~CO_ERROR_STACK;
    if (vm->hooks_alive > 0) {
        check_resume_line(vm, t->slot);
    }
    switch (t->pc->op) {
    case OP_P_PCALL:
    case OP_P_XPCALL: {
        /* the protected call's frame returns false and the error: as if from its function slot on */
        Value *slot = t->pc->op == OP_P_PCALL ? t->slot : t->slot - 1;
        vm->base = slot;
        value_copy(slot, &vm->error);
        vm->top = slot + 1;
        vm->pc = pseudo_pc(vm, OP_P_FAIL);
        return true;
    }
    case OP_P_NATIVE: /* the continuation is told */
        value_copy(t->slot, &vm->error);
        vm->top = t->slot + 1;
        vm->base = t->slot + 1;
        vm->nargs = 1;
        vm->has_error = true;
        vm->pc = t->pc;
        return true;
    case OP_P_CLOSE: /* coroutine.close goes on with this error */
        co_close_again(vm, t->word);
        value_copy(&vm->base[1], &vm->error);
        set_bool(&vm->base[2], true);
        return true;
    default:
        value_copy(t->slot, &vm->error);
        vm->top = t->slot + 1;
        return false;
    }
}

/* The rest of what is pending is looked for below an offset, which a slot keeps. */
#define LAST_CLOSE_SLOTS (2 + CLOSER_SLOTS)
/* So full a stack leaves the methods too little room above the frames. */
#define LAST_CLOSE_MAX (MAX_STACK_SLOTS / 2)

/* Calls the method of the pending variable at `mark` above the frames of a coroutine that ends, at `end`. */
static void call_last_closer(VM *vm, Value *mark, Value *end)
{
    size_t variable = stack_offset(vm, mark - 1), at = stack_offset(vm, end);
    set_nil(mark);
    if (vm->stack_limit - end < LAST_CLOSE_SLOTS) {
        vm_check(vm, stack_grow(vm, end, LAST_CLOSE_SLOTS));
        end = vm->co->stack + at;
    }
    Value v = variable_value(vm->co->stack + variable);
    set_int(&end[0], (int64_t)variable);
    value_copy(&end[1], &vm->error);
    call_closer(vm, end + 2, CONT_LAST_CLOSE, vm->pc, vm->base, &v, &vm->error);
}

/* The method at the word has ended, or failed: as if the error had just been raised where it was. */
static void leave_last_closer(VM *vm, Value *word)
{
    vm->base = word + 2 - cont_delta(word->tag);
    vm->pc = word->p;
    vm->top = word - 2;
}

/* Closes what is pending in a coroutine that the error ends, whose frames stay. `end`: behind what is live. */
static bool end_coroutine(VM *vm, const Target *t, Value *end)
{
    Value *from = end, *mark = t->last_close != NULL ? find_mark(t->last_close + 1, end) : NULL;
    if (mark == NULL) { /* nothing in a method's own frames */
        if (t->last_close != NULL) {
            end = t->last_close - 2;
            from = vm->co->stack + end->i;
            leave_last_closer(vm, t->last_close);
        }
        mark = find_mark(vm->co->stack + 1, from);
    }
    if (mark == NULL) {
        return coroutine_fail(vm);
    }
    call_last_closer(vm, mark, end);
    return true;
}

/* Closes what is pending between `limit` and the target, then arrives. */
static bool unwind_to(VM *vm, const Target *t, Value *limit)
{
    if (t->pc->op == OP_P_CO_END && (vm->co->resumer != NULL || vm->entry->co == vm->co)) {
        return coroutine_fail(vm);
    }
    if (t->pc->op == OP_P_CO_END && (t->last_close != NULL || limit - vm->co->stack < LAST_CLOSE_MAX)) {
        return end_coroutine(vm, t, limit);
    }
    coroutine_forget_landed(vm, vm->co, stack_offset(vm, t->slot));
    Value *mark = find_mark(t->slot + 1, limit);
    if (mark != NULL) {
        size_t base = stack_offset(vm, t->slot + 1), at = stack_offset(vm, mark);
        if (!has_closer_room(vm, mark)) { /* before anything changes: everything is still live up to `limit` */
            set_nil(mark);
            vm_check(vm, stack_grow(vm, mark, CLOSER_SLOTS));
            mark = vm->co->stack + at;
        }
        Value v = variable_value(mark - 1);
        value_copy(mark - 1, &vm->error);
        vm->base = vm->co->stack + base;
        call_closer(vm, mark, CONT_UNWIND, (void *)(uintptr_t)vm->error_state, vm->base, &v, &vm->error);
        return true;
    }
    if (t->pc->op == OP_P_CO_END) {
        return coroutine_fail(vm);
    }
    return arrive(vm, t);
}

/* Whether a handler could run: without fuel, where the run cannot stop, its call would be the next error. */
static bool handler_can_run(const VM *vm)
{
    bool must_stop = (vm->fuel_on && vm->fuel <= 0) || vm->interrupt == SIGNAL_STOP;
    return vm->entry->mode.kind & ENTRY_CAN_PAUSE || !must_stop;
}

/* One coroutine's part of the way. */
static bool unwind_here(VM *vm)
{
    Target t;
    find_target(vm, &t);
    Value *handler = target_handler(vm, &t);
    if (handler != NULL && !(vm->error_state & ERROR_HANDLED) && !error_is_memory(vm, &vm->error) && handler_can_run(vm)) {
        bool has_headroom = !(vm->co->header.flags & CO_ERROR_STACK); /* what overflows the stack now gets it next time */
        if (t.handlers < MAX_HANDLER_DEPTH && (call_handler(vm, handler) || has_headroom)) {
            return true;
        }
        vm->has_error = false;
        if (!error_is_memory(vm, &vm->error)) {
            vm_set_text_error(vm, "error in error handling");
            vm->error_state = ERROR_HANDLED | ERROR_IN_HANDLER;
        }
    }
    return unwind_to(vm, &t, call_live_limit(vm, vm->co));
}

bool unwind(VM *vm)
{
    do {
        vm->has_error = false;
        vm->error_state = vm->is_raised_again ? vm->error_state : 0;
        vm->is_raised_again = false;
        vm->co->header.extra = CO_RUNNING;
        if (!unwind_here(vm)) {
            return false;
        }
    } while (vm->has_error && vm->pc->op != OP_P_NATIVE); /* it went on to another coroutine */
    return true;
}

bool handler_finish(VM *vm, Value *word, const Value *result)
{
    value_copy(&vm->error, result);
    vm->error_state = ERROR_HANDLED;
    vm->base = word + 2 - cont_delta(word->tag);
    vm->pc = word->p;
    vm->top = word;
    Target t;
    find_target(vm, &t);
    return unwind_to(vm, &t, word);
}

bool close_finish(VM *vm, Value *word)
{
    Value *base = word + 2 - cont_delta(word->tag);
    switch (cont_kind(word->tag)) {
    case CONT_CLOSE: /* run the closing instruction again; what it keeps ends at the word */
        vm->base = base;
        vm->pc = word->p;
        vm->top = word;
        return true;
    case CONT_CO_CLOSE:
        co_close_again(vm, word);
        return true;
    case CONT_LAST_CLOSE: {
        Target t = target_end(vm, word);
        value_copy(&vm->error, word - 1);
        return end_coroutine(vm, &t, word);
    }
    default: { /* CONT_UNWIND */
        value_copy(&vm->error, word - 1);
        vm->error_state = (uint8_t)(uintptr_t)word->p;
        vm->base = base;
        vm->top = word - 1;
        vm->pc = frame_function(base)->entry;
        Target t;
        t.slot = base - 1;
        t.pc = header_pc(base[-1].tag);
        t.word = t.slot - 1;
        t.co_close = t.pc->op == OP_P_CLOSE;
        t.last_close = NULL;
        return unwind_to(vm, &t, word - 1);
    }
    }
}

/* ---- coroutine.close ----
 *
 *      base: root | error | has error | co | MARK_CLOSING | {CONT_CO_CLOSE} | __close | value | error
 *
 * A chain is closed from its leaf to its root; co is how far that has come. The mark is there while a __close runs: when that is
 * suspended and the closer closed itself, what it was closing is closed before the closer's own variables. So a closer leaves
 * nothing half closed.
 */
#define MARK_CLOSING 1 /* bits of such a mark; 0 in those of variables */

/* Whether co, which a wrap's frame closes, keeps its frames until its error has been handled. Its pending variables lie below dest. */
static bool stays_for_traces(const VM *vm, const Coroutine *co)
{
    return frame_function(vm->base)->entry->op == OP_B_WRAPPED && co->header.flags & CO_HAS_FRAME;
}

/* The variable of co, pending at `mark`, gets its __close called on top of coroutine.close's frame. */
static void close_variable(VM *vm, Coroutine *co, Value *mark)
{
    Value *base = vm->base;
    gc_touch_coroutine(vm, co);
    Value v = variable_value(mark - 1), error = base[1];
    set_nil(mark);
    co->dest = (uint32_t)(mark - 1 - co->stack);
    if (!stays_for_traces(vm, co)) {
        co->top = co->dest;
        co->header.flags &= (uint8_t)~CO_HAS_FRAME;
    }
    base[4].bits = MARK_CLOSING;
    base[4].tag = TAG_MARK;
    vm->co->closes++;
    vm->closes++;
    call_closer(vm, base + CLOSE_SLOTS, CONT_CO_CLOSE, NULL, base, &v, base[2].tag == TAG_TRUE ? &error : NULL);
}

/* co was itself closing others in the frame with this mark: that goes on here, with its error; then it is co's turn again. */
static void take_over(VM *vm, Coroutine *co, Value *mark)
{
    Value *base = vm->base;
    Coroutine *root = mark[-4].co;
    root->resumer = co; /* as if co had resumed it */
    co->dest = (uint32_t)(mark - 5 - co->stack);
    gc_touch_coroutine(vm, root);
    set_coroutine(&base[3], mark[-1].co);
    if (mark[-2].tag == TAG_TRUE) {
        value_copy(&base[1], &mark[-3]);
        set_bool(&base[2], true);
    }
    set_nil(mark);
}

/* co has no variable left. */
static void end_closing(VM *vm, Coroutine *co)
{
    co->resumer = NULL;
    if (co->header.extra == CO_CLOSING) {
        co->header.extra = vm->base[2].tag == TAG_TRUE ? CO_FAILED : CO_CLOSED;
    }
    vm->closes -= co->closes;
    co->closes = 0;
    if (!stays_for_traces(vm, co)) {
        coroutine_drop_stack(vm, co);
    }
}

/* Gives the next variable's __close a frame; false: there is none any more. */
static bool close_next_of_chain(VM *vm)
{
    Value *base = vm->base;
    const Coroutine *root = base[0].co;
    for (;;) {
        Coroutine *co = base[3].co, *resumer = co->resumer;
        uint32_t end = stays_for_traces(vm, co) ? co->dest : co->top;
        Value *mark = co->stack != NULL ? find_mark(co->stack + 1, co->stack + end) : NULL;
        if (mark == NULL) {
            end_closing(vm, co);
            if (co == root) {
                return false;
            }
            set_coroutine(&base[3], resumer);
        } else if (mark->bits == MARK_CLOSING) {
            take_over(vm, co, mark);
        } else {
            close_variable(vm, co, mark);
            return true;
        }
    }
}

/* What a wrap's call raises when it has closed its coroutine. */
static NORETURN void raise_wrapped(VM *vm, Coroutine *co)
{
    vm->error = vm->base[1];
    if (!error_is_memory(vm, &vm->error) && (!is_string(&vm->error) || vm->error.string->length < MAX_WRAP_MESSAGE)) {
        error_prefix_position(vm, 1);
    }
    co->header.flags |= CO_IS_WRAPPED; /* its error has been told */
    coroutine_land(vm, co);
    vm_throw(vm);
}

/* A wrap's call, in which there is no room, leaves its coroutine, with its error, for coroutine.close. */
static NORETURN void give_up(VM *vm)
{
    Coroutine *co = vm->base[0].co;
    co->header.extra = CO_FAILED;
    co->header.flags &= (uint8_t)~CO_IS_WRAPPED;
    if (co->rare != NULL) {
        co->rare->error = vm->base[1];
        gc_touch_coroutine(vm, co);
    }
    vm_throw(vm);
}

bool co_close_step(VM *vm, Value **results, size_t *count)
{
    set_nil(&vm->base[4]);
    if (!has_closer_room(vm, vm->base + CLOSE_SLOTS) && !stack_grow(vm, vm->base + CLOSE_SLOTS, CLOSER_SLOTS)) {
        give_up(vm); /* before anything changes; coroutine.close has made room */
    }
    if (close_next_of_chain(vm)) {
        return false;
    }
    Value *base = vm->base;
    if (frame_function(base)->entry->op == OP_B_WRAPPED) {
        raise_wrapped(vm, base[0].co);
    }
    bool failed = base[2].tag == TAG_TRUE;
    set_bool(&base[2], !failed);
    value_copy(&base[3], &base[1]);
    *results = &base[2];
    *count = failed ? 2 : 1;
    return true;
}
