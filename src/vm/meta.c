/* meta.c: metamethods and the slow paths of instructions.
 *
 * A slow path that finds a metamethod does not call it: it lays out a frame above the running one and returns to the
 * loop, which goes on at the metamethod's entry. When the metamethod returns, the pseudo-instruction P_META finds the
 * continuation word below its function slot and meta_finish completes the instruction named there.
 *
 *      frame's registers | {pc, CONT_META, delta} | metamethod | arguments ..
 *
 * Invariants
 * 1. Operands given as pointers may lie in the stack: they are copied before anything can move it.
 * 2. meta_finish depends on the instruction alone (and for CONCAT on the count of operands left, kept in the word).
 */
#include "meta.h"

#include <math.h>
#include <string.h>

#include "coroutine.h"
#include "error.h"
#include "number.h"
#include "string.h"
#include "table.h"

/* ---- lookup ---- */

Table *meta_table(VM *vm, const Value *v)
{
    switch ((uint8_t)v->tag) {
    case TAG_TABLE:
        return v->table->metatable;
    case TAG_USERDATA:
        return v->userdata->metatable;
    case TAG_TRUE:
        return vm->type_meta[TAG_FALSE];
    case TAG_FLOAT:
        return vm->type_meta[TAG_INT];
    default:
        return vm->type_meta[(uint8_t)v->tag];
    }
}

bool meta_find(VM *vm, const Value *v, Event e, Value *out)
{
    Table *mt = meta_table(vm, v);
    return mt != NULL && table_metamethod(vm, mt, e, out);
}

bool value_raw_equal(const Value *a, const Value *b)
{
    if (a->tag != b->tag) {
        if (a->tag == TAG_INT && b->tag == TAG_FLOAT) {
            return number_equal_mixed(a->i, b->n);
        }
        if (a->tag == TAG_FLOAT && b->tag == TAG_INT) {
            return number_equal_mixed(b->i, a->n);
        }
        return false;
    }
    switch (a->tag) {
    case TAG_NIL:
    case TAG_FALSE:
    case TAG_TRUE:
        return true;
    case TAG_FLOAT:
        return a->n == b->n;
    case TAG_STRING:
        return string_equal(a->string, b->string);
    default:
        return a->bits == b->bits;
    }
}

/* ---- calling ---- */

/* End of the running frame's registers: where a metamethod's frame may start. */
static Value *frame_end(VM *vm)
{
    Function *fn = frame_function(vm->base);
    return fn->header.extra == FN_LUA ? vm->base + fn->proto->frame_size : vm->top;
}

#define META_SLOTS 6 /* continuation word, function, at most three arguments; one to spare */

/* Gives the metamethod, with 2 or (c) 3 arguments, a frame at `word`, where there is room; the loop goes on there. */
static inline void lay_out_call(VM *vm, Value *word, const Value *mm, uint32_t extra, const Value *a, const Value *b, const Value *c)
{
    uint32_t n = 2;
    word->p = vm->pc;
    word->tag = cont_make(CONT_META, (size_t)(word + 2 - vm->base)) | (uint64_t)extra << 48;
    value_copy(word + 1, mm);
    value_copy(word + 2, a);
    value_copy(word + 3, b);
    if (c != NULL) {
        value_copy(word + 4, c);
        n = 3;
    }
    if (UNLIKELY(!is_function(mm))) {
        call_enter(vm, word + 1, n, pseudo_pc(vm, OP_P_META), 1);
        return;
    }
    word[1].tag = header_make(pseudo_pc(vm, OP_P_META), 1);
    vm->base = word + 2;
    vm->top = word + 2 + n;
    vm->nargs = n;
    vm->pc = mm->function->entry;
}

/* The same where the stack has to grow: what lies in it moves. */
static COLD void call_in_grown_stack(VM *vm, const Value *mm, uint32_t extra, const Value *a, const Value *b, const Value *c)
{
    Value first = *a, second = *b, third = c != NULL ? *c : second;
    Value *word = frame_end(vm);
    size_t offset = (size_t)(word - vm->base);
    vm_check(vm, stack_grow(vm, word, META_SLOTS));
    lay_out_call(vm, vm->base + offset, mm, extra, &first, &second, c != NULL ? &third : NULL);
}

/* Gives the metamethod, which lies outside the stack, a frame with 2 or (c) 3 arguments; the loop goes on there. */
static void meta_call(VM *vm, const Value *mm, uint32_t extra, const Value *a, const Value *b, const Value *c)
{
    Value *word = frame_end(vm);
    if (UNLIKELY((size_t)(vm->stack_limit - word) < META_SLOTS)) {
        call_in_grown_stack(vm, mm, extra, a, b, c);
    } else {
        lay_out_call(vm, word, mm, extra, a, b, c);
    }
}

static inline Value *operand(VM *vm, uint16_t offset)
{
    return (Value *)((char *)vm->base + offset);
}

/* The instruction at vm->pc is complete. */
static inline void done(VM *vm)
{
    vm->pc += opcode_info[vm->pc->op].words;
}

static void done_with(VM *vm, const Value *result)
{
    value_copy(operand(vm, vm->pc->a), result);
    done(vm);
}

/* ---- indexing ---- */

void slow_get(VM *vm, const Value *object, const Value *key)
{
    const Value *current = object;
    Value meta, next, result;
    for (int loop = 0; loop < MAX_META_LOOP; loop++) {
        if (is_table(current)) {
            if (table_get(vm, current->table, key, &result)) {
                done_with(vm, &result);
                return;
            }
            Table *mt = current->table->metatable;
            if (mt == NULL || !table_metamethod(vm, mt, EVENT_INDEX, &meta)) {
                set_nil(&result);
                done_with(vm, &result);
                return;
            }
        } else if (!meta_find(vm, current, EVENT_INDEX, &meta)) {
            error_type(vm, current, "index");
        }
        if (is_function(&meta)) {
            meta_call(vm, &meta, 0, current, key, NULL);
            return;
        }
        value_copy(&next, &meta);
        current = &next;
    }
    vm_raise(vm, "'__index' chain too long; possible loop");
}

static void check_key(VM *vm, const Value *key)
{
    if (is_nil(key)) {
        vm_raise(vm, "table index is nil");
    }
    if (is_float(key) && key->n != key->n) {
        vm_raise(vm, "table index is NaN");
    }
}

void slow_set(VM *vm, const Value *object, const Value *key, const Value *value)
{
    const Value *current = object;
    Value meta, next, old;
    for (int loop = 0; loop < MAX_META_LOOP; loop++) {
        if (is_table(current)) {
            Table *t = current->table;
            Table *mt = t->metatable;
            if (mt == NULL || table_get(vm, t, key, &old) || !table_metamethod(vm, mt, EVENT_NEWINDEX, &meta)) {
                check_key(vm, key);
                vm_check(vm, table_set(vm, t, key, value));
                done(vm);
                return;
            }
        } else if (!meta_find(vm, current, EVENT_NEWINDEX, &meta)) {
            error_type(vm, current, "index");
        }
        if (is_function(&meta)) {
            meta_call(vm, &meta, 0, current, key, value);
            return;
        }
        value_copy(&next, &meta);
        current = &next;
    }
    vm_raise(vm, "'__newindex' chain too long; possible loop");
}

/* ---- arithmetic ---- */

static bool to_float(const Value *v, double *out)
{
    if (is_float(v)) {
        *out = v->n;
        return true;
    }
    if (is_int(v)) {
        *out = (double)v->i;
        return true;
    }
    return false;
}

static ArithResult arith_ints(Event e, int64_t a, int64_t b, Value *out)
{
    switch (e) {
    case EVENT_ADD: set_int(out, int_add(a, b)); return ARITH_DONE;
    case EVENT_SUB: set_int(out, int_sub(a, b)); return ARITH_DONE;
    case EVENT_MUL: set_int(out, int_mul(a, b)); return ARITH_DONE;
    case EVENT_UNM: set_int(out, int_neg(a)); return ARITH_DONE;
    case EVENT_IDIV:
        if (b == 0) {
            return ARITH_DIVIDED_BY_ZERO;
        }
        set_int(out, int_floor_div(a, b));
        return ARITH_DONE;
    default: /* EVENT_MOD */
        if (b == 0) {
            return ARITH_MODULO_ZERO;
        }
        set_int(out, int_floor_mod(a, b));
        return ARITH_DONE;
    }
}

static void arith_floats(Event e, double a, double b, Value *out)
{
    double r;
    switch (e) {
    case EVENT_ADD: r = a + b; break;
    case EVENT_SUB: r = a - b; break;
    case EVENT_MUL: r = a * b; break;
    case EVENT_DIV: r = a / b; break;
    case EVENT_POW: r = b == 2 ? a * a : pow(a, b); break;
    case EVENT_IDIV: r = floor(a / b); break;
    case EVENT_MOD: r = float_floor_mod(a, b); break;
    default: r = -a; break;
    }
    set_float(out, r);
}

static ArithResult arith_bits(Event e, const Value *a, const Value *b, Value *out)
{
    int64_t x, y;
    if (!is_number(a) || !is_number(b) || !number_to_int(a, &x) || !number_to_int(b, &y)) { /* numerals are not converted */
        return ARITH_UNFIT;
    }
    switch (e) {
    case EVENT_BAND: set_int(out, x & y); break;
    case EVENT_BOR: set_int(out, x | y); break;
    case EVENT_BXOR: set_int(out, x ^ y); break;
    case EVENT_SHL: set_int(out, int_shift_left(x, y)); break;
    case EVENT_SHR: set_int(out, int_shift_left(x, int_neg(y))); break; /* by mininteger: far to the right still */
    default: set_int(out, ~x); break;
    }
    return ARITH_DONE;
}

ArithResult arith_numbers(Event e, const Value *a, const Value *b, Value *out)
{
    if (arith_is_bitwise(e)) {
        return arith_bits(e, a, b, out);
    }
    if (is_int(a) && is_int(b) && e != EVENT_DIV && e != EVENT_POW) {
        return arith_ints(e, a->i, b->i, out);
    }
    double x, y;
    if (!to_float(a, &x) || !to_float(b, &y)) {
        return ARITH_UNFIT;
    }
    arith_floats(e, x, y, out);
    return ARITH_DONE;
}

const char *arith_problem(ArithResult result)
{
    return result == ARITH_MODULO_ZERO ? "attempt to perform 'n%0'" : "attempt to divide by zero";
}

NORETURN static void raise_arith(VM *vm, Event e, const Value *a, const Value *b)
{
    if (!arith_is_bitwise(e)) {
        error_arith(vm, a, b, "perform arithmetic on");
    }
    if (is_number(a) && is_number(b)) {
        error_to_integer(vm, a, b);
    }
    error_arith(vm, a, b, "perform bitwise operation on");
}

void slow_arith(VM *vm, Event e, const Value *a, const Value *b)
{
    Value result, meta;
    ArithResult problem = ARITH_UNFIT;
    if (!is_table(a) && !is_table(b)) {
        problem = arith_numbers(e, a, b, &result);
    }
    if (problem == ARITH_DONE) {
        done_with(vm, &result);
    } else if (problem != ARITH_UNFIT) {
        vm_raise(vm, "%s", arith_problem(problem));
    } else if (meta_find(vm, a, e, &meta) || meta_find(vm, b, e, &meta)) {
        meta_call(vm, &meta, 0, a, b, NULL);
    } else {
        raise_arith(vm, e, a, b);
    }
}

void slow_unary(VM *vm, Event e, const Value *a)
{
    slow_arith(vm, e, a, a);
}

void slow_length(VM *vm, const Value *a)
{
    Value result, meta;
    if (is_string(a)) {
        set_int(&result, (int64_t)a->string->length);
    } else if (meta_find(vm, a, EVENT_LEN, &meta)) {
        meta_call(vm, &meta, 0, a, a, NULL);
        return;
    } else if (is_table(a)) {
        set_int(&result, table_length(a->table));
    } else {
        error_type(vm, a, "get length of");
    }
    done_with(vm, &result);
}

/* ---- concatenation ---- */

static bool has_text(const Value *v)
{
    return is_string(v) || is_number(v);
}

/* Length of the text of a string or number, which is written to buffer when it is a number. */
static size_t text_length(const Value *v, char buffer[NUMBER_TEXT_MAX])
{
    return is_string(v) ? v->string->length : number_to_text(v, buffer);
}

static void copy_text(char *to, const Value *v)
{
    char buffer[NUMBER_TEXT_MAX];
    if (is_string(v)) {
        memcpy(to, v->string->chars, v->string->length);
    } else {
        memcpy(to, buffer, number_to_text(v, buffer));
    }
}

/* Joins the n texts from first on (total bytes) into a string. */
static String *join(VM *vm, const Value *first, size_t n, size_t total)
{
    char small[MAX_SHORT_STRING];
    String *s = NULL;
    char *to = small;
    if (total > MAX_SHORT_STRING) {
        s = string_new_raw(vm, total);
        vm_check(vm, s != NULL);
        vm_charge_bytes(vm, total);
        to = s->chars;
    }
    char buffer[NUMBER_TEXT_MAX];
    for (size_t i = 0; i < n; i++) {
        copy_text(to, first + i);
        to += text_length(first + i, buffer);
    }
    if (s == NULL) {
        s = string_new(vm, small, total);
        vm_check(vm, s != NULL);
    }
    return s;
}

#define JOINED_MAX 512 /* bytes that are put together on the C stack */

/* A short copy, without a call; both ends may be read and written whole. */
static inline void copy_short(char *to, const char *from, size_t n)
{
    uint64_t a, b;
    if (n > 16) {
        memcpy(to, from, n);
    } else if (n >= 8) {
        memcpy(&a, from, 8);
        memcpy(&b, from + n - 8, 8);
        memcpy(to, &a, 8);
        memcpy(to + n - 8, &b, 8);
    } else {
        for (size_t i = 0; i < n; i++) {
            to[i] = from[i];
        }
    }
}

/* The usual case: all operands are texts, and not long. False: they are not, and nothing has been done. */
static bool concat_short(VM *vm, Value *first, uint32_t count)
{
    char joined[JOINED_MAX + 1], *to = joined, *end = joined + JOINED_MAX;
    for (const Value *v = first; v < first + count; v++) {
        if (LIKELY(is_string(v) && v->string->length <= (size_t)(end - to))) {
            copy_short(to, v->string->chars, v->string->length);
            to += v->string->length;
        } else if (is_number(v) && end - to >= NUMBER_TEXT_MAX) {
            to += number_to_text(v, to);
        } else {
            return false;
        }
    }
    *to = '\0';
    size_t total = (size_t)(to - joined);
    String *s = string_new(vm, joined, total);
    vm_check(vm, s != NULL);
    vm_charge_bytes(vm, total > MAX_SHORT_STRING ? total : 0);
    set_string(first, s);
    return true;
}

void slow_concat(VM *vm, uint32_t count)
{
    if (LIKELY(count > 1 && concat_short(vm, operand(vm, vm->pc->a), count))) {
        done(vm);
        return;
    }
    char buffer[NUMBER_TEXT_MAX];
    Value *first = operand(vm, vm->pc->a);
    while (count > 1) {
        Value *last = first + count - 1, meta;
        if (!has_text(last) || !has_text(last - 1)) {
            if (!meta_find(vm, last - 1, EVENT_CONCAT, &meta) && !meta_find(vm, last, EVENT_CONCAT, &meta)) {
                error_concat(vm, last - 1, last);
            }
            meta_call(vm, &meta, count, last - 1, last, NULL);
            return;
        }
        size_t total = 0;
        uint32_t n = 0;
        for (; n < count && has_text(last - n); n++) { /* as many texts from the right as there are */
            size_t length = text_length(last - n, buffer);
            if (length > (size_t)PTRDIFF_MAX - 64 - total) {
                vm_raise(vm, "string length overflow");
            }
            total += length;
        }
        String *s = join(vm, last - (n - 1), n, total);
        count -= n - 1;
        set_string(first + count - 1, s);
    }
    done(vm);
}

/* ---- comparison ---- */

static void jump_when(VM *vm, bool condition, bool jump_if)
{
    Instr *pc = vm->pc;
    vm->pc = pc + 1 + (condition == jump_if ? (int16_t)pc->c : 0);
}

/* Two strings are compared byte by byte. */
static void charge_comparison(VM *vm, const Value *a, const Value *b)
{
    if (is_string(a) && is_string(b)) {
        vm_charge_bytes(vm, a->string->length < b->string->length ? a->string->length : b->string->length);
    }
}

static bool compare_plain(Event e, const Value *a, const Value *b, bool *result)
{
    if (is_number(a) && is_number(b)) {
        *result = e == EVENT_LT ? number_less(a, b) : number_less_equal(a, b);
        return true;
    }
    if (is_string(a) && is_string(b)) {
        int order = string_compare(a->string, b->string);
        *result = e == EVENT_LT ? order < 0 : order <= 0;
        return true;
    }
    return false;
}

void slow_compare(VM *vm, Event e, const Value *a, const Value *b, bool jump_if)
{
    Value meta;
    bool result;
    if (e == EVENT_EQ && is_table(a) && is_table(b)) { /* not the same, says the handler */
        if (!table_metamethod(vm, a->table->metatable, e, &meta) && !table_metamethod(vm, b->table->metatable, e, &meta)) {
            jump_when(vm, false, jump_if);
            return;
        }
        meta_call(vm, &meta, 0, a, b, NULL);
        return;
    }
    charge_comparison(vm, a, b);
    if (e == EVENT_EQ) {
        result = value_raw_equal(a, b);
        bool has_events = a->tag == b->tag && (is_table(a) || is_userdata(a));
        if (result || !has_events ||
            !(meta_find(vm, a, EVENT_EQ, &meta) || meta_find(vm, b, EVENT_EQ, &meta))) {
            jump_when(vm, result, jump_if);
            return;
        }
    } else if (compare_plain(e, a, b, &result)) {
        jump_when(vm, result, jump_if);
        return;
    } else if (!(meta_find(vm, a, e, &meta) || meta_find(vm, b, e, &meta))) {
        /* without __le, a <= b is not (b < a), as in Lua built with its 5.3 compatibility */
        if (e == EVENT_LE && (meta_find(vm, b, EVENT_LT, &meta) || meta_find(vm, a, EVENT_LT, &meta))) {
            meta_call(vm, &meta, 1, b, a, NULL);
            return;
        }
        error_compare(vm, a, b);
    }
    meta_call(vm, &meta, 0, a, b, NULL);
}

void meta_finish(VM *vm, Instr *pc, const Value *result, uint32_t extra)
{
    vm->pc = pc;
    switch (opcode_info[pc->op].original) {
    case OP_SETTABUP: case OP_SETFIELD: case OP_SETINDEX: case OP_SETINT: case OP_SETSLOT:
        done(vm);
        break;
    case OP_JEQ: case OP_JLT: case OP_JLE: case OP_JEQK: case OP_JLTK: case OP_JLEK: case OP_JGTK: case OP_JGEK:
        jump_when(vm, is_falsy(result) == (extra == 1), true);
        break;
    case OP_JNE: case OP_JNLT: case OP_JNLE: case OP_JNEK: case OP_JNLTK: case OP_JNLEK: case OP_JNGTK: case OP_JNGEK:
        jump_when(vm, is_falsy(result) == (extra == 1), false);
        break;
    case OP_CONCAT: {
        Value *first = operand(vm, pc->a);
        value_copy(first + extra - 2, result);
        slow_concat(vm, extra - 1);
        break;
    }
    default:
        done_with(vm, result);
        break;
    }
}
