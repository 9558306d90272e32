/* io.c: the io library's functions: opening files, and the default input and output.
 *
 * The defaults lie in a table of two that all functions share as upvalue 0.
 */
#include "lib.h"

#include <errno.h>
#include <string.h>

#include "result.h"
#include "stream.h"

typedef enum Default { DEFAULT_INPUT = 1, DEFAULT_OUTPUT = 2 } Default; /* places in the table */

/* ---- opening ---- */

/* r, w or a, then + and b if wanted. */
static bool is_mode(const char *mode)
{
    if (*mode == '\0' || strchr("rwa", *mode) == NULL) {
        return false;
    }
    mode++;
    if (*mode == '+') {
        mode++;
    }
    return strspn(mode, "b") == strlen(mode);
}

static WeftResult io_open(Weft *w)
{
    const char *mode, *path = weft_check_string(w, 0, NULL);
    if (path == NULL || !weft_opt_string(w, 1, "r", &mode, NULL)) {
        return WEFT_RAISE;
    }
    if (!is_mode(mode)) {
        return weft_raise_argument(w, 1, "invalid mode");
    }
    Stream *s = stream_new(w, weft_slot_count(w));
    if (s == NULL) {
        return WEFT_RAISE;
    }
    errno = 0;
    FILE *file = fopen(path, mode);
    if (file == NULL) {
        return result_of_call(w, false, errno, path);
    }
    stream_open(s, file, CLOSE_FILE);
    return 1;
}

/* Opens a file whose absence is an error; its handle goes to slot `to`. */
static bool open_or_raise(Weft *w, const char *path, const char *mode, int to)
{
    Stream *s = stream_new(w, to);
    if (s == NULL) {
        return false;
    }
    FILE *file = fopen(path, mode);
    if (file == NULL) {
        weft_raise(w, "cannot open file '%s' (%s)", path, strerror(errno));
        return false;
    }
    stream_open(s, file, CLOSE_FILE);
    return true;
}

static WeftResult io_popen(Weft *w)
{
    const char *mode, *command = weft_check_string(w, 0, NULL);
    if (command == NULL || !weft_opt_string(w, 1, "r", &mode, NULL)) {
        return WEFT_RAISE;
    }
    if (strcmp(mode, "r") != 0 && strcmp(mode, "w") != 0) {
        return weft_raise_argument(w, 1, "invalid mode");
    }
    Stream *s = stream_new(w, weft_slot_count(w));
    if (s == NULL) {
        return WEFT_RAISE;
    }
    fflush(NULL);
    errno = 0;
    FILE *file = popen(command, mode);
    if (file == NULL) {
        return result_of_call(w, false, errno, command);
    }
    stream_open(s, file, CLOSE_PROCESS);
    return 1;
}

static WeftResult io_tmpfile(Weft *w)
{
    Stream *s = stream_new(w, weft_slot_count(w));
    if (s == NULL) {
        return WEFT_RAISE;
    }
    errno = 0;
    FILE *file = tmpfile();
    if (file == NULL) {
        return result_of_call(w, false, errno, NULL);
    }
    stream_open(s, file, CLOSE_FILE);
    return 1;
}

static WeftResult io_type(Weft *w)
{
    int to = weft_slot_count(w);
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    const Stream *s = weft_to_userdata(w, 0, &stream_type);
    if (s == NULL) {
        weft_set_nil(w, to);
        return 1;
    }
    return weft_set_text(w, to, s->close == NULL ? "closed file" : "file") ? 1 : WEFT_RAISE;
}

/* ---- default files ---- */

static void get_default(Weft *w, Default which, int to)
{
    weft_get_upvalue(w, 0, to);
    weft_raw_get_index(w, to, which, to);
}

/* The default file, its handle in slot `to`; NULL: raises that it is closed. */
static FILE *open_default(Weft *w, Default which, int to)
{
    get_default(w, which, to);
    const Stream *s = weft_to_userdata(w, to, &stream_type);
    if (s == NULL || s->close == NULL) {
        weft_raise(w, "default %s file is closed", which == DEFAULT_INPUT ? "input" : "output");
        return NULL;
    }
    return s->file;
}

/* io.input and io.output: sets the default by name or handle, if given, and returns it. */
static WeftResult exchange_default(Weft *w, Default which)
{
    int file = weft_slot_count(w), state = file + 1;
    if (weft_type(w, 0) > WEFT_NIL) {
        const char *path = weft_to_string(w, 0, NULL);
        if (path != NULL) {
            if (!open_or_raise(w, path, which == DEFAULT_INPUT ? "r" : "w", file)) {
                return WEFT_RAISE;
            }
        } else if (stream_check(w, 0) == NULL) {
            return WEFT_RAISE;
        } else {
            weft_copy(w, file, 0);
        }
        weft_get_upvalue(w, 0, state);
        if (!weft_raw_set_index(w, state, which, file)) {
            return WEFT_RAISE;
        }
    }
    get_default(w, which, weft_slot_count(w));
    return 1;
}

static WeftResult io_input(Weft *w)
{
    return exchange_default(w, DEFAULT_INPUT);
}

static WeftResult io_output(Weft *w)
{
    return exchange_default(w, DEFAULT_OUTPUT);
}

static WeftResult io_close(Weft *w)
{
    if (weft_type(w, 0) == WEFT_NONE) {
        get_default(w, DEFAULT_OUTPUT, 0);
    }
    return stream_check(w, 0) != NULL ? stream_close(w, 0) : WEFT_RAISE;
}

static WeftResult io_flush(Weft *w)
{
    FILE *file = open_default(w, DEFAULT_OUTPUT, weft_slot_count(w));
    if (file == NULL) {
        return WEFT_RAISE;
    }
    errno = 0;
    bool is_done = fflush(file) == 0;
    return result_of_call(w, is_done, errno, NULL);
}

static WeftResult io_read(Weft *w)
{
    int top = weft_slot_count(w);
    FILE *file = open_default(w, DEFAULT_INPUT, top);
    weft_set_slot_count(w, top);
    return file != NULL ? stream_read(w, file, 0) : WEFT_RAISE;
}

static WeftResult io_write(Weft *w)
{
    int top = weft_slot_count(w);
    FILE *file = open_default(w, DEFAULT_OUTPUT, top);
    if (file == NULL) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, top);
    WeftResult failure = stream_write(w, file, 0);
    if (failure != 0) {
        return failure;
    }
    get_default(w, DEFAULT_OUTPUT, top);
    return 1;
}

/* A file opened by name is closed at its end, or as the closing value of a generic for that is left early. */
static WeftResult io_lines(Weft *w)
{
    if (weft_type(w, 0) <= WEFT_NIL) {
        get_default(w, DEFAULT_INPUT, 0);
        return stream_check(w, 0) != NULL ? stream_lines(w, false) : WEFT_RAISE;
    }
    const char *path = weft_check_string(w, 0, NULL);
    int file = weft_slot_count(w); /* not slot 0: the path lives there until the file is open */
    if (path == NULL || !open_or_raise(w, path, "r", file)) {
        return WEFT_RAISE;
    }
    weft_copy(w, 0, file);
    weft_set_slot_count(w, file);
    if (stream_lines(w, true) < 0) {
        return WEFT_RAISE;
    }
    int iterator = weft_slot_count(w) - 1;
    weft_set_nil(w, iterator + 1);
    weft_set_nil(w, iterator + 2);
    weft_copy(w, iterator + 3, 0);
    return 4;
}

/* ---- the library ---- */

/* io[name] := a handle of a standard file; place: where it is a default, or 0. */
static bool add_standard(Weft *w, int io, int defaults, FILE *file, const char *name, int place)
{
    int handle = weft_slot_count(w);
    Stream *s = stream_new(w, handle);
    if (s == NULL) {
        return false;
    }
    stream_open(s, file, CLOSE_NEVER);
    return (place == 0 || weft_raw_set_index(w, defaults, place, handle)) && weft_raw_set_field(w, io, name, handle) &&
           weft_set_slot_count(w, handle);
}

bool lib_open_io(Weft *w, int to)
{
    static const LibFunction functions[] = {
        {"io.close", io_close},     {"io.flush", io_flush},   {"io.input", io_input}, {"io.lines", io_lines},
        {"io.open", io_open},       {"io.output", io_output}, {"io.popen", io_popen}, {"io.read", io_read},
        {"io.tmpfile", io_tmpfile}, {"io.type", io_type},     {"io.write", io_write}, {NULL, NULL},
    };
    if (!weft_set_table(w, to, 0, 16)) {
        return false;
    }
    int defaults = weft_slot_count(w);
    return weft_set_table(w, defaults, 2, 0) && lib_register_with(w, to, functions, defaults, 1) &&
           stream_open_methods(w) && add_standard(w, to, defaults, stdin, "stdin", DEFAULT_INPUT) &&
           add_standard(w, to, defaults, stdout, "stdout", DEFAULT_OUTPUT) &&
           add_standard(w, to, defaults, stderr, "stderr", 0) && weft_set_slot_count(w, defaults);
}
