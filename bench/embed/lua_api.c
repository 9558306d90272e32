/* lua_api.c: what calls through Lua's C API cost. Built against Lua's own headers and linked with the shared library, so
 * that one program runs on Lua and on Weft (scripts/bench_embed runs it on both in turn).
 *
 *      lua_api [NAME [COUNT]]      one of them, COUNT times; prints its name and nanoseconds a time
 */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

typedef lua_State Host;

static Host *open_host(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    return L;
}

static void close_host(Host *L)
{
    lua_close(L);
}

#include "timing.h"

/* ---- calls ---- */

static int c_empty(lua_State *L)
{
    (void)L;
    return 0;
}

static int c_add(lua_State *L)
{
    lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
    return 1;
}

static void load(lua_State *L, const char *code)
{
    if (luaL_loadstring(L, code) != LUA_OK || lua_pcall(L, 0, 1, 0) != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        exit(1);
    }
}

static void run_call(lua_State *L, int n)
{
    load(L, "return function() end");
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_call(L, 0, 0);
    }
}

static void run_call_c(lua_State *L, int n)
{
    lua_pushcfunction(L, c_empty);
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_call(L, 0, 0);
    }
}

static void run_call_values(lua_State *L, int n)
{
    load(L, "return function(a, b) return a + b end");
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_pushinteger(L, i);
        lua_pushinteger(L, 1);
        lua_call(L, 2, 1);
        if (lua_tointeger(L, -1) != i + 1) {
            exit(1);
        }
        lua_pop(L, 1);
    }
}

static void run_pcall(lua_State *L, int n)
{
    load(L, "return function() end");
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_pcall(L, 0, 0, 0);
    }
}

static void run_pcall_error(lua_State *L, int n)
{
    load(L, "return function() error(nil) end");
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_pcall(L, 0, 0, 0);
        lua_pop(L, 1);
    }
}

static void run_native(lua_State *L, int n)
{
    lua_pushcfunction(L, c_add);
    lua_setglobal(L, "add");
    load(L, "return function(n) local add = add for i = 1, n do add(i, 1) end end");
    lua_pushinteger(L, n);
    lua_call(L, 1, 0);
}

static void run_native_empty(lua_State *L, int n)
{
    lua_pushcfunction(L, c_empty);
    lua_setglobal(L, "empty");
    load(L, "return function(n) local empty = empty for i = 1, n do empty() end end");
    lua_pushinteger(L, n);
    lua_call(L, 1, 0);
}

/* Calls back: lua_call from within a C function. */
static int c_apply(lua_State *L)
{
    lua_call(L, 0, 0);
    return 0;
}

static void run_nested_call(lua_State *L, int n)
{
    lua_pushcfunction(L, c_apply);
    lua_setglobal(L, "apply");
    load(L, "return function(n) local apply, f = apply, function() end for i = 1, n do apply(f) end end");
    lua_pushinteger(L, n);
    lua_call(L, 1, 0);
}

/* ---- coroutines ---- */

static int c_yield_again(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    lua_settop(L, 0);
    return lua_yieldk(L, 0, ctx, c_yield_again);
}

static int c_yield_loop(lua_State *L)
{
    return c_yield_again(L, LUA_OK, 0);
}

static int c_yield(lua_State *L)
{
    return lua_yield(L, 0);
}

static void resume_loop(lua_State *L, lua_State *co, int n)
{
    int count;
    for (int i = 0; i < n; i++) {
        if (lua_resume(co, L, 0, &count) != LUA_YIELD) {
            exit(1);
        }
        lua_pop(co, count);
    }
}

static void run_resume_yield(lua_State *L, int n)
{
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, c_yield_loop);
    resume_loop(L, co, n);
}

static void run_resume_script(lua_State *L, int n)
{
    lua_State *co = lua_newthread(L);
    load(L, "return function() local yield = coroutine.yield while true do yield() end end");
    lua_xmove(L, co, 1);
    resume_loop(L, co, n);
}

static void run_resume_yield_in_script(lua_State *L, int n)
{
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(L, c_yield);
    lua_setglobal(L, "c_yield");
    load(L, "return function() local yield = c_yield while true do yield() end end");
    lua_xmove(L, co, 1);
    resume_loop(L, co, n);
}

static void run_thread(lua_State *L, int n)
{
    int count;
    load(L, "return function() end");
    for (int i = 0; i < n; i++) {
        lua_State *co = lua_newthread(L);
        lua_pushvalue(L, -2);
        lua_xmove(L, co, 1);
        lua_resume(co, L, 0, &count);
        lua_pop(L, 1);
    }
}

/* ---- values ---- */

static void run_push_pop(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, i);
        lua_pushvalue(L, -1);
        lua_settop(L, -3);
    }
}

static void run_to_values(lua_State *L, int n)
{
    lua_Integer sum = 0;
    lua_pushinteger(L, 1);
    lua_pushliteral(L, "text");
    for (int i = 0; i < n; i++) {
        size_t len;
        sum += lua_tointeger(L, -2) + lua_type(L, -1);
        lua_tolstring(L, -1, &len);
        sum += (lua_Integer)len;
    }
    if (sum != n * (lua_Integer)(1 + LUA_TSTRING + 4)) {
        exit(1);
    }
}

static void run_push_string(lua_State *L, int n)
{
    static const char *const words[] = {"alpha", "beta", "gamma", "delta"};
    for (int i = 0; i < n; i++) {
        lua_pushstring(L, words[i & 3]);
        lua_pop(L, 1);
    }
}

static void run_new_string(lua_State *L, int n)
{
    char text[16];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < n; i++) {
        memcpy(text, &i, sizeof i);
        lua_pushlstring(L, text, sizeof text);
        lua_pop(L, 1);
    }
}

static void run_long_string(lua_State *L, int n)
{
    char text[200];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < n; i++) {
        lua_pushlstring(L, text, sizeof text);
        lua_pop(L, 1);
    }
}

static void run_push_fstring(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_pushfstring(L, "%s:%d", "line", i & 15);
        lua_pop(L, 1);
    }
}

static void run_buffer(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        luaL_Buffer b;
        luaL_buffinit(L, &b);
        for (int j = 0; j < 10; j++) {
            luaL_addlstring(&b, "abcdefgh", 8);
            luaL_addchar(&b, ',');
        }
        luaL_pushresult(&b);
        lua_pop(L, 1);
    }
}

static void run_big_buffer(lua_State *L, int n)
{
    for (int i = 0; i < n; i += 1000) {
        luaL_Buffer b;
        luaL_buffinit(L, &b);
        for (int j = 0; j < 1000; j++) {
            luaL_addlstring(&b, "abcdefgh", 8);
        }
        luaL_pushresult(&b);
        lua_pop(L, 1);
    }
}

static void run_arith(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, i);
        lua_pushinteger(L, 3);
        lua_arith(L, LUA_OPADD);
        lua_pop(L, 1);
    }
}

static void run_compare(lua_State *L, int n)
{
    lua_pushinteger(L, 1);
    lua_pushinteger(L, 2);
    for (int i = 0; i < n; i++) {
        lua_compare(L, -1, -2, LUA_OPLT);
    }
}

static void run_concat(lua_State *L, int n)
{
    lua_pushliteral(L, "key");
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_pushinteger(L, i & 15);
        lua_concat(L, 2);
        lua_pop(L, 1);
    }
}

/* ---- tables ---- */

static void run_get_field(lua_State *L, int n)
{
    load(L, "return {alpha = 1, beta = 2, gamma = 3, delta = 4}");
    for (int i = 0; i < n; i++) {
        lua_getfield(L, -1, "gamma");
        lua_pop(L, 1);
    }
}

static void run_set_field(lua_State *L, int n)
{
    load(L, "return {alpha = 1, beta = 2, gamma = 3, delta = 4}");
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, i);
        lua_setfield(L, -2, "gamma");
    }
}

static void run_get_global(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_getglobal(L, "print");
        lua_pop(L, 1);
    }
}

static void run_get_table(lua_State *L, int n)
{
    load(L, "return {alpha = 1, beta = 2, gamma = 3, delta = 4}");
    lua_pushliteral(L, "gamma");
    for (int i = 0; i < n; i++) {
        lua_pushvalue(L, -1);
        lua_gettable(L, -3);
        lua_pop(L, 1);
    }
}

static void run_get_inherited(lua_State *L, int n)
{
    load(L, "return setmetatable({}, {__index = {method = print}})");
    for (int i = 0; i < n; i++) {
        lua_getfield(L, -1, "method");
        lua_pop(L, 1);
    }
}

static void run_rawgeti(lua_State *L, int n)
{
    load(L, "return {1, 2, 3, 4, 5, 6, 7, 8}");
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, -1, (i & 7) + 1);
        lua_pop(L, 1);
    }
}

static void run_rawseti(lua_State *L, int n)
{
    load(L, "return {1, 2, 3, 4, 5, 6, 7, 8}");
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, i);
        lua_rawseti(L, -2, (i & 7) + 1);
    }
}

static void run_geti_seti(lua_State *L, int n)
{
    load(L, "return {1, 2, 3, 4, 5, 6, 7, 8}");
    for (int i = 0; i < n; i++) {
        lua_geti(L, -1, (i & 7) + 1);
        lua_seti(L, -2, (i & 7) + 1);
    }
}

static void run_new_record(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_createtable(L, 0, 2);
        lua_pushinteger(L, i);
        lua_setfield(L, -2, "x");
        lua_pushinteger(L, i);
        lua_setfield(L, -2, "y");
        lua_pop(L, 1);
    }
}

static void run_new_list(lua_State *L, int n)
{
    for (int i = 0; i < n; i += 10) {
        lua_newtable(L);
        for (int j = 1; j <= 10; j++) {
            lua_pushinteger(L, j);
            lua_rawseti(L, -2, j);
        }
        lua_pop(L, 1);
    }
}

static void run_next(lua_State *L, int n)
{
    load(L, "return {1, 2, 3, 4, a = 5, b = 6, c = 7, d = 8}");
    for (int i = 0; i < n; i += 8) {
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        }
    }
}

static void run_ref(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_pushboolean(L, 1);
        luaL_unref(L, LUA_REGISTRYINDEX, luaL_ref(L, LUA_REGISTRYINDEX));
    }
}

/* ---- functions and userdata ---- */

static void run_closure(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, c_empty, 1);
        lua_pop(L, 1);
    }
}

static void run_push_function(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        lua_pushcfunction(L, c_empty);
        lua_pop(L, 1);
    }
}

static void run_userdata(lua_State *L, int n)
{
    for (int i = 0; i < n; i++) {
        *(int *)lua_newuserdatauv(L, sizeof(int), 0) = i;
        lua_pop(L, 1);
    }
}

static void run_userdata_meta(lua_State *L, int n)
{
    luaL_newmetatable(L, "bench.point");
    for (int i = 0; i < n; i++) {
        *(int *)lua_newuserdatauv(L, 16, 0) = i;
        luaL_setmetatable(L, "bench.point");
        lua_pop(L, 1);
    }
}

static void run_check_userdata(lua_State *L, int n)
{
    luaL_newmetatable(L, "bench.point");
    lua_newuserdatauv(L, 16, 0);
    luaL_setmetatable(L, "bench.point");
    for (int i = 0; i < n; i++) {
        luaL_checkudata(L, -1, "bench.point");
    }
}

static void run_load(lua_State *L, int n)
{
    for (int i = 0; i < n; i += 100) {
        luaL_loadstring(L, "local a, b = ... return function(c) return a + b + c end");
        lua_pop(L, 1);
    }
}

static void run_open(lua_State *L, int n)
{
    (void)L;
    for (int i = 0; i < n; i += 10000) {
        lua_State *other = luaL_newstate();
        luaL_openlibs(other);
        lua_close(other);
    }
}

static const Benchmark benchmarks[] = {
    {"call", run_call, 400000}, {"call_c", run_call_c, 400000}, {"call_values", run_call_values, 300000},
    {"pcall", run_pcall, 300000}, {"pcall_error", run_pcall_error, 50000}, {"native", run_native, 400000},
    {"native_empty", run_native_empty, 500000}, {"nested_call", run_nested_call, 200000},
    {"resume_yield", run_resume_yield, 200000}, {"resume_script", run_resume_script, 200000},
    {"resume_c_yield", run_resume_yield_in_script, 200000}, {"thread", run_thread, 50000},
    {"push_pop", run_push_pop, 2000000}, {"to_values", run_to_values, 1000000}, {"push_string", run_push_string, 1000000},
    {"new_string", run_new_string, 200000}, {"long_string", run_long_string, 200000}, {"push_fstring", run_push_fstring, 100000},
    {"buffer", run_buffer, 100000}, {"big_buffer", run_big_buffer, 2000000}, {"arith", run_arith, 1000000},
    {"compare", run_compare, 2000000}, {"concat", run_concat, 200000},
    {"get_field", run_get_field, 1000000}, {"set_field", run_set_field, 1000000}, {"get_global", run_get_global, 1000000},
    {"get_table", run_get_table, 1000000}, {"get_inherited", run_get_inherited, 500000},
    {"rawgeti", run_rawgeti, 2000000}, {"rawseti", run_rawseti, 2000000}, {"geti_seti", run_geti_seti, 1000000},
    {"new_record", run_new_record, 100000}, {"new_list", run_new_list, 1000000}, {"next", run_next, 1000000},
    {"ref", run_ref, 500000}, {"closure", run_closure, 200000}, {"push_function", run_push_function, 2000000},
    {"userdata", run_userdata, 200000}, {"userdata_meta", run_userdata_meta, 100000},
    {"check_userdata", run_check_userdata, 500000}, {"load", run_load, 500000}, {"open", run_open, 2000000},
};

int main(int argc, char **argv)
{
    return time_all(argc, argv, benchmarks, sizeof benchmarks / sizeof benchmarks[0]);
}
