# Sizes, offsets, constants and prototypes of Lua's C API: the same from Debian's headers and from include/compat.
. ../prelude.sh
debian=/usr/include/lua5.4
[ -e $debian/lauxlib.h ] || skip "liblua5.4-dev is not installed"
compat=$ROOT/include/compat
cat >headers.c <<'END'
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
END
cat >base.c <<'END'
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
END
cc -dM -E base.c | sort >base.macros

# the names of all macros; ours may have more
names() { cc -dM -E -I"$1" headers.c | sort | comm -23 - base.macros | sed 's/#define \([A-Za-z0-9_]*\).*/\1/' | sort -u; }
names $debian | grep -vE '^(DEB_HOST_MULTIARCH|_LUA_DEB_MULTIARCH_)$' >expected.names
names "$compat" >got.names
comm -23 expected.names got.names >missing.names
[ ! -s missing.names ] || fail "macros that are not there: $(cat missing.names)"

# what is neither a number nor a text; and the text that says who made the library
not_values='^(LUA_API|LUALIB_API|LUAMOD_API|LUAI_FUNC|LUAI_DDEF|LUAI_MAXALIGN|LUA_COPYRIGHT|lua_h|luaconf_h|lauxlib_h|lualib_h|__.*)$'
types='LUA_NUMBER|LUA_INTEGER|LUA_UNSIGNED|LUA_KCONTEXT|LUAI_UACNUMBER|LUAI_UACINT'
cc -dM -E -I$debian headers.c | sort | comm -23 - base.macros | grep -v '^#define [A-Za-z0-9_]*(' |
    sed 's/#define \([A-Za-z0-9_]*\).*/\1/' | grep -vE "$not_values|^($types|DEB_HOST_MULTIARCH|_LUA_DEB_MULTIARCH_)\$" >values
{
    cat base.c headers.c
    cat <<'END'
static void text(const char *name, const char *s) { printf("%s \"%s\"\n", name, s); }
static void integer(const char *name, long long i) { printf("%s %lld\n", name, i); }
static void natural(const char *name, unsigned long long i) { printf("%s %llu\n", name, i); }
#define SHOW(m) _Generic((m), char *: text, const char *: text, unsigned long: natural, unsigned long long: natural, default: integer)(#m, m)
#define TYPE(t) printf("%s: %zu bytes, %s\n", #t, sizeof(t), (t)0.5 != 0 ? "float" : (t)-1 < 0 ? "signed" : "unsigned")
#define SIZE(t) printf("sizeof %s %zu\n", #t, sizeof(t))
#define FIELD(t, f) printf("%s.%s at %zu, %zu bytes\n", #t, #f, offsetof(t, f), sizeof(((t *)0)->f))
union aligned { LUAI_MAXALIGN; };
int main(void)
{
END
    sed 's/.*/    SHOW(&);/' values
    for t in LUA_NUMBER LUA_INTEGER LUA_UNSIGNED LUA_KCONTEXT LUAI_UACNUMBER LUAI_UACINT lua_Number lua_Integer lua_Unsigned lua_KContext; do
        echo "    TYPE($t);"
    done
    for t in lua_Debug luaL_Buffer luaL_Reg luaL_Stream 'union aligned' lua_CFunction lua_KFunction lua_Reader lua_Writer \
        lua_Alloc lua_WarnFunction lua_Hook; do
        echo "    SIZE($t);"
    done
    for f in event name namewhat what source srclen currentline linedefined lastlinedefined nups nparams isvararg istailcall \
        ftransfer ntransfer short_src i_ci; do
        echo "    FIELD(lua_Debug, $f);"
    done
    for f in b size n L init init.b init.n; do echo "    FIELD(luaL_Buffer, $f);"; done
    for f in name func; do echo "    FIELD(luaL_Reg, $f);"; done
    for f in f closef; do echo "    FIELD(luaL_Stream, $f);"; done
    cat <<'END'
    printf("extra space at %td\n", (char *)lua_getextraspace((lua_State *)4096) - (char *)4096);
    printf("upvalue 3 at %d\n", lua_upvalueindex(3));
    return 0;
}
END
} >show.c
for flags in "" -DLUA_COMPAT_5_3; do
    cc -std=c11 $flags -I$debian show.c -o show-debian
    cc -std=c11 $flags -I"$compat" show.c -o show-weft
    ./show-debian | grep -v '^LUA_VERSION_RELEASE\|^LUA_RELEASE' >expected
    ./show-weft | grep -v '^LUA_VERSION_RELEASE\|^LUA_RELEASE' >got
    [ "$(wc -l <expected)" -gt 150 ] || fail "too little was shown"
    same expected got
done

# the prototypes, declared again after ours: the compiler compares them
cc -E -P -I$debian headers.c |
    perl -0ne 'print "$&\n" while /extern\b[^;{]*\(\s*lua\w*\s*\)[^;{]*;/g' >prototypes.h
[ "$(grep -c '' prototypes.h)" -gt 140 ] || fail "too few prototypes were found"
{ cat headers.c; cat prototypes.h; } >again.c
cc -std=c11 -Wall -Wextra -Werror -I"$compat" -fsyntax-only again.c
