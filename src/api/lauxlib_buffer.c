/* lauxlib_buffer.c: luaL_Buffer.
 *
 * A buffer has one slot of the stack, from luaL_buffinit to luaL_pushresult. Its bytes lie in the buffer itself at
 * first; when that is full, in a string of the collector's that the slot holds and that nobody else has seen. So there
 * is nothing to free, whatever is raised in between.
 */
#include "lua_state.h"

#include <string.h>

#include "memory.h"
#include "string.h"

LUALIB_API void luaL_buffinit(lua_State *L, luaL_Buffer *B)
{
    B->L = L;
    B->b = B->init.b;
    B->n = 0;
    B->size = LUAL_BUFFERSIZE;
    lua_pushlightuserdata(L, B);
}

/* The buffer's slot. It should be at index `box`; but there are modules that push values over a buffer before it grows
 * and go on using the bytes of the topmost one, which must stay alive: so it is looked for. */
static Value *find_slot(const luaL_Buffer *B, int box)
{
    VM *vm = state_use(B->L);
    for (Value *v = vm->top + box; v >= vm->base; v--) {
        if (v->tag == TAG_LIGHT ? v->p == B : is_string(v) && v->string->chars == B->b) {
            return v;
        }
    }
    return vm->top + box;
}

/* Moves the bytes to a box with room for n more. */
static void grow(luaL_Buffer *B, size_t n, int box)
{
    lua_State *L = B->L;
    size_t needed;
    if (!size_add(B->n, n, &needed)) {
        luaL_error(L, "buffer too large");
    }
    size_t cap = B->size / 2 * 3;
    cap = cap < needed ? needed : cap;
    cap = cap <= MAX_SHORT_STRING ? MAX_SHORT_STRING + 1 : cap;
    VM *vm = state_use(L);
    String *s = string_new_raw(vm, cap);
    state_check(vm, s != NULL);
    memcpy(s->chars, B->b, B->n);
    set_string(find_slot(B, box), s);
    B->b = s->chars;
    B->size = cap;
    state_collect(vm);
}

static char *reserve(luaL_Buffer *B, size_t n, int box)
{
    if (B->size - B->n < n) {
        grow(B, n, box);
    }
    return B->b + B->n;
}

LUALIB_API char *luaL_prepbuffsize(luaL_Buffer *B, size_t sz)
{
    return reserve(B, sz, -1);
}

LUALIB_API char *luaL_buffinitsize(lua_State *L, luaL_Buffer *B, size_t sz)
{
    luaL_buffinit(L, B);
    return reserve(B, sz, -1);
}

LUALIB_API void luaL_addlstring(luaL_Buffer *B, const char *s, size_t l)
{
    if (l > 0) {
        memcpy(reserve(B, l, -1), s, l);
        B->n += l;
    }
}

LUALIB_API void luaL_addstring(luaL_Buffer *B, const char *s)
{
    luaL_addlstring(B, s, strlen(s));
}

LUALIB_API void luaL_addvalue(luaL_Buffer *B)
{
    lua_State *L = B->L;
    size_t length;
    const char *s = lua_tolstring(L, -1, &length);
    memcpy(reserve(B, length, -2), s, length);
    B->n += length;
    lua_pop(L, 1);
}

LUALIB_API void luaL_pushresult(luaL_Buffer *B)
{
    lua_State *L = B->L;
    lua_pushlstring(L, B->b, B->n);
    lua_remove(L, -2);
}

LUALIB_API void luaL_pushresultsize(luaL_Buffer *B, size_t sz)
{
    B->n += sz;
    luaL_pushresult(B);
}

/* ---- substitution ---- */

LUALIB_API void luaL_addgsub(luaL_Buffer *B, const char *s, const char *p, const char *r)
{
    const char *found;
    while ((found = strstr(s, p)) != NULL) {
        luaL_addlstring(B, s, (size_t)(found - s));
        luaL_addstring(B, r);
        s = found + strlen(p);
    }
    luaL_addstring(B, s);
}

LUALIB_API const char *luaL_gsub(lua_State *L, const char *s, const char *p, const char *r)
{
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    luaL_addgsub(&b, s, p, r);
    luaL_pushresult(&b);
    return lua_tostring(L, -1);
}
