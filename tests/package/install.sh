# make install and uninstall by GNU's variables; programs built against what is installed: by hand, with pkg-config, as a
# host of Lua's API, in C++, statically, and with CMake.
# timeout 120
. ../prelude.sh
install() { make -C "$ROOT" --no-print-directory -s "$@" >log 2>&1 || fail "make $*: $(cat log)"; }
list() { (cd "$1" && find . -type f -o -type l | LC_ALL=C sort); }

# DESTDIR with a distribution's folders
install install install-liblua DESTDIR="$PWD/dest" PREFIX=/usr libdir=/usr/lib/multi mandir=/usr/manual
list dest >dest.files
for f in bin/weft include/weft.h include/weft-compat/lua.hpp lib/multi/libweft.a lib/multi/libweft.so.0 lib/multi/libweft.so \
    lib/multi/pkgconfig/weft.pc lib/multi/weft-compat/pkgconfig/lua5.4.pc lib/multi/weft-compat/liblua5.4.so.0 \
    lib/multi/cmake/weft/weft-config.cmake manual/man1/weft.1 share/doc/weft/LICENSE; do
    [ -e "dest/usr/$f" ] || fail "/usr/$f is not installed"
done
grep -v '^./usr/' dest.files && fail "files outside of the prefix"
[ "$(find dest -name 'liblua*' | grep -vc weft-compat)" = 0 ] || fail "liblua lies where the system's lies"
[ "$(find dest -type f -perm /022)" = "" ] || fail "files that others may write to"
grep -rl "$PWD" dest --include='*.pc' --include='*.cmake' && fail "DESTDIR is in an installed file"
install uninstall DESTDIR="$PWD/dest" PREFIX=/usr libdir=/usr/lib/multi mandir=/usr/manual
list dest >left
[ ! -s left ] || fail "left by uninstall: $(cat left)"
[ "$(find dest -path '*weft*')" = "" ] || fail "folders left by uninstall: $(find dest -path '*weft*')"

# a prefix of one's own
install install PREFIX="$PWD/own"
own=$PWD/own
[ "$("$own/bin/weft" -e 'print(6 * 7)')" = 42 ] || fail "the installed program does not run"
version=$("$own/bin/weft" --version | sed 's/Weft \([^ ]*\).*/\1/')
grep -q "^.TH WEFT 1 \"\" \"Weft $version\"" "$own/share/man/man1/weft.1" || fail "the manual page is not of version $version"
# every option of the program has its paragraph there, and none other has
"$own/bin/weft" --help | sed -n 's/^  \(-[^ ]*\).*/\1/p' | sort >expected
sed -n '/^.SH OPTIONS/,/^.SH EXIT/p' "$own/share/man/man1/weft.1" |
    perl -ne 's/\\-/-/g; print "$1\n" if /^\.(?:B|BI|BR) (-\S*)/' | sort -u >got
same expected got
if command -v man >/dev/null 2>&1; then
    MANWIDTH=80 man --warnings -E UTF-8 -l "$own/share/man/man1/weft.1" >page 2>warnings || true
    [ ! -s warnings ] || fail "$(cat warnings)"
fi

cat >native.c <<'END'
#include <stdio.h>
#include <weft.h>

int main(void)
{
    Weft *w = weft_open(NULL);
    bool is_open = w != NULL && weft_open_libraries(w);
    printf("%s\n", is_open ? WEFT_VERSION : "not open");
    weft_close(w);
    return !is_open;
}
END
cat >host.cpp <<'END'
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
#include <string>
#include <cstdio>

int main()
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    std::string code = "return ('%d'):format(6 * 7)";
    if (luaL_dostring(L, code.c_str()) == LUA_OK) {
        std::printf("%s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    return 0;
}
END
cp "$ROOT/tests/hosts/host.c" .
echo 'print(table.concat({...}, "+"))' >script.lua
expect() { # expect TEXT COMMAND...
    expected=$1
    shift
    got=$(LD_LIBRARY_PATH=$own/lib "$@" 2>&1) || true
    [ "$got" = "$expected" ] || fail "$*: '$got' instead of '$expected'"
}
cc native.c -I"$own/include" -L"$own/lib" -lweft -o native
expect "$version" ./native
cc native.c -I"$own/include" "$own/lib/libweft.a" -lm -o native-static
expect "$version" ./native-static

if command -v pkg-config >/dev/null 2>&1; then
    export PKG_CONFIG_PATH="$own/lib/pkgconfig:$own/lib/weft-compat/pkgconfig"
    [ "$(pkg-config --modversion weft)" = "$version" ] || fail "pkg-config knows weft $(pkg-config --modversion weft)"
    # shellcheck disable=SC2046
    cc native.c $(pkg-config --cflags --libs weft) -o native-pc
    expect "$version" ./native-pc
    pkg-config --atleast-version=5.4.8 lua5.4 || fail "pkg-config knows Lua $(pkg-config --modversion lua5.4)"
    # shellcheck disable=SC2046
    cc host.c $(pkg-config --cflags --libs lua5.4) -o host-pc
    expect a+b ./host-pc script.lua a b
    if command -v g++ >/dev/null 2>&1; then
        # shellcheck disable=SC2046
        g++ -Wall -Wextra -Werror host.cpp $(pkg-config --cflags --libs lua5.4) -o host-cpp
        expect 42 ./host-cpp
    fi
fi

command -v cmake >/dev/null 2>&1 || exit 0
mkdir project
cp native.c host.c project
cat >project/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.10)
project(hosts C)
find_package(weft ${version%.*} REQUIRED)
add_executable(native native.c)
target_link_libraries(native weft::weft)
add_executable(native-static native.c)
target_link_libraries(native-static weft::static)
add_executable(host host.c)
target_link_libraries(host weft::lua)
END
mv own moved # the package is found relative to its own files
own=$PWD/moved
cmake -S project -B project/build -DCMAKE_PREFIX_PATH="$own" >log 2>&1 && cmake --build project/build >>log 2>&1 || fail "cmake: $(cat log)"
expect "$version" project/build/native
expect "$version" project/build/native-static
expect a+b project/build/host script.lua a b
sed -i 's/find_package(weft [0-9.]*/find_package(weft 99.0/' project/CMakeLists.txt
cmake -S project -B project/other -DCMAKE_PREFIX_PATH="$own" >log 2>&1 && fail "cmake finds version 99.0"
exit 0
