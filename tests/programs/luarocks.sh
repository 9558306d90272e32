# luarocks builds and installs a rock with a C module, offline, and Weft requires it.
. ../prelude.sh
need luarocks cc
[ -d /usr/share/lua/5.1/luarocks ] || skip "luarocks' modules are not where Debian has them"

cat >knit.c <<'END'
#include <lauxlib.h>
#include <lua.h>

static int sum(lua_State *L)
{
    lua_Integer s = 0;
    for (int i = 1; i <= lua_gettop(L); i++) {
        s += luaL_checkinteger(L, i);
    }
    lua_pushinteger(L, s);
    return 1;
}

static const luaL_Reg functions[] = {{"sum", sum}, {NULL, NULL}};

int luaopen_knit_core(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
END
cat >knit.lua <<'END'
local core = require "knit.core"
return {sum = core.sum, mean = function(...) return core.sum(...) / select("#", ...) end}
END
cat >knit-1.0-1.rockspec <<'END'
rockspec_format = "3.0"
package = "knit"
version = "1.0-1"
source = {url = "git://example.invalid/knit.git"}
description = {summary = "sums", license = "MIT"}
dependencies = {"lua >= 5.4"}
build = {type = "builtin", modules = {["knit.core"] = {sources = {"knit.c"}}, knit = "knit.lua"}}
END
cat >config.lua <<END
lua_interpreter = "weft"
variables = {LUA_INCDIR = "$ROOT/include/compat", LUA_BINDIR = "$build", LUA_DIR = "$ROOT"}
END
rocks() {
    # shellcheck disable=SC2086
    HOME=$PWD LUAROCKS_CONFIG=$PWD/config.lua LUA_PATH="/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua;;" \
        $WEFT /usr/bin/luarocks --lua-version=5.4 --tree="$PWD/tree" "$@" >log 2>&1 || fail "luarocks $*: $(cat log)"
}
rocks make
rocks show knit
grep -q 'knit 1.0-1 - sums' log || fail "$(cat log)"
cat >use.lua <<'END'
local knit = require "knit"
print(knit.sum(1, 2, 3), knit.mean(1, 2, 6), (pcall(knit.sum, 1, "x")))
END
# shellcheck disable=SC2086
LUA_PATH="$PWD/tree/share/lua/5.4/?.lua" LUA_CPATH="$PWD/tree/lib/lua/5.4/?.so" $WEFT use.lua >got
printf '6\t3.0\tfalse\n' >expected
same expected got
rocks remove knit
[ ! -e tree/share/lua/5.4/knit.lua ] || fail "the rock is still there"
