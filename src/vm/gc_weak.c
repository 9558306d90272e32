/* gc_weak.c: weak tables.
 *
 * A weak table is noted in gc->weak when it is traversed, and its dead entries are cleared when marking is complete:
 * values before objects are resurrected for their finalizers, keys after, as in Lua 5.4. Strings are values and never
 * removed: clearing marks them.
 *
 * Weak keys are ephemerons: a value is marked only when its key is. When the mark is completed, every entry whose key
 * is white is entered in an index by key, and traversing an object looks it up there; so a chain of any length
 * over any number of tables costs linear time. If the index can't grow, passes over all tables are repeated until
 * nothing changes.
 *
 * Array part and fields have keys that are never removed (integers, strings): they are strong in a table with weak keys
 * alone, and cleared by value in one with weak values.
 */
#include "gc_internal.h"
#include "shape.h"
#include "table.h"

struct EphemeronEntry {
    Object *key;
    Node *node;
    uint32_t next; /* number + 1 of the next entry in the bucket */
};

/* Strings count as reached: they are marked on the way. */
static bool is_cleared(VM *vm, const Value *v)
{
    if (!is_object(v)) {
        return false;
    }
    if ((uint8_t)v->tag == TAG_STRING) {
        gc_mark_object(vm, v->object);
        return false;
    }
    return !object_is_marked(vm->heap, v->object);
}

/* ---- traversal ---- */

static void mark_keys(VM *vm, Table *t)
{
    for (uint32_t i = 0, n = table_node_count(t); i < n; i++) {
        Node *node = &t->nodes[i];
        if (node->value.tag != TAG_NIL) {
            gc_mark_value(vm, &node->key);
        } else if (is_object(&node->key) && !vm->gc->is_checking) {
            table_node_kill(node);
        }
    }
}

/* Weak keys: array and fields are strong; values of keys that are marked already are marked. */
static void mark_strong_part(VM *vm, Table *t)
{
    for (uint32_t i = 0; i < t->array_len; i++) {
        Value v;
        table_array_get(t, i, &v);
        gc_mark_value(vm, &v);
    }
    for (uint32_t i = 0; i < t->shape->count && i < t->slot_cap; i++) {
        gc_mark_value(vm, &t->slots[i]);
    }
    for (uint32_t i = 0, n = table_node_count(t); i < n; i++) {
        Node *node = &t->nodes[i];
        if (node->value.tag == TAG_NIL) {
            if (is_object(&node->key) && !vm->gc->is_checking) {
                table_node_kill(node);
            }
        } else if (!is_cleared(vm, &node->key)) {
            gc_mark_value(vm, &node->value);
        }
    }
}

size_t weak_traverse(VM *vm, Table *t)
{
    Gc *gc = vm->gc;
    int weakness = t->header.flags & (TABLE_WEAK_KEYS | TABLE_WEAK_VALUES);
    if (!gc->is_checking && !list_push(vm, &gc->weak, &t->header)) {
        gc->weak_lost = true;
    }
    if (weakness == TABLE_WEAK_VALUES) {
        mark_keys(vm, t);
    } else if (weakness == TABLE_WEAK_KEYS) {
        mark_strong_part(vm, t);
    }
    return sizeof(Table) + table_nodes_bytes(t) + (size_t)t->array_len * 9;
}

/* ---- ephemerons ---- */

static size_t bucket_of(const EphemeronIndex *x, const Object *key)
{
    return ((uintptr_t)key / GRANULE * 0x9E3779B97F4A7C15u >> 20) & (x->cap - 1);
}

static bool index_grow(VM *vm, EphemeronIndex *x)
{
    size_t cap = x->cap == 0 ? 64 : x->cap * 2;
    size_t entry = sizeof(struct EphemeronEntry);
    if (cap > UINT32_MAX / 2) {
        return false;
    }
    void *entries = heap_list_grow(vm, x->entries, x->cap * entry, cap * entry);
    if (entries == NULL) {
        return false;
    }
    x->entries = entries;
    uint32_t *buckets = heap_list_grow(vm, NULL, 0, cap * sizeof(uint32_t));
    if (buckets == NULL) { /* give the entries their old size back, so that cap tells the truth */
        void *shrunk = x->cap == 0 ? NULL : heap_list_grow(vm, entries, cap * entry, x->cap * entry);
        if (x->cap == 0) {
            vm->alloc(vm->alloc_ud, entries, cap * entry, 0);
            x->entries = NULL;
        } else if (shrunk != NULL) {
            x->entries = shrunk;
        }
        return false;
    }
    if (x->buckets != NULL) {
        vm->alloc(vm->alloc_ud, x->buckets, x->cap * sizeof(uint32_t), 0);
    }
    x->buckets = buckets;
    x->cap = cap;
    for (size_t i = 0; i < cap; i++) {
        buckets[i] = 0;
    }
    for (size_t i = 0; i < x->count; i++) {
        size_t b = bucket_of(x, x->entries[i].key);
        x->entries[i].next = buckets[b];
        buckets[b] = (uint32_t)i + 1;
    }
    return true;
}

static void index_add(VM *vm, Object *key, Node *node)
{
    EphemeronIndex *x = &vm->gc->ephemerons;
    if (x->count == x->cap && !index_grow(vm, x)) {
        vm->gc->ephemerons_lost = true;
        return;
    }
    size_t b = bucket_of(x, key);
    x->entries[x->count] = (struct EphemeronEntry){key, node, x->buckets[b]};
    x->buckets[b] = (uint32_t)++x->count;
}

void weak_key_reached(VM *vm, Object *key)
{
    const EphemeronIndex *x = &vm->gc->ephemerons;
    uint32_t i = x->buckets[bucket_of(x, key)];
    for (; i != 0; i = x->entries[i - 1].next) {
        if (x->entries[i - 1].key == key) {
            gc_mark_value(vm, &x->entries[i - 1].node->value);
        }
    }
}

static bool is_ephemeron(const Table *t)
{
    return (t->header.flags & (TABLE_WEAK_KEYS | TABLE_WEAK_VALUES)) == TABLE_WEAK_KEYS;
}

/* Enters the entries with white keys, marks the values of the others; true when a value was marked. */
static bool enter_ephemerons(VM *vm, Table *t, bool add)
{
    bool changed = false;
    for (uint32_t i = 0, n = is_ephemeron(t) ? table_node_count(t) : 0; i < n; i++) {
        Node *node = &t->nodes[i];
        if (!value_is_white(vm->heap, &node->value)) {
            continue;
        }
        if (!is_cleared(vm, &node->key)) {
            gc_mark_value(vm, &node->value);
            changed = true;
        } else if (add) {
            index_add(vm, node->key.object, node);
        }
    }
    return changed;
}

static void pass_over(VM *vm, Object *o, void *ud)
{
    if (o->type == TAG_TABLE && enter_ephemerons(vm, (Table *)o, false)) {
        *(bool *)ud = true;
    }
}

void weak_converge(VM *vm)
{
    Gc *gc = vm->gc;
    do {
        gc_propagate_all(vm);
        while (gc->weak_seen < gc->weak.count) {
            enter_ephemerons(vm, (Table *)gc->weak.items[gc->weak_seen++], true);
        }
        gc_propagate_all(vm);
    } while (gc->weak_seen < gc->weak.count);
    bool changed = gc->ephemerons_lost || gc->weak_lost;
    while (changed) {
        changed = false;
        gc_each_marked(vm, pass_over, &changed);
        gc_propagate_all(vm);
    }
}

void weak_reset(VM *vm)
{
    Gc *gc = vm->gc;
    EphemeronIndex *x = &gc->ephemerons;
    if (x->cap != 0) {
        vm->alloc(vm->alloc_ud, x->entries, x->cap * sizeof(struct EphemeronEntry), 0);
        vm->alloc(vm->alloc_ud, x->buckets, x->cap * sizeof(uint32_t), 0);
        *x = (EphemeronIndex){NULL, 0, 0, NULL};
    }
    gc->weak.count = gc->weak_seen = 0;
    gc->weak_lost = gc->ephemerons_lost = false;
}

/* ---- clearing ---- */

static void clear_node(Node *node)
{
    node->value.tag = TAG_NIL;
    node->value.bits = 0;
    if (is_object(&node->key)) {
        table_node_kill(node);
    }
}

static void clear_by_values(VM *vm, Table *t)
{
    if (!(t->header.flags & TABLE_WEAK_VALUES)) {
        return;
    }
    for (uint32_t i = 0; i < t->array_len; i++) {
        Value v;
        table_array_get(t, i, &v);
        if (is_cleared(vm, &v)) {
            table_tags(t)[-(ptrdiff_t)i] = TAG_NIL;
        }
    }
    while (t->array_len > 0 && table_tags(t)[-(ptrdiff_t)(t->array_len - 1)] == TAG_NIL) {
        t->array_len--;
    }
    for (uint32_t i = 0; i < t->shape->count && i < t->slot_cap; i++) {
        if (is_cleared(vm, &t->slots[i])) {
            set_nil(&t->slots[i]);
        }
    }
    for (uint32_t i = 0, n = table_node_count(t); i < n; i++) {
        Node *node = &t->nodes[i];
        if (is_cleared(vm, &node->value)) {
            clear_node(node);
        }
    }
}

static void clear_by_keys(VM *vm, Table *t)
{
    if (!(t->header.flags & TABLE_WEAK_KEYS)) {
        return;
    }
    for (uint32_t i = 0, n = table_node_count(t); i < n; i++) {
        Node *node = &t->nodes[i];
        if (node->value.tag == TAG_NIL ? is_object(&node->key) : is_cleared(vm, &node->key)) {
            clear_node(node);
        }
    }
}

static void clear_found(VM *vm, Object *o, void *ud)
{
    if (o->type == TAG_TABLE) {
        void (*clear)(VM *, Table *) = *(void (**)(VM *, Table *))ud;
        clear(vm, (Table *)o);
    }
}

static void clear_all(VM *vm, size_t from, void (*clear)(VM *, Table *))
{
    Gc *gc = vm->gc;
    if (gc->weak_lost) {
        gc_each_marked(vm, clear_found, &clear);
        return;
    }
    for (size_t i = from; i < gc->weak.count; i++) {
        clear(vm, (Table *)gc->weak.items[i]);
    }
}

void weak_clear_values(VM *vm, size_t from)
{
    clear_all(vm, from, clear_by_values);
}

void weak_clear_keys(VM *vm)
{
    clear_all(vm, 0, clear_by_keys);
}
