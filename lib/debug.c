/* debug.c: the debug library, except what concerns frames and functions' insides (debug_frames.c).
 *
 * Many of its functions take a coroutine in front of their other arguments. find_coroutine tells where the others
 * begin; messages about arguments count it in.
 */
#include "debug.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib.h"

int debug_find_coroutine(Weft *w, int *co)
{
    bool is_given = weft_type(w, 0) == WEFT_COROUTINE;
    *co = is_given ? 0 : -1;
    return is_given ? 1 : 0;
}

/* ---- any value's metatable, the registry, user values ---- */

static WeftResult debug_getregistry(Weft *w)
{
    weft_get_registry(w, weft_slot_count(w));
    return 1;
}

static WeftResult debug_getmetatable(Weft *w)
{
    if (!weft_check_any(w, 0)) {
        return WEFT_RAISE;
    }
    weft_get_metatable(w, 0, weft_slot_count(w));
    return 1;
}

static WeftResult debug_setmetatable(Weft *w)
{
    WeftType type = weft_type(w, 1);
    if (type != WEFT_NIL && type != WEFT_TABLE) {
        return weft_raise_type(w, 1, "nil or table");
    }
    if (!weft_set_metatable(w, 0, 1)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult debug_getuservalue(Weft *w)
{
    int64_t n;
    if (!weft_opt_integer(w, 1, 1, &n)) {
        return WEFT_RAISE;
    }
    int to = weft_slot_count(w);
    weft_set_nil(w, to);
    if (weft_type(w, 0) != WEFT_USERDATA || !weft_get_user_value(w, 0, (int)n, to)) {
        return 1;
    }
    weft_set_boolean(w, to + 1, true);
    return 2;
}

static WeftResult debug_setuservalue(Weft *w)
{
    int64_t n;
    if (!weft_opt_integer(w, 2, 1, &n) || !weft_check_type(w, 0, WEFT_USERDATA) || !weft_check_any(w, 1)) {
        return WEFT_RAISE;
    }
    if (!weft_set_user_value(w, 0, (int)n, 1)) {
        weft_set_nil(w, 0);
    }
    weft_set_slot_count(w, 1);
    return weft_has_error(w) ? WEFT_RAISE : 1;
}

/* ---- hooks ---- */

static int hook_mask(const char *text, int count)
{
    return (strchr(text, 'c') != NULL ? WEFT_HOOK_CALL : 0) | (strchr(text, 'r') != NULL ? WEFT_HOOK_RETURN : 0) |
           (strchr(text, 'l') != NULL ? WEFT_HOOK_LINE : 0) | (count > 0 ? WEFT_HOOK_COUNT : 0);
}

static WeftResult debug_sethook(Weft *w)
{
    int co, first = debug_find_coroutine(w, &co);
    const char *mask;
    int64_t count;
    if (weft_type(w, first) <= WEFT_NIL) {
        return weft_set_hook(w, co, -1, 0, 0) ? 0 : WEFT_RAISE;
    }
    mask = weft_check_string(w, first + 1, NULL);
    if (mask == NULL || !weft_check_type(w, first, WEFT_FUNCTION) || !weft_opt_integer(w, first + 2, 0, &count)) {
        return WEFT_RAISE;
    }
    return weft_set_hook(w, co, first, hook_mask(mask, (int)count), (int)count) ? 0 : WEFT_RAISE;
}

static WeftResult debug_gethook(Weft *w)
{
    int co, mask, count, to;
    debug_find_coroutine(w, &co);
    to = weft_slot_count(w);
    if (!weft_get_hook(w, co, to, &mask, &count)) {
        weft_set_nil(w, to);
        return 1;
    }
    char text[4];
    snprintf(text, sizeof text, "%s%s%s", mask & WEFT_HOOK_CALL ? "c" : "", mask & WEFT_HOOK_RETURN ? "r" : "",
             mask & WEFT_HOOK_LINE ? "l" : "");
    if (!weft_set_text(w, to + 1, text)) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, to + 2, count);
    return 3;
}

/* ---- traces and memory ---- */

static bool is_running(Weft *w, int co)
{
    int top = weft_slot_count(w);
    weft_running(w, top);
    bool is_same = weft_raw_equal(w, co, top);
    weft_set_slot_count(w, top);
    return is_same;
}

static WeftResult debug_traceback(Weft *w)
{
    int co, first = debug_find_coroutine(w, &co);
    int64_t level;
    WeftType type = weft_type(w, first);
    if (type > WEFT_NIL && weft_to_string(w, first, NULL) == NULL) {
        weft_set_slot_count(w, first + 1); /* not a message: given back as it is */
        return 1;
    }
    if (!weft_opt_integer(w, first + 1, co < 0 || is_running(w, co) ? 1 : 0, &level)) {
        return WEFT_RAISE;
    }
    enum { NO_LEVEL = 1000000000 }; /* past any stack */
    int message = type > WEFT_NIL ? first : -1;
    int from = level < 0 || level > NO_LEVEL ? NO_LEVEL : (int)level;
    return weft_traceback(w, co, message, from, weft_slot_count(w)) ? 1 : WEFT_RAISE;
}

/* A table: kind of object -> {count = .., bytes = ..}. */
static WeftResult debug_memory(Weft *w)
{
    WeftMemory kinds[16];
    int count = weft_memory(w, kinds, sizeof kinds / sizeof kinds[0]), table = weft_slot_count(w), entry = table + 1;
    if (!weft_set_table(w, table, 0, count)) {
        return WEFT_RAISE;
    }
    for (int i = 0; i < count; i++) {
        if (!weft_set_table(w, entry, 0, 2) || !lib_set_integer_field(w, entry, "count", (int64_t)kinds[i].count) ||
            !lib_set_integer_field(w, entry, "bytes", (int64_t)kinds[i].bytes) ||
            !weft_raw_set_field(w, table, kinds[i].kind, entry)) {
            return WEFT_RAISE;
        }
    }
    weft_set_slot_count(w, entry);
    return 1;
}

/* The limit is fixed here; it is told, as Lua 5.4 does. */
static WeftResult debug_setcstacklimit(Weft *w)
{
    enum { C_CALLS_MAX = 200 };
    int64_t limit;
    if (!weft_check_integer(w, 0, &limit)) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, weft_slot_count(w), C_CALLS_MAX);
    return 1;
}

/* ---- debug.debug: runs lines from stdin until one says "cont" ---- */

static WeftResult debug_next_line(Weft *w);

static WeftResult debug_line_done(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)ctx;
    if (status == WEFT_ERROR && weft_plain_tostring(w, 0, 0)) {
        fprintf(stderr, "%s\n", weft_get_string(w, 0, NULL));
    }
    return debug_next_line(w);
}

static WeftResult debug_next_line(Weft *w)
{
    char line[250];
    weft_set_slot_count(w, 0);
    for (;;) {
        fprintf(stderr, "lua_debug> ");
        fflush(stderr);
        if (fgets(line, sizeof line, stdin) == NULL || strcmp(line, "cont\n") == 0) {
            return 0;
        }
        if (weft_load(w, 0, line, strlen(line), "=(debug command)", "t") == WEFT_OK) {
            return weft_pcall(w, 0, 0, 0, debug_line_done, 0);
        }
        fprintf(stderr, "%s\n", weft_get_string(w, 0, NULL));
    }
}

static WeftResult debug_debug(Weft *w)
{
    return debug_next_line(w);
}

/* ---- opening ---- */

bool lib_open_debug(Weft *w, int to)
{
    static const LibFunction functions[] = {{"debug.traceback", debug_traceback}, {NULL, NULL}};
    static const LibFunction trusted[] = {
        {"debug.debug", debug_debug},
        {"debug.gethook", debug_gethook},
        {"debug.getmetatable", debug_getmetatable},
        {"debug.getregistry", debug_getregistry},
        {"debug.getuservalue", debug_getuservalue},
        {"debug.memory", debug_memory},
        {"debug.setcstacklimit", debug_setcstacklimit},
        {"debug.sethook", debug_sethook},
        {"debug.setmetatable", debug_setmetatable},
        {"debug.setuservalue", debug_setuservalue},
        {NULL, NULL},
    };
    return weft_set_table(w, to, 0, 20) && lib_register(w, to, functions) && lib_register_trusted(w, to, trusted) &&
           (weft_is_sandboxed(w) || debug_register_frames(w, to));
}
