/* main.c: the `weft` program: options, environment, scripts.
 *
 * Its options are those of lua 5.4, with some long ones of its own. Options are looked through once to find
 * the script and what concerns the whole run, and a second time, when the library is open, to do -e and -l in their
 * order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "modules.h"
#include "prompt.h"
#include "run.h"

typedef enum Action { RUN_SCRIPT, CHECK, DISASSEMBLE, SHOW_HELP, SHOW_VERSION } Action;

typedef struct Options {
    char **argv;
    int argc;
    int script;          /* index of the script's name in argv; argc: none */
    const char *program; /* our name, for messages */
    Action action;
    bool interactive, show_version, ignore_environment, warnings, has_code;
} Options;

/* What the warning function remembers between the pieces of a message. */
typedef struct Warnings {
    bool is_on;
    bool is_piece; /* what comes next continues a message */
} Warnings;

/* ---- messages ---- */

static void print_version(void)
{
    printf("Weft %s (Lua 5.4)  a scripting language for programs and their users\n", WEFT_VERSION);
    fflush(stdout);
}

static void print_usage(FILE *to, const char *program)
{
    fprintf(to,
            "usage: %s [option...] [script [argument...]]\n"
            "  -e CODE     run CODE; print its values if it is an expression\n"
            "  -l NAME     require NAME and make it the global NAME; -l G=NAME: the global G\n"
            "  -i          go to the prompt after the script\n"
            "  -v          print the version\n"
            "  -E          leave out LUA_INIT, LUA_PATH and their like\n"
            "  -W          show warnings\n"
            "  -           the script is standard input\n"
            "  --          no options follow\n"
            "  --check     compile the files that follow, and run nothing\n"
            "  --dis       print the instructions of the file that follows\n"
            "  --help      print this\n"
            "  --version   print the version\n"
            "Without a script, code and -v: the prompt, where :help says more;\n"
            "not on a terminal: the standard input.\n",
            program);
    fflush(to);
}

static bool reject_option(const Options *o, const char *option)
{
    bool wants_argument = strcmp(option, "-e") == 0 || strcmp(option, "-l") == 0;
    fprintf(stderr, wants_argument ? "%s: '%s' needs argument\n" : "%s: unrecognized option '%s'\n", o->program,
            option);
    print_usage(stderr, o->program);
    return false;
}

/* A message arrives in pieces; one that is a single piece and begins with @ controls the warnings themselves. */
static void warn(void *ud, const char *text, int to_continue)
{
    Warnings *state = ud;
    if (!state->is_piece && !to_continue && text[0] == '@') {
        if (strcmp(text, "@on") == 0) {
            state->is_on = true;
        } else if (strcmp(text, "@off") == 0) {
            state->is_on = false;
        }
        return;
    }
    if (state->is_on) {
        fprintf(stderr, "%s%s%s", state->is_piece ? "" : "Lua warning: ", text, to_continue ? "" : "\n");
        fflush(stderr);
    }
    state->is_piece = to_continue != 0;
}

/* ---- options ---- */

static bool parse_long_option(Options *o, int i)
{
    static const struct {
        const char *name;
        Action action;
    } options[] = {{"--check", CHECK}, {"--dis", DISASSEMBLE}, {"--help", SHOW_HELP}, {"--version", SHOW_VERSION}};
    for (size_t k = 0; k < sizeof options / sizeof options[0]; k++) {
        if (strcmp(o->argv[i], options[k].name) == 0) {
            o->action = options[k].action;
            o->script = i + 1;
            return true;
        }
    }
    return reject_option(o, o->argv[i]);
}

/* An option of one letter; -e and -l may take the next argument, so *i moves. */
static bool parse_short_option(Options *o, int *i)
{
    const char *option = o->argv[*i];
    bool is_single = option[2] == '\0';
    switch (option[1]) {
    case 'E': o->ignore_environment = true; break;
    case 'W': o->warnings = true; break;
    case 'i': o->interactive = o->show_version = true; break;
    case 'v': o->show_version = true; break;
    case 'e': o->has_code = true; /* fall through */
    case 'l':
        if (!is_single) {
            return true;
        }
        ++*i;
        if (*i < o->argc && o->argv[*i][0] != '-') {
            return true;
        }
        return reject_option(o, option);
    default: return reject_option(o, option);
    }
    return is_single || reject_option(o, option);
}

/* Finds the script, and what the options say about the whole run. False: a bad one, which was told. */
static bool parse_options(Options *o)
{
    for (int i = 1; i < o->argc; i++) {
        const char *option = o->argv[i];
        o->script = i;
        if (option[0] != '-' || option[1] == '\0') {
            return true;
        }
        if (strcmp(option, "--") == 0) {
            o->script = i + 1;
            return true;
        }
        if (option[1] == '-') {
            return parse_long_option(o, i);
        }
        if (!parse_short_option(o, &i)) {
            return false;
        }
    }
    o->script = o->argc;
    return true;
}

/* ---- running ---- */

static bool run_loaded(Weft *w, const Options *o, WeftStatus status, int nargs)
{
    if (status == WEFT_OK) {
        status = run_function(w, nargs, 0);
    }
    return run_report(w, status, o->program);
}

static bool run_text(Weft *w, const Options *o, const char *text, const char *chunk_name)
{
    return run_loaded(w, o, weft_load(w, RUN_SLOT, text, strlen(text), chunk_name, NULL), 0);
}

/* Prints the values from RUN_SLOT on by weft.pretty. */
static WeftStatus show_values(Weft *w)
{
    int n = weft_slot_count(w) - RUN_SLOT, at = RUN_SLOT + n;
    if (n == 0) {
        return WEFT_OK;
    }
    WeftHandle values = 0;
    weft_set_table(w, at, (uint32_t)n, 0);
    for (int i = 0; i < n; i++) {
        weft_raw_set_index(w, at, i + 1, RUN_SLOT + i);
    }
    values = weft_handle_new(w, at);
    weft_set_slot_count(w, RUN_SLOT);
    weft_get_global(w, "require", RUN_SLOT);
    weft_set_text(w, RUN_SLOT + 1, "weft.pretty");
    WeftStatus status = run_function(w, 1, 1);
    if (status == WEFT_OK) {
        weft_raw_get_field(w, RUN_SLOT, "show", RUN_SLOT);
        weft_handle_get(w, values, RUN_SLOT + 1);
        weft_set_integer(w, RUN_SLOT + 2, n);
        status = run_function(w, 2, 0);
    }
    weft_handle_free(w, values);
    return status;
}

/* The code of -e: statements, or an expression, whose values are printed. */
static bool run_code(Weft *w, const Options *o, const char *code)
{
    static const char name[] = "=(command line)";
    WeftStatus status = weft_load(w, RUN_SLOT, code, strlen(code), name, NULL);
    if (status == WEFT_ERROR_SYNTAX) {
        int expression = RUN_SLOT + 1;
        size_t length;
        weft_set_format(w, expression, "return %s", code);
        const char *text = weft_get_string(w, expression, &length);
        if (text != NULL && weft_load(w, expression, text, length, name, "t") == WEFT_OK) {
            weft_remove(w, RUN_SLOT);
            status = run_function(w, 0, -1);
            return run_report(w, status == WEFT_OK ? show_values(w) : status, o->program);
        }
        weft_set_slot_count(w, expression);
    }
    return run_loaded(w, o, status, 0);
}

static bool run_file(Weft *w, const Options *o, const char *path)
{
    return run_loaded(w, o, weft_load_file(w, RUN_SLOT, path, NULL), 0);
}

/* The environment's code to run first: a chunk, or @ and a file's name. */
static bool run_init(Weft *w, const Options *o)
{
    const char *name = "LUA_INIT_5_4", *init = getenv(name);
    if (init == NULL) {
        name = "LUA_INIT";
        init = getenv(name);
    }
    if (init == NULL) {
        return true;
    }
    if (init[0] == '@') {
        return run_file(w, o, init + 1);
    }
    char chunk_name[20];
    snprintf(chunk_name, sizeof chunk_name, "=%s", name);
    return run_text(w, o, init, chunk_name);
}

/* Requires "NAME" or "GLOBAL=NAME"; a version behind a - is left out of the global's name. */
static bool run_require(Weft *w, const Options *o, const char *what)
{
    const char *equals = strchr(what, '='), *module = equals != NULL ? equals + 1 : what;
    const char *suffix = equals == NULL ? strchr(what, '-') : NULL;
    const char *end = equals != NULL ? equals : suffix != NULL ? suffix : what + strlen(what);
    int globals = RUN_SLOT + 1, key = RUN_SLOT + 2;
    weft_get_globals(w, RUN_SLOT);
    weft_raw_get_field(w, RUN_SLOT, "require", RUN_SLOT);
    weft_set_text(w, RUN_SLOT + 1, module);
    WeftStatus status = run_function(w, 1, 1);
    if (status == WEFT_OK) {
        weft_get_globals(w, globals);
        weft_set_string(w, key, what, (size_t)(end - what));
        weft_raw_set(w, globals, key, RUN_SLOT);
        weft_set_slot_count(w, RUN_SLOT);
    }
    return run_report(w, status, o->program);
}

/* The options -e and -l, in their order. False: one has failed. */
static bool run_options(Weft *w, const Options *o)
{
    for (int i = 1; i < o->script && i < o->argc; i++) {
        const char *option = o->argv[i];
        bool is_code = option[1] == 'e';
        if (option[0] != '-' || (!is_code && option[1] != 'l')) {
            continue;
        }
        const char *what = option[2] != '\0' ? option + 2 : o->argv[++i];
        if (!(is_code ? run_code(w, o, what) : run_require(w, o, what))) {
            return false;
        }
    }
    return true;
}

/* The global arg: the script's name at 0, its arguments behind, our own options before. */
static bool set_arguments(Weft *w, const Options *o)
{
    int script = o->script < o->argc ? o->script : 0;
    int table = RUN_SLOT, value = RUN_SLOT + 1;
    if (!weft_set_table(w, table, (uint32_t)(o->argc - script), 0)) {
        return false;
    }
    for (int i = 0; i < o->argc; i++) {
        if (!weft_set_text(w, value, o->argv[i]) || !weft_raw_set_index(w, table, i - script, value)) {
            return false;
        }
    }
    weft_get_globals(w, value);
    return weft_raw_set_field(w, value, "arg", table) && weft_set_slot_count(w, RUN_SLOT);
}

/* Pushes the script's arguments as the global arg, which code may have changed, has them; their number, -1: told why
 * not. */
static int push_arguments(Weft *w, const Options *o)
{
    int table = RUN_SLOT + 1;
    weft_get_globals(w, table);
    weft_raw_get_field(w, table, "arg", table);
    if (weft_type(w, table) != WEFT_TABLE) {
        run_print_error(o->program, "'arg' is not a table");
        return -1;
    }
    int64_t n = weft_raw_length(w, table);
    if (n > INT32_MAX / 2 || !weft_reserve(w, (int)n + 1)) {
        run_print_error(o->program, "too many arguments to script");
        return -1;
    }
    for (int i = 1; i <= n; i++) {
        weft_raw_get_index(w, table, i, table + i);
    }
    weft_remove(w, table);
    return (int)n;
}

static bool run_script(Weft *w, const Options *o)
{
    const char *path = o->argv[o->script];
    bool is_stdin = strcmp(path, "-") == 0 && strcmp(o->argv[o->script - 1], "--") != 0;
    WeftStatus status = weft_load_file(w, RUN_SLOT, is_stdin ? NULL : path, NULL);
    int nargs = 0;
    if (status == WEFT_OK) {
        nargs = push_arguments(w, o);
        if (nargs < 0) {
            return false;
        }
    }
    return run_loaded(w, o, status, nargs);
}

/* All that the command line asks for, the library being open. */
static bool run_all(Weft *w, const Options *o)
{
    bool has_script = o->script < o->argc;
    if (o->show_version) {
        print_version();
    }
    if (!set_arguments(w, o) || (!o->ignore_environment && !run_init(w, o)) || !run_options(w, o) ||
        (has_script && !run_script(w, o) && !o->interactive)) {
        return false;
    }
    if (o->interactive) {
        prompt_loop(w);
    } else if (!has_script && !o->has_code && !o->show_version) {
        if (!isatty(STDIN_FILENO)) {
            return run_file(w, o, NULL);
        }
        print_version();
        prompt_loop(w);
    }
    return true;
}

/* ---- looking at files ---- */

static bool check_files(Weft *w, const Options *o)
{
    bool are_right = true;
    for (int i = o->script; i < o->argc; i++) {
        WeftStatus status = weft_load_file(w, RUN_SLOT, o->argv[i], NULL);
        are_right = run_report(w, status, o->program) && are_right;
    }
    return are_right;
}

static bool disassemble_file(Weft *w, const Options *o)
{
    if (o->script >= o->argc) {
        return reject_option(o, "--dis");
    }
    WeftStatus status = weft_load_file(w, RUN_SLOT, o->argv[o->script], NULL);
    if (!run_report(w, status, o->program)) {
        return false;
    }
    size_t length;
    if (!weft_disassemble(w, RUN_SLOT, RUN_SLOT)) {
        run_print_error(o->program, "cannot list the file's instructions");
        return false;
    }
    const char *listing = weft_get_string(w, RUN_SLOT, &length);
    return fwrite(listing, 1, length, stdout) == length;
}

/* ---- the whole ---- */

/* Opens the library; the environment is ignored when the registry says so. */
static bool open_library(Weft *w, const Options *o)
{
    if (o->ignore_environment) {
        weft_get_registry(w, RUN_SLOT);
        weft_set_boolean(w, RUN_SLOT + 1, true);
        if (!weft_raw_set_field(w, RUN_SLOT, "LUA_NOENV", RUN_SLOT + 1)) {
            return false;
        }
        weft_set_slot_count(w, RUN_SLOT);
    }
    if (!run_prepare(w) || !weft_open_libraries(w) || !modules_register(w)) {
        return false;
    }
    weft_gc(w, WEFT_GC_GENERATIONAL, 0, 0, 0);
    return true;
}

static bool run_action(Weft *w, const Options *o)
{
    switch (o->action) {
    case CHECK: return check_files(w, o);
    case DISASSEMBLE: return disassemble_file(w, o);
    default: return run_all(w, o);
    }
}

int main(int argc, char **argv)
{
    Options o = {.argv = argv, .argc = argc, .script = argc, .program = "weft"};
    Warnings warnings = {0};
    if (argc > 0 && argv[0][0] != '\0') {
        o.program = argv[0];
    }
    if (!parse_options(&o)) {
        return EXIT_FAILURE;
    }
    if (o.action == SHOW_HELP || o.action == SHOW_VERSION) {
        o.action == SHOW_HELP ? print_usage(stdout, o.program) : print_version();
        return EXIT_SUCCESS;
    }
    Weft *w = weft_open(NULL);
    if (w == NULL || !open_library(w, &o)) {
        run_print_error(o.program, "cannot create state: not enough memory");
        return EXIT_FAILURE;
    }
    warnings.is_on = o.warnings;
    weft_set_warn(w, warn, &warnings);
    bool is_well = run_action(w, &o);
    weft_close(w);
    return is_well ? EXIT_SUCCESS : EXIT_FAILURE;
}
