/* oom.h: what the tests of refused allocations share: a host allocator that refuses one request, and counts its blocks.
 *
 * A cell seldom needs the host, so in an ordinary build few places can fail. Built with WEFT_STRESS_OOM (make stress-oom)
 * every cell, buffer and list of the VM is an allocation that is refused in its turn. */
#ifndef WEFT_TESTS_OOM_H
#define WEFT_TESTS_OOM_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua_state.h"
#include "tap.h"

static uint64_t host_refuse_in; /* so many allocations of the host from now the one fails; 0: none */
static size_t host_blocks;

static inline void *host_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    if (new_size == 0) {
        host_blocks -= p != NULL;
        free(p);
        return NULL;
    }
    if ((p == NULL || new_size > old_size) && host_refuse_in != 0 && --host_refuse_in == 0) {
        return NULL;
    }
    host_blocks += p == NULL;
    return realloc(p, new_size);
}

/* The nth allocation from now on fails; 0: none. */
static inline void refuse(Weft *w, uint64_t n)
{
#if WEFT_STRESS_OOM
    w->heap->refuse_in = n;
#else
    (void)w;
    host_refuse_in = n;
#endif
}

static inline bool is_still_refusing(const Weft *w)
{
#if WEFT_STRESS_OOM
    return w->heap->refuse_in != 0;
#else
    (void)w;
    return host_refuse_in != 0;
#endif
}

#endif
