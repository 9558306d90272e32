/* edit_screen.c: where things are on the screen, and what is written there beside libedit. Columns and rows are computed as
 * libedit lays a text out, so that the cursor can be brought back to the row on which it believes it to be. */
#include "edit_internal.h"

#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "system.h"

void edit_set_brackets(bool on)
{
    fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
    fflush(stdout);
}

/* As libedit shows a character: control characters as ^A, others that cannot be printed as \U+1234. */
static int width_of(wchar_t c)
{
    if (c < 256 && iswcntrl((wint_t)c)) {
        return 2;
    } else if (!iswprint((wint_t)c)) {
        return c > 0xFFFF ? 8 : 7;
    }
    int width = wcwidth(c);
    return width >= 0 ? width : 0;
}

/* Where the cursor stands behind `length` bytes that are written from a place on. */
static EditPlace place_after(EditPlace at, const char *text, size_t length)
{
    int columns, rows;
    mbstate_t state = {0};
    system_screen_size(&columns, &rows);
    for (size_t i = 0; i < length;) {
        wchar_t c = (unsigned char)text[i];
        size_t n = mbrtowc(&c, text + i, length - i, &state);
        if (n == (size_t)-1 || n == (size_t)-2 || n == 0) {
            n = 1;
            state = (mbstate_t){0};
        }
        i += n;
        if (c == L'\n') {
            at = (EditPlace){at.row + 1, 0};
            continue;
        }
        int width = c == L'\t' ? 8 - at.column % 8 : width_of(c);
        if (at.column + width > columns) { /* a wide character that has no room goes to the next row whole */
            at = (EditPlace){at.row + 1, 0};
        }
        at.column += width;
        if (at.column >= columns) {
            at = (EditPlace){at.row + 1, 0};
        }
    }
    return at;
}

EditPlace edit_place(const Editor *e, const char *text, size_t length)
{
    EditPlace start = place_after((EditPlace){0, 0}, e->prompt, strlen(e->prompt));
    return place_after(start, text, length);
}

void edit_move_cursor(EditPlace from, EditPlace to)
{
    if (to.row < from.row) {
        printf("\033[%dA", from.row - to.row);
    } else if (to.row > from.row) {
        printf("\033[%dB", to.row - from.row);
    }
    printf("\r");
    if (to.column > 0) {
        printf("\033[%dC", to.column);
    }
    fflush(stdout);
}

/* Shows lines below the text, and lets libedit draw the text anew below them. */
void edit_show_below(const Editor *e, const char *lines)
{
    const LineInfo *line = e->lib.line(e->el);
    EditPlace cursor = edit_place(e, line->buffer, line_cursor(line)), end = edit_place(e, line->buffer, line_length(line));
    edit_move_cursor(cursor, end);
    fputs("\r\n", stdout);
    for (; *lines != '\0'; lines++) {
        fputs(*lines == '\n' ? "\r\n" : (char[]){*lines, '\0'}, stdout);
    }
    fputs("\r\n", stdout);
    for (int row = 0; row < cursor.row; row++) {
        fputs("\r\n", stdout);
    }
    if (cursor.column > 0) {
        printf("\033[%dC", cursor.column);
    }
    fflush(stdout);
}

/* Draws the text anew from the row on, in which the prompt began. */
void edit_redraw(const Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    edit_move_cursor(edit_place(e, line->buffer, line_cursor(line)), (EditPlace){0, 0});
    fputs("\033[J", stdout);
    fflush(stdout);
    e->lib.set(e->el, EL_REFRESH);
}

/* Brings the cursor to the beginning of a row: a chunk may have written a line without its end, which the prompt would
 * go over. A sign and spaces fill a row; only behind other text do they reach the next one, and the sign stays. */
void edit_begin_row(void)
{
    int columns, rows;
    system_screen_size(&columns, &rows);
    printf("\033[7m%%\033[0m%*s\r\033[K", columns - 1, "");
    fflush(stdout);
}

/* Whether a text shows itself: it has no tabs, and nothing that libedit shows in another way. */
static bool is_printable(const char *text)
{
    mbstate_t state = {0};
    size_t length = strlen(text);
    for (size_t i = 0; i < length;) {
        wchar_t c;
        size_t n = mbrtowc(&c, text + i, length - i, &state);
        if (n == 0 || n > length || (!iswprint((wint_t)c) && c != L'\n')) {
            return false;
        }
        i += n;
    }
    return true;
}

/* Draws what was accepted, which ends above the cursor, with colours, where it still is on the screen whole. */
void edit_show_colours(const Editor *e, const char *text)
{
    int columns, rows;
    system_screen_size(&columns, &rows);
    EditPlace end = edit_place(e, text, strlen(text));
    char *coloured = end.row + 1 < rows ? e->hooks.highlight(e->hooks.ud, text) : NULL;
    if (coloured != NULL && is_printable(text)) {
        printf("\033[%dA\r\033[J%s", end.row + 1, e->prompt);
        for (const char *c = coloured; *c != '\0'; c++) {
            fputs(*c == '\n' ? "\r\n" : (char[]){*c, '\0'}, stdout);
        }
        fputs(end.column == 0 && end.row > 0 && text[strlen(text) - 1] != '\n' ? "\r\n\r\n" : "\r\n", stdout);
        fflush(stdout);
    }
    free(coloured);
}
