/* utf8.c: the utf8 library.
 *
 * Sequences of up to six bytes (31 bits) are decoded, as Lua does; unless `lax` is asked for,
 * surrogates and what is above U+10FFFF are refused. Overlong forms always are. Positions are
 * bytes, from 1.
 */
#include "lib.h"

#include <limits.h>

#define MAX_UNICODE 0x10FFFFu
/* The largest code of six bytes. */
#define MAX_CODE 0x7FFFFFFFu
#define INVALID "invalid UTF-8 code"

static bool is_continuation(const char *s, const char *end)
{
    return s < end && ((unsigned char)*s & 0xC0) == 0x80;
}

/* What follows the sequence at s (which is before end) and its code in *code; NULL: it is invalid. */
static const char *decode(const char *s, const char *end, bool is_lax, uint32_t *code)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
    uint32_t first = (unsigned char)*s++, result = 0;
    int more = 0;
    if (first < 0x80) {
        *code = first;
        return s;
    }
    if (first < 0xC0 || first > 0xFD) {
        return NULL;
    }
    for (; first & 0x40 >> more; more++) {
        if (!is_continuation(s, end)) {
            return NULL;
        }
        result = result << 6 | ((unsigned char)*s++ & 0x3F);
    }
    result |= (first & (0x3Fu >> more)) << 6 * more;
    if (result < least[more] || (!is_lax && (result > MAX_UNICODE || (result >= 0xD800 && result <= 0xDFFF)))) {
        return NULL;
    }
    *code = result;
    return s;
}

/* The bytes of a code, ending before `end`; returns where they start. */
static char *encode_before(char *end, uint32_t code)
{
    if (code < 0x80) {
        *--end = (char)code;
        return end;
    }
    uint32_t room = 0x3F; /* what fits in the first byte */
    do {
        *--end = (char)(0x80 | (code & 0x3F));
        code >>= 6;
        room >>= 1;
    } while (code > room);
    *--end = (char)((~room << 1 & 0xFF) | code);
    return end;
}

/* A position from the end made one from the start; 0: before the start. */
static int64_t absolute(int64_t position, size_t length)
{
    if (position >= 0) {
        return position;
    }
    return position < -(int64_t)length ? 0 : (int64_t)length + position + 1;
}

static WeftResult utf8_len(Weft *w)
{
    size_t length;
    int64_t first, last, n = 0;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_opt_integer(w, 1, 1, &first) || !weft_opt_integer(w, 2, -1, &last)) {
        return WEFT_RAISE;
    }
    first = absolute(first, length) - 1;
    last = absolute(last, length) - 1;
    if (first < 0 || first > (int64_t)length) {
        return weft_raise_argument(w, 1, "initial position out of bounds");
    }
    if (last >= (int64_t)length) {
        return weft_raise_argument(w, 2, "final position out of bounds");
    }
    bool is_lax = weft_to_boolean(w, 3);
    const char *p = s + first, *stop = s + last;
    if (p < stop && !lib_charge_bytes(w, (size_t)(stop - p))) {
        return WEFT_RAISE;
    }
    int slot = weft_slot_count(w);
    for (; p <= stop && first <= last; n++) {
        uint32_t code;
        const char *next = decode(p, s + length, is_lax, &code);
        if (!next) {
            weft_set_nil(w, slot);
            weft_set_integer(w, slot + 1, p - s + 1);
            return 2;
        }
        p = next;
    }
    weft_set_integer(w, slot, n);
    return 1;
}

static WeftResult utf8_codepoint(Weft *w)
{
    size_t length;
    int64_t first, last;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_opt_integer(w, 1, 1, &first)) {
        return WEFT_RAISE;
    }
    first = absolute(first, length);
    if (!weft_opt_integer(w, 2, first, &last)) {
        return WEFT_RAISE;
    }
    last = absolute(last, length);
    if (first < 1) {
        return weft_raise_argument(w, 1, "out of bounds");
    }
    if (last > (int64_t)length) {
        return weft_raise_argument(w, 2, "out of bounds");
    }
    if (first > last) {
        return 0;
    }
    if (last - first >= INT_MAX) {
        return weft_raise(w, "string slice too long");
    }
    bool is_lax = weft_to_boolean(w, 3);
    int count = 0, slot = weft_slot_count(w);
    if (!lib_charge_bytes(w, (size_t)(last - first)) || !lib_reserve_slice_results(w, (int)(last - first) + 1)) {
        return WEFT_RAISE;
    }
    for (const char *p = s + first - 1, *stop = s + last; p < stop; count++) {
        uint32_t code;
        p = decode(p, s + length, is_lax, &code);
        if (!p) {
            return weft_raise(w, INVALID);
        }
        weft_set_integer(w, slot + count, code);
    }
    return count;
}

static WeftResult utf8_char(Weft *w)
{
    int count = weft_slot_count(w);
    WeftBuffer b;
    weft_buffer_init(w, &b, count);
    for (int i = 0; i < count; i++) {
        int64_t code;
        if (!weft_check_integer(w, i, &code)) {
            return WEFT_RAISE;
        }
        if (code < 0 || code > (int64_t)MAX_CODE) {
            return weft_raise_argument(w, i, "value out of range");
        }
        char bytes[8], *end = bytes + sizeof bytes, *start = encode_before(end, (uint32_t)code);
        if (!weft_buffer_add(&b, start, (size_t)(end - start))) {
            return WEFT_RAISE;
        }
    }
    return weft_buffer_finish(&b, weft_slot_count(w)) ? 1 : WEFT_RAISE;
}

/* ---- offset ---- */

/* Moves *n characters from p: back over -*n, or forward over *n. What couldn't be moved is left in
 * *n. */
static const char *move(const char *s, const char *end, const char *p, int64_t *n)
{
    for (; *n < 0 && p > s; ++*n) {
        do {
            p--;
        } while (p > s && is_continuation(p, end));
    }
    for (; *n > 0 && p < end; --*n) {
        do {
            p++;
        } while (is_continuation(p, end));
    }
    return p;
}

static WeftResult utf8_offset(Weft *w)
{
    size_t length;
    int64_t n, position;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_check_integer(w, 1, &n) || !weft_opt_integer(w, 2, n >= 0 ? 1 : (int64_t)length + 1, &position)) {
        return WEFT_RAISE;
    }
    position = absolute(position, length) - 1;
    if (position < 0 || position > (int64_t)length) {
        return weft_raise_argument(w, 2, "position out of bounds");
    }
    const char *p = s + position, *end = s + length;
    int slot = weft_slot_count(w);
    if (n == 0) {
        while (p > s && is_continuation(p, end)) {
            p--;
        }
        if (!lib_charge_bytes(w, (size_t)(s + position - p))) {
            return WEFT_RAISE;
        }
    } else {
        if (is_continuation(p, end)) {
            return weft_raise(w, "initial position is a continuation byte");
        }
        n -= n > 0;
        p = lib_charge_bytes(w, length) ? move(s, end, p, &n) : NULL;
        if (!p) {
            return WEFT_RAISE;
        }
    }
    if (n != 0) {
        weft_set_nil(w, slot);
    } else {
        weft_set_integer(w, slot, p - s + 1);
    }
    return 1;
}

/* ---- codes ---- */

/* The iterator: string, position of the previous character (0 at first). */
static WeftResult codes_step(Weft *w, bool is_lax)
{
    size_t length;
    int64_t position;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_check_integer(w, 1, &position)) {
        return WEFT_RAISE;
    }
    if ((uint64_t)position >= length) {
        return 0;
    }
    const char *p = s + position, *end = s + length;
    while (is_continuation(p, end)) {
        p++;
    }
    if (!lib_charge_bytes(w, (size_t)(p - s) - (size_t)position)) {
        return WEFT_RAISE;
    }
    if (p >= end) {
        return 0;
    }
    uint32_t code;
    const char *next = decode(p, end, is_lax, &code);
    if (!next || is_continuation(next, end)) {
        return weft_raise(w, INVALID);
    }
    int slot = weft_slot_count(w);
    weft_set_integer(w, slot, p - s + 1);
    weft_set_integer(w, slot + 1, code);
    return 2;
}

static WeftResult codes_strict(Weft *w)
{
    return codes_step(w, false);
}

static WeftResult codes_lax(Weft *w)
{
    return codes_step(w, true);
}

static WeftResult utf8_codes(Weft *w)
{
    size_t length;
    const char *s = weft_check_string(w, 0, &length);
    if (!s) {
        return WEFT_RAISE;
    }
    if (is_continuation(s, s + length)) {
        return weft_raise_argument(w, 0, INVALID);
    }
    int slot = weft_slot_count(w);
    WeftNative step = weft_to_boolean(w, 1) ? codes_lax : codes_strict;
    if (!weft_set_native(w, slot, step, "for iterator", 0, 0)) {
        return WEFT_RAISE;
    }
    weft_copy(w, slot + 1, 0);
    weft_set_integer(w, slot + 2, 0);
    return 3;
}

/* ---- opening ---- */

static const LibFunction functions[] = {
    {"utf8.char", utf8_char}, {"utf8.codepoint", utf8_codepoint}, {"utf8.codes", utf8_codes},
    {"utf8.len", utf8_len},   {"utf8.offset", utf8_offset},       {NULL, NULL},
};

/* A pattern for one character, assuming a valid string. */
static const char char_pattern[] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*";

bool lib_open_utf8(Weft *w, int to)
{
    int count = weft_slot_count(w) > to ? weft_slot_count(w) : to + 1;
    return weft_set_slot_count(w, count) && weft_set_table(w, to, 0, 8) && lib_register(w, to, functions) &&
           weft_set_string(w, count, char_pattern, sizeof char_pattern - 1) &&
           weft_raw_set_field(w, to, "charpattern", count) && weft_set_slot_count(w, count);
}
