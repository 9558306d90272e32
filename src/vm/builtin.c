/* builtin.c: the parts of instructions and builtins that need no pinned variables of the loop. See builtin.h. */
#include "builtin.h"

#include <stdio.h>
#include <string.h>

#include "coroutine.h"
#include "debuginfo.h"
#include "error.h"
#include "meta.h"
#include "native.h"
#include "number.h"
#include "string.h"
#include "table.h"
#include "unwind.h"
#include "weft.h"

/* ---- loops ---- */

/* The last value of an integer loop that runs. */
static int64_t last_value(int64_t init, int64_t limit, int64_t step)
{
    uint64_t distance = step > 0 ? (uint64_t)limit - (uint64_t)init : (uint64_t)init - (uint64_t)limit;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    return (int64_t)((uint64_t)init + distance / stride * (uint64_t)step);
}

/* A string that is a numeral serves as a loop's value, as in Lua. */
static void numeral_to_number(VM *vm, Value *v)
{
    Value number;
    if (!is_string(v)) {
        return;
    }
    vm_charge_bytes(vm, v->string->length);
    if (number_from_text(v->string->chars, v->string->length, &number)) {
        value_copy(v, &number);
    }
}

bool for_prepare(VM *vm, Value *r)
{
    if (is_int(&r[0]) && is_int(&r[2])) {
        int64_t limit, init = r[0].i, step = r[2].i;
        if (step == 0) {
            vm_raise(vm, "'for' step is zero");
        }
        numeral_to_number(vm, &r[1]);
        if (!is_number(&r[1])) {
            error_for(vm, &r[1], "limit");
        }
        if (number_for_limit(init, &r[1], step, &limit)) {
            return true;
        }
        set_int(&r[1], last_value(init, limit, step));
        set_int(&r[3], init);
        return false;
    }
    static const char *const names[] = {"initial", "limit", "step"};
    static const int order[] = {1, 2, 0}; /* in which Lua checks them */
    for (int i = 0; i < 3; i++) {
        numeral_to_number(vm, &r[order[i]]);
        if (!is_number(&r[order[i]])) {
            error_for(vm, &r[order[i]], names[order[i]]);
        }
    }
    for (int i = 0; i < 3; i++) {
        if (is_int(&r[i])) {
            set_float(&r[i], (double)r[i].i);
        }
    }
    if (r[2].n == 0) {
        vm_raise(vm, "'for' step is zero");
    }
    if (r[2].n > 0 ? r[1].n < r[0].n : r[0].n < r[1].n) { /* with NaN it runs once, as in Lua */
        return true;
    }
    value_copy(&r[3], &r[0]);
    return false;
}

/* ---- constructors ---- */

bool template_shape(VM *vm, Proto *p, Template *t)
{
    Shape *s = vm->empty_shape;
    for (uint32_t i = 0; i < t->key_count; i++) {
        s = shape_add(vm, s, proto_constants(p)[-(ptrdiff_t)t->keys[i]].string);
        if (s == NULL) {
            if (!vm->has_error) {
                vm_set_memory_error(vm); /* out of shape ids */
            }
            return false;
        }
    }
    t->shape = s;
    gc_barrier(vm, &p->header);
    return true;
}

/* ---- builtins ---- */

void error_argument(VM *vm, int arg, const char *message)
{
    weft_raise_argument(vm, arg - 1, message);
    vm_throw(vm);
}

void error_argument_type(VM *vm, int arg, Tag expected)
{
    static const char *const names[] = {[TAG_TABLE] = "table", [TAG_FUNCTION] = "function", [TAG_COROUTINE] = "thread"};
    weft_raise_type(vm, arg - 1, names[expected]);
    vm_throw(vm);
}

void builtin_error(VM *vm, size_t n)
{
    Value *base = vm->base;
    int64_t level = 1;
    if (n == 0) {
        set_nil(&vm->error);
        vm_throw(vm);
    }
    if (n >= 2 && !is_nil(&base[1]) && !weft_check_integer(vm, 1, &level)) {
        vm_throw(vm);
    }
    vm->error = base[0];
    if (is_string(&base[0]) && level > 0) {
        error_prefix_position(vm, level > 1000000 ? 1000000 : (int)level);
    }
    vm_throw(vm);
}

int64_t builtin_select(VM *vm, size_t n)
{
    Value *base = vm->base;
    int64_t i;
    if (n > 0 && is_int(base)) {
        i = base->i;
    } else if (n > 0 && is_string(base) && base->string->chars[0] == '#') {
        return -1;
    } else if (!weft_check_integer(vm, 0, &i)) {
        vm_throw(vm);
    }
    if (i < 0) {
        i = (int64_t)n + i;
    } else if (i > (int64_t)n) {
        i = (int64_t)n;
    }
    if (i < 1) {
        error_argument(vm, 1, "index out of range");
    }
    return i;
}

/* The value at t[i] found by an __index function: slots are t, i, value. */
static WeftResult ipairs_continue(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    (void)ctx;
    if (is_nil(&w->base[2])) {
        return 1;
    }
    return 2;
}

int builtin_ipairs_step(VM *vm, size_t n)
{
    Value *base = vm->base;
    int64_t i;
    if (n < 2 || !is_int(&base[1])) {
        if (!weft_check_integer(vm, 1, &i)) {
            return WEFT_RAISE;
        }
        set_int(&base[1], i);
    }
    set_int(&base[1], int_add(base[1].i, 1));
    Value object = base[0], result, meta;
    set_nil(&result);
    for (int loop = 0; loop < MAX_META_LOOP; loop++) {
        if (is_table(&object)) {
            if (table_get_int(object.table, base[1].i, &result) || !meta_find(vm, &object, EVENT_INDEX, &meta)) {
                value_copy(&base[2], &result);
                vm->top = base + 3;
                return is_nil(&result) ? 1 : 2;
            }
        } else if (!meta_find(vm, &object, EVENT_INDEX, &meta)) {
            error_type(vm, &object, "index");
        }
        if (is_function(&meta)) {
            value_copy(&base[2], &meta);
            value_copy(&base[3], &object);
            value_copy(&base[4], &base[1]);
            vm->top = base + 5;
            return weft_call(vm, 2, 2, 1, ipairs_continue, 0);
        }
        object = meta;
    }
    vm_raise(vm, "'__index' chain too long; possible loop");
}

/* ---- coroutine.close and throw ---- */

/* Raises a message that tells the line of the builtin's caller. */
static NORETURN void raise_at_caller(VM *vm, const char *text)
{
    vm_set_text_error(vm, text);
    error_prefix_position(vm, 1);
    vm_throw(vm);
}

/* Why co, whose leaf is given, may not be closed now, or NULL. */
static const char *check_close(VM *vm, const Coroutine *co, const Coroutine *leaf, char *buffer, size_t size)
{
    enum CoState state = leaf->header.extra;
    if (co == vm->co || co->header.extra == CO_CLOSING) {
        return "cannot close a running coroutine";
    }
    if (coroutine_closes_are_deep(vm)) {
        return "C stack overflow";
    }
    if (state == CO_NORMAL || state == CO_RUNNING) { /* the leaf runs, called C code that runs, or was stopped by the host */
        return "cannot close a normal coroutine";
    }
    for (const CEntry *e = vm->entry; e != NULL; e = e->previous) {
        if (e->co == co) {
            return "cannot close the main coroutine";
        }
    }
    const Coroutine *resumer = coroutine_resumer(co);
    if (resumer != NULL) {
        char name[CO_NAME_SIZE];
        coroutine_name(vm, resumer, name);
        snprintf(buffer, size, "cannot close a coroutine that another waits for (%s)", name);
        return buffer;
    }
    return NULL;
}

/* All from the leaf to co are closing from now on. */
static void begin_closing(const Coroutine *co, Coroutine *leaf)
{
    for (Coroutine *c = leaf;; c = c->resumer) {
        coroutine_settle(c);
        c->header.extra = CO_CLOSING;
        if (c == co) {
            return;
        }
    }
}

void coroutine_close_begin(VM *vm)
{
    Value *base = vm->base;
    Coroutine *co = base[0].co, *leaf = coroutine_leaf(vm, co);
    char buffer[200];
    const char *problem = check_close(vm, co, leaf, buffer, sizeof buffer);
    if (problem != NULL) {
        raise_at_caller(vm, problem);
    }
    set_nil(&base[1]);
    set_bool(&base[2], false);
    set_coroutine(&base[3], leaf);
    set_nil(&base[4]);
    vm->top = base + CLOSE_SLOTS;
    if (coroutine_has_error(co)) { /* Lua reports it once */
        set_string(&base[1], vm->known[KS_MEMORY_ERROR]); /* for want of memory, an error may not have been kept */
        if (co->rare != NULL) {
            value_copy(&base[1], &co->rare->error);
            set_nil(&co->rare->error);
        }
        set_bool(&base[2], true);
    }
    if (co->header.extra < CO_FINISHED || coroutine_has_error(co)) {
        begin_closing(co, leaf);
    }
}

/* The running coroutine waits for co, in which the error is raised. */
static void throw_into(VM *vm, Coroutine *co, enum CoState wait)
{
    Coroutine *me = vm->co;
    Value error = vm->base[1];
    uint64_t header = vm->base[-1].tag;
    coroutine_park(vm, vm->base - 1, vm->base - header_delta(header), header_pc(header), wait);
    if (wait == CO_NORMAL) {
        co->header.flags &= (uint8_t)~CO_IS_WRAPPED;
    }
    coroutine_enter_builtin(vm, co);
    if (wait == CO_NORMAL) {
        coroutine_link(co, me);
    }
    vm->error = error;
}

bool coroutine_throw(VM *vm)
{
    Coroutine *co = vm->base[0].co;
    enum CoState state = co->header.extra;
    if (co != vm->co && state >= CO_FINISHED) {
        vm_raise(vm, "cannot throw into a dead coroutine");
    }
    if (state == CO_NEW) {
        CoRare *rare = coroutine_rare(vm, co);
        vm_check(vm, rare != NULL);
        rare->error = vm->base[1];
        gc_touch_coroutine(vm, co);
        co->header.extra = CO_FAILED;
        set_bool(&vm->base[2], false);
        value_copy(&vm->base[3], &vm->base[1]);
        return true;
    }
    if (state == CO_CLOSING) {
        vm_raise(vm, "cannot throw into a running coroutine");
    }
    Coroutine *leaf = coroutine_leaf(vm, co);
    if (leaf == vm->co) {
        vm->error = vm->base[1];
        return false;
    }
    char buffer[200];
    bool is_yielded = leaf->header.extra == CO_YIELDED;
    const char *problem = is_yielded ? coroutine_check_resume(vm, leaf, 1) : coroutine_check_transfer(vm, leaf, buffer, sizeof buffer);
    if (problem != NULL) {
        vm_raise(vm, "%s", problem);
    }
    throw_into(vm, leaf, is_yielded ? CO_NORMAL : CO_TRANSFERRED);
    return false;
}
