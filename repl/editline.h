/* editline.h: the functions of libedit, the line editor, wherever they come from.
 *
 * libedit is opened at run time, if it is installed; built with WEFT_LIBEDIT, the program is linked with it. The constants are its ABI's.
 */
#ifndef REPL_EDITLINE_H
#define REPL_EDITLINE_H

#include <stdio.h>
#include <wchar.h>

#ifdef WEFT_LIBEDIT
#include <histedit.h>
#else
typedef struct editline EditLine;
typedef struct lineinfo {
    const char *buffer, *cursor, *lastchar;
} LineInfo;
typedef struct HistEvent {
    int num;
    const char *str;
} HistEvent;
enum { CC_NORM = 0, CC_EOF = 2, CC_REFRESH = 4, CC_CURSOR = 5, CC_ERROR = 6, CC_REDISPLAY = 8 };
enum {
    EL_PROMPT = 0, EL_EDITOR = 2, EL_SIGNAL = 3, EL_BIND = 4, EL_SETTY = 8, EL_ADDFN = 9, EL_HIST = 10, EL_GETCFN = 13,
    EL_CLIENTDATA = 14, EL_PREP_TERM = 16, EL_REFRESH = 20
};
enum { H_FIRST = 3, H_LAST = 4, H_PREV = 5, H_NEXT = 6, H_CURR = 8 };
#endif

typedef struct Editline {
    EditLine *(*init)(const char *program, FILE *in, FILE *out, FILE *err);
    void (*end)(EditLine *el);
    int (*set)(EditLine *el, int op, ...);
    int (*get)(EditLine *el, int op, ...);
    const char *(*gets)(EditLine *el, int *length);
    const LineInfo *(*line)(EditLine *el);
    int (*insertstr)(EditLine *el, const char *text);
    void (*deletestr)(EditLine *el, int count);
    int (*cursor)(EditLine *el, int distance);
    int (*wgetc)(EditLine *el, wchar_t *c);
    void (*resize)(EditLine *el);
    int (*source)(EditLine *el, const char *path);
} Editline;

/* Fills in the functions. False: there is no libedit. */
int editline_find(Editline *to);

#endif
