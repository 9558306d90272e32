# Weft's header in C++: without a warning in each standard; the example with exceptions and destructors, with sanitizers if there
# are any.
# timeout 120
. ../prelude.sh
need g++
for standard in 98 11 17 20; do
    echo '#include "weft.h"' | g++ -std=c++$standard -Wall -Wextra -Werror -fsyntax-only -I"$ROOT/include" -x c++ - ||
        fail "weft.h does not compile as C++$standard"
done
for flags in -O2 "-g -fsanitize=address,undefined -fno-sanitize-recover=all"; do
    # shellcheck disable=SC2086
    g++ -std=c++11 -Wall -Wextra -pedantic -Werror $flags -I"$ROOT/include" "$ROOT/examples/embed/cplusplus.cpp" \
        "$build/libweft.a" -lm -ldl -o cplusplus
    ./cplusplus >output
    same "$ROOT/examples/embed/cplusplus.out" output
done
