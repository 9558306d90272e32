/* interp_ops.h: the handlers, included by interp.c under the backend's macros (see there). */

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
#define GET_UPVALUE()                                                                                           \
    do {                                                                                                        \
        const Cell *cell_ = *(Cell **)((char *)base[-1].function->cells + WORD_B);                               \
        value_copy(A, &cell_->value);                                                                           \
    } while (0)
OP(GETUPVAL)
    GET_UPVALUE();
    NEXT(1);
END
OP(SETUPVAL)
    Cell *cell_ = *(Cell **)((char *)base[-1].function->cells + WORD_B);
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

/* ---- fields ---- */
OP(GETTABUP_SLOT)
    const Value *t_ = &(*(Cell **)((char *)base[-1].function->cells + WORD_B))->value;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        FIELD_CACHED(t_->table, A, 3);
    }
    GOTO(GETTABUP);
END
OP(GETTABUP_FUNCTION)
    const Value *t_ = &(*(Cell **)((char *)base[-1].function->cells + WORD_B))->value;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        CALL_INDEX(t_->table);
    }
    GOTO(GETTABUP);
END
OP(GETTABUP_LOOKUP)
    const Value *t_ = &(*(Cell **)((char *)base[-1].function->cells + WORD_B))->value;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        FIELD_LOOKED_UP(table_->header.aux, table_->metatable, table_->slots, A, 3);
    }
    GOTO(GETTABUP);
END
OP(GETTABUP)
    const Value *t_ = &(*(Cell **)((char *)base[-1].function->cells + WORD_B))->value;
    if (t_->tag == TAG_TABLE) {
        SAVE();
        cache_get(vm, (Instr *)pc, t_->table, K(WORD_C)->string);
    }
    SLOW(slow_get(vm, t_, K(WORD_C)));
END
OP(SETTABUP_SLOT)
    const Value *t_ = &(*(Cell **)((char *)base[-1].function->cells + WORD_A))->value;
    const FieldCache *cache_ = (const FieldCache *)(pc + 1);
    if (LIKELY(t_->tag == TAG_TABLE && t_->table->header.aux == cache_->shape)) {
        Value *v_ = t_->table->slots + cache_->slot;
        if (LIKELY(v_->tag != TAG_NIL || t_->table->metatable == NULL)) {
            gc_barrier(vm, &t_->table->header);
            value_copy(v_, C);
            NEXT(2);
        }
    }
    GOTO(SETTABUP);
END
OP(SETTABUP)
    const Value *t_ = &(*(Cell **)((char *)base[-1].function->cells + WORD_A))->value;
    SAVE();
    if (t_->tag == TAG_TABLE) {
        Table *table_ = t_->table;
        if (table_->metatable == NULL || shape_lacks(vm, table_->metatable->shape, EVENT_NEWINDEX)) {
            vm_check(vm, table_set_field(vm, table_, K(WORD_B)->string, C));
            cache_set(vm, (Instr *)pc, table_, K(WORD_B)->string);
            NEXT(2);
        }
    }
    SLOW(slow_set(vm, t_, K(WORD_B), C));
END
OP(GETFIELD_SLOT)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        FIELD_CACHED(t_->table, A, 3);
    }
    GOTO(GETFIELD);
END
OP(GETFIELD_META)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        FIELD_CACHED_META(t_->table, A, 3);
    }
    GOTO(GETFIELD);
END
OP(GETFIELD_FUNCTION)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        CALL_INDEX(t_->table);
    }
    GOTO(GETFIELD);
END
OP(GETFIELD_LOOKUP)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        const Table *mt_ = table_->metatable;
        uintptr_t key_ = (uintptr_t)K(WORD_C)->string;
        const Lookup *found_ = lookup(vm, table_->header.aux, mt_, key_);
        if (LIKELY(found_ != NULL)) {
            uintptr_t place_ = found_->place;
            const Value *v_ = (const Value *)((place_ < LOOKUP_SLOTS ? (uintptr_t)table_->slots : 0) + place_);
            if (v_->tag == TAG_NIL && mt_ != NULL && place_ < LOOKUP_SLOTS) {
                found_ = lookup(vm, table_->header.aux, mt_, key_ + LOOKUP_BEYOND);
                v_ = found_ != NULL ? (const Value *)found_->place : v_;
            }
            if (LIKELY(v_->tag != TAG_NIL || mt_ == NULL || v_ == &lookup_absent)) {
                value_copy(A, v_);
                NEXT(3);
            }
        }
    }
    GOTO(GETFIELD);
END
OP(GETFIELD)
    const Value *t_ = B;
    if (t_->tag == TAG_TABLE) {
        SAVE();
        cache_get(vm, (Instr *)pc, t_->table, K(WORD_C)->string);
    }
    SLOW(slow_get(vm, t_, K(WORD_C)));
END
OP(SELF_SLOT)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        set_table(A + 1, table_);
        FIELD_CACHED(table_, A, 3);
    }
    GOTO(SELF);
END
OP(SELF_META)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        set_table(A + 1, table_);
        FIELD_CACHED_META(table_, A, 3);
    }
    GOTO(SELF);
END
OP(SELF_LOOKUP)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        set_table(A + 1, table_);
        FIELD_LOOKED_UP(table_->header.aux, table_->metatable, table_->slots, A, 3);
    } else if (t_->tag == TAG_STRING) {
        set_string(A + 1, t_->string);
        FIELD_LOOKED_UP(LOOKUP_NO_TABLE, vm->type_meta[TAG_STRING], 0, A, 3);
    } else if (t_->tag == TAG_USERDATA) {
        set_userdata(A + 1, t_->userdata);
        FIELD_LOOKED_UP(LOOKUP_NO_TABLE, A[1].userdata->metatable, 0, A, 3);
    }
    GOTO(SELF);
END
OP(SELF)
    const Value *t_ = B;
    Value object_ = *t_;
    if (t_->tag == TAG_TABLE) {
        SAVE();
        cache_get(vm, (Instr *)pc, t_->table, K(WORD_C)->string);
    } else if ((t_->tag == TAG_STRING && lookup_find(vm, NULL, vm->type_meta[TAG_STRING], K(WORD_C)->string)) ||
               (t_->tag == TAG_USERDATA && lookup_find(vm, NULL, t_->userdata->metatable, K(WORD_C)->string))) {
        ((Instr *)pc)->op = OP_SELF_LOOKUP;
    }
    if (A + 1 != t_) {
        value_copy(A + 1, &object_);
    }
    SLOW(slow_get(vm, t_, K(WORD_C)));
END
/* The metatable has no __newindex. */
#define IS_SET_BY_NONE(mt) ((mt) == NULL || shape_lacks(vm, (mt)->shape, EVENT_NEWINDEX))
OP(SETFIELD_SLOT)
    const Value *t_ = A;
    const FieldCache *cache_ = (const FieldCache *)(pc + 1);
    if (LIKELY(t_->tag == TAG_TABLE && t_->table->header.aux == cache_->shape)) {
        Value *v_ = t_->table->slots + cache_->slot;
        if (LIKELY(v_->tag != TAG_NIL || IS_SET_BY_NONE(t_->table->metatable))) {
            gc_barrier(vm, &t_->table->header);
            value_copy(v_, C);
            NEXT(2);
        }
    }
    GOTO(SETFIELD);
END
OP(SETFIELD_LOOKUP)
    const Value *t_ = A;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        const Table *mt_ = table_->metatable;
        uintptr_t key_ = (uintptr_t)K(WORD_B)->string + LOOKUP_SET;
        const Lookup *found_ = lookup(vm, table_->header.aux, mt_, key_);
        if (LIKELY(found_ != NULL)) {
            uintptr_t place_ = found_->place;
            if (place_ < LOOKUP_SLOTS) {
                Value *v_ = (Value *)((char *)table_->slots + place_);
                if (LIKELY(v_->tag != TAG_NIL || IS_SET_BY_NONE(mt_))) {
                    gc_barrier(vm, &table_->header);
                    value_copy(v_, C);
                    NEXT(2);
                }
            } else {
                Shape *shape_ = (Shape *)place_;
                uint32_t slot_ = shape_->count - 1;
                if (LIKELY(slot_ < table_->slot_cap && !(table_->header.flags & TABLE_WATCHED) && C->tag != TAG_NIL)) {
                    gc_barrier(vm, &table_->header);
                    value_copy(&table_->slots[slot_], C);
                    table_->shape = shape_;
                    table_->header.aux = shape_id(shape_);
                    NEXT(2);
                }
            }
        }
    }
    GOTO(SETFIELD);
END
OP(SETFIELD)
    const Value *t_ = A;
    SAVE();
    if (t_->tag == TAG_TABLE) {
        Table *table_ = t_->table;
        if (table_->metatable == NULL || shape_lacks(vm, table_->metatable->shape, EVENT_NEWINDEX)) {
            uint32_t before_ = table_->header.aux;
            vm_check(vm, table_set_field(vm, table_, K(WORD_B)->string, C));
            if (table_->header.aux == before_) {
                cache_set(vm, (Instr *)pc, table_, K(WORD_B)->string);
            } else {
                cache_added(vm, (Instr *)pc, table_, before_, K(WORD_B)->string);
            }
            NEXT(2);
        }
    }
    SLOW(slow_set(vm, t_, K(WORD_B), C));
END

/* ---- elements ---- */
/* next: how the handler ends */
#define GET_ELEMENT_FUSED(next)                                                                                 \
    do {                                                                                                        \
        const Value *t_ = B, *key_ = C;                                                                         \
        if (LIKELY(t_->tag == TAG_TABLE && key_->tag == TAG_INT)) {                                             \
            Table *table_ = t_->table;                                                                          \
            uint64_t i_ = (uint64_t)key_->i - 1;                                                                \
            if (LIKELY(i_ < table_->array_len)) {                                                               \
                uint64_t tag_ = *(table_tags(table_) - i_);                                                     \
                if (LIKELY(tag_ != TAG_NIL)) {                                                                  \
                    uint64_t bits_ = table_->array[i_];                                                         \
                    A->bits = bits_;                                                                            \
                    A->tag = tag_;                                                                              \
                    next;                                                                                       \
                }                                                                                               \
            }                                                                                                   \
        }                                                                                                       \
        GOTO(GETINDEX);                                                                                         \
    } while (0)
/* An integer key that was not found in the array is nowhere. */
#define IS_ABSENT(t_, key_) ((t_)->tag == TAG_TABLE && (key_)->tag == TAG_INT && (t_)->table->metatable == NULL && (t_)->table->nodes == NULL)
#define GET_ELEMENT(next)                                                                                       \
    do {                                                                                                        \
        const Value *t_ = B, *key_ = C;                                                                         \
        if (LIKELY(t_->tag == TAG_TABLE)) {                                                                     \
            Table *table_ = t_->table;                                                                          \
            if (LIKELY(key_->tag == TAG_INT)) {                                                                 \
                uint64_t i_ = (uint64_t)key_->i - 1;                                                            \
                if (LIKELY(i_ < table_->array_len)) {                                                           \
                    uint64_t tag_ = *(table_tags(table_) - i_);                                                 \
                    if (LIKELY(tag_ != TAG_NIL)) {                                                              \
                        uint64_t bits_ = table_->array[i_];                                                     \
                        A->bits = bits_;                                                                        \
                        A->tag = tag_;                                                                          \
                        next;                                                                                   \
                    }                                                                                           \
                }                                                                                               \
            } else if (key_->tag == TAG_STRING && !string_is_long(key_->string)) {                              \
                Value result_;                                                                                  \
                if (LIKELY(table_get_string(vm, table_, key_->string, &result_))) {                             \
                    value_copy(A, &result_);                                                                    \
                    next;                                                                                       \
                }                                                                                               \
            }                                                                                                   \
        }                                                                                                       \
        if (IS_ABSENT(t_, key_)) {                                                                              \
            set_nil(A);                                                                                         \
            next;                                                                                               \
        }                                                                                                       \
        SLOW(slow_get(vm, t_, key_));                                                                           \
    } while (0)
OP(GETINDEX) GET_ELEMENT(NEXT(1)); END
OP(GETINT)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        uint64_t i_ = (uint64_t)WORD_C - 1;
        if (LIKELY(i_ < table_->array_len)) {
            uint64_t tag_ = *(table_tags(table_) - i_);
            if (LIKELY(tag_ != TAG_NIL)) {
                uint64_t bits_ = table_->array[i_];
                A->bits = bits_;
                A->tag = tag_;
                NEXT(1);
            }
        }
    }
    Value key_;
    set_int(&key_, WORD_C);
    if (IS_ABSENT(t_, &key_)) {
        set_nil(A);
        NEXT(1);
    }
    SLOW(slow_get(vm, t_, &key_));
END

#define SET_ELEMENT(table_, i_, v_, next)                                                                       \
    do {                                                                                                        \
        if (LIKELY((v_)->tag != TAG_NIL)) {                                                                     \
            if (LIKELY((i_) < (table_)->array_len)) {                                                           \
                bool is_plain_ = table_is_plain(table_);                                                        \
                if (LIKELY(is_plain_ || (table_)->metatable == NULL || *(table_tags(table_) - (i_)) != TAG_NIL)) { \
                    if (UNLIKELY(!is_plain_)) {                                                                 \
                        gc_barrier_array(vm, (table_), (i_));                                                   \
                    }                                                                                           \
                    table_array_put((table_), (uint32_t)(i_), (v_));                                            \
                    next;                                                                                       \
                }                                                                                               \
            } else if ((i_) == (table_)->array_len && (i_) < (table_)->array_cap && (table_)->nodes == NULL &&  \
                       (table_)->metatable == NULL) {                                                           \
                gc_barrier_array(vm, (table_), (i_));                                                           \
                table_array_put((table_), (uint32_t)(i_), (v_));                                                \
                (table_)->array_len++;                                                                          \
                next;                                                                                           \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)
#define SET_INDEX(next)                                                                                         \
    do {                                                                                                        \
        const Value *t_ = A, *key_ = B, *v_ = C;                                                                \
        if (LIKELY(t_->tag == TAG_TABLE)) {                                                                     \
            Table *table_ = t_->table;                                                                          \
            if (LIKELY(key_->tag == TAG_INT)) {                                                                 \
                uint64_t i_ = (uint64_t)key_->i - 1;                                                            \
                SET_ELEMENT(table_, i_, v_, next);                                                              \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

#define SET_INDEX_REST()                                                                                        \
    do {                                                                                                        \
        const Value *t_ = A, *key_ = B, *v_ = C;                                                                \
        SAVE();                                                                                                 \
        if (t_->tag == TAG_TABLE && t_->table->metatable == NULL && (key_->tag == TAG_INT || key_->tag == TAG_STRING)) { \
            vm_check(vm, key_->tag == TAG_INT ? table_set_int(vm, t_->table, key_->i, v_) : table_set(vm, t_->table, key_, v_)); \
            NEXT(1);                                                                                            \
        }                                                                                                       \
        SLOW(slow_set(vm, t_, key_, v_));                                                                       \
    } while (0)
OP(SETINDEX)
    SET_INDEX(NEXT(1));
    SET_INDEX_REST();
END
OP(SETINT)
    const Value *t_ = A, *v_ = C;
    Value key_;
    set_int(&key_, WORD_B);
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        uint64_t i_ = (uint64_t)key_.i - 1;
        SET_ELEMENT(table_, i_, v_, NEXT(1));
    }
    SLOW(slow_set(vm, t_, &key_, v_));
END

/* ---- constructors ---- */
OP(NEWTABLE)
    GC_POINT();
    SAVE();
    Table *table_ = table_new(vm, WORD_B, WORD_C);
    vm_check(vm, table_ != NULL);
    set_table(A, table_);
    NEXT(1);
END
OP(NEWSHAPED)
    GC_POINT();
    SAVE();
    Proto *proto_ = base[-1].function->proto;
    Template *template_ = &proto_->templates[WORD_C];
    if (UNLIKELY(template_->shape == NULL)) {
        vm_check(vm, template_shape(vm, proto_, template_));
    }
    Table *table_ = table_new_shaped(vm, template_->shape, WORD_B);
    vm_check(vm, table_ != NULL);
    set_table(A, table_);
    NEXT(1);
END
OP(SETSLOT_KNOWN)
    const Value *t_ = A;
    if (LIKELY(t_->tag == TAG_TABLE && t_->table->header.aux == *(const uint64_t *)(pc + 1) >> 32)) {
        gc_barrier(vm, &t_->table->header);
        value_copy(&t_->table->slots[WORD_B], C);
        NEXT(2);
    }
    GOTO(SETSLOT);
END
OP(SETSLOT)
    const Value *t_ = A;
    uint64_t *data_ = (uint64_t *)(pc + 1);
    const Template *template_ = &base[-1].function->proto->templates[(uint32_t)*data_];
    if (LIKELY(t_->tag == TAG_TABLE && t_->table->shape == template_->shape)) {
        *data_ = (uint32_t)*data_ | (uint64_t)shape_id(template_->shape) << 32;
        ((Instr *)pc)->op = OP_SETSLOT_KNOWN;
        GOTO(SETSLOT_KNOWN);
    }
    SLOW(slow_set(vm, t_, (const Value *)k - 1 - template_->keys[WORD_B], C));
END
OP(SETLIST)
    SAVE();
    const Value *t_ = A;
    uint64_t first_ = *(const uint64_t *)(pc + 1);
    size_t count_ = WORD_B != 0 ? WORD_B : (size_t)(vm->top - (t_ + 1));
    if (UNLIKELY(t_->tag != TAG_TABLE)) {
        error_type(vm, t_, "index");
    }
    Table *table_ = t_->table;
    if (LIKELY(count_ <= table_->array_cap && first_ == 0 && count_ > 0 && table_->array_len == 0 && table_->nodes == NULL &&
               t_[count_].tag != TAG_NIL)) {
        gc_barrier(vm, &table_->header);
        for (size_t i_ = 0; i_ < count_; i_++) {
            table_array_put(table_, (uint32_t)i_, t_ + 1 + i_);
        }
        table_->array_len = (uint32_t)count_;
        NEXT(2);
    }
    vm_check(vm, table_set_list(vm, table_, first_, t_ + 1, count_));
    NEXT(2);
END

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
#define ARITH_IMMEDIATE(int_op, float_op, event, next)                                                          \
    do {                                                                                                        \
        const Value *x_ = B;                                                                                    \
        int64_t imm_ = (int16_t)WORD_C;                                                                          \
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
#define ARITH_IMMEDIATE_FUSED(int_op, float_op, alone, next)                                                    \
    do {                                                                                                        \
        const Value *x_ = B;                                                                                    \
        if (LIKELY(x_->tag == TAG_INT)) {                                                                       \
            set_int(A, int_op(x_->i, (int16_t)WORD_C));                                                         \
            next;                                                                                               \
        }                                                                                                       \
        GOTO(alone);                                                                                            \
    } while (0)
OP(ADDI) ARITH_IMMEDIATE(int_add, +, EVENT_ADD, NEXT(1)); END
OP(SUBI) ARITH_IMMEDIATE(int_sub, -, EVENT_SUB, NEXT(1)); END
OP(SHLI)
    const Value *x_ = B;
    Value y_;
    set_int(&y_, (int16_t)WORD_C);
    if (LIKELY(x_->tag == TAG_INT)) {
        set_int(A, int_shift_left(x_->i, y_.i));
        NEXT(1);
    }
    SLOW(slow_arith(vm, EVENT_SHL, x_, &y_));
END
OP(SHRI)
    const Value *x_ = B;
    Value y_;
    set_int(&y_, (int16_t)WORD_C);
    if (LIKELY(x_->tag == TAG_INT)) {
        set_int(A, int_shift_left(x_->i, -y_.i));
        NEXT(1);
    }
    SLOW(slow_arith(vm, EVENT_SHR, x_, &y_));
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

/* ---- calls ---- */
OP(ENTER)
    if (UNLIKELY((char *)vm->stack_limit - (char *)base < (ptrdiff_t)WORD_B || STRESS_MOVE(vm->co->header.aux))) {
        SAVE();
        vm->nargs = (uint32_t)n;
        size_t room_ = WORD_B / sizeof(Value);
        vm_check(vm, stack_grow(vm, base, room_ > n ? room_ : n));
        LOAD_BASE();
    }
    for (uint64_t i_ = n; i_ < WORD_C; i_++) {
        set_nil(base + i_);
    }
    NEXT(1);
END
OP(ENTERV)
    uint64_t params_ = WORD_C;
    if (UNLIKELY((size_t)(vm->stack_limit - base) < n + 2 + WORD_B / sizeof(Value) || STRESS_MOVE(vm->co->header.aux))) {
        SAVE();
        vm->nargs = (uint32_t)n;
        vm_check(vm, stack_grow(vm, base, n + 2 + WORD_B / sizeof(Value)));
        LOAD_BASE();
    }
    uint64_t header_ = base[-1].tag;
    Value *frame_ = base + n + 2;
    frame_[-2].bits = n << 32 | (uint32_t)(header_delta(header_) + n + 2);
    frame_[-2].tag = TAG_LIGHT;
    frame_[-1].function = base[-1].function;
    frame_[-1].tag = header_ | (uint64_t)HDR_WIDE << 8;
    for (uint64_t i_ = 0; i_ < params_; i_++) {
        if (LIKELY(i_ < n)) {
            value_copy(frame_ + i_, base + i_);
            set_nil(base + i_);
        } else {
            set_nil(frame_ + i_);
        }
    }
    base = frame_;
    NEXT(1);
END
OP(CALL_LUA)
    Value *f_ = A;
    const Instr *target_ = CACHE_POINTER(pc);
#if defined(__GNUC__)
    __asm__("" : "+r"(target_)); /* the compiler must not learn that it equals the entry loaded below */
#endif
    /* the address alone is not enough: the code cached may have died and another function's lie there now */
    if (LIKELY(f_->tag == TAG_FUNCTION && f_->function->entry == target_)) {
        Instr enter_ = *target_;
        if (LIKELY(enter_.op == OP_ENTER && enter_.c == WORD_B - 1 &&
                   (char *)vm->stack_limit - (char *)(f_ + 1) >= (ptrdiff_t)enter_.b && !STRESS_MOVE(vm->co->header.aux))) {
            f_->tag = header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1);
            base = f_ + 1;
            pc = target_;
            k = (const char *)target_;
            NEXT(1);
        }
    }
    GOTO(CALL_ANY);
END
OP(CALL)
    const Value *f_ = A;
    if (LIKELY(f_->tag == TAG_FUNCTION)) {
        Instr *entry_ = f_->function->entry;
        if (WORD_B != 0 && entry_->op == OP_ENTER && entry_->c == WORD_B - 1) {
            CACHE_POINTER((Instr *)pc) = entry_;
            ((Instr *)pc)->op = OP_CALL_LUA;
        } else {
            CACHE_HEADER((Instr *)pc) = header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1);
            ((Instr *)pc)->op = WORD_B >= 1 && entry_->op == OP_B_YIELD     ? OP_CALL_YIELD
                                : WORD_B >= 1 && entry_->op == OP_B_WRAPPED ? OP_CALL_WRAPPED
                                : WORD_B >= 2 && entry_->op == OP_B_RESUME  ? OP_CALL_RESUME
                                : SHORTCUT_OF(f_) != 0                     ? OP_CALL_SHORT
                                                                           : OP_CALL_ANY;
        }
    }
    GOTO(CALL_ANY);
END
OP(CALL_ANY)
    Value *f_ = A;
    n = WORD_B != 0 ? WORD_B - 1u : (uint64_t)(vm->top - (f_ + 1));
    if (UNLIKELY(f_->tag != TAG_FUNCTION)) {
        SAVE();
        n = call_resolve(vm, f_, n);
        LOAD_BASE();
        f_ = A;
    }
    f_->tag = header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1);
    base = f_ + 1;
    pc = f_->function->entry;
    k = (const char *)pc;
    DISPATCH();
END
OP(CALL_SHORT)
    Value *f_ = A;
    if (LIKELY(f_->tag == TAG_FUNCTION)) {
        n = WORD_B != 0 ? WORD_B - 1u : (uint64_t)(vm->top - (f_ + 1));
        unsigned want_ = WORD_C;
        TAKE_SHORTCUT(f_, n, want_, NEXT(2));
    }
    GOTO(CALL_ANY);
END
/* Calls that switch coroutines: the plain case is done here, every other one by the function's own instruction. */
OP(CALL_RESUME)
    unsigned count_ = WORD_B - 2u;
    RESUME_SUSPENDED(0, f_ + 1, f_ + 2, count_);
    Value *f_ = R(pc->a);
    if (IS_BUILTIN(f_, OP_B_RESUME) && f_[1].tag == TAG_COROUTINE) {
        Coroutine *co_ = f_[1].co, *me_ = vm->co;
        uint64_t header_ = coroutine_header(co_), my_header_ = coroutine_header(me_);
        const Instr *pc_ = co_->pc;
        if (CHAIN_HAS_ROOM() && IS_READY(co_, header_, my_header_, CO_NEW, 0) && co_->dest + count_ <= header_stack_size(header_)) {
            SWITCH_RESUME(co_, CO_NEW, f_ + 2, count_, count_ + 1, 0, 0, n = count_);
        }
    }
    GOTO(CALL_ANY);
END
OP(CALL_WRAPPED)
    Value *f_ = R(pc->a);
    unsigned count_ = WORD_B - 1u;
    if (LIKELY(IS_BUILTIN(f_, OP_B_WRAPPED) && count_ <= 1 && vm->stack_limit - f_ > CLOSE_SLOTS)) {
        Coroutine *co_ = f_->function->values[0].co, *me_ = vm->co;
        uint64_t header_ = coroutine_header(co_), my_header_ = coroutine_header(me_);
        const Instr *pc_ = co_->pc;
        if (LIKELY(CHAIN_HAS_ROOM() && IS_READY(co_, header_, my_header_, CO_YIELDED, 0) && WANTED(pc_) != 0)) {
            Value argument_ = f_[1]; /* its slot is co's: a walk down the chain finds it there */
            set_coroutine(f_ + 1, co_);
            SWITCH_RESUME(co_, CO_YIELDED, &argument_, count_, WANTED(pc_), pc_[-2].a, CO_IS_WRAPPED, (void)0);
        }
    }
    GOTO(CALL_ANY);
END
OP(CALL_YIELD)
    unsigned count_ = WORD_B - 1u;
    YIELD_TO_RESUMER(0, f_ + 1, count_);
    GOTO(CALL_ANY);
END
OP(TAILCALL)
    Value *f_ = A;
    n = WORD_B != 0 ? WORD_B - 1u : (uint64_t)(vm->top - (f_ + 1));
    if (UNLIKELY(f_->tag != TAG_FUNCTION)) {
        SAVE();
        n = call_resolve(vm, f_, n);
        LOAD_BASE();
        f_ = A;
    }
    if (f_->function->header.extra != FN_LUA) { /* called from here, as in Lua: it knows by whom; the RETURN behind passes its results on */
        if (vm->hooks_alive == 0) {
            unsigned want_ = 0;
            TAKE_SHORTCUT(f_, n, want_, NEXT(2));
            f_ = A;
        }
        f_->tag = header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1);
        base = f_ + 1;
        pc = f_->function->entry;
        k = (const char *)pc;
        DISPATCH();
    }
    Value *slot_ = frame_slot(base);
    uint64_t header_ = slot_->tag;
    WHOLE(header_); /* the byte alone would be stored, and the return's load of all eight has to wait for that */
    slot_->function = f_->function;
    slot_->tag = header_ | HDR_TAIL;
    base = slot_ + 1;
    for (uint64_t i_ = 0; i_ < n; i_++) {
        value_copy(base + i_, f_ + 1 + i_);
    }
    pc = base[-1].function->entry;
    k = (const char *)pc;
    DISPATCH();
END
OP(RETURN0)
    uint64_t header_ = base[-1].tag;
    const Instr *to_ = header_pc(header_);
    if (LIKELY(to_[-2].c == 1)) {
        base -= header_delta(header_);
        pc = to_;
        LOAD_K();
        DISPATCH();
    }
    if (to_->op == OP_P_C_RETURN) {
        vm->top = base - 1;
        LEAVE(WEFT_OK);
    }
    RETURN_GENERAL(base, 0);
END
OP(RETURN1)
    uint64_t header_ = base[-1].tag;
    const Instr *to_ = header_pc(header_);
    Value *src_ = A;
    if (LIKELY(to_[-2].c == 2)) {
        value_copy(base - 1, src_);
        base -= header_delta(header_);
        pc = to_;
        LOAD_K();
        DISPATCH();
    }
    if (LIKELY(to_[-2].c == 0)) { /* all values are wanted: an open list, or a pseudo-instruction */
        value_copy(base - 1, src_);
        vm->top = base;
        n = 1;
        pc = to_;
        if (!is_pseudo(to_)) {
            base -= header_delta(header_);
            LOAD_K();
        }
        DISPATCH();
    }
    RETURN_GENERAL(src_, 1);
END
/* Returns count values at src to the frame that lies delta slots below, where they land at dest. */
#define RETURN_LIST(src, count, dest, delta)                                                                    \
    do {                                                                                                        \
        const Instr *to_ = header_pc(base[-1].tag);                                                             \
        const Value *from_ = (src);                                                                             \
        Value *dest_ = (dest);                                                                                  \
        uint64_t given_ = (count), want_ = to_[-2].c, delta_ = (delta), i_ = 0;                                 \
        if (LIKELY(want_ != 0 || !is_pseudo(to_))) {                                                            \
            uint64_t left_ = want_ == 0 || given_ < want_ ? given_ : want_ - 1;                                 \
            for (; i_ < left_; i_++) {                                                                          \
                value_copy(dest_ + i_, from_ + i_);                                                             \
            }                                                                                                   \
            if (want_ == 0) {                                                                                   \
                vm->top = dest_ + i_;                                                                           \
            }                                                                                                   \
            for (; i_ + 1 < want_; i_++) {                                                                      \
                set_nil(dest_ + i_);                                                                            \
            }                                                                                                   \
            base -= delta_;                                                                                     \
            pc = to_;                                                                                           \
            LOAD_K();                                                                                           \
            DISPATCH();                                                                                         \
        }                                                                                                       \
        RETURN_GENERAL(from_, given_);                                                                          \
    } while (0)
OP(RETURN)
    Value *src_ = A;
    RETURN_LIST(src_, WORD_B != 0 ? WORD_B - 1u : (size_t)(vm->top - src_), base - 1, header_delta(base[-1].tag));
END
OP(RETURNX)
    Value *src_ = A;
    if (LIKELY(WORD_C == 2)) { /* of a vararg function, and nothing to close */
        uint64_t args_ = (uint64_t)base[-2].i;
        RETURN_LIST(src_, WORD_B != 0 ? WORD_B - 1u : (size_t)(vm->top - src_), base - 3 - (args_ >> 32), (uint32_t)args_);
    }
    if (WORD_B != 0) {
        vm->top = src_ + (WORD_B - 1);
    }
    if (WORD_C & 1) {
        SAVE();
        size_t offset_ = (size_t)(vm->top - base);
        if (close_next(vm, base, WORD_B == 0 ? vm->top : NULL)) {
            RELOAD();
        }
        vm->top = vm->base + offset_;
        src_ = A;
    }
    RETURN_GENERAL(src_, (size_t)(vm->top - src_));
END
/* The running function's variable arguments: count of them, from `from` on. */
#define VARARGS(count, from)                                                                                    \
    uint64_t given_ = (uint64_t)base[-2].i >> 32, params_ = ((const Instr *)k)->c;                              \
    uint64_t count = given_ > params_ ? given_ - params_ : 0;                                                   \
    const Value *from = base - 2 - count
OP(VARARG)
    VARARGS(count_, from_);
    Value *to_ = A;
    uint64_t want_ = WORD_C != 0 ? WORD_C - 1u : count_, i_ = 0;
    if (WORD_C == 0) {
        if (UNLIKELY((size_t)(vm->stack_limit - to_) < count_ + 1)) {
            SAVE();
            vm_check(vm, stack_grow(vm, to_, count_ + 1));
            LOAD_BASE();
            to_ = A;
            from_ = base - 2 - count_;
        }
        vm->top = to_ + count_;
    }
    for (uint64_t left_ = want_ < count_ ? want_ : count_; i_ < left_; i_++) {
        value_copy(to_ + i_, from_ + i_);
    }
    for (; i_ < want_; i_++) {
        set_nil(to_ + i_);
    }
    NEXT(1);
END
OP(CLOSURE)
    GC_POINT();
    SAVE();
    Function *fn_ = base[-1].function;
    Function *new_ = function_new_lua(vm, fn_->proto->protos[WORD_U32]);
    vm_check(vm, new_ != NULL);
    const UpvalueDesc *desc_ = new_->proto->upvalues;
    for (uint32_t i_ = 0; i_ < new_->header.aux; i_++, desc_++) {
        new_->cells[i_] = desc_->in_stack ? base[desc_->idx].cell : fn_->cells[desc_->idx];
    }
    set_function(A, new_);
    NEXT(1);
END

/* ---- loops ---- */
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
#define THEN_TFORLOOP()                                                                                         \
    do {                                                                                                        \
        pc += 2;                                                                                                \
        FETCH();                                                                                                \
        if (LIKELY(WORD_OP == OP_TFORLOOP)) {                                                                   \
            GOTO(TFORLOOP);                                                                                     \
        }                                                                                                       \
        DISPATCH();                                                                                             \
    } while (0)
OP(TFORCALL_NEXT)
    Value *r_ = A - LOOP_CALL;
    if (LIKELY(r_->tag == TAG_FUNCTION && r_->function->entry->op == OP_B_NEXT && r_[1].tag == TAG_TABLE)) {
        /* the position is kept in the hidden mark's slot, as a light pointer; the control variable tells a fresh loop */
        if (LIKELY(r_[4].tag == TAG_LIGHT) || (r_[4].tag == TAG_NIL && r_[2].tag == TAG_NIL)) {
            uint64_t position_ = r_[4].tag == TAG_LIGHT ? r_[4].bits : 0;
            if (table_iterate(r_[1].table, &position_, r_ + 5, r_ + 6)) {
                r_[4].bits = position_;
                r_[4].tag = TAG_LIGHT;
            } else {
                set_nil(r_ + 5);
                set_nil(r_ + 6);
            }
            for (unsigned i_ = 3; i_ < WORD_C; i_++) {
                set_nil(r_ + 4 + i_);
            }
            THEN_TFORLOOP();
        }
    }
    ((Instr *)pc)->op = OP_TFORCALL;
    GOTO(TFORCALL);
END
OP(TFORCALL_IPAIRS)
    Value *r_ = A - LOOP_CALL;
    if (LIKELY(r_->tag == TAG_FUNCTION && r_->function->entry->op == OP_B_IPAIRS_STEP && r_[1].tag == TAG_TABLE &&
               r_[2].tag == TAG_INT)) {
        Table *table_ = r_[1].table;
        uint64_t i_ = (uint64_t)r_[2].i;
        if (LIKELY(i_ < table_->array_len)) {
            uint64_t tag_ = *(table_tags(table_) - i_);
            if (LIKELY(tag_ != TAG_NIL)) {
                r_[6].bits = table_->array[i_];
                r_[6].tag = tag_;
                set_int(r_ + 5, (int64_t)i_ + 1);
                for (unsigned j_ = 3; j_ < WORD_C; j_++) {
                    set_nil(r_ + 4 + j_);
                }
                THEN_TFORLOOP();
            }
        }
    }
    GOTO(TFORCALL);
END
OP(TFORCALL_WRAPPED)
    Value *f_ = R(pc->a), *r_ = f_ - LOOP_CALL;
    if (LIKELY(IS_BUILTIN(r_, OP_B_WRAPPED) && vm->stack_limit - f_ > CLOSE_SLOTS)) {
        Coroutine *co_ = r_->function->values[0].co, *me_ = vm->co;
        uint64_t header_ = coroutine_header(co_), my_header_ = coroutine_header(me_);
        const Instr *pc_ = co_->pc;
        if (LIKELY(CHAIN_HAS_ROOM() && IS_READY(co_, header_, my_header_, CO_YIELDED, 0))) {
            if (LIKELY(WANTED(pc_) != 0)) {
                set_function(f_, r_->function);
                set_coroutine(f_ + 1, co_);
                SWITCH_RESUME(co_, CO_YIELDED, r_ + 1, 2, WANTED(pc_), pc_[-2].a, CO_IS_WRAPPED, (void)0);
            }
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
        CACHE_HEADER((Instr *)pc) = header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1);
        ((Instr *)pc)->op = OP_TFORCALL_WRAPPED;
    }
    value_copy(f_, r_);
    value_copy(f_ + 1, r_ + 1);
    value_copy(f_ + 2, r_ + 2);
    n = 2;
    if (UNLIKELY(f_->tag != TAG_FUNCTION)) {
        SAVE();
        n = call_resolve(vm, f_, n);
        LOAD_BASE();
        f_ = A;
    }
    f_->tag = header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1);
    base = f_ + 1;
    pc = f_->function->entry;
    k = (const char *)pc;
    DISPATCH();
END
OP(TFORLOOP)
    Value *r_ = A;
    if (r_[5].tag != TAG_NIL) {
        value_copy(r_ + 2, r_ + 5);
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

/* ---- fused forms: an instruction, then the one behind it without a dispatch between them ---- */
OP(MOVE_MOVE)
    MOVE_AT(0);
    MOVE_AT(1);
    NEXT(2);
END
OP(MOVE_LOOP)
    MOVE_AT(0);
    THEN(LOOP);
END
OP(MOVE_FORLOOP)
    MOVE_AT(0);
    THEN(FORLOOP);
END
OP(MOVE_MOVE_FORLOOP)
    MOVE_AT(0);
    MOVE_AT(1);
    SKIP(2, FORLOOP);
END
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
OP(MOVE_CALL_LUA)
    MOVE_AT(0);
    THEN(CALL_LUA);
END
OP(MOVE_CALL_ANY)
    MOVE_AT(0);
    THEN(CALL_ANY);
END
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
OP(MOVE_MOVE_CALL_LUA)
    MOVE_AT(0);
    MOVE_AT(1);
    SKIP(2, CALL_LUA);
END
OP(MOVE_MOVE_CALL_ANY)
    MOVE_AT(0);
    MOVE_AT(1);
    SKIP(2, CALL_ANY);
END
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
OP(MOVE_MOVE_CALL_YIELD)
    MOVE_AT(0);
    THEN(MOVE_CALL_YIELD);
END
OP(ADDI_CALL) FOLLOW_CALL(ADDI, 1, ADDI, SWITCH_FORM(1, ADDI_CALL_RESUME, ADDI_CALL_YIELD, ADDI)); END
OP(ADDI_CALL_LUA) ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(CALL_LUA)); END
OP(ADDI_CALL_ANY) ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(CALL_ANY)); END
OP(ADDI_CALL_RESUME) ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(CALL_RESUME)); END
OP(ADDI_CALL_YIELD)
    const Value *addend_ = B;
    if (LIKELY(addend_->tag == TAG_INT && pc[1].b == 2)) {
        Value sum_;
        set_int(&sum_, int_add(addend_->i, (int16_t)WORD_C));
        YIELD_TO_RESUMER(1, &sum_, 1);
    }
    ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(CALL_YIELD));
END
OP(SUBI_CALL) FOLLOW_CALL(SUBI, 1, SUBI, OP_SUBI); END
OP(SUBI_CALL_LUA) ARITH_IMMEDIATE_FUSED(int_sub, -, SUBI, THEN(CALL_LUA)); END
OP(SUBI_CALL_ANY) ARITH_IMMEDIATE_FUSED(int_sub, -, SUBI, THEN(CALL_ANY)); END
OP(MOVE_MOVE_MOVE_CALL) FOLLOW_CALL(MOVE_MOVE_MOVE, 3, MOVE_MOVE, SWITCH_FORM(3, MOVE_MOVE_MOVE_CALL_RESUME, MOVE_MOVE_MOVE_CALL_YIELD, MOVE_MOVE)); END
OP(MOVE_MOVE_MOVE_CALL_LUA)
    MOVE_AT(0);
    MOVE_AT(1);
    MOVE_AT(2);
    SKIP(3, CALL_LUA);
END
OP(MOVE_MOVE_MOVE_CALL_ANY)
    MOVE_AT(0);
    MOVE_AT(1);
    MOVE_AT(2);
    SKIP(3, CALL_ANY);
END
OP(MOVE_MOVE_MOVE_CALL_RESUME)
    MOVE_AT(0);
    THEN(MOVE_MOVE_CALL_RESUME);
END
OP(MOVE_MOVE_MOVE_CALL_YIELD)
    MOVE_AT(0);
    MOVE_AT(1);
    SKIP(2, MOVE_CALL_YIELD);
END
OP(GETUPVAL_ADDI_CALL) FOLLOW_CALL(GETUPVAL_ADDI, 2, GETUPVAL, SWITCH_FORM(2, GETUPVAL, GETUPVAL_ADDI_CALL_YIELD, GETUPVAL)); END
OP(GETUPVAL_ADDI_CALL_LUA)
    GET_UPVALUE();
    ADVANCE();
    ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(CALL_LUA));
END
OP(GETUPVAL_ADDI_CALL_ANY)
    GET_UPVALUE();
    ADVANCE();
    ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(CALL_ANY));
END
OP(GETUPVAL_ADDI_CALL_YIELD)
    GET_UPVALUE();
    THEN(ADDI_CALL_YIELD);
END
OP(GETUPVAL_SUBI_CALL) FOLLOW_CALL(GETUPVAL_SUBI, 2, GETUPVAL, OP_GETUPVAL); END
OP(GETUPVAL_SUBI_CALL_LUA)
    GET_UPVALUE();
    ADVANCE();
    ARITH_IMMEDIATE_FUSED(int_sub, -, SUBI, THEN(CALL_LUA));
END
OP(GETUPVAL_SUBI_CALL_ANY)
    GET_UPVALUE();
    ADVANCE();
    ARITH_IMMEDIATE_FUSED(int_sub, -, SUBI, THEN(CALL_ANY));
END
OP(GETUPVAL_MOVE_CALL) FOLLOW_CALL(GETUPVAL_MOVE, 2, GETUPVAL, SWITCH_FORM(2, GETUPVAL_MOVE_CALL_RESUME, GETUPVAL_MOVE_CALL_YIELD, GETUPVAL)); END
OP(GETUPVAL_MOVE_CALL_LUA)
    GET_UPVALUE();
    MOVE_AT(1);
    SKIP(2, CALL_LUA);
END
OP(GETUPVAL_MOVE_CALL_ANY)
    GET_UPVALUE();
    MOVE_AT(1);
    SKIP(2, CALL_ANY);
END
OP(GETUPVAL_MOVE_CALL_RESUME)
    GET_UPVALUE();
    THEN(MOVE_CALL_RESUME);
END
OP(GETUPVAL_MOVE_CALL_YIELD)
    GET_UPVALUE();
    THEN(MOVE_CALL_YIELD);
END
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
OP(ADDI_LOOP) ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(LOOP)); END
OP(GETUPVAL_MOVE)
    GET_UPVALUE();
    THEN(MOVE);
END
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
OP(SUBI_MUL)    ARITH_IMMEDIATE_FUSED(int_sub, -, SUBI, THEN(MUL)); END
OP(SUBI_LOOP)   ARITH_IMMEDIATE_FUSED(int_sub, -, SUBI, THEN(LOOP)); END
OP(ADDI_FORLOOP) ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(FORLOOP)); END
OP(ADDI_GETINDEX) ARITH_IMMEDIATE_FUSED(int_add, +, ADDI, THEN(GETINDEX)); END
OP(GETINDEX_GETINDEX) GET_ELEMENT_FUSED(THEN(GETINDEX)); END
OP(GETINDEX_SETINDEX) GET_ELEMENT_FUSED(THEN(SETINDEX)); END
OP(GETINDEX_SETINDEX_FORLOOP) GET_ELEMENT_FUSED(THEN(SETINDEX_FORLOOP)); END
OP(GETINDEX_JF) GET_ELEMENT_FUSED(THEN(JF)); END
OP(GETINDEX_JT) GET_ELEMENT_FUSED(THEN(JT)); END
OP(SETINDEX_FORLOOP)
    SET_INDEX(THEN(FORLOOP));
    GOTO(SETINDEX);
END
OP(SETINDEX_SETINDEX)
    SET_INDEX(THEN(SETINDEX));
    GOTO(SETINDEX);
END
OP(LOADTRUE_SETINDEX_FORLOOP)
    set_bool(A, true);
    THEN(SETINDEX_FORLOOP);
END
OP(LOADFALSE_SETINDEX_FORLOOP)
    set_bool(A, false);
    THEN(SETINDEX_FORLOOP);
END

/* ---- natives ---- */
OP(NATIVE)
    Function *fn_ = base[-1].function;
    SAVE();
    vm->top = base + n;
    vm->nargs = (uint32_t)n;
    if (UNLIKELY((size_t)(vm->stack_limit - base) < n + NATIVE_SLOTS || STRESS_MOVE(vm->co->header.aux))) {
        vm_check(vm, stack_grow(vm, vm->top, NATIVE_SLOTS));
    }
    int result_ = native_result(((WeftNative)(uintptr_t)fn_->code)(vm));
    NATIVE_RETURN(result_);
END
OP(CFUNCTION)
    SAVE();
    vm->top = base + n;
    vm->nargs = (uint32_t)n;
    if (UNLIKELY((size_t)(vm->stack_limit - base) < n + NATIVE_SLOTS || STRESS_MOVE(vm->co->header.aux))) {
        vm_check(vm, stack_grow(vm, vm->top, NATIVE_SLOTS));
    }
    int result_ = vm->c_call(vm);
    NATIVE_RETURN(result_);
END
OP(P_NATIVE)
    int result_ = native_continue(vm, vm->top - n, n);
    NATIVE_RETURN(result_);
END

OP(P_C_YIELD)
    int result_ = vm->c_continue(vm, (size_t)n);
    NATIVE_RETURN(result_);
END

/* ---- builtins ---- */
OP(B_CALL)
    ENTER_BUILTIN();
    n = call_resolve(vm, base, n - 1);
    LOAD_BASE();
    base[-1].function = base[0].function;
    for (uint64_t i_ = 0; i_ < n; i_++) {
        value_copy(base + i_, base + 1 + i_);
    }
    pc = base[-1].function->entry;
    k = (const char *)pc;
    DISPATCH();
END
OP(B_PCALL)
    if (LIKELY(n != 0 && base->tag == TAG_FUNCTION)) {
        base->tag = header_make(pseudo_pc(vm, OP_P_PCALL), 1);
        pc = base->function->entry;
        k = (const char *)pc;
        base++;
        n--;
        DISPATCH();
    }
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0)) {
        error_argument(vm, 1, "value expected");
    }
    SLOW(call_enter(vm, base, n - 1, pseudo_pc(vm, OP_P_PCALL), 1));
END
OP(P_PCALL)
    base = vm->top - n;
    uint64_t header_ = base[-1].tag;
    const Instr *to_ = header_pc(header_);
    if (LIKELY(to_[-2].c == n + 2)) { /* as many as are wanted, behind true */
        set_bool(base - 1, true);
        base -= header_delta(header_);
        pc = to_;
        LOAD_K();
        DISPATCH();
    }
    GOTO(P_FAIL);
END
OP(P_FAIL)
    /* success (from P_PCALL): n results at base; failure: the error at base */
    bool ok_ = pc->op == OP_P_PCALL || pc->op == OP_P_XPCALL;
    if (!ok_) {
        n = 1;
    }
    uint64_t header_ = base[-1].tag;
    const Instr *to_ = header_pc(header_);
    unsigned want_ = to_[-2].c;
    set_bool(base - 1, ok_);
    if (want_ == 0) {
        vm->top = base + n;
        n++;
    } else {
        for (uint64_t i_ = n + 1; i_ + 1 < want_; i_++) {
            set_nil(base - 1 + i_);
        }
    }
    pc = to_;
    if (UNLIKELY(is_pseudo(pc))) {
        DISPATCH();
    }
    base -= header_delta(header_);
    LOAD_K();
    DISPATCH();
END
OP(B_XPCALL)
    ENTER_BUILTIN();
    if (UNLIKELY(n < 2 || base[1].tag != TAG_FUNCTION)) {
        error_argument_type(vm, 2, TAG_FUNCTION);
    }
    Value swap_ = base[0];
    value_copy(base, base + 1);
    value_copy(base + 1, &swap_);
    SLOW(call_enter(vm, base + 1, n - 2, pseudo_pc(vm, OP_P_XPCALL), 1));
END
OP(P_XPCALL)
    Value *from_ = vm->top - n;
    base = from_ - 1;
    if (UNLIKELY(n >= LONG_LIST)) { /* calls of xpcall by xpcall return through here only */
        vm->base = base;
        vm->pc = base[-1].function->entry;
        vm_check(vm, weft_charge(vm, (int64_t)(n / 16)));
    }
    for (uint64_t i_ = 0; i_ < n; i_++) {
        value_copy(base + i_, from_ + i_);
    }
    GOTO(P_FAIL);
END
OP(B_ERROR)
    ENTER_BUILTIN();
    builtin_error(vm, n);
    RELOAD();
END
OP(B_SELECT)
    NEED(1);
    ENTER_BUILTIN();
    int64_t from_ = builtin_select(vm, n);
    if (from_ < 0) {
        set_int(base, (int64_t)n - 1);
        RETURN_ONE(base);
    }
    RETURN_GENERAL(base + from_, n - (uint64_t)from_);
END
OP(B_TYPE)
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0)) {
        error_argument(vm, 1, "value expected");
    }
    unsigned tag_ = (uint8_t)base->tag;
    set_string(base, vm->known[KS_TYPES + tag_]);
    RETURN_ONE(base);
END
OP(B_NEXT)
    NEED(2);
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0 || base->tag != TAG_TABLE)) {
        error_argument_type(vm, 1, TAG_TABLE);
    }
    if (n < 2) {
        set_nil(base + 1);
    }
    Table *table_ = base->table;
    Value key_ = base[1], value_;
    int found_ = table_next(vm, table_, &key_, &value_);
    if (UNLIKELY(found_ < 0)) {
        vm_raise(vm, "invalid key to 'next'");
    }
    value_copy(base, &key_);
    if (found_ == 0) {
        set_nil(base);
        RETURN_ONE(base);
    }
    value_copy(base + 1, &value_);
    RETURN_GENERAL(base, 2);
END
OP(B_IPAIRS_STEP)
    NEED(6);
    ENTER_BUILTIN();
    int leave_ = WEFT_ERROR;
    if (!native_finish(vm, builtin_ipairs_step(vm, n), &leave_)) {
        LEAVE(leave_);
    }
    RELOAD();
END

/* ---- coroutines ---- */
OP(B_RESUME)
    NEED(4);
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0 || base->tag != TAG_COROUTINE)) {
        error_argument_type(vm, 1, TAG_COROUTINE);
    }
    Coroutine *co_ = base->co;
    const char *problem_ = coroutine_check_resume(vm, co_, n);
    if (UNLIKELY(problem_ != NULL)) {
        set_bool(base, false);
        String *text_ = string_new_text(vm, problem_);
        vm_check(vm, text_ != NULL);
        set_string(base + 1, text_);
        RETURN_GENERAL(base, 2);
    }
    uint64_t header_ = base[-1].tag;
    Coroutine *me_ = vm->co;
    coroutine_park(vm, base - 1, base - header_delta(header_), header_pc(header_), CO_NORMAL);
    me_->top = me_->dest + 2;
    co_->header.flags &= (uint8_t)~CO_IS_WRAPPED;
    coroutine_enter(vm, co_, base + 1, n - 1, -1);
    coroutine_link(co_, me_);
    RELOAD();
END
OP(B_WRAPPED)
    if (UNLIKELY(n == NARGS_AGAIN)) {
        GOTO(B_CLOSE);
    }
    NEED(8);
    ENTER_BUILTIN();
    Coroutine *co_ = base[-1].function->values[0].co;
    const char *problem_ = coroutine_check_resume(vm, co_, n);
    if (UNLIKELY(problem_ != NULL)) {
        if (coroutine_has_error(co_)) { /* it failed in a resume, and is not closed yet */
            set_coroutine(base, co_);
            coroutine_close_begin(vm);
            n = NARGS_AGAIN;
            GOTO(B_CLOSE);
        }
        vm_set_text_error(vm, problem_);
        error_prefix_position(vm, 1);
        vm_throw(vm);
    }
    uint64_t header_ = base[-1].tag;
    Coroutine *me_ = vm->co;
    coroutine_park(vm, base - 1, base - header_delta(header_), header_pc(header_), CO_NORMAL);
    me_->top = me_->dest + 2;
    co_->header.flags |= CO_IS_WRAPPED;
    coroutine_enter(vm, co_, base, n, -1);
    set_coroutine(me_->stack + me_->dest + 1, co_);
    coroutine_link(co_, me_);
    RELOAD();
END
OP(B_YIELD)
    ENTER_BUILTIN();
    Coroutine *me_ = vm->co;
    if (UNLIKELY(me_->resumer == NULL || me_->barriers != 0)) {
        coroutine_require_yield(vm);
    }
    uint64_t header_ = base[-1].tag;
    coroutine_park(vm, base - 1, base - header_delta(header_), header_pc(header_), CO_YIELDED);
    if (UNLIKELY(!coroutine_yield_values(vm, base, n))) {
        LEAVE(WEFT_YIELDED);
    }
    RELOAD();
END
OP(B_TRANSFER)
    NEED(2);
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0 || base->tag != TAG_COROUTINE)) {
        error_argument_type(vm, 1, TAG_COROUTINE);
    }
    Coroutine *co_ = base->co;
    if (co_ == vm->co) {
        RETURN_GENERAL(base + 1, n - 1);
    }
    char buffer_[200];
    const char *problem_ = coroutine_check_transfer(vm, co_, buffer_, sizeof buffer_);
    if (UNLIKELY(problem_ != NULL)) {
        vm_raise(vm, "%s", problem_);
    }
    if (UNLIKELY(!coroutine_takes(co_, n))) {
        vm_raise(vm, "too many arguments to transfer");
    }
    uint64_t header_ = base[-1].tag;
    coroutine_park(vm, base - 1, base - header_delta(header_), header_pc(header_), CO_TRANSFERRED);
    coroutine_enter(vm, co_, base + 1, n - 1, -1);
    RELOAD();
END
OP(B_THROW)
    NEED(4);
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0 || base->tag != TAG_COROUTINE)) {
        error_argument_type(vm, 1, TAG_COROUTINE);
    }
    if (n < 2) {
        set_nil(base + 1);
    }
    if (coroutine_throw(vm)) {
        RETURN_GENERAL(base + 2, 2);
    }
    if (!unwind(vm)) {
        LEAVE(WEFT_ERROR);
    }
    RELOAD();
END
OP(B_CLOSE)
    if (LIKELY(n != NARGS_AGAIN)) {
        NEED(CLOSE_SLOTS + CLOSER_SLOTS);
        ENTER_BUILTIN();
        if (UNLIKELY(n == 0 || base->tag != TAG_COROUTINE)) {
            error_argument_type(vm, 1, TAG_COROUTINE);
        }
        coroutine_close_begin(vm);
    } else {
        SAVE();
    }
    Value *results_;
    size_t count_;
    if (co_close_step(vm, &results_, &count_)) {
        LOAD_BASE();
        RETURN_GENERAL(results_, count_);
    }
    RELOAD();
END
OP(B_CREATE)
    if (LIKELY(n != 0 && base->tag == TAG_FUNCTION && !gc_debt(vm))) {
        Coroutine *new_ = coroutine_new_quick(vm, base->function);
        if (LIKELY(new_ != NULL)) {
            set_coroutine(base, new_);
            RETURN_ONE(base);
        }
    }
    ENTER_BUILTIN();
    if (UNLIKELY(n == 0 || base->tag != TAG_FUNCTION)) {
        error_argument_type(vm, 1, TAG_FUNCTION);
    }
    GC_POINT();
    Coroutine *co_ = coroutine_new(vm, base->function);
    vm_check(vm, co_ != NULL);
    set_coroutine(base, co_);
    RETURN_ONE(base);
END
OP(P_CO_END)
    Coroutine *me_ = vm->co, *co_ = me_->resumer;
    if (LIKELY(co_ != NULL)) { /* a plain end */
        uint64_t my_header_ = coroutine_header(me_), header_ = coroutine_header(co_);
        const Instr *pc_ = co_->pc;
        if (LIKELY(IS_READY(co_, header_, my_header_, CO_NORMAL, 0))) {
            if (LIKELY(WANTED(pc_) != 0 && n < LONG_LIST)) {
                SWITCH_END();
            }
        }
    }
    if (UNLIKELY(!coroutine_finish(vm, vm->top - n, n))) {
        LEAVE(WEFT_OK);
    }
    RELOAD();
END

/* ---- the other pseudo-instructions ---- */
OP(P_META)
    Value *slot_ = vm->top - n;
    const Instr *at_ = slot_[-1].p;
    unsigned original_ = opcode_info[at_->op].original;
    if (LIKELY(original_ < 64 && STORES_RESULT >> original_ & 1 && n > 0)) {
        base = slot_ + 1 - cont_delta(slot_[-1].tag);
        value_copy(R(at_->a), slot_);
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
    if (vm->has_error && vm->pc->op != OP_P_NATIVE && !unwind(vm)) {
        LEAVE(WEFT_ERROR);
    }
    RELOAD();
END
OP(P_CLOSE)
    if (!close_finish(vm, vm->top - n - 1)) {
        LEAVE(WEFT_ERROR);
    }
    if (vm->has_error && vm->pc->op != OP_P_NATIVE && !unwind(vm)) {
        LEAVE(WEFT_ERROR);
    }
    RELOAD();
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
