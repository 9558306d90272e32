/* ops_fused.h: fused forms: an instruction, then the ones behind it without a dispatch between them (fuse.c puts them in place).
 *
 * 1. The instructions behind the first stay what they are, each in its word, so that jumps may go there and errors have their lines.
 * 2. A form holds the likely paths only. For anything else it goes to the instruction that it has come to, alone, before anything of
 *    that one is done.
 * 3. pc is at the instruction that is being done: SKIP and THEN go on to the next before they jump into its handler.
 */

/* The move that is so many words on. */
#define MOVE_AT(words) value_copy(R(pc[words].a), R(pc[words].b))
#define ADVANCE() (pc += 1, FETCH())
/* Goes on with the instruction that is so many words on. */
#define SKIP(words, name) do { pc += (words); FETCH(); GOTO(name); } while (0)
#define THEN(name) SKIP(1, name)

/* What is not plain is left to the instruction alone; next: how the handler ends. */
#define ARITH_FUSED(x, y, int_op, float_op, alone, next)                                                        \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        ARITH_PLAIN(x_, y_, int_op, float_op, next);                                                            \
        GOTO(alone);                                                                                            \
    } while (0)

#define ARITH_IMMEDIATE_FUSED(int_op, alone, next)                                                              \
    do {                                                                                                        \
        const Value *x_ = B;                                                                                    \
        if (LIKELY(x_->tag == TAG_INT)) {                                                                       \
            set_int(A, int_op(x_->i, (int16_t)WORD_C));                                                         \
            next;                                                                                               \
        }                                                                                                       \
        GOTO(alone);                                                                                            \
    } while (0)

#define GET_INDEX_FUSED(next)                                                                                   \
    do {                                                                                                        \
        const Value *t_ = B, *key_ = C;                                                                         \
        if (LIKELY(t_->tag == TAG_TABLE && key_->tag == TAG_INT)) {                                             \
            Table *table_ = t_->table;                                                                          \
            uint64_t i_ = (uint64_t)key_->i - 1;                                                                \
            GET_ELEMENT(table_, i_, A, next);                                                                   \
        }                                                                                                       \
        GOTO(GETINDEX);                                                                                         \
    } while (0)

/* ---- moves and loops ---- */
OP(MOVE_MOVE) MOVE_AT(0); MOVE_AT(1); NEXT(2); END
OP(MOVE_LOOP) MOVE_AT(0); THEN(LOOP); END
OP(MOVE_FORLOOP) MOVE_AT(0); THEN(FORLOOP); END
OP(MOVE_MOVE_FORLOOP) MOVE_AT(0); MOVE_AT(1); SKIP(2, FORLOOP); END

/* ---- before calls ---- */
/* A CALL changes its form once; what is fused to it, `words` before it, follows. */
#define FOLLOW_CALL(first, words, alone, switches)                                                              \
    do {                                                                                                        \
        switch (pc[words].op) {                                                                                 \
        case OP_CALL: break;                                                                                    \
        case OP_CALL_LUA: ((Instr *)pc)->op = OP_##first##_CALL_LUA; break;                                     \
        case OP_CALL_ANY: ((Instr *)pc)->op = OP_##first##_CALL_ANY; break;                                     \
        default: ((Instr *)pc)->op = (uint16_t)(switches);                                                      \
        }                                                                                                       \
        GOTO(alone);                                                                                            \
    } while (0)
/* The form of one whose call switches: then it makes the last arguments. */
#define SWITCH_FORM(words, resume, yield, alone)                                                                \
    (!makes_arguments(pc, words) ? OP_##alone : pc[words].op == OP_CALL_RESUME ? OP_##resume                    \
                                              : pc[words].op == OP_CALL_YIELD  ? OP_##yield : OP_##alone)
OP(MOVE_CALL) FOLLOW_CALL(MOVE, 1, MOVE, SWITCH_FORM(1, MOVE_CALL_RESUME, MOVE_CALL_YIELD, MOVE)); END
OP(MOVE_CALL_LUA) MOVE_AT(0); THEN(CALL_LUA); END
OP(MOVE_CALL_ANY) MOVE_AT(0); THEN(CALL_ANY); END
OP(MOVE_CALL_RESUME)
    if (LIKELY(pc[1].b == 2)) {
        RESUME_SUSPENDED(1, R(pc->b), f_, 0);
    }
    MOVE_AT(0);
    THEN(CALL_RESUME);
END
OP(MOVE_CALL_YIELD)
    if (LIKELY(pc[1].b == 2)) {
        YIELD_TO_RESUMER(1, R(pc->b), 1);
    }
    MOVE_AT(0);
    THEN(CALL_YIELD);
END
OP(MOVE_MOVE_CALL) FOLLOW_CALL(MOVE_MOVE, 2, MOVE_MOVE, SWITCH_FORM(2, MOVE_MOVE_CALL_RESUME, MOVE_MOVE_CALL_YIELD, MOVE_MOVE)); END
OP(MOVE_MOVE_CALL_LUA) MOVE_AT(0); MOVE_AT(1); SKIP(2, CALL_LUA); END
OP(MOVE_MOVE_CALL_ANY) MOVE_AT(0); MOVE_AT(1); SKIP(2, CALL_ANY); END
OP(MOVE_MOVE_CALL_RESUME)
    if (LIKELY(pc[2].b == 3)) {
        RESUME_SUSPENDED(2, R(pc[0].b), R(pc[1].b), 1);
        MOVE_AT(0);
        MOVE_AT(1);
        SKIP(2, CALL_RESUME);
    }
    MOVE_AT(0);
    THEN(MOVE_CALL_RESUME);
END
OP(MOVE_MOVE_CALL_YIELD) MOVE_AT(0); THEN(MOVE_CALL_YIELD); END
OP(ADDI_CALL) FOLLOW_CALL(ADDI, 1, ADDI, SWITCH_FORM(1, ADDI_CALL_RESUME, ADDI_CALL_YIELD, ADDI)); END
OP(ADDI_CALL_LUA) ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(CALL_LUA)); END
OP(ADDI_CALL_ANY) ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(CALL_ANY)); END
OP(ADDI_CALL_RESUME) ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(CALL_RESUME)); END
OP(ADDI_CALL_YIELD)
    const Value *addend_ = B;
    if (LIKELY(addend_->tag == TAG_INT && pc[1].b == 2)) {
        Value sum_;
        set_int(&sum_, int_add(addend_->i, (int16_t)WORD_C));
        YIELD_TO_RESUMER(1, &sum_, 1);
    }
    ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(CALL_YIELD));
END
OP(SUBI_CALL) FOLLOW_CALL(SUBI, 1, SUBI, OP_SUBI); END
OP(SUBI_CALL_LUA) ARITH_IMMEDIATE_FUSED(int_sub, SUBI, THEN(CALL_LUA)); END
OP(SUBI_CALL_ANY) ARITH_IMMEDIATE_FUSED(int_sub, SUBI, THEN(CALL_ANY)); END
OP(MOVE_MOVE_MOVE_CALL) FOLLOW_CALL(MOVE_MOVE_MOVE, 3, MOVE_MOVE, SWITCH_FORM(3, MOVE_MOVE_MOVE_CALL_RESUME, MOVE_MOVE_MOVE_CALL_YIELD, MOVE_MOVE)); END
OP(MOVE_MOVE_MOVE_CALL_LUA) MOVE_AT(0); MOVE_AT(1); MOVE_AT(2); SKIP(3, CALL_LUA); END
OP(MOVE_MOVE_MOVE_CALL_ANY) MOVE_AT(0); MOVE_AT(1); MOVE_AT(2); SKIP(3, CALL_ANY); END
OP(MOVE_MOVE_MOVE_CALL_RESUME) MOVE_AT(0); THEN(MOVE_MOVE_CALL_RESUME); END
OP(MOVE_MOVE_MOVE_CALL_YIELD) MOVE_AT(0); MOVE_AT(1); SKIP(2, MOVE_CALL_YIELD); END
OP(GETUPVAL_ADDI_CALL) FOLLOW_CALL(GETUPVAL_ADDI, 2, GETUPVAL, SWITCH_FORM(2, GETUPVAL, GETUPVAL_ADDI_CALL_YIELD, GETUPVAL)); END
OP(GETUPVAL_ADDI_CALL_LUA) GET_UPVALUE(); ADVANCE(); ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(CALL_LUA)); END
OP(GETUPVAL_ADDI_CALL_ANY) GET_UPVALUE(); ADVANCE(); ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(CALL_ANY)); END
OP(GETUPVAL_ADDI_CALL_YIELD) GET_UPVALUE(); THEN(ADDI_CALL_YIELD); END
OP(GETUPVAL_SUBI_CALL) FOLLOW_CALL(GETUPVAL_SUBI, 2, GETUPVAL, OP_GETUPVAL); END
OP(GETUPVAL_SUBI_CALL_LUA) GET_UPVALUE(); ADVANCE(); ARITH_IMMEDIATE_FUSED(int_sub, SUBI, THEN(CALL_LUA)); END
OP(GETUPVAL_SUBI_CALL_ANY) GET_UPVALUE(); ADVANCE(); ARITH_IMMEDIATE_FUSED(int_sub, SUBI, THEN(CALL_ANY)); END
OP(GETUPVAL_MOVE_CALL) FOLLOW_CALL(GETUPVAL_MOVE, 2, GETUPVAL, SWITCH_FORM(2, GETUPVAL_MOVE_CALL_RESUME, GETUPVAL_MOVE_CALL_YIELD, GETUPVAL)); END
OP(GETUPVAL_MOVE_CALL_LUA) GET_UPVALUE(); MOVE_AT(1); SKIP(2, CALL_LUA); END
OP(GETUPVAL_MOVE_CALL_ANY) GET_UPVALUE(); MOVE_AT(1); SKIP(2, CALL_ANY); END
OP(GETUPVAL_MOVE_CALL_RESUME) GET_UPVALUE(); THEN(MOVE_CALL_RESUME); END
OP(GETUPVAL_MOVE_CALL_YIELD) GET_UPVALUE(); THEN(MOVE_CALL_YIELD); END

/* ---- others ---- */
/* select(i, ...): its results are taken from where the arguments lie */
OP(VARARG_CALL)
    const Value *f_ = A - 2;
    ((Instr *)pc)->op = IS_BUILTIN(f_, OP_B_SELECT) ? OP_VARARG_SELECT : OP_VARARG;
    GOTO(VARARG);
END
OP(VARARG_SELECT)
    Value *f_ = A - 2;
    if (LIKELY(IS_BUILTIN(f_, OP_B_SELECT))) {
        VARARGS(count_, from_);
        uint64_t wanted_ = pc[1].c, skipped_ = (uint64_t)f_[1].i - 1, i_ = 0;
        if (LIKELY(f_[1].tag == TAG_INT && f_[1].i > 0)) {
            uint64_t left_ = skipped_ < count_ ? count_ - skipped_ : 0;
            if (LIKELY(wanted_ != 0 || (size_t)(vm->stack_limit - f_) > left_)) {
                if (wanted_ == 0) {
                    vm->top = f_ + left_;
                } else if (left_ > wanted_ - 1) {
                    left_ = wanted_ - 1;
                }
                for (; i_ < left_; i_++) {
                    value_copy(f_ + i_, from_ + skipped_ + i_);
                }
                for (; i_ + 1 < wanted_; i_++) {
                    set_nil(f_ + i_);
                }
                NEXT(3);
            }
        } else if (f_[1].tag == TAG_STRING && f_[1].string->chars[0] == '#' && (wanted_ == 0 || wanted_ == 2)) {
            vm->top = wanted_ == 0 ? f_ + 1 : vm->top;
            set_int(f_, (int64_t)count_);
            NEXT(3);
        }
    }
    GOTO(VARARG);
END
OP(ADDI_LOOP) ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(LOOP)); END
OP(GETUPVAL_MOVE) GET_UPVALUE(); THEN(MOVE); END
OP(ADD_FORLOOP) ARITH_FUSED(B, C, int_add, +, ADD, THEN(FORLOOP)); END
OP(ADD_TFORCALL)
    switch (pc[1].op) {
    case OP_TFORCALL_NEXT: ((Instr *)pc)->op = OP_ADD_TFORCALL_NEXT; break;
    case OP_TFORCALL_IPAIRS: ((Instr *)pc)->op = OP_ADD_TFORCALL_IPAIRS; break;
    case OP_TFORCALL_WRAPPED: ((Instr *)pc)->op = OP_ADD_TFORCALL_WRAPPED; break;
    default: break;
    }
    GOTO(ADD);
END
OP(ADD_TFORCALL_NEXT)    ARITH_FUSED(B, C, int_add, +, ADD, THEN(TFORCALL_NEXT)); END
OP(ADD_TFORCALL_IPAIRS)  ARITH_FUSED(B, C, int_add, +, ADD, THEN(TFORCALL_IPAIRS)); END
OP(ADD_TFORCALL_WRAPPED) ARITH_FUSED(B, C, int_add, +, ADD, THEN(TFORCALL_WRAPPED)); END
OP(ADD_RETURN1) ARITH_FUSED(B, C, int_add, +, ADD, THEN(RETURN1)); END
OP(MUL_ADD)     ARITH_FUSED(B, C, int_mul, *, MUL, THEN(ADD)); END
OP(MUL_ADD_FORLOOP) ARITH_FUSED(B, C, int_mul, *, MUL, THEN(ADD_FORLOOP)); END
OP(MUL_SUB)     ARITH_FUSED(B, C, int_mul, *, MUL, THEN(SUB)); END
OP(MUL_MUL)     ARITH_FUSED(B, C, int_mul, *, MUL, THEN(MUL)); END
OP(SUB_MUL)     ARITH_FUSED(B, C, int_sub, -, SUB, THEN(MUL)); END
OP(SUB_ADD)     ARITH_FUSED(B, C, int_sub, -, SUB, THEN(ADD)); END
OP(MULK_ADD)    ARITH(B, K(WORD_C), int_mul, *, EVENT_MUL, THEN(ADD)); END
OP(SUBI_MUL)    ARITH_IMMEDIATE_FUSED(int_sub, SUBI, THEN(MUL)); END
OP(SUBI_LOOP)   ARITH_IMMEDIATE_FUSED(int_sub, SUBI, THEN(LOOP)); END
OP(ADDI_FORLOOP) ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(FORLOOP)); END
OP(ADDI_GETINDEX) ARITH_IMMEDIATE_FUSED(int_add, ADDI, THEN(GETINDEX)); END
OP(GETINDEX_GETINDEX) GET_INDEX_FUSED(THEN(GETINDEX)); END
OP(GETINDEX_SETINDEX) GET_INDEX_FUSED(THEN(SETINDEX)); END
OP(GETINDEX_SETINDEX_FORLOOP) GET_INDEX_FUSED(THEN(SETINDEX_FORLOOP)); END
OP(GETINDEX_JF) GET_INDEX_FUSED(THEN(JF)); END
OP(GETINDEX_JT) GET_INDEX_FUSED(THEN(JT)); END
OP(SETINDEX_FORLOOP) SET_INDEX(THEN(FORLOOP)); GOTO(SETINDEX); END
OP(SETINDEX_SETINDEX) SET_INDEX(THEN(SETINDEX)); GOTO(SETINDEX); END
OP(LOADTRUE_SETINDEX_FORLOOP) set_bool(A, true); THEN(SETINDEX_FORLOOP); END
OP(LOADFALSE_SETINDEX_FORLOOP) set_bool(A, false); THEN(SETINDEX_FORLOOP); END

#undef MOVE_AT
#undef ADVANCE
#undef SKIP
#undef THEN
#undef ARITH_FUSED
#undef ARITH_IMMEDIATE_FUSED
#undef GET_INDEX_FUSED
#undef FOLLOW_CALL
#undef SWITCH_FORM
