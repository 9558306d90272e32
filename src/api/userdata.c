/* userdata.c: userdata with static type descriptors.
 *
 * A type's metatable lies in the registry under the type's name, as luaL_newmetatable puts it there, so both APIs know
 * the same types. It is made on first use:
 *
 *      { __name, __gc (with a destructor), __index = { methods }, metamethods, __metatable = false (in a sandbox) }
 *
 * The __gc calls the destructor once and takes the type from the userdata, so that a block whose finalizer has run is
 * never handed out, nor traced, again.
 *
 * A WeftRef is a Value in the block. The collector meets it through the type's tracer (vm->trace_userdata); a store is
 * a store into the userdata, and passes its barrier.
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

static inline void *block_in(Weft *w, const Value *v, const WeftUserdataType *type)
{
    if (!is_userdata(v)) {
        return NULL;
    }
    Userdata *u = v->userdata;
    bool fits = type ? u->type == type || has_registered_metatable(w, u, type) : u->header.extra != DESTROYED;
    return fits ? userdata_block(u) : NULL;
}

void *weft_to_userdata(Weft *w, int slot, const WeftUserdataType *type)
{
    return block_in(w, slot_read(w, slot), type);
}

void *weft_upvalue_userdata(Weft *w, int i, const WeftUserdataType *type)
{
    return block_in(w, api_own_upvalue(w, i), type);
}

/* __gc of types with a destructor. */
static WeftResult destroy_userdata(Weft *w)
{
    const Value *v = slot_read(w, 0);
    const WeftUserdataType *type = is_userdata(v) ? v->userdata->type : NULL;
    if (type && type->destroy) {
        Userdata *u = v->userdata;
        u->type = NULL;
        u->header.extra = DESTROYED;
        type->destroy(userdata_block(u));
    }
    return 0;
}

/* ---- metatables ---- */

static bool is_metamethod(const WeftFunction *f)
{
    return strncmp(api_field_name(f->name), "__", 2) == 0;
}

/* Enters the metamethods in the metatable in slot `mt`, the other methods in a table for its __index, if there are any.
 * Two slots above it are free. */
static bool add_methods(Weft *w, int mt, const WeftFunction *methods)
{
    int index = mt + 1, value = mt + 2;
    weft_set_nil(w, index);
    for (const WeftFunction *f = methods; f->name; f++) {
        int to = is_metamethod(f) ? mt : index;
        if (to == index && weft_type(w, index) == WEFT_NIL && !weft_set_table(w, index, 0, 8)) {
            return false;
        }
        if (!weft_set_native(w, value, f->native, f->name, 0, 0) ||
            !weft_raw_set_field(w, to, api_field_name(f->name), value)) {
            return false;
        }
    }
    return weft_type(w, index) == WEFT_NIL || weft_raw_get_field(w, mt, "__index", value) ||
           weft_raw_set_field(w, mt, "__index", index);
}

/* Fills the metatable in slot `mt`; two slots above it are free. */
static bool fill_metatable(Weft *w, int mt, const WeftUserdataType *type)
{
    int value = mt + 1;
    if (!weft_set_text(w, value, type->name) || !weft_raw_set_field(w, mt, "__name", value) ||
        (type->methods && !add_methods(w, mt, type->methods))) {
        return false;
    }
    if (type->destroy && (!weft_set_native(w, value, destroy_userdata, "__gc", 0, 0) ||
                          !weft_raw_set_field(w, mt, "__gc", value))) {
        return false;
    }
    weft_set_boolean(w, value, false);
    if (w->is_sandboxed && !weft_raw_set_field(w, mt, "__metatable", value)) {
        return false;
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
    Table *mt = fill_metatable(w, count, type) ? slot_read(w, count)->table : NULL;
    weft_set_slot_count(w, count);
    return mt;
}

void *weft_set_userdata(Weft *w, int slot, const WeftUserdataType *type)
{
    Table *mt = slot_prepare(w, slot) ? api_type_metatable(w, type) : NULL;
    Userdata *u = mt ? userdata_new(w, type->size, (uint8_t)type->user_values) : NULL;
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

/* ---- values that a userdata carries ---- */

bool weft_get_user_value(Weft *w, int userdata, int n, int to)
{
    const Userdata *u = api_userdata(w, userdata);
    if (!u || n < 1 || (uint32_t)n > u->value_count) {
        weft_set_nil(w, to);
        return false;
    }
    slot_store(w, to, u->values[n - 1]);
    return true;
}

bool weft_set_user_value(Weft *w, int userdata, int n, int from)
{
    Userdata *u = api_userdata(w, userdata);
    if (!u || n < 1 || (uint32_t)n > u->value_count) {
        return false;
    }
    value_copy(&u->values[n - 1], slot_read(w, from));
    gc_barrier(w, &u->header);
    return true;
}

_Static_assert(sizeof(WeftRef) == sizeof(Value) && TAG_NIL == 0, "a reference is a value; one of zeros is nil");

void weft_ref_set(Weft *w, int userdata, WeftRef *ref, int from)
{
    Userdata *u = api_userdata(w, userdata);
    if (u) {
        Value v = *slot_read(w, from);
        memcpy(ref, &v, sizeof v);
        gc_barrier(w, &u->header);
    }
}

void weft_ref_get(Weft *w, const WeftRef *ref, int to)
{
    Value v;
    memcpy(&v, ref, sizeof v);
    slot_store(w, to, v);
}

void weft_trace(WeftTracer *tracer, const WeftRef *ref)
{
    Value v;
    memcpy(&v, ref, sizeof v);
    gc_mark_value((VM *)tracer, &v);
}

void api_trace_userdata(VM *vm, Userdata *u)
{
    const WeftUserdataType *type = u->type;
    if (type->trace) {
        type->trace(userdata_block(u), (WeftTracer *)vm);
    }
}
