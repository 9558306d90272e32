/* debug.c: the debug interface: levels, information, locals, upvalues, hooks. */
#include "show.h"

static void show_info(lua_State *L, lua_Debug *ar, const char *what)
{
    printf("%d ", lua_getinfo(L, what, ar));
    for (const char *c = what; *c; c++) {
        switch (*c) {
        case 'n': printf("n: %s/%s ", ar->name ? ar->name : "NULL", ar->namewhat); break;
        case 'S': printf("S: %s %s %d %d %s %d ", ar->what, ar->short_src, ar->linedefined, ar->lastlinedefined, ar->source,
                         ar->source[0] == '[' ? 0 : (int)ar->srclen);
            break;
        case 'l': printf("l: %d ", ar->currentline); break;
        case 'u': printf("u: %d %d %d ", ar->nups, ar->nparams, ar->isvararg); break;
        case 't': printf("t: %d ", ar->istailcall != 0); break;
        case 'r': printf("r: %d %d ", ar->ftransfer, ar->ntransfer); break;
        case 'f': printf("f: %s ", luaL_typename(L, -1 - (strchr(what, 'L') != NULL))); break;
        case 'L':
            if (lua_istable(L, -1)) {
                int lines = 0, sum = 0;
                for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
                    lines++;
                    sum += (int)lua_tointeger(L, -2);
                }
                printf("L: %d %d ", lines, sum);
            } else {
                printf("L: nil ");
            }
            break;
        default: break;
        }
    }
    putchar('\n');
}

static int levels(lua_State *L)
{
    lua_Debug ar;
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        int top = lua_gettop(L);
        printf("  level %d: ", level);
        show_info(L, &ar, "nSlutrfL");
        lua_settop(L, top);
        show_info(L, &ar, "n");
    }
    printf("  none %d %d\n", lua_getstack(L, 100, &ar), lua_getstack(L, -1, &ar));
    return 0;
}

static int locals(lua_State *L)
{
    lua_Debug ar;
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        for (int n = -3; n <= 8; n++) {
            const char *name = lua_getlocal(L, &ar, n);
            if (name) {
                printf("  level %d local %d: %s = ", level, n, name);
                show_value(L, -1);
                putchar('\n');
                lua_pop(L, 1);
            }
        }
    }
    return 0;
}

static int set_locals(lua_State *L)
{
    lua_Debug ar;
    lua_getstack(L, 1, &ar);
    for (int n = 1; n <= 3; n++) {
        lua_pushfstring(L, "set %d", n);
        const char *name = lua_setlocal(L, &ar, n);
        printf("  setlocal %s, top %d\n", name ? name : "NULL", lua_gettop(L));
        lua_settop(L, 0);
    }
    return 0;
}

static int hook_count, hook_limit;
static void hook(lua_State *L, lua_Debug *ar)
{
    static const char *const events[] = {"call", "return", "line", "count", "tail call"};
    if (hook_count++ < hook_limit) {
        lua_getinfo(L, "nSltr", ar);
        printf("  hook %s line %d %s/%s %s %d", events[ar->event], ar->currentline, ar->name ? ar->name : "NULL", ar->namewhat,
               ar->what, ar->istailcall != 0);
        if (ar->event == LUA_HOOKRET || ar->event == LUA_HOOKCALL) {
            printf(" %d %d", ar->ftransfer, ar->ntransfer);
        }
        putchar('\n');
    }
}
static void hook_fails(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_sethook(L, NULL, 0, 0);
    luaL_error(L, "from the hook");
}
static void hook_yields(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_yield(L, 0);
}

static void hooked(lua_State *L, int mask, int count, const char *code)
{
    hook_count = 0;
    hook_limit = 25;
    luaL_loadbuffer(L, code, strlen(code), "=hooked");
    lua_sethook(L, hook, mask, count);
    printf("hook %d mask %d count %d\n", lua_gethook(L) == hook, lua_gethookmask(L), lua_gethookcount(L));
    int status = lua_pcall(L, 0, 0, 0);
    lua_sethook(L, NULL, 0, 0);
    printf("hooked %d, %d\n", status, hook_count > 25 ? 25 : hook_count);
    lua_settop(L, 0);
}

static int c_with_upvalues(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    return 1;
}

static void show_upvalues(lua_State *L)
{
    run(L, "local a, b = 1, 'two' return function() return a, b end, function() a = a + 1 return a end, function() return 1 end");
    for (int f = 1; f <= 3; f++) {
        for (int n = 0; n <= 3; n++) {
            const char *name = lua_getupvalue(L, f, n);
            printf("upvalue %d %d: %s ", f, n, name ? name : "NULL");
            if (name) {
                show_value(L, -1);
                lua_pop(L, 1);
            }
            putchar('\n');
        }
    }
    printf("ids %d %d %d %d\n", lua_upvalueid(L, 1, 1) == lua_upvalueid(L, 2, 1), lua_upvalueid(L, 1, 1) == lua_upvalueid(L, 1, 2),
           lua_upvalueid(L, 1, 5) == NULL, lua_upvalueid(L, 1, 0) == NULL);
    lua_pushinteger(L, 100);
    printf("setupvalue %s %d\n", lua_setupvalue(L, 1, 1), lua_gettop(L));
    lua_pushinteger(L, 100);
    printf("setupvalue %d %d\n", lua_setupvalue(L, 1, 9) == NULL, lua_gettop(L));
    lua_settop(L, 3);
    lua_pushvalue(L, 2);
    lua_call(L, 0, 1);
    show(L, "after");
    lua_upvaluejoin(L, 1, 2, 2, 1);
    lua_pushvalue(L, 1);
    lua_call(L, 0, 2);
    show(L, "joined");
    lua_settop(L, 0);
    lua_pushinteger(L, 7);
    lua_pushinteger(L, 8);
    lua_pushcclosure(L, c_with_upvalues, 2);
    printf("C '%s' '%s' %d ", lua_getupvalue(L, 1, 1), lua_getupvalue(L, 1, 2), lua_getupvalue(L, 1, 3) == NULL);
    show(L, "");
    lua_settop(L, 1);
    lua_pushliteral(L, "new");
    printf("set '%s' ", lua_setupvalue(L, 1, 1));
    lua_call(L, 0, 1);
    show(L, "");
    lua_settop(L, 0);
    luaL_loadstring(L, "return x");
    printf("chunk %s %d\n", lua_getupvalue(L, 1, 1), lua_istable(L, -1));
    lua_settop(L, 0);
}

static void show_functions(lua_State *L)
{
    lua_Debug ar;
    static const char *const codes[] = {"return print", "return function(a, b, ...)\n\n return a\nend", "return load('x = 1', '@file.lua')",
        "return load('x = 1', 'some text\\nof two lines')", "return load('', ('long'):rep(40))", "return load('', '=' .. ('name'):rep(40))",
        "return load('', '@' .. ('path/'):rep(30))", "return string.rep", "return coroutine.wrap(print)"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        run(L, codes[i]);
        show_info(L, &ar, ">Su");
        lua_settop(L, 0);
    }
    run(L, codes[1]);
    show_info(L, &ar, ">fL");
    lua_settop(L, 0);
    run(L, codes[1]);
    for (int n = 0; n <= 4; n++) {
        lua_pushvalue(L, 1);
        const char *name = lua_getlocal(L, NULL, n);
        printf("parameter %d %s\n", n, name ? name : "NULL");
        lua_settop(L, 1);
    }
    lua_settop(L, 0);
    run(L, "return function(p, ...) locals() return p end");
    lua_pushliteral(L, "p");
    lua_pushliteral(L, "va");
    lua_pushliteral(L, "vb");
    lua_pushnil(L);
    lua_call(L, 4, 0);
    run(L, codes[1]);
    printf("invalid option %d\n", lua_getinfo(L, ">X", &ar));
    lua_settop(L, 0);
}

int main(void)
{
    static const char yielding[] = "local x = 1\nx = 2\nreturn x";
    static const char suspended[] = "local a = 'la'\nlocal function f(p)\n coroutine.yield(p)\nend\nf('arg')";
    lua_State *L = open_state();
    lua_Debug ar;
    printf("host %d\n", lua_getstack(L, 0, &ar));
    lua_register(L, "levels", levels);
    lua_register(L, "locals", locals);
    lua_register(L, "set_locals", set_locals);
    attempt(L, "levels", levels);
    show_run(L, "levels()");
    show_run(L, "local function f(a, ...)\n local b = levels() return b\nend\nf(1)");
    show_run(L, "local t = {} function t.field() levels() end t.field()");
    show_run(L, "local t = {} function t:method() levels() end t:method()");
    show_run(L, "function global() return levels() end return global()");
    show_run(L, "local t = setmetatable({}, {__add = function() levels() end}) return t + 1");
    show_run(L, "for x in function() levels() end do end");
    show_run(L, "pcall(levels)");
    show_run(L, "local a, b = 1, 'x' do local c = 2 end local function f(p) local q = p locals() return q end f(5)");
    show_run(L, "local a, b = 1, 2 set_locals() return a, b");
    show_functions(L);
    show_upvalues(L);
    hooked(L, LUA_MASKLINE, 0, "local x = 1\nx = x + 1\nfor i = 1, 2 do\n x = i\nend\nreturn x");
    hooked(L, LUA_MASKCALL | LUA_MASKRET, 0, "local function f() return 1 end\nf()\nlocal t = {m = f} t:m() return f()");
    hooked(L, LUA_MASKCALL, 0, "local function f(n) if n > 0 then return f(n - 1) end end f(3) string.rep('x', 2)");
    hooked(L, LUA_MASKCOUNT, 1000, "for i = 1, 10000 do local x = i end");
    hooked(L, 0, 0, "local x = 1");
    lua_sethook(L, hook_fails, LUA_MASKLINE, 0);
    show_run(L, "local x = 1\nreturn x");
    lua_sethook(L, hook_fails, LUA_MASKCALL, 0);
    show_run(L, "local x = 1\nreturn x");
    lua_sethook(L, NULL, 0, 0);
    printf("off %d %d\n", lua_gethook(L) == NULL, lua_gethookmask(L));

    lua_State *co = lua_newthread(L);
    luaL_loadbuffer(co, yielding, sizeof yielding - 1, "=co");
    lua_sethook(co, hook_yields, LUA_MASKLINE, 0);
    int count = 0, status;
    int yields = 0; /* where it is each time is not said */
    for (; yields < 10 && (status = lua_resume(co, L, 0, &count)) == LUA_YIELD; yields++) {
        lua_getstack(co, 0, &ar);
        printf("yielded, %d values, %d\n", count, lua_getinfo(co, "l", &ar));
    }
    printf("ended after %d: %d ", yields, status);
    show(co, "");
    co = lua_newthread(L);
    luaL_loadbuffer(co, suspended, sizeof suspended - 1, "=co");
    lua_resume(co, L, 0, &count);
    for (int level = 0; lua_getstack(co, level, &ar); level++) {
        show_info(co, &ar, "nSl");
        for (int n = 1; n <= 2; n++) {
            const char *name = lua_getlocal(co, &ar, n);
            if (name) {
                printf("  %s = ", name);
                show_value(co, -1);
                putchar('\n');
                lua_pop(co, 1);
            }
        }
    }
    lua_close(L);
    return 0;
}
