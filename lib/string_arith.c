/* string_arith.c: arithmetic on strings: the metamethods that the interpreter finds when an operand
 * is no number.
 *
 * Two operands that are numbers or numerals are computed with. Otherwise the second operand's
 * metamethod gets its chance: the interpreter found the string's first, since the string is on the
 * left.
 */
#include "string_lib.h"

static bool is_numeric(Weft *w, int slot)
{
    double ignored;
    size_t length; /* of a numeral */
    weft_get_string(w, slot, &length);
    return lib_charge_bytes(w, length) && weft_to_number(w, slot, &ignored);
}

static WeftResult arith(Weft *w, char op, const char *event)
{
    weft_set_slot_count(w, 2);
    if (is_numeric(w, 0) && (op == 'u' || is_numeric(w, 1))) {
        return weft_arith(w, op, 0, 1, 2) ? 1 : WEFT_RAISE;
    }
    if (weft_type(w, 1) == WEFT_STRING || !weft_metafield(w, 1, event, 2)) {
        return weft_raise(w, "attempt to %s a '%s' with a '%s'", event + 2, weft_type_text(weft_type(w, 0)),
                          weft_type_text(weft_type(w, 1)));
    }
    weft_copy(w, 3, 0);
    weft_copy(w, 4, 1);
    return weft_tail_call(w, 2, 2);
}

/* clang-format off */
static WeftResult add(Weft *w) { return arith(w, '+', "__add"); }
static WeftResult subtract(Weft *w) { return arith(w, '-', "__sub"); }
static WeftResult multiply(Weft *w) { return arith(w, '*', "__mul"); }
static WeftResult modulo(Weft *w) { return arith(w, '%', "__mod"); }
static WeftResult power(Weft *w) { return arith(w, '^', "__pow"); }
static WeftResult divide(Weft *w) { return arith(w, '/', "__div"); }
static WeftResult floor_divide(Weft *w) { return arith(w, 'i', "__idiv"); }
static WeftResult negate(Weft *w) { return arith(w, 'u', "__unm"); }

const LibFunction string_arithmetic[] = {
    {"__add", add},    {"__sub", subtract},      {"__mul", multiply}, {"__mod", modulo}, {"__pow", power},
    {"__div", divide}, {"__idiv", floor_divide}, {"__unm", negate},   {NULL, NULL},
};
/* clang-format on */
