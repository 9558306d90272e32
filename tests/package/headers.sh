# The headers alone, from C and C++ of every common standard, without a warning.
. ../prelude.sh
cat >all.c <<'END'
#include "weft.h"
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
END
cp all.c all.cpp
echo '#include <lua.hpp>' >>all.cpp
for header in weft.h lua.h lauxlib.h lualib.h luaconf.h; do
    echo "#include <$header>" >"alone_$header.c"
done
flags="-Wall -Wextra -pedantic -Wshadow -Wundef -Wstrict-prototypes -Werror -fsyntax-only -I$ROOT/include -I$ROOT/include/compat"
count=0
for compiler in gcc clang-19; do
    command -v $compiler >/dev/null 2>&1 || continue
    for standard in c99 c11 c17 gnu17; do
        # shellcheck disable=SC2086
        $compiler -std=$standard $flags all.c ./alone_*.c
        count=$((count + 1))
    done
done
flags="-Wall -Wextra -pedantic -Wshadow -Wundef -Werror -fsyntax-only -I$ROOT/include -I$ROOT/include/compat"
for compiler in g++ clang++-19; do
    command -v $compiler >/dev/null 2>&1 || continue
    for standard in c++11 c++17 c++20; do
        # shellcheck disable=SC2086
        $compiler -std=$standard $flags all.cpp
        count=$((count + 1))
    done
done
[ $count -gt 0 ] || skip "no compiler is here"
