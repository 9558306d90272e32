/* native.c: natives in the loop.
 *
 * A native runs to its end or returns a request. For a call the function and its arguments move up by two slots, making room for
 *
 *      .. native's slots | ctx, wanted results | {continuation, CONT_NATIVE} | function | arguments ..
 *
 * and P_NATIVE undoes the move when the results are there. A native's yield looks the same with nothing behind the two words;
 * the values passed in by the next resume land there.
 *
 * A native may have moved the stack; everything is read from the VM again after it ran.
 */
#include "native.h"

#include <string.h>

#include "coroutine.h"
#include "error.h"
#include "interp.h"
#include "sort.h"
#include "unwind.h"
#include "weft.h"

void return_values(VM *vm, const Value *src, size_t n)
{
    Value *base = vm->base;
    uint64_t header = base[-1].tag;
    Value *dest = frame_slot(base);
    Instr *pc = header_pc(header);
    size_t delta = header_delta(header);
    if (delta == HDR_WIDE) {
        delta = (uint32_t)base[-2].i;
    }
    size_t want = pc[-2].c;
    size_t copied = want == 0 || n < want - 1 ? n : want - 1;
    for (size_t i = 0; i < copied; i++) {
        dest[i].bits = src[i].bits;
        dest[i].tag = (uint8_t)src[i].tag;
    }
    if (want == 0) {
        vm->top = dest + n;
        vm->nargs = (uint32_t)n;
    } else {
        for (size_t i = copied; i + 1 < want; i++) {
            set_nil(dest + i);
        }
    }
    if (!is_pseudo(pc)) {
        vm->base = base - delta;
    }
    vm->pc = pc;
}

/* Lays out the call that the native asked for. */
static void request_call(VM *vm, ContKind kind)
{
    Value *slot = vm->base + vm->call_slot;
    size_t nargs = (size_t)vm->call_nargs;
    size_t offset = stack_offset(vm, slot);
    vm->top = slot + 1 + nargs;
    vm_check(vm, call_ensure(vm, 4));
    slot = vm->co->stack + offset;
    memmove(slot + 2, slot, (nargs + 1) * sizeof(Value));
    slot[0].i = vm->call_ctx;
    slot[0].tag = (uint64_t)(uint32_t)(vm->call_nresults + 1) << 8 | TAG_LIGHT;
    slot[1].p = vm->call_k;
    slot[1].tag = cont_make(kind, (size_t)(slot + 3 - vm->base));
    vm->top += 2;
    if (LIKELY(slot[2].tag == TAG_FUNCTION)) {
        call_function(vm, slot + 2, nargs, pseudo_pc(vm, OP_P_NATIVE), 1);
    } else {
        call_enter(vm, slot + 2, nargs, pseudo_pc(vm, OP_P_NATIVE), 1);
    }
}

static void request_tail_call(VM *vm)
{
    Value *slot = vm->base + vm->call_slot;
    size_t nargs = (size_t)vm->call_nargs, offset = stack_offset(vm, slot);
    vm->top = slot + 1 + nargs;
    if (slot->tag != TAG_FUNCTION) { /* while the native's frame is whole: it may raise */
        nargs = call_resolve(vm, slot, nargs);
        slot = vm->co->stack + offset;
    }
    Value *base = vm->base;
    base[-1].bits = slot->bits;
    base[-1].tag |= HDR_TAIL;
    memmove(base, slot + 1, nargs * sizeof(Value));
    vm->top = base + nargs;
    vm->nargs = (uint32_t)nargs;
    vm->pc = base[-1].function->entry;
}

/* The yield that the native asked for. False: it leaves the loop. */
static bool request_yield(VM *vm)
{
    Coroutine *co = vm->co;
    coroutine_require_yield(vm);
    size_t n = (size_t)vm->call_nargs;
    Value *first = vm->base + vm->call_slot;
    size_t offset = stack_offset(vm, first);
    vm->top = first + n;
    vm_check(vm, call_ensure(vm, 4));
    first = co->stack + offset;
    memmove(first + 2, first, n * sizeof(Value));
    first[0].i = vm->call_ctx;
    first[0].tag = TAG_LIGHT;
    first[1].p = vm->call_k;
    first[1].tag = cont_make(CONT_NATIVE, (size_t)(first + 3 - vm->base));
    coroutine_park(vm, first + 2, vm->base, pseudo_pc(vm, OP_P_NATIVE), CO_YIELDED);
    co->top = co->dest;
    return coroutine_yield_values(vm, first + 2, n);
}

/* Whether the request is one of this native's, about slots that it has. */
static bool request_fits(const VM *vm)
{
    const Value *slot = vm->base + vm->call_slot;
    size_t count = (size_t)(vm->top - vm->base), needed = (size_t)vm->call_nargs + (vm->call_kind != REQUEST_YIELD);
    if (vm->call_kind == REQUEST_SORT) { /* the arguments are the elements */
        return vm->call_slot + 2 <= count && is_table(slot) && is_function(slot + 1);
    }
    return vm->call_kind != REQUEST_NONE && vm->call_slot + needed <= count;
}

/* A native that is wrong gets an error. */
static void check_result(VM *vm, int result)
{
    if (result == WEFT_RAISE) {
        vm_set_error(vm, "a native has failed without an error");
    } else if (result == WEFT_REQUEST ? !request_fits(vm) : result > vm->top - vm->base) {
        vm_set_error(vm, result == WEFT_REQUEST ? "a native has returned a request that it has not made"
                                                : "a native has returned more values than it has slots");
    }
}

bool native_finish(VM *vm, int result, int *leave)
{
    if (result <= RESULT_SWITCHED) {
        *leave = WEFT_YIELDED;
        return result == RESULT_SWITCHED;
    }
    if (UNLIKELY(vm->finalizers_due)) {
        call_finalizers(vm);
    }
    if (LIKELY(!vm->has_error)) {
        check_result(vm, result);
    }
    if (result >= 0 && !vm->has_error) {
        return_values(vm, vm->top - result, (size_t)result);
        return true;
    }
    if (result == WEFT_REQUEST && !vm->has_error) {
        int kind = vm->call_kind;
        vm->call_kind = REQUEST_NONE;
        switch (kind) {
        case REQUEST_CALL:
            request_call(vm, CONT_NATIVE);
            return true;
        case REQUEST_PCALL:
            request_call(vm, CONT_NATIVE_PCALL);
            return true;
        case REQUEST_SORT:
            sort_begin(vm);
            return true;
        case REQUEST_TAIL:
            request_tail_call(vm);
            return true;
        default:
            *leave = WEFT_YIELDED;
            return request_yield(vm);
        }
    }
    vm->has_error = false;
    *leave = WEFT_ERROR;
    return unwind(vm);
}

NOINLINE int native_run_on(VM *vm, int result)
{
    int leave = WEFT_ERROR;
    return native_finish(vm, result, &leave) ? interp_run(vm) : leave;
}

bool native_land(VM *vm, int *leave)
{
    switch (vm->jump_kind) {
    case JUMP_REQUEST:
        return native_finish(vm, WEFT_REQUEST, leave);
    case JUMP_SWITCHED:
        return true;
    case JUMP_YIELDED:
        *leave = WEFT_YIELDED;
        return false;
    default:
        *leave = WEFT_ERROR;
        return unwind(vm);
    }
}

int native_continue(VM *vm, Value *dest, size_t n)
{
    Value *word = dest - 1, *slot = dest - 2;
    int64_t ctx = slot->i;
    uint32_t wanted = (uint32_t)(slot->tag >> 8); /* results + 1, 0: all */
    WeftContinuation k = (WeftContinuation)(uintptr_t)word->p;
    vm->base = dest + 1 - cont_delta(word->tag);
    vm->pc = frame_function(vm->base)->entry;
    WeftStatus status = WEFT_OK;
    if (vm->has_error) {
        vm->has_error = false;
        status = WEFT_ERROR;
        wanted = 2;
    }
    for (size_t i = 0; i < n; i++) {
        slot[i].bits = dest[i].bits;
        slot[i].tag = (uint8_t)dest[i].tag;
    }
    size_t count = wanted != 0 ? wanted - 1 : n, missing = count > n ? count - n : 0;
    vm->top = slot + (count < n ? count : n);
    vm->nargs = (uint32_t)(vm->top - vm->base);
    if (!call_ensure(vm, missing + NATIVE_SLOTS)) { /* what the native had reserved may be gone: stacks shrink */
        return WEFT_RAISE;
    }
    for (; missing > 0; missing--) {
        set_nil(vm->top++);
    }
    vm->nargs = (uint32_t)(vm->top - vm->base);
    bool is_c = frame_function(vm->base)->header.extra == FN_C;
    int result = k(vm, status, ctx);
    return is_c ? result : native_result(result);
}
