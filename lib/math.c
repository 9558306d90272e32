/* math.c: the math library, with the functions of Lua 5.1 that 5.4 keeps for compatibility. Random
 * numbers are in random.c. */
#include "lib.h"

#include <float.h>
#include <limits.h>
#include <math.h>

#include "random.h"

#define PI 3.141592653589793238462643383279502884

/* The integers as floats: from -2^63 up to but not 2^63. */
#define INTEGER_FLOOR (-0x1p63)
#define INTEGER_CEILING 0x1p63

static WeftResult return_number(Weft *w, double n)
{
    weft_set_number(w, weft_slot_count(w), n);
    return 1;
}

static WeftResult return_integer(Weft *w, int64_t i)
{
    weft_set_integer(w, weft_slot_count(w), i);
    return 1;
}

static WeftResult return_slot(Weft *w, int slot)
{
    weft_copy(w, weft_slot_count(w), slot);
    return 1;
}

/* An integral float as an integer if it fits. */
static WeftResult return_integral(Weft *w, double n)
{
    return n >= INTEGER_FLOOR && n < INTEGER_CEILING ? return_integer(w, (int64_t)n) : return_number(w, n);
}

/* ---- functions of one number ---- */

static WeftResult apply(Weft *w, double (*function)(double))
{
    double n;
    return weft_check_number(w, 0, &n) ? return_number(w, function(n)) : WEFT_RAISE;
}

/* clang-format off */
static double to_degrees(double n) { return n * (180.0 / PI); }
static double to_radians(double n) { return n * (PI / 180.0); }

static WeftResult math_acos(Weft *w) { return apply(w, acos); }
static WeftResult math_asin(Weft *w) { return apply(w, asin); }
static WeftResult math_cos(Weft *w) { return apply(w, cos); }
static WeftResult math_cosh(Weft *w) { return apply(w, cosh); }
static WeftResult math_deg(Weft *w) { return apply(w, to_degrees); }
static WeftResult math_exp(Weft *w) { return apply(w, exp); }
static WeftResult math_log10(Weft *w) { return apply(w, log10); }
static WeftResult math_rad(Weft *w) { return apply(w, to_radians); }
static WeftResult math_sin(Weft *w) { return apply(w, sin); }
static WeftResult math_sinh(Weft *w) { return apply(w, sinh); }
static WeftResult math_sqrt(Weft *w) { return apply(w, sqrt); }
static WeftResult math_tan(Weft *w) { return apply(w, tan); }
static WeftResult math_tanh(Weft *w) { return apply(w, tanh); }
/* clang-format on */

/* ---- rounding ---- */

static WeftResult math_floor(Weft *w)
{
    double n;
    if (weft_is_integer(w, 0)) {
        return return_slot(w, 0);
    }
    return weft_check_number(w, 0, &n) ? return_integral(w, floor(n)) : WEFT_RAISE;
}

static WeftResult math_ceil(Weft *w)
{
    double n;
    if (weft_is_integer(w, 0)) {
        return return_slot(w, 0);
    }
    return weft_check_number(w, 0, &n) ? return_integral(w, ceil(n)) : WEFT_RAISE;
}

static WeftResult math_abs(Weft *w)
{
    int64_t i;
    double n;
    if (weft_is_integer(w, 0) && weft_to_integer(w, 0, &i)) {
        return return_integer(w, i < 0 ? (int64_t)(0 - (uint64_t)i) : i);
    }
    return weft_check_number(w, 0, &n) ? return_number(w, fabs(n)) : WEFT_RAISE;
}

static WeftResult math_modf(Weft *w)
{
    double n;
    if (weft_is_integer(w, 0)) {
        return_slot(w, 0);
        return_number(w, 0);
        return 2;
    }
    if (!weft_check_number(w, 0, &n)) {
        return WEFT_RAISE;
    }
    double whole = trunc(n);
    return_integral(w, whole);
    return_number(w, n == whole ? 0.0 : n - whole); /* equal: also infinities */
    return 2;
}

static WeftResult math_tointeger(Weft *w)
{
    int64_t i;
    size_t length; /* of a numeral */
    weft_get_string(w, 0, &length);
    if (!weft_check_any(w, 0) || !lib_charge_bytes(w, length)) {
        return WEFT_RAISE;
    }
    if (weft_to_integer(w, 0, &i)) {
        return return_integer(w, i);
    }
    weft_set_nil(w, weft_slot_count(w));
    return 1;
}

/* ---- functions of two numbers ---- */

static WeftResult apply_two(Weft *w, double (*function)(double, double))
{
    double a, b;
    if (!weft_check_number(w, 0, &a) || !weft_check_number(w, 1, &b)) {
        return WEFT_RAISE;
    }
    return return_number(w, function(a, b));
}

static WeftResult math_pow(Weft *w)
{
    return apply_two(w, pow);
}

static WeftResult math_atan(Weft *w)
{
    double y, x;
    if (!weft_check_number(w, 0, &y) || !weft_opt_number(w, 1, 1, &x)) {
        return WEFT_RAISE;
    }
    return return_number(w, atan2(y, x));
}

static double logarithm(double n, double base)
{
    if (base == 2.0) {
        return log2(n);
    }
    return base == 10.0 ? log10(n) : log(n) / log(base);
}

static WeftResult math_log(Weft *w)
{
    double n, base;
    if (!weft_check_number(w, 0, &n)) {
        return WEFT_RAISE;
    }
    if (weft_type(w, 1) == WEFT_NONE || weft_type(w, 1) == WEFT_NIL) {
        return return_number(w, log(n));
    }
    return weft_check_number(w, 1, &base) ? return_number(w, logarithm(n, base)) : WEFT_RAISE;
}

static WeftResult math_fmod(Weft *w)
{
    int64_t a, b;
    double x, y;
    if (!weft_is_integer(w, 0) || !weft_is_integer(w, 1)) { /* the second is checked first, as in Lua's builds */
        bool are_numbers = weft_check_number(w, 1, &y) && weft_check_number(w, 0, &x);
        return are_numbers ? return_number(w, fmod(x, y)) : WEFT_RAISE;
    }
    weft_to_integer(w, 0, &a);
    weft_to_integer(w, 1, &b);
    if (b == 0) {
        return weft_raise_argument(w, 1, "zero");
    }
    return return_integer(w, b == -1 ? 0 : a % b);
}

static WeftResult math_frexp(Weft *w)
{
    double n;
    int exponent = 0;
    if (!weft_check_number(w, 0, &n)) {
        return WEFT_RAISE;
    }
    return_number(w, frexp(n, &exponent));
    return_integer(w, exponent);
    return 2;
}

static WeftResult math_ldexp(Weft *w)
{
    double n;
    int64_t exponent;
    if (!weft_check_number(w, 0, &n) || !weft_check_integer(w, 1, &exponent)) {
        return WEFT_RAISE;
    }
    return return_number(w, ldexp(n, (int)(uint32_t)(uint64_t)exponent)); /* Lua passes its low bits on, too */
}

/* ---- comparing ---- */

static WeftResult math_ult(Weft *w)
{
    int64_t a, b;
    if (!weft_check_integer(w, 0, &a) || !weft_check_integer(w, 1, &b)) {
        return WEFT_RAISE;
    }
    weft_set_boolean(w, weft_slot_count(w), (uint64_t)a < (uint64_t)b);
    return 1;
}

static WeftResult math_type(Weft *w)
{
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    int slot = weft_slot_count(w);
    if (weft_type(w, 0) != WEFT_NUMBER) {
        weft_set_nil(w, slot);
        return 1;
    }
    return weft_set_text(w, slot, weft_is_integer(w, 0) ? "integer" : "float") ? 1 : WEFT_RAISE;
}

/* max and min: the argument that no other is greater (less) than, by Lua's "<". Numbers and strings
 * are compared here; what else may have a metamethod is left to a function `a < b`, upvalue 0.
 * State between its calls: best argument and current one. */
typedef struct Extreme {
    int count, best, at;
    bool is_max;
} Extreme;

static WeftResult compared(Weft *w, WeftStatus status, int64_t ctx);

static int64_t pack_extreme(const Extreme *e)
{
    return (int64_t)e->best << 32 | (int64_t)e->at << 1 | e->is_max;
}

static WeftResult find_extreme(Weft *w, Extreme *e)
{
    for (; e->at < e->count; e->at++) {
        int low = e->is_max ? e->best : e->at, high = e->is_max ? e->at : e->best;
        int is_less = weft_compare_plain(w, low, high);
        if (is_less < 0) {
            weft_get_upvalue(w, 0, e->count);
            weft_copy(w, e->count + 1, low);
            weft_copy(w, e->count + 2, high);
            return weft_call(w, e->count, 2, 1, compared, pack_extreme(e));
        }
        e->best = is_less ? e->at : e->best;
    }
    return return_slot(w, e->best);
}

static WeftResult compared(Weft *w, WeftStatus status, int64_t ctx)
{
    int count = weft_slot_count(w) - 1;
    Extreme e = {count, (int)(ctx >> 32), (int)(ctx >> 1 & INT_MAX), ctx & 1};
    (void)status;
    e.best = weft_to_boolean(w, count) ? e.at : e.best;
    e.at++;
    weft_set_slot_count(w, count);
    return find_extreme(w, &e);
}

static WeftResult extreme(Weft *w, bool is_max)
{
    Extreme e = {weft_slot_count(w), 0, 1, is_max};
    return e.count > 0 ? find_extreme(w, &e) : weft_raise_argument(w, 0, "value expected");
}

static WeftResult math_max(Weft *w)
{
    return extreme(w, true);
}

static WeftResult math_min(Weft *w)
{
    return extreme(w, false);
}

/* ---- opening ---- */

/* clang-format off */
static const LibFunction functions[] = {
    {"math.abs", math_abs},      {"math.acos", math_acos},    {"math.asin", math_asin},
    {"math.atan", math_atan},    {"math.ceil", math_ceil},    {"math.cos", math_cos},
    {"math.cosh", math_cosh},    {"math.deg", math_deg},      {"math.exp", math_exp},
    {"math.floor", math_floor},  {"math.fmod", math_fmod},    {"math.frexp", math_frexp},
    {"math.ldexp", math_ldexp},  {"math.log", math_log},      {"math.log10", math_log10},
    {"math.modf", math_modf},    {"math.pow", math_pow},      {"math.rad", math_rad},
    {"math.sin", math_sin},      {"math.sinh", math_sinh},    {"math.sqrt", math_sqrt},
    {"math.tan", math_tan},      {"math.tanh", math_tanh},    {"math.type", math_type},
    {"math.ult", math_ult},      {"math.tointeger", math_tointeger},
    {NULL, NULL},
};
/* clang-format on */

static const LibFunction comparing_functions[] = {
    {"math.max", math_max},
    {"math.min", math_min},
    {NULL, NULL},
};

static const char less_source[] = "local a, b = ... return a < b";

static bool register_comparing(Weft *w, int table)
{
    int slot = weft_slot_count(w);
    return weft_load_embedded(w, slot, less_source, sizeof less_source - 1, "math.max") &&
           lib_register_with(w, table, comparing_functions, slot, 1) && weft_set_slot_count(w, slot);
}

/* atan takes two arguments, too: atan2 is another name of it. */
static bool alias_atan(Weft *w, int table)
{
    int slot = weft_slot_count(w);
    return weft_raw_get_field(w, table, "atan", slot) && weft_raw_set_field(w, table, "atan2", slot) &&
           weft_set_slot_count(w, slot);
}

bool lib_open_math(Weft *w, int to)
{
    int count = weft_slot_count(w) > to ? weft_slot_count(w) : to + 1;
    return weft_set_slot_count(w, count) && weft_set_table(w, to, 0, 36) && lib_register(w, to, functions) &&
           alias_atan(w, to) && random_register(w, to) && register_comparing(w, to) &&
           lib_set_number_field(w, to, "pi", PI) && lib_set_number_field(w, to, "huge", HUGE_VAL) &&
           lib_set_integer_field(w, to, "maxinteger", INT64_MAX) &&
           lib_set_integer_field(w, to, "mininteger", INT64_MIN);
}
