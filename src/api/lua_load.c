/* lua_load.c: lua_load and lua_dump.
 *
 * The pieces that a reader gives are joined before the compiler sees them. They gather in a string of the collector's
 * in the slot above the caller's, while the reader, which may call Lua, runs. As in Lua, what the reader raises is the
 * load's error, and it may not yield: it runs under an entry of its own.
 */
#include "lua_state.h"

#include <string.h>

#include "error.h"
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

/* Adds a piece to the text in the slot at this index of the window; the text's room is the string's length. */
static void add_piece(lua_State *L, uint32_t slot, size_t length, const char *piece, size_t size)
{
    VM *vm = state_use(L);
    Value *v = vm->base + slot;
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
        set_string(v, s); /* making it has not moved the stack */
    }
    memcpy(v->string->chars + length, piece, size);
}

/* Reads all pieces into the slot; returns their length. Raises what the reader does. */
static size_t read_pieces(lua_State *L, uint32_t slot, lua_Reader reader, void *dt)
{
    size_t length = 0, size = 0;
    const char *piece;
    while ((piece = reader(L, dt, &size)) != NULL && size > 0) {
        add_piece(L, slot, length, piece, size);
        length += size;
    }
    return length;
}

/* The same; false: the error is in vm->error. */
static bool try_read(lua_State *L, uint32_t slot, lua_Reader reader, void *dt, size_t *length)
{
    VM *vm = L->vm;
    CEntry e;
    uint32_t closes = L->close_count;
    if (entry_depth(vm) >= MAX_C_CALLS) {
        vm_set_text_error(vm, "C stack overflow");
        return false;
    }
    entry_push(vm, &e, entry_depth(vm), L->co, stack_offset(vm, vm->base), ENTRY_NO_FUNCTION, (EntryMode){.kind = entry_barrier(vm)});
    coroutine_count_barrier(L->co, 1);
    int jumped = JUMP_HERE(e.jump);
    if (jumped == 0) {
        *length = read_pieces(L, slot, reader, dt);
        state_use(L);
    } else {
        if (vm->jump_kind == JUMP_REQUEST) {
            char buffer[200];
            vm_set_text_error(vm, coroutine_check_yield(vm, buffer, sizeof buffer));
        }
        L->close_count = closes;
        vm->has_error = false;
    }
    coroutine_count_barrier(L->co, -1);
    entry_pop(vm, &e);
    return jumped == 0;
}

LUA_API int lua_load(lua_State *L, lua_Reader reader, void *dt, const char *chunkname, const char *mode)
{
    VM *vm = state_use(L);
    size_t length;
    uint32_t slot = (uint32_t)(vm->top - vm->base);
    lua_pushnil(L);
    if (!try_read(L, slot, reader, dt, &length)) {
        while (vm->top > vm->base + slot + 1) { /* no mark of a pending variable may stay behind */
            set_nil(--vm->top);
        }
        vm->top = vm->base + slot + 1;
        value_copy(vm->base + slot, &vm->error);
        return state_error_status(vm, &vm->error);
    }
    vm->top = vm->base + slot + 1;
    const Value *text = vm->base + slot;
    int status = load_bytes(L, is_string(text) ? text->string->chars : "", length, chunkname, mode);
    value_copy(vm->top - 2, vm->top - 1);
    vm->top--;
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
