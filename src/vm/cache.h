/* cache.h: how field instructions remember where they found their fields (cache.c). */
#ifndef WEFT_CACHE_H
#define WEFT_CACHE_H

#include "table.h"

/* The cache words of GETFIELD, SELF, GETTABUP (both words) and SETFIELD, SETTABUP (the first). */
typedef struct FieldCache {
    uint32_t shape;       /* id of the table's shape */
    uint8_t slot;         /* in the table, or in the holder; _FUNCTION: the size of the running function's frame */
    uint8_t index_slot;   /* _META, _FUNCTION: slot of __index in the metatable */
    uint8_t misses;       /* how often another shape came */
    uint8_t unused;
    uint32_t meta_shape;  /* _META: the metatable's */
    uint32_t holder_shape;/* _META: that of the table which __index is */
} FieldCache;

/* Fill the cache of the instruction at pc, which missed with this table, and choose the instruction's form. cache_get: with
 * vm->base saved. */
void cache_get(VM *vm, Instr *pc, Table *t, String *key);
void cache_set(VM *vm, Instr *pc, Table *t, String *key);
/* After a SETFIELD has added the field to a table that had shape `before`. */
void cache_added(VM *vm, Instr *pc, Table *t, uint32_t before, String *key);

/* ---- lookups: the caches that all instructions of the forms _LOOKUP share ---- */

#define LOOKUP_SET 1u              /* added to a key: an assignment's entry */
#define LOOKUP_BEYOND 2u           /* added to a key: the entry for when the own slot is nil */
#define LOOKUP_SLOTS ((uintptr_t)SHAPE_MAX_FIELDS * sizeof(Value)) /* places below: offsets of the table's own slots */
#define LOOKUP_NO_TABLE 0u         /* the shape of strings and userdata: no table with this id is looked up */

/* An entry lies here or, when that is taken, beside (index ^ 1). */
static inline size_t lookup_index(uint32_t shape, const Table *mt, uintptr_t key)
{
    uint64_t hash = ((uintptr_t)mt + key * 5 + ((uint64_t)shape << 7)) * 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio */
    return hash >> (64 - LOOKUP_BITS);
}
static inline bool lookup_fits(const Lookup *l, uint64_t stamp, const Table *mt, uintptr_t key)
{
    return l->key == key && l->metatable == mt && l->stamp == stamp;
}
/* The entry for these, or NULL. */
static inline const Lookup *lookup(const VM *vm, uint32_t shape, const Table *mt, uintptr_t key)
{
    uint64_t stamp = shape | (uint64_t)vm->lookup_epoch << 32;
    size_t i = lookup_index(shape, mt, key);
    if (LIKELY(lookup_fits(&vm->lookups[i], stamp, mt, key))) {
        return &vm->lookups[i];
    }
    return lookup_fits(&vm->lookups[i ^ 1], stamp, mt, key) ? &vm->lookups[i ^ 1] : NULL;
}
/* Enters the place of key in t, whose metatable is mt, or in a string or userdata (t NULL) with this metatable. False: there is
 * none that could be remembered. */
bool lookup_find(VM *vm, Table *t, Table *mt, String *key);
/* The place of a field that is not there. */
extern const Value lookup_absent;

#endif
