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

#define OPENER(function, name)                                                                                         \
    LUAMOD_API int function(lua_State *L)                                                                              \
    {                                                                                                                  \
        return open_library(L, name);                                                                                  \
    }
OPENER(luaopen_base, LUA_GNAME)
OPENER(luaopen_coroutine, LUA_COLIBNAME)
OPENER(luaopen_debug, LUA_DBLIBNAME)
OPENER(luaopen_io, LUA_IOLIBNAME)
OPENER(luaopen_math, LUA_MATHLIBNAME)
OPENER(luaopen_os, LUA_OSLIBNAME)
OPENER(luaopen_package, LUA_LOADLIBNAME)
OPENER(luaopen_string, LUA_STRLIBNAME)
OPENER(luaopen_table, LUA_TABLIBNAME)
OPENER(luaopen_utf8, LUA_UTF8LIBNAME)
#undef OPENER
