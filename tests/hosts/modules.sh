# Debian's compiled modules in plain C hosts: one linked with libweft.so, one with libweft.a, and one that was compiled and
# linked for Debian's Lua. Each runs the scripts of tests/modules that use compiled modules.
# timeout 120
. ../prelude.sh
source=$ROOT/tests/hosts/host.c
flags="-std=c11 -Wall -Wextra -Werror -O1"

scripts=""
for f in "$ROOT"/tests/modules/*.lua; do
    if grep -qE 'require "(cjson|lpeg|lfs|socket|luv|zlib|lxp|yaml)"' "$f"; then scripts="$scripts $f"; fi
done
[ "$(echo "$scripts" | wc -w)" -ge 10 ] || fail "too few scripts:$scripts"

check() { # check HOST
    # shellcheck disable=SC2086
    "$ROOT/tests/run" --weft "$1" --no-c --failed $scripts >result || {
        cat result
        fail "scripts fail in $1"
    }
    tail -1 result | grep -q '^[1-9][0-9]* passed, 0 failed' || fail "$1: $(tail -1 result)"
}

# shellcheck disable=SC2086
cc $flags -I"$ROOT/include/compat" "$source" -o host-shared -L"$build" -lweft -Wl,-rpath,"$build"
ldd host-shared | grep -q "libweft.so.0 => $build" || fail "host-shared does not load libweft.so.0"
check "$PWD/host-shared"

# shellcheck disable=SC2086
cc $flags -I"$ROOT/include/compat" "$source" -o host-static "$build/libweft.a" -Wl,--export-dynamic -lm -ldl
check "$PWD/host-static"

if [ -e /usr/include/lua5.4/lua.h ]; then
    # shellcheck disable=SC2086
    cc $flags -I/usr/include/lua5.4 "$source" -o host-debian -llua5.4
    uses_weft ./host-debian
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$build/liblua" "$PWD/host-debian" >host-debian.sh
    chmod +x host-debian.sh
    check "$PWD/host-debian.sh"

    # what an error looks like in a host of C
    cat >fails.lua <<'END'
print(debug.traceback "here")
for i = 0, 5 do
    local f = debug.getinfo(i, "S")
    print(i, f and f.what)
end
local co = coroutine.create(function() error "inside" end)
print(coroutine.resume(co))
print(debug.traceback(co))
local function inner(...) error {} end
print(pcall(error, "level 3", 3))
error "uncaught"
END
    ./host-debian fails.lua >expected 2>&1 && fail "the script should fail"
    on_weft ./host-debian fails.lua >got 2>&1 && fail "the script should fail"
    same expected got
fi
