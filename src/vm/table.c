/* table.c: tables: birth, get and set by any key, iteration, metatables.
 *
 * A table has three parts (object.h): fields with short string keys in slots that the shape names (table_field.c), integer
 * keys from 1 on in the array (table_array.c), everything else in the hash part (table_hash.c). This file knows which key
 * belongs where; the rules that tie the parts together are in table_internal.h.
 *
 * Iteration runs over array, slots, nodes, in this order. A position is {part, place} in one word. A part that has shrunk meanwhile
 * is passed over; nothing is remembered in the table.
 */
#include "table_internal.h"

#include <string.h>

#include "string.h"

#define MAX_INLINE_SLOTS 64u /* as many as a constructor's template can name */
#define MAX_INLINE_ARRAY 8u  /* elements that are laid out behind the object: as many as a word holds tags of */
#define MAX_GAP 64u          /* nils that a set past the array's end may leave behind it, so that clearing it again is cheap */
#define SLOT_POSITION ((uint64_t)1 << 32) /* iteration: slots, and nodes, are counted from these */
#define NODE_POSITION ((uint64_t)2 << 32)

/* ---- birth ---- */

static Table *table_alloc(VM *vm, Shape *shape, uint32_t array_room, uint32_t inline_slots)
{
    uint64_t *array = array_none();
    size_t size = sizeof(Table) + inline_slots * sizeof(Value);
    bool is_inline = array_room - 1 < MAX_INLINE_ARRAY;
    if (is_inline) {
        size += array_bytes(array_room);
    } else if (array_room > 0) {
        array = array_new(vm, array_room);
        if (array == NULL) {
            return NULL;
        }
        heap_guard(vm, array_block_of(array, array_room), array_bytes(array_room));
    }
    Table *t = size <= MAX_SMALL_CELL ? heap_new(vm, TAG_TABLE, size) : gc_new(vm, TAG_TABLE, size);
    heap_guard(vm, NULL, 0);
    if (t == NULL) {
        return NULL;
    }
    t->header.aux = shape_id(shape);
    t->shape = shape;
    t->slots = t->inline_slots;
    t->array_len = 0;
    t->array_cap = array_room;
    t->nodes = NULL;
    t->last_free = NULL;
    t->metatable = NULL;
    t->slot_cap = t->inline_cap = (uint16_t)inline_slots;
    t->born_with = (uint16_t)shape->count;
    for (uint32_t i = 0; i < inline_slots; i++) {
        set_nil(&t->inline_slots[i]);
    }
    if (is_inline) {
        array = array_inline(t, array_room);
        array[-1] = 0; /* all tags nil */
    }
    t->array = array;
    return t;
}

Table *table_new(VM *vm, uint32_t array_room, uint32_t field_room)
{
    return table_alloc(vm, vm->empty_shape, array_room, field_room < MAX_INLINE_SLOTS ? field_room : MAX_INLINE_SLOTS);
}

Table *table_new_shaped(VM *vm, Shape *shape, uint32_t array_room)
{
    return table_alloc(vm, shape, array_room, shape->count + shape->slack); /* at most SHAPE_MAX_FIELDS */
}

/* ---- get ---- */

static bool give(const Value *v, Value *out)
{
    value_copy(out, v);
    return out->tag != TAG_NIL;
}

static bool give_node(const Node *n, Value *out)
{
    if (n == NULL) {
        set_nil(out);
        return false;
    }
    return give(&n->value, out);
}

bool table_get_int_slow(Table *t, int64_t key, Value *out)
{
    return give_node(hash_find_int(t, key), out);
}

static inline bool get_short(Table *t, const String *key, Value *out)
{
    uint32_t slot = shape_find(t->shape, key);
    if (LIKELY(slot != SHAPE_NOT_FOUND)) {
        return give(&t->slots[slot], out);
    }
    return give_node(shape_is_dictionary(t->shape) ? hash_find_short(t, key) : NULL, out);
}

static bool get_hashed(VM *vm, Table *t, const Value *key, Value *out)
{
    return give_node(hash_find(vm, t, key), out);
}

static NOINLINE bool get_long(VM *vm, Table *t, String *key, Value *out)
{
    Value k;
    set_string(&k, key);
    return get_hashed(vm, t, &k, out);
}

bool table_get_string(VM *vm, Table *t, String *key, Value *out)
{
    return LIKELY(!string_is_long(key)) ? get_short(t, key, out) : get_long(vm, t, key, out);
}

bool table_get(VM *vm, Table *t, const Value *key, Value *out)
{
    switch ((Tag)key->tag) {
    case TAG_STRING:
        return table_get_string(vm, t, key->string, out);
    case TAG_INT:
        return table_get_int(t, key->i, out);
    case TAG_FLOAT: {
        Value k = key_normal(key);
        return is_int(&k) ? table_get_int(t, k.i, out) : get_hashed(vm, t, &k, out);
    }
    case TAG_NIL:
        set_nil(out);
        return false;
    default:
        return get_hashed(vm, t, key, out);
    }
}

/* ---- set ---- */

static bool set_hashed(VM *vm, Table *t, const Value *key, const Value *value)
{
    Node *n = hash_find(vm, t, key);
    if (n != NULL) {
        gc_barrier_node(vm, t, (uint32_t)(n - t->nodes));
        value_copy(&n->value, value);
        return true;
    }
    return is_nil(value) || hash_insert(vm, t, key, value);
}

static void set_element(VM *vm, Table *t, uint32_t i, const Value *value)
{
    if (is_nil(value)) {
        table_tags(t)[-(ptrdiff_t)i] = TAG_NIL;
        if (i + 1 == t->array_len) {
            array_trim(t);
        }
    } else {
        gc_barrier_array(vm, t, i);
        table_array_put(t, i, value);
    }
}

bool table_set_int(VM *vm, Table *t, int64_t key, const Value *value)
{
    uint64_t i = (uint64_t)key - 1, len = t->array_len;
    if (i < len) {
        set_element(vm, t, (uint32_t)i, value);
        return true;
    }
    if (!is_nil(value)) {
        if (i == len) {
            return array_append(vm, t, value);
        }
        if (i < t->array_cap && t->nodes == NULL && i - len <= MAX_GAP) {
            gc_barrier_array(vm, t, (uint32_t)i);
            table_array_put(t, (uint32_t)i, value);
            t->array_len = (uint32_t)i + 1;
            return true;
        }
    }
    Value k;
    set_int(&k, key);
    return set_hashed(vm, t, &k, value);
}

bool table_set_string(VM *vm, Table *t, String *key, const Value *value)
{
    if (UNLIKELY(string_is_long(key))) {
        Value k;
        set_string(&k, key);
        return set_hashed(vm, t, &k, value);
    }
    return table_set_field(vm, t, key, value);
}

bool table_set(VM *vm, Table *t, const Value *key, const Value *value)
{
    if (is_string(key) && !string_is_long(key->string)) {
        return field_set_computed(vm, t, key->string, value);
    }
    Value k = key_normal(key);
    return is_int(&k) ? table_set_int(vm, t, k.i, value) : set_hashed(vm, t, &k, value);
}

static bool set_one_by_one(VM *vm, Table *t, uint64_t first, const Value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!table_set_int(vm, t, (int64_t)(first + 1 + i), &values[i])) {
            return false;
        }
    }
    return true;
}

bool table_set_list(VM *vm, Table *t, uint64_t first, const Value *values, size_t count)
{
    if (t->nodes != NULL || first < t->array_len) {
        return set_one_by_one(vm, t, first, values, count);
    }
    while (count > 0 && is_nil(&values[count - 1])) {
        count--;
    }
    if (count == 0) {
        return true;
    }
    uint64_t end = first + count, doubled = (uint64_t)t->array_cap * 2;
    if (end > t->array_cap && !array_resize(vm, t, end > doubled ? end : doubled)) {
        return false;
    }
    gc_barrier(vm, &t->header);
    for (size_t i = 0; i < count; i++) {
        table_array_put(t, (uint32_t)(first + i), &values[i]); /* nil too: its tag is the array's */
    }
    t->array_len = (uint32_t)end;
    return true;
}

/* ---- size ---- */

int64_t table_length(Table *t)
{
    return t->array_len;
}

bool table_reserve(VM *vm, Table *t, uint64_t array_room, uint32_t field_room)
{
    (void)field_room; /* slots grow by themselves */
    return array_room <= t->array_cap || array_resize(vm, t, array_room);
}

void *table_array_block(const Table *t, size_t *size)
{
    *size = 0;
    if (!array_is_buffer(t, t->array, t->array_cap)) {
        return NULL;
    }
    *size = array_bytes(t->array_cap);
    return array_block_of(t->array, t->array_cap);
}

size_t table_nodes_bytes(const Table *t)
{
    return table_node_count(t) * sizeof(Node);
}

size_t table_bytes(const Table *t)
{
    size_t array;
    if (table_array_block(t, &array) == NULL && t->array_cap != 0) {
        array = array_bytes(t->array_cap);
    }
    return sizeof(Table) + t->inline_cap * sizeof(Value) + table_slots_bytes(t) + array + table_nodes_bytes(t);
}

/* ---- iteration ---- */

bool table_iterate(Table *t, uint64_t *position, Value *key, Value *value)
{
    uint64_t at = *position;
    if (at < SLOT_POSITION) {
        for (; at < t->array_len; at++) {
            if (array_tag(t, (uint32_t)at) != TAG_NIL) {
                table_array_get(t, (uint32_t)at, value);
                set_int(key, (int64_t)at + 1);
                *position = at + 1;
                return true;
            }
        }
        at = SLOT_POSITION;
    }
    if (at < NODE_POSITION) {
        for (uint32_t i = (uint32_t)(at - SLOT_POSITION), n = t->shape->count; i < n; i++) {
            if (t->slots[i].tag != TAG_NIL) {
                value_copy(value, &t->slots[i]);
                set_string(key, shape_key(t->shape, i));
                *position = SLOT_POSITION + i + 1;
                return true;
            }
        }
        at = NODE_POSITION;
    }
    for (uint64_t i = at - NODE_POSITION, n = table_node_count(t); i < n; i++) {
        const Node *node = &t->nodes[i];
        if (node->value.tag != TAG_NIL) {
            value_copy(value, &node->value);
            *key = value_clean(&node->key);
            *position = NODE_POSITION + i + 1;
            return true;
        }
    }
    *position = NODE_POSITION + table_node_count(t);
    return false;
}

/* Places of the table that lie before a position. */
static uint64_t places_before(const Table *t, uint64_t position)
{
    if (position < SLOT_POSITION) {
        return position;
    }
    if (position < NODE_POSITION) {
        return t->array_len + (position - SLOT_POSITION);
    }
    return (uint64_t)t->array_len + t->shape->count + (position - NODE_POSITION);
}

size_t table_places_ahead(Table *t, uint64_t position)
{
    Value key, value;
    uint64_t from = places_before(t, position);
    table_iterate(t, &position, &key, &value);
    uint64_t to = places_before(t, position);
    return to > from ? to - from : 0; /* the array may have become shorter since */
}

/* The position behind a normal key; false when it has none. */
static bool position_after(VM *vm, Table *t, const Value *key, uint64_t *position)
{
    uint64_t i = (uint64_t)key->i - 1;
    if (is_int(key) && i < t->array_len) {
        *position = i + 1;
        return true;
    }
    if (is_string(key) && !string_is_long(key->string)) {
        uint32_t slot = shape_find(t->shape, key->string);
        if (slot != SHAPE_NOT_FOUND) {
            *position = SLOT_POSITION + slot + 1;
            return true;
        }
    }
    const Node *n = hash_find_place(vm, t, key);
    if (n != NULL) {
        *position = NODE_POSITION + (uint64_t)(n - t->nodes) + 1;
        return true;
    }
    *position = i + 1; /* an element cleared during the traversal */
    return is_int(key) && i < t->array_cap;
}

int table_next(VM *vm, Table *t, Value *key, Value *value)
{
    uint64_t position = 0;
    if (!is_nil(key)) {
        Value k = key_normal(key);
        if (!position_after(vm, t, &k, &position)) {
            return -1;
        }
    }
    uint64_t from = places_before(t, position);
    bool found = table_iterate(t, &position, key, value);
    uint64_t to = places_before(t, position);
    vm_charge_bytes(vm, to > from ? (to - from) * 4 : 0); /* a table may be almost empty */
    return found;
}

/* ---- metatables ---- */

static NOINLINE bool find_metamethod(VM *vm, Table *mt, Event e, Value *out)
{
    return !shape_lacks_slow(vm, mt->shape, e) && get_short(mt, vm_event_name(vm, e), out);
}

bool table_metamethod(VM *vm, Table *mt, Event e, Value *out)
{
    if (mt == NULL) {
        return false;
    }
    const Shape *s = mt->shape;
    if (UNLIKELY(!s->absent_known)) { /* dictionaries, too */
        return find_metamethod(vm, mt, e, out);
    }
    return !(s->absent >> e & 1) && get_short(mt, vm_event_name(vm, e), out);
}

static uint8_t weakness(VM *vm, Table *mt)
{
    Value mode;
    if (!table_metamethod(vm, mt, EVENT_MODE, &mode) || !is_string(&mode)) {
        return 0;
    }
    return (uint8_t)((strchr(mode.string->chars, 'k') != NULL ? TABLE_WEAK_KEYS : 0) |
                     (strchr(mode.string->chars, 'v') != NULL ? TABLE_WEAK_VALUES : 0));
}

void table_read_mode(VM *vm, Table *t)
{
    uint8_t mode = t->metatable != NULL ? weakness(vm, t->metatable) : 0;
    t->header.flags = (uint8_t)((t->header.flags & ~(TABLE_WEAK_KEYS | TABLE_WEAK_VALUES)) | mode);
}

bool table_set_metatable(VM *vm, Table *t, Table *mt)
{
    gc_barrier(vm, &t->header);
    table_changed(vm, t);
    t->metatable = mt;
    t->header.flags = (uint8_t)((t->header.flags & ~TABLE_HAS_META) | (mt != NULL ? TABLE_HAS_META : 0));
    table_read_mode(vm, t);
    return gc_check_finalizer(vm, &t->header, mt);
}
