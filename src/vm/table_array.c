/* table_array.c: the array part of tables.
 *
 * Payloads and tags are apart, 9 bytes an element: one buffer, tags backwards from the middle.
 *
 *      buffer: | pad | tag n-1 .. tag 1  tag 0 | payload 0  payload 1 .. payload n-1 |
 *                                              ^ Table.array
 *
 * Elements up to array_len may be nil, except the last (table_internal.h). Appending doubles the room, unless fewer than half of
 * the elements are there: then both parts are laid out anew, so that a queue does not drag its past along. What follows
 * the new end in the hash part comes into the array at once; the run's length is found before anything is changed, so that a
 * failed allocation leaves the table as it was.
 */
#include "table_internal.h"

#include <string.h>

#define FIRST_CAP 4u

const uint64_t table_no_array[2]; /* so that Table.array is never NULL */

uint64_t *array_new(VM *vm, uint64_t cap)
{
    if (cap > ARRAY_MAX) {
        vm_set_memory_error(vm);
        return NULL;
    }
    size_t tags = array_tag_bytes((uint32_t)cap);
    char *block = gc_new_buffer(vm, array_bytes((uint32_t)cap));
    if (block == NULL) {
        return NULL;
    }
    memset(block, TAG_NIL, tags);
    return (uint64_t *)(block + tags);
}

void *array_block_of(uint64_t *array, uint32_t cap)
{
    return (char *)array - array_tag_bytes(cap);
}

uint32_t array_count(const Table *t, uint32_t from, uint32_t to)
{
    const uint64_t low7 = 0x7f7f7f7f7f7f7f7fu;
    const uint8_t *p = table_tags(t) - to + 1, *end = table_tags(t) - from + 1;
    uint32_t count = 0;
    for (; end - p >= 8; p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        uint64_t used = (word + low7) & ~low7; /* tags are below 128: bit 7 of each byte that is not 0 */
        count += (uint32_t)(((used >> 7) * 0x0101010101010101u) >> 56);
    }
    for (; p < end; p++) {
        count += *p != TAG_NIL;
    }
    return count;
}

void array_trim(Table *t)
{
    uint32_t len = t->array_len;
    while (len > 0 && array_tag(t, len - 1) == TAG_NIL) {
        uint64_t word;
        if (len >= 8 && (memcpy(&word, table_tags(t) - (len - 1), 8), word == 0)) {
            len -= 8;
        } else {
            len--;
        }
    }
    t->array_len = len;
}

bool array_resize(VM *vm, Table *t, uint64_t cap)
{
    uint64_t *array = array_new(vm, cap), *old = t->array;
    uint32_t len = t->array_len, old_cap = t->array_cap;
    if (array == NULL) {
        return false;
    }
    memcpy(array, old, len * sizeof(uint64_t));
    memcpy((uint8_t *)array - len, (uint8_t *)old - len, len);
    gc_barrier_buffer(vm, &t->header, array_block_of(array, (uint32_t)cap), array_bytes((uint32_t)cap));
    t->array = array;
    t->array_cap = (uint32_t)cap;
    if (array_is_buffer(t, old, old_cap)) {
        gc_free_buffer(vm, array_block_of(old, old_cap), array_bytes(old_cap));
    }
    return true;
}

/* How many keys that follow `key` without a gap are in the hash part. */
static uint64_t run_after(const Table *t, int64_t key)
{
    uint64_t run = 0;
    const Node *n;
    while ((n = hash_find_int(t, key + 1 + (int64_t)run)) != NULL && n->value.tag != TAG_NIL) {
        run++;
    }
    return run;
}

static void move_run(Table *t, uint64_t run)
{
    Node *n;
    for (; run > 0; run--) {
        n = hash_find_int(t, (int64_t)t->array_len + 1);
        table_array_put(t, t->array_len++, &n->value);
        hash_forget(n);
    }
    n = hash_find_int(t, (int64_t)t->array_len + 1);
    if (n != NULL) {
        hash_forget(n); /* dead: invariant 2 */
    }
}

bool array_append(VM *vm, Table *t, const Value *v)
{
    uint32_t len = t->array_len, cap = t->array_cap;
    uint64_t run = t->nodes != NULL ? run_after(t, (int64_t)len + 1) : 0;
    uint64_t need = (uint64_t)len + 1 + run;
    if (need > cap) {
        if (len == cap && cap > FIRST_CAP && array_count(t, 0, len) < len / 2) {
            Value key;
            set_int(&key, (int64_t)len + 1);
            return hash_rehash(vm, t, &key, v);
        }
        uint64_t room = cap < FIRST_CAP / 2 ? FIRST_CAP : (uint64_t)cap * 2;
        if (!array_resize(vm, t, need > room ? need : room)) {
            return false;
        }
    }
    gc_barrier_array(vm, t, len);
    table_array_put(t, len, v);
    t->array_len = len + 1;
    if (t->nodes != NULL) {
        if (run > 0) {
            gc_barrier(vm, &t->header);
        }
        move_run(t, run);
    }
    return true;
}

/* ---- elements in the middle ---- */

/* Moves elements `from` .. array_len - 1 by one place; the room is there. */
static void shift_up(Table *t, uint32_t from)
{
    uint32_t count = t->array_len - from;
    memmove(t->array + from + 1, t->array + from, count * sizeof(uint64_t));
    uint8_t *last = table_tags(t) - t->array_len; /* tags go backwards */
    memmove(last, last + 1, count);
}

static void shift_down(Table *t, uint32_t from)
{
    uint32_t count = t->array_len - from;
    memmove(t->array + from - 1, t->array + from, count * sizeof(uint64_t));
    uint8_t *last = table_tags(t) - (t->array_len - 1);
    memmove(last + 1, last, count);
}

bool table_insert_element(VM *vm, Table *t, uint32_t i, const Value *v)
{
    uint32_t len = t->array_len;
    if (i == len && len < t->array_cap && t->nodes == NULL) {
        gc_barrier_array(vm, t, len);
        table_array_put(t, len, v);
        t->array_len = len + 1;
        return true;
    }
    if (i == len) {
        return array_append(vm, t, v);
    }
    Value last;
    table_array_get(t, len - 1, &last);
    if (!array_append(vm, t, &last)) {
        return false;
    }
    gc_barrier(vm, &t->header);
    uint32_t new_len = t->array_len; /* what followed in the hash part has perhaps come along: it stays where it is */
    t->array_len = len - 1;
    shift_up(t, i);
    t->array_len = new_len;
    table_array_put(t, i, v);
    return true;
}

void table_remove_element(VM *vm, Table *t, uint32_t i, Value *out)
{
    table_array_get(t, i, out);
    if (i + 1 < t->array_len) {
        gc_barrier(vm, &t->header);
        shift_down(t, i + 1);
    }
    table_tags(t)[-(ptrdiff_t)(t->array_len - 1)] = TAG_NIL;
    array_trim(t);
}
