/* stream_read.c: reading and writing files: the formats n, l, L, a, counts; numbers and strings out.
 *
 * Every reader leaves its value in slot `to`, uses the slot behind it, and tells whether there was something to read.
 * The slots behind are cut by the caller.
 */
#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <string.h>

#include "format.h"
#include "result.h"
#include "stream.h"

/* ---- numbers ---- */

enum { NUMERAL_MAX = 200 }; /* characters of a numeral, at most */

typedef struct Numeral {
    FILE *file;
    int next; /* the character that comes next */
    size_t length;
    bool is_too_long;
    char text[NUMERAL_MAX + 1];
} Numeral;

/* Takes the next character into the numeral. */
static bool take(Numeral *n)
{
    if (n->length >= NUMERAL_MAX) {
        n->is_too_long = true;
        return false;
    }
    n->text[n->length++] = (char)n->next;
    n->next = getc_unlocked(n->file);
    return true;
}

/* Takes the next character if it is one of these. */
static bool take_any(Numeral *n, const char *set)
{
    return n->next > 0 && strchr(set, n->next) != NULL && take(n);
}

static size_t take_digits(Numeral *n, bool is_hexadecimal)
{
    size_t count = 0;
    while ((is_hexadecimal ? isxdigit(n->next) : isdigit(n->next)) && take(n)) {
        count++;
    }
    return count;
}

/* Takes the longest text that could begin a numeral. */
static void scan_numeral(Numeral *n)
{
    char point[] = {localeconv()->decimal_point[0], '.', '\0'};
    size_t digits = 0;
    bool is_hexadecimal = false;
    take_any(n, "+-");
    if (take_any(n, "0")) {
        is_hexadecimal = take_any(n, "xX");
        digits = is_hexadecimal ? 0 : 1;
    }
    digits += take_digits(n, is_hexadecimal);
    if (take_any(n, point)) {
        digits += take_digits(n, is_hexadecimal);
    }
    if (digits > 0 && take_any(n, is_hexadecimal ? "pP" : "eE")) {
        take_any(n, "+-");
        take_digits(n, false);
    }
}

static bool read_number(Weft *w, FILE *file, int to)
{
    Numeral n = {.file = file};
    flockfile(file);
    do {
        n.next = getc_unlocked(file);
    } while (isspace(n.next));
    scan_numeral(&n);
    ungetc(n.next, file);
    funlockfile(file);
    if (!n.is_too_long && weft_set_parsed_number(w, to, n.text, n.length)) {
        return true;
    }
    weft_set_nil(w, to);
    return false;
}

/* ---- text ---- */

/* Reads into the buffer up to a newline or the end, and returns which. The file is locked. */
static int read_to_newline(WeftBuffer *b, FILE *file)
{
    enum { PIECE = 256 };
    for (;;) {
        char *room = weft_buffer_reserve(b, PIECE);
        if (room == NULL) {
            return EOF;
        }
        for (int i = 0; i < PIECE; i++) {
            int c = getc_unlocked(file);
            if (c == EOF || c == '\n') {
                b->length += (size_t)i;
                return c;
            }
            room[i] = (char)c;
        }
        b->length += PIECE;
        if (!weft_charge(b->w, PIECE / 64)) {
            return EOF;
        }
    }
}

static bool read_line(Weft *w, FILE *file, int to, bool keeps_newline)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, to + 1);
    flockfile(file);
    int end = read_to_newline(&b, file);
    funlockfile(file);
    if (end == '\n' && keeps_newline) {
        weft_buffer_add_char(&b, '\n');
    }
    bool is_read = end == '\n' || b.length > 0;
    return weft_buffer_finish(&b, to) && is_read;
}

/* Up to `count` bytes. */
static bool read_bytes(Weft *w, FILE *file, int to, size_t count)
{
    enum { FIRST_PIECE = 4096 }; /* doubled each time: a wild count doesn't take memory that the file can't fill */
    WeftBuffer b;
    size_t piece = FIRST_PIECE, got;
    weft_buffer_init(w, &b, to + 1);
    do {
        size_t wanted = count < piece ? count : piece;
        char *room = weft_buffer_reserve(&b, wanted);
        if (room == NULL || !weft_charge(w, (int64_t)(wanted / 64))) {
            return false;
        }
        got = fread(room, 1, wanted, file);
        b.length += got;
        count -= got;
        if (got < wanted) {
            break;
        }
        piece *= 2;
    } while (count > 0);
    bool is_read = b.length > 0;
    return weft_buffer_finish(&b, to) && is_read;
}

/* Reads nothing, and tells whether there is more. */
static bool read_nothing(Weft *w, FILE *file, int to)
{
    int c = getc(file);
    ungetc(c, file);
    weft_set_string(w, to, "", 0);
    return c != EOF;
}

/* ---- formats ---- */

static bool read_by_name(Weft *w, FILE *file, int format, int to)
{
    const char *name = weft_check_string(w, format, NULL);
    if (name == NULL) {
        return false;
    }
    if (*name == '*') { /* as in old Lua */
        name++;
    }
    switch (*name) {
    case 'n': return read_number(w, file, to);
    case 'l': return read_line(w, file, to, false);
    case 'L': return read_line(w, file, to, true);
    case 'a': read_bytes(w, file, to, SIZE_MAX); return true;
    default: weft_raise_argument(w, format, "invalid format"); return false;
    }
}

static bool read_format(Weft *w, FILE *file, int format, int to)
{
    int64_t count;
    if (weft_type(w, format) != WEFT_NUMBER) {
        return read_by_name(w, file, format, to);
    }
    if (!weft_check_integer(w, format, &count)) {
        return false;
    }
    return count == 0 ? read_nothing(w, file, to) : read_bytes(w, file, to, (size_t)count);
}

WeftResult stream_read(Weft *w, FILE *file, int first)
{
    int end = weft_slot_count(w), to = end;
    bool is_read = true;
    clearerr(file);
    errno = 0;
    if (first == end) {
        is_read = read_line(w, file, to, false);
        weft_set_slot_count(w, ++to);
    } else if (!weft_reserve(w, end - first + 20)) {
        return WEFT_RAISE;
    }
    for (int format = first; format < end && is_read; format++) {
        is_read = read_format(w, file, format, to);
        weft_set_slot_count(w, ++to);
    }
    if (weft_has_error(w)) {
        return WEFT_RAISE;
    }
    if (ferror(file)) {
        return result_of_call(w, false, errno, NULL);
    }
    if (!is_read) {
        weft_set_nil(w, to - 1);
    }
    return to - end;
}

/* ---- writing ---- */

/* One string or number; false: not written (errno) or a pending error. */
static bool write_slot(Weft *w, FILE *file, int slot)
{
    size_t length;
    int64_t i;
    double n;
    if (weft_type(w, slot) != WEFT_NUMBER) {
        const char *s = weft_check_string(w, slot, &length);
        return s != NULL && fwrite(s, 1, length, file) == length;
    }
    char text[48];
    if (weft_is_integer(w, slot)) {
        weft_to_integer(w, slot, &i);
        length = format_decimal(i, text);
        return fwrite(text, 1, length, file) == length;
    }
    weft_to_number(w, slot, &n);
    length = weft_number_text(n, 14, text); /* as Lua 5.4 does: no ".0" behind whole numbers */
    return length > 0 ? fwrite(text, 1, length, file) == length : fprintf(file, "%.14g", n) > 0;
}

WeftResult stream_write(Weft *w, FILE *file, int first)
{
    int end = weft_slot_count(w), error = 0;
    bool is_done = true;
    for (int i = first; i < end; i++) {
        errno = 0;
        if (!write_slot(w, file, i)) {
            is_done = false;
            error = error != 0 ? error : errno;
        }
        if (weft_has_error(w)) {
            return WEFT_RAISE;
        }
    }
    return is_done ? 0 : result_of_call(w, false, error, NULL);
}
