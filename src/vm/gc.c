/* gc.c: the collector's cycle, its pace, barriers and parameters.
 *
 *   PAUSE -> CLEAR -> MARK -> (atomic end of marking) -> STRINGS -> SWEEP -> PAUSE
 *
 * CLEAR wipes the mark bits region by region (and renews `live` of spans that nobody visited since the last cycle). MARK
 * traverses grey objects in steps. When none is left, objects and coroutines that were touched meanwhile are done again, in
 * steps too, while there are many; the rest, the running coroutine and the roots are done in one go, followed by weak tables,
 * finalizers and shapes. Then all spans count as unswept at once, by an epoch (heap_flip), except those of strings, which wait
 * until the intern table has been swept in slices.
 *
 * The pause that ends marking depends on what the program touched since the last pass, not on how much is alive,
 * suspended or interned.
 *
 * Generational mode keeps the marks: what survived is old and black. A minor collection starts from the roots, the
 * remembered objects and the coroutines that ran, and does only the atomic end of marking. Major collections are the same
 * incremental cycles as in incremental mode, begun when the heap has grown enough.
 *
 * The pace is set by bytes claimed by the allocator: heap->wants_step is raised at a threshold, and the next safe point
 * works in proportion to what was claimed since.
 *
 * Nothing here raises or allocates cells. gc_full may be reached from every allocation (emergency).
 */
#include <string.h>

#include "gc_internal.h"
#include "shape.h"
#include "table.h"
#include "string.h"

#define DEFAULT_PAUSE 200            /* Lua 5.4's defaults */
#define DEFAULT_STEP_MULTIPLIER 100
#define DEFAULT_STEP_SIZE_LOG2 13
#define DEFAULT_MINOR_MULTIPLIER 20
#define DEFAULT_MAJOR_MULTIPLIER 100
#define WORK_RATIO 8u                /* bytes traversed for each byte allocated, at a multiplier of 100 */
#define LEAST_PAUSE_BYTES (256u * 1024) /* a small heap is not collected more often than that */
#define LEAST_NURSERY (256u * 1024)  /* the nursery adapts to what survives, */
#define FIRST_NURSERY (512u * 1024)
#define LARGEST_NURSERY (8u * 1024 * 1024)
#define MUCH_MINOR_WORK (384u * 1024) /* for a pause of 1 ms or so; such a minor collection halves the nursery */
#define LITTLE_MINOR_WORK (96u * 1024) /* doubles it */
#define LEAST_GROWTH (1024u * 1024)  /* no major collection before the heap has grown by that */
#define REGION_WORK 1024u            /* work that clearing one region counts for */
#define SWEEP_WORK 256u              /* and sweeping one: soon done, for no minor collection is made before */
#define STRING_WORK 16u              /* and one bucket of the intern table */
#define RESCAN_WORK 256u             /* traversing a touched coroutine, table or card again, on average */
#define CARD_WEIGHT 8u               /* a card counts for so many of these */
#define MOST_ROUNDS 10
#define LITTLE_WORK (64u * 1024)     /* traversing that much is no pause */
#define TRIM_STACKS 256              /* looked at in one go */
#define MANY_GRAY_AGAIN 256u         /* so many touched objects are done in steps, not in the final pause */
#define LEAST_YOUNG_STRINGS (128u * 1024) /* minor collections leave fewer bytes of strings alone */
#define FIRST_LIST 64u

/* ---- lists ---- */

bool list_grow(VM *vm, ObjectList *l, size_t cap)
{
    if (cap < FIRST_LIST) {
        cap = FIRST_LIST;
    }
    Object **items = heap_list_grow(vm, l->items, l->cap * sizeof(Object *), cap * sizeof(Object *));
    if (items == NULL) {
        return false;
    }
    l->items = items;
    l->cap = cap;
    return true;
}

void list_free(VM *vm, ObjectList *l)
{
    if (l->items != NULL) {
        vm->alloc(vm->alloc_ud, l->items, l->cap * sizeof(Object *), 0);
    }
    *l = (ObjectList){NULL, 0, 0};
}

/* ---- life ---- */

bool gc_init(VM *vm)
{
    if (!heap_init(vm)) {
        return false;
    }
    Gc *gc = vm->alloc(vm->alloc_ud, NULL, 0, sizeof(Gc));
    if (gc == NULL) {
        heap_free_all(vm);
        return false;
    }
    memset(gc, 0, sizeof *gc);
    gc->pause = DEFAULT_PAUSE;
    gc->step_multiplier = DEFAULT_STEP_MULTIPLIER;
    gc->step_size_log2 = DEFAULT_STEP_SIZE_LOG2;
    gc->minor_multiplier = DEFAULT_MINOR_MULTIPLIER;
    gc->major_multiplier = DEFAULT_MAJOR_MULTIPLIER;
    gc->nursery = FIRST_NURSERY;
    vm->gc = gc;
    vm->heap->threshold = LEAST_PAUSE_BYTES;
    return true;
}

void gc_free_all(VM *vm)
{
    Gc *gc = vm->gc;
    weak_reset(vm);
    cards_free(vm);
    list_free(vm, &gc->stack);
    list_free(vm, &gc->remembered);
    list_free(vm, &gc->weak);
    list_free(vm, &gc->roomy);
    list_free(vm, &gc->finalizers);
    list_free(vm, &gc->queue);
    vm->alloc(vm->alloc_ud, gc, sizeof(Gc), 0);
    vm->gc = NULL;
    heap_free_all(vm);
}

/* ---- barriers ---- */

void gc_barrier_slow(VM *vm, Object *obj)
{
    Gc *gc = vm->gc;
    obj->gc &= (uint8_t)~GC_BLACK;
    bool remembers = gc->phase == PHASE_MARK || (gc->mode == GC_GENERATIONAL && gc->phase != PHASE_CLEAR);
    if (!remembers || !object_is_marked(vm->heap, obj)) {
        return;
    }
    if (obj->type == TAG_COROUTINE) {
        gc_enlist_coroutine(vm, (Coroutine *)obj);
    } else if (!list_push(vm, &gc->remembered, obj)) {
        gc->rescan = true;
    }
}

bool gc_is_dead(VM *vm, Object *o)
{
    const Gc *gc = vm->gc;
    return (gc->phase == PHASE_STRINGS || gc->is_pruning) && !object_is_marked(vm->heap, o);
}

void gc_revive(VM *vm, Object *o)
{
    if (vm->gc->phase == PHASE_STRINGS && !object_is_marked(vm->heap, o)) {
        gc_mark_object(vm, o);
        if (!(o->gc & GC_LARGE)) {
            vm->accounts[span_of(o)->account].bytes += heap_cell_size[span_of(o)->bin];
        }
    }
}

/* ---- the phases ---- */

/* What the lists hold of the last cycle is of no use to a mark that starts afresh. True when all is dropped. */
static bool drop_remembered(Gc *gc, size_t *work)
{
    gc->remembered.count = 0;
    while (gc->gray_coroutines != NULL) {
        if (*work >= 64 * 1024) {
            return false;
        }
        Coroutine *co = gc->gray_coroutines;
        gc->gray_coroutines = co->gray_link;
        co->header.gc &= (uint8_t)~GC_GRAY_AGAIN;
        *work += STRING_WORK;
    }
    gc->gray_count = 0;
    return true;
}

static void start_cycle(VM *vm)
{
    Gc *gc = vm->gc;
    gc->phase = PHASE_CLEAR;
    gc->is_minor = gc->minor_cycle = false;
    gc->stack.count = 0;
    gc->slice_count = 0;
    gc->rescan = gc->is_rescanning = false;
    weak_reset(vm);
    vm->heap->walk = vm->heap->regions;
}

static void clear_region(VM *vm, Region *r)
{
    for (uint32_t page = 1; page < r->usable_pages; page++) {
        if (r->page_span[page] == page && !span_is_swept(vm->heap, &r->spans[page])) {
            span_sweep(vm, &r->spans[page]);
        }
    }
    memset(r->mark, 0, sizeof r->mark);
}

static void start_mark(VM *vm)
{
    Gc *gc = vm->gc;
    gc->phase = PHASE_MARK;
    cards_reset(vm);
    gc->rounds = 0;
    gc->round_work = SIZE_MAX / 2;
    gc->string_bytes = 0;
    vm->heap->mark_epoch++;
    for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
        vm->accounts[a].marked = 0;
    }
    gc_mark_roots(vm);
}

static size_t step_clear(VM *vm, size_t budget)
{
    Heap *h = vm->heap;
    size_t work = 0;
    if (!drop_remembered(vm->gc, &work)) {
        return work;
    }
    while (h->walk != NULL) {
        if (work >= budget) {
            return work;
        }
        Region *r = h->walk;
        h->walk = r->next;
        clear_region(vm, r);
        work += REGION_WORK;
    }
    start_mark(vm);
    return work + REGION_WORK;
}

/* Makes grey what was stored into since it was traversed, the last `most` objects of it. */
static void push_remembered(VM *vm, size_t most)
{
    Gc *gc = vm->gc;
    ObjectList *l = &gc->remembered;
    for (; l->count > 0 && most > 0; most--) {
        if (!list_push(vm, &gc->stack, l->items[--l->count])) {
            gc->rescan = true; /* it is marked and not black */
        }
    }
}

/* Scans a coroutine that C code may store into at any time: it stays grey. */
static void traverse_used(VM *vm, Coroutine *co)
{
    if (co != NULL && co != vm->co) {
        gc_traverse(vm, &co->header);
        co->header.gc &= (uint8_t)~GC_BLACK;
        gc_enlist_coroutine(vm, co);
    }
}

static void mark_current(VM *vm)
{
    gc_mark_roots(vm);
    cards_mark(vm, SIZE_MAX);
    cards_mark_nodes(vm, SIZE_MAX);
    push_remembered(vm, SIZE_MAX);
    gc_rescan_coroutines(vm, vm->gc->gray_count);
    if (vm->co != NULL) {
        gc_traverse(vm, &vm->co->header);
    }
    for (CEntry *e = vm->entry; e != NULL; e = e->previous) { /* C code may use them without a switch */
        traverse_used(vm, e->co);
        traverse_used(vm, entry_outer(e));
    }
}

static void clear_and_finalize(VM *vm)
{
    Gc *gc = vm->gc;
    weak_converge(vm);
    size_t before = gc->weak.count;
    weak_clear_values(vm, 0);
    finalize_separate(vm, false);
    finalize_mark_queue(vm);
    weak_converge(vm);
    weak_clear_keys(vm);
    weak_clear_values(vm, before);
    gc->weak_bytes = 0;
    for (size_t i = 0; i < gc->weak.count; i++) {
        gc->weak_bytes += table_nodes_bytes((Table *)gc->weak.items[i]);
    }
    weak_reset(vm);
}

/* Bytes of the young strings that a minor collection leaves alone. */
static size_t young_strings(const VM *vm, uint32_t account)
{
    const Binned *b = vm->heap->accounts[account];
    return b == NULL ? 0 : b->young_strings;
}

static bool strings_are_due(const VM *vm)
{
    const Gc *gc = vm->gc;
    size_t young = 0;
    for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
        young += young_strings(vm, a);
    }
    return young > LEAST_YOUNG_STRINGS && young > gc->string_bytes / 2;
}

/* Charges each account with what is alive. */
static void settle_accounts(VM *vm, bool with_strings)
{
    for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
        Account *account = &vm->accounts[a];
        if (!with_strings && vm->heap->accounts[a] != NULL) {
            /* string gaps go on: what is left of them is still taken off by account_bytes */
            account->bytes = account->marked + young_strings(vm, a);
        } else {
            account->bytes = account->marked;
        }
    }
    vm->accounts[0].bytes += vm->heap->raw_bytes;
}

/* ---- stacks that are too large ---- */

/* Marking is complete: the dead ones leave the list, and all others are to be looked at, once. */
static void review_roomy(VM *vm)
{
    Gc *gc = vm->gc;
    ObjectList *l = &gc->roomy;
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        bool is_listed = i < gc->trim_kept || i >= gc->trim_next;
        if (is_listed && object_is_marked(vm->heap, l->items[i])) {
            l->items[kept++] = l->items[i];
        }
    }
    l->count = kept;
    gc->trim_next = gc->trim_kept = 0;
    if (kept > 0) {
        vm->finalizers_due = true;
    }
}

bool gc_trim_stacks(VM *vm)
{
    Gc *gc = vm->gc;
    ObjectList *l = &gc->roomy;
    for (int i = 0; gc->trim_next < l->count; i++) {
        if (i == TRIM_STACKS) {
            return true;
        }
        Coroutine *co = (Coroutine *)l->items[gc->trim_next++];
        if (co->stack != NULL && stack_trim(vm, co)) {
            l->items[gc->trim_kept++] = &co->header;
        } else {
            co->header.gc &= (uint8_t)~(GC_LISTED | GC_ROOMY);
        }
    }
    l->count = gc->trim_next = gc->trim_kept;
    return false;
}

static void finish_mark(VM *vm)
{
    Gc *gc = vm->gc;
    bool with_strings = !gc->is_minor || strings_are_due(vm);
    gc->is_atomic = true;
    mark_current(vm);
    clear_and_finalize(vm);
    gc->is_atomic = false;
    gc->is_pruning = true;
    shape_prune(vm, gc_is_dead);
    gc->is_pruning = false;
    review_roomy(vm);
#if WEFT_ASSERT || WEFT_STRESS_GC
    if (gc_verify(vm) != 0) {
        vm_assert(!"a black object refers to a white cell");
        __builtin_trap();
    }
#endif
    vm_forget_lookups(vm); /* they refer to what may be freed from now on */
    memset(vm->byte_strings, 0, sizeof vm->byte_strings);
    heap_flip(vm, 0, BIN_STRING, !gc->is_minor);
    if (with_strings) {
        for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
            if (vm->heap->accounts[a] != NULL) {
                heap_drop_gaps(vm, a, BIN_STRING, BIN_COUNT);
            }
        }
        vm->heap->hold_strings = true;
    }
    settle_accounts(vm, with_strings);
    heap_queue_large(vm, !gc->is_minor);
    gc->minor_cycle = gc->is_minor;
    gc->is_minor = false;
    gc->phase = with_strings ? PHASE_STRINGS : PHASE_SWEEP;
    vm->heap->walk = gc->minor_cycle ? NULL : vm->heap->regions;
    if (gc->stack.cap > 16 * 1024) {
        list_free(vm, &gc->stack);
    }
}

/* While much was touched since it was traversed, some of that is done again before the final pause; a step does
 * more than the program can touch in between, and the total of each round is limited. 0: little is left. */
static size_t step_rescan(VM *vm, size_t budget)
{
    Gc *gc = vm->gc;
    size_t touched = gc->remembered.count + gc->gray_count + gc->cards.count * CARD_WEIGHT + gc->node_cards.count;
    size_t most = budget / RESCAN_WORK + MANY_GRAY_AGAIN / 8;
    if (touched <= MANY_GRAY_AGAIN) {
        return 0;
    }
    if (!gc->is_rescanning) {
        gc->is_rescanning = true;
        gc->rescans_left = 8 * touched;
    }
    if (gc->rescans_left < most) {
        return 0;
    }
    gc->rescans_left -= most;
    push_remembered(vm, most);
    gc_rescan_coroutines(vm, most);
    cards_mark(vm, most / CARD_WEIGHT + 1);
    cards_mark_nodes(vm, most);
    return most * RESCAN_WORK;
}

/* What the program made meanwhile may hang on nothing but roots and the running stack. As long as marking from there finds
 * much, it is done once more in steps. False: it found little the last time. */
static bool start_round(VM *vm)
{
    Gc *gc = vm->gc;
    if (gc->rounds == MOST_ROUNDS || gc->round_work < LITTLE_WORK) {
        return false;
    }
    gc->rounds++;
    gc->round_work = 0;
    gc->is_rescanning = false;
    gc_mark_roots(vm);
    if (vm->co != NULL) {
        gc->is_atomic = true; /* scans a running stack too */
        gc_traverse(vm, &vm->co->header);
        gc->is_atomic = false;
    }
    return true;
}

static size_t step_mark(VM *vm, size_t budget)
{
    Gc *gc = vm->gc;
    size_t work = gc_propagate(vm, budget);
    gc->round_work += work;
    if (gc->stack.count > 0 || gc->slice_count > 0) {
        return work;
    }
    if (budget == SIZE_MAX) {
        finish_mark(vm);
        return REGION_WORK;
    }
    size_t rescanned = step_rescan(vm, budget);
    if (rescanned == 0 && !start_round(vm)) {
        finish_mark(vm);
    }
    return work + rescanned + REGION_WORK;
}

static size_t step_strings(VM *vm, size_t budget)
{
    size_t buckets = budget == SIZE_MAX ? SIZE_MAX : budget / STRING_WORK + 1;
    if (string_table_sweep(vm, buckets)) {
        vm->heap->hold_strings = false;
        heap_flip(vm, BIN_STRING, BIN_COUNT, !vm->gc->minor_cycle);
        vm->gc->phase = PHASE_SWEEP;
    }
    return budget == SIZE_MAX ? REGION_WORK : budget;
}

/* Gives back the region's spans in which nothing is alive; an unswept one is in no use. */
static void sweep_region(VM *vm, Region *r)
{
    for (uint32_t page = 1; page < r->usable_pages; page++) {
        Span *s = &r->spans[page];
        if (r->page_span[page] == page && !span_is_swept(vm->heap, s) && span_is_empty(s)) {
            heap_release_span(vm, s);
        }
    }
    region_give_back(vm, r);
}

static void release_accounts(VM *vm)
{
    Gc *gc = vm->gc;
    for (uint32_t a = 1; a < MAX_ACCOUNTS; a++) {
        uint64_t bit = (uint64_t)1 << (a % 64);
        if (gc->released[a / 64] & bit && vm->accounts[a].marked == 0 && a != vm->account) {
            gc->released[a / 64] &= ~bit;
            vm->accounts[a].in_use = false;
        }
    }
}

static void set_pause(VM *vm)
{
    Gc *gc = vm->gc;
    size_t live = account_total(vm), wait;
    if (gc->mode == GC_GENERATIONAL) {
        if (!gc->minor_cycle) {
            gc->base = live;
        }
        wait = gc->base / 100 * (size_t)gc->minor_multiplier;
        wait = wait < FIRST_NURSERY ? FIRST_NURSERY : wait;
        wait = wait < gc->nursery ? wait : gc->nursery;
        /* a weak table in use is traversed as a whole: that is done after as much new memory, lest filling one be quadratic */
        wait = wait > gc->weak_bytes / 2 ? wait : gc->weak_bytes / 2;
    } else {
        gc->base = live;
        wait = gc->pause > 100 ? live / 100 * (size_t)(gc->pause - 100) : 0;
        if (wait < LEAST_PAUSE_BYTES && gc->pause > 100) {
            wait = LEAST_PAUSE_BYTES;
        }
    }
    gc->last_allocated = vm->heap->allocated;
    vm->heap->threshold = vm->heap->allocated + wait;
    vm->heap->wants_step = false;
}

static size_t step_sweep(VM *vm, size_t budget)
{
    Heap *h = vm->heap;
    size_t work = 0;
    if (!heap_sweep_large(vm, budget / REGION_WORK + 16)) {
        return budget;
    }
    while (h->walk != NULL) {
        if (work >= budget) {
            return work;
        }
        Region *r = h->walk;
        h->walk = r->next;
        sweep_region(vm, r);
        work += SWEEP_WORK;
    }
    if (!vm->gc->minor_cycle) {
        release_accounts(vm);
    }
    vm->gc->phase = PHASE_PAUSE;
    set_pause(vm);
    return work + REGION_WORK;
}

/* One step of the cycle; returns work done. */
static size_t single_step(VM *vm, size_t budget)
{
    switch (vm->gc->phase) {
    case PHASE_PAUSE:
        start_cycle(vm);
        return REGION_WORK;
    case PHASE_CLEAR:
        return step_clear(vm, budget);
    case PHASE_MARK:
        return step_mark(vm, budget);
    case PHASE_STRINGS:
        return step_strings(vm, budget);
    default:
        return step_sweep(vm, budget);
    }
}

/* Works on the cycle (starting one when none is under way) until it ends or the work is done; true when it ended. */
static bool run_steps(VM *vm, size_t work)
{
    Gc *gc = vm->gc;
    gc->is_collecting = true;
    do {
        size_t done = single_step(vm, work);
        work = done < work ? work - done : 0;
    } while (work > 0 && gc->phase != PHASE_PAUSE);
    gc->is_collecting = false;
    return gc->phase == PHASE_PAUSE;
}

static void finish_cycle(VM *vm)
{
    Gc *gc = vm->gc;
    gc->is_collecting = true;
    while (gc->phase != PHASE_PAUSE) {
        single_step(vm, SIZE_MAX);
    }
    gc->is_collecting = false;
}

static size_t marked_bytes(const VM *vm)
{
    size_t total = 0;
    for (uint32_t a = 0; a < MAX_ACCOUNTS; a++) {
        total += vm->accounts[a].marked;
    }
    return total;
}

/* A minor collection: marks are kept, so only what is young and reached is new. True when its sweep has ended too. */
static bool minor(VM *vm)
{
    Gc *gc = vm->gc;
    size_t touched = gc->remembered.count + gc->gray_count + gc->cards.count + gc->node_cards.count / 16;
    size_t before = marked_bytes(vm);
    gc->is_collecting = true;
    gc->is_minor = true;
    finish_mark(vm);
    gc->is_collecting = false;
    size_t work = marked_bytes(vm) - before + touched * sizeof(Coroutine);
    if (work > MUCH_MINOR_WORK && gc->nursery > LEAST_NURSERY) {
        gc->nursery /= 2;
    } else if (work < LITTLE_MINOR_WORK && gc->nursery < LARGEST_NURSERY) {
        gc->nursery *= 2;
    }
    return run_steps(vm, 64 * REGION_WORK);
}

/* ---- pace ---- */

static size_t step_bytes(const Gc *gc)
{
    return (size_t)1 << gc->step_size_log2;
}

static size_t work_for(const Gc *gc, size_t bytes)
{
    size_t percent = gc->step_multiplier < 1 ? 1 : (size_t)gc->step_multiplier;
    size_t work = bytes > SIZE_MAX / (WORK_RATIO * percent) ? SIZE_MAX : bytes * WORK_RATIO * percent / 100;
    return work < REGION_WORK ? REGION_WORK : work;
}

static void wait_for(VM *vm, size_t bytes)
{
    Heap *h = vm->heap;
    vm->gc->last_allocated = h->allocated;
    h->threshold = h->allocated + bytes;
    h->wants_step = false;
}

void gc_step_slow(VM *vm)
{
    Gc *gc = vm->gc;
#if WEFT_STRESS_GC
    gc_stress(vm);
    return;
#endif
    if (gc->is_stopped || gc->is_collecting || gc->blocked > 0 || vm->in_finalizer || vm->main == NULL) {
        wait_for(vm, step_bytes(gc));
        return;
    }
    size_t debt = vm->heap->allocated - gc->last_allocated;
    if (gc->phase == PHASE_PAUSE && gc->mode == GC_GENERATIONAL) {
        size_t most = gc->base / 100 * (size_t)(100 + gc->major_multiplier);
        if (account_total(vm) <= most + LEAST_GROWTH) {
            if (!minor(vm)) {
                wait_for(vm, step_bytes(gc));
            }
            return;
        }
    }
    if (gc->phase == PHASE_PAUSE) {
        debt = step_bytes(gc); /* what was allocated while there was no cycle is not owed */
    }
    if (!run_steps(vm, work_for(gc, debt))) {
        wait_for(vm, step_bytes(gc));
    }
}

bool gc_step(VM *vm, size_t kb)
{
    Gc *gc = vm->gc;
    if (gc->is_collecting || gc->blocked > 0 || vm->main == NULL) {
        return false;
    }
    if (gc->mode == GC_GENERATIONAL && gc->phase == PHASE_PAUSE) {
        minor(vm);
        finish_cycle(vm);
        return true;
    }
    size_t bytes = kb == 0 ? step_bytes(gc) : kb > SIZE_MAX / 1024 ? SIZE_MAX : kb * 1024;
    bool ended = run_steps(vm, work_for(gc, bytes));
    if (!ended) {
        wait_for(vm, step_bytes(gc));
    }
    return ended;
}

void gc_full(VM *vm, bool emergency)
{
    Gc *gc = vm->gc;
    (void)emergency; /* finalizers are never called from here */
    if (gc->is_collecting || gc->blocked > 0 || vm->main == NULL) { /* no main coroutine: vm_open is at work */
        return;
    }
    if (gc->phase == PHASE_STRINGS || gc->phase == PHASE_SWEEP) {
        finish_cycle(vm);
    }
    gc->is_collecting = true;
    start_cycle(vm); /* an unfinished mark is given up: it may keep what has died since */
    gc->is_collecting = false;
    finish_cycle(vm);
}

bool gc_emergency(VM *vm)
{
    Gc *gc = vm->gc;
    if (gc == NULL || gc->is_collecting || gc->blocked > 0 || vm->main == NULL) {
        return false;
    }
    gc_full(vm, true);
    return true;
}

void gc_stress(VM *vm)
{
    Gc *gc = vm->gc;
    if (gc == NULL) {
        return;
    }
    if (gc->stress_left > 0) {
        gc->stress_left--;
        return;
    }
    gc_full(vm, true);
    size_t times = account_total(vm) / STRESS_HEAP_BYTES;
    gc->stress_left = times * times;
}

/* ---- control ---- */

void gc_stop(VM *vm)
{
    vm->gc->is_stopped = true;
}

void gc_restart(VM *vm)
{
    vm->gc->is_stopped = false;
    wait_for(vm, 0);
    vm->heap->wants_step = true;
}

bool gc_is_running(const VM *vm)
{
    return !vm->gc->is_stopped;
}

size_t gc_count(const VM *vm)
{
    return account_total(vm);
}

GcMode gc_set_incremental(VM *vm, int pause, int step_multiplier, int step_size_log2)
{
    Gc *gc = vm->gc;
    GcMode previous = gc->mode;
    if (pause != 0) {
        gc_set_pause(vm, pause);
    }
    if (step_multiplier != 0) {
        gc_set_step_multiplier(vm, step_multiplier);
    }
    if (step_size_log2 != 0) {
        gc->step_size_log2 = step_size_log2 < 10 ? 10 : step_size_log2 > 40 ? 40 : step_size_log2;
    }
    gc->mode = GC_INCREMENTAL;
    if (previous != GC_INCREMENTAL && gc->phase == PHASE_PAUSE) {
        set_pause(vm);
    }
    return previous;
}

GcMode gc_set_generational(VM *vm, int minor_multiplier, int major_multiplier)
{
    Gc *gc = vm->gc;
    GcMode previous = gc->mode;
    if (minor_multiplier != 0) {
        gc->minor_multiplier = minor_multiplier < 1 ? 1 : minor_multiplier;
    }
    if (major_multiplier != 0) {
        gc->major_multiplier = major_multiplier < 1 ? 1 : major_multiplier;
    }
    if (previous != GC_GENERATIONAL && gc->blocked == 0 && !gc->is_collecting) {
        gc->mode = GC_GENERATIONAL; /* first: from the end of this mark on, stores must be remembered */
        gc_full(vm, false);
    }
    return previous;
}

int gc_set_pause(VM *vm, int pause)
{
    int previous = vm->gc->pause;
    vm->gc->pause = pause < 0 ? 0 : pause > 1000 ? 1000 : pause; /* Lua 5.4 stores at most 1023 */
    return previous;
}

int gc_set_step_multiplier(VM *vm, int multiplier)
{
    int previous = vm->gc->step_multiplier;
    vm->gc->step_multiplier = multiplier < 0 ? 0 : multiplier > 1000 ? 1000 : multiplier;
    return previous;
}

void gc_block(VM *vm)
{
    vm->gc->blocked++;
}

void gc_unblock(VM *vm)
{
    vm->gc->blocked--;
}
