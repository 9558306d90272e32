/* ops_elements.h: elements of tables, by keys in registers or small integers, and the constructors of tables.
 *
 * The array's values and tags lie apart (table.h); key i is at i - 1, and any key that is no index becomes a number that is out of bounds.
 * 1. A nil is never put into the array here: that is for the slow path, which keeps the array's border.
 * 2. A store into an array passes the barrier, or the table is plain (table_is_plain), which says that none is needed.
 * 3. A new table is in its register before anything else is allocated.
 */

/* ---- elements ---- */
/* In macros, next: how the handler ends, when what it does is done. */

/* Element i of the array (from 0) into `to`, if it is there. */
#define GET_ELEMENT(table_, i_, to, next)                                                                       \
    do {                                                                                                        \
        if (LIKELY((i_) < (table_)->array_len)) {                                                               \
            uint64_t tag_ = *(table_tags(table_) - (i_));                                                       \
            if (LIKELY(tag_ != TAG_NIL)) {                                                                      \
                uint64_t bits_ = (table_)->array[i_];                                                           \
                Value *to_ = (to);                                                                              \
                to_->bits = bits_;                                                                              \
                to_->tag = tag_;                                                                                \
                next;                                                                                           \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)
/* An integer key that was not found in the array is nowhere. */
#define IS_ABSENT(t_, key_) ((t_)->tag == TAG_TABLE && (key_)->tag == TAG_INT && (t_)->table->metatable == NULL && (t_)->table->nodes == NULL)
OP(GETINDEX)
    const Value *t_ = B, *key_ = C;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        if (LIKELY(key_->tag == TAG_INT)) {
            uint64_t i_ = (uint64_t)key_->i - 1;
            GET_ELEMENT(table_, i_, A, NEXT(1));
        } else if (key_->tag == TAG_STRING && !string_is_long(key_->string)) {
            Value result_;
            if (LIKELY(table_get_string(vm, table_, key_->string, &result_))) {
                value_copy(A, &result_);
                NEXT(1);
            }
        }
    }
    if (IS_ABSENT(t_, key_)) {
        set_nil(A);
        NEXT(1);
    }
    SLOW(slow_get(vm, t_, key_));
END
OP(GETINT)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        uint64_t i_ = (uint64_t)WORD_C - 1;
        GET_ELEMENT(table_, i_, A, NEXT(1));
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
    if (UNLIKELY(count_ > LONG_LIST)) {
        vm_charge_bytes(vm, count_ * 4);
    }
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

#undef IS_ABSENT
#undef SET_INDEX_REST
