# The shared libraries: their names, the symbols they export and the versions of these, and what they are linked with.
. ../prelude.sh
need nm readelf strip
defined() { nm -D --with-symbol-versions --defined-only "$1" | sed 's/.* //' | sort; }
dynamic() { readelf -d "$1" | sed -n "s/.*($2).*\[\(.*\)\]/\1/p"; }

lua=$build/liblua/liblua5.4.so.0
weft=$build/libweft.so.0
[ "$(dynamic "$lua" SONAME)" = liblua5.4.so.0 ] || fail "the soname of $lua is $(dynamic "$lua" SONAME)"
[ "$(dynamic "$weft" SONAME)" = libweft.so.0 ] || fail "the soname of $weft is $(dynamic "$weft" SONAME)"

# liblua5.4.so.0 exports what Debian's does, under the same version, and nothing but that and 5.4.6's lua_closethread
defined "$lua" >lua.symbols
system=$(ls /usr/lib/*/liblua5.4.so.0 2>/dev/null | head -1)
if [ -n "$system" ]; then
    defined "$system" | grep -v '^LUA_5.4' >expected
    [ "$(wc -l <expected)" -gt 150 ] || fail "$system exports too little"
    echo lua_closethread@@LUA_5.4 >>expected
    grep -v '^LUA_5.4' lua.symbols >got
    sort -u expected >expected.sorted
    same expected.sorted got
fi
grep -v '@@LUA_5.4$' lua.symbols | grep -v '^LUA_5.4' >stray || true
[ ! -s stray ] || fail "symbols without the version: $(cat stray)"

# libweft.so.0 exports the same, and weft_*
defined "$weft" | grep -v '@@WEFT_0$\|^WEFT_0\|^LUA_5.4' >got
grep -v '^LUA_5.4' lua.symbols >expected
same expected got
defined "$weft" | grep '@@WEFT_0$' | grep -v '^weft_' >stray || true
[ ! -s stray ] || fail "Weft's symbols with another's name: $(cat stray)"

# every function of the headers is there
cc -E -P "$ROOT/include/weft.h" | perl -0ne 'print "$1\n" while /\b(weft_\w+)\s*\([^;{}]*;/g' | sort -u >declared
defined "$weft" | sed -n 's/@@WEFT_0$//p' | sort >got
comm -23 declared got >missing
[ -s declared ] && [ ! -s missing ] || fail "declared, but not there: $(cat missing)"

# the archive defines no other name that a program could clash with
nm -g --defined-only "$build/libweft.a" | sed -n 's/^[0-9a-f]* [A-Z] //p' | grep -vE '^(weft_|lua_|luaL_|luaopen_)' >stray || true
[ ! -s stray ] || fail "global names in the archive: $(head -5 stray)"

for library in "$lua" "$weft"; do
    for needed in $(dynamic "$library" NEEDED); do
        case $needed in
        libc.so.6 | libm.so.6 | libdl.so.2 | ld-linux*) ;;
        *) fail "$library needs $needed" ;;
        esac
    done
    strip -o stripped "$library"
    size=$(wc -c <stripped)
    [ "$size" -le 500000 ] || fail "$library has $size bytes when stripped: more than 500,000"
done
