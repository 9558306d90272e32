# luacheck reads all Lua files of this project: with its own settings it says what it says on the reference; with the
# project's (.luacheckrc) it has nothing to say.
# timeout 120
. ../prelude.sh
need lua5.4
[ -e /usr/bin/luacheck ] || skip "luacheck is not installed"
# Debian has its modules where Lua 5.1 looks for them
export LUA_PATH="/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua;;"

cd "$ROOT"
files=$(find bench examples lib repl scripts tests -name '*.lua' | LC_ALL=C sort)
[ "$(echo "$files" | wc -l)" -gt 300 ] || fail "too few files"
run() { # run INTERPRETER
    status=0
    # shellcheck disable=SC2086
    $1 /usr/bin/luacheck --no-config --no-cache --no-color --codes --std lua54 $files 2>&1 || status=$?
    echo "exit status $status"
}
run lua5.4 >"$TEST_TMP/expected"
run "$WEFT" >"$TEST_TMP/got"
cd "$TEST_TMP"
grep -q '^Total: .* in [0-9]* files' expected || { tail -5 expected; fail "luacheck did not get to its end"; }
same expected got

cd "$ROOT"
# shellcheck disable=SC2086
$WEFT /usr/bin/luacheck --no-color --codes $files .luacheckrc >"$TEST_TMP/strict" 2>&1 || true
cd "$TEST_TMP"
grep -q '^Total: 0 warnings / 0 errors in [3-9][0-9][0-9] files$' strict || { grep -v 'OK$' strict; fail "luacheck complains"; }
