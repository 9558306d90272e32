/* edit.c: see edit.h. The line editor is libedit; here is what it lacks.
 *
 * One buffer holds the whole text, its newlines included. Enter asks the owner whether the text is whole: then it is
 * accepted, else it gets a newline and indentation. Up and Down move between lines, and beyond the first and last one
 * through the history, entry by entry, among those that begin with what was typed. A pasted block (the terminal
 * brackets it) goes into the buffer as it is.
 *
 *     key --> read_char --> libedit --> one of our commands --> the buffer is changed, libedit draws it
 *                ^                              |
 *                +---------- injected ----------+   keys that a command wants pressed next
 *
 * 1. All input comes through read_char, which waits with ppoll: signals are blocked otherwise, and are acted upon
 *    there, between keys: Ctrl-C, Ctrl-Z, a resized window, and what ends the program (the terminal is put right first).
 * 2. Where we write to the screen ourselves, the cursor is brought back to the row on which libedit believes it to
 *    be. place_of computes rows and columns as libedit lays a text out.
 * 3. libedit works in the thread's locale, which is a UTF-8 one only while it runs: os.setlocale sees none of it.
 */
#include "edit.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "editline.h"
#include "system.h"

enum {
    INJECT_ACCEPT = 30, /* Ctrl-^: accepts the text, as libedit's Enter */
    INJECT_CANCEL = 29, /* Ctrl-]: gives the text up */
    HISTORY_MAX = 1000,
    PASTE_MAX = 16 * 1024 * 1024,
    BRACKET_MS = 350, /* how long the bracket that matches is shown */
};

struct Editor {
    Editline lib;
    EditLine *el;
    EditHooks hooks;
    locale_t locale;
    char *prompt;
    char *text;           /* the last one that was read */
    char *entries[HISTORY_MAX];
    int count;
    int walk;             /* where libedit's own search in the history is; count: nowhere */
    int recalled;         /* the entry that Up has brought; -1: none */
    char *typed;          /* what was in the buffer before Up brought an entry */
    size_t prefix;        /* bytes of it that entries begin with */
    wchar_t injected;     /* the next key, 0: none */
    bool is_cancelled;
    bool has_read;        /* something was typed since edit_read began */
    bool shows_bracket;   /* the cursor is to jump to the bracket that the last typed one closes */
    mbstate_t decoding;
};

/* libedit's functions get no pointer of ours that is worth asking for: the program has only the one editor. */
static Editor *the_editor;

static Editor *editor_of(EditLine *el)
{
    (void)el;
    return the_editor;
}

/* ---- signals ---- */

static const int caught[] = {SIGINT, SIGTSTP, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT};
enum { CAUGHT = sizeof caught / sizeof caught[0] };
static volatile sig_atomic_t arrived[65];

static void note_signal(int number)
{
    arrived[number] = 1;
}

typedef struct Signals {
    struct sigaction actions[CAUGHT];
    sigset_t mask;
} Signals;

static void hold_signals(Signals *before)
{
    sigset_t set;
    struct sigaction action = {.sa_handler = note_signal};
    sigemptyset(&set);
    for (int i = 0; i < CAUGHT; i++) {
        sigaddset(&set, caught[i]);
        arrived[caught[i]] = 0;
    }
    sigprocmask(SIG_BLOCK, &set, &before->mask);
    for (int i = 0; i < CAUGHT; i++) {
        sigaction(caught[i], &action, &before->actions[i]);
        if (before->actions[i].sa_handler == SIG_IGN) { /* as the program was started: nohup */
            sigaction(caught[i], &before->actions[i], NULL);
        }
    }
}

static void release_signals(const Signals *before)
{
    for (int i = 0; i < CAUGHT; i++) {
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

/* ---- the screen ---- */

static void set_paste_brackets(bool on)
{
    fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
    fflush(stdout);
}

typedef struct Place {
    int row, column;
} Place;

static int width_of(wchar_t c)
{
    int width = wcwidth(c);
    return width >= 0 ? width : c < 32 || c == 127 ? 2 : 0;
}

/* Where the cursor stands behind `length` bytes that are written from a place on. */
static Place place_after(Place at, const char *text, size_t length)
{
    int columns, rows;
    mbstate_t state = {0};
    system_screen_size(&columns, &rows);
    for (size_t i = 0; i < length;) {
        wchar_t c = (unsigned char)text[i];
        size_t n = mbrtowc(&c, text + i, length - i, &state);
        if (n == (size_t)-1 || n == (size_t)-2 || n == 0) {
            n = 1;
            state = (mbstate_t){0};
        }
        i += n;
        if (c == L'\n') {
            at = (Place){at.row + 1, 0};
            continue;
        }
        int width = c == L'\t' ? 8 - at.column % 8 : width_of(c);
        if (at.column + width > columns) { /* a wide character that has no room goes to the next row whole */
            at = (Place){at.row + 1, 0};
        }
        at.column += width;
        if (at.column >= columns) {
            at = (Place){at.row + 1, 0};
        }
    }
    return at;
}

static Place place_of(const Editor *e, const char *text, size_t length)
{
    Place start = place_after((Place){0, 0}, e->prompt, strlen(e->prompt));
    return place_after(start, text, length);
}

static void move_cursor(Place from, Place to)
{
    if (to.row < from.row) {
        printf("\033[%dA", from.row - to.row);
    } else if (to.row > from.row) {
        printf("\033[%dB", to.row - from.row);
    }
    printf("\r");
    if (to.column > 0) {
        printf("\033[%dC", to.column);
    }
    fflush(stdout);
}

/* ---- the buffer ---- */

static size_t length_of(const LineInfo *line)
{
    return (size_t)(line->lastchar - line->buffer);
}

static size_t cursor_of(const LineInfo *line)
{
    return (size_t)(line->cursor - line->buffer);
}

/* A copy of bytes with a NUL; NULL: no memory. */
static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, bytes, length);
        copy[length] = '\0';
    }
    return copy;
}

static char *buffer_text(Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    return copy_bytes(line->buffer, length_of(line));
}

/* Characters in so many bytes, as libedit counts them. */
static int count_characters(const char *bytes, size_t length)
{
    int count = 0;
    mbstate_t state = {0};
    for (size_t i = 0; i < length; count++) {
        size_t n = mbrtowc(NULL, bytes + i, length - i, &state);
        if (n == (size_t)-1 || n == (size_t)-2 || n == 0) {
            n = 1;
            state = (mbstate_t){0};
        }
        i += n;
    }
    return count;
}

/* Puts the cursor behind so many bytes of the text. */
static void set_cursor(Editor *e, size_t to)
{
    const LineInfo *line = e->lib.line(e->el);
    size_t at = cursor_of(line);
    int distance = to >= at ? count_characters(line->cursor, to - at) : -count_characters(line->buffer + to, at - to);
    e->lib.cursor(e->el, distance);
}

/* Replaces the whole text; the cursor goes to its end. */
static void set_text(Editor *e, const char *text)
{
    const LineInfo *line = e->lib.line(e->el);
    size_t length = length_of(line);
    int count = count_characters(line->buffer, length);
    set_cursor(e, length);
    if (count > 0) {
        e->lib.deletestr(e->el, count);
    }
    if (text[0] != '\0') {
        e->lib.insertstr(e->el, text);
    }
}

/* ---- history ---- */

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
    e->typed = copy_bytes(shown, strlen(shown));
    e->prefix = cursor_of(line);
    e->recalled = -1;
    return e->typed != NULL;
}

static unsigned char recall(Editor *e, int step)
{
    char *shown = buffer_text(e);
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
    set_text(e, found >= 0 ? e->entries[found] : e->typed);
    return CC_REFRESH;
}

/* Moves the cursor a line up or down within the text. False: there is no such line. */
static bool move_line(Editor *e, int step)
{
    const LineInfo *line = e->lib.line(e->el);
    const char *text = line->buffer, *end = line->lastchar, *start = line->cursor, *target;
    while (start > text && start[-1] != '\n') {
        start--;
    }
    int column = count_characters(start, (size_t)(line->cursor - start));
    if (step < 0) {
        if (start == text) {
            return false;
        }
        for (target = start - 1; target > text && target[-1] != '\n'; target--) {
        }
    } else {
        target = memchr(line->cursor, '\n', (size_t)(end - line->cursor));
        if (target == NULL) {
            return false;
        }
        target++;
    }
    while (column-- > 0 && target < end && *target != '\n') {
        for (target++; target < end && ((unsigned char)*target & 0xC0) == 0x80; target++) {
        }
    }
    set_cursor(e, (size_t)(target - text));
    return true;
}

/* While a recalled entry is left as it came, Up and Down go on through the history. */
static bool is_recalled(Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    const char *entry = e->recalled >= 0 ? e->entries[e->recalled] : NULL;
    return entry != NULL && line->cursor == line->lastchar && strlen(entry) == length_of(line) &&
           memcmp(entry, line->buffer, length_of(line)) == 0;
}

static unsigned char go_up(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    (void)key;
    return !is_recalled(e) && move_line(e, -1) ? CC_CURSOR : recall(e, -1);
}

static unsigned char go_down(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    (void)key;
    return !is_recalled(e) && move_line(e, 1) ? CC_CURSOR : recall(e, 1);
}

/* Home and End: of the line, not of the whole text. */
static unsigned char go_home(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t at = cursor_of(line);
    (void)key;
    while (at > 0 && line->buffer[at - 1] != '\n') {
        at--;
    }
    set_cursor(e, at);
    return CC_CURSOR;
}

static unsigned char go_end(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    const LineInfo *line = e->lib.line(el);
    size_t at = cursor_of(line);
    (void)key;
    while (at < length_of(line) && line->buffer[at] != '\n') {
        at++;
    }
    set_cursor(e, at);
    return CC_CURSOR;
}

/* The history as libedit's reverse search walks it. */
static int walk_history(void *ud, HistEvent *event, int op, ...)
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
    char *copy = copy_bytes(text, strlen(text));
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

/* ---- keys: Enter, Tab, brackets, paste ---- */

static unsigned char enter(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    const LineInfo *line = e->lib.line(el);
    char *before = copy_bytes(line->buffer, cursor_of(line));
    char *after = copy_bytes(line->cursor, length_of(line) - cursor_of(line));
    (void)key;
    if (before != NULL && after != NULL) {
        bool is_whole = e->hooks.enter(e->hooks.ud, &before, &after);
        set_text(e, before);
        size_t cursor = strlen(before);
        if (after[0] != '\0') {
            e->lib.insertstr(el, after);
            if (!is_whole) {
                set_cursor(e, cursor);
            }
        }
        e->injected = is_whole ? INJECT_ACCEPT : 0;
    }
    free(before);
    free(after);
    return CC_REFRESH;
}

static unsigned char begin_line(EditLine *el, wint_t key)
{
    (void)key;
    return editor_of(el)->lib.insertstr(el, "\n") == 0 ? CC_REFRESH : CC_ERROR;
}

/* Gives the text up: it stays on the screen, with ^C behind. */
static unsigned char cancel(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    (void)key;
    set_cursor(e, length_of(e->lib.line(el)));
    e->lib.insertstr(el, "^C");
    e->is_cancelled = true;
    e->injected = INJECT_ACCEPT;
    return CC_REFRESH;
}

static unsigned char delete_or_end(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    const LineInfo *line = e->lib.line(el);
    (void)key;
    if (length_of(line) == 0) {
        return CC_EOF;
    } else if (line->cursor == line->lastchar) {
        return CC_ERROR;
    }
    e->lib.cursor(el, 1);
    e->lib.deletestr(el, 1);
    return CC_REFRESH;
}

/* Shows lines below the text, and lets libedit draw the text anew below them. */
static void show_below(const Editor *e, const char *lines)
{
    const LineInfo *line = e->lib.line(e->el);
    Place cursor = place_of(e, line->buffer, cursor_of(line)), end = place_of(e, line->buffer, length_of(line));
    move_cursor(cursor, end);
    fputs("\r\n", stdout);
    for (; *lines != '\0'; lines++) {
        fputs(*lines == '\n' ? "\r\n" : (char[]){*lines, '\0'}, stdout);
    }
    fputs("\r\n", stdout);
    for (int row = 0; row < cursor.row; row++) {
        fputs("\r\n", stdout);
    }
    if (cursor.column > 0) {
        printf("\033[%dC", cursor.column);
    }
    fflush(stdout);
}

static unsigned char complete(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    const LineInfo *line = e->lib.line(el);
    char *before = copy_bytes(line->buffer, cursor_of(line)), *list = NULL;
    char *insertion = before != NULL ? e->hooks.complete(e->hooks.ud, before, &list) : NULL;
    unsigned char result = CC_ERROR;
    (void)key;
    if (list != NULL) {
        show_below(e, list);
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

/* A closing bracket; read_char shows its partner when it has been drawn. */
static unsigned char close_bracket(EditLine *el, wint_t key)
{
    Editor *e = editor_of(el);
    char text[2] = {(char)key, '\0'};
    e->shows_bracket = true;
    return e->lib.insertstr(el, text) == 0 ? CC_REFRESH : CC_ERROR;
}

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
static unsigned char paste(EditLine *el, wint_t key)
{
    static const wchar_t mark[] = L"\033[201~";
    enum { MARK = sizeof mark / sizeof mark[0] - 1 };
    Editor *e = editor_of(el);
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

/* ---- input ---- */

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
    size_t cursor = cursor_of(line);
    ptrdiff_t opening = cursor > 0 ? partner(line->buffer, cursor) : -1;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int columns, rows;
    system_screen_size(&columns, &rows);
    e->shows_bracket = false;
    Place here = place_of(e, line->buffer, cursor);
    if (opening < 0 || place_of(e, line->buffer, length_of(line)).row >= rows || poll(&input, 1, 0) != 0) {
        return;
    }
    Place there = place_of(e, line->buffer, (size_t)opening);
    move_cursor(here, there);
    poll(&input, 1, BRACKET_MS);
    move_cursor(there, here);
}

/* Draws the text anew from the row on, in which the prompt began. */
static void redraw(const Editor *e)
{
    const LineInfo *line = e->lib.line(e->el);
    move_cursor(place_of(e, line->buffer, cursor_of(line)), (Place){0, 0});
    fputs("\033[J", stdout);
    fflush(stdout);
    e->lib.set(e->el, EL_REFRESH);
}

/* The terminal as others want it, a signal's default, and back when the program goes on. */
static void default_action(const Editor *e, int number)
{
    struct sigaction plain = {.sa_handler = SIG_DFL}, ours;
    sigset_t set;
    const LineInfo *line = e->lib.line(e->el);
    set_paste_brackets(false);
    move_cursor(place_of(e, line->buffer, cursor_of(line)), place_of(e, line->buffer, length_of(line)));
    fputs("\r\n", stdout);
    fflush(stdout);
    e->lib.set(e->el, EL_PREP_TERM, 0);
    sigaction(number, &plain, &ours);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(number, &ours, NULL);
    e->lib.set(e->el, EL_PREP_TERM, 1);
    set_paste_brackets(true);
    e->lib.set(e->el, EL_REFRESH);
}

/* Acts on signals. True: a key has been injected. */
static bool handle_signals(Editor *e)
{
    if (take_signal(SIGWINCH)) {
        e->lib.resize(e->el);
        redraw(e);
    }
    static const int with_default[] = {SIGTSTP, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof with_default / sizeof with_default[0]; i++) {
        if (take_signal(with_default[i])) {
            default_action(e, with_default[i]);
        }
    }
    if (take_signal(SIGINT)) {
        e->injected = INJECT_CANCEL;
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
    for (int i = 0; i < CAUGHT; i++) {
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
        struct timespec timeout = {ms / 1000, ms % 1000 * 1000000L};
        int ready = ppoll(&input, 1, ms >= 0 ? &timeout : NULL, &none);
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

/* libedit's source of characters: 1 and a character; 0: the end; -1: an error. */
static int read_char(EditLine *el, wchar_t *to)
{
    Editor *e = editor_of(el);
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
            return n < 0 && errno == EINTR ? read_char(el, to) : 0;
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
        size_t length = mbrtowc(to, &byte, 1, &e->decoding);
        if (length == 1) {
            return 1;
        } else if (length == (size_t)-1) { /* no character: dropped */
            e->decoding = (mbstate_t){0};
        }
    }
}

/* ---- opening ---- */

static char *current_prompt(EditLine *el)
{
    return editor_of(el)->prompt;
}

/* A locale for libedit: the environment's; a UTF-8 one where the environment says nothing. */
static locale_t edit_locale(void)
{
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
    const char *chosen = "";
    for (int i = 2; i >= 0; i--) {
        chosen = names[i] != NULL && names[i][0] != '\0' ? names[i] : chosen;
    }
    if (locale != (locale_t)0 && chosen[0] != '\0') {
        return locale;
    }
    if (locale != (locale_t)0) {
        freelocale(locale);
    }
    locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return locale != (locale_t)0 ? locale : newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
}

typedef unsigned char (*Command)(EditLine *el, wint_t key);

static const struct {
    const char *name;
    Command command;
} commands[] = {
    {"weft-enter", enter},   {"weft-line", begin_line},        {"weft-complete", complete}, {"weft-up", go_up},
    {"weft-down", go_down},  {"weft-bracket", close_bracket},  {"weft-paste", paste},       {"weft-cancel", cancel},
    {"weft-delete", delete_or_end}, {"weft-home", go_home},    {"weft-end", go_end},
};

static const struct {
    const char *key, *command;
} keys[] = {
    {"\r", "weft-enter"},          {"\n", "weft-enter"},           {"\033\r", "weft-line"},      {"\033\n", "weft-line"},
    {"\t", "weft-complete"},       {"\033[A", "weft-up"},          {"\033OA", "weft-up"},        {"\020", "weft-up"},
    {"\033[B", "weft-down"},       {"\033OB", "weft-down"},        {"\016", "weft-down"},        {")", "weft-bracket"},
    {"]", "weft-bracket"},         {"}", "weft-bracket"},          {"\033[200~", "weft-paste"},  {"\004", "weft-delete"},
    {"\036", "ed-newline"},        {"\035", "weft-cancel"},        {"\022", "em-inc-search-prev"},
    {"\001", "weft-home"},         {"\033[H", "weft-home"},       {"\033OH", "weft-home"},     {"\033[1~", "weft-home"},
    {"\005", "weft-end"},          {"\033[F", "weft-end"},        {"\033OF", "weft-end"},      {"\033[4~", "weft-end"},
    {"\033[3~", "ed-delete-next-char"},
    {"\033[1;5C", "em-next-word"}, {"\033[1;5D", "ed-prev-word"},  {"\033[1;3C", "em-next-word"}, {"\033[1;3D", "ed-prev-word"},
};

/* What the user's ~/.editrc says comes first: our keys are needed. */
static void bind_keys(const Editor *e)
{
    e->lib.set(e->el, EL_EDITOR, "emacs");
    e->lib.source(e->el, NULL);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        e->lib.set(e->el, EL_ADDFN, commands[i].name, "of weft", commands[i].command);
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        e->lib.set(e->el, EL_BIND, keys[i].key, keys[i].command, NULL);
    }
}

Editor *edit_open(const EditHooks *hooks)
{
    const char *terminal = getenv("TERM"), *choice = getenv("WEFT_EDITOR");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || terminal == NULL || strcmp(terminal, "dumb") == 0 ||
        terminal[0] == '\0' || (choice != NULL && strcmp(choice, "plain") == 0)) {
        return NULL;
    }
    Editor *e = calloc(1, sizeof *e);
    if (e == NULL) {
        return NULL;
    }
    the_editor = e;
    e->hooks = *hooks;
    e->recalled = -1;
    e->prompt = copy_bytes("> ", 2);
    e->locale = edit_locale();
    locale_t before = uselocale(e->locale);
    if (e->prompt != NULL && editline_find(&e->lib)) {
        e->el = e->lib.init("weft", stdin, stdout, stderr);
    }
    if (e->el != NULL) {
        bind_keys(e);
        e->lib.set(e->el, EL_SIGNAL, 0);
        e->lib.set(e->el, EL_PROMPT, current_prompt);
        e->lib.set(e->el, EL_HIST, walk_history, e);
        e->lib.set(e->el, EL_GETCFN, read_char);
    }
    uselocale(before);
    if (e->el == NULL) {
        edit_close(e);
        return NULL;
    }
    return e;
}

void edit_close(Editor *e)
{
    if (e->el != NULL) {
        e->lib.end(e->el);
    }
    for (int i = 0; i < e->count; i++) {
        free(e->entries[i]);
    }
    freelocale(e->locale);
    free(e->prompt);
    free(e->typed);
    free(e->text);
    free(e);
}

/* ---- reading ---- */

/* Brings the cursor to the beginning of a row: a chunk may have written a line without its end, which the prompt would
 * go over. A sign and spaces fill a row; only behind other text do they reach the next one, and the sign stays. */
static void begin_row(void)
{
    int columns, rows;
    system_screen_size(&columns, &rows);
    printf("\033[7m%%\033[0m%*s\r\033[K", columns - 1, "");
    fflush(stdout);
}

/* Draws what was accepted, which ends above the cursor, with colours, where it still is on the screen whole. */
static void show_colours(const Editor *e, const char *text)
{
    int columns, rows;
    system_screen_size(&columns, &rows);
    Place end = place_of(e, text, strlen(text));
    char *coloured = end.row + 1 < rows ? e->hooks.highlight(e->hooks.ud, text) : NULL;
    if (coloured != NULL && strpbrk(text, "\t\033") == NULL) {
        printf("\033[%dA\r\033[J%s", end.row + 1, e->prompt);
        for (const char *c = coloured; *c != '\0'; c++) {
            fputs(*c == '\n' ? "\r\n" : (char[]){*c, '\0'}, stdout);
        }
        fputs(end.column == 0 && end.row > 0 && text[strlen(text) - 1] != '\n' ? "\r\n\r\n" : "\r\n", stdout);
        fflush(stdout);
    }
    free(coloured);
}

EditResult edit_read(Editor *e, const char *prompt, const char **text)
{
    Signals before;
    char *copy = copy_bytes(prompt, strlen(prompt));
    if (copy != NULL) {
        free(e->prompt);
        e->prompt = copy;
    }
    e->recalled = -1;
    e->walk = e->count;
    e->is_cancelled = e->shows_bracket = e->has_read = false;
    e->injected = 0;
    locale_t locale = uselocale(e->locale);
    hold_signals(&before);
    e->lib.set(e->el, EL_PREP_TERM, 1); /* before the prompt is seen: who answers it at once is understood */
    begin_row();
    set_paste_brackets(true);
    int length;
    const char *line = e->lib.gets(e->el, &length);
    set_paste_brackets(false);
    free(e->text);
    e->text = line != NULL && length > 0 ? copy_bytes(line, strlen(line)) : NULL;
    size_t end = e->text != NULL ? strlen(e->text) : 0;
    if (end > 0 && e->text[end - 1] == '\n') {
        e->text[end - 1] = '\0';
    }
    release_signals(&before);
    if (e->text != NULL && !e->is_cancelled) {
        show_colours(e, e->text);
    }
    uselocale(locale);
    *text = e->text;
    return e->is_cancelled ? EDIT_CANCELLED : e->text != NULL ? EDIT_TEXT : EDIT_END;
}
