/* table_field.c: a table's fields with short string keys: in slots by shape, or, in a dictionary, in the hash part.
 *
 * A field once added keeps its slot; nil in the slot is absence. Slots lie behind the object as long as there is room
 * (constructors give it), then in a buffer that doubles.
 *
 * A table becomes a dictionary, for good, when it looks like one: with more than 128 fields, or 32 when the keys are computed;
 * when computed keys branch off where many others did; when slots must grow though most of them are nil (fields come
 * and go under ever new names); when shape ids have run out. That happens on adding a field only, so `next` is not disturbed.
 */
#include "table_internal.h"

#include <string.h>

#define FIRST_SLOTS 4u
#define MAX_SLACK 16u  /* a few objects with many fields of their own are not to make all others big */
#define DEAD_SLOTS 32u /* more nil slots than that, and than living ones: names come and go */

size_t table_slots_bytes(const Table *t)
{
    return t->slots == t->inline_slots ? 0 : t->slot_cap * sizeof(Value);
}

/* ---- slots ---- */

static bool grow_slots(VM *vm, Table *t, uint32_t cap)
{
    Value *slots = gc_new_buffer(vm, cap * sizeof(Value));
    if (slots == NULL) {
        return false;
    }
    Value *old = t->slots;
    size_t old_bytes = table_slots_bytes(t);
    uint32_t count = t->shape->count;
    for (uint32_t i = 0; i < count; i++) {
        value_copy(&slots[i], &old[i]);
    }
    memset(slots + count, 0, (cap - count) * sizeof(Value));
    gc_barrier(vm, &t->header);
    t->slots = slots;
    t->slot_cap = (uint16_t)cap;
    if (old_bytes != 0) {
        gc_free_buffer(vm, old, old_bytes);
    }
    return true;
}

static uint32_t live_slots(const Table *t)
{
    uint32_t live = 0;
    for (uint32_t i = 0; i < t->shape->count; i++) {
        live += t->slots[i].tag != TAG_NIL;
    }
    return live;
}

static bool names_come_and_go(const Table *t)
{
    uint32_t count = t->shape->count;
    if (count <= DEAD_SLOTS) {
        return false;
    }
    uint32_t live = live_slots(t);
    return count - live > DEAD_SLOTS && count - live > live;
}

/* ---- dictionaries ---- */

/* Drops nil fields and moves the others to the hash part. Allocates. */
static bool make_dictionary(VM *vm, Table *t)
{
    Shape *shape = t->shape;
    uint32_t count = shape->count, live = live_slots(t);
    if (live > 0 && !hash_reserve(vm, t, live + 1)) {
        return false;
    }
    Value *slots = t->slots;
    size_t bytes = table_slots_bytes(t);
    gc_barrier(vm, &t->header);
    t->shape = vm->dict_shape;
    t->header.aux = shape_id(vm->dict_shape);
    t->slots = t->inline_slots;
    t->slot_cap = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (slots[i].tag != TAG_NIL) {
            Value key;
            set_string(&key, shape_key(shape, i));
            bool has_room = hash_insert(vm, t, &key, &slots[i]); /* reserved: does not allocate */
            vm_assert(has_room);
            (void)has_room;
        }
    }
    if (bytes != 0) {
        gc_free_buffer(vm, slots, bytes);
    }
    return true;
}

static bool set_in_dictionary(VM *vm, Table *t, String *key, const Value *value)
{
    Node *n = hash_find_short(t, key);
    if (n != NULL) {
        gc_barrier_node(vm, t, (uint32_t)(n - t->nodes));
        value_copy(&n->value, value);
        return true;
    }
    if (is_nil(value)) {
        return true;
    }
    Value k;
    set_string(&k, key);
    return hash_insert(vm, t, &k, value);
}

/* ---- setting ---- */

static bool must_convert(Table *t, const String *key, bool is_computed)
{
    uint32_t count = t->shape->count;
    return count >= (is_computed ? SHAPE_MAX_DYNAMIC_FIELDS : SHAPE_MAX_FIELDS) ||
           (is_computed && shape_is_crowded(t->shape, key)) || (count == t->slot_cap && names_come_and_go(t));
}

/* The table outgrows the slots that it was born with: those born later with the same shape get room for one field more. */
static void learn_slack(Table *t)
{
    Shape *birth = t->shape;
    while (birth->count > t->born_with) {
        birth = birth->parent;
    }
    if (birth->count + birth->slack == t->inline_cap && birth->slack < MAX_SLACK) {
        birth->slack++;
    }
}

/* Adds a field to a table that is no dictionary. */
static bool add_field(VM *vm, Table *t, String *key, const Value *value, bool is_computed)
{
    if (must_convert(t, key, is_computed)) {
        return make_dictionary(vm, t) && set_in_dictionary(vm, t, key, value);
    }
    uint32_t slot = t->shape->count;
    Value v = *value;
    if (slot == t->slot_cap && slot == t->inline_cap && t->born_with > 0) {
        learn_slack(t);
    }
    if (slot == t->slot_cap && !grow_slots(vm, t, slot < FIRST_SLOTS ? FIRST_SLOTS : slot * 2)) {
        return false;
    }
    bool had_error = vm->has_error;
    Shape *shape = shape_add(vm, t->shape, key);
    if (shape == NULL) {
        if (vm->has_error && !had_error) {
            return false;
        }
        return make_dictionary(vm, t) && set_in_dictionary(vm, t, key, &v); /* no more ids */
    }
    gc_barrier(vm, &t->header);
    value_copy(&t->slots[slot], &v);
    t->shape = shape;
    t->header.aux = shape_id(shape);
    return true;
}

static inline bool set_short(VM *vm, Table *t, String *key, const Value *value, bool is_computed)
{
    uint32_t slot = shape_find(t->shape, key);
    table_changed(vm, t);
    if (LIKELY(slot != SHAPE_NOT_FOUND)) {
        gc_barrier(vm, &t->header);
        value_copy(&t->slots[slot], value);
        return true;
    }
    if (shape_is_dictionary(t->shape)) {
        return set_in_dictionary(vm, t, key, value);
    }
    return is_nil(value) || add_field(vm, t, key, value, is_computed);
}

bool table_set_field(VM *vm, Table *t, String *key, const Value *value)
{
    return set_short(vm, t, key, value, false);
}

bool field_set_computed(VM *vm, Table *t, String *key, const Value *value)
{
    return set_short(vm, t, key, value, true);
}
