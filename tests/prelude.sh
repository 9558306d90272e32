# prelude.sh: what the shell tests share. tests/run sets ROOT and WEFT; files go into TEST_TMP.
set -eu
build=$ROOT/build
cd "$TEST_TMP"

skip() { # the test is left out, and why
    echo "$*"
    exit 77
}
fail() {
    echo "$*" >&2
    exit 1
}
need() { # need COMMAND...
    for c in "$@"; do
        command -v "$c" >/dev/null 2>&1 || skip "$c is not installed"
    done
}
same() { # same EXPECTED GOT: two files
    diff -a "$1" "$2" >difference || {
        head -40 difference
        fail "$2 differs from $1"
    }
}
on_weft() { # on_weft COMMAND...: runs it with Weft in the place of Lua's shared library
    LD_LIBRARY_PATH=$build/liblua "$@"
}
uses_weft() { # uses_weft FILE: it is linked with Lua's shared library, and would get Weft's
    on_weft ldd "$1" | grep -q "liblua5.4.so.0 => $build/liblua/" || fail "$1 does not load $build/liblua/liblua5.4.so.0"
}
