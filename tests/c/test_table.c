/* test_table.c: tables against a model.
 *
 * Keys come from a small universe with members of every kind; the model is an array over it. Random operations go through all
 * doors (table_set, table_set_int, .., with floats for integers), with the collector working, weights that change from round to
 * round, and allocations that fail: then the table must be as before. The invariants of table_internal.h are checked on the way.
 */
#include "module.h"

#include "../../src/vm/table_internal.h"
#include "shape.h"

#define INTS 120
#define STRINGS 160
#define LONGS 8
#define FLOATS 12
#define OBJECTS 16
#define OTHERS 4
#define UNIVERSE (INTS + STRINGS + LONGS + FLOATS + OBJECTS + OTHERS)

enum { PLACE_KEYS = 3, PLACE_TABLE, PLACE_VALUE, PLACE_KEY };

static VM *vm;
static Value universe[UNIVERSE];
static int64_t model[UNIVERSE]; /* 0: absent */
static Table *t;

/* ---- values: a number n, as an integer or as a table that holds it, so that a lost reference shows ---- */

static void make_value(int64_t n, Value *v)
{
    if (n % 3 != 0) {
        set_int(v, n);
        return;
    }
    Table *box = table_new(vm, 1, 0);
    REQUIRE(box != NULL);
    set_table(v, box);
    root(vm, PLACE_VALUE, v);
    Value content;
    set_int(&content, n);
    REQUIRE(table_set_int(vm, box, 1, &content));
}

static int64_t number_of(const Value *v)
{
    if (is_table(v)) {
        Value content;
        REQUIRE(v->table->header.type == TAG_TABLE && table_get_int(v->table, 1, &content) && is_int(&content));
        return content.i;
    }
    return is_int(v) ? v->i : 0;
}

/* ---- the universe ---- */

static void make_universe(void)
{
    int n = 0;
    char text[80];
    Table *keys = table_new(vm, UNIVERSE, 0);
    Value v;
    REQUIRE(keys != NULL);
    set_table(&v, keys);
    root(vm, PLACE_KEYS, &v);
    gc_block(vm);
    for (int i = 0; i < INTS; i++) {
        static const int64_t odd[] = {0, -1, INT64_MIN, INT64_MAX, (int64_t)1 << 31, ((int64_t)1 << 31) + 1, 1 << 20, 1000, -1000, 65, 4096};
        bool is_dense = i < 80;
        set_int(&universe[n++], is_dense ? i + 1 : i < 91 ? odd[i - 80] : 100 + (int64_t)i * i);
        universe[n - 1].i = i == 89 ? -65 : universe[n - 1].i; /* 65 is there already */
    }
    for (int i = 0; i < STRINGS + LONGS; i++) {
        snprintf(text, sizeof text, i < STRINGS ? "s%d" : "a string that is longer than forty bytes for sure %d", i);
        set_string(&universe[n++], string_new_text(vm, text));
    }
    for (int i = 0; i < FLOATS; i++) {
        set_float(&universe[n++], i == 0 ? 1e300 : i == 1 ? -0.5 : i == 2 ? 1.0 / 0.0 : i == 3 ? 9223372036854775808.0 : i + 0.25);
    }
    for (int i = 0; i < OBJECTS; i++) {
        set_table(&universe[n++], table_new(vm, 0, 0));
    }
    set_bool(&universe[n++], true);
    set_bool(&universe[n++], false);
    set_light(&universe[n++], &universe);
    set_light(&universe[n++], NULL);
    REQUIRE(n == UNIVERSE);
    for (int i = 0; i < n; i++) {
        REQUIRE(table_set_int(vm, keys, i + 1, &universe[i]));
    }
    gc_unblock(vm);
}

static int index_of(const Value *key)
{
    for (int i = 0; i < UNIVERSE; i++) {
        const Value *k = &universe[i];
        if (k->tag == key->tag && (k->bits == key->bits || (is_string(key) && string_equal(k->string, key->string)))) {
            return i;
        }
    }
    return -1;
}

/* An equal key of another look: floats for integers, a copy of a long string. */
static Value disguise(const Value *key)
{
    Value k = *key;
    if (is_int(key) && rnd(3) == 0 && key->i < (1 << 30) && key->i > -(1 << 30)) {
        set_float(&k, key->i == 0 && rnd(2) ? -0.0 : (double)key->i);
    } else if (is_string(key) && string_is_long(key->string) && rnd(2) == 0 && refuse_one_in == 0) {
        set_string(&k, string_new(vm, key->string->chars, key->string->length));
    }
    return k;
}

/* ---- checks ---- */

static bool model_has_int(int64_t key)
{
    for (int i = 0; i < INTS; i++) {
        if (universe[i].i == key) {
            return model[i] != 0;
        }
    }
    return false;
}

static void check_invariants(void)
{
    REQUIRE(t->array_len <= t->array_cap);
    REQUIRE(t->array_len == 0 || array_tag(t, t->array_len - 1) != TAG_NIL);
    for (uint32_t i = t->array_len; i < t->array_cap; i++) {
        REQUIRE(array_tag(t, i) == TAG_NIL);
    }
    for (uint32_t i = 0; i < table_node_count(t); i++) {
        Value k = value_clean(&t->nodes[i].key);
        REQUIRE(!(is_int(&k) && k.i >= 1 && (uint64_t)k.i <= (uint64_t)t->array_len + 1));
        REQUIRE(!(is_string(&k) && !string_is_long(k.string) && t->header.aux != 0));
    }
    REQUIRE(t->shape->header.aux == t->header.aux);
    int64_t length = table_length(t);
    REQUIRE(length == 0 || model_has_int(length));
    REQUIRE(!model_has_int(length + 1));
}

static void check_key(int i)
{
    Value k = disguise(&universe[i]), v;
    bool found = table_get(vm, t, &k, &v);
    REQUIRE(found == (model[i] != 0));
    REQUIRE(found ? number_of(&v) == model[i] : is_nil(&v));
    if (is_string(&universe[i])) {
        REQUIRE(table_get_string(vm, t, universe[i].string, &v) == found);
    } else if (is_int(&universe[i])) {
        REQUIRE(table_get_int(t, universe[i].i, &v) == found);
    }
}

/* Goes through the table by next or by position; clears and changes existing fields on the way. */
static void traverse(bool by_position, bool clears)
{
    bool seen[UNIVERSE] = {false};
    Value key, value;
    uint64_t position = 0;
    int64_t before[UNIVERSE];
    memcpy(before, model, sizeof model);
    set_nil(&key);
    for (int count = 0;; count++) {
        int more = by_position ? table_iterate(t, &position, &key, &value) : table_next(vm, t, &key, &value);
        REQUIRE(more >= 0 && count <= UNIVERSE);
        if (!more) {
            break;
        }
        int i = index_of(&key);
        REQUIRE(i >= 0 && !seen[i] && model[i] != 0 && number_of(&value) == model[i]);
        seen[i] = true;
        for (uint32_t n = clears ? rnd(3) : 0; n > 0; n--) {
            int j = rnd(2) ? i : (int)rnd(UNIVERSE);
            if (model[j] != 0) {
                Value v;
                set_nil(&v);
                model[j] = rnd(2) ? 0 : 1;
                if (model[j] != 0) {
                    set_int(&v, model[j]);
                }
                REQUIRE(table_set(vm, t, &universe[j], &v));
            }
        }
        if (clears && rnd(40) == 0) {
            gc_full(vm, false);
        }
        if (!is_string(&key)) { /* a dead long key is known by its identity only */
            key = disguise(&key);
        }
    }
    for (int i = 0; i < UNIVERSE; i++) {
        REQUIRE(seen[i] || before[i] == 0 || model[i] == 0);
        if (!clears) {
            REQUIRE(seen[i] == (model[i] != 0));
        }
    }
}

static void check_all(void)
{
    check_invariants();
    for (int i = 0; i < UNIVERSE; i++) {
        check_key(i);
    }
    traverse(false, false);
    traverse(true, false);
}

/* ---- operations ---- */

static void set_random(int i, int64_t n)
{
    Value v;
    set_nil(&v);
    if (n != 0) {
        make_value(n, &v);
    }
    uint32_t refusal = refuse_one_in;
    refuse_one_in = 0;
    Value k = disguise(&universe[i]);
    root(vm, PLACE_KEY, &k);
    refuse_one_in = refusal;
    bool done;
    if (is_string(&universe[i]) && rnd(2) == 0) {
        done = string_is_long(k.string) || rnd(2) ? table_set_string(vm, t, k.string, &v) : table_set_field(vm, t, k.string, &v);
    } else if (is_int(&k) && rnd(2) == 0) {
        done = table_set_int(vm, t, k.i, &v);
    } else {
        done = table_set(vm, t, &k, &v);
    }
    REQUIRE(done != vm->has_error);
    vm->has_error = false;
    if (done) {
        model[i] = n;
    } else {
        REQUIRE(refusal != 0);
    }
}

static void set_list(void)
{
    Value values[20] = {{.bits = 0}};
    uint32_t count = rnd(20), first = rnd(5) ? t->array_len : rnd(40);
    if (first + count > 80) {
        return;
    }
    int64_t numbers[20];
    for (uint32_t i = 0; i < count; i++) {
        numbers[i] = rnd(4) ? 3 * (int64_t)rnd(1000) + 1 : 0;
        set_nil(&values[i]);
        if (numbers[i] != 0) {
            set_int(&values[i], numbers[i]);
        }
    }
    bool done = table_set_list(vm, t, first, values, count);
    REQUIRE(done != vm->has_error);
    vm->has_error = false;
    for (uint32_t i = 0; i < count; i++) {
        if (done) {
            model[first + i] = numbers[i];
        } else { /* half done is right here */
            Value v;
            table_get_int(t, (int64_t)(first + i) + 1, &v);
            model[first + i] = number_of(&v);
        }
    }
}

static void new_table_with(uint32_t array_room, uint32_t field_room)
{
    refuse_one_in = 0;
    t = table_new(vm, array_room, field_room);
    REQUIRE(t != NULL);
    Value v;
    set_table(&v, t);
    root(vm, PLACE_TABLE, &v);
    memset(model, 0, sizeof model);
}

static void new_table(void)
{
    new_table_with(0, 0);
}

static void run_rounds(int rounds, bool refuses)
{
    for (int round = 0; round < rounds; round++) {
        new_table_with(rnd(3) ? 0 : rnd(20), rnd(3) ? 0 : rnd(70));
        uint32_t kind = rnd(6), removal = rnd(4) ? rnd(60) : 0, from = kind == 0 ? 0 : kind == 1 ? INTS : 0;
        uint32_t range = kind == 0 ? INTS : kind == 1 ? STRINGS : kind == 2 ? 60 : UNIVERSE;
        for (int op = 0, ops = 200 + (int)rnd(1500); op < ops; op++) {
            refuse_one_in = refuses && rnd(3) == 0 ? 4 : 0;
            uint32_t what = rnd(100);
            if (what < 90) {
                int i = (int)(from + rnd(range));
                uint32_t refusal = refuse_one_in;
                refuse_one_in = 0;
                int64_t n = rnd(100) < removal ? 0 : 1 + (int64_t)rnd(100000);
                n += n != 0 && n % 3 == 0 && refusal != 0; /* boxes are made without refusals */
                refuse_one_in = refusal;
                set_random(i, n);
            } else if (what < 93) {
                set_list();
            } else if (what < 94) {
                bool done = table_reserve(vm, t, rnd(100), rnd(10));
                REQUIRE(done != vm->has_error);
                vm->has_error = false;
            } else if (what < 98) {
                refuse_one_in = 0;
                check_key((int)rnd(UNIVERSE));
                check_invariants();
                gc_step(vm, rnd(16));
            } else {
                refuse_one_in = 0;
                traverse(rnd(2), rnd(2));
            }
        }
        refuse_one_in = 0;
        check_all();
        gc_full(vm, false);
        check_all();
    }
}

static void test_random(const char *name, bool refuses, bool generational)
{
    vm = open_vm();
    if (generational) {
        gc_set_generational(vm, 0, 0);
    }
    make_universe();
    run_rounds(WEFT_STRESS_GC ? 8 : 300, refuses);
    vm_close(vm);
    ok(host_bytes == 0, name);
}

/* ---- single properties ---- */

/* The string of a text and a number, rooted until the next one. */
static String *name_of(const char *text, int n)
{
    char buffer[40];
    snprintf(buffer, sizeof buffer, "%s%d", text, n);
    Value v;
    set_string(&v, string_new_text(vm, buffer));
    root(vm, PLACE_KEY, &v);
    return v.string;
}

static void put(int64_t key, int64_t n)
{
    Value v;
    set_int(&v, n);
    REQUIRE(table_set_int(vm, t, key, &v));
}

static void clear(int64_t key)
{
    Value v;
    set_nil(&v);
    REQUIRE(table_set_int(vm, t, key, &v));
}

static void test_shapes_of_use(void)
{
    vm = open_vm();
    new_table();
    for (int64_t i = 100000; i >= 1; i--) {
        put(i, i);
    }
    ok(table_length(t) == 100000 && table_node_count(t) <= 131072 && t->array_cap >= 65536, "filled from the end, elements come to the array");
    new_table();
    uint32_t most = 0;
    for (int64_t i = 1; i <= 300000; i++) {
        put(i, i);
        if (i > 100) {
            clear(i - 100);
        }
        most = t->array_cap > most ? t->array_cap : most;
    }
    ok(table_bytes(t) < 40000 && most <= 512, "a queue stays small");
    new_table();
    for (int64_t i = 0; i < 1000; i++) {
        put((int64_t)1 << (i % 62), i);
    }
    ok(t->array_cap <= 8, "sparse keys make no array");
    new_table();
    Value list[] = {{.i = 1, .tag = TAG_INT}, {.tag = TAG_NIL}, {.i = 3, .tag = TAG_INT}, {.tag = TAG_NIL}};
    ok(table_set_list(vm, t, 0, list, 4) && table_length(t) == 3, "a list with a hole has the length of Lua's");
    new_table();
    put(1, 1);
    put(2, 2);
    put(4, 4);
    ok(table_length(t) == 4, "a small gap within the array's room");
    vm_close(vm);
}

static void test_dictionary(void)
{
    vm = open_vm();
    bool right = true;
    for (int computed = 0; computed < 2; computed++) {
        new_table();
        Value key, v;
        for (int i = 0; i < 2000; i++) {
            set_string(&key, name_of("field", i));
            set_int(&v, i);
            REQUIRE(computed ? table_set(vm, t, &key, &v) : table_set_field(vm, t, key.string, &v));
            right &= (t->header.aux == 0) == (i >= (computed ? 32 : 128));
        }
        for (int i = 0; i < 2000; i++) {
            right &= table_get_string(vm, t, name_of("field", i), &v) && v.i == i;
        }
    }
    ok(right, "many fields make a dictionary");
    new_table();
    for (int i = 0; i < 5000; i++) {
        Value v;
        String *s = name_of("name", i);
        set_int(&v, i);
        REQUIRE(table_set_field(vm, t, s, &v));
        set_nil(&v);
        REQUIRE(table_set_field(vm, t, s, &v));
    }
    ok(t->header.aux == 0 && table_bytes(t) < 1000, "names that come and go make a dictionary");
    vm->next_shape_id = UINT32_MAX;
    new_table();
    Value v;
    set_int(&v, 5);
    ok(table_set_field(vm, t, name_of("fresh", 0), &v) && t->header.aux == 0 &&
       table_get_string(vm, t, name_of("fresh", 0), &v) && v.i == 5, "without shape ids, tables are dictionaries");
    vm_close(vm);
}

static double time_keys(int pattern)
{
    double start = now_ms();
    new_table();
    for (int64_t i = 1; i <= 60000; i++) {
        Value key, v;
        uint64_t n = (uint64_t)i;
        static const int shifts[] = {1, 16, 24, 32, 40, 47};
        set_int(&key, (int64_t)(pattern < 6 ? n << shifts[pattern] : pattern == 6 ? n * 0xFFFFFFFF : pattern == 7 ? n << 32 | n : n * 0x0000000100000001));
        if (pattern == 8) {
            set_float(&key, (double)i + 0.5);
        } else if (pattern == 9) {
            set_light(&key, (void *)(uintptr_t)(n << 20));
        }
        set_int(&v, i);
        REQUIRE(table_set(vm, t, &key, &v) && table_get(vm, t, &key, &v) && v.i == i);
    }
    return now_ms() - start;
}

static void test_crafted_keys(void)
{
    vm = open_vm();
    double worst = 0;
    for (int pattern = 0; pattern < 10; pattern++) {
        double ms = time_keys(pattern);
        worst = ms > worst ? ms : worst;
    }
    printf("# worst pattern of 60000 keys: %.1f ms\n", worst);
    ok(worst < 500, "no pattern of keys is slow");
    vm_close(vm);
}

/* A full table whose keys come and go must not lay itself out at each change. */
static void test_churn(void)
{
    vm = open_vm();
    new_table();
    double start = now_ms();
    for (int64_t i = 1; i <= 65536; i++) {
        put(i * -7, i);
    }
    for (int64_t i = 1; i <= 300000; i++) {
        clear(i * -7);
        put((i + 65536) * -7, i);
    }
    printf("# 300000 changes at 65536 keys: %.1f ms\n", now_ms() - start);
    ok(now_ms() - start < 2000 && table_bytes(t) <= 131072 * sizeof(Node) + 1000, "keys that come and go");
    vm_close(vm);
}

static void test_metatables(void)
{
    vm = open_vm();
    new_table();
    Table *mt = table_new(vm, 0, 2);
    Value v, out;
    set_table(&v, mt);
    root(vm, PLACE_VALUE, &v);
    ok(table_set_metatable(vm, t, mt) && t->metatable == mt && t->header.flags == TABLE_HAS_META && !table_metamethod(vm, mt, EVENT_INDEX, &out) &&
       !table_metamethod(vm, NULL, EVENT_INDEX, &out), "a plain metatable");
    set_string(&v, name_of("kv", 0));
    REQUIRE(table_set_string(vm, mt, vm_event_name(vm, EVENT_MODE), &v));
    ok(table_set_metatable(vm, t, mt) && t->header.flags == (TABLE_HAS_META | TABLE_WEAK_KEYS | TABLE_WEAK_VALUES), "a weak mode");
    ok(table_set_metatable(vm, t, NULL) && t->metatable == NULL && t->header.flags == 0, "no metatable");
    set_nil(&v);
    REQUIRE(table_set_string(vm, mt, vm_event_name(vm, EVENT_MODE), &v));
    ok(!table_metamethod(vm, mt, EVENT_MODE, &out), "a removed metamethod");
    vm_close(vm);
}

/* Entries vanish from a weak table while next goes through it. */
static void test_weak_traversal(void)
{
    vm = open_vm();
    bool right = true;
    for (int round = 0; round < (WEFT_STRESS_GC ? 10 : 200); round++) {
        new_table();
        Table *mt = table_new(vm, 0, 1);
        Value v, key, value;
        set_table(&v, mt);
        root(vm, PLACE_VALUE, &v);
        set_string(&v, name_of("k", round));
        REQUIRE(table_set_string(vm, mt, vm_event_name(vm, EVENT_MODE), &v) && table_set_metatable(vm, t, mt));
        set_int(&v, 1);
        gc_block(vm);
        for (int i = 0; i < 60; i++) {
            set_table(&key, table_new(vm, 0, 0));
            REQUIRE(table_set(vm, t, &key, &v));
        }
        gc_unblock(vm);
        set_nil(&key);
        int count = 0;
        while (table_next(vm, t, &key, &value) == 1) {
            right &= ++count <= 60;
            root(vm, PLACE_KEYS, &key);
            gc_full(vm, false);
        }
        right &= count == 1; /* the first, all others were collected then */
    }
    ok(right, "next in a weak table");
    vm_close(vm);
}

static void test_limits(void)
{
    vm = open_vm();
    new_table();
    ok(!table_reserve(vm, t, UINT64_MAX, 0) && vm->has_error, "room for too many elements is a memory error");
    vm->has_error = false;
    Value key, value;
    set_int(&key, 7);
    ok(table_next(vm, t, &key, &value) == -1, "next of a key that is not there");
    vm_close(vm);
}

int main(int argc, char **argv)
{
    random_state += argc > 1 ? strtoull(argv[1], NULL, 10) * 0x9E3779B97F4A7C15u : 0;
    test_random("random operations", false, false);
    test_random("random operations with refusals", true, false);
    test_random("random operations, generational", false, true);
    test_shapes_of_use();
    test_dictionary();
    test_crafted_keys();
    test_churn();
    test_metatables();
    test_weak_traversal();
    test_limits();
    return tap_end();
}
