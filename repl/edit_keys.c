/* edit_keys.c: keys with a meaning of their own: Enter, Tab, brackets, a paste. */
#include "edit_internal.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

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

enum { PASTE_MAX = 16 * 1024 * 1024 }; /* characters */

/* What a paste has collected. */
typedef struct Collected {
    wchar_t *text;
    size_t length, room;
} Collected;

static bool collect(Collected *c, wchar_t next)
{
    if (c->length + 1 >= c->room) {
        size_t room = c->room * 2 + 256;
        wchar_t *bigger = room < PASTE_MAX ? realloc(c->text, room * sizeof *bigger) : NULL;
        if (bigger == NULL) {
            return false;
        }
        c->text = bigger;
        c->room = room;
    }
    c->text[c->length++] = next;
    return true;
}

static bool ends_with(const Collected *c, const wchar_t *mark, size_t length)
{
    return c->length >= length && wmemcmp(c->text + c->length - length, mark, length) == 0;
}

/* The block between the terminal's marks goes in as it is. */
unsigned char edit_key_paste(EditLine *el, wint_t key)
{
    static const wchar_t mark[] = L"\033[201~";
    enum { MARK = sizeof mark / sizeof mark[0] - 1 };
    Editor *e = edit_of(el);
    Collected block = {0};
    wchar_t c;
    bool is_whole = false;
    (void)key;
    while (!is_whole && e->lib.wgetc(el, &c) == 1) {
        if (c == L'\r') {
            c = L'\n';
        }
        if (!collect(&block, c)) {
            break;
        }
        is_whole = ends_with(&block, mark, MARK);
    }
    if (is_whole) {
        block.length -= MARK;
    }
    while (block.length > 0 && block.text[block.length - 1] == L'\n') { /* Enter is the user's to press */
        block.length--;
    }
    if (block.length > 0) {
        block.text[block.length] = L'\0';
        size_t room = block.length * MB_CUR_MAX + 1;
        char *text = malloc(room);
        if (text != NULL && wcstombs(text, block.text, room) != (size_t)-1) {
            e->lib.insertstr(el, text);
        }
        free(text);
    }
    free(block.text);
    return CC_REFRESH;
}
