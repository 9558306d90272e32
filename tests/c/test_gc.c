/* test_gc.c: the memory module and the collector alone, over small stand-ins for the types' owners.
 *
 * The core is a random mutation of an object graph whose expected content is kept in C memory (the model): after every
 * batch the reachable part of the heap must be equal to the model, byte for byte. It runs in both modes, with
 * collector steps of random size in between, with large tables, and with a host allocator that refuses at random.
 * Output is TAP. Build: gcc test_gc.c ../../src/vm/{memory,region,gc,gc_mark,gc_weak,gc_finalize,gc_cards,gc_check}.c
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../src/vm/gc_internal.h"
#include "../../src/vm/shape.h"
#include "../../src/vm/string.h"
#include "../../src/vm/table.h"
#include "tap.h"

/* ---- the host's allocator: counts, checks sizes, misaligns, refuses; a guard behind each block tells what writes there ---- */

static size_t host_bytes, host_limit = SIZE_MAX;
static uint32_t refuse_one_in;
static const char guard[8] = "beyond!";

static void *host_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    char *block = p == NULL ? NULL : (char *)p - 8; /* addresses are 8 modulo 16 */
    REQUIRE(p == NULL || memcmp((char *)p + old_size, guard, sizeof guard) == 0);
    if (new_size == 0) {
        host_bytes -= p == NULL ? 0 : old_size;
        free(block);
        return NULL;
    }
    size_t total = host_bytes - (p == NULL ? 0 : old_size) + new_size;
    if (new_size > old_size && (total > host_limit || (refuse_one_in != 0 && rnd(refuse_one_in) == 0))) {
        return NULL;
    }
    block = realloc(block, new_size + 8 + sizeof guard);
    memcpy(block + 8 + new_size, guard, sizeof guard);
    host_bytes = total;
    return block + 8;
}

/* ---- stand-ins for the owners of the types ---- */

void weft_assert_failed(const char *expr, const char *file, int line);
void weft_assert_failed(const char *expr, const char *file, int line)
{
    printf("Bail out! %s:%d: %s\n", file, line, expr);
    abort();
}
static bool memory_error;
void vm_set_memory_error(VM *vm)
{
    (void)vm;
    memory_error = true;
}

#define BUCKETS 4096u
static String **buckets; /* the intern table: open addressing by linear probing over one bucket is enough here */
static uint32_t *bucket_len, *bucket_cap;
static String ***bucket_items;
static size_t sweep_at;

bool string_table_sweep(VM *vm, size_t n)
{
    for (; n > 0 && sweep_at < BUCKETS; n--, sweep_at++) {
        uint32_t kept = 0;
        for (uint32_t i = 0; i < bucket_len[sweep_at]; i++) {
            String *s = bucket_items[sweep_at][i];
            if (!gc_is_dead(vm, &s->header)) {
                bucket_items[sweep_at][kept++] = s;
            }
        }
        bucket_len[sweep_at] = kept;
    }
    if (sweep_at == BUCKETS) {
        sweep_at = 0;
        return true;
    }
    return false;
}

static String *intern(VM *vm, uint32_t n)
{
    char text[24];
    size_t length = (size_t)snprintf(text, sizeof text, n % 3 ? "%u" : "a rather long %u", n % 100000000);
    uint32_t h = n * 2654435761u % BUCKETS;
    for (uint32_t i = 0; i < bucket_len[h]; i++) {
        String *s = bucket_items[h][i];
        if (s->length == length && memcmp(s->chars, text, length) == 0) {
            if (gc_is_dead(vm, &s->header)) {
                gc_revive(vm, &s->header);
            }
            return s;
        }
    }
    String *s = gc_new(vm, TAG_STRING, sizeof(String) + length + 1);
    if (s == NULL) {
        return NULL;
    }
    s->length = length;
    memcpy(s->chars, text, length + 1);
    if (bucket_len[h] == bucket_cap[h]) {
        bucket_cap[h] = bucket_cap[h] * 2 + 2;
        bucket_items[h] = realloc(bucket_items[h], bucket_cap[h] * sizeof(String *));
    }
    bucket_items[h][bucket_len[h]++] = s;
    return s;
}

static Shape the_shape_source = {.header = {.type = TAG_SHAPE}};
void function_mark_parts(VM *vm, Function *f) { (void)vm; (void)f; }
void proto_mark_parts(VM *vm, Proto *p) { (void)vm; (void)p; }
void shape_mark_parts(VM *vm, Shape *s) { (void)vm; (void)s; }
void shape_prune(VM *vm, bool (*is_dead)(VM *vm, Object *o)) { (void)vm; (void)is_dead; }
void userdata_mark_parts(VM *vm, Userdata *u) { (void)vm; (void)u; }
void coroutine_mark_rare(VM *vm, Coroutine *co) { (void)vm; (void)co; }
Value *call_mark_frames(VM *vm, Coroutine *co) { (void)vm; return co->stack; }
bool stack_trim(VM *vm, Coroutine *co) { (void)vm; (void)co; return false; }
Value *call_live_limit(VM *vm, Coroutine *co) { return co == vm->co ? vm->top : co->stack + co->top; }
void table_node_kill(Node *node) { node->key.tag = TAG_LIGHT; }
size_t table_slots_bytes(const Table *t) { (void)t; return 0; }
size_t table_nodes_bytes(const Table *t) { return table_node_count(t) * sizeof(Node); }
void *table_array_block(const Table *t, size_t *size)
{
    *size = (size_t)t->array_cap * 8 + (t->array_cap + 7) / 8 * 8;
    return t->array == NULL ? NULL : (char *)t->array - (t->array_cap + 7) / 8 * 8;
}
static bool has_finalizer_method;
void table_read_mode(VM *vm, Table *t)
{
    (void)vm;
    (void)t;
}
bool table_metamethod(VM *vm, Table *mt, Event e, Value *out)
{
    (void)vm;
    (void)mt;
    (void)out;
    return e == EVENT_GC && has_finalizer_method;
}

/* A table with n array elements, all nil but counted in array_len, and 2^log2 nodes (log2 -1: none). */
static Table *make_table(VM *vm, uint32_t n, int log2)
{
    Table *t = gc_new(vm, TAG_TABLE, sizeof(Table));
    if (t == NULL) {
        return NULL;
    }
    memset((char *)t + sizeof(Object), 0, sizeof(Table) - sizeof(Object));
    t->shape = vm->empty_shape;
    value_copy(vm->top, &(Value){.table = t, .tag = TAG_TABLE}); /* anchored while its parts are made */
    vm->top++;
    if (n > 0) {
        uint32_t tags = (n + 7) / 8 * 8;
        char *block = gc_new_buffer(vm, (size_t)n * 8 + tags);
        if (block != NULL) {
            memset(block, 0, (size_t)n * 8 + tags);
            t->array = (uint64_t *)(block + tags);
            t->array_len = t->array_cap = n;
        }
    }
    if (log2 >= 0 && (n == 0 || t->array != NULL)) {
        Node *nodes = gc_new_buffer(vm, sizeof(Node) << log2);
        if (nodes != NULL) {
            memset(nodes, 0, sizeof(Node) << log2);
            t->nodes = nodes;
            t->header.extra = (uint8_t)(log2 + 1);
        }
    }
    gc_barrier(vm, &t->header); /* an emergency collection may have traversed it */
    vm->top--;
    return (n > 0 && t->array == NULL) || (log2 >= 0 && t->nodes == NULL) ? NULL : t;
}

static void put(VM *vm, Table *t, uint32_t i, void *o, Tag tag)
{
    Value v = {.p = o, .tag = (uint64_t)tag};
    table_array_put(t, i, &v);
    gc_barrier_array(vm, t, i);
}
static void put_node(VM *vm, Table *t, uint32_t i, void *key, Tag key_tag, void *value, Tag tag)
{
    t->nodes[i].key = (Value){.p = key, .tag = (uint64_t)key_tag};
    t->nodes[i].value = (Value){.p = value, .tag = (uint64_t)tag};
    gc_barrier(vm, &t->header);
}
static void push(VM *vm, void *o, Tag tag)
{
    *vm->top++ = (Value){.p = o, .tag = (uint64_t)tag};
}

static Coroutine *make_coroutine(VM *vm, uint32_t slots)
{
    Value *stack = stack_alloc(vm, slots * sizeof(Value));
    if (stack == NULL) {
        return NULL;
    }
    memset(stack, 0, slots * sizeof(Value));
    heap_guard(vm, stack, slots * sizeof(Value));
    Coroutine *co = heap_new(vm, TAG_COROUTINE, sizeof(Coroutine));
    heap_guard(vm, NULL, 0);
    if (co == NULL) {
        stack_free(vm, stack, slots * sizeof(Value));
        return NULL;
    }
    memset((char *)co + sizeof(Object), 0, sizeof(Coroutine) - sizeof(Object));
    co->header.aux = slots;
    co->stack = stack;
    return co;
}

static VM *open_vm(void)
{
    VM *vm = calloc(1, sizeof(VM));
    buckets = NULL;
    bucket_len = calloc(BUCKETS, sizeof *bucket_len);
    bucket_cap = calloc(BUCKETS, sizeof *bucket_cap);
    bucket_items = calloc(BUCKETS, sizeof *bucket_items);
    sweep_at = 0;
    vm->alloc = host_alloc;
    if (!gc_init(vm)) {
        abort();
    }
    vm->empty_shape = gc_new(vm, TAG_SHAPE, sizeof(Shape));
    memcpy((char *)vm->empty_shape + sizeof(Object), (char *)&the_shape_source + sizeof(Object),
           sizeof(Shape) - sizeof(Object));
    Coroutine *main = make_coroutine(vm, 256);
    vm->top = main->stack;
    vm->stack_limit = main->stack + 256;
    vm->co = main;
    vm->main = main;
    main->header.extra = CO_RUNNING;
    return vm;
}

static void close_vm(VM *vm)
{
    gc_free_all(vm);
    for (uint32_t i = 0; i < BUCKETS; i++) {
        free(bucket_items[i]);
    }
    free(bucket_items);
    free(bucket_len);
    free(bucket_cap);
    free(vm);
}

/* ---- the model ---- */

#define EDGES 5
#define MOST 20000
typedef struct Shadow {
    Table *table;
    uint32_t id, size;
    uint32_t edge[EDGES];  /* 0: nil, even: number of another shadow * 2, odd: string of number / 2 */
    uint32_t seen;
} Shadow;
static Shadow shadow[MOST];
static uint32_t shadow_count, visit_number;

/* The edges lie at the start, the middle and the end of the table's array. */
static uint32_t edge_place(const Shadow *s, uint32_t e)
{
    return e == EDGES - 1 ? s->size - 1 : e * (s->size / EDGES);
}

static bool check_shadow(uint32_t root)
{
    static uint32_t stack[MOST];
    uint32_t depth = 0;
    visit_number++;
    shadow[root].seen = visit_number;
    stack[depth++] = root;
    while (depth > 0) {
        Shadow *s = &shadow[stack[--depth]];
        if (s->table->header.type != TAG_TABLE || s->table->header.aux != s->id || s->table->array_cap != s->size) {
            return false;
        }
        for (uint32_t e = 0; e < EDGES; e++) {
            Value v;
            table_array_get(s->table, edge_place(s, e), &v);
            uint32_t edge = s->edge[e];
            if (edge == 0) {
                if (v.tag != TAG_NIL) {
                    return false;
                }
            } else if (edge & 1) {
                char text[24];
                snprintf(text, sizeof text, edge / 2 % 3 ? "%u" : "a rather long %u", edge / 2);
                if (v.tag != TAG_STRING || v.object->type != TAG_STRING || strcmp(v.string->chars, text) != 0) {
                    return false;
                }
            } else {
                Shadow *to = &shadow[edge / 2];
                if (v.tag != TAG_TABLE || v.table != to->table) {
                    return false;
                }
                if (to->seen != visit_number) {
                    to->seen = visit_number;
                    stack[depth++] = edge / 2;
                }
            }
        }
    }
    return true;
}

/* Forgets what the model can't reach. Numbers are kept. */
static uint32_t free_shadow(void)
{
    for (uint32_t tries = 0; tries < 2; tries++) {
        if (shadow_count + 1 < MOST) {
            return shadow_count++;
        }
        check_shadow(1);
        for (uint32_t i = 2; i < MOST; i++) {
            if (shadow[i].seen != visit_number) {
                return i;
            }
        }
    }
    return 0;
}

static uint32_t random_walk(void)
{
    uint32_t at = 1;
    for (uint32_t steps = rnd(12); steps > 0; steps--) {
        uint32_t e = shadow[at].edge[rnd(EDGES)];
        if (e != 0 && !(e & 1)) {
            at = e / 2;
        }
    }
    return at;
}

static void set_edge(VM *vm, uint32_t from, uint32_t e, uint32_t edge, void *o, Tag tag)
{
    shadow[from].edge[e] = edge;
    put(vm, shadow[from].table, edge_place(&shadow[from], e), o, tag);
}

static void mutate(VM *vm, uint32_t big_one_in)
{
    uint32_t from = random_walk(), e = rnd(EDGES), what = rnd(10);
    if (what < 4) {
        uint32_t size = rnd(big_one_in) == 0 ? 300 + rnd(3000) : EDGES + rnd(20);
        Table *t = make_table(vm, size, -1);
        if (t != NULL) {
            uint32_t n = free_shadow();
            if (n == 0) {
                return;
            }
            t->header.aux = (uint32_t)random_state;
            shadow[n] = (Shadow){.table = t, .id = t->header.aux, .size = size};
            set_edge(vm, from, e, n * 2, t, TAG_TABLE);
        }
    } else if (what < 6) {
        uint32_t number = rnd(3000);
        String *s = intern(vm, number);
        if (s != NULL) {
            set_edge(vm, from, e, number * 2 + 1, s, TAG_STRING);
        }
    } else if (what < 9) {
        uint32_t to = random_walk();
        set_edge(vm, from, e, to * 2, shadow[to].table, TAG_TABLE);
    } else {
        set_edge(vm, from, e, 0, NULL, TAG_NIL);
    }
}

static bool random_graph(VM *vm, uint32_t rounds, uint32_t big_one_in)
{
    memset(shadow, 0, sizeof shadow);
    visit_number = 0;
    Value *top = vm->top;
    Table *root;
    do {
        root = make_table(vm, EDGES, -1);
    } while (root == NULL);
    push(vm, root, TAG_TABLE);
    shadow[1] = (Shadow){.table = root, .id = 7, .size = EDGES};
    root->header.aux = 7;
    shadow_count = 2;
    bool good = true;
    for (uint32_t i = 0; i < rounds && good; i++) {
        mutate(vm, big_one_in);
        gc_check(vm);
        if (rnd(50) == 0) {
            gc_step(vm, rnd(8));
        }
        if (rnd(3000) == 0) {
            gc_full(vm, false);
        }
        if (i % 500 == 0) {
            good = check_shadow(1);
        }
    }
    good = good && check_shadow(1);
    gc_full(vm, false);
    good = good && check_shadow(1);
    vm->top = top;
    return good;
}

/* ---- the tests ---- */

#define SCALE (WEFT_STRESS_GC ? 40u : 1u)

static void test_graphs(void)
{
    VM *vm = open_vm();
    size_t before = host_bytes;
    ok(random_graph(vm, 400000 / SCALE, 1000000), "random graph, incremental");
    ok(random_graph(vm, 200000 / SCALE, 20), "random graph with large tables, incremental");
    gc_set_generational(vm, 0, 0);
    ok(random_graph(vm, 400000 / SCALE, 1000000), "random graph, generational");
    ok(random_graph(vm, 200000 / SCALE, 20), "random graph with large tables, generational");
    refuse_one_in = 3;
    ok(random_graph(vm, 100000 / SCALE, 20), "random graph, generational, the host refuses one in three");
    refuse_one_in = 0;
    gc_set_incremental(vm, 0, 0, 0);
    refuse_one_in = 3;
    ok(random_graph(vm, 100000 / SCALE, 20), "random graph, incremental, the host refuses one in three");
    refuse_one_in = 0;
    gc_full(vm, false);
    gc_full(vm, false);
    ok(gc_count(vm) < 20000, "all is collected in the end");
    printf("# live %zu, host before %zu, after %zu\n", gc_count(vm), before, host_bytes);
    close_vm(vm);
    ok(host_bytes == 0, "the host got all back");
}

static void test_lists_lost(void)
{
    VM *vm = open_vm();
    Table *root = make_table(vm, 3000, -1);
    push(vm, root, TAG_TABLE);
    gc_full(vm, false);
    for (uint32_t i = 0; i < 3000; i++) {
        Table *t = make_table(vm, 1, -1);
        put(vm, root, i, t, TAG_TABLE);
        Table *u = make_table(vm, 1, -1);
        put(vm, t, 0, u, TAG_TABLE);
        u->header.aux = i;
    }
    list_free(vm, &vm->gc->stack);
    host_limit = host_bytes; /* the mark stack can't grow at all */
    gc_full(vm, false);
    host_limit = SIZE_MAX;
    bool good = gc_verify(vm) == 0;
    for (uint32_t i = 0; i < 3000; i++) {
        Table *t = (Table *)(uintptr_t)root->array[i];
        good = good && t->header.gc & GC_BLACK && ((Table *)(uintptr_t)t->array[0])->header.aux == i;
    }
    ok(good, "marking without a mark stack");
    close_vm(vm);
}

/* Stores into more parts of an old table than a list has room for, which cannot grow. */
static void test_cards_lost(void)
{
    enum { STORES = 200, STRIDE = 32 }; /* a card each */
    VM *vm = open_vm();
    gc_set_generational(vm, 0, 0);
    Table *root = make_table(vm, STORES * STRIDE, -1);
    push(vm, root, TAG_TABLE);
    gc_full(vm, false);
    for (uint32_t i = 0; i < STORES; i++) {
        push(vm, make_table(vm, 1, -1), TAG_TABLE);
        vm->top[-1].table->header.aux = i;
    }
    put(vm, root, 0, vm->top[-STORES].table, TAG_TABLE); /* the first part of the list */
    host_limit = host_bytes;
    for (uint32_t i = 1; i < STORES; i++) {
        put(vm, root, i * STRIDE, vm->top[(int)i - STORES].table, TAG_TABLE);
    }
    vm->top -= STORES;
    gc_step(vm, 0);
    host_limit = SIZE_MAX;
    bool good = gc_verify(vm) == 0;
    for (uint32_t i = 0; i < STORES; i++) {
        Table *t = (Table *)(uintptr_t)root->array[i * STRIDE];
        good = good && t->header.gc & GC_BLACK && t->header.aux == i;
    }
    ok(good, "stores into many parts without memory for a list of them");
    close_vm(vm);
}

static void test_counting(void)
{
    VM *vm = open_vm();
    for (int i = 0; i < 20000; i++) {
        make_table(vm, 4, -1);
        if (i % 16 == 0) {
            gc_new_buffer(vm, 5000);
        }
    }
    gc_full(vm, false);
    size_t first = gc_count(vm);
    gc_full(vm, false);
    ok(gc_count(vm) == first && first < 20000, "count settles after full collections");
    Table *t = make_table(vm, 0, -1);
    ok(gc_count(vm) - first == heap_cell_size[heap_class(sizeof(Table))], "count is exact");
    first = gc_count(vm);
    push(vm, t, TAG_TABLE);
    size_t step = 0;
    while (!gc_step(vm, 0)) {
        step++;
    }
    ok(gc_count(vm) == first, "count after a cycle in steps");
    void *p = gc_new_buffer(vm, 100000);
    gc_free_buffer(vm, p, 100000);
    p = gc_new_buffer(vm, 100);
    gc_free_buffer(vm, p, 100);
    ok(gc_count(vm) == first || WEFT_STRESS_GC, "buffers given back don't count");
    void *raw = mem_alloc(vm, 1000);
    ok(gc_count(vm) == first + 1000, "raw memory counts");
    gc_full(vm, false);
    ok(gc_count(vm) == first + 1000, "raw memory counts after a collection");
    mem_free(vm, raw, 1000);
    close_vm(vm);
}

static void test_footprint(void)
{
    VM *vm = open_vm();
    for (uint32_t i = 0; i < 300; i++) { /* about what the libraries make */
        push(vm, intern(vm, i), TAG_STRING);
        vm->top -= i % 100 != 0;
        make_table(vm, i % 30, -1);
    }
    printf("# host bytes of a small heap: %zu\n", host_bytes);
    ok(host_bytes < 350000, "a small heap is small");
    gc_stop(vm);
    for (int i = 0; i < 100000; i++) {
        make_table(vm, 10, -1);
    }
    size_t peak = host_bytes;
    gc_restart(vm);
    gc_full(vm, false);
    printf("# grown to %zu, back to %zu\n", peak, host_bytes);
    ok(host_bytes < peak / 4 || WEFT_STRESS_GC, "chunks go back to the host");
    close_vm(vm);
}

static void test_weak(void)
{
    for (int mode = 0; mode < 2; mode++) {
        VM *vm = open_vm();
        if (mode == 1) {
            gc_set_generational(vm, 0, 0);
        }
        Table *values = make_table(vm, 4, 2), *keys, *both;
        values->header.flags = TABLE_WEAK_VALUES;
        push(vm, values, TAG_TABLE);
        keys = make_table(vm, 4, 2);
        keys->header.flags = TABLE_WEAK_KEYS;
        push(vm, keys, TAG_TABLE);
        both = make_table(vm, 0, 2);
        both->header.flags = TABLE_WEAK_VALUES | TABLE_WEAK_KEYS;
        push(vm, both, TAG_TABLE);
        Table *kept = make_table(vm, 0, -1);
        push(vm, kept, TAG_TABLE);
        for (int i = 0; i < 3; i++) {
            push(vm, make_table(vm, 0, -1), TAG_TABLE);
        }
        Value *dead = vm->top - 3;
        String *text = intern(vm, 1);
        values->array_len = 4; /* of nils */
        put(vm, values, 0, kept, TAG_TABLE);
        put(vm, values, 1, text, TAG_STRING);
        put(vm, values, 2, dead[0].p, TAG_TABLE);
        put(vm, values, 3, dead[1].p, TAG_TABLE);
        put_node(vm, values, 0, kept, TAG_TABLE, dead[0].p, TAG_TABLE);
        put_node(vm, values, 1, kept, TAG_TABLE, kept, TAG_TABLE);
        put(vm, keys, 0, dead[0].p, TAG_TABLE);
        put_node(vm, keys, 0, kept, TAG_TABLE, dead[2].p, TAG_TABLE); /* stays through its key */
        put_node(vm, keys, 1, dead[1].p, TAG_TABLE, kept, TAG_TABLE);
        put_node(vm, keys, 2, dead[2].p, TAG_TABLE, intern(vm, 12345), TAG_STRING); /* and a string is kept with it */
        put_node(vm, both, 0, kept, TAG_TABLE, dead[1].p, TAG_TABLE);
        put_node(vm, both, 1, dead[1].p, TAG_TABLE, kept, TAG_TABLE);
        put_node(vm, both, 2, kept, TAG_TABLE, kept, TAG_TABLE);
        Table *still = dead[0].p;
        vm->top -= 3;
        gc_full(vm, false);
        Value v;
        table_array_get(values, 2, &v);
        ok(values->array_len == 3 && v.table == still, "weak values: array, and the border moves");
        ok(values->nodes[0].value.table == still && values->nodes[1].value.table == kept, "weak values: nodes");
        ok(keys->nodes[0].value.tag == TAG_TABLE && keys->nodes[1].value.tag == TAG_NIL &&
               keys->nodes[2].value.tag == TAG_STRING && strcmp(keys->nodes[2].value.string->chars, "a rather long 12345") == 0,
           "weak keys");
        ok(both->nodes[0].value.tag == TAG_NIL && both->nodes[1].value.tag == TAG_NIL &&
               both->nodes[2].value.table == kept, "weak both");
        close_vm(vm);
    }
}

static void test_ephemeron_chain(void)
{
    VM *vm = open_vm();
    uint32_t n = 100000 / SCALE / SCALE + 100;
    int log2 = 17;
    Table *a = make_table(vm, 0, log2), *b;
    push(vm, a, TAG_TABLE);
    b = make_table(vm, 0, log2);
    push(vm, b, TAG_TABLE);
    a->header.flags = b->header.flags = TABLE_WEAK_KEYS;
    Table *first = make_table(vm, 0, -1), *at = first;
    push(vm, first, TAG_TABLE);
    gc_block(vm);
    for (uint32_t i = 0; i < n; i++) { /* the chain runs backwards through both tables */
        Table *next = make_table(vm, 0, -1);
        put_node(vm, i % 2 ? a : b, n - i, at, TAG_TABLE, next, TAG_TABLE);
        at = next;
    }
    gc_unblock(vm);
    double start = now_ms();
    gc_full(vm, false);
    double took = now_ms() - start;
    uint32_t left = 0;
    for (uint32_t i = 0; i <= n; i++) {
        left += a->nodes[i].value.tag != TAG_NIL;
        left += b->nodes[i].value.tag != TAG_NIL;
    }
    printf("# chain of %u ephemerons: %.1f ms\n", n, took);
    ok(left == n && took < 1000, "a chain of ephemerons is kept, in linear time");
    host_limit = host_bytes;
    list_free(vm, &vm->gc->weak);
    host_limit = host_bytes; /* neither the list nor the index can be made */
    put_node(vm, b, n, NULL, TAG_NIL, NULL, TAG_NIL);
    put_node(vm, a, n - 50, NULL, TAG_NIL, NULL, TAG_NIL);
    put_node(vm, b, n - 50, NULL, TAG_NIL, NULL, TAG_NIL);
    host_limit = SIZE_MAX;
    gc_full(vm, false);
    left = 0;
    for (uint32_t i = 0; i <= n; i++) {
        left += a->nodes[i].value.tag != TAG_NIL;
        left += b->nodes[i].value.tag != TAG_NIL;
    }
    ok(left == 0, "a chain without its head goes");
    close_vm(vm);
}

static void test_ephemerons_without_memory(void)
{
    VM *vm = open_vm();
    Table *a = make_table(vm, 0, 6);
    push(vm, a, TAG_TABLE);
    a->header.flags = TABLE_WEAK_KEYS;
    Table *at = make_table(vm, 0, -1);
    push(vm, at, TAG_TABLE);
    for (uint32_t i = 0; i < 40; i++) {
        Table *next = make_table(vm, 0, -1);
        put_node(vm, a, 60 - i, at, TAG_TABLE, next, TAG_TABLE);
        at = next;
    }
    push(vm, NULL, TAG_NIL);
    put_node(vm, a, 1, make_table(vm, 0, -1), TAG_TABLE, at, TAG_TABLE);
    list_free(vm, &vm->gc->weak);
    host_limit = host_bytes;
    gc_full(vm, false);
    host_limit = SIZE_MAX;
    uint32_t left = 0;
    for (uint32_t i = 0; i < 64; i++) {
        left += a->nodes[i].value.tag != TAG_NIL;
    }
    ok(left == 40, "ephemerons without memory for lists");
    close_vm(vm);
}

static void test_finalizers(void)
{
    for (int mode = 0; mode < 2; mode++) {
        VM *vm = open_vm();
        if (mode == 1) {
            gc_set_generational(vm, 0, 0);
        }
        Table *mt = make_table(vm, 0, -1), *keys;
        push(vm, mt, TAG_TABLE);
        keys = make_table(vm, 2, 1);
        keys->header.flags = TABLE_WEAK_KEYS;
        push(vm, keys, TAG_TABLE);
        Table *values = make_table(vm, 2, -1);
        values->header.flags = TABLE_WEAK_VALUES;
        push(vm, values, TAG_TABLE);
        has_finalizer_method = true;
        for (uint32_t i = 0; i < 3; i++) {
            Table *t = make_table(vm, 1, -1);
            push(vm, t, TAG_TABLE);
            t->header.aux = i;
            gc_check_finalizer(vm, &t->header, mt);
            Table *part = make_table(vm, 0, -1);
            part->header.aux = 100 + i;
            put(vm, t, 0, part, TAG_TABLE);
        }
        put_node(vm, keys, 0, vm->top[-1].p, TAG_TABLE, mt, TAG_TABLE);
        values->array_len = 1;
        put(vm, values, 0, vm->top[-1].p, TAG_TABLE);
        vm->top -= 3;
        if (mode == 1 && !WEFT_STRESS_GC) {
            gc_step(vm, 0); /* a minor one */
        } else {
            gc_full(vm, false);
        }
        Value v;
        bool good = gc_has_finalizable(vm);
        ok(keys->nodes[0].value.tag == TAG_TABLE, "a key being finalized is cleared after, not before");
        ok(values->array_len == 0, "a value being finalized is cleared before");
        for (uint32_t i = 3; i-- > 0;) {
            good = good && gc_next_finalizable(vm, &v) && v.table->header.aux == i &&
                   ((Table *)(uintptr_t)v.table->array[0])->header.aux == 100 + i && !(v.object->gc & GC_FINALIZER);
            if (i == 2) { /* resurrected, and registered again */
                push(vm, v.p, TAG_TABLE);
                gc_check_finalizer(vm, v.object, mt);
            }
        }
        ok(good && !gc_next_finalizable(vm, &v), "finalizers in the reverse order");
        gc_full(vm, false);
        ok(!gc_has_finalizable(vm), "a resurrected object stays");
        vm->top--;
        gc_full(vm, false);
        ok(gc_next_finalizable(vm, &v) && v.table->header.aux == 2 && keys->nodes[0].value.tag == TAG_TABLE,
           "and is finalized once more");
        gc_full(vm, false);
        ok(!gc_has_finalizable(vm) && keys->nodes[0].value.tag == TAG_NIL, "then it goes");
        Table *t = make_table(vm, 0, -1);
        push(vm, t, TAG_TABLE);
        gc_check_finalizer(vm, &t->header, mt);
        gc_finalize_all(vm);
        ok(gc_next_finalizable(vm, &v) && v.table == t, "all are finalized at the end");
        has_finalizer_method = false;
        close_vm(vm);
    }
}

static void test_accounts(void)
{
    VM *vm = open_vm();
    uint32_t a = account_new(vm, 300000);
    Table *root = make_table(vm, 20000, -1);
    push(vm, root, TAG_TABLE);
    account_switch(vm, a);
    uint32_t made = 0;
    memory_error = false;
    while (made < 20000) {
        Table *t = make_table(vm, 0, -1);
        if (t == NULL) {
            break;
        }
        put(vm, root, made++, t, TAG_TABLE);
    }
    printf("# %u tables in an account of 300000\n", made);
    ok(memory_error && made > 3500 && made <= 3750 && account_bytes(vm, a) <= 300000, "an account's cap");
    ok(gc_new_buffer(vm, 5000) == NULL, "large cells too");
    account_switch(vm, 0);
    ok(make_table(vm, 10, -1) != NULL, "other accounts go on");
    for (uint32_t i = 0; i < made; i += 2) {
        put(vm, root, i, NULL, TAG_NIL);
    }
    account_switch(vm, a);
    ok(make_table(vm, 10, -1) != NULL, "room comes back by an emergency collection");
    account_switch(vm, 0);
    gc_full(vm, false);
    ok(account_bytes(vm, a) == (made - (made + 1) / 2) * heap_cell_size[heap_class(sizeof(Table))], "the account's live bytes");
    vm->top--;
    account_release(vm, a);
    gc_full(vm, false);
    ok(account_bytes(vm, a) == 0 && !vm->accounts[a].in_use, "released when empty");
    host_limit = host_bytes + 500000;
    memory_error = false;
    for (made = 0; made < 1000000 / SCALE / SCALE; made++) {
        Table *t = make_table(vm, 10, -1);
        if (t == NULL) {
            break;
        }
    }
    ok(made == 1000000 / SCALE / SCALE, "garbage never runs out of memory");
    host_limit = SIZE_MAX;
    close_vm(vm);
}

static void test_coroutines(uint32_t n, GcMode mode)
{
    VM *vm = open_vm();
    if (mode == GC_GENERATIONAL) {
        gc_set_generational(vm, 0, 0);
    }
    Table *all = make_table(vm, n, -1);
    push(vm, all, TAG_TABLE);
    double worst = 0, worst_build = 0, start = now_ms();
    for (uint32_t i = 0; i < n; i++) {
        Coroutine *co = make_coroutine(vm, 8);
        co->top = 5;
        co->header.extra = CO_YIELDED;
        co->stack[1] = (Value){.table = all, .tag = TAG_TABLE};
        put(vm, all, i, co, TAG_COROUTINE);
        double t = now_ms();
        gc_check(vm);
        t = now_ms() - t;
        worst_build = t > worst_build ? t : worst_build;
    }
    double build = now_ms() - start;
    bool good = true;
    uint32_t switches = WEFT_STRESS_GC ? 3000 : 3000000;
    start = now_ms();
    for (uint32_t i = 0; i < switches; i++) { /* each running one makes a table and keeps it in its stack */
        Coroutine *co = (Coroutine *)(uintptr_t)all->array[rnd(n)], *main = vm->co;
        Value *top = vm->top;
        main->top = (uint32_t)(top - main->stack);
        gc_touch_coroutine(vm, co);
        vm->co = co;
        vm->top = co->stack + 4;
        Table *t = make_table(vm, 0, -1);
        t->header.aux = i;
        co->stack[2] = (Value){.table = t, .tag = TAG_TABLE};
        if (i % 64 == 0) {
            double begin = now_ms();
            gc_check(vm);
            begin = now_ms() - begin;
            worst = begin > worst ? begin : worst;
        }
        good = good && t->header.aux == i && t->header.type == TAG_TABLE;
        gc_touch_coroutine(vm, main);
        vm->co = main;
        vm->top = top;
    }
    double run = now_ms() - start;
    for (uint32_t i = 0; i < n; i++) {
        Coroutine *co = (Coroutine *)(uintptr_t)all->array[i];
        if (co->stack[2].tag == TAG_TABLE) {
            good = good && co->stack[2].object->type == TAG_TABLE && co->stack[2].table->header.aux < switches;
        }
    }
    printf("# %u coroutines, mode %d: built in %.0f ms (worst pause %.2f), run %.0f ms, worst pause %.2f ms, host %zu MB\n",
           n, (int)mode, build, worst_build, run, worst, host_bytes >> 20);
    ok(good, "suspended coroutines keep their stacks alive");
    close_vm(vm);
}

static void bench(void)
{
    VM *vm = open_vm();
    gc_full(vm, false);
    for (int mode = 0; mode < 2; mode++) {
        if (mode == 1) {
            gc_set_generational(vm, 0, 0);
        }
        double t = now_ms();
        for (int i = 0; i < 20000000; i++) {
            Cell *c = heap_new(vm, TAG_CELL, sizeof(Cell));
            set_nil(&c->value);
            gc_check(vm);
        }
        printf("# mode %d: %.2f ns per short-lived cell of 32 bytes\n", mode, (now_ms() - t) / 20);
        t = now_ms();
        for (int i = 0; i < 20000000; i++) {
            Coroutine *co = make_coroutine(vm, 6);
            stack_free(vm, co->stack, 6 * sizeof(Value));
            co->stack = NULL;
            gc_check(vm);
        }
        printf("# mode %d: %.2f ns per coroutine with a recycled stack\n", mode, (now_ms() - t) / 20);
    }
    close_vm(vm);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "bench") == 0) {
        bench();
        test_coroutines(1000000, GC_INCREMENTAL);
        test_coroutines(1000000, GC_GENERATIONAL);
        return 0;
    }
    test_counting();
    test_footprint();
    test_graphs();
    test_lists_lost();
    test_cards_lost();
    test_weak();
    test_ephemeron_chain();
    test_ephemerons_without_memory();
    test_finalizers();
    test_accounts();
    test_coroutines(WEFT_STRESS_GC ? 100 : 20000, GC_INCREMENTAL);
    test_coroutines(WEFT_STRESS_GC ? 100 : 20000, GC_GENERATIONAL);
    ok(host_bytes == 0, "nothing is left with the host");
    return tap_end();
}
