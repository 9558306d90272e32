/* shape.c: hidden classes.
 *
 * A shape is a node of a tree: its parent's fields and one more. A table with string keys points at the shape that names
 * its slots; adding a field moves it to a child. Parents hold their children weakly, children their parents strongly, so a
 * line dies from its end when no table, template or descendant has it.
 *
 * Keys lie in a vector shared along a line of descent: the shape that last extended it is its tip, and every ancestor sees a
 * prefix. The second child of a shape, or a child when the vector is full, starts a vector of its own.
 *
 *      empty --x--> {x} --y--> {x,y} --z--> {x,y,z}          keys: x y z          index (more than 8 fields): key -> slot
 *                       \--w--> {x,w}                        keys: x w
 *
 * Invariants
 * 1. Of a vector, entry i is the key of slot i for every shape that has it and more than i fields. Entries at or above all
 *    living shapes' counts may be freed strings: they are compared by address only, and a match there is no match.
 * 2. The keys of a shape are marked by it and its ancestors, the vector by every shape that has it.
 * 3. A living shape's ancestors live, so all living shapes are found by walking the tree down from the empty shape.
 * 4. Ids are never reused. Id 0 is the dictionary shape's, 1 the empty shape's.
 * 5. The dictionary shape's parent is an anchor: the shape that shape_add works on or returned last. So a chain of
 *    shape_adds needs no other root.
 *
 * Looking up never allocates: the index is part of the vector and kept up to date. Only shape_add allocates.
 */
#include "shape.h"

#include <string.h>

#include "gc.h"
#include "string.h"

#define FIRST_KEYS 4u         /* most objects have few fields; 16 + 32 bytes fill a cell of 48 */
#define FIRST_MAP_BITS 2u
#define CROWDED_ROOT 64u      /* children of the empty shape by computed keys: beyond, keys are taken to be data */
#define CROWDED 8u            /* the same below it */
#define SEED_FACTOR 0x510E527FADE682D1u /* the fraction of the square root of 11 */

static size_t keys_bytes(uint32_t cap)
{
    return sizeof(ShapeKeys) + cap * sizeof(String *) + (cap > SHAPE_MAX_WALK ? cap * 2 : 0);
}

/* Entry: slot + 1, or 0; probed linearly from the key's hash. */
static uint8_t *keys_index(const ShapeKeys *k)
{
    return (uint8_t *)(uintptr_t)&k->keys[k->cap];
}

static void keys_push(ShapeKeys *k, String *key)
{
    k->keys[k->count++] = key;
    if (k->cap > SHAPE_MAX_WALK) {
        uint8_t *index = keys_index(k);
        uint32_t mask = k->cap * 2 - 1, i = key->header.aux & mask;
        while (index[i] != 0) {
            i = (i + 1) & mask;
        }
        index[i] = (uint8_t)k->count;
    }
}

/* A vector with room for `count` keys, of which `used` are copied. */
static ShapeKeys *keys_new(VM *vm, const ShapeKeys *from, uint32_t used, uint32_t count)
{
    uint32_t cap = FIRST_KEYS;
    while (cap < count) {
        cap *= 2;
    }
    ShapeKeys *k = gc_new_buffer(vm, keys_bytes(cap));
    if (k == NULL) {
        return NULL;
    }
    *k = (ShapeKeys){.cap = cap};
    if (cap > SHAPE_MAX_WALK) {
        memset(keys_index(k), 0, cap * 2);
    }
    for (uint32_t i = 0; i < used; i++) {
        keys_push(k, from->keys[i]);
    }
    return k;
}

/* ---- lookup ---- */

uint32_t shape_find_indexed(const Shape *s, const String *key)
{
    uint32_t count = s->count;
    const ShapeKeys *k = s->keys;
    const uint8_t *index = keys_index(k);
    uint32_t mask = k->cap * 2 - 1;
    for (uint32_t i = key->header.aux & mask; index[i] != 0; i = (i + 1) & mask) {
        uint32_t slot = index[i] - 1u;
        if (k->keys[slot] == key) {
            return slot < count ? slot : SHAPE_NOT_FOUND;
        }
    }
    return SHAPE_NOT_FOUND;
}

String *shape_key(const Shape *s, uint32_t i)
{
    vm_assert(i < s->count);
    return s->keys->keys[i];
}

bool shape_lacks_slow(VM *vm, Shape *s, Event e)
{
    if (shape_is_dictionary(s)) {
        return false;
    }
    uint32_t absent = 0;
    for (int i = 0; i < EVENT_COUNT; i++) {
        if (shape_find(s, vm_event_name(vm, (Event)i)) == SHAPE_NOT_FOUND) {
            absent |= (uint32_t)1 << i;
        }
    }
    s->absent = absent;
    s->absent_known = true;
    return absent >> e & 1;
}
_Static_assert(EVENT_COUNT <= 32, "a bit per event");

/* ---- children ---- */

static void map_insert(Shape **map, uint32_t bits, Shape *child)
{
    uint32_t mask = ((uint32_t)1 << bits) - 1, i = child->key->header.aux & mask;
    while (map[i] != NULL) {
        i = (i + 1) & mask;
    }
    map[i] = child;
}

static Shape *find_child(const Shape *s, const String *key)
{
    if (s->map_bits == 0) {
        return s->child_count == 1 && s->child->key == key ? s->child : NULL;
    }
    uint32_t mask = ((uint32_t)1 << s->map_bits) - 1;
    for (uint32_t i = key->header.aux & mask; s->map[i] != NULL; i = (i + 1) & mask) {
        if (s->map[i]->key == key) {
            return s->map[i];
        }
    }
    return NULL;
}

bool shape_is_crowded(const Shape *s, const String *key)
{
    return s->child_count >= (s->count == 0 ? CROWDED_ROOT : CROWDED) && find_child(s, key) == NULL;
}

static size_t map_bytes(uint32_t bits)
{
    return sizeof(Shape *) << bits;
}

/* Makes room for one more child. Allocates. */
static bool ensure_child_room(VM *vm, Shape *s)
{
    uint32_t bits = s->map_bits;
    if (s->child_count == 0 || (bits != 0 && s->child_count < ((uint32_t)3 << bits) / 4)) {
        return true;
    }
    uint32_t new_bits = bits == 0 ? FIRST_MAP_BITS : bits + 1;
    Shape **map = gc_new_buffer(vm, map_bytes(new_bits)); /* may collect, which prunes children */
    if (map == NULL) {
        return false;
    }
    memset(map, 0, map_bytes(new_bits));
    bits = s->map_bits;
    for (uint32_t i = 0; bits != 0 && i < (uint32_t)1 << bits; i++) {
        if (s->map[i] != NULL) {
            map_insert(map, new_bits, s->map[i]);
        }
    }
    if (bits == 0 && s->child_count == 1) {
        map_insert(map, new_bits, s->child);
    }
    gc_barrier(vm, &s->header);
    s->map = map;
    s->map_bits = (uint8_t)new_bits;
    return true;
}

static void add_child(Shape *s, Shape *child)
{
    if (s->map_bits != 0) {
        map_insert(s->map, s->map_bits, child);
    } else {
        s->child = child;
    }
    s->child_count++;
}

static void anchor(VM *vm, Shape *s)
{
    gc_barrier(vm, &vm->dict_shape->header);
    vm->dict_shape->parent = s;
}

static Shape *shape_alloc(VM *vm, uint32_t id)
{
    Shape *s = gc_new(vm, TAG_SHAPE, sizeof(Shape));
    if (s != NULL) {
        Object header = s->header;
        header.aux = id;
        *s = (Shape){.header = header, .hash_seed = (vm->seed * SEED_FACTOR ^ SEED_FACTOR >> 7) | 1};
    }
    return s;
}

/* The keys of s and one more: s's own vector when s is its tip. Allocates. */
static ShapeKeys *extend_keys(VM *vm, Shape *s)
{
    ShapeKeys *k = s->keys;
    if (k != NULL && k->count == s->count && k->count < k->cap) {
        return k;
    }
    return keys_new(vm, k, s->count, s->count + 1);
}

static Shape *make_child(VM *vm, Shape *s, String *key)
{
    if (s->count >= SHAPE_MAX_FIELDS || vm->next_shape_id == UINT32_MAX || !ensure_child_room(vm, s)) {
        return NULL;
    }
    ShapeKeys *keys = extend_keys(vm, s);
    if (keys == NULL) {
        return NULL;
    }
    heap_guard(vm, keys, keys_bytes(keys->cap));
    Shape *child = shape_alloc(vm, vm->next_shape_id);
    heap_guard(vm, NULL, 0);
    if (child == NULL) {
        return NULL;
    }
    vm->next_shape_id++;
    keys_push(keys, key);
    child->parent = s;
    child->key = key;
    child->keys = keys;
    child->count = s->count + 1;
    add_child(s, child);
    return child;
}

Shape *shape_add(VM *vm, Shape *s, String *key)
{
    Shape *child = find_child(s, key);
    if (child == NULL) {
        anchor(vm, s);
        child = make_child(vm, s, key);
        if (child == NULL) {
            return NULL;
        }
    }
    anchor(vm, child);
    return child;
}

bool shape_init(VM *vm)
{
    vm->dict_shape = shape_alloc(vm, 0);
    vm->empty_shape = vm->dict_shape != NULL ? shape_alloc(vm, 1) : NULL;
    vm->next_shape_id = 2;
    return vm->empty_shape != NULL;
}

/* ---- the collector's ---- */

void shape_mark_parts(VM *vm, Shape *s)
{
    if (s->parent != NULL) {
        gc_mark_object(vm, &s->parent->header);
    }
    if (s->key != NULL) {
        gc_mark_object(vm, &s->key->header);
    }
    if (s->keys != NULL) {
        gc_mark_buffer(vm, s->keys, keys_bytes(s->keys->cap));
    }
    if (s->map_bits != 0) {
        gc_mark_buffer(vm, s->map, map_bytes(s->map_bits));
    }
}

/* Takes dead children out of the map; the places of the others are made anew. Dead shapes and keys can still be read. */
static void prune_map(VM *vm, Shape *s, bool (*is_dead)(VM *vm, Object *o))
{
    uint32_t cap = (uint32_t)1 << s->map_bits, mask = cap - 1;
    for (uint32_t i = 0; i < cap;) {
        if (s->map[i] == NULL || !is_dead(vm, &s->map[i]->header)) {
            i++;
            continue;
        }
        uint32_t hole = i;
        for (uint32_t j = (i + 1) & mask; s->map[j] != NULL; j = (j + 1) & mask) {
            uint32_t home = s->map[j]->key->header.aux & mask;
            if (((j - home) & mask) >= ((j - hole) & mask)) {
                s->map[hole] = s->map[j];
                hole = j;
            }
        }
        s->map[hole] = NULL;
        s->child_count--;
        /* what moved to place i is looked at next */
    }
}

static void prune_children(VM *vm, Shape *s, bool (*is_dead)(VM *vm, Object *o))
{
    if (s->map_bits != 0) {
        prune_map(vm, s, is_dead);
    } else if (s->child_count == 1 && is_dead(vm, &s->child->header)) {
        s->child = NULL;
        s->child_count = 0;
    }
}

/* The first child at or after place *i of a pruned shape. */
static Shape *next_child(const Shape *s, uint32_t *i)
{
    if (s->map_bits == 0) {
        return s->child_count == 1 && (*i)++ == 0 ? s->child : NULL;
    }
    while (*i < (uint32_t)1 << s->map_bits) {
        Shape *child = s->map[(*i)++];
        if (child != NULL) {
            return child;
        }
    }
    return NULL;
}

/* Walks the tree depth first; it is no deeper than a shape has fields. */
void shape_prune(VM *vm, bool (*is_dead)(VM *vm, Object *o))
{
    Shape *path[SHAPE_MAX_FIELDS + 1];
    uint32_t place[SHAPE_MAX_FIELDS + 1];
    uint32_t depth = 0;
    path[0] = vm->empty_shape;
    place[0] = 0;
    prune_children(vm, path[0], is_dead);
    for (;;) {
        Shape *child = next_child(path[depth], &place[depth]);
        if (child != NULL) {
            prune_children(vm, child, is_dead);
            path[++depth] = child;
            place[depth] = 0;
        } else if (depth-- == 0) {
            return;
        }
    }
}
