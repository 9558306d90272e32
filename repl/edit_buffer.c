/* edit_buffer.c: the text that is being edited: libedit's buffer, of which offsets are in bytes here, in characters there. */
#include "edit_internal.h"

#include <stdlib.h>
#include <string.h>

/* A copy of bytes with a NUL; NULL: no memory. */
char *edit_copy(const char *bytes, size_t length)
{
    char *copy = malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, bytes, length);
        copy[length] = '\0';
    }
    return copy;
}

char *edit_text(Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    return edit_copy(line->buffer, line_length(line));
}

/* Characters in so many bytes, as libedit counts them. */
int edit_count(const char *bytes, size_t length)
{
    int count = 0;
    mbstate_t state = {0};
    for (size_t i = 0; i < length; count++) {
        size_t n = mbrtowc(NULL, bytes + i, length - i, &state);
        if (n == (size_t)-1 || n == (size_t)-2 || n == 0) {
            n = 1;
            state = (mbstate_t){0};
        }
        i += n;
    }
    return count;
}

/* Puts the cursor behind so many bytes of the text. */
void edit_set_cursor(Editor *e, size_t to)
{
    const LineInfo *line = e->lib.line(e->el);
    size_t at = line_cursor(line);
    int distance = to >= at ? edit_count(line->cursor, to - at) : -edit_count(line->buffer + to, at - to);
    e->lib.cursor(e->el, distance);
}

/* Replaces the whole text; the cursor goes to its end. */
void edit_set_text(Editor *e, const char *text)
{
    const LineInfo *line = e->lib.line(e->el);
    size_t length = line_length(line);
    int count = edit_count(line->buffer, length);
    edit_set_cursor(e, length);
    if (count > 0) {
        e->lib.deletestr(e->el, count);
    }
    if (text[0] != '\0') {
        e->lib.insertstr(e->el, text);
    }
}

/* Moves the cursor a line up or down within the text. False: there is no such line. */
bool edit_move_line(Editor *e, int step)
{
    const LineInfo *line = e->lib.line(e->el);
    const char *text = line->buffer, *end = line->lastchar, *start = line->cursor, *target;
    while (start > text && start[-1] != '\n') {
        start--;
    }
    int column = edit_count(start, (size_t)(line->cursor - start));
    if (step < 0) {
        if (start == text) {
            return false;
        }
        for (target = start - 1; target > text && target[-1] != '\n'; target--) {
        }
    } else {
        target = memchr(line->cursor, '\n', (size_t)(end - line->cursor));
        if (target == NULL) {
            return false;
        }
        target++;
    }
    while (column-- > 0 && target < end && *target != '\n') {
        for (target++; target < end && ((unsigned char)*target & 0xC0) == 0x80; target++) {
        }
    }
    edit_set_cursor(e, (size_t)(target - text));
    return true;
}

/* Home and End: of the line, not of the whole text. */
unsigned char edit_key_home(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t at = line_cursor(line);
    (void)key;
    while (at > 0 && line->buffer[at - 1] != '\n') {
        at--;
    }
    edit_set_cursor(e, at);
    return CC_CURSOR;
}

unsigned char edit_key_end(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t at = line_cursor(line);
    (void)key;
    while (at < line_length(line) && line->buffer[at] != '\n') {
        at++;
    }
    edit_set_cursor(e, at);
    return CC_CURSOR;
}
