/* tables.c: getting and setting, raw and with metamethods, traversals, metatables, globals. */
#include <math.h>

#include "show.h"

static int log_index(lua_State *L)
{
    printf("  __index(%s, ", luaL_typename(L, 1));
    show_value(L, 2);
    printf(") top %d\n", lua_gettop(L));
    lua_pushvalue(L, 2);
    return 1;
}

static int log_newindex(lua_State *L)
{
    printf("  __newindex(%s, ", luaL_typename(L, 1));
    show_value(L, 2);
    printf(", ");
    show_value(L, 3);
    printf(") top %d\n", lua_gettop(L));
    return 0;
}

static void push_logged(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, log_index);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, log_newindex);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
}

static int get_nil(lua_State *L)
{
    lua_pushnil(L);
    lua_getfield(L, -1, "x");
    return 1;
}
static int get_number(lua_State *L)
{
    lua_pushinteger(L, 5);
    lua_geti(L, -1, 3);
    return 1;
}
static int get_upvalue(lua_State *L)
{
    lua_pushinteger(L, 5);
    lua_pushboolean(L, 1);
    lua_gettable(L, 1);
    return 1;
}
static int set_nil_value(lua_State *L)
{
    lua_pushnil(L);
    lua_pushinteger(L, 1);
    lua_setfield(L, 1, "field");
    return 0;
}
static int set_number_value(lua_State *L)
{
    lua_pushinteger(L, 5);
    lua_pushinteger(L, 1);
    lua_seti(L, 1, 1);
    return 0;
}
static int set_nil_key(lua_State *L)
{
    lua_newtable(L);
    lua_pushnil(L);
    lua_pushinteger(L, 1);
    lua_settable(L, 1);
    return 0;
}
static int set_nan_key(lua_State *L)
{
    lua_newtable(L);
    lua_pushnumber(L, NAN);
    lua_pushinteger(L, 1);
    lua_settable(L, 1);
    return 0;
}
static int rawset_nil_key(lua_State *L)
{
    lua_newtable(L);
    lua_pushnil(L);
    lua_pushinteger(L, 1);
    lua_rawset(L, 1);
    return 0;
}
static int rawset_nan_key(lua_State *L)
{
    lua_newtable(L);
    lua_pushnumber(L, NAN);
    lua_pushinteger(L, 1);
    lua_rawset(L, 1);
    return 0;
}
static int index_loop(lua_State *L)
{
    lua_newtable(L);
    lua_pushvalue(L, 1);
    lua_setfield(L, 1, "__index");
    lua_pushvalue(L, 1);
    lua_setmetatable(L, 1);
    lua_getfield(L, 1, "missing");
    return 1;
}
static int newindex_loop(lua_State *L)
{
    lua_newtable(L);
    lua_pushvalue(L, 1);
    lua_setfield(L, 1, "__newindex");
    lua_pushvalue(L, 1);
    lua_setmetatable(L, 1);
    lua_pushinteger(L, 1);
    lua_setfield(L, 1, "missing");
    return 0;
}
static int next_invalid(lua_State *L)
{
    lua_newtable(L);
    lua_pushliteral(L, "not there");
    lua_next(L, 1);
    return 0;
}

static void show_types(lua_State *L)
{
    int key;
    run(L, "T = {10, 20, 'x', [4.0] = true, name = 'n', [2.5] = 'float', [false] = {}, sub = print} return T");
    lua_pushvalue(L, 1);
    printf("getfield %d %d\n", lua_getfield(L, 1, "name"), lua_getfield(L, 1, "none"));
    printf("geti %d %d %d\n", lua_geti(L, 1, 1), lua_geti(L, 1, 4), lua_geti(L, 1, LUA_MININTEGER));
    printf("rawgeti %d %d %d\n", lua_rawgeti(L, 1, 3), lua_rawgeti(L, 1, 9), lua_rawgeti(L, 1, LUA_MAXINTEGER));
    lua_pushnumber(L, 2.5);
    printf("gettable %d\n", lua_gettable(L, 1));
    lua_pushnumber(L, 2.0);
    printf("rawget %d\n", lua_rawget(L, 1));
    lua_pushboolean(L, 0);
    printf("rawget %d\n", lua_rawget(L, 1));
    lua_pushnil(L);
    printf("rawget nil %d\n", lua_rawget(L, 1));
    printf("rawgetp %d\n", lua_rawgetp(L, 1, &key));
    lua_pushliteral(L, "by pointer");
    lua_rawsetp(L, 1, &key);
    printf("rawgetp %d\n", lua_rawgetp(L, 1, &key));
    printf("getglobal %d %d\n", lua_getglobal(L, "T"), lua_getglobal(L, "not there"));
    show(L, "all");
    printf("rawlen %llu\n", (unsigned long long)lua_rawlen(L, 1));
    lua_settop(L, 0);
}

static void show_next(lua_State *L, const char *code)
{
    lua_Integer count = 0, sum = 0;
    lua_settop(L, 0);
    run(L, code);
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        count++;
        sum += lua_tointeger(L, -1);
        lua_pushvalue(L, -2); /* a field that is there may be cleared */
        lua_pushnil(L);
        lua_settable(L, 1);
    }
    show(L, "after next");
    lua_pushnil(L);
    printf("count %lld sum %lld, empty %d\n", (long long)count, (long long)sum, lua_next(L, 1));
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = open_state();
    show_types(L);
    show_next(L, "return {1, 2, 3, a = 4, b = 5, [10.5] = 6}");
    show_next(L, "local t = {} for i = 1, 1000 do t[i] = i t['k' .. i] = i end return t");

    push_logged(L);
    printf("field %d\n", lua_getfield(L, 1, "f"));
    printf("geti %d\n", lua_geti(L, 1, 7));
    lua_pushboolean(L, 1);
    printf("gettable %d\n", lua_gettable(L, 1));
    lua_pushnil(L);
    printf("gettable nil %d\n", lua_gettable(L, 1));
    printf("rawgeti %d\n", lua_rawgeti(L, 1, 7));
    lua_settop(L, 1);
    lua_pushinteger(L, 1);
    lua_setfield(L, 1, "f");
    lua_pushinteger(L, 2);
    lua_seti(L, 1, 8);
    lua_pushnil(L);
    lua_pushinteger(L, 3);
    lua_settable(L, 1);
    lua_pushinteger(L, 4);
    lua_rawseti(L, 1, 8);
    lua_pushliteral(L, "raw");
    lua_pushinteger(L, 5);
    lua_rawset(L, 1);
    lua_pushinteger(L, 6);
    lua_setfield(L, 1, "raw");
    lua_getfield(L, 1, "raw");
    lua_geti(L, 1, 8);
    show(L, "logged");
    lua_settop(L, 0);

    attempt(L, "get of nil", get_nil);
    attempt(L, "get of number", get_number);
    attempt(L, "get", get_upvalue);
    attempt(L, "set of nil", set_nil_value);
    attempt(L, "set of number", set_number_value);
    attempt(L, "nil key", set_nil_key);
    attempt(L, "nan key", set_nan_key);
    attempt(L, "raw nil key", rawset_nil_key);
    attempt(L, "raw nan key", rawset_nan_key);
    attempt(L, "index loop", index_loop);
    attempt(L, "newindex loop", newindex_loop);
    attempt(L, "next", next_invalid);

    lua_pushliteral(L, "s");
    printf("string's metatable %d %d\n", lua_getmetatable(L, 1), lua_getfield(L, -1, "__index"));
    lua_settop(L, 0);
    lua_pushinteger(L, 1);
    printf("number's %d\n", lua_getmetatable(L, 1));
    lua_newtable(L);
    lua_pushcfunction(L, log_index);
    lua_setfield(L, -2, "__index");
    printf("setmetatable %d\n", lua_setmetatable(L, 1));
    show_run(L, "return (2).x, (2.5).y");
    lua_pushinteger(L, 1);
    lua_pushnil(L);
    lua_setmetatable(L, 1);
    printf("number's %d\n", lua_getmetatable(L, 1));
    lua_settop(L, 0);
    lua_newtable(L);
    lua_pushnil(L);
    lua_setmetatable(L, 1);
    printf("table's %d\n", lua_getmetatable(L, 1));
    lua_newtable(L);
    lua_setmetatable(L, 1);
    printf("table's %d\n", lua_getmetatable(L, 1));
    lua_settop(L, 0);
    lua_createtable(L, 100, 100);
    lua_createtable(L, 0, 0);
    printf("length %llu\n", (unsigned long long)lua_rawlen(L, 1));
    lua_pushinteger(L, 12);
    lua_setglobal(L, "twelve");
    lua_pushnil(L);
    lua_setglobal(L, "T");
    show_run(L, "return twelve, T");
    /* a key as float and integer is one */
    lua_newtable(L);
    lua_pushnumber(L, 3.0);
    lua_pushliteral(L, "three");
    lua_rawset(L, 1);
    printf("%d %s\n", lua_rawgeti(L, 1, 3), lua_tostring(L, -1));
    lua_close(L);
    return 0;
}
