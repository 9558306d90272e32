/* search.c: see search.h. */
#include "search.h"

#include <stdio.h>
#include <string.h>

/* Adds the text, each occurrence of `from` replaced. An empty `from` occurs nowhere. */
static bool add_replaced(WeftBuffer *b, const char *text, const char *from, const char *with)
{
    size_t length = strlen(from);
    const char *next = length > 0 ? strstr(text, from) : NULL;
    while (next != NULL) {
        weft_buffer_add(b, text, (size_t)(next - text));
        weft_buffer_add_text(b, with);
        text = next + length;
        next = strstr(text, from);
    }
    return weft_buffer_add_text(b, text);
}

static bool is_readable(const char *file)
{
    FILE *f = fopen(file, "r");
    if (f == NULL) {
        return false;
    }
    fclose(f);
    return true;
}

/* The path with every ? filled in, in slot `to`; the name, in slot `name`, is kept alive there. */
static bool fill_templates(Weft *w, int name, const char *path, int to)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, to);
    add_replaced(&b, path, "?", weft_get_string(w, name, NULL));
    return weft_buffer_finish(&b, to);
}

static SearchResult list_tried(Weft *w, const char *paths, int box, int to)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, box);
    weft_buffer_add_text(&b, "no file '");
    add_replaced(&b, paths, ";", "'\n\tno file '");
    weft_buffer_add_char(&b, '\'');
    return weft_buffer_finish(&b, to) ? SEARCH_NOTHING : SEARCH_FAILED;
}

/* Tries the files in the list, in the slot `paths`, one by one. */
static SearchResult try_files(Weft *w, int paths, int file, int to)
{
    const char *rest = weft_get_string(w, paths, NULL);
    for (;;) {
        size_t length = strcspn(rest, ";");
        if (!weft_set_string(w, file, rest, length)) {
            return SEARCH_FAILED;
        }
        if (is_readable(weft_get_string(w, file, NULL))) {
            weft_copy(w, to, file);
            return SEARCH_FOUND;
        }
        if (rest[length] == '\0') {
            return list_tried(w, weft_get_string(w, paths, NULL), file, to);
        }
        rest += length + 1;
    }
}

SearchResult search_path(Weft *w, const char *name, const char *path, const char *separator, const char *replacement,
                         int to)
{
    int top = weft_slot_count(w) > to ? weft_slot_count(w) : to + 1;
    int full_name = top, paths = top + 1, file = top + 2;
    WeftBuffer b;
    weft_buffer_init(w, &b, full_name);
    add_replaced(&b, name, separator, replacement);
    if (!weft_buffer_finish(&b, full_name) || !fill_templates(w, full_name, path, paths)) {
        return SEARCH_FAILED;
    }
    SearchResult result = try_files(w, paths, file, to);
    weft_set_slot_count(w, top);
    return result;
}
