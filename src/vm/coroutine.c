/* coroutine.c: coroutine objects, the rules of resume, yield and transfer, and the switch.
 *
 * A switch parks one coroutine (coroutine_park stores where it goes on) and enters another (coroutine_enter loads that and
 * delivers the values). Both are O(1) apart from copying the values; neither uses C stack. The builtin whose call causes the
 * switch has its function slot at `dest`; the header written there by the call stays, so that the builtin's frame can be
 * entered again when an error has to be raised in it.
 *
 * What waits in resume counts for the limit of its chain's memory. A coroutine that was resumed keeps what all below it took then
 * (`below`): a chain that falls asleep, or is dropped, takes that along. Where it is too much, it is counted anew.
 *
 * Who goes on when a body ends: the resumer; without one the leaf of its home's chain, else the leaf of the chain of the
 * current entry from C, which is always parked by transfer then.
 *
 * A coroutine that fails keeps its stack, for traces: until it is closed or, when coroutine.wrap has closed it at once, until its error
 * has been handled. The coroutine at whose call the error comes out lists it (`landed`) as long as the frame of that call stands;
 * it may itself fail and be listed by another, so that a message handler finds all that the error came through:
 *
 *      main -- landed --> outer (its wrap's call failed) -- landed --> inner (raised the error)
 *
 * Invariants
 * 1. A suspended coroutine's slots [0, top) are live and all others are dead.
 * 2. coroutine_enter fails (for want of memory) before it changes any state.
 * 3. A coroutine that starts to run is touched first (coroutine_set_current): the collector scans it again.
 */
#include "coroutine.h"

#include <stdio.h>
#include <string.h>

#include "debuginfo.h"
#include "error.h"
#include "heap.h"
#include "memory.h"
#include "string.h"
#include "table.h"

#define SHOWN_NAME_MAX 64 /* bytes of a name in messages and traces: about those of a short source */

/* ---- objects ---- */

Coroutine *coroutine_new(VM *vm, Function *body)
{
    uint32_t slots = coroutine_first_slots(body);
    Value *stack = stack_new(vm, slots);
    if (stack == NULL) {
        return NULL;
    }
    heap_guard(vm, stack, (size_t)slots * sizeof(Value)); /* no object holds it yet */
    Coroutine *co = gc_new(vm, TAG_COROUTINE, sizeof(Coroutine));
    heap_guard(vm, NULL, 0);
    if (co == NULL) {
        stack_free(vm, stack, (size_t)slots * sizeof(Value));
        return NULL;
    }
    coroutine_fill(vm, co, body, stack, slots);
    return co;
}

CoRare *coroutine_rare(VM *vm, Coroutine *co)
{
    if (co->rare == NULL) {
        CoRare *rare = gc_new_buffer(vm, sizeof(CoRare));
        if (rare == NULL) {
            return NULL;
        }
        memset(rare, 0, sizeof(CoRare));
        co->rare = rare;
        gc_barrier(vm, &co->header);
    }
    return co->rare;
}

static void mark_maybe(VM *vm, Coroutine *co)
{
    if (co != NULL) {
        gc_mark_object(vm, &co->header);
    }
}

void coroutine_mark_rare(VM *vm, Coroutine *co)
{
    CoRare *rare = co->rare;
    if (rare == NULL) {
        return;
    }
    gc_mark_buffer(vm, rare, sizeof(CoRare));
    mark_maybe(vm, rare->home);
    mark_maybe(vm, rare->landed);
    mark_maybe(vm, rare->landed_next);
    mark_maybe(vm, rare->stopped);
    gc_mark_value(vm, &rare->name);
    gc_mark_value(vm, &rare->error);
    gc_mark_value(vm, &rare->hook_function);
    if (rare->state != NULL && vm->compat_mark_state != NULL) {
        vm->compat_mark_state(vm, rare->state);
    }
}

/* What a coroutine with a stack runs at the bottom; NULL when its results lie there. */
static const Function *body_function(const Coroutine *co)
{
    const Value *slot = &co->stack[0];
    return (uint8_t)slot->tag == TAG_FUNCTION && slot->tag != TAG_FUNCTION ? slot->function : NULL;
}

void coroutine_drop_stack(VM *vm, Coroutine *co)
{
    if (co->stack != NULL) {
        const Function *fn = body_function(co);
        coroutine_forget_landed(vm, co, 0);
        co->header.flags &= (uint8_t)~CO_HAS_FRAME;
        coroutine_free_stack(vm, co);
        co->body = fn != NULL && fn->header.extra == FN_LUA ? fn->proto : NULL;
        gc_touch_coroutine(vm, co);
    }
}

/* ---- errors on their way from one coroutine into another ---- */

/* The stack of a coroutine that coroutine.wrap has closed was kept for traces only. */
static void drop_wrapped(VM *vm, Coroutine *failed)
{
    if (failed->header.flags & CO_IS_WRAPPED) {
        coroutine_drop_stack(vm, failed);
    }
}

void coroutine_land(VM *vm, Coroutine *failed)
{
    bool had_error = vm->has_error, is_traced = failed->rare != NULL && !error_is_memory(vm, &vm->error);
    Value error = vm->error;
    CoRare *rare = is_traced ? coroutine_rare(vm, vm->co) : NULL;
    vm->error = error;
    vm->has_error = had_error;
    if (rare == NULL) { /* no handler will be called, or no memory: the trace begins here */
        drop_wrapped(vm, failed);
        return;
    }
    failed->rare->landed_base = stack_offset(vm, vm->base);
    failed->rare->landed_next = rare->landed;
    rare->landed = failed;
    gc_touch_coroutine(vm, failed);
    gc_touch_coroutine(vm, vm->co);
}

/* Puts what landed in `failed` in front of the rest of the list that it is taken from: recursion might be as deep as wraps nest. */
static void splice_landed(VM *vm, CoRare *rare, CoRare *failed)
{
    Coroutine *last = NULL;
    for (Coroutine *co = failed->landed; co != NULL; co = co->rare->landed_next) {
        co->rare->landed_base = UINT32_MAX; /* these are to go, too */
        last = co;
    }
    if (last != NULL) {
        last->rare->landed_next = rare->landed;
        gc_touch_coroutine(vm, last);
        rare->landed = failed->landed;
        failed->landed = NULL;
    }
}

void coroutine_forget_landed(VM *vm, Coroutine *co, uint32_t above)
{
    CoRare *rare = co->rare;
    while (rare != NULL && rare->landed != NULL && rare->landed->rare->landed_base > above) {
        Coroutine *failed = rare->landed;
        rare->landed = failed->rare->landed_next;
        failed->rare->landed_next = NULL;
        splice_landed(vm, rare, failed->rare);
        gc_touch_coroutine(vm, co);
        drop_wrapped(vm, failed);
    }
}

/* ---- questions ---- */

const char *coroutine_state(VM *vm, const Coroutine *co)
{
    static const char *const names[] = {"new", "yielded", "transferred", "running", "normal",
                                        "closing", "finished", "failed", "closed"};
    enum CoState state = co->header.extra;
    return co == vm->co ? "running" : names[state == CO_RUNNING ? CO_NORMAL : state]; /* C left it to run another */
}

const char *coroutine_status(VM *vm, const Coroutine *co)
{
    if (co == vm->co) {
        return "running";
    }
    switch ((enum CoState)co->header.extra) {
    case CO_NEW:
    case CO_YIELDED:
    case CO_TRANSFERRED:
        return "suspended";
    case CO_RUNNING:
    case CO_NORMAL:
        return "normal";
    case CO_CLOSING:
        return "running";
    default:
        return "dead";
    }
}

/* Whether co, were it running, could yield to C (a C resume waits for it). */
static bool is_c_resumed(const VM *vm, const Coroutine *co)
{
    for (const CEntry *e = vm->entry; e != NULL; e = e->previous) {
        if (e->mode.kind & ENTRY_RESUME && e->co == co) {
            return true;
        }
    }
    return false;
}

bool coroutine_is_yieldable(VM *vm, const Coroutine *co)
{
    if (co == vm->main || co->barriers != 0) {
        return false;
    }
    return co != vm->co || co->resumer != NULL || is_c_resumed(vm, co);
}

bool coroutine_is_transferable(VM *vm)
{
    return vm->entry == NULL || !(vm->entry->mode.kind & ENTRY_BARRIER);
}

bool coroutine_closes_are_deep(const VM *vm)
{
    if (vm->closes < MAX_CLOSES) { /* the usual case: no walk */
        return false;
    }
    uint32_t count = 0;
    for (const Coroutine *co = vm->co; co != NULL && count < MAX_CLOSES; co = co->resumer) {
        count += co->closes;
    }
    return count >= MAX_CLOSES;
}

Coroutine *coroutine_leaf(VM *vm, Coroutine *co)
{
    /* Links lead from a leaf to its root only; downwards, a coroutine blocked in resume has the resumed one in the slot
     * above dest (the argument of resume, or put there by a wrap's call). */
    size_t links = 0;
    while ((co->header.extra == CO_NORMAL || co->header.extra == CO_CLOSING) && co != vm->co && co->stack != NULL) {
        uint32_t dest = coroutine_dest(co);
        const Value *resumed = &co->stack[dest + 1];
        if (coroutine_top(co) <= dest + 1 || resumed->tag != TAG_COROUTINE || coroutine_resumer(resumed->co) != co) {
            break;
        }
        co = resumed->co;
        links++;
    }
    vm_charge_links(vm, links);
    return co;
}

/* How a byte of a name is shown: a control character as a decimal escape, so that a name stays within its line. */
static size_t show_byte(unsigned char byte, char piece[8])
{
    if (byte >= ' ' && byte != 127) {
        piece[0] = (char)byte;
        return 1;
    }
    return (size_t)snprintf(piece, 8, "\\%03u", byte);
}

/* Shows a name from a program; of a long one the end gives way to "...", between characters if it is UTF-8. */
static size_t show_name(const String *name, char *buffer)
{
    size_t length = 0, cut = 0;
    for (size_t i = 0; i < name->length; i++) {
        char piece[8];
        unsigned char byte = (unsigned char)name->chars[i];
        size_t n = show_byte(byte, piece);
        bool begins = (byte & 0xC0) != 0x80 || length - cut > 3; /* no continuation byte, or one of no character */
        if (begins && length <= SHOWN_NAME_MAX - 3) {
            cut = length;
        }
        if (length + n > SHOWN_NAME_MAX) {
            memcpy(buffer + cut, "...", 3);
            return cut + 3;
        }
        memcpy(buffer + length, piece, n);
        length += n;
    }
    return length;
}

void coroutine_name(VM *vm, const Coroutine *co, char buffer[CO_NAME_SIZE])
{
    char source[DEBUG_SOURCE_MAX];
    if (co->rare != NULL && is_string(&co->rare->name) && co->rare->name.string->length > 0) {
        buffer[show_name(co->rare->name.string, buffer)] = '\0';
        return;
    }
    const Function *fn = co->stack != NULL ? body_function(co) : NULL;
    const Proto *body = fn == NULL ? NULL : fn->header.extra == FN_LUA ? fn->proto : NULL;
    if (co->stack == NULL) {
        body = co->body;
    }
    if (co == vm->main || body == NULL) {
        snprintf(buffer, CO_NAME_SIZE, "%s", co == vm->main ? "main" : fn != NULL && fn->name != NULL ? fn->name : "?");
        return;
    }
    debug_short_source(body->source, source, sizeof source);
    if (body->line == 0) {
        snprintf(buffer, CO_NAME_SIZE, "main chunk <%s>", source);
        return;
    }
    size_t length = body->name != NULL ? show_name(body->name, buffer) : (size_t)sprintf(buffer, "function");
    snprintf(buffer + length, CO_NAME_SIZE - length, " <%s:%u>", source, (unsigned)body->line);
}

bool coroutine_set_home(VM *vm, Coroutine *co, Coroutine *home)
{
    CoRare *rare = coroutine_rare(vm, co);
    if (rare == NULL) {
        return false;
    }
    rare->home = home;
    gc_touch_coroutine(vm, co);
    return true;
}

/* ---- legality ---- */

static bool is_dead(const Coroutine *co)
{
    return co->header.extra >= CO_FINISHED;
}

/* What me takes of the limit of a chain's memory. */
static uint32_t chain_part(const Coroutine *me)
{
    return coroutine_chain_slots(me, me->header.aux) - me->below;
}

/* The collector may have trimmed stacks of coroutines that wait in resume: what they take is counted anew. */
static COLD void recount_chain(VM *vm)
{
    uint32_t below = 0;
    size_t links = 0;
    Coroutine *co = vm->co;
    for (; co->resumer != NULL; co = co->resumer) {
        below += chain_part(co->resumer);
        links++;
    }
    vm_charge_links(vm, 2 * links);
    below += co->below; /* what C has resumed the root from */
    for (co = vm->co; co->resumer != NULL; co = co->resumer) {
        co->below = below;
        below -= chain_part(co->resumer);
    }
}

static bool chain_has_room(const VM *vm)
{
    return coroutine_chain_slots(vm->co, vm->co->header.aux) <= vm->chain_cap;
}

const char *coroutine_check_resume(VM *vm, const Coroutine *co, size_t n)
{
    enum CoState state = co->header.extra;
    if (LIKELY(state <= CO_YIELDED && co != vm->co)) {
        if (UNLIKELY(!coroutine_takes(co, n))) {
            return "too many arguments to resume";
        }
        if (UNLIKELY(!chain_has_room(vm))) {
            recount_chain(vm);
        }
        return LIKELY(chain_has_room(vm)) ? NULL : "C stack overflow";
    }
    if (is_dead(co)) {
        return "cannot resume dead coroutine";
    }
    if (state == CO_TRANSFERRED) {
        return "cannot resume a transferred coroutine (use coroutine.transfer)";
    }
    return "cannot resume non-suspended coroutine";
}

/* "attempt to VERB across a C-call boundary", and the function that started the entry (NULL: not known) and can't be suspended,
 * if it has a name. */
static void barrier_message(VM *vm, const CEntry *e, const char *verb, char *buffer, size_t size)
{
    const Function *fn = e != NULL ? entry_outer(e)->stack[e->base - 1].function : NULL;
    char name[100] = "";
    if (fn != NULL && e->mode.kind & ENTRY_FINALIZER) {
        snprintf(name, sizeof name, "__gc");
    } else if (fn != NULL && !debug_global_name(vm, fn, name, sizeof name) && fn->name != NULL) {
        snprintf(name, sizeof name, "%s", fn->name);
    }
    const char *open = name[0] != 0 ? " (in " : "", *close = name[0] != 0 ? ")" : "";
    snprintf(buffer, size, "attempt to %s across a C-call boundary%s%s%s", verb, open, name, close);
}

/* Whether co's chain holds the entry coroutine of an outer entry from C. */
static bool is_of_outer_entry(VM *vm, Coroutine *co)
{
    for (const CEntry *e = vm->entry; e != NULL; e = e->previous) {
        if (e == vm->entry) {
            continue;
        }
        for (Coroutine *c = co; c != NULL; c = coroutine_resumer(c)) {
            if (c == e->co) {
                return true;
            }
        }
    }
    return false;
}

const char *coroutine_check_transfer(VM *vm, Coroutine *co, char *buffer, size_t size)
{
    enum CoState state = co->header.extra;
    if (!coroutine_is_transferable(vm)) {
        barrier_message(vm, vm->entry, "transfer", buffer, size);
        return buffer;
    }
    if (is_dead(co)) {
        return "cannot transfer to a dead coroutine";
    }
    if (state == CO_YIELDED) {
        return "cannot transfer to a yielded coroutine (use coroutine.resume)";
    }
    if (state == CO_CLOSING) {
        return "cannot transfer to a running coroutine";
    }
    if (state != CO_NEW && state != CO_TRANSFERRED) {
        Coroutine *leaf = coroutine_leaf(vm, co);
        if (leaf == co) { /* it called the C function that started this entry */
            return "cannot transfer to a coroutine of an outer C call";
        }
        char name[CO_NAME_SIZE];
        coroutine_name(vm, leaf, name);
        snprintf(buffer, size, "cannot transfer to a normal coroutine (its leaf is %s)", name);
        return buffer;
    }
    if (state == CO_TRANSFERRED && vm->entry->previous != NULL && is_of_outer_entry(vm, co)) {
        return "cannot transfer to a coroutine of an outer C call";
    }
    return NULL;
}

/* ---- the switch ---- */

void coroutine_park(VM *vm, Value *slot, Value *base, Instr *pc, enum CoState state)
{
    Coroutine *co = vm->co;
    co->header.extra = (uint8_t)state;
    co->pc = pc;
    coroutine_set_frame(co, base);
    uint32_t dest = (uint32_t)(slot - co->stack);
    coroutine_set_place(co, dest, dest + 1 + (state == CO_NORMAL));
}

bool coroutine_grow(VM *vm, Coroutine *co, size_t slots)
{
    return slots <= MAX_STACK_SLOTS && stack_resize(vm, co, slots);
}

void coroutine_reserve(VM *vm, Coroutine *co, size_t slots)
{
    if (slots <= co->header.aux) {
        return;
    }
    if (!coroutine_grow(vm, co, slots)) {
        if (!vm->has_error) {
            vm_set_error(vm, "stack overflow");
        }
        vm_throw(vm);
    }
    gc_touch_coroutine(vm, co);
}

void coroutine_enter(VM *vm, Coroutine *co, const Value *values, size_t n, int ok)
{
    coroutine_settle(co);
    size_t count = n + (ok >= 0);
    size_t needed = co->dest + count;
    if (UNLIKELY(needed > co->header.aux)) {
        coroutine_reserve(vm, co, needed + 2);
    }
    bool is_new = co->header.extra == CO_NEW;
    coroutine_set_current(vm, co);
    co->header.extra = CO_RUNNING;
    Value *dest = co->stack + co->dest;
    vm->base = coroutine_frame(co);
    vm->pc = co->pc;
    size_t want = is_new ? 0 : co->pc[-2].c;
    Value *to = dest;
    if (ok >= 0) {
        set_bool(to++, ok != 0);
    }
    for (size_t i = 0; i < n; i++) {
        value_copy(to + i, values + i);
    }
    if (want == 0) {
        vm->top = dest + count;
        vm->nargs = (uint32_t)count;
    } else {
        for (size_t i = count; i + 1 < want; i++) {
            set_nil(dest + i);
        }
    }
}

void coroutine_enter_builtin(VM *vm, Coroutine *co)
{
    coroutine_settle(co);
    coroutine_set_current(vm, co);
    co->header.extra = CO_RUNNING;
    if (coroutine_is_in_native(co)) {
        vm->base = coroutine_frame(co);
        vm->top = co->stack + co->dest - (co->pc->op == OP_P_NATIVE ? 2 : 0); /* a native's two words are dropped */
    } else {
        vm->base = vm->top = co->stack + co->dest + 1;
    }
    vm->pc = vm->base[-1].function->entry;
    vm->nargs = 0;
}

/* Where a coroutine without resumer returns to. */
static Coroutine *landing(VM *vm, Coroutine *co)
{
    if (co->rare != NULL && co->rare->home != NULL) {
        Coroutine *leaf = coroutine_leaf(vm, co->rare->home);
        char buffer[200];
        if (leaf != co && leaf->header.extra == CO_TRANSFERRED &&
            coroutine_check_transfer(vm, leaf, buffer, sizeof buffer) == NULL) {
            return leaf;
        }
    }
    return coroutine_leaf(vm, vm->entry->co);
}

/* The results of the running coroutine's body have no room where they belong: raises in a frame in the body's place. */
static NORETURN COLD void fail_at_end(VM *vm)
{
    Value *slot = vm->co->stack;
    set_function(slot, vm->trampoline);
    slot->tag = header_make(pseudo_pc(vm, OP_P_CO_END), 1);
    vm->base = vm->top = slot + 1;
    vm->nargs = 0;
    vm->pc = vm->trampoline->entry;
    if (!vm->has_error) {
        vm_set_error(vm, "too many results to transfer");
    }
    vm_throw(vm);
}

/* The resumer's stack cannot hold the running coroutine's results: it gets a message instead, as in Lua. Raises for a wrap's call. */
static COLD void refuse_results(VM *vm, bool is_finished)
{
    Coroutine *co = vm->co, *to = co->resumer;
    Value message;
    String *text = string_new_text(vm, "too many results to resume");
    vm_check(vm, text != NULL);
    set_string(&message, text);
    co->resumer = NULL;
    if (is_finished) {
        co->header.extra = CO_FINISHED;
        coroutine_free_stack(vm, co);
    }
    if (!(co->header.flags & CO_IS_WRAPPED)) {
        coroutine_enter(vm, to, &message, 1, 0);
        return;
    }
    coroutine_enter_builtin(vm, to);
    vm->error = message;
    error_prefix_position(vm, 1);
    vm_throw(vm);
}

bool coroutine_finish(VM *vm, Value *values, size_t n)
{
    Coroutine *co = vm->co, *to = co->resumer;
    vm->pc = pseudo_pc(vm, OP_P_CO_END); /* between two frames: results end at top */
    if (to == NULL && vm->entry->co == co) { /* C resumed it */
        co->header.extra = CO_FINISHED;
        vm->entry->result = stack_offset(vm, values);
        vm->entry->result_count = (uint32_t)n;
        return false;
    }
    Coroutine *next = to != NULL ? to : landing(vm, co);
    size_t needed = coroutine_dest(next) + n + 1;
    if (UNLIKELY(needed > next->header.aux)) {
        if (to != NULL && !coroutine_takes(to, n)) {
            refuse_results(vm, true);
            return true;
        }
        if (!coroutine_grow(vm, next, needed)) {
            fail_at_end(vm);
        }
    }
    coroutine_enter(vm, next, values, n, to == NULL || co->header.flags & CO_IS_WRAPPED ? -1 : 1);
    co->resumer = NULL;
    co->header.extra = CO_FINISHED;
    coroutine_free_stack(vm, co);
    return true;
}

bool coroutine_fail(VM *vm)
{
    Coroutine *co = vm->co, *to = co->resumer;
    Value error = vm->error;
    coroutine_stop(vm, call_live_limit(vm, co), CO_FAILED); /* its frames are kept for traces */
    CoRare *rare = coroutine_rare(vm, co); /* out of memory: coroutine.close will not tell the error again */
    if (rare != NULL) {
        rare->error = error;
        gc_touch_coroutine(vm, co);
    }
    vm->has_error = false;
    bool is_wrapped = to != NULL && co->header.flags & CO_IS_WRAPPED;
    if (!is_wrapped) {
        co->header.flags &= (uint8_t)~CO_IS_WRAPPED;
    }
    if (to == NULL && vm->entry->co == co) {
        coroutine_forget_landed(vm, co, 0);
        return false;
    }
    co->resumer = NULL;
    if (to == NULL) {
        to = landing(vm, co);
        coroutine_enter_builtin(vm, to);
        vm->error = error;
        vm->has_error = true; /* the loop goes on unwinding in it */
        coroutine_land(vm, co);
        return true;
    }
    if (is_wrapped) { /* the wrapper's frame closes co, then raises */
        coroutine_enter_builtin(vm, to);
        if (coroutine_closes_are_deep(vm)) { /* co is left for coroutine.close */
            co->header.flags &= (uint8_t)~CO_IS_WRAPPED;
            vm_set_error(vm, "C stack overflow");
            return true;
        }
        vm_assert(vm->stack_limit - vm->base >= CLOSE_SLOTS);
        set_coroutine(&vm->base[0], co);
        value_copy(&vm->base[1], &error);
        set_bool(&vm->base[2], true);
        set_coroutine(&vm->base[3], co);
        set_nil(&vm->base[4]);
        vm->top = vm->base + CLOSE_SLOTS;
        vm->nargs = NARGS_AGAIN;
        co->header.extra = CO_CLOSING;
        return true;
    }
    coroutine_forget_landed(vm, co, 0);
    coroutine_enter(vm, to, &error, 1, 0);
    return true;
}

const char *coroutine_check_yield(VM *vm, char *buffer, size_t size)
{
    const Coroutine *co = vm->co;
    if (co->barriers != 0 && co != vm->main) {
        const CEntry *e = vm->entry;
        while (e != NULL && (!(e->mode.kind & ENTRY_BARRIER) || e->co != co)) {
            e = e->previous;
        }
        barrier_message(vm, e, "yield", buffer, size);
        return buffer;
    }
    if (co->resumer != NULL || (vm->entry->mode.kind & ENTRY_RESUME && vm->entry->co == co)) {
        return NULL;
    }
    return co == vm->main ? "attempt to yield from outside a coroutine"
                          : "attempt to yield from a coroutine that was not resumed";
}

void coroutine_require_yield(VM *vm)
{
    char buffer[200];
    const char *problem = coroutine_check_yield(vm, buffer, sizeof buffer);
    if (problem != NULL) {
        vm_raise(vm, "%s", problem);
    }
}

bool coroutine_yield_values(VM *vm, Value *values, size_t n)
{
    Coroutine *co = vm->co, *to = co->resumer;
    if (to == NULL) {
        vm->entry->result = stack_offset(vm, values);
        vm->entry->result_count = (uint32_t)n;
        return false;
    }
    if (UNLIKELY(!coroutine_takes(to, n))) {
        refuse_results(vm, false);
        return true;
    }
    coroutine_enter(vm, to, values, n, co->header.flags & CO_IS_WRAPPED ? -1 : 1);
    co->resumer = NULL;
    return true;
}
