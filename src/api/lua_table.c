/* lua_table.c: the Lua C API's access to tables, userdata and metatables.
 *
 * Access with metamethods walks the __index or __newindex chain here and calls functions in it by state_call: the C
 * function waits for them, so they may not yield. (C functions that want that use lua_callk.)
 */
#include "lua_state.h"

#include "error.h"
#include "meta.h"
#include "string.h"
#include "table.h"
#include "userdata.h"

/* ---- with metamethods ---- */

/* Calls a metamethod with two or three arguments. */
static void call_meta(VM *vm, const Value *mm, const Value *a, const Value *b, const Value *c, int nresults)
{
    Value f = *mm, args[3] = {*a, *b};
    int n = 2;
    if (c) {
        args[n++] = *c;
    }
    state_push(vm, &f);
    for (int i = 0; i < n; i++) {
        state_push(vm, &args[i]);
    }
    state_call(vm, n, nresults);
}

/* Pushes object[key]; returns its type. */
static int push_index(lua_State *L, Value object, Value key)
{
    VM *vm = L->vm;
    Value v, mm;
    for (int loop = 0; loop < MAX_META_LOOP; loop++) {
        if (is_table(&object)) {
            if (table_get(vm, object.table, &key, &v) || !meta_find(vm, &object, EVENT_INDEX, &mm)) {
                state_push(vm, &v);
                return state_type(vm->top - 1);
            }
        } else if (!meta_find(vm, &object, EVENT_INDEX, &mm)) {
            state_raise(L, "attempt to index a %s value", error_type_name(vm, &object));
        }
        if (is_function(&mm)) {
            call_meta(vm, &mm, &object, &key, NULL, 1);
            return state_type(vm->top - 1);
        }
        object = mm;
    }
    state_raise(L, "'__index' chain too long; possible loop");
}

static void check_key(lua_State *L, const Value *key)
{
    if (UNLIKELY(is_nil(key))) {
        state_raise(L, "table index is nil");
    }
    if (UNLIKELY(is_float(key) && key->n != key->n)) {
        state_raise(L, "table index is NaN");
    }
}

typedef bool (*SetRaw)(VM *vm, Table *t, const Value *key, const Value *value);

/* A field by name: keeps tables that are used like records in shape. */
static bool set_raw_field(VM *vm, Table *t, const Value *key, const Value *value)
{
    return string_is_long(key->string) ? table_set(vm, t, key, value) : table_set_field(vm, t, key->string, value);
}

/* object[key] := value. All three are on the stack or otherwise rooted. */
static void store_index(lua_State *L, Value object, Value key, Value value, SetRaw set_raw)
{
    VM *vm = L->vm;
    Value old, mm;
    for (int loop = 0; loop < MAX_META_LOOP; loop++) {
        if (is_table(&object)) {
            bool is_plain = !object.table->metatable || table_get(vm, object.table, &key, &old) ||
                            !meta_find(vm, &object, EVENT_NEWINDEX, &mm);
            if (is_plain) {
                check_key(L, &key);
                state_check(vm, set_raw(vm, object.table, &key, &value));
                return;
            }
        } else if (!meta_find(vm, &object, EVENT_NEWINDEX, &mm)) {
            state_raise(L, "attempt to index a %s value", error_type_name(vm, &object));
        }
        if (is_function(&mm)) {
            call_meta(vm, &mm, &object, &key, &value, 0);
            return;
        }
        object = mm;
    }
    state_raise(L, "'__newindex' chain too long; possible loop");
}

/* A string key, pushed: a root while it is used. */
static Value push_key(lua_State *L, const char *k)
{
    VM *vm = L->vm;
    Value key;
    String *s = api_text(vm, k);
    state_check(vm, s != NULL);
    set_string(&key, s);
    state_push(vm, &key);
    return key;
}

/* Takes the slot below the top away. */
static int drop_below(VM *vm)
{
    value_copy(vm->top - 2, vm->top - 1);
    vm->top--;
    return state_type(vm->top - 1);
}

static int get_field(lua_State *L, Value object, const char *k)
{
    VM *vm = L->vm;
    String *s = api_text(vm, k);
    Value v;
    state_check(vm, s != NULL);
    if (LIKELY(is_table(&object) && table_get_string(vm, object.table, s, &v))) {
        state_push(vm, &v);
        return state_type(&v);
    }
    Value key = push_key(L, k);
    push_index(L, object, key);
    return drop_below(vm);
}

static void set_field(lua_State *L, Value object, const char *k)
{
    VM *vm = L->vm;
    Value key = push_key(L, k);
    store_index(L, object, key, vm->top[-2], set_raw_field);
    vm->top -= 2;
}

static Value globals(lua_State *L)
{
    Value v;
    table_get_int(state_use(L)->registry, LUA_RIDX_GLOBALS, &v);
    return v;
}

LUA_API int lua_getglobal(lua_State *L, const char *name)
{
    return get_field(L, globals(L), name);
}

LUA_API int lua_getfield(lua_State *L, int idx, const char *k)
{
    return get_field(L, *state_index(L, idx), k);
}

LUA_API int lua_gettable(lua_State *L, int idx)
{
    Value object = *state_index(L, idx);
    push_index(L, object, L->vm->top[-1]);
    return drop_below(L->vm);
}

LUA_API int lua_geti(lua_State *L, int idx, lua_Integer n)
{
    Value object = *state_index(L, idx), key;
    if (LIKELY(is_table(&object) && table_get_int(object.table, n, &key))) {
        state_push(L->vm, &key);
        return state_type(L->vm->top - 1);
    }
    set_int(&key, n);
    return push_index(L, object, key);
}

LUA_API void lua_setglobal(lua_State *L, const char *name)
{
    set_field(L, globals(L), name);
}

LUA_API void lua_setfield(lua_State *L, int idx, const char *k)
{
    set_field(L, *state_index(L, idx), k);
}

LUA_API void lua_settable(lua_State *L, int idx)
{
    VM *vm = state_use(L);
    Value object = *state_index(L, idx);
    store_index(L, object, vm->top[-2], vm->top[-1], table_set);
    vm->top -= 2;
}

LUA_API void lua_seti(lua_State *L, int idx, lua_Integer n)
{
    VM *vm = state_use(L);
    Value object = *state_index(L, idx), key;
    if (LIKELY(is_table(&object) && !object.table->metatable)) {
        state_check(vm, table_set_int(vm, object.table, n, vm->top - 1));
    } else {
        set_int(&key, n);
        store_index(L, object, key, vm->top[-1], table_set);
    }
    vm->top--;
}

/* ---- raw ---- */

static Table *table_at(lua_State *L, int idx)
{
    const Value *v = state_index(L, idx);
    if (UNLIKELY(!is_table(v))) {
        state_raise(L, "table expected");
    }
    return v->table;
}

static int push_result(VM *vm, const Value *v)
{
    state_push(vm, v);
    return state_type(vm->top - 1);
}

LUA_API int lua_rawget(lua_State *L, int idx)
{
    Table *t = table_at(L, idx);
    VM *vm = L->vm;
    Value v;
    table_get(vm, t, vm->top - 1, &v);
    value_copy(vm->top - 1, &v);
    return state_type(vm->top - 1);
}

LUA_API int lua_rawgeti(lua_State *L, int idx, lua_Integer n)
{
    Value v;
    table_get_int(table_at(L, idx), n, &v);
    return push_result(L->vm, &v);
}

LUA_API int lua_rawgetp(lua_State *L, int idx, const void *p)
{
    Value key, v;
    set_light(&key, (void *)(uintptr_t)p);
    table_get(L->vm, table_at(L, idx), &key, &v);
    return push_result(L->vm, &v);
}

LUA_API void lua_rawset(lua_State *L, int idx)
{
    Table *t = table_at(L, idx);
    VM *vm = L->vm;
    check_key(L, vm->top - 2);
    state_check(vm, table_set(vm, t, vm->top - 2, vm->top - 1));
    vm->top -= 2;
}

LUA_API void lua_rawseti(lua_State *L, int idx, lua_Integer n)
{
    Table *t = table_at(L, idx);
    VM *vm = L->vm;
    state_check(vm, table_set_int(vm, t, n, vm->top - 1));
    vm->top--;
}

LUA_API void lua_rawsetp(lua_State *L, int idx, const void *p)
{
    Table *t = table_at(L, idx);
    VM *vm = L->vm;
    Value key;
    set_light(&key, (void *)(uintptr_t)p);
    state_check(vm, table_set(vm, t, &key, vm->top - 1));
    vm->top--;
}

LUA_API int lua_next(lua_State *L, int idx)
{
    Table *t = table_at(L, idx);
    VM *vm = L->vm;
    Value key = vm->top[-1], v;
    int more = table_next(vm, t, &key, &v);
    if (UNLIKELY(more < 0)) {
        state_raise(L, "invalid key to 'next'");
    }
    vm->top--;
    if (more) {
        state_push(vm, &key);
        state_push(vm, &v);
    }
    return more;
}

LUA_API void lua_createtable(lua_State *L, int narr, int nrec)
{
    VM *vm = state_use(L);
    Table *t = table_new(vm, narr > 0 ? (uint32_t)narr : 0, nrec > 0 ? (uint32_t)nrec : 0);
    Value v;
    state_check(vm, t != NULL);
    set_table(&v, t);
    state_push(vm, &v);
    state_collect(vm);
}

/* ---- userdata and metatables ---- */

LUA_API void *lua_newuserdatauv(lua_State *L, size_t sz, int nuvalue)
{
    VM *vm = state_use(L);
    Userdata *u = userdata_new(vm, sz, (uint32_t)nuvalue);
    Value v;
    state_check(vm, u != NULL);
    set_userdata(&v, u);
    state_push(vm, &v);
    state_collect(vm);
    return userdata_block(u);
}

LUA_API int lua_getiuservalue(lua_State *L, int idx, int n)
{
    const Value *v = state_index(L, idx);
    bool exists = is_userdata(v) && n >= 1 && (uint32_t)n <= v->userdata->value_count;
    Value value = exists ? v->userdata->values[n - 1] : api_nil;
    state_push(L->vm, &value);
    return exists ? state_type(L->vm->top - 1) : LUA_TNONE;
}

LUA_API int lua_setiuservalue(lua_State *L, int idx, int n)
{
    const Value *v = state_index(L, idx);
    VM *vm = L->vm;
    bool exists = is_userdata(v) && n >= 1 && (uint32_t)n <= v->userdata->value_count;
    if (exists) {
        Value value = value_clean(vm->top - 1);
        value_copy(&v->userdata->values[n - 1], &value);
        gc_barrier(vm, &v->userdata->header);
    }
    vm->top--;
    return exists;
}

LUA_API int lua_getmetatable(lua_State *L, int objindex)
{
    Table *mt = meta_table(L->vm, state_index(L, objindex));
    if (mt) {
        Value v;
        set_table(&v, mt);
        state_push(L->vm, &v);
    }
    return mt != NULL;
}

LUA_API int lua_setmetatable(lua_State *L, int objindex)
{
    Value v = *state_index(L, objindex);
    VM *vm = L->vm;
    Table *mt = is_table(vm->top - 1) ? vm->top[-1].table : NULL;
    switch (v.tag) {
    case TAG_TABLE: state_check(vm, table_set_metatable(vm, v.table, mt)); break;
    case TAG_USERDATA: state_check(vm, userdata_set_metatable(vm, v.userdata, mt)); break;
    default: vm->type_meta[v.tag == TAG_TRUE ? TAG_FALSE : v.tag == TAG_FLOAT ? TAG_INT : (Tag)v.tag] = mt; break;
    }
    vm->top--;
    return 1;
}
