/* ops_pseudo.h: pseudo-instructions at which special frames return, with n results below vm->top, and the handler that checks.
 *
 * A call that the VM makes between two steps of an instruction (a metamethod's, a message handler's, a hook's, ..) returns to one of
 * them. Its continuation word lies below the frame and says which instruction waits, and how far below its frame begins.
 * 1. k is not that of the running function here: constants are not to be had before LOAD_K.
 * 2. CHECK stands in the dispatch table for every instruction while a hook, a budget or an interrupt is due; the instruction itself is
 *    done by way of vm->plain.
 */

/* Instructions, by number, that a metamethod's result completes when it is in R[A]. */
#define STORES_RESULT                                                                                           \
    ((uint64_t)1 << OP_GETTABUP | (uint64_t)1 << OP_GETFIELD | (uint64_t)1 << OP_GETINDEX | (uint64_t)1 << OP_GETINT | \
     (uint64_t)1 << OP_SELF | ((((uint64_t)1 << (OP_LEN - OP_ADD + 1)) - 1) << OP_ADD))
/* Those that a metamethod completes, whatever it returns. */
#define STORES_ELSEWHERE                                                                                        \
    ((uint64_t)1 << OP_SETTABUP | (uint64_t)1 << OP_SETFIELD | (uint64_t)1 << OP_SETINDEX | (uint64_t)1 << OP_SETINT)
_Static_assert(OP_ADD < OP_LEN && OP_LEN < 64 && OP_SELF < 64, "the numbers of these instructions fit a word");

/* Goes on as a check says (check.h). */
#define AFTER_CHECK(check) do {                                                                                 \
    CheckResult result_ = (check);                                                                              \
    LOAD_ALL();                                                                                                 \
    if (LIKELY(result_ == CHECK_GO)) {                                                                          \
        int original_ = opcode_info[pc->op].original; /* with a hook alive, every call and return is made in full */ \
        if (original_ == OP_CALL && vm->hooks_alive > 0) { FETCH(); GOTO(CALL_ANY); }                           \
        if (original_ == OP_TFORCALL && vm->hooks_alive > 0) { FETCH(); GOTO(TFORCALL); }                       \
        DISPATCH_PLAIN(opcode_unfused(pc->op));                                                                 \
    }                                                                                                           \
    if (result_ == CHECK_ENTERED) { DISPATCH(); }                                                               \
    LEAVE(WEFT_OUT_OF_FUEL);                                                                                    \
} while (0)

/* Goes on; an error that is still on its way goes on first. */
#define RELOAD_OR_UNWIND()                                                                                      \
    do {                                                                                                        \
        if (vm->has_error && vm->pc->op != OP_P_NATIVE && !unwind(vm)) {                                        \
            LEAVE(WEFT_ERROR);                                                                                  \
        }                                                                                                       \
        RELOAD();                                                                                               \
    } while (0)

/* ---- the other pseudo-instructions ---- */
OP(P_META)
    Value *slot_ = vm->top - n;
    const Instr *at_ = slot_[-1].p;
    unsigned original_ = opcode_info[at_->op].original;
    bool has_result_ = original_ < 64 && STORES_RESULT >> original_ & 1 && n > 0;
    if (LIKELY(has_result_ || (original_ < 64 && STORES_ELSEWHERE >> original_ & 1))) {
        base = slot_ + 1 - cont_delta(slot_[-1].tag);
        if (has_result_) {
            value_copy(R(at_->a), slot_);
        }
        pc = at_ + opcode_info[at_->op].words;
        LOAD_K();
        DISPATCH();
    }
    Value result_;
    if (LIKELY(n > 0)) {
        value_copy(&result_, slot_);
    } else {
        set_nil(&result_);
    }
    Value *word_ = slot_ - 1;
    vm->base = slot_ + 1 - cont_delta(word_->tag);
    meta_finish(vm, word_->p, &result_, (uint32_t)(word_->tag >> 48));
    RELOAD();
END
OP(P_HANDLER)
    Value *slot_ = vm->top - n;
    if (n == 0) {
        set_nil(slot_);
    }
    if (!handler_finish(vm, slot_ - 1, slot_)) {
        LEAVE(WEFT_ERROR);
    }
    RELOAD_OR_UNWIND();
END
OP(P_CLOSE)
    if (!close_finish(vm, vm->top - n - 1)) {
        LEAVE(WEFT_ERROR);
    }
    RELOAD_OR_UNWIND();
END
OP(P_HOOK)
    AFTER_CHECK(check_hook_finish(vm, vm->top - n - 1));
END
OP(P_RETURN)
    Value *slot_ = vm->top - n;
    base = slot_ + 1 - cont_delta(slot_[-1].tag);
    RETURN_GENERAL(slot_, n);
END
OP(P_SORT)
    sort_continue(vm, vm->top - n);
    RELOAD();
END
OP(P_C_RETURN)
    LEAVE(WEFT_OK);
END

/* ---- checks (vm->check) ---- */
OP(CHECK)
    SAVE();
    vm->nargs = (uint32_t)n;
    AFTER_CHECK(check_instruction(vm));
END

#undef STORES_RESULT
#undef STORES_ELSEWHERE
#undef AFTER_CHECK
#undef RELOAD_OR_UNWIND
