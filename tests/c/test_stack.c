/* test_stack.c: stacks behind the scripts' back: how much of a deep one a collection has left to scan, and that stacks get smaller
 * while C functions hold windows of slots in them, or runs are stopped. Prints TAP. */
#include <stdio.h>
#include <string.h>

#include "call.h"
#include "compat/lualib.h"
#include "coroutine.h"
#include "lua_state.h"
#include "tap.h"

/* Runs a chunk, which gives a truth value for each line of `names`. */
static void check(lua_State *L, const char *code, const char *const *names)
{
    lua_settop(L, 0);
    if (luaL_dostring(L, code) != LUA_OK) {
        printf("# %s\n", lua_tostring(L, -1));
        lua_settop(L, 0);
    }
    for (int i = 0; names[i] != NULL; i++) {
        ok(lua_toboolean(L, i + 1), names[i]);
    }
}

/* fresh(): how many frames of the running coroutine no collection has seen, then a small collection. */
static int f_fresh(lua_State *L)
{
    VM *vm = L->vm;
    Frame f;
    lua_Integer n = 0;
    for (bool found = frame_first(vm, vm->co, &f); found && !(f.header & HDR_SCANNED); found = frame_next(vm, vm->co, &f)) {
        n++;
    }
    lua_gc(L, LUA_GCSTEP, 0);
    lua_pushinteger(L, n);
    return 1;
}

static void test_scans(lua_State *L)
{
    static const char *const names[] = {
        "a deep recursion: all frames are new", "a second collection sees none of them again", "nor those that calls returned to",
        "only what was called since", "after an error too", "in a coroutine that was suspended in between", NULL,
    };
    lua_gc(L, LUA_GCGEN, 0, 0);
    check(L,
          "local function down(n, f) if n == 0 then return (f()) end local r = down(n - 1, f) return r end\n"
          "local first, again, back, called, failed\n"
          "down(5000, function()\n"
          "    first = fresh()\n"
          "    down(20, function() again = fresh() return 1 end)\n"
          "    down(10, function() back = fresh() return 1 end)\n"
          "    down(300, function() called = fresh() return 1 end)\n"
          "    pcall(down, 40, function() fresh() error('x') end)\n"
          "    failed = fresh()\n"
          "end)\n"
          "local co = coroutine.wrap(function() return down(3000, function() fresh() coroutine.yield() return fresh() end) end)\n"
          "co() fresh()\n"
          "local n = co()\n"
          "return first > 5000, again < 30, back < 20, called > 300 and called < 310, failed <= 3, n <= 3\n",
          names);
}

/* hold(f): many slots of its own around a call of f. */
static int f_hold(lua_State *L)
{
    enum { COUNT = 300 };
    luaL_checkstack(L, 2000, NULL);
    for (int i = 1; i <= COUNT; i++) {
        lua_pushfstring(L, "%d", i);
    }
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    bool good = lua_gettop(L) == COUNT + 2;
    for (int i = 1; i <= COUNT; i++) {
        good = good && lua_tointeger(L, 1 + i) == i;
    }
    for (int i = 0; i < 1600; i++) { /* as was asked for */
        lua_pushinteger(L, i);
    }
    lua_pushboolean(L, good && lua_tointeger(L, -1) == 1599);
    lua_pushvalue(L, COUNT + 2);
    return 2;
}

/* slots(): of the running coroutine's stack. */
static int f_slots(lua_State *L)
{
    lua_pushinteger(L, L->vm->co->header.aux);
    return 1;
}

/* Whether a C function that goes on has room for what it may push without asking. */
static int has_room(lua_State *L, int status, lua_KContext context)
{
    (void)status, (void)context;
    lua_pushboolean(L, L->vm->stack_limit - L->vm->top >= LUA_MINSTACK);
    return 1;
}

/* call_both(f, g): g is called and has ended, f may yield. */
static int f_call_both(lua_State *L)
{
    lua_call(L, 0, 0);
    lua_callk(L, 0, 0, 0, has_room);
    return has_room(L, LUA_OK, 0);
}

static void test_shrinking(lua_State *L)
{
    static const char *const names[] = {
        "the main stack gets smaller under a C function", "whose values stay", "a coroutine's too", "and its C function's",
        "a stack that is in use at each collection stays", "a C function that waits goes on with the slots it may use", NULL,
    };
    check(L,
          "local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end\n"
          "local function shrunk()\n"
          "    deep(50000)\n"
          "    local large = slots()\n"
          "    for i = 1, 4 do collectgarbage() end\n"
          "    return large > 100000 and slots() < 4000\n"
          "end\n"
          "local good, small = hold(shrunk)\n"
          "local co_good, co_small = coroutine.wrap(function() return hold(shrunk) end)()\n"
          "local function used(n) if n == 0 then for i = 1, 4 do collectgarbage() end return slots() end local r = used(n - 1) return r end\n"
          "local waiting = coroutine.wrap(call_both)\n"
          "waiting(coroutine.yield, function() deep(1000) end)\n"
          "for i = 1, 4 do collectgarbage() end\n"
          "return small, good, co_small, co_good, used(20000) > 40000, waiting()\n",
          names);
}

/* A coroutine of C's that was deep, with a window in which C goes on. */
static void test_visited(lua_State *L)
{
    lua_settop(L, 0);
    lua_State *co = lua_newthread(L);
    int n = 0;
    bool good = luaL_loadstring(co, "local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end "
                                    "deep(50000) local a, b = coroutine.yield(1, 'two') return a + b") == LUA_OK &&
                lua_resume(co, L, 0, &n) == LUA_YIELD && n == 2;
    for (int i = 0; i < 4; i++) {
        lua_gc(L, LUA_GCCOLLECT);
        good = good && luaL_dostring(L, "return 1") == LUA_OK; /* a safe point */
        lua_settop(L, 1);
        good = good && lua_tointeger(co, -2) == 1 && strcmp(lua_tostring(co, -1), "two") == 0;
    }
    ok(good && co->co->header.aux < 4000, "a coroutine that C resumed gets a smaller stack, with what it yielded");
    lua_pop(co, 2);
    for (int i = 0; i < 1000; i++) {
        good = good && lua_checkstack(co, 1);
        lua_pushinteger(co, i);
    }
    lua_pop(co, 998);
    ok(good && lua_resume(co, L, 2, &n) == LUA_OK && lua_tointeger(co, -1) == 1, "C may put much on it again, and resume it");
}

/* The host's frame lies where the stopped call's registers end: those of its caller reach further. */
static void test_stopped(const char *loop)
{
    static const char collect[] = "for i = 1, 4 do collectgarbage() end go = true";
    char code[2000];
    int64_t count = 0;
    Weft *w = weft_open(&(WeftOptions){.libraries = WEFT_LIBS_ALL, .fuel = 500000});
    REQUIRE(w != NULL);
    snprintf(code, sizeof code, "local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end deep(50000) "
             "local loop = %s local function wide() local r = loop() return select('#'", loop);
    for (int i = 0; i < 200; i++) {
        strcat(code, ", r");
    }
    strcat(code, ") end return wide()");
    bool is_stopped = weft_run_text(w, 0, code, "=t") == WEFT_OUT_OF_FUEL;
    weft_set_fuel(w, -1);
    weft_run_text(w, weft_slot_count(w), collect, "=t");
    ok(is_stopped && w->main->header.aux > 200, "a stopped run's stack keeps the registers of all its calls");
    ok(weft_continue(w) == WEFT_OK && weft_to_integer(w, 0, &count) && count == 200, "which goes on");
    weft_run_text(w, 0, collect, "=t");
    ok(w->main->header.aux < 4000, "and gets smaller afterwards");
    weft_close(w);
}

int main(void)
{
    lua_State *L = luaL_newstate();
    if (L == NULL) {
        printf("Bail out! no state\n");
        return 1;
    }
    luaL_openlibs(L);
    lua_register(L, "fresh", f_fresh);
    lua_register(L, "hold", f_hold);
    lua_register(L, "call_both", f_call_both);
    lua_register(L, "slots", f_slots);
    test_scans(L);
    test_shrinking(L);
    test_visited(L);
    lua_close(L);
    test_stopped("function() while not go do end return 7 end");
    test_stopped("coroutine.wrap(function() while not go do end return 7 end)");
    return tap_end();
}
