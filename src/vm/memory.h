/* memory.h: all memory of a VM: raw blocks from the host's allocator, and collector cells in regions.
 *
 * Raw memory (mem_*) is freed by its owner. Cells (gc_alloc_*) are the collector's. Both are counted in
 * vm->accounts. Everything returns NULL on failure after an emergency collection (cells) with the memory error
 * set as the pending error; nothing here raises.
 */
#ifndef WEFT_MEMORY_H
#define WEFT_MEMORY_H

#include "object.h"

#define REGION_SIZE 65536u   /* aligned, so that an address names its region */
#define GRANULE 16u
#define MAX_SMALL_CELL 2048u /* larger cells come from the host's allocator one by one */

/* Raw memory, counted. size 0 gives NULL without error. */
void *mem_alloc(VM *vm, size_t size);
void *mem_realloc(VM *vm, void *p, size_t old_size, size_t new_size);
void mem_free(VM *vm, void *p, size_t size);

/* A new object of size bytes (>= sizeof(Object)) with its header set (type, zero gc bits, zero flags); the rest is
 * undefined and must be initialised before the next allocation. NULL and the memory error when out of memory. */
void *gc_new(VM *vm, Tag type, size_t size);
/* A headerless buffer that its owner marks with gc_mark_buffer. Contents undefined. */
void *gc_new_buffer(VM *vm, size_t size);
/* Bytes that a buffer of so many holds; later it may be said to have any size up to that, but not one in a cell of another kind
 * (larger than MAX_SMALL_CELL or not). */
size_t gc_buffer_room(const void *p, size_t size);
/* Gives a buffer back at once (optional: an unmarked buffer dies anyway). */
void gc_free_buffer(VM *vm, void *p, size_t size);

/* Size arithmetic: false on overflow. */
static inline bool size_mul(size_t a, size_t b, size_t *r) { return !__builtin_mul_overflow(a, b, r); }
static inline bool size_add(size_t a, size_t b, size_t *r) { return !__builtin_add_overflow(a, b, r); }

#endif
