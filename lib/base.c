/* base.c: the basic functions, except those that load code (load.c) and those that are the VM's own (pcall, ..).
 *
 * Everything here enters the table of globals. Functions with a callback (a __tostring, a __pairs) ask for the call and
 * go on in a continuation; what these still need lies in the slots below the called one.
 */
#include "lib.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "load.h"

/* ---- errors and types ---- */

/* A message that is a string gets the position of the call, as error's does. */
static WeftResult raise_with_position(Weft *w, int message)
{
    int position = weft_slot_count(w);
    if (weft_get_string(w, message, NULL) == NULL) {
        return weft_raise_slot(w, message);
    }
    if (!weft_set_position(w, 1, position) || !weft_arith(w, '.', position, message, position)) {
        return WEFT_RAISE;
    }
    return weft_raise_slot(w, position);
}

static WeftResult base_assert(Weft *w)
{
    if (weft_to_boolean(w, 0)) {
        return weft_slot_count(w);
    }
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    if (weft_slot_count(w) < 2 && !weft_set_text(w, 1, "assertion failed!")) {
        return WEFT_RAISE;
    }
    return raise_with_position(w, 1);
}

static WeftResult base_warn(Weft *w)
{
    int n = weft_slot_count(w);
    if (weft_check_string(w, 0, NULL) == NULL) {
        return WEFT_RAISE;
    }
    for (int i = 1; i < n; i++) {
        if (weft_check_string(w, i, NULL) == NULL) {
            return WEFT_RAISE;
        }
    }
    for (int i = 0; i < n; i++) {
        weft_warn(w, weft_get_string(w, i, NULL), i + 1 < n);
    }
    return 0;
}

/* ---- raw access and metatables ---- */

static WeftResult base_rawequal(Weft *w)
{
    if (!weft_check_any(w, 0) || !weft_check_any(w, 1)) {
        return WEFT_RAISE;
    }
    weft_set_boolean(w, weft_slot_count(w), weft_raw_equal(w, 0, 1));
    return 1;
}

static WeftResult base_rawlen(Weft *w)
{
    WeftType type = weft_type(w, 0);
    if (type != WEFT_TABLE && type != WEFT_STRING) {
        return weft_raise_type(w, 0, "table or string");
    }
    weft_set_integer(w, weft_slot_count(w), weft_raw_length(w, 0));
    return 1;
}

static WeftResult base_rawget(Weft *w)
{
    if (!weft_check_type(w, 0, WEFT_TABLE) || !weft_check_any(w, 1)) {
        return WEFT_RAISE;
    }
    weft_raw_get(w, 0, 1, weft_slot_count(w));
    return 1;
}

static WeftResult base_rawset(Weft *w)
{
    if (!weft_check_type(w, 0, WEFT_TABLE) || !weft_check_any(w, 1) || !weft_check_any(w, 2)) {
        return WEFT_RAISE;
    }
    if (!weft_raw_set(w, 0, 1, 2)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult base_getmetatable(Weft *w)
{
    int to = weft_slot_count(w);
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    if (!weft_metafield(w, 0, "__metatable", to)) {
        weft_get_metatable(w, 0, to);
    }
    return 1;
}

static WeftResult base_setmetatable(Weft *w)
{
    WeftType type = weft_type(w, 1);
    if (!weft_check_type(w, 0, WEFT_TABLE)) {
        return WEFT_RAISE;
    }
    if (type != WEFT_NIL && type != WEFT_TABLE) {
        return weft_raise_type(w, 1, "nil or table");
    }
    if (weft_has_metatable(w, 0) && weft_metafield(w, 0, "__metatable", weft_slot_count(w))) {
        return weft_raise(w, "cannot change a protected metatable");
    }
    if (!weft_set_metatable(w, 0, 1)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    return 1;
}

/* ---- traversal ---- */

static WeftResult three_results(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)w;
    (void)status;
    (void)ctx;
    return 3;
}

/* Upvalue 0: next. */
static WeftResult base_pairs(Weft *w)
{
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    if (weft_has_metatable(w, 0) && weft_metafield(w, 0, "__pairs", 1)) {
        weft_copy(w, 2, 0);
        return weft_call(w, 1, 1, 3, three_results, 0);
    }
    weft_get_upvalue(w, 0, 1);
    weft_copy(w, 2, 0);
    weft_set_nil(w, 3);
    return weft_set_slot_count(w, 4) ? 3 : WEFT_RAISE;
}

/* Upvalue 0: the step. */
static WeftResult base_ipairs(Weft *w)
{
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    weft_get_upvalue(w, 0, 1);
    weft_copy(w, 2, 0);
    weft_set_integer(w, 3, 0);
    return weft_set_slot_count(w, 4) ? 3 : WEFT_RAISE;
}

/* ---- conversions ---- */

/* What a __tostring gave, in the last slot, as a string. */
static bool check_text(Weft *w)
{
    if (weft_to_string(w, weft_slot_count(w) - 1, NULL) == NULL) {
        weft_raise(w, "'__tostring' must return a string");
        return false;
    }
    return true;
}

static WeftResult tostring_end(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    (void)ctx;
    return check_text(w) ? 1 : WEFT_RAISE;
}

static WeftResult base_tostring(Weft *w)
{
    int to = weft_slot_count(w);
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    if (weft_has_metatable(w, 0) && weft_metafield(w, 0, "__tostring", to)) {
        weft_copy(w, to + 1, 0);
        return weft_call(w, to, 1, 1, tostring_end, 0);
    }
    return weft_plain_tostring(w, 0, to) ? 1 : WEFT_RAISE;
}

/* Value of a digit in bases up to 36, or a number past them. */
static int digit_value(unsigned char c)
{
    if (isdigit(c)) {
        return c - '0';
    }
    return isalpha(c) ? toupper(c) - 'A' + 10 : 99;
}

/* The integer that the text is in a base, wrapping around; false: it is none. */
static bool parse_integer(const char *s, size_t length, int base, int64_t *out)
{
    static const char spaces[] = " \f\n\r\t\v";
    const char *end = s + length;
    uint64_t n = 0;
    s += strspn(s, spaces);
    bool is_negative = *s == '-';
    if (*s == '-' || *s == '+') {
        s++;
    }
    const char *digits = s;
    for (; digit_value((unsigned char)*s) < base; s++) {
        n = n * (unsigned)base + (unsigned)digit_value((unsigned char)*s);
    }
    if (s == digits) {
        return false;
    }
    s += strspn(s, spaces);
    *out = (int64_t)(is_negative ? 0 - n : n);
    return s == end;
}

static WeftResult tonumber_in_base(Weft *w)
{
    int64_t base, n;
    if (!weft_check_integer(w, 1, &base) || !weft_check_type(w, 0, WEFT_STRING)) {
        return WEFT_RAISE;
    }
    if (base < 2 || base > 36) {
        return weft_raise_argument(w, 1, "base out of range");
    }
    size_t length;
    const char *s = weft_get_string(w, 0, &length);
    int to = weft_slot_count(w);
    if (!lib_charge_bytes(w, length)) {
        return WEFT_RAISE;
    }
    if (parse_integer(s, length, (int)base, &n)) {
        weft_set_integer(w, to, n);
    } else {
        weft_set_nil(w, to);
    }
    return 1;
}

static WeftResult base_tonumber(Weft *w)
{
    if (weft_type(w, 1) > WEFT_NIL) {
        return tonumber_in_base(w);
    }
    int to = weft_slot_count(w);
    size_t length;
    if (weft_type(w, 0) == WEFT_NUMBER) {
        weft_set_slot_count(w, 1);
        return 1;
    }
    const char *s = weft_get_string(w, 0, &length);
    if (!lib_charge_bytes(w, length)) {
        return WEFT_RAISE;
    }
    if (s != NULL && weft_set_parsed_number(w, to, s, length)) {
        return 1;
    }
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    weft_set_nil(w, to);
    return 1;
}

/* ---- print ---- */

static WeftResult print_rest(Weft *w, int i, int n);

static void put_text(Weft *w, int i, int text)
{
    size_t length;
    const char *s = weft_get_string(w, text, &length);
    if (i > 0) {
        putchar('\t');
    }
    fwrite(s, 1, length, stdout);
}

/* The text of argument ctx is in the last slot. */
static WeftResult print_text(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    int n = weft_slot_count(w) - 1;
    if (!check_text(w)) {
        return WEFT_RAISE;
    }
    put_text(w, (int)ctx, n);
    weft_set_slot_count(w, n);
    return print_rest(w, (int)ctx + 1, n);
}

/* Prints the arguments i to n - 1, n being the slot count. */
static WeftResult print_rest(Weft *w, int i, int n)
{
    for (; i < n; i++) {
        if (weft_has_metatable(w, i) && weft_metafield(w, i, "__tostring", n)) {
            weft_copy(w, n + 1, i);
            return weft_call(w, n, 1, 1, print_text, i);
        }
        if (!weft_plain_tostring(w, i, n)) {
            return WEFT_RAISE;
        }
        put_text(w, i, n);
        weft_set_slot_count(w, n);
    }
    putchar('\n');
    fflush(stdout);
    return 0;
}

static WeftResult base_print(Weft *w)
{
    return print_rest(w, 0, weft_slot_count(w));
}

/* ---- the collector ---- */

enum { GC_COUNT = WEFT_GC_SET_STEP_MULTIPLIER + 1 }; /* not an operation of weft_gc */

static WeftResult return_mode(Weft *w, int mode)
{
    weft_set_text(w, weft_slot_count(w), mode == WEFT_GC_GENERATIONAL ? "generational" : "incremental");
    return 1;
}

/* Up to three parameters, from slot 1 on. */
static bool gc_parameters(Weft *w, int n, int parameters[3])
{
    for (int i = 0; i < n; i++) {
        int64_t value;
        if (!weft_opt_integer(w, 1 + i, 0, &value)) {
            return false;
        }
        parameters[i] = (int)value;
    }
    return true;
}

static WeftResult return_count(Weft *w)
{
    if (weft_gc(w, WEFT_GC_IS_RUNNING, 0, 0, 0) < 0) {
        weft_set_nil(w, weft_slot_count(w));
    } else {
        weft_set_number(w, weft_slot_count(w), (double)weft_memory_used(w) / 1024);
    }
    return 1;
}

static WeftResult base_collectgarbage(Weft *w)
{
    static const char *const names[] = {"collect",      "stop",        "restart",  "count",      "step", "isrunning",
                                        "generational", "incremental", "setpause", "setstepmul", NULL};
    static const int ops[] = {
        WEFT_GC_COLLECT,    WEFT_GC_STOP,         WEFT_GC_RESTART,     GC_COUNT,          WEFT_GC_STEP,
        WEFT_GC_IS_RUNNING, WEFT_GC_GENERATIONAL, WEFT_GC_INCREMENTAL, WEFT_GC_SET_PAUSE, WEFT_GC_SET_STEP_MULTIPLIER};
    static const int parameter_counts[] = {0, 0, 0, 0, 1, 0, 2, 3, 1, 1};
    int parameters[3] = {0, 0, 0};
    int which = weft_check_option(w, 0, "collect", names);
    if (which < 0 || !gc_parameters(w, parameter_counts[which], parameters)) {
        return WEFT_RAISE;
    }
    if (ops[which] == GC_COUNT) {
        return return_count(w);
    }
    if (weft_is_sandboxed(w)) {
        weft_set_integer(w, weft_slot_count(w), 0);
        return 1;
    }
    bool collects = ops[which] == WEFT_GC_COLLECT || ops[which] == WEFT_GC_STEP || ops[which] == WEFT_GC_GENERATIONAL;
    if (collects && !lib_charge_bytes(w, weft_memory_used(w))) {
        return WEFT_RAISE;
    }
    int result = weft_gc(w, (WeftGcOp)ops[which], parameters[0], parameters[1], parameters[2]);
    int to = weft_slot_count(w);
    if (result < 0) { /* inside a finalizer */
        weft_set_nil(w, to);
        return 1;
    }
    switch (ops[which]) {
    case WEFT_GC_STEP:
    case WEFT_GC_IS_RUNNING: weft_set_boolean(w, to, result != 0); return 1;
    case WEFT_GC_GENERATIONAL:
    case WEFT_GC_INCREMENTAL: return return_mode(w, result);
    default: weft_set_integer(w, to, result); return 1;
    }
}

/* ---- opening ---- */

static bool register_builtins(Weft *w, int globals)
{
    static const char *const names[] = {"error", "next", "pcall", "select", "type", "xpcall", NULL};
    int top = weft_slot_count(w);
    for (int i = 0; names[i] != NULL; i++) {
        if (!weft_set_builtin(w, top, names[i]) || !weft_raw_set_field(w, globals, names[i], top)) {
            return false;
        }
    }
    return weft_set_slot_count(w, top);
}

/* pairs and ipairs, over what they return. */
static bool register_iterators(Weft *w, int globals)
{
    static const LibFunction pairs[] = {{"pairs", base_pairs}, {NULL, NULL}};
    static const LibFunction ipairs[] = {{"ipairs", base_ipairs}, {NULL, NULL}};
    int top = weft_slot_count(w);
    weft_raw_get_field(w, globals, "next", top);
    return lib_register_with(w, globals, pairs, top, 1) && weft_set_builtin(w, top, "ipairs_step") &&
           lib_register_with(w, globals, ipairs, top, 1) && weft_set_slot_count(w, top);
}

bool lib_open_base(Weft *w, int to)
{
    static const LibFunction functions[] = {
        {"assert", base_assert},
        {"collectgarbage", base_collectgarbage},
        {"getmetatable", base_getmetatable},
        {"print", base_print},
        {"rawequal", base_rawequal},
        {"rawget", base_rawget},
        {"rawlen", base_rawlen},
        {"rawset", base_rawset},
        {"setmetatable", base_setmetatable},
        {"tonumber", base_tonumber},
        {"tostring", base_tostring},
        {"warn", base_warn},
        {NULL, NULL},
    };
    weft_get_globals(w, to);
    return lib_register(w, to, functions) && register_builtins(w, to) && register_iterators(w, to) &&
           load_register(w, to) && weft_raw_set_field(w, to, "_G", to) &&
           lib_set_text_field(w, to, "_VERSION", "Lua 5.4");
}
