/* tables.c: tables and metatables through slots, never calling a metamethod.
 *
 * Errors have Lua's text for what its core raises below a C function: without a position.
 */
#include "api.h"

#include "meta.h"
#include "string.h"
#include "table.h"
#include "userdata.h"

bool weft_set_table(Weft *w, int slot, uint32_t array_room, uint32_t field_room)
{
    Table *t = slot_prepare(w, slot) ? table_new(w, array_room, field_room) : NULL;
    if (!t) {
        return false;
    }
    set_table(slot_write(w, slot), t);
    gc_check(w);
    return true;
}

/* ---- elements ---- */

void weft_raw_get(Weft *w, int table, int key, int to)
{
    Value v = api_nil;
    Table *t = api_table(w, table);
    if (t) {
        table_get(w, t, slot_read(w, key), &v);
    }
    slot_store(w, to, v);
}

static bool check_key(Weft *w, const Value *key)
{
    if (UNLIKELY(is_nil(key))) {
        api_raise_plain(w, "table index is nil");
        return false;
    }
    if (UNLIKELY(is_float(key) && key->n != key->n)) {
        api_raise_plain(w, "table index is NaN");
        return false;
    }
    return true;
}

bool weft_raw_set(Weft *w, int table, int key, int value)
{
    const Value *k = slot_read(w, key);
    Table *t = api_table(w, table);
    if (!t || UNLIKELY(w->has_error) || !check_key(w, k)) {
        return false;
    }
    return table_set(w, t, k, slot_read(w, value));
}

void weft_raw_get_index(Weft *w, int table, int64_t i, int to)
{
    Value v = api_nil;
    Table *t = api_table(w, table);
    if (t) {
        table_get_int(t, i, &v);
    }
    slot_store(w, to, v);
}

bool weft_raw_set_index(Weft *w, int table, int64_t i, int value)
{
    Table *t = api_table(w, table);
    return t && LIKELY(!w->has_error) && table_set_int(w, t, i, slot_read(w, value));
}

static bool get_text(Weft *w, Table *t, const char *key, Value *out)
{
    set_nil(out);
    String *s = api_text(w, key);
    return s && table_get_string(w, t, s, out);
}

bool weft_raw_get_field(Weft *w, int table, const char *key, int to)
{
    Value v = api_nil;
    Table *t = api_table(w, table);
    bool found = t && get_text(w, t, key, &v);
    slot_store(w, to, v);
    return found;
}

static bool set_text(Weft *w, Table *t, const char *key, int value)
{
    String *s = w->has_error ? NULL : api_text(w, key);
    if (!s) {
        return false;
    }
    if (LIKELY(!string_is_long(s))) {
        return table_set_field(w, t, s, slot_read(w, value));
    }
    Value saved = *slot_read(w, value); /* the key lies in a slot while the table grows */
    int count = weft_slot_count(w);
    set_string(slot_write(w, count), s);
    bool done = !w->has_error && table_set_string(w, t, s, &saved);
    weft_set_slot_count(w, count);
    return done;
}

bool weft_raw_set_field(Weft *w, int table, const char *key, int value)
{
    Table *t = api_table(w, table);
    return t && set_text(w, t, key, value);
}

int64_t weft_raw_length(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    switch (v->tag) {
    case TAG_STRING: return (int64_t)v->string->length;
    case TAG_TABLE: return table_length(v->table);
    case TAG_USERDATA: return (int64_t)v->userdata->size;
    default: return 0;
    }
}

bool weft_raw_equal(Weft *w, int a, int b)
{
    const Value *x = slot_read(w, a), *y = slot_read(w, b);
    if (is_string(x) && is_string(y) && x->string->length == y->string->length) {
        vm_charge_bytes(w, x->string->length);
    }
    return value_raw_equal(x, y);
}

int weft_next(Weft *w, int table, int key, int value)
{
    Value k = *slot_read(w, key), v;
    Table *t = api_table(w, table);
    if (UNLIKELY(!t || w->has_error)) {
        return WEFT_RAISE;
    }
    int more = table_next(w, t, &k, &v);
    if (UNLIKELY(more < 0)) {
        return api_raise_plain(w, "invalid key to 'next'");
    }
    if (more) {
        slot_store(w, key, k);
        slot_store(w, value, v);
    } else {
        weft_set_nil(w, key);
    }
    return more;
}

/* ---- metatables ---- */

/* Booleans share the place of TAG_FALSE, numbers that of TAG_INT. */
static Tag type_meta_index(const Value *v)
{
    return v->tag == TAG_TRUE ? TAG_FALSE : v->tag == TAG_FLOAT ? TAG_INT : (Tag)v->tag;
}

bool weft_has_metatable(Weft *w, int slot)
{
    return meta_table(w, slot_read(w, slot)) != NULL;
}

bool weft_get_metatable(Weft *w, int slot, int to)
{
    Table *mt = meta_table(w, slot_read(w, slot));
    Value v;
    set_nil(&v);
    if (mt) {
        set_table(&v, mt);
    }
    slot_store(w, to, v);
    return mt != NULL;
}

bool weft_set_metatable(Weft *w, int slot, int metatable)
{
    if (UNLIKELY(w->has_error)) {
        return false;
    }
    const Value *m = slot_read(w, metatable), *v = slot_read(w, slot);
    Table *mt = is_table(m) ? m->table : NULL;
    switch (v->tag) {
    case TAG_TABLE: return table_set_metatable(w, v->table, mt);
    case TAG_USERDATA: return userdata_set_metatable(w, v->userdata, mt);
    default: w->type_meta[type_meta_index(v)] = mt; return true;
    }
}

bool weft_metafield(Weft *w, int slot, const char *name, int to)
{
    Table *mt = meta_table(w, slot_read(w, slot));
    Value v;
    if (!mt || !get_text(w, mt, name, &v)) {
        return false;
    }
    slot_store(w, to, v);
    return true;
}

/* ---- the VM's own tables ---- */

void weft_get_registry(Weft *w, int to)
{
    set_table(slot_write(w, to), w->registry);
}

void weft_get_globals(Weft *w, int to)
{
    set_table(slot_write(w, to), w->globals);
}

bool weft_get_global(Weft *w, const char *name, int to)
{
    Value v;
    bool found = get_text(w, w->globals, name, &v);
    slot_store(w, to, v);
    return found;
}

bool weft_set_global(Weft *w, const char *name, int from)
{
    return set_text(w, w->globals, name, from);
}

bool api_registry_get(Weft *w, const char *name, Value *out)
{
    return get_text(w, w->registry, name, out);
}
