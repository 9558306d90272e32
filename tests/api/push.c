/* push.c: pushing values: strings and formats, closures, threads, userdata, and the pointers that come back. */
#include <stdarg.h>

#include "show.h"

static int sum_upvalues(lua_State *L)
{
    lua_Integer sum = 0;
    int i = 1;
    for (; !lua_isnone(L, lua_upvalueindex(i)); i++) {
        sum += lua_tointeger(L, lua_upvalueindex(i));
    }
    lua_pushinteger(L, sum);
    lua_pushinteger(L, i - 1);
    return 2;
}

static const char *push_formatted(lua_State *L, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *s = lua_pushvfstring(L, format, args);
    va_end(args);
    return s;
}

static int bad_format(lua_State *L)
{
    lua_pushfstring(L, "%d %y", 1);
    return 1;
}

static int bad_format_width(lua_State *L)
{
    lua_pushfstring(L, "%5d", 1);
    return 1;
}

int main(void)
{
    lua_State *L = open_state();
    lua_pushnil(L);
    lua_pushboolean(L, -1);
    lua_pushinteger(L, -1);
    lua_pushnumber(L, 1.0);
    lua_pushnumber(L, 0.1);
    show(L, "plain");
    lua_settop(L, 0);

    const char *s = lua_pushlstring(L, "a\0b", 3);
    printf("lstring %d %d\n", s == lua_tostring(L, -1), s[2] == 'b' && s[3] == '\0');
    s = lua_pushlstring(L, NULL, 0);
    printf("empty %d\n", s != NULL && *s == '\0');
    s = lua_pushstring(L, "text");
    printf("string %s\n", s);
    s = lua_pushstring(L, NULL);
    printf("null %d\n", s == NULL);
    lua_pushliteral(L, "literal");
    char big[3000];
    memset(big, 'z', sizeof big);
    big[sizeof big - 1] = '\0';
    s = lua_pushstring(L, big);
    printf("long %zu %d\n", strlen(s), s != big);
    lua_pop(L, 1);
    show(L, "strings");
    lua_settop(L, 0);

    lua_pushfstring(L, "none");
    lua_pushfstring(L, "%%");
    lua_pushfstring(L, "%s|%s", "a", (char *)NULL);
    lua_pushfstring(L, "%d %d", -2147483647 - 1, 2147483647);
    lua_pushfstring(L, "%I %I", (LUAI_UACINT)LUA_MININTEGER, (LUAI_UACINT)LUA_MAXINTEGER);
    lua_pushfstring(L, "%f %f %f", 1.0, 0.1, 1e100);
    lua_pushfstring(L, "%c%c", 'x', 0);
    lua_pushfstring(L, "%U %U %U", 0x41L, 0x20ACL, 0x10FFFFL);
    lua_pushfstring(L, "%U", 0x7FFFFFFFL);
    lua_pushfstring(L, "");
    lua_pushfstring(L, "%s%s%s%s%s%s%s%s%s%s", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    show(L, "formatted");
    lua_settop(L, 0);
    s = lua_pushfstring(L, "%p", (void *)L);
    char expected[40];
    snprintf(expected, sizeof expected, "%p", (void *)L);
    printf("pointer %d\n", strcmp(s, expected) == 0);
    s = lua_pushfstring(L, "<%s>", big);
    printf("long %zu\n", strlen(s));
    s = push_formatted(L, "%s-%d-%f", "v", 3, 0.5);
    printf("vfstring %s %d\n", s, s == lua_tostring(L, -1));
    lua_settop(L, 0);
    attempt(L, "bad format", bad_format);
    attempt(L, "bad width", bad_format_width);

    lua_pushcfunction(L, sum_upvalues);
    lua_pushcfunction(L, sum_upvalues);
    printf("functions %d %d\n", lua_rawequal(L, 1, 2), lua_topointer(L, 1) == lua_topointer(L, 2));
    lua_settop(L, 0);
    for (int n = 0; n <= 255; n += 51) {
        luaL_checkstack(L, n, NULL);
        for (int i = 1; i <= n; i++) {
            lua_pushinteger(L, i);
        }
        lua_pushcclosure(L, sum_upvalues, n);
        lua_call(L, 0, 2);
        show(L, "closure");
        lua_settop(L, 0);
    }
    lua_pushinteger(L, 1);
    lua_pushcclosure(L, sum_upvalues, 1);
    lua_pushinteger(L, 1);
    lua_pushcclosure(L, sum_upvalues, 1);
    printf("closures %d %d\n", lua_rawequal(L, 1, 2), lua_tocfunction(L, 1) == sum_upvalues);
    lua_register(L, "sum", sum_upvalues);
    show_run(L, "return sum(), type(sum), sum == sum");

    int key;
    lua_pushlightuserdata(L, &key);
    lua_pushlightuserdata(L, &key);
    printf("light %d %d %d\n", lua_rawequal(L, 1, 2), lua_touserdata(L, 1) == &key, lua_topointer(L, 2) == &key);
    lua_settop(L, 0);
    lua_State *co = lua_newthread(L);
    printf("thread %d %d %d %d\n", lua_pushthread(L), lua_pushthread(co), lua_tothread(L, 1) == co, lua_tothread(L, 2) == L);
    show(co, "co");
    lua_settop(L, 0);

    char *block = lua_newuserdatauv(L, 40, 3);
    memset(block, 'u', 40);
    printf("userdata %d %llu %d\n", lua_touserdata(L, -1) == block, (unsigned long long)lua_rawlen(L, -1),
           ((size_t)block & 7) == 0);
    for (int i = 0; i <= 4; i++) {
        lua_pushinteger(L, i * 11);
        int set = lua_setiuservalue(L, 1, i);
        int type = lua_getiuservalue(L, 1, i);
        printf("user value %d: set %d type %d ", i, set, type);
        show_value(L, -1);
        putchar('\n');
        lua_pop(L, 1);
    }
    lua_newuserdata(L, 0);
    printf("empty %d %llu %d\n", lua_touserdata(L, -1) != NULL, (unsigned long long)lua_rawlen(L, -1), lua_getuservalue(L, -1));
    lua_pop(L, 1);
    lua_pushliteral(L, "v");
    printf("one %d\n", lua_setuservalue(L, -2));
    lua_getuservalue(L, -1);
    show_value(L, -1);
    lua_newuserdatauv(L, 1, 0);
    printf(" no values %d\n", lua_getiuservalue(L, -1, 1));
    lua_close(L);
    return 0;
}
