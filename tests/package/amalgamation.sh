# The amalgamation: it compiles as anybody would compile it, without a warning, shows the APIs' names alone, and passes the
# suite's tests of the language.
# timeout 240
. ../prelude.sh
source=$build/amalgamation
[ -e "$source/weft.c" ] || skip "there is no amalgamation: make amalgamation"
cp -r "$source" weft
cd weft
cp "$ROOT/tests/hosts/host.c" .

cat >native.c <<'END'
#include "weft.h"
#include <stdio.h>

int main(void)
{
    Weft *w = weft_open(NULL);
    bool is_open = w != NULL && weft_open_libraries(w);
    printf("%s\n", is_open ? "open" : "not open");
    weft_close(w);
    return !is_open;
}
END
cc weft.c native.c -lm -o native
[ "$(./native)" = open ] || fail "the host does not run"
for compiler in gcc clang-19; do
    command -v $compiler >/dev/null 2>&1 || continue
    $compiler -O1 -Wall -Wextra -Werror -c weft.c -o weft.o
    $compiler -Icompat host.c weft.o -lm -Wl,--export-dynamic -o host
    printf 'local t = {} for w in ("a b c"):gmatch "%%a" do t[#t + 1] = w:upper() end print(table.concat(t, ","), ...)\n' >script.lua
    [ "$(./host script.lua x)" = "A,B,C	x" ] || fail "$compiler's host does not run the script"
done

nm -g --defined-only weft.o | sed 's/.* //' | grep -vE '^(weft_|lua_|luaL_|luaopen_)' >stray || true
[ ! -s stray ] || fail "names that hosts could clash with: $(head -5 stray)"
[ "$(nm -g --defined-only weft.o | grep -cE ' (lua_|luaL_|luaopen_)')" -gt 150 ] || fail "Lua's API is not whole"

# the program, on the amalgamation
# shellcheck disable=SC2086
cc -D_GNU_SOURCE -I. -iquote "$ROOT/repl" -iquote "$build/gen" "$ROOT"/repl/*.c weft.o -lm -Wl,--export-dynamic -o program
"$ROOT/tests/run" --weft "$PWD/program" --no-c --failed lang lib/string coroutine >result || {
    cat result
    fail "tests fail on the amalgamation"
}
tail -1 result | grep -q '^[1-9][0-9]* passed, 0 failed' || fail "$(tail -1 result)"
