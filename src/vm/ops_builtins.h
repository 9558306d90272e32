/* ops_builtins.h: entries of functions that are not Lua's: natives, and the builtin functions that call or return in ways of their own.
 *
 * At an entry the frame is complete: the header is at base[-1], n arguments from base on; vm->base, vm->top and vm->nargs are written
 * first where anything can fail (ENTER_BUILTIN). A pseudo-instruction (P_..) is where a call returns that one of these has made.
 * 1. An entry may find no argument at all: base[0] is looked at when n says so.
 * 2. What has been written past n arguments had its room made before (NEED).
 */

/* A native has returned `result`: in general, and (in the loop) with values, quickest none or one where its caller wants as many. */
#define FINISH_NATIVE(result)                                                                                   \
    do {                                                                                                        \
        int leave_ = WEFT_ERROR;                                                                                \
        if (!native_finish(vm, (result), &leave_)) {                                                            \
            LEAVE(leave_);                                                                                      \
        }                                                                                                       \
        RELOAD();                                                                                               \
    } while (0)
#define NATIVE_RETURN(result)                                                                                   \
    do {                                                                                                        \
        base = vm->base;                                                                                        \
        bool is_plain_ = !vm->has_error && !vm->finalizers_due;                                                 \
        if (LIKELY((unsigned)(result) <= 1 && is_plain_)) {                                                     \
            uint64_t back_ = base[-1].tag;                                                                      \
            const Instr *to_ = header_pc(back_);                                                                \
            if (LIKELY(to_[-2].c == (result) + 1u)) {                                                           \
                if ((result) != 0) {                                                                            \
                    base[-1] = value_clean(vm->top - 1); /* one with no slots returns itself */                 \
                }                                                                                               \
                GO_BACK(to_, header_delta(back_));                                                              \
            }                                                                                                   \
            if (to_->op == OP_P_C_RETURN) {                                                                     \
                if ((result) != 0) {                                                                            \
                    base[-1] = value_clean(vm->top - 1);                                                        \
                }                                                                                               \
                n = (uint64_t)(result);                                                                         \
                vm->top = base - 1 + n;                                                                         \
                pc = to_;                                                                                       \
                DISPATCH();                                                                                     \
            }                                                                                                   \
        }                                                                                                       \
        if (is_plain_ && (result) >= 0 && (result) <= vm->top - base) {                                         \
            RETURN_GENERAL(vm->top - (result), (size_t)(result));                                               \
        }                                                                                                       \
        FINISH_NATIVE(result);                                                                                  \
    } while (0)

/* A builtin with room for slots. */
#define ENTER_NATIVE()                                                                                          \
    do {                                                                                                        \
        ENTER_BUILTIN();                                                                                        \
        if (UNLIKELY((size_t)(vm->stack_limit - base) < n + NATIVE_SLOTS || STRESS_MOVE(vm->co->header.aux))) { \
            vm_check(vm, stack_grow(vm, vm->top, NATIVE_SLOTS));                                                \
        }                                                                                                       \
    } while (0)

/* ---- natives ---- */
OP(NATIVE)
    Function *fn_ = base[-1].function;
    ENTER_NATIVE();
    int result_ = native_result(((WeftNative)(uintptr_t)fn_->code)(vm));
    NATIVE_RETURN(result_);
END
OP(CFUNCTION)
    ENTER_NATIVE();
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
    ENTER_FUNCTION(base[-1].function);
END
OP(B_PCALL)
    if (LIKELY(n != 0 && base->tag == TAG_FUNCTION)) {
        base->tag = header_make(pseudo_pc(vm, OP_P_PCALL), 1);
        base++;
        n--;
        ENTER_FUNCTION(base[-1].function);
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
        GO_BACK(to_, header_delta(header_));
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
    if (UNLIKELY(is_pseudo(to_))) {
        pc = to_;
        DISPATCH();
    }
    GO_BACK(to_, header_delta(header_));
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
    REQUIRE(TAG_TABLE);
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
    FINISH_NATIVE(builtin_ipairs_step(vm, n));
END

#undef FINISH_NATIVE
#undef NATIVE_RETURN
#undef ENTER_NATIVE
