/* interp.c: the dispatch loop.
 *
 * One source of handlers, three backends (WEFT_DISPATCH): computed goto; functions that tail-call each other
 * (clang >= 19: musttail and preserve_none keep the pinned variables in machine registers); a switch. Each handler is a block
 * between OP(NAME) and END that ends by one of the leaving macros. Pinned variables:
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
/* In a fused form: the move that is so many words on. */
#define MOVE_AT(words) value_copy(R(pc[words].a), R(pc[words].b))
#define FETCH() (w = *(const uint64_t *)pc)
#define ADVANCE() (pc += 1, FETCH())
#define SAVE() (vm->pc = (Instr *)pc, vm->base = base)
#define LOAD_BASE() (base = vm->base)
#define LOAD_K() (k = (const char *)base[-1].function->entry)
#define NEXT(words) do { pc += (words); DISPATCH(); } while (0)
/* In a fused form: the instruction that is so many words on. */
#define SKIP(words, name) do { pc += (words); FETCH(); GOTO(name); } while (0)
#define THEN(name) SKIP(1, name)
#define RELOAD() do { pc = vm->pc; base = vm->base; n = vm->nargs; if (!is_pseudo(pc)) { LOAD_K(); } DISPATCH(); } while (0)
/* Goes on as a check says (check.h). */
#define AFTER_CHECK(check) do { \
    CheckResult result_ = (check); \
    pc = vm->pc; \
    base = vm->base; \
    n = vm->nargs; \
    if (!is_pseudo(pc)) { LOAD_K(); } \
    if (LIKELY(result_ == CHECK_GO)) { \
        int original_ = opcode_info[pc->op].original; /* with a hook alive, every call and return is made in full */ \
        if (original_ == OP_CALL && vm->hooks_alive > 0) { FETCH(); GOTO(CALL_ANY); } \
        if (original_ == OP_TFORCALL && vm->hooks_alive > 0) { FETCH(); GOTO(TFORCALL); } \
        DISPATCH_PLAIN(opcode_unfused(pc->op)); \
    } \
    if (result_ == CHECK_ENTERED) { DISPATCH(); } \
    LEAVE(WEFT_OUT_OF_FUEL); \
} while (0)
#define SLOW(call) do { SAVE(); call; RELOAD(); } while (0)
#define CACHE_POINTER(at) (*(Instr **)((at) + 1))
#define CACHE_HEADER(at) (*(uint64_t *)((at) + 1))

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
#define OP(name) L_##name: {
#define END }
#define DISPATCH() do { FETCH(); goto *LOAD_HANDLER(WORD_OP); } while (0)
#define DISPATCH_PLAIN(op) do { FETCH(); goto *vm->plain[op]; } while (0)
#define LEAVE(status) return (status)
#define GOTO(name) goto L_##name

#elif WEFT_DISPATCH == 1

#define INTERP_NAME "tail calls"
#define HANDLER_PARAMS VM *vm, const Instr *pc, Value *base, const char *k, uint64_t n, uint64_t w
typedef int (__attribute__((preserve_none)) *Handler)(HANDLER_PARAMS);
#define OP(name) static __attribute__((preserve_none)) int op_##name(HANDLER_PARAMS) { (void)vm; (void)pc; (void)base; (void)k; (void)n; (void)w;
#define END }
#define DISPATCH() do { FETCH(); Handler next_ = (Handler)LOAD_HANDLER(WORD_OP); __attribute__((musttail)) return next_(vm, pc, base, k, n, w); } while (0)
#define DISPATCH_PLAIN(op) do { FETCH(); Handler next_ = (Handler)vm->plain[op]; __attribute__((musttail)) return next_(vm, pc, base, k, n, w); } while (0)
#define LEAVE(status) return (status)
#define GOTO(name) do { __attribute__((musttail)) return op_##name(vm, pc, base, k, n, w); } while (0)
#define HANDLER_DECL(name) static __attribute__((preserve_none)) int op_##name(HANDLER_PARAMS);

#else

#define INTERP_NAME "switch"
#define OP(name) case OP_##name: L_##name: __attribute__((unused)) {
#define END }
#define DISPATCH() goto dispatch
#define DISPATCH_PLAIN(number) do { FETCH(); opcode = (number); goto dispatch_plain; } while (0)
#define LEAVE(status) return (status)
#define GOTO(name) goto L_##name
#define OP_CHECK OP_COUNT

#endif

/* ---- fast paths shared by several handlers ---- */

/* next: how the handler ends */
#define ARITH(x, y, int_op, float_op, event, next)                                                              \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (LIKELY(x_->tag == TAG_INT && y_->tag == TAG_INT)) {                                                 \
            int64_t r_ = int_op(x_->i, y_->i);                                                                  \
            set_int(A, r_);                                                                                     \
            next;                                                                                               \
        }                                                                                                       \
        if (LIKELY(x_->tag == TAG_FLOAT)) {                                                                     \
            if (LIKELY(y_->tag == TAG_FLOAT)) {                                                                 \
                double r_ = x_->n float_op y_->n;                                                               \
                set_float(A, r_);                                                                               \
                next;                                                                                           \
            }                                                                                                   \
            if (y_->tag == TAG_INT) {                                                                           \
                double r_ = x_->n float_op(double) y_->i;                                                       \
                set_float(A, r_);                                                                               \
                next;                                                                                           \
            }                                                                                                   \
        } else if (x_->tag == TAG_INT && y_->tag == TAG_FLOAT) {                                                \
            double r_ = (double)x_->i float_op y_->n;                                                           \
            set_float(A, r_);                                                                                   \
            next;                                                                                               \
        }                                                                                                       \
        SLOW(slow_arith(vm, event, x_, y_));                                                                    \
    } while (0)

/* The same in a fused form: what is not plain is left to the instruction alone. */
#define ARITH_FUSED(x, y, int_op, float_op, alone, next)                                                        \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (LIKELY(x_->tag == TAG_INT && y_->tag == TAG_INT)) {                                                 \
            int64_t r_ = int_op(x_->i, y_->i);                                                                  \
            set_int(A, r_);                                                                                     \
            next;                                                                                               \
        }                                                                                                       \
        if (LIKELY(x_->tag == TAG_FLOAT && y_->tag == TAG_FLOAT)) {                                             \
            double r_ = x_->n float_op y_->n;                                                                   \
            set_float(A, r_);                                                                                   \
            next;                                                                                               \
        }                                                                                                       \
        GOTO(alone);                                                                                            \
    } while (0)

#define BITWISE(x, y, expression, event)                                                                        \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (LIKELY(x_->tag == TAG_INT && y_->tag == TAG_INT)) {                                                 \
            int64_t a_ = x_->i, b_ = y_->i;                                                                     \
            set_int(A, (expression));                                                                           \
            NEXT(1);                                                                                            \
        }                                                                                                       \
        SLOW(slow_arith(vm, event, x_, y_));                                                                    \
    } while (0)

#define FLOAT_ARITH(x, y, expression, event)                                                                    \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        double a_, b_;                                                                                          \
        if (LIKELY(x_->tag == TAG_FLOAT)) {                                                                     \
            a_ = x_->n;                                                                                         \
        } else if (x_->tag == TAG_INT) {                                                                        \
            a_ = (double)x_->i;                                                                                 \
        } else {                                                                                                \
            SLOW(slow_arith(vm, event, x_, y_));                                                                \
        }                                                                                                       \
        if (LIKELY(y_->tag == TAG_FLOAT)) {                                                                     \
            b_ = y_->n;                                                                                         \
        } else if (y_->tag == TAG_INT) {                                                                        \
            b_ = (double)y_->i;                                                                                 \
        } else {                                                                                                \
            SLOW(slow_arith(vm, event, x_, y_));                                                                \
        }                                                                                                       \
        set_float(A, (expression));                                                                             \
        NEXT(1);                                                                                                \
    } while (0)

#define MODULO(x, y)                                                                                            \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (LIKELY(x_->tag == TAG_INT && y_->tag == TAG_INT && y_->i > 0)) {                                    \
            int64_t r_;                                                                                         \
            if (LIKELY(((uint64_t)x_->i | (uint64_t)y_->i) >> 32 == 0)) {                                       \
                r_ = (int64_t)((uint32_t)x_->i % (uint32_t)y_->i);                                              \
            } else {                                                                                            \
                r_ = x_->i % y_->i;                                                                             \
                r_ += r_ < 0 ? y_->i : 0;                                                                       \
            }                                                                                                   \
            set_int(A, r_);                                                                                     \
            NEXT(1);                                                                                            \
        }                                                                                                       \
        if (x_->tag == TAG_FLOAT && is_number(y_)) {                                                            \
            double r_ = float_floor_mod(x_->n, y_->tag == TAG_FLOAT ? y_->n : (double)y_->i);                   \
            set_float(A, r_);                                                                                   \
            NEXT(1);                                                                                            \
        }                                                                                                       \
        SLOW(slow_arith(vm, EVENT_MOD, x_, y_));                                                                \
    } while (0)

#define FLOOR_DIVIDE(x, y)                                                                                      \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (LIKELY(x_->tag == TAG_INT && y_->tag == TAG_INT && y_->i > 0)) {                                    \
            int64_t q_;                                                                                         \
            if (LIKELY(((uint64_t)x_->i | (uint64_t)y_->i) >> 32 == 0)) {                                       \
                q_ = (int64_t)((uint32_t)x_->i / (uint32_t)y_->i);                                              \
            } else {                                                                                            \
                q_ = x_->i / y_->i;                                                                             \
                q_ -= x_->i % y_->i < 0;                                                                        \
            }                                                                                                   \
            set_int(A, q_);                                                                                     \
            NEXT(1);                                                                                            \
        }                                                                                                       \
        SLOW(slow_arith(vm, EVENT_IDIV, x_, y_));                                                               \
    } while (0)

/* In a jump's taken path. It stays a branch: after a conditional move, all that comes would wait for the condition. */
#if defined(__clang__)
#define STAY_A_BRANCH() __asm__ volatile("")
#else
#define STAY_A_BRANCH() (void)0
#endif
#define BRANCH(condition, distance) do { if (condition) { STAY_A_BRANCH(); pc += (distance); } NEXT(1); } while (0)
#define JUMP_IF(condition) BRANCH(condition, (int16_t)WORD_C)

#define COMPARE(x, y, op, event, jump_if)                                                                       \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (LIKELY(x_->tag == TAG_INT && y_->tag == TAG_INT)) {                                                 \
            JUMP_IF((x_->i op y_->i) == (jump_if));                                                             \
        }                                                                                                       \
        if (LIKELY(x_->tag == TAG_FLOAT && y_->tag == TAG_FLOAT)) {                                             \
            JUMP_IF((x_->n op y_->n) == (jump_if));                                                             \
        }                                                                                                       \
        SLOW(slow_compare(vm, event, x_, y_, jump_if));                                                         \
    } while (0)

#define EQUAL(x, y, jump_if)                                                                                    \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        if (x_->tag == y_->tag) {                                                                               \
            if (LIKELY(x_->tag == TAG_INT)) {                                                                   \
                JUMP_IF((x_->i == y_->i) == (jump_if));                                                         \
            }                                                                                                   \
            if (x_->bits == y_->bits && x_->tag != TAG_FLOAT) {                                                 \
                JUMP_IF(jump_if);                                                                               \
            }                                                                                                   \
            if (LIKELY(x_->tag <= TAG_LIGHT)) {                                                                 \
                if (x_->tag == TAG_FLOAT) {                                                                     \
                    JUMP_IF((x_->n == y_->n) == (jump_if));                                                     \
                }                                                                                               \
                JUMP_IF((x_->tag < TAG_INT) == (jump_if));                                                      \
            }                                                                                                   \
            if (x_->tag == TAG_STRING && !string_is_long(x_->string)) {                                         \
                JUMP_IF(!(jump_if));                                                                            \
            }                                                                                                   \
            if (x_->tag == TAG_TABLE && x_->table->metatable == NULL && y_->table->metatable == NULL) {         \
                JUMP_IF(!(jump_if));                                                                            \
            }                                                                                                   \
        } else if (!(is_number(x_) && is_number(y_))) {                                                         \
            JUMP_IF(!(jump_if));                                                                                \
        } else if (x_->tag == TAG_FLOAT && int_is_exact(y_->i)) {                                               \
            JUMP_IF((x_->n == (double)y_->i) == (jump_if));                                                     \
        }                                                                                                       \
        SLOW(slow_compare(vm, EVENT_EQ, x_, y_, jump_if));                                                      \
    } while (0)

/* Reads field K of table t into `to` when the shape cached at pc fits; falls through otherwise. */
#define FIELD_CACHED(t, to, words)                                                                              \
    do {                                                                                                        \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        if (LIKELY((t)->header.aux == cache_->shape)) {                                                         \
            const Value *v_ = (t)->slots + cache_->slot;                                                        \
            if (LIKELY(v_->tag != TAG_NIL || (t)->metatable == NULL)) {                                         \
                value_copy((to), v_);                                                                           \
                NEXT(words);                                                                                    \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

#define FIELD_CACHED_META(t, to, words)                                                                         \
    do {                                                                                                        \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        const Table *mt_ = (t)->metatable;                                                                      \
        if (LIKELY((t)->header.aux == cache_->shape && mt_ != NULL && mt_->header.aux == cache_->meta_shape)) { \
            const Value *index_ = mt_->slots + cache_->index_slot;                                              \
            if (LIKELY(index_->tag == TAG_TABLE && index_->table->header.aux == cache_->holder_shape)) {        \
                const Value *v_ = index_->table->slots + cache_->slot;                                          \
                if (LIKELY(v_->tag != TAG_NIL)) {                                                               \
                    value_copy((to), v_);                                                                       \
                    NEXT(words);                                                                                \
                }                                                                                               \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* The same for field `key` by lookup (cache.h), of a table or (shape 0, and no slots) a string. */
#define FIELD_LOOKED_UP(shape_, mt, own, to, words)                                                             \
    do {                                                                                                        \
        const Table *mt_ = (mt);                                                                                \
        const String *key_ = K(WORD_C)->string;                                                                  \
        const Lookup *found_ = lookup(vm, (shape_), mt_, (uintptr_t)key_);                                      \
        if (LIKELY(found_ != NULL)) {                                                                           \
            uintptr_t place_ = found_->place;                                                                   \
            const Value *v_ = (const Value *)((place_ < LOOKUP_SLOTS ? (uintptr_t)(own) : 0) + place_);         \
            if (LIKELY(v_->tag != TAG_NIL || mt_ == NULL || v_ == &lookup_absent)) {                            \
                value_copy((to), v_);                                                                           \
                NEXT(words);                                                                                    \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Reads field K of t_, which t_ has not, by calling the metatable's __index, when the shapes cached at pc fit; falls through
 * otherwise. The frame is meta_call's. */
#define CALL_INDEX(t_)                                                                                          \
    do {                                                                                                        \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        Table *table_ = (t_);                                                                                   \
        const Table *mt_ = table_->metatable;                                                                   \
        if (LIKELY(table_->header.aux == cache_->shape && mt_ != NULL && mt_->header.aux == cache_->meta_shape)) { \
            const Value *index_ = mt_->slots + cache_->index_slot;                                              \
            Value *word_ = base + cache_->slot;                                                                 \
            if (LIKELY(index_->tag == TAG_FUNCTION && vm->stack_limit - word_ >= 6)) {                          \
                Function *fn_ = index_->function;                                                               \
                word_->p = (void *)(uintptr_t)pc;                                                               \
                word_->tag = cont_make(CONT_META, (size_t)cache_->slot + 2);                                    \
                word_[1].function = fn_;                                                                        \
                word_[1].tag = header_make(pseudo_pc(HERE(vm), OP_P_META), 1);                                  \
                set_table(word_ + 2, table_);                                                                   \
                value_copy(word_ + 3, K(WORD_C));                                                               \
                base = word_ + 2;                                                                               \
                n = 2;                                                                                          \
                pc = fn_->entry;                                                                                \
                k = (const char *)pc;                                                                           \
                DISPATCH();                                                                                     \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Returns to the caller: n values at src, from the frame of base. FAST: the caller wants one value. */
#define RETURN_GENERAL(src, count) do { vm->base = base; vm->pc = (Instr *)pc; return_values(vm, (src), (count)); RELOAD(); } while (0)
/* The same from a function that is not Lua's, with one value. */
#define RETURN_ONE(src)                                                                                         \
    do {                                                                                                        \
        uint64_t back_ = base[-1].tag;                                                                          \
        const Instr *to_ = header_pc(back_);                                                                    \
        if (LIKELY(to_[-2].c == 2)) {                                                                           \
            value_copy(base - 1, (src));                                                                        \
            base -= header_delta(back_);                                                                        \
            pc = to_;                                                                                           \
            LOAD_K();                                                                                           \
            DISPATCH();                                                                                         \
        }                                                                                                       \
        RETURN_GENERAL((src), 1);                                                                               \
    } while (0)

/* A native has returned `result`: in general, and (in the loop) with as many values, none or one, as its caller wants. */
#define FINISH_NATIVE(result)                                                                                   \
    do {                                                                                                        \
        int leave_ = WEFT_ERROR;                                                                                \
        if (!native_finish(vm, (result), &leave_)) {                                                            \
            LEAVE(leave_);                                                                                      \
        }                                                                                                       \
        RELOAD();                                                                                               \
    } while (0)
#define NATIVE_RETURN(result)                                                                                   \
    do {                                                                                                        \
        base = vm->base;                                                                                        \
        if (LIKELY((unsigned)(result) <= 1 && !vm->has_error && !vm->finalizers_due)) {                         \
            uint64_t back_ = base[-1].tag;                                                                      \
            const Instr *to_ = header_pc(back_);                                                                \
            if (LIKELY(to_[-2].c == (result) + 1u)) {                                                           \
                if ((result) != 0) {                                                                            \
                    base[-1] = value_clean(vm->top - 1); /* one with no slots returns itself */                  \
                }                                                                                               \
                base -= header_delta(back_);                                                                    \
                pc = to_;                                                                                       \
                LOAD_K();                                                                                       \
                DISPATCH();                                                                                     \
            }                                                                                                   \
            if (to_->op == OP_P_C_RETURN) {                                                                     \
                if ((result) != 0) {                                                                            \
                    base[-1] = value_clean(vm->top - 1);                                                        \
                }                                                                                               \
                n = (uint64_t)(result);                                                                         \
                vm->top = base - 1 + n;                                                                         \
                pc = to_;                                                                                       \
                DISPATCH();                                                                                     \
            }                                                                                                   \
        }                                                                                                       \
        FINISH_NATIVE(result);                                                                                  \
    } while (0)

/* ---- plain switches of coroutines (coroutine.c has the general ones) ----
 *
 * A switch is plain when the other side waits at a call that wants a fixed number of values: their slots are in its frame.
 */
#define IS_BUILTIN(f_, op) ((f_)->tag == TAG_FUNCTION && (f_)->function->entry == &HERE(vm)->builtin_entry[(op) - OP_B_PCALL])
#define FLAG(flag) ((uint64_t)(flag) << HEADER_FLAGS)
/* Whether the running coroutine may switch to co_, parked in this state, and neither has an account but that of both; obstacle: a flag
 * that the running one may not have. */
#define IS_READY(co_, header, my_header, state, obstacle)                                                       \
    (LIKELY(header_is_ready(header, state) && ((my_header) & FLAG(CO_HAS_ACCOUNT | (obstacle))) == 0) ||        \
     (header_is_ready((header) & ~FLAG(CO_HAS_ACCOUNT), state) && (co_)->account == vm->account && ((my_header) & FLAG(obstacle)) == 0))
#define WANTED(pc_) ((pc_)[-2].c) /* at the call before pc_, plus 1; 0: all, as pseudo-instructions do */
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

/* Parks the running coroutine, whose header is given, at the CALL at pc. */
#define PARK(me, header, state)                                                                                 \
    do {                                                                                                        \
        coroutine_set_header((me), header_changed((header), CO_RUNNING, (state)) ^ FLAG(CO_IS_AT_CALL));        \
        (me)->pc = (Instr *)pc + 2;                                                                             \
        coroutine_set_frame((me), base);                                                                        \
    } while (0)

/* Whether the instructions at pc, of one word each, so many before a CALL, end with what makes its last two arguments (or its
 * function and its only argument), or the last one if there is one instruction. */
static bool makes_arguments(const Instr *pc, unsigned words)
{
    const Instr *call = pc + words;
    unsigned last = call->a + (call->b - 1u) * (unsigned)sizeof(Value);
    return call->b >= 2 && call[-1].a == last && (words == 1 || call[-2].a == last - sizeof(Value));
}

/* Delivers `count` values at `from` where `want` are wanted. */
static NOINLINE void deliver(Value *to, const Value *from, size_t count, size_t want)
{
    for (size_t i = 0; i < want; i++) {
        if (i < count) {
            value_copy(to + i, from + i);
        } else {
            set_nil(to + i);
        }
    }
}

/* Goes on in co, parked in `state`, which has this header, at pc_, with count values lying at from, of which want - 1 are wanted, behind
 * `true` if ok is 1: they are delivered `at` so many bytes above its base. last: what is to be done before the dispatch. */
#define SWITCH(co_, header, state, from, count, want, at, ok, last)                                             \
    do {                                                                                                        \
        const Value *from_ = (from);                                                                            \
        uint64_t word_ = (header);                                                                              \
        size_t want_ = (want), ok_ = (ok);                                                                      \
        base = coroutine_frame(co_);                                                                            \
        Value *to_ = R(at) + ok_;                                                                               \
        coroutine_set_header((co_), header_changed(word_, state, CO_RUNNING));                                  \
        vm->co = (co_);                                                                                         \
        vm->stack_limit = (co_)->stack + header_stack_size(word_);                                              \
        pc = pc_;                                                                                               \
        if (ok_) {                                                                                              \
            set_bool(to_ - 1, true); /* where none is wanted, the slot is free */                               \
        }                                                                                                       \
        if (LIKELY((count) == 1)) {                                                                             \
            if (LIKELY(want_ > 1 + ok_)) {                                                                     \
                value_copy(to_, from_);                                                                         \
                if (UNLIKELY(want_ > 2 + ok_)) {                                                               \
                    deliver(to_ + 1, NULL, 0, want_ - 2 - ok_);                                                \
                }                                                                                               \
            }                                                                                                   \
        } else if (want_ > 1 + ok_) {                                                                          \
            deliver(to_, from_, (count), want_ - 1 - ok_);                                                     \
        }                                                                                                       \
        LOAD_K();                                                                                               \
        last;                                                                                                   \
        DISPATCH();                                                                                             \
    } while (0)

/* What waits in resume when me_, which runs and has my_header_, resumes another; and whether that may be so much. */
#define CHAIN_SLOTS() coroutine_chain_slots(me_, header_stack_size(my_header_))
#define CHAIN_HAS_ROOM() LIKELY(CHAIN_SLOTS() <= vm->chain_cap)

/* Resumes co_, parked in `state`, from the CALL at pc, by `wrapped` (CO_IS_WRAPPED) or resume (0); header_ and my_header_ are those of
 * co_ and of the running coroutine me_. */
#define SWITCH_RESUME(co_, state, from, count, want, at, wrapped, last)                                         \
    do {                                                                                                        \
        PARK(me_, my_header_, CO_NORMAL);                                                                       \
        (co_)->resumer = me_;                                                                                   \
        (co_)->below = CHAIN_SLOTS();                                                                           \
        SWITCH(co_, (header_ & ~FLAG(CO_IS_WRAPPED | CO_IS_AT_CALL)) | FLAG(wrapped), state, from, count, want, at, 0, last); \
    } while (0)

/* Resumes the coroutine in *object from the CALL that is so many words on, with count values at `from`, if that is plain. Both may be
 * where a fused MOVE takes them from: a register of the call is written only if one looks at it while the coroutine runs. */
#define RESUME_SUSPENDED(words, object, from, count)                                                            \
    do {                                                                                                        \
        Value *f_ = R(pc[words].a);                                                                             \
        const Value *object_ = (object), *source_ = (from);                                                     \
        if (LIKELY(IS_BUILTIN(f_, OP_B_RESUME) && object_->tag == TAG_COROUTINE)) {                             \
            Coroutine *co_ = object_->co, *me_ = vm->co;                                                        \
            uint64_t header_ = coroutine_header(co_), my_header_ = coroutine_header(me_);                       \
            const Instr *pc_ = co_->pc;                                                                         \
            if (LIKELY(CHAIN_HAS_ROOM() && IS_READY(co_, header_, my_header_, CO_YIELDED, 0) && WANTED(pc_) != 0)) { \
                if (object_ != f_ + 1) {                                                                        \
                    set_coroutine(f_ + 1, co_);                                                                 \
                }                                                                                               \
                pc += (words);                                                                                  \
                SWITCH_RESUME(co_, CO_YIELDED, source_, count, WANTED(pc_), pc_[-2].a, 0, (void)0);             \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Whether `true` goes before the values that the running coroutine, which has my_header_, gives to its resumer: not for a wrap's call. */
#define HAS_OK() ((my_header_ & FLAG(CO_IS_WRAPPED)) == 0)

/* Yields count values at `from` from the CALL that is so many words on, if that is plain. */
#define YIELD_TO_RESUMER(words, from, count)                                                                    \
    do {                                                                                                        \
        const Value *f_ = R(pc[words].a), *source_ = (from);                                                    \
        Coroutine *me_ = vm->co, *co_ = me_->resumer;                                                           \
        if (LIKELY(IS_BUILTIN(f_, OP_B_YIELD) && co_ != NULL)) {                                                \
            uint64_t my_header_ = coroutine_header(me_), header_ = coroutine_header(co_);                       \
            const Instr *pc_ = co_->pc;                                                                         \
            if (LIKELY(IS_READY(co_, header_, my_header_, CO_NORMAL, CO_HAS_BARRIER) && WANTED(pc_) != 0)) {    \
                pc += (words);                                                                                  \
                PARK(me_, my_header_, CO_YIELDED);                                                              \
                SWITCH(co_, header_ & ~FLAG(CO_IS_AT_CALL), CO_NORMAL, source_, count, WANTED(pc_), pc_[-2].a, HAS_OK(), \
                       if (!ok_ && LIKELY(pc->op == OP_TFORLOOP)) { FETCH(); GOTO(TFORLOOP); });                \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Ends the running coroutine's body with n values below vm->top; co_ goes on. */
#define SWITCH_END()                                                                                            \
    do {                                                                                                        \
        Value *ended_ = me_->stack;                                                                             \
        size_t slots_ = header_stack_size(my_header_);                                                          \
        coroutine_set_header(me_, header_without_stack(header_changed(my_header_, CO_RUNNING, CO_FINISHED)));   \
        coroutine_forget_stack(me_);                                                                            \
        me_->resumer = NULL;                                                                                    \
        SWITCH(co_, header_ & ~FLAG(CO_IS_AT_CALL), CO_NORMAL, vm->top - n, n, WANTED(pc_), pc_[-2].a, HAS_OK(), \
               stack_free(vm, ended_, slots_ * sizeof(Value)));                                                 \
    } while (0)

/* The number of f_'s shortcut, or 0: kept in the entry instruction of functions that are not Lua's. */
#define SHORTCUT_OF(f_) ((f_)->function->entry->op >= OP_NATIVE ? (f_)->function->entry->a : 0u)
/* Takes the shortcut of the function in f_, for n_ arguments, and then does `last`; falls through when it does not serve. */
#define TAKE_SHORTCUT(f_, n_, want_, last)                                                                      \
    do {                                                                                                        \
        unsigned shortcut_ = SHORTCUT_OF(f_);                                                                   \
        if (LIKELY(shortcut_ != 0)) {                                                                           \
            GC_POINT();                                                                                         \
            SAVE();                                                                                             \
            Value *at_ = A;                                                                                     \
            int count_ = shortcuts[shortcut_](vm, at_, (n_), (want_));                                          \
            if (LIKELY(count_ >= 0)) {                                                                          \
                if (UNLIKELY((want_) == 0)) {                                                                   \
                    vm->top = at_ + count_;                                                                     \
                }                                                                                               \
                for (unsigned i_ = (unsigned)count_ + 1; UNLIKELY(i_ < (want_)); i_++) {                        \
                    set_nil(at_ + i_ - 1);                                                                      \
                }                                                                                               \
                last;                                                                                           \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Instructions, by number, that a metamethod's result completes when it is in R[A]. */
#define STORES_RESULT                                                                                           \
    ((uint64_t)1 << OP_GETTABUP | (uint64_t)1 << OP_GETFIELD | (uint64_t)1 << OP_GETINDEX | (uint64_t)1 << OP_GETINT |     \
     (uint64_t)1 << OP_SELF | ((((uint64_t)1 << (OP_LEN - OP_ADD + 1)) - 1) << OP_ADD))
_Static_assert(OP_ADD < OP_LEN && OP_LEN < 64 && OP_SELF < 64, "the numbers of these instructions fit a word");

#define LONG_LIST 1024 /* values whose move is charged as work */

/* Builtins need a few slots of their own. */
#define NEED(slots) do { if (UNLIKELY((size_t)(vm->stack_limit - base) < n + (slots))) { SAVE(); vm->nargs = (uint32_t)n; vm->top = base + n; vm_check(vm, stack_grow(vm, base, n + (slots))); LOAD_BASE(); } } while (0)
#define ENTER_BUILTIN() do { SAVE(); vm->top = base + n; vm->nargs = (uint32_t)n; } while (0)

#if WEFT_DISPATCH == 1
#undef OP
#define OP(name, operands, words, original, meaning) HANDLER_DECL(name)
#include "opcodes.def"
HANDLER_DECL(CHECK)
#define OP(name) static __attribute__((preserve_none)) int op_##name(HANDLER_PARAMS) { (void)vm; (void)pc; (void)base; (void)k; (void)n; (void)w;
#include "interp_ops.h"
#else
/* n is dead between an instruction and the next unless a call or return is under way */
int interp_run_at(VM *vm, const Instr *pc, Value *base, const char *k, size_t n)
{
#if WEFT_DISPATCH == 0
    /* distances, not addresses: nothing in it for the loader to set */
    static const int32_t labels[OP_COUNT] = {
#undef OP
#define OP(name, operands, words, original, meaning) (char *)&&L_##name - (char *)&&L_CHECK,
#include "opcodes.def"
#define OP(name) L_##name: {
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
#undef OP
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
