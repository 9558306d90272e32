/* test_lua_frames.c: what a C host sees of frames and hooks through Lua 5.4's API: every kind of frame to lua_getinfo and
 * lua_getlocal, hooks that yield, extra space, an allocator of the host's, wide windows of slots, and resumes from C with
 * transfers inside. The checks hold on Lua 5.4 itself, too (compile this file against its headers), but for those of
 * transfers, which WEFT_ONLY marks. Prints TAP. */
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

static void check_text(const char *got, const char *expected, const char *what)
{
    int same = got != NULL && strcmp(got, expected) == 0;
    ok(same, what);
    if (!same) {
        printf("#      got: %s\n# expected: %s\n", got != NULL ? got : "(no string)", expected);
    }
}

static void load(lua_State *L, const char *code)
{
    if (luaL_loadbuffer(L, code, strlen(code), "=t") != LUA_OK) {
        printf("# %s\n", lua_tostring(L, -1));
    }
}

static void check_result(lua_State *L, const char *code, const char *expected, const char *what)
{
    lua_settop(L, 0);
    if (luaL_loadbuffer(L, code, strlen(code), "=t") == LUA_OK) {
        lua_pcall(L, 0, 1, 0);
    }
    check_text(lua_tostring(L, -1), expected, what);
    lua_settop(L, 0);
}

/* ---- frames ---- */

/* Adds to the buffer what lua_getlocal tells of a frame: the variables with names of their own, and the varargs. */
static void add_locals(lua_State *L, luaL_Buffer *b, lua_Debug *ar)
{
    const char *name;
    for (int n = -2; n <= 4; n++) {
        if (n != 0 && (name = lua_getlocal(L, ar, n)) != NULL) {
            const char *value = luaL_tolstring(L, -1, NULL);
            if (*name != '(' || n < 0) {
                lua_pushfstring(L, " %s=%s", name, lua_istable(L, -2) || lua_isfunction(L, -2) ? luaL_typename(L, -2) : value);
                lua_replace(L, -3);
                lua_pop(L, 1);
                luaL_addvalue(b);
            } else {
                lua_pop(L, 2);
            }
        }
    }
}

/* Describes the frames from level 1 on: kind, name's kind and name, line, "tail" after a tail call, variables. */
static int f_frames(lua_State *L)
{
    lua_Debug ar;
    luaL_Buffer b;
    lua_settop(L, 0);
    luaL_buffinit(L, &b);
    for (int level = 1; lua_getstack(L, level, &ar); level++) {
        if (!lua_getinfo(L, "nSltu", &ar)) {
            return luaL_error(L, "getinfo failed");
        }
        lua_pushfstring(L, "%s%s %s:%s", level > 1 ? "; " : "", ar.what, ar.namewhat, ar.name != NULL ? ar.name : "-");
        luaL_addvalue(&b);
        if (ar.currentline >= 0) {
            lua_pushfstring(L, " @%d", ar.currentline);
            luaL_addvalue(&b);
        }
        if (ar.istailcall) {
            luaL_addstring(&b, " tail");
        }
        if (ar.isvararg && ar.what[0] == 'L') {
            luaL_addstring(&b, " vararg");
        }
        if (strcmp(ar.what, "C") != 0) {
            add_locals(L, &b, &ar);
        }
    }
    luaL_pushresult(&b);
    return 1;
}

static int f_call(lua_State *L)
{
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int continued(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    (void)ctx;
    return lua_gettop(L);
}

static int f_callk(lua_State *L)
{
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 1, continued);
    return continued(L, LUA_OK, 1);
}

static void test_frames(lua_State *L)
{
    lua_register(L, "frames", f_frames);
    lua_register(L, "ccall", f_call);
    lua_register(L, "ccallk", f_callk);
    check_result(L, "return (frames())", "main :- @1", "the main chunk");
    check_result(L, "local function f(a, ...)\n local b = 2\n local r = frames()\n return r\nend\nreturn (f(1, 'x', 'y'))",
                 "Lua local:f @3 vararg (vararg)=y (vararg)=x a=1 b=2; main :- @6 f=function", "a function with varargs");
    check_result(L, "local function f() return frames() end return (f())", "Lua local:f @1; main :- @1 f=function",
                 "a tail call of C leaves its caller's frame");
    check_result(L, "local function f() local r = frames() return r end\nlocal function g(x) return f() end\nreturn (g(3))",
                 "Lua :- @1 tail; main :- @3 f=function g=function", "a tail call");
    check_result(L, "t = {m = function(self, v) local r = frames() return r end}\nreturn (t:m(7))",
                 "Lua method:m @1 self=table v=7; main :- @2", "a method");
    check_result(L, "return (ccall(function(p) local r = frames() return r end, 4))",
                 "Lua :- @1 p=4; C global:ccall; main :- @1", "below a C function's call");
    check_result(L, "return (ccallk(function(p) local r = frames() return r end, 5))",
                 "Lua :- @1 p=5; C global:ccallk; main :- @1", "below a C function's call with continuation");
    check_result(L, "local ok, r = pcall(function(p) local r = frames() return r end, 6) return r",
                 "Lua :- @1 p=6; C global:pcall; main :- @1", "below pcall");
    check_result(L, "local r = setmetatable({}, {__add = function(a, b) local r = frames() return r end}) + 8 return r",
                 "Lua metamethod:add @1 a=table b=8; main :- @1", "a metamethod");
    check_result(L, "for r in function(s, c) local r = frames() return r end do return r end",
                 "Lua for iterator:for iterator @1 s=nil c=nil; main :- @1", "an iterator");
    check_result(L, "local r table.sort({2, 1}, function(a, b) r = r or frames() return a < b end) return r",
                 "Lua :- @1 a=1 b=2; C field:sort; main :- @1 r=nil", "a comparison function of sort");
    check_result(L, "local r = string.gsub('x', 'x', function(c) local r = frames() return r end) return r",
                 "Lua :- @1 c=x; C field:gsub; main :- @1", "a function of gsub");
    check_result(L, "return coroutine.wrap(function(p) local r = frames() return r end)(9)", "Lua :- @1 p=9",
                 "a coroutine's first function");
    check_result(L, "do local c <close> = setmetatable({}, {__close = function(v, e) out = frames() end}) end return out",
                 "Lua metamethod:close @1 v=table e=nil; main :- @1 c=table", "a close handler");
    check_result(L, "setmetatable({}, {__gc = function(v) out = frames() end}) collectgarbage() return (out:match('^[^;]*'))",
                 "Lua metamethod:__gc @1 v=table", "a finalizer");
    check_result(L, "local _, r = xpcall(function() error('e') end, function(m) local r = frames() return r end) return r",
                 "Lua :- @1 m=t:1: e; C global:error; Lua :- @1; C global:xpcall; main :- @1", "a message handler");
    check_result(L,
                 "local r\ndebug.sethook(function(e) debug.sethook() r = frames() end, 'l')\nlocal x = 1\nreturn r",
                 "Lua hook:? @2 e=line; main :- @3 r=nil", "a hook");
    check_result(L, "return (require and load('return (frames())', '=l')())", "main :- @1; main :- @1", "a loaded chunk");
}

static void test_suspended(lua_State *L)
{
    lua_Debug ar;
    int n;
    lua_settop(L, 0);
    lua_State *T = lua_newthread(L);
    load(T, "local function f(a)\n local b = a + 1\n coroutine.yield(b)\n return b\nend\nlocal r = f(1)\n return r");
    ok(!lua_getstack(T, 0, &ar), "no frame before the start");
    ok(lua_resume(T, L, 0, &n) == LUA_YIELD, "suspended");
    lua_pop(T, n);
    ok(lua_getstack(T, 0, &ar) && lua_getinfo(T, "nSl", &ar) && strcmp(ar.what, "C") == 0 &&
           strcmp(ar.name, "yield") == 0,
       "its top frame is yield");
    ok(lua_getstack(T, 1, &ar) && lua_getinfo(T, "nSl", &ar) && strcmp(ar.name, "f") == 0 && ar.currentline == 3,
       "then the function that yields");
    check_text(lua_getlocal(T, &ar, 2), "b", "its variable");
    ok(lua_tointeger(T, -1) == 2, "with its value");
    lua_pop(T, 1);
    lua_pushinteger(T, 40);
    check_text(lua_setlocal(T, &ar, 2), "b", "setlocal");
    ok(lua_getstack(T, 2, &ar) && lua_getinfo(T, "Sl", &ar) && strcmp(ar.what, "main") == 0 && ar.currentline == 6,
       "and the chunk");
    ok(!lua_getstack(T, 3, &ar), "no more");
    ok(lua_resume(T, L, 0, &n) == LUA_OK && lua_tointeger(T, -1) == 40, "the value set is used");
    lua_settop(L, 0);
}

/* ---- hooks that yield ---- */

static void yields(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_yield(L, 0);
}

static int yields_once;

static void yields_at_line_3(lua_State *L, lua_Debug *ar)
{
    lua_getinfo(L, "l", ar);
    if (ar->currentline == 3 && yields_once++ == 0) {
        lua_yield(L, 0);
    }
}

static void test_hooks_that_yield(lua_State *L)
{
    int n, slices = 0, status;
    lua_settop(L, 0);
    lua_State *T = lua_newthread(L);
    load(T, "local a, s = {...}, 0 for i = 1, 1000 do a[i] = i .. '' end\n"
                       "for i = 1, #a do s = s + tonumber(a[i]) end return s, (table.concat(a)):len()");
    lua_sethook(T, yields, LUA_MASKCOUNT, 100);
    while ((status = lua_resume(T, L, 0, &n)) == LUA_YIELD && n == 0) {
        slices++;
    }
    ok(status == LUA_OK && n == 2 && lua_tointeger(T, -2) == 500500 && lua_tointeger(T, -1) == 2893,
       "a count hook that yields changes no result");
    ok(slices >= 30 && slices <= 300, "it yields every hundred instructions");
    lua_settop(L, 0);
    T = lua_newthread(L);
    load(T, "local x = 1\nx = x + 1\nx = x * 10\nreturn x");
    lua_sethook(T, yields_at_line_3, LUA_MASKLINE, 0);
    lua_Debug ar;
    ok(lua_resume(T, L, 0, &n) == LUA_YIELD && n == 0, "a line hook yields");
    ok(lua_getstack(T, 0, &ar) && lua_getinfo(T, "Sl", &ar) && strcmp(ar.what, "main") == 0 && ar.currentline == (WEFT_ONLY ? 3 : 2),
       "before its line"); /* Lua 5.4 tells the line of the instruction before */
    ok(lua_resume(T, L, 0, &n) == LUA_OK && n == 1 && lua_tointeger(T, -1) == 20, "and goes on there");
    lua_settop(L, 0);
    /* Two threads take turns without knowing: the host's scheduler. */
    static const char code[] = "local log, name = ... for i = 1, 200 do table.insert(log, name) end";
    lua_newtable(L);
    lua_State *threads[2] = {lua_newthread(L), lua_newthread(L)};
    for (int i = 0; i < 2; i++) {
        luaL_loadstring(threads[i], code);
        lua_pushvalue(L, 1);
        lua_xmove(L, threads[i], 1);
        lua_pushstring(threads[i], i == 0 ? "a" : "b");
        lua_sethook(threads[i], yields, LUA_MASKCOUNT, 50);
    }
    int first = lua_resume(threads[0], L, 2, &n), second = lua_resume(threads[1], L, 2, &n);
    while (first == LUA_YIELD || second == LUA_YIELD) {
        if (first == LUA_YIELD) {
            first = lua_resume(threads[0], L, 0, &n);
        }
        if (second == LUA_YIELD) {
            second = lua_resume(threads[1], L, 0, &n);
        }
    }
    int changes = 0;
    for (int i = 2; i <= (int)lua_rawlen(L, 1); i++) {
        lua_rawgeti(L, 1, i - 1);
        lua_rawgeti(L, 1, i);
        changes += !lua_rawequal(L, -1, -2);
        lua_pop(L, 2);
    }
    ok(first == LUA_OK && second == LUA_OK && lua_rawlen(L, 1) == 400 && changes > 10, "two threads share the time");
    lua_settop(L, 0);
}

/* ---- states ---- */

struct Count {
    size_t bytes, cap;
};

static void *counting_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    struct Count *count = ud;
    size_t old = p != NULL ? old_size : 0;
    if (new_size == 0) {
        free(p);
        count->bytes -= old;
        return NULL;
    }
    if (count->cap != 0 && new_size > old && count->bytes + (new_size - old) > count->cap) {
        return NULL;
    }
    void *moved = realloc(p, new_size);
    if (moved != NULL) {
        count->bytes += new_size - old;
    }
    return moved;
}

static void test_states(void)
{
    struct Count count = {0, 0};
    lua_State *L = lua_newstate(counting_alloc, &count);
    luaL_openlibs(L);
    void *ud;
    ok(lua_getallocf(L, &ud) == counting_alloc && ud == &count, "the allocator is told");
    size_t before = count.bytes;
    luaL_loadstring(L, "keep = {} for i = 1, 10000 do keep[i] = {i} end");
    ok(lua_pcall(L, 0, 0, 0) == LUA_OK && count.bytes > before + 10000 * 24, "all memory comes from it");
    count.cap = count.bytes + 1000000;
    luaL_loadstring(L, "for i = 1, 1e9 do keep[#keep + 1] = {i, i, i} end");
    ok(lua_pcall(L, 0, 0, 0) == LUA_ERRMEM, "its refusal is an error of memory");
    lua_settop(L, 0);
    count.cap = 0;
    luaL_loadstring(L, "keep = nil collectgarbage() return 'fine'");
    ok(lua_pcall(L, 0, 1, 0) == LUA_OK && strcmp(lua_tostring(L, -1), "fine") == 0, "after which the state works");
    lua_close(L);
    ok(count.bytes == 0, "close frees all");
}

static void test_extra_space(lua_State *L)
{
    lua_settop(L, 0);
    void *mark = &test_count;
    memcpy(lua_getextraspace(L), &mark, sizeof mark);
    lua_State *T = lua_newthread(L);
    void *copied = NULL, *own = T;
    memcpy(&copied, lua_getextraspace(T), sizeof copied);
    ok(copied == mark, "a thread's extra space begins as the main thread's");
    memcpy(lua_getextraspace(T), &own, sizeof own);
    memcpy(&copied, lua_getextraspace(L), sizeof copied);
    ok(copied == mark, "and is its own");
    lua_State *U = lua_newthread(T);
    memcpy(&copied, lua_getextraspace(U), sizeof copied);
    ok(copied == mark, "a thread made by a thread takes the main thread's, too");
    lua_gc(L, LUA_GCCOLLECT);
    memcpy(&copied, lua_getextraspace(T), sizeof copied);
    ok(copied == T, "it survives a collection");
    lua_settop(L, 0);
}

static int f_sum_window(lua_State *L)
{
    enum { COUNT = 100000 };
    luaL_checkstack(L, COUNT, "no room");
    lua_settop(L, 0);
    for (int i = 1; i <= COUNT; i++) {
        lua_pushinteger(L, i);
    }
    lua_pushstring(L, "top");
    lua_insert(L, 50000);
    lua_pushvalue(L, 50000);
    int found = strcmp(lua_tostring(L, -1), "top") == 0 && lua_tointeger(L, COUNT + 1) == COUNT &&
                lua_tointeger(L, 49999) == 49999;
    lua_pop(L, 1);
    lua_remove(L, 50000);
    lua_gc(L, LUA_GCCOLLECT);
    if (!found || lua_gettop(L) != COUNT) {
        return luaL_error(L, "the window is wrong");
    }
    return COUNT;
}

static void test_wide_window(lua_State *L)
{
    lua_register(L, "window", f_sum_window);
    check_result(L, "local t = {window()} return #t .. ' ' .. t[1] .. ' ' .. t[77777] .. ' ' .. t[100000]",
                 "100000 1 77777 100000", "a window of 100,000 slots");
    check_result(L, "return (select('#', coroutine.wrap(function() return window() end)()))", "100000",
                 "in a coroutine");
    lua_settop(L, 0);
    ok(lua_checkstack(L, 100000), "the host's own window grows");
    for (int i = 1; i <= 100000; i++) {
        lua_pushinteger(L, i);
    }
    lua_getglobal(L, "window");
    lua_call(L, 0, 2);
    ok(lua_gettop(L) == 100002 && lua_tointeger(L, 99999) == 99999 && lua_tointeger(L, -1) == 2, "and holds");
    lua_settop(L, 0);
}

/* ---- resumes by C functions ---- */

/* c_resume(co, ...): coroutine.resume, by lua_resume. */
static int f_resume(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    int count = lua_gettop(L) - 1;
    luaL_checkstack(co, count, "arguments");
    lua_xmove(L, co, count);
    int status = lua_resume(co, L, count, &count);
    int failed = status != LUA_OK && status != LUA_YIELD;
    lua_xmove(co, L, failed ? 1 : count);
    lua_pushboolean(L, !failed);
    lua_insert(L, failed ? -2 : -(count + 1));
    return failed ? 2 : count + 1;
}

static void test_resumes(lua_State *L)
{
    lua_register(L, "c_resume", f_resume);
    check_result(L,
                 "local main = coroutine.running()\n"
                 "local co = coroutine.create(function()\n"
                 "  local text = debug.traceback(main)\n"
                 "  return debug.getinfo(main, 0, 'S').what .. (text:find('c_resume', 1, true) and ' in' or ' not in') end)\n"
                 "return select(2, c_resume(co))",
                 "C in", "frames of the coroutine that waits in a C function");
    check_result(L,
                 "local co = coroutine.create(function() return 1, 2 end) c_resume(co)\n"
                 "return debug.traceback(co) .. tostring(debug.getinfo(co, 0))",
                 "stack traceback:nil", "frames of one that C resumed to its end");
    check_result(L,
                 "local outer\n"
                 "outer = coroutine.create(function()\n"
                 "  return coroutine.wrap(function() return select(2, c_resume(outer, table.unpack({}, 1, 500))) end)()\n"
                 "end)\n"
                 "local _, message = coroutine.resume(outer)\n"
                 "return message .. tostring(coroutine.resume(coroutine.create(print)))",
                 "cannot resume non-suspended coroutinetrue", "arguments for one that waits leave no debt");
    if (WEFT_ONLY) {
        check_result(L,
                     "local main, message = coroutine.running()\n"
                     "local waits = coroutine.create(function()\n"
                     "  local me = coroutine.running()\n"
                     "  c_resume(coroutine.create(function() message = select(2, pcall(coroutine.close, me)) end))\n"
                     "  coroutine.transfer(main)\n"
                     "end)\n"
                     "coroutine.transfer(waits)\n"
                     "return message",
                     "cannot close a normal coroutine", "a coroutine that waits in a C function is not closed");
        check_result(L,
                     "local co, sleeper, main = nil, nil, coroutine.running()\n"
                     "sleeper = coroutine.create(function()\n"
                     "  coroutine.transfer(main)\n"
                     "  return select(2, pcall(coroutine.transfer, main)) .. ', home'\n"
                     "end)\n"
                     "coroutine.transfer(sleeper)\n"
                     "co = coroutine.create(function()\n"
                     "  local text = coroutine.transfer(sleeper)\n"
                     "  return text .. coroutine.yield('.')\n"
                     "end)\n"
                     "local _, first = c_resume(co)\n"
                     "return select(2, c_resume(co, first))",
                     "cannot transfer to a coroutine of an outer C call, home.", "transfers below a C function's resume");
    }
}

/* ---- transfers below a resume from C ---- */

static void test_transfers(lua_State *L)
{
    int n;
    static const char setup[] = "main, log = coroutine.running(), {}\n"
                                "other = coroutine.create(function(x)\n"
                                "  while true do log[#log + 1] = x x = coroutine.transfer(entry, x * 2) end\n"
                                "end)\n"
                                "function body(a)\n"
                                "  local b = coroutine.transfer(other, a)\n"
                                "  local c = coroutine.yield(b)\n"
                                "  return coroutine.transfer(other, c), table.concat(log, ' ')\n"
                                "end";
    lua_settop(L, 0);
    ok(luaL_dostring(L, setup) == LUA_OK, "set-up");
    lua_State *T = lua_newthread(L);
    lua_pushvalue(L, -1);
    lua_setglobal(L, "entry");
    lua_getglobal(T, "body");
    lua_pushinteger(T, 10);
    ok(lua_resume(T, L, 1, &n) == LUA_YIELD && n == 1 && lua_tointeger(T, -1) == 20,
       "a transfer away and back below a resume from C");
    lua_pop(T, n);
    lua_pushinteger(T, 7);
    ok(lua_resume(T, L, 1, &n) == LUA_OK && n == 2 && lua_tointeger(T, -2) == 14, "and again after a yield to C");
    check_text(lua_tostring(T, -1), "10 7", "the other coroutine had both values");
    lua_settop(L, 0);
    /* A coroutine that C reaches must not leave for a chain of an outer C call. */
    lua_State *U = lua_newthread(L);
    luaL_loadstring(U, "local ok, e = pcall(coroutine.transfer, main) return e");
    ok(lua_resume(U, L, 0, &n) == LUA_OK, "a transfer to the host's own coroutine is refused");
    check_text(lua_tostring(U, -1), "cannot transfer to a coroutine of an outer C call", "with its message");
    lua_settop(L, 0);
}

/* call_in_c(f): calls f, and waits in C. */
static int call_in_c(lua_State *L)
{
    lua_call(L, 0, 0);
    return 0;
}

/* resume_in_c(co, ...): resumes co from a C function that Lua code called. Returns the status and what co gives. */
static int resume_in_c(lua_State *L)
{
    lua_State *T = lua_tothread(L, 1);
    int n, count = lua_gettop(L) - 1;
    lua_xmove(L, T, count);
    int status = lua_resume(T, L, count, &n);
    lua_settop(L, 0);
    lua_pushinteger(L, status);
    lua_xmove(T, L, n);
    return lua_gettop(L);
}

/* Barriers count from the resume on: the C function below does not stop a transfer inside. */
static void test_nested_transfers(lua_State *L)
{
    static const char script[] =
        "local main = coroutine.running()\n"
        "local partner = coroutine.create(function(who, x) while true do who, x = coroutine.transfer(who, x * 2) end end)\n"
        "local log = {}\n"
        "local function note(...) for i = 1, select('#', ...) do log[#log + 1] = tostring((select(i, ...))) end end\n"
        "local co = coroutine.create(function(x)\n"
        "  note(coroutine.istransferable(), coroutine.transfer(partner, coroutine.running(), x))\n"
        "  note(coroutine.transfer(partner, coroutine.running(), coroutine.yield('to C')))\n"
        "  note(pcall(coroutine.transfer, main))\n"
        "  note(pcall(coroutine.transfer, coroutine.create(function() error('landed', 0) end)))\n"
        "  local leaf = coroutine.wrap(function() return coroutine.transfer(coroutine.create(function() return 'leaf' end)) end)\n"
        "  note(leaf())\n"
        "  note(resume_in_c(coroutine.create(function() return (coroutine.transfer(partner, coroutine.running(), 50)) end)))\n"
        "  error('ends', 0)\n"
        "end)\n"
        "note(resume_in_c(co, 4))\n"
        "note(resume_in_c(co, 5))\n"
        "note(coroutine.transfer(partner, main, 6))\n"
        "note(resume_in_c(coroutine.create(function() return select(2, pcall(string.gsub, 'x', 'x', function()\n"
        "  return call_in_c(function() coroutine.transfer(main) end) end)) end)))\n"
        "return table.concat(log, ', ')";
    lua_settop(L, 0);
    lua_register(L, "resume_in_c", resume_in_c);
    lua_register(L, "call_in_c", call_in_c);
    ok(luaL_dostring(L, script) == LUA_OK, "transfers below a resume of a called C function");
    check_text(lua_tostring(L, -1),
               "true, 8, 1, to C, 10, false, cannot transfer to a coroutine of an outer C call, false, landed, leaf, 0, 100, "
               "2, ends, 12, 0, attempt to transfer across a C-call boundary (in call_in_c)",
               "go where they should");
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    test_frames(L);
    test_suspended(L);
    test_hooks_that_yield(L);
    test_states();
    test_extra_space(L);
    test_wide_window(L);
    test_resumes(L);
    if (WEFT_ONLY) {
        test_transfers(L);
        test_nested_transfers(L);
    }
    lua_close(L);
    return tap_end();
}
