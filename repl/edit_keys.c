/* edit_keys.c: keys with a meaning of their own: Enter, Tab, Ctrl-C, Ctrl-D, brackets. */
#include "edit_internal.h"

#include <stdlib.h>
#include <string.h>

unsigned char edit_key_enter(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    char *before = edit_copy(line->buffer, line_cursor(line));
    char *after = edit_copy(line->cursor, line_length(line) - line_cursor(line));
    (void)key;
    if (before != NULL && after != NULL) {
        bool is_whole = e->hooks.enter(e->hooks.ud, &before, &after);
        edit_set_text(e, before);
        size_t cursor = strlen(before);
        if (after[0] != '\0') {
            e->lib.insertstr(el, after);
            if (!is_whole) {
                edit_set_cursor(e, cursor);
            }
        }
        e->injected = is_whole ? INJECT_ACCEPT : 0;
    }
    free(before);
    free(after);
    return CC_REFRESH;
}

unsigned char edit_key_line(EditLine *el, wint_t key)
{
    (void)key;
    return edit_of(el)->lib.insertstr(el, "\n") == 0 ? CC_REFRESH : CC_ERROR;
}

/* Gives the text up: it stays on the screen, with ^C behind. */
unsigned char edit_key_cancel(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    (void)key;
    edit_set_cursor(e, line_length(e->lib.line(el)));
    e->lib.insertstr(el, "^C");
    e->is_cancelled = true;
    e->injected = INJECT_ACCEPT;
    return CC_REFRESH;
}

unsigned char edit_key_delete(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    (void)key;
    if (line_length(line) == 0) {
        return CC_EOF;
    } else if (line->cursor == line->lastchar) {
        return CC_ERROR;
    }
    e->lib.cursor(el, 1);
    e->lib.deletestr(el, 1);
    return CC_REFRESH;
}

unsigned char edit_key_complete(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    char *before = edit_copy(line->buffer, line_cursor(line)), *list = NULL;
    char *insertion = before != NULL ? e->hooks.complete(e->hooks.ud, before, &list) : NULL;
    unsigned char result = CC_ERROR;
    (void)key;
    if (list != NULL) {
        edit_show_below(e, list);
        result = CC_REDISPLAY;
    } else if (insertion != NULL && insertion[0] != '\0') {
        e->lib.insertstr(el, insertion);
        result = CC_REFRESH;
    }
    free(insertion);
    free(list);
    free(before);
    return result;
}

/* A closing bracket; edit_read_char shows its partner when it has been drawn. */
unsigned char edit_key_bracket(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    char text[2] = {(char)key, '\0'};
    e->shows_bracket = true;
    return e->lib.insertstr(el, text) == 0 ? CC_REFRESH : CC_ERROR;
}

/* Deletes the character in front of the cursor, or a step of the line's indentation. */
unsigned char edit_key_backspace(EditLine *el, wint_t key)
{
    enum { STEP = 4 };
    Editor *e = edit_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t at = line_cursor(line), start = at;
    (void)key;
    if (at == 0) {
        return CC_ERROR;
    }
    while (start > 0 && line->buffer[start - 1] == ' ') {
        start--;
    }
    bool is_indentation = at - start > 1 && (start == 0 || line->buffer[start - 1] == '\n');
    e->lib.deletestr(el, is_indentation ? (int)((at - start - 1) % STEP) + 1 : 1);
    return CC_REFRESH;
}

unsigned char edit_key_nothing(EditLine *el, wint_t key)
{
    (void)el;
    (void)key;
    return CC_NORM;
}
