/* ops_fields.h: fields with constant names: of tables, of the upvalue that holds the globals, of objects whose methods are called.
 *
 * Each compiled instruction (GETFIELD, SETFIELD, SELF, GETTABUP, SETTABUP) looks at what it meets, may become a quickened form
 * (cache.h), and does the whole work by the slow path. A quickened form serves what it was made for, and otherwise goes to the
 * instruction that it was compiled as.
 * 1. A cache is compared with the object's shape before it is used: an object of that shape has the slot.
 * 2. A field that is nil is absent: it is the result only where no metatable could give another one.
 * 3. SELF's two results lie behind each other and may be written over its operand: the operand is read first.
 */

/* Ways to read field K[C] of table t into R[A]; each falls through when it does not serve. */

/* By the shape cached at pc. */
#define BY_SHAPE(t)                                                                                             \
    do {                                                                                                        \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        if (LIKELY((t)->header.aux == cache_->shape)) {                                                         \
            const Value *v_ = (t)->slots + cache_->slot;                                                        \
            if (LIKELY(v_->tag != TAG_NIL || (t)->metatable == NULL)) {                                         \
                value_copy(A, v_);                                                                              \
                NEXT(3);                                                                                        \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* From the table which the metatable's __index is, by the shapes cached at pc. */
#define BY_META(t)                                                                                              \
    do {                                                                                                        \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        const Table *mt_ = (t)->metatable;                                                                      \
        if (LIKELY((t)->header.aux == cache_->shape && mt_ != NULL && mt_->header.aux == cache_->meta_shape)) { \
            const Value *index_ = mt_->slots + cache_->index_slot;                                              \
            if (LIKELY(index_->tag == TAG_TABLE && index_->table->header.aux == cache_->holder_shape)) {        \
                const Value *v_ = index_->table->slots + cache_->slot;                                          \
                if (LIKELY(v_->tag != TAG_NIL)) {                                                               \
                    value_copy(A, v_);                                                                          \
                    NEXT(3);                                                                                    \
                }                                                                                               \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* By a call of the metatable's __index, where t has not the field by the shapes cached at pc. The frame is meta_call's. */
#define BY_CALL(t)                                                                                              \
    do {                                                                                                        \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        const Table *mt_ = (t)->metatable;                                                                      \
        if (LIKELY((t)->header.aux == cache_->shape && mt_ != NULL && mt_->header.aux == cache_->meta_shape)) { \
            const Value *index_ = mt_->slots + cache_->index_slot;                                              \
            Value *word_ = base + cache_->slot;                                                                 \
            if (LIKELY(index_->tag == TAG_FUNCTION && vm->stack_limit - word_ >= 6)) {                          \
                Function *fn_ = index_->function;                                                               \
                word_->p = (void *)(uintptr_t)pc;                                                               \
                word_->tag = cont_make(CONT_META, (size_t)cache_->slot + 2);                                    \
                word_[1].function = fn_;                                                                        \
                word_[1].tag = header_make(pseudo_pc(HERE(vm), OP_P_META), 1);                                  \
                set_table(word_ + 2, (t));                                                                      \
                value_copy(word_ + 3, K(WORD_C));                                                               \
                base = word_ + 2;                                                                               \
                n = 2;                                                                                          \
                ENTER_FUNCTION(fn_);                                                                            \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* By a lookup (cache.h), of a table or (shape 0, and no slots) a string or a userdata. */
#define BY_LOOKUP(shape_, mt, own)                                                                              \
    do {                                                                                                        \
        const Table *mt_ = (mt);                                                                                \
        const String *key_ = K(WORD_C)->string;                                                                 \
        const Lookup *found_ = lookup(vm, (shape_), mt_, (uintptr_t)key_);                                      \
        if (LIKELY(found_ != NULL)) {                                                                           \
            uintptr_t place_ = found_->place;                                                                   \
            const Value *v_ = (const Value *)((place_ < LOOKUP_SLOTS ? (uintptr_t)(own) : 0) + place_);         \
            if (LIKELY(v_->tag != TAG_NIL || mt_ == NULL || v_ == &lookup_absent)) {                            \
                value_copy(A, v_);                                                                              \
                NEXT(3);                                                                                        \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)
#define BY_TABLE_LOOKUP(t) BY_LOOKUP((t)->header.aux, (t)->metatable, (t)->slots)

/* Reads a field of what t points to in this way; else the instruction alone does. */
#define GET(t, by, alone)                                                                                       \
    do {                                                                                                        \
        const Value *t_ = (t);                                                                                  \
        if (LIKELY(t_->tag == TAG_TABLE)) {                                                                     \
            Table *table_ = t_->table;                                                                          \
            by(table_);                                                                                         \
        }                                                                                                       \
        GOTO(alone);                                                                                            \
    } while (0)
#define GET_METHOD(by)                                                                                          \
    do {                                                                                                        \
        const Value *t_ = B;                                                                                    \
        if (LIKELY(t_->tag == TAG_TABLE)) {                                                                     \
            Table *table_ = t_->table;                                                                          \
            set_table(A + 1, table_);                                                                           \
            by(table_);                                                                                         \
        }                                                                                                       \
        GOTO(SELF);                                                                                             \
    } while (0)
/* The same in any way that there is, after which the instruction may be another one. */
#define GET_ALONE(t)                                                                                            \
    do {                                                                                                        \
        const Value *t_ = (t);                                                                                  \
        if (t_->tag == TAG_TABLE) {                                                                             \
            SAVE();                                                                                             \
            cache_get(vm, (Instr *)pc, t_->table, K(WORD_C)->string);                                           \
        }                                                                                                       \
        SLOW(slow_get(vm, t_, K(WORD_C)));                                                                      \
    } while (0)

/* The metatable has no __newindex. */
#define IS_SET_BY_NONE(mt) ((mt) == NULL || shape_lacks(vm, (mt)->shape, EVENT_NEWINDEX))
/* Stores R[C] in a field of what t points to, by the shape cached at pc; else the instruction alone does. */
#define SET_BY_SHAPE(t, alone)                                                                                  \
    do {                                                                                                        \
        const Value *t_ = (t);                                                                                  \
        const FieldCache *cache_ = (const FieldCache *)(pc + 1);                                                \
        if (LIKELY(t_->tag == TAG_TABLE && t_->table->header.aux == cache_->shape)) {                           \
            Value *v_ = t_->table->slots + cache_->slot;                                                        \
            if (LIKELY(v_->tag != TAG_NIL || IS_SET_BY_NONE(t_->table->metatable))) {                           \
                gc_barrier(vm, &t_->table->header);                                                             \
                value_copy(v_, C);                                                                              \
                NEXT(2);                                                                                        \
            }                                                                                                   \
        }                                                                                                       \
        GOTO(alone);                                                                                            \
    } while (0)

/* ---- fields ---- */
OP(GETTABUP_SLOT)     GET(&UPVALUE(WORD_B)->value, BY_SHAPE, GETTABUP); END
OP(GETTABUP_FUNCTION) GET(&UPVALUE(WORD_B)->value, BY_CALL, GETTABUP); END
OP(GETTABUP_LOOKUP)   GET(&UPVALUE(WORD_B)->value, BY_TABLE_LOOKUP, GETTABUP); END
OP(GETTABUP)          GET_ALONE(&UPVALUE(WORD_B)->value); END
OP(SETTABUP_SLOT)     SET_BY_SHAPE(&UPVALUE(WORD_A)->value, SETTABUP); END
OP(SETTABUP)
    const Value *t_ = &UPVALUE(WORD_A)->value;
    SAVE();
    if (t_->tag == TAG_TABLE) {
        Table *table_ = t_->table;
        if (IS_SET_BY_NONE(table_->metatable)) {
            vm_check(vm, table_set_field(vm, table_, K(WORD_B)->string, C));
            cache_set(vm, (Instr *)pc, table_, K(WORD_B)->string);
            NEXT(2);
        }
    }
    SLOW(slow_set(vm, t_, K(WORD_B), C));
END
OP(GETFIELD_SLOT)     GET(B, BY_SHAPE, GETFIELD); END
OP(GETFIELD_META)     GET(B, BY_META, GETFIELD); END
OP(GETFIELD_FUNCTION) GET(B, BY_CALL, GETFIELD); END
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
OP(GETFIELD)          GET_ALONE(B); END
OP(SELF_SLOT)         GET_METHOD(BY_SHAPE); END
OP(SELF_META)         GET_METHOD(BY_META); END
OP(SELF_LOOKUP)
    const Value *t_ = B;
    if (LIKELY(t_->tag == TAG_TABLE)) {
        Table *table_ = t_->table;
        set_table(A + 1, table_);
        BY_TABLE_LOOKUP(table_);
    } else if (t_->tag == TAG_STRING) {
        set_string(A + 1, t_->string);
        BY_LOOKUP(LOOKUP_NO_TABLE, vm->type_meta[TAG_STRING], 0);
    } else if (t_->tag == TAG_USERDATA) {
        set_userdata(A + 1, t_->userdata);
        BY_LOOKUP(LOOKUP_NO_TABLE, A[1].userdata->metatable, 0);
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
OP(SETFIELD_SLOT)     SET_BY_SHAPE(A, SETFIELD); END
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
        if (IS_SET_BY_NONE(table_->metatable)) {
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

#undef BY_SHAPE
#undef BY_META
#undef BY_CALL
#undef BY_LOOKUP
#undef BY_TABLE_LOOKUP
#undef GET
#undef GET_METHOD
#undef GET_ALONE
#undef IS_SET_BY_NONE
#undef SET_BY_SHAPE
