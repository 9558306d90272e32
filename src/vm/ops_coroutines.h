/* ops_coroutines.h: the functions of coroutines: every way to create, enter, leave and end one that is not plain (coroutine_switch.h
 * has those), and the place to which a coroutine's body returns.
 *
 * 1. What can fail is asked before anything is changed: coroutine_check_resume and its like say what is wrong.
 * 2. The one that is left is parked as a call that waits: with the frame, the place to go on and where values are to land; then
 *    coroutine_enter makes vm, pc and base those of the other, and RELOAD goes on there.
 */

OP(B_RESUME)
    NEED(4);
    ENTER_BUILTIN();
    REQUIRE(TAG_COROUTINE);
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
    REQUIRE(TAG_COROUTINE);
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
    REQUIRE(TAG_COROUTINE);
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
        REQUIRE(TAG_COROUTINE);
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
    REQUIRE(TAG_FUNCTION);
    GC_POINT();
    Coroutine *co_ = coroutine_new(vm, base->function);
    vm_check(vm, co_ != NULL);
    set_coroutine(base, co_);
    RETURN_ONE(base);
END
OP(P_CO_END)
    Coroutine *resumer_ = vm->co->resumer;
    if (LIKELY(resumer_ != NULL)) {
        BOTH_SIDES(resumer_);
        if (LIKELY(IS_READY(CO_NORMAL, 0) && WANTED() != 0 && n < LONG_LIST)) {
            SWITCH_END();
        }
    }
    if (UNLIKELY(!coroutine_finish(vm, vm->top - n, n))) {
        LEAVE(WEFT_OK);
    }
    RELOAD();
END
