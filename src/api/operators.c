/* operators.c: Lua's operators on plain values, and the text of a value, for natives that need them without
 * metamethods.
 *
 * (The library implements string arithmetic and __tostring around these; metamethods are called through weft_call.)
 */
#include "api.h"

#include <stdio.h>
#include <string.h>

#include "error.h"
#include "meta.h"
#include "number.h"
#include "string.h"

/* ---- arithmetic ---- */

static bool raise_operand(Weft *w, const char *what, const Value *a, const Value *b)
{
    double ignored;
    const Value *culprit = number_to_float(a, &ignored) ? b : a;
    api_raise_text(w, "attempt to perform %s on a %s value", what, error_type_name(w, culprit));
    return false;
}

/* A number, from a string if need be. */
static bool to_number_value(const Value *v, Value *out)
{
    if (is_string(v)) {
        return number_from_text(v->string->chars, v->string->length, out);
    }
    value_copy(out, v);
    return is_number(v);
}

static bool arith(Weft *w, Event e, const Value *x, const Value *y, Value *r)
{
    Value a, b;
    if (!to_number_value(x, &a) || !to_number_value(y, &b)) {
        return raise_operand(w, arith_is_bitwise(e) ? "bitwise operation" : "arithmetic", x, y);
    }
    ArithResult result = arith_numbers(e, &a, &b, r);
    if (result != ARITH_DONE) {
        api_raise_plain(w, result == ARITH_UNFIT ? "number has no integer representation" : arith_problem(result));
    }
    return result == ARITH_DONE;
}

/* ---- concatenation ---- */

typedef struct Piece {
    const char *bytes;
    size_t length;
    char number[NUMBER_TEXT_MAX];
} Piece;

static bool piece_of(const Value *v, Piece *p)
{
    if (is_string(v)) {
        p->bytes = v->string->chars;
        p->length = v->string->length;
        return true;
    }
    if (is_number(v)) {
        p->bytes = p->number;
        p->length = number_to_text(v, p->number);
        return true;
    }
    return false;
}

static String *join_pieces(Weft *w, const Piece *a, const Piece *b)
{
    size_t length;
    if (!size_add(a->length, b->length, &length)) {
        api_raise_text(w, "string length overflow");
        return NULL;
    }
    if (length > MAX_SHORT_STRING) {
        String *s = string_new_raw(w, length);
        if (s) {
            memcpy(s->chars, a->bytes, a->length);
            memcpy(s->chars + a->length, b->bytes, b->length);
        }
        return s;
    }
    char joined[MAX_SHORT_STRING];
    memcpy(joined, a->bytes, a->length);
    memcpy(joined + a->length, b->bytes, b->length);
    return string_new(w, joined, length);
}

static bool concat(Weft *w, const Value *x, const Value *y, Value *r)
{
    Piece a, b;
    bool first = piece_of(x, &a);
    if (!first || !piece_of(y, &b)) {
        api_raise_text(w, "attempt to concatenate a %s value", error_type_name(w, first ? y : x));
        return false;
    }
    String *s = join_pieces(w, &a, &b);
    if (!s) {
        return false;
    }
    set_string(r, s);
    return true;
}

/* The event of an operator as weft_arith names it. */
static Event event_of(char op)
{
    static const char ops[] = "+-*%^/i&|~lrun"; /* in the order of events */
    const char *at = strchr(ops, op);
    return at ? EVENT_ADD + (Event)(at - ops) : EVENT_IDIV;
}

bool weft_arith(Weft *w, char op, int a, int b, int to)
{
    if (!slot_prepare(w, to)) {
        return false;
    }
    bool unary = op == 'u' || op == 'n';
    Value x = *slot_read(w, a), y = unary ? x : *slot_read(w, b), r;
    bool done = op == '.' ? concat(w, &x, &y, &r) : arith(w, event_of(op), &x, &y, &r);
    if (done) {
        slot_store(w, to, r);
    }
    return done;
}

int weft_compare_plain(Weft *w, int a, int b)
{
    const Value *x = slot_read(w, a), *y = slot_read(w, b);
    if (is_number(x) && is_number(y)) {
        return number_less(x, y);
    }
    if (is_string(x) && is_string(y)) {
        return string_compare(x->string, y->string) < 0;
    }
    return -1;
}

/* ---- text ---- */

static bool object_text(Weft *w, int slot, int to)
{
    const Value *v = slot_read(w, slot);
    const char *kind = weft_type_text(weft_type(w, slot));
    Value name;
    if (meta_find(w, v, EVENT_NAME, &name) && is_string(&name)) {
        kind = name.string->chars;
        vm_charge_bytes(w, name.string->length);
    }
    return weft_set_format(w, to, "%s: %p", kind, weft_pointer(w, slot));
}

bool weft_plain_tostring(Weft *w, int slot, int to)
{
    const Value *v = slot_read(w, slot);
    if (UNLIKELY(w->has_error)) {
        return false;
    }
    char text[NUMBER_TEXT_MAX];
    switch (v->tag) {
    case TAG_NIL: return weft_set_text(w, to, "nil");
    case TAG_FALSE: return weft_set_text(w, to, "false");
    case TAG_TRUE: return weft_set_text(w, to, "true");
    case TAG_STRING: weft_copy(w, to, slot); return true;
    case TAG_INT:
    case TAG_FLOAT: return weft_set_string(w, to, text, number_to_text(v, text));
    default: return object_text(w, slot, to);
    }
}

/* ---- operators as functions ---- */

bool weft_set_operator(Weft *w, int slot, const char *event)
{
    static const struct {
        const char *event, *code;
    } operators[] = {
        {"add", "a + b"},   {"sub", "a - b"},   {"mul", "a * b"},    {"div", "a / b"},  {"mod", "a % b"},
        {"pow", "a ^ b"},   {"idiv", "a // b"}, {"band", "a & b"},   {"bor", "a | b"},  {"bxor", "a ~ b"},
        {"shl", "a << b"},  {"shr", "a >> b"},  {"concat", "a .. b"}, {"eq", "a == b"}, {"lt", "a < b"},
        {"le", "a <= b"},   {"index", "a[b]"},  {"unm", "-a"},       {"bnot", "~a"},    {"len", "#a"},
    };
    static const char newindex[] = "local a, b, c = ... a[b] = c";
    char code[40];
    if (strcmp(event, "newindex") == 0) {
        return weft_load_embedded(w, slot, newindex, sizeof newindex - 1, "newindex");
    }
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (strcmp(operators[i].event, event) == 0) {
            int length = snprintf(code, sizeof code, "local a, b = ... return %s", operators[i].code);
            return weft_load_embedded(w, slot, code, (size_t)length, event);
        }
    }
    weft_raise(w, "no operator '%s'", event);
    return false;
}
