/* table_hash.c: the hash part of tables: a chained scatter table with Brent's variation.
 *
 * A node is in its main position unless a key with the same one was there first; a key that sits where another key belongs
 * is moved away when that one comes. So a table is full only when it is, at a load of 100 %, and chains are short.
 *
 *      node: | value | key: payload, {link to the next node of the chain, tag} |      link: signed distance in nodes
 *
 * Removing a key sets its value to nil; the key stays for `next`. Its node is used again by a key whose main position it
 * is, and by any key after the next rehash. When no free node is left, the parts are laid out anew: as in Lua, the array
 * part gets the largest size n of which more than half is used, the rest goes to nodes. In contrast to Lua, a table that has
 * lost keys is given a quarter of slack, so that keys coming and going at a full power of two do not rehash each time, and
 * one with a large array gets some nodes per thousand elements, since the array must be counted.
 *
 * Keys that are no strings are hashed by two multiplications, the first of which has a secret factor (Shape.hash_seed), so
 * that collisions can't be prepared: neither for integers nor for floats or addresses.
 *
 * A dead key (KEY_DEAD) may be a freed object's address: it is compared, never followed.
 *
 * What may fail: hash_insert and what calls it. A failure leaves the table as it was.
 */
#include "table_internal.h"

#include <string.h>

#include "string.h"

#define INT_BINS 32u        /* integer keys by ceil(log2 key): 1, 2, 3..4, 5..8, .. 2^31 */
#define MIX_FACTOR 0x9B05688C2B3E6C1Fu /* the fraction of the square root of 13 */
#define ARRAY_PER_NODE 1024u /* array elements counted in a rehash per node at least */

/* ---- nodes ---- */

static inline int32_t node_link(const Node *n) { return (int32_t)(n->key.tag >> 32); }
static inline Node *node_next(Node *n)
{
    int32_t link = node_link(n);
    return link != 0 ? n + link : NULL;
}
static inline void node_set_link(Node *n, ptrdiff_t link)
{
    n->key.tag = (uint32_t)n->key.tag | (uint64_t)(uint32_t)(int32_t)link << 32;
}
static inline uint8_t key_tag(const Node *n) { return (uint8_t)n->key.tag; }

static inline Value node_key(const Node *n)
{
    return value_clean(&n->key);
}

static inline Node *node_by_word(const Table *t, uint64_t word)
{
    uint64_t h = word * t->shape->hash_seed;
    h = (h ^ h >> 32) * MIX_FACTOR;
    return &t->nodes[h >> 1 >> (64 - t->header.extra)]; /* 2^(extra - 1) nodes */
}

static inline Node *node_by_hash(const Table *t, uint32_t hash)
{
    return &t->nodes[hash & (((uint32_t)1 << (t->header.extra - 1)) - 1)];
}

static Node *main_position(VM *vm, const Table *t, const Value *key)
{
    switch ((Tag)key->tag) {
    case TAG_STRING:
        return node_by_hash(t, string_hash(vm, key->string));
    case TAG_FALSE: case TAG_TRUE:
        return node_by_word(t, key->tag);
    default:
        return node_by_word(t, key->bits);
    }
}

/* ---- search ---- */

Node *hash_find_int(const Table *t, int64_t key)
{
    if (t->nodes == NULL) {
        return NULL;
    }
    for (Node *n = node_by_word(t, (uint64_t)key); n != NULL; n = node_next(n)) {
        if (n->key.i == key && key_tag(n) == TAG_INT) {
            return n;
        }
    }
    return NULL;
}

Node *hash_find_short(const Table *t, const String *key)
{
    if (t->nodes == NULL) {
        return NULL;
    }
    for (Node *n = node_by_hash(t, key->header.aux); n != NULL; n = node_next(n)) {
        if (n->key.string == key && key_tag(n) == TAG_STRING) {
            return n;
        }
    }
    return NULL;
}

static Node *find_long(VM *vm, const Table *t, String *key)
{
    for (Node *n = node_by_hash(t, string_hash(vm, key)); n != NULL; n = node_next(n)) {
        if (key_tag(n) == TAG_STRING && string_equal(n->key.string, key)) {
            vm_charge_bytes(vm, key->length);
            return n;
        }
    }
    return NULL;
}

Node *hash_find(VM *vm, const Table *t, const Value *key)
{
    if (t->nodes == NULL) {
        return NULL;
    }
    if (key->tag == TAG_STRING && string_is_long(key->string)) {
        return find_long(vm, t, key->string);
    }
    for (Node *n = main_position(vm, t, key); n != NULL; n = node_next(n)) {
        if (n->key.bits == key->bits && key_tag(n) == key->tag) {
            return n;
        }
    }
    return NULL;
}

/* The dead node of this object in its chain. */
static Node *find_dead(VM *vm, const Table *t, const Value *key)
{
    for (Node *n = main_position(vm, t, key); n != NULL; n = node_next(n)) {
        if (n->key.bits == key->bits && key_tag(n) == KEY_DEAD) {
            return n;
        }
    }
    return NULL;
}

Node *hash_find_place(VM *vm, const Table *t, const Value *key)
{
    Node *n = hash_find(vm, t, key);
    return n == NULL && t->nodes != NULL && is_object(key) ? find_dead(vm, t, key) : n;
}

void table_node_kill(Node *node)
{
    node->key.tag = (node->key.tag & ~(uint64_t)0xff) | KEY_DEAD;
}

/* ---- insertion ---- */

/* A node that was never used since the last rehash, or NULL. */
static Node *take_free(Table *t)
{
    while (t->last_free > t->nodes) {
        t->last_free--;
        if (key_tag(t->last_free) == TAG_NIL) {
            return t->last_free;
        }
    }
    return NULL;
}

/* Moves the node at `from`, which sits where another key belongs, to a free one. */
static void move_away(Node *main, Node *from, Node *to)
{
    while (node_next(main) != from) {
        main = node_next(main);
    }
    node_set_link(main, to - main);
    Node *next = node_next(from);
    *to = *from;
    node_set_link(to, next != NULL ? next - to : 0);
    node_set_link(from, 0);
}

static void note_store(VM *vm, Table *t, const Node *n)
{
    gc_barrier_node(vm, t, (uint32_t)(n - t->nodes));
}

/* Enters a key that is not in the table; false when there is no free node. */
static bool place(VM *vm, Table *t, const Value *key, const Value *value)
{
    if (t->nodes == NULL) {
        return false;
    }
    Node *n = main_position(vm, t, key);
    if (n->value.tag != TAG_NIL) {
        Node *spare = take_free(t);
        if (spare == NULL) {
            return false;
        }
        Value other = node_key(n);
        Node *main = main_position(vm, t, &other);
        if (main != n) {
            move_away(main, n, spare);
            note_store(vm, t, spare);
        } else {
            Node *next = node_next(n);
            node_set_link(spare, next != NULL ? next - spare : 0);
            node_set_link(n, spare - n);
            n = spare;
        }
    }
    n->key.bits = key->bits;
    n->key.tag = (n->key.tag & ~(uint64_t)0xffffffff) | key->tag;
    value_copy(&n->value, value);
    note_store(vm, t, n);
    return true;
}

bool hash_insert(VM *vm, Table *t, const Value *key, const Value *value)
{
    if (t->nodes != NULL && is_object(key)) {
        Node *dead = find_dead(vm, t, key);
        if (dead != NULL) {
            hash_forget(dead); /* next must not find it in place of the new node */
        }
    }
    if (!place(vm, t, key, value)) {
        return hash_rehash(vm, t, key, value);
    }
    return true;
}

/* ---- laying out anew ---- */

/* What a rehash has counted. */
typedef struct Census {
    uint32_t bins[INT_BINS];  /* integer keys from 2^(i-1) + 1 to 2^i */
    uint64_t ints;            /* their sum */
    uint64_t live;            /* all keys of both parts, the new one included */
    uint32_t nodes_live;
} Census;

static void count_key(Census *c, const Value *key)
{
    c->live++;
    if (key->tag == TAG_INT && (uint64_t)key->i - 1 < ARRAY_MAX) {
        uint32_t bin = 0;
        for (uint64_t k = (uint64_t)key->i - 1; k != 0; k >>= 1) {
            bin++;
        }
        c->bins[bin]++;
        c->ints++;
    }
}

static void count_nodes(const Table *t, Census *c)
{
    for (uint32_t i = 0, n = table_node_count(t); i < n; i++) {
        if (t->nodes[i].value.tag != TAG_NIL) {
            Value key = node_key(&t->nodes[i]);
            count_key(c, &key);
            c->nodes_live++;
        }
    }
}

static void count_array(const Table *t, Census *c)
{
    uint32_t from = 0;
    for (uint32_t bin = 0; from < t->array_len; bin++) {
        uint64_t end = (uint64_t)1 << bin;
        uint32_t to = end < t->array_len ? (uint32_t)end : t->array_len;
        uint32_t n = array_count(t, from, to);
        c->bins[bin] += n;
        c->ints += n;
        c->live += n;
        from = to;
    }
}

static bool has_key(const Table *t, uint64_t key, const Value *extra)
{
    if (extra->tag == TAG_INT && extra->i == (int64_t)key) {
        return true;
    }
    if (key - 1 < t->array_len) {
        return array_tag(t, (uint32_t)(key - 1)) != TAG_NIL;
    }
    const Node *n = hash_find_int(t, (int64_t)key);
    return n != NULL && n->value.tag != TAG_NIL;
}

/* The largest power of two of which more than half is used, and the number of keys that go there. When its last element is
 * used, the run that follows comes along (table_internal.h, invariant 2). Room for at most one doubling is kept. */
static uint64_t array_size(const Table *t, const Census *c, const Value *extra, uint64_t *moved)
{
    uint64_t size = 0, sum = 0;
    *moved = 0;
    for (uint32_t bin = 0; bin < INT_BINS && c->ints > ((uint64_t)1 << bin) / 2; bin++) {
        sum += c->bins[bin];
        if (sum > ((uint64_t)1 << bin) / 2) {
            size = (uint64_t)1 << bin;
            *moved = sum;
        }
    }
    if (size >= t->array_len && size < t->array_cap && t->array_cap <= 2 * size) {
        size = t->array_cap; /* it will be needed again */
    }
    if (size > 0 && has_key(t, size, extra)) {
        while (size < ARRAY_MAX && has_key(t, size + 1, extra)) {
            size++;
            ++*moved;
        }
    }
    return size;
}

/* A table's parts before it was laid out anew. */
typedef struct Parts {
    uint64_t *array;
    uint32_t array_len, array_cap;
    Node *nodes;
    uint32_t node_count;
} Parts;

/* log2 of the nodes for so many keys, or -1: too many. */
static int node_bits(uint64_t keys)
{
    for (unsigned bits = 0; bits <= MAX_NODE_BITS; bits++) {
        if (((uint64_t)1 << bits) >= keys) {
            return (int)bits;
        }
    }
    return -1;
}

/* Buffers for the new parts; *array is t's own when the size is the same, *nodes NULL when there are no keys. Allocates. */
static bool alloc_parts(VM *vm, Table *t, uint32_t array_cap, size_t bytes, uint64_t **array, Node **nodes)
{
    bool is_new_array = array_cap != t->array_cap && array_cap != 0;
    *array = array_cap == t->array_cap ? t->array : array_none();
    *nodes = NULL;
    if (is_new_array && (*array = array_new(vm, array_cap)) == NULL) {
        return false;
    }
    if (bytes != 0) {
        if (is_new_array) {
            heap_guard(vm, array_block_of(*array, array_cap), array_bytes(array_cap));
        }
        *nodes = gc_new_buffer(vm, bytes);
        heap_guard(vm, NULL, 0);
        if (*nodes == NULL) {
            return false;
        }
        memset(*nodes, 0, bytes);
    }
    return true;
}

/* Gives t new, empty parts; the old ones are to be moved by the caller. An array of the same size stays. Allocates. */
static bool exchange_parts(VM *vm, Table *t, uint32_t array_cap, uint64_t keys, Parts *old)
{
    uint64_t *array;
    Node *nodes;
    int bits = node_bits(keys);
    if (bits < 0) {
        vm_set_memory_error(vm);
        return false;
    }
    if (!alloc_parts(vm, t, array_cap, keys != 0 ? sizeof(Node) << bits : 0, &array, &nodes)) {
        return false;
    }
    *old = (Parts){t->array, t->array_len, t->array_cap, t->nodes, table_node_count(t)};
    gc_barrier(vm, &t->header);
    if (array_cap != old->array_cap) {
        t->array = array;
        t->array_cap = array_cap;
        t->array_len = 0;
    }
    t->nodes = nodes;
    t->last_free = nodes != NULL ? nodes + ((size_t)1 << bits) : NULL;
    t->header.extra = nodes != NULL ? (uint8_t)(bits + 1) : 0;
    return true;
}

/* Enters a key in one of the new parts: integers up to array_end in the array. */
static void enter(VM *vm, Table *t, uint64_t array_end, const Value *key, const Value *value)
{
    if (key->tag == TAG_INT && (uint64_t)key->i - 1 < array_end) {
        uint32_t i = (uint32_t)(key->i - 1);
        table_array_put(t, i, value);
        if (i >= t->array_len) {
            t->array_len = i + 1;
        }
    } else if (!place(vm, t, key, value)) {
        vm_assert(!"a rehash makes room for all keys");
    }
}

static void move_array(VM *vm, Table *t, const Parts *old)
{
    uint32_t kept = old->array_len < t->array_cap ? old->array_len : t->array_cap;
    memcpy(t->array, old->array, kept * sizeof(uint64_t));
    memcpy((uint8_t *)t->array - kept, (uint8_t *)old->array - kept, kept);
    t->array_len = kept;
    array_trim(t);
    for (uint32_t i = kept; i < old->array_len; i++) {
        Value key, value;
        value.bits = old->array[i];
        value.tag = *((uint8_t *)old->array - 1 - i);
        if (value.tag != TAG_NIL) {
            set_int(&key, (int64_t)i + 1);
            enter(vm, t, t->array_cap, &key, &value);
        }
    }
    if (array_is_buffer(t, old->array, old->array_cap)) {
        gc_free_buffer(vm, array_block_of(old->array, old->array_cap), array_bytes(old->array_cap));
    }
}

static void move_nodes(VM *vm, Table *t, uint64_t array_end, const Parts *old)
{
    for (uint32_t i = 0; i < old->node_count; i++) {
        if (old->nodes[i].value.tag != TAG_NIL) {
            Value key = node_key(&old->nodes[i]);
            enter(vm, t, array_end, &key, &old->nodes[i].value);
        }
    }
    if (old->nodes != NULL) {
        gc_free_buffer(vm, old->nodes, old->node_count * sizeof(Node));
    }
}

bool hash_rehash(VM *vm, Table *t, const Value *key, const Value *value)
{
    Census c = {{0}, 0, 0, 0};
    Parts old;
    uint64_t moved = 0, array_cap = t->array_cap, least = 0;
    Value k = *key, v = *value;
    count_nodes(t, &c);
    uint64_t slack = c.nodes_live < table_node_count(t) ? c.nodes_live / 4 + 1 : 0;
    count_key(&c, &k);
    if (c.ints != 0) {
        least = t->array_len / ARRAY_PER_NODE;
        count_array(t, &c);
        array_cap = array_size(t, &c, &k, &moved);
    }
    uint64_t keys = c.live - moved;
    if (keys != 0) {
        keys = keys + slack > least ? keys + slack : least;
    }
    if (!exchange_parts(vm, t, (uint32_t)array_cap, keys, &old)) {
        return false;
    }
    if (t->array != old.array) {
        move_array(vm, t, &old);
    }
    move_nodes(vm, t, array_cap, &old);
    enter(vm, t, array_cap, &k, &v);
    return true;
}

bool hash_reserve(VM *vm, Table *t, size_t more)
{
    Census c = {{0}, 0, 0, 0};
    Parts old;
    count_nodes(t, &c);
    uint64_t keys = (uint64_t)c.nodes_live + more;
    if (!exchange_parts(vm, t, t->array_cap, keys, &old)) {
        return false;
    }
    move_nodes(vm, t, 0, &old);
    return true;
}
