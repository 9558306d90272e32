/* random.c: functions of the API in random order, on values of every kind, inside of C functions, metamethods, hooks, coroutines,
 * continuations and pending variables that call each other. Whatever happens is printed.
 * usage: random [FIRST_SEED LAST_SEED [wild|refused]]
 * wild: what crashes Lua 5.4.4, or is not the same on Weft, as well; refused: and one allocation in so many fails */
#include "show.h"

#include <math.h>

enum { MAX_VALUES = 30, OPERATIONS = 70, MAX_TEXT = 20000 };

static unsigned long long state_of_random;
static int budget;       /* operations that are left for this seed */
static int is_wild, is_refusing;
static int left_with;    /* results, when an activity has gone on in its continuation; or -1 */

static unsigned rnd(unsigned n)
{
    state_of_random ^= state_of_random << 13;
    state_of_random ^= state_of_random >> 7;
    state_of_random ^= state_of_random << 17;
    return (unsigned)(state_of_random >> 32) % n;
}

static int act(lua_State *L);
static int act_on(lua_State *L, int status, lua_KContext ctx);

/* ---- what may be printed: nothing that an address is in ---- */

static void tell_value(lua_State *L, int i)
{
    size_t n;
    const char *s;
    if (lua_type(L, i) != LUA_TSTRING) {
        show_value(L, i);
        return;
    }
    s = lua_tolstring(L, i, &n);
    if (strncmp(s, "attempt to yield across", 23) == 0) {
        n = 23; /* Weft tells more */
    }
    if (n > 100) {
        unsigned hash = 0;
        for (size_t k = 0; k < n; k++) {
            hash = hash * 31 + (unsigned char)s[k];
        }
        printf("%zu bytes %u", n, hash);
    } else {
        show_string(s, n);
    }
}

static void tell_stack(lua_State *L)
{
    int top = lua_gettop(L);
    printf(" [%d", top);
    for (int i = top > 4 ? top - 3 : 1; i <= top; i++) {
        putchar(' ');
        tell_value(L, i);
    }
    printf("]");
}

/* ---- values ---- */

static const lua_Integer integers[] = {0, 1, 2, 3, -1, 10, 255, LUA_MAXINTEGER, LUA_MININTEGER, 1LL << 53, 1LL << 32, -2147483648LL};
static const lua_Number numbers[] = {0.0, -0.0, 0.5, 1.0, 3.0, -1.5, 1e15, 1e100, 9007199254740992.0, 9223372036854775808.0,
                                     -9223372036854775808.0, HUGE_VAL};
static const char *const strings[] = {"", "a", "b", "10", "0x10", "1e1", " 7 ", "1.5", "x", "k", "a string of more than forty bytes, a long one",
                                      "__index", "nan", "zero\0in"};
static const char *const names[] = {"a", "b", "x", "k", "n", "__len", NULL};
static const char *const chunks[] = {
    "return ...", "local a, b = ... return b, a", "return act(...)", "local x <close> = closing return ...", "local x <close> = closing error('in chunk')",
    "return pcall(act, ...)", "return select('#', ...)", "for i = 1, 3 do act(i) end", "return coroutine.yield(...)", "local t = ... return t.x",
    "local t = ... t.x = 1 return t", "return (...) + 1", "return coroutine.wrap(pcall)(act, ...)", "error(...)", "error({}, 2)", "return tostring((...)) == nil",
    "return act(act(...))", "local a = ... return function() a = act(a) return a end", "return #... >= 0", "local a, b = ... return type(a) == type(b) or a .. b", "return (...) < (...)",
    "x = = 1", "goto nowhere", "return xpcall(act, type, ...)", "local a <const>, b = ... b = a return b",
    "for i, v in next, (...) do return type(i) end", "return coroutine.isyieldable(), coroutine.running() ~= nil",
};

static int pick(lua_State *L) /* an index of the stack: of a value, or an acceptable one behind them */
{
    int top = lua_gettop(L);
    if (top == 0 || rnd(20) == 0) {
        return top + 1 + (int)rnd(3);
    }
    int i = 1 + (int)rnd((unsigned)top);
    return rnd(3) == 0 ? i - top - 1 : i;
}

static int pick_value(lua_State *L) /* one of a value; there is one */
{
    int top = lua_gettop(L), i = 1 + (int)rnd((unsigned)top);
    return rnd(3) == 0 ? i - top - 1 : i;
}

static int pick_type(lua_State *L, int type) /* one of this type, or 0 */
{
    int top = lua_gettop(L), first = top == 0 ? 0 : (int)rnd((unsigned)top);
    for (int k = 0; k < top; k++) {
        int i = 1 + (first + k) % top;
        if (lua_type(L, i) == type) {
            return i;
        }
    }
    return 0;
}

static int pick_anywhere(lua_State *L) /* also an upvalue, or the registry */
{
    return rnd(8) == 0 ? lua_upvalueindex(1 + (int)rnd(4)) : pick(L);
}

static void push_value(lua_State *L)
{
    switch (rnd(16)) {
    case 0: lua_pushnil(L); break;
    case 1: lua_pushboolean(L, (int)rnd(2)); break;
    case 2:
    case 3: lua_pushinteger(L, integers[rnd(sizeof integers / sizeof integers[0])]); break;
    case 4: lua_pushnumber(L, numbers[rnd(sizeof numbers / sizeof numbers[0])]); break;
    case 5:
    case 6: lua_pushstring(L, strings[rnd(sizeof strings / sizeof strings[0])]); break;
    case 7: lua_pushlstring(L, "zero\0in", 1 + rnd(7)); break;
    case 8:
        lua_createtable(L, (int)rnd(4), (int)rnd(4));
        for (int n = (int)rnd(4); n > 0; n--) {
            lua_pushinteger(L, (lua_Integer)rnd(9));
            lua_rawseti(L, -2, (lua_Integer)n);
        }
        break;
    case 9: lua_pushcfunction(L, act); break;
    case 10:
        lua_pushstring(L, "upvalue");
        lua_pushinteger(L, 3);
        lua_newtable(L);
        lua_pushcclosure(L, act, 3);
        break;
    case 11: lua_newuserdatauv(L, rnd(40), (int)rnd(3)); break;
    case 12: lua_pushlightuserdata(L, &state_of_random); break;
    case 13: luaL_loadstring(L, chunks[rnd(sizeof chunks / sizeof chunks[0])]); break;
    case 14: lua_newthread(L); break;
    default: lua_getglobal(L, rnd(2) ? "closing" : "Meta"); break;
    }
}

/* ---- operations; each leaves at most 8 values more ---- */

static void op_stack(lua_State *L)
{
    int top = lua_gettop(L), i;
    switch (rnd(9)) {
    case 0: lua_settop(L, (int)rnd((unsigned)top + 3)); break;
    case 1: lua_settop(L, -(int)rnd((unsigned)top + 1) - 1); break;
    case 2: lua_pushvalue(L, pick_anywhere(L)); break;
    case 3:
        if (top > 0) {
            i = pick_value(L);
            int size = i > 0 ? top - i + 1 : -i;
            lua_rotate(L, i, (int)rnd((unsigned)size * 2 + 1) - size);
        }
        break;
    case 4: if (top > 0) { lua_copy(L, pick_anywhere(L), pick_value(L)); } break;
    case 5: printf(" %d", lua_absindex(L, pick(L))); break;
    case 6: printf(" %d", lua_checkstack(L, (int)rnd(300))); break;
    case 7: printf(" %d", lua_checkstack(L, 2000000)); break;
    default: if (top > 0) { lua_insert(L, pick_value(L)); lua_remove(L, pick_value(L)); } break;
    }
}

static void op_read(lua_State *L)
{
    int i = pick_anywhere(L), j = pick_anywhere(L), is;
    size_t n;
    switch (rnd(18)) {
    case 0: printf(" %d", lua_type(L, i)); break;
    case 1: printf(" %s", luaL_typename(L, i)); break;
    case 2: printf(" %d%d%d%d%d", lua_isnumber(L, i), lua_isstring(L, i), lua_iscfunction(L, i), lua_isinteger(L, i), lua_isuserdata(L, i)); break;
    case 3: printf(" %.14g", lua_tonumberx(L, i, &is)); printf(" %d", is); break;
    case 4: printf(" %lld", (long long)lua_tointegerx(L, i, &is)); printf(" %d", is); break;
    case 5: printf(" %d", lua_toboolean(L, i)); break;
    case 6: if (lua_type(L, i) <= LUA_TSTRING) { printf(" %d", lua_tolstring(L, i, &n) != NULL); } break;
    case 7: if (lua_type(L, i) != LUA_TTABLE) { printf(" %llu", (unsigned long long)lua_rawlen(L, i)); } break;
    case 8: printf(" %d", lua_tocfunction(L, i) == act); break;
    case 9: printf(" %d", lua_touserdata(L, i) == &state_of_random); break;
    case 10: printf(" %d", lua_tothread(L, i) == L); break;
    case 11: printf(" %d", lua_topointer(L, i) == lua_topointer(L, j)); break;
    case 12: printf(" %d", lua_rawequal(L, i, j)); break;
    case 13: printf(" %d", lua_compare(L, i, j, (int)rnd(3))); break;
    case 14: /* which border of a table with holes is left open */
        luaL_len(L, i);
        break;
    case 15:
        lua_len(L, i);
        if (lua_type(L, i) == LUA_TTABLE) {
            lua_pop(L, 1);
        }
        break;
    case 16: printf(" %d", luaL_getmetafield(L, i, rnd(2) ? "__index" : "__name")); break;
    default: printf(" %d", (int)lua_stringtonumber(L, strings[rnd(sizeof strings / sizeof strings[0])])); break;
    }
}

static void op_arith(lua_State *L)
{
    push_value(L);
    push_value(L);
    if (rnd(2)) {
        lua_pushvalue(L, pick_anywhere(L));
    }
    int op = (int)rnd(LUA_OPBNOT + 1);
    printf(" %d", op);
    lua_arith(L, op);
}

static void op_concat(lua_State *L)
{
    int n = (int)rnd((unsigned)lua_gettop(L) + 1), is_plain = 1;
    size_t length = 0;
    n = n > 5 ? 5 : n;
    for (int i = 1; i <= n; i++) {
        length += lua_type(L, -i) == LUA_TSTRING ? lua_rawlen(L, -i) : 0;
        is_plain = is_plain && lua_type(L, -i) != LUA_TTABLE && lua_type(L, -i) != LUA_TUSERDATA;
    }
    if (length < MAX_TEXT && (is_plain || is_wild)) { /* when the metamethod moves the stack, 5.4.4 has lost it */
        printf(" %d", n);
        lua_concat(L, n);
    }
}

static const char *name(void) { return names[rnd(sizeof names / sizeof names[0] - 1)]; }

static void op_get(lua_State *L)
{
    int i = pick_anywhere(L), t = pick_type(L, LUA_TTABLE);
    switch (rnd(11)) {
    case 0: push_value(L); printf(" %d", lua_gettable(L, i > 0 || i <= LUA_REGISTRYINDEX ? i : i - 1)); break;
    case 1: printf(" %d", lua_getfield(L, i, name())); break;
    case 2: printf(" %d", lua_geti(L, i, (lua_Integer)rnd(4))); break;
    case 3: if (t) { push_value(L); printf(" %d", lua_rawget(L, t)); } break;
    case 4: if (t) { printf(" %d", lua_rawgeti(L, t, (lua_Integer)rnd(4))); } break;
    case 5: if (t) { printf(" %d", lua_rawgetp(L, t, names)); } break;
    case 6: printf(" %d", lua_getmetatable(L, i)); break;
    case 7: t = pick_type(L, LUA_TUSERDATA); if (t) { printf(" %d", lua_getiuservalue(L, t, (int)rnd(4))); } break;
    case 8: printf(" %d", lua_getglobal(L, name())); break;
    case 9: if (t) { printf(" %d", luaL_getsubtable(L, t, name())); } break;
    default: printf(" %d", luaL_callmeta(L, i, rnd(2) ? "__len" : "__unm")); break;
    }
}

static void op_set(lua_State *L)
{
    int i = pick_anywhere(L), t = pick_type(L, LUA_TTABLE);
    if (i < 0 && i > LUA_REGISTRYINDEX) {
        i = lua_absindex(L, i);
    }
    push_value(L);
    push_value(L);
    switch (rnd(9)) {
    case 0: lua_settable(L, i); break;
    case 1: lua_setfield(L, i, name()); break;
    case 2: lua_seti(L, i, (lua_Integer)rnd(4)); break;
    case 3: if (t) { lua_rawset(L, t); } break;
    case 4: if (t) { lua_rawseti(L, t, (lua_Integer)rnd(6)); } break;
    case 5: if (t) { lua_rawsetp(L, t, names); } break;
    case 6:
        lua_settop(L, lua_gettop(L) - 2);
        lua_getglobal(L, "Meta");
        t = rnd(2) ? pick_type(L, LUA_TUSERDATA) : t;
        if (t && rnd(3)) { lua_setmetatable(L, t); }
        break;
    case 7: t = pick_type(L, LUA_TUSERDATA); if (t) { printf(" %d", lua_setiuservalue(L, t, (int)rnd(4))); } break;
    default:
        if (lua_type(L, -1) == LUA_TFUNCTION) { /* messages would take a name for it, one of those it has */
            lua_pushinteger(L, 1);
        }
        lua_setglobal(L, name());
        break;
    }
}

/* Traversal with assignments to fields that are there, and keys that become strings. */
static void op_next(lua_State *L)
{
    int t = pick_type(L, LUA_TTABLE), n = 0;
    lua_Unsigned sum = 0;
    if (!t) {
        return;
    }
    lua_pushnil(L);
    while (lua_next(L, t)) {
        n++;
        if (lua_isinteger(L, -2)) {
            sum += (lua_Unsigned)lua_tointeger(L, -2);
        }
        if (lua_rawlen(L, -2) == 1 || lua_tointeger(L, -2) % 3 == 2) {
            lua_pushvalue(L, -2);
            lua_pushnil(L);
            lua_rawset(L, t);
        }
        lua_pop(L, 1);
    }
    printf(" %d %llu", n, (unsigned long long)sum);
}

static void op_call(lua_State *L)
{
    int nargs = (int)rnd(4), nresults = (int)rnd(5) - 1, kind = (int)rnd(6), f = pick_type(L, LUA_TFUNCTION);
    if (f && rnd(4)) {
        lua_pushvalue(L, f);
    } else {
        push_value(L);
    }
    for (int i = 0; i < nargs; i++) {
        push_value(L);
    }
    printf(" %d %d %d", kind, nargs, nresults);
    switch (kind) {
    case 0: lua_call(L, nargs, nresults); break;
    case 1:
        lua_callk(L, nargs, nresults, 7, act_on);
        left_with = act_on(L, LUA_OK, 7);
        break;
    case 2: left_with = act_on(L, lua_pcallk(L, nargs, nresults, 0, 8, act_on), 8); break;
    default: printf(" %d", lua_pcall(L, nargs, nresults, 0)); break;
    }
}

static void op_thread(lua_State *L)
{
    int t = pick_type(L, LUA_TTHREAD), n, status, fresh = 0;
    lua_State *co = t ? lua_tothread(L, t) : NULL;
    lua_Debug ar;
    if (!co || co == L || (lua_status(co) == LUA_OK && lua_getstack(co, 0, &ar))) { /* it is active */
        return;
    }
    switch (rnd(5)) {
    case 0:
    case 1:
        status = lua_status(co);
        if (status == LUA_OK && lua_gettop(co) == 0) { /* a new one, or an ended one: a body for it */
            if (!lua_checkstack(co, 10)) {
                return;
            }
            fresh = !is_wild; /* when what is pending is closed, as an error ends a coroutine, is not the same */
            lua_getglobal(co, "pcall");
            luaL_loadstring(co, chunks[rnd(21)]);
            lua_rotate(co, 1, is_wild);
            lua_settop(co, 1 + fresh);
        }
        if (status <= LUA_YIELD && lua_checkstack(co, 4)) {
            n = (int)rnd(3);
            for (int i = 0; i < n; i++) {
                lua_pushinteger(co, i);
            }
            status = lua_resume(co, L, n + fresh, &n);
            printf(" resumed %d ", status);
            if (status > LUA_YIELD) { /* what lies below the error is left open */
                tell_value(co, -1);
            } else if (n < 5) {
                printf("%d", n);
                lua_xmove(co, L, n);
            }
        }
        break;
    case 2: printf(" status %d %d", lua_status(co), lua_isyieldable(co)); break;
    case 3: if (lua_status(co) != LUA_OK || lua_gettop(co) > 0) { printf(" closed %d", lua_resetthread(co)); } break;
    default:
        luaL_traceback(L, co, "trace", 0);
        lua_pop(L, 1);
        break;
    }
}

/* Whether the function at a level is none of the library's, whose temporary values nobody knows. */
static int is_ours(lua_State *L, int level, lua_Debug *ar)
{
    return lua_getstack(L, level, ar) && lua_getinfo(L, "S", ar) && (level == 0 || strcmp(ar->what, "Lua") == 0);
}

static void op_debug(lua_State *L)
{
    lua_Debug ar;
    int f = pick_type(L, LUA_TFUNCTION), n;
    const char *s;
    switch (rnd(7)) {
    case 0:
        if (lua_getstack(L, (int)rnd(3), &ar) && lua_getinfo(L, "nSlut", &ar)) {
            printf(" %s %s %d %d %d %d", ar.what, ar.namewhat, ar.currentline, ar.nups, ar.nparams, ar.isvararg);
        }
        break;
    case 1:
        if (f) {
            s = lua_getupvalue(L, f, (int)rnd(5));
            printf(" %s", s ? s : "none");
        }
        break;
    case 2:
        if (f) {
            push_value(L);
            s = lua_setupvalue(L, f, (int)rnd(5));
            printf(" %s", s ? s : "none");
        }
        break;
    case 3:
        if (f) {
            printf(" %d", lua_upvalueid(L, f, (int)rnd(300)) != NULL);
        }
        break;
    case 4:
        if (is_ours(L, (int)rnd(4), &ar)) {
            n = (int)rnd(6) - 1;
            s = lua_getlocal(L, &ar, n);
            printf(" %s", s ? s : "none");
        }
        break;
    case 5:
        if (f && !lua_iscfunction(L, f)) {
            lua_pushvalue(L, f);
            s = lua_getlocal(L, NULL, 1);
            printf(" %s", s ? s : "none");
        }
        break;
    default:
        if (is_ours(L, (int)rnd(4), &ar)) {
            n = 1 + (int)rnd(3);
            s = lua_getlocal(L, &ar, n);
            if (s && (*s != '(' || is_wild)) { /* no loop's state */
                lua_pushinteger(L, 5);
                lua_setlocal(L, &ar, n);
            }
            printf(" %s", s ? s : "none");
        }
        break;
    }
}

static void op_auxiliary(lua_State *L)
{
    luaL_Buffer b;
    int n = (int)rnd(4), i = pick(L);
    size_t size;
    switch (rnd(7)) {
    case 0:
        luaL_buffinit(L, &b);
        while (n-- > 0) {
            luaL_addstring(&b, strings[rnd(12)]);
            if (rnd(3) == 0) {
                memset(luaL_prepbuffsize(&b, 2000), 'p', 2000);
                luaL_addsize(&b, rnd(2000));
            }
            lua_pushinteger(L, n);
            luaL_addvalue(&b);
        }
        luaL_pushresult(&b);
        break;
    case 1:
        if (lua_type(L, i) >= LUA_TNIL && lua_type(L, i) <= LUA_TSTRING && lua_type(L, i) != LUA_TLIGHTUSERDATA) { /* no address */
            luaL_tolstring(L, i, &size);
            printf(" %zu", size);
        }
        break;
    case 2: luaL_gsub(L, "a.b.c", ".", strings[rnd(8)]); break;
    case 3:
        push_value(L);
        lua_newtable(L);
        lua_insert(L, -2);
        n = luaL_ref(L, -2);
        printf(" %d", n > 0);
        lua_rawgeti(L, -1, n);
        luaL_unref(L, -2, n);
        break;
    case 4: printf(" %lld", (long long)luaL_checkinteger(L, i)); break;
    case 5: luaL_checktype(L, i, (int)rnd(9)); break;
    default: luaL_checkoption(L, i, "a", names); break;
    }
}

/* A chunk's binary form. */
static char dumped[100000];
static size_t dumped_size;

static int write_piece(lua_State *L, const void *p, size_t size, void *ud)
{
    (void)L;
    (void)ud;
    if (size > sizeof dumped - dumped_size) {
        return 1;
    }
    memcpy(dumped + dumped_size, p, size);
    dumped_size += size;
    return 0;
}

static void op_dump(lua_State *L)
{
    int f = pick_type(L, LUA_TFUNCTION);
    if (!f || lua_iscfunction(L, f)) {
        return;
    }
    dumped_size = 0;
    lua_pushvalue(L, f);
    printf(" %d", lua_dump(L, write_piece, NULL, (int)rnd(2)));
    lua_pop(L, 1);
    printf(" %d", luaL_loadbufferx(L, dumped, dumped_size, "=dumped", "b"));
}

static void op_other(lua_State *L)
{
    int top = lua_gettop(L);
    switch (rnd(8)) {
    case 0: lua_gc(L, LUA_GCSTEP, (int)rnd(100)); break;
    case 1: if (rnd(10) == 0) { lua_gc(L, LUA_GCCOLLECT); } break;
    case 2: if (rnd(10) == 0) { printf(" %d", lua_gc(L, rnd(2) ? LUA_GCGEN : LUA_GCINC, 0, 0, 0) >= 0); } break;
    case 3:
        if (is_wild) {
            lua_getglobal(L, "closing");
            lua_toclose(L, -1);
            if (rnd(4) == 0) {
                lua_closeslot(L, -1);
            }
        }
        break;
    case 4: op_dump(L); break;
    case 5:
        if (rnd(3) == 0 && top > 0) {
            printf(" error");
            lua_settop(L, pick_value(L));
            lua_error(L);
        }
        break;
    case 6:
        if (rnd(3) == 0) {
            printf(" yield");
            int n = (int)rnd((unsigned)top + 1);
            if (rnd(2)) {
                lua_yieldk(L, n, 9, act_on);
            }
            lua_yield(L, n);
        }
        break;
    default: luaL_error(L, "raised %d", (int)rnd(10)); break;
    }
}

typedef void (*Operation)(lua_State *L);
static const struct {
    const char *name;
    Operation run;
} operations[] = {
    {"stack", op_stack}, {"stack", op_stack}, {"read", op_read}, {"read", op_read}, {"arith", op_arith}, {"concat", op_concat},
    {"get", op_get}, {"set", op_set}, {"next", op_next}, {"call", op_call}, {"call", op_call}, {"thread", op_thread},
    {"thread", op_thread}, {"debug", op_debug}, {"auxiliary", op_auxiliary}, {"push", push_value}, {"push", push_value}, {"other", op_other},
};

/* ---- activities ---- */

static int go_on(lua_State *L)
{
    int n = (int)rnd(8);
    luaL_checkstack(L, MAX_VALUES, "no room");
    while (n-- > 0 && budget-- > 0) {
        if (lua_gettop(L) > MAX_VALUES - 10) {
            lua_settop(L, 5);
        }
        unsigned op = rnd(sizeof operations / sizeof operations[0]);
        printf("%s", operations[op].name);
        left_with = -1;
        operations[op].run(L);
        if (left_with >= 0) {
            n = left_with;
            left_with = -1;
            return n;
        }
        tell_stack(L);
        putchar('\n');
        luaL_checkstack(L, MAX_VALUES, "no room");
    }
    n = (int)rnd((unsigned)lua_gettop(L) + 1);
    n = n > 3 ? 3 : n;
    printf("returns %d\n", n);
    return n;
}

static int act(lua_State *L)
{
    if (lua_gettop(L) > 10) {
        lua_settop(L, 10);
    }
    printf("\nacts");
    tell_stack(L);
    putchar('\n');
    return go_on(L);
}

static int act_on(lua_State *L, int status, lua_KContext ctx)
{
    status = status == LUA_YIELD ? LUA_OK : status; /* whether it was suspended meanwhile */
    printf("\ncontinues %d %d", status, (int)ctx);
    tell_stack(L);
    putchar('\n');
    return go_on(L);
}

static int collected(lua_State *L)
{
    lua_settop(L, 0);
    return 0;
}

static int run_all(lua_State *L)
{
    while (budget > 0) {
        lua_settop(L, 0);
        lua_State *co = L;
        if (rnd(2)) {
            co = lua_newthread(L);
            lua_getglobal(co, "pcall");
        }
        lua_pushcfunction(co, act);
        for (int i = 0; i < 3; i++) {
            push_value(co);
        }
        int n = 0, status = co == L ? lua_pcall(L, 3, LUA_MULTRET, 0) : lua_resume(co, L, 4, &n);
        while (status == LUA_YIELD && budget-- > 0) {
            lua_pop(co, n);
            lua_pushinteger(co, budget);
            status = lua_resume(co, L, 1, &n);
        }
        printf("ends %d ", status);
        if (status > LUA_YIELD) {
            tell_value(co, -1);
        } else {
            tell_stack(co);
        }
        putchar('\n');
    }
    return 0;
}

static void *allocate(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    (void)old_size;
    if (new_size == 0) {
        free(p);
        return NULL;
    }
    return is_refusing && rnd(30) == 0 ? NULL : realloc(p, new_size);
}

static void run_seed(unsigned long long seed, int is_refused)
{
    lua_State *L = lua_newstate(allocate, NULL);
    luaL_openlibs(L);
    state_of_random = seed * 0x9E3779B97F4A7C15ull | 1;
    budget = OPERATIONS;
    printf("seed %llu\n", seed);
    lua_pushcfunction(L, act);
    lua_setglobal(L, "act");
    lua_newtable(L); /* a metatable */
    lua_pushvalue(L, -1);
    lua_setglobal(L, "Meta");
    static const char *const events[] = {"__index", "__newindex", "__call", "__add", "__concat", "__len", "__eq", "__lt", "__le", "__unm", "__close"};
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        lua_pushcfunction(L, act);
        lua_setfield(L, -2, events[i]);
    }
    lua_pushcfunction(L, collected);
    lua_setfield(L, -2, "__gc");
    lua_newtable(L);
    lua_insert(L, -2);
    lua_setmetatable(L, -2);
    lua_setglobal(L, "closing");
    lua_pushcfunction(L, run_all);
    is_refusing = is_refused;
    int status = lua_pcall(L, 0, 0, 0);
    is_refusing = 0;
    if (status != LUA_OK) { /* what is done unprotected has failed for want of memory */
        printf("all ends %d\n", status);
    }
    lua_close(L);
}

int main(int argc, char **argv)
{
    unsigned long long first = argc > 2 ? strtoull(argv[1], NULL, 10) : 1, last = argc > 2 ? strtoull(argv[2], NULL, 10) : 300;
    is_wild = argc > 3;
    for (unsigned long long seed = first; seed <= last; seed++) {
        run_seed(seed, is_wild && strcmp(argv[3], "refused") == 0);
    }
    return 0;
}
