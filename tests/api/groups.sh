# A program for each group of functions of Lua's C API, built with Lua's own headers and with ours, prints the same on Lua's
# library and on ours; together they call every function that the library exports.
# timeout 240
. ../prelude.sh
headers=/usr/include/lua5.4
[ -e $headers/lua.h ] || skip "liblua5.4-dev is not installed"
lua=/usr/lib/x86_64-linux-gnu/liblua5.4.so.0
[ -e $lua ] || lua=$(ldconfig -p | sed -n 's/.*liblua5.4.so.0 .*=> //p' | head -1)
[ -e "$build/liblua/liblua5.4.so.0" ] || skip "there is no stand-in for liblua5.4.so.0: make liblua"

groups=$(cd "$ROOT/tests/api" && ls ./*.c | sed 's|./\(.*\)\.c|\1|')
[ "$(echo "$groups" | wc -l)" -ge 10 ] || fail "too few programs"
for group in $groups; do
    source=$ROOT/tests/api/$group.c
    cc -std=c11 -O2 -Wall -Wextra -Werror -I$headers "$source" -llua5.4 -lm -o "$group" # its last calls take its frame's place
    cc -std=c11 -Wall -Wextra -Werror -I"$ROOT/include/compat" "$source" "$build/libweft.a" -lm -ldl -o "$group-weft"
    "./$group" >"$group.expected" 2>&1 || fail "$group fails on Lua"
    uses_weft "./$group"
    on_weft "./$group" >"$group.relinked" 2>&1 || fail "$group fails on $build/liblua: $(tail -1 "$group.relinked")"
    same "$group.expected" "$group.relinked"
    "./$group-weft" >"$group.got" 2>&1 || fail "$group fails when it is built with our headers: $(tail -1 "$group.got")"
    same "$group.expected" "$group.got"
    nm -u "$group" "$group-weft" | sed -n 's/^ *[Uw] \(lua[a-zA-Z_]*\).*/\1/p' >>called
done
sort -u called >called.sorted
nm -D --defined-only $lua "$build/liblua/liblua5.4.so.0" | sed -n 's/.* T \(lua[a-zA-Z_]*\).*/\1/p' | sort -u >exported
[ "$(wc -l <exported)" -gt 150 ] || fail "too few functions are exported"
comm -13 called.sorted exported >missed
[ ! -s missed ] || fail "no program calls $(tr '\n' ' ' <missed)"
