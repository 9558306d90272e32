/* test_lua_api.c: Lua 5.4's C API (include/compat). Every check holds on Lua 5.4 itself, too: compile this file against
 * its headers and library to see. Prints TAP. */
#include <stdio.h>
#include <string.h>

#include "compat/lauxlib.h"
#include "compat/lua.h"
#include "compat/lualib.h"
#include "tap.h"

static int is_text(lua_State *L, int idx, const char *expected)
{
    const char *s = lua_tostring(L, idx);
    int same = s != NULL && strcmp(s, expected) == 0;
    if (!same) {
        printf("# got: %s\n#  for: %s\n", s != NULL ? s : "(no string)", expected);
    }
    return same;
}

/* Runs code; its results stay on the stack. */
static int run(lua_State *L, const char *code)
{
    lua_settop(L, 0);
    int status = luaL_loadbuffer(L, code, strlen(code), "=t");
    return status != LUA_OK ? status : lua_pcall(L, 0, LUA_MULTRET, 0);
}

static void check_result(lua_State *L, const char *code, const char *expected, const char *what)
{
    run(L, code);
    ok(is_text(L, -1, expected), what);
    lua_settop(L, 0);
}

/* ---- C functions that scripts call ---- */

static int continued(lua_State *L, int status, lua_KContext ctx)
{
    lua_pushinteger(L, status);
    lua_pushinteger(L, ctx);
    return lua_gettop(L);
}

static int f_callk(lua_State *L)
{
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 77, continued);
    return continued(L, LUA_YIELD, 77);
}

static int f_pcallk(lua_State *L)
{
    int status = lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 88, continued);
    return continued(L, status == LUA_OK ? LUA_YIELD : status, 88);
}

static int handler(lua_State *L)
{
    lua_pushfstring(L, "handled: %s", lua_tostring(L, 1));
    return 1;
}

static int f_xpcallk(lua_State *L)
{
    lua_pushcfunction(L, handler);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 99, continued);
    return continued(L, status == LUA_OK ? LUA_YIELD : status, 99);
}

static int f_pcall(lua_State *L)
{
    lua_pushinteger(L, lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0));
    lua_insert(L, 1);
    return lua_gettop(L);
}

static int f_yield(lua_State *L)
{
    return lua_yield(L, lua_gettop(L));
}

static int after_yield(lua_State *L, int status, lua_KContext ctx)
{
    lua_pushinteger(L, status * 1000 + ctx);
    return lua_gettop(L);
}

static int f_yieldk(lua_State *L)
{
    lua_pushliteral(L, "kept");
    lua_insert(L, 1);
    return lua_yieldk(L, lua_gettop(L) - 1, 5, after_yield);
}

static int f_fail(lua_State *L)
{
    luaL_checkinteger(L, 1);
    return luaL_error(L, "%d %s %f %I %% %c %U", 3, "s", 2.5, (LUAI_UACINT)7, 'x', 0x20ACL);
}

static int f_close(lua_State *L)
{
    lua_getglobal(L, "log");
    lua_pushstring(L, luaL_typename(L, 2));
    lua_rawseti(L, -2, luaL_len(L, -2) + 1);
    return 0;
}

static int f_toclose(lua_State *L)
{
    int fails = lua_toboolean(L, 1);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, f_close);
    lua_setfield(L, -2, "__close");
    lua_setmetatable(L, -2);
    lua_toclose(L, -1);
    if (fails) {
        luaL_error(L, "failed");
    }
    lua_pushliteral(L, "result");
    return 1;
}

static int f_upvalues(lua_State *L)
{
    lua_pushinteger(L, lua_tointeger(L, lua_upvalueindex(1)) + 1);
    lua_copy(L, -1, lua_upvalueindex(1));
    lua_pushboolean(L, lua_isnone(L, lua_upvalueindex(3)));
    return 2;
}

static int f_collect(lua_State *L)
{
    lua_getglobal(L, "log");
    lua_pushstring(L, "collected");
    lua_rawseti(L, -2, luaL_len(L, -2) + 1);
    return 0;
}

static const luaL_Reg functions[] = {
    {"callk", f_callk},   {"pcallk", f_pcallk}, {"xpcallk", f_xpcallk}, {"cpcall", f_pcall}, {"cyield", f_yield},
    {"yieldk", f_yieldk}, {"fail", f_fail},     {"toclose", f_toclose}, {NULL, NULL},
};

static lua_State *open_state(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_pushglobaltable(L);
    luaL_setfuncs(L, functions, 0);
    lua_newtable(L);
    lua_setfield(L, -2, "log");
    lua_settop(L, 0);
    return L;
}

/* ---- the tests ---- */

static void test_stack(lua_State *L)
{
    for (int i = 1; i <= 5; i++) {
        lua_pushinteger(L, i);
    }
    lua_rotate(L, 2, 1);
    lua_rotate(L, 1, -2);
    lua_insert(L, 2);
    lua_remove(L, 1);
    lua_copy(L, 1, 3);
    lua_concat(L, 4);
    ok(is_text(L, -1, "5351"), "rotate, insert, remove, copy, concat");
    lua_settop(L, 0);
    ok(lua_type(L, 1) == LUA_TNONE && lua_absindex(L, LUA_REGISTRYINDEX) == LUA_REGISTRYINDEX, "no value");
    lua_settop(L, 3);
    ok(lua_gettop(L) == 3 && lua_isnil(L, 3), "settop extends with nil");
    ok(lua_checkstack(L, 10000) && !lua_checkstack(L, 2000000), "checkstack");
    lua_settop(L, 0);
}

static void test_values(lua_State *L)
{
    int is_number;
    lua_pushnumber(L, 3.0);
    lua_pushstring(L, "0x10");
    lua_pushstring(L, "abc");
    ok(!lua_isinteger(L, 1) && lua_tointegerx(L, 1, &is_number) == 3 && is_number, "an integral float converts");
    ok(lua_tointeger(L, 2) == 16 && (lua_tointegerx(L, 3, &is_number), !is_number),
       "strings convert when they are numerals");
    ok(is_text(L, 1, "3.0") && lua_type(L, 1) == LUA_TSTRING, "tolstring converts in place");
    ok(lua_stringtonumber(L, " 0x1p4 ") == 8 && lua_tonumber(L, -1) == 16, "stringtonumber");
    lua_pushcfunction(L, f_fail);
    lua_pushcfunction(L, f_fail);
    ok(lua_rawequal(L, -1, -2) && lua_tocfunction(L, -1) == f_fail, "equal C functions are equal values");
    lua_settop(L, 0);
    lua_pushinteger(L, 10);
    lua_pushnil(L);
    lua_pushcclosure(L, f_upvalues, 2);
    lua_pushvalue(L, 1);
    lua_call(L, 0, 2);
    ok(lua_tointeger(L, 2) == 11 && lua_toboolean(L, 3), "upvalues of a C function");
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    ok(lua_tointeger(L, -1) == 12, "that keep what is stored");
    lua_settop(L, 0);
}

static void test_operators(lua_State *L)
{
    lua_pushinteger(L, 7);
    lua_pushinteger(L, -2);
    lua_arith(L, LUA_OPIDIV);
    ok(lua_tointeger(L, -1) == -4, "floor division");
    lua_pushinteger(L, 3);
    lua_arith(L, LUA_OPSHL);
    lua_arith(L, LUA_OPBNOT);
    ok(lua_tointeger(L, -1) == 31, "bitwise operators");
    lua_pushnumber(L, 31.5);
    ok(lua_compare(L, 1, 2, LUA_OPLT) && !lua_compare(L, 2, 1, LUA_OPLE) && !lua_compare(L, 1, 9, LUA_OPEQ), "compare");
    run(L, "return setmetatable({}, {__lt = function() return 1 end, __concat = function(a, b) return 'cat' end,"
           "__len = function() return 42 end, __eq = function() return true end}), setmetatable({}, {})");
    ok(lua_compare(L, 1, 2, LUA_OPLT) && lua_compare(L, 1, 2, LUA_OPEQ) && luaL_len(L, 1) == 42, "metamethods");
    lua_pushvalue(L, 1);
    lua_pushliteral(L, "x");
    lua_concat(L, 2);
    ok(is_text(L, -1, "cat"), "__concat");
    lua_settop(L, 0);
}

static void test_tables(lua_State *L)
{
    lua_createtable(L, 4, 1);
    for (int i = 1; i <= 10; i++) {
        lua_pushinteger(L, i * i);
        lua_rawseti(L, 1, i);
    }
    lua_pushliteral(L, "v");
    lua_setfield(L, 1, "k");
    int count = 0;
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
        count++;
    }
    ok(count == 11 && lua_rawlen(L, 1) == 10 && lua_gettop(L) == 1, "next visits all");
    ok(lua_getfield(L, 1, "k") == LUA_TSTRING && lua_geti(L, 1, 3) == LUA_TNUMBER && lua_tointeger(L, -1) == 9, "get");
    lua_pushliteral(L, "p");
    lua_rawsetp(L, 1, functions);
    ok(lua_rawgetp(L, 1, functions) == LUA_TSTRING, "light pointers as keys");
    lua_settop(L, 1);
    lua_pushliteral(L, "x");
    int first = luaL_ref(L, 1);
    lua_pushliteral(L, "y");
    int second = luaL_ref(L, 1);
    luaL_unref(L, 1, first);
    lua_pushliteral(L, "z");
    ok(luaL_ref(L, 1) == first && second != first && (lua_pushnil(L), luaL_ref(L, 1) == LUA_REFNIL), "references");
    run(L, "return setmetatable({}, {__index = function(t, k) return k .. '!' end, __newindex = function(t, k, v) "
           "rawset(t, k, v * 2) end})");
    lua_getfield(L, 1, "a");
    ok(is_text(L, -1, "a!"), "__index");
    lua_pushinteger(L, 21);
    lua_seti(L, 1, 5);
    ok(lua_geti(L, 1, 5) == LUA_TNUMBER && lua_tointeger(L, -1) == 42, "__newindex");
    lua_settop(L, 0);
}

static void test_userdata(lua_State *L)
{
    char *block = lua_newuserdatauv(L, 100, 2);
    memset(block, 7, 100);
    lua_pushinteger(L, 9);
    ok(lua_setiuservalue(L, 1, 2) && lua_getiuservalue(L, 1, 2) == LUA_TNUMBER && lua_rawlen(L, 1) == 100,
       "user values");
    ok(lua_getiuservalue(L, 1, 3) == LUA_TNONE, "and no more of them");
    lua_settop(L, 1);
    ok(luaL_newmetatable(L, "Test.Type") && (lua_pop(L, 1), !luaL_newmetatable(L, "Test.Type")), "newmetatable");
    lua_pushcfunction(L, f_collect);
    lua_setfield(L, -2, "__gc");
    lua_settop(L, 1);
    luaL_setmetatable(L, "Test.Type");
    ok(luaL_testudata(L, 1, "Test.Type") == block && luaL_testudata(L, 1, "Other") == NULL, "testudata");
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    lua_gc(L, LUA_GCCOLLECT);
    check_result(L, "local r = table.concat(log, ',') log = {} return r", "collected", "__gc in C");
    ok(lua_gc(L, LUA_GCCOUNT) > 0 && lua_gc(L, LUA_GCISRUNNING) && lua_gc(L, LUA_GCGEN, 0, 0) == LUA_GCINC &&
           lua_gc(L, LUA_GCINC, 0, 0, 0) == LUA_GCGEN,
       "gc options");
}

static void test_errors(lua_State *L)
{
    ok(run(L, "fail(1)") == LUA_ERRRUN && is_text(L, -1, "t:1: 3 s 2.5 7 % x \xE2\x82\xAC"), "luaL_error");
    check_result(L, "return select(2, cpcall(function() fail('a') end))",
                 "t:1: bad argument #1 to 'fail' (number expected, got string)", "argerror");
    check_result(L, "local t = {m = fail} return select(2, cpcall(function() t:m() end))",
                 "t:1: calling 'm' on bad self (number expected, got table)", "argerror of a method");
    check_result(L, "return select(2, cpcall(error, {1}))[1]", "1", "an error value of any type");
    ok(luaL_loadbufferx(L, "x", 1, "=n", "b") == LUA_ERRSYNTAX &&
           is_text(L, -1, "attempt to load a text chunk (mode is 'b')"),
       "mode");
    ok(luaL_loadfile(L, "/nonexistent") == LUA_ERRFILE &&
           is_text(L, -1, "cannot open /nonexistent: No such file or directory"),
       "loadfile");
    run(L, "local a; a.b = 1");
    ok(is_text(L, -1, "t:1: attempt to index a nil value (local 'a')"), "an error of the engine");
    lua_settop(L, 0);
    lua_pushcfunction(L, handler);
    luaL_loadstring(L, "fail(1)");
    ok(lua_pcall(L, 0, 0, 1) == LUA_ERRRUN && strncmp(lua_tostring(L, -1), "handled: ", 9) == 0, "message handler");
    lua_settop(L, 0);
    check_result(L, "local function f() return cpcall(f) end return tostring(f())", "0", "nesting ends with an error");
}

static void test_close(lua_State *L)
{
    check_result(L, "log = {} local r = toclose() return r .. ' ' .. log[1]", "result nil",
                 "a slot is closed on return");
    check_result(L, "log = {} local s, e = cpcall(toclose, true) return e .. ' ' .. log[1]", "failed string",
                 "and by an error");
}

static void test_buffer(lua_State *L)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (int i = 0; i < 3000; i++) {
        luaL_addstring(&b, "ab");
        luaL_addchar(&b, '-');
        lua_pushinteger(L, i % 10);
        luaL_addvalue(&b);
    }
    luaL_pushresult(&b);
    ok(lua_gettop(L) == 1 && lua_rawlen(L, 1) == 12000 && strncmp(lua_tostring(L, 1), "ab-0ab-1", 8) == 0, "buffer");
    ok(strcmp(luaL_gsub(L, "a.b.c", ".", "::"), "a::b::c") == 0, "gsub");
    char *p = luaL_buffinitsize(L, &b, 5000);
    memset(p, 'x', 5000);
    luaL_pushresultsize(&b, 5000);
    ok(lua_rawlen(L, -1) == 5000, "a buffer of known size");
    lua_settop(L, 0);
}

static void test_continuations(lua_State *L)
{
    check_result(L, "return table.concat({callk(function(...) return ... end, 1, 2)}, ' ')", "1 2 1 77", "callk");
    check_result(L, "return table.concat({pcallk(error, 'e')}, ' ')", "e 2 88", "pcallk");
    static const char code[] = "local co = coroutine.wrap(function()\n"
                               "  local r = {callk(function() return cyield(1), 'a' end)}\n"
                               "  r[#r + 1] = table.concat({pcallk(function() return cyield(2) end)}, ',')\n"
                               "  r[#r + 1] = table.concat({pcallk(function() cyield(3) error('e', 0) end)}, ',')\n"
                               "  r[#r + 1] = select(2, xpcallk(function() cyield(4) error('e', 0) end))\n"
                               "  r[#r + 1] = table.concat({yieldk(5)}, ',')\n"
                               "  r[#r + 1] = tostring(cpcall(function() cyield(6) end))\n"
                               "  return table.concat(r, ' ')\n"
                               "end)\n"
                               "co() co('A') co('B') co('C') co('D')\n"
                               "return co('E')";
    check_result(L, code, "A a 1 77 B,1,88 e,2,88 handled: e kept,E,1005 2", "yields through C functions");
}

static void test_threads(lua_State *L)
{
    lua_State *T = lua_newthread(L);
    int n;
    lua_pushliteral(T, "hello");
    lua_pushinteger(T, 5);
    lua_xmove(T, L, 1);
    ok(lua_gettop(T) == 1 && lua_tointeger(L, -1) == 5 && lua_status(T) == LUA_OK, "xmove");
    lua_settop(T, 0);
    luaL_loadstring(T, "local a, b = ... local c = cyield(a + b) local d, e = yieldk(c * 2, 'q') return d, e, 99");
    lua_pushinteger(T, 1);
    lua_pushinteger(T, 2);
    ok(lua_resume(T, L, 2, &n) == LUA_YIELD && n == 1 && lua_tointeger(T, -1) == 3 && lua_status(T) == LUA_YIELD,
       "yield");
    lua_pop(T, n);
    lua_pushinteger(T, 10);
    ok(lua_resume(T, L, 1, &n) == LUA_YIELD && n == 2 && lua_tointeger(T, -2) == 20 && is_text(T, -1, "q"), "yieldk");
    lua_pop(T, n);
    lua_pushliteral(T, "A");
    ok(lua_resume(T, L, 1, &n) == LUA_OK && n == 3 && is_text(T, 1, "kept") && is_text(T, 2, "A") && lua_gettop(T) == 3,
       "the end");
    lua_settop(T, 0);
    ok(lua_resume(T, L, 0, &n) == LUA_ERRRUN && is_text(T, -1, "cannot resume dead coroutine"), "dead");
    lua_settop(T, 0);
    luaL_loadstring(T, "fail(1)");
    ok(lua_resume(T, L, 0, &n) == LUA_ERRRUN && lua_status(T) == LUA_ERRRUN && strstr(lua_tostring(T, -1), "3 s 2.5"),
       "error");
    ok(lua_resetthread(T) == LUA_ERRRUN && lua_status(T) == LUA_OK && lua_gettop(T) == 1, "reset");
    lua_settop(T, 0);
    luaL_loadstring(T, "return 1, 2, ...");
    lua_pushinteger(T, 3);
    ok(lua_pcall(T, 1, LUA_MULTRET, 0) == LUA_OK && lua_gettop(T) == 3 && lua_tointeger(T, 3) == 3,
       "pcall in a thread");
    lua_settop(T, 0);
    luaL_loadstring(T, "local a = ... return 'from Lua ' .. a .. coroutine.yield('y')");
    lua_setglobal(L, "T"); /* leaves 5; the thread is below */
    lua_settop(L, 1);
    lua_setglobal(L, "T");
    check_result(
        L,
        "local ok, y = coroutine.resume(T, 'x') return y .. select(2, coroutine.resume(T, 'z')) .. coroutine.status(T)",
        "yfrom Lua xzdead", "Lua resumes a thread that C filled");
    run(L, "return coroutine.create(function(...) local x = coroutine.yield(...) return x .. '!' end)");
    T = lua_tothread(L, 1);
    lua_pushliteral(T, "in");
    ok(lua_gettop(T) == 2 && lua_resume(T, L, 1, &n) == LUA_YIELD && is_text(T, -1, "in"), "C resumes Lua's coroutine");
    lua_pop(T, n);
    lua_pushliteral(T, "back");
    ok(lua_resume(T, L, 1, &n) == LUA_OK && is_text(T, -1, "back!"), "to its end");
    lua_settop(L, 0);
}

static int lines;

static void count_lines(lua_State *L, lua_Debug *ar)
{
    lua_getinfo(L, "Sl", ar);
    lines += ar->event == LUA_HOOKLINE && strcmp(ar->source, "=t") == 0;
}

static int f_inspect(lua_State *L)
{
    lua_Debug ar;
    lua_getstack(L, 1, &ar);
    lua_getinfo(L, "nSlu", &ar);
    const char *name = lua_getlocal(L, &ar, 1);
    lua_pushfstring(L, "%s %s %s %d %d %s=%s", ar.name, ar.namewhat, ar.what, ar.currentline, ar.nparams, name,
                    lua_tostring(L, -1));
    return 1;
}

static void test_debug(lua_State *L)
{
    lua_register(L, "inspect", f_inspect);
    check_result(L, "local function f(p) local r = inspect()\nreturn r end\nreturn (f('v'))", "f local Lua 1 1 p=v",
                 "getinfo");
    run(L, "local a, b = 1, 2 return function() return a + b end");
    ok(strcmp(lua_getupvalue(L, 1, 2), "b") == 0 && lua_tointeger(L, -1) == 2, "getupvalue");
    lua_pushinteger(L, 40);
    ok(strcmp(lua_setupvalue(L, 1, 1), "a") == 0, "setupvalue");
    lua_settop(L, 1);
    lua_call(L, 0, 1);
    ok(lua_tointeger(L, -1) == 42, "is seen");
    lua_sethook(L, count_lines, LUA_MASKLINE, 0);
    ok(lua_gethook(L) == count_lines && lua_gethookmask(L) == LUA_MASKLINE, "gethook");
    run(L, "local a = 1\nlocal b = 2\nfor i = 1, 2 do\n  a = a + i\nend");
    lua_sethook(L, NULL, 0, 0);
    ok(lines == 8 && lua_gethook(L) == NULL, "line hook");
    lua_settop(L, 0);
    luaL_traceback(L, L, "message", 0);
    ok(is_text(L, -1, "message\nstack traceback:"), "traceback of nothing");
    lua_settop(L, 0);
}

static int write_piece(lua_State *L, const void *p, size_t size, void *ud)
{
    (void)L;
    luaL_addlstring(ud, p, size);
    return 0;
}

struct Pieces {
    const char *list[4];
    int at;
};

static const char *next_piece(lua_State *L, void *ud, size_t *size)
{
    struct Pieces *p = ud;
    const char *piece = p->list[p->at];
    (void)L;
    if (piece != NULL) {
        p->at++;
        *size = strlen(piece);
    }
    return piece;
}

/* Calls what lies at index 1; a string is a piece. */
static const char *called_piece(lua_State *L, void *ud, size_t *size)
{
    (void)ud;
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    return lua_tolstring(L, -1, size);
}

/* Loads with a pending variable; returns status, result, and its reader's function. */
static int f_load(lua_State *L)
{
    lua_settop(L, 1);
    lua_getglobal(L, "closable");
    lua_toclose(L, -1);
    int status = lua_load(L, called_piece, NULL, "=piece", NULL);
    lua_pushinteger(L, status);
    lua_insert(L, -2);
    return 2;
}

static void test_readers(lua_State *L)
{
    lua_register(L, "cload", f_load);
    lua_settop(L, 0);
    run(L, "closed = 0 closable = setmetatable({}, {__close = function() closed = closed + 1 end}) "
           "for i = 1, 20 do local s, e = cload(function() error('bad ' .. i, 0) end) assert(s == 2 and e == 'bad ' .. i) "
           "local ok = pcall(function() local a, b, c, d, e, f, g, h, i, j error('x') end) assert(not ok) end "
           "return closed");
    ok(lua_tointeger(L, -1) == 20, "an error of a reader is the load's");
    run(L, "local n = 0 local s, f = cload(function() n = n + 1 if n < 4 then return 'return ' .. n .. ' +' end "
           "if n == 4 then collectgarbage() return '0' end end) return s, f");
    ok(lua_gettop(L) == 2 && lua_tointeger(L, 1) == LUA_ERRSYNTAX, "a reader may call Lua");
    run(L, "local co = coroutine.wrap(function() return cload(coroutine.yield) end) local s, e = co() return s .. ' ' .. e");
    static const char refused[] = "2 attempt to yield across a C-call boundary"; /* Weft names the function behind it */
    ok(strncmp(lua_tostring(L, -1), refused, sizeof refused - 1) == 0, "a reader may not yield");
    lua_settop(L, 0);
}

static void test_load(lua_State *L)
{
    struct Pieces pieces = {{"return 1", "2 +", " 30", NULL}, 0};
    ok(lua_load(L, next_piece, &pieces, "=p", NULL) == LUA_OK, "load joins pieces");
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    lua_pushvalue(L, 1);
    ok(lua_dump(L, write_piece, &b, 0) == 0, "dump");
    lua_pop(L, 1);
    luaL_pushresult(&b);
    size_t size;
    const char *chunk = lua_tolstring(L, -1, &size);
    ok(size > 4 && memcmp(chunk, LUA_SIGNATURE, 4) == 0 && luaL_loadbufferx(L, chunk, size, "=d", "b") == LUA_OK,
       "undump");
    lua_call(L, 0, 1);
    ok(lua_tointeger(L, -1) == 42, "gives the same function");
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = open_state();
    test_stack(L);
    test_values(L);
    test_operators(L);
    test_tables(L);
    test_userdata(L);
    test_errors(L);
    test_close(L);
    test_buffer(L);
    test_continuations(L);
    test_threads(L);
    test_debug(L);
    test_load(L);
    test_readers(L);
    lua_close(L);
    return tap_end();
}
