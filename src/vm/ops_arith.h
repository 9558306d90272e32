/* ops_arith.h: arithmetic, bitwise operations, length and concatenation.
 *
 * Each has fast paths for integers and floats; strings that are numbers, metamethods and errors are the slow paths' (meta.h), which
 * are told the event. Integers wrap around: int_add and its like (number.h) are defined where C's operators are not.
 * 1. An operand is read before the result is stored: they may be one register.
 * 2. Division and modulo of integers by one that is not positive go the slow way: what is left needs no test for 0 and the least integer.
 */

/* In macros, next: how the handler ends, when what it does is done. */

/* Two integers, or two floats. */
#define ARITH_PLAIN(x_, y_, int_op, float_op, next)                                                             \
    do {                                                                                                        \
        if (LIKELY((x_)->tag == TAG_INT && (y_)->tag == TAG_INT)) {                                             \
            int64_t r_ = int_op((x_)->i, (y_)->i);                                                              \
            set_int(A, r_);                                                                                     \
            next;                                                                                               \
        }                                                                                                       \
        if (LIKELY((x_)->tag == TAG_FLOAT && (y_)->tag == TAG_FLOAT)) {                                         \
            double r_ = (x_)->n float_op(y_)->n;                                                                \
            set_float(A, r_);                                                                                   \
            next;                                                                                               \
        }                                                                                                       \
    } while (0)
#define ARITH(x, y, int_op, float_op, event, next)                                                              \
    do {                                                                                                        \
        const Value *x_ = (x), *y_ = (y);                                                                       \
        ARITH_PLAIN(x_, y_, int_op, float_op, next);                                                            \
        if (x_->tag == TAG_FLOAT && y_->tag == TAG_INT) {                                                       \
            double r_ = x_->n float_op(double) y_->i;                                                           \
            set_float(A, r_);                                                                                   \
            next;                                                                                               \
        }                                                                                                       \
        if (x_->tag == TAG_INT && y_->tag == TAG_FLOAT) {                                                       \
            double r_ = (double)x_->i float_op y_->n;                                                           \
            set_float(A, r_);                                                                                   \
            next;                                                                                               \
        }                                                                                                       \
        SLOW(slow_arith(vm, event, x_, y_));                                                                    \
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
            int64_t r_ = int_floor_mod_positive(x_->i, y_->i);                                                  \
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
            int64_t r_ = int_floor_div_positive(x_->i, y_->i);                                                  \
            set_int(A, r_);                                                                                     \
            NEXT(1);                                                                                            \
        }                                                                                                       \
        SLOW(slow_arith(vm, EVENT_IDIV, x_, y_));                                                               \
    } while (0)

#define ARITH_IMMEDIATE(int_op, float_op, event, next)                                                          \
    do {                                                                                                        \
        const Value *x_ = B;                                                                                    \
        int64_t imm_ = (int16_t)WORD_C;                                                                         \
        if (LIKELY(x_->tag == TAG_INT)) {                                                                       \
            set_int(A, int_op(x_->i, imm_));                                                                    \
            next;                                                                                               \
        }                                                                                                       \
        if (LIKELY(x_->tag == TAG_FLOAT)) {                                                                     \
            set_float(A, x_->n float_op(double) imm_);                                                          \
            next;                                                                                               \
        }                                                                                                       \
        Value y_;                                                                                               \
        set_int(&y_, imm_);                                                                                     \
        SLOW(slow_arith(vm, event, x_, &y_));                                                                   \
    } while (0)

/* ---- arithmetic ---- */
OP(ADD)   ARITH(B, C, int_add, +, EVENT_ADD, NEXT(1)); END
OP(SUB)   ARITH(B, C, int_sub, -, EVENT_SUB, NEXT(1)); END
OP(MUL)   ARITH(B, C, int_mul, *, EVENT_MUL, NEXT(1)); END
OP(ADDK)  ARITH(B, K(WORD_C), int_add, +, EVENT_ADD, NEXT(1)); END
OP(SUBK)  ARITH(B, K(WORD_C), int_sub, -, EVENT_SUB, NEXT(1)); END
OP(MULK)  ARITH(B, K(WORD_C), int_mul, *, EVENT_MUL, NEXT(1)); END
OP(RADDK) ARITH(K(WORD_C), B, int_add, +, EVENT_ADD, NEXT(1)); END
OP(RSUBK) ARITH(K(WORD_C), B, int_sub, -, EVENT_SUB, NEXT(1)); END
OP(RMULK) ARITH(K(WORD_C), B, int_mul, *, EVENT_MUL, NEXT(1)); END
OP(DIV)   FLOAT_ARITH(B, C, a_ / b_, EVENT_DIV); END
OP(DIVK)  FLOAT_ARITH(B, K(WORD_C), a_ / b_, EVENT_DIV); END
OP(RDIVK) FLOAT_ARITH(K(WORD_C), B, a_ / b_, EVENT_DIV); END
OP(POW)   FLOAT_ARITH(B, C, b_ == 2 ? a_ * a_ : pow(a_, b_), EVENT_POW); END
OP(POWK)  FLOAT_ARITH(B, K(WORD_C), b_ == 2 ? a_ * a_ : pow(a_, b_), EVENT_POW); END
OP(MOD)   MODULO(B, C); END
OP(MODK)  MODULO(B, K(WORD_C)); END
OP(IDIV)  FLOOR_DIVIDE(B, C); END
OP(IDIVK) FLOOR_DIVIDE(B, K(WORD_C)); END
OP(BAND)  BITWISE(B, C, a_ & b_, EVENT_BAND); END
OP(BOR)   BITWISE(B, C, a_ | b_, EVENT_BOR); END
OP(BXOR)  BITWISE(B, C, a_ ^ b_, EVENT_BXOR); END
OP(BANDK) BITWISE(B, K(WORD_C), a_ & b_, EVENT_BAND); END
OP(BORK)  BITWISE(B, K(WORD_C), a_ | b_, EVENT_BOR); END
OP(BXORK) BITWISE(B, K(WORD_C), a_ ^ b_, EVENT_BXOR); END
OP(SHL)   BITWISE(B, C, int_shift_left(a_, b_), EVENT_SHL); END
OP(SHR)   BITWISE(B, C, b_ == INT64_MIN ? 0 : int_shift_left(a_, -b_), EVENT_SHR); END
OP(ADDI) ARITH_IMMEDIATE(int_add, +, EVENT_ADD, NEXT(1)); END
OP(SUBI) ARITH_IMMEDIATE(int_sub, -, EVENT_SUB, NEXT(1)); END
OP(SHLI)
    Value by_;
    set_int(&by_, (int16_t)WORD_C);
    BITWISE(B, &by_, int_shift_left(a_, b_), EVENT_SHL);
END
OP(SHRI)
    Value by_;
    set_int(&by_, (int16_t)WORD_C);
    BITWISE(B, &by_, int_shift_left(a_, -b_), EVENT_SHR);
END
OP(UNM)
    const Value *x_ = B;
    if (LIKELY(x_->tag == TAG_INT)) {
        set_int(A, int_neg(x_->i));
        NEXT(1);
    }
    if (LIKELY(x_->tag == TAG_FLOAT)) {
        set_float(A, -x_->n);
        NEXT(1);
    }
    SLOW(slow_unary(vm, EVENT_UNM, x_));
END
OP(BNOT)
    const Value *x_ = B;
    if (LIKELY(x_->tag == TAG_INT)) {
        set_int(A, ~x_->i);
        NEXT(1);
    }
    SLOW(slow_unary(vm, EVENT_BNOT, x_));
END
OP(NOT)
    bool falsy_ = B->tag <= TAG_FALSE;
    set_bool(A, falsy_);
    NEXT(1);
END
OP(LEN)
    const Value *x_ = B;
    if (LIKELY(x_->tag == TAG_TABLE && x_->table->metatable == NULL)) {
        set_int(A, table_length(x_->table));
        NEXT(1);
    }
    SLOW(slow_length(vm, x_));
END
OP(CONCAT)
    GC_POINT();
    SLOW(slow_concat(vm, WORD_B));
END

#undef BITWISE
#undef FLOAT_ARITH
#undef MODULO
#undef FLOOR_DIVIDE
#undef ARITH_IMMEDIATE
