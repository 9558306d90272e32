# ldoc writes the same pages as on the reference, for modules in Lua and in C.
. ../prelude.sh
need lua5.4
[ -e /usr/bin/ldoc ] || skip "ldoc is not installed"
export LUA_PATH="/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua;;"

mkdir source
cat >source/queue.lua <<'END'
--- A queue.
-- First in, *first* out; see @{queue.pop}.
-- @module queue
-- @license MIT
-- @author somebody
local queue = {}

--- Adds a value.
-- @tparam table self the queue
-- @param value anything but nil
-- @tparam[opt=1] number times how often
-- @treturn number the length
-- @raise when the value is nil
-- @usage queue.push(q, "x")
function queue.push(self, value, times) end

--- Takes the oldest value.
-- @param self the queue
-- @return the value
-- @return[2] nil
-- @return[2] a message
-- @see push
function queue.pop(self) end

--- Limits.
-- @table limits
-- @field max the most
-- @field min the least
queue.limits = {max = 10, min = 0}

--- @type Node
local Node = {}
--- Follows.
function Node:next() end
return queue
END
cat >source/core.c <<'END'
/// The core in C.
// @module queue.core

/// Adds two numbers.
// @function add
// @number a
// @number b
static int l_add(lua_State *L) { return 1; }
END
run() { # run INTERPRETER FOLDER
    # shellcheck disable=SC2086
    $1 /usr/bin/ldoc --testing -a -d "$2" source >"$2.log" 2>&1 || fail "ldoc on $1: $(cat "$2.log")"
    sed -i "s/$2/FOLDER/g" "$2.log"
}
run lua5.4 expected
run "$WEFT" got
[ -e expected/index.html ] && grep -q 'Takes the oldest value' expected/*/queue.html || fail "ldoc wrote no pages"
diff -r expected got || fail "the pages differ"
same expected.log got.log
