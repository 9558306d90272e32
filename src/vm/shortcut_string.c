/* shortcut_string.c: shortcuts of the string library. See shortcut.h. */
#include "shortcut.h"

#include <string.h>

#include "string.h"

#define SOME_BYTES 64   /* under fuel, work on so many is charged for, which the function does */
#define MANY_BYTES 4096 /* and it tests for interrupts, now and then */

/* Whether work on so many bytes is too much to go uncharged. */
static inline bool is_much(const VM *vm, size_t bytes)
{
    return UNLIKELY(bytes >= (vm->fuel_on ? SOME_BYTES : MANY_BYTES));
}

/* The string of the first argument, or NULL. */
static inline String *first_string(const Value *f, uint64_t n)
{
    return n > 0 && is_string(f + 1) ? f[1].string : NULL;
}

/* A start position as Lua counts it, negative from the end, made a number from 1 on. */
static inline uint64_t start_position(int64_t i, size_t length)
{
    return i > 0 ? (uint64_t)i : i == 0 || i < -(int64_t)length ? 1 : length + 1 - (uint64_t)-i;
}

/* An end position made a number from 0 to length. */
static inline uint64_t end_position(int64_t i, size_t length)
{
    return i > (int64_t)length ? length : i >= 0 ? (uint64_t)i : i < -(int64_t)length ? 0 : length + 1 - (uint64_t)-i;
}

int shortcut_string_len(SHORTCUT_PARAMS)
{
    String *s = first_string(f, n);
    if (s == NULL) {
        return SHORTCUT_NO;
    }
    set_int(f, (int64_t)s->length);
    return 1;
}

int shortcut_string_byte(SHORTCUT_PARAMS)
{
    String *s = first_string(f, n);
    if (s == NULL || n > 3 || (n > 1 && !is_int(f + 2)) || (n > 2 && !is_int(f + 3))) {
        return SHORTCUT_NO;
    }
    int64_t i = n > 1 ? f[2].i : 1, j = n > 2 ? f[3].i : i;
    uint64_t from = start_position(i, s->length), to = end_position(j, s->length);
    if (from > to) {
        return 0;
    }
    size_t count = to - from + 1, room = count;
    if (count >= SOME_BYTES || !shortcut_has_room(vm, f, &room, want)) {
        return SHORTCUT_NO;
    }
    for (size_t k = 0; k < room; k++) {
        set_int(f + k, (uint8_t)s->chars[from - 1 + k]);
    }
    return (int)count;
}

int shortcut_string_sub(SHORTCUT_PARAMS)
{
    String *s = first_string(f, n);
    if (s == NULL || n < 2 || n > 3 || !is_int(f + 2) || (n > 2 && !is_int(f + 3))) {
        return SHORTCUT_NO;
    }
    uint64_t from = start_position(f[2].i, s->length), to = end_position(n > 2 ? f[3].i : -1, s->length);
    if (from > to) {
        from = 1;
        to = 0;
    }
    size_t length = to - from + 1;
    if (length == s->length) {
        set_string(f, s);
        return 1;
    }
    return is_much(vm, length) ? SHORTCUT_NO : shortcut_give_string(vm, f, string_new(vm, s->chars + from - 1, length));
}

int shortcut_string_char(SHORTCUT_PARAMS)
{
    char text[MAX_SHORT_STRING];
    if (n > sizeof text) {
        return SHORTCUT_NO;
    }
    for (uint64_t i = 0; i < n; i++) {
        if (!is_int(f + 1 + i) || (uint64_t)f[1 + i].i > 255) {
            return SHORTCUT_NO;
        }
        text[i] = (char)f[1 + i].i;
    }
    return shortcut_give_string(vm, f, string_new(vm, text, n));
}

/* ---- strings made byte by byte ---- */

/* Where the bytes of a string of this length are to be written: `small`, or those of a new long one. NULL: it is too long,
 * or there is no memory. */
static char *begin_string(VM *vm, size_t length, char small[MAX_SHORT_STRING], String **made)
{
    *made = NULL;
    if (length <= MAX_SHORT_STRING) {
        return small;
    }
    *made = is_much(vm, length) ? NULL : string_new_raw(vm, length);
    vm->has_error = false;
    return *made != NULL ? (*made)->chars : NULL;
}

static int end_string(VM *vm, Value *f, const char *small, size_t length, String *made)
{
    return shortcut_give_string(vm, f, made != NULL ? made : string_new(vm, small, length));
}

/* The string with the 26 letters from `first` on moved by `by`. */
static inline int give_moved(VM *vm, Value *f, uint64_t n, char first, int by)
{
    String *s = first_string(f, n), *made;
    char small[MAX_SHORT_STRING], *to = s != NULL ? begin_string(vm, s->length, small, &made) : NULL;
    if (to == NULL) {
        return SHORTCUT_NO;
    }
    for (size_t i = 0; i < s->length; i++) {
        char c = s->chars[i];
        to[i] = (char)(c + ((unsigned)c - (unsigned)first < 26 ? by : 0));
    }
    return end_string(vm, f, small, s->length, made);
}

int shortcut_string_lower(SHORTCUT_PARAMS)
{
    return give_moved(vm, f, n, 'A', 'a' - 'A');
}

int shortcut_string_upper(SHORTCUT_PARAMS)
{
    return give_moved(vm, f, n, 'a', 'A' - 'a');
}

int shortcut_string_reverse(SHORTCUT_PARAMS)
{
    String *s = first_string(f, n), *made;
    char small[MAX_SHORT_STRING], *to = s != NULL ? begin_string(vm, s->length, small, &made) : NULL;
    if (to == NULL) {
        return SHORTCUT_NO;
    }
    for (size_t i = 0; i < s->length; i++) {
        to[i] = s->chars[s->length - 1 - i];
    }
    return end_string(vm, f, small, s->length, made);
}

int shortcut_string_rep(SHORTCUT_PARAMS)
{
    String *s = first_string(f, n), *made;
    char small[MAX_SHORT_STRING];
    if (s == NULL || n != 2 || !is_int(f + 2) || f[2].i > MANY_BYTES || s->length > MANY_BYTES) {
        return SHORTCUT_NO;
    }
    size_t length = s->length, total = f[2].i > 0 ? (size_t)f[2].i * length : 0;
    char *to = begin_string(vm, total, small, &made);
    if (to == NULL) {
        return SHORTCUT_NO;
    }
    if (length == 1) {
        memset(to, s->chars[0], total);
    } else {
        for (size_t done = 0; done < total; done += length) {
            memcpy(to + done, s->chars, length);
        }
    }
    return end_string(vm, f, small, total, made);
}

/* ---- find ---- */

/* Whether the text has none of the characters that mean something in patterns. */
static bool is_plain_pattern(const String *p)
{
    for (size_t i = 0; i < p->length; i++) {
        switch (p->chars[i]) {
        case '^': case '$': case '*': case '+': case '?': case '.': case '(': case '[': case '%': case '-':
            return false;
        default:
            break;
        }
    }
    return true;
}

/* Where the needle, which is not empty, is; NULL: nowhere. */
static const char *find_text(const char *p, const char *end, const String *needle)
{
    size_t length = needle->length;
    if ((size_t)(end - p) < length) {
        return NULL;
    }
    for (const char *last = end - length; p <= last; p++) {
        p = memchr(p, needle->chars[0], (size_t)(last - p) + 1);
        if (p == NULL || length == 1 || memcmp(p + 1, needle->chars + 1, length - 1) == 0) {
            return p;
        }
    }
    return NULL;
}

int shortcut_string_find(SHORTCUT_PARAMS)
{
    String *s = first_string(f, n), *p = n > 1 && is_string(f + 2) ? f[2].string : NULL;
    size_t room = 2;
    if (s == NULL || p == NULL || n > 4 || (n > 2 && !is_int(f + 3)) || is_much(vm, s->length) || p->length > SOME_BYTES ||
        !((n > 3 && !is_falsy(f + 4)) || is_plain_pattern(p)) || !shortcut_has_room(vm, f, &room, want)) {
        return SHORTCUT_NO;
    }
    uint64_t from = start_position(n > 2 ? f[3].i : 1, s->length) - 1;
    const char *found = from > s->length ? NULL : s->chars + from;
    if (found != NULL && p->length > 0) {
        found = find_text(found, s->chars + s->length, p);
    }
    if (found == NULL) {
        set_nil(f);
        return 1;
    }
    set_int(f, found - s->chars + 1);
    if (room > 1) {
        set_int(f + 1, found - s->chars + (int64_t)p->length);
    }
    return 2;
}
