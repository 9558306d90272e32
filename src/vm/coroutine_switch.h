/* coroutine_switch.h: plain switches of coroutines, in terms of the dispatch loop's variables and macros: for interp.c alone.
 *
 * A switch is plain when the other side waits at a call that wants a fixed number of values: their slots are in its frame. All others
 * are made by the functions' own instructions (ops_coroutines.h), by what coroutine.c has.
 * 1. A macro that finds its switch not plain has changed nothing and falls through.
 * 2. Values go from where they lie to where they are wanted: the other side's stack is not grown, nothing is allocated, nothing fails.
 * 3. In all: me_ and my_header_ are the running coroutine and its header, co_ and header_ those of the other, which is parked at pc_
 *    (BOTH_SIDES).
 */
#ifndef WEFT_COROUTINE_SWITCH_H
#define WEFT_COROUTINE_SWITCH_H

#include "call.h"
#include "coroutine.h"

#define BOTH_SIDES(other)                                                                                       \
    Coroutine *co_ = (other), *me_ = vm->co;                                                                    \
    uint64_t header_ = coroutine_header(co_), my_header_ = coroutine_header(me_);                               \
    const Instr *pc_ = co_->pc
#define FLAG(flag) ((uint64_t)(flag) << HEADER_FLAGS)
/* Whether the running coroutine may switch to the other, parked in this state, and neither has an account but that of both; obstacle: a
 * flag that the running one may not have. */
#define IS_READY(state, obstacle)                                                                               \
    (LIKELY(header_is_ready(header_, state) && (my_header_ & FLAG(CO_HAS_ACCOUNT | (obstacle))) == 0) ||        \
     (header_is_ready(header_ & ~FLAG(CO_HAS_ACCOUNT), state) && co_->account == vm->account && (my_header_ & FLAG(obstacle)) == 0))
#define WANTED() (pc_[-2].c) /* at the call before pc_, plus 1; 0: all, as pseudo-instructions do */

/* Parks the running coroutine at the CALL at pc. */
#define PARK(state)                                                                                             \
    do {                                                                                                        \
        coroutine_set_header(me_, header_changed(my_header_, CO_RUNNING, (state)) ^ FLAG(CO_IS_AT_CALL));       \
        me_->pc = (Instr *)pc + 2;                                                                              \
        coroutine_set_frame(me_, base);                                                                         \
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

/* Goes on in the other, parked in `state`, which has this header, with count values lying at from, of which want - 1 are wanted, behind
 * `true` if ok is 1: they are delivered `at` so many bytes above its base. last: what is to be done before the dispatch. */
#define SWITCH(header, state, from, count, want, at, ok, last)                                                  \
    do {                                                                                                        \
        const Value *from_ = (from);                                                                            \
        uint64_t word_ = (header);                                                                              \
        size_t want_ = (want), ok_ = (ok);                                                                      \
        base = coroutine_frame(co_);                                                                            \
        Value *to_ = R(at) + ok_;                                                                               \
        coroutine_set_header(co_, header_changed(word_, state, CO_RUNNING));                                    \
        vm->co = co_;                                                                                           \
        vm->stack_limit = co_->stack + header_stack_size(word_);                                                \
        pc = pc_;                                                                                               \
        if (ok_) {                                                                                              \
            set_bool(to_ - 1, true); /* where none is wanted, the slot is free */                               \
        }                                                                                                       \
        if (LIKELY((count) == 1)) {                                                                             \
            if (LIKELY(want_ > 1 + ok_)) {                                                                      \
                value_copy(to_, from_);                                                                         \
                if (UNLIKELY(want_ > 2 + ok_)) {                                                                \
                    deliver(to_ + 1, NULL, 0, want_ - 2 - ok_);                                                 \
                }                                                                                               \
            }                                                                                                   \
        } else if (want_ > 1 + ok_) {                                                                           \
            deliver(to_, from_, (count), want_ - 1 - ok_);                                                      \
        }                                                                                                       \
        LOAD_K();                                                                                               \
        last;                                                                                                   \
        DISPATCH();                                                                                             \
    } while (0)

/* What waits in resume when the running coroutine resumes another; and whether that may be so much. */
#define CHAIN_SLOTS() coroutine_chain_slots(me_, header_stack_size(my_header_))
#define CHAIN_HAS_ROOM() LIKELY(CHAIN_SLOTS() <= vm->chain_cap)

/* Resumes the other, parked in `state`, from the CALL at pc, by `wrapped` (CO_IS_WRAPPED) or resume (0). */
#define SWITCH_RESUME(state, from, count, want, at, wrapped, last)                                              \
    do {                                                                                                        \
        PARK(CO_NORMAL);                                                                                        \
        co_->resumer = me_;                                                                                     \
        co_->below = CHAIN_SLOTS();                                                                             \
        SWITCH((header_ & ~FLAG(CO_IS_WRAPPED | CO_IS_AT_CALL)) | FLAG(wrapped), state, from, count, want, at, 0, last); \
    } while (0)

/* Resumes the coroutine in *object from the CALL that is so many words on, with count values at `from`, if that is plain. Both may be
 * where a fused MOVE takes them from: a register of the call is written only if one looks at it while the coroutine runs. */
#define RESUME_SUSPENDED(words, object, from, count)                                                            \
    do {                                                                                                        \
        Value *f_ = R(pc[words].a);                                                                             \
        const Value *object_ = (object), *source_ = (from);                                                     \
        if (LIKELY(IS_BUILTIN(f_, OP_B_RESUME) && object_->tag == TAG_COROUTINE)) {                             \
            BOTH_SIDES(object_->co);                                                                            \
            if (LIKELY(CHAIN_HAS_ROOM() && IS_READY(CO_YIELDED, 0) && WANTED() != 0)) {                         \
                if (object_ != f_ + 1) {                                                                        \
                    set_coroutine(f_ + 1, co_);                                                                 \
                }                                                                                               \
                pc += (words);                                                                                  \
                SWITCH_RESUME(CO_YIELDED, source_, count, WANTED(), pc_[-2].a, 0, (void)0);                     \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Whether `true` goes before the values that the running coroutine gives to its resumer: not for a wrap's call. */
#define HAS_OK() ((my_header_ & FLAG(CO_IS_WRAPPED)) == 0)

/* Yields count values at `from` from the CALL that is so many words on, if that is plain. */
#define YIELD_TO_RESUMER(words, from, count)                                                                    \
    do {                                                                                                        \
        const Value *f_ = R(pc[words].a), *source_ = (from);                                                    \
        Coroutine *resumer_ = vm->co->resumer;                                                                  \
        if (LIKELY(IS_BUILTIN(f_, OP_B_YIELD) && resumer_ != NULL)) {                                           \
            BOTH_SIDES(resumer_);                                                                               \
            if (LIKELY(IS_READY(CO_NORMAL, CO_HAS_BARRIER) && WANTED() != 0)) {                                 \
                pc += (words);                                                                                  \
                PARK(CO_YIELDED);                                                                               \
                SWITCH(header_ & ~FLAG(CO_IS_AT_CALL), CO_NORMAL, source_, count, WANTED(), pc_[-2].a, HAS_OK(), \
                       if (!ok_ && LIKELY(pc->op == OP_TFORLOOP)) { FETCH(); GOTO(TFORLOOP); });                \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* Ends the running coroutine's body with n values below vm->top; its resumer goes on. */
#define SWITCH_END()                                                                                            \
    do {                                                                                                        \
        Value *ended_ = me_->stack;                                                                             \
        size_t slots_ = header_stack_size(my_header_);                                                          \
        coroutine_set_header(me_, header_without_stack(header_changed(my_header_, CO_RUNNING, CO_FINISHED)));   \
        coroutine_forget_stack(me_);                                                                            \
        me_->resumer = NULL;                                                                                    \
        SWITCH(header_ & ~FLAG(CO_IS_AT_CALL), CO_NORMAL, vm->top - n, n, WANTED(), pc_[-2].a, HAS_OK(),        \
               stack_free(vm, ended_, slots_ * sizeof(Value)));                                                 \
    } while (0)

#endif
