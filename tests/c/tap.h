/* tap.h: what the C tests share: TAP output, random numbers, time. Nothing of Weft: some tests run on Lua itself, too. */
#ifndef WEFT_TESTS_TAP_H
#define WEFT_TESTS_TAP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int test_count, failures;

static inline void ok(bool passed, const char *name)
{
    printf("%sok %d - %s\n", passed ? "" : "not ", ++test_count, name);
    fflush(stdout);
    failures += !passed;
}

/* Ends the run: a failed invariant makes what follows meaningless. */
#define REQUIRE(e)                                                                                      \
    do {                                                                                                \
        if (!(e)) {                                                                                     \
            printf("Bail out! %s:%d: %s\n", __FILE__, __LINE__, #e);                                    \
            exit(1);                                                                                    \
        }                                                                                               \
    } while (0)

static inline int tap_end(void)
{
    printf("1..%d\n# %d passed, %d failed\n", test_count, test_count - failures, failures);
    return failures != 0;
}

static uint64_t random_state = 88172645463325252u;
static inline uint64_t rnd64(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}
static inline uint32_t rnd(uint32_t n) { return (uint32_t)(rnd64() >> 32) % n; }

static inline double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

#endif
