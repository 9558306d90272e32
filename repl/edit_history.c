/* edit_history.c: the history: Up and Down, and what libedit walks when it searches. Entries are whole chunks. */
#include "edit_internal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static bool begins_with(const char *text, const char *prefix, size_t length)
{
    return strncmp(text, prefix, length) == 0;
}

/* The next entry from `from` on, in a direction, that begins with what was typed and is not what is shown; -1. */
static int find_entry(const Editor *e, int from, int step, const char *shown)
{
    for (int i = from; i >= 0 && i < e->count; i += step) {
        if (begins_with(e->entries[i], e->typed, e->prefix) && strcmp(e->entries[i], shown) != 0) {
            return i;
        }
    }
    return -1;
}

/* What is in the buffer was typed, not recalled: it is what a walk through the history starts from, and comes back to. */
static bool start_recall(Editor *e, const char *shown)
{
    if (e->recalled >= 0 && strcmp(shown, e->entries[e->recalled]) == 0) {
        return true;
    }
    const LineInfo *line = e->lib.line(e->el);
    free(e->typed);
    e->typed = edit_copy(shown, strlen(shown));
    e->prefix = line_cursor(line);
    e->recalled = -1;
    return e->typed != NULL;
}

static unsigned char recall(Editor *e, int step)
{
    char *shown = edit_text(e);
    if (shown == NULL || !start_recall(e, shown) || (e->recalled < 0 && step > 0)) {
        free(shown);
        return CC_ERROR;
    }
    int from = e->recalled < 0 ? e->count - 1 : e->recalled + step;
    int found = find_entry(e, from, step, shown);
    free(shown);
    if (found < 0 && step < 0) {
        return CC_ERROR;
    }
    e->recalled = found;
    edit_set_text(e, found >= 0 ? e->entries[found] : e->typed);
    return CC_REFRESH;
}

/* While a recalled entry is left as it came, Up and Down go on through the history. */
static bool is_recalled(Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    const char *entry = e->recalled >= 0 ? e->entries[e->recalled] : NULL;
    return entry != NULL && line->cursor == line->lastchar && strlen(entry) == line_length(line) &&
           memcmp(entry, line->buffer, line_length(line)) == 0;
}

unsigned char edit_key_up(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    (void)key;
    return !is_recalled(e) && edit_move_line(e, -1) ? CC_CURSOR : recall(e, -1);
}

unsigned char edit_key_down(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    (void)key;
    return !is_recalled(e) && edit_move_line(e, 1) ? CC_CURSOR : recall(e, 1);
}

unsigned char edit_key_older(EditLine *el, wint_t key)
{
    (void)key;
    return recall(edit_of(el), -1);
}

unsigned char edit_key_newer(EditLine *el, wint_t key)
{
    (void)key;
    return recall(edit_of(el), 1);
}

/* The history as libedit's reverse search walks it. */
int edit_walk_history(void *ud, HistEvent *event, int op, ...)
{
    Editor *e = ud;
    switch (op) {
    case H_FIRST: e->walk = e->count - 1; break;
    case H_LAST: e->walk = 0; break;
    case H_NEXT: e->walk--; break;
    case H_PREV: e->walk++; break;
    case H_CURR: break;
    default: return -1;
    }
    if (e->walk < 0 || e->walk >= e->count) {
        e->walk = e->walk < 0 ? -1 : e->count;
        return -1;
    }
    event->num = e->walk + 1;
    event->str = e->entries[e->walk];
    return 0;
}

static void drop_entry(Editor *e, int i)
{
    free(e->entries[i]);
    e->count--;
    memmove(&e->entries[i], &e->entries[i + 1], (size_t)(e->count - i) * sizeof e->entries[0]);
}

void edit_remember(Editor *e, const char *text)
{
    char *copy = edit_copy(text, strlen(text));
    for (int i = 0; i < e->count; i++) {
        if (strcmp(e->entries[i], text) == 0) {
            drop_entry(e, i);
        }
    }
    if (e->count == HISTORY_MAX) {
        drop_entry(e, 0);
    }
    if (copy != NULL) {
        e->entries[e->count++] = copy;
    }
}
