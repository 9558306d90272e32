/* ops_loops.h: the loops, and the variables that are to be closed.
 *
 * A numeric loop has its index, limit (or the last index), step and the variable in four registers. A generic loop has iterator, state,
 * control and closing value in four, a hidden mark behind them, and then its variables; TFORCALL calls the iterator above all that.
 * 1. FORPREP makes index, limit and step one type, and the last index one that is met exactly: FORLOOP needs no test for an overflow.
 * 2. TFORCALL's forms do what the call would do, on what lies in the registers at that time: they look at the function each time.
 */

OP(FORPREP)
    Value *r_ = A;
    SAVE();
    if (for_prepare(vm, r_)) {
        pc += WORD_S32;
    }
    NEXT(1);
END
OP(FORLOOP)
    Value *r_ = A;
    if (LIKELY(r_->tag == TAG_INT)) { /* the others' tags do not matter: they are only read, or written whole */
        int64_t i_ = r_->i;
        if (LIKELY(i_ != r_[1].i)) {
            i_ = int_add(i_, r_[2].i);
            r_->i = i_;
            set_int(r_ + 3, i_);
            pc += WORD_S32;
        }
        NEXT(1);
    }
    double i_ = r_->n + r_[2].n;
    if (r_[2].n > 0 ? i_ <= r_[1].n : r_[1].n <= i_) {
        set_float(r_, i_);
        set_float(r_ + 3, i_);
        pc += WORD_S32;
    }
    NEXT(1);
END
OP(TFORPREP)
    SAVE();
    set_nil(A + 4);
    if (A[3].tag != TAG_NIL) {
        close_mark(vm, A + 3);
    }
    pc += WORD_S32;
    NEXT(1);
END
/* The iterator's results are in f[0] and f[1]: goes on with the loop's end. */
#define THEN_TFORLOOP(f)                                                                                        \
    do {                                                                                                        \
        for (unsigned j_ = 2; j_ + 1 < WORD_C; j_++) {                                                          \
            set_nil((f) + j_);                                                                                  \
        }                                                                                                       \
        pc += 2;                                                                                                \
        FETCH();                                                                                                \
        if (LIKELY(WORD_OP == OP_TFORLOOP)) {                                                                   \
            GOTO(TFORLOOP);                                                                                     \
        }                                                                                                       \
        DISPATCH();                                                                                             \
    } while (0)
OP(TFORCALL_NEXT)
    Value *r_ = A - LOOP_CALL, *f_ = r_ + LOOP_CALL;
    if (LIKELY(r_->tag == TAG_FUNCTION && r_->function->entry->op == OP_B_NEXT && r_[1].tag == TAG_TABLE)) {
        /* the position is kept in the hidden mark's slot, as a light pointer; the control variable tells a fresh loop */
        if (LIKELY(r_[4].tag == TAG_LIGHT) || (r_[4].tag == TAG_NIL && r_[2].tag == TAG_NIL)) {
            uint64_t position_ = r_[4].tag == TAG_LIGHT ? r_[4].bits : 0;
            if (table_iterate(r_[1].table, &position_, f_, f_ + 1)) {
                r_[4].bits = position_;
                r_[4].tag = TAG_LIGHT;
            } else {
                set_nil(f_);
                set_nil(f_ + 1);
            }
            THEN_TFORLOOP(f_);
        }
    }
    ((Instr *)pc)->op = OP_TFORCALL;
    GOTO(TFORCALL);
END
OP(TFORCALL_IPAIRS)
    Value *r_ = A - LOOP_CALL, *f_ = r_ + LOOP_CALL;
    if (LIKELY(r_->tag == TAG_FUNCTION && r_->function->entry->op == OP_B_IPAIRS_STEP && r_[1].tag == TAG_TABLE &&
               r_[2].tag == TAG_INT)) {
        Table *table_ = r_[1].table;
        uint64_t i_ = (uint64_t)r_[2].i;
        GET_ELEMENT(table_, i_, f_ + 1, set_int(f_, (int64_t)i_ + 1); THEN_TFORLOOP(f_));
    }
    GOTO(TFORCALL);
END
OP(TFORCALL_WRAPPED)
    Value *f_ = R(pc->a), *r_ = f_ - LOOP_CALL;
    if (LIKELY(IS_BUILTIN(r_, OP_B_WRAPPED) && vm->stack_limit - f_ > CLOSE_SLOTS)) {
        BOTH_SIDES(r_->function->values[0].co);
        if (LIKELY(CHAIN_HAS_ROOM() && IS_READY(CO_YIELDED, 0) && WANTED() != 0)) {
            set_function(f_, r_->function);
            set_coroutine(f_ + 1, co_);
            SWITCH_RESUME(CO_YIELDED, r_ + 1, 2, WANTED(), pc_[-2].a, CO_IS_WRAPPED, (void)0);
        }
    }
    GOTO(TFORCALL);
END
OP(TFORCALL)
    Value *f_ = A, *r_ = f_ - LOOP_CALL;
    if (r_[4].tag == TAG_LIGHT) { /* TFORCALL_NEXT's position, which this call makes stale */
        set_nil(r_ + 4);
    }
    if (r_->tag == TAG_FUNCTION && r_[1].tag == TAG_TABLE && pc->op == OP_TFORCALL && vm->hooks_alive == 0) {
        if (r_->function->entry->op == OP_B_NEXT && r_[2].tag == TAG_NIL && r_[4].tag == TAG_NIL) {
            ((Instr *)pc)->op = OP_TFORCALL_NEXT;
            GOTO(TFORCALL_NEXT);
        }
        if (r_->function->entry->op == OP_B_IPAIRS_STEP) {
            ((Instr *)pc)->op = OP_TFORCALL_IPAIRS;
        }
    }
    if (r_->tag == TAG_FUNCTION && r_->function->entry->op == OP_B_WRAPPED) {
        ((Instr *)pc)->op = OP_TFORCALL_WRAPPED;
    }
    value_copy(f_, r_);
    value_copy(f_ + 1, r_ + 1);
    value_copy(f_ + 2, r_ + 2);
    n = 2;
    RESOLVE(f_);
    CALL_FUNCTION(f_);
END
OP(TFORLOOP)
    Value *r_ = A;
    if (r_[LOOP_CALL].tag != TAG_NIL) {
        value_copy(r_ + 2, r_ + LOOP_CALL);
        pc += WORD_S32;
    }
    NEXT(1);
END
OP(TBC)
    SAVE();
    close_mark(vm, A);
    NEXT(1);
END
OP(CLOSE)
    SAVE();
    if (close_next(vm, A, NULL)) {
        RELOAD();
    }
    NEXT(1);
END

#undef THEN_TFORLOOP
