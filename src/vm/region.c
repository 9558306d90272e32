/* region.c: regions and their pages.
 *
 * The host gives chunks of any alignment; the 64 KB aligned regions inside are carved out, the last one possibly with
 * fewer pages, so that a chunk wastes only what lies before its first boundary. The first chunk is small: a VM that does
 * little stays little. Page 0 of a region is its header; the others are dealt out as spans of one to 31 pages.
 *
 *   host block: | Chunk | (unusable) | region .. region | tail region: some pages |
 *
 * Invariants
 * 1. A free page's bits are zero in both bitmaps.
 * 2. A region is in heap->free_regions exactly when it has a free page.
 * 3. A region with only free pages counts in heap->empty_count and its chunk's `empty`; a chunk of empty regions goes back
 *    to the host (region_give_back, called by the sweep) when another chunk's worth of empty regions remains.
 *
 * Nothing here collects or sets an error: NULL means that the host refused.
 */
#include "region.h"

#include <string.h>

#define FIRST_CHUNK (96u * 1024)  /* 32 to 94 KB of it are usable, by its alignment */
#define LARGER_CHUNK (256u * 1024)
#define NEXT_CHUNK (1024u * 1024)
#define SMALLEST_CHUNK (132u * 1024) /* holds a whole region however it lies */
#define SLACK_REGIONS 16u         /* empty regions kept for the next allocations: about a chunk */
#define LEAST_PAGES 4u            /* a tail region shorter than this is not worth its header */

static uint32_t all_pages(const Region *r)
{
    uint32_t mask = r->usable_pages == 32 ? UINT32_MAX : ((uint32_t)1 << r->usable_pages) - 1;
    return mask & ~(uint32_t)1;
}

static void link_free(Heap *h, Region *r)
{
    r->prev_free = NULL;
    r->next_free = h->free_regions;
    if (h->free_regions != NULL) {
        h->free_regions->prev_free = r;
    }
    h->free_regions = r;
}

static void unlink_free(Heap *h, Region *r)
{
    if (r->prev_free != NULL) {
        r->prev_free->next_free = r->next_free;
    } else {
        h->free_regions = r->next_free;
    }
    if (r->next_free != NULL) {
        r->next_free->prev_free = r->prev_free;
    }
}

static void region_init(Heap *h, Chunk *c, Region *r, uint32_t pages)
{
    memset(r, 0, sizeof *r);
    r->chunk = c;
    r->usable_pages = pages;
    r->free_pages = all_pages(r);
    r->next = h->regions;
    if (h->regions != NULL) {
        h->regions->prev = r;
    }
    h->regions = r;
    link_free(h, r);
    c->regions++;
    c->empty++;
    h->region_count++;
    h->empty_count++;
}

static Region *first_region(Chunk *c)
{
    return (Region *)(((uintptr_t)(c + 1) + REGION_SIZE - 1) & ~(uintptr_t)(REGION_SIZE - 1));
}

static bool chunk_new(VM *vm, size_t size)
{
    Heap *h = vm->heap;
    Chunk *c = vm->alloc(vm->alloc_ud, NULL, 0, size);
    if (c == NULL) {
        return false;
    }
    *c = (Chunk){.next = h->chunks, .size = size};
    h->chunks = c;
    h->chunk_count++;
    uintptr_t end = (uintptr_t)c + size;
    uintptr_t at = (uintptr_t)first_region(c);
    while (at + LEAST_PAGES * REGION_PAGE <= end) {
        size_t pages = (end - at) / REGION_PAGE;
        region_init(h, c, (Region *)at, pages < REGION_PAGES ? (uint32_t)pages : REGION_PAGES);
        at += REGION_SIZE;
    }
    return true;
}

static bool add_chunk(VM *vm)
{
    static const size_t sizes[] = {SMALLEST_CHUNK, LARGER_CHUNK, NEXT_CHUNK};
    size_t count = vm->heap->chunk_count;
    if (count < 2) {
        return chunk_new(vm, FIRST_CHUNK);
    }
    for (size_t i = count < 4 ? count - 1 : 3; i-- > 0;) {
        if (chunk_new(vm, sizes[i])) {
            return true;
        }
    }
    return false;
}

static void unlink_region(Heap *h, Region *r)
{
    if (h->walk == r) {
        h->walk = r->next;
    }
    unlink_free(h, r);
    if (r->prev != NULL) {
        r->prev->next = r->next;
    } else {
        h->regions = r->next;
    }
    if (r->next != NULL) {
        r->next->prev = r->prev;
    }
    h->region_count--;
    h->empty_count--;
}

static void chunk_free(VM *vm, Chunk *c)
{
    Heap *h = vm->heap;
    char *at = (char *)first_region(c);
    for (uint32_t i = 0; i < c->regions; i++, at += REGION_SIZE) {
        unlink_region(h, (Region *)at);
    }
    Chunk **link = &h->chunks;
    while (*link != c) {
        link = &(*link)->next;
    }
    *link = c->next;
    h->chunk_count--;
    vm->alloc(vm->alloc_ud, c, c->size, 0);
}

void region_give_back(VM *vm, Region *r)
{
    Heap *h = vm->heap;
    Chunk *c = r->chunk;
    if (c->empty == c->regions && h->empty_count >= c->regions + SLACK_REGIONS + h->region_count / 8) {
        chunk_free(vm, c);
    }
}

void region_free_all(VM *vm)
{
    Heap *h = vm->heap;
    for (Chunk *c = h->chunks, *next; c != NULL; c = next) {
        next = c->next;
        vm->alloc(vm->alloc_ud, c, c->size, 0);
    }
    h->chunks = NULL;
    h->regions = h->free_regions = NULL;
}

/* The first run of `pages` free pages, or the longest one when there is none; *length its length, at most pages. */
static uint32_t find_run(const Region *r, uint32_t pages, uint32_t *length)
{
    uint32_t best = 0, best_length = 0, free = r->free_pages;
    for (uint32_t i = 1; i < r->usable_pages; i++) {
        uint32_t n = 0;
        while (i + n < r->usable_pages && n < pages && (free >> (i + n) & 1)) {
            n++;
        }
        if (n > best_length) {
            best = i;
            best_length = n;
            if (n == pages) {
                break;
            }
        }
        i += n;
    }
    *length = best_length;
    return best;
}

static Span *span_carve(Heap *h, Region *r, uint32_t first, uint32_t pages, unsigned bin, uint32_t account)
{
    if (r->free_pages == all_pages(r)) {
        r->chunk->empty--;
        h->empty_count--;
    }
    r->free_pages &= ~((pages == 32 ? UINT32_MAX : ((uint32_t)1 << pages) - 1) << first);
    if (r->free_pages == 0) {
        unlink_free(h, r);
    }
    memset(&r->page_span[first], (int)first, pages);
    Span *s = &r->spans[first];
    s->next = s->prev = s;
    s->epoch = heap_epoch_of(h, bin);
    s->bin = (uint8_t)bin;
    s->account = (uint8_t)account;
    s->first_page = (uint8_t)first;
    s->page_count = (uint8_t)(pages & 63);
    s->list = SPAN_CURRENT;
    return s;
}

Span *region_new_span(VM *vm, unsigned bin, uint32_t account, uint32_t pages)
{
    Heap *h = vm->heap;
    uint32_t least = heap_cell_size[bin] > 512 && pages > 1 ? 2 : 1;
    for (int attempt = 0; attempt < 2; attempt++) {
        Region *best = NULL;
        uint32_t best_first = 0, best_length = 0;
        int looks = 8; /* a bounded search: fragmentation may cost memory, not time */
        for (Region *r = h->free_regions; r != NULL && looks > 0; r = r->next_free, looks--) {
            uint32_t length, first = find_run(r, pages, &length);
            if (length > best_length) {
                best = r;
                best_first = first;
                best_length = length;
                if (length == pages) {
                    break;
                }
            }
        }
        if (best != NULL && best_length >= least) {
            return span_carve(h, best, best_first, best_length, bin, account);
        }
        if (attempt == 0 && !add_chunk(vm)) {
            return NULL;
        }
    }
    return NULL;
}

void region_free_span(VM *vm, Span *s)
{
    Heap *h = vm->heap;
    Region *r = span_region(s);
    uint32_t first = s->first_page, pages = s->page_count;
    memset(&r->live[first * PAGE_WORDS], 0, pages * PAGE_WORDS * sizeof(uint64_t));
    memset(&r->mark[first * PAGE_WORDS], 0, pages * PAGE_WORDS * sizeof(uint64_t));
    memset(&r->page_span[first], 0, pages);
    if (r->free_pages == 0) {
        link_free(h, r);
    }
    r->free_pages |= (((uint32_t)1 << pages) - 1) << first;
    if (r->free_pages == all_pages(r)) {
        r->chunk->empty++;
        h->empty_count++;
    }
}

void span_sweep(VM *vm, Span *s)
{
    Region *r = span_region(s);
    uint32_t first = s->first_page * PAGE_WORDS;
    memcpy(&r->live[first], &r->mark[first], s->page_count * PAGE_WORDS * sizeof(uint64_t));
    s->epoch = heap_epoch_of(vm->heap, s->bin);
#if WEFT_STRESS_GC
    uint32_t step = heap_cell_size[s->bin] / GRANULE;
    for (uint32_t g = span_start(s); g + step <= span_end(s); g += step) {
        if (!bit_get(r->mark, g)) {
            memset(granule_address(r, g), 0xdb, heap_cell_size[s->bin]);
        }
    }
#endif
}

bool span_is_empty(const Span *s)
{
    const uint64_t *word = &span_region(s)->mark[s->first_page * PAGE_WORDS];
    for (uint32_t i = 0; i < s->page_count * PAGE_WORDS; i++) {
        if (word[i] != 0) {
            return false;
        }
    }
    return true;
}
