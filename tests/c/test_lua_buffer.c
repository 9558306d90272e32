/* test_lua_buffer.c: buffers and concatenation through Lua 5.4's API, as modules use them, with values below and above.
 * The checks hold on Lua 5.4 itself, too (compile this file against its headers), but for the one that WEFT_ONLY marks.
 * Prints TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef LUA_ITSELF
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#define WEFT_ONLY 0
#else
#include "compat/lauxlib.h"
#include "compat/lua.h"
#include "compat/lualib.h"
#define WEFT_ONLY 1
#endif
#include "tap.h"

/* The string on top is `count` times c. */
static int is_run(lua_State *L, char c, size_t count)
{
    size_t length;
    const char *s = lua_tolstring(L, -1, &length);
    for (size_t i = 0; s && i < length; i++) {
        if (s[i] != c) {
            return 0;
        }
    }
    return s && length == count;
}

static void test_sizes(lua_State *L)
{
    static const size_t sizes[] = {0, 1, 39, 40, 41, 1023, 1024, 1025, 5000, 100000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[64];
        luaL_Buffer b;
        luaL_buffinit(L, &b);
        for (size_t n = 0; n < sizes[i]; n++) {
            luaL_addchar(&b, 'x');
        }
        luaL_pushresult(&b);
        snprintf(name, sizeof name, "%zu bytes by luaL_addchar", sizes[i]);
        ok(lua_gettop(L) == 1 && is_run(L, 'x', sizes[i]), name);
        lua_settop(L, 0);
        memset(luaL_buffinitsize(L, &b, sizes[i]), 'y', sizes[i]);
        luaL_pushresultsize(&b, sizes[i]);
        snprintf(name, sizeof name, "%zu bytes by luaL_buffinitsize", sizes[i]);
        ok(lua_gettop(L) == 1 && is_run(L, 'y', sizes[i]), name);
        lua_settop(L, 0);
    }
}

static void test_values(lua_State *L)
{
    luaL_Buffer b;
    lua_pushliteral(L, "below");
    luaL_buffinit(L, &b);
    for (int i = 0; i < 3000; i++) {
        lua_pushinteger(L, i % 10);
        luaL_addvalue(&b);
        lua_gc(L, LUA_GCSTEP, 0);
    }
    luaL_buffsub(&b, 1);
    ok(luaL_bufflen(&b) == 2999 && luaL_buffaddr(&b)[2998] == '8', "what is in a buffer can be read");
    luaL_pushresult(&b);
    ok(lua_gettop(L) == 2 && lua_rawlen(L, -1) == 2999 && strncmp(lua_tostring(L, -1), "0123456789", 10) == 0,
       "numbers by luaL_addvalue");
    ok(strcmp(lua_tostring(L, 1), "below") == 0, "a value below a buffer stays");
    luaL_gsub(L, lua_tostring(L, -1), "5", "<five>");
    ok(lua_rawlen(L, -1) == 2999 + 300 * 5, "luaL_gsub");
    lua_settop(L, 0);
}

/* Some modules push a string over a buffer, and go on with its bytes while the buffer grows. */
static void test_value_above(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    lua_pushfstring(L, "%s%s", "a string that is held by nothing but the stack, and is not short", "");
    const char *text = lua_tostring(L, -1);
    for (int i = 0; i < 4; i++) {
        memset(luaL_prepbuffsize(&b, LUAL_BUFFERSIZE), 'z', LUAL_BUFFERSIZE);
        luaL_addsize(&b, LUAL_BUFFERSIZE);
        lua_gc(L, LUA_GCCOLLECT);
    }
    ok(lua_gettop(L) == 2 && lua_type(L, -1) == LUA_TSTRING && lua_tostring(L, -1) == text,
       "a string above a buffer stays when the buffer grows");
    luaL_pushresult(&b);
    ok(is_run(L, 'z', 4 * LUAL_BUFFERSIZE), "and the buffer has its bytes");
    lua_settop(L, 0);
}

static void test_concat(lua_State *L)
{
    static const char text[] = "a text that is too long to be kept once for all its equals";
    for (int at = 0; at < 3; at++) {
        const char *held = NULL;
        for (int i = 0; i < 3; i++) {
            const char *s = lua_pushstring(L, i == at ? text : "");
            held = i == at ? s : held;
        }
        lua_concat(L, 3);
        ok(lua_gettop(L) == 1 && lua_tostring(L, 1) == held, "a string joined with empty ones is itself");
        lua_settop(L, 0);
    }
    lua_pushstring(L, text);
    lua_pushinteger(L, 12);
    lua_pushnumber(L, 0.5);
    lua_concat(L, 3);
    ok(strncmp(lua_tostring(L, 1), text, strlen(text)) == 0 && strcmp(lua_tostring(L, 1) + strlen(text), "120.5") == 0,
       "numbers join");
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    test_sizes(L);
    test_values(L);
    if (WEFT_ONLY) {
        test_value_above(L);
    }
    test_concat(L);
    lua_close(L);
    return tap_end();
}
