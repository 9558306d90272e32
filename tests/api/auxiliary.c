/* auxiliary.c: checks of arguments, userdata types, metafields, registration of functions, references, results of the C library. */
#include <errno.h>

#include "show.h"

static const char *const options[] = {"first", "second", "third", NULL};

static int check_integer(lua_State *L)
{
    lua_pushinteger(L, luaL_checkinteger(L, 1));
    return 1;
}
static int opt_integer(lua_State *L)
{
    lua_pushinteger(L, luaL_optinteger(L, 1, -5));
    return 1;
}
static int check_number(lua_State *L)
{
    lua_pushnumber(L, luaL_checknumber(L, 1));
    return 1;
}
static int opt_number(lua_State *L)
{
    lua_pushnumber(L, luaL_optnumber(L, 1, 0.25));
    return 1;
}
static int check_string(lua_State *L)
{
    size_t n;
    const char *s = luaL_checklstring(L, 1, &n);
    lua_pushlstring(L, s, n);
    lua_pushboolean(L, luaL_checkstring(L, 1) == s);
    return 2;
}
static int opt_string(lua_State *L)
{
    size_t n = 77;
    const char *s = luaL_optlstring(L, 1, "default", &n);
    lua_pushstring(L, s);
    lua_pushinteger(L, (lua_Integer)n);
    lua_pushstring(L, luaL_optstring(L, 1, NULL));
    return 3;
}
static int check_type(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    return 0;
}
static int check_any(lua_State *L)
{
    luaL_checkany(L, 1);
    return 0;
}
static int check_option(lua_State *L)
{
    lua_pushinteger(L, luaL_checkoption(L, 1, NULL, options));
    return 1;
}
static int opt_option(lua_State *L)
{
    lua_pushinteger(L, luaL_checkoption(L, 1, "third", options));
    return 1;
}
static int check_userdata(lua_State *L)
{
    lua_pushboolean(L, luaL_checkudata(L, 1, "Type A") == lua_touserdata(L, 1));
    return 1;
}
static int arg_check(lua_State *L)
{
    luaL_argcheck(L, lua_gettop(L) == 1, 1, "one, please");
    luaL_argexpected(L, lua_isboolean(L, 1), 1, "truth");
    return 0;
}
static int arg_error(lua_State *L)
{
    return luaL_argerror(L, (int)luaL_checkinteger(L, 1), "of no use");
}
static int type_error(lua_State *L)
{
    return luaL_typeerror(L, 1, "something else");
}

static const luaL_Reg checks[] = {{"check_integer", check_integer}, {"opt_integer", opt_integer}, {"check_number", check_number},
    {"opt_number", opt_number}, {"check_string", check_string}, {"opt_string", opt_string}, {"check_type", check_type},
    {"check_any", check_any}, {"check_option", check_option}, {"opt_option", opt_option}, {"check_userdata", check_userdata},
    {"arg_check", arg_check}, {"arg_error", arg_error}, {"type_error", type_error}, {NULL, NULL}};

static const char *const values[] = {"", "nil", "true", "1", "1.0", "1.5", "2^53", "2^63", "'12'", "'0x10'", "'1.5'", "'x'", "'second'",
    "{}", "print", "A", "B", "coroutine.create(print)", "io.stdout", "named", "1, 2"};

static void show_checks(lua_State *L)
{
    char code[200];
    for (const luaL_Reg *f = checks; f->name; f++) {
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
            snprintf(code, sizeof code, "return %s(%s)", f->name, values[i]);
            printf("%s: ", code);
            show_run(L, code);
        }
    }
    show_run(L, "local t = setmetatable({}, {__index = {m = check_integer}}) t:m()");
    show_run(L, "local t = {m = check_integer} t.m('x')");
    show_run(L, "local t = {m = arg_error} t:m(1)");
    show_run(L, "string.rep()");
    show_run(L, "('x'):rep({})");
    show_run(L, "local s = string s.rep('x', 1e10, {})");
    show_run(L, "io.stdout.write()");
    show_run(L, "io.stdout.write({})");
    attempt(L, "called by C", check_integer);
    lua_pushliteral(L, "x");
    attempt(L, "called by C", check_type);
}

static int meta_tostring(lua_State *L)
{
    lua_pushliteral(L, "<A>");
    return 1;
}
static int meta_bad(lua_State *L)
{
    lua_newtable(L);
    return 1;
}

static void show_types(lua_State *L)
{
    printf("new %d ", luaL_newmetatable(L, "Type A"));
    lua_getfield(L, -1, "__name");
    show(L, "");
    lua_settop(L, 0);
    printf("again %d ", luaL_newmetatable(L, "Type A"));
    show(L, "");
    printf("same %d\n", (luaL_getmetatable(L, "Type A"), lua_rawequal(L, -1, -2)));
    printf("none %d\n", luaL_getmetatable(L, "Type Z"));
    lua_settop(L, 0);
    luaL_newmetatable(L, "Type B");
    lua_settop(L, 0);
    void *a = lua_newuserdatauv(L, 8, 0);
    luaL_setmetatable(L, "Type A");
    lua_pushvalue(L, 1);
    lua_setglobal(L, "A");
    void *b = lua_newuserdatauv(L, 8, 0);
    luaL_setmetatable(L, "Type B");
    lua_pushvalue(L, 2);
    lua_setglobal(L, "B");
    printf("test %d %d %d %d\n", luaL_testudata(L, 1, "Type A") == a, luaL_testudata(L, 1, "Type B") == NULL,
           luaL_testudata(L, 2, "Type B") == b, luaL_testudata(L, 3, "Type B") == NULL);
    lua_pushlightuserdata(L, a);
    printf("light %d\n", luaL_testudata(L, -1, "Type A") == NULL);
    lua_settop(L, 0);
    show_run(L, "named = setmetatable({}, {__name = 'Named'})");
}

static void show_metafields(lua_State *L)
{
    lua_getglobal(L, "A");
    printf("metafield %d %d\n", luaL_getmetafield(L, 1, "__name"), luaL_getmetafield(L, 1, "none"));
    show(L, "A");
    lua_settop(L, 1);
    printf("callmeta %d\n", luaL_callmeta(L, 1, "__tostring"));
    lua_getmetatable(L, 1);
    lua_pushcfunction(L, meta_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_settop(L, 1);
    printf("callmeta %d ", luaL_callmeta(L, 1, "__tostring"));
    show(L, "");
    size_t n;
    const char *text = luaL_tolstring(L, 1, &n);
    printf("tolstring %s %zu\n", text, n);
    lua_settop(L, 0);
    run(L, "return nil, true, false, 1, 1.0, -0.0, 1e100, 'text', named");
    for (int i = 1; i <= 9; i++) {
        const char *s = luaL_tolstring(L, i, &n);
        printf("%d: %.6s %d\n", i, s, i == 9 ? 0 : (int)n);
        lua_pop(L, 1);
    }
    lua_settop(L, 0);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, meta_bad);
    lua_setfield(L, -2, "__tostring");
    lua_pushcfunction(L, meta_bad);
    lua_setfield(L, -2, "__len");
    lua_setmetatable(L, -2);
    lua_setglobal(L, "bad");
    lua_settop(L, 0);
    show_run(L, "return tostring(bad)");
}
static int to_string(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    return 1;
}
static int length(lua_State *L)
{
    lua_pushinteger(L, luaL_len(L, 1));
    return 1;
}

static int with_upvalues(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    return 2;
}

static void show_registration(lua_State *L)
{
    static const luaL_Reg list[] = {{"f", with_upvalues}, {"placeholder", NULL}, {"g", with_upvalues}, {NULL, NULL}};
    luaL_newlibtable(L, list);
    lua_pushinteger(L, 1);
    lua_pushliteral(L, "two");
    luaL_setfuncs(L, list, 2);
    lua_setglobal(L, "lib");
    show(L, "setfuncs");
    show_run(L, "local a, b = lib.g() return a, b, lib.placeholder, lib.f == lib.g");
    luaL_newlib(L, checks);
    lua_getfield(L, -1, "check_any");
    show(L, "newlib");
    lua_settop(L, 0);
    lua_newtable(L);
    printf("subtable %d ", luaL_getsubtable(L, 1, "sub"));
    lua_pushinteger(L, 5);
    lua_setfield(L, -2, "x");
    printf("%d ", luaL_getsubtable(L, 1, "sub"));
    lua_getfield(L, -1, "x");
    show(L, "");
    lua_settop(L, 0);
}

static int open_module(lua_State *L)
{
    printf("  opening %s, top %d\n", lua_tostring(L, 1), lua_gettop(L));
    lua_newtable(L);
    return 1;
}

static void show_modules(lua_State *L)
{
    luaL_requiref(L, "module", open_module, 0);
    luaL_requiref(L, "module", open_module, 1);
    show(L, "requiref");
    printf("same %d\n", lua_rawequal(L, 1, 2));
    lua_settop(L, 0);
    show_run(L, "return module == package.loaded.module, require 'module' == module");
    static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base}, {LUA_LOADLIBNAME, luaopen_package}, {LUA_COLIBNAME, luaopen_coroutine},
        {LUA_TABLIBNAME, luaopen_table}, {LUA_IOLIBNAME, luaopen_io}, {LUA_OSLIBNAME, luaopen_os}, {LUA_STRLIBNAME, luaopen_string},
        {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}, {LUA_DBLIBNAME, luaopen_debug}, {NULL, NULL}};
    for (const luaL_Reg *lib = libraries; lib->name; lib++) {
        lua_State *fresh = luaL_newstate();
        if (lib->func != luaopen_package) {
            luaL_requiref(fresh, "package", luaopen_package, 1); /* some look for it */
        }
        luaL_requiref(fresh, lib->name, lib->func, 1);
        printf("%s top %d: %s, global %d\n", lib->name, lua_gettop(fresh), luaL_typename(fresh, -1),
               (lua_getglobal(fresh, lib->name), lua_rawequal(fresh, -1, -2)));
        lua_close(fresh);
    }
    lua_State *alone = luaL_newstate();
    lua_pushcfunction(alone, luaopen_math);
    lua_call(alone, 0, 1);
    lua_getfield(alone, -1, "type");
    lua_pushinteger(alone, 1);
    lua_call(alone, 1, 1);
    show(alone, "alone");
    printf("%d\n", lua_getglobal(alone, "math"));
    lua_close(alone);
}

static void show_references(lua_State *L)
{
    lua_newtable(L);
    int refs[5];
    for (int i = 0; i < 5; i++) {
        lua_pushinteger(L, i * 10);
        refs[i] = luaL_ref(L, 1);
        printf("ref %d ", i == 0 || refs[i] != refs[i - 1]);
    }
    lua_pushnil(L);
    printf("nil %d\n", luaL_ref(L, 1) == LUA_REFNIL);
    for (int i = 0; i < 5; i++) {
        lua_rawgeti(L, 1, refs[i]);
    }
    show(L, "all");
    lua_settop(L, 1);
    luaL_unref(L, 1, refs[1]);
    luaL_unref(L, 1, refs[3]);
    luaL_unref(L, 1, LUA_NOREF);
    luaL_unref(L, 1, LUA_REFNIL);
    lua_pushliteral(L, "new");
    int first = luaL_ref(L, 1);
    lua_pushliteral(L, "newer");
    int second = luaL_ref(L, 1);
    printf("used again %d %d\n", first == refs[3], second == refs[1]);
    lua_rawgeti(L, 1, refs[2]);
    lua_rawgeti(L, 1, second);
    show(L, "references");
    lua_settop(L, 0);
    lua_pushliteral(L, "in the registry");
    int ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_gc(L, LUA_GCCOLLECT);
    printf("%d %s\n", lua_rawgeti(L, LUA_REGISTRYINDEX, ref), lua_tostring(L, -1));
    luaL_unref(L, LUA_REGISTRYINDEX, ref);
    lua_settop(L, 0);
}

static void show_results(lua_State *L)
{
    errno = 0;
    printf("fileresult %d ", luaL_fileresult(L, 1, "name"));
    show(L, "");
    lua_settop(L, 0);
    errno = ENOENT;
    printf("fileresult %d ", luaL_fileresult(L, 0, "name"));
    show(L, "");
    lua_settop(L, 0);
    errno = EACCES;
    printf("fileresult %d ", luaL_fileresult(L, 0, NULL));
    show(L, "");
    lua_settop(L, 0);
    static const int stats[] = {0, 3 << 8, 255 << 8, 9, 11};
    for (size_t i = 0; i < sizeof stats / sizeof stats[0]; i++) {
        errno = 0;
        printf("execresult %d ", luaL_execresult(L, stats[i]));
        show(L, "");
        lua_settop(L, 0);
    }
    errno = ENOMEM;
    printf("execresult %d ", luaL_execresult(L, -1));
    show(L, "");
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = open_state();
    lua_pushglobaltable(L);
    luaL_setfuncs(L, checks, 0);
    lua_settop(L, 0);
    luaL_checkversion(L);
    luaL_checkversion_(L, LUA_VERSION_NUM, LUAL_NUMSIZES);
    show_types(L);
    show_checks(L);
    show_metafields(L);
    lua_getglobal(L, "bad");
    attempt(L, "tolstring", to_string);
    lua_getglobal(L, "bad");
    attempt(L, "len", length);
    show_registration(L);
    show_modules(L);
    show_references(L);
    show_results(L);
    lua_close(L);
    return 0;
}
