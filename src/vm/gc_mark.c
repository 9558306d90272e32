/* gc_mark.c: marking: roots, the mark stack, and what each type refers to.
 *
 *   white --mark--> grey (mark stack) --traverse--> black --store--> grey again (remembered; coroutines: a list of their own)
 *
 * Marking is iterative: the mark stack is a list that may fail to grow. Then the object stays marked but not black and
 * `rescan` is set; once the stack is empty the heap is searched for such objects. The same search stands in for a
 * remembered list that could not grow, so a barrier never fails.
 *
 * Tables whose array or hash part is over a page are traversed in slices while the program runs. They are black
 * from the first slice on: a store into one in between remembers it, and it is traversed again.
 *
 * A running coroutine is never black. It is put on the list of coroutines and scanned when the mark is completed; a
 * suspended one is scanned when it is met and black until it is touched. A scan clears the slots above the live
 * limit, so that a later scan with a higher limit sees nothing stale. It leaves a bit in the headers of the frames (HDR_SCANNED), and
 * the next scan begins at the innermost frame that still has it: what a deep recursion costs each collection is in proportion
 * to the frames that were left and entered since the last.
 */
#include <string.h>

#include "coroutine.h"
#include "gc_internal.h"
#include "shape.h"
#include "string.h"
#include "table.h"

#define SLICE_BYTES 4096u      /* tables with a larger part are traversed in slices */
#define SLICE_ELEMENTS 2048u   /* of one slice */
#define DEEP_STACK 256         /* slots; to look for the frames of a smaller one costs more than it saves */
#define LEAST_ROOMY 32         /* slots of a stack that may be too large: half a kilobyte */
#define MOST_ROOMY 16384u      /* the list of those is looked through in the final pause */

/* ---- marking cells ---- */

/* Sets the mark; true when it was not set. */
static inline bool mark_small(VM *vm, void *p)
{
    Region *r = region_of(p);
    uint32_t granule = granule_of(p);
    uint64_t bit = (uint64_t)1 << (granule % 64), *word = &r->mark[granule / 64];
    if (LIKELY(*word & bit)) {
        return false;
    }
    if (UNLIKELY(vm->gc->is_checking)) {
        vm->gc->checked_bad++;
        return false;
    }
    *word |= bit;
    const Span *s = span_of(p);
    size_t size = heap_cell_size[s->bin];
    vm->accounts[s->account].marked += size;
    if (s->bin >= BIN_STRING) {
        size_t *young = &vm->heap->accounts[s->account]->young_strings;
        *young -= *young >= size ? size : *young;
        vm->gc->string_bytes += size;
    }
    return true;
}

static bool mark_large(VM *vm, void *p)
{
    LargeHeader *l = large_header(p);
    if (l->epoch == vm->heap->mark_epoch) {
        return false;
    }
    if (vm->gc->is_checking) {
        vm->gc->checked_bad++;
        return false;
    }
    l->epoch = vm->heap->mark_epoch;
    vm->accounts[l->account].marked += l->size;
    return true;
}

void gc_mark_object(VM *vm, Object *o)
{
    bool is_new = UNLIKELY(o->gc & GC_LARGE) ? mark_large(vm, o) : mark_small(vm, o);
    if (!is_new || o->type == TAG_STRING) {
        return;
    }
    o->gc &= (uint8_t)~(GC_BLACK | GC_SCANNED);
    if (UNLIKELY(!list_push(vm, &vm->gc->stack, o))) {
        vm->gc->rescan = true;
    }
}

void gc_mark_value(VM *vm, const Value *v)
{
    if (is_object(v)) {
        gc_mark_object(vm, v->object);
    }
}

void gc_mark_buffer(VM *vm, void *p, size_t size)
{
    if (p == NULL || size == 0) {
        return;
    }
    if (size <= MAX_SMALL_CELL) {
        mark_small(vm, p);
    } else {
        mark_large(vm, p);
    }
}

/* ---- tables ---- */

static void mark_array(VM *vm, Table *t, uint32_t from, uint32_t to)
{
    if (from >= to) {
        return; /* there may be no array */
    }
    const uint8_t *tags = table_tags(t);
    for (uint32_t i = from; i < to; i++) {
        if (tags[-(ptrdiff_t)i] >= TAG_OBJECT) {
            gc_mark_object(vm, (Object *)(uintptr_t)t->array[i]);
        }
    }
}

void gc_mark_nodes(VM *vm, Table *t, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        Node *n = &t->nodes[i];
        if (n->value.tag == TAG_NIL) {
            if (is_object(&n->key) && !vm->gc->is_checking) {
                table_node_kill(n);
            }
        } else {
            gc_mark_value(vm, &n->key);
            gc_mark_value(vm, &n->value);
        }
    }
}

static void mark_slots(VM *vm, Table *t)
{
    uint32_t count = t->shape->count < t->slot_cap ? t->shape->count : t->slot_cap;
    for (uint32_t i = 0; i < count; i++) {
        gc_mark_value(vm, &t->slots[i]);
    }
}

static size_t traverse_table(VM *vm, Table *t)
{
    Gc *gc = vm->gc;
    size_t array_bytes = 0;
    if (t->metatable != NULL) {
        gc_mark_object(vm, &t->metatable->header);
    }
    gc_mark_object(vm, &t->shape->header);
    gc_mark_buffer(vm, t->slots, table_slots_bytes(t));
    void *array = table_array_block(t, &array_bytes);
    gc_mark_buffer(vm, array, array_bytes);
    size_t node_bytes = table_nodes_bytes(t);
    gc_mark_buffer(vm, t->nodes, node_bytes);
    if (t->metatable != NULL) {
        table_read_mode(vm, t); /* __mode may have been set after the metatable was */
    }
    if (UNLIKELY(t->header.flags & (TABLE_WEAK_KEYS | TABLE_WEAK_VALUES))) {
        return weak_traverse(vm, t);
    }
    mark_slots(vm, t);
    if (!gc->is_atomic && !gc->is_checking && gc->slice_count < MOST_SLICES &&
        array_bytes + node_bytes > SLICE_BYTES) {
        gc->slices[gc->slice_count++] = (Slice){t, 0, 0};
        return sizeof(Table);
    }
    mark_array(vm, t, 0, t->array_len);
    gc_mark_nodes(vm, t, 0, table_node_count(t));
    return sizeof(Table) + (size_t)t->array_len * 9 + node_bytes + t->slot_cap * sizeof(Value);
}

/* One slice of the innermost such table; sizes are read anew, since the program ran in between. */
static size_t traverse_slice(VM *vm)
{
    Gc *gc = vm->gc;
    Slice *s = &gc->slices[gc->slice_count - 1];
    uint32_t array_left = s->table->array_len > s->array ? s->table->array_len - s->array : 0;
    if (array_left > 0) {
        uint32_t from = s->array, n = array_left < SLICE_ELEMENTS ? array_left : SLICE_ELEMENTS;
        s->array += n;
        mark_array(vm, s->table, from, from + n);
        return (size_t)n * 9;
    }
    uint32_t node_count = table_node_count(s->table), node_left = node_count > s->node ? node_count - s->node : 0;
    if (node_left > 0) {
        uint32_t from = s->node, n = node_left < SLICE_ELEMENTS / 4 ? node_left : SLICE_ELEMENTS / 4;
        s->node += n;
        gc_mark_nodes(vm, s->table, from, from + n);
        return (size_t)n * sizeof(Node);
    }
    gc->slice_count--;
    return 1;
}

/* ---- coroutines ---- */

void gc_enlist_coroutine(VM *vm, Coroutine *co)
{
    Gc *gc = vm->gc;
    if (!(co->header.gc & GC_GRAY_AGAIN)) {
        co->header.gc |= GC_GRAY_AGAIN;
        co->gray_link = gc->gray_coroutines;
        gc->gray_coroutines = co;
        gc->gray_count++;
    }
}

/* Only a stack's part above the frames that stood at the last scan has changed since; of a stack that is not deep all is scanned. */
static Value *unscanned_part(VM *vm, Coroutine *co, const Value *limit)
{
    if (vm->gc->is_checking || limit - co->stack < DEEP_STACK) {
        return co->stack;
    }
    Value *changed = call_mark_frames(vm, co);
    return co->header.gc & GC_SCANNED ? changed : co->stack;
}

static void note_roomy(Gc *gc, VM *vm, Coroutine *co)
{
    ObjectList *l = &gc->roomy;
    if (!(co->header.gc & GC_LISTED) && l->count < MOST_ROOMY && list_push(vm, l, &co->header)) {
        co->header.gc |= GC_LISTED;
    }
}

static size_t scan_stack(VM *vm, Coroutine *co)
{
    Value *limit = call_live_limit(vm, co), *end = co->stack + co->header.aux, *from = unscanned_part(vm, co, limit);
    gc_mark_buffer(vm, co->stack, co->header.aux * sizeof(Value));
    if (!vm->gc->is_checking) {
        co->header.gc |= GC_SCANNED;
        if (end - co->stack >= LEAST_ROOMY && limit - co->stack < (end - co->stack) / 4) {
            note_roomy(vm->gc, vm, co);
        }
    }
    for (Value *v = from; v < limit; v++) {
        gc_mark_value(vm, v); /* a frame header has the tag of its function in the low byte */
    }
    if (limit < end) {
        memset(limit, 0, (size_t)(end - limit) * sizeof(Value));
    }
    return (size_t)(end - from) * sizeof(Value);
}

static size_t traverse_coroutine(VM *vm, Coroutine *co)
{
    Gc *gc = vm->gc;
    size_t bytes = sizeof(Coroutine);
    Coroutine *resumer = coroutine_resumer(co);
    if (resumer != NULL) {
        gc_mark_object(vm, &resumer->header);
    }
    coroutine_mark_rare(vm, co);
    bool is_running = co == vm->co;
    if (co->stack == NULL && co->body != NULL) {
        gc_mark_object(vm, &co->body->header);
    }
    if (co->stack != NULL && (!is_running || gc->is_atomic || gc->is_checking)) {
        bytes += scan_stack(vm, co);
    }
    if (is_running && !gc->is_checking) {
        co->header.gc &= (uint8_t)~GC_BLACK;
        gc_enlist_coroutine(vm, co);
    }
    return bytes;
}

void gc_rescan_coroutines(VM *vm, size_t count)
{
    Gc *gc = vm->gc;
    Coroutine *co = gc->gray_coroutines, *running = NULL;
    while (co != NULL && count-- > 0) {
        gc->gray_coroutines = co->gray_link;
        gc->gray_count--;
        co->header.gc &= (uint8_t)~GC_GRAY_AGAIN;
        if (co == vm->co) { /* enlists itself again */
            running = co;
        } else {
            gc_traverse(vm, &co->header);
        }
        co = gc->gray_coroutines;
    }
    if (running != NULL) {
        gc_traverse(vm, &running->header);
    }
}

/* ---- all types ---- */

size_t gc_traverse(VM *vm, Object *o)
{
    Gc *gc = vm->gc;
    if (UNLIKELY(gc->ephemerons.count != 0)) {
        weak_key_reached(vm, o);
    }
    if (!gc->is_checking) {
        o->gc |= GC_BLACK;
    }
    switch ((Tag)o->type) {
    case TAG_TABLE:
        return traverse_table(vm, (Table *)o);
    case TAG_FUNCTION:
        function_mark_parts(vm, (Function *)o);
        return sizeof(Function) + o->aux * sizeof(Value);
    case TAG_CELL:
        gc_mark_value(vm, &((Cell *)o)->value);
        return sizeof(Cell);
    case TAG_COROUTINE:
        return traverse_coroutine(vm, (Coroutine *)o);
    case TAG_USERDATA:
        userdata_mark_parts(vm, (Userdata *)o);
        return sizeof(Userdata) + ((Userdata *)o)->value_count * sizeof(Value);
    case TAG_PROTO:
        proto_mark_parts(vm, (Proto *)o);
        return sizeof(Proto) + ((Proto *)o)->block_size;
    case TAG_SHAPE:
        shape_mark_parts(vm, (Shape *)o);
        return sizeof(Shape);
    default:
        return GRANULE;
    }
}

static void visit_span(VM *vm, Span *s, void (*visit)(VM *vm, Object *o, void *ud), void *ud)
{
    Region *r = span_region(s);
    uint32_t step = heap_cell_size[s->bin] / GRANULE, end = span_end(s);
    for (uint32_t g = span_start(s); g + step <= end; g += step) {
        if (bit_get(r->mark, g)) {
            visit(vm, (Object *)granule_address(r, g), ud);
        }
    }
}

void gc_each_marked(VM *vm, void (*visit)(VM *vm, Object *o, void *ud), void *ud)
{
    Heap *h = vm->heap;
    for (Region *r = h->regions; r != NULL; r = r->next) {
        for (uint32_t page = 1; page < r->usable_pages;) {
            if (r->page_span[page] != page) {
                page++;
                continue;
            }
            Span *s = &r->spans[page];
            if (s->bin < BIN_BUFFER || s->bin >= BIN_STRING) {
                visit_span(vm, s, visit, ud);
            }
            page += s->page_count;
        }
    }
    for (int list = 0; list < LARGE_LISTS; list++) {
        for (LargeHeader *l = h->large[list]; l != NULL; l = l->next) {
            if (l->is_object && l->epoch == h->mark_epoch) {
                visit(vm, large_cell(l), ud);
            }
        }
    }
}

static void drain(VM *vm)
{
    Gc *gc = vm->gc;
    while (gc->stack.count > 0) {
        gc_traverse(vm, gc->stack.items[--gc->stack.count]);
    }
}

static void rescan_object(VM *vm, Object *o, void *ud)
{
    (void)ud;
    if (!(o->gc & GC_BLACK) && o->type != TAG_STRING) {
        gc_traverse(vm, o);
        drain(vm);
    }
}

size_t gc_propagate(VM *vm, size_t budget)
{
    Gc *gc = vm->gc;
    size_t done = 0;
    while (done < budget) {
        if (gc->stack.count > 0) { /* first, so that it stays short */
            done += gc_traverse(vm, gc->stack.items[--gc->stack.count]);
        } else if (gc->slice_count > 0) {
            done += traverse_slice(vm);
        } else {
            break;
        }
    }
    return done;
}

void gc_propagate_all(VM *vm)
{
    Gc *gc = vm->gc;
    gc_propagate(vm, SIZE_MAX);
    while (gc->rescan) {
        gc->rescan = false;
        gc_each_marked(vm, rescan_object, NULL);
        gc_propagate(vm, SIZE_MAX);
    }
}

/* ---- roots ---- */

static void mark_maybe(VM *vm, void *o)
{
    if (o != NULL) {
        gc_mark_object(vm, o);
    }
}

void gc_mark_roots(VM *vm)
{
    mark_maybe(vm, vm->main);
    mark_maybe(vm, vm->co);
    for (CEntry *e = vm->entry; e != NULL; e = e->previous) {
        mark_maybe(vm, e->co);
        mark_maybe(vm, entry_outer(e));
    }
    mark_maybe(vm, vm->registry);
    mark_maybe(vm, vm->globals);
    mark_maybe(vm, vm->trampoline);
    mark_maybe(vm, vm->ipairs_step);
    mark_maybe(vm, vm->paused.co);
    mark_maybe(vm, vm->paused.leaf);
    mark_maybe(vm, vm->empty_shape);
    mark_maybe(vm, vm->dict_shape);
    for (int i = 0; i < TAG_COUNT; i++) {
        mark_maybe(vm, vm->type_meta[i]);
    }
    for (int i = 0; i < KS_COUNT; i++) {
        mark_maybe(vm, vm->known[i]);
    }
    gc_mark_value(vm, &vm->error);
    gc_mark_buffer(vm, vm->heap->guard, vm->heap->guard_size);
    finalize_mark_queue(vm);
    if (vm->mark_api_roots != NULL) {
        vm->mark_api_roots(vm);
    }
    if (vm->compat_mark != NULL) {
        vm->compat_mark(vm);
    }
}
