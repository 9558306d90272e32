/* stream.c: file handles: opening and closing, their methods, iterators over lines.
 *
 * A handle's metatable lies in the registry as "FILE*", where the C API keeps it and C modules look for it.
 */
#include "stream.h"

#include <errno.h>

#include "lib.h"
#include "result.h"

const WeftUserdataType stream_type = {.name = "FILE*", .size = sizeof(Stream)};
const char stream_close_kinds[CLOSE_KIND_COUNT] = "fpn";

/* ---- handles ---- */

Stream *stream_new(Weft *w, int to)
{
    return weft_set_userdata(w, to, &stream_type);
}

void stream_open(Stream *s, FILE *file, CloseKind kind)
{
    s->file = file;
    s->close = &stream_close_kinds[kind];
}

FILE *stream_check(Weft *w, int arg)
{
    Stream *s = weft_check_userdata(w, arg, &stream_type);
    if (s == NULL) {
        return NULL;
    }
    if (s->close == NULL) {
        weft_raise(w, "attempt to use a closed file");
        return NULL;
    }
    return s->file;
}

/* ---- closing ---- */

static WeftResult all_results(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    return weft_slot_count(w) - (int)ctx;
}

/* The file of a C module, closed by that module's function. */
static WeftResult close_foreign(Weft *w, int slot, const void *close)
{
    int top = weft_slot_count(w);
    if (!weft_set_c_function(w, top, (void *)(uintptr_t)close)) {
        return WEFT_RAISE;
    }
    weft_copy(w, top + 1, slot);
    return weft_call(w, top, 1, -1, all_results, top);
}

static WeftResult refuse_close(Weft *w, Stream *s)
{
    int to = weft_slot_count(w);
    stream_open(s, s->file, CLOSE_NEVER);
    weft_set_nil(w, to);
    return weft_set_text(w, to + 1, "cannot close standard file") ? 2 : WEFT_RAISE;
}

WeftResult stream_close(Weft *w, int slot)
{
    Stream *s = weft_to_userdata(w, slot, &stream_type);
    const char *close = s->close;
    s->close = NULL;
    errno = 0;
    if (close == &stream_close_kinds[CLOSE_FILE]) {
        bool is_done = fclose(s->file) == 0;
        return result_of_call(w, is_done, errno, NULL);
    }
    if (close == &stream_close_kinds[CLOSE_PROCESS]) {
        int status = pclose(s->file);
        return result_of_process(w, status, errno);
    }
    if (close == &stream_close_kinds[CLOSE_NEVER]) {
        return refuse_close(w, s);
    }
    return close_foreign(w, slot, close);
}

static WeftResult file_close(Weft *w)
{
    return stream_check(w, 0) != NULL ? stream_close(w, 0) : WEFT_RAISE;
}

/* __gc and __close. A handle that was never opened has no file. */
static WeftResult file_collect(Weft *w)
{
    Stream *s = weft_check_userdata(w, 0, &stream_type);
    if (s == NULL) {
        return WEFT_RAISE;
    }
    if (s->close == NULL || s->file == NULL) {
        return 0;
    }
    WeftResult result = stream_close(w, 0);
    return result < 0 ? result : 0;
}

/* ---- methods ---- */

static WeftResult file_tostring(Weft *w)
{
    Stream *s = weft_check_userdata(w, 0, &stream_type);
    int to = weft_slot_count(w);
    if (s == NULL) {
        return WEFT_RAISE;
    }
    bool is_done =
        s->close == NULL ? weft_set_text(w, to, "file (closed)") : weft_set_format(w, to, "file (%p)", (void *)s->file);
    return is_done ? 1 : WEFT_RAISE;
}

static WeftResult file_flush(Weft *w)
{
    FILE *file = stream_check(w, 0);
    if (file == NULL) {
        return WEFT_RAISE;
    }
    errno = 0;
    bool is_done = fflush(file) == 0;
    return result_of_call(w, is_done, errno, NULL);
}

static WeftResult file_read(Weft *w)
{
    FILE *file = stream_check(w, 0);
    return file != NULL ? stream_read(w, file, 1) : WEFT_RAISE;
}

static WeftResult file_write(Weft *w)
{
    FILE *file = stream_check(w, 0);
    WeftResult failure = file != NULL ? stream_write(w, file, 1) : WEFT_RAISE;
    if (failure != 0) {
        return failure;
    }
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult file_seek(Weft *w)
{
    static const char *const names[] = {"set", "cur", "end", NULL};
    static const int origins[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    int64_t offset;
    FILE *file = stream_check(w, 0);
    int origin = file != NULL ? weft_check_option(w, 1, "cur", names) : -1;
    if (origin < 0 || !weft_opt_integer(w, 2, 0, &offset)) {
        return WEFT_RAISE;
    }
    if ((int64_t)(off_t)offset != offset) {
        return weft_raise_argument(w, 2, "not an integer in proper range");
    }
    errno = 0;
    if (fseeko(file, (off_t)offset, origins[origin]) != 0) {
        return result_of_call(w, false, errno, NULL);
    }
    weft_set_integer(w, weft_slot_count(w), (int64_t)ftello(file));
    return 1;
}

static WeftResult file_setvbuf(Weft *w)
{
    static const char *const names[] = {"no", "full", "line", NULL};
    static const int modes[] = {_IONBF, _IOFBF, _IOLBF};
    enum { USUAL_SIZE = 1024 };
    int64_t size;
    FILE *file = stream_check(w, 0);
    int mode = file != NULL ? weft_check_option(w, 1, NULL, names) : -1;
    if (mode < 0 || !weft_opt_integer(w, 2, USUAL_SIZE, &size)) {
        return WEFT_RAISE;
    }
    errno = 0;
    bool is_done = setvbuf(file, NULL, modes[mode], (size_t)size) == 0;
    return result_of_call(w, is_done, errno, NULL);
}

/* ---- lines ---- */

/* Upvalues of an iterator over lines. */
enum { LINES_FILE, LINES_CLOSES, LINES_FORMAT_COUNT, LINES_FORMATS };

/* Reading has given n values, the first of them nil: the end of the file, or an error. */
static WeftResult end_lines(Weft *w, int n)
{
    int first = weft_slot_count(w) - n;
    if (n > 1) {
        return weft_raise(w, "%s", weft_get_string(w, first + 1, NULL));
    }
    weft_get_upvalue(w, LINES_CLOSES, 0);
    if (weft_to_boolean(w, 0)) {
        weft_get_upvalue(w, LINES_FILE, 0);
        stream_close(w, 0);
    }
    return 0;
}

static WeftResult next_line(Weft *w)
{
    int64_t count;
    weft_set_slot_count(w, 1);
    weft_get_upvalue(w, LINES_FORMAT_COUNT, 0);
    weft_to_integer(w, 0, &count);
    const Stream *s = weft_upvalue_userdata(w, LINES_FILE, &stream_type);
    if (s->close == NULL) {
        return weft_raise(w, "file is already closed");
    }
    if (!weft_reserve(w, (int)count)) {
        return WEFT_RAISE;
    }
    for (int i = 0; i < count; i++) {
        weft_get_upvalue(w, LINES_FORMATS + i, 1 + i);
    }
    weft_set_slot_count(w, 1 + (int)count);
    int n = stream_read(w, s->file, 1);
    if (n < 0) {
        return n;
    }
    return weft_to_boolean(w, weft_slot_count(w) - n) ? n : end_lines(w, n);
}

WeftResult stream_lines(Weft *w, bool closes)
{
    enum { FORMATS_MAX = 250 }; /* with the other upvalues, as many as a C function of Lua's may have */
    int formats = weft_slot_count(w) - 1, first = weft_slot_count(w);
    if (formats > FORMATS_MAX) {
        return weft_raise_argument(w, FORMATS_MAX + 1, "too many arguments");
    }
    if (!weft_reserve(w, formats + 20)) {
        return WEFT_RAISE;
    }
    weft_copy(w, first + LINES_FILE, 0);
    weft_set_boolean(w, first + LINES_CLOSES, closes);
    weft_set_integer(w, first + LINES_FORMAT_COUNT, formats);
    for (int i = 0; i < formats; i++) {
        weft_copy(w, first + LINES_FORMATS + i, 1 + i);
    }
    int count = LINES_FORMATS + formats;
    return weft_set_native(w, first + count, next_line, NULL, first, count) ? 1 : WEFT_RAISE;
}

static WeftResult file_lines(Weft *w)
{
    return stream_check(w, 0) != NULL ? stream_lines(w, false) : WEFT_RAISE;
}

/* ---- the metatable ---- */

bool stream_open_methods(Weft *w)
{
    static const LibFunction methods[] = {
        {"close", file_close}, {"flush", file_flush}, {"lines", file_lines},     {"read", file_read},
        {"seek", file_seek},   {"write", file_write}, {"setvbuf", file_setvbuf}, {NULL, NULL},
    };
    static const LibFunction events[] = {
        {"__gc", file_collect}, {"__close", file_collect}, {"__tostring", file_tostring}, {NULL, NULL}};
    int file = weft_slot_count(w), metatable = file + 1, index = file + 2;
    if (stream_new(w, file) == NULL) { /* enters the type in the registry */
        return false;
    }
    weft_get_metatable(w, file, metatable);
    return weft_set_table(w, index, 0, 8) && lib_register(w, index, methods) &&
           weft_raw_set_field(w, metatable, "__index", index) && lib_register(w, metatable, events) &&
           weft_set_slot_count(w, file);
}
