/* lauxlib_modules.c: the auxiliary library's modules, references, metamethod calls, and new states. */
#include "lua_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- metamethods ---- */

LUALIB_API int luaL_getmetafield(lua_State *L, int obj, const char *e)
{
    if (!lua_getmetatable(L, obj)) {
        return LUA_TNIL;
    }
    lua_pushstring(L, e);
    int type = lua_rawget(L, -2);
    if (type == LUA_TNIL) {
        lua_pop(L, 2);
    } else {
        lua_remove(L, -2);
    }
    return type;
}

LUALIB_API int luaL_callmeta(lua_State *L, int obj, const char *e)
{
    obj = lua_absindex(L, obj);
    if (luaL_getmetafield(L, obj, e) == LUA_TNIL) {
        return 0;
    }
    lua_pushvalue(L, obj);
    lua_call(L, 1, 1);
    return 1;
}

LUALIB_API const char *luaL_tolstring(lua_State *L, int idx, size_t *len)
{
    idx = lua_absindex(L, idx);
    if (luaL_callmeta(L, idx, "__tostring")) {
        if (!lua_isstring(L, -1)) {
            luaL_error(L, "'__tostring' must return a string");
        }
        return lua_tolstring(L, -1, len);
    }
    switch (lua_type(L, idx)) {
    case LUA_TNUMBER:
    case LUA_TSTRING: lua_pushvalue(L, idx); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, idx) ? "true" : "false"); break;
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    default: {
        int type = luaL_getmetafield(L, idx, "__name");
        const char *kind = type == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, idx);
        lua_pushfstring(L, "%s: %p", kind, lua_topointer(L, idx));
        if (type != LUA_TNIL) {
            lua_remove(L, -2);
        }
        break;
    }
    }
    return lua_tolstring(L, -1, len);
}

LUALIB_API lua_Integer luaL_len(lua_State *L, int idx)
{
    int is_integer_like;
    lua_len(L, idx);
    lua_Integer n = lua_tointegerx(L, -1, &is_integer_like);
    if (!is_integer_like) {
        luaL_error(L, "object length is not an integer");
    }
    lua_pop(L, 1);
    return n;
}

/* ---- modules ---- */

LUALIB_API void luaL_setfuncs(lua_State *L, const luaL_Reg *l, int nup)
{
    luaL_checkstack(L, nup, "too many upvalues");
    for (; l->name; l++) {
        if (!l->func) {
            lua_pushboolean(L, 0); /* a place kept for a value set later */
        } else {
            for (int i = 0; i < nup; i++) {
                lua_pushvalue(L, -nup);
            }
            lua_pushcclosure(L, l->func, nup);
        }
        lua_setfield(L, -(nup + 2), l->name);
    }
    lua_pop(L, nup);
}

LUALIB_API int luaL_getsubtable(lua_State *L, int idx, const char *fname)
{
    if (lua_getfield(L, idx, fname) == LUA_TTABLE) {
        return 1;
    }
    lua_pop(L, 1);
    idx = lua_absindex(L, idx);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, idx, fname);
    return 0;
}

LUALIB_API void luaL_requiref(lua_State *L, const char *modname, lua_CFunction openf, int glb)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_getfield(L, -1, modname);
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        lua_pushcfunction(L, openf);
        lua_pushstring(L, modname);
        lua_call(L, 1, 1);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, modname);
    }
    lua_remove(L, -2);
    if (glb) {
        lua_pushvalue(L, -1);
        lua_setglobal(L, modname);
    }
}

LUALIB_API void luaL_checkversion_(lua_State *L, lua_Number ver, size_t sz)
{
    if (sz != LUAL_NUMSIZES) {
        luaL_error(L, "core and library have incompatible numeric types");
    } else if (ver != LUA_VERSION_NUM) {
        luaL_error(L, "version mismatch: app./library needs Lua %f, this is Lua %f", ver, (lua_Number)LUA_VERSION_NUM);
    }
}

/* ---- references: integer keys of a table; t[FREE_LIST] is the first free one, each free one names the next ---- */

#define FREE_LIST (LUA_RIDX_LAST + 1) /* where Lua 5.4 keeps it */

LUALIB_API int luaL_ref(lua_State *L, int t)
{
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return LUA_REFNIL;
    }
    t = lua_absindex(L, t);
    int ref = 0;
    if (lua_rawgeti(L, t, FREE_LIST) == LUA_TNIL) {
        lua_pushinteger(L, 0);
        lua_rawseti(L, t, FREE_LIST);
    } else {
        ref = (int)lua_tointeger(L, -1);
    }
    lua_pop(L, 1);
    if (ref != 0) {
        lua_rawgeti(L, t, ref);
        lua_rawseti(L, t, FREE_LIST);
    } else {
        ref = (int)lua_rawlen(L, t) + 1;
    }
    lua_rawseti(L, t, ref);
    return ref;
}

LUALIB_API void luaL_unref(lua_State *L, int t, int ref)
{
    if (ref >= 0) {
        t = lua_absindex(L, t);
        lua_rawgeti(L, t, FREE_LIST);
        lua_rawseti(L, t, ref);
        lua_pushinteger(L, ref);
        lua_rawseti(L, t, FREE_LIST);
    }
}

/* ---- new states ---- */

static void *libc_alloc(void *ud, void *p, size_t osize, size_t nsize)
{
    (void)ud;
    (void)osize;
    if (nsize == 0) {
        free(p);
        return NULL;
    }
    return realloc(p, nsize);
}

static int report_panic(lua_State *L)
{
    const char *message = lua_tostring(L, -1);
    fprintf(stderr, "PANIC: unprotected error in call to Lua API (%s)\n",
            message ? message : "error object is not a string");
    return 0;
}

/* A warning of one piece that starts with @ is a control message. */
static bool is_control(const Compat *c, const char *message, int tocont)
{
    return !c->warn_continues && !tocont && *message == '@';
}

static void warn(void *ud, const char *message, int tocont)
{
    Compat *c = compat_of(ud);
    if (is_control(c, message, tocont)) {
        if (strcmp(message, "@on") == 0 || strcmp(message, "@off") == 0) {
            c->warn_is_on = message[2] == 'n';
        }
        return;
    }
    if (c->warn_is_on) {
        fprintf(stderr, "%s%s%s", c->warn_continues ? "" : "Lua warning: ", message, tocont ? "" : "\n");
    }
    c->warn_continues = tocont != 0;
}

LUALIB_API lua_State *luaL_newstate(void)
{
    lua_State *L = lua_newstate(libc_alloc, NULL);
    if (L) {
        lua_atpanic(L, report_panic);
        lua_setwarnf(L, warn, L->vm); /* off until "@on" */
    }
    return L;
}
