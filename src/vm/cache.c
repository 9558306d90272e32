/* cache.c: where fields are: what single instructions remember, and what they share.
 *
 * An instruction that has seen one shape remembers it with the slot in its cache words, and the handlers of the quickened forms
 * test and use them:
 *
 *      _SLOT    shape -> slot of the table itself
 *      _META    shape, shape of the metatable, shape of the table that its __index is -> slot of the latter
 *
 * One that has seen several, or whose field lies further up a chain of __index tables, or that adds a field, gets the form
 * _LOOKUP. All of those share a table of *lookups* in the VM:
 *
 *      shape, metatable, key          -> own slot, or the address of the slot in a table up the chain, or absence
 *      shape, metatable, key + BEYOND -> where to go on when the own slot is nil: an address, or absence
 *      shape, metatable, key + SET    -> own slot, or the shape that the table gets with the field
 *
 * So a site of many classes, or of deep ones, costs one probe, whatever the depth; and what one site has found serves all others.
 *
 * Invariants
 * 1. Every metatable and every table behind an __index that a lookup went through is watched (TABLE_WATCHED). Watched tables get
 *    fields, metatables and new values of __index through table_set* alone, which forgets all lookups (vm_forget_lookups): the
 *    quickened forms that store to slots do not take __index (cache_set) and do not add fields to watched tables.
 * 2. A nil in a slot up the chain ends a search without an entry: a quickened store may fill it unseen. Where an entry leads, a nil
 *    makes the handler search anew.
 * 3. The end of a mark forgets all lookups, before anything is freed that they refer to. Shape ids are never reused.
 * 4. Dictionaries, whose fields move, are never part of a lookup.
 */
#include "cache.h"

#include "string.h"

#define MAX_MISSES 4u  /* a site that has met so many other shapes goes on by lookups */
#define MAX_CHAIN 16   /* tables on the way to a field */

const Value lookup_absent;

/* ---- lookups ---- */

static void enter(VM *vm, uint32_t shape, const Table *mt, uintptr_t key, uintptr_t place)
{
    size_t i = lookup_index(shape, mt, key);
    Lookup *l = &vm->lookups[i];
    if (l->key != 0 && l->stamp >> 32 == vm->lookup_epoch && !lookup_fits(l, l->stamp, mt, key)) {
        vm->lookups[i ^ 1] = *l; /* it is found there as well */
    }
    *l = (Lookup){.key = key, .metatable = mt, .stamp = shape | (uint64_t)vm->lookup_epoch << 32, .place = place};
}

/* The next table up the chain, both it and the metatable watched. False: the search is not for lookups; NULL: the chain ends. */
static bool climb(VM *vm, Table *mt, Table **next)
{
    *next = NULL;
    if (mt == NULL) {
        return true;
    }
    if (shape_is_dictionary(mt->shape)) {
        return false;
    }
    mt->header.flags |= TABLE_WATCHED;
    uint32_t slot = shape_find(mt->shape, vm_event_name(vm, EVENT_INDEX));
    if (slot == SHAPE_NOT_FOUND || is_nil(&mt->slots[slot])) {
        return true; /* no quickened store fills an __index */
    }
    if (!is_table(&mt->slots[slot])) {
        return false;
    }
    *next = mt->slots[slot].table;
    (*next)->header.flags |= TABLE_WATCHED;
    return true;
}

/* Where key is in t and the tables behind it. False: see climb; a nil slot is no place (invariant 2). */
static bool find_up(VM *vm, Table *t, const String *key, uintptr_t *place)
{
    *place = (uintptr_t)&lookup_absent;
    for (int i = 0; t != NULL; i++) {
        if (i == MAX_CHAIN || shape_is_dictionary(t->shape)) {
            return false;
        }
        uint32_t slot = shape_find(t->shape, key);
        if (slot != SHAPE_NOT_FOUND) {
            *place = (uintptr_t)&t->slots[slot];
            return !is_nil(&t->slots[slot]);
        }
        if (!climb(vm, t->metatable, &t)) {
            return false;
        }
    }
    return true;
}

bool lookup_find(VM *vm, Table *t, Table *mt, String *key)
{
    Table *next;
    uintptr_t place;
    if (t == NULL) {
        if (!climb(vm, mt, &next) || next == NULL || !find_up(vm, next, key, &place)) {
            return false;
        }
        enter(vm, LOOKUP_NO_TABLE, mt, (uintptr_t)key, place);
        return true;
    }
    if (shape_is_dictionary(t->shape)) {
        return false;
    }
    uint32_t slot = shape_find(t->shape, key);
    bool is_own = slot != SHAPE_NOT_FOUND;
    if (is_own) {
        enter(vm, t->header.aux, mt, (uintptr_t)key, slot * sizeof(Value));
    }
    if ((is_own && !is_nil(&t->slots[slot])) || !climb(vm, mt, &next) || !find_up(vm, next, key, &place)) {
        return is_own;
    }
    enter(vm, t->header.aux, mt, (uintptr_t)key + (is_own ? LOOKUP_BEYOND : 0), place);
    return true;
}

/* ---- the instructions ---- */

static Opcode with_lookup(Opcode original)
{
    switch (original) {
    case OP_GETFIELD: return OP_GETFIELD_LOOKUP;
    case OP_GETTABUP: return OP_GETTABUP_LOOKUP;
    case OP_SELF: return OP_SELF_LOOKUP;
    default: return OP_SETFIELD_LOOKUP;
    }
}

/* Counts a miss of a cache that was filled; true when it is given up. */
static bool is_varied(const Instr *pc, FieldCache *cache)
{
    Opcode original = (Opcode)opcode_info[pc->op].original;
    if (original == OP_SETTABUP) {
        return false;
    }
    return pc->op != original && ++cache->misses > MAX_MISSES;
}

/* Fills the cache for a field that the table has not, but the metatable's __index. The form of GETFIELD for it, or the
 * original: it is not found this way. */
static Opcode cache_meta(VM *vm, FieldCache *cache, const Table *t, const String *key)
{
    const Table *mt = t->metatable;
    if (mt == NULL || mt->header.aux == 0) {
        return OP_GETFIELD;
    }
    uint32_t index_slot = shape_find(mt->shape, vm_event_name(vm, EVENT_INDEX));
    if (index_slot == SHAPE_NOT_FOUND) {
        return OP_GETFIELD;
    }
    if (is_function(&mt->slots[index_slot])) {
        uint32_t frame_size = vm->base[-1].function->proto->frame_size; /* the running function's */
        if (frame_size > UINT8_MAX) {
            return OP_GETFIELD;
        }
        cache->slot = (uint8_t)frame_size;
        cache->shape = t->header.aux;
        cache->index_slot = (uint8_t)index_slot;
        cache->meta_shape = mt->header.aux;
        return OP_GETFIELD_FUNCTION;
    }
    if (!is_table(&mt->slots[index_slot])) {
        return OP_GETFIELD;
    }
    const Table *holder = mt->slots[index_slot].table;
    uint32_t slot = holder->header.aux != 0 ? shape_find(holder->shape, key) : SHAPE_NOT_FOUND;
    if (slot == SHAPE_NOT_FOUND) {
        return OP_GETFIELD;
    }
    cache->shape = t->header.aux;
    cache->slot = (uint8_t)slot;
    cache->index_slot = (uint8_t)index_slot;
    cache->meta_shape = mt->header.aux;
    cache->holder_shape = holder->header.aux;
    return OP_GETFIELD_META;
}

void cache_get(VM *vm, Instr *pc, Table *t, String *key)
{
    FieldCache *cache = (FieldCache *)(pc + 1);
    Opcode original = (Opcode)opcode_info[pc->op].original;
    if (t->header.aux == 0) {
        return;
    }
    if (pc->op == with_lookup(original) || is_varied(pc, cache)) {
        pc->op = (uint16_t)with_lookup(original);
        lookup_find(vm, t, t->metatable, key);
        return;
    }
    uint32_t slot = shape_find(t->shape, key);
    if (slot != SHAPE_NOT_FOUND) {
        cache->shape = t->header.aux;
        cache->slot = (uint8_t)slot;
        pc->op = original == OP_GETFIELD ? OP_GETFIELD_SLOT : original == OP_SELF ? OP_SELF_SLOT : OP_GETTABUP_SLOT;
        return;
    }
    Opcode form = cache_meta(vm, cache, t, key);
    if (form == OP_GETFIELD_META && original != OP_GETTABUP) {
        pc->op = original == OP_GETFIELD ? OP_GETFIELD_META : OP_SELF_META;
    } else if (form == OP_GETFIELD_FUNCTION && original != OP_SELF) {
        pc->op = original == OP_GETFIELD ? OP_GETFIELD_FUNCTION : OP_GETTABUP_FUNCTION;
    } else if (lookup_find(vm, t, t->metatable, key)) {
        pc->op = (uint16_t)with_lookup(original);
    }
}

void cache_set(VM *vm, Instr *pc, Table *t, String *key)
{
    FieldCache *cache = (FieldCache *)(pc + 1);
    if (t->header.aux == 0 || key == vm_event_name(vm, EVENT_INDEX)) {
        return;
    }
    uint32_t slot = shape_find(t->shape, key);
    if (slot == SHAPE_NOT_FOUND) {
        return;
    }
    if (pc->op == OP_SETFIELD_LOOKUP || is_varied(pc, cache)) {
        pc->op = OP_SETFIELD_LOOKUP;
        enter(vm, t->header.aux, t->metatable, (uintptr_t)key + LOOKUP_SET, slot * sizeof(Value));
        return;
    }
    cache->shape = t->header.aux;
    cache->slot = (uint8_t)slot;
    pc->op = opcode_info[pc->op].original == OP_SETFIELD ? OP_SETFIELD_SLOT : OP_SETTABUP_SLOT;
}

void cache_added(VM *vm, Instr *pc, Table *t, uint32_t before, String *key)
{
    Table *mt = t->metatable;
    if (t->header.aux == 0 || before == 0 || (mt != NULL && (mt->header.aux == 0 || !shape_lacks(vm, mt->shape, EVENT_NEWINDEX)))) {
        return;
    }
    if (mt != NULL) {
        mt->header.flags |= TABLE_WATCHED; /* that no __newindex comes */
    }
    pc->op = OP_SETFIELD_LOOKUP;
    enter(vm, before, mt, (uintptr_t)key + LOOKUP_SET, (uintptr_t)t->shape);
}
