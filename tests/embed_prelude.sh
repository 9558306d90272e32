# embed_prelude.sh: builds and runs the C programs of examples/embed; read by the tests in embed/.
each_example() { # each_example LINK: what is linked with each of them
    for source in "$ROOT"/examples/embed/*.c; do
        name=$(basename "$source" .c)
        include=$ROOT/include
        [ "$name" = port ] && include=$ROOT/include/compat
        [ "$(wc -l <"$source")" -lt 80 ] || fail "$name.c has 80 lines or more"
        # shellcheck disable=SC2086
        cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -I"$include" "$source" $1 -pthread -o "$name"
        "./$name" >output 2>&1 || fail "$name fails: $(tail -3 output)"
        same "$ROOT/examples/embed/$name.out" output
    done
}
