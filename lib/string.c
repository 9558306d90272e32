/* string.c: the string library's opener, and its functions that are neither about patterns nor
 * formats.
 *
 * The others are in find.c (find, match), gmatch.c, gsub.c, format.c, pack.c and string_arith.c.
 * Work is charged in proportion to bytes, so that fuel and interrupts also govern large strings.
 */
#include "string_lib.h"

#include <limits.h>
#include <string.h>

#include "pattern.h"

/* Lua's limit of what string.rep makes: an int. */
#define MAX_REPETITION ((uint64_t)INT_MAX)

static WeftResult string_len(Weft *w)
{
    size_t length;
    if (!weft_check_string(w, 0, &length)) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, weft_slot_count(w), (int64_t)length);
    return 1;
}

static WeftResult string_sub(Weft *w)
{
    size_t length;
    int64_t first, last;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_check_integer(w, 1, &first) || !weft_opt_integer(w, 2, -1, &last)) {
        return WEFT_RAISE;
    }
    size_t from = string_start(first, length), to = string_end(last, length);
    if (from > to) {
        return string_return(w, "", 0);
    }
    if (from == 1 && to == length) {
        return string_return_slot(w, 0);
    }
    return lib_charge_bytes(w, to - from) ? string_return(w, s + from - 1, to - from + 1) : WEFT_RAISE;
}

static WeftResult string_byte(Weft *w)
{
    size_t length;
    int64_t first, last;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_opt_integer(w, 1, 1, &first) || !weft_opt_integer(w, 2, first, &last)) {
        return WEFT_RAISE;
    }
    size_t from = string_start(first, length), to = string_end(last, length);
    if (from > to) {
        return 0;
    }
    if (to - from >= INT_MAX) {
        return weft_raise(w, "string slice too long");
    }
    int count = (int)(to - from) + 1, slot = weft_slot_count(w);
    if (!lib_charge_bytes(w, (size_t)count) || !lib_reserve_slice_results(w, count)) {
        return WEFT_RAISE;
    }
    for (int i = 0; i < count; i++) {
        weft_set_integer(w, slot + i, (unsigned char)s[from - 1 + (size_t)i]);
    }
    return count;
}

static WeftResult string_char(Weft *w)
{
    int count = weft_slot_count(w);
    WeftBuffer b;
    weft_buffer_init(w, &b, count);
    char *to = weft_buffer_reserve(&b, (size_t)count);
    for (int i = 0; to && i < count; i++) {
        int64_t c;
        if (!weft_check_integer(w, i, &c)) {
            return WEFT_RAISE;
        }
        if (c < 0 || c > UCHAR_MAX) {
            return weft_raise_argument(w, i, "value out of range");
        }
        to[i] = (char)c;
    }
    b.length = (size_t)count;
    return to ? string_return_buffer(w, &b) : WEFT_RAISE;
}

/* ---- transformations of the same length ---- */

/* A buffer with room for a copy of the string argument. */
static char *begin_copy(Weft *w, WeftBuffer *b, const char **source, size_t *length)
{
    *source = weft_check_string(w, 0, length);
    if (!*source || !lib_charge_bytes(w, *length)) {
        return NULL;
    }
    weft_buffer_init(w, b, weft_slot_count(w));
    char *to = weft_buffer_reserve(b, *length);
    b->length = *length;
    return to;
}

static WeftResult string_lower(Weft *w)
{
    WeftBuffer b;
    const char *s;
    size_t length;
    char *to = begin_copy(w, &b, &s, &length);
    if (!to) {
        return WEFT_RAISE;
    }
    for (size_t i = 0; i < length; i++) {
        to[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + ('a' - 'A') : s[i]);
    }
    return string_return_buffer(w, &b);
}

static WeftResult string_upper(Weft *w)
{
    WeftBuffer b;
    const char *s;
    size_t length;
    char *to = begin_copy(w, &b, &s, &length);
    if (!to) {
        return WEFT_RAISE;
    }
    for (size_t i = 0; i < length; i++) {
        to[i] = (char)(s[i] >= 'a' && s[i] <= 'z' ? s[i] - ('a' - 'A') : s[i]);
    }
    return string_return_buffer(w, &b);
}

static WeftResult string_reverse(Weft *w)
{
    WeftBuffer b;
    const char *s;
    size_t length;
    char *to = begin_copy(w, &b, &s, &length);
    if (!to) {
        return WEFT_RAISE;
    }
    for (size_t i = 0; i < length; i++) {
        to[i] = s[length - 1 - i];
    }
    return string_return_buffer(w, &b);
}

/* ---- repetition ---- */

/* Fills to[0 .. total) with repetitions of its first `unit` bytes, charging as it goes. */
static bool fill_with_repetitions(Weft *w, char *to, size_t unit, size_t total)
{
    const size_t batch = (size_t)1 << 20;
    size_t done = unit;
    while (done < total) {
        size_t n = done < total - done ? done : total - done;
        if (n > batch) {
            n = batch - batch % unit > 0 ? batch - batch % unit : n;
        }
        if (!lib_charge_bytes(w, n)) {
            return false;
        }
        memcpy(to + done, to, n);
        done += n;
    }
    return true;
}

static WeftResult string_rep(Weft *w)
{
    size_t length, separator_length;
    int64_t n;
    const char *s = weft_check_string(w, 0, &length), *separator;
    if (!s || !weft_check_integer(w, 1, &n) || !weft_opt_string(w, 2, "", &separator, &separator_length)) {
        return WEFT_RAISE;
    }
    size_t unit = length + separator_length;
    if (n <= 0 || unit == 0) {
        return string_return(w, "", 0);
    }
    if (unit < length || unit > MAX_REPETITION / (uint64_t)n) {
        return weft_raise(w, "resulting string too large");
    }
    size_t total = unit * (size_t)n;
    WeftBuffer b;
    weft_buffer_init(w, &b, weft_slot_count(w));
    char *to = weft_buffer_reserve(&b, total);
    if (!to) {
        return WEFT_RAISE;
    }
    memcpy(to, s, length);
    memcpy(to + length, separator, separator_length);
    b.length = total - separator_length;
    return fill_with_repetitions(w, to, unit, total) ? string_return_buffer(w, &b) : WEFT_RAISE;
}

static WeftResult string_dump(Weft *w)
{
    bool strip = weft_to_boolean(w, 1);
    if (!weft_check_type(w, 0, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    if (!weft_dump(w, 0, weft_slot_count(w), strip)) {
        return weft_has_error(w) ? WEFT_RAISE : weft_raise(w, "unable to dump given function");
    }
    size_t length;
    weft_get_string(w, weft_slot_count(w) - 1, &length);
    return lib_charge_bytes(w, length) ? 1 : WEFT_RAISE;
}

/* ---- opening ---- */

static const LibFunction functions[] = {
    {"string.byte", string_byte},   {"string.char", string_char},
    {"string.format", string_format}, {"string.len", string_len},
    {"string.lower", string_lower},   {"string.pack", string_pack},
    {"string.packsize", string_packsize}, {"string.rep", string_rep},
    {"string.reverse", string_reverse}, {"string.sub", string_sub},
    {"string.unpack", string_unpack}, {"string.upper", string_upper},
    {NULL, NULL},
};

static const LibFunction trusted[] = {{"string.dump", string_dump}, {NULL, NULL}};

static const LibFunction pattern_functions[] = {
    {"string.find", string_find},
    {"string.gmatch", string_gmatch},
    {"string.gsub", string_gsub},
    {"string.match", string_match},
    {NULL, NULL},
};

/* gsub's way to index a table that has a metatable. */
static const char index_source[] = "local t, k = ... return t[k]";

/* The metatable of strings: arithmetic, and __index is the library. */
static bool set_string_metatable(Weft *w, int library)
{
    int metatable = weft_slot_count(w), sample = metatable + 1;
    weft_set_boolean(w, sample, false); /* in a sandbox, scripts must not change what all strings, the host's as well, go by */
    return weft_set_table(w, metatable, 0, 9) && lib_register(w, metatable, string_arithmetic) &&
           (!weft_is_sandboxed(w) || weft_raw_set_field(w, metatable, "__metatable", sample)) &&
           weft_raw_set_field(w, metatable, "__index", library) && weft_set_text(w, sample, "") &&
           weft_set_metatable(w, sample, metatable);
}

bool lib_open_string(Weft *w, int to)
{
    int count = weft_slot_count(w) > to ? weft_slot_count(w) : to + 1;
    if (!weft_set_slot_count(w, count) || !weft_set_table(w, to, 0, 20) || !lib_register(w, to, functions) ||
        !lib_register_trusted(w, to, trusted) || !set_string_metatable(w, to)) {
        return false;
    }
    weft_set_slot_count(w, count);
    return pattern_set_cache(w, count) &&
           weft_load_embedded(w, count + 1, index_source, sizeof index_source - 1, "string.gsub") &&
           lib_register_with(w, to, pattern_functions, count, 2) && weft_set_slot_count(w, count);
}
