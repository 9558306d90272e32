/* test_string.c: strings: interning through growth and sweeps, order, hashes. */
#include "module.h"

#define MODEL 20000

/* Text number n; lengths from 0 to 99, both sides of the limit of interning. */
static size_t make_text(uint32_t n, char *text)
{
    size_t length = n % 7 == 0 ? n % 100 : 6 + n % 30;
    uint64_t x = n * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < length; i++) {
        text[i] = (char)(x >> (i % 8 * 8));
        x += i % 8 == 7 ? x << 5 : 0;
    }
    if (length >= 4) {
        memcpy(text, &n, 4);
    }
    return length;
}

static void test_interning(void)
{
    VM *vm = open_vm();
    String *a = string_new_text(vm, "abc"), *b = string_new(vm, "abcd", 3), *c = string_new(vm, "ab\0c", 4);
    ok(a == b && a != c && c->length == 4 && c->chars[4] == '\0', "short strings are interned");
    ok(string_new_text(vm, "") == string_new(vm, NULL, 0), "the empty string");
    char text[100];
    memset(text, 'x', sizeof text);
    a = string_new(vm, text, 40);
    ok(a == string_new(vm, text, 40) && !string_is_long(a) && string_is_long(string_new(vm, text, 41)), "the limit is 40 bytes");
    a = string_new(vm, text, 99);
    b = string_new(vm, text, 99);
    ok(a != b && string_equal(a, b) && string_hash(vm, a) == string_hash(vm, b) && a->header.flags & STRING_HASHED, "long strings");
    ok(string_new_raw(vm, SIZE_MAX - 8) == NULL && vm->has_error, "a size that overflows is a memory error");
    vm->has_error = false;
    vm_close(vm);
}

/* Strings are kept alive at random while the collector works in steps; interning again must give the kept ones. */
static void test_collection(bool generational)
{
    VM *vm = open_vm();
    static String *kept[MODEL];
    memset(kept, 0, sizeof kept);
    if (generational) {
        gc_set_generational(vm, 0, 0);
    }
    Value v;
    Table *t = table_new(vm, MODEL, 0);
    set_table(&v, t);
    root(vm, 3, &v);
    char text[100];
    bool same = true, content = true;
    for (int i = 0; i < 600000; i++) {
        uint32_t n = rnd(MODEL);
        size_t length = make_text(n, text);
        String *s = string_new(vm, text, length);
        REQUIRE(s != NULL);
        content &= s->length == length && memcmp(s->chars, text, length) == 0;
        same &= kept[n] == NULL || length > MAX_SHORT_STRING || kept[n] == s;
        if (rnd(3) == 0) {
            kept[n] = s;
            set_string(&v, s);
        } else {
            kept[n] = NULL;
            set_nil(&v);
        }
        REQUIRE(table_set_int(vm, t, (int64_t)n + 1, &v));
        if (rnd(20) == 0) {
            gc_step(vm, rnd(4));
        }
        if (rnd(50000) == 0) { /* the intern table shrinks and grows again */
            memset(kept, 0, sizeof kept);
            t = table_new(vm, MODEL, 0);
            set_table(&v, t);
            root(vm, 3, &v);
            gc_full(vm, false);
        }
    }
    ok(same && content, generational ? "interning under a generational collector" : "interning under an incremental collector");
    vm_close(vm);
    ok(host_bytes == 0, "all memory is given back");
}

static void test_refusal(void)
{
    VM *vm = open_vm();
    bool right = true;
    char text[100];
    refuse_one_in = 3;
    for (uint32_t i = 0; i < 100000; i++) {
        size_t length = make_text(i, text);
        String *s = string_new(vm, text, length);
        right &= s == NULL ? vm->has_error : s->length == length && memcmp(s->chars, text, length) == 0;
        vm->has_error = false;
    }
    refuse_one_in = 0;
    ok(right, "a refused allocation is a memory error and nothing else");
    vm_close(vm);
}

static int order(VM *vm, const char *a, size_t n, const char *b, size_t m)
{
    int r = string_compare(string_new(vm, a, n), string_new(vm, b, m));
    return (r > 0) - (r < 0);
}

static void test_order(void)
{
    VM *vm = open_vm();
    ok(order(vm, "a", 1, "b", 1) == -1 && order(vm, "b", 1, "a", 1) == 1 && order(vm, "ab", 2, "ab", 2) == 0 &&
       order(vm, "", 0, "a", 1) == -1 && order(vm, "ab", 2, "a", 1) == 1, "order");
    ok(order(vm, "a\0b", 3, "a\0c", 3) == -1 && order(vm, "a\0b", 3, "a", 1) == 1 && order(vm, "a", 1, "a\0", 2) == -1 &&
       order(vm, "\0\0", 2, "\0", 1) == 1 && order(vm, "a\0b", 3, "a\0b", 3) == 0 && order(vm, "a\0z", 3, "b", 1) == -1,
       "order with embedded zeros");
    vm_close(vm);
}

/* No pattern of keys may fill a few buckets of a table of 1024. */
static bool is_spread(const uint32_t *buckets, uint32_t total)
{
    double expected = total / 1024.0, chi = 0;
    for (int i = 0; i < 1024; i++) {
        chi += (buckets[i] - expected) * (buckets[i] - expected) / expected;
    }
    return chi < 1300; /* 1023 degrees of freedom: 6 standard deviations */
}

static void test_hash(void)
{
    VM *vm = open_vm();
    bool spread = true;
    gc_stop(vm);
    for (int pattern = 0; pattern < 5; pattern++) {
        uint32_t low[1024] = {0}, high[1024] = {0};
        for (uint32_t i = 0; i < 32768; i++) {
            char text[64];
            static const char *const formats[] = {"key%u", "%08x", "%u_______________", "____________________________%u", "%c%c%c"};
            size_t n = (size_t)(pattern == 4 ? snprintf(text, sizeof text, "%c%c%c", (int)(i >> 10) + 33, (int)(i >> 5 & 31) + 64, (int)(i & 31) + 64)
                                             : snprintf(text, sizeof text, formats[pattern], i));
            uint32_t h = string_hash(vm, string_new(vm, text, n));
            low[h & 1023]++;
            high[h >> 22]++;
        }
        spread &= is_spread(low, 32768) && is_spread(high, 32768);
    }
    ok(spread, "hashes of similar strings are spread");
    vm_close(vm);
}

int main(void)
{
    test_interning();
    test_collection(false);
    test_collection(true);
    test_refusal();
    test_order();
    test_hash();
    return tap_end();
}
