/* status.c: which kind of error a protected call, a resume, a load tells of: LUA_ERRRUN, LUA_ERRMEM, LUA_ERRERR. */
#include "show.h"

/* Refuses large blocks. */
static void *small_only(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    (void)old_size;
    if (new_size == 0) {
        free(p);
        return NULL;
    }
    return new_size > 8u << 20 ? NULL : realloc(p, new_size);
}

static int handled(lua_State *L)
{
    lua_pushfstring(L, "handled %s", lua_isstring(L, 1) ? lua_tostring(L, 1) : luaL_typename(L, 1));
    return 1;
}
static int failing(lua_State *L) { return luaL_error(L, "the handler fails"); }

static const char *const prelude =
    "function closing(f) return setmetatable({}, {__close = f}) end "
    "function quiet() end "
    "function catching() pcall(error, 'x') xpcall(error, quiet, 'y') end "
    "function nesting() xpcall(error, function(m) error(m) end, 'z') end "
    "function full() return ('x'):rep(100 << 20) end "
    "function endless() return endless() + 1 end ";

static const char *const chunks[] = {
    "error('plain', 0)",
    "error {}",
    "error()",
    "error('not enough memory', 0)",
    "error('error in error handling', 0)",
    "full()",
    "endless()",
    "local c <close> = closing(catching) error('plain', 0)",
    "local c <close> = closing(nesting) error('plain', 0)",
    "local c <close> = closing(catching) full()",
    "local c <close> = closing(full) error('plain', 0)",
    "local c <close> = closing(error) full()",
    "local c <close> = closing(function() error('last', 0) end) full()",
    "local a <close> = closing(catching) local b <close> = closing(nesting) full()",
    "error(select(2, pcall(full)), 0)",
    "error(select(2, xpcall(error, error)), 0)",
    "nesting() error('plain', 0)",
    "coroutine.wrap(full)()",
    "coroutine.wrap(function() error('not enough memory', 0) end)()",
    "coroutine.wrap(function() error('error in error handling', 0) end)()",
    "table.sort({3, 2, 1}, full)",
    "local t = setmetatable({}, {__index = full}) return t.x",
    "coroutine.wrap(nesting)() error('plain', 0)",
    "return 1",
};

static void tell(lua_State *L, int status)
{
    printf("  status %d: ", status);
    if (lua_gettop(L) == 0) {
        printf("nothing");
    } else if (lua_isstring(L, -1)) {
        size_t n;
        const char *s = lua_tolstring(L, -1, &n);
        show_string(s, n > 60 ? 60 : n);
    } else {
        printf("<%s>", luaL_typename(L, -1));
    }
    putchar('\n');
}

static int finish(lua_State *L, int status, lua_KContext ctx)
{
    (void)ctx;
    status = status == LUA_YIELD ? LUA_OK : status; /* whether it had to be left for the call */
    printf("  continued:");
    tell(L, status);
    lua_pushinteger(L, status);
    return 1;
}

/* lua_pcallk of its argument, the handler the first upvalue. */
static int protect(lua_State *L)
{
    lua_settop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    return finish(L, lua_pcallk(L, 0, 1, lua_isnil(L, 1) ? 0 : 1, 0, finish), 0);
}

static void push_handler(lua_State *L, int kind)
{
    if (kind == 0) {
        lua_pushnil(L);
    } else if (kind == 3) {
        lua_pushliteral(L, "cannot be called");
    } else {
        lua_pushcfunction(L, kind == 1 ? handled : failing);
    }
}

static void try_all(lua_State *L, const char *chunk, int kind)
{
    int n, status;
    lua_settop(L, 0);
    push_handler(L, kind);
    if (luaL_loadstring(L, chunk) != LUA_OK) {
        printf("does not compile: %s\n", lua_tostring(L, -1));
        return;
    }
    lua_pushvalue(L, -1);
    status = lua_pcall(L, 0, 1, kind == 0 ? 0 : 1);
    printf(" pcall");
    tell(L, status);
    lua_settop(L, 2);

    lua_State *co = lua_newthread(L); /* whose continuations may be left for */
    push_handler(L, kind);
    lua_pushcclosure(L, protect, 1);
    lua_pushvalue(L, 2);
    lua_xmove(L, co, 2);
    status = lua_resume(co, L, 1, &n);
    printf(" pcallk in a coroutine: %d", (int)lua_tointeger(co, -1));
    tell(co, status);

    if (kind == 0) {
        lua_settop(L, 2);
        co = lua_newthread(L);
        lua_pushvalue(L, 2);
        lua_xmove(L, co, 1);
        status = lua_resume(co, L, 0, &n);
        printf(" resume: status %d then", lua_status(co));
        tell(co, status);
        status = lua_resetthread(co);
        printf(" reset: status %d then", lua_status(co));
        tell(co, status);
    }
}

/* What the reader of a chunk fails with. */
static const char *failing_reader(lua_State *L, void *ud, size_t *size)
{
    (void)size;
    lua_pushstring(L, ud);
    lua_error(L);
    return NULL;
}

static void loads(lua_State *L)
{
    static const char *const messages[] = {"plain", "not enough memory", "error in error handling"};
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        lua_settop(L, 0);
        push_handler(L, 2); /* what was told before does not count */
        luaL_loadstring(L, "error('x')");
        lua_pcall(L, 0, 0, 1);
        int status = lua_load(L, failing_reader, (void *)messages[i], "=t", NULL);
        printf("load");
        tell(L, status);
    }
    lua_settop(L, 0);
    tell(L, luaL_loadstring(L, "return return"));
}

int main(void)
{
    lua_State *L = lua_newstate(small_only, NULL);
    luaL_openlibs(L);
    if (luaL_dostring(L, prelude)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        for (int kind = 0; kind < 4; kind++) {
            printf("%s, %s handler\n", chunks[i], kind == 0 ? "no" : kind == 1 ? "a" : kind == 2 ? "a failing" : "no callable");
            try_all(L, chunks[i], kind);
        }
    }
    loads(L);
    lua_close(L);
    return 0;
}
