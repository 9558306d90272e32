/* test_oom.c: every allocation fails once. Scripts and API calls are run again and again; in the nth run the nth
 * allocation is refused, until a run needs fewer than n. A failure has to show as the memory error and nothing else, and the
 * VM must be as good as before. Prints TAP.
 *
 * The APIs' own functions: test_oom_api.c. */
#include "compat/lualib.h"
#include "oom.h"

/* ---- scripts ---- */

typedef struct Script {
    const char *name, *code; /* raises whatever it cannot do, and returns "done" */
} Script;

static const Script scripts[] = {
    {"tables", "local t = {} for i = 1, 40 do t[i] = i; t['k' .. i] = {i, x = i}; t[i + 0.5] = i end "
               "for i = 1, 40 do t[i] = nil end for i = 40, 1, -1 do t[i] = 'v' .. i end "
               "local n = 0 for k, v in pairs(t) do n = n + 1 end assert(n == 120, n) "
               "local p = table.pack(table.unpack(t, 1, 40)) table.sort(p) table.move(p, 1, 40, 20, {}) "
               "assert(#table.concat(p, ',') > 40) table.insert(p, 1, 0) table.remove(p, 1) return 'done'"},
    {"strings", "local s = ('x'):rep(50) .. 1 .. 2.5 s = s:upper():gsub('X', {X = 'yy'}):gsub('(y)(y)', '%2%1') "
                "s = s:gsub('%d', function(d) return d + 1 end) assert(s:find('3') and s:match('^(y+)')) "
                "for w in s:gmatch('y?') do end s = string.format('%q %s %d %5.2f %a', s, {}, 3, 2.5, 1.0) "
                "string.unpack('i4 s1 z', string.pack('i4 s1 z', 7, 'ab', ('c'):rep(60))) "
                "utf8.char(72, 228, 8364) for _, c in utf8.codes('h\\u{e4}') do end return 'done'"},
    {"functions", "local f = load(string.dump(load('local a, b = ... return function() a = a + 1 return a + b end'))) "
                  "assert(f(1, 2)() == 4) local function r(n) if n > 0 then return 1 + r(n - 1) end return 0 end "
                  "assert(r(100) == 100) local function v(...) return select('#', ...) end "
                  "assert(v(table.unpack({}, 1, 200)) == 200) return 'done'"},
    {"errors", "local function check(ok, e) assert(not ok) if e == 'not enough memory' then error(e, 0) end return e end "
               "local e = check(pcall(function() local t = nil; t.x.y = 1 end)) assert(e:find(\"local 't'\"), e) "
               "e = check(xpcall(function() error({}) end, function(m) return {debug.traceback('x')} end)) "
               "e = type(e) == 'table' and e[1] or error('not enough memory', 0) assert(e:find('stack traceback'), e) "
               "e = check(pcall(error, ('long'):rep(100), 1)) e = check(pcall(string.rep)) assert(e:find('bad argument')) "
               "e = select(2, load('x = = 1')) if e == 'not enough memory' then error(e, 0) end assert(e:find('near')) "
               "return 'done'"},
    {"coroutines", "local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, {}) end end) end "
                   "local n = 0 for i in gen(5) do n = n + i end assert(n == 15) "
                   "local co = coroutine.create(function(...) local x = coroutine.yield(select('#', ...)) error({x}) end) "
                   "local ok, a = coroutine.resume(co, table.unpack({}, 1, 60)) if not ok then error(a, 0) end "
                   "ok, a = coroutine.resume(co, 5) if type(a) ~= 'table' then error(a, 0) end "
                   "local many = coroutine.wrap(function() return table.unpack({}, 1, 300) end) "
                   "assert(select('#', many()) == 300) return 'done'"},
    {"transfer", "local main, a, b = coroutine.running() "
                 "a = coroutine.create(function(x) for i = 1, 3 do x = coroutine.transfer(b, x .. 'a') end "
                 "coroutine.transfer(main, x) end) "
                 "b = coroutine.create(function(x) while true do x = coroutine.transfer(a, x .. 'b') end end) "
                 "assert(coroutine.transfer(a, '') == 'ababab') return 'done'"},
    {"traces", "local function check(e) if e == 'not enough memory' then error(e, 0) end return e end local main = coroutine.main() "
               "local closer = setmetatable({}, {__close = function(_, e) pcall(coroutine.wrap(error), {e}) end}) "
               "local function inner(n) local c <close> = closer if n == 0 then error('text') end coroutine.wrap(inner)(n - 1) end "
               "local ok, e = xpcall(inner, function(m) return {m, debug.traceback('x')} end, 3) assert(not ok) "
               "if type(e) ~= 'table' then error('not enough memory', 0) end check(e[1]) assert(e[2]:find('wrapped, called by'), e[2]) "
               "local task = coroutine.create(function() local c <close> = closer local d <close> = closer inner(1) end) "
               "coroutine.setname(task, ('name'):rep(20)) ok, e = xpcall(coroutine.transfer, function(m) return {m, debug.traceback(m)} end, task) "
               "assert(not ok) if type(e) ~= 'table' then error('not enough memory', 0) end check(e[1]) assert(e[2]:find('namename'), e[2]) "
               "assert(not coroutine.close(task) and coroutine.getname(coroutine.create(inner)):find('inner')) "
               "local t = coroutine.create(function() coroutine.yield() end) ok, e = coroutine.resume(t) if not ok then error(e, 0) end "
               "ok, e = coroutine.throw(t, 'thrown') check(e) assert(e == 'thrown' and debug.traceback(t):find('yield')) "
               "local new = coroutine.create(print) ok, e = coroutine.throw(new, 'n') assert(e == 'n' and debug.memory().stack.count > 1) "
               "return 'done'"},
    {"refused closes", "local n = 0 local mt = {__close = function() n = n + 1 end} "
                       "local co = coroutine.create(function() local a <close> = setmetatable({}, mt) coroutine.yield() end) "
                       "local ok, e = coroutine.resume(co) if not ok then error(e, 0) end "
                       "ok, e = coroutine.resume(coroutine.create(function() return coroutine.close(co) end)) "
                       "if not ok then assert(coroutine.state(co) == 'yielded' and coroutine.close(co) and n == 1) error(e, 0) end "
                       "local thrown = {} local call = coroutine.wrap(function() local a <close> = setmetatable({}, mt) error(thrown) end) "
                       "local _, failing = debug.getupvalue(call, 1) "
                       "ok, e = coroutine.resume(coroutine.create(function() call() end)) "
                       "if e ~= thrown then assert(coroutine.state(failing) ~= 'closing') coroutine.close(failing) error(e, 0) end "
                       "assert(n == 2) return 'done'"},
    {"close", "local closed, made = 0, 0 local mt = {__close = function(o, e) closed = closed + 1; local t = {o, e} end} "
              "local function c() local o = setmetatable({}, mt) made = made + 1 return o end "
              "local function work(n) local a <close> = c() if n > 0 then work(n - 1) end local b <close> = c() error('out') end "
              "local ok, e = pcall(work, 4) if e == 'not enough memory' then error(e, 0) end "
              "local co = coroutine.create(function() local a <close> = c() local b <close> = c() coroutine.yield() end) "
              "local fine, m = coroutine.resume(co) if not fine then error(m, 0) end "
              "fine, m = coroutine.close(co) if not fine then error(m, 0) end assert(closed == made, closed .. ' ' .. made) "
              "for _ in function(_, i) i = (i or 0) + 1 return i < 3 and i or nil end, nil, nil, c() do end return 'done'"},
    {"metamethods", "local mt = {} local function new(x) return setmetatable({x = x}, mt) end "
                    "mt.__add = function(a, b) return new(a.x + b.x) end mt.__concat = function(a, b) return new(1) end "
                    "mt.__index = function(t, k) return k .. '!' end mt.__newindex = function(t, k, v) rawset(t, k, {v}) end "
                    "mt.__call = function(self, ...) return select('#', ...) end mt.__lt = function(a, b) return a.x < b.x end "
                    "mt.__len = function() return 3 end mt.__tostring = function() return 'obj' .. 1 end "
                    "mt.__eq = function() return true end local a, b = new(1), new(2) "
                    "assert((a + b).x == 3 and (a .. b).x == 1 and a.foo == 'foo!' and a(1, 2) == 2 and a < b and #a == 3) "
                    "a.y = 1 assert(tostring(a) == 'obj1' and a == b) return 'done'"},
    {"collector", "local weak = setmetatable({}, {__mode = 'k'}) local n = 0 "
                  "for i = 1, 30 do local k = setmetatable({}, {__gc = function(o) n = n + #{o} end}) weak[k] = {k} end "
                  "collectgarbage() collectgarbage('generational') collectgarbage() local t = {} "
                  "for i = 1, 30 do t[i] = {i} end collectgarbage('step') collectgarbage('incremental') "
                  "collectgarbage() return 'done'"},
    {"generational", "collectgarbage('generational') local old, weak = {}, setmetatable({}, {__mode = 'v'}) "
                     "for i = 1, 20 do old[i] = {i, k = 'v' .. i} weak[i] = {i} end collectgarbage('step') "
                     "for i = 1, 20 do old[i].new = {i, {}} old['k' .. i] = coroutine.create(function() coroutine.yield(old) end) "
                     "local ok, e = coroutine.resume(old['k' .. i]) if not ok then error(e, 0) end end collectgarbage('step') "
                     "for i = 1, 20 do assert(old[i].new[1] == i and old[i].k == 'v' .. i) "
                     "local ok, e = coroutine.resume(old['k' .. i]) if not ok then error(e, 0) end end "
                     "collectgarbage('incremental') collectgarbage() assert(next(weak) == nil) return 'done'"},
    {"library", "package.loaded.m, package.preload.m = nil, function(n) return {n} end assert(require('m')[1] == 'm') "
                "local t = {} for i = 1, 30 do t[i] = {i * 7 % 31} end table.sort(t, function(a, b) return a[1] < b[1] end) "
                "assert(t[1][1] == 1 and t[30][1] == 30) local co = coroutine.wrap(function() "
                "return (('a b c'):gsub('%w', function(w) return coroutine.yield(w) end)) end) local r = co() "
                "while #r == 1 do r = co(r .. 'x') end assert(r == 'ax bx cx', r) "
                "local n = 0 for k in pairs(setmetatable({}, {__pairs = function() return next, {1, 2}, nil end})) do n = n + k end "
                "assert(n == 3 and select('#', string.byte(('x'):rep(100), 1, -1)) == 100) "
                "local s = tostring(setmetatable({}, {__name = 'kind'})) assert(s:find('kind')) return 'done'"},
    {"compiler", "local s = {} for i = 1, 40 do s[i] = 'local v' .. i .. ' = {' .. i .. ', a' .. i .. ' = function(x) return x + v' .. "
                 "(i > 1 and i - 1 or 1) .. ' end}' end s[#s + 1] = 'goto e do for i = 1, 2 do if v1 then break end end end ::e:: "
                 "return v40' local f, e = load(table.concat(s, '\\n')) if not f then error(e, 0) end f() return 'done'"},
    {"hooks", "local n = 0 debug.sethook(function(e, l) n = n + #{e} end, 'crl', 3) "
              "local function f(x) return x end local ok, e = pcall(function() for i = 1, 3 do f(i) end end) debug.sethook() "
              "if not ok then error(e, 0) end local i = debug.getinfo(1, 'nSlutfL') debug.getlocal(1, 1) return 'done'"},
    {"files", "local f, e = io.tmpfile() if not f then error(e, 0) end local function use() f:write('one\\n', 2, '\\n', ('x'):rep(2000)) "
              "f:seek('set') f:read('l', 'n') f:seek('set') for l in f:lines() do end end local ok, m = pcall(use) f:close() "
              "if not ok then error(m, 0) end os.date('*t') os.date('%c') os.tmpname() return 'done'"},
};

/* Loads and runs code in slot 0; results or the error start there. */
static WeftStatus run(Weft *w, const char *code)
{
    weft_set_slot_count(w, 0);
    WeftStatus status = weft_load(w, 0, code, strlen(code), "=t", NULL);
    return status != WEFT_OK ? status : weft_run(w, 0, 0, -1, -1);
}

static bool is_text(Weft *w, const char *expected)
{
    const char *s = weft_get_string(w, 0, NULL);
    return s != NULL && strcmp(s, expected) == 0;
}

/* What a refused allocation may raise; table.unpack has a text of its own for a stack that cannot grow, as in Lua. */
static bool is_memory_error(Weft *w)
{
    const char *s = weft_get_string(w, 0, NULL);
    return s != NULL && (strcmp(s, "not enough memory") == 0 || strstr(s, "too many results to unpack") != NULL);
}

static bool is_good(Weft *w)
{
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    return !weft_has_error(w) && w->heap->guard == NULL &&
           run(w, "local t = {} for i = 1, 20 do t[i] = 'g' .. i end local c = coroutine.wrap(function() return t[20] end) "
                  "return c()") == WEFT_OK &&
           is_text(w, "g20");
}

static bool survives(Weft *w, const Script *s)
{
    for (uint64_t n = 1;; n++) {
        refuse(w, n);
        WeftStatus status = run(w, s->code);
        bool is_through = is_still_refusing(w);
        refuse(w, 0);
        bool expected = status == WEFT_OK ? is_text(w, "done") : !is_through && is_memory_error(w);
        if (!expected) {
            const char *text = weft_to_string(w, 0, NULL);
            printf("# allocation %d: status %d, %s\n", (int)n, (int)status, text != NULL ? text : "(no string)");
        }
        run(w, "debug.sethook()");
        if (!expected || !is_good(w)) {
            printf("# after allocation %d\n", (int)n);
            return false;
        }
        if (is_through) {
            printf("# %s: %d allocations\n", s->name, (int)n - 1);
            return true;
        }
    }
}

/* ---- opening and closing ---- */

static void test_open(void)
{
    bool good = true, opened = false;
    for (uint64_t n = 1; good && !opened; n++) {
        host_refuse_in = n;
        WeftOptions options = {.alloc = host_alloc, .seed = 1};
        Weft *w = weft_open(&options);
        opened = host_refuse_in != 0;
        host_refuse_in = 0;
        if (w != NULL) {
            good = weft_open_libraries(w) && is_good(w);
            weft_close(w);
        }
        good &= host_blocks == 0;
    }
    ok(good, "opening a VM");
    good = true;
    for (uint64_t n = 1;; n++) {
        WeftOptions options = {.alloc = host_alloc, .seed = 1};
        Weft *w = weft_open(&options);
        refuse(w, n);
        bool done = weft_open_libraries(w), is_through = is_still_refusing(w);
        refuse(w, 0);
        good &= done || weft_has_error(w);
        weft_close(w);
        good &= host_blocks == 0 && (!is_through || done);
        if (!good || is_through) {
            printf("# libraries: %d allocations\n", (int)n - 1);
            break;
        }
    }
    ok(good, "opening the libraries");
}

static void test_close(void)
{
    bool good = true;
    for (uint64_t n = 1; n < 60; n++) {
        WeftOptions options = {.alloc = host_alloc, .seed = 1};
        Weft *w = weft_open(&options);
        good &= weft_open_libraries(w) &&
                run(w, "for i = 1, 20 do X = setmetatable({X}, {__gc = function(o) local t = {o, {}} end}) end") == WEFT_OK;
        refuse(w, n);
        weft_close(w);
        host_refuse_in = 0;
        good &= host_blocks == 0;
    }
    ok(good, "closing, with finalizers");
}

/* ---- Lua's C API ---- */

static int finish_twice(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    lua_pushinteger(L, (lua_Integer)ctx);
    lua_pushfstring(L, "%s %d %f", "text", 5, 2.5);
    return 2;
}

static int use_stack(lua_State *L)
{
    luaL_Buffer b;
    luaL_checkstack(L, 100, "no room");
    lua_newtable(L);
    for (int i = 1; i <= 20; i++) {
        lua_pushfstring(L, "value %d", i);
        lua_rawseti(L, -2, i);
    }
    lua_newuserdatauv(L, 100, 2);
    luaL_newmetatable(L, "oom.type");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "block");
    luaL_buffinit(L, &b);
    for (int i = 0; i < 2000; i++) {
        luaL_addstring(&b, "piece");
    }
    luaL_pushresult(&b);
    lua_State *thread = lua_newthread(L);
    lua_pushcfunction(thread, use_stack);
    lua_pushvalue(L, 1);
    lua_xmove(L, thread, 1);
    luaL_unref(L, LUA_REGISTRYINDEX, luaL_ref(L, LUA_REGISTRYINDEX));
    luaL_traceback(L, thread, "trace", 0);
    lua_settop(L, 1);
    lua_pushvalue(L, 1);
    lua_callk(L, 0, 0, 7, finish_twice);
    return finish_twice(L, LUA_OK, 7);
}

static int open_and_use(lua_State *L)
{
    if (luaL_dostring(L, "return function() local t = {} coroutine.yield(t) end") != LUA_OK) {
        return lua_error(L);
    }
    lua_pushcfunction(L, use_stack);
    lua_rotate(L, -2, 1);
    lua_State *co = lua_newthread(L);
    lua_rotate(L, -3, 1);
    lua_xmove(L, co, 2);
    int n, status = lua_resume(co, L, 1, &n);
    if (status == LUA_YIELD) {
        lua_pop(co, n);
        status = lua_resume(co, L, 0, &n);
    }
    if (status != LUA_OK) {
        lua_xmove(co, L, 1);
        return lua_error(L);
    }
    lua_pushliteral(L, "done");
    return 1;
}

static void test_lua_api(void)
{
    bool good = true;
    for (uint64_t n = 1; good; n++) {
        host_refuse_in = WEFT_STRESS_OOM ? 0 : n;
        lua_State *L = lua_newstate(host_alloc, NULL);
        if (L == NULL) {
            good = host_blocks == 0;
            continue;
        }
        host_refuse_in = 0;
        luaL_openlibs(L);
        Weft *w = L->vm;
        lua_pushcfunction(L, open_and_use);
        refuse(w, n);
        int status = lua_pcall(L, 0, 1, 0);
        bool is_through = is_still_refusing(w);
        refuse(w, 0);
        const char *text = lua_tostring(L, -1);
        const char *expected = status == LUA_OK       ? "done"
                               : status == LUA_ERRMEM ? "not enough memory"
                                                      : "stack overflow (no room)"; /* luaL_checkstack's */
        good = text != NULL && strcmp(text, expected) == 0;
        if (!good) {
            printf("# allocation %d: status %d, %s\n", (int)n, status, text != NULL ? text : "(no string)");
        }
        good = good && luaL_dostring(L, "local t = {} for i = 1, 9 do t[i] = {} end") == LUA_OK;
        lua_close(L);
        good &= host_blocks == 0;
        if (is_through) {
            printf("# Lua's API: %d allocations\n", (int)n - 1);
            break;
        }
    }
    ok(good, "Lua's C API");
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        if (argc > 1 && strcmp(argv[1], scripts[i].name) != 0) {
            continue;
        }
        WeftOptions options = {.alloc = host_alloc, .seed = 1};
        Weft *w = weft_open(&options);
        bool good = w != NULL && weft_open_libraries(w) && survives(w, &scripts[i]);
        weft_close(w);
        ok(good && host_blocks == 0, scripts[i].name);
    }
    if (argc == 1) {
        test_open();
        test_close();
        test_lua_api();
    }
    return tap_end();
}
