/* userdata.c: userdata with static type descriptors.
 *
 * A type's metatable lies in the registry under the type's name, as luaL_newmetatable puts it there, so both APIs know
 * the same types. It is made on first use; a type with a destructor gets a __gc that calls it once and takes the type
 * from the userdata, so that a block whose finalizer has run is never handed out again.
 */
#include "api.h"

#include <string.h>

#include "closure.h"
#include "string.h"
#include "table.h"
#include "userdata.h"

/* Userdata.header.extra */
enum { UNTYPED = 0, TYPED = 1, DESTROYED = 2 };

/* Userdata that C code made (without a descriptor) has the type when it has the type's metatable. */
static bool has_registered_metatable(Weft *w, const Userdata *u, const WeftUserdataType *type)
{
    Value mt;
    return u->metatable && u->header.extra == UNTYPED && u->size >= type->size &&
           api_registry_get(w, type->name, &mt) && is_table(&mt) && mt.table == u->metatable;
}

void *weft_to_userdata(Weft *w, int slot, const WeftUserdataType *type)
{
    const Value *v = slot_read(w, slot);
    if (!is_userdata(v)) {
        return NULL;
    }
    Userdata *u = v->userdata;
    bool fits = !type || u->type == type || has_registered_metatable(w, u, type);
    return fits ? userdata_block(u) : NULL;
}

/* __gc of a type with a destructor; its upvalue is the descriptor. */
static WeftResult destroy_userdata(Weft *w)
{
    weft_get_upvalue(w, 0, 1);
    const WeftUserdataType *type = weft_to_light(w, 1);
    const Value *v = slot_read(w, 0);
    if (is_userdata(v) && v->userdata->type == type) {
        Userdata *u = v->userdata;
        u->type = NULL;
        u->header.extra = DESTROYED;
        type->destroy(userdata_block(u));
    }
    return 0;
}

/* Fills the metatable in slot `mt`; two slots above it are free. */
static bool fill_metatable(Weft *w, int mt, const WeftUserdataType *type)
{
    int value = mt + 1;
    if (!weft_set_text(w, value, type->name) || !weft_raw_set_field(w, mt, "__name", value)) {
        return false;
    }
    if (type->destroy) {
        weft_set_light(w, value, (void *)(uintptr_t)type);
        if (!weft_set_native(w, value, destroy_userdata, "__gc", value, 1) ||
            !weft_raw_set_field(w, mt, "__gc", value)) {
            return false;
        }
    }
    weft_get_registry(w, value);
    return weft_raw_set_field(w, value, type->name, mt);
}

Table *api_type_metatable(Weft *w, const WeftUserdataType *type)
{
    Value v;
    if (api_registry_get(w, type->name, &v) && is_table(&v)) {
        return v.table;
    }
    int count = weft_slot_count(w);
    if (!weft_reserve(w, 4) || !weft_set_table(w, count, 0, 4)) {
        return NULL;
    }
    Table *mt = fill_metatable(w, count, type) ? slot_table(w, count) : NULL;
    weft_set_slot_count(w, count);
    return mt;
}

void *weft_set_userdata(Weft *w, int slot, const WeftUserdataType *type)
{
    if (UNLIKELY(w->has_error)) {
        return NULL;
    }
    slot_write(w, slot);
    Table *mt = api_type_metatable(w, type);
    Userdata *u = mt ? userdata_new(w, type->size, 0) : NULL;
    if (!u) {
        return NULL;
    }
    u->type = type;
    u->header.extra = TYPED;
    memset(userdata_block(u), 0, type->size);
    set_userdata(slot_write(w, slot), u);
    if (!userdata_set_metatable(w, u, mt)) {
        return NULL;
    }
    gc_check(w);
    return userdata_block(u);
}

bool weft_get_user_value(Weft *w, int userdata, int n, int to)
{
    Userdata *u = slot_read(w, userdata)->userdata;
    if (n < 1 || (uint32_t)n > u->value_count) {
        weft_set_nil(w, to);
        return false;
    }
    slot_store(w, to, u->values[n - 1]);
    return true;
}

bool weft_set_user_value(Weft *w, int userdata, int n, int from)
{
    Userdata *u = slot_read(w, userdata)->userdata;
    if (n < 1 || (uint32_t)n > u->value_count) {
        return false;
    }
    value_copy(&u->values[n - 1], slot_read(w, from));
    gc_barrier(w, &u->header);
    return true;
}
