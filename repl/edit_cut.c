/* edit_cut.c: keys that cut out a part of the text: to the end or the beginning of the line, words; and the one that
 * inserts what was cut out last. libedit's own know no lines within a text. */
#include "edit_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Cuts out the bytes between two offsets; the cursor stands where they were. */
static unsigned char cut(Editor *e, size_t from, size_t to)
{
    const LineInfo *line = e->lib.line(e->el);
    char *part = from < to ? edit_copy(line->buffer + from, to - from) : NULL;
    if (part == NULL) {
        return CC_ERROR;
    }
    free(e->cut);
    e->cut = part;
    edit_set_cursor(e, to);
    e->lib.deletestr(e->el, edit_count(part, to - from));
    return CC_REFRESH;
}

/* Of a word: a letter, a digit, _, any byte of a character beyond ASCII. */
static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || ((unsigned char)c & 0x80) != 0;
}

static bool is_no_space(char c)
{
    return c != ' ' && c != '\t' && c != '\n';
}

/* The beginning of the word in front of the cursor. */
static size_t word_start(const LineInfo *line, bool (*is_inside)(char c))
{
    size_t at = line_cursor(line);
    while (at > 0 && !is_inside(line->buffer[at - 1])) {
        at--;
    }
    while (at > 0 && is_inside(line->buffer[at - 1])) {
        at--;
    }
    return at;
}

/* To the end of the line; there, the newline. */
unsigned char edit_key_cut_to_end(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t from = line_cursor(line), length = line_length(line);
    const char *newline = memchr(line->cursor, '\n', length - from);
    size_t to = newline != NULL ? (size_t)(newline - line->buffer) : length;
    (void)key;
    return cut(e, from, to == from && newline != NULL ? to + 1 : to);
}

/* To the beginning of the line; there, the newline in front of it. */
unsigned char edit_key_cut_to_start(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t to = line_cursor(line), from = to;
    (void)key;
    while (from > 0 && line->buffer[from - 1] != '\n') {
        from--;
    }
    return cut(e, from == to && from > 0 ? from - 1 : from, to);
}

/* What lies between spaces. */
unsigned char edit_key_cut_back(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    (void)key;
    return cut(e, word_start(line, is_no_space), line_cursor(line));
}

unsigned char edit_key_cut_word_back(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    (void)key;
    return cut(e, word_start(line, is_word), line_cursor(line));
}

unsigned char edit_key_cut_word(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t from = line_cursor(line), to = from, length = line_length(line);
    (void)key;
    while (to < length && !is_word(line->buffer[to])) {
        to++;
    }
    while (to < length && is_word(line->buffer[to])) {
        to++;
    }
    return cut(e, from, to);
}

unsigned char edit_key_insert_cut(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    (void)key;
    return e->cut != NULL && e->lib.insertstr(el, e->cut) == 0 ? CC_REFRESH : CC_ERROR;
}
