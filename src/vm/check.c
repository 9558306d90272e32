/* check.c: hooks, fuel and interrupts: what happens when the dispatch table leads to the CHECK handler.
 *
 * With a hook alive in any coroutine every entry of the table leads there; with fuel or a pending interrupt only the
 * back-jumps, calls, function entries and returns of open lists do (a chain of returns that each pass a longer list on is
 * quadratic, and makes no call). A hook is called like a metamethod: a frame above the running one,
 *
 *      .. live part | nargs, top | {pc, CONT_HOOK} | hook function | event | line
 *
 * and P_HOOK puts everything back, runs the further hooks of that instruction, then the instruction. The word's high bits
 * tell which hook it was.
 *
 * A checked instruction is never a fused form: all of these lead to the handler, which runs the original, so that what was
 * fused to it has a dispatch of its own.
 *
 * Invariants
 * 1. interp_signal may be called at any time, from a signal handler or another thread: it reads what never changes, and stores
 *    into entries of the table that lead to CHECK anyhow while a signal is pending.
 * 2. A run that stops for want of fuel has changed nothing: the instruction has not begun.
 */
#include "check.h"

#include "call.h"
#include "coroutine.h"
#include "debuginfo.h"
#include "error.h"
#include "interp.h"
#include "string.h"
#include "table.h"
#include "unwind.h"
#include "weft.h"

#include <string.h>

#define ELEMENTS_PER_UNIT 16 /* of a list, as weft.h says */

/* Instructions at which fuel and interrupts are tested. */
static bool is_checkpoint(int op)
{
    switch (op) {
    case OP_LOOP: case OP_FORLOOP:
    case OP_TFORCALL: case OP_TFORCALL_NEXT: case OP_TFORCALL_IPAIRS: case OP_TFORCALL_WRAPPED:
    case OP_CALL: case OP_CALL_LUA: case OP_CALL_ANY: case OP_CALL_RESUME: case OP_CALL_WRAPPED: case OP_CALL_YIELD:
    case OP_CALL_SHORT:
    case OP_TAILCALL: case OP_ENTER: case OP_ENTERV: case OP_NATIVE:
    case OP_RETURN: case OP_RETURNX:
        return true;
    default:
        return false;
    }
}

/* Places that the quick step of a loop over a table at vm->pc looks at, if that may be many. */
static size_t places_ahead(const VM *vm)
{
    enum { SMALL = 256 };
    const Value *r = vm->base + vm->pc->a / sizeof(Value) - LOOP_CALL;
    if (!is_table(&r[1])) {
        return 0;
    }
    Table *t = r[1].table;
    bool is_small = t->array_len < SMALL && table_nodes_bytes(t) < SMALL * sizeof(Node);
    return is_small ? 0 : table_places_ahead(t, r[4].tag == TAG_LIGHT ? r[4].bits : 0);
}

/* Units of fuel that the checkpoint at vm->pc takes: one, and one for so many elements of the open list that it moves, or of the table
 * that it looks through. */
static int64_t checkpoint_cost(const VM *vm)
{
    const Instr *pc = vm->pc;
    if (pc->op == OP_TFORCALL_NEXT) {
        return 1 + (int64_t)(places_ahead(vm) / ELEMENTS_PER_UNIT);
    }
    int op = opcode_info[pc->op].original;
    bool returns = op == OP_RETURN || op == OP_RETURNX;
    if ((returns || op == OP_CALL || op == OP_TAILCALL) && pc->b == 0) {
        return 1 + (vm->top - vm->base - pc->a / (ptrdiff_t)sizeof(Value)) / ELEMENTS_PER_UNIT;
    }
    return returns ? 0 : 1;
}

void interp_signal(VM *vm, int signal)
{
    int none = 0;
    if (signal == SIGNAL_STOP) {
        atomic_store(&vm->interrupt, signal);
    } else {
        atomic_compare_exchange_strong(&vm->interrupt, &none, signal);
    }
    for (int op = 0; op < OP_COUNT; op++) {
        if (is_checkpoint(op) || opcode_unfused(op) != op) {
            __atomic_store_n(&vm->dispatch[op], vm->plain[OP_COUNT], __ATOMIC_RELAXED);
        }
    }
}

void interp_clear_signal(VM *vm)
{
    atomic_store(&vm->interrupt, 0);
    interp_update_checks(vm);
}

bool interp_take_interrupt(VM *vm)
{
    int signal = SIGNAL_INTERRUPT;
    if (!atomic_compare_exchange_strong(&vm->interrupt, &signal, 0)) { /* a stop has come meanwhile: it stays */
        return false;
    }
    interp_update_checks(vm);
    return true;
}

void interp_update_checks(VM *vm)
{
    bool all = vm->hooks_alive > 0, some;
    do { /* again when an interrupt came meanwhile, whose stores these may have undone */
        some = vm->fuel_on || atomic_load(&vm->interrupt) != 0;
        for (int op = 0; op < OP_COUNT; op++) {
            const void *handler = all || (some && (is_checkpoint(op) || opcode_unfused(op) != op)) ? vm->plain[OP_COUNT] : vm->plain[op];
            __atomic_store_n(&vm->dispatch[op], handler, __ATOMIC_RELAXED);
        }
        atomic_thread_fence(memory_order_seq_cst);
    } while (!some && atomic_load(&vm->interrupt) != 0);
}

/* ---- hooks ---- */

/* What an instruction may owe a hook, in this order. */
typedef enum HookStage { STAGE_CALL, STAGE_COUNT, STAGE_LINE, STAGE_RETURN, STAGE_END } HookStage;
#define STAGE_SHIFT 48 /* in a CONT_HOOK's tag word */

/* Entry of a function that is not Lua's; not of one that is entered again, nor of the stand-in for a call by __call. */
static bool is_foreign_entry(const VM *vm, int op)
{
    return op == OP_NATIVE || op == OP_CFUNCTION ||
           (op >= OP_B_PCALL && op < OP_P_META && op != OP_B_CALL && vm->nargs != NARGS_AGAIN);
}

static bool is_entry(const VM *vm, int op)
{
    return op == OP_ENTER || op == OP_ENTERV || is_foreign_entry(vm, op);
}

Value *check_live_end(VM *vm)
{
    if (is_foreign_entry(vm, vm->pc->op)) {
        vm->top = vm->base + vm->nargs;
    }
    return call_live_limit(vm, vm->co);
}

/* Number of an event in the C API of Lua: its position. */
static const char *const event_names[] = {"call", "return", "line", "count", "tail call"};
enum { EVENT_CALL_HOOK, EVENT_RETURN_HOOK, EVENT_LINE_HOOK, EVENT_COUNT_HOOK, EVENT_TAIL_HOOK, NO_HOOK = -1 };

#define HOOK_SLOTS 6 /* saved state, continuation word, function, two arguments, and one to spare */

/* Gives the function a frame as the hook of the instruction at vm->pc; there is room for it. */
static void enter_hook(VM *vm, Function *hook, HookStage stage, const Value *args, size_t nargs)
{
    Value *end = check_live_end(vm);
    end[0].bits = (uint64_t)vm->nargs << 32 | stack_offset(vm, vm->top);
    end[0].tag = TAG_LIGHT;
    end[1].p = vm->pc;
    end[1].tag = cont_make(CONT_HOOK, (size_t)(end + 3 - vm->base)) | (uint64_t)stage << STAGE_SHIFT;
    set_function(&end[2], hook);
    for (size_t i = 0; i < nargs; i++) {
        value_copy(&end[3 + i], &args[i]);
    }
    vm->top = end + 3 + nargs;
    call_enter(vm, end + 2, nargs, pseudo_pc(vm, OP_P_HOOK), 1);
}

/* Runs the hook of the running coroutine; true: it was given a frame. */
static bool call_hook(VM *vm, CoRare *rare, HookStage stage, int event, int line)
{
    Value *end = check_live_end(vm);
    if (vm->stack_limit - end < HOOK_SLOTS) { /* before there is a string that only C knows */
        vm_check(vm, stack_grow(vm, end, HOOK_SLOTS));
    }
    rare->in_hook = true;
    if (rare->transfer_count == 0) {
        rare->transfer_first = 0;
    }
    if (rare->c_hook != NULL) {
        Function *first = rare->c_hook(vm, event, line);
        if (first == NULL) {
            rare->in_hook = false;
            return false;
        }
        end = check_live_end(vm);
        if (vm->stack_limit - end < HOOK_SLOTS) {
            vm_check(vm, stack_grow(vm, end, HOOK_SLOTS));
        }
        enter_hook(vm, first, stage, NULL, 0);
        return true;
    }
    Value args[2];
    String *text = string_new_text(vm, event_names[event]);
    if (text == NULL) {
        rare->in_hook = false;
        vm_throw(vm);
    }
    set_string(&args[0], text);
    if (line >= 0) {
        set_int(&args[1], line);
    } else {
        set_nil(&args[1]);
    }
    enter_hook(vm, rare->hook_function.function, stage, args, 2);
    return true;
}

static bool is_return(int op)
{
    return op == OP_RETURN0 || op == OP_RETURN1 || op == OP_RETURN || op == OP_RETURNX || op == OP_P_RETURN;
}

/* Whether the instruction at vm->pc is going to jump back: a loop's does unless the loop ends. */
static bool jumps_back(const VM *vm)
{
    const Value *r = vm->base + vm->pc->a / sizeof(Value);
    switch (opcode_info[vm->pc->op].original) {
    case OP_LOOP:
        return true;
    case OP_TFORLOOP:
        return r[LOOP_CALL].tag != TAG_NIL;
    case OP_FORLOOP:
        return r->tag == TAG_INT ? r->i != r[1].i : r[2].n > 0 ? r->n + r[2].n <= r[1].n : r[1].n <= r->n + r[2].n;
    default:
        return false;
    }
}

/* The line that begins with the instruction at vm->pc, or -1. */
static int new_line(VM *vm, CoRare *rare)
{
    Function *fn = frame_function(vm->base);
    if (fn->header.extra != FN_LUA) {
        return -1;
    }
    Proto *p = fn->proto;
    uint32_t pc = (uint32_t)(vm->pc - p->code);
    if (vm->pc->op == OP_ENTER || vm->pc->op == OP_ENTERV) {
        rare->hook_line = -1;
        return -1;
    }
    int line = proto_line(p, pc);
    bool changed = line != rare->hook_line;
    rare->hook_line = jumps_back(vm) ? -1 : line; /* a jump back begins its line anew */
    return changed ? line : -1;
}

void check_resume_line(VM *vm, const Value *slot)
{
    CoRare *rare = vm->co->rare;
    Frame f;
    bool found = rare != NULL && !rare->in_hook && frame_first(vm, vm->co, &f);
    while (found && (f.slot >= slot || f.pc == NULL || !debug_is_lua(f.function))) {
        found = frame_next(vm, vm->co, &f);
    }
    if (found) {
        rare->hook_line = debug_line(&f);
    }
}

/* A call's arguments, for debug.getinfo. */
static int call_event(VM *vm, CoRare *rare, int op)
{
    const Function *fn = frame_function(vm->base);
    if (!is_entry(vm, op)) {
        return NO_HOOK;
    }
    rare->transfer_first = 1;
    rare->transfer_count = (uint16_t)(fn->header.extra == FN_LUA ? fn->proto->param_count : vm->nargs);
    return vm->base[-1].tag & HDR_TAIL ? EVENT_TAIL_HOOK : EVENT_CALL_HOOK;
}

/* A return's values, for debug.getinfo. */
static int return_event(VM *vm, CoRare *rare, int op)
{
    const Instr *pc = vm->pc;
    if (!is_return(op) || (op == OP_RETURNX && pc->c & 1 && close_is_pending(vm, vm->base))) {
        return NO_HOOK; /* the last variable closed, the instruction runs again */
    }
    size_t first = pc->a / sizeof(Value), count = pc->b != 0 ? pc->b - 1u : (size_t)(vm->top - vm->base) - first;
    if (op == OP_P_RETURN) {
        count = vm->nargs;
        first = (size_t)(vm->top - vm->base) - count;
    } else if (op == OP_RETURN0 || op == OP_RETURN1) {
        count = op == OP_RETURN1;
    }
    rare->transfer_first = (uint16_t)(first + 1);
    rare->transfer_count = (uint16_t)count;
    return EVENT_RETURN_HOOK;
}

/* Whether a hook is due at this stage. */
static int due_event(VM *vm, CoRare *rare, HookStage stage, int op, int *line)
{
    *line = -1;
    rare->transfer_first = rare->transfer_count = 0;
    switch (stage) {
    case STAGE_CALL:
        return rare->hook_mask & WEFT_HOOK_CALL ? call_event(vm, rare, op) : NO_HOOK;
    case STAGE_COUNT:
        if (!(rare->hook_mask & WEFT_HOOK_COUNT) || op >= OP_P_META || --rare->hook_left > 0) {
            return NO_HOOK;
        }
        rare->hook_left = rare->hook_count;
        return EVENT_COUNT_HOOK;
    case STAGE_LINE:
        if (!(rare->hook_mask & WEFT_HOOK_LINE) || op >= OP_P_META) {
            return NO_HOOK;
        }
        *line = new_line(vm, rare);
        if (is_return(op)) {
            check_resume_line(vm, frame_slot(vm->base));
        }
        return *line >= 0 ? EVENT_LINE_HOOK : NO_HOOK;
    default:
        return rare->hook_mask & WEFT_HOOK_RETURN ? return_event(vm, rare, op) : NO_HOOK;
    }
}

void check_watch_return(VM *vm)
{
    vm->top = vm->base + vm->nargs;
    vm_check(vm, call_ensure(vm, 2));
    Value *slot = vm->base - 1;
    memmove(slot + 2, slot, (vm->nargs + 1) * sizeof(Value));
    slot[1].p = NULL;
    slot[1].tag = cont_make(CONT_RETURN, 2);
    slot[2].tag = header_make(pseudo_pc(vm, OP_P_RETURN), 1) | (slot[0].tag & HDR_TAIL);
    vm->base = slot + 3;
    vm->top += 2;
}

/* Runs what hooks are due before this instruction, from a stage on. */
static CheckResult run_hooks(VM *vm, HookStage stage)
{
    CoRare *rare = vm->co->rare;
    int op = opcode_info[vm->pc->op].original;
    if (rare == NULL || rare->hook_mask == 0 || rare->in_hook || (op >= OP_P_META && op != OP_P_RETURN)) {
        return CHECK_GO;
    }
    if (op == OP_P_RETURN) {
        Value *slot = vm->top - vm->nargs;
        vm->base = slot + 1 - cont_delta(slot[-1].tag);
    } else if (stage == STAGE_CALL && is_foreign_entry(vm, op) && rare->hook_mask & WEFT_HOOK_RETURN) {
        check_watch_return(vm);
    }
    if (debug_is_library(frame_function(vm->base))) {
        return CHECK_GO;
    }
    for (; stage < STAGE_END; stage++) {
        int line, event = due_event(vm, rare, stage, op, &line);
        if (event != NO_HOOK && call_hook(vm, rare, stage, event, line)) {
            return CHECK_ENTERED;
        }
    }
    return CHECK_GO;
}

CheckResult check_hook_finish(VM *vm, Value *word)
{
    const Value *saved = word - 1;
    HookStage stage = (HookStage)(word->tag >> STAGE_SHIFT);
    if (vm->co->rare != NULL) {
        vm->co->rare->in_hook = false;
    }
    vm->base = word + 2 - cont_delta(word->tag);
    vm->pc = word->p;
    vm->nargs = (uint32_t)(saved->bits >> 32);
    vm->top = vm->co->stack + (uint32_t)saved->bits;
    return run_hooks(vm, stage + 1);
}

/* ---- fuel and interrupts ---- */

#define FINALIZER_CREDIT 1000 /* checkpoints that finalizers may still pass when the run is to stop: each runs only once */

static bool must_stop(VM *vm, int signal)
{
    if (vm->fuel_on && vm->fuel <= 0) {
        return true;
    }
    return signal == SIGNAL_STOP && !(vm->in_finalizer && vm->credit++ < FINALIZER_CREDIT);
}

CheckResult check_instruction(VM *vm)
{
    int op = vm->pc->op;
    if (is_checkpoint(op)) {
        if (op == OP_NATIVE) { /* what is raised here, and its handler, stand above the arguments */
            vm->top = vm->base + vm->nargs;
        }
        int signal = atomic_load_explicit(&vm->interrupt, memory_order_relaxed);
        if (signal == SIGNAL_INTERRUPT && interp_take_interrupt(vm)) {
            vm_raise(vm, "interrupted!");
        }
        int64_t cost = vm->fuel_on || signal != 0 ? checkpoint_cost(vm) : 0;
        if (cost > 0 && must_stop(vm, signal)) {
            call_check_pause(vm);
            vm->credit = 0;
            if (signal != 0) {
                interp_clear_signal(vm);
            }
            return CHECK_STOP;
        }
        vm->fuel = vm->fuel > cost ? vm->fuel - cost : 0;
    }
    return vm->hooks_alive > 0 ? run_hooks(vm, STAGE_CALL) : CHECK_GO;
}
