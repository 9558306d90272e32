/* shape.h: hidden classes: the ordered set of string keys that a table's slots hold. */
#ifndef WEFT_SHAPE_H
#define WEFT_SHAPE_H

#include "vm.h"

#define SHAPE_NOT_FOUND UINT32_MAX
#define SHAPE_MAX_WALK 8u            /* up to so many keys are compared one by one */
#define SHAPE_MAX_FIELDS 128u        /* a table with more is a dictionary; slot numbers fit a byte of the index */
#define SHAPE_MAX_DYNAMIC_FIELDS 32u /* the same, when keys are computed by the program */

struct ShapeKeys {
    uint32_t count;           /* keys entered */
    uint32_t cap;             /* room: a power of two; more than SHAPE_MAX_WALK: an index of 2 * cap bytes follows the keys */
    uint64_t unused;          /* fills the granule */
    String *keys[];
};

/* The empty and the dictionary shape. */
bool shape_init(VM *vm);
uint32_t shape_find_indexed(const Shape *s, const String *key); /* of more than SHAPE_MAX_WALK fields */
/* Slot of key (a short string), or SHAPE_NOT_FOUND. */
static inline uint32_t shape_find(const Shape *s, const String *key)
{
    uint32_t count = s->count;
    if (UNLIKELY(count > SHAPE_MAX_WALK)) {
        return shape_find_indexed(s, key);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (s->keys->keys[i] == key) {
            return i;
        }
    }
    return SHAPE_NOT_FOUND;
}
/* The shape with one more field, made on demand. key is rooted by the caller; s need not be, and the result stays alive until
 * the next call. NULL: out of memory (memory error set), out of ids or fields (none set). Allocates. */
Shape *shape_add(VM *vm, Shape *s, String *key);
/* Whether shape_add would make a new shape where so many have been made already that the keys must be data. */
bool shape_is_crowded(const Shape *s, const String *key);
/* Key of slot i, below s->count. */
String *shape_key(const Shape *s, uint32_t i);
static inline uint32_t shape_id(const Shape *s) { return s->header.aux; }
static inline bool shape_is_dictionary(const Shape *s) { return s->header.aux == 0; }
bool shape_lacks_slow(VM *vm, Shape *s, Event e);
/* Whether the event's metamethod is surely absent from tables of this shape (false for dictionaries). */
static inline bool shape_lacks(VM *vm, Shape *s, Event e)
{
    return s->absent_known ? (s->absent >> e) & 1 : shape_lacks_slow(vm, s, e);
}
/* Collector: marks what s refers to strongly. */
void shape_mark_parts(VM *vm, Shape *s);
/* Collector: forgets unmarked children of all shapes (is_dead tells), called when marking is complete. */
void shape_prune(VM *vm, bool (*is_dead)(VM *vm, Object *o));

#endif
