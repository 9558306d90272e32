/* region.h: regions, spans and large cells, for the memory module and the collector alone.
 *
 *   chunk (from the host)   | ... | region | region | ... | tail region with fewer pages |
 *   region, 64 KB aligned   | header: mark, live, spans | page 1 | page 2 | ... | page 31 |
 *   span: some pages        | cell | cell | cell | ...
 */
#ifndef WEFT_REGION_H
#define WEFT_REGION_H

#include "heap.h"

#define REGION_PAGE 2048u
#define REGION_PAGES (REGION_SIZE / REGION_PAGE)
#define REGION_WORDS (REGION_SIZE / GRANULE / 64)   /* words of a bitmap */
#define PAGE_GRANULES (REGION_PAGE / GRANULE)
#define PAGE_WORDS (PAGE_GRANULES / 64)

/* Where a span is. */
enum SpanList {
    SPAN_OPEN, /* not visited by the allocator since the last flip */
    SPAN_DONE, /* visited and used up */
    SPAN_FULL, /* visited without finding a free cell: a minor collection can't change that */
    SPAN_CURRENT,
    SPAN_LISTS = 3
};

struct Span {
    Span *next, *prev;      /* ring of its list */
    uint32_t epoch;         /* when live was last renewed */
    uint8_t bin;
    uint8_t account;
    uint8_t first_page;
    uint8_t page_count : 6;
    uint8_t list : 2;       /* a SpanList */
};

struct Region {
    uint64_t mark[REGION_WORDS]; /* cells reached (by their first granule) */
    uint64_t live[REGION_WORDS]; /* cells that the allocator may not hand out, in swept spans */
    Span spans[REGION_PAGES];    /* by first page */
    uint8_t page_span[REGION_PAGES]; /* first page of the span that holds a page; 0: free */
    Region *next, *prev;         /* heap->regions */
    Region *next_free, *prev_free; /* heap->free_regions, when free_pages is not 0 */
    Chunk *chunk;
    uint32_t free_pages;         /* bit per page */
    uint32_t usable_pages;
};
_Static_assert(sizeof(Region) <= REGION_PAGE, "the header fits page 0");

struct Chunk {
    Chunk *next;
    size_t size;         /* as asked of the host */
    uint32_t regions;
    uint32_t empty;      /* regions without a span */
};

/* Lists of large cells: made since the last collection, older, and those two while they wait for the sweep. */
enum { LARGE_YOUNG, LARGE_OLD, LARGE_UNSWEPT, LARGE_LISTS = 4 };
struct LargeHeader {     /* before a large cell */
    LargeHeader *next, *prev;
    size_t size;         /* of the cell */
    uint32_t epoch;      /* marked when it is heap->mark_epoch */
    uint8_t account;
    uint8_t shift;       /* of this header from the host's block */
    bool is_object;
};
#define LARGE_HEADER 48u /* sizeof(LargeHeader), rounded up to the granule */
_Static_assert(sizeof(LargeHeader) <= LARGE_HEADER, "size of LargeHeader");

/* All spans of one account. */
typedef struct Bin {
    Span *lists[SPAN_LISTS]; /* rings */
    Span *current;           /* where the gap lies */
    uint32_t position;       /* granule in current's region where the search goes on */
    uint32_t pages;          /* in all spans: decides the next one's size */
    bool found_free;         /* current had a free cell */
} Bin;
struct Binned {
    Bumps bumps;             /* while the account is not the running one */
    Bin bins[BIN_COUNT];
    size_t young_strings;    /* bytes of string cells claimed since the strings' last flip */
};

static inline Region *region_of(const void *p) { return (Region *)((uintptr_t)p & ~(uintptr_t)(REGION_SIZE - 1)); }
static inline uint32_t granule_of(const void *p) { return ((uint32_t)(uintptr_t)p & (REGION_SIZE - 1)) / GRANULE; }
static inline char *granule_address(Region *r, uint32_t granule) { return (char *)r + (size_t)granule * GRANULE; }
static inline bool bit_get(const uint64_t *bits, uint32_t i) { return bits[i / 64] >> (i % 64) & 1; }
static inline void bit_set(uint64_t *bits, uint32_t i) { bits[i / 64] |= (uint64_t)1 << (i % 64); }
static inline Region *span_region(const Span *s) { return region_of(s); }
static inline uint32_t span_start(const Span *s) { return s->first_page * PAGE_GRANULES; }
static inline uint32_t span_end(const Span *s) { return (uint32_t)(s->first_page + s->page_count) * PAGE_GRANULES; }
static inline Span *span_of(const void *p)
{
    Region *r = region_of(p);
    return &r->spans[r->page_span[((uintptr_t)p & (REGION_SIZE - 1)) / REGION_PAGE]];
}
static inline uint32_t heap_epoch_of(const Heap *h, unsigned bin) { return bin >= BIN_STRING ? h->string_epoch : h->epoch; }
static inline bool span_is_swept(const Heap *h, const Span *s) { return s->epoch == heap_epoch_of(h, s->bin); }
static inline LargeHeader *large_header(const void *p) { return (LargeHeader *)((char *)(uintptr_t)p - LARGE_HEADER); }
static inline void *large_cell(LargeHeader *h) { return (char *)h + LARGE_HEADER; }
static inline bool small_is_marked(const void *p) { return bit_get(region_of(p)->mark, granule_of(p)); }
static inline bool object_is_marked(const Heap *h, const Object *o)
{
    return o->gc & GC_LARGE ? large_header(o)->epoch == h->mark_epoch : small_is_marked(o);
}

/* region.c */
Span *region_new_span(VM *vm, unsigned bin, uint32_t account, uint32_t pages);
void region_free_span(VM *vm, Span *s);
/* Gives the region's chunk back to the host if all of it is empty and enough is left. */
void region_give_back(VM *vm, Region *r);
void region_free_all(VM *vm);
/* live := mark over the span's cells. */
void span_sweep(VM *vm, Span *s);
bool span_is_empty(const Span *s); /* no cell marked */

/* memory.c */
bool heap_init(VM *vm);
void heap_free_all(VM *vm);
/* Marking is complete: what is not marked may be reused. Only the bins [first, last). */
void heap_flip(VM *vm, unsigned first, unsigned last, bool is_major);
/* Frees unmarked large cells, at most count; true when all have been looked at. */
bool heap_sweep_large(VM *vm, size_t count);
/* Queues the large cells (a minor collection: the young ones) for the sweep. */
void heap_queue_large(VM *vm, bool is_major);
/* Gives up what is left of an account's gaps. */
void heap_drop_gaps(VM *vm, uint32_t account, unsigned first, unsigned last);
void heap_free_large(VM *vm, LargeHeader *h);
/* Gives back span s, found empty and unswept. */
void heap_release_span(VM *vm, Span *s);
/* Uncounted raw memory for the collector's own lists: never collects, sets no error. */
void *heap_list_grow(VM *vm, void *list, size_t old_size, size_t new_size);

#endif
