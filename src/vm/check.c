/* check.c: hooks, fuel and interrupts: what happens when the dispatch table leads to the CHECK handler.
 *
 * With a hook alive in any coroutine every entry of the table leads there; with fuel or a pending interrupt only the
 * back-jumps, calls and function entries do. A hook is called like a metamethod: a frame above the running one,
 *
 *      .. live part | nargs, top | {pc, CONT_HOOK} | hook function | event | line
 *
 * and P_HOOK puts everything back and runs the instruction without a further check.
 *
 * Invariants
 * 1. interp_update_checks may be called at any time and from a signal handler (it only stores pointers).
 * 2. A run that stops for want of fuel has changed nothing: the instruction has not begun.
 */
#include "check.h"

#include "coroutine.h"
#include "debuginfo.h"
#include "error.h"
#include "interp.h"
#include "string.h"
#include "weft.h"

/* Instructions at which fuel and interrupts are tested. */
static bool is_checkpoint(int op)
{
    switch (op) {
    case OP_LOOP: case OP_FORLOOP: case OP_TFORCALL: case OP_TFORCALL_NEXT: case OP_TFORCALL_IPAIRS:
    case OP_CALL: case OP_CALL_LUA: case OP_CALL_ANY: case OP_TAILCALL: case OP_ENTER: case OP_ENTERV: case OP_NATIVE:
        return true;
    default:
        return false;
    }
}

void interp_update_checks(VM *vm)
{
    bool all = vm->hooks_alive > 0;
    bool some = vm->fuel_on || atomic_load_explicit(&vm->interrupt, memory_order_relaxed) != 0;
    for (int op = 0; op < OP_COUNT; op++) {
        const void *handler = all || (some && is_checkpoint(op)) ? vm->plain[OP_COUNT] : vm->plain[op];
        __atomic_store_n(&vm->dispatch[op], handler, __ATOMIC_RELAXED);
    }
}

/* ---- hooks ---- */

/* Ends of the live part of the running frame, arguments at an entry included. */
static Value *live_end(VM *vm)
{
    Value *end = call_live_limit(vm, vm->co);
    int op = vm->pc->op;
    if (op == OP_NATIVE || op == OP_CFUNCTION || (op >= OP_B_PCALL && op < OP_P_META) || op >= OP_P_META) {
        end = vm->base + (op >= OP_P_META ? 0 : vm->nargs);
        if (op >= OP_P_META) {
            end = vm->top;
        }
    }
    return end;
}

/* An event's number in the Lua C API. */
static int event_number(const char *event)
{
    switch (event[0]) {
    case 'r': return 1;
    case 'l': return 2;
    case 'c': return event[1] == 'o' ? 3 : 0;
    default: return 4; /* tail call */
    }
}

/* Gives the hook function a frame. */
static bool call_hook(VM *vm, const CoRare *rare, const char *event, int line)
{
    if (rare->c_hook != NULL) {
        vm->in_hook = true;
        rare->c_hook(vm, event_number(event), line);
        vm->in_hook = false;
        return false;
    }
    String *text = string_new_text(vm, event);
    vm_check(vm, text != NULL);
    Value *end = live_end(vm);
    size_t offset = stack_offset(vm, end);
    if ((size_t)(vm->stack_limit - end) < 8) {
        vm_check(vm, stack_grow(vm, end, 8));
        end = vm->co->stack + offset;
    }
    end[0].bits = (uint64_t)vm->nargs << 32 | (uint32_t)(vm->top - vm->co->stack);
    end[0].tag = TAG_LIGHT;
    end[1].p = vm->pc;
    end[1].tag = cont_make(CONT_HOOK, (size_t)(end + 3 - vm->base));
    value_copy(&end[2], &rare->hook_function);
    set_string(&end[3], text);
    if (line >= 0) {
        set_int(&end[4], line);
    } else {
        set_nil(&end[4]);
    }
    vm->in_hook = true;
    vm->top = end + 5;
    call_enter(vm, end + 2, 2, pseudo_pc(vm, OP_P_HOOK), 1);
    return true;
}

void check_hook_finish(VM *vm, Value *word)
{
    Value *saved = word - 1;
    vm->in_hook = false;
    vm->base = word + 2 - cont_delta(word->tag);
    vm->pc = word->p;
    vm->nargs = (uint32_t)(saved->bits >> 32);
    vm->top = vm->co->stack + (uint32_t)saved->bits;
}

/* The call event at a function's entry. */
static const char *call_event(VM *vm, int op)
{
    if (op == OP_ENTER || op == OP_ENTERV || op == OP_NATIVE || op == OP_CFUNCTION || (op >= OP_B_PCALL && op < OP_P_META)) {
        return vm->base[-1].tag & HDR_TAIL ? "tail call" : "call";
    }
    return NULL;
}

static bool is_return(int op)
{
    return op == OP_RETURN0 || op == OP_RETURN1 || op == OP_RETURN || op == OP_RETURNX;
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
    int op = opcode_info[vm->pc->op].original;
    bool jumps_back = op == OP_LOOP || op == OP_FORLOOP || op == OP_TFORLOOP;
    rare->hook_line = jumps_back ? -1 : line; /* a jump back begins its line anew */
    return changed ? line : -1;
}

/* The function returns: its caller goes on in the middle of a line. */
static void resume_line(VM *vm, CoRare *rare)
{
    Frame f;
    if (frame_first(vm, vm->co, &f) && frame_next(vm, vm->co, &f)) {
        rare->hook_line = f.pc != NULL ? debug_line(&f) : -1;
    }
}

/* Runs what hooks are due before this instruction: true when one was given a frame. */
static bool run_hooks(VM *vm)
{
    CoRare *rare = vm->co->rare;
    if (rare == NULL || rare->hook_mask == 0 || vm->in_hook) {
        return false;
    }
    int op = opcode_info[vm->pc->op].original;
    if (rare->hook_mask & WEFT_HOOK_COUNT && --rare->hook_left <= 0) {
        rare->hook_left = rare->hook_count;
        if (call_hook(vm, rare, "count", -1)) {
            return true;
        }
    }
    const char *event = call_event(vm, op);
    if (rare->hook_mask & WEFT_HOOK_CALL && event != NULL) {
        return call_hook(vm, rare, event, -1);
    }
    if (rare->hook_mask & WEFT_HOOK_LINE) {
        int line = new_line(vm, rare);
        if (is_return(op)) {
            resume_line(vm, rare);
        }
        if (line >= 0) {
            return call_hook(vm, rare, "line", line);
        }
    }
    if (rare->hook_mask & WEFT_HOOK_RETURN && is_return(op)) {
        return call_hook(vm, rare, "return", -1);
    }
    return false;
}

/* ---- fuel and interrupts ---- */

CheckResult check_instruction(VM *vm)
{
    int op = vm->pc->op;
    if (is_checkpoint(op)) {
        if (atomic_exchange_explicit(&vm->interrupt, 0, memory_order_relaxed) != 0) {
            interp_update_checks(vm);
            vm_raise(vm, "interrupted!");
        }
        if (vm->fuel_on && --vm->fuel < 0) {
            vm->fuel = 0;
            return CHECK_STOP;
        }
    }
    if (vm->hooks_alive > 0 && op < OP_P_META && run_hooks(vm)) {
        return CHECK_ENTERED;
    }
    return CHECK_GO;
}
