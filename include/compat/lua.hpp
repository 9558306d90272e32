// lua.hpp: Lua's C API for C++ programs.
extern "C" {
#include "lua.h"
#include "lualib.h"
#include "lauxlib.h"
}
