/* test_oom_api.c: every allocation of a host fails once. Small hosts that use all of weft.h, and C functions that use all of Lua's C
 * API, are run again and again; in the nth run the nth allocation is refused, until a run needs fewer than n. Each run
 * either succeeds or fails with the memory error; nothing crashes, nothing leaks, and the VM is as good as before.
 * Prints TAP. */
#include "compat/lualib.h"
#include "oom.h"

static const char memory_error[] = "not enough memory";
static char failure[300]; /* why the running program has failed, or "" */

/* table.unpack has a text of its own for a stack that cannot grow, as in Lua. */
static bool is_about_memory(const char *text)
{
    return strstr(text, memory_error) || strstr(text, "too many results to unpack");
}

static void note_failure(const char *text)
{
    if (failure[0] == '\0') {
        snprintf(failure, sizeof failure, "%s", text ? text : "?");
    }
}

/* ---- weft.h ---- */

/* Whether a run ended as expected; else the error in the slot is noted. */
static bool ended(Weft *w, WeftStatus status, WeftStatus expected, int slot)
{
    if (status == expected) {
        return true;
    }
    note_failure(weft_error_text(w, slot));
    return false;
}

static bool is_text(Weft *w, int slot, const char *expected)
{
    const char *s = weft_get_string(w, slot, NULL);
    bool same = s && strcmp(s, expected) == 0;
    if (!same && !weft_has_error(w)) {
        note_failure(s ? s : "not a string");
    }
    return same;
}

/* A condition that has nothing to do with memory, unless an error is pending. */
static bool is_so(Weft *w, bool condition, const char *what)
{
    if (!condition && !weft_has_error(w)) {
        note_failure(what);
    }
    return condition;
}

static WeftResult counter(Weft *w)
{
    int64_t n = 0;
    weft_get_upvalue(w, 0, 0);
    weft_to_integer(w, 0, &n);
    weft_set_integer(w, 0, n + 1);
    weft_set_upvalue(w, 0, 0);
    return 1;
}

static const WeftFunction list[] = {{"many.a", counter}, {"many.b", counter}, {"many.c", counter}, {NULL, NULL}};

static bool use_natives(Weft *w)
{
    weft_set_integer(w, 0, 41);
    if (!weft_set_native(w, 1, counter, "counter", 0, 1) || !weft_set_global(w, "counter", 1) || !weft_set_table(w, 2, 0, 0) ||
        !weft_add_functions(w, 2, list) || !weft_set_builtin(w, 3, "select") || !weft_set_operator(w, 4, "concat") ||
        !weft_set_c_function(w, 5, (void *)(uintptr_t)luaopen_base)) {
        return false;
    }
    weft_set_text(w, 5, "a");
    weft_set_text(w, 6, "b");
    return !weft_has_error(w) && ended(w, weft_run(w, 4, 2, 1, WEFT_TRACE), WEFT_OK, 4) && is_text(w, 4, "ab") &&
           ended(w, weft_run_text(w, 4, "return counter()", "=t"), WEFT_OK, 4);
}

static bool use_strings(Weft *w)
{
    WeftBuffer b;
    char text[2000];
    memset(text, 'x', sizeof text);
    weft_set_string(w, 0, text, 40);
    weft_set_string(w, 1, text, sizeof text);
    weft_set_format(w, 2, "%.*s", 1500, text);
    weft_set_text(w, 3, "a text of more than forty bytes, which is not shared with others");
    weft_buffer_init(w, &b, 4);
    for (int i = 0; i < 300; i++) {
        weft_buffer_add_char(&b, 'c');
        weft_buffer_add_text(&b, "text");
        weft_buffer_add_slot(&b, 3);
        char *to = weft_buffer_reserve(&b, 10);
        if (to) {
            memset(to, 'r', 10);
            b.length += 10;
        }
    }
    if (!weft_buffer_finish(&b, 5)) {
        return false;
    }
    weft_set_number(w, 6, 2.5);
    weft_set_table(w, 8, 0, 0);
    return weft_to_string(w, 6, NULL) && weft_arith(w, '.', 3, 3, 7) && weft_plain_tostring(w, 8, 9) && weft_set_position(w, 0, 10) &&
           !weft_has_error(w) && is_so(w, weft_error_text(w, 8)[0] == '(' && weft_raw_length(w, 7) > 100, "strings");
}

static bool use_tables(Weft *w)
{
    static const char long_key[] = "a key of more than forty bytes, which is not shared with others";
    weft_set_table(w, 0, 2, 2);
    weft_set_boolean(w, 1, true);
    for (int i = 1; i <= 50; i++) {
        char key[20];
        snprintf(key, sizeof key, "key%d", i);
        weft_set_number(w, 2, i + 0.5);
        weft_raw_set_index(w, 0, i, 1);
        weft_raw_set_field(w, 0, key, 1);
        weft_raw_set(w, 0, 2, 1);
    }
    weft_raw_set_field(w, 0, long_key, 1);
    if (weft_has_error(w)) {
        return false;
    }
    int count = 0;
    weft_set_nil(w, 2);
    while (weft_next(w, 0, 2, 3) > 0) {
        count++;
    }
    weft_set_table(w, 4, 0, 0);
    weft_set_native(w, 5, counter, NULL, 0, 0);
    if (!weft_raw_set_field(w, 4, "__gc", 5) || !weft_raw_set_field(w, 4, "__index", 4) || !weft_set_metatable(w, 0, 4) ||
        !weft_set_global(w, long_key, 0)) {
        return false;
    }
    weft_get_registry(w, 5);
    bool has_field = weft_raw_get_field(w, 0, long_key, 6);
    return is_so(w, count == 151 && has_field && weft_get_metatable(w, 0, 6) && weft_metafield(w, 0, "__index", 6), "tables");
}

typedef struct Link {
    WeftRef next;
} Link;

static int alive;

static void destroy_link(void *block)
{
    (void)block;
    alive--;
}

static void trace_link(void *block, WeftTracer *tracer)
{
    weft_trace(tracer, &((Link *)block)->next);
}

static const WeftUserdataType link_type = {
    .name = "Oom.Link", .size = sizeof(Link), .destroy = destroy_link, .trace = trace_link, .methods = list, .user_values = 2};

static bool use_userdata(Weft *w)
{
    for (int i = 0; i < 30; i++) {
        Link *node = weft_set_userdata(w, 0, &link_type);
        if (!node) {
            return false;
        }
        alive++;
        weft_set_table(w, 2, 0, 0);
        weft_ref_set(w, 0, &node->next, i % 2 ? 2 : 1);
        weft_set_user_value(w, 0, 2, 2);
        weft_copy(w, 1, 0);
    }
    Link *last = weft_to_userdata(w, 1, &link_type);
    return is_so(w, last != NULL && weft_get_user_value(w, 1, 2, 3), "userdata");
}

static bool use_handles(Weft *w)
{
    WeftHandle handles[60];
    bool good = true;
    for (int i = 0; i < 60; i++) {
        weft_set_format(w, 0, "a string of more than forty bytes, held by handle number %d", i);
        handles[i] = weft_handle_new(w, 0);
        good = good && handles[i];
    }
    for (int i = 0; i < 60; i++) {
        weft_handle_get(w, handles[i], 1);
        weft_handle_free(w, handles[i]);
    }
    return good;
}

static const char *one_piece(void *ud, size_t *length)
{
    static const char piece[] = "local a <const>, t = 5, {x = {1, 2, 3}, f = function(...) return ... end} ";
    int *left = ud;
    *length = sizeof piece - 1;
    return (*left)-- > 0 ? piece : NULL;
}

static bool use_code(Weft *w)
{
    int left = 40;
    size_t length;
    WeftStatus status = weft_load_reader(w, 0, one_piece, &left, "=reader", "t");
    if (!ended(w, status, WEFT_OK, 0) || !weft_dump(w, 0, 1, false)) {
        return false;
    }
    const char *chunk = weft_get_string(w, 1, &length);
    if (!ended(w, weft_load(w, 2, chunk, length, "=b", "b"), WEFT_OK, 2) || !weft_disassemble(w, 2, 3)) {
        return false;
    }
    status = weft_load(w, 4, "x = = 1", 7, "=wrong", NULL);
    if (!(status == WEFT_ERROR_SYNTAX && strstr(weft_error_text(w, 4), "near")) && !ended(w, status, WEFT_OK, 4)) {
        return false;
    }
    status = weft_load_file(w, 4, "/nonexistent/file", NULL);
    if (status != WEFT_ERROR_FILE && !ended(w, status, WEFT_OK, 4)) {
        return false;
    }
    return weft_load_embedded(w, 4, "return 1", 8, "module") && ended(w, weft_run(w, 4, 0, 1, -1), WEFT_OK, 4);
}

static bool use_runs(Weft *w)
{
    if (!ended(w, weft_run_text(w, 0, "return function(e) return {e} end", "=t"), WEFT_OK, 0)) {
        return false;
    }
    if (!ended(w, weft_load(w, 1, "error({'x'}, 0)", 15, "=t", NULL), WEFT_OK, 1)) {
        return false;
    }
    WeftStatus status = weft_run(w, 1, 0, 0, 0);
    if (status != WEFT_ERROR || weft_type(w, 1) != WEFT_TABLE) {
        note_failure(weft_error_text(w, 1));
        return false;
    }
    status = weft_run_text(w, 1, "local function f() error({code = 1}) end f()", "=t");
    if (status != WEFT_ERROR || weft_type(w, 1) != WEFT_TABLE) {
        note_failure(weft_error_text(w, 1));
        return false;
    }
    if (!weft_get_trace(w, 2)) { /* no memory for it */
        note_failure(memory_error);
        return false;
    }
    weft_set_fuel(w, 50);
    status = weft_run_text(w, 1, "local s = 0 for i = 1, 500 do s = s + select('#', i, {}) end return s", "=t");
    while (status == WEFT_OUT_OF_FUEL) {
        weft_set_fuel(w, 50);
        status = weft_continue(w);
    }
    weft_set_fuel(w, -1);
    return ended(w, status, WEFT_OK, 1);
}

static bool use_coroutines(Weft *w)
{
    static const char code[] =
        "return coroutine.create(function(...) local c <close> = setmetatable({}, {__close = function() local t = {{}} end}) "
        "local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, {}) end end) "
        "for i = 1, 100 do local t = {i} end coroutine.yield(table.unpack({}, 1, 100)) gen() return gen() end), "
        "coroutine.create(function(main) while true do coroutine.transfer(main, {}) end end)";
    if (!ended(w, weft_run_text(w, 0, code, "=t"), WEFT_OK, 0)) {
        return false;
    }
    weft_set_text(w, 2, "name");
    if (!weft_set_coroutine_name(w, 0, 2) || !weft_set_home(w, 0, 1)) {
        return false;
    }
    WeftHandle other = weft_handle_new(w, 1);
    if (!other) {
        return false;
    }
    weft_set_slot_count(w, 1);
    if (!weft_set_slot_count(w, 61)) {
        return false;
    }
    weft_set_fuel(w, 40);
    WeftStatus status = weft_resume(w, 0, 60);
    while (status == WEFT_OUT_OF_FUEL) {
        weft_set_fuel(w, 40);
        status = weft_resume(w, 0, 0);
    }
    weft_set_fuel(w, -1);
    bool good = ended(w, status, WEFT_YIELDED, 1) && is_so(w, weft_slot_count(w) == 101, "values yielded");
    WeftStatus closed = weft_close_coroutine(w, 0);
    good = ended(w, closed, WEFT_OK, 1) && good;
    weft_set_slot_count(w, 0);
    weft_handle_get(w, other, 0);
    weft_handle_free(w, other);
    weft_main_coroutine(w, 1);
    good = good && ended(w, weft_transfer(w, 0, 1), WEFT_OK, 0);
    if (good && !weft_has_error(w)) {
        weft_set_native(w, 0, counter, NULL, 0, 0);
        good = weft_set_coroutine(w, 1, 0) && weft_set_wrapped(w, 2, 0) && weft_get_coroutine_name(w, 1, 3);
    }
    return good;
}

static bool use_stopped(Weft *w)
{
    static const char code[] =
        "return coroutine.create(function() local c <close> = setmetatable({}, {__close = function() local t = {{}} end}) "
        "coroutine.transfer(coroutine.create(function() local c <close> = setmetatable({}, {__close = function() local t = {{}} end}) "
        "while true do local t = {} end end)) end)";
    if (!ended(w, weft_run_text(w, 0, code, "=t"), WEFT_OK, 0)) {
        return false;
    }
    weft_set_fuel(w, 60);
    WeftStatus status = weft_resume(w, 0, 0);
    weft_set_fuel(w, -1);
    return ended(w, status, WEFT_OUT_OF_FUEL, 1) && ended(w, weft_close_coroutine(w, 0), WEFT_OK, 1);
}

static WeftResult step(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    weft_set_slot_count(w, 2);
    switch (ctx) {
    case 0: weft_copy(w, 2, 0); return weft_call(w, 2, 0, 30, step, 1);
    case 1: weft_copy(w, 2, 0); return weft_pcall(w, 2, 0, -1, step, 2);
    case 2: weft_copy(w, 2, 1); return weft_call_resume(w, 2, 0, step, 3);
    case 3: return weft_yield(w, 2, 0, step, 4);
    case 4: weft_copy(w, 2, 1); return weft_call_close(w, 2, step, 5);
    default: weft_copy(w, 2, 0); return weft_tail_call(w, 2, 0);
    }
}

static WeftResult start_steps(Weft *w)
{
    return step(w, WEFT_OK, 0);
}

static bool use_requests(Weft *w)
{
    static const char code[] = "local co = coroutine.wrap(steps) co(function() return {}, {} end, coroutine.create(function() "
                               "coroutine.yield({}) end)) return #co()";
    return weft_set_native(w, 0, start_steps, "steps", 0, 0) && weft_set_global(w, "steps", 0) &&
           ended(w, weft_run_text(w, 0, code, "=t"), WEFT_OK, 0);
}

static WeftResult look_around(Weft *w)
{
    WeftFrameInfo info;
    int count = 0;
    for (int level = 0; weft_frame_info(w, -1, level, &info); level++) {
        weft_frame_function(w, -1, &info, 0);
        for (int n = 1; weft_get_local(w, -1, &info, n, 1); n++) {
            count++;
        }
        if (weft_function_info(w, 0, &info) && !weft_active_lines(w, 0, 1)) {
            return WEFT_RAISE;
        }
        weft_get_function_upvalue(w, 0, 1, 1);
    }
    weft_set_integer(w, 0, count);
    return weft_traceback(w, -1, -1, 0, 1) ? 1 : WEFT_RAISE;
}

static bool use_debug(Weft *w)
{
    static const char code[] = "local up = {} local function f(a, b, ...) local c = up return look(a, b, c, ...) + 1 end return f(1, 2, 3, 4)";
    if (!weft_set_native(w, 0, look_around, "look", 0, 0) || !weft_set_global(w, "look", 0) ||
        !weft_set_native(w, 0, counter, "hook", 0, 0) || !weft_set_hook(w, -1, 0, WEFT_HOOK_CALL | WEFT_HOOK_LINE, 0)) {
        return false;
    }
    WeftStatus status = weft_run_text(w, 0, code, "=t");
    weft_set_hook(w, -1, -1, 0, 0);
    return ended(w, status, WEFT_OK, 0);
}

static bool use_memory(Weft *w)
{
    WeftMemory kinds[16];
    WeftHeap heap;
    int account = weft_account_new(w, 1 << 20);
    if (account < 0) {
        note_failure(memory_error); /* or none is free; not in this test */
        return false;
    }
    weft_set_native(w, 0, counter, NULL, 0, 0);
    bool made = weft_set_coroutine(w, 1, 0) && weft_set_account(w, 1, account);
    weft_account_release(w, account);
    weft_memory(w, kinds, 16);
    weft_heap(w, &heap);
    weft_gc(w, WEFT_GC_GENERATIONAL, 0, 0, 0);
    weft_gc(w, WEFT_GC_STEP, 0, 0, 0);
    weft_gc(w, WEFT_GC_INCREMENTAL, 0, 0, 0);
    return made;
}

static const struct {
    const char *name;
    bool (*run)(Weft *w);
} programs[] = {
    {"natives", use_natives}, {"strings", use_strings},     {"tables", use_tables},   {"userdata", use_userdata},
    {"handles", use_handles}, {"code", use_code},           {"runs", use_runs},       {"coroutines", use_coroutines},
    {"stopped", use_stopped}, {"requests", use_requests},   {"debug", use_debug},     {"memory", use_memory},
};

/* Whether the VM works, after a program that may have failed. */
static bool is_good(Weft *w)
{
    weft_set_hook(w, -1, -1, 0, 0);
    weft_set_fuel(w, -1);
    weft_set_slot_count(w, 0);
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    return !weft_has_error(w) &&
           weft_run_text(w, 0, "local t = {} for i = 1, 20 do t[i] = 'g' .. i end local c = coroutine.wrap(function() return t[20] end) "
                               "return c()", "=good") == WEFT_OK &&
           is_text(w, 0, "g20");
}

/* In a VM of its own for each refusal, or in one for all. */
static bool survives(size_t program, bool is_fresh)
{
    WeftOptions options = {.alloc = host_alloc, .libraries = WEFT_LIBS_ALL, .seed = 1};
    Weft *w = weft_open(&options);
    bool good = true, is_through = false;
    for (uint64_t n = 1; good && !is_through; n++) {
        failure[0] = '\0';
        weft_set_slot_count(w, 0);
        refuse(w, n);
        bool done = programs[program].run(w);
        is_through = is_still_refusing(w);
        refuse(w, 0);
        if (weft_has_error(w)) {
            weft_take_error(w, 0);
            note_failure(weft_error_text(w, 0));
            done = false;
        }
        good = done || (!is_through && is_about_memory(failure));
        if (!good) {
            printf("# allocation %d: %s\n", (int)n, failure);
        }
        failure[0] = '\0';
        if (good && !is_good(w)) {
            printf("# after allocation %d: %s\n", (int)n, failure);
            good = false;
        }
        if (is_through) {
            printf("# %s: %d allocations\n", programs[program].name, (int)n - 1);
        }
        if (is_fresh || is_through || !good) {
            weft_close(w);
            good = good && host_blocks == 0 && alive == 0;
            if (is_fresh && good && !is_through) {
                w = weft_open(&options);
            }
        }
    }
    return good;
}

static void test_weft(void)
{
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        ok(survives(i, true), programs[i].name);
        char name[80];
        snprintf(name, sizeof name, "%s, in one VM", programs[i].name);
        ok(survives(i, false), name);
    }
}

/* With libraries and as a sandbox, by weft_open alone: it gives a VM or nothing. */
static void test_open(void)
{
    bool good = true, opened = false;
    for (uint64_t n = 1; good && !opened; n++) {
        WeftOptions options = {.alloc = host_alloc, .libraries = WEFT_LIBS_ALL, .sandbox = n % 2, .fuel = 1000, .seed = 1};
        host_refuse_in = n;
        Weft *w = weft_open(&options);
        opened = host_refuse_in != 0;
        host_refuse_in = 0;
        if (w) {
            good = is_good(w);
            weft_close(w);
        }
        good = good && host_blocks == 0 && (w || !opened);
    }
    ok(good, "opening with options");
}

/* ---- Lua's C API: each function returns "done" ---- */

static int done(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushliteral(L, "done");
    return 1;
}

static int l_stack(lua_State *L)
{
    luaL_checkstack(L, 50, "no room");
    lua_pushfstring(L, "%s %d %I %f %p %c %U %%", "text", 1, (LUAI_UACINT)2, 2.5, (void *)L, 'c', 0x20acL);
    lua_pushlstring(L, "a\0b", 3);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, l_stack, 1);
    lua_pushthread(L);
    lua_pushlightuserdata(L, L);
    lua_pushnumber(L, 2.5);
    lua_tolstring(L, -1, NULL);
    luaL_tolstring(L, -3, NULL);
    lua_rotate(L, 1, 2);
    lua_copy(L, 1, 2);
    lua_pushstring(L, "10");
    lua_pushinteger(L, 3);
    lua_arith(L, LUA_OPADD);
    lua_pushstring(L, "a string that is longer than forty bytes, so that it is its own");
    lua_pushstring(L, "b");
    lua_concat(L, 3);
    lua_len(L, -1);
    luaL_len(L, -2);
    lua_compare(L, -1, -1, LUA_OPLE);
    lua_stringtonumber(L, "0x10");
    luaL_where(L, 0);
    luaL_gsub(L, "some text", "e", "a longer replacement");
    return done(L);
}

static int l_tables(lua_State *L)
{
    lua_createtable(L, 3, 3);
    for (int i = 1; i <= 40; i++) {
        lua_pushinteger(L, i);
        lua_rawseti(L, -2, i);
        lua_pushfstring(L, "key %d of the table, not a short one at all", i);
        lua_pushboolean(L, 1);
        lua_settable(L, -3);
        lua_pushnumber(L, i + 0.5);
        lua_pushboolean(L, 1);
        lua_settable(L, -3);
        lua_pushboolean(L, 1);
        lua_seti(L, -2, 100 + i);
    }
    lua_settop(L, 1);
    lua_createtable(L, 0, 0);
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, L);
    lua_pushboolean(L, 1);
    lua_pushboolean(L, 0);
    lua_rawset(L, -3);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, done);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_getfield(L, -1, "none");
    lua_geti(L, -2, 5);
    lua_rawgetp(L, -3, L);
    lua_pushnil(L);
    while (lua_next(L, 2)) {
        lua_pop(L, 1);
    }
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "oom.sub");
    luaL_unref(L, LUA_REGISTRYINDEX, luaL_ref(L, LUA_REGISTRYINDEX));
    lua_pushglobaltable(L);
    lua_setglobal(L, "globals");
    lua_getglobal(L, "globals");
    return done(L);
}

static const luaL_Reg functions[] = {{"a", done}, {"b", done}, {"place", NULL}, {NULL, NULL}};

static int open_module(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}

static int l_userdata(lua_State *L)
{
    for (int i = 0; i < 20; i++) {
        lua_newuserdatauv(L, 50, 2);
        lua_newtable(L);
        lua_setiuservalue(L, -2, 1);
        luaL_newmetatable(L, "oom.type");
        lua_pushcfunction(L, done);
        lua_setfield(L, -2, "__gc");
        lua_pop(L, 1);
        luaL_setmetatable(L, "oom.type");
        luaL_checkudata(L, -1, "oom.type");
        lua_getiuservalue(L, -1, 1);
        lua_settop(L, 1);
    }
    luaL_requiref(L, "oom.module", open_module, 1);
    lua_newtable(L);
    lua_newtable(L);
    luaL_setfuncs(L, functions, 1);
    return done(L);
}

static int l_buffers(lua_State *L)
{
    luaL_Buffer b, c;
    luaL_buffinit(L, &b);
    for (int i = 0; i < 500; i++) {
        luaL_addstring(&b, "some text");
        luaL_addchar(&b, '-');
        lua_pushinteger(L, i);
        luaL_addvalue(&b);
    }
    luaL_pushresult(&b);
    char *to = luaL_buffinitsize(L, &c, 5000);
    memset(to, 'x', 5000);
    luaL_pushresultsize(&c, 5000);
    luaL_traceback(L, L, "trace", 0);
    return done(L);
}

static const char *read_piece(lua_State *L, void *ud, size_t *size)
{
    int *left = ud;
    (void)L;
    *size = 10;
    return (*left)-- > 0 ? "local a = " : *left == -1 ? "{1, 'two'}" : NULL;
}

typedef struct Chunk {
    size_t size;
    char bytes[4000];
} Chunk;

static int write_piece(lua_State *L, const void *p, size_t size, void *ud)
{
    Chunk *chunk = ud;
    (void)L;
    if (size > sizeof chunk->bytes - chunk->size) {
        return 1;
    }
    memcpy(chunk->bytes + chunk->size, p, size);
    chunk->size += size;
    return 0;
}

static int l_load(lua_State *L)
{
    int left = 1;
    Chunk chunk = {.size = 0};
    if (luaL_loadstring(L, "local t = {...} return function() return t end, {x = 1, y = {2}}") != LUA_OK) {
        return lua_error(L);
    }
    if (lua_dump(L, write_piece, &chunk, 0) != 0 || luaL_loadbufferx(L, chunk.bytes, chunk.size, "=chunk", "b") != LUA_OK) {
        return lua_error(L);
    }
    lua_call(L, 0, 2);
    int status = lua_load(L, read_piece, &left, "=reader", NULL);
    if (status != LUA_OK && status != LUA_ERRSYNTAX) {
        return lua_error(L);
    }
    status = luaL_loadfilex(L, "/nonexistent/file", NULL);
    if (status != LUA_ERRFILE) {
        return lua_error(L);
    }
    return done(L);
}

static int after_yield(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    lua_pushinteger(L, (lua_Integer)ctx);
    return 1;
}

static int yields(lua_State *L)
{
    lua_newtable(L);
    return lua_yieldk(L, 1, 5, after_yield);
}

static int l_threads(lua_State *L)
{
    for (int i = 0; i < 4; i++) {
        int n;
        lua_State *co = lua_newthread(L);
        if (i % 2) {
            lua_pushcfunction(co, yields);
        } else if (luaL_loadstring(co, "coroutine.yield({}) local c <close> = setmetatable({}, {__close = function() end}) coroutine.yield()") !=
                   LUA_OK) {
            lua_xmove(co, L, 1);
            return lua_error(L);
        }
        lua_pushvalue(L, 1);
        lua_xmove(L, co, 1);
        int status = lua_resume(co, L, 1, &n);
        if (status == LUA_YIELD) {
            lua_pop(co, n);
            status = lua_resume(co, L, 0, &n);
        }
        if (status != LUA_OK && status != LUA_YIELD) {
            lua_xmove(co, L, 1);
            return lua_error(L);
        }
        luaL_traceback(L, co, NULL, 0);
        status = lua_closethread(co, L);
        if (status != LUA_OK) {
            lua_xmove(co, L, 1);
            return lua_error(L);
        }
    }
    return done(L);
}

static void hook(lua_State *L, lua_Debug *ar)
{
    lua_getinfo(L, "nSl", ar);
}

static int look(lua_State *L)
{
    lua_Debug ar;
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        lua_getinfo(L, "nSltufrL", &ar);
        lua_pop(L, 2);
        for (int n = 1; lua_getlocal(L, &ar, n); n++) {
            lua_pop(L, 1);
        }
    }
    return 0;
}

static int l_debug(lua_State *L)
{
    lua_pushcfunction(L, look);
    lua_setglobal(L, "look");
    if (luaL_loadstring(L, "local x = {} local function f(a, ...) local y = x look(a, ...) return y end return f(1, 2, 3)") != LUA_OK) {
        return lua_error(L);
    }
    lua_sethook(L, hook, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE, 0);
    int status = lua_pcall(L, 0, 1, 0);
    lua_sethook(L, NULL, 0, 0);
    return status == LUA_OK ? done(L) : lua_error(L);
}

static int after_call(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    if (ctx > 0) {
        lua_settop(L, 1);
        if (luaL_loadstring(L, "return {...}, select('#', ...)") != LUA_OK) {
            return lua_error(L);
        }
        lua_pushvalue(L, 1);
        lua_callk(L, 1, LUA_MULTRET, ctx - 1, after_call);
        return after_call(L, LUA_OK, ctx - 1);
    }
    return done(L);
}

static int handle(lua_State *L)
{
    luaL_traceback(L, L, lua_tostring(L, 1), 1);
    return 1;
}

static int l_calls(lua_State *L)
{
    lua_pushcfunction(L, handle);
    if (luaL_loadstring(L, "error('raised')") != LUA_OK) {
        return lua_error(L);
    }
    if (lua_pcall(L, 0, 0, -2) == LUA_OK || !strstr(lua_tostring(L, -1), "raised")) {
        return lua_error(L);
    }
    lua_settop(L, 1);
    return after_call(L, LUA_OK, 3);
}

static int l_libraries(lua_State *L)
{
    luaL_openlibs(L);
    lua_gc(L, LUA_GCCOLLECT);
    lua_gc(L, LUA_GCSTEP, 10);
    return done(L);
}

static const luaL_Reg lua_programs[] = {
    {"stack", l_stack}, {"tables", l_tables},   {"userdata", l_userdata}, {"buffers", l_buffers},     {"load", l_load},
    {"threads", l_threads}, {"debug", l_debug}, {"calls", l_calls},       {"libraries", l_libraries},
};

static bool is_expected(lua_State *L, int status, bool is_through)
{
    const char *text = lua_tostring(L, -1);
    if (status == LUA_OK) {
        return text && strcmp(text, "done") == 0;
    }
    return !is_through && text && (is_about_memory(text) || strstr(text, "stack overflow (no room)"));
}

static bool lua_survives(const luaL_Reg *program)
{
    bool good = true, is_through = false;
    for (uint64_t n = 1; good && !is_through; n++) {
        lua_State *L = lua_newstate(host_alloc, NULL);
        luaL_openlibs(L);
        Weft *w = L->vm;
        lua_pushcfunction(L, program->func);
        lua_pushinteger(L, 1);
        refuse(w, n);
        int status = lua_pcall(L, 1, 1, 0);
        is_through = is_still_refusing(w);
        refuse(w, 0);
        good = is_expected(L, status, is_through);
        if (!good) {
            printf("# allocation %d: status %d, %s\n", (int)n, status, luaL_tolstring(L, -1, NULL));
        }
        lua_sethook(L, NULL, 0, 0);
        lua_settop(L, 0);
        lua_gc(L, LUA_GCCOLLECT);
        good = good && luaL_dostring(L, "local t = {} for i = 1, 9 do t[i] = {} end return coroutine.wrap(function() return #t end)()") == LUA_OK &&
               lua_tointeger(L, -1) == 9;
        lua_close(L);
        good = good && host_blocks == 0;
    }
    return good;
}

int main(int argc, char **argv)
{
    if (argc > 1) { /* one program of weft.h */
        for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
            if (strcmp(argv[1], programs[i].name) == 0) {
                ok(survives(i, true), programs[i].name);
            }
        }
    } else {
        test_open();
        test_weft();
    }
    for (size_t i = 0; i < sizeof lua_programs / sizeof lua_programs[0]; i++) {
        char name[80];
        snprintf(name, sizeof name, "Lua's API: %s", lua_programs[i].name);
        if (argc == 1 || strcmp(argv[1], lua_programs[i].name) == 0) {
            ok(lua_survives(&lua_programs[i]), name);
        }
    }
    return tap_end();
}
