/* calls.c: calls, protected calls, errors and their handlers, continuations, pending variables of C functions. */
#include "show.h"

static int add(lua_State *L)
{
    lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
    return 1;
}

static int give(lua_State *L) /* all arguments, and more below them */
{
    int n = lua_gettop(L);
    lua_pushliteral(L, "below");
    lua_insert(L, 1);
    return n;
}

static int fail_text(lua_State *L) { return luaL_error(L, "text %d", 1); }
static int fail_nil(lua_State *L)
{
    lua_pushnil(L);
    return lua_error(L);
}
static int fail_table(lua_State *L)
{
    lua_newtable(L);
    return lua_error(L);
}
static int fail_integer(lua_State *L)
{
    lua_pushinteger(L, 42);
    return lua_error(L);
}
static int fail_where(lua_State *L)
{
    luaL_where(L, 0);
    luaL_where(L, 1);
    luaL_where(L, 2);
    luaL_where(L, 50);
    lua_concat(L, 4);
    return lua_error(L);
}
static int call_nil(lua_State *L)
{
    lua_pushnil(L);
    lua_call(L, 0, 0);
    return 0;
}
static int call_table(lua_State *L)
{
    lua_newtable(L);
    lua_pushinteger(L, 1);
    lua_call(L, 1, 0);
    return 0;
}

static int handler(lua_State *L)
{
    printf("  handler: %s, top %d\n", luaL_typename(L, 1), lua_gettop(L));
    lua_pushfstring(L, "handled %s", lua_isstring(L, 1) ? lua_tostring(L, 1) : luaL_typename(L, 1));
    return 1;
}
static int handler_fails(lua_State *L)
{
    return luaL_error(L, "in handler");
}
static int handler_none(lua_State *L)
{
    (void)L;
    return 0;
}

static void show_pcall(lua_State *L, lua_CFunction f, lua_CFunction h, int nresults)
{
    int at = 0;
    lua_settop(L, 0);
    lua_pushliteral(L, "kept");
    if (h) {
        lua_pushcfunction(L, h);
        at = 2;
    }
    lua_pushcfunction(L, f);
    lua_pushinteger(L, 1);
    lua_pushinteger(L, 2);
    int status = lua_pcall(L, 2, nresults, at);
    printf("pcall %d ", status);
    show(L, "");
}

/* ---- continuations, here without a yield ---- */

static int go_on(lua_State *L, int status, lua_KContext ctx)
{
    printf("  continuation %d %d ", status, (int)ctx);
    show(L, "");
    return lua_gettop(L);
}
static int with_callk(lua_State *L)
{
    int n = lua_gettop(L);
    lua_callk(L, n - 1, 2, 5, go_on);
    return go_on(L, LUA_OK, 5);
}
static int with_pcallk(lua_State *L)
{
    int n = lua_gettop(L);
    return go_on(L, lua_pcallk(L, n - 1, LUA_MULTRET, 0, 6, go_on), 6);
}
static int with_pcallk_handler(lua_State *L)
{
    lua_pushcfunction(L, handler);
    lua_insert(L, 1);
    int n = lua_gettop(L);
    return go_on(L, lua_pcallk(L, n - 2, LUA_MULTRET, 1, 7, go_on), 7);
}

/* What the continuation prints depends on whether it is entered from here or by the interpreter; only results are shown. */
static int k_results(lua_State *L, int status, lua_KContext ctx)
{
    lua_pushinteger(L, ctx);
    lua_pushboolean(L, status == LUA_OK || status == LUA_YIELD);
    return lua_gettop(L);
}
static int callk_results(lua_State *L)
{
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 8, k_results);
    return k_results(L, LUA_OK, 8);
}
static int pcallk_results(lua_State *L)
{
    return k_results(L, lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 9, k_results), 9);
}
static int pcallk_handler_results(lua_State *L)
{
    lua_pushcfunction(L, handler);
    lua_insert(L, 1);
    return k_results(L, lua_pcallk(L, lua_gettop(L) - 2, 3, 1, 10, k_results), 10);
}

/* ---- pending variables ---- */

static int close_logged(lua_State *L)
{
    printf("  closed: ");
    lua_getfield(L, 1, "name");
    show_value(L, -1);
    printf(", error ");
    show_value(L, 2);
    putchar('\n');
    return 0;
}
static int close_fails(lua_State *L)
{
    return luaL_error(L, "in close");
}
static void push_closable(lua_State *L, const char *name, lua_CFunction f)
{
    lua_newtable(L);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "name");
    lua_newtable(L);
    lua_pushcfunction(L, f);
    lua_setfield(L, -2, "__close");
    lua_setmetatable(L, -2);
    lua_toclose(L, -1);
}
static int closes_at_return(lua_State *L)
{
    push_closable(L, "a", close_logged);
    push_closable(L, "b", close_logged);
    lua_pushliteral(L, "result");
    return 1;
}
static int closes_at_settop(lua_State *L)
{
    push_closable(L, "a", close_logged);
    push_closable(L, "b", close_logged);
    lua_settop(L, -2);
    printf("  cut\n");
    lua_settop(L, 0);
    printf("  empty\n");
    return 0;
}
static int closes_slot(lua_State *L)
{
    push_closable(L, "a", close_logged);
    lua_pushliteral(L, "above");
    lua_closeslot(L, 1);
    show(L, "  after closeslot");
    return lua_gettop(L);
}
static int closes_at_error(lua_State *L)
{
    push_closable(L, "a", close_logged);
    push_closable(L, "b", close_logged);
    return luaL_error(L, "an error");
}
static int closes_with_failure(lua_State *L)
{
    push_closable(L, "a", close_logged);
    push_closable(L, "b", close_fails);
    push_closable(L, "c", close_logged);
    return 0;
}
static int closes_many(lua_State *L)
{
    for (int i = 0; i < 50; i++) {
        luaL_checkstack(L, 4, NULL);
        push_closable(L, i % 25 == 0 ? "many" : "x", i % 25 == 0 ? close_logged : handler_none);
    }
    return 0;
}
static int close_invalid(lua_State *L)
{
    lua_newtable(L);
    lua_toclose(L, 1);
    return 0;
}
static int close_false(lua_State *L)
{
    lua_pushboolean(L, 0);
    lua_toclose(L, -1);
    lua_pushnil(L);
    lua_toclose(L, -1);
    return 2;
}
static int close_in_pcall(lua_State *L)
{
    push_closable(L, "outer", close_logged);
    lua_pushcfunction(L, closes_at_error);
    printf("  pcall %d\n", lua_pcall(L, 0, 0, 0));
    lua_pushcfunction(L, closes_at_return);
    lua_call(L, 0, 1);
    return 1;
}

static int deep(lua_State *L)
{
    lua_Integer n = lua_tointeger(L, 1);
    if (n == 0) {
        return luaL_error(L, "deep");
    }
    lua_pushcfunction(L, deep);
    lua_pushinteger(L, n - 1);
    lua_call(L, 1, 0);
    return 0;
}

int main(void)
{
    static const lua_CFunction failing[] = {fail_text, fail_nil, fail_table, fail_integer, fail_where, call_nil, call_table};
    lua_State *L = open_state();
    for (int n = -1; n <= 4; n++) {
        lua_pushcfunction(L, give);
        lua_pushinteger(L, 1);
        lua_pushinteger(L, 2);
        lua_call(L, 2, n);
        printf("results %d: ", n);
        show(L, "");
        lua_settop(L, 0);
    }
    show_pcall(L, add, NULL, 1);
    show_pcall(L, add, handler, LUA_MULTRET);
    show_pcall(L, give, NULL, 5);
    for (size_t i = 0; i < sizeof failing / sizeof failing[0]; i++) {
        show_pcall(L, failing[i], NULL, 1);
        show_pcall(L, failing[i], handler, 0);
        show_pcall(L, failing[i], handler_none, 2);
    }
    show_pcall(L, fail_text, handler_fails, 0);
    lua_settop(L, 0);

    lua_register(L, "fail_where", fail_where);
    lua_register(L, "add", add);
    lua_register(L, "fail", fail_text);
    show_run(L, "fail_where()");
    show_run(L, "local function f() fail_where() end f()");
    show_run(L, "return add(1, 2)");
    show_run(L, "return add(1, 'x')");
    show_run(L, "return add(1)");
    show_run(L, "local t = {add = add} return t.add({}, 2)");
    show_run(L, "local t = {add = add} return t:add(2)");
    show_run(L, "return pcall(fail)");
    show_run(L, "error({})");
    show_run(L, "error()");
    show_run(L, "error('x', 0)");
    show_run(L, "error('x', 2)");
    show_run(L, "x = = 1");

    lua_register(L, "with_callk", with_callk);
    lua_register(L, "callk", callk_results);
    lua_register(L, "pcallk", pcallk_results);
    lua_register(L, "pcallk_handler", pcallk_handler_results);
    lua_pushcfunction(L, with_callk);
    lua_pushcfunction(L, add);
    lua_pushinteger(L, 3);
    lua_pushinteger(L, 4);
    lua_call(L, 3, LUA_MULTRET);
    show(L, "callk from the host");
    lua_settop(L, 0);
    lua_pushcfunction(L, add);
    lua_pushinteger(L, 3);
    attempt(L, "pcallk from the host", with_pcallk);
    lua_pushcfunction(L, add);
    lua_pushinteger(L, 3);
    attempt(L, "pcallk with handler", with_pcallk_handler);
    show_run(L, "return callk(add, 1, 2)");
    show_run(L, "return callk(add, 1)");
    show_run(L, "return pcallk(add, 1, 2)");
    show_run(L, "return pcallk(add, 1)");
    show_run(L, "return pcallk_handler(add, 1, 2)");
    show_run(L, "return pcallk_handler(add, 1)");
    show_run(L, "return coroutine.wrap(function() return pcallk(callk, pcallk_handler, error, {}) end)() == nil");
    show_run(L, "return pcallk(function() return callk(error, 'deep') end)");

    attempt(L, "close at return", closes_at_return);
    attempt(L, "close at settop", closes_at_settop);
    attempt(L, "closeslot", closes_slot);
    attempt(L, "close at error", closes_at_error);
    attempt(L, "close fails", closes_with_failure);
    attempt(L, "many", closes_many);
    attempt(L, "not closable", close_invalid);
    attempt(L, "false", close_false);
    attempt(L, "in pcall", close_in_pcall);
    lua_register(L, "closes", closes_at_return);
    lua_register(L, "closes_at_error", closes_at_error);
    show_run(L, "return closes()");
    show_run(L, "return pcall(closes_at_error)");

    lua_pushcfunction(L, deep);
    lua_pushinteger(L, 150);
    printf("deep %d ", lua_pcall(L, 1, 0, 0));
    show(L, "");
    lua_settop(L, 0);
    lua_pushcfunction(L, deep);
    lua_pushinteger(L, 250);
    printf("deeper %d %d\n", lua_pcall(L, 1, 0, 0), strstr(lua_tostring(L, -1), "stack overflow") != NULL);
    lua_settop(L, 0);
    show_run(L, "local function f() return 1 + f() end return select(2, pcall(f)):match('stack overflow')");
    show_run(L, "return select(2, xpcall(error, function(e) error(e) end, 1))");
    show_run(L, "return xpcall(function() local x = nil + 1 end, function(m) return 'H:' .. m end)");
    lua_pushcfunction(L, handler_fails);
    lua_pushcfunction(L, fail_text);
    printf("handler that fails %d\n", lua_pcall(L, 0, 0, 1));
    lua_close(L);
    return 0;
}
