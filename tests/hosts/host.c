/* host.c: a plain host of Lua 5.4's C API, which runs a script with its arguments. It compiles against the headers of any
 * Lua 5.4. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

static int add_traceback(lua_State *L)
{
    const char *message = luaL_tolstring(L, 1, NULL);
    luaL_traceback(L, L, message, 1);
    return 1;
}

static void set_arguments(lua_State *L, int argc, char **argv)
{
    lua_createtable(L, argc, 0);
    for (int i = 0; i < argc; i++) {
        lua_pushstring(L, argv[i]);
        lua_rawseti(L, -2, i - 1);
    }
    lua_setglobal(L, "arg");
}

int main(int argc, char **argv)
{
    lua_State *L = luaL_newstate();
    if (L == NULL || argc < 2) {
        fprintf(stderr, "usage: host SCRIPT [ARGUMENT...]\n");
        return 2;
    }
    luaL_checkversion(L);
    luaL_openlibs(L);
    set_arguments(L, argc, argv);
    lua_pushcfunction(L, add_traceback);
    int status = luaL_loadfile(L, argv[1]);
    if (status == LUA_OK) {
        for (int i = 2; i < argc; i++) {
            lua_pushstring(L, argv[i]);
        }
        status = lua_pcall(L, argc - 2, 0, 1);
    }
    if (status != LUA_OK) {
        fprintf(stderr, "host: %s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    return status != LUA_OK;
}
