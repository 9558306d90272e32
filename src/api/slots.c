/* slots.c: the frame's slots: their number, moves, and reading plain values out of them.
 *
 * A slot that does not exist reads as nil everywhere but in weft_type, which tells WEFT_NONE: natives treat a missing
 * argument like nil with one test less. Writing to one extends the frame (slot_extend), and that is the only thing
 * here that may move the stack.
 *
 * What a host does wrong (a slot below 0, a value of another type than it takes) is a pending error, like what a script
 * does wrong: a host cannot always tell the two apart.
 */
#include "api.h"

#include <limits.h>

#include "call.h"
#include "number.h"
#include "string.h"

const Value api_nil = {.bits = 0, .tag = TAG_NIL};

/* ---- the frame ---- */

static void fill_nil(Value *from, const Value *to)
{
    while (from < to) {
        set_nil(from++);
    }
}

static bool frame_set_count(Weft *w, int n)
{
    size_t count = (size_t)(w->top - w->base);
    if (UNLIKELY(n < 0)) {
        api_raise_text(w, "bad slot count %d", n);
        return false;
    }
    if ((size_t)n > count) {
        if (UNLIKELY((size_t)(w->stack_limit - w->top) < (size_t)n - count)) {
            if (w->has_error || !call_ensure(w, (size_t)n - count)) { /* the first error stays */
                return false;
            }
        }
        fill_nil(w->top, w->base + n);
    }
    w->top = w->base + n;
    return true;
}

static COLD Value *extend_far(Weft *w, int slot)
{
    if (UNLIKELY(slot < 0 || slot == INT_MAX)) {
        api_raise_text(w, "bad slot #%d", slot);
    } else if (LIKELY(frame_set_count(w, slot + 1))) {
        return w->base + slot;
    }
    ApiState *api = w->api;
    return &api->nowhere;
}

Value *slot_extend(Weft *w, int slot)
{
    Value *to = w->top;
    if (LIKELY(slot >= 0 && to == w->base + slot && to < w->stack_limit)) { /* the next one, most often */
        set_nil(to);
        w->top = to + 1;
        return to;
    }
    return extend_far(w, slot);
}

bool api_check_call(Weft *w, int slot, int nargs)
{
    if (UNLIKELY(slot < 0 || slot > MAX_STACK_SLOTS || nargs < 0 || nargs > MAX_STACK_SLOTS)) {
        api_raise_text(w, "bad call of %d arguments in slot #%d", nargs, slot);
    }
    return LIKELY(!w->has_error);
}

void api_raise_slot_type(Weft *w, int slot, const char *expected)
{
    api_raise_text(w, "bad slot #%d (%s expected, got %s)", slot, expected, weft_type_text(weft_type(w, slot)));
}

int weft_slot_count(Weft *w)
{
    return (int)(w->top - w->base);
}

bool weft_set_slot_count(Weft *w, int n)
{
    return frame_set_count(w, n);
}

bool weft_reserve(Weft *w, int n)
{
    if (w->has_error) {
        return false;
    }
    return w->stack_limit - w->top >= n || call_ensure(w, n < 0 ? 0 : (size_t)n);
}

void weft_copy(Weft *w, int to, int from)
{
    slot_store(w, to, *slot_read(w, from));
}

void weft_insert(Weft *w, int at)
{
    if (UNLIKELY(!slot_exists(w, at))) {
        api_raise_text(w, "bad slot #%d", at);
        return;
    }
    Value last = w->top[-1];
    for (Value *p = w->top - 1; p > w->base + at; p--) {
        value_copy(p, p - 1);
    }
    w->base[at] = last;
}

void weft_remove(Weft *w, int at)
{
    if (UNLIKELY(!slot_exists(w, at))) {
        api_raise_text(w, "bad slot #%d", at);
        return;
    }
    for (Value *p = w->base + at; p < w->top - 1; p++) {
        value_copy(p, p + 1);
    }
    w->top--;
}

/* ---- reading ---- */

static const int8_t type_of_tag[TAG_COUNT] = {
    [TAG_NIL] = WEFT_NIL,           [TAG_FALSE] = WEFT_BOOLEAN,       [TAG_TRUE] = WEFT_BOOLEAN,
    [TAG_INT] = WEFT_NUMBER,        [TAG_FLOAT] = WEFT_NUMBER,        [TAG_LIGHT] = WEFT_LIGHT,
    [TAG_STRING] = WEFT_STRING,     [TAG_TABLE] = WEFT_TABLE,         [TAG_FUNCTION] = WEFT_FUNCTION,
    [TAG_USERDATA] = WEFT_USERDATA, [TAG_COROUTINE] = WEFT_COROUTINE,
};

WeftType weft_type(Weft *w, int slot)
{
    return slot_exists(w, slot) ? (WeftType)type_of_tag[(uint8_t)w->base[slot].tag] : WEFT_NONE;
}

const char *weft_type_text(WeftType type)
{
    static const char *const names[] = {
        "no value", "nil", "boolean", "userdata", "number", "string", "table", "function", "userdata", "thread",
    };
    return names[type < WEFT_NONE || type > WEFT_COROUTINE ? 0 : type + 1];
}

bool weft_is_integer(Weft *w, int slot)
{
    return is_int(slot_read(w, slot));
}

bool weft_is_native(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    if (!is_function(v)) {
        return false;
    }
    const Function *f = v->function;
    return f->header.extra != FN_LUA || (f->proto->header.flags & PROTO_NATIVE_LOOK);
}

bool weft_to_boolean(Weft *w, int slot)
{
    return !is_falsy(slot_read(w, slot));
}

bool weft_to_integer(Weft *w, int slot, int64_t *out)
{
    const Value *v = slot_read(w, slot);
    if (LIKELY(is_int(v))) {
        *out = v->i;
        return true;
    }
    return number_to_int(v, out);
}

bool weft_to_number(Weft *w, int slot, double *out)
{
    const Value *v = slot_read(w, slot);
    if (LIKELY(is_float(v))) {
        *out = v->n;
        return true;
    }
    return number_to_float(v, out);
}

const char *weft_get_string(Weft *w, int slot, size_t *length)
{
    const Value *v = slot_read(w, slot);
    if (!is_string(v)) {
        if (length) {
            *length = 0;
        }
        return NULL;
    }
    if (length) {
        *length = v->string->length;
    }
    return v->string->chars;
}

const char *weft_to_string(Weft *w, int slot, size_t *length)
{
    const Value *v = slot_read(w, slot);
    if (is_number(v)) {
        char text[NUMBER_TEXT_MAX];
        size_t n = number_to_text(v, text);
        if (!weft_set_string(w, slot, text, n)) {
            return NULL;
        }
    }
    return weft_get_string(w, slot, length);
}

void *weft_to_light(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    return v->tag == TAG_LIGHT ? v->p : NULL;
}

const void *weft_pointer(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    if (is_userdata(v)) {
        return userdata_block(v->userdata);
    }
    return is_object(v) || v->tag == TAG_LIGHT ? v->p : NULL;
}

/* ---- writing plain values ---- */

void weft_set_nil(Weft *w, int slot)
{
    set_nil(slot_write(w, slot));
}

void weft_set_boolean(Weft *w, int slot, bool b)
{
    set_bool(slot_write(w, slot), b);
}

void weft_set_integer(Weft *w, int slot, int64_t i)
{
    set_int(slot_write(w, slot), i);
}

void weft_set_number(Weft *w, int slot, double n)
{
    set_float(slot_write(w, slot), n);
}

void weft_set_light(Weft *w, int slot, void *p)
{
    set_light(slot_write(w, slot), p);
}

size_t weft_number_text(double n, int precision, char to[NUMBER_TEXT_MAX])
{
    return number_float_text(n, precision, to);
}

bool weft_set_parsed_number(Weft *w, int slot, const char *text, size_t length)
{
    Value v;
    if (UNLIKELY(w->has_error)) {
        return false;
    }
    if (!number_from_text(text, length, &v)) {
        return false;
    }
    slot_store(w, slot, v);
    return true;
}

/* ---- strings ---- */

static bool store_new_string(Weft *w, int slot, String *s)
{
    if (UNLIKELY(!s)) {
        return false;
    }
    set_string(slot_write(w, slot), s);
    gc_check(w);
    return true;
}

bool weft_set_string(Weft *w, int slot, const char *bytes, size_t length)
{
    return slot_prepare(w, slot) && store_new_string(w, slot, string_new(w, bytes, length));
}

bool weft_set_text(Weft *w, int slot, const char *text)
{
    return slot_prepare(w, slot) && store_new_string(w, slot, string_new_text(w, text));
}

bool weft_set_format(Weft *w, int slot, const char *format, ...)
{
    if (!slot_prepare(w, slot)) {
        return false;
    }
    va_list args;
    va_start(args, format);
    String *s = api_format(w, format, args);
    va_end(args);
    return store_new_string(w, slot, s);
}
