/* prompt.c: the prompt's loop. On a terminal the texts come from the editor (edit.c), else line by line from stdin; what
 * is done with them is the session's (session.lua):
 *
 *     text --> session.submit --> a coroutine, which is resumed here --> session.finish --> perhaps another one
 *
 * The session's functions are called from slot RUN_SLOT on, which nothing else uses then: the editor's hooks call them
 * in the middle of a line.
 */
#include "prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "edit.h"
#include "run.h"
#include "signal.h"

enum { ARGUMENT = RUN_SLOT + 1, RESULT = RUN_SLOT };

typedef struct Prompt {
    Weft *w;
    WeftHandle session;
    Editor *editor;      /* NULL: plain lines */
    bool is_terminal;    /* these come from a terminal */
    char *text;          /* what plain lines have made up so far */
    size_t length, room;
} Prompt;

/* ---- calling the session ---- */

/* A function of the session in RUN_SLOT; its arguments go behind it. */
static void prepare(const Prompt *p, const char *name)
{
    weft_set_slot_count(p->w, RUN_SLOT);
    weft_handle_get(p->w, p->session, RUN_SLOT);
    weft_raw_get_field(p->w, RUN_SLOT, name, RUN_SLOT);
}

/* Its results are in RESULT and behind. False: it failed, which is told: it was interrupted, or there is no memory. */
static bool call(const Prompt *p, int nargs, int nresults)
{
    return run_report(p->w, run_function(p->w, nargs, nresults), NULL);
}

/* The same for what takes no time: Ctrl-C is the editor's. */
static bool call_at_once(const Prompt *p, int nargs, int nresults)
{
    return run_report(p->w, weft_run(p->w, RUN_SLOT, nargs, nresults, HANDLER_SLOT), NULL);
}

/* A malloc'ed copy of the string in a slot; NULL: there is none. */
static char *copy_slot(Weft *w, int slot)
{
    size_t length;
    const char *text = weft_get_string(w, slot, &length);
    char *copy = text != NULL ? malloc(length + 1) : NULL;
    if (copy != NULL) {
        memcpy(copy, text, length + 1);
    }
    return copy;
}

/* ---- what the editor asks ---- */

static bool hook_enter(void *ud, char **before, char **after)
{
    Prompt *p = ud;
    prepare(p, "enter");
    weft_set_text(p->w, ARGUMENT, *before);
    weft_set_text(p->w, ARGUMENT + 1, *after);
    if (!call_at_once(p, 2, 3)) {
        return true;
    }
    char *new_before = copy_slot(p->w, RESULT + 1), *new_after = copy_slot(p->w, RESULT + 2);
    if (new_before == NULL || new_after == NULL) {
        free(new_before);
        free(new_after);
        return true;
    }
    free(*before);
    free(*after);
    *before = new_before;
    *after = new_after;
    return weft_to_boolean(p->w, RESULT);
}

static char *hook_complete(void *ud, const char *before, char **list)
{
    Prompt *p = ud;
    prepare(p, "complete");
    weft_set_text(p->w, ARGUMENT, before);
    if (!call_at_once(p, 1, 2)) {
        return NULL;
    }
    *list = copy_slot(p->w, RESULT + 1);
    return copy_slot(p->w, RESULT);
}

static char *hook_highlight(void *ud, const char *text)
{
    Prompt *p = ud;
    prepare(p, "highlight");
    weft_set_text(p->w, ARGUMENT, text);
    return call_at_once(p, 1, 1) ? copy_slot(p->w, RESULT) : NULL;
}

static int hook_wait(void *ud, bool *has_written)
{
    enum { LONGEST = 1000 * 1000 };
    Prompt *p = ud;
    int64_t ms;
    prepare(p, "idle");
    if (weft_type(p->w, RUN_SLOT) == WEFT_NIL) {
        return -1;
    }
    prepare(p, "wait");
    if (!call(p, 0, 2)) {
        *has_written = true;
        return LONGEST;
    }
    *has_written = weft_to_boolean(p->w, RESULT + 1);
    if (!weft_to_integer(p->w, RESULT, &ms)) {
        return -1;
    }
    return ms < 0 ? 0 : ms < LONGEST ? (int)ms : LONGEST;
}

/* ---- plain lines ---- */

/* The global of that name as text, or the default. The value may have no metamethods: its plain text is shown. */
static const char *prompt_text(const Prompt *p, const char *name, const char *otherwise)
{
    weft_set_slot_count(p->w, RUN_SLOT);
    if (!weft_get_global(p->w, name, RUN_SLOT) || !weft_plain_tostring(p->w, RUN_SLOT, RUN_SLOT)) {
        return otherwise;
    }
    return weft_get_string(p->w, RUN_SLOT, NULL);
}

static bool add_char(Prompt *p, char c)
{
    if (p->length + 2 > p->room) {
        char *bigger = realloc(p->text, p->room * 2 + 256);
        if (bigger == NULL) {
            return false;
        }
        p->text = bigger;
        p->room = p->room * 2 + 256;
    }
    p->text[p->length++] = c;
    p->text[p->length] = '\0';
    return true;
}

static void show_prompt(const Prompt *p, bool is_first)
{
    fputs(is_first ? prompt_text(p, "_PROMPT", "> ") : prompt_text(p, "_PROMPT2", ">> "), stdout);
    fflush(stdout);
}

/* The next character of stdin, EOF at its end; on a terminal, which is read unbuffered, work is done while there is none, and
 * Ctrl-C sets *is_cancelled. */
static int next_char(Prompt *p, bool is_first, bool *is_cancelled)
{
    bool is_ready = !p->is_terminal;
    for (int ms = 0; !is_ready;) {
        if (!signal_await_input(ms, &is_ready)) {
            *is_cancelled = true;
            return EOF;
        }
        bool has_written = false;
        ms = is_ready ? 0 : hook_wait(p, &has_written);
        if (has_written) {
            show_prompt(p, is_first);
        }
    }
    return getchar();
}

/* Adds a line of stdin to the text. */
static EditResult add_line(Prompt *p, bool is_first)
{
    signal_forget();
    show_prompt(p, is_first);
    size_t length_before = p->length;
    bool is_cancelled = false;
    if (!is_first) {
        add_char(p, '\n');
    }
    int c = next_char(p, is_first, &is_cancelled);
    bool is_end = c == EOF;
    for (; c != EOF && c != '\n'; c = next_char(p, is_first, &is_cancelled)) {
        if (c != '\0') { /* cannot stand in a text */
            add_char(p, (char)c);
        }
    }
    if (is_end) {
        p->length = length_before;
    }
    return is_cancelled ? EDIT_CANCELLED : is_end ? EDIT_END : EDIT_TEXT;
}

static bool is_whole(const Prompt *p)
{
    prepare(p, "is_whole");
    weft_set_text(p->w, ARGUMENT, p->text);
    return !call_at_once(p, 1, 1) || weft_to_boolean(p->w, RESULT);
}

static EditResult read_lines(Prompt *p)
{
    p->length = 0;
    if (!add_char(p, '\0')) {
        return EDIT_END;
    }
    p->length = 0;
    EditResult result = add_line(p, true);
    bool is_more = result == EDIT_TEXT && !is_whole(p);
    while (is_more) {
        EditResult more = add_line(p, false);
        p->text[p->length] = '\0';
        if (more == EDIT_CANCELLED) {
            return more;
        }
        is_more = more == EDIT_TEXT && !is_whole(p);
    }
    return result;
}

/* ---- running ---- */

/* Resumes the coroutine in RUN_SLOT with what lies behind it; tells session.finish, whose results take their place. */
static bool resume(const Prompt *p)
{
    static const char *const how[] = {
        [WEFT_OK] = "returned", [WEFT_YIELDED] = "yielded", [WEFT_OUT_OF_FUEL] = "stopped", [WEFT_ERROR] = "failed"};
    Weft *w = p->w;
    signal_catch(w, true);
    WeftStatus status = weft_resume(w, RUN_SLOT, weft_slot_count(w) - RUN_SLOT - 1);
    signal_release();
    int nargs = weft_slot_count(w) - RUN_SLOT + 1;
    weft_reserve(w, 2);
    weft_set_text(w, weft_slot_count(w), how[status <= WEFT_OUT_OF_FUEL ? status : WEFT_ERROR]);
    weft_insert(w, RUN_SLOT);
    weft_handle_get(w, p->session, weft_slot_count(w));
    weft_raw_get_field(w, weft_slot_count(w) - 1, "finish", weft_slot_count(w) - 1);
    weft_insert(w, RUN_SLOT);
    return call(p, nargs, -1);
}

static void submit(const Prompt *p, const char *text)
{
    prepare(p, "submit");
    weft_set_text(p->w, ARGUMENT, text);
    bool is_well = call(p, 1, -1);
    while (is_well && weft_type(p->w, RUN_SLOT) == WEFT_COROUTINE) {
        is_well = resume(p);
    }
    fflush(stdout);
}

static bool is_over(const Prompt *p)
{
    weft_set_slot_count(p->w, RUN_SLOT);
    weft_handle_get(p->w, p->session, RUN_SLOT);
    weft_raw_get_field(p->w, RUN_SLOT, "is_over", RUN_SLOT);
    return weft_to_boolean(p->w, RUN_SLOT);
}

/* ---- the loop ---- */

static void remember(const Prompt *p, const char *text)
{
    if (p->editor == NULL || text[strspn(text, " \t\n")] == '\0') {
        return;
    }
    edit_remember(p->editor, text);
    prepare(p, "remember");
    weft_set_text(p->w, ARGUMENT, text);
    call(p, 1, 0);
}

/* Loads the session, and gives the editor what the history has. */
static bool open_session(Prompt *p)
{
    Weft *w = p->w;
    weft_set_slot_count(w, RUN_SLOT);
    weft_get_global(w, "require", RUN_SLOT);
    weft_set_text(w, ARGUMENT, "weft.session");
    if (!call(p, 1, 1)) {
        return false;
    }
    p->session = weft_handle_new(w, RUN_SLOT);
    prepare(p, "open");
    weft_set_boolean(w, ARGUMENT, p->editor != NULL);
    if (p->session == 0 || !call(p, 1, 1)) {
        return false;
    }
    int64_t count = weft_raw_length(w, RESULT);
    for (int64_t i = 1; p->editor != NULL && i <= count; i++) {
        weft_raw_get_index(w, RESULT, i, RESULT + 1);
        const char *entry = weft_get_string(w, RESULT + 1, NULL);
        if (entry != NULL) {
            edit_remember(p->editor, entry);
        }
    }
    return true;
}

static void greet(const Prompt *p)
{
    const char *terminal = getenv("TERM");
    if (!isatty(STDIN_FILENO)) {
        return;
    }
    fputs("Type Lua, or :help; Ctrl-D leaves.", stdout);
    if (p->editor == NULL && terminal != NULL && strcmp(terminal, "dumb") != 0 && getenv("WEFT_EDITOR") == NULL) {
        fputs(" (Lines cannot be edited: libedit is not installed.)", stdout);
    }
    putchar('\n');
    fflush(stdout);
}

static EditResult read_text(Prompt *p, const char **text)
{
    if (p->editor != NULL) {
        return edit_read(p->editor, prompt_text(p, "_PROMPT", "> "), text);
    }
    EditResult result = read_lines(p);
    *text = p->text;
    return result;
}

void prompt_loop(Weft *w)
{
    Prompt p = {.w = w};
    EditHooks hooks = {&p, hook_enter, hook_complete, hook_highlight, hook_wait};
    if (isatty(STDIN_FILENO)) {
        signal_ignore();
    }
    p.editor = edit_open(&hooks);
    p.is_terminal = p.editor == NULL && isatty(STDIN_FILENO);
    if (p.is_terminal) {
        setvbuf(stdin, NULL, _IONBF, 0);
    }
    if (open_session(&p)) {
        greet(&p);
        EditResult result;
        const char *text;
        while (!is_over(&p) && (result = read_text(&p, &text)) != EDIT_END) {
            if (result == EDIT_CANCELLED) {
                if (p.editor == NULL) {
                    putchar('\n');
                }
                continue;
            }
            remember(&p, text);
            submit(&p, text);
        }
        if (!is_over(&p)) {
            putchar('\n');
        }
        fflush(stdout);
    }
    weft_handle_free(w, p.session);
    if (p.editor != NULL) {
        edit_close(p.editor);
    }
    free(p.text);
}
