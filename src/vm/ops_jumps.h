/* ops_jumps.h: jumps, with and without a condition.
 *
 * A comparison and the jump that it decides are one instruction; there is a form for each sense, since not (a < b) is not b <= a
 * where a NaN is met. Distances count from the word behind the instruction.
 * 1. A metamethod's answer completes the jump as well: slow_compare is told which one jumps.
 */

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

/* ---- jumps ---- */
OP(JMP)
    pc += WORD_S32;
    NEXT(1);
END
OP(LOOP)
    pc += WORD_S32;
    NEXT(1);
END
OP(JT)    BRANCH(A->tag > TAG_FALSE, WORD_S32); END
OP(JF)    BRANCH(A->tag <= TAG_FALSE, WORD_S32); END
OP(JEQ)   EQUAL(A, B, true); END
OP(JNE)   EQUAL(A, B, false); END
OP(JEQK)  EQUAL(A, K(WORD_B), true); END
OP(JNEK)  EQUAL(A, K(WORD_B), false); END
OP(JLT)   COMPARE(A, B, <, EVENT_LT, true); END
OP(JNLT)  COMPARE(A, B, <, EVENT_LT, false); END
OP(JLE)   COMPARE(A, B, <=, EVENT_LE, true); END
OP(JNLE)  COMPARE(A, B, <=, EVENT_LE, false); END
OP(JLTK)  COMPARE(A, K(WORD_B), <, EVENT_LT, true); END
OP(JNLTK) COMPARE(A, K(WORD_B), <, EVENT_LT, false); END
OP(JLEK)  COMPARE(A, K(WORD_B), <=, EVENT_LE, true); END
OP(JNLEK) COMPARE(A, K(WORD_B), <=, EVENT_LE, false); END
OP(JGTK)  COMPARE(K(WORD_B), A, <, EVENT_LT, true); END
OP(JNGTK) COMPARE(K(WORD_B), A, <, EVENT_LT, false); END
OP(JGEK)  COMPARE(K(WORD_B), A, <=, EVENT_LE, true); END
OP(JNGEK) COMPARE(K(WORD_B), A, <=, EVENT_LE, false); END
OP(JNIL)  JUMP_IF(A->tag == TAG_NIL); END
OP(JNNIL) JUMP_IF(A->tag != TAG_NIL); END

#undef STAY_A_BRANCH
#undef BRANCH
#undef JUMP_IF
#undef COMPARE
#undef EQUAL
