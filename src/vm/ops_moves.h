/* ops_moves.h: moves, constants into registers, upvalues and cells.
 *
 * A local variable that a closure shares lives in a cell; the register holds the cell, and the compiler knows it (NEWCELL, GETCELL,
 * SETCELL). A closure's upvalues are cells, whose addresses lie in the function.
 * 1. A store into a cell passes the barrier; one into a register needs none.
 * 2. GETCELL and SETCELL go by the tag that they find (interp.c, rule 3). A function's upvalues are always cells.
 */

/* ---- moves and loads ---- */
OP(MOVE)
    value_copy(A, B);
    NEXT(1);
END
OP(LOADI)
    set_int(A, WORD_S32);
    NEXT(1);
END
OP(LOADF)
    set_float(A, (double)WORD_S32);
    NEXT(1);
END
OP(LOADK)
    value_copy(A, (const Value *)k - 1 - WORD_U32);
    NEXT(1);
END
OP(LOADNIL)
    for (Value *v_ = A, *end_ = B; v_ <= end_; v_++) {
        set_nil(v_);
    }
    NEXT(1);
END
OP(LOADTRUE)
    set_bool(A, true);
    NEXT(1);
END
OP(LOADFALSE)
    set_bool(A, false);
    NEXT(1);
END

/* ---- upvalues and cells ---- */
/* The cell of the running function's upvalue at a byte offset. */
#define UPVALUE(offset) (*(Cell **)((char *)base[-1].function->cells + (offset)))
#define GET_UPVALUE()                                                                                           \
    do {                                                                                                        \
        const Cell *cell_ = UPVALUE(WORD_B);                                                                    \
        value_copy(A, &cell_->value);                                                                           \
    } while (0)
OP(GETUPVAL)
    GET_UPVALUE();
    NEXT(1);
END
OP(SETUPVAL)
    Cell *cell_ = UPVALUE(WORD_B);
    gc_barrier(vm, &cell_->header);
    value_copy(&cell_->value, A);
    NEXT(1);
END
OP(NEWCELL)
    GC_POINT();
    SAVE();
    Cell *cell_ = cell_new(vm, B);
    vm_check(vm, cell_ != NULL);
    A->cell = cell_;
    A->tag = TAG_CELL;
    NEXT(1);
END
OP(GETCELL)
    const Value *v_ = B;
    if (UNLIKELY(v_->tag != TAG_CELL)) {
        value_copy(A, v_);
        NEXT(1);
    }
    value_copy(A, &v_->cell->value);
    NEXT(1);
END
OP(SETCELL)
    Value *v_ = A;
    if (UNLIKELY(v_->tag != TAG_CELL)) {
        value_copy(v_, B);
        NEXT(1);
    }
    gc_barrier(vm, &v_->cell->header);
    value_copy(&v_->cell->value, B);
    NEXT(1);
END
