/* table_hash.h: the hash part of tables, for table.c and table_array.c alone. */
#ifndef WEFT_TABLE_HASH_H
#define WEFT_TABLE_HASH_H

#include "table.h"

#define TAG_DEAD_KEY 7u /* a key whose object may be gone: found by identity alone, and only by next */

static inline uint8_t node_key_tag(const Node *n) { return (uint8_t)n->key.tag; }
static inline int32_t node_next(const Node *n) { return (int32_t)(n->key.tag >> 32); }
static inline void node_set_next(Node *n, int32_t next)
{
    n->key.tag = (uint32_t)n->key.tag | (uint64_t)(uint32_t)next << 32;
}

/* The node of a key that is neither nil nor a float with an integer value; NULL: absent (its value may be nil when present). */
Node *hash_find(VM *vm, const Table *t, const Value *key);
Node *hash_find_int(VM *vm, const Table *t, int64_t key);
Node *hash_find_string(VM *vm, const Table *t, String *key);
/* The same for next: dead keys are found too. */
Node *hash_find_any(VM *vm, const Table *t, const Value *key);
/* Inserts an absent key; NULL when there is no free node (hash_grow first). */
Node *hash_insert(VM *vm, Table *t, const Value *key);
/* Replaces the hash part by one with room for `count` keys; live keys of the old one move there, integers up to array_limit into the array. */
bool hash_resize(VM *vm, Table *t, uint64_t count, uint64_t array_limit);

/* Makes room for one more key: counts integer keys, moves them between array and hash part as it pays. */
bool table_rehash(VM *vm, Table *t, const Value *extra);
/* The array part gets capacity for cap elements. */
bool array_resize(VM *vm, Table *t, uint64_t cap);
/* After an append: moves the keys that follow from the hash part. */
void array_take_following(VM *vm, Table *t);
/* Grows the array for an append at array_len. */
bool array_grow(VM *vm, Table *t);
/* array_len goes down over trailing nils. */
void array_shrink_len(Table *t);

#endif
