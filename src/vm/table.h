/* table.h: tables: fields by shape, split array, hash part.
 *
 * Getting never raises and never allocates. Setting may allocate; it returns false with the memory error set.
 * Nothing here looks at metatables. Keys passed to set are never nil or NaN (callers check: "index is nil", "index is NaN");
 * float keys with integer values are normalised inside. All sets pass the barrier. Table, key and value are rooted by the caller.
 */
#ifndef WEFT_TABLE_H
#define WEFT_TABLE_H

#include <string.h>

#include "gc.h"
#include "shape.h"

/* A new empty table with room (a hint; at most 64 fields are laid out behind the object); NULL: out of memory. Allocates. */
Table *table_new(VM *vm, uint32_t array_room, uint32_t field_room);
/* A table of this shape with all fields nil. Allocates. */
Table *table_new_shaped(VM *vm, Shape *shape, uint32_t array_room);

/* The value at key, copied to *out (nil when absent). The result tells presence of a non-nil value. */
bool table_get(VM *vm, Table *t, const Value *key, Value *out);
bool table_get_int_slow(Table *t, int64_t key, Value *out); /* hash part only */
bool table_get_string(VM *vm, Table *t, String *key, Value *out);

/* Whether t has no metatable, and a store into it needs no barrier: one test. */
static inline bool table_is_plain(const Table *t)
{
    const Object special = {.gc = GC_BLACK, .flags = TABLE_HAS_META};
    uint32_t word, mask;
    memcpy(&word, &t->header, sizeof word);
    memcpy(&mask, &special, sizeof mask);
    return (word & mask) == 0;
}

static inline void table_array_get(const Table *t, uint32_t i, Value *out) /* i is 0-based, below array_cap */
{
    out->bits = t->array[i];
    out->tag = *(table_tags(t) - i);
}
static inline void table_array_put(Table *t, uint32_t i, const Value *v) /* no barrier, no growth, v not nil */
{
    t->array[i] = v->bits;
    *(table_tags(t) - i) = (uint8_t)v->tag;
}
static inline bool table_get_int(Table *t, int64_t key, Value *out)
{
    uint64_t i = (uint64_t)key - 1;
    if (LIKELY(i < t->array_len)) {
        table_array_get(t, (uint32_t)i, out);
        return out->tag != TAG_NIL;
    }
    return table_get_int_slow(t, key, out);
}

/* t[key] := value (nil removes). Strings set by table_set count as data: such tables become dictionaries sooner. */
bool table_set(VM *vm, Table *t, const Value *key, const Value *value);
bool table_set_int(VM *vm, Table *t, int64_t key, const Value *value);
bool table_set_string(VM *vm, Table *t, String *key, const Value *value);
bool table_set_field(VM *vm, Table *t, String *key, const Value *value); /* key is short */
/* t[first + 1] .. t[first + count] := values. */
bool table_set_list(VM *vm, Table *t, uint64_t first, const Value *values, size_t count);

/* Puts v, not nil, in element i (0-based, at most array_len), moving that and those behind it up by one. Allocates. */
bool table_insert_element(VM *vm, Table *t, uint32_t i, const Value *v);
/* Takes element i (below array_len) out, and moves those behind it down by one. */
void table_remove_element(VM *vm, Table *t, uint32_t i, Value *out);

/* A border (O(1)). */
int64_t table_length(Table *t);
/* Ensures array room for n elements in total (no visible effect). field_room is a hint. */
bool table_reserve(VM *vm, Table *t, uint64_t array_room, uint32_t field_room);

/* Iteration: *key (nil: start) becomes the next key, *value its value; returns 1, 0 at the end, -1 when key is not in the
 * table ("invalid key to 'next'"). */
int table_next(VM *vm, Table *t, Value *key, Value *value);
/* The same by position: *position starts at 0 and is opaque; false at the end. Quick; survives assignments to existing fields. */
bool table_iterate(Table *t, uint64_t *position, Value *key, Value *value);
/* How many places the next step from a position on will look at: most may be empty. */
size_t table_places_ahead(Table *t, uint64_t position);

/* The metamethod of event e, copied to *out; false when absent (mt may be NULL). */
bool table_metamethod(VM *vm, Table *mt, Event e, Value *out);
/* Sets the metatable (NULL: none), reads __mode into flags, registers __gc. False: out of memory. */
bool table_set_metatable(VM *vm, Table *t, Table *mt);

/* Reads __mode of the metatable into the flags: at setmetatable, and at each traversal by the collector. */
void table_read_mode(VM *vm, Table *t);

/* Bytes of the table with its buffers. */
size_t table_bytes(const Table *t);

/* ---- for the collector ---- */
size_t table_slots_bytes(const Table *t);  /* 0 when inline or none */
void *table_array_block(const Table *t, size_t *size); /* start of the array buffer, NULL: none of its own */
size_t table_nodes_bytes(const Table *t);
static inline uint32_t table_node_count(const Table *t) { return t->header.extra ? 1u << (t->header.extra - 1) : 0; }
/* The value is nil: the key's object may be freed, and is never looked at again. next still finds the place by address. */
void table_node_kill(Node *node);

#endif
