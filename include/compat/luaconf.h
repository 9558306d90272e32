/* luaconf.h: how Weft is configured as seen through Lua 5.4's C API: 64-bit integers, doubles, Lua's sizes and limits.
 * Sizes that go into a compiled module (LUAL_BUFFERSIZE, LUA_IDSIZE, LUAI_MAXSTACK, LUA_EXTRASPACE) are those of a
 * default build of Lua 5.4, so compiled modules fit.
 */
#ifndef luaconf_h
#define luaconf_h

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

/* ---- numbers ---- */
#define LUA_INT_INT 1
#define LUA_INT_LONG 2
#define LUA_INT_LONGLONG 3
#define LUA_FLOAT_FLOAT 1
#define LUA_FLOAT_DOUBLE 2
#define LUA_FLOAT_LONGDOUBLE 3
#define LUA_INT_DEFAULT LUA_INT_LONGLONG
#define LUA_FLOAT_DEFAULT LUA_FLOAT_DOUBLE
#define LUA_32BITS 0
#define LUA_C89_NUMBERS 0
#define LUA_INT_TYPE LUA_INT_DEFAULT
#define LUA_FLOAT_TYPE LUA_FLOAT_DEFAULT
#define LUAI_IS32INT ((UINT_MAX >> 30) >= 3)

#define LUA_NUMBER double
#define LUAI_UACNUMBER double
#define LUA_NUMBER_FRMLEN ""
#define LUA_NUMBER_FMT "%.14g"
#define l_floatatt(n) (DBL_##n)
#define l_mathop(op) op
#define l_floor(x) (l_mathop(floor)(x))
#define lua_str2number(s, p) strtod((s), (p))
#define lua_strx2number(s, p) lua_str2number(s, p)
#define lua_number2str(s, sz, n) l_sprintf((s), (sz), LUA_NUMBER_FMT, (LUAI_UACNUMBER)(n))
#define lua_number2strx(L, b, sz, f, n) ((void)(L), l_sprintf((b), (sz), (f), (LUAI_UACNUMBER)(n)))

#define LUA_INTEGER long long
#define LUAI_UACINT LUA_INTEGER
#define LUA_INTEGER_FRMLEN "ll"
#define LUA_INTEGER_FMT "%" LUA_INTEGER_FRMLEN "d"
#define LUA_UNSIGNED unsigned LUAI_UACINT
#define LUA_MAXINTEGER LLONG_MAX
#define LUA_MININTEGER LLONG_MIN
#define LUA_MAXUNSIGNED ULLONG_MAX
#define lua_integer2str(s, sz, n) l_sprintf((s), (sz), LUA_INTEGER_FMT, (LUAI_UACINT)(n))

/* The float n as an integer in *p, when it is in range (both bounds are exact as doubles). */
#define lua_numbertointeger(n, p)                                                        \
    ((n) >= (LUA_NUMBER)(LUA_MININTEGER) && (n) < -(LUA_NUMBER)(LUA_MININTEGER) &&       \
     (*(p) = (LUA_INTEGER)(n), 1))

#define LUA_KCONTEXT intptr_t

#define l_sprintf(s, sz, f, i) snprintf((s), (sz), (f), (i))
#define lua_pointer2str(buff, sz, p) l_sprintf((buff), (sz), "%p", (p))
#define lua_getlocaledecpoint() (localeconv()->decimal_point[0])

/* ---- sizes and limits ---- */
#define LUAI_MAXSTACK 1000000
#define LUA_EXTRASPACE (sizeof(void *))
#define LUA_IDSIZE 60
#define LUAL_BUFFERSIZE ((int)(16 * sizeof(void *) * sizeof(lua_Number)))
#define LUAI_MAXALIGN \
    lua_Number n;     \
    double u;         \
    void *s;          \
    lua_Integer i;    \
    long l

/* ---- linkage ---- */
#if defined(__cplusplus)
#define LUA_EXTERN extern "C"
#else
#define LUA_EXTERN extern
#endif
#if defined(__GNUC__)
#define LUA_API LUA_EXTERN __attribute__((visibility("default")))
#else
#define LUA_API LUA_EXTERN
#endif
#define LUALIB_API LUA_API
#define LUAMOD_API LUA_API

#if defined(__GNUC__)
#define LUAI_FUNC __attribute__((visibility("hidden"))) extern
#else
#define LUAI_FUNC extern
#endif
#define LUAI_DDEC(dec) LUAI_FUNC dec
#define LUAI_DDEF

#if !defined(luai_likely)
#if defined(__GNUC__) && !defined(LUA_NOBUILTIN)
#define luai_likely(x) (__builtin_expect(((x) != 0), 1))
#define luai_unlikely(x) (__builtin_expect(((x) != 0), 0))
#else
#define luai_likely(x) (x)
#define luai_unlikely(x) (x)
#endif
#endif
#if defined(LUA_CORE) || defined(LUA_LIB)
#define l_likely(x) luai_likely(x)
#define l_unlikely(x) luai_unlikely(x)
#endif

/* ---- where modules are looked for ---- */
#define LUA_PATH_SEP ";"
#define LUA_PATH_MARK "?"
#define LUA_EXEC_DIR "!"
#define LUA_VDIR "5.4"
#if !defined(LUA_MULTIARCH)
#if defined(__x86_64__)
#define LUA_MULTIARCH "x86_64-linux-gnu/"
#elif defined(__aarch64__)
#define LUA_MULTIARCH "aarch64-linux-gnu/"
#else
#define LUA_MULTIARCH ""
#endif
#endif
#define LUA_ROOT "/usr/local/"
#define LUA_ROOT2 "/usr/"
#define LUA_LDIR LUA_ROOT "share/lua/" LUA_VDIR "/"
#define LUA_LDIR2 LUA_ROOT2 "share/lua/" LUA_VDIR "/"
#define LUA_CDIR LUA_ROOT "lib/lua/" LUA_VDIR "/"
#define LUA_CDIR2 LUA_ROOT2 "lib/" LUA_MULTIARCH "lua/" LUA_VDIR "/"
#define LUA_CDIR3 LUA_ROOT2 "lib/lua/" LUA_VDIR "/"
#if !defined(LUA_PATH_DEFAULT)
#define LUA_PATH_DEFAULT                                                                      \
    LUA_LDIR "?.lua;" LUA_LDIR "?/init.lua;" LUA_CDIR "?.lua;" LUA_CDIR "?/init.lua;"         \
    LUA_LDIR2 "?.lua;" LUA_LDIR2 "?/init.lua;" "./?.lua;" "./?/init.lua"
#endif
#if !defined(LUA_CPATH_DEFAULT)
#define LUA_CPATH_DEFAULT \
    LUA_CDIR "?.so;" LUA_CDIR2 "?.so;" LUA_CDIR3 "?.so;" LUA_CDIR "loadall.so;" "./?.so"
#endif
#if defined(_WIN32)
#define LUA_DIRSEP "\\"
#else
#define LUA_DIRSEP "/"
#endif

/* ---- names of older versions ---- */
#if defined(LUA_COMPAT_5_3)
#define LUA_COMPAT_MATHLIB
#define LUA_COMPAT_APIINTCASTS
#define LUA_COMPAT_LT_LE
#define lua_strlen(L, i) lua_rawlen(L, (i))
#define lua_objlen(L, i) lua_rawlen(L, (i))
#define lua_equal(L, idx1, idx2) lua_compare(L, (idx1), (idx2), LUA_OPEQ)
#define lua_lessthan(L, idx1, idx2) lua_compare(L, (idx1), (idx2), LUA_OPLT)
#endif

#endif
