/* test_coroutine_model.c: the random traces of tests/coroutine/weft_model.lua in a host whose C functions resume and call, so
 * that entries from C nest. Arguments are the script's; without any, prints TAP. Run in the source tree's root, or in
 * tests/coroutine. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "compat/lauxlib.h"
#include "compat/lua.h"
#include "compat/lualib.h"

/* c_resume(co, ...): coroutine.resume, by lua_resume. */
static int c_resume(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    int count = lua_gettop(L) - 1;
    if (!lua_checkstack(co, count)) {
        return luaL_error(L, "too many arguments to resume");
    }
    lua_xmove(L, co, count);
    int status = lua_resume(co, L, count, &count);
    bool failed = status != LUA_OK && status != LUA_YIELD;
    count = failed ? 1 : count;
    luaL_checkstack(L, count + 1, "too many results to resume");
    lua_xmove(co, L, count);
    lua_pushboolean(L, !failed);
    lua_insert(L, -(count + 1));
    return count + 1;
}

/* c_pcall(f, ...): pcall, by a lua_pcall that cannot be suspended. */
static int c_pcall(lua_State *L)
{
    int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    lua_pushboolean(L, status == LUA_OK);
    lua_insert(L, 1);
    return lua_gettop(L);
}

int main(int argc, char **argv)
{
    if (access("weft_model.lua", R_OK) != 0 && chdir("tests/coroutine") != 0) {
        printf("Bail out! no tests/coroutine\n");
        return 1;
    }
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_register(L, "c_resume", c_resume);
    lua_register(L, "c_pcall", c_pcall);
    int first = argc > 1 && strcmp(argv[1], "weft_model.lua") == 0 ? 2 : 1; /* called as an interpreter */
    int status = luaL_loadfile(L, "weft_model.lua");
    for (int i = first; i < argc; i++) {
        lua_pushstring(L, argv[i]);
    }
    if (status == LUA_OK) {
        status = lua_pcall(L, argc - first, 0, 0);
    }
    if (status != LUA_OK) {
        printf("%s\n", lua_tostring(L, -1));
    }
    if (first == argc) {
        printf("%sok 1 - traces agree with the model\n1..1\n", status == LUA_OK ? "" : "not ");
    }
    lua_close(L);
    return status != LUA_OK;
}
