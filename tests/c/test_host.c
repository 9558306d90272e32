/* test_host.c: what hosts do with weft.h: options, runs and their traces, coroutines, references, stops. Prints TAP. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "host.h"

static Weft *open_vm(const WeftOptions *options)
{
    WeftOptions all = {.libraries = WEFT_LIBS_ALL, .seed = 1};
    Weft *w = weft_open(options ? options : &all);
    if (!w) {
        printf("Bail out! no VM\n");
        exit(1);
    }
    return w;
}

static bool has_text(Weft *w, int slot, const char *part)
{
    const char *s = weft_get_string(w, slot, NULL);
    bool has = s && strstr(s, part);
    if (!has) {
        printf("# got: %s\n#  without: %s\n", s ? s : "(no string)", part);
    }
    return has;
}

/* ---- options and libraries ---- */

static void test_options(void)
{
    int host = 7;
    WeftOptions options = {.libraries = WEFT_LIB_BASE | WEFT_LIB_STRING, .memory_cap = 4 << 20, .fuel = 100000, .user = &host};
    Weft *w = open_vm(&options);
    ok(weft_user(w) == &host && weft_fuel(w) == 100000, "user pointer and fuel");
    ok(run(w, "return ('x'):rep(3), math, io, package, coroutine, next") == WEFT_OK && is_text(w, 0, "xxx") &&
           weft_type(w, 1) == WEFT_NIL && weft_type(w, 4) == WEFT_NIL && weft_type(w, 5) == WEFT_FUNCTION,
       "the libraries that were asked for");
    ok(run(w, "while true do end") == WEFT_OUT_OF_FUEL, "fuel ends");
    weft_close(w);
    w = open_vm(&options);
    WeftHeap heap;
    weft_heap(w, &heap);
    ok(heap.cap == 4 << 20 && heap.used > 0 && heap.used == weft_memory_used(w), "heap statistics");
    weft_set_fuel(w, -1);
    ok(run(w, "local t = {} for i = 1, 1e6 do t[i] = {} end") == WEFT_ERROR && is_text(w, 0, "not enough memory"), "the cap");
    weft_set_memory_cap(w, 0);
    ok(run(w, "local t = {} for i = 1, 1e5 do t[i] = {} end return #t") == WEFT_OK && integer(w, 0) == 100000,
       "is taken away");
    uint32_t before = heap.cycles;
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    weft_heap(w, &heap);
    ok(heap.cycles > before, "collections are counted");
    ok(strcmp(weft_version(), WEFT_VERSION) == 0, "version");
    weft_close(w);
    options.memory_cap = 0;
    w = open_vm(&options);
    ok(!weft_is_sandboxed(w) && weft_open_library_set(w, WEFT_LIB_MATH) && run(w, "return math.pi, package") == WEFT_OK &&
           weft_type(w, 0) == WEFT_NUMBER && weft_type(w, 1) == WEFT_NIL,
       "further libraries");
    ok(!weft_open_library(w, "nothing", 0) && weft_has_error(w), "no such library");
    weft_close(w);
}

/* ---- the sandbox ---- */

/* Every function that scripts of a sandbox can reach, by walking from _G. */
static const char walk[] =
    "local names, seen = {}, {} "
    "local function visit(t, prefix) "
    "  if seen[t] then return end seen[t] = true "
    "  for k, v in pairs(t) do "
    "    if type(v) == 'function' then names[#names + 1] = prefix .. tostring(k) end "
    "    if type(v) == 'table' then visit(v, v == _G and '' or prefix .. tostring(k) .. '.') end "
    "  end "
    "  if getmetatable(t) then names[#names + 1] = prefix .. 'metatable' end "
    "end "
    "visit(_G, '') table.sort(names) return table.concat(names, ' ')";

static const char sandbox_functions[] =
    "assert collectgarbage coroutine.close coroutine.create coroutine.getname coroutine.istransferable "
    "coroutine.isyieldable coroutine.leaf coroutine.main coroutine.resume coroutine.resumer coroutine.running "
    "coroutine.sethome coroutine.setname coroutine.state coroutine.status coroutine.throw coroutine.transfer "
    "coroutine.wrap coroutine.yield debug.traceback error getmetatable ipairs load math.abs math.acos math.asin "
    "math.atan math.atan2 math.ceil math.cos math.cosh math.deg math.exp math.floor math.fmod math.frexp math.ldexp "
    "math.log math.log10 math.max math.min math.modf math.pow math.rad math.random math.randomseed math.sin math.sinh "
    "math.sqrt math.tan math.tanh math.tointeger math.type math.ult next os.clock os.date os.difftime os.time pairs "
    "pcall print rawequal rawget rawlen rawset select setmetatable string.byte string.char string.find string.format "
    "string.gmatch string.gsub string.len string.lower string.match string.pack string.packsize string.rep "
    "string.reverse string.sub string.unpack string.upper table.concat table.insert table.move table.pack table.remove "
    "table.sort table.unpack tonumber tostring type utf8.char utf8.codepoint utf8.codes utf8.len utf8.offset warn xpcall";

static const WeftUserdataType thing_type = {.name = "Sandbox.Thing", .size = 8};

static void test_sandbox(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL, .sandbox = true};
    Weft *w = open_vm(&options);
    ok(weft_is_sandboxed(w) && run(w, walk) == WEFT_OK && is_text(w, 0, sandbox_functions), "what scripts can reach");
    ok(run(w, "return getmetatable(''), pcall(setmetatable, '', {})") == WEFT_OK && weft_type(w, 0) == WEFT_BOOLEAN &&
           !weft_to_boolean(w, 1),
       "the metatable of strings is hidden");
    weft_set_userdata(w, 0, &thing_type);
    weft_set_global(w, "thing", 0);
    ok(run(w, "return getmetatable(thing)") == WEFT_OK && weft_type(w, 0) == WEFT_BOOLEAN, "those of the host's types are");
    ok(run(w, "return load('\\27Lua', 'x', 'b')") == WEFT_OK &&
           is_text(w, 1, "attempt to load a binary chunk (mode is 't')"),
       "no binary chunks for scripts");
    ok(run(w, "return load('return 1', 'x', 'b')") == WEFT_OK &&
           is_text(w, 1, "attempt to load a text chunk (mode is 'b')"),
       "the mode is still heeded");
    Weft *open = open_vm(NULL);
    size_t length;
    ok(run(open, "return string.dump(function() end)") == WEFT_OK, "a binary chunk");
    const char *chunk = weft_get_string(open, 0, &length);
    ok(weft_load(w, 0, chunk, length, "=b", NULL) == WEFT_ERROR_SYNTAX && weft_load(w, 0, chunk, length, "=b", "b") != WEFT_OK,
       "none for the host either");
    weft_close(open);
    ok(!weft_open_library(w, "io", 0) && weft_has_error(w), "no io");
    weft_take_error(w, 0);
    ok(is_text(w, 0, "no library 'io' in a sandbox"), "it says so");
    ok(weft_open_libraries(w) && run(w, "return io, require, dofile, string.dump, debug.getinfo, os.execute") == WEFT_OK &&
           weft_type(w, 0) == WEFT_NIL && weft_type(w, 1) == WEFT_NIL && weft_type(w, 2) == WEFT_NIL &&
           weft_type(w, 3) == WEFT_NIL && weft_type(w, 4) == WEFT_NIL && weft_type(w, 5) == WEFT_NIL,
       "opening the libraries again brings nothing back");
    ok(run(w, "return collectgarbage('count') > 0, collectgarbage('stop'), collectgarbage()") == WEFT_OK &&
           weft_to_boolean(w, 0) && integer(w, 1) == 0 && weft_gc(w, WEFT_GC_IS_RUNNING, 0, 0, 0) == 1,
       "collectgarbage only counts");
    weft_close(w);
}

/* Each wants to run for hours, or to eat all memory. */
static const char *const hostile[] = {
    "while true do end",
    "while true do pcall(error) end",
    "local s = ('a'):rep(4000) s:find('.-.-.-.-b')",
    "while true do pcall(string.find, ('a'):rep(4000), '.-.-.-.-b') end",
    "local s = ('x'):rep(1e5) while true do local t = s .. 'y' end",
    "local s = ('x'):rep(1e5) local t = ('x'):rep(1e5) .. 'y' while true do local b = s < t end",
    "local s, t = ('x'):rep(1e6), ('x'):rep(1e6) while true do local b = s == t end",
    "local t = {} while true do t[#t + 1] = t end",
    "local s = 'x' while true do s = s .. s end",
    "while true do collectgarbage() end",
    "while true do load(('x = 1 '):rep(10000)) end",
    "local function f() return f() end f()",
    "local function f() f() end while true do pcall(f) end",
    "local function f() coroutine.wrap(f)() end f()",
    "while true do coroutine.wrap(function() while true do coroutine.yield() end end)() end",
    "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) return t[1]",
    "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.sort(t, function(a, b) return a > b end) end",
    "local t = {} for i = 1, 1e5 do t[i] = 'x' end while true do table.concat(t) end",
    "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.unpack(t, 1, 1e5) end",
    "while true do string.rep('x', 1e6) end",
    "while true do ('x'):rep(1e5):gsub('x', 'yy') end",
    "local f, t = ('%d'):rep(200), table.pack(table.unpack({}, 1, 200)) for i = 1, 200 do t[i] = i end "
        "while true do f:format(table.unpack(t, 1, 200)) end",
    "while true do tostring(1e308) string.format('%99.99f', 1e308) end",
    "while true do tonumber(('1'):rep(1e6)) end",
    "while true do utf8.len(('x'):rep(1e6)) end",
    "local function f() setmetatable({}, {__gc = f}) end f() while true do end",
    "for i = 1, 1e5 do setmetatable({}, {__gc = function() while true do end end}) end while true do end",
    "local t <close> = setmetatable({}, {__close = function() while true do end end})",
    "xpcall(error, function() while true do end end)",
    "local x = {} while true do x = {x} end",
    "goto a ::a:: goto a",
    "while true do next({}) end",
    "for k in pairs(setmetatable({}, {__pairs = function() return function() return 1 end end})) do end",
    "while true do math.random(1, 2) end",
};

static void test_hostile(void)
{
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        WeftOptions options = {.libraries = WEFT_LIBS_ALL, .sandbox = true, .fuel = 200000, .memory_cap = 16 << 20};
        Weft *w = open_vm(&options);
        WeftStatus status = run(w, hostile[i]);
        const char *message = status == WEFT_ERROR ? weft_error_text(w, 0) : "";
        bool is_stopped = status == WEFT_OUT_OF_FUEL || (status == WEFT_ERROR && (strstr(message, "memory") || strstr(message, "overflow") ||
                                                                                strstr(message, "out of fuel") || strstr(message, "nil")));
        if (!is_stopped) {
            printf("# status %d, %s\n", (int)status, message);
        }
        ok(is_stopped, hostile[i]);
        weft_close(w);
    }
}

/* ---- loading and running ---- */

static const char *next_piece(void *ud, size_t *length)
{
    const char *const **piece = ud;
    if (!**piece) {
        return NULL;
    }
    *length = strlen(**piece);
    return *(*piece)++;
}

static void test_readers(Weft *w)
{
    static const char *const pieces[] = {"return 1", "2 +", " 30", NULL};
    const char *const *at = pieces;
    ok(weft_load_reader(w, 0, next_piece, &at, "=r", "t") == WEFT_OK && weft_run(w, 0, 0, 1, -1) == WEFT_OK && integer(w, 0) == 42,
       "a reader");
    static const char *const wrong[] = {"x =", " = 1", NULL};
    at = wrong;
    ok(weft_load_reader(w, 0, next_piece, &at, "=r", "t") == WEFT_ERROR_SYNTAX && is_text(w, 0, "r:1: unexpected symbol near '='"),
       "with a wrong chunk");
    at = pieces + 3;
    ok(weft_load_reader(w, 0, next_piece, &at, "=r", NULL) == WEFT_OK && weft_run(w, 0, 0, -1, -1) == WEFT_OK &&
           weft_slot_count(w) == 0,
       "with nothing");
    ok(weft_run_text(w, 2, "return 5, 6", "=t") == WEFT_OK && weft_slot_count(w) == 4 && integer(w, 3) == 6, "run_text");
    ok(weft_run_text(w, 0, "x = = 1", "=t") == WEFT_ERROR_SYNTAX && has_text(w, 0, "unexpected symbol"), "that does not compile");
    ok(weft_run_file(w, 0, "/nonexistent") == WEFT_ERROR_FILE && has_text(w, 0, "cannot open"), "run_file of no file");
}

static void test_traces(Weft *w)
{
    ok(run(w, "local function inner() error({code = 5}) end local function outer() inner() end outer()") == WEFT_ERROR &&
           weft_type(w, 0) == WEFT_TABLE && weft_raw_get_field(w, 0, "code", 1) && integer(w, 1) == 5,
       "an error value arrives as it is");
    ok(weft_get_trace(w, 1) && has_text(w, 1, "stack traceback:") && has_text(w, 1, "'inner'") && has_text(w, 1, "'outer'"),
       "its trace is kept");
    ok(run(w, "return 1") == WEFT_OK && !weft_get_trace(w, 0), "until the next run");
    weft_set_table(w, 0, 0, 0);
    ok(strcmp(weft_error_text(w, 0), "(error object is a table value)") == 0 && is_text(w, 0, "(error object is a table value)"),
       "an error object's text");
    weft_set_integer(w, 0, 42);
    ok(strcmp(weft_error_text(w, 0), "42") == 0 && strcmp(weft_error_text(w, 9), "(error object is a nil value)") == 0,
       "numbers and nothing have a text");
    run(w, "return function() error('deep', 0) end");
    ok(weft_run(w, 0, 0, 0, WEFT_NO_HANDLER) == WEFT_ERROR && is_text(w, 0, "deep") && !weft_get_trace(w, 1), "no handler, no trace");
    ok(run(w, "local function f() return f() + 1 end f()") == WEFT_ERROR && has_text(w, 0, "stack overflow") &&
           weft_get_trace(w, 1) && has_text(w, 1, "..."),
       "the trace of a stack overflow");
}

static WeftResult run_nested(Weft *w)
{
    WeftStatus status = weft_run(w, 0, 0, 1, WEFT_NO_HANDLER);
    weft_set_integer(w, 1, status);
    return 2;
}

static WeftResult resume_nested(Weft *w)
{
    WeftStatus status = weft_resume(w, 0, weft_slot_count(w) - 1);
    weft_set_integer(w, 0, status);
    return weft_slot_count(w);
}

static void test_nested(Weft *w)
{
    weft_set_native(w, 0, run_nested, "run_nested", 0, 0);
    weft_set_global(w, "run_nested", 0);
    weft_set_native(w, 0, resume_nested, "resume_nested", 0, 0);
    weft_set_global(w, "resume_nested", 0);
    ok(run(w, "return run_nested(function() return 'in' end)") == WEFT_OK && is_text(w, 0, "in") && integer(w, 1) == WEFT_OK,
       "a native may run a function");
    ok(run(w, "return run_nested(function() error('out', 0) end)") == WEFT_OK && is_text(w, 0, "out") && integer(w, 1) == WEFT_ERROR,
       "that fails");
    ok(run(w, "return coroutine.wrap(function() return run_nested(coroutine.yield) end)()") == WEFT_OK && integer(w, 1) == WEFT_ERROR &&
           has_text(w, 0, "C-call boundary"),
       "that may not yield");
    ok(run(w, "local co = coroutine.create(function(...) local n = select('#', ...) local x = coroutine.yield(n, 'y') return x end) "
              "local a, b, c = resume_nested(co, 1, 2) local d, e = resume_nested(co, 'z') return a, b, c, d, e") == WEFT_OK &&
           integer(w, 0) == WEFT_YIELDED && integer(w, 1) == 2 && is_text(w, 2, "y") && integer(w, 3) == WEFT_OK && is_text(w, 4, "z"),
       "a native may resume a coroutine");
    ok(run(w, "local co co = coroutine.create(function() return resume_nested(coroutine.create(function() "
              "return coroutine.status(co), pcall(coroutine.close, co), debug.traceback(co) end)) end) return coroutine.resume(co)") == WEFT_OK &&
           integer(w, 1) == WEFT_OK && is_text(w, 2, "normal") && !weft_to_boolean(w, 3),
       "the coroutine that waits in the native is normal");
    ok(run(w, "local function deep(n) local co = coroutine.create(deep) local s, e = resume_nested(co, n + 1) "
              "if s == 0 then return e end return n end return deep(1)") == WEFT_OK &&
           integer(w, 0) > 100 && integer(w, 0) <= 200,
       "nested resumes have a limit");
    weft_set_fuel(w, 1000);
    WeftStatus status = run(w, "local status, e = resume_nested(coroutine.create(function() while true do end end)) for i = 1, 2 do end return status, e");
    ok(status == WEFT_OUT_OF_FUEL, "out of fuel in a nested resume");
    weft_set_fuel(w, -1);
    ok(weft_continue(w) == WEFT_OK && integer(w, 0) == WEFT_ERROR && has_text(w, 1, "out of fuel in a C call"), "is an error there");
}

/* ---- coroutines ---- */

/* A new coroutine of a function with this body, in slot 0. */
static void make_coroutine(Weft *w, const char *body)
{
    char code[1000];
    snprintf(code, sizeof code, "return coroutine.create(function(...) %s end)", body);
    if (run(w, code) != WEFT_OK) {
        printf("Bail out! %s\n", weft_error_text(w, 0));
        exit(1);
    }
}

static void test_resume(Weft *w)
{
    make_coroutine(w, "local a = ... local b, c = coroutine.yield(a + 1, 'first') return b + c, 'last', nil");
    weft_set_integer(w, 1, 41);
    ok(weft_resume(w, 0, 1) == WEFT_YIELDED && weft_slot_count(w) == 3 && integer(w, 1) == 42 && is_text(w, 2, "first") &&
           strcmp(weft_coroutine_state(w, 0), "yielded") == 0,
       "resume until a yield");
    weft_set_integer(w, 1, 1);
    weft_set_integer(w, 2, 2);
    ok(weft_resume(w, 0, 2) == WEFT_OK && weft_slot_count(w) == 4 && integer(w, 1) == 3 && is_text(w, 2, "last") &&
           strcmp(weft_coroutine_state(w, 0), "finished") == 0,
       "and until the end");
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && is_text(w, 1, "cannot resume dead coroutine") && weft_slot_count(w) == 2, "no further");
    make_coroutine(w, "local function inner() error('oops') end inner()");
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && is_text(w, 1, "t:1: oops") && strcmp(weft_coroutine_state(w, 0), "failed") == 0,
       "an error");
    ok(weft_traceback(w, 0, 1, 0, 2) && has_text(w, 2, "t:1: oops\nstack traceback:") && has_text(w, 2, "'inner'"), "its trace");
    make_coroutine(w, "return select('#', ...)");
    weft_set_slot_count(w, 1);
    weft_reserve(w, 5001);
    ok(weft_resume(w, 0, 5000) == WEFT_OK && integer(w, 1) == 5000, "many arguments");
    make_coroutine(w, "return table.unpack({}, 1, 5000)");
    ok(weft_resume(w, 0, 0) == WEFT_OK && weft_slot_count(w) == 5001, "many results");
    make_coroutine(w, "for i = 1, 300 do coroutine.yield(table.unpack({}, 1, i)) end return 'end'");
    int sum = 0;
    WeftStatus status;
    while ((status = weft_resume(w, 0, 0)) == WEFT_YIELDED) {
        sum += weft_slot_count(w) - 1;
        weft_gc(w, WEFT_GC_STEP, 0, 0, 0);
        weft_set_slot_count(w, 1);
    }
    ok(status == WEFT_OK && sum == 45150 && is_text(w, 1, "end"), "a generator");
    weft_set_integer(w, 0, 5);
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && is_text(w, 1, "bad slot #0 (coroutine expected, got number)"), "not a coroutine");
    weft_main_coroutine(w, 0);
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && is_text(w, 1, "cannot resume non-suspended coroutine"), "the host's own");
    make_coroutine(w, "return debug.traceback('trace')");
    ok(weft_resume(w, 0, 0) == WEFT_OK && has_text(w, 1, "trace\nstack traceback:"), "a trace inside");
    make_coroutine(w, "return coroutine.resumer(), coroutine.isyieldable(), (coroutine.running()), debug.traceback(coroutine.main())");
    ok(weft_resume(w, 0, 0) == WEFT_OK && weft_type(w, 1) == WEFT_COROUTINE && weft_to_boolean(w, 2) && weft_raw_equal(w, 0, 3) &&
           has_text(w, 4, "stack traceback:"),
       "what it knows about its resumer");
    make_coroutine(w, "coroutine.transfer(coroutine.main())");
    ok(weft_resume(w, 0, 0) == WEFT_ERROR && has_text(w, 1, "cannot transfer to a"), "no transfer to the host that waits in resume");
}

static void test_transfer(Weft *w)
{
    make_coroutine(w, "local x = ... while true do x = coroutine.transfer(coroutine.main(), x * 2, 'from inside') end");
    weft_set_integer(w, 1, 21);
    ok(weft_transfer(w, 0, 1) == WEFT_OK && integer(w, 0) == 42 && is_text(w, 1, "from inside"), "transfer and back");
    make_coroutine(w, "coroutine.transfer(coroutine.main())");
    weft_copy(w, 1, 0);
    weft_set_slot_count(w, 2);
    weft_transfer(w, 1, 0);
    weft_set_slot_count(w, 1);
    ok(strcmp(weft_coroutine_state(w, 0), "transferred") == 0 && weft_resume(w, 0, 0) == WEFT_ERROR &&
           is_text(w, 1, "cannot resume a transferred coroutine (use coroutine.transfer)"),
       "what left by transfer is not resumed");
    make_coroutine(w, "return 'the end'");
    ok(weft_transfer(w, 0, 0) == WEFT_OK && is_text(w, 0, "the end"), "its end comes back");
    make_coroutine(w, "error('failed')");
    ok(weft_transfer(w, 0, 0) == WEFT_ERROR && is_text(w, 0, "t:1: failed"), "its error as well");
    weft_set_nil(w, 0);
    ok(weft_transfer(w, 0, 0) == WEFT_ERROR && has_text(w, 0, "coroutine expected"), "transfer to no coroutine");
}

static void test_close(Weft *w)
{
    run(w, "closed = ''");
    static const char body[] = "local a <close> = setmetatable({}, {__close = function() closed = closed .. 'a' end}) "
                               "local b <close> = setmetatable({}, {__close = function() closed = closed .. 'b' end}) ";
    char code[600];
    snprintf(code, sizeof code, "%s coroutine.yield()", body);
    make_coroutine(w, code);
    weft_resume(w, 0, 0);
    ok(weft_close_coroutine(w, 0) == WEFT_OK && weft_slot_count(w) == 1 && strcmp(weft_coroutine_state(w, 0), "closed") == 0, "close");
    ok(run(w, "return closed") == WEFT_OK && is_text(w, 0, "ba"), "runs what is pending");
    make_coroutine(w, "local a <close> = setmetatable({}, {__close = function() error('in close', 0) end}) coroutine.yield()");
    weft_resume(w, 0, 0);
    ok(weft_close_coroutine(w, 0) == WEFT_ERROR && is_text(w, 1, "in close") && strcmp(weft_coroutine_state(w, 0), "failed") == 0,
       "a close that fails");
    weft_main_coroutine(w, 0);
    ok(weft_close_coroutine(w, 0) == WEFT_ERROR && has_text(w, 1, "cannot close a running coroutine"), "not the host's own");
    make_coroutine(w, "");
    ok(weft_close_coroutine(w, 0) == WEFT_OK && weft_close_coroutine(w, 0) == WEFT_OK, "a new one, twice");
    /* stopped ones */
    run(w, "closed = ''");
    snprintf(code, sizeof code, "%s coroutine.wrap(function() %s while true do end end)()", body, body);
    make_coroutine(w, code);
    weft_set_fuel(w, 1000);
    WeftStatus status = weft_resume(w, 0, 0);
    weft_set_fuel(w, -1);
    ok(status == WEFT_OUT_OF_FUEL && weft_close_coroutine(w, 0) == WEFT_OK && strcmp(weft_coroutine_state(w, 0), "closed") == 0,
       "close of a stopped coroutine");
    ok(run(w, "return closed") == WEFT_OK && is_text(w, 0, "baba"), "runs what is pending in its chain");
    run(w, "closed = ''");
    snprintf(code, sizeof code, "%s other = coroutine.create(function() %s while true do end end) coroutine.transfer(other)", body, body);
    make_coroutine(w, code);
    weft_set_fuel(w, 1000);
    status = weft_resume(w, 0, 0);
    weft_set_fuel(w, -1);
    ok(status == WEFT_OUT_OF_FUEL && weft_close_coroutine(w, 0) == WEFT_OK && run(w, "return closed, coroutine.state(other)") == WEFT_OK &&
           is_text(w, 0, "baba") && is_text(w, 1, "closed"),
       "also where it had transferred to");
    make_coroutine(w, "local a <close> = setmetatable({}, {__close = function() for i = 1, 1000 do end end}) while true do end");
    weft_set_fuel(w, 100);
    weft_resume(w, 0, 0);
    status = weft_close_coroutine(w, 0);
    weft_set_fuel(w, -1);
    ok(status == WEFT_OUT_OF_FUEL && weft_continue(w) == WEFT_OK && strcmp(weft_coroutine_state(w, 0), "closed") == 0,
       "closing takes fuel");
}

/* Any number of coroutines, stopped over and over at other places, come to the right end. */
static void test_stops(Weft *w)
{
    enum { COUNT = 20 };
    WeftHandle tasks[COUNT];
    static const char body[] =
        "local n = ... local sum = 0 "
        "local gen = coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) "
        "local function id(...) return ... end "
        "for i = 1, n do sum = sum + select('#', id(gen(), i, table.unpack({}, 1, 40))) end "
        "local other = coroutine.create(function(back) for i = 1, n do end coroutine.transfer(back, n) end) "
        "sum = sum + coroutine.transfer(other, (coroutine.running())) "
        "local list = {} for i = 1, n do list[i] = -i end table.sort(list, function(a, b) return a < b end) "
        "sum = sum + (pcall(function() for i = 1, n do error('x') end end) and 0 or 1) "
        "coroutine.yield('half') "
        "for i = 1, n do local c <close> = setmetatable({}, {__close = function() sum = sum + 1 end}) end "
        "return sum";
    for (int i = 0; i < COUNT; i++) {
        make_coroutine(w, body);
        tasks[i] = weft_handle_new(w, 0);
    }
    int done = 0, stops = 0, halves = 0, rounds = 0;
    bool good = true, is_done[COUNT] = {false};
    while (done < COUNT && rounds++ < 100000) {
        for (int i = 0; i < COUNT; i++) {
            if (is_done[i]) {
                continue;
            }
            weft_handle_get(w, tasks[i], 0);
            weft_set_integer(w, 1, 10 + i);
            weft_set_slot_count(w, 2);
            weft_set_fuel(w, 7 + i * 3);
            WeftStatus status = weft_resume(w, 0, 1);
            weft_set_fuel(w, -1);
            stops += status == WEFT_OUT_OF_FUEL;
            halves += status == WEFT_YIELDED && is_text(w, 1, "half");
            if (status == WEFT_OK || status == WEFT_ERROR) {
                int n = 10 + i;
                good = good && status == WEFT_OK && integer(w, 1) == n * 42 + n + 1 + n;
                if (status == WEFT_ERROR) {
                    printf("# %s\n", weft_error_text(w, 1));
                }
                is_done[i] = true;
                done++;
                weft_handle_free(w, tasks[i]);
            }
        }
        weft_gc(w, rounds % 3 ? WEFT_GC_STEP : WEFT_GC_COLLECT, 0, 0, 0);
    }
    ok(good && done == COUNT && halves == COUNT && stops > 10 * COUNT, "many coroutines, stopped in turn");
    make_coroutine(w, "while true do end");
    WeftHandle endless = weft_handle_new(w, 0);
    weft_set_fuel(w, 100);
    weft_resume(w, 0, 0);
    weft_set_fuel(w, -1);
    weft_set_global(w, "stopped", 0);
    ok(run(w, "return coroutine.status(stopped), select(2, coroutine.resume(stopped)), pcall(coroutine.close, stopped)") == WEFT_OK &&
           is_text(w, 0, "normal") && is_text(w, 1, "cannot resume non-suspended coroutine") && !weft_to_boolean(w, 2),
       "scripts cannot resume or close a stopped one");
    ok(run(w, "return pcall(coroutine.transfer, stopped), pcall(coroutine.throw, stopped, 'x')") == WEFT_OK && !weft_to_boolean(w, 0) &&
           !weft_to_boolean(w, 1),
       "nor transfer or throw into it");
    ok(run(w, "return debug.traceback(stopped)") == WEFT_OK && has_text(w, 0, "t:1:"), "its trace");
    make_coroutine(w, "while true do end");
    weft_set_fuel(w, 100);
    weft_resume(w, 0, 0);
    weft_set_fuel(w, -1);
    weft_set_slot_count(w, 0);
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    weft_handle_get(w, endless, 0);
    weft_set_fuel(w, 100);
    ok(weft_resume(w, 0, 0) == WEFT_OUT_OF_FUEL, "one is forgotten, another goes on");
    weft_set_fuel(w, -1);
    run(w, "stopped = nil");
    weft_handle_free(w, endless);
    /* two stopped runs at a time: the second cannot stop */
    weft_set_fuel(w, 100);
    WeftStatus first = run(w, "for i = 1, 1000 do end return 'first'");
    WeftStatus second = weft_run_text(w, 0, "while true do end", "=t");
    ok(first == WEFT_OUT_OF_FUEL && second == WEFT_ERROR && has_text(w, 0, "out of fuel in a C call"), "a second run cannot stop");
    weft_set_fuel(w, -1);
    make_coroutine(w, "return 'meanwhile'");
    ok(weft_resume(w, 0, 0) == WEFT_OK && is_text(w, 1, "meanwhile"), "a coroutine runs meanwhile");
    ok(weft_continue(w) == WEFT_OK && is_text(w, 0, "first") && weft_continue(w) == WEFT_OK, "the first goes on");
}

static WeftResult stop_now(Weft *w)
{
    weft_stop(w);
    return 0;
}

static WeftResult interrupt_now(Weft *w)
{
    if (weft_to_boolean(w, 0)) {
        weft_stop(w);
    }
    weft_interrupt(w);
    return 0;
}

static Weft *timed;
static void (*timed_action)(Weft *w);

static void on_alarm(int signal_number)
{
    (void)signal_number;
    timed_action(timed);
}

/* The action is taken in a signal handler soon. */
static void start_timer(Weft *w, void (*action)(Weft *w))
{
    struct itimerval soon = {.it_value = {.tv_usec = 30000}};
    timed = w;
    timed_action = action;
    signal(SIGALRM, on_alarm);
    setitimer(ITIMER_REAL, &soon, NULL);
}

/* Interrupts come at any point between the instructions of coroutines that hand over: handlers see the right stack. */
static void test_many_interrupts(Weft *w)
{
    static const char hopping[] =
        "local function hop() while true do coroutine.wrap(function() coroutine.yield(1) end)() end end "
        "for i = 1, 100 do traces = traces + #select(2, xpcall(hop, debug.traceback)) end return 'went on'";
    struct itimerval often = {.it_value = {.tv_usec = 300}, .it_interval = {.tv_usec = 300}}, never = {0};
    bool is_well = run(w, "traces = 0") == WEFT_OK;
    timed = w;
    timed_action = weft_interrupt;
    signal(SIGALRM, on_alarm);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; is_well && i < 20; i++) {
        WeftStatus status = run(w, hopping);
        is_well = status == WEFT_OK ? is_text(w, 0, "went on") : has_text(w, 0, "interrupted!");
    }
    setitimer(ITIMER_REAL, &never, NULL);
    weft_clear_interrupt(w);
    ok(is_well && run(w, "return traces > 0") == WEFT_OK && weft_to_boolean(w, 0), "interrupts at any point");
}

static void test_signals(Weft *w)
{
    weft_set_native(w, 0, stop_now, "stop", 0, 0);
    weft_set_global(w, "stop", 0);
    weft_set_native(w, 0, interrupt_now, "interrupt", 0, 0);
    weft_set_global(w, "interrupt", 0);
    ok(run(w, "pcall(function() stop() for i = 1, 10 do end end) return 'went on'") == WEFT_OUT_OF_FUEL, "a stop is not caught");
    ok(weft_continue(w) == WEFT_OK && is_text(w, 0, "went on"), "and goes on");
    make_coroutine(w, "stop() for i = 1, 10 do end return 'went on'");
    ok(weft_resume(w, 0, 0) == WEFT_OUT_OF_FUEL && weft_resume(w, 0, 0) == WEFT_OK && is_text(w, 1, "went on"), "in a coroutine, too");
    ok(run(w, "interrupt(true) for i = 1, 10 do end") == WEFT_OUT_OF_FUEL && weft_continue(w) == WEFT_OK,
       "an interrupt does not take the place of a stop");
    static const char endless_match[] = "local ok, e = pcall(string.find, ('a'):rep(4000), '.-.-.-.-b') for i = 1, 2 do end return ok, e";
    start_timer(w, weft_stop);
    ok(run(w, endless_match) == WEFT_OUT_OF_FUEL, "a stop, from a signal handler, while a pattern is matched");
    ok(weft_continue(w) == WEFT_OK && !weft_to_boolean(w, 0) && has_text(w, 1, "out of fuel"), "the function is given up");
    start_timer(w, weft_interrupt);
    ok(run(w, endless_match) == WEFT_OK && !weft_to_boolean(w, 0) && has_text(w, 1, "interrupted!"), "an interrupt in the same place");
    start_timer(w, weft_interrupt);
    ok(run(w, "while true do end") == WEFT_ERROR && is_text(w, 0, "t:1: interrupted!"), "an interrupt in a loop");
    start_timer(w, weft_interrupt);
    ok(run(w, "local x, y = 0 while true do x = y end") == WEFT_ERROR && is_text(w, 0, "t:1: interrupted!"),
       "in one that is fused to what is before it");
    start_timer(w, weft_interrupt);
    ok(run(w, "local x = 0 for i = 1, math.maxinteger do x = x + i end") == WEFT_ERROR && is_text(w, 0, "t:1: interrupted!"),
       "in a counting loop");
    weft_stop(w);
    weft_clear_interrupt(w);
    ok(run(w, "return 1") == WEFT_OK, "signals are taken back");
    weft_interrupt(w);
    ok(run(w, "return pcall(function() end)") == WEFT_ERROR && has_text(w, 0, "interrupted!"), "or wait for the next run");
    weft_set_fuel(w, 100);
    ok(run(w, endless_match) == WEFT_OUT_OF_FUEL, "far out of fuel");
    weft_set_fuel(w, -1);
    ok(weft_continue(w) == WEFT_OK && !weft_to_boolean(w, 0) && has_text(w, 1, "out of fuel"), "is an error");
}

/* ---- natives' requests ---- */

static WeftResult take_resumed(Weft *w, WeftStatus status, int64_t ctx)
{
    weft_set_integer(w, weft_slot_count(w), ctx + status);
    return weft_slot_count(w);
}

static WeftResult n_resume(Weft *w)
{
    return weft_call_resume(w, 0, weft_slot_count(w) - 1, take_resumed, 100);
}

static WeftResult n_transfer(Weft *w)
{
    return weft_call_transfer(w, 0, weft_slot_count(w) - 1, take_resumed, 200);
}

static WeftResult n_close(Weft *w)
{
    return weft_call_close(w, 0, NULL, 0);
}

static WeftResult n_yield(Weft *w)
{
    return weft_yield(w, 0, weft_slot_count(w), NULL, 0);
}

static WeftResult n_call(Weft *w)
{
    return weft_pcall(w, 0, weft_slot_count(w) - 1, 2, NULL, 0);
}

static const WeftFunction requests[] = {
    {"host.resume", n_resume}, {"host.transfer", n_transfer}, {"host.close", n_close},
    {"host.yield", n_yield},   {"host.call", n_call},         {NULL, NULL},
};

static void test_requests(Weft *w)
{
    weft_set_slot_count(w, 0);
    weft_set_table(w, 0, 0, 0);
    ok(weft_add_functions(w, 0, requests) && weft_set_global(w, "host", 0), "a table of natives");
    ok(run(w, "return host.resume(coroutine.create(function(a) return a + 1 end), 5)") == WEFT_OK && weft_to_boolean(w, 0) &&
           integer(w, 1) == 6 && integer(w, 2) == 100,
       "a native resumes");
    ok(run(w, "return host.resume(coroutine.create(function(a) error('x', 0) end))") == WEFT_OK && !weft_to_boolean(w, 0) && is_text(w, 1, "x"),
       "one that fails");
    ok(run(w, "local me = coroutine.running() return host.transfer(coroutine.create(function(a) coroutine.transfer(me, a, 7) end), 5)") == WEFT_OK &&
           integer(w, 0) == 5 && integer(w, 1) == 7 && integer(w, 2) == 200,
       "a native transfers");
    ok(run(w, "local co = coroutine.create(function() end) return host.close(co), coroutine.state(co)") == WEFT_OK &&
           weft_to_boolean(w, 0) && is_text(w, 1, "closed"),
       "a native closes");
    ok(run(w, "local co = coroutine.wrap(function() return host.yield(1, 2) end) local a, b = co() return a + b, co('x', 'y')") == WEFT_OK &&
           integer(w, 0) == 3 && is_text(w, 1, "x") && is_text(w, 2, "y"),
       "a native yields without a continuation");
    ok(run(w, "local co = coroutine.create(function() local ok, e = pcall(host.yield, 1) return (('x'):gsub('x', host.yield)), ok, e end) "
              "coroutine.resume(co) local _, x = coroutine.throw(co, 'e') "
              "return x, (select(2, debug.traceback(co):gsub('%[C%]', ''))), select(2, coroutine.throw(co, 'f'))") == WEFT_OK &&
           is_text(w, 0, "x") && integer(w, 1) == 2 && is_text(w, 2, "f"),
       "an error is thrown into a native's yield");
    ok(run(w, "local a, b = host.call(function() return 5 end) return a, b, pcall(host.call, error, 'e')") == WEFT_OK && integer(w, 0) == 5 &&
           weft_type(w, 1) == WEFT_NIL && !weft_to_boolean(w, 2) && is_text(w, 3, "e"),
       "a call without a continuation");
    ok(run(w, "return pcall(host.resume, 5)") == WEFT_OK && has_text(w, 1, "coroutine expected, got number"), "of no coroutine");
    ok(run(w, "local function f(n) if n > 0 then return host.resume(coroutine.create(f), n - 1) end return 'deep' end return f(5000)") == WEFT_OK,
       "natives that resume nest deeply");
}

/* ---- types ---- */

typedef struct Node {
    WeftRef next;
    int64_t value;
} Node;

static int nodes_alive;

static void destroy_node(void *block)
{
    (void)block;
    nodes_alive--;
}

static void trace_node(void *block, WeftTracer *tracer)
{
    const Node *node = block;
    weft_trace(tracer, &node->next);
}

static WeftResult node_value(Weft *w);
static WeftResult node_link(Weft *w);
static WeftResult node_next(Weft *w);
static WeftResult node_add(Weft *w);

static const WeftFunction node_methods[] = {
    {"node.value", node_value}, {"node.link", node_link}, {"node.next", node_next}, {"node.__add", node_add}, {NULL, NULL},
};
static const WeftUserdataType node_type = {
    .name = "Test.Node", .size = sizeof(Node), .destroy = destroy_node, .trace = trace_node, .methods = node_methods, .user_values = 1};

static WeftResult make_node(Weft *w)
{
    int64_t value;
    Node *node = weft_check_integer(w, 0, &value) ? weft_set_userdata(w, 1, &node_type) : NULL;
    if (!node) {
        return WEFT_RAISE;
    }
    node->value = value;
    nodes_alive++;
    return 1;
}

static WeftResult node_value(Weft *w)
{
    const Node *node = weft_check_userdata(w, 0, &node_type);
    if (!node) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, 1, node->value);
    return 1;
}

static WeftResult node_link(Weft *w)
{
    Node *node = weft_check_userdata(w, 0, &node_type);
    if (!node) {
        return WEFT_RAISE;
    }
    weft_ref_set(w, 0, &node->next, 1);
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult node_next(Weft *w)
{
    const Node *node = weft_check_userdata(w, 0, &node_type);
    if (!node) {
        return WEFT_RAISE;
    }
    weft_ref_get(w, &node->next, 1);
    return 1;
}

static WeftResult node_add(Weft *w)
{
    const Node *a = weft_check_userdata(w, 0, &node_type), *b = weft_check_userdata(w, 1, &node_type);
    if (!a || !b) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, 2, a->value + b->value);
    return 1;
}

static void test_types(void)
{
    Weft *w = open_vm(NULL);
    weft_set_native(w, 0, make_node, "make_node", 0, 0);
    weft_set_global(w, "make_node", 0);
    ok(run(w, "local a, b = make_node(1), make_node(2) return a:value(), a + b, a:next(), a:link(b):next():value()") == WEFT_OK &&
           integer(w, 0) == 1 && integer(w, 1) == 3 && weft_type(w, 2) == WEFT_NIL && integer(w, 3) == 2,
       "methods, metamethods, references");
    ok(run(w, "local a = make_node(1) return pcall(a.value, {})") == WEFT_OK && has_text(w, 1, "Test.Node expected, got table"),
       "a method of another value");
    ok(run(w, "list = make_node(0) for i = 1, 1000 do list = make_node(i):link(list) end collectgarbage() collectgarbage() "
              "local n, at = 0, list while at do n = n + at:value() at = at:next() end return n") == WEFT_OK && integer(w, 0) == 500500,
       "a list held by references alone");
    ok(run(w, "for i = 1, 10 do local a, b = make_node(1), make_node(2) a:link(b) b:link(a) end list = nil "
              "collectgarbage() collectgarbage()") == WEFT_OK && nodes_alive < 10,
       "cycles of references are collected");
    ok(run(w, "collectgarbage('generational') local old = {} for i = 1, 100 do old[i] = make_node(i) end collectgarbage('step') "
              "collectgarbage('step') for i = 1, 100 do old[i]:link({i}) end collectgarbage('step') for i = 1, 1000 do local t = {{}} end "
              "collectgarbage('step') for i = 1, 100 do assert(old[i]:next()[1] == i) end collectgarbage('incremental') return 1") == WEFT_OK,
       "old userdata keep new values");
    run(w, "return make_node(1)");
    weft_set_text(w, 1, "kept");
    ok(weft_set_user_value(w, 0, 1, 1) && weft_get_user_value(w, 0, 1, 2) && is_text(w, 2, "kept") && !weft_get_user_value(w, 0, 2, 2),
       "user values");
    ok(run(w, "local a = make_node(1) getmetatable(a).__gc(a) return a, pcall(a.value, a)") == WEFT_OK && !weft_to_boolean(w, 1) &&
           !weft_to_userdata(w, 0, NULL),
       "a destroyed block is not handed out");
    run(w, "kept = make_node(1)");
    weft_close(w);
    ok(nodes_alive == 0, "each is destroyed once");
}

/* ---- the rest ---- */

static void test_operators(Weft *w)
{
    run(w, "return setmetatable({}, {__add = function(a, b) return 'added' end, __index = function(t, k) return k .. '!' end, "
           "__len = function() return 7 end, __newindex = function(t, k, v) rawset(t, k, v * 2) end})");
    WeftHandle object = weft_handle_new(w, 0);
    static const struct {
        const char *event;
        int arguments;
        const char *expected;
    } tried[] = {{"add", 2, "added"}, {"index", 2, "5!"}, {"len", 1, "7"}};
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        weft_set_operator(w, 0, tried[i].event);
        weft_handle_get(w, object, 1);
        weft_set_integer(w, 2, 5);
        weft_set_slot_count(w, 1 + tried[i].arguments);
        ok(weft_run(w, 0, tried[i].arguments, 1, -1) == WEFT_OK && strcmp(weft_to_string(w, 0, NULL), tried[i].expected) == 0,
           tried[i].event);
    }
    weft_set_operator(w, 0, "newindex");
    weft_handle_get(w, object, 1);
    weft_set_text(w, 2, "k");
    weft_set_integer(w, 3, 21);
    ok(weft_run(w, 0, 3, 0, -1) == WEFT_OK, "newindex");
    weft_handle_get(w, object, 0);
    ok(weft_raw_get_field(w, 0, "k", 1) && integer(w, 1) == 42, "its effect");
    ok(!weft_set_operator(w, 0, "plus") && weft_has_error(w), "no such operator");
    weft_take_error(w, 0);
    weft_handle_free(w, object);
}

static void test_handles(Weft *w)
{
    weft_handle_get(w, 0, 0);
    ok(weft_type(w, 0) == WEFT_NIL, "the handle 0 reads as nil");
    weft_handle_free(w, 0);
    weft_handle_free(w, 12345);
    weft_set_integer(w, 0, 1);
    WeftHandle h = weft_handle_new(w, 0);
    weft_set_integer(w, 0, 2);
    weft_handle_set(w, h, 0);
    weft_handle_get(w, h, 1);
    ok(integer(w, 1) == 2, "a handle is set");
    weft_handle_free(w, h);
    weft_handle_free(w, h);
    weft_handle_get(w, h, 1);
    ok(weft_type(w, 1) == WEFT_NIL, "a freed one reads as nil");
    weft_set_integer(w, 0, 9);
    ok(weft_set_global(w, "nine", 0) && weft_get_global(w, "nine", 1) && integer(w, 1) == 9 && !weft_get_global(w, "none", 1) &&
           weft_type(w, 1) == WEFT_NIL,
       "globals");
}

int main(void)
{
    test_options();
    test_sandbox();
    test_hostile();
    Weft *w = open_vm(NULL);
    test_readers(w);
    test_traces(w);
    test_nested(w);
    test_resume(w);
    test_transfer(w);
    test_close(w);
    test_stops(w);
    test_signals(w);
    test_many_interrupts(w);
    test_requests(w);
    test_operators(w);
    test_handles(w);
    weft_close(w);
    test_types();
    return tap_end();
}
