/* port.c: a host written for Lua 5.4, as it is: nothing in it knows of Weft. It prints the same on both.
 *
 *     cc -I/usr/include/lua5.4 port.c -llua5.4                                   on Lua
 *     cc -Iinclude/compat port.c build/libweft.a -lm -ldl -Wl,--export-dynamic   on Weft
 */
#include <stdio.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

typedef struct Point {
    double x, y;
} Point;

static int point_new(lua_State *L)
{
    double x = luaL_checknumber(L, 1), y = luaL_checknumber(L, 2);
    Point *p = lua_newuserdatauv(L, sizeof *p, 0);
    p->x = x;
    p->y = y;
    luaL_setmetatable(L, "port.point");
    return 1;
}

static int point_add(lua_State *L)
{
    const Point *a = luaL_checkudata(L, 1, "port.point"), *b = luaL_checkudata(L, 2, "port.point");
    lua_pushcfunction(L, point_new);
    lua_pushnumber(L, a->x + b->x);
    lua_pushnumber(L, a->y + b->y);
    lua_call(L, 2, 1);
    return 1;
}

static int point_text(lua_State *L)
{
    const Point *p = luaL_checkudata(L, 1, "port.point");
    lua_pushfstring(L, "(%f, %f)", p->x, p->y);
    return 1;
}

static int finish_each(lua_State *L, int status, lua_KContext i)
{
    (void)status;
    lua_Integer n = luaL_len(L, 1);
    for (lua_settop(L, 2); i <= n; i++) { /* each(list, f): f may yield */
        lua_pushvalue(L, 2);
        lua_geti(L, 1, i);
        lua_callk(L, 1, 0, i + 1, finish_each);
    }
    return 0;
}

static int each(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    return finish_each(L, LUA_OK, 1);
}

int main(void)
{
    static const luaL_Reg meta[] = {{"__add", point_add}, {"__tostring", point_text}, {NULL, NULL}};
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    luaL_newmetatable(L, "port.point");
    luaL_setfuncs(L, meta, 0);
    lua_register(L, "point", point_new);
    lua_register(L, "each", each);
    if (luaL_dostring(L, "print(point(1, 2) + point(3, 4.5)) print(pcall(point, 'x')) "
                         "for v in coroutine.wrap(function() each({1, 2}, coroutine.yield) end) do print(v) end "
                         "error('the end')")) {
        printf("error: %s\n", strstr(lua_tostring(L, -1), "the end"));
    }
    lua_close(L);
    return 0;
}
