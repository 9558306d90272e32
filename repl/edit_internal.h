/* edit_internal.h: what the editor's files share. */
#ifndef REPL_EDIT_INTERNAL_H
#define REPL_EDIT_INTERNAL_H

#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#include "edit.h"
#include "editline.h"

enum {
    INJECT_ACCEPT = 30, /* Ctrl-^: accepts the text, as libedit's Enter */
    INJECT_CANCEL = 29, /* Ctrl-]: gives the text up */
    HISTORY_MAX = 1000
};

typedef struct EditSignals EditSignals;

struct Editor {
    Editline lib;
    EditLine *el;
    EditHooks hooks;
    locale_t locale;
    EditSignals *signals; /* while a text is edited: what was before */
    char *prompt;
    char *text;           /* the last one that was read */
    char *entries[HISTORY_MAX];
    int count;
    int walk;             /* where libedit's own search in the history is; count: nowhere */
    int recalled;         /* the entry that Up has brought; -1: none */
    char *typed;          /* what was in the buffer before Up brought an entry */
    size_t prefix;        /* bytes of it that entries begin with */
    wchar_t injected;     /* the next key, 0: none */
    char *cut;            /* what was cut out last, NULL: nothing */
    bool is_cancelled;
    bool is_interrupted;  /* by Ctrl-C: the text is to be given up */
    bool has_read;        /* something was typed since edit_read began */
    bool shows_bracket;   /* the cursor is to jump to the bracket that the last typed one closes */
    mbstate_t decoding;   /* of a character of which not all bytes have come */
};

/* The editor that libedit's object belongs to. */
Editor *edit_of(EditLine *el);

/* ---- edit_buffer.c ---- */

static inline size_t line_length(const LineInfo *line)
{
    return (size_t)(line->lastchar - line->buffer);
}

static inline size_t line_cursor(const LineInfo *line)
{
    return (size_t)(line->cursor - line->buffer);
}

/* A copy of bytes with a NUL; NULL: no memory. */
char *edit_copy(const char *bytes, size_t length);
/* A copy of the buffer; NULL: no memory. */
char *edit_text(Editor *e);
/* Characters in so many bytes, as libedit counts them. */
int edit_count(const char *bytes, size_t length);
/* Puts the cursor behind so many bytes of the text. */
void edit_set_cursor(Editor *e, size_t to);
/* Replaces the whole text; the cursor goes to its end. */
void edit_set_text(Editor *e, const char *text);
/* Moves the cursor a line up (-1) or down (1) within the text. False: there is no such line. */
bool edit_move_line(Editor *e, int step);

/* ---- edit_screen.c ---- */

typedef struct EditPlace {
    int row, column; /* from the prompt's beginning on */
} EditPlace;

/* Where the cursor stands behind so many bytes of the text. */
EditPlace edit_place(const Editor *e, const char *text, size_t length);
void edit_move_cursor(EditPlace from, EditPlace to);
/* Whether the terminal is to mark what is pasted. */
void edit_set_brackets(bool on);
/* Shows lines below the text, and lets libedit draw the text anew below them. */
void edit_show_below(const Editor *e, const char *lines);
/* Draws prompt and text anew where they are. */
void edit_redraw(const Editor *e);
/* Brings the cursor to the beginning of an empty row. */
void edit_begin_row(void);
/* Draws what was accepted, which ends above the cursor, with colours. */
void edit_show_colours(const Editor *e, const char *text);

/* ---- edit_input.c ---- */

enum { EDIT_SIGNALS = 6 };
struct EditSignals {
    struct sigaction actions[EDIT_SIGNALS];
    sigset_t mask;
};

/* From the one to the other, signals wait for edit_read_char. */
void edit_hold_signals(EditSignals *before);
void edit_release_signals(const EditSignals *before);
/* Below the text, the terminal as others want it; and as the editor wants it. */
void edit_leave_terminal(const Editor *e);
void edit_enter_terminal(const Editor *e);
/* libedit's source of characters: 1 and a character; 0: the end; -1: an error. */
int edit_read_char(EditLine *el, wchar_t *to);

/* ---- edit_history.c ---- */

/* The history as libedit's search walks it. */
int edit_walk_history(void *ud, HistEvent *event, int op, ...);

/* ---- keys: commands of libedit ---- */

unsigned char edit_key_up(EditLine *el, wint_t key);
unsigned char edit_key_down(EditLine *el, wint_t key);
unsigned char edit_key_home(EditLine *el, wint_t key);
unsigned char edit_key_end(EditLine *el, wint_t key);
unsigned char edit_key_enter(EditLine *el, wint_t key);
unsigned char edit_key_line(EditLine *el, wint_t key);
unsigned char edit_key_cancel(EditLine *el, wint_t key);
unsigned char edit_key_delete(EditLine *el, wint_t key);
unsigned char edit_key_backspace(EditLine *el, wint_t key);
unsigned char edit_key_complete(EditLine *el, wint_t key);
unsigned char edit_key_bracket(EditLine *el, wint_t key);
unsigned char edit_key_paste(EditLine *el, wint_t key);
unsigned char edit_key_nothing(EditLine *el, wint_t key);
unsigned char edit_key_older(EditLine *el, wint_t key);
unsigned char edit_key_newer(EditLine *el, wint_t key);
unsigned char edit_key_cut_to_end(EditLine *el, wint_t key);
unsigned char edit_key_cut_to_start(EditLine *el, wint_t key);
unsigned char edit_key_cut_back(EditLine *el, wint_t key);
unsigned char edit_key_cut_word_back(EditLine *el, wint_t key);
unsigned char edit_key_cut_word(EditLine *el, wint_t key);
unsigned char edit_key_insert_cut(EditLine *el, wint_t key);
unsigned char edit_key_external(EditLine *el, wint_t key);

#endif
