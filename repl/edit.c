/* edit.c: see edit.h. The line editor is libedit; here is what it lacks.
 *
 * One buffer holds the whole text, its newlines included. Enter asks the owner whether the text is whole: then it is
 * accepted, else it gets a newline and indentation. Up and Down move between lines, and beyond the first and last one
 * through the history, entry by entry, among those that begin with what was typed. A pasted block (the terminal
 * brackets it) goes into the buffer as it is.
 *
 *     key --> edit_read_char --> libedit --> one of our commands --> the buffer is changed, libedit draws it
 *                  ^                                |
 *                  +---------- injected ------------+   keys that a command wants pressed next
 *
 * libedit works in the thread's locale, which is a UTF-8 one only while it runs: os.setlocale sees none of it.
 */
#include "edit_internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* libedit's functions get no pointer of ours that is worth asking for: the program has only the one editor. */
static Editor *the_editor;

Editor *edit_of(EditLine *el)
{
    (void)el;
    return the_editor;
}

/* ---- opening ---- */

static char *current_prompt(EditLine *el)
{
    return edit_of(el)->prompt;
}

/* A locale for libedit: the environment's; a UTF-8 one where that knows of ASCII alone, as an empty environment does. */
static locale_t edit_locale(void)
{
    locale_t chosen = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (chosen != (locale_t)0 && strcmp(nl_langinfo_l(CODESET, chosen), "ANSI_X3.4-1968") != 0) {
        return chosen;
    }
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (utf8 == (locale_t)0) {
        return chosen != (locale_t)0 ? chosen : newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
    }
    if (chosen != (locale_t)0) {
        freelocale(chosen);
    }
    return utf8;
}

typedef unsigned char (*Command)(EditLine *el, wint_t key);

static const struct {
    const char *name;
    Command command;
} commands[] = {
    {"weft-enter", edit_key_enter},       {"weft-line", edit_key_line},       {"weft-complete", edit_key_complete},
    {"weft-up", edit_key_up},             {"weft-down", edit_key_down},       {"weft-home", edit_key_home},
    {"weft-end", edit_key_end},           {"weft-bracket", edit_key_bracket}, {"weft-paste", edit_key_paste},
    {"weft-cancel", edit_key_cancel},     {"weft-delete", edit_key_delete},   {"weft-older", edit_key_older},
    {"weft-newer", edit_key_newer},       {"weft-nothing", edit_key_nothing}, {"weft-cut-to-end", edit_key_cut_to_end},
    {"weft-cut-to-start", edit_key_cut_to_start},           {"weft-cut-back", edit_key_cut_back},
    {"weft-cut-word-back", edit_key_cut_word_back},         {"weft-cut-word", edit_key_cut_word},
    {"weft-insert-cut", edit_key_insert_cut},               {"weft-backspace", edit_key_backspace},
    {"weft-external", edit_key_external},
};

/* Keys as terminals send them; a line for each command. */
static const struct {
    const char *key, *command;
} keys[] = {
    {"\r", "weft-enter"}, {"\n", "weft-enter"},
    {"\033\r", "weft-line"}, {"\033\n", "weft-line"},
    {"\t", "weft-complete"},
    {"\033[A", "weft-up"}, {"\033OA", "weft-up"}, {"\020", "weft-up"},
    {"\033[B", "weft-down"}, {"\033OB", "weft-down"}, {"\016", "weft-down"},
    {"\033[5~", "weft-older"}, {"\033[6~", "weft-newer"},
    {"\001", "weft-home"}, {"\033[H", "weft-home"}, {"\033OH", "weft-home"}, {"\033[1~", "weft-home"},
    {"\033[7~", "weft-home"},
    {"\005", "weft-end"}, {"\033[F", "weft-end"}, {"\033OF", "weft-end"}, {"\033[4~", "weft-end"},
    {"\033[8~", "weft-end"},
    {"\013", "weft-cut-to-end"}, {"\025", "weft-cut-to-start"}, {"\027", "weft-cut-back"},
    {"\033\177", "weft-cut-word-back"}, {"\033\b", "weft-cut-word-back"}, {"\033d", "weft-cut-word"},
    {"\031", "weft-insert-cut"}, {"\030\005", "weft-external"},
    {")", "weft-bracket"}, {"]", "weft-bracket"}, {"}", "weft-bracket"},
    {"\033[200~", "weft-paste"},
    {"\b", "weft-backspace"}, {"\177", "weft-backspace"},
    {"\004", "weft-delete"}, {"\033[3~", "ed-delete-next-char"},
    {"\022", "em-inc-search-prev"},
    {"\033[1;5C", "em-next-word"}, {"\033[1;3C", "em-next-word"},
    {"\033[1;5D", "ed-prev-word"}, {"\033[1;3D", "ed-prev-word"},
    {"\036", "ed-newline"}, {"\035", "weft-cancel"}, /* INJECT_.. */
};

/* Keys that terminals have and that mean nothing here: unbound, the end of what they send would go into the text. */
static void bind_idle_keys(const Editor *e)
{
    static const char *const plain[] = {"\033[2~", "\033[Z", "\033[I", "\033[O", "\033[E", "\033OE", "\033OP", "\033OQ",
                                        "\033OR", "\033OS", NULL};
    char key[32];
    for (int i = 0; plain[i] != NULL; i++) {
        e->lib.set(e->el, EL_BIND, plain[i], "weft-nothing", NULL);
    }
    for (int number = 11; number <= 34; number++) { /* F1 and on */
        snprintf(key, sizeof key, "\033[%d~", number);
        e->lib.set(e->el, EL_BIND, key, "weft-nothing", NULL);
    }
    for (int modifier = 2; modifier <= 8; modifier++) { /* with Shift, Alt, Ctrl */
        for (const char *c = "ABCDFHPQRS"; *c != '\0'; c++) {
            snprintf(key, sizeof key, "\033[1;%d%c", modifier, *c);
            e->lib.set(e->el, EL_BIND, key, "weft-nothing", NULL);
        }
        for (int number = 2; number <= 24; number++) {
            snprintf(key, sizeof key, "\033[%d;%d~", number, modifier);
            e->lib.set(e->el, EL_BIND, key, "weft-nothing", NULL);
        }
    }
}

/* What the user's ~/.editrc says comes before our keys, which are needed. */
static void bind_keys(const Editor *e)
{
    e->lib.set(e->el, EL_EDITOR, "emacs");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        e->lib.set(e->el, EL_ADDFN, commands[i].name, "of weft", commands[i].command);
    }
    bind_idle_keys(e);
    e->lib.source(e->el, NULL);
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
    e->prompt = edit_copy("> ", 2);
    e->locale = edit_locale();
    locale_t before = uselocale(e->locale);
    if (e->prompt != NULL && editline_find(&e->lib)) {
        e->el = e->lib.init("weft", stdin, stdout, stderr);
    }
    if (e->el != NULL) {
        bind_keys(e);
        e->lib.set(e->el, EL_SIGNAL, 0);
        e->lib.set(e->el, EL_SETTY, "-d", "-icrnl", "-inlcr", NULL); /* a paste's line ends are told apart */
        e->lib.set(e->el, EL_PROMPT, current_prompt);
        e->lib.set(e->el, EL_HIST, edit_walk_history, e);
        e->lib.set(e->el, EL_GETCFN, edit_read_char);
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
    free(e->cut);
    free(e);
}

/* ---- reading ---- */

EditResult edit_read(Editor *e, const char *prompt, const char **text)
{
    EditSignals before;
    char *copy = edit_copy(prompt, strlen(prompt));
    if (copy != NULL) {
        free(e->prompt);
        e->prompt = copy;
    }
    e->recalled = -1;
    e->walk = e->count;
    e->is_cancelled = e->is_interrupted = e->shows_bracket = e->has_read = false;
    e->injected = 0;
    locale_t locale = uselocale(e->locale);
    edit_hold_signals(&before);
    e->signals = &before;
    e->lib.set(e->el, EL_PREP_TERM, 1); /* before the prompt is seen: who answers it at once is understood */
    edit_begin_row();
    edit_set_brackets(true);
    int length;
    const char *line = e->lib.gets(e->el, &length);
    edit_set_brackets(false);
    free(e->text);
    e->text = line != NULL && length > 0 ? edit_copy(line, strlen(line)) : NULL;
    size_t end = e->text != NULL ? strlen(e->text) : 0;
    if (end > 0 && e->text[end - 1] == '\n') {
        e->text[end - 1] = '\0';
    }
    edit_release_signals(&before);
    if (e->text != NULL && !e->is_cancelled) {
        edit_show_colours(e, e->text);
    }
    uselocale(locale);
    *text = e->text;
    return e->is_cancelled ? EDIT_CANCELLED : e->text != NULL ? EDIT_TEXT : EDIT_END;
}
