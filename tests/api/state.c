/* state.c: states: allocators that count and refuse, panics, warnings, the collector, extra space, finalizers at the end. */
#include <setjmp.h>

#include "show.h"

typedef struct Memory {
    size_t used;
    long left;      /* requests that are granted; negative: all */
    long requests;
} Memory;

static void *allocate(void *ud, void *p, size_t old_size, size_t new_size)
{
    Memory *m = ud;
    if (new_size == 0) {
        m->used -= p ? old_size : 0;
        free(p);
        return NULL;
    }
    if (!p || new_size > old_size) {
        m->requests++;
        if (m->left == 0) {
            return NULL;
        }
        m->left -= m->left > 0;
    }
    m->used += new_size - (p ? old_size : 0);
    return realloc(p, new_size);
}

static jmp_buf escape;
static int panic(lua_State *L)
{
    printf("  panic: ");
    show_value(L, -1);
    putchar('\n');
    longjmp(escape, 1);
}

static void warn(void *ud, const char *text, int to_continue)
{
    printf("%s%s%s", (const char *)ud, text, to_continue ? "|" : "\n");
}

static int work(lua_State *L)
{
    luaL_openlibs(L);
    if (luaL_dostring(L, "local t = {} for i = 1, 300 do t[i] = {i, tostring(i) .. 'long enough to be a string of its own'} end "
                         "local co = coroutine.wrap(function(...) coroutine.yield(...) end) co(1) return #table.concat({'a', 'b'})")) {
        return lua_error(L);
    }
    return 1;
}

/* The same work with ever more memory, until there is enough. */
static void show_refusals(void)
{
    Memory m = {0, 0, 0};
    int no_state = 0, failed = 0, other = 0;
    for (long n = 0; n < 100000; n += 1 + n / 20) {
        m = (Memory){0, n, 0};
        lua_State *L = lua_newstate(allocate, &m);
        if (!L) {
            no_state++;
        } else {
            lua_pushcfunction(L, work);
            int status = lua_pcall(L, 0, 1, 0);
            failed += status == LUA_ERRMEM;
            other += status != LUA_OK && status != LUA_ERRMEM;
            if (status == LUA_ERRMEM && !strstr(lua_tostring(L, -1), "not enough memory")) {
                other++;
            }
            lua_close(L);
            if (status == LUA_OK) {
                break;
            }
        }
        if (m.used != 0) {
            printf("%zu bytes left\n", m.used);
        }
    }
    printf("refusals: %d %d %d\n", no_state > 0, failed > 0, other);
}

static int fail(lua_State *L)
{
    return luaL_error(L, "unprotected");
}

static int finalizer(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
    printf("  finalizer of %s\n", lua_tostring(L, -1));
    return 0;
}
static int finalizer_fails(lua_State *L)
{
    return luaL_error(L, "in finalizer");
}
static void push_finalized(lua_State *L, const char *name, lua_CFunction f)
{
    lua_newuserdatauv(L, 0, 1);
    lua_pushstring(L, name);
    lua_setiuservalue(L, -2, 1);
    lua_newtable(L);
    lua_pushcfunction(L, f);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
}

static void show_collector(lua_State *L)
{
    printf("gc: running %d\n", lua_gc(L, LUA_GCISRUNNING));
    printf("stop %d running %d\n", lua_gc(L, LUA_GCSTOP), lua_gc(L, LUA_GCISRUNNING));
    printf("restart %d running %d\n", lua_gc(L, LUA_GCRESTART), lua_gc(L, LUA_GCISRUNNING));
    int before = lua_gc(L, LUA_GCCOUNT);
    show_run(L, "T = {} for i = 1, 20000 do T[i] = {} end");
    printf("counts %d %d\n", lua_gc(L, LUA_GCCOUNT) > before + 500, lua_gc(L, LUA_GCCOUNTB) < 1024);
    show_run(L, "T = nil");
    printf("collect %d %d\n", lua_gc(L, LUA_GCCOLLECT), lua_gc(L, LUA_GCCOUNT) < before + 200);
    lua_gc(L, LUA_GCSETPAUSE, 200);
    lua_gc(L, LUA_GCSETSTEPMUL, 100);
    printf("pause %d mul %d\n", lua_gc(L, LUA_GCSETPAUSE, 150), lua_gc(L, LUA_GCSETSTEPMUL, 300));
    int mode = lua_gc(L, LUA_GCGEN, 0, 0);
    printf("modes %d %d %d\n", mode == LUA_GCINC, lua_gc(L, LUA_GCINC, 0, 0, 0) == LUA_GCGEN, lua_gc(L, LUA_GCINC, 0, 0, 0) == LUA_GCINC);
    int steps = 0;
    while (!lua_gc(L, LUA_GCSTEP, 100) && steps < 100000) {
        steps++;
    }
    printf("step ends a cycle %d\n", steps < 100000);
    printf("unknown %d\n", lua_gc(L, 99));
    push_finalized(L, "first", finalizer);
    push_finalized(L, "second", finalizer);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    push_finalized(L, "failing", finalizer_fails);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
}

static void show_warnings(lua_State *L)
{
    char name[] = "W: ";
    lua_setwarnf(L, warn, name);
    lua_warning(L, "one", 0);
    lua_warning(L, "two ", 1);
    lua_warning(L, "pieces", 0);
    lua_warning(L, "@on", 0);
    show_run(L, "warn('from', ' ', 'a script')");
    push_finalized(L, "failing", finalizer_fails);
    lua_settop(L, 0);
    lua_gc(L, LUA_GCCOLLECT);
    lua_setwarnf(L, NULL, NULL);
    lua_warning(L, "nobody hears", 0);
    show_run(L, "warn('nobody')");
}

int main(void)
{
    Memory m = {0, -1, 0};
    lua_State *L = lua_newstate(allocate, &m);
    void *ud = NULL;
    printf("allocf %d %d\n", lua_getallocf(L, &ud) == allocate, ud == &m);
    Memory other = {m.used, -1, 0};
    lua_setallocf(L, allocate, &other);
    lua_newuserdatauv(L, 100000, 0);
    printf("setallocf %d %d\n", (lua_getallocf(L, &ud), ud == &other), other.requests > 0);
    m.used = 0;
    lua_setallocf(L, allocate, &m);
    m.used = other.used;
    lua_close(L);
    printf("left %zu\n", m.used);
    m = (Memory){0, -1, 0};
    L = lua_newstate(allocate, &m);
    printf("version %d of none %d\n", (int)lua_version(L), (int)lua_version(NULL) == LUA_VERSION_NUM);
    show(L, "new");
    *(void **)lua_getextraspace(L) = &m;
    lua_State *co = lua_newthread(L);
    printf("extra space %d\n", *(void **)lua_getextraspace(co) == &m);
    *(void **)lua_getextraspace(co) = L;
    printf("apart %d\n", *(void **)lua_getextraspace(L) == &m);

    printf("panic %d\n", lua_atpanic(L, panic) == NULL);
    printf("again %d\n", lua_atpanic(L, panic) == panic);
    if (setjmp(escape) == 0) {
        lua_pushcfunction(L, fail);
        lua_call(L, 0, 0);
    }
    if (setjmp(escape) == 0) {
        lua_pushinteger(L, 5);
        lua_error(L);
    }
    if (setjmp(escape) == 0) {
        lua_newtable(L);
        lua_call(L, 0, 0);
    }
    lua_settop(L, 0);
    luaL_openlibs(L);
    show_run(L, "return 'usable'");
    show_collector(L);
    show_warnings(L);
    push_finalized(L, "last", finalizer);
    lua_setglobal(L, "last");
    push_finalized(L, "on the stack", finalizer);
    lua_newtable(L);
    run(L, "return setmetatable({}, {__close = function(_, e) print('  closed at the end', e) end})");
    lua_toclose(L, -1);
    run(L, "return setmetatable({}, {__close = function() error('in close', 0) end})");
    lua_toclose(L, -1);
    lua_close(L);
    printf("left %zu\n", m.used);
    show_refusals();
    L = luaL_newstate();
    printf("setcstacklimit %d\n", lua_setcstacklimit(L, 500) > 0);
    lua_close(L);
    return 0;
}
