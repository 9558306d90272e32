/* ops_calls.h: calls, the entries of Lua's functions, returns, variable arguments, closures.
 *
 * A call writes the header of the new frame (call.h) over the function's slot and goes to the function's entry instruction, with n
 * arguments at base: ENTER or ENTERV for Lua's functions, an instruction of ops_builtins.h or ops_coroutines.h for others. A return
 * finds in the header where to go on, and in the CALL before that place how many values are wanted: c, less 1; 0 is all of them.
 * 1. An entry is given any number of arguments. Only CALL_LUA, which has compared it, goes past an entry.
 * 2. A CALL takes the form that its function wants when it is met first; a form compares what it relies on, and otherwise is CALL_ANY.
 * 3. All values that are returned lie above their destination: they are copied upwards.
 */

/* The number of f_'s shortcut, or 0: kept in the entry instruction of functions that are not Lua's. */
#define SHORTCUT_OF(f_) ((f_)->function->entry->op >= OP_NATIVE ? (f_)->function->entry->a : 0u)
/* Takes the shortcut of the function in f_, for n_ arguments, and then does `last`; falls through when it does not serve. */
#define TAKE_SHORTCUT(f_, n_, want_, last)                                                                      \
    do {                                                                                                        \
        unsigned shortcut_ = SHORTCUT_OF(f_);                                                                   \
        if (LIKELY(shortcut_ != 0)) {                                                                           \
            GC_POINT();                                                                                         \
            SAVE();                                                                                             \
            Value *at_ = A;                                                                                     \
            int count_ = shortcuts[shortcut_](vm, at_, (n_), (want_));                                          \
            if (LIKELY(count_ >= 0)) {                                                                          \
                if (UNLIKELY((want_) == 0)) {                                                                   \
                    vm->top = at_ + count_;                                                                     \
                }                                                                                               \
                for (unsigned i_ = (unsigned)count_ + 1; UNLIKELY(i_ < (want_)); i_++) {                        \
                    set_nil(at_ + i_ - 1);                                                                      \
                }                                                                                               \
                last;                                                                                           \
            }                                                                                                   \
        }                                                                                                       \
    } while (0)

/* The length of an instruction's list of values, which begins there: B, less 1, or (B is 0) up to top. */
#define LIST_LENGTH(first) (WORD_B != 0 ? WORD_B - 1u : (uint64_t)(vm->top - (first)))
/* The header of the frame that the call at pc makes. */
#define CALL_HEADER() header_make(pc + 2, (unsigned)(WORD_A >> 4) + 1)
/* What is called in f, R[A], with n arguments: a function after this. */
#define RESOLVE(f)                                                                                              \
    do {                                                                                                        \
        if (UNLIKELY((f)->tag != TAG_FUNCTION)) {                                                               \
            SAVE();                                                                                             \
            n = call_resolve(vm, (f), n);                                                                       \
            LOAD_BASE();                                                                                        \
            (f) = A;                                                                                            \
        }                                                                                                       \
    } while (0)
/* Calls the function in f with n arguments. */
#define CALL_FUNCTION(f)                                                                                        \
    do {                                                                                                        \
        (f)->tag = CALL_HEADER();                                                                               \
        base = (f) + 1;                                                                                         \
        ENTER_FUNCTION((f)->function);                                                                          \
    } while (0)

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
            f_->tag = CALL_HEADER();
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
    n = LIST_LENGTH(f_ + 1);
    RESOLVE(f_);
    CALL_FUNCTION(f_);
END
OP(CALL_SHORT)
    Value *f_ = A;
    if (LIKELY(f_->tag == TAG_FUNCTION)) {
        n = LIST_LENGTH(f_ + 1);
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
        BOTH_SIDES(f_[1].co);
        if (CHAIN_HAS_ROOM() && IS_READY(CO_NEW, 0) && co_->dest + count_ <= header_stack_size(header_)) {
            SWITCH_RESUME(CO_NEW, f_ + 2, count_, count_ + 1, 0, 0, n = count_);
        }
    }
    GOTO(CALL_ANY);
END
OP(CALL_WRAPPED)
    Value *f_ = R(pc->a);
    unsigned count_ = WORD_B - 1u;
    if (LIKELY(IS_BUILTIN(f_, OP_B_WRAPPED) && count_ <= 1 && vm->stack_limit - f_ > CLOSE_SLOTS)) {
        BOTH_SIDES(f_->function->values[0].co);
        if (LIKELY(CHAIN_HAS_ROOM() && IS_READY(CO_YIELDED, 0) && WANTED() != 0)) {
            Value argument_ = f_[1]; /* its slot is co's: a walk down the chain finds it there */
            set_coroutine(f_ + 1, co_);
            SWITCH_RESUME(CO_YIELDED, &argument_, count_, WANTED(), pc_[-2].a, CO_IS_WRAPPED, (void)0);
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
    n = LIST_LENGTH(f_ + 1);
    RESOLVE(f_);
    if (f_->function->header.extra != FN_LUA) { /* called from here, as in Lua: it knows by whom; the RETURN behind passes its results on */
        if (vm->hooks_alive == 0) {
            unsigned want_ = 0;
            TAKE_SHORTCUT(f_, n, want_, NEXT(2));
            f_ = A;
        }
        CALL_FUNCTION(f_);
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
    ENTER_FUNCTION(base[-1].function);
END
/* Goes on at to_, where all values are wanted, with so many below vm->top. */
#define RETURN_ALL(count)                                                                                       \
    do {                                                                                                        \
        n = (count);                                                                                            \
        pc = to_;                                                                                               \
        if (!is_pseudo(to_)) {                                                                                  \
            base -= header_delta(header_);                                                                      \
            LOAD_K();                                                                                           \
        }                                                                                                       \
        DISPATCH();                                                                                             \
    } while (0)
OP(RETURN0)
    uint64_t header_ = base[-1].tag;
    const Instr *to_ = header_pc(header_);
    if (LIKELY(to_[-2].c == 1)) {
        GO_BACK(to_, header_delta(header_));
    }
    if (LIKELY(to_[-2].c == 0)) { /* all values are wanted: an open list, or a pseudo-instruction */
        vm->top = base - 1;
        if (to_->op == OP_P_C_RETURN) {
            LEAVE(WEFT_OK);
        }
        RETURN_ALL(0);
    }
    RETURN_GENERAL(base, 0);
END
OP(RETURN1)
    uint64_t header_ = base[-1].tag;
    const Instr *to_ = header_pc(header_);
    Value *src_ = A;
    if (LIKELY(to_[-2].c == 2)) {
        value_copy(base - 1, src_);
        GO_BACK(to_, header_delta(header_));
    }
    if (LIKELY(to_[-2].c == 0)) { /* all values are wanted: an open list, or a pseudo-instruction */
        value_copy(base - 1, src_);
        if (to_->op == OP_P_PCALL) { /* what that does, where it is plain: pcall's frame lies right below */
            uint64_t outer_ = base[-2].tag;
            const Instr *back_ = header_pc(outer_);
            if (LIKELY(back_[-2].c == 3)) {
                set_bool(base - 2, true);
                GO_BACK(back_, 1 + header_delta(outer_));
            }
        }
        vm->top = base;
        RETURN_ALL(1);
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
            GO_BACK(to_, delta_);                                                                               \
        }                                                                                                       \
        RETURN_GENERAL(from_, given_);                                                                          \
    } while (0)
OP(RETURN)
    Value *src_ = A;
    RETURN_LIST(src_, LIST_LENGTH(src_), base - 1, header_delta(base[-1].tag));
END
OP(RETURNX)
    Value *src_ = A;
    if (LIKELY(WORD_C == 2)) { /* of a vararg function, and nothing to close */
        uint64_t args_ = (uint64_t)base[-2].i;
        RETURN_LIST(src_, LIST_LENGTH(src_), base - 3 - (args_ >> 32), (uint32_t)args_);
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

#undef SHORTCUT_OF
#undef TAKE_SHORTCUT
#undef LIST_LENGTH
#undef RETURN_ALL
#undef RETURN_LIST
