/* stack.c: the stack: indices, moves, room, moves between threads. */
#include "show.h"

static int fill(lua_State *L)
{
    for (int i = 1; i <= 100000; i++) {
        if (!lua_checkstack(L, 1)) {
            return luaL_error(L, "no room at all");
        }
        lua_pushinteger(L, i);
    }
    lua_pushinteger(L, lua_gettop(L));
    return 1;
}

static int too_much(lua_State *L)
{
    lua_pushboolean(L, lua_checkstack(L, 1000001));
    lua_pushboolean(L, lua_checkstack(L, 2000000000));
    lua_pushboolean(L, lua_checkstack(L, 100));
    return 3;
}

static int check_small(lua_State *L)
{
    luaL_checkstack(L, 10, "for nothing");
    luaL_checkstack(L, 1000000, "for a list");
    return 0;
}

static int check_plain(lua_State *L)
{
    luaL_checkstack(L, 1000000, NULL);
    return 0;
}

static int recurse(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushcfunction(L, recurse);
    lua_call(L, 0, 0);
    return 0;
}

static int upvalues(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushboolean(L, lua_isnone(L, lua_upvalueindex(3)));
    lua_pushinteger(L, lua_type(L, lua_upvalueindex(255)));
    lua_pushinteger(L, 7);
    lua_replace(L, lua_upvalueindex(2));
    lua_pushinteger(L, lua_absindex(L, lua_upvalueindex(2)) == lua_upvalueindex(2));
    return lua_gettop(L);
}

static void five(lua_State *L)
{
    lua_settop(L, 0);
    for (int i = 1; i <= 5; i++) {
        lua_pushinteger(L, i * 10);
    }
}

int main(void)
{
    lua_State *L = open_state();
    show(L, "new");
    five(L);
    show(L, "five");
    printf("absindex %d %d %d %d\n", lua_absindex(L, 1), lua_absindex(L, -1), lua_absindex(L, -5),
           lua_absindex(L, LUA_REGISTRYINDEX) == LUA_REGISTRYINDEX);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    show(L, "pushvalue");
    lua_settop(L, 3);
    show(L, "settop 3");
    lua_settop(L, 6);
    show(L, "settop 6");
    lua_settop(L, -3);
    show(L, "settop -3");
    lua_pop(L, 1);
    show(L, "pop");
    for (int n = -4; n <= 4; n++) {
        for (int at = 1; at <= 4; at++) {
            char text[30];
            if (n > 5 - at + 1 || -n > 5 - at + 1) {
                continue;
            }
            five(L);
            lua_rotate(L, at, n);
            snprintf(text, sizeof text, "rotate %d %d", at, n);
            show(L, text);
            five(L);
            lua_rotate(L, at - 6, n);
            snprintf(text, sizeof text, "rotate %d %d", at - 6, n);
            show(L, text);
        }
    }
    five(L);
    lua_insert(L, 2);
    show(L, "insert");
    lua_remove(L, 2);
    show(L, "remove");
    lua_remove(L, -1);
    show(L, "remove -1");
    lua_replace(L, 1);
    show(L, "replace");
    lua_pushboolean(L, 1);
    lua_copy(L, 1, 3);
    show(L, "copy");
    lua_copy(L, -1, -2);
    show(L, "copy -1 -2");
    lua_settop(L, 0);
    lua_pushvalue(L, LUA_REGISTRYINDEX);
    lua_rawgeti(L, -1, LUA_RIDX_GLOBALS);
    lua_pushglobaltable(L);
    printf("globals %d, main %d\n", lua_rawequal(L, -1, -2),
           (lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD), lua_tothread(L, -1) == L));
    lua_settop(L, 0);

    printf("beyond the top: type %d, none %d, noneornil %d\n", lua_type(L, 3), lua_isnone(L, 1), lua_isnoneornil(L, 1));
    attempt(L, "fill", fill);
    attempt(L, "too much", too_much);
    attempt(L, "luaL_checkstack", check_small);
    attempt(L, "luaL_checkstack without a text", check_plain);
    lua_pushliteral(L, "up");
    lua_pushinteger(L, 2);
    lua_pushcclosure(L, upvalues, 2);
    lua_pushvalue(L, -1);
    lua_call(L, 0, LUA_MULTRET);
    lua_remove(L, 1);
    show(L, "upvalues");
    lua_settop(L, 0);
    lua_pushcfunction(L, recurse);
    int status = lua_pcall(L, 0, 0, 0);
    printf("recursion %d: %d %s\n", status, lua_gettop(L), strstr(lua_tostring(L, -1), "C stack overflow") ? "C stack overflow" : lua_tostring(L, -1));
    lua_settop(L, 0);

    lua_State *other = lua_newthread(L);
    five(L);
    lua_xmove(L, other, 3);
    show(L, "from");
    show(other, "to");
    lua_xmove(other, L, 2);
    show(L, "from");
    show(other, "to");
    lua_xmove(L, L, 2);
    lua_xmove(L, other, 0);
    show(L, "itself");
    lua_settop(L, 0);
    for (int i = 0; i < 100; i++) {
        luaL_checkstack(L, 1, "x");
        lua_pushinteger(L, i);
    }
    luaL_checkstack(other, 100, "x");
    lua_xmove(L, other, 100);
    printf("moved %d %d %lld\n", lua_gettop(L), lua_gettop(other), (long long)lua_tointeger(other, -1));
    lua_close(L);
    return 0;
}
