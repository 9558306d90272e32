/* lua_stack.c: the Lua C API's stack: indices, moves, reading and pushing values. */
#include "lua_state.h"

#include <string.h>

#include "closure.h"
#include "number.h"
#include "string.h"
#include "table.h"

/* ---- indices ---- */

static Value *none(void)
{
    return (Value *)(uintptr_t)&api_nil;
}

static Value *upvalue_at(VM *vm, int n)
{
    if (vm->visitor) { /* a window of values, no frame */
        return none();
    }
    Function *f = frame_function(vm->base);
    bool exists = f->header.extra == FN_C && (uint32_t)n <= f->header.aux;
    return exists ? &f->values[n - 1] : none();
}

static COLD Value *pseudo_index(lua_State *L, int idx)
{
    VM *vm = L->vm;
    if (idx == LUA_REGISTRYINDEX) {
        set_table(&L->pseudo, vm->registry);
        return &L->pseudo;
    }
    return upvalue_at(vm, LUA_REGISTRYINDEX - idx);
}

static inline Value *index_of(VM *vm, lua_State *L, int idx)
{
    if (idx > 0) {
        return idx <= vm->top - vm->base ? vm->base + idx - 1 : none();
    }
    return LIKELY(idx > LUA_REGISTRYINDEX) ? vm->top + idx : pseudo_index(L, idx);
}

Value *state_index(lua_State *L, int idx)
{
    return index_of(state_use(L), L, idx);
}

void state_index_barrier(lua_State *L, int idx)
{
    if (idx < LUA_REGISTRYINDEX) {
        gc_barrier(L->vm, &frame_function(L->vm->base)->header);
    }
}

LUA_API int lua_absindex(lua_State *L, int idx)
{
    VM *vm = state_use(L);
    return idx > 0 || idx <= LUA_REGISTRYINDEX ? idx : (int)(vm->top - vm->base) + idx + 1;
}

LUA_API int lua_gettop(lua_State *L)
{
    VM *vm = state_use(L);
    return (int)(vm->top - vm->base);
}

static NOINLINE void extend(VM *vm, size_t n)
{
    if ((size_t)(vm->stack_limit - vm->top) < n) {
        state_grow(vm, n);
    }
    while (n-- > 0) {
        set_nil(vm->top++);
    }
}

static inline void set_top(VM *vm, int idx)
{
    Value *top = vm->base + idx;
    if (idx < 0) {
        top = vm->top + idx + 1;
        top = top < vm->base ? vm->base : top;
    }
    if (UNLIKELY(top > vm->top)) {
        extend(vm, (size_t)(top - vm->top));
        return;
    }
    vm->top = top;
}

/* Where slots are to be closed, perhaps among those that go. */
static NOINLINE void close_and_cut(lua_State *L, int idx)
{
    VM *vm = state_use(L);
    Value *top = idx >= 0 ? vm->base + idx : vm->top + idx + 1;
    if (top < vm->top) {
        state_close_above(L, stack_offset(vm, top < vm->base ? vm->base : top));
    }
    set_top(vm, idx);
}

LUA_API void lua_settop(lua_State *L, int idx)
{
    if (UNLIKELY(L->close_count != 0)) {
        close_and_cut(L, idx);
    } else {
        set_top(state_use(L), idx);
    }
}

static NOINLINE void push_generally(lua_State *L, int idx)
{
    VM *vm = state_use(L);
    state_push(vm, index_of(vm, L, idx));
}

LUA_API void lua_pushvalue(lua_State *L, int idx)
{
    VM *vm = L->vm;
    Value *top = vm->top;
    if (UNLIKELY(vm->co != L->co || top >= vm->stack_limit || idx <= LUA_REGISTRYINDEX)) {
        push_generally(L, idx); /* in the place of this frame, which so has no registers to save */
        return;
    }
    vm->top = top + 1;
    *top = value_clean(idx < 0 ? top + idx : idx <= top - vm->base ? vm->base + idx - 1 : &api_nil);
}

static void reverse(Value *from, Value *to)
{
    for (; from < to; from++, to--) {
        Value v = *from;
        value_copy(from, to);
        value_copy(to, &v);
    }
}

LUA_API void lua_rotate(lua_State *L, int idx, int n)
{
    Value *from = state_index(L, idx), *last = L->vm->top - 1;
    Value *middle = n >= 0 ? last - n : from - n - 1;
    reverse(from, middle);
    reverse(middle + 1, last);
    reverse(from, last);
}

LUA_API void lua_copy(lua_State *L, int fromidx, int toidx)
{
    Value v = value_clean(state_index(L, fromidx)), *to = state_index(L, toidx);
    if (LIKELY(to != &api_nil)) {
        value_copy(to, &v);
        state_index_barrier(L, toidx);
    }
}

LUA_API int lua_checkstack(lua_State *L, int n)
{
    VM *vm = state_use(L);
    size_t room = (size_t)(vm->stack_limit - vm->top), used = stack_offset(vm, vm->top);
    if (room >= (size_t)n) {
        return 1;
    }
    if (used + (size_t)n > MAX_STACK_SLOTS || !stack_grow(vm, vm->top, (size_t)n)) {
        vm->has_error = false;
        return 0;
    }
    return 1;
}

/* By way of a small array: no pointer into a stack outlives the switch between the two. */
LUA_API void lua_xmove(lua_State *from, lua_State *to, int n)
{
    enum { CHUNK = 16 };
    if (from == to || n <= 0) {
        return;
    }
    VM *vm = state_use(to);
    if (vm->stack_limit - vm->top < n) {
        state_grow(vm, (size_t)n);
    }
    for (int done = 0; done < n;) {
        Value chunk[CHUNK];
        int count = n - done < CHUNK ? n - done : CHUNK;
        state_use(from);
        for (int i = 0; i < count; i++) {
            chunk[i] = value_clean(vm->top - n + done + i);
        }
        state_use(to);
        for (int i = 0; i < count; i++) {
            value_copy(vm->top++, &chunk[i]);
        }
        done += count;
    }
    state_use(from);
    vm->top -= n;
}

/* ---- what a value is ---- */

int state_type(const Value *v)
{
    static const int8_t types[TAG_COUNT] = {
        [TAG_NIL] = LUA_TNIL,           [TAG_FALSE] = LUA_TBOOLEAN,    [TAG_TRUE] = LUA_TBOOLEAN,
        [TAG_INT] = LUA_TNUMBER,        [TAG_FLOAT] = LUA_TNUMBER,     [TAG_LIGHT] = LUA_TLIGHTUSERDATA,
        [TAG_STRING] = LUA_TSTRING,     [TAG_TABLE] = LUA_TTABLE,      [TAG_FUNCTION] = LUA_TFUNCTION,
        [TAG_USERDATA] = LUA_TUSERDATA, [TAG_COROUTINE] = LUA_TTHREAD,
    };
    return v == &api_nil ? LUA_TNONE : types[(uint8_t)v->tag];
}

LUA_API int lua_type(lua_State *L, int idx)
{
    return state_type(state_index(L, idx));
}

LUA_API const char *lua_typename(lua_State *L, int tp)
{
    (void)L;
    return weft_type_text((WeftType)tp);
}

LUA_API int lua_isnumber(lua_State *L, int idx)
{
    double n;
    return number_to_float(state_index(L, idx), &n);
}

LUA_API int lua_isstring(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    return is_string(v) || is_number(v);
}

LUA_API int lua_iscfunction(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    return is_function(v) &&
           (v->function->header.extra != FN_LUA || (v->function->proto->header.flags & PROTO_NATIVE_LOOK));
}

LUA_API int lua_isinteger(lua_State *L, int idx)
{
    return is_int(state_index(L, idx));
}

LUA_API int lua_isuserdata(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    return is_userdata(v) || v->tag == TAG_LIGHT;
}

/* ---- reading ---- */

LUA_API lua_Number lua_tonumberx(lua_State *L, int idx, int *isnum)
{
    const Value *v = state_index(L, idx);
    double n = 0;
    bool is_number_like = is_float(v) ? (n = v->n, true) : number_to_float(v, &n);
    if (isnum) {
        *isnum = is_number_like;
    }
    return is_number_like ? n : 0;
}

LUA_API lua_Integer lua_tointegerx(lua_State *L, int idx, int *isnum)
{
    const Value *v = state_index(L, idx);
    int64_t i = 0;
    bool is_integer_like = is_int(v) ? (i = v->i, true) : number_to_int(v, &i);
    if (isnum) {
        *isnum = is_integer_like;
    }
    return is_integer_like ? i : 0;
}

LUA_API int lua_toboolean(lua_State *L, int idx)
{
    return !is_falsy(state_index(L, idx));
}

/* Turns the number at the index into a string, in place. */
static void stringify(lua_State *L, int idx)
{
    VM *vm = L->vm;
    char text[NUMBER_TEXT_MAX];
    size_t n = number_to_text(state_index(L, idx), text);
    String *s = string_new(vm, text, n);
    state_check(vm, s != NULL);
    set_string(state_index(L, idx), s);
    state_index_barrier(L, idx);
    state_collect(vm);
}

LUA_API const char *lua_tolstring(lua_State *L, int idx, size_t *len)
{
    const Value *v = state_index(L, idx);
    if (!is_string(v)) {
        if (!is_number(v)) {
            if (len) {
                *len = 0;
            }
            return NULL;
        }
        stringify(L, idx);
        v = state_index(L, idx);
    }
    if (len) {
        *len = v->string->length;
    }
    return v->string->chars;
}

LUA_API lua_Unsigned lua_rawlen(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    switch (v->tag) {
    case TAG_STRING: return v->string->length;
    case TAG_USERDATA: return v->userdata->size;
    case TAG_TABLE: return (lua_Unsigned)table_length(v->table);
    default: return 0;
    }
}

LUA_API lua_CFunction lua_tocfunction(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    bool is_c = is_function(v) && v->function->header.extra == FN_C;
    return is_c ? (lua_CFunction)(uintptr_t)v->function->code : NULL;
}

LUA_API void *lua_touserdata(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    return is_userdata(v) ? userdata_block(v->userdata) : v->tag == TAG_LIGHT ? v->p : NULL;
}

LUA_API lua_State *lua_tothread(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    if (!is_coroutine(v)) {
        return NULL;
    }
    lua_State *thread = state_of(L->vm, v->co);
    state_check(L->vm, thread != NULL);
    return thread;
}

LUA_API const void *lua_topointer(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    if (is_userdata(v)) {
        return userdata_block(v->userdata);
    }
    return is_object(v) || v->tag == TAG_LIGHT ? v->p : NULL;
}

/* ---- pushing ---- */

LUA_API void lua_pushnil(lua_State *L)
{
    VM *vm = state_use(L);
    set_nil(state_push_slot(vm));
    vm->top++;
}

LUA_API void lua_pushnumber(lua_State *L, lua_Number n)
{
    VM *vm = state_use(L);
    set_float(state_push_slot(vm), n);
    vm->top++;
}

LUA_API void lua_pushinteger(lua_State *L, lua_Integer n)
{
    VM *vm = state_use(L);
    set_int(state_push_slot(vm), n);
    vm->top++;
}

LUA_API void lua_pushboolean(lua_State *L, int b)
{
    VM *vm = state_use(L);
    set_bool(state_push_slot(vm), b != 0);
    vm->top++;
}

LUA_API void lua_pushlightuserdata(lua_State *L, void *p)
{
    VM *vm = state_use(L);
    set_light(state_push_slot(vm), p);
    vm->top++;
}

LUA_API int lua_pushthread(lua_State *L)
{
    VM *vm = state_use(L);
    set_coroutine(state_push_slot(vm), L->co);
    vm->top++;
    return L->co == vm->main;
}

LUA_API const char *lua_pushlstring(lua_State *L, const char *s, size_t len)
{
    VM *vm = state_use(L);
    String *string = string_new(vm, len ? s : "", len);
    state_push_string(vm, string);
    state_collect(vm);
    return string->chars;
}

LUA_API const char *lua_pushstring(lua_State *L, const char *s)
{
    if (!s) {
        lua_pushnil(L);
        return NULL;
    }
    VM *vm = state_use(L);
    String *string = api_text(vm, s);
    state_push_string(vm, string);
    state_collect(vm);
    return string->chars;
}

/* C functions without upvalues are equal when their addresses are: one object for each address, which lives as long as the VM.
 * There is room for a slot. */
static Function *plain_c_function(VM *vm, lua_CFunction fn)
{
    Compat *compat = compat_of(vm);
    Table *known = compat->c_functions;
    uintptr_t address = (uintptr_t)fn;
    Function **recent = &compat->recent[(address >> 4 ^ address >> 9) % RECENT_FUNCTIONS];
    Value key, v;
    if (LIKELY(*recent && (*recent)->code == (void *)address)) {
        return *recent;
    }
    set_light(&key, (void *)address);
    if (table_get(vm, known, &key, &v)) {
        return *recent = v.function;
    }
    Function *f = function_new_c(vm, (void *)(uintptr_t)fn, 0);
    if (!f) {
        return NULL;
    }
    set_function(&v, f);
    value_copy(vm->top++, &v); /* a root meanwhile */
    bool done = table_set(vm, known, &key, &v);
    vm->top--;
    return done ? (*recent = f) : NULL;
}

LUA_API void lua_pushcclosure(lua_State *L, lua_CFunction fn, int n)
{
    VM *vm = state_use(L);
    state_push_slot(vm);
    Function *f = n == 0 ? plain_c_function(vm, fn) : function_new_c(vm, (void *)(uintptr_t)fn, (uint32_t)n);
    state_check(vm, f != NULL);
    vm->top -= n;
    for (int i = 0; i < n; i++) {
        Value v = value_clean(vm->top + i);
        value_copy(&f->values[i], &v);
    }
    set_function(state_push_slot(vm), f);
    vm->top++;
    state_collect(vm);
}

bool weft_set_c_function(Weft *w, int slot, void *fn)
{
    if (w->has_error || !compat_open(w)) {
        return false;
    }
    slot_write(w, slot);
    if (!call_ensure(w, 1)) {
        return false;
    }
    Function *f = plain_c_function(w, (lua_CFunction)(uintptr_t)fn);
    if (f) {
        set_function(slot_write(w, slot), f);
    }
    return f != NULL;
}
