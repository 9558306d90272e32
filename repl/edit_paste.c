/* edit_paste.c: a block that is pasted, which the terminal puts between two marks. It goes into the text as it is,
 * whole or, where it cannot be kept whole, not at all: none of it is ever taken for keys. */
#include "edit_internal.h"

#include <stdlib.h>
#include <wchar.h>

enum { PASTE_MAX = 16 * 1024 * 1024 }; /* characters: more than anyone reads */

typedef struct Block {
    wchar_t *text;
    size_t length, room;
    bool is_lost; /* too long, or no memory */
} Block;

static void add(Block *b, wchar_t c)
{
    if (b->length + 1 >= b->room && !b->is_lost) {
        size_t room = b->room * 2 + 256;
        wchar_t *bigger = room < PASTE_MAX ? realloc(b->text, room * sizeof *bigger) : NULL;
        b->is_lost = bigger == NULL;
        b->text = bigger != NULL ? bigger : b->text;
        b->room = bigger != NULL ? room : b->room;
    }
    if (!b->is_lost) {
        b->text[b->length++] = c;
    }
}

/* Reads on to the mark. False: it does not come: Ctrl-C, or the end of the input. */
static bool collect(const Editor *e, Block *b)
{
    static const wchar_t mark[] = L"\033[201~";
    enum { MARK = sizeof mark / sizeof mark[0] - 1 };
    wchar_t c, last = L'\0';
    int matched = 0;
    while (matched < MARK && e->lib.wgetc(e->el, &c) == 1 && !e->is_interrupted) {
        matched = c == mark[matched] ? matched + 1 : c == mark[0];
        if (c != L'\n' || last != L'\r') { /* some terminals send both at a line's end */
            add(b, c == L'\r' ? L'\n' : c);
        }
        last = c;
    }
    b->length -= matched == MARK && !b->is_lost ? MARK : 0;
    return matched == MARK && !b->is_lost;
}

static bool insert(const Editor *e, Block *b)
{
    while (b->length > 0 && b->text[b->length - 1] == L'\n') { /* Enter is the user's to press */
        b->length--;
    }
    b->text[b->length] = L'\0';
    size_t room = b->length * MB_CUR_MAX + 1;
    char *text = malloc(room);
    bool is_well = text != NULL && wcstombs(text, b->text, room) != (size_t)-1 && e->lib.insertstr(e->el, text) == 0;
    free(text);
    return is_well;
}

unsigned char edit_key_paste(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    Block block = {0};
    (void)key;
    bool is_well = collect(e, &block) && (block.length == 0 || insert(e, &block));
    if (e->is_interrupted) {
        e->injected = INJECT_CANCEL;
    }
    free(block.text);
    return is_well ? CC_REFRESH : CC_ERROR;
}
