/* edit_input.c: libedit's source of characters. It waits with ppoll: signals are blocked otherwise, and are acted upon here,
 * between keys: Ctrl-C, Ctrl-Z, a resized window, and what ends the program (the terminal is put right first). */
#include "edit_internal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system.h"

enum { BRACKET_MS = 350 }; /* how long the bracket that matches is shown */

/* ---- signals ---- */

static const int caught[] = {SIGINT, SIGTSTP, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT};
_Static_assert(sizeof caught / sizeof caught[0] == EDIT_SIGNALS, "room for what was before");
static volatile sig_atomic_t arrived[65];

static void note_signal(int number)
{
    arrived[number] = 1;
}

void edit_hold_signals(EditSignals *before)
{
    sigset_t set;
    struct sigaction action = {.sa_handler = note_signal};
    sigemptyset(&set);
    for (int i = 0; i < EDIT_SIGNALS; i++) {
        sigaddset(&set, caught[i]);
        arrived[caught[i]] = 0;
    }
    sigprocmask(SIG_BLOCK, &set, &before->mask);
    for (int i = 0; i < EDIT_SIGNALS; i++) {
        sigaction(caught[i], &action, &before->actions[i]);
        if (before->actions[i].sa_handler == SIG_IGN) { /* as the program was started: nohup */
            sigaction(caught[i], &before->actions[i], NULL);
        }
    }
}

void edit_release_signals(const EditSignals *before)
{
    for (int i = 0; i < EDIT_SIGNALS; i++) {
        sigaction(caught[i], &before->actions[i], NULL);
    }
    sigprocmask(SIG_SETMASK, &before->mask, NULL);
}

static bool take_signal(int number)
{
    bool has_arrived = arrived[number] != 0;
    arrived[number] = 0;
    return has_arrived;
}

/* ---- waiting and reading ---- */

/* The offset of the bracket that the one before the cursor closes; -1. */
static ptrdiff_t partner(const char *text, size_t cursor)
{
    char closing = text[cursor - 1], opening = closing == ')' ? '(' : closing == ']' ? '[' : '{';
    int depth = 0;
    for (size_t i = cursor; i > 0; i--) {
        depth += text[i - 1] == closing ? 1 : text[i - 1] == opening ? -1 : 0;
        if (depth == 0) {
            return (ptrdiff_t)i - 1;
        }
    }
    return -1;
}

/* Lets the cursor stand on the opening bracket for a moment, or until a key is pressed. */
static void show_bracket(Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    size_t cursor = line_cursor(line);
    ptrdiff_t opening = cursor > 0 ? partner(line->buffer, cursor) : -1;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int columns, rows;
    system_screen_size(&columns, &rows);
    e->shows_bracket = false;
    if (opening < 0 || edit_place(e, line->buffer, line_length(line)).row >= rows || poll(&input, 1, 0) != 0) {
        return;
    }
    edit_move_cursor(edit_place(e, line->buffer, cursor), edit_place(e, line->buffer, (size_t)opening));
    poll(&input, 1, BRACKET_MS);
    /* the window may have another width by now */
    edit_move_cursor(edit_place(e, line->buffer, (size_t)opening), edit_place(e, line->buffer, cursor));
}

void edit_leave_terminal(const Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    edit_set_brackets(false);
    edit_move_cursor(edit_place(e, line->buffer, line_cursor(line)), edit_place(e, line->buffer, line_length(line)));
    fputs("\r\n", stdout);
    fflush(stdout);
    e->lib.set(e->el, EL_PREP_TERM, 0);
}

void edit_enter_terminal(const Editor *e)
{
    e->lib.set(e->el, EL_PREP_TERM, 1);
    edit_set_brackets(true);
}

/* A signal's default, with the terminal as others want it, and back when the program goes on. */
static void default_action(const Editor *e, int number)
{
    struct sigaction plain = {.sa_handler = SIG_DFL}, ours;
    sigset_t set;
    edit_leave_terminal(e);
    sigaction(number, &plain, &ours);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(number, &ours, NULL);
    edit_enter_terminal(e);
    e->lib.set(e->el, EL_REFRESH);
}

/* Acts on signals. True: a key has been injected. */
static bool handle_signals(Editor *e)
{
    if (take_signal(SIGWINCH)) {
        e->lib.resize(e->el);
        edit_redraw(e);
    }
    static const int with_default[] = {SIGTSTP, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof with_default / sizeof with_default[0]; i++) {
        if (take_signal(with_default[i])) {
            default_action(e, with_default[i]);
        }
    }
    if (take_signal(SIGINT)) {
        e->injected = INJECT_CANCEL;
        e->is_interrupted = true;
        return true;
    }
    return false;
}

/* Waits for input, and lets the owner work meanwhile. 1: there is some; 0: a key has been injected; -1: an error. */
static int wait_for_input(Editor *e)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    sigset_t none;
    sigprocmask(SIG_BLOCK, NULL, &none);
    for (int i = 0; i < EDIT_SIGNALS; i++) {
        sigdelset(&none, caught[i]);
    }
    for (;;) {
        bool has_written = false;
        int ms = 0;
        if (poll(&input, 1, 0) == 0) {
            ms = e->hooks.wait(e->hooks.ud, &has_written);
        }
        if (has_written) {
            e->lib.set(e->el, EL_REFRESH);
        }
        struct timespec timeout = {ms / 1000, ms % 1000 * 1000000L}, at_once = {0};
        int ready = ppoll(&input, 1, ms >= 0 ? &timeout : NULL, &none);
        if (ready > 0) { /* signals that wait come first: the terminal has dropped what was typed before Ctrl-C */
            ppoll(NULL, 0, &at_once, &none);
        }
        if (handle_signals(e)) {
            return 0;
        }
        if (ready > 0) {
            return 1;
        }
        if (ready < 0 && errno != EINTR) {
            return -1;
        }
    }
}

/* Whether a byte completes a character. What is no character becomes U+FFFD, alone or in front of what has interrupted it. */
static bool decode(Editor *e, char byte, wchar_t *to)
{
    bool is_midway = !mbsinit(&e->decoding);
    size_t length = mbrtowc(to, &byte, 1, &e->decoding);
    if (length != (size_t)-1) {
        return length == 1;
    }
    e->decoding = (mbstate_t){0};
    *to = 0xFFFD;
    if (is_midway) {
        wchar_t next;
        length = mbrtowc(&next, &byte, 1, &e->decoding);
        e->injected = length == 1 ? next : length == (size_t)-1 ? 0xFFFD : 0;
        e->decoding = length == (size_t)-1 ? (mbstate_t){0} : e->decoding;
    }
    return true;
}

/* libedit's source of characters: 1 and a character; 0: the end; -1: an error. */
int edit_read_char(EditLine *el, wchar_t *to)
{
    Editor *e = edit_of(el);
    if (e->shows_bracket) {
        show_bracket(e);
    }
    for (;;) {
        if (e->injected != 0) {
            *to = e->injected;
            e->injected = 0;
            return 1;
        }
        int ready = wait_for_input(e);
        if (ready < 0) {
            return -1;
        } else if (ready == 0) {
            continue;
        }
        char byte;
        ssize_t n = read(STDIN_FILENO, &byte, 1);
        if (n <= 0) {
            return n < 0 && errno == EINTR ? edit_read_char(el, to) : 0;
        }
        bool is_first = !e->has_read;
        e->has_read = true;
        if (byte == '\0') { /* no character of a text; what Ctrl-D leaves when it was typed while a chunk ran */
            if (is_first) {
                *to = 4;
                return 1;
            }
            continue;
        }
        if (decode(e, byte, to)) {
            return 1;
        }
    }
}
