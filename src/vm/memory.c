/* memory.c: raw memory, and the cells that the collector owns.
 *
 * Cells up to MAX_SMALL_CELL come from spans of one size class, kind and account by bumping a pointer over a *gap*, a run of
 * free cells. When a gap is used up, the next run of cells that are not in the span's `live` bitmap is claimed; when the
 * span is used up, the next one, and the first visit after a collection renews `live` from `mark`. That is all the
 * sweeping there is: no free lists, no destructors, and dead cells are never touched.
 *
 *   bin: open spans -> current span: | live | live |  gap ......  | live | ... -> done or full spans
 *                                           cursor ^   limit ^
 *
 * Larger cells come from the host one by one, with a LargeHeader before them in one of four lists: made since the last
 * collection, older, and the same waiting for the sweep.
 *
 * Accounting: a gap is charged to its account when it is claimed; what is left of the current gaps is taken off again by
 * account_bytes, so the count is exact. When marking ends, an account's bytes become what was marked.
 *
 * Invariants
 * 1. A cell handed out since the last flip is not in `live` of its span, and is below its bin's cursor or position.
 * 2. Cells are handed out from swept spans only.
 * 3. Between the end of marking and the end of the sweep of the intern table (hold_strings) dead strings keep their cells,
 *    and new ones are marked.
 * 4. heap->now belongs to heap->account; vm->account may run ahead of it until the next slow path.
 *
 * Everything that makes cells may collect (an emergency collection) and returns NULL with the memory error set.
 */
#include "memory.h"

#include <string.h>

#include "gc_internal.h"
#include "region.h"

#define LARGEST_GAP (8u * 1024) /* bounds what one claim charges, so that the collector keeps pace */

const uint16_t heap_cell_size[BIN_COUNT] = {
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 192, 208, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536,
    1792, 2048,
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 192, 208, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536,
    1792, 2048,
    32, 48, 64,
};

#define TWICE(c) c, c
#define FOUR(c) TWICE(c), TWICE(c)
#define EIGHT(c) FOUR(c), FOUR(c)
#define SIXTEEN(c) EIGHT(c), EIGHT(c)
const uint8_t heap_class_of_granules[MAX_SMALL_CELL / GRANULE + 1] = {
    0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, TWICE(10), 11, 12, TWICE(13), /* to 256 */
    FOUR(14), FOUR(15), FOUR(16), FOUR(17),                        /* 320 384 448 512 */
    EIGHT(18), EIGHT(19), EIGHT(20), EIGHT(21),                    /* 640 768 896 1024 */
    SIXTEEN(22), SIXTEEN(23), SIXTEEN(24), SIXTEEN(25),            /* 1280 1536 1792 2048 */
};
#undef TWICE
#undef FOUR
#undef EIGHT
#undef SIXTEEN

#if WEFT_STRESS_OOM
/* Whether this allocation is the one that is to fail. */
static bool is_refused_now(VM *vm)
{
    return vm->heap->refuse_in != 0 && --vm->heap->refuse_in == 0;
}
#else
#define is_refused_now(vm) false
#endif

/* ---- room ---- */

size_t account_bytes(const VM *vm, uint32_t account)
{
    const Heap *h = vm->heap;
    const Binned *b = h->accounts[account];
    size_t bytes = vm->accounts[account].bytes;
    if (b != NULL) {
        const Bumps *bumps = h->account == account ? &h->now : &b->bumps;
        for (unsigned i = 0; i < BIN_COUNT; i++) {
            bytes -= (size_t)(bumps->gaps[i].limit - bumps->gaps[i].cursor);
        }
    }
    return bytes;
}

size_t account_total(const VM *vm)
{
    size_t total = 0;
    for (uint32_t a = 0; a < vm->heap->account_end; a++) {
        total += account_bytes(vm, a);
    }
    return total;
}

static size_t room_below(size_t cap, size_t bytes)
{
    return bytes < cap ? cap - bytes : 0;
}

/* Bytes that all accounts may still take together, exact where it is less than `wanted`. */
static size_t total_room(const VM *vm, size_t wanted)
{
    size_t cap = vm->accounts[0].cap, bytes = 0;
    for (uint32_t a = 0; a < vm->heap->account_end; a++) {
        bytes += vm->accounts[a].bytes; /* gaps included: more than is used */
    }
    size_t room = room_below(cap, bytes);
    return LIKELY(room >= wanted) ? room : room_below(cap, account_total(vm));
}

/* Bytes that may still be charged to the running account, exact where it is less than `wanted`: its cap is the one limit, the VM's cap
 * of all accounts together the other. */
static size_t account_room(const VM *vm, size_t wanted)
{
    size_t room = SIZE_MAX;
    if (vm->accounts[0].cap != 0) {
        room = total_room(vm, wanted);
    }
    if (UNLIKELY(vm->account != 0) && vm->accounts[vm->account].cap != 0) {
        size_t own = room_below(vm->accounts[vm->account].cap, account_bytes(vm, vm->account));
        room = own < room ? own : room;
    }
    return room;
}

/* ---- raw memory ---- */

void *mem_realloc(VM *vm, void *p, size_t old_size, size_t new_size)
{
    if (new_size == 0) {
        mem_free(vm, p, old_size);
        return NULL;
    }
    bool grows = new_size > old_size;
    bool is_refused = grows && account_room(vm, new_size - old_size) < new_size - old_size;
    is_refused |= grows && is_refused_now(vm);
    void *q = is_refused ? NULL : vm->alloc(vm->alloc_ud, p, old_size, new_size);
    if (q == NULL) {
        vm_set_memory_error(vm);
        return NULL;
    }
    vm->accounts[0].bytes += new_size - old_size;
    vm->heap->raw_bytes += new_size - old_size;
    return q;
}

void *mem_alloc(VM *vm, size_t size)
{
    return size == 0 ? NULL : mem_realloc(vm, NULL, 0, size);
}

void mem_free(VM *vm, void *p, size_t size)
{
    if (p != NULL) {
        vm->alloc(vm->alloc_ud, p, size, 0);
        vm->accounts[0].bytes -= size;
        vm->heap->raw_bytes -= size;
    }
}

void *heap_list_grow(VM *vm, void *list, size_t old_size, size_t new_size)
{
    return is_refused_now(vm) ? NULL : vm->alloc(vm->alloc_ud, list, old_size, new_size);
}

/* ---- rings of spans ---- */

static void ring_push(Span **ring, Span *s)
{
    if (*ring == NULL) {
        s->next = s->prev = s;
        *ring = s;
    } else {
        s->next = *ring;
        s->prev = (*ring)->prev;
        s->prev->next = s;
        s->next->prev = s;
    }
}

static void ring_remove(Span **ring, Span *s)
{
    if (s->next == s) {
        *ring = NULL;
        return;
    }
    s->prev->next = s->next;
    s->next->prev = s->prev;
    if (*ring == s) {
        *ring = s->next;
    }
}

/* Moves all of b behind a; the spans' list field is corrected when they are next handled. */
static void ring_append(Span **a, Span **b)
{
    if (*b == NULL) {
        return;
    }
    if (*a == NULL) {
        *a = *b;
    } else {
        Span *last = (*b)->prev;
        (*a)->prev->next = *b;
        (*b)->prev = (*a)->prev;
        last->next = *a;
        (*a)->prev = last;
    }
    *b = NULL;
}

/* ---- accounts ---- */

static Binned *binned_of(VM *vm, uint32_t account)
{
    Heap *h = vm->heap;
    if (h->accounts[account] == NULL) {
        Binned *b = vm->alloc(vm->alloc_ud, NULL, 0, sizeof(Binned));
        if (b != NULL) {
            memset(b, 0, sizeof *b);
            h->accounts[account] = b;
            h->account_end = account < h->account_end ? h->account_end : account + 1;
        }
    }
    return h->accounts[account];
}

/* Makes heap->now the bumps of vm->account. */
static bool use_account(VM *vm)
{
    Heap *h = vm->heap;
    Binned *to = binned_of(vm, vm->account);
    if (to == NULL) {
        return false;
    }
    if (h->account != vm->account) {
        h->accounts[h->account]->bumps = h->now;
        h->now = to->bumps;
        h->account = vm->account;
    }
    return true;
}

void account_switch_slow(VM *vm, uint32_t account)
{
    vm->account = account;
    use_account(vm); /* when that fails, the next slow path tries again */
}

uint32_t account_new(VM *vm, size_t cap)
{
    for (uint32_t i = 1; i < MAX_ACCOUNTS; i++) {
        if (!vm->accounts[i].in_use) {
            if (binned_of(vm, i) == NULL) {
                vm_set_memory_error(vm);
                return 0;
            }
            vm->accounts[i].cap = cap; /* what a coroutine that still uses it has allocated stays charged */
            vm->accounts[i].in_use = true;
            return i;
        }
    }
    return 0;
}

void account_release(VM *vm, uint32_t account)
{
    vm->gc->released[account / 64] |= (uint64_t)1 << (account % 64);
}

static void charge(VM *vm, size_t bytes)
{
    Heap *h = vm->heap;
    vm->accounts[vm->account].bytes += bytes;
    h->allocated += bytes;
    if (h->allocated >= h->threshold) {
        h->wants_step = true;
    }
}

/* ---- gaps ---- */

/* The first granule at or after from whose bit is set, or end. */
static uint32_t next_set(const uint64_t *bits, uint32_t from, uint32_t end)
{
    while (from < end) {
        uint64_t word = bits[from / 64] >> (from % 64);
        if (word != 0) {
            from += (uint32_t)__builtin_ctzll(word);
            return from < end ? from : end;
        }
        from = (from / 64 + 1) * 64;
    }
    return end;
}

/* Finds the next run of free cells of the bin's current span from position on; false when there is none. */
static bool find_gap(Bin *bin, uint32_t step, uint32_t most, uint32_t *start, uint32_t *end)
{
    const Span *s = bin->current;
    const uint64_t *live = span_region(s)->live;
    uint32_t position = bin->position, limit = span_end(s);
    while (position + step <= limit && bit_get(live, position)) {
        position += step;
    }
    if (position + step > limit) {
        return false;
    }
    uint32_t cells = (next_set(live, position, limit) - position) / step;
    if (cells > most) {
        cells = most;
    }
    *start = position;
    *end = bin->position = position + cells * step;
    bin->found_free = true;
    return true;
}

/* Makes another span with free cells the bin's current one. */
static bool next_span(VM *vm, Bin *bin, unsigned b)
{
    Heap *h = vm->heap;
    if (bin->current != NULL) {
        Span *s = bin->current;
        s->list = bin->found_free ? SPAN_DONE : SPAN_FULL;
        ring_push(&bin->lists[s->list], s);
        bin->current = NULL;
    }
    Span *s = bin->lists[SPAN_OPEN];
    if (s != NULL) {
        ring_remove(&bin->lists[SPAN_OPEN], s);
        if (!span_is_swept(h, s)) {
            span_sweep(vm, s);
        }
    } else {
        uint32_t pages = bin->pages == 0 ? heap_cell_size[b] > 512 ? 2 : 1 : bin->pages;
        s = region_new_span(vm, b, vm->account, pages < REGION_PAGES - 1 ? pages : REGION_PAGES - 1);
        if (s == NULL) {
            return false;
        }
        bin->pages += s->page_count;
    }
    s->list = SPAN_CURRENT;
    bin->current = s;
    bin->position = span_start(s);
    bin->found_free = false;
    return true;
}

/* A string made while dead strings are being taken out of the intern table is old at once (invariant 3). */
static void mark_new_string(VM *vm, Region *r, uint32_t granule, size_t size)
{
    bit_set(r->mark, granule);
    vm->accounts[vm->account].marked += size;
}

static bool claim_gap(VM *vm, unsigned b)
{
    if (!use_account(vm)) {
        return false;
    }
    Heap *h = vm->heap;
    Binned *binned = h->accounts[vm->account];
    Bin *bin = &binned->bins[b];
    uint32_t cell = heap_cell_size[b], step = cell / GRANULE, start, end;
    bool is_held = b >= BIN_STRING && h->hold_strings;
    size_t room = account_room(vm, LARGEST_GAP);
    if (room < cell) {
        return false;
    }
    uint32_t most = is_held || WEFT_STRESS_GC ? 1 : (uint32_t)((room < LARGEST_GAP ? room : LARGEST_GAP) / cell);
    while (bin->current == NULL || !find_gap(bin, step, most, &start, &end)) {
        if (!next_span(vm, bin, b)) {
            return false;
        }
    }
    Region *r = span_region(bin->current);
    h->now.gaps[b] = (Gap){granule_address(r, start), granule_address(r, end)};
    size_t bytes = (size_t)(end - start) * GRANULE;
    charge(vm, bytes);
    if (is_held) {
        mark_new_string(vm, r, start, cell);
    } else if (b >= BIN_STRING) {
        binned->young_strings += bytes;
    }
    return true;
}

static NOINLINE void *small_alloc(VM *vm, unsigned b)
{
    Gap *gap = &vm->heap->now.gaps[b];
#if WEFT_STRESS_GC
    gc_stress(vm);
#endif
    /* when the account has changed, so have the gaps */
    bool is_refused = is_refused_now(vm);
    if (!use_account(vm) || gap->cursor == gap->limit || is_refused) {
        bool found = !is_refused && claim_gap(vm, b);
        if (!found && gc_emergency(vm) && !is_refused) {
            found = claim_gap(vm, b);
        }
        if (!found) {
            vm_set_memory_error(vm);
            return NULL;
        }
    }
    char *p = gap->cursor;
    gap->cursor = p + heap_cell_size[b];
    return p;
}

/* ---- large cells ---- */

static void large_link(Heap *h, LargeHeader *l, int list)
{
    LargeHeader *first = h->large[list];
    l->prev = NULL;
    l->next = first;
    if (first != NULL) {
        first->prev = l;
    }
    h->large[list] = l;
}

static void large_unlink(Heap *h, LargeHeader *l)
{
    if (l->prev != NULL) {
        l->prev->next = l->next;
    } else { /* lists are moved as a whole, so only the heads know which one it is */
        int list = 0;
        while (h->large[list] != l) {
            list++;
        }
        h->large[list] = l->next;
    }
    if (l->next != NULL) {
        l->next->prev = l->prev;
    }
}

static LargeHeader *large_try(VM *vm, size_t size)
{
    size_t total;
    if (!size_add(size, LARGE_HEADER + GRANULE, &total) || account_room(vm, size) < size) {
        return NULL;
    }
    char *block = vm->alloc(vm->alloc_ud, NULL, 0, total);
    if (block == NULL) {
        return NULL;
    }
    size_t shift = (size_t)(-(uintptr_t)block & (GRANULE - 1));
    LargeHeader *l = (LargeHeader *)(block + shift);
    *l = (LargeHeader){.size = size, .account = (uint8_t)vm->account, .shift = (uint8_t)shift};
    large_link(vm->heap, l, LARGE_YOUNG);
    charge(vm, size);
    return l;
}

static void *large_alloc(VM *vm, size_t size, bool is_object)
{
#if WEFT_STRESS_GC
    gc_stress(vm);
#endif
    bool is_refused = is_refused_now(vm);
    LargeHeader *l = is_refused ? NULL : large_try(vm, size);
    if (l == NULL && gc_emergency(vm) && !is_refused) {
        l = large_try(vm, size);
    }
    if (l == NULL) {
        vm_set_memory_error(vm);
        return NULL;
    }
    l->is_object = is_object;
    return large_cell(l);
}

void heap_free_large(VM *vm, LargeHeader *l)
{
    large_unlink(vm->heap, l);
#if WEFT_STRESS_GC
    memset(large_cell(l), 0xdb, l->size);
#endif
    vm->alloc(vm->alloc_ud, (char *)l - l->shift, l->size + LARGE_HEADER + GRANULE, 0);
}

/* Gives back a large cell that its owner has done with. */
static void large_give_back(VM *vm, LargeHeader *l)
{
    Account *account = &vm->accounts[l->account];
    if (l->epoch == vm->heap->mark_epoch) {
        account->marked -= l->size;
    }
    account->bytes -= l->size;
    heap_free_large(vm, l);
}

void heap_queue_large(VM *vm, bool is_major)
{
    LargeHeader **large = vm->heap->large;
    vm_assert(large[LARGE_UNSWEPT] == NULL && large[LARGE_UNSWEPT + 1] == NULL);
    large[LARGE_UNSWEPT] = large[LARGE_YOUNG];
    large[LARGE_YOUNG] = NULL;
    if (is_major) {
        large[LARGE_UNSWEPT + 1] = large[LARGE_OLD];
        large[LARGE_OLD] = NULL;
    }
}

bool heap_sweep_large(VM *vm, size_t count)
{
    Heap *h = vm->heap;
    for (int list = LARGE_UNSWEPT; list < LARGE_LISTS; list++) {
        while (h->large[list] != NULL) {
            if (count-- == 0) {
                return false;
            }
            LargeHeader *l = h->large[list];
            if (l->epoch == h->mark_epoch) {
                large_unlink(h, l);
                large_link(h, l, LARGE_OLD);
            } else {
                heap_free_large(vm, l);
            }
        }
    }
    return true;
}

/* ---- cells ---- */

void *gc_new(VM *vm, Tag type, size_t size)
{
    Object *o;
    uint8_t bits = 0;
    vm_assert(size >= sizeof(Object));
    if (LIKELY(size <= MAX_SMALL_CELL)) {
        unsigned b = heap_class(size);
        if (type == TAG_STRING && size <= MAX_STRING_CELL) {
            b = BIN_STRING + (b > 0 ? b - 1 : 0);
        }
        o = heap_bump(vm, b, heap_cell_size[b]);
        if (UNLIKELY(o == NULL)) {
            o = small_alloc(vm, b);
        }
    } else {
        o = large_alloc(vm, size, true);
        bits = GC_LARGE;
    }
    if (LIKELY(o != NULL)) {
        *o = (Object){.type = (uint8_t)type, .gc = bits};
    }
    return o;
}

void *gc_new_buffer(VM *vm, size_t size)
{
    if (UNLIKELY(size > MAX_SMALL_CELL)) {
        return large_alloc(vm, size, false);
    }
    unsigned b = BIN_BUFFER + heap_class(size);
    void *p = heap_bump(vm, b, heap_cell_size[b]);
    return LIKELY(p != NULL) ? p : small_alloc(vm, b);
}

size_t gc_buffer_room(const void *p, size_t size)
{
    return size > MAX_SMALL_CELL ? large_header(p)->size : size;
}

void gc_free_buffer(VM *vm, void *p, size_t size)
{
    if (p == NULL) {
        return;
    }
    if (size > MAX_SMALL_CELL) {
        large_give_back(vm, large_header(p));
        return;
    }
    unsigned b = BIN_BUFFER + heap_class(size);
    Gap *gap = &vm->heap->now.gaps[b];
    if (gap->cursor == (char *)p + heap_cell_size[b]) { /* the last one made: as if it had not been */
        gap->cursor = p;
    }
}

void stack_give_back(VM *vm, void *p, size_t size)
{
    if (size > MAX_SMALL_CELL || span_of(p)->account == vm->heap->account) {
        stack_free(vm, p, size);
    }
}

/* ---- the end of a mark ---- */

#if WEFT_STRESS_GC
/* Renews and poisons at once, so that a use of a dead cell shows. */
static void sweep_ring(VM *vm, Span *ring)
{
    Span *s = ring;
    if (s != NULL) {
        do {
            span_sweep(vm, s);
            s = s->next;
        } while (s != ring);
    }
}
#endif

static void bin_flip(VM *vm, Bin *bin, bool is_major)
{
    if (bin->current != NULL) {
        ring_push(&bin->lists[SPAN_DONE], bin->current);
        bin->current = NULL;
    }
    ring_append(&bin->lists[SPAN_OPEN], &bin->lists[SPAN_DONE]);
    if (is_major) {
        ring_append(&bin->lists[SPAN_OPEN], &bin->lists[SPAN_FULL]);
    }
#if WEFT_STRESS_GC
    sweep_ring(vm, bin->lists[SPAN_OPEN]);
    sweep_ring(vm, bin->lists[SPAN_FULL]);
#else
    (void)vm;
#endif
}

void heap_flip(VM *vm, unsigned first, unsigned last, bool is_major)
{
    Heap *h = vm->heap;
    if (first < BIN_STRING) {
        h->epoch++;
    }
    if (last > BIN_STRING) {
        h->string_epoch++;
    }
    for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
        Binned *binned = h->accounts[a];
        if (binned == NULL) {
            continue;
        }
        heap_drop_gaps(vm, a, first, last);
        for (unsigned b = first; b < last; b++) {
            bin_flip(vm, &binned->bins[b], is_major);
        }
        if (last > BIN_STRING) {
            binned->young_strings = 0;
        }
    }
}

void heap_drop_gaps(VM *vm, uint32_t account, unsigned first, unsigned last)
{
    Heap *h = vm->heap;
    Bumps *bumps = h->account == account ? &h->now : &h->accounts[account]->bumps;
    for (unsigned b = first; b < last; b++) {
        Gap *gap = &bumps->gaps[b];
        vm->accounts[account].bytes -= (size_t)(gap->limit - gap->cursor);
        *gap = (Gap){NULL, NULL};
    }
    if (first < BIN_STRING) {
        memset(bumps->stacks, 0, sizeof bumps->stacks);
    }
}

void heap_release_span(VM *vm, Span *s)
{
    Bin *bin = &vm->heap->accounts[s->account]->bins[s->bin];
    vm_assert(bin->current != s);
    ring_remove(&bin->lists[SPAN_OPEN], s);
    bin->pages -= s->page_count;
    region_free_span(vm, s);
}

/* ---- life ---- */

bool heap_init(VM *vm)
{
    Heap *h = vm->alloc(vm->alloc_ud, NULL, 0, sizeof(Heap));
    if (h == NULL) {
        return false;
    }
    memset(h, 0, sizeof *h);
    h->epoch = h->string_epoch = h->mark_epoch = 1;
    vm->heap = h;
    vm->accounts[0].in_use = true;
    if (binned_of(vm, 0) == NULL) {
        vm->alloc(vm->alloc_ud, h, sizeof(Heap), 0);
        vm->heap = NULL;
        return false;
    }
    return true;
}

void heap_free_all(VM *vm)
{
    Heap *h = vm->heap;
    for (int list = 0; list < LARGE_LISTS; list++) {
        while (h->large[list] != NULL) {
            heap_free_large(vm, h->large[list]);
        }
    }
    region_free_all(vm);
    for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
        if (h->accounts[a] != NULL) {
            vm->alloc(vm->alloc_ud, h->accounts[a], sizeof(Binned), 0);
        }
    }
    vm->alloc(vm->alloc_ud, h, sizeof(Heap), 0);
    vm->heap = NULL;
}
