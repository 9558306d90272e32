/* load.c: load, loadfile, dofile.
 *
 * A reader function is called piece by piece, each time from the interpreter, so it may yield; the pieces are kept in a
 * table until the reader is done, and compiled as one text. Slots of load with a reader:
 *
 *     0 reader | 1 chunk name | 2 mode | 3 environment | 4 pieces | 5 the reader's call
 */
#include "load.h"

#include "lib.h"

enum { NAME = 1, MODE = 2, ENVIRONMENT = 3, PIECES = 4, CALL = 5 };

/* ---- results ---- */

/* Returns nil and the message in the last slot. */
static WeftResult return_failure(Weft *w)
{
    int message = weft_slot_count(w) - 1;
    weft_set_nil(w, message + 1);
    weft_insert(w, message);
    return 2;
}

/* What weft_load left in the last slot: the function, which gets its environment, or a message. */
static WeftResult return_loaded(Weft *w, WeftStatus status, bool has_environment, int environment)
{
    int function = weft_slot_count(w) - 1;
    if (status != WEFT_OK) {
        return return_failure(w);
    }
    if (has_environment) {
        weft_set_function_upvalue(w, function, 1, environment);
    }
    return 1;
}

/* ---- load ---- */

static WeftResult load_bytes(Weft *w, const char *bytes, size_t length, const char *default_name, bool has_environment)
{
    const char *name = weft_get_string(w, NAME, NULL), *mode = weft_get_string(w, MODE, NULL);
    if (!weft_charge(w, (int64_t)length)) { /* compiling a byte takes about the time of a call */
        return WEFT_RAISE;
    }
    WeftStatus status = weft_load(w, weft_slot_count(w), bytes, length, name != NULL ? name : default_name, mode);
    return return_loaded(w, status, has_environment, ENVIRONMENT);
}

static WeftResult load_pieces(Weft *w, int64_t count, bool has_environment)
{
    WeftBuffer text;
    int piece = CALL + 1;
    weft_set_slot_count(w, CALL);
    weft_buffer_init(w, &text, CALL);
    for (int64_t i = 1; i <= count; i++) {
        weft_raw_get_index(w, PIECES, i, piece);
        if (!weft_buffer_add_slot(&text, piece) || !weft_charge(w, 1)) {
            return WEFT_RAISE;
        }
    }
    return load_bytes(w, text.bytes, text.length, "=(load)", has_environment);
}

static WeftResult bad_piece(Weft *w)
{
    weft_set_slot_count(w, CALL);
    if (!weft_set_position(w, 1, CALL) || !weft_set_text(w, CALL + 1, "reader function must return a string") ||
        !weft_arith(w, '.', CALL, CALL + 1, CALL)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, CALL + 1);
    return return_failure(w);
}

static WeftResult call_reader(Weft *w, int64_t ctx);

/* ctx: pieces so far * 2 + whether there is an environment. */
static WeftResult take_piece(Weft *w, WeftStatus status, int64_t ctx)
{
    int64_t count = ctx / 2;
    size_t length;
    if (status == WEFT_ERROR) {
        return return_failure(w);
    }
    if (weft_type(w, CALL) == WEFT_NIL) {
        return load_pieces(w, count, ctx % 2);
    }
    if (weft_to_string(w, CALL, &length) == NULL) {
        return bad_piece(w);
    }
    if (length == 0) {
        return load_pieces(w, count, ctx % 2);
    }
    return weft_raw_set_index(w, PIECES, count + 1, CALL) ? call_reader(w, ctx + 2) : WEFT_RAISE;
}

static WeftResult call_reader(Weft *w, int64_t ctx)
{
    weft_copy(w, CALL, 0);
    return weft_pcall(w, CALL, 0, 1, take_piece, ctx);
}

static WeftResult base_load(Weft *w)
{
    const char *text, *ignored;
    size_t length;
    bool has_environment = weft_slot_count(w) > ENVIRONMENT;
    if (!weft_opt_string(w, MODE, NULL, &ignored, NULL) || !weft_opt_string(w, NAME, NULL, &ignored, NULL)) {
        return WEFT_RAISE;
    }
    text = weft_to_string(w, 0, &length);
    if (text == NULL && !weft_check_type(w, 0, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, ENVIRONMENT + 1);
    if (text != NULL) {
        return load_bytes(w, text, length, text, has_environment);
    }
    return weft_set_table(w, PIECES, 0, 0) ? call_reader(w, has_environment) : WEFT_RAISE;
}

/* ---- files ---- */

static WeftResult base_loadfile(Weft *w)
{
    enum { FILE_MODE = 1, FILE_ENVIRONMENT = 2 };
    const char *path, *mode;
    bool has_environment = weft_slot_count(w) > FILE_ENVIRONMENT;
    weft_set_slot_count(w, FILE_ENVIRONMENT + 1);
    if (!weft_opt_string(w, 0, NULL, &path, NULL) || !weft_opt_string(w, FILE_MODE, NULL, &mode, NULL)) {
        return WEFT_RAISE;
    }
    WeftStatus status = weft_load_file(w, weft_slot_count(w), path, mode);
    return return_loaded(w, status, has_environment, FILE_ENVIRONMENT);
}

/* Returns everything from slot ctx on. */
static WeftResult all_results(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    return weft_slot_count(w) - (int)ctx;
}

static WeftResult base_dofile(Weft *w)
{
    const char *path;
    if (!weft_opt_string(w, 0, NULL, &path, NULL)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    if (weft_load_file(w, 1, path, NULL) != WEFT_OK) {
        return weft_raise_slot(w, 1);
    }
    return weft_call(w, 1, 0, -1, all_results, 1);
}

bool load_register(Weft *w, int table)
{
    static const LibFunction functions[] = {{"load", base_load}, {NULL, NULL}};
    static const LibFunction trusted[] = {{"dofile", base_dofile}, {"loadfile", base_loadfile}, {NULL, NULL}};
    return lib_register(w, table, functions) && lib_register_trusted(w, table, trusted);
}
