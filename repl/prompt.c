/* prompt.c: the plain line prompt: read, run, print.
 *
 * A line is first tried as an expression ("return " in front of it); failing that, as statements, and while these lack
 * only an end, another line is read. Slots, behind the message handler's:
 *
 *     RUN_SLOT the function | TEXT what was typed so far | LINE one more line | SCRATCH ..
 */
#include "prompt.h"

#include <stdio.h>
#include <string.h>

#include "run.h"

enum { TEXT = RUN_SLOT + 1, LINE, SCRATCH };

/* ---- reading ---- */

/* The global of that name as text, or the default. The value may have no metamethods: its plain text is shown. */
static const char *prompt_text(Weft *w, const char *name, const char *otherwise)
{
    weft_get_globals(w, SCRATCH);
    if (!weft_raw_get_field(w, SCRATCH, name, SCRATCH) || !weft_plain_tostring(w, SCRATCH, SCRATCH)) {
        return otherwise;
    }
    return weft_get_string(w, SCRATCH, NULL);
}

static void show_prompt(Weft *w, bool is_first)
{
    fputs(is_first ? prompt_text(w, "_PROMPT", "> ") : prompt_text(w, "_PROMPT2", ">> "), stdout);
    fflush(stdout);
    weft_set_slot_count(w, SCRATCH);
}

/* Reads a line, without its newline, into a slot. False: the input has ended. */
static bool read_line(Weft *w, int to, bool is_first)
{
    WeftBuffer b;
    show_prompt(w, is_first);
    weft_buffer_init(w, &b, SCRATCH);
    int c = getchar();
    if (c == EOF) {
        return false;
    }
    for (; c != EOF && c != '\n'; c = getchar()) {
        weft_buffer_add_char(&b, (char)c);
    }
    return weft_buffer_finish(&b, to);
}

/* ---- compiling ---- */

static WeftStatus compile(Weft *w, const char *text, size_t length)
{
    return weft_load(w, RUN_SLOT, text, length, "=stdin", "t");
}

/* TEXT as an expression whose values are wanted. */
static bool compile_expression(Weft *w)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, SCRATCH);
    weft_buffer_add_text(&b, "return ");
    weft_buffer_add_slot(&b, TEXT);
    bool is_whole = weft_buffer_add_text(&b, ";");
    return is_whole && compile(w, b.bytes, b.length) == WEFT_OK;
}

/* Whether a message says that the text ended too early. */
static bool is_incomplete(Weft *w, WeftStatus status)
{
    static const char mark[] = "<eof>";
    size_t length, mark_length = sizeof mark - 1;
    const char *message = weft_get_string(w, RUN_SLOT, &length);
    return status == WEFT_ERROR_SYNTAX && message != NULL && length >= mark_length &&
           strcmp(message + length - mark_length, mark) == 0;
}

/* TEXT := TEXT, a newline, LINE. */
static bool append_line(Weft *w)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, SCRATCH);
    weft_buffer_add_slot(&b, TEXT);
    weft_buffer_add_char(&b, '\n');
    weft_buffer_add_slot(&b, LINE);
    return weft_buffer_finish(&b, TEXT);
}

/* TEXT as statements, with more lines where it takes more. */
static WeftStatus compile_statements(Weft *w)
{
    for (;;) {
        size_t length;
        const char *text = weft_get_string(w, TEXT, &length);
        WeftStatus status = compile(w, text, length);
        if (!is_incomplete(w, status) || !read_line(w, LINE, false) || !append_line(w)) {
            return status;
        }
    }
}

/* A line "=expression" asks for the expression's value, as it did in old Lua. */
static void drop_equals_sign(Weft *w)
{
    size_t length;
    const char *text = weft_get_string(w, TEXT, &length);
    if (text[0] == '=') {
        weft_set_string(w, TEXT, text + 1, length - 1);
    }
}

/* ---- printing ---- */

/* Prints the values from RUN_SLOT on by the global print. */
static void print_results(Weft *w)
{
    int n = weft_slot_count(w) - RUN_SLOT;
    if (n == 0) {
        return;
    }
    int print = RUN_SLOT + n;
    weft_get_globals(w, print);
    weft_raw_get_field(w, print, "print", print);
    weft_insert(w, RUN_SLOT);
    if (run_function(w, n, 0) != WEFT_OK) {
        const char *message = weft_get_string(w, RUN_SLOT, NULL);
        fprintf(stderr, "error calling 'print' (%s)\n", message != NULL ? message : "?");
        fflush(stderr);
    }
}

void prompt_loop(Weft *w)
{
    for (;;) {
        weft_set_slot_count(w, SCRATCH);
        if (!read_line(w, TEXT, true)) {
            break;
        }
        drop_equals_sign(w);
        WeftStatus status = compile_expression(w) ? WEFT_OK : compile_statements(w);
        if (status == WEFT_OK) {
            status = run_function(w, 0, -1);
        }
        if (run_report(w, status, NULL)) {
            print_results(w);
        }
    }
    putchar('\n');
    fflush(stdout);
}
