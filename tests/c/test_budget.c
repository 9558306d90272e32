/* test_budget.c: fuel, memory accounts and interrupts through weft.h. Prints TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compat/lauxlib.h"
#include "compat/lualib.h"
#include "host.h"

static Weft *open_vm(size_t cap)
{
    WeftOptions options = {.memory_cap = cap, .seed = 1};
    Weft *w = weft_open(&options);
    if (w == NULL || !weft_open_libraries(w)) {
        printf("Bail out! no VM\n");
        exit(1);
    }
    return w;
}

static WeftStatus load(Weft *w, const char *text)
{
    weft_set_slot_count(w, 0);
    return weft_load(w, 0, text, strlen(text), "=test", "t");
}

/* Runs a script in portions of `portion` units until it ends; returns the number of stops. */
static int run_in_portions(Weft *w, int64_t portion, WeftStatus *status)
{
    int stops = 0;
    weft_set_fuel(w, portion);
    *status = weft_run(w, 0, 0, -1, -1);
    while (*status == WEFT_OUT_OF_FUEL) {
        stops++;
        weft_set_fuel(w, portion);
        *status = weft_continue(w);
    }
    weft_set_fuel(w, -1);
    return stops;
}

static WeftResult interrupt_native(Weft *w)
{
    weft_interrupt(w);
    return 0;
}

/* Every call here has open arguments; each portion ends somewhere else. */
static const char open_arguments[] =
    "local function id(...) return ... end\n"
    "local function sum(...) local s = 0 for i = 1, select('#', ...) do s = s + (select(i, ...)) end return s end\n"
    "local total = 0\n"
    "for i = 1, 50 do total = total + sum(id(i, id(1, 2, id(3, 4)))) end\n"
    "local co = coroutine.wrap(function(...) while true do local a = sum(...) coroutine.yield(a, id(...)) end end)\n"
    "for i = 1, 20 do total = total + sum(co(1, id(2, 3))) end\n"
    "local function list(n) if n > 0 then return n, list(n - 1) end end\n"
    "local function protected(n) if n > 0 then return pcall(protected, n - 1) end return 0 end\n"
    "total = total + sum(list(30)) + select('#', protected(30))\n"
    "return total, 'end'\n";

static void test_fuel(void)
{
    Weft *w = open_vm(0);
    ok(load(w, open_arguments) == WEFT_OK, "the script compiles");
    ok(weft_run(w, 0, 0, -1, -1) == WEFT_OK, "it runs without fuel");
    int64_t expected = integer(w, 0);
    ok(expected > 0 && weft_slot_count(w) == 2, "it returns two values");
    bool same = true, stopped = true;
    for (int64_t portion = 1; portion <= 40; portion++) {
        WeftStatus status;
        load(w, open_arguments);
        stopped = run_in_portions(w, portion, &status) > 3 && stopped;
        same = same && status == WEFT_OK && integer(w, 0) == expected && weft_slot_count(w) == 2;
    }
    ok(stopped, "every portion stops the run several times");
    ok(same, "and the result stays the same");
    weft_close(w);
}

static void test_endless(void)
{
    Weft *w = open_vm(0);
    load(w, "while true do end");
    weft_set_fuel(w, 10000);
    ok(weft_run(w, 0, 0, 0, -1) == WEFT_OUT_OF_FUEL, "an endless loop runs out of fuel");
    weft_close(w);
    w = open_vm(0);
    load(w, "local interrupt = ... pcall(function() interrupt() while true do end end) return 'went on'");
    weft_set_native(w, 1, interrupt_native, "interrupt", 0, 0);
    ok(weft_run(w, 0, 1, 1, -1) == WEFT_OK, "an interrupt is an error that pcall catches");
    weft_close(w);
}

/* Fuel ends where C code waits: in finalizers, in what closing runs, in a C function's calls. */
static void test_fuel_in_calls(void)
{
    Weft *w = open_vm(0);
    load(w, "for i = 1, 20 do X = setmetatable({X}, {__gc = function() coroutine.wrap(function() while true do end end)() end}) end "
            "local a <close> = setmetatable({}, {__close = function() while true do end end}) while true do end");
    weft_set_fuel(w, 5000);
    ok(weft_run(w, 0, 0, 0, -1) == WEFT_OUT_OF_FUEL, "a script stops");
    weft_close(w);
    ok(true, "and can be closed");
    w = open_vm(0);
    load(w, "setmetatable({}, {__gc = function() while true do end end}) collectgarbage() return 'went on'");
    weft_set_fuel(w, 5000);
    WeftStatus status = weft_run(w, 0, 0, 1, -1);
    weft_set_fuel(w, 5000);
    while (status == WEFT_OUT_OF_FUEL) {
        status = weft_continue(w);
    }
    ok(status == WEFT_OK && strcmp(weft_get_string(w, 0, NULL), "went on") == 0, "a finalizer out of fuel is given up");
    weft_close(w);
}

static int call_argument(lua_State *L)
{
    lua_settop(L, 1);
    lua_call(L, 0, 0);
    return 0;
}

static int resume_argument(lua_State *L)
{
    int n;
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    lua_pushboolean(L, lua_resume(co, L, 0, &n) == LUA_ERRRUN);
    luaL_traceback(L, co, lua_tostring(co, -1), 0);
    return 2;
}

static void test_fuel_in_c_calls(void)
{
    static const char text[] =
        "local call, resume = ... local function endless() while true do end end "
        "local function inner() coroutine.wrap(function() coroutine.wrap(endless)() end)() end "
        "local ok, e = pcall(call, inner) return ok, e, pcall(resume, inner)";
    Weft *w = open_vm(0);
    load(w, text);
    weft_set_c_function(w, 1, (void *)(uintptr_t)call_argument);
    weft_set_c_function(w, 2, (void *)(uintptr_t)resume_argument);
    weft_set_fuel(w, 5000);
    WeftStatus status = weft_run(w, 0, 2, 5, -1);
    for (int i = 0; i < 10 && status == WEFT_OUT_OF_FUEL; i++) {
        weft_set_fuel(w, 5000);
        status = weft_continue(w);
    }
    const char *e = weft_get_string(w, 1, NULL);
    ok(status == WEFT_OK && !weft_to_boolean(w, 0) && e != NULL && strstr(e, "out of fuel in a C call") != NULL,
       "a C function's call fails");
    const char *trace = weft_get_string(w, 4, NULL);
    ok(weft_to_boolean(w, 2) && weft_to_boolean(w, 3) && trace != NULL && strstr(trace, "in function") != NULL,
       "and so does the coroutine that it resumed");
    weft_set_fuel(w, -1);
    load(w, "collectgarbage() local co = coroutine.wrap(function() coroutine.yield(1) return 2 end) return co() + co()");
    ok(weft_run(w, 0, 0, 1, -1) == WEFT_OK && integer(w, 0) == 3, "the VM goes on");
    weft_close(w);
}

/* Each passes ever longer lists on: hundreds of thousands of times when nothing stops it. */
static const char *const growing_lists[] = {
    "local function f() return pcall(f) end f()",
    "local function f(...) return pcall(pcall, f, ...) end f()",
    "local function f() return xpcall(f, f) end f()",
    "local function f(n) if n > 0 then return n, f(n - 1) end end f(150000)",
    "local function f(...) return f(1, ...) end f()",
    "local function f() return coroutine.resume(coroutine.create(f)) end f()",
    "local function f() return pcall(coroutine.wrap(f)) end f()",
};

static void test_growing_lists(void)
{
    for (size_t i = 0; i < sizeof growing_lists / sizeof growing_lists[0]; i++) {
        Weft *w = open_vm(200u << 20);
        load(w, growing_lists[i]);
        weft_set_fuel(w, 1000000);
        ok(weft_run(w, 0, 0, 0, -1) == WEFT_OUT_OF_FUEL, growing_lists[i]);
        weft_close(w);
    }
}

/* A step of each of these is long: of a million units of fuel no more than some hundred are left room for. */
static const char *const long_steps[] = {
    "local s = ('0'):rep(1000000) .. '1' while N < 1000 do N = N + 1 local x = s + 1 end",
    "local s = (' '):rep(1000000) .. '1' while N < 1000 do N = N + 1 local x = -s end",
    "local s = ('1'):rep(1000000) while N < 1000 do N = N + 1 local x = tonumber(s) end",
    "local s = ('z'):rep(1000000) while N < 1000 do N = N + 1 local x = tonumber(s, 36) end",
    "local s = ('1'):rep(1000000) while N < 1000 do N = N + 1 local x = math.abs(s) end",
    "local s = ('0'):rep(1000000) while N < 1000 do N = N + 1 local x = math.tointeger(s) end",
    "local s = ('0'):rep(1000000) while N < 1000 do N = N + 1 local x = ('x'):rep(s) end",
    "local s = ('0'):rep(1000000) .. '9' while N < 1000 do N = N + 1 for i = 1, s do break end end",
    "local s = ('x'):rep(1000000) local a, b = s .. 'y', s .. 'z' while N < 1000 do N = N + 1 rawequal(a, b) end",
    "local t = {} for i = 1, 100000 do t[i] = '' end while N < 1000 do N = N + 1 table.concat(t) end",
    "local p = ('x?'):rep(100000) while N < 1000 do N = N + 1 local x = ('y'):find(p) end",
    "local p = ('x'):rep(1000000) while N < 1000 do N = N + 1 local x = ('y'):find(p) end",
    "local p = ('x'):rep(1000000) while N < 1000 do N = N + 1 local x = p:find(p, 1, true) end",
    "local s = ('\\x80'):rep(1000000) while N < 1000 do N = N + 1 local x = utf8.offset(s, 0, #s) end",
    "local s = 'a' .. ('\\x80'):rep(1000000) local f = utf8.codes(s) while N < 1000 do N = N + 1 pcall(f, s, 1) end",
    "local f = load(('x = 1 '):rep(100000)) while N < 1000 do N = N + 1 string.dump(f) end",
    "local t = setmetatable({}, {__name = ('x'):rep(1000000)}) while N < 1000 do N = N + 1 tostring(t) end",
    "local t = setmetatable({}, {__name = ('x'):rep(1000000)}) while N < 1000 do N = N + 1 pcall(function() return -t end) end",
    "local s = ('x'):rep(1000000) while N < 1000 do N = N + 1 pcall(function() error(s) end) end",
    "local s = ('x'):rep(1000000) while N < 1000 do N = N + 1 pcall(coroutine.wrap(function() error(s, 1) end)) end",
    "local t = {} for i = 1, 50000 do t[i] = {} end while N < 1000 do N = N + 1 collectgarbage('incremental') collectgarbage('generational') end",
    "local function r(n) if n == 0 then while N < 1000 do N = N + 1 pcall(error, 'x', 90000) end end r(n - 1) return 1 end r(90000)",
    "local function r(n) if n == 0 then coroutine.yield() end r(n - 1) return 1 end "
        "local co = coroutine.create(r) coroutine.resume(co, 90000) while N < 1000 do N = N + 1 debug.traceback(co) end",
    "local f = ('%c'):rep(5000) while N < 1000 do N = N + 1 local x = os.date(f) end",
    "local r = ('%%'):rep(500000) while N < 1000 do N = N + 1 local x = ('x'):gsub('x', r) end",
    "local r, s = ('%0'):rep(10), ('x'):rep(100000) while N < 1000 do N = N + 1 local x = s:gsub('.*', r) end",
    "local s = ('\\0'):rep(1000000) while N < 1000 do N = N + 1 local x = ('%q'):format(s) end",
    "local s = ('x'):rep(1000000) while N < 1000 do N = N + 1 local x = string.pack('s', s) end",
    "local s = string.pack('s', ('x'):rep(1000000)) while N < 1000 do N = N + 1 local x = string.unpack('s', s) end",
    "local s = ('x'):rep(1000000) while N < 1000 do N = N + 1 pcall(string.unpack, 'z', s) end",
    "local f = (' '):rep(1000000) while N < 1000 do N = N + 1 local x = string.pack(f) end",
    "local f = ('b'):rep(1000000) while N < 1000 do N = N + 1 local x = string.packsize(f) end",
    "local function f(...) while N < 1000 do N = N + 1 local t = {...} end end f(table.unpack({}, 1, 200000))",
    "local t = {} for i = 1, 100000 do t[-i] = i end for i = 2, 99999 do t[-i] = nil end "
        "local k = next(t) while N < 1000 do N = N + 1 next(t, k) end",
    "local t = {} for i = 1, 100000 do t[-i] = i end for i = 2, 99999 do t[-i] = nil end "
        "while N < 1000 do N = N + 1 for k in pairs(t) do if N % 2 == 0 then break end end end",
    "local t = {} for i = 1, 200000 do t[i] = i end for i = 1, 199999 do t[i] = nil end "
        "while N < 1000 do N = N + 1 for k in pairs(t) do break end end",
};

static void test_long_steps(void)
{
    for (size_t i = 0; i < sizeof long_steps / sizeof long_steps[0]; i++) {
        Weft *w = open_vm(0);
        weft_set_integer(w, 0, 0);
        weft_set_global(w, "N", 0);
        load(w, long_steps[i]);
        weft_set_fuel(w, 1000000);
        WeftStatus status = weft_run(w, 0, 0, 0, -1);
        weft_set_fuel(w, -1);
        weft_get_global(w, "N", 1);
        if (integer(w, 1) > 400) {
            printf("# %d steps\n", (int)integer(w, 1));
        }
        ok(status == WEFT_OUT_OF_FUEL && integer(w, 1) > 2 && integer(w, 1) <= 400, long_steps[i]);
        weft_close(w);
    }
}

/* Places where a run cannot stop, or can hardly: each is an error or a stop, and the VM is whole afterwards. */
static const char *const tight_places[] = {
    "setmetatable({}, {__gc = function() while true do end end}) collectgarbage()",
    "setmetatable({}, {__gc = function() coroutine.wrap(function() while true do end end)() end}) collectgarbage()",
    "setmetatable({}, {__gc = function() local c <close> = setmetatable({}, {__close = function() while true do end end}) end}) "
        "collectgarbage()",
    "local function f() f() while true do end end f()",
    "coroutine.wrap(function() local function f() f() while true do end end f() end)()",
};
static const char afterwards[] =
    "collectgarbage() local n = 0\n"
    "for i = 1, 100 do n = n + coroutine.wrap(function() return select(2, pcall(coroutine.yield, 1)) end)() end\n"
    "return n\n";

static void test_tight_places(void)
{
    for (size_t i = 0; i < sizeof tight_places / sizeof tight_places[0]; i++) {
        for (int64_t fuel = 1000000; fuel <= 1005000; fuel += 2500) { /* about where the stack is full */
            Weft *w = open_vm(0);
            load(w, tight_places[i]);
            weft_set_fuel(w, fuel);
            weft_run(w, 0, 0, 0, -1);
            weft_set_fuel(w, -1);
            load(w, afterwards);
            if (weft_run(w, 0, 0, 1, -1) != WEFT_OK || integer(w, 0) != 100) {
                ok(false, tight_places[i]);
            }
            weft_close(w);
        }
        ok(true, tight_places[i]);
    }
}

/* A coroutine that stops in the middle, over and over, is resumed anew each time: the limit of nested resumes must not fill up. */
static void test_resume_accounting(void)
{
    Weft *w = open_vm(0);
    WeftStatus status;
    load(w, "local n = 0 for i = 1, 300 do n = n + coroutine.wrap(function() for j = 1, 50 do end return 1 end)() end return n");
    int stops = run_in_portions(w, 7, &status);
    ok(status == WEFT_OK && stops > 300 && integer(w, 0) == 300, "stops inside of coroutines leave resuming as it was");
    weft_close(w);
}

/* While a run is stopped, in whatever coroutine, others switch coroutines, too: it goes on where it was. */
static const char switching[] =
    "local main = coroutine.running()\n"
    "local function work(n) for i = 1, 5 do end return n end\n"
    "local log = {}\n"
    "local function note(...) for _, v in ipairs {...} do log[#log + 1] = tostring(v) end end\n"
    "local function task()\n"
    "    local inner = coroutine.create(function() work() note(coroutine.state(main)) note(coroutine.transfer(main, 'a')) work()\n"
    "        coroutine.yield('b') work() error('c', 0) end)\n"
    "    note(coroutine.resume(inner)) work() note(coroutine.resume(inner)) work() return 'd'\n"
    "end\n"
    "Chain = coroutine.create(task)\n"
    "note(coroutine.transfer(Chain)) work() note(coroutine.transfer(coroutine.leaf(Chain), 'e'))\n"
    "local outer = coroutine.create(function()\n"
    "    local away = coroutine.create(function() Away = coroutine.running() note(work('w')) note(coroutine.state(main), coroutine.state(Waiting)) work()\n"
    "        note(#debug.traceback('t')) coroutine.transfer(Waiting, 'f') end)\n"
    "    Waiting = coroutine.running()\n"
    "    note(coroutine.transfer(away)) work() coroutine.yield('g') return 'h'\n"
    "end)\n"
    "note(coroutine.resume(outer)) work() note(coroutine.resume(outer))\n"
    "return table.concat(log, ' ')\n";

static void test_runs_during_a_stop(void)
{
    static const char other[] =
        "local co = coroutine.create(function(...) local x = coroutine.yield(...) return x end)\n"
        "local same = coroutine.resume(co, 1) and select(2, coroutine.resume(co, 2)) == 2\n"
        "local main = coroutine.running()\n"
        "same = same and coroutine.transfer(coroutine.create(function() return coroutine.transfer(main, 3) end)) == 3\n"
        "for _, name in ipairs {'Chain', 'Waiting', 'Away'} do\n" /* what belongs to the stopped run may refuse */
        "    local parked = _G[name] and coroutine.leaf(_G[name])\n"
        "    if parked and coroutine.resumer(parked) == main then same = same and not pcall(coroutine.transfer, parked) end\n"
        "    for level = 0, 5 do if parked and debug.getinfo(parked, level) then debug.getlocal(parked, level, 1) end end\n"
        "end\n"
        "return same";
    Weft *w = open_vm(0);
    load(w, switching);
    bool is_good = weft_run(w, 0, 0, 1, -1) == WEFT_OK;
    char expected[400];
    snprintf(expected, sizeof expected, "%s", weft_get_string(w, 0, NULL));
    for (int64_t portion = 1; portion <= 12; portion++) {
        load(w, switching);
        weft_set_fuel(w, portion);
        WeftStatus status = weft_run(w, 0, 0, 1, -1);
        while (status == WEFT_OUT_OF_FUEL && is_good) {
            int slot = weft_slot_count(w);
            weft_set_fuel(w, -1);
            is_good = weft_load(w, slot, other, strlen(other), "=other", "t") == WEFT_OK &&
                      weft_run(w, slot, 0, 1, -1) == WEFT_OK && weft_to_boolean(w, slot);
            weft_set_slot_count(w, slot);
            weft_set_fuel(w, portion);
            status = weft_continue(w);
        }
        weft_set_fuel(w, -1);
        is_good = is_good && status == WEFT_OK && strcmp(weft_get_string(w, 0, NULL), expected) == 0;
    }
    ok(is_good, "other runs that switch coroutines leave a stopped one as it was");
    weft_close(w);
}

/* Every way to switch by calls that have switched before: in each of them, just before and just after, a run stops. */
static const char plain_switches[] =
    "local resume, yield, create, wrap = coroutine.resume, coroutine.yield, coroutine.create, coroutine.wrap\n"
    "All = setmetatable({}, {__mode = 'k'})\n"
    "local log, up, main = {}, 7, coroutine.running()\n"
    "local function note(...) for i = 1, select('#', ...) do log[#log + 1] = tostring((select(i, ...))) end end\n"
    "local function new(f) local co = create(f) All[co] = true return co end\n"
    "local function drive(co, n) for i = 1, n do local ok, x = resume(co, i) local o = resume(co) note(ok, x, o, resume(co, i, 'z')) end end\n"
    "drive(new(function() for i = 1, 4 do note(yield(i)) yield(i + 1) yield(up + 1) local d, e = yield(i, up) note(d, e) end end), 4)\n"
    "local mid = new(function() for a, b in wrap(function() All[coroutine.running()] = true for i = 1, 4 do yield(i, i * 2) end end) do\n"
    "    note(a, b) yield(a) end return 'mid' end)\n"
    "drive(mid, 2)\n"
    "local function nest(n) All[coroutine.running()] = true if n == 0 then return 1 end\n"
    "    local step = wrap(function(x) for i = 1, 3 do x = yield(x, i) end return nest(n - 1) end)\n"
    "    local sum = 0 for i = 1, 4 do sum = sum + step(i) end return sum end\n"
    "note(nest(3))\n"
    "local hub = new(function() while true do local ok, v = resume(new(function(q) coroutine.transfer(main, yield(q)) end), 'h')\n"
    "    note(ok, v) coroutine.transfer(main, 'hub') end end)\n"
    "for i = 1, 3 do note(coroutine.transfer(hub)) end\n"
    "local function deep(n) if n > 0 then local r = deep(n - 1) return r end for i = 1, 3 do yield(i) end error('e', 0) end\n"
    "local d = new(function() return deep(90) end)\n"
    "for i = 1, 5 do note(resume(d)) end\n"
    "return table.concat(log, ' ')\n";

/* What another run does meanwhile: it looks at all coroutines, and can neither resume nor close those that belong to the stopped run. */
static const char onlooker[] =
    "local same, g = true, coroutine.wrap(function() for i = 1, 4 do coroutine.yield(i) end end)\n"
    "for i = 1, 4 do same = same and g() == i end\n"
    "for co in pairs(All) do\n"
    "    if coroutine.status(co) == 'normal' then same = same and not coroutine.resume(co) and not pcall(coroutine.close, co) end\n"
    "    coroutine.leaf(co) coroutine.resumer(co) debug.traceback(co)\n"
    "    for level = 0, 3 do local n = 1 while debug.getinfo(co, level) and debug.getlocal(co, level, n) do n = n + 1 end end\n"
    "end\n"
    "collectgarbage()\n"
    "return same";

static bool onlooker_is_content(Weft *w)
{
    int slot = weft_slot_count(w);
    bool good = weft_load(w, slot, onlooker, strlen(onlooker), "=onlooker", "t") == WEFT_OK && weft_run(w, slot, 0, 1, -1) == WEFT_OK &&
                weft_to_boolean(w, slot);
    weft_set_slot_count(w, slot);
    return good;
}

/* Runs the script in portions, as a run or as a coroutine that the host resumes; leaves the result in slot 1. */
static WeftStatus run_looked_at(Weft *w, int64_t portion, bool as_coroutine, bool *good)
{
    load(w, plain_switches);
    if (as_coroutine) {
        weft_set_coroutine(w, 0, 0);
    } else {
        weft_set_nil(w, 0);
        weft_load(w, 1, plain_switches, strlen(plain_switches), "=test", "t");
    }
    weft_set_fuel(w, portion);
    WeftStatus status = as_coroutine ? weft_resume(w, 0, 0) : weft_run(w, 1, 0, 1, -1);
    for (int stops = 0; status == WEFT_OUT_OF_FUEL; stops++) {
        weft_set_fuel(w, -1);
        *good = *good && (stops % 3 != 0 || onlooker_is_content(w));
        weft_set_fuel(w, portion);
        status = as_coroutine ? weft_resume(w, 0, 0) : weft_continue(w);
    }
    weft_set_fuel(w, -1);
    return status;
}

static void test_stops_at_switches(void)
{
    Weft *w = open_vm(0);
    load(w, plain_switches);
    bool is_good = weft_run(w, 0, 0, 1, -1) == WEFT_OK;
    char expected[2000];
    snprintf(expected, sizeof expected, "%s", weft_get_string(w, 0, NULL));
    for (int64_t portion = 1; portion <= 8 && is_good; portion++) {
        for (int as_coroutine = 0; as_coroutine < 2; as_coroutine++) {
            bool is_same = run_looked_at(w, portion, as_coroutine, &is_good) == WEFT_OK && strcmp(weft_get_string(w, 1, NULL), expected) == 0;
            is_good = is_good && is_same;
        }
    }
    ok(is_good, "a run that stops before or after any switch is looked at, and goes on");
    weft_close(w);
}

static const char eater[] = "local t = {} for i = 1, 1e7 do t[i] = {i} end return #t";

static void test_cap(void)
{
    Weft *w = open_vm(2 << 20);
    load(w, eater);
    ok(weft_run(w, 0, 0, 1, -1) == WEFT_ERROR, "a memory cap stops a script");
    size_t length;
    const char *message = weft_get_string(w, 0, &length);
    ok(message != NULL && strcmp(message, "not enough memory") == 0, "with the memory error");
    load(w, "local ok, e = pcall(function() local t = {} for i = 1, 1e7 do t[i] = {i} end end) return ok, e, #('x'):rep(1000)");
    WeftStatus status = weft_run(w, 0, 0, 3, -1);
    if (status != WEFT_OK) {
        printf("# %s\n", weft_get_string(w, 0, NULL));
    }
    ok(status == WEFT_OK && !weft_to_boolean(w, 0) && integer(w, 2) == 1000,
       "a script can catch it, and the VM goes on");
    weft_close(w);
}

/* Two coroutine trees, each charged to an account of its own. */
static void test_accounts(void)
{
    Weft *w = open_vm(0);
    int small = weft_account_new(w, 1 << 20), large = weft_account_new(w, 64 << 20);
    ok(small > 0 && large > 0 && small != large, "two accounts");
    static const char text[] =
        "local a, b = ...\n"
        "local ok1, e1 = coroutine.resume(a, 1e5)\n"
        "local ok2, n2 = coroutine.resume(b, 1e5)\n"
        "return ok1, e1, ok2, n2";
    static const char body[] = "local n = ... local t = {} for i = 1, n do t[i] = {i} end return #t";
    weft_set_slot_count(w, 0);
    weft_load(w, 0, text, strlen(text), "=test", "t");
    for (int i = 1; i <= 2; i++) {
        weft_load(w, 3, body, strlen(body), "=body", "t");
        weft_set_coroutine(w, i, 3);
        weft_set_account(w, i, i == 1 ? small : large);
    }
    weft_set_slot_count(w, 3);
    ok(weft_run(w, 0, 2, 4, -1) == WEFT_OK, "both run");
    const char *message = weft_get_string(w, 1, NULL);
    ok(!weft_to_boolean(w, 0) && message != NULL && strcmp(message, "not enough memory") == 0,
       "the one with the small cap gets the memory error");
    ok(weft_to_boolean(w, 2) && integer(w, 3) == 100000, "the other one is not disturbed");
    ok(weft_account_used(w, large) > weft_account_used(w, small), "each account has its own figure");
    static const char turns[] =
        "local co, kept = ..., {}\n"
        "for i = 1, 1000 do local ok = coroutine.resume(co) kept[i] = ('x'):rep(1000) .. i end\n"
        "return kept";
    static const char turn[] = "local t = {} for i = 1, 1000 do t[i] = {i, i} coroutine.yield() end";
    for (int from = 0; from < 2; from++) { /* from none, and from another */
        int outer = from == 0 ? 0 : weft_account_new(w, 0), inner = weft_account_new(w, 0);
        weft_set_slot_count(w, 0);
        weft_load(w, 0, turns, strlen(turns), "=test", "t");
        weft_load(w, 1, turn, strlen(turn), "=body", "t");
        weft_set_coroutine(w, 0, 0);
        weft_set_coroutine(w, 1, 1);
        weft_set_account(w, 0, outer);
        weft_set_account(w, 1, inner);
        weft_handle_new(w, 1);
        ok(weft_resume(w, 0, 1) == WEFT_OK && weft_account_used(w, inner) > 50000 && weft_account_used(w, inner) < 300000 &&
           weft_account_used(w, outer) > 1000000, "each switch goes over to the other account");
    }
    weft_close(w);
}

/* Slot `to` := a coroutine with this body, in an account. */
static void set_guest(Weft *w, int to, const char *body, int account)
{
    weft_load(w, to, body, strlen(body), "=guest", "t");
    weft_set_coroutine(w, to, to);
    weft_set_account(w, to, account);
}

static void test_cap_of_all_accounts(void)
{
    static const char fill[] = "local t = {} for i = 1, 1e6 do t[i] = {i} end";
    Weft *w = open_vm(4 << 20);
    set_guest(w, 0, fill, weft_account_new(w, 0));
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && weft_memory_used(w) <= 4 << 20, "an account without a cap has the VM's");
    set_guest(w, 0, fill, weft_account_new(w, 1 << 20));
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && weft_memory_used(w) <= 4 << 20, "and one with a lower cap its own");
    weft_close(w);
}

/* A guest's objects may be finalized while another coroutine runs. */
static void test_finalizers_in_accounts(void)
{
    static const char body[] =
        "BIG, MADE, DONE = false, false, false "
        "local function grow() local t = {} BIG = t for i = 1, 1e5 do t[i] = {} end end "
        "setmetatable({}, {__gc = function() "
        "  MADE = coroutine.create(grow) coroutine.resume(coroutine.create(function() end)) pcall(grow) DONE = true "
        "end}) "
        "coroutine.yield() BIG = false local ok, e = coroutine.resume(MADE) error(e)";
    static const char collect[] = "collectgarbage() for i = 1, 1e6 do local t = {} if DONE then break end end";
    Weft *w = open_vm(0);
    int account = weft_account_new(w, 1 << 20);
    set_guest(w, 0, body, account);
    weft_resume(w, 0, 0);
    weft_load(w, 1, collect, strlen(collect), "=test", "t");
    weft_run(w, 1, 0, 0, -1);
    ok(weft_account_used(w, account) > 1 << 19 && weft_memory_used(w) < 3 << 20, "what a finalizer makes is its object's account's");
    bool is_refused = weft_resume(w, 0, 0) == WEFT_ERROR && strstr(weft_error_text(w, 1), "not enough memory") != NULL;
    ok(is_refused && weft_memory_used(w) < 3 << 20, "and so is what its coroutines take");
    weft_close(w);
}

/* Stacks are used again by coroutines of the same account only. */
static void test_stacks_of_accounts(void)
{
    enum { COUNT = 500 };
    static const char body[] =
        "local function deep(n) if n > 0 then return (deep(n - 1)) end end return function() deep(8) coroutine.yield() end";
    Weft *w = open_vm(0);
    int account = weft_account_new(w, 0);
    load(w, body);
    weft_run(w, 0, 0, 1, -1);
    weft_gc(w, WEFT_GC_STOP, 0, 0, 0);
    for (int round = 0; round < 3; round++) { /* in round 2 others take the place of those that have ended */
        for (int i = 1; i <= COUNT; i++) {
            if (round != 1) {
                weft_set_coroutine(w, i, 0);
            }
            if (round == 0) {
                weft_set_account(w, i, account);
            }
            weft_copy(w, COUNT + 1, i);
            weft_resume(w, COUNT + 1, 0);
        }
    }
    size_t before = weft_account_used(w, account);
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    ok(before > 0 && weft_account_used(w, account) == 0, "an account whose coroutines have ended is empty");
    weft_close(w);
}

static void test_released_account(void)
{
    Weft *w = open_vm(0);
    int account = weft_account_new(w, 1 << 20);
    set_guest(w, 0, "while true do KEPT = {{}} coroutine.yield() end", account);
    weft_account_release(w, account);
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    weft_resume(w, 0, 0);
    int again = weft_account_new(w, 1 << 20);
    ok(again == account && weft_account_used(w, again) < 1 << 10, "a number that was given out again has no debts");
    ok(weft_resume(w, 0, 0) == WEFT_YIELDED, "and a coroutine that still has it goes on");
    weft_close(w);
}

/* How deep resumes nest, counted by the script: from n on. `at` is called at each depth. */
static const char nesting[] =
    "local at, n = ... "
    "local function go(n) "
    "  at(n) "
    "  local ok, m = coroutine.resume(coroutine.create(go), n + 1) "
    "  if not ok then assert(m == 'C stack overflow', m) return n end "
    "  return m "
    "end "
    "return go(n or 1)";

static size_t other_cap; /* that `at` sets at this depth, or the function `elsewhere`, if there is one */
static int64_t where;

static WeftResult change_cap(Weft *w)
{
    weft_set_chain_cap(w, other_cap);
    return 0;
}

static WeftResult reach(Weft *w)
{
    if (where != integer(w, 0)) {
        return 0;
    }
    weft_get_global(w, "elsewhere", 1);
    return weft_type(w, 1) == WEFT_FUNCTION ? weft_tail_call(w, 1, 0) : change_cap(w);
}

/* The depth reached under a cap, another one being set at a depth; in portions of fuel, if any. */
static int64_t depth(Weft *w, size_t cap, int64_t at, size_t later, int64_t portion)
{
    WeftStatus status;
    weft_set_chain_cap(w, cap);
    other_cap = later;
    where = at;
    load(w, nesting);
    weft_set_native(w, 1, reach, "reach", 0, 0);
    weft_set_integer(w, 2, 1);
    if (portion == 0) {
        status = weft_run(w, 0, 2, 1, WEFT_NO_HANDLER);
    } else {
        weft_set_fuel(w, portion);
        status = weft_run(w, 0, 2, 1, WEFT_NO_HANDLER);
        for (int stops = 1; status == WEFT_OUT_OF_FUEL; stops++) {
            weft_set_fuel(w, portion);
            weft_set_chain_cap(w, stops < 5 ? cap : later);
            status = weft_continue(w);
        }
        weft_set_fuel(w, -1);
    }
    if (status != WEFT_OK) {
        printf("# %s\n", weft_error_text(w, 0));
        return -1;
    }
    return integer(w, 0);
}

/* Two resume(co, value) whose C frames wait: a native that resumes as hosts do, and a function of Lua's API. */
static WeftResult resume_as_host(Weft *w)
{
    weft_set_boolean(w, 0, weft_resume(w, 0, 1) == WEFT_OK);
    return 2;
}

static int resume_as_lua(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    int n;
    lua_xmove(L, co, 1);
    lua_pushboolean(L, lua_resume(co, L, 1, &n) == LUA_OK);
    lua_xmove(co, L, 1);
    return 2;
}

/* What function go(n) ends with: resumes of itself until there is no room, the one at a depth by `resume`. Returns how many they were. */
#define GO_DEEPER                                                                            \
    "local ok, m = (n == at and resume or coroutine.resume)(coroutine.create(go), n + 1) "   \
    "if not ok then assert(m == 'C stack overflow', m) return n end "                        \
    "return m "

/* How deep resumes nest of which C makes the one at this depth. */
static int64_t depth_through_c(Weft *w, size_t cap, int64_t at, bool as_host)
{
    static const char text[] =
        "local resume, at = ... "
        "local function go(n) "
        GO_DEEPER
        "end "
        "return go(1)";
    weft_set_chain_cap(w, cap);
    load(w, text);
    if (as_host) {
        weft_set_native(w, 1, resume_as_host, "resume", 0, 0);
    } else {
        weft_set_c_function(w, 1, (void *)(uintptr_t)resume_as_lua);
    }
    weft_set_integer(w, 2, at);
    return weft_run(w, 0, 2, 1, WEFT_NO_HANDLER) == WEFT_OK ? integer(w, 0) : -1;
}

/* How deep resumes nest under a cap of coroutines that have been deep once, where all stacks are made smaller every so often;
 * C resumes the one at a depth. */
static int64_t depth_collected(Weft *w, size_t cap, int64_t every, int64_t at)
{
    static const char text[] =
        "local resume, every, at = ... "
        "local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end "
        "local function go(n) "
        "  deep(100) "
        "  if n % every == 0 then for i = 1, 4 do collectgarbage() end end "
        GO_DEEPER
        "end "
        "return go(1)";
    weft_set_chain_cap(w, cap);
    load(w, text);
    weft_set_native(w, 1, resume_as_host, "resume", 0, 0);
    weft_set_integer(w, 2, every);
    weft_set_integer(w, 3, at);
    return weft_run(w, 0, 3, 1, WEFT_NO_HANDLER) == WEFT_OK ? integer(w, 0) : -1;
}

/* The same where all have been started before, and each goes on with the next by one call that has switched before. Each has room
 * for what a wrap's call wants of its frame. */
static int64_t depth_started(Weft *w, size_t cap, const char *make, const char *start, const char *go_on)
{
    char text[600];
    snprintf(text, sizeof text,
             "local list, deepest = {}, 0 "
             "for n = 1, 3000 do list[n] = coroutine.%s(function() coroutine.yield() deepest = n %s local a, b, c, d, e, f, g, h, i, j, k, l, m, o end) end "
             "for n = 1, 3000 do local f = list[n] %s end "
             "pcall(function() local n = 0 %s end) "
             "return deepest", make, go_on, start, go_on);
    weft_set_chain_cap(w, cap);
    load(w, text);
    return weft_run(w, 0, 0, 1, WEFT_NO_HANDLER) == WEFT_OK ? integer(w, 0) : -1;
}

static void test_chain_cap(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL, .chain_cap = 100000};
    Weft *w = weft_open(&options);
    WeftStatus status = weft_run_text(w, 0, "local function go(n) local ok, m = coroutine.resume(coroutine.create(go), n + 1) "
        "if ok then return m end return n end return go(1)", "=t");
    int64_t first = integer(w, 0);
    ok(status == WEFT_OK && first > 100 && first < 1000, "the option bounds how deep resumes nest");
    int64_t small = depth(w, 100000, 0, 0, 0), large = depth(w, 400000, 0, 0, 0);
    ok(small > 100 && large > 3 * small && large < 5 * small, "a larger cap, deeper nesting");
    ok(depth(w, 1, 0, 0, 0) < 3, "the least");
    ok(depth(w, 0, 0, 0, 0) > 10 * large && depth(w, SIZE_MAX, 1000, 100000, 0) == 1000, "1 GB, and as good as none");
    ok(depth(w, 100000, 50, 400000, 0) == large && depth(w, 400000, 50, 100000, 0) == small, "it changes in the midst of a chain");
    ok(depth(w, 400000, large - 1, 1000, 0) == large - 1, "less than the chain takes");
    ok(depth(w, 100000, 0, 400000, 200) == large && depth(w, 400000, 0, 100000, 20) == small, "it changes while a run is stopped");
    weft_set_native(w, 0, change_cap, "change_cap", 0, 0);
    weft_set_global(w, "change_cap", 0);
    weft_run_text(w, 0, "function elsewhere() return coroutine.transfer(coroutine.create(function(back) "
        "change_cap() return coroutine.transfer(back) end), coroutine.running()) end", "=t");
    ok(depth(w, 100000, 50, 400000, 0) == large && depth(w, 400000, 50, 100000, 0) == small, "and while the chain sleeps");
    ok(depth(w, 100000, 0, 0, 0) == small, "as before");
    int64_t all_lua = depth_through_c(w, 100000, 0, true);
    int64_t host = depth_through_c(w, 100000, 50, true), compat = depth_through_c(w, 100000, 50, false);
    ok(all_lua > 100 && all_lua - host < 10 && host <= all_lua && all_lua - compat < 10 && compat <= all_lua, "what waits below one that C resumes counts");
    int64_t never = depth_collected(w, 400000, 1000000, 0), often = depth_collected(w, 400000, 20, 0);
    ok(never > 20 && often > 3 * never, "what collections take from the stacks of a chain counts no more");
    ok(depth_collected(w, 400000, 20, 100) <= often, "what C has resumed the rest from does");
    int64_t resumed = depth_started(w, 100000, "create", "coroutine.resume(f)", "coroutine.resume(list[n + 1])");
    int64_t called = depth_started(w, 100000, "wrap", "f()", "list[n + 1]()");
    int64_t looped = depth_started(w, 100000, "wrap", "f()", "for v in list[n + 1] do end");
    ok(resumed > 100 && resumed < 1000, "coroutines that have been started nest as deep, resumed");
    ok(called > 100 && called < 1000, "called");
    ok(looped > 100 && looped < 1000, "by loops");
    weft_close(w);
}

static int64_t left_there;

static WeftResult fuel_left(Weft *w)
{
    left_there = weft_fuel(w);
    return 0;
}

/* Fuel left after ten calls at the end of a chain of 1,000 coroutines, with another one as long asleep. */
static int64_t left_after(const char *call)
{
    char code[600];
    Weft *w = weft_open(&(WeftOptions){.libraries = WEFT_LIBS_ALL});
    snprintf(code, sizeof code, "local function nest(n, f) if n == 0 then return f() end return coroutine.wrap(nest)(n - 1, f) end "
        "asleep = coroutine.create(function() return nest(1000, function() coroutine.transfer(coroutine.main()) end) end) "
        "coroutine.transfer(asleep) "
        "nest(1000, function() for i = 1, 10 do %s end fuel_left() end)", call);
    weft_set_native(w, 0, fuel_left, "fuel_left", 0, 0);
    weft_set_global(w, "fuel_left", 0);
    other_cap = 1000;
    weft_set_native(w, 0, change_cap, "lower_cap", 0, 0);
    weft_set_global(w, "lower_cap", 0);
    weft_set_fuel(w, 1000000);
    left_there = -1;
    weft_run_text(w, 0, code, "=t");
    weft_close(w);
    return left_there;
}

static void test_links(void)
{
    int64_t left = left_after("");
    ok(left > 900000, "ten rounds of nothing take little");
    int64_t walked = left_after("coroutine.leaf(asleep)"), traced = left_after("debug.traceback()");
    int64_t counted = left_after("lower_cap() coroutine.resume(coroutine.create(print))");
    int64_t closed = left_after("pcall(coroutine.close, asleep)");
    ok(walked >= 0 && walked < left - 2000, "a walk down a long chain takes fuel");
    ok(traced >= 0 && traced < left - 2000, "so does a trace of one");
    ok(counted >= 0 && counted < left - 2000, "and counting what it takes");
    ok(closed >= 0 && closed < left - 200, "and closing one");
}

int main(void)
{
    test_fuel();
    test_endless();
    test_fuel_in_calls();
    test_fuel_in_c_calls();
    test_growing_lists();
    test_long_steps();
    test_tight_places();
    test_resume_accounting();
    test_runs_during_a_stop();
    test_stops_at_switches();
    test_cap();
    test_accounts();
    test_cap_of_all_accounts();
    test_finalizers_in_accounts();
    test_stacks_of_accounts();
    test_released_account();
    test_chain_cap();
    test_links();
    return tap_end();
}
