/* interp.c: the dispatch loop.
 *
 * One source of handlers, three backends (WEFT_DISPATCH): computed goto; functions that tail-call each other
 * (clang >= 19: musttail and preserve_none keep the pinned variables in machine registers); a switch. The handlers are in ops_*.h, by
 * kind (interp_ops.h lists them); each is a block between OP(NAME) and END that ends by one of the leaving macros. Pinned variables:
 *
 *   pc    the current instruction        base   the frame's first register
 *   k     constants lie below it: the running function's entry
 *   n     transient: the number of arguments at a function's entry, or of results at a pseudo-instruction
 *   vm    the VM; its first member is the dispatch table, so that dispatch is one indexed jump
 *
 * Rules
 * 1. Before anything that can raise, allocate, collect or move the stack: SAVE (vm->pc, vm->base). After it: RELOAD or LOAD_BASE.
 * 2. A fast path is leaf code. Slow paths (meta.h) complete the instruction or lay out a frame, and the handler goes on by RELOAD.
 * 3. No handler trusts a register's tag that debug.setlocal or a hook could have changed.
 * 4. A value in a frame's function slot is overwritten by the header when the call is made.
 * 5. Caches are verified: a shape id and a code pointer are compared before they are used; ids are never reused.
 * 6. Hooks, fuel and interrupts exchange entries of vm->dispatch for the CHECK handler; the loop itself has no tests for them.
 */
#include "interp.h"

#include <math.h>
#include <string.h>

#include "call.h"
#include "builtin.h"
#include "cache.h"
#include "check.h"
#include "closure.h"
#include "coroutine.h"
#include "error.h"
#include "heap.h"
#include "meta.h"
#include "native.h"
#include "number.h"
#include "shortcut.h"
#include "sort.h"
#include "string.h"
#include "table.h"
#include "unwind.h"
#include "weft.h"

#ifndef WEFT_DISPATCH
#if defined(__clang__) && __clang_major__ >= 19 && (defined(__x86_64__) || defined(__aarch64__))
#define WEFT_DISPATCH 1
#elif defined(__GNUC__)
#define WEFT_DISPATCH 0
#else
#define WEFT_DISPATCH 2
#endif
#endif

#define R(offset) ((Value *)((char *)base + (offset)))
#define K(offset) ((const Value *)(k - (offset)))
#define A R(WORD_A)
#define B R(WORD_B)
#define C R(WORD_C)
/* The operands of the current instruction. The opcode, A and C are cut out of the one word w; B, for which that takes three machine
 * instructions, has a load of its own. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define WORD_OP ((uint16_t)(w >> 48))
#define WORD_A ((uint16_t)(w >> 32))
#define WORD_C ((uint16_t)w)
#else
#define WORD_OP ((uint16_t)w)
#define WORD_A ((uint32_t)w >> 16)
#define WORD_C ((uint16_t)(w >> 48))
#endif
#define WORD_B (pc->b)
#define WORD_U32 instr_u32(*pc)
#define WORD_S32 instr_s32(*pc)
#define FETCH() (w = *(const uint64_t *)pc)
#define SAVE() (vm->pc = (Instr *)pc, vm->base = base)
#define LOAD_BASE() (base = vm->base)
#define LOAD_K() (k = (const char *)base[-1].function->entry)
#define NEXT(words) do { pc += (words); DISPATCH(); } while (0)
#define LOAD_ALL() do { pc = vm->pc; base = vm->base; n = vm->nargs; if (!is_pseudo(pc)) { LOAD_K(); } } while (0)
#define RELOAD() do { LOAD_ALL(); DISPATCH(); } while (0)
#define SLOW(call) do { SAVE(); call; RELOAD(); } while (0)
#define CACHE_POINTER(at) (*(Instr **)((at) + 1))

/* A safe point at which collector work may be done; the instruction's registers are all valid. */
#define GC_POINT() do { if (UNLIKELY(gc_debt(vm))) { SAVE(); gc_step_slow(vm); LOAD_BASE(); if (UNLIKELY(vm->finalizers_due)) { call_finalizers(vm); LOAD_BASE(); } } } while (0)

/* Other threads store into the table (interp_signal). Words are loaded whole anyhow; ThreadSanitizer wants to be told. */
#ifdef __SANITIZE_THREAD__
#define LOAD_HANDLER(op) __atomic_load_n(&vm->dispatch[op], __ATOMIC_RELAXED)
#else
#define LOAD_HANDLER(op) vm->dispatch[op]
#endif

#if WEFT_DISPATCH == 0

#define INTERP_NAME "computed goto"
#define HANDLER(name) L_##name: {
#define END }
#define DISPATCH() do { FETCH(); goto *LOAD_HANDLER(WORD_OP); } while (0)
#define DISPATCH_PLAIN(op) do { FETCH(); goto *vm->plain[op]; } while (0)
#define LEAVE(status) return (status)
#define GOTO(name) goto L_##name

#elif WEFT_DISPATCH == 1

#define INTERP_NAME "tail calls"
#define HANDLER_PARAMS                                                                                          \
    MAYBE_UNUSED VM *vm, MAYBE_UNUSED const Instr *pc, MAYBE_UNUSED Value *base, MAYBE_UNUSED const char *k,    \
        MAYBE_UNUSED uint64_t n, MAYBE_UNUSED uint64_t w
typedef int (__attribute__((preserve_none)) *Handler)(HANDLER_PARAMS);
#define HANDLER(name) static __attribute__((preserve_none)) int op_##name(HANDLER_PARAMS) {
#define END }
#define DISPATCH() do { FETCH(); Handler next_ = (Handler)LOAD_HANDLER(WORD_OP); __attribute__((musttail)) return next_(vm, pc, base, k, n, w); } while (0)
#define DISPATCH_PLAIN(op) do { FETCH(); Handler next_ = (Handler)vm->plain[op]; __attribute__((musttail)) return next_(vm, pc, base, k, n, w); } while (0)
#define LEAVE(status) return (status)
#define GOTO(name) do { __attribute__((musttail)) return op_##name(vm, pc, base, k, n, w); } while (0)
#define HANDLER_DECL(name) static __attribute__((preserve_none)) int op_##name(HANDLER_PARAMS);

#else

#define INTERP_NAME "switch"
#define HANDLER(name) case OP_##name: L_##name: __attribute__((unused)) {
#define END }
#define DISPATCH() goto dispatch
#define DISPATCH_PLAIN(number) do { FETCH(); opcode = (number); goto dispatch_plain; } while (0)
#define LEAVE(status) return (status)
#define GOTO(name) goto L_##name
#define OP_CHECK OP_COUNT

#endif

/* ---- shared by handlers of several kinds ---- */

#if defined(__GNUC__)
static inline VM *here(VM *vm)
{
    __asm__ volatile("" : "+r"(vm)); /* a sum with it is not worth a place on the C stack, nor a step at the loop's entry */
    return vm;
}
#define HERE(vm) here(vm)
#else
#define HERE(vm) (vm)
#endif
/* Whether f_ is the builtin function whose entry is op. */
#define IS_BUILTIN(f_, op) ((f_)->tag == TAG_FUNCTION && (f_)->function->entry == &HERE(vm)->builtin_entry[(op) - OP_B_PCALL])

/* Begins function fn, whose frame base is. */
#define ENTER_FUNCTION(fn)                                                                                      \
    do {                                                                                                        \
        pc = (fn)->entry;                                                                                       \
        k = (const char *)pc;                                                                                   \
        DISPATCH();                                                                                             \
    } while (0)
/* Goes on at pc_, in the frame whose base is so many slots below. */
#define GO_BACK(pc_, delta)                                                                                     \
    do {                                                                                                        \
        base -= (delta);                                                                                        \
        pc = (pc_);                                                                                             \
        LOAD_K();                                                                                               \
        DISPATCH();                                                                                             \
    } while (0)
/* Returns count values at src to the caller, from the frame of base. */
#define RETURN_GENERAL(src, count) do { vm->base = base; vm->pc = (Instr *)pc; return_values(vm, (src), (count)); RELOAD(); } while (0)
/* The same from a function that is not Lua's, with one value. */
#define RETURN_ONE(src)                                                                                         \
    do {                                                                                                        \
        uint64_t back_ = base[-1].tag;                                                                          \
        const Instr *to_ = header_pc(back_);                                                                    \
        if (LIKELY(to_[-2].c == 2)) {                                                                           \
            value_copy(base - 1, (src));                                                                        \
            GO_BACK(to_, header_delta(back_));                                                                  \
        }                                                                                                       \
        RETURN_GENERAL((src), 1);                                                                               \
    } while (0)

#define LONG_LIST 1024 /* values whose move is charged as work */

/* Builtins need a few slots of their own. */
#define NEED(slots) do { if (UNLIKELY((size_t)(vm->stack_limit - base) < n + (slots))) { SAVE(); vm->nargs = (uint32_t)n; vm->top = base + n; vm_check(vm, stack_grow(vm, base, n + (slots))); LOAD_BASE(); } } while (0)
#define ENTER_BUILTIN() do { SAVE(); vm->top = base + n; vm->nargs = (uint32_t)n; } while (0)
/* Their first argument must have this type. */
#define REQUIRE(type) do { if (UNLIKELY(n == 0 || base->tag != (type))) { error_argument_type(vm, 1, (type)); } } while (0)

#include "coroutine_switch.h"

#if WEFT_DISPATCH == 1
#define OP(name, operands, words, original, meaning) HANDLER_DECL(name)
#include "opcodes.def"
HANDLER_DECL(CHECK)
#include "interp_ops.h"
#else
/* n is dead between an instruction and the next unless a call or return is under way */
int interp_run_at(VM *vm, const Instr *pc, Value *base, const char *k, size_t n)
{
#if WEFT_DISPATCH == 0
    /* distances, not addresses: nothing in it for the loader to set */
    static const int32_t labels[OP_COUNT] = {
#define OP(name, operands, words, original, meaning) (char *)&&L_##name - (char *)&&L_CHECK,
#include "opcodes.def"
    };
    if (UNLIKELY(pc == NULL)) { /* interp_init: hand out the table */
        for (int op = 0; op < OP_COUNT; op++) {
            vm->plain[op] = (char *)&&L_CHECK + labels[op];
        }
        vm->plain[OP_COUNT] = &&L_CHECK;
        return 0;
    }
#endif
    uint64_t w;
#if WEFT_DISPATCH == 0
    DISPATCH();
#include "interp_ops.h"
#else
    size_t opcode;
dispatch:
    FETCH();
    opcode = (size_t)(uintptr_t)LOAD_HANDLER(WORD_OP);
dispatch_plain:
    switch (opcode) {
#include "interp_ops.h"
    default:
        LEAVE(WEFT_ERROR);
    }
#endif
}
#endif

void interp_init(VM *vm)
{
#if WEFT_DISPATCH == 0
    interp_run_at(vm, NULL, NULL, NULL, 0);
#elif WEFT_DISPATCH == 1
#define OP(name, operands, words, original, meaning) vm->plain[OP_##name] = (const void *)op_##name;
#include "opcodes.def"
    vm->plain[OP_COUNT] = (const void *)op_CHECK;
#else
    for (size_t i = 0; i <= OP_COUNT; i++) {
        vm->plain[i] = (const void *)i;
    }
#endif
    memcpy(vm->dispatch, vm->plain, sizeof vm->dispatch);
}

#if WEFT_DISPATCH == 1
int interp_run_at(VM *vm, const Instr *pc, Value *base, const char *k, size_t n)
{
    uint64_t w = *(const uint64_t *)pc;
    return ((Handler)LOAD_HANDLER(WORD_OP))(vm, pc, base, k, n, w);
}
#endif

int interp_run(VM *vm)
{
    const char *k = is_pseudo(vm->pc) ? NULL : (const char *)vm->base[-1].function->entry;
    return interp_run_at(vm, vm->pc, vm->base, k, vm->nargs);
}

const char *interp_backend(void)
{
    return INTERP_NAME;
}
