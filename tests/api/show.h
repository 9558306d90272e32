/* show.h: what the programs here share: printing values, stacks and the outcome of protected calls. Nothing that is printed
 * depends on addresses, so that outputs can be compared. */
#ifndef SHOW_H
#define SHOW_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static inline void show_string(const char *s, size_t n)
{
    putchar('"');
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < ' ' || c > '~' || c == '"' || c == '\\') {
            printf("\\%d", c);
        } else {
            putchar(c);
        }
    }
    putchar('"');
}

static inline void show_value(lua_State *L, int i)
{
    size_t n;
    const char *s;
    switch (lua_type(L, i)) {
    case LUA_TNIL: printf("nil"); break;
    case LUA_TBOOLEAN: printf("%s", lua_toboolean(L, i) ? "true" : "false"); break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, i)) {
            printf("%lld", (long long)lua_tointeger(L, i));
        } else {
            printf("float %.14g", lua_tonumber(L, i));
        }
        break;
    case LUA_TSTRING:
        s = lua_tolstring(L, i, &n);
        show_string(s, n);
        break;
    default: printf("<%s>", luaL_typename(L, i)); break;
    }
}

/* All values of a stack, bottom first. */
static inline void show(lua_State *L, const char *what)
{
    int top = lua_gettop(L);
    printf("%s: %d", what, top);
    for (int i = 1; i <= top; i++) {
        putchar(i == 1 ? ':' : ',');
        putchar(' ');
        show_value(L, i);
    }
    putchar('\n');
}

/* Calls f with what is on the stack in protected mode; shows what it has left, or its error; empties the stack. */
static inline void attempt(lua_State *L, const char *what, lua_CFunction f)
{
    char text[200];
    lua_pushcfunction(L, f);
    lua_insert(L, 1);
    int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    snprintf(text, sizeof text, "%s -> %d", what, status);
    show(L, text);
    lua_settop(L, 0);
}

/* Runs a chunk; its results, or the error, are on the stack. */
static inline int run(lua_State *L, const char *code)
{
    int status = luaL_loadbuffer(L, code, strlen(code), "=code");
    return status != LUA_OK ? status : lua_pcall(L, 0, LUA_MULTRET, 0);
}

static inline void show_run(lua_State *L, const char *code)
{
    char text[60];
    lua_settop(L, 0);
    int status = run(L, code);
    snprintf(text, sizeof text, "run -> %d", status);
    show(L, text);
    lua_settop(L, 0);
}

static inline lua_State *open_state(void)
{
    lua_State *L = luaL_newstate();
    if (!L) {
        printf("no state\n");
        exit(1);
    }
    luaL_openlibs(L);
    return L;
}

#endif
