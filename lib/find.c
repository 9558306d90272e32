/* find.c: string.find and string.match. */
#include "string_lib.h"

#include <string.h>

#include "pattern.h"

/* Whether the text has none of the characters that mean something in patterns. */
static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\0' && strchr("^$*+?.([%-", text[i])) {
            return false;
        }
    }
    return true;
}

static WeftResult return_nil(Weft *w)
{
    weft_set_nil(w, weft_slot_count(w));
    return 1;
}

/* The positions, as Lua counts them, of bytes first .. last - 1. */
static void push_positions(Weft *w, size_t first, size_t last)
{
    int slot = weft_slot_count(w);
    weft_set_integer(w, slot, (int64_t)first + 1);
    weft_set_integer(w, slot + 1, (int64_t)last);
}

static WeftResult find_plain(Weft *w, const char *s, size_t length, size_t from, const char *p, size_t p_length)
{
    const char *found = pattern_find_plain(s + from, length - from, p, p_length);
    size_t looked_at = (found ? (size_t)(found - s) + p_length : length) - from;
    if (looked_at >= 64 && !weft_charge(w, (int64_t)(looked_at / 64))) {
        return WEFT_RAISE;
    }
    if (!found) {
        return return_nil(w);
    }
    push_positions(w, (size_t)(found - s), (size_t)(found - s) + p_length);
    return 2;
}

static WeftResult find_pattern(Weft *w, const char *s, size_t length, size_t from, bool is_find)
{
    Matcher m;
    size_t p_length;
    const char *p = weft_get_string(w, 1, &p_length);
    if (!pattern_compile(w, &m.pattern, p, p_length, true, 0, weft_slot_count(w))) {
        return WEFT_RAISE;
    }
    matcher_init(w, &m, s, length);
    int found = matcher_find(&m, s + from);
    if (found < 0 || !matcher_finish(&m)) {
        return WEFT_RAISE;
    }
    if (!found) {
        return return_nil(w);
    }
    if (is_find) {
        push_positions(w, (size_t)(m.start - s), (size_t)(m.stop - s));
    }
    int count = matcher_push_captures(&m, !is_find);
    return count < 0 ? WEFT_RAISE : count + 2 * is_find;
}

static WeftResult find(Weft *w, bool is_find)
{
    size_t length, p_length;
    int64_t init;
    const char *s = weft_check_string(w, 0, &length), *p = s ? weft_check_string(w, 1, &p_length) : NULL;
    if (!p || !weft_opt_integer(w, 2, 1, &init)) {
        return WEFT_RAISE;
    }
    size_t from = string_start(init, length) - 1;
    if (from > length) {
        return return_nil(w);
    }
    if (is_find && weft_to_boolean(w, 3)) {
        return find_plain(w, s, length, from, p, p_length);
    }
    if (!lib_charge_bytes(w, p_length)) {
        return WEFT_RAISE;
    }
    if (is_find && is_plain(p, p_length)) {
        return find_plain(w, s, length, from, p, p_length);
    }
    return find_pattern(w, s, length, from, is_find);
}

WeftResult string_find(Weft *w)
{
    return find(w, true);
}

WeftResult string_match(Weft *w)
{
    return find(w, false);
}
