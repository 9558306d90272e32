/* edit.h: a text of one or more lines, edited on the terminal. */
#ifndef REPL_EDIT_H
#define REPL_EDIT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Editor Editor;

/* What the editor asks its owner. Texts are UTF-8; those given back are malloc'ed, and freed by the editor. */
typedef struct EditHooks {
    void *ud;
    /* Enter was pressed between two halves of the text. Whether it is to be run; both halves may be replaced. */
    bool (*enter)(void *ud, char **before, char **after);
    /* What Tab inserts behind the text (NULL: nothing), and in *list lines to show, or NULL. */
    char *(*complete)(void *ud, const char *before, char **list);
    /* The text with colours, or NULL. */
    char *(*highlight)(void *ud, const char *text);
    /* Called while nothing is typed. Milliseconds until the next call, -1: not before something is; *has_written: there is
     * new output on the screen. */
    int (*wait)(void *ud, bool *has_written);
} EditHooks;

typedef enum EditResult { EDIT_TEXT, EDIT_CANCELLED, EDIT_END } EditResult;

/* NULL: there is no libedit, or the terminal cannot do what it needs. */
Editor *edit_open(const EditHooks *hooks);
void edit_close(Editor *e);

/* Lets the user type a text. EDIT_TEXT: it is in *text until the next call. */
EditResult edit_read(Editor *e, const char *prompt, const char **text);

/* Makes the text the newest entry of the history; an older copy goes. */
void edit_remember(Editor *e, const char *text);

#endif
