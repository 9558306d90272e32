/* tap.h: what the C tests of the VM's modules share: TAP output, random numbers, and a host allocator that counts and refuses. */
#ifndef WEFT_TESTS_TAP_H
#define WEFT_TESTS_TAP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vm.h"
#include "gc.h"
#include "string.h"
#include "table.h"

static int test_count, failures;

static inline void ok(bool passed, const char *name)
{
    printf("%s %d - %s\n", passed ? "ok" : "not ok", ++test_count, name);
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

static size_t host_bytes;
static uint32_t refuse_one_in; /* 0: never */

static inline void *host_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    if (new_size == 0) {
        host_bytes -= p == NULL ? 0 : old_size;
        free(p);
        return NULL;
    }
    if (new_size > old_size && refuse_one_in != 0 && rnd(refuse_one_in) == 0) {
        return NULL;
    }
    host_bytes += new_size - (p == NULL ? 0 : old_size);
    return realloc(p, new_size);
}

#define ROOTS 250

/* Places in the registry are made beforehand, so that root does not allocate. */
static inline VM *open_vm(void)
{
    VM *vm = vm_open(host_alloc, NULL, rnd64());
    REQUIRE(vm != NULL);
    Value v;
    set_bool(&v, false);
    for (int64_t i = 3; i <= ROOTS; i++) {
        REQUIRE(table_set_int(vm, vm->registry, i, &v));
    }
    return vm;
}

/* Keeps v alive until the same place (3 to ROOTS) is used again. */
static inline void root(VM *vm, int64_t place, const Value *v)
{
    REQUIRE(table_set_int(vm, vm->registry, place, v));
}

#endif
