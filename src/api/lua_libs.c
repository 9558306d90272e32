/* lua_libs.c: the standard libraries' openers for C. The libraries themselves are written against weft.h. */
#include "lua_state.h"

#include "compat/lualib.h"

LUALIB_API void luaL_openlibs(lua_State *L)
{
    VM *vm = state_use(L);
    state_check(vm, weft_open_libraries(vm));
}

static int open_library(lua_State *L, const char *name)
{
    VM *vm = state_use(L);
    state_check(vm, weft_open_library(vm, name, (int)(vm->top - vm->base)));
    return 1;
}

LUAMOD_API int luaopen_base(lua_State *L) { return open_library(L, LUA_GNAME); }
LUAMOD_API int luaopen_coroutine(lua_State *L) { return open_library(L, LUA_COLIBNAME); }
LUAMOD_API int luaopen_debug(lua_State *L) { return open_library(L, LUA_DBLIBNAME); }
LUAMOD_API int luaopen_io(lua_State *L) { return open_library(L, LUA_IOLIBNAME); }
LUAMOD_API int luaopen_math(lua_State *L) { return open_library(L, LUA_MATHLIBNAME); }
LUAMOD_API int luaopen_os(lua_State *L) { return open_library(L, LUA_OSLIBNAME); }
LUAMOD_API int luaopen_package(lua_State *L) { return open_library(L, LUA_LOADLIBNAME); }
LUAMOD_API int luaopen_string(lua_State *L) { return open_library(L, LUA_STRLIBNAME); }
LUAMOD_API int luaopen_table(lua_State *L) { return open_library(L, LUA_TABLIBNAME); }
LUAMOD_API int luaopen_utf8(lua_State *L) { return open_library(L, LUA_UTF8LIBNAME); }
