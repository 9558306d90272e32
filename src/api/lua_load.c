/* lua_load.c: lua_load and lua_dump.
 *
 * The pieces that a reader gives are joined before the compiler sees them. They gather in a string of the collector's
 * that is anchored in the state while the reader, which may call Lua, runs.
 */
#include "lua_state.h"

#include <string.h>

#include "memory.h"
#include "string.h"

#define FIRST_SIZE 4096u

static int load_status(WeftStatus status)
{
    switch (status) {
    case WEFT_OK: return LUA_OK;
    case WEFT_ERROR_MEMORY: return LUA_ERRMEM;
    case WEFT_ERROR_FILE: return LUA_ERRFILE;
    default: return LUA_ERRSYNTAX;
    }
}

static int load_bytes(lua_State *L, const char *bytes, size_t length, const char *name, const char *mode)
{
    VM *vm = state_use(L);
    int slot = (int)(vm->top - vm->base);
    return load_status(weft_load(vm, slot, bytes, length, name ? name : "?", mode));
}

/* Adds a piece to the text in the anchor; the text's room is the anchored string's length. */
static void add_piece(lua_State *L, int anchor, size_t length, const char *piece, size_t size)
{
    VM *vm = L->vm;
    Value *v = &L->anchors[anchor];
    size_t room = is_string(v) ? v->string->length : 0, needed;
    if (!size_add(length, size, &needed) || needed > PTRDIFF_MAX / 2) {
        state_raise(L, "chunk too large");
    }
    if (needed > room) {
        size_t cap = needed * 2 > FIRST_SIZE ? needed * 2 : FIRST_SIZE;
        String *s = string_new_raw(vm, cap);
        state_check(vm, s != NULL);
        if (length) {
            memcpy(s->chars, v->string->chars, length);
        }
        set_string(v, s);
    }
    memcpy(v->string->chars + length, piece, size);
}

LUA_API int lua_load(lua_State *L, lua_Reader reader, void *dt, const char *chunkname, const char *mode)
{
    VM *vm = state_use(L);
    if (L->anchor_count == STATE_MAX_ANCHORS) {
        state_raise(L, "too many nested loads");
    }
    int anchor = L->anchor_count++;
    set_nil(&L->anchors[anchor]);
    size_t length = 0, size = 0;
    const char *piece;
    while ((piece = reader(L, dt, &size)) != NULL && size > 0) {
        add_piece(L, anchor, length, piece, size);
        length += size;
    }
    state_use(L);
    const Value *text = &L->anchors[anchor];
    int status = load_bytes(L, is_string(text) ? text->string->chars : "", length, chunkname, mode);
    L->anchor_count--;
    state_collect(vm);
    return status;
}

LUA_API int lua_dump(lua_State *L, lua_Writer writer, void *data, int strip)
{
    VM *vm = state_use(L);
    int top = (int)(vm->top - vm->base);
    if (!weft_dump(vm, top - 1, top, strip != 0)) {
        state_check(vm, !vm->has_error);
        return 1; /* not a Lua function */
    }
    String *s = vm->top[-1].string;
    int result = writer(L, s->chars, s->length, data);
    state_use(L);
    vm->top = vm->base + top;
    return result;
}

/* ---- the auxiliary library's loaders ---- */

LUALIB_API int luaL_loadbufferx(lua_State *L, const char *buff, size_t sz, const char *name, const char *mode)
{
    int status = load_bytes(L, buff, sz, name, mode);
    state_collect(L->vm);
    return status;
}

LUALIB_API int luaL_loadstring(lua_State *L, const char *s)
{
    return luaL_loadbufferx(L, s, strlen(s), s, NULL);
}

LUALIB_API int luaL_loadfilex(lua_State *L, const char *filename, const char *mode)
{
    VM *vm = state_use(L);
    int slot = (int)(vm->top - vm->base);
    return load_status(weft_load_file(vm, slot, filename, mode));
}
