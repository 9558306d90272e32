/* lauxlib_args.c: the auxiliary library's argument checks, errors and traces. */
#include "lua_state.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "debuginfo.h"
#include "error.h"
#include "meta.h"
#include "string.h"

#define POSITION_MAX 100 /* a short source, a line, punctuation */

/* ---- errors ---- */

LUALIB_API void luaL_where(lua_State *L, int lvl)
{
    char position[POSITION_MAX];
    VM *vm = L->vm;
    state_end_visit(vm);
    lvl += vm->co == L->co && vm->entry && state_in_hook(vm); /* a hook is no level */
    size_t n = error_position(vm, lvl, position, sizeof position);
    lua_pushlstring(L, position, n);
}

LUALIB_API int luaL_error(lua_State *L, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    luaL_where(L, 1);
    lua_pushvfstring(L, fmt, args);
    va_end(args);
    lua_concat(L, 2);
    return lua_error(L);
}

LUALIB_API int luaL_argerror(lua_State *L, int arg, const char *extramsg)
{
    VM *vm = L->vm;
    state_end_visit(vm);
    Frame f;
    char buffer[200];
    const char *kind = "";
    bool has_frame = frame_first(vm, vm->co, &f) && f.function != compat_of(vm)->placeholder && vm->entry;
    if (!has_frame) {
        return luaL_error(L, "bad argument #%d (%s)", arg, extramsg);
    }
    const char *name = debug_call_name(vm, vm->co, &f, &kind);
    if (name && strcmp(kind, "method") == 0 && --arg == 0) {
        return luaL_error(L, "calling '%s' on bad self (%s)", name, extramsg);
    }
    if (!name) {
        name = debug_global_name(vm, f.function, buffer, sizeof buffer) ? buffer : "?";
    }
    return luaL_error(L, "bad argument #%d to '%s' (%s)", arg, name, extramsg);
}

LUALIB_API int luaL_typeerror(lua_State *L, int arg, const char *tname)
{
    const Value *v = state_index(L, arg);
    Value name;
    const char *got = meta_find(L->vm, v, EVENT_NAME, &name) && is_string(&name) ? name.string->chars
                      : v->tag == TAG_LIGHT                                      ? "light userdata"
                                                                                 : luaL_typename(L, arg);
    return luaL_argerror(L, arg, lua_pushfstring(L, "%s expected, got %s", tname, got));
}

LUALIB_API void luaL_traceback(lua_State *L, lua_State *L1, const char *msg, int level)
{
    VM *vm = L->vm;
    state_end_visit(vm);
    Coroutine *co = L1->co != vm->co ? L1->co : NULL;
    String *s = debug_traceback(vm, co, msg, msg ? strlen(msg) : 0, level);
    state_push_string(state_use(L), s);
    state_collect(vm);
}

LUALIB_API int luaL_fileresult(lua_State *L, int stat, const char *fname)
{
    int error = errno;
    if (stat) {
        lua_pushboolean(L, 1);
        return 1;
    }
    luaL_pushfail(L);
    if (fname) {
        lua_pushfstring(L, "%s: %s", fname, strerror(error));
    } else {
        lua_pushstring(L, strerror(error));
    }
    lua_pushinteger(L, error);
    return 3;
}

LUALIB_API int luaL_execresult(lua_State *L, int stat)
{
    if (stat == -1) {
        return luaL_fileresult(L, 0, NULL);
    }
    const char *what = "exit";
    if (WIFEXITED(stat)) {
        stat = WEXITSTATUS(stat);
    } else if (WIFSIGNALED(stat)) {
        stat = WTERMSIG(stat);
        what = "signal";
    }
    if (*what == 'e' && stat == 0) {
        lua_pushboolean(L, 1);
    } else {
        luaL_pushfail(L);
    }
    lua_pushstring(L, what);
    lua_pushinteger(L, stat);
    return 3;
}

/* ---- arguments ---- */

LUALIB_API void luaL_checkstack(lua_State *L, int sz, const char *msg)
{
    if (!lua_checkstack(L, sz)) {
        if (msg) {
            luaL_error(L, "stack overflow (%s)", msg);
        }
        luaL_error(L, "stack overflow");
    }
}

LUALIB_API void luaL_checktype(lua_State *L, int arg, int t)
{
    if (lua_type(L, arg) != t) {
        luaL_typeerror(L, arg, lua_typename(L, t));
    }
}

LUALIB_API void luaL_checkany(lua_State *L, int arg)
{
    if (lua_type(L, arg) == LUA_TNONE) {
        luaL_argerror(L, arg, "value expected");
    }
}

LUALIB_API const char *luaL_checklstring(lua_State *L, int arg, size_t *l)
{
    const char *s = lua_tolstring(L, arg, l);
    if (!s) {
        luaL_typeerror(L, arg, "string");
    }
    return s;
}

LUALIB_API const char *luaL_optlstring(lua_State *L, int arg, const char *def, size_t *l)
{
    if (!lua_isnoneornil(L, arg)) {
        return luaL_checklstring(L, arg, l);
    }
    if (l) {
        *l = def ? strlen(def) : 0;
    }
    return def;
}

LUALIB_API lua_Number luaL_checknumber(lua_State *L, int arg)
{
    int is_number_like;
    lua_Number n = lua_tonumberx(L, arg, &is_number_like);
    if (!is_number_like) {
        luaL_typeerror(L, arg, "number");
    }
    return n;
}

LUALIB_API lua_Number luaL_optnumber(lua_State *L, int arg, lua_Number def)
{
    return luaL_opt(L, luaL_checknumber, arg, def);
}

LUALIB_API lua_Integer luaL_checkinteger(lua_State *L, int arg)
{
    int is_integer_like;
    lua_Integer i = lua_tointegerx(L, arg, &is_integer_like);
    if (!is_integer_like) {
        if (lua_isnumber(L, arg)) {
            luaL_argerror(L, arg, "number has no integer representation");
        }
        luaL_typeerror(L, arg, "number");
    }
    return i;
}

LUALIB_API lua_Integer luaL_optinteger(lua_State *L, int arg, lua_Integer def)
{
    return luaL_opt(L, luaL_checkinteger, arg, def);
}

LUALIB_API int luaL_checkoption(lua_State *L, int arg, const char *def, const char *const lst[])
{
    const char *name = def ? luaL_optstring(L, arg, def) : luaL_checkstring(L, arg);
    for (int i = 0; lst[i]; i++) {
        if (strcmp(lst[i], name) == 0) {
            return i;
        }
    }
    return luaL_argerror(L, arg, lua_pushfstring(L, "invalid option '%s'", name));
}

/* ---- types of userdata ---- */

LUALIB_API int luaL_newmetatable(lua_State *L, const char *tname)
{
    if (luaL_getmetatable(L, tname) != LUA_TNIL) {
        return 0;
    }
    lua_pop(L, 1);
    lua_createtable(L, 0, 2);
    lua_pushstring(L, tname);
    lua_setfield(L, -2, "__name");
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, tname);
    return 1;
}

LUALIB_API void luaL_setmetatable(lua_State *L, const char *tname)
{
    luaL_getmetatable(L, tname);
    lua_setmetatable(L, -2);
}

LUALIB_API void *luaL_testudata(lua_State *L, int ud, const char *tname)
{
    void *p = lua_touserdata(L, ud);
    if (!p || !lua_getmetatable(L, ud)) {
        return NULL;
    }
    luaL_getmetatable(L, tname);
    bool is_same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return is_same ? p : NULL;
}

LUALIB_API void *luaL_checkudata(lua_State *L, int ud, const char *tname)
{
    void *p = luaL_testudata(L, ud, tname);
    if (!p) {
        luaL_typeerror(L, ud, tname);
    }
    return p;
}
