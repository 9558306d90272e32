/* coroutines.c: threads: resuming and yielding in all ways, what is on their stacks, errors in them, closing them. */
#include "show.h"

#pragma weak lua_closethread
extern int lua_closethread(lua_State *L, lua_State *from); /* since 5.4.6 */

static int close_thread(lua_State *co, lua_State *L)
{
    return lua_closethread ? lua_closethread(co, L) : lua_resetthread(co);
}

static int resume(lua_State *co, lua_State *L, int narg)
{
    int count = -1, status = lua_resume(co, L, narg, &count);
    printf("resume -> %d, status %d, ", status, lua_status(co));
    if (status <= LUA_YIELD) {
        printf("yieldable %d, %d values, ", lua_isyieldable(co), count);
        show(co, "stack");
    } else { /* what else is on a failed thread's stack is not said */
        show_value(co, -1);
        putchar('\n');
    }
    return count;
}

static int yield_all(lua_State *L)
{
    return lua_yield(L, lua_gettop(L));
}
static int yield_some(lua_State *L)
{
    lua_pushliteral(L, "left");
    lua_insert(L, 1);
    lua_pushliteral(L, "yielded");
    return lua_yield(L, 1);
}
static int go_on(lua_State *L, int status, lua_KContext ctx)
{
    printf("  continued %d %d ", status, (int)ctx);
    show(L, "");
    if (ctx == 3) {
        return lua_gettop(L);
    }
    lua_pushinteger(L, ctx);
    return lua_yieldk(L, 1, ctx + 1, go_on);
}
static int yield_k(lua_State *L)
{
    lua_pushliteral(L, "a");
    lua_pushliteral(L, "b");
    return lua_yieldk(L, 1, 0, go_on);
}
static int fail_later(lua_State *L, int status, lua_KContext ctx)
{
    return luaL_error(L, "later %d %d", status, (int)ctx);
}
static int yield_then_fail(lua_State *L)
{
    return lua_yieldk(L, 0, 11, fail_later);
}

static int call_go_on(lua_State *L, int status, lua_KContext ctx)
{
    lua_pushinteger(L, status);
    lua_pushinteger(L, ctx);
    return lua_gettop(L);
}
static int callk(lua_State *L)
{
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 21, call_go_on);
    return call_go_on(L, LUA_OK, 21);
}
static int pcallk(lua_State *L)
{
    return call_go_on(L, lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 22, call_go_on), 22);
}
static int handler(lua_State *L)
{
    lua_pushfstring(L, "handled %s", lua_tostring(L, 1));
    return 1;
}
static int xpcallk(lua_State *L)
{
    lua_pushcfunction(L, handler);
    lua_insert(L, 1);
    return call_go_on(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 23, call_go_on), 23);
}
static int call(lua_State *L)
{
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}
static int yieldable(lua_State *L)
{
    lua_pushboolean(L, lua_isyieldable(L));
    return 1;
}
static int resume_self(lua_State *L)
{
    int count;
    lua_pushinteger(L, lua_resume(L, NULL, 0, &count));
    return 2;
}
static int close_logged(lua_State *L)
{
    printf("  closed, error ");
    show_value(L, 2);
    putchar('\n');
    return 0;
}
static int close_fails(lua_State *L)
{
    return luaL_error(L, "in close");
}

static lua_State *start(lua_State *L, const char *code)
{
    lua_State *co = lua_newthread(L);
    luaL_loadbuffer(co, code, strlen(code), "=co");
    return co;
}

static void show_script(lua_State *L)
{
    lua_State *co = start(L, "local a, b = ... local c = coroutine.yield(a + b) local d, e = coroutine.yield(c, 'two') return d, e, 'end'");
    show(co, "before");
    lua_pushinteger(co, 1);
    lua_pushinteger(co, 2);
    lua_pop(co, resume(co, L, 2));
    lua_pushliteral(co, "c");
    lua_pop(co, resume(co, L, 1));
    show(co, "popped");
    lua_pushliteral(co, "d");
    lua_pop(co, resume(co, L, 1));
    resume(co, L, 0);
    lua_pushinteger(co, 1);
    resume(co, L, 1);
    lua_settop(co, 0);
    /* a thread that has ended may run another function */
    luaL_loadstring(co, "return 'again', ...");
    lua_pushinteger(co, 5);
    resume(co, L, 1);
}

static void show_c(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, yield_all);
    lua_pushinteger(co, 1);
    lua_pushinteger(co, 2);
    lua_pop(co, resume(co, L, 2));
    lua_pushliteral(co, "x");
    lua_pushliteral(co, "y");
    resume(co, L, 2);
    lua_settop(co, 0);

    lua_pushcfunction(co, yield_some);
    lua_pushinteger(co, 1);
    lua_pop(co, resume(co, L, 1));
    show(co, "in between");
    resume(co, L, 0);
    lua_settop(co, 0);

    lua_pushcfunction(co, yield_k);
    lua_pushinteger(co, 7);
    lua_pop(co, resume(co, L, 1));
    lua_pushliteral(co, "one");
    resume(co, L, 1); /* what it yields stays */
    lua_pushliteral(co, "two");
    resume(co, L, 1);
    lua_settop(co, 0);
    lua_pushliteral(co, "only");
    resume(co, L, 1);
    resume(co, L, 0);
    lua_settop(co, 0);

    lua_pushcfunction(co, yield_then_fail);
    resume(co, L, 0);
    resume(co, L, 0);
    printf("status %d\n", lua_status(co));
    resume(co, L, 0);
}

/* A yield leaves the C function at once, wherever in it it is made, and whatever the function has called before. */
static int nothing(lua_State *L)
{
    (void)L;
    return 0;
}
static int fails(lua_State *L)
{
    return luaL_error(L, "fails");
}
static void yield_from_helper(lua_State *L)
{
    lua_yieldk(L, lua_gettop(L), 3, go_on);
    printf("not left\n");
}
static int yield_in_middle(lua_State *L)
{
    lua_pushcfunction(L, nothing);
    lua_call(L, 0, 0);
    yield_from_helper(L);
    printf("not left\n");
    return 0;
}
static int yield_after_calls(lua_State *L)
{
    lua_pushcfunction(L, nothing);
    lua_call(L, 0, 0);
    lua_pushcfunction(L, fails);
    lua_pcall(L, 0, 0, 0);
    return lua_yield(L, lua_gettop(L));
}
static int yield_after_resume(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    int count;
    lua_pushcfunction(co, yield_k);
    printf("  inner %d", lua_resume(co, L, 0, &count));
    lua_pushinteger(co, count);
    lua_xmove(co, L, 1);
    lua_remove(L, -2);
    return lua_yield(L, lua_gettop(L));
}
static int resume_unseen(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    int count;
    lua_pushcfunction(co, yield_k);
    lua_resume(co, L, 0, &count);
    return 1; /* the thread */
}

static void show_leaving(lua_State *L)
{
    static const lua_CFunction functions[] = {yield_in_middle, yield_after_calls, yield_after_resume};
    for (int i = 0; i < 3; i++) {
        lua_State *co = lua_newthread(L);
        lua_pushcfunction(co, functions[i]);
        lua_pushliteral(co, "arg");
        lua_pop(co, resume(co, L, 1));
        lua_pushliteral(co, "back");
        resume(co, L, 1);
        co = start(L, "local f = ... return 'of', f('script'), pcall(f, 'pcall')");
        lua_pushcfunction(co, functions[i]);
        while (resume(co, L, 1), lua_status(co) == LUA_YIELD) {
            lua_settop(co, 0);
            lua_pushliteral(co, "on");
        }
        lua_settop(L, 0);
    }
    lua_register(L, "resume_unseen", resume_unseen);
    int status = luaL_dostring(L, "local co = resume_unseen() return coroutine.status(co), coroutine.isyieldable()");
    printf("unseen %d ", status);
    show(L, "");
    lua_settop(L, 0);
}

static void show_errors(lua_State *L)
{
    lua_State *co = start(L, "local t = nil; t.x = 1");
    resume(co, L, 0);
    luaL_traceback(L, co, "trace", 0);
    printf("%s\n", lua_tostring(L, -1));
    printf("close %d ", close_thread(co, L));
    show(co, "after");
    printf("status %d\n", lua_status(co));
    lua_settop(co, 0);
    luaL_loadstring(co, "return 'usable'");
    resume(co, L, 0);

    co = start(L, "error({})");
    resume(co, L, 0);
    co = start(L, "error()");
    resume(co, L, 0);
    printf("reset %d ", lua_resetthread(co));
    show(co, "after");
    resume(co, L, 0);
    lua_settop(co, 0);
    lua_pushliteral(co, "no function");
    lua_pushinteger(co, 1);
    resume(co, L, 1);
    co = lua_newthread(L);
    lua_newtable(co);
    run(co, "return {__call = function(self, a) return type(self), a, coroutine.yield('called') end}");
    lua_setmetatable(co, -2);
    lua_pushinteger(co, 1);
    lua_pop(co, resume(co, L, 1));
    lua_pushinteger(co, 2);
    resume(co, L, 1);
    co = lua_newthread(L);
    resume(co, L, 0);
    lua_settop(co, 0);
    lua_pushcfunction(L, resume_self);
    lua_call(L, 0, 2);
    show(L, "self");
    lua_settop(L, 0);
}

static void show_closing(lua_State *L)
{
    lua_State *co = start(L, "local v <close> = setmetatable({}, {__close = close_logged}) "
                             "local w <close> = setmetatable({}, {__close = close_fails}) coroutine.yield(1) return 2");
    resume(co, L, 0);
    printf("close %d ", close_thread(co, L));
    show(co, "after");
    lua_settop(co, 0);
    co = start(L, "local v <close> = setmetatable({}, {__close = close_logged}) coroutine.yield(1) return 2");
    resume(co, L, 0);
    lua_settop(co, 0);
    printf("close %d ", close_thread(co, L));
    show(co, "after");
    co = start(L, "local v <close> = setmetatable({}, {__close = close_logged}) error('body')");
    resume(co, L, 0);
    printf("close %d ", close_thread(co, L));
    show(co, "after");
    co = start(L, "return 1");
    printf("close of a new one %d ", close_thread(co, L));
    show(co, "after");
    lua_settop(L, 0);
}

static void show_from_scripts(lua_State *L)
{
    static const luaL_Reg functions[] = {{"yield_all", yield_all}, {"yield_some", yield_some}, {"yield_k", yield_k}, {"callk", callk},
        {"pcallk", pcallk}, {"xpcallk", xpcallk}, {"call", call}, {"yieldable", yieldable}, {"yield_then_fail", yield_then_fail},
        {"close_logged", close_logged}, {"close_fails", close_fails}, {NULL, NULL}};
    lua_pushglobaltable(L);
    luaL_setfuncs(L, functions, 0);
    lua_settop(L, 0);
    show_run(L, "local co = coroutine.wrap(yield_all) return co(1, 2), co('x')");
    show_run(L, "local co = coroutine.wrap(function(...) return 'r', yield_all(...) end) local a, b = co(1, 2) return a, b, co('x', 'y')");
    show_run(L, "local co = coroutine.wrap(yield_k) return co('z'), co('one'), co('two'), co('three', 'four'), co('five')");
    show_run(L, "local co = coroutine.wrap(function() return callk(coroutine.yield, 1, 2) end) return co(), co('back', 'again')");
    show_run(L, "local co = coroutine.wrap(function() return pcallk(function() error(coroutine.yield('y')) end) end) return co(), co('e')");
    show_run(L, "local co = coroutine.wrap(function() return xpcallk(function() error(coroutine.yield('y')) end) end) return co(), co('e')");
    show_run(L, "local co = coroutine.wrap(function() return callk(pcallk, callk, yield_all, 1) end) return co(), co('deep')");
    show_run(L, "local m = select(2, pcall(coroutine.wrap(function() return call(coroutine.yield, 1) end))) "
                "return m:match('^attempt to yield across a C%-call boundary')");
    show_run(L, "return pcall(yield_all)");
    show_run(L, "return yieldable(), coroutine.wrap(yieldable)(), coroutine.wrap(function() return call(yieldable) end)(), "
                "coroutine.wrap(function() return (callk(yieldable)) end)()");
    show_run(L, "local co = coroutine.create(yield_then_fail) coroutine.resume(co) return coroutine.resume(co)");
    show_run(L, "local co = coroutine.create(yield_k) coroutine.resume(co) return coroutine.close(co), coroutine.status(co)");
    show_run(L, "local t = {} for i = 1, 3 do local co = coroutine.wrap(yield_all) co() t[i] = co end return t[1](), t[3](3), t[2](1, 2)");
    show_run(L, "local co = coroutine.wrap(function() for k in (function() return yield_all('it') end) do return k end end) return co(), co('key')");
    show_run(L, "local mt = {__add = yield_all, __index = yield_all, __eq = yield_all} local a, b = setmetatable({}, mt), setmetatable({}, mt) "
                "local co = coroutine.wrap(function() return a + 1, a.x, a == b end) co() co('sum') co('field') return co('eq')");
}

/* Threads within threads, and the functions of one called in the other. */
static void show_moves(lua_State *L)
{
    lua_State *a = lua_newthread(L), *b = lua_newthread(a);
    lua_pushinteger(b, 1);
    lua_getglobal(b, "print");
    lua_xmove(b, a, 1);
    show(a, "a");
    show(b, "b");
    lua_pushliteral(a, "called in a thread that does not run");
    lua_call(a, 1, 0);
    luaL_loadstring(b, "local n = ... return coroutine.isyieldable(), coroutine.running() ~= nil, n");
    lua_insert(b, 1);
    lua_call(b, 1, LUA_MULTRET);
    show(b, "b");
    lua_settop(b, 0);
    luaL_loadstring(b, "error('e')");
    printf("pcall %d ", lua_pcall(b, 0, 0, 0));
    show(b, "b");
    lua_settop(L, 0);
}

int main(void)
{
    lua_State *L = open_state();
    printf("main: status %d yieldable %d\n", lua_status(L), lua_isyieldable(L));
    show_script(L);
    lua_settop(L, 0);
    show_c(L);
    lua_settop(L, 0);
    show_leaving(L);
    show_errors(L);
    show_from_scripts(L);
    show_closing(L);
    show_moves(L);
    lua_close(L);
    return 0;
}
