/* debug_frames.c: getinfo, locals and upvalues. */
#include "debug.h"

#include <limits.h>
#include <string.h>

#include "lib.h"

/* Levels past this don't exist; the API takes them as int. */
static int as_level(int64_t level)
{
    return level < 0 || level > INT_MAX ? -1 : (int)level;
}

/* ---- getinfo ---- */

static bool set_boolean(Weft *w, int table, const char *name, bool value)
{
    int top = weft_slot_count(w);
    weft_set_boolean(w, top, value);
    return weft_raw_set_field(w, table, name, top) && weft_set_slot_count(w, top);
}

static bool set_source(Weft *w, int table, const WeftFrameInfo *info)
{
    int top = weft_slot_count(w);
    return weft_set_string(w, top, info->source, info->source_length) && weft_raw_set_field(w, table, "source", top) &&
           weft_set_slot_count(w, top) && lib_set_text_field(w, table, "short_src", info->short_source) &&
           lib_set_integer_field(w, table, "linedefined", info->line) &&
           lib_set_integer_field(w, table, "lastlinedefined", info->last_line) &&
           lib_set_text_field(w, table, "what", info->what);
}

static bool set_name(Weft *w, int table, const WeftFrameInfo *info)
{
    return (info->name == NULL || lib_set_text_field(w, table, "name", info->name)) &&
           lib_set_text_field(w, table, "namewhat", info->name_what);
}

static bool set_counts(Weft *w, int table, const WeftFrameInfo *info)
{
    return lib_set_integer_field(w, table, "nups", info->upvalue_count) &&
           lib_set_integer_field(w, table, "nparams", info->param_count) &&
           set_boolean(w, table, "isvararg", info->is_vararg);
}

static bool set_transfer(Weft *w, int table, const WeftFrameInfo *info)
{
    return lib_set_integer_field(w, table, "ftransfer", info->transfer_first) &&
           lib_set_integer_field(w, table, "ntransfer", info->transfer_count);
}

static bool set_lines(Weft *w, int table, int function)
{
    int top = weft_slot_count(w);
    return weft_active_lines(w, function, top) && weft_raw_set_field(w, table, "activelines", top) &&
           weft_set_slot_count(w, top);
}

/* Enters what the options ask for. */
static bool fill_info(Weft *w, int table, const WeftFrameInfo *info, const char *options, int function)
{
    return (strchr(options, 'S') == NULL || set_source(w, table, info)) &&
           (strchr(options, 'l') == NULL || lib_set_integer_field(w, table, "currentline", info->current_line)) &&
           (strchr(options, 'u') == NULL || set_counts(w, table, info)) &&
           (strchr(options, 'n') == NULL || set_name(w, table, info)) &&
           (strchr(options, 'r') == NULL || set_transfer(w, table, info)) &&
           (strchr(options, 't') == NULL || set_boolean(w, table, "istailcall", info->is_tail_call)) &&
           (strchr(options, 'L') == NULL || set_lines(w, table, function)) &&
           (strchr(options, 'f') == NULL || weft_raw_set_field(w, table, "func", function));
}

static WeftResult debug_getinfo(Weft *w)
{
    int co, first = debug_find_coroutine(w, &co);
    WeftFrameInfo info;
    const char *options;
    int64_t level;
    if (!weft_opt_string(w, first + 1, "flnSrtu", &options, NULL)) {
        return WEFT_RAISE;
    }
    if (options[0] == '>') {
        return weft_raise_argument(w, first + 1, "invalid option '>'");
    }
    int function = first + 2, table = first + 3;
    if (weft_type(w, first) == WEFT_FUNCTION) {
        weft_set_slot_count(w, function);
        weft_copy(w, function, first);
        weft_function_info(w, function, &info);
    } else if (!weft_check_integer(w, first, &level)) {
        return WEFT_RAISE;
    } else if (as_level(level) < 0 || !weft_frame_info(w, co, as_level(level), &info)) {
        weft_set_nil(w, weft_slot_count(w));
        return 1;
    } else {
        weft_set_slot_count(w, function);
        weft_frame_function(w, co, &info, function);
    }
    if (options[strspn(options, "SlnrutLf")] != '\0') {
        return weft_raise_argument(w, first + 1, "invalid option");
    }
    return weft_set_table(w, table, 0, 16) && fill_info(w, table, &info, options, function) ? 1 : WEFT_RAISE;
}

/* ---- locals ---- */

/* The frame at the level argument; false: raises. */
static bool check_frame(Weft *w, int co, int arg, WeftFrameInfo *info)
{
    int64_t level;
    if (!weft_check_integer(w, arg, &level)) {
        return false;
    }
    if (as_level(level) < 0 || !weft_frame_info(w, co, as_level(level), info)) {
        weft_raise_argument(w, arg, "level out of range");
        return false;
    }
    return true;
}

static WeftResult return_name(Weft *w, const char *name)
{
    int to = weft_slot_count(w);
    if (name == NULL) {
        weft_set_nil(w, to);
        return 1;
    }
    return weft_set_text(w, to, name) ? 1 : WEFT_RAISE;
}

static WeftResult debug_getlocal(Weft *w)
{
    int co, first = debug_find_coroutine(w, &co);
    int64_t n;
    WeftFrameInfo info;
    if (!weft_check_integer(w, first + 1, &n)) {
        return WEFT_RAISE;
    }
    if (weft_type(w, first) == WEFT_FUNCTION) {
        return return_name(w, weft_parameter_name(w, first, (int)n));
    }
    if (!check_frame(w, co, first, &info)) {
        return WEFT_RAISE;
    }
    int value = weft_slot_count(w);
    const char *name = weft_get_local(w, co, &info, (int)n, value);
    if (name == NULL) {
        return return_name(w, NULL);
    }
    if (!weft_set_text(w, value + 1, name)) {
        return WEFT_RAISE;
    }
    weft_insert(w, value);
    return 2;
}

static WeftResult debug_setlocal(Weft *w)
{
    int co, first = debug_find_coroutine(w, &co);
    int64_t level, n;
    WeftFrameInfo info;
    if (!weft_check_integer(w, first, &level) || !weft_check_integer(w, first + 1, &n) || !check_frame(w, co, first, &info) ||
        !weft_check_any(w, first + 2)) {
        return WEFT_RAISE;
    }
    return return_name(w, weft_set_local(w, co, &info, (int)n, first + 2));
}

/* ---- upvalues ---- */

static WeftResult debug_getupvalue(Weft *w)
{
    int64_t n;
    if (!weft_check_integer(w, 1, &n) || !weft_check_type(w, 0, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    int value = weft_slot_count(w);
    const char *name = weft_get_function_upvalue(w, 0, (int)n, value);
    if (name == NULL) {
        return 0;
    }
    if (!weft_set_text(w, value + 1, name)) {
        return WEFT_RAISE;
    }
    weft_insert(w, value);
    return 2;
}

static WeftResult debug_setupvalue(Weft *w)
{
    int64_t n;
    if (!weft_check_any(w, 2) || !weft_check_integer(w, 1, &n) || !weft_check_type(w, 0, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    const char *name = weft_set_function_upvalue(w, 0, (int)n, 2);
    return name != NULL ? return_name(w, name) : 0;
}

static WeftResult debug_upvalueid(Weft *w)
{
    int64_t n;
    if (!weft_check_integer(w, 1, &n) || !weft_check_type(w, 0, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    int to = weft_slot_count(w);
    void *id = weft_upvalue_id(w, 0, (int)n);
    if (id == NULL) {
        weft_set_nil(w, to);
    } else {
        weft_set_light(w, to, id);
    }
    return 1;
}

/* Checks a function and the number of one of its upvalues. */
static bool check_upvalue(Weft *w, int function, int64_t *n)
{
    if (!weft_check_integer(w, function + 1, n) || !weft_check_type(w, function, WEFT_FUNCTION)) {
        return false;
    }
    if (weft_upvalue_id(w, function, (int)*n) == NULL) {
        weft_raise_argument(w, function + 1, "invalid upvalue index");
        return false;
    }
    return true;
}

static WeftResult debug_upvaluejoin(Weft *w)
{
    enum { FIRST = 0, SECOND = 2 };
    int64_t n, m;
    if (!check_upvalue(w, FIRST, &n) || !check_upvalue(w, SECOND, &m)) {
        return WEFT_RAISE;
    }
    if (weft_is_native(w, FIRST)) {
        return weft_raise_argument(w, FIRST, "Lua function expected");
    }
    if (weft_is_native(w, SECOND)) {
        return weft_raise_argument(w, SECOND, "Lua function expected");
    }
    weft_upvalue_join(w, FIRST, (int)n, SECOND, (int)m);
    return weft_has_error(w) ? WEFT_RAISE : 0;
}

bool debug_register_frames(Weft *w, int table)
{
    static const LibFunction functions[] = {
        {"debug.getinfo", debug_getinfo},         {"debug.getlocal", debug_getlocal},
        {"debug.getupvalue", debug_getupvalue},   {"debug.setlocal", debug_setlocal},
        {"debug.setupvalue", debug_setupvalue},   {"debug.upvalueid", debug_upvalueid},
        {"debug.upvaluejoin", debug_upvaluejoin}, {NULL, NULL},
    };
    return lib_register(w, table, functions);
}
