/* test_shape.c: the tree of shapes: lookups along shared keys, branches, weak children, absent metamethods. */
#include "module.h"

#include "shape.h"

/* A key, rooted until the next one. */
static String *key(VM *vm, uint32_t n)
{
    char text[16];
    snprintf(text, sizeof text, "k%u", n);
    String *s = string_new_text(vm, text);
    REQUIRE(s != NULL);
    Value v;
    set_string(&v, s);
    root(vm, ROOTS, &v);
    return s;
}

/* A shape is kept alive by a table. */
static Table *keep(VM *vm, Shape *s, int64_t place)
{
    Table *t = table_new_shaped(vm, s, 0);
    REQUIRE(t != NULL);
    Value v;
    set_table(&v, t);
    root(vm, place, &v);
    return t;
}

static bool has_exactly(VM *vm, Shape *s, uint32_t from, uint32_t count)
{
    bool right = s->count == count;
    for (uint32_t i = 0; i < count; i++) {
        right &= shape_key(s, i) == key(vm, from + i) && shape_find(s, key(vm, from + i)) == i;
    }
    return right && shape_find(s, key(vm, from + count)) == SHAPE_NOT_FOUND && shape_find(s, key(vm, 9999)) == SHAPE_NOT_FOUND;
}

static void test_line(void)
{
    VM *vm = open_vm();
    Shape *line[SHAPE_MAX_FIELDS + 1];
    line[0] = vm->empty_shape;
    bool right = shape_id(line[0]) == 1 && shape_id(vm->dict_shape) == 0;
    for (uint32_t i = 0; i < SHAPE_MAX_FIELDS; i++) {
        line[i + 1] = shape_add(vm, line[i], key(vm, i));
        REQUIRE(line[i + 1] != NULL);
        right &= shape_id(line[i + 1]) == i + 2;
    }
    keep(vm, line[SHAPE_MAX_FIELDS], 3);
    gc_full(vm, false);
    for (uint32_t i = 0; i <= SHAPE_MAX_FIELDS; i++) {
        right &= has_exactly(vm, line[i], 0, i);
    }
    ok(right, "every shape of a line finds its own keys and no more");
    ok(shape_add(vm, line[5], key(vm, 5)) == line[6], "a field added again leads to the same shape");
    ok(shape_add(vm, line[SHAPE_MAX_FIELDS], key(vm, 500)) == NULL && !vm->has_error, "more than 128 fields are refused");
    Shape *branch = shape_add(vm, line[20], key(vm, 1000));
    ok(branch->count == 21 && shape_find(branch, key(vm, 1000)) == 20 && shape_find(branch, key(vm, 20)) == SHAPE_NOT_FOUND &&
       shape_find(branch, key(vm, 19)) == 19 && has_exactly(vm, line[30], 0, 30), "a branch has keys of its own");
    vm->next_shape_id = UINT32_MAX;
    ok(shape_add(vm, line[0], key(vm, 77)) == NULL && !vm->has_error, "no shape when the ids have run out");
    vm_close(vm);
}

static uint32_t count_children(const Shape *s)
{
    return s->child_count;
}

static void test_weak_children(void)
{
    VM *vm = open_vm();
    uint32_t before = count_children(vm->empty_shape);
    for (uint32_t i = 0; i < 1000; i++) {
        Shape *s = shape_add(vm, vm->empty_shape, key(vm, i));
        REQUIRE(s != NULL);
        if (i % 10 == 0) {
            keep(vm, s, 3 + i / 10);
        }
    }
    gc_full(vm, false);
    bool right = count_children(vm->empty_shape) <= before + 101; /* one is the anchor */
    uint32_t next = vm->next_shape_id;
    for (uint32_t i = 0; i < 1000; i += 10) {
        Shape *s = shape_add(vm, vm->empty_shape, key(vm, i));
        right &= shape_id(s) < next;
    }
    ok(right, "children that nothing uses are forgotten, the others found again");
    uint32_t id = shape_id(shape_add(vm, vm->empty_shape, key(vm, 1)));
    ok(id >= next, "an id is not used again");
    vm_close(vm);
}

/* Random lines from a small alphabet, some kept by tables, while the collector runs and allocations fail. */
static void test_random(void)
{
    VM *vm = open_vm();
    bool right = true;
    static uint32_t keys[64][24], counts[64];
    static Table *tables[64];
    for (int round = 0; round < (WEFT_STRESS_GC ? 300 : 40000); round++) {
        uint32_t n = rnd(64);
        Shape *s = vm->empty_shape;
        counts[n] = 0;
        tables[n] = NULL;
        refuse_one_in = round % 4 == 3 ? 10 : 0;
        for (uint32_t i = 0, want = rnd(24); i < want; i++) {
            uint32_t k = rnd(3) + i * 3;
            refuse_one_in = 0;
            String *name = key(vm, k);
            refuse_one_in = round % 4 == 3 ? 10 : 0;
            Shape *next = shape_add(vm, s, name);
            if (next == NULL) {
                right &= vm->has_error;
                vm->has_error = false;
                break;
            }
            s = next;
            keys[n][counts[n]++] = k;
        }
        refuse_one_in = 0;
        tables[n] = keep(vm, s, 110 + n);
        if (rnd(8) == 0) {
            gc_step(vm, rnd(8));
        }
        uint32_t m = rnd(64);
        if (tables[m] != NULL) {
            right &= tables[m]->shape->count == counts[m];
            for (uint32_t i = 0; i < counts[m]; i++) {
                right &= shape_find(tables[m]->shape, key(vm, keys[m][i])) == i;
                uint32_t other = keys[m][i] / 3 * 3 + (keys[m][i] + 1) % 3;
                right &= shape_find(tables[m]->shape, key(vm, other)) == SHAPE_NOT_FOUND;
            }
        }
    }
    ok(right, "random lines under collection and refusal");
    vm_close(vm);
    ok(host_bytes == 0, "all memory is given back");
}

static void test_absent(void)
{
    VM *vm = open_vm();
    Shape *s = shape_add(vm, vm->empty_shape, vm_event_name(vm, EVENT_INDEX));
    s = shape_add(vm, s, vm_event_name(vm, EVENT_METATABLE));
    bool right = true;
    for (int e = 0; e < EVENT_COUNT; e++) {
        right &= shape_lacks(vm, s, (Event)e) == (e != EVENT_INDEX && e != EVENT_METATABLE);
        right &= shape_lacks(vm, vm->empty_shape, (Event)e) && !shape_lacks(vm, vm->dict_shape, (Event)e);
    }
    ok(right, "a shape knows which metamethods are absent");
    vm_close(vm);
}

int main(void)
{
    test_line();
    test_weak_children();
    test_random();
    test_absent();
    return tap_end();
}
