/* lua_operators.c: Lua's operators for C: arithmetic, comparison, concatenation and length with metamethods, and
 * formatting. */
#include "lua_state.h"

#include <stdio.h>
#include <string.h>

#include "error.h"
#include "memory.h"
#include "meta.h"
#include "number.h"
#include "string.h"
#include "table.h"

/* ---- metamethods ---- */

/* Calls the event's metamethod of a or b, if there is one; the result is pushed. */
static bool try_binary(VM *vm, Event e, const Value *a, const Value *b)
{
    Value mm, x = *a, y = *b;
    if (!meta_find(vm, a, e, &mm) && !meta_find(vm, b, e, &mm)) {
        return false;
    }
    state_push(vm, &mm);
    state_push(vm, &x);
    state_push(vm, &y);
    state_call(vm, 2, 1);
    return true;
}

/* ---- arithmetic ---- */

static const char operators[] = { /* as weft_arith names them */
    [LUA_OPADD] = '+',  [LUA_OPSUB] = '-', [LUA_OPMUL] = '*',  [LUA_OPMOD] = '%', [LUA_OPPOW] = '^',
    [LUA_OPDIV] = '/',  [LUA_OPIDIV] = 'i', [LUA_OPBAND] = '&', [LUA_OPBOR] = '|', [LUA_OPBXOR] = '~',
    [LUA_OPSHL] = 'l',  [LUA_OPSHR] = 'r', [LUA_OPUNM] = 'u',  [LUA_OPBNOT] = 'n',
};
_Static_assert(LUA_OPADD == 0 && EVENT_BNOT - EVENT_ADD == LUA_OPBNOT, "the order of operators is that of events");

/* The operator on the two values on top, which are no two numbers that it applies to. */
static NOINLINE void arith_generally(lua_State *L, int op)
{
    VM *vm = state_use(L);
    Event e = EVENT_ADD + (Event)op;
    if (try_binary(vm, e, vm->top - 2, vm->top - 1)) {
        value_copy(vm->top - 3, vm->top - 1);
        vm->top -= 2;
        return;
    }
    const Value *wrong = is_number(vm->top - 2) ? vm->top - 1 : vm->top - 2;
    if (arith_is_bitwise(e) && !is_number(wrong)) { /* strings that are numerals, too */
        state_raise(L, "attempt to perform bitwise operation on a %s value", error_type_name(vm, wrong));
    }
    int a = (int)(vm->top - vm->base) - 2;
    state_check(vm, weft_arith(vm, operators[op], a, a + 1, a));
    vm->top--;
}

LUA_API void lua_arith(lua_State *L, int op)
{
    VM *vm = state_use(L);
    if (op == LUA_OPUNM || op == LUA_OPBNOT) {
        lua_pushvalue(L, -1);
    }
    Value r;
    ArithResult result = arith_numbers(EVENT_ADD + (Event)op, vm->top - 2, vm->top - 1, &r);
    if (LIKELY(result == ARITH_DONE)) {
        value_copy(--vm->top - 1, &r);
    } else if (result == ARITH_UNFIT) {
        arith_generally(L, op);
    } else {
        state_raise(L, "%s", arith_problem(result));
    }
}

/* ---- comparison ---- */

LUA_API int lua_rawequal(lua_State *L, int idx1, int idx2)
{
    const Value *a = state_index(L, idx1), *b = state_index(L, idx2);
    return a != &api_nil && b != &api_nil && value_raw_equal(a, b);
}

static bool pop_truth(VM *vm)
{
    return !is_falsy(--vm->top);
}

static bool equal(VM *vm, const Value *a, const Value *b)
{
    if (value_raw_equal(a, b)) {
        return true;
    }
    bool has_events = a->tag == b->tag && (is_table(a) || is_userdata(a));
    return has_events && try_binary(vm, EVENT_EQ, a, b) && pop_truth(vm);
}

static bool less(lua_State *L, const Value *a, const Value *b, bool or_equal)
{
    VM *vm = L->vm;
    if (is_number(a) && is_number(b)) {
        return or_equal ? number_less_equal(a, b) : number_less(a, b);
    }
    if (is_string(a) && is_string(b)) {
        int order = string_compare(a->string, b->string);
        return or_equal ? order <= 0 : order < 0;
    }
    Value x = *a, y = *b;
    if (try_binary(vm, or_equal ? EVENT_LE : EVENT_LT, &x, &y)) {
        return pop_truth(vm);
    }
    const char *t1 = error_type_name(vm, &x), *t2 = error_type_name(vm, &y);
    if (strcmp(t1, t2) == 0) {
        state_raise(L, "attempt to compare two %s values", t1);
    }
    state_raise(L, "attempt to compare %s with %s", t1, t2);
}

LUA_API int lua_compare(lua_State *L, int idx1, int idx2, int op)
{
    const Value *a = state_index(L, idx1), *b = state_index(L, idx2);
    if (a == &api_nil || b == &api_nil) {
        return 0;
    }
    return op == LUA_OPEQ ? equal(L->vm, a, b) : less(L, a, b, op == LUA_OPLE);
}

/* ---- concatenation and length ---- */

/* Joins the two values on top. */
static void concat_two(lua_State *L)
{
    VM *vm = L->vm;
    const Value *a = vm->top - 2, *b = vm->top - 1;
    bool plain = (is_string(a) || is_number(a)) && (is_string(b) || is_number(b));
    if (!plain && try_binary(vm, EVENT_CONCAT, a, b)) {
        value_copy(vm->top - 3, vm->top - 1);
        vm->top -= 2;
        return;
    }
    if (!plain) {
        state_raise(L, "attempt to concatenate a %s value", error_type_name(vm, is_string(a) || is_number(a) ? b : a));
    }
    int at = (int)(vm->top - vm->base) - 2;
    state_check(vm, weft_arith(vm, '.', at, at + 1, at));
    vm->top--;
}

/* All texts from the right, joined in one go. */
static bool concat_texts(lua_State *L, int n)
{
    VM *vm = L->vm;
    size_t total = 0;
    char number[NUMBER_TEXT_MAX];
    for (Value *v = vm->top - n; v < vm->top; v++) {
        size_t length = is_string(v) ? v->string->length : is_number(v) ? number_to_text(v, number) : SIZE_MAX;
        if (length == SIZE_MAX || !size_add(total, length, &total)) {
            return false;
        }
    }
    if (total <= MAX_SHORT_STRING) {
        return false;
    }
    for (const Value *v = vm->top - n; v < vm->top; v++) {
        if (is_string(v) && v->string->length == total) { /* all others are empty */
            value_copy(vm->top - n, v);
            vm->top -= n - 1;
            return true;
        }
    }
    String *s = string_new_raw(vm, total);
    state_check(vm, s != NULL);
    char *to = s->chars;
    for (Value *v = vm->top - n; v < vm->top; v++) {
        size_t length = is_string(v) ? v->string->length : number_to_text(v, number);
        memcpy(to, is_string(v) ? v->string->chars : number, length);
        to += length;
    }
    vm->top -= n;
    state_push_string(vm, s);
    return true;
}

LUA_API void lua_concat(lua_State *L, int n)
{
    VM *vm = state_use(L);
    if (n == 0) {
        lua_pushlstring(L, "", 0);
        return;
    }
    if (n < 2 || concat_texts(L, n)) {
        return;
    }
    while (n-- > 1) {
        concat_two(L);
    }
    state_collect(vm);
}

LUA_API void lua_len(lua_State *L, int idx)
{
    Value v = *state_index(L, idx), mm;
    VM *vm = L->vm;
    if (is_string(&v)) {
        lua_pushinteger(L, (lua_Integer)v.string->length);
    } else if (meta_find(vm, &v, EVENT_LEN, &mm)) {
        try_binary(vm, EVENT_LEN, &v, &v);
    } else if (is_table(&v)) {
        lua_pushinteger(L, table_length(v.table));
    } else {
        state_raise(L, "attempt to get length of a %s value", error_type_name(vm, &v));
    }
}

LUA_API size_t lua_stringtonumber(lua_State *L, const char *s)
{
    VM *vm = state_use(L);
    size_t length = strlen(s);
    Value v;
    if (!number_from_text(s, length, &v)) {
        return 0;
    }
    state_push(vm, &v);
    return length + 1;
}

/* ---- formatting ---- */

/* Text in the making, in raw memory; nothing raises until it is a string. */
typedef struct Text {
    VM *vm;
    char *bytes;
    size_t length, cap;
    bool failed;
    char small[256];
} Text;

static void text_add(Text *t, const char *bytes, size_t n)
{
    if (t->cap - t->length < n && !t->failed) {
        size_t cap = (t->cap + n) * 2;
        char *more = mem_alloc(t->vm, cap);
        t->failed = !more;
        if (more) {
            memcpy(more, t->bytes, t->length);
            if (t->bytes != t->small) {
                mem_free(t->vm, t->bytes, t->cap);
            }
            t->bytes = more;
            t->cap = cap;
        }
    }
    if (!t->failed) {
        memcpy(t->bytes + t->length, bytes, n);
        t->length += n;
    }
}

static void text_add_number(Text *t, const Value *v)
{
    char number[NUMBER_TEXT_MAX];
    size_t n = number_to_text(v, number);
    text_add(t, number, n);
}

/* UTF-8 of a code point up to 2^31. */
static size_t encode_utf8(char out[8], unsigned long code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    char reversed[8];
    size_t n = 0;
    unsigned long first_max = 0x3f;
    do {
        reversed[n++] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
        first_max >>= 1;
    } while (code > first_max);
    reversed[n++] = (char)((~first_max << 1) | code);
    for (size_t i = 0; i < n; i++) {
        out[i] = reversed[n - 1 - i];
    }
    return n;
}

/* One conversion; false: unknown. */
static bool text_add_conversion(Text *t, char conversion, va_list *args)
{
    Value v;
    char buffer[32];
    switch (conversion) {
    case 's': {
        const char *s = va_arg(*args, const char *);
        s = s ? s : "(null)";
        text_add(t, s, strlen(s));
        return true;
    }
    case 'c':
        buffer[0] = (char)va_arg(*args, int);
        text_add(t, buffer, 1);
        return true;
    case 'd': set_int(&v, va_arg(*args, int)); break;
    case 'I': set_int(&v, va_arg(*args, lua_Integer)); break;
    case 'f': set_float(&v, va_arg(*args, lua_Number)); break;
    case 'p': text_add(t, buffer, (size_t)snprintf(buffer, sizeof buffer, "%p", va_arg(*args, void *))); return true;
    case 'U': text_add(t, buffer, encode_utf8(buffer, va_arg(*args, unsigned long))); return true;
    case '%': text_add(t, "%", 1); return true;
    default: return false;
    }
    text_add_number(t, &v);
    return true;
}

static char format_text(Text *t, const char *fmt, va_list *args)
{
    const char *percent;
    while ((percent = strchr(fmt, '%'))) {
        text_add(t, fmt, (size_t)(percent - fmt));
        if (!text_add_conversion(t, percent[1], args)) {
            return percent[1];
        }
        fmt = percent + 2;
    }
    text_add(t, fmt, strlen(fmt));
    return 0;
}

LUA_API const char *lua_pushvfstring(lua_State *L, const char *fmt, va_list argp)
{
    VM *vm = state_use(L);
    Text t = {.vm = vm, .length = 0, .cap = sizeof t.small, .failed = false};
    t.bytes = t.small;
    va_list args;
    va_copy(args, argp);
    char unknown = format_text(&t, fmt, &args);
    va_end(args);
    String *s = t.failed ? NULL : string_new(vm, t.bytes, t.length);
    if (t.bytes != t.small) {
        mem_free(vm, t.bytes, t.cap);
    }
    if (unknown) {
        state_raise(L, "invalid option '%%%c' to 'lua_pushfstring'", unknown);
    }
    state_push_string(vm, s);
    state_collect(vm);
    return s->chars;
}

LUA_API const char *lua_pushfstring(lua_State *L, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *s = lua_pushvfstring(L, fmt, args);
    va_end(args);
    return s;
}
