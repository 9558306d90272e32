/* shortcut.c: the table of shortcuts, and those of the basic functions, math and table. Strings': shortcut_string.c. */
#include "shortcut.h"

#include <math.h>
#include <string.h>

#include "meta.h"
#include "number.h"
#include "string.h"
#include "table.h"

#define SOME 16            /* values or elements: under fuel, work on more is charged for, which the function does */
#define SOME_BYTES 64      /* the same, of texts */
#define MANY_VALUES 250    /* and without fuel it tests for interrupts, now and then */
#define MANY_ELEMENTS 65536

const Shortcut shortcuts[SHORTCUT_COUNT + 1] = {
    NULL,
#define SHORTCUT(name, function) shortcut_##function,
#include "shortcuts.def"
#undef SHORTCUT
};

unsigned shortcut_find(const char *name)
{
    static const char names[][16] = {
#define SHORTCUT(name, function) name,
#include "shortcuts.def"
#undef SHORTCUT
    };
    unsigned low = 0, high = SHORTCUT_COUNT;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        int order = strcmp(name, names[middle]);
        if (order == 0) {
            return middle + 1;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return 0;
}

/* Moves `count` values from `from` to f, as many as are wanted. */
static int give_values(VM *vm, Value *f, const Value *from, size_t count, unsigned want)
{
    size_t stored = count;
    if (count > (vm->fuel_on ? SOME : MANY_VALUES) || !shortcut_has_room(vm, f, &stored, want)) {
        return SHORTCUT_NO;
    }
    for (size_t i = 0; i < stored; i++) {
        value_copy(f + i, from + i);
    }
    return (int)count;
}

/* ---- basic functions ---- */

int shortcut_base_assert(SHORTCUT_PARAMS)
{
    return n > 0 && !is_falsy(f + 1) ? give_values(vm, f, f + 1, n, want) : SHORTCUT_NO;
}

int shortcut_base_type(SHORTCUT_PARAMS)
{
    if (n == 0) {
        return SHORTCUT_NO;
    }
    set_string(f, vm->known[KS_TYPES + (uint8_t)f[1].tag]);
    return 1;
}

int shortcut_base_select(SHORTCUT_PARAMS)
{
    int64_t i = f[1].i;
    if (n > 0 && is_int(f + 1) && i > 0) {
        uint64_t from = (uint64_t)i < n ? (uint64_t)i : n;
        return give_values(vm, f, f + 1 + from, n - from, want);
    }
    if (n > 0 && is_string(f + 1) && f[1].string->chars[0] == '#') {
        set_int(f, (int64_t)n - 1);
        return 1;
    }
    return SHORTCUT_NO;
}

int shortcut_base_next(SHORTCUT_PARAMS)
{
    Value key, value;
    size_t room = 2;
    if (n == 0 || !is_table(f + 1) || !shortcut_has_room(vm, f, &room, want)) {
        return SHORTCUT_NO;
    }
    if (n > 1) {
        key = f[2];
    } else {
        set_nil(&key);
    }
    int found = table_next(vm, f[1].table, &key, &value);
    if (found < 0) {
        return SHORTCUT_NO;
    }
    if (found == 0) {
        set_nil(f);
        return 1;
    }
    value_copy(f, &key);
    if (room > 1) {
        value_copy(f + 1, &value);
    }
    return 2;
}

/* What pairs and ipairs return: the function that is their upvalue, the object, and a first control value. */
static int give_iterator(Value *f, const Value *control, unsigned want)
{
    if (want < 4) {
        return SHORTCUT_NO;
    }
    value_copy(f, &f->function->values[0]);
    value_copy(f + 2, control);
    return 3;
}

int shortcut_base_pairs(SHORTCUT_PARAMS)
{
    Value nil, meta;
    set_nil(&nil);
    bool is_plain = n > 0 && is_table(f + 1) && !table_metamethod(vm, f[1].table->metatable, EVENT_PAIRS, &meta);
    return is_plain ? give_iterator(f, &nil, want) : SHORTCUT_NO;
}

int shortcut_base_ipairs(SHORTCUT_PARAMS)
{
    Value zero;
    set_int(&zero, 0);
    return n > 0 ? give_iterator(f, &zero, want) : SHORTCUT_NO;
}

int shortcut_base_rawequal(SHORTCUT_PARAMS)
{
    if (n < 2 || (is_string(f + 1) && is_string(f + 2) && vm->fuel_on)) {
        return SHORTCUT_NO;
    }
    set_bool(f, value_raw_equal(f + 1, f + 2));
    return 1;
}

int shortcut_base_rawlen(SHORTCUT_PARAMS)
{
    if (n == 0 || (!is_table(f + 1) && !is_string(f + 1))) {
        return SHORTCUT_NO;
    }
    set_int(f, is_table(f + 1) ? table_length(f[1].table) : (int64_t)f[1].string->length);
    return 1;
}

int shortcut_base_rawget(SHORTCUT_PARAMS)
{
    if (n < 2 || !is_table(f + 1)) {
        return SHORTCUT_NO;
    }
    Value v;
    table_get(vm, f[1].table, f + 2, &v);
    value_copy(f, &v);
    return 1;
}

int shortcut_base_rawset(SHORTCUT_PARAMS)
{
    if (n < 3 || !is_table(f + 1) || is_nil(f + 2) || (is_float(f + 2) && f[2].n != f[2].n)) {
        return SHORTCUT_NO;
    }
    if (!table_set(vm, f[1].table, f + 2, f + 3)) {
        vm->has_error = false;
        return SHORTCUT_NO;
    }
    value_copy(f, f + 1);
    return 1;
}

int shortcut_base_getmetatable(SHORTCUT_PARAMS)
{
    if (n == 0) {
        return SHORTCUT_NO;
    }
    Table *mt = meta_table(vm, f + 1);
    if (mt == NULL) {
        set_nil(f);
    } else {
        Value v;
        set_table(&v, mt);
        table_metamethod(vm, mt, EVENT_METATABLE, &v); /* leaves it when there is none, or makes it nil */
        if (is_nil(&v)) {
            set_table(&v, mt);
        }
        value_copy(f, &v);
    }
    return 1;
}

int shortcut_base_setmetatable(SHORTCUT_PARAMS)
{
    Value meta;
    if (n < 2 || !is_table(f + 1) || !(is_table(f + 2) || is_nil(f + 2)) ||
        table_metamethod(vm, f[1].table->metatable, EVENT_METATABLE, &meta)) {
        return SHORTCUT_NO;
    }
    if (!table_set_metatable(vm, f[1].table, is_nil(f + 2) ? NULL : f[2].table)) {
        vm->has_error = false;
        return SHORTCUT_NO;
    }
    value_copy(f, f + 1);
    return 1;
}

/* ---- conversions ---- */

int shortcut_base_tostring(SHORTCUT_PARAMS)
{
    char text[NUMBER_TEXT_MAX];
    Value meta;
    if (n == 0 || meta_find(vm, f + 1, EVENT_TOSTRING, &meta)) {
        return SHORTCUT_NO;
    }
    switch (f[1].tag) {
    case TAG_STRING:
        value_copy(f, f + 1);
        return 1;
    case TAG_INT:
    case TAG_FLOAT: {
        size_t length = number_to_text(f + 1, text);
        return shortcut_give_string(vm, f, string_new(vm, text, length));
    }
    case TAG_NIL:
        set_string(f, vm->known[KS_TYPES + TAG_NIL]);
        return 1;
    case TAG_TRUE:
    case TAG_FALSE:
        return shortcut_give_string(vm, f, string_new_text(vm, f[1].tag == TAG_TRUE ? "true" : "false"));
    default:
        return SHORTCUT_NO;
    }
}

int shortcut_base_tonumber(SHORTCUT_PARAMS)
{
    Value v;
    if (n != 1 || (vm->fuel_on && is_string(f + 1) && f[1].string->length >= SOME_BYTES)) {
        return SHORTCUT_NO;
    }
    if (is_number(f + 1)) {
        value_copy(f, f + 1);
    } else if (is_string(f + 1) && number_from_text(f[1].string->chars, f[1].string->length, &v)) {
        value_copy(f, &v);
    } else {
        set_nil(f);
    }
    return 1;
}

/* ---- math ---- */

#define INTEGRAL_LIMIT 0x1p62 /* floats below it are integers when rounded, in any direction */

int shortcut_math_floor(SHORTCUT_PARAMS)
{
    if (n > 0 && is_float(f + 1) && fabs(f[1].n) < INTEGRAL_LIMIT) {
        double x = f[1].n;
        int64_t i = (int64_t)x;
        set_int(f, i - ((double)i > x));
        return 1;
    }
    if (n > 0 && is_int(f + 1)) {
        value_copy(f, f + 1);
        return 1;
    }
    return SHORTCUT_NO;
}

int shortcut_math_ceil(SHORTCUT_PARAMS)
{
    if (n > 0 && is_float(f + 1) && fabs(f[1].n) < INTEGRAL_LIMIT) {
        double x = f[1].n;
        int64_t i = (int64_t)x;
        set_int(f, i + ((double)i < x));
        return 1;
    }
    if (n > 0 && is_int(f + 1)) {
        value_copy(f, f + 1);
        return 1;
    }
    return SHORTCUT_NO;
}

int shortcut_math_abs(SHORTCUT_PARAMS)
{
    if (n > 0 && is_int(f + 1)) {
        set_int(f, f[1].i < 0 ? int_neg(f[1].i) : f[1].i);
        return 1;
    }
    if (n > 0 && is_float(f + 1)) {
        set_float(f, fabs(f[1].n));
        return 1;
    }
    return SHORTCUT_NO;
}

/* The least (sign 1) or greatest (sign -1) of the numbers; the first of equal ones. */
static inline int extreme(Value *f, uint64_t n, bool (*is_before)(const Value *a, const Value *b))
{
    const Value *best = f + 1;
    if (n == 0 || n > MANY_VALUES || !is_number(best)) {
        return SHORTCUT_NO;
    }
    for (uint64_t i = 2; i <= n; i++) {
        if (!is_number(f + i)) {
            return SHORTCUT_NO;
        }
        if (is_before(f + i, best)) {
            best = f + i;
        }
    }
    value_copy(f, best);
    return 1;
}

static inline bool is_less(const Value *a, const Value *b)
{
    return is_int(a) && is_int(b) ? a->i < b->i : is_float(a) && is_float(b) ? a->n < b->n : number_less(a, b);
}

static inline bool is_greater(const Value *a, const Value *b)
{
    return is_less(b, a);
}

int shortcut_math_min(SHORTCUT_PARAMS)
{
    return extreme(f, n, is_less);
}

int shortcut_math_max(SHORTCUT_PARAMS)
{
    return extreme(f, n, is_greater);
}

/* Functions of one float. */
#define ONE_FLOAT(function, expression)                                                                         \
    int shortcut_##function(SHORTCUT_PARAMS)                                                                    \
    {                                                                                                           \
        if (n != 1 || !is_number(f + 1)) {                                                                      \
            return SHORTCUT_NO;                                                                                 \
        }                                                                                                       \
        double x = is_float(f + 1) ? f[1].n : (double)f[1].i;                                                   \
        set_float(f, (expression));                                                                             \
        return 1;                                                                                               \
    }
ONE_FLOAT(math_sqrt, sqrt(x))
ONE_FLOAT(math_sin, sin(x))
ONE_FLOAT(math_cos, cos(x))
ONE_FLOAT(math_tan, tan(x))
ONE_FLOAT(math_exp, exp(x))
ONE_FLOAT(math_log, log(x))

int shortcut_math_fmod(SHORTCUT_PARAMS)
{
    if (n < 2 || !is_number(f + 1) || !is_number(f + 2)) {
        return SHORTCUT_NO;
    }
    if (is_int(f + 1) && is_int(f + 2)) {
        if (f[2].i <= 0) {
            return SHORTCUT_NO;
        }
        set_int(f, f[1].i % f[2].i);
        return 1;
    }
    double x = is_float(f + 1) ? f[1].n : (double)f[1].i, y = is_float(f + 2) ? f[2].n : (double)f[2].i;
    set_float(f, fmod(x, y));
    return 1;
}

int shortcut_math_tointeger(SHORTCUT_PARAMS)
{
    int64_t i;
    if (n == 0 || !is_number(f + 1)) {
        return SHORTCUT_NO;
    }
    if (number_to_int(f + 1, &i)) {
        set_int(f, i);
    } else {
        set_nil(f);
    }
    return 1;
}

int shortcut_math_type(SHORTCUT_PARAMS)
{
    if (n == 0 || !is_number(f + 1)) {
        return SHORTCUT_NO;
    }
    return shortcut_give_string(vm, f, string_new_text(vm, is_int(f + 1) ? "integer" : "float"));
}

int shortcut_math_ult(SHORTCUT_PARAMS)
{
    if (n < 2 || !is_int(f + 1) || !is_int(f + 2)) {
        return SHORTCUT_NO;
    }
    set_bool(f, (uint64_t)f[1].i < (uint64_t)f[2].i);
    return 1;
}

/* ---- table ---- */

/* The table of the first argument when its elements are all there is to it; else NULL. */
static inline Table *plain_table(const Value *f, uint64_t n)
{
    return n > 0 && is_table(f + 1) && f[1].table->metatable == NULL ? f[1].table : NULL;
}

int shortcut_table_insert(SHORTCUT_PARAMS)
{
    Table *t = plain_table(f, n);
    if (t == NULL || n < 2 || n > 3 || is_nil(f + n)) {
        return SHORTCUT_NO;
    }
    uint32_t len = t->array_len;
    uint64_t at = n == 2 ? len : (uint64_t)f[2].i - 1;
    if ((n == 3 && !is_int(f + 2)) || at > len || len - at > (vm->fuel_on ? SOME : MANY_ELEMENTS)) {
        return SHORTCUT_NO;
    }
    if (!table_insert_element(vm, t, (uint32_t)at, f + n)) {
        vm->has_error = false;
        return SHORTCUT_NO;
    }
    return 0;
}

int shortcut_table_remove(SHORTCUT_PARAMS)
{
    Table *t = plain_table(f, n);
    if (t == NULL || n > 2) {
        return SHORTCUT_NO;
    }
    uint32_t len = t->array_len;
    uint64_t at = n == 1 ? len - (uint64_t)1 : (uint64_t)f[2].i - 1;
    if ((n == 2 && !is_int(f + 2)) || at >= len || len - at > (vm->fuel_on ? SOME : MANY_ELEMENTS)) {
        return SHORTCUT_NO;
    }
    table_remove_element(vm, t, (uint32_t)at, f);
    return 1;
}

int shortcut_table_move(SHORTCUT_PARAMS)
{
    Table *t = plain_table(f, n), *to = t;
    if (t == NULL || n < 4 || n > 5 || !is_int(f + 2) || !is_int(f + 3) || !is_int(f + 4) || (n == 5 && !is_table(f + 5))) {
        return SHORTCUT_NO;
    }
    if (n == 5) {
        to = f[5].table;
    }
    int64_t first = f[2].i, last = f[3].i, at = f[4].i;
    if (to->metatable != NULL || first < 1 || last < first || last > (int64_t)t->array_len || at < 1 || at > (int64_t)to->array_len + 1) {
        return SHORTCUT_NO;
    }
    int64_t count = last - first + 1;
    if (count > (vm->fuel_on ? SOME : MANY_ELEMENTS) ||
        (t == to && at + count - 1 > (int64_t)t->array_len)) { /* within one table no room is needed: it cannot fail half way */
        return SHORTCUT_NO;
    }
    bool is_backwards = t == to && at > first;
    for (int64_t k = 0; k < count; k++) {
        int64_t i = is_backwards ? count - 1 - k : k;
        Value v;
        table_array_get(t, (uint32_t)(first - 1 + i), &v);
        if (!table_set_int(vm, to, at + i, &v)) {
            vm->has_error = false;
            return SHORTCUT_NO;
        }
    }
    set_table(f, to);
    return 1;
}

int shortcut_table_unpack(SHORTCUT_PARAMS)
{
    Table *t = plain_table(f, n);
    size_t room;
    if (t == NULL || n != 1 || (room = t->array_len) > (vm->fuel_on ? SOME : MANY_VALUES) || !shortcut_has_room(vm, f, &room, want)) {
        return SHORTCUT_NO;
    }
    for (size_t i = 0; i < room; i++) {
        table_array_get(t, (uint32_t)i, f + i);
    }
    return (int)t->array_len;
}

#define JOINED_MAX 512 /* what is longer is left to the function */

/* Appends a string's or a number's text; NULL: it is neither, or there is no room for it before `end`. */
static inline char *add_text(char *to, const char *end, const Value *v)
{
    if (is_string(v) && v->string->length <= (size_t)(end - to)) {
        memcpy(to, v->string->chars, v->string->length);
        return to + v->string->length;
    }
    return is_number(v) && end - to >= NUMBER_TEXT_MAX ? to + number_to_text(v, to) : NULL;
}

int shortcut_table_concat(SHORTCUT_PARAMS)
{
    char joined[JOINED_MAX], *to = joined, *end = joined + sizeof joined;
    Table *t = plain_table(f, n);
    if (t == NULL || n > 2 || (n == 2 && !is_string(f + 2)) || t->array_len > JOINED_MAX) { /* so many may be empty */
        return SHORTCUT_NO;
    }
    for (uint32_t i = 0; i < t->array_len && to != NULL; i++) {
        Value v;
        table_array_get(t, i, &v);
        if (n == 2 && i > 0 && (to = add_text(to, end, f + 2)) == NULL) {
            break;
        }
        to = add_text(to, end, &v);
    }
    if (to == NULL || (vm->fuel_on && to - joined >= SOME_BYTES)) {
        return SHORTCUT_NO;
    }
    return shortcut_give_string(vm, f, string_new(vm, joined, (size_t)(to - joined)));
}
