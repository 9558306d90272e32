/* access.c: reading values: types, conversions, lengths, pointers; comparisons and arithmetic. */
#include <math.h>

#include "show.h"

static int empty(lua_State *L)
{
    (void)L;
    return 0;
}

/* One of each kind of value. */
static int push_all(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushnil(L);
    lua_pushboolean(L, 0);
    lua_pushboolean(L, 42);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, LUA_MININTEGER);
    lua_pushinteger(L, LUA_MAXINTEGER);
    lua_pushnumber(L, 3.0);
    lua_pushnumber(L, -2.5);
    lua_pushnumber(L, HUGE_VAL);
    lua_pushnumber(L, 9007199254740993.0);
    lua_pushnumber(L, 9223372036854775808.0);
    lua_pushliteral(L, "");
    lua_pushliteral(L, "text");
    lua_pushliteral(L, " 0x10 ");
    lua_pushliteral(L, "1e1");
    lua_pushliteral(L, "10.5");
    lua_pushliteral(L, "9223372036854775808");
    lua_pushlstring(L, "1\0002", 3);
    lua_newtable(L);
    lua_pushcfunction(L, empty);
    luaL_loadstring(L, "return 1");
    lua_newuserdatauv(L, 12, 0);
    lua_pushlightuserdata(L, NULL);
    lua_pushlightuserdata(L, L);
    lua_pushthread(L);
    return lua_gettop(L);
}

static void show_access(lua_State *L, int i)
{
    int is_number, is_integer;
    lua_Number n = lua_tonumberx(L, i, &is_number);
    lua_Integer k = lua_tointegerx(L, i, &is_integer);
    printf("%d %s:", i, luaL_typename(L, i));
    printf(" is %d%d%d%d%d", lua_isnumber(L, i), lua_isstring(L, i), lua_iscfunction(L, i), lua_isinteger(L, i),
           lua_isuserdata(L, i));
    printf(" %d%d%d%d%d%d%d%d", lua_isfunction(L, i), lua_istable(L, i), lua_islightuserdata(L, i), lua_isnil(L, i),
           lua_isboolean(L, i), lua_isthread(L, i), lua_isnone(L, i), lua_isnoneornil(L, i));
    printf(" to %d %.17g %d %lld %d", is_number, n, is_integer, (long long)k, lua_toboolean(L, i));
    printf(" len %llu", (unsigned long long)lua_rawlen(L, i));
    printf(" %d%d%d%d\n", lua_tocfunction(L, i) == empty, lua_touserdata(L, i) != NULL, lua_tothread(L, i) == L,
           lua_topointer(L, i) != NULL);
}

static void show_tolstring(lua_State *L, int i)
{
    size_t len = 99;
    const char *s = lua_tolstring(L, i, &len);
    printf("%d tolstring %d %zu ", i, s != NULL, len);
    show_value(L, i);
    printf(" %s\n", s == lua_tostring(L, i) ? "same" : "other");
}

static int op, index_a, index_b;

static int do_arith(lua_State *L)
{
    push_all(L);
    lua_pushvalue(L, index_a);
    if (op != LUA_OPUNM && op != LUA_OPBNOT) {
        lua_pushvalue(L, index_b);
    }
    lua_arith(L, op);
    return 1;
}

static int do_compare(lua_State *L)
{
    push_all(L);
    lua_pushinteger(L, lua_compare(L, index_a, index_b, op));
    return 1;
}

static int do_concat(lua_State *L)
{
    push_all(L);
    lua_pushvalue(L, index_a);
    lua_pushvalue(L, index_b);
    lua_concat(L, 2);
    return 1;
}

static int do_len(lua_State *L)
{
    push_all(L);
    lua_len(L, index_a);
    return 1;
}

static int do_lenL(lua_State *L)
{
    push_all(L);
    lua_pushinteger(L, luaL_len(L, index_a));
    return 1;
}

static int concat_many(lua_State *L)
{
    lua_concat(L, 0);
    lua_pushinteger(L, 1);
    lua_concat(L, 1);
    lua_pushliteral(L, "-");
    lua_pushnumber(L, 2.5);
    lua_pushliteral(L, "|");
    lua_concat(L, 5);
    return 1;
}

static void show_numbers(lua_State *L)
{
    static const char *const texts[] = {"0", "10", "-7", "0x7fffffffffffffff", "0xffffffffffffffffff", "1e", "1e2", " 3 ",
                                        "3 4", "", " ", "0x", "0x.8p1", "inf", "nan", "1_0", "9223372036854775807",
                                        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", ".5", "5.", "."};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        lua_settop(L, 0);
        size_t n = lua_stringtonumber(L, texts[i]);
        printf("'%s' %zu ", texts[i], n);
        show(L, "");
    }
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = open_state();
    int count = push_all(L);
    for (int i = 1; i <= count + 1; i++) {
        show_access(L, i);
    }
    for (int i = 1; i <= count; i++) {
        show_tolstring(L, i);
    }
    for (int t = LUA_TNONE; t < LUA_NUMTYPES; t++) {
        printf("typename %d %s\n", t, lua_typename(L, t));
    }
    push_all(L);
    for (int i = 1; i <= count + 1; i++) {
        for (int j = 1; j <= count + 1; j++) {
            putchar('0' + lua_rawequal(L, i, j));
            putchar('0' + lua_compare(L, i, j, LUA_OPEQ));
        }
        putchar('\n');
    }
    printf("number %.14g integer %lld\n", (double)lua_version(L), (long long)lua_tointeger(L, 5));
    lua_settop(L, 0);
    show_numbers(L);

    static const int samples[] = {1, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17, 19};
    enum { COUNT = sizeof samples / sizeof samples[0] };
    for (op = LUA_OPADD; op <= LUA_OPBNOT; op++) {
        for (int a = 0; a < COUNT; a++) {
            for (int b = 0; b < COUNT; b++) {
                char text[40];
                index_a = samples[a];
                index_b = samples[b];
                snprintf(text, sizeof text, "arith %d %d %d", op, index_a, index_b);
                attempt(L, text, do_arith);
                if (op == LUA_OPUNM || op == LUA_OPBNOT) {
                    break;
                }
            }
        }
    }
    for (op = LUA_OPLT; op <= LUA_OPLE; op++) {
        for (int a = 0; a < COUNT; a++) {
            for (int b = 0; b < COUNT; b++) {
                char text[40];
                index_a = samples[a];
                index_b = samples[b];
                snprintf(text, sizeof text, "compare %d %d %d", op, index_a, index_b);
                attempt(L, text, do_compare);
                snprintf(text, sizeof text, "concat %d %d", index_a, index_b);
                attempt(L, text, do_concat);
            }
        }
    }
    index_a = count + 5;
    index_b = 1;
    attempt(L, "compare with none", do_compare);
    for (index_a = 1; index_a <= count; index_a++) {
        attempt(L, "lua_len", do_len);
        attempt(L, "luaL_len", do_lenL);
    }
    attempt(L, "concat many", concat_many);
    show_run(L, "local mt = {__add = function(a, b) return 'add' end, __lt = function() return 1 end, __le = function() return nil end,"
                "__eq = function() return 1 end, __concat = function(a, b) return 'cat' end, __len = function() return 'long' end, "
                "__unm = function(...) return select('#', ...) end} X, Y = setmetatable({}, mt), setmetatable({}, mt)");
    lua_getglobal(L, "X");
    lua_getglobal(L, "Y");
    printf("meta %d %d %d %d\n", lua_compare(L, 1, 2, LUA_OPLT), lua_compare(L, 1, 2, LUA_OPLE), lua_compare(L, 1, 2, LUA_OPEQ),
           lua_rawequal(L, 1, 2));
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_arith(L, LUA_OPADD);
    lua_pushvalue(L, 1);
    lua_arith(L, LUA_OPUNM);
    lua_pushvalue(L, 1);
    lua_pushliteral(L, "s");
    lua_concat(L, 2);
    lua_len(L, 1);
    show(L, "meta");
    lua_settop(L, 0);
    lua_close(L);
    return 0;
}
