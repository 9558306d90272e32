/* buffers.c: luaL_Buffer in all ways, luaL_gsub, tracebacks. */
#include "show.h"

static void show_result(lua_State *L, const char *what)
{
    size_t n;
    const char *s = lua_tolstring(L, -1, &n);
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum = sum * 31 + (unsigned char)s[i];
    }
    printf("%s: top %d, %zu bytes, %u, begins %.20s\n", what, lua_gettop(L), n, sum, s);
    lua_pop(L, 1);
}

static void grow(lua_State *L, int count, size_t piece)
{
    char bytes[5000];
    luaL_Buffer b;
    memset(bytes, 'p', sizeof bytes);
    lua_pushliteral(L, "below");
    luaL_buffinit(L, &b);
    for (int i = 0; i < count; i++) {
        bytes[0] = (char)('a' + i % 26);
        luaL_addlstring(&b, bytes, piece);
    }
    luaL_pushresult(&b);
    show_result(L, "grow");
    lua_pop(L, 1);
}

static void mixed(lua_State *L, int count)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (int i = 0; i < count; i++) {
        luaL_addchar(&b, 'c');
        luaL_addstring(&b, "string");
        lua_pushinteger(L, i);
        luaL_addvalue(&b);
        lua_pushliteral(L, "value");
        luaL_addvalue(&b);
        lua_pushnumber(L, 0.5);
        luaL_addvalue(&b);
        char *p = luaL_prepbuffer(&b);
        memset(p, 'q', 10);
        luaL_addsize(&b, 10);
        luaL_buffsub(&b, 3);
        luaL_addgsub(&b, "a.b.c", ".", "--");
    }
    printf("length %zu ", luaL_bufflen(&b));
    luaL_pushresult(&b);
    show_result(L, "mixed");
}

static void sized(lua_State *L, size_t size)
{
    luaL_Buffer b;
    char *p = luaL_buffinitsize(L, &b, size);
    memset(p, 's', size);
    luaL_pushresultsize(&b, size);
    show_result(L, "sized");
    luaL_buffinit(L, &b);
    for (int i = 0; i < 3; i++) {
        p = luaL_prepbuffsize(&b, size);
        memset(p, 't', size);
        luaL_addsize(&b, size);
    }
    printf("address %d ", luaL_buffaddr(&b)[0] == (size ? 't' : luaL_buffaddr(&b)[0]));
    luaL_pushresultsize(&b, 0);
    show_result(L, "prepared");
}

/* Two at a time, the inner one done first. */
static void nested(lua_State *L)
{
    luaL_Buffer outer, inner;
    luaL_buffinit(L, &outer);
    for (int i = 0; i < 100; i++) {
        luaL_buffinit(L, &inner);
        for (int j = 0; j < i * 3; j++) {
            luaL_addstring(&inner, "in");
        }
        luaL_pushresult(&inner);
        luaL_addvalue(&outer);
        luaL_addchar(&outer, ';');
    }
    luaL_pushresult(&outer);
    show_result(L, "nested");
}

static int too_large(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    luaL_addstring(&b, "x");
    luaL_prepbuffsize(&b, (size_t)-10);
    return 0;
}
static int fails_in_the_middle(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinitsize(L, &b, 100000);
    luaL_addsize(&b, 100000);
    luaL_prepbuffsize(&b, 100000);
    return luaL_error(L, "in the middle");
}
static int in_function(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (int i = 1; i <= 3; i++) {
        size_t n;
        const char *s = luaL_checklstring(L, i, &n);
        luaL_addlstring(&b, s, n);
    }
    luaL_pushresult(&b);
    return 1;
}

static void show_gsub(lua_State *L, const char *s, const char *p, const char *r)
{
    const char *result = luaL_gsub(L, s, p, r);
    printf("gsub %s|%s|%s = %s %d\n", s, p, r, result, result == lua_tostring(L, -1));
    lua_pop(L, 1);
}

static int traced(lua_State *L)
{
    for (int level = 0; level < 5; level++) {
        luaL_traceback(L, L, level % 2 ? "message" : NULL, level);
        printf("[%s]\n", lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    luaL_traceback(L, L, "far", 1000);
    printf("[%s]\n", lua_tostring(L, -1));
    return 0;
}

int main(void)
{
    static const char code[] = "local function f() coroutine.yield() end f()";
    lua_State *L = open_state();
    static const size_t sizes[] = {0, 1, 7, 100, 1023, 1024, 1025, 4999};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        grow(L, 1, sizes[i]);
        grow(L, 3, sizes[i]);
        grow(L, 1000, sizes[i]);
        sized(L, sizes[i]);
    }
    sized(L, 1000000);
    mixed(L, 0);
    mixed(L, 1);
    mixed(L, 30);
    mixed(L, 3000);
    nested(L);
    attempt(L, "too large", too_large);
    attempt(L, "middle", fails_in_the_middle);
    lua_pushliteral(L, "a");
    lua_pushinteger(L, 2);
    lua_pushliteral(L, "c\0d");
    attempt(L, "function", in_function);
    lua_pushliteral(L, "a");
    attempt(L, "function", in_function);

    show_gsub(L, "hello world", "o", "00");
    show_gsub(L, "aaa", "a", "");
    show_gsub(L, "aaa", "aa", "b");
    show_gsub(L, "", "x", "y");
    show_gsub(L, "none", "x", "y");
    show_gsub(L, "a.b%c", ".", "%1");
    show_gsub(L, "xx", "x", "xx");

    lua_register(L, "traced", traced);
    show_run(L, "traced()");
    show_run(L, "local function inner() traced() end function outer() inner() end outer()");
    show_run(L, "local t = {method = function(self) traced() end} t:method()");
    show_run(L, "return (function(...) return traced(...) end)()");
    show_run(L, "local function r(n) if n == 0 then traced() else r(n - 1) end end r(30)");
    show_run(L, "setmetatable({}, {__index = function() traced() end}).x = nil local _ = setmetatable({}, {__index = function() traced() end}).x");
    show_run(L, "for k in function() traced() end do end");
    show_run(L, "string.gsub('x', 'x', traced)");
    show_run(L, "pcall(traced)");
    lua_State *co = lua_newthread(L);
    luaL_loadbuffer(co, code, sizeof code - 1, "=co");
    int n;
    lua_resume(co, L, 0, &n);
    luaL_traceback(L, co, "suspended", 0);
    printf("[%s]\n", lua_tostring(L, -1));
    luaL_traceback(L, co, NULL, 1);
    printf("[%s]\n", lua_tostring(L, -1));
    co = lua_newthread(L);
    luaL_traceback(L, co, "new", 0);
    printf("[%s]\n", lua_tostring(L, -1));
    lua_close(L);
    return 0;
}
