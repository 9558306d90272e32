/* test_lua_threads.c: coroutines that Lua 5.4's API resumes from C while a coroutine runs: what may be done there to those
 * outside, where transfers lead, how barriers are named, and what lua_status and lua_closethread make of a transfer. */
#include <stdio.h>
#include <string.h>

#include "compat/lauxlib.h"
#include "compat/lua.h"
#include "compat/lualib.h"
#include "tap.h"

/* resume(co, ...): lua_resume of it; gives the status and the values. */
static int f_resume(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    int n, nargs = lua_gettop(L) - 1;
    lua_xmove(L, co, nargs);
    lua_pushinteger(L, lua_resume(co, L, nargs, &n));
    lua_xmove(co, L, n);
    return n + 1;
}

/* call(f, ...): a call that cannot be suspended. */
static int f_call(lua_State *L)
{
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

/* callmain(f): the same in the main coroutine's state, which hosts tend to keep. */
static int f_call_main(lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
    lua_State *M = lua_tothread(L, -1);
    lua_pop(L, 1);
    lua_xmove(L, M, 1);
    lua_call(M, 0, 0);
    return 0;
}

static int yielded(lua_State *L, int status, lua_KContext ctx)
{
    return status == LUA_YIELD && ctx == 0 ? lua_gettop(L) : luaL_error(L, "status");
}

/* yield(closable, ...): yields the rest, and returns all. */
static int f_yield(lua_State *L)
{
    lua_toclose(L, 1);
    return lua_yieldk(L, lua_gettop(L) - 1, 0, yielded);
}

static int f_nothing(lua_State *L)
{
    return 0 * lua_gettop(L);
}

/* windows(): of calls of C functions in the main coroutine's state, whether each left its window as it was. */
static int f_windows(lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
    lua_State *M = lua_tothread(L, -1);
    int top = lua_gettop(M), same = 1;
    for (int i = 0; i < 3; i++) {
        lua_pushcfunction(M, f_nothing);
        lua_call(M, 0, 0);
        same &= lua_gettop(M) == top && lua_gettop(L) == 1;
    }
    lua_pushboolean(L, same);
    return 1;
}

/* window(co, ...): leaves the rest in co's window; returns how many values were there. */
static int f_window(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    int top = lua_gettop(co), n = lua_gettop(L) - 1;
    luaL_checkstack(co, n, "window");
    lua_xmove(L, co, n);
    lua_pushinteger(L, top);
    return 1;
}

/* callin(co, f): calls f in co's window; returns its result. */
static int f_call_in(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    lua_xmove(L, co, 1);
    lua_call(co, 0, 1);
    lua_xmove(co, L, 1);
    return 1;
}

static void yield_in_hook(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_yield(L, 0);
}

/* hook(co, count): has it yield at every so many instructions, or, with 0, no more. */
static int f_hook(lua_State *L)
{
    int count = (int)lua_tointeger(L, 2);
    lua_sethook(lua_tothread(L, 1), count != 0 ? yield_in_hook : NULL, count != 0 ? LUA_MASKCOUNT : 0, count);
    return 0;
}

static int f_status(lua_State *L)
{
    lua_pushinteger(L, lua_status(lua_tothread(L, 1)));
    return 1;
}

static int f_close(lua_State *L)
{
    lua_pushinteger(L, lua_closethread(lua_tothread(L, 1), L));
    return 1;
}

static const char *read_by_yield(lua_State *L, void *data, size_t *size)
{
    (void)data;
    (void)size;
    lua_yield(L, 0);
    return NULL;
}

static const char *read_by_load(lua_State *L, void *data, size_t *size)
{
    int *depth = data;
    *size = 0;
    if (++*depth > 10000 || lua_load(L, read_by_load, data, "=deep", NULL) != LUA_OK) {
        return NULL;
    }
    lua_pop(L, 1);
    return NULL;
}

/* load("yield"): a reader that yields; load("load"): one that loads by itself, as deep as it goes. */
static int f_load(lua_State *L)
{
    int depth = 0;
    if (strcmp(lua_tostring(L, 1), "yield") == 0) {
        lua_load(L, read_by_yield, NULL, "=yield", NULL);
        return 1;
    }
    lua_load(L, read_by_load, &depth, "=deep", NULL);
    lua_pushinteger(L, depth);
    return 1;
}

/* below(f): calls f in a coroutine that C resumes in one that Lua resumed. */
static const char prelude[] =
    "main = coroutine.running()\n"
    "function below(f)\n"
    "  outer = coroutine.create(function()\n"
    "    inner = coroutine.create(f)\n"
    "    return select(2, resume(inner))\n"
    "  end)\n"
    "  return select(2, coroutine.resume(outer))\n"
    "end\n"
    "function message(f, ...) local ok, m = pcall(f, ...) return ok and 'fine' or m end\n"
    "function guard(f) return setmetatable({}, {__close = f}) end\n"
    "function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end\n"
    /* switched(): a coroutine that counts, and yields what it is given, parked by a call that has switched before */
    "function step(co, v) local ok, n, w = coroutine.resume(co, v) return ok and n .. tostring(w) or n end\n"
    "function switched()\n"
    "  local co = coroutine.create(function(v) local n = 0 while true do n = n + 1 v = coroutine.yield(n, v) end end)\n"
    "  for i = 1, 4 do step(co, 'x') end return co\n"
    "end\n"
    /* waiting(f): f runs in a coroutine that `waiter` waits for in such a call */
    "function waiting(f)\n"
    "  local inner = coroutine.create(function(v) while true do v = coroutine.yield(v == 3 and f() or v) end end)\n"
    "  waiter = coroutine.create(function() local v for i = 1, 4 do local ok, w = coroutine.resume(inner, i) v = i == 3 and w or v end return v end)\n"
    "  return select(2, coroutine.resume(waiter))\n"
    "end\n";

static const struct Check {
    const char *what, *code, *expected;
} checks[] = {
    /* the coroutines outside */
    {"they are normal", "return below(function() return coroutine.state(outer) .. coroutine.status(outer) .. coroutine.state(main) end)",
     "normalnormalnormal"},
    {"the one that called C cannot be closed", "return below(function() return message(coroutine.close, outer) end)",
     "cannot close a normal coroutine"},
    {"nor by lua_closethread", "return below(function() return message(close, outer) end)", "cannot close a normal coroutine"},
    {"nor the one that resumed it", "return below(function() return message(coroutine.close, main) end)",
     "cannot close a normal coroutine"},
    {"no transfer leads to it", "return below(function() return message(coroutine.transfer, outer) end)",
     "cannot transfer to a coroutine of an outer C call"},
    {"nor a throw", "return below(function() return message(coroutine.throw, outer, 'e') end)",
     "cannot transfer to a coroutine of an outer C call"},
    {"it cannot be resumed", "return below(function() return select(2, coroutine.resume(outer)) end)",
     "cannot resume non-suspended coroutine"},
    {"nor closed by a call in another coroutine", "local co co = coroutine.create(function()\n"
     "  local m callmain(function() m = message(coroutine.close, co) .. coroutine.state(co) end) return m end)\n"
     "return select(2, coroutine.resume(co))", "cannot close a normal coroutinenormal"},
    {"nor traced wrongly", "local co co = coroutine.create(function()\n"
     "  local t callmain(function() t = debug.traceback(co) end) return (t:gsub('%[string.-%]', 'S'):gsub('\\n%s*', '; ')) end)\n"
     "return select(2, coroutine.resume(co))", "stack traceback:; [C]: in function 'callmain'; S:2: in function <S:1>"},
    {"the chain ends there", "return below(function() return tostring(coroutine.leaf(outer) == outer and coroutine.resumer() == outer) end)",
     "true"},
    {"calls in it leave its window alone", "return tostring(select(2, resume(coroutine.create(windows))))", "true"},
    {"a trace of it", "return below(function() return (debug.traceback(outer):gsub('%[string.-%]', 'S'):gsub('\\n%s*', '; ')) end)",
     "stack traceback:; [C]: in function 'resume'; S:5: in function <S:3>"},
    {"a local of it", "return below(function() return (debug.getlocal(outer, 1, 1)) end)", "(temporary)"},
    {"the main coroutine, asleep, cannot be closed",
     "local leaf leaf = coroutine.create(function()\n"
     "  return (coroutine.transfer(coroutine.create(function() return message(coroutine.close, main) end))) end)\n"
     "return select(2, coroutine.resume(leaf))", "cannot close the main coroutine"},

    /* depth */
    {"resumes by C nest to a limit", "local function nest(n) local status, m = resume(coroutine.create(nest), n + 1)\n"
     "  if status ~= 0 then return m == 'C stack overflow' and n or m end return m end\n"
     "local n = nest(1) return tostring(n > 150 and n < 210)", "true"},

    /* transfers inside */
    {"a transfer is legal below", "return below(function() return tostring(coroutine.istransferable()) end)", "true"},
    {"away and back, and a return",
     "return below(function()\n"
     "  local other = coroutine.create(function(x) x = x .. coroutine.transfer(inner, x .. 'b') return x .. 'd' end)\n"
     "  local x = coroutine.transfer(other, 'a') return x .. coroutine.transfer(other, 'c')\n"
     "end)", "abacd"},
    {"an error arrives", "return below(function() return message(coroutine.transfer, coroutine.create(function() error('e', 0) end)) end)", "e"},
    {"and back to the entry",
     "return below(function() return coroutine.transfer(coroutine.create(function() return message(coroutine.transfer, inner, 'fine') end)) end)",
     "fine"},
    {"the entry parked by transfer cannot be closed",
     "return below(function() return coroutine.transfer(coroutine.create(function() return message(coroutine.close, inner) end)) end)",
     "cannot close the main coroutine"},
    {"not to an outer entry that is asleep",
     "local task = coroutine.create(function()\n"
     "  local co = coroutine.create(function() return message(coroutine.transfer, main) end)\n"
     "  return select(2, resume(co)) end)\n"
     "return coroutine.transfer(task)", "cannot transfer to a coroutine of an outer C call"},
    {"nor to the leaf of its chain",
     "local leaf leaf = coroutine.create(function()\n"
     "  local task = coroutine.create(function()\n"
     "    return select(2, resume(coroutine.create(function() return message(coroutine.transfer, leaf) end))) end)\n"
     "  return coroutine.transfer(task) end)\n"
     "return select(2, coroutine.resume(leaf))", "cannot transfer to a coroutine of an outer C call"},
    {"a yield to C", "local co = coroutine.create(function() return coroutine.yield('y') .. 'end' end)\n"
     "local s, y = resume(co) local t, e = resume(co, 'again ') return s .. y .. t .. e", "1y0again end"},
    {"a yield to C is one to nobody after a transfer",
     "return below(function() return (coroutine.transfer(coroutine.create(function() return message(coroutine.yield) end))) end)",
     "attempt to yield from a coroutine that was not resumed"},

    {"a home of an outer call is passed over",
     "return below(function() return (coroutine.transfer(coroutine.sethome(coroutine.create(function() return 'v' end), main))) end)", "v"},
    {"but a home asleep outside is landed in",
     "local hub = coroutine.create(function() local v = coroutine.transfer(main) coroutine.transfer(inner, 'hub ' .. v) end) coroutine.transfer(hub)\n"
     "return below(function() return (coroutine.transfer(coroutine.sethome(coroutine.create(function() return 'v' end), hub))) end)", "hub v"},

    /* barriers */
    {"a yield", "return select(2, coroutine.resume(coroutine.create(function() return message(call, coroutine.yield) end)))",
     "attempt to yield across a C-call boundary (in call)"},
    {"a transfer", "return message(call, coroutine.transfer, coroutine.create(print))",
     "attempt to transfer across a C-call boundary (in call)"},
    {"a transfer further down the chain",
     "return call(function() return coroutine.wrap(function() return message(coroutine.transfer, coroutine.create(print)) end)() end)",
     "attempt to transfer across a C-call boundary (in call)"},
    {"a reader's yield", "return coroutine.wrap(function() return cload('yield') end)()",
     "attempt to yield across a C-call boundary (in cload)"},
    {"readers in readers are counted as C calls", "return tostring(cload('load') < 200)", "true"},
    {"without a name",
     "local t = {f = call} call = nil local m = message(t.f, function() coroutine.transfer(coroutine.create(print)) end) call = t.f return m",
     "attempt to transfer across a C-call boundary"},
    {"a yield further down passes", "return call(function() local w = coroutine.wrap(coroutine.yield) return w('y') end)", "y"},
    {"a transfer to itself passes", "return call(function() return coroutine.transfer(coroutine.running(), 'self') end)", "self"},
    {"after the call all is well", "return (coroutine.transfer(coroutine.create(function() return 'fine' end)))", "fine"},
    {"isyieldable tells",
     "return coroutine.wrap(function() local f = coroutine.isyieldable\n"
     "  return tostring(f()) .. tostring(call(f)) .. tostring(f()) end)()", "truefalsetrue"},

    /* rule by rule in C */
    {"lua_status of a transferred one",
     "local co = coroutine.create(function() coroutine.transfer(main) end) coroutine.transfer(co)\n"
     "return status(co) .. table.concat({resume(co)}, ' ')",
     "12 cannot resume a transferred coroutine (use coroutine.transfer)"},
    {"lua_closethread of a transferred one",
     "local log = '' local co = coroutine.create(function() local g <close> = guard(function() log = 'closed' end) coroutine.transfer(main) end)\n"
     "coroutine.transfer(co) return close(co) .. log", "0closed"},
    {"of the root of a sleeping chain",
     "local log = '' local function g(s) return guard(function() log = log .. s end) end\n"
     "local leaf = coroutine.create(function() local x <close> = g'leaf ' coroutine.transfer(main) end)\n"
     "local root = coroutine.create(function() local x <close> = g'root' coroutine.resume(leaf) end)\n"
     "coroutine.transfer(root) return message(close, leaf):sub(1, 50) .. ' ' .. close(root) .. log",
     "cannot close a coroutine that another waits for (f 0leaf root"},

    {"coroutine.close of one that C saw to its end", "local co = coroutine.create(function() return 1 end) resume(co)\n"
     "return tostring(coroutine.close(co)) .. coroutine.state(co)", "truefinished"},

    {"an error thrown into a C function's yield",
     "local log = '' local function guard() return setmetatable({}, {__close = function(_, e) log = log .. tostring(e) end}) end\n"
     "local co = coroutine.create(function() local ok, e = pcall(cyield, guard(), 1) log = log .. ',' .. tostring(e) .. ','\n"
     "  cyield(guard(), 2) cyield(guard(), 3) end)\n"
     "coroutine.resume(co) coroutine.throw(co, 'x') assert(debug.traceback(co):find('C')) coroutine.resume(co)\n"
     "local ok, e = coroutine.throw(co, 'y') coroutine.close(co)\n"
     "return tostring(ok) .. e .. log", "falseyx,x,nily"},

    /* parked by a call that has switched before */
    {"a window", "local co = switched() return window(co, 1, 2) .. window(co) .. step(co, 'v') .. window(co) .. step(co, 'w')", "025v06w"},
    {"a window and a collection", "local co = switched() window(co, {}, {}) collectgarbage() return window(co) .. step(co, 'v')", "25v"},
    {"a full window", "local co = switched() window(co, table.unpack({}, 1, 200)) collectgarbage() return window(co) .. step(co, 'v')", "2005v"},
    {"resumes from C and from Lua, in turn",
     "local co, t = switched(), {} for i = 1, 6 do t[i] = i % 2 == 0 and step(co, i) or table.concat({resume(co, i)}, ',') end\n"
     "return table.concat(t, ' ')", "1,5,1 62 1,7,3 84 1,9,5 106"},
    {"closed from C", "local co = switched() return close(co) .. coroutine.state(co) .. step(co)", "0finishedcannot resume dead coroutine"},
    {"a call in it that switches", "local co = switched() return callin(co, function() return step(switched(), 'in') end) .. step(co, 'v')", "5in5v"},
    {"a hook in it that yields",
     "local co = switched() hook(co, 1) for i = 1, 9 do coroutine.resume(co, 'v') end hook(co, 0) coroutine.resume(co)\n"
     "return (step(co, 'w'):match('w'))", "w"},
    {"a window of one that waits", "return waiting(function() window(waiter, 1, 2) collectgarbage() return window(waiter) .. 'fine' end)", "3fine"},
    {"what it waits for is there", "return waiting(function() window(waiter, 1) return coroutine.leaf(waiter) == coroutine.running() and 'leaf' end)",
     "leaf"},
    {"a call in one that waits", "return waiting(function() return callin(waiter, function() return step(switched(), 'in') end) end)", "5in"},
    {"it is not resumed", "return waiting(function() return table.concat({resume(waiter)}, ' ') end)", "2 cannot resume non-suspended coroutine"},
    {"nor closed, nor thrown at",
     "return waiting(function() return message(close, waiter) .. message(coroutine.throw, waiter, 'e') end)", "cannot close a normal coroutinee"},

    /* the memory of chains is counted right when C visits those that wait */
    {"calls in a waiting coroutine",
     "for i = 1, 50 do\n"
     "  assert(coroutine.wrap(function() callmain(function() deep(20000) end) return true end)())\n"
     "end\n"
     "return select(2, coroutine.resume(coroutine.create(function() return 'fine' end)))", "fine"},
    {"resumes from C",
     "for i = 1, 1000 do below(deep) end return below(function() return coroutine.wrap(function() return 'fine' end)() end)",
     "fine"},
};

int main(void)
{
    static const luaL_Reg functions[] = {{"resume", f_resume}, {"call", f_call}, {"callmain", f_call_main}, {"windows", f_windows},
                                         {"cyield", f_yield}, {"window", f_window}, {"callin", f_call_in}, {"hook", f_hook},
                                         {"status", f_status}, {"close", f_close}, {"cload", f_load}, {NULL, NULL}};
    const int count = sizeof checks / sizeof checks[0];
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_pushglobaltable(L);
    luaL_setfuncs(L, functions, 0);
    for (int i = 0; i < count; i++) {
        lua_settop(L, 0);
        int good = luaL_dostring(L, prelude) == LUA_OK && luaL_dostring(L, checks[i].code) == LUA_OK;
        const char *got = lua_tostring(L, -1);
        good = good && got != NULL && strcmp(got, checks[i].expected) == 0;
        ok(good, checks[i].what);
        if (!good) {
            printf("#      got: %s\n# expected: %s\n", got != NULL ? got : "(no text)", checks[i].expected);
        }
    }
    lua_settop(L, 0);
    lua_pushinteger(lua_newthread(L), 1);
    lua_close(L); /* with a window of another coroutine in use */
    return tap_end();
}
