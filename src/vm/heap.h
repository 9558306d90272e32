/* heap.h: the part of the heap that must be inline: bump allocation of cells, recycled stacks, accounts.
 *
 * A *bin* is a size class of one kind of cell. Objects, buffers and short strings never share a span, so that a walk
 * over a span knows what it finds. For each bin the running account has a *gap* of free cells, bumped through here;
 * memory.c finds the next one when it is used up.
 */
#ifndef WEFT_HEAP_H
#define WEFT_HEAP_H

#include "memory.h"
#include "vm.h"

#define CLASS_COUNT 26u     /* the sizes in memory.c's table: 16 .. MAX_SMALL_CELL */
enum {
    BIN_OBJECT = 0,           /* bins of objects with a header */
    BIN_BUFFER = 26,          /* bins of headerless buffers */
    BIN_STRING = 52,          /* bins of short strings: 32, 48, 64 bytes */
    BIN_COUNT = 55
};
#define MAX_STRING_CELL 64u /* header, length, MAX_SHORT_STRING bytes and the NUL fit */

typedef struct Gap {
    char *cursor;             /* next cell */
    char *limit;              /* end of the run of free cells */
} Gap;

/* What bump allocation needs of one account; the running account's lies at the start of Heap. */
typedef struct Bumps {
    Gap gaps[BIN_COUNT];
    void *stacks[CLASS_COUNT]; /* given back since the last cycle, linked through their first word */
} Bumps;

typedef struct Region Region;
typedef struct Span Span;
typedef struct Chunk Chunk;
typedef struct Binned Binned;
typedef struct LargeHeader LargeHeader;

struct Heap {
    Bumps now;                /* of account `account` */
    bool wants_step;          /* the collector has something to do (gc_check tests it) */
    bool hold_strings;        /* the intern table is being swept: string cells must not be reused */
    uint32_t account;         /* whose bumps are in `now` */
    uint32_t account_end;     /* no account from here on has been used */
    uint32_t epoch;           /* counts the flips (ends of a mark); a span of another epoch is unswept */
    uint32_t string_epoch;    /* the same for spans of strings */
    uint32_t mark_epoch;      /* a large cell with this epoch is marked */
    size_t allocated;         /* bytes of cells claimed since the collector last reset it */
    size_t threshold;         /* wants_step is set when allocated reaches it */
    size_t raw_bytes;         /* of mem_alloc */
    void *guard;              /* a buffer that is not in an object yet, kept alive; or NULL */
    size_t guard_size;
#if WEFT_STRESS_OOM
    uint64_t refuse_in;       /* so many allocations from now the one fails; 0: none */
#endif
    Binned *accounts[MAX_ACCOUNTS]; /* spans, made on first use */
    Region *regions;          /* all */
    Region *free_regions;     /* those with a free page */
    Region *walk;             /* next region of a walk in slices, kept valid when regions go */
    Chunk *chunks;
    size_t chunk_count;
    size_t region_count;
    size_t empty_count;       /* regions without a span */
    LargeHeader *large[4];    /* lists, see region.h */
};

extern const uint8_t heap_class_of_granules[MAX_SMALL_CELL / GRANULE + 1];
extern const uint16_t heap_cell_size[BIN_COUNT];

/* Class of a size up to MAX_SMALL_CELL; folds for constants when size is one of the first eight. */
static inline unsigned heap_class(size_t size)
{
    return size <= 160 ? (unsigned)((size + 15) / 16) - 1 + (size == 0)
                       : heap_class_of_granules[(size + 15) / 16];
}

/* A cell of a bin, or NULL: take the slow path (gc_new, gc_new_buffer). cell is heap_cell_size[bin]; contents undefined. */
static inline void *heap_bump(VM *vm, unsigned bin, size_t cell)
{
#if NO_QUICK_ALLOC
    (void)vm;
    (void)bin;
    (void)cell;
    return NULL;
#else
    Gap *gap = &vm->heap->now.gaps[bin];
    char *p = gap->cursor;
    if (UNLIKELY(p == gap->limit)) {
        return NULL;
    }
    gap->cursor = p + cell;
    return p;
#endif
}

/* gc_new for a constant small size of an object that is no string: inline when there is a gap. */
static inline void *heap_new(VM *vm, Tag type, size_t size)
{
    unsigned bin = heap_class(size);
    Object *o = heap_bump(vm, bin, size <= 160 ? (size + 15) & ~(size_t)15 : heap_cell_size[bin]);
    if (UNLIKELY(o == NULL)) {
        return gc_new(vm, type, size);
    }
    *o = (Object){.type = (uint8_t)type};
    return o;
}

/* A stack buffer given back lately, or NULL. Contents undefined. The size is one of whole slots. */
static inline void *stack_recycle(VM *vm, size_t size)
{
#if !NO_QUICK_ALLOC
    if (LIKELY(size <= MAX_SMALL_CELL)) {
        void **list = &vm->heap->now.stacks[heap_class_of_granules[size / GRANULE]];
        void *p = *list;
        if (LIKELY(p != NULL)) {
            *list = *(void **)p;
            return p;
        }
    }
#else
    (void)vm;
    (void)size;
#endif
    return NULL;
}
/* A stack buffer: such a one, or a new one. NULL and the memory error. Allocates. */
static inline void *stack_alloc(VM *vm, size_t size)
{
    void *p = stack_recycle(vm, size);
    return LIKELY(p != NULL) ? p : gc_new_buffer(vm, size);
}
/* Gives a stack buffer back; nothing may refer to it. */
static inline void stack_free(VM *vm, void *p, size_t size)
{
#if !NO_QUICK_ALLOC
    if (LIKELY(size <= MAX_SMALL_CELL)) {
        void **list = &vm->heap->now.stacks[heap_class_of_granules[size / GRANULE]];
        *(void **)p = *list;
        *list = p;
        return;
    }
#endif
    gc_free_buffer(vm, p, size);
}

/* The same where it may be charged to another account than the running one, in which it is not used again. */
void stack_give_back(VM *vm, void *p, size_t size);

/* Keeps a fresh buffer alive until it is in an object (NULL ends it). One at a time. */
static inline void heap_guard(VM *vm, void *buffer, size_t size)
{
    vm->heap->guard = buffer;
    vm->heap->guard_size = size;
}

/* ---- accounts ---- */

/* A new account with this cap (0: none), or 0: none free or out of memory. */
uint32_t account_new(VM *vm, size_t cap);
/* The account's number may be given out again when all that is charged to it is dead. */
void account_release(VM *vm, uint32_t account);
/* Bytes charged to the account. */
size_t account_bytes(const VM *vm, uint32_t account);
/* Bytes charged to all accounts. */
size_t account_total(const VM *vm);
void account_switch_slow(VM *vm, uint32_t account);
/* What is allocated from now on is charged to account (vm->account := account). */
static inline void account_switch(VM *vm, uint32_t account)
{
    if (UNLIKELY(vm->account != account)) {
        account_switch_slow(vm, account);
    }
}

#endif
