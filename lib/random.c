/* random.c: pseudo-random numbers: xoshiro256** (Blackman and Vigna), with Lua's seeding and
 * projections.
 *
 * The generator's state is a userdata, upvalue of the two functions, so each VM has its own. A
 * range is served by masking to the least 2^b - 1 that covers it, and drawing again what falls
 * outside: unbiased, and the same numbers as Lua's for the same seed.
 */
#include "random.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Numbers thrown away after seeding: Lua's choice. */
#define DISCARDED 16

typedef struct Random {
    uint64_t s[4];
} Random;

static const WeftUserdataType random_type = {.name = "weft.random", .size = sizeof(Random)};

static uint64_t rotate_left(uint64_t x, int n)
{
    return x << n | x >> (64 - n);
}

static uint64_t next(Random *r)
{
    uint64_t *s = r->s, result = rotate_left(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

static void seed(Random *r, uint64_t a, uint64_t b)
{
    r->s[0] = a;
    r->s[1] = 0xFF; /* so that the state is never all zeros */
    r->s[2] = b;
    r->s[3] = 0;
    for (int i = 0; i < DISCARDED; i++) {
        next(r);
    }
}

/* The upper 53 bits as a number in [0, 1). */
static double to_unit(uint64_t x)
{
    return (double)(x >> 11) * 0x1p-53;
}

/* A number from 0 to n, from the random x and as many more as it takes. */
static uint64_t project(Random *r, uint64_t x, uint64_t n)
{
    uint64_t mask = n;
    for (int shift = 1; shift < 64; shift *= 2) {
        mask |= mask >> shift;
    }
    while ((x &= mask) > n) {
        x = next(r);
    }
    return x;
}

/* The generator of the running native, or NULL with a pending error. */
static Random *generator(Weft *w)
{
    Random *r = weft_upvalue_userdata(w, 0, &random_type);
    if (!r) {
        weft_raise(w, "no random generator");
    }
    return r;
}

static WeftResult return_integer(Weft *w, uint64_t n)
{
    weft_set_integer(w, weft_slot_count(w), (int64_t)n);
    return 1;
}

static WeftResult math_random(Weft *w)
{
    int64_t low = 1, high;
    int count = weft_slot_count(w);
    Random *r = generator(w);
    if (!r) {
        return WEFT_RAISE;
    }
    uint64_t x = next(r);
    if (count == 0) {
        weft_set_number(w, 0, to_unit(x));
        return 1;
    }
    if (count > 2) {
        return weft_raise(w, "wrong number of arguments");
    }
    if ((count == 2 && !weft_check_integer(w, 0, &low)) || !weft_check_integer(w, count - 1, &high)) {
        return WEFT_RAISE;
    }
    if (count == 1 && high == 0) {
        return return_integer(w, x);
    }
    if (low > high) {
        return weft_raise_argument(w, 0, "interval is empty");
    }
    return return_integer(w, (uint64_t)low + project(r, x, (uint64_t)high - (uint64_t)low));
}

/* ---- seeding ---- */

static void seed_randomly(Weft *w, Random *r, uint64_t *a, uint64_t *b)
{
    struct timespec now = {0, 0};
    timespec_get(&now, TIME_UTC);
    *a = (uint64_t)now.tv_sec * 1000000007u ^ (uint64_t)now.tv_nsec << 20 ^ (uint64_t)clock();
    *b = (uint64_t)(uintptr_t)w ^ (uint64_t)(uintptr_t)&now << 16 ^ (uint64_t)(uintptr_t)r << 32 ^ next(r);
    seed(r, *a, *b);
}

/* The first seed: an integer, or the bits of a float that has no integer value. */
static bool check_seed(Weft *w, uint64_t *out)
{
    int64_t i;
    double n;
    if (weft_to_integer(w, 0, &i)) {
        *out = (uint64_t)i;
        return true;
    }
    if (!weft_check_number(w, 0, &n)) {
        return false;
    }
    memcpy(out, &n, sizeof *out);
    return true;
}

static WeftResult math_randomseed(Weft *w)
{
    uint64_t a, b;
    int64_t second;
    int count = weft_slot_count(w);
    Random *r = generator(w);
    if (!r) {
        return WEFT_RAISE;
    }
    if (count == 0) {
        seed_randomly(w, r, &a, &b);
    } else {
        if (!check_seed(w, &a) || !weft_opt_integer(w, 1, 0, &second)) {
            return WEFT_RAISE;
        }
        b = (uint64_t)second;
        seed(r, a, b);
    }
    return_integer(w, a);
    return_integer(w, b);
    return 2;
}

static const LibFunction functions[] = {
    {"math.random", math_random},
    {"math.randomseed", math_randomseed},
    {NULL, NULL},
};

bool random_register(Weft *w, int table)
{
    int slot = weft_slot_count(w);
    uint64_t a, b;
    Random *r = weft_set_userdata(w, slot, &random_type);
    if (!r) {
        return false;
    }
    seed_randomly(w, r, &a, &b);
    return lib_register_with(w, table, functions, slot, 1) && weft_set_slot_count(w, slot);
}
