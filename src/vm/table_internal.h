/* table_internal.h: what the files of the table module share.
 *
 * Invariants of a table, kept by all of them
 * 1. array_len is 0, or element array_len - 1 is not nil; elements from array_len to array_cap have tag nil.
 * 2. No node, dead or alive, has an integer key from 1 to array_len + 1. So the array alone decides whether array_len is
 *    a border, an append needs no search for its own key, and `next` never mistakes one part for the other.
 * 3. Short strings are in slots, or, in a table of the dictionary shape, in nodes; never in both.
 * 4. A key keeps its place until the next assignment of a value to a new key: `next` may follow while fields are cleared.
 */
#ifndef WEFT_TABLE_INTERNAL_H
#define WEFT_TABLE_INTERNAL_H

#include "table.h"

#define ARRAY_MAX ((uint64_t)1 << 31) /* elements of an array part */
#define MAX_NODE_BITS 30u             /* links between nodes are signed 32-bit distances */
#define KEY_DEAD 7u                   /* tag of a dead node's key, whose payload is an address that may be freed, or 0; no Tag */

extern const uint64_t table_no_array[2];
static inline uint64_t *array_none(void) { return (uint64_t *)(uintptr_t)&table_no_array[1]; }

/* The tags of array elements are found backwards from the payloads; their area is a multiple of 8 bytes. */
static inline size_t array_tag_bytes(uint32_t cap) { return ((size_t)cap + 7) & ~(size_t)7; }
static inline size_t array_bytes(uint32_t cap) { return array_tag_bytes(cap) + (size_t)cap * sizeof(uint64_t); }
/* Where a table's array lies that has been made with it: behind the inline slots. Its capacity tells the place: buffers and
 * objects never share a span, so no buffer is taken for it. */
static inline uint64_t *array_inline(const Table *t, uint32_t cap)
{
    return (uint64_t *)((uintptr_t)&t->inline_slots[t->inline_cap] + array_tag_bytes(cap));
}
static inline bool array_is_buffer(const Table *t, const uint64_t *array, uint32_t cap)
{
    return cap != 0 && array != array_inline(t, cap);
}
static inline uint8_t array_tag(const Table *t, uint32_t i) { return *(table_tags(t) - i); }

/* What lookups found through t (cache.h) may have changed. */
static inline void table_changed(VM *vm, const Table *t)
{
    if (UNLIKELY(t->header.flags & TABLE_WATCHED)) {
        vm_forget_lookups(vm);
    }
}

/* ---- table_array.c ---- */

/* A block for cap elements, all nil; the result is as Table.array wants it. NULL and the memory error. Allocates. */
uint64_t *array_new(VM *vm, uint64_t cap);
void *array_block_of(uint64_t *array, uint32_t cap);
/* Elements from `from` to `to` that are not nil. */
uint32_t array_count(const Table *t, uint32_t from, uint32_t to);
/* Lowers array_len past trailing nils. */
void array_trim(Table *t);
/* A new buffer for cap >= array_len elements. Allocates. */
bool array_resize(VM *vm, Table *t, uint64_t cap);
/* t[array_len + 1] := v, not nil. Allocates. */
bool array_append(VM *vm, Table *t, const Value *v);

/* ---- table_hash.c ---- */

/* A key as the table keeps it: integral floats become integers. */
static inline Value key_normal(const Value *key)
{
    int64_t i;
    Value k = *key;
    if (is_float(key) && key->n >= -9223372036854775808.0 && key->n < 9223372036854775808.0 &&
        (double)(i = (int64_t)key->n) == key->n) {
        set_int(&k, i);
    }
    return k;
}

/* The node of a normal key that is not dead (its value may be nil), or NULL. */
Node *hash_find(VM *vm, const Table *t, const Value *key);
Node *hash_find_int(const Table *t, int64_t key);
Node *hash_find_short(const Table *t, const String *key);
/* The node at which `next` goes on after key, a dead one too, or NULL. */
Node *hash_find_place(VM *vm, const Table *t, const Value *key);
/* Enters a normal key that is in no part of the table, with a value that is not nil. Allocates. */
bool hash_insert(VM *vm, Table *t, const Value *key, const Value *value);
/* Makes room for about so many more keys. Allocates. */
bool hash_reserve(VM *vm, Table *t, size_t more);
/* Chooses both parts' sizes anew, with room for key, and enters it with its value. Allocates. */
bool hash_rehash(VM *vm, Table *t, const Value *key, const Value *value);
/* The node's key will not be found again, by `next` neither: it has moved to another part, or comes back elsewhere. */
static inline void hash_forget(Node *node)
{
    set_nil(&node->value);
    node->key.bits = 0;
    node->key.tag = (node->key.tag & ~(uint64_t)0xff) | KEY_DEAD;
}

/* ---- table_field.c ---- */

/* table_set_field for keys that the program computes. */
bool field_set_computed(VM *vm, Table *t, String *key, const Value *value);

#endif
