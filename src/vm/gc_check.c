/* gc_check.c: walks over the whole heap: the collector's own invariant, and a census.
 *
 * gc_verify traverses every black object once more with is_checking set: gc_mark_* then count what is not marked. It is
 * meant for the moment when marking has been completed; a white cell referred to by a black object would be handed out
 * again under the object's feet. It changes nothing but the dead part of stacks.
 */
#include <string.h>

#include "coroutine.h"
#include "gc_internal.h"
#include "table.h"

static void check_object(VM *vm, Object *o, void *ud)
{
    size_t *bad = ud, before = vm->gc->checked_bad;
    if (o->type < TAG_OBJECT || o->type >= TAG_BUFFER) {
        ++*bad; /* no object at all: a freed cell is marked */
    } else if (o->gc & GC_BLACK || o->type == TAG_COROUTINE) { /* a coroutine that C code uses is scanned and grey */
        gc_traverse(vm, o);
        *bad += vm->gc->checked_bad - before;
    }
}

size_t gc_verify(VM *vm)
{
    Gc *gc = vm->gc;
    EphemeronIndex index = gc->ephemerons;
    size_t bad = 0;
    gc->ephemerons.count = 0;
    gc->is_checking = true;
    gc_each_marked(vm, check_object, &bad);
    gc->is_checking = false;
    gc->ephemerons = index;
    return bad;
}

/* ---- the census ---- */

/* A buffer of the owner's kind, which the count of all buffers includes until then. */
static void own_buffer(HeapCensus *census, int kind, void *p, size_t size)
{
    if (p == NULL || size == 0) {
        return;
    }
    size_t bytes = size <= MAX_SMALL_CELL ? heap_cell_size[heap_class(size)] : large_header(p)->size;
    census->bytes[kind] += bytes;
    census->bytes[CENSUS_BUFFERS] -= bytes;
    census->count[CENSUS_BUFFERS]--;
}

static void own_buffers(HeapCensus *census, Object *o)
{
    switch ((Tag)o->type) {
    case TAG_TABLE: {
        Table *t = (Table *)o;
        size_t array_bytes = 0;
        void *array = table_array_block(t, &array_bytes);
        own_buffer(census, TAG_TABLE, t->slots, table_slots_bytes(t));
        own_buffer(census, TAG_TABLE, array, array_bytes);
        own_buffer(census, TAG_TABLE, t->nodes, table_nodes_bytes(t));
        break;
    }
    case TAG_COROUTINE: {
        Coroutine *co = (Coroutine *)o;
        census->count[CENSUS_STACKS] += co->stack != NULL;
        own_buffer(census, CENSUS_STACKS, co->stack, co->header.aux * sizeof(Value));
        own_buffer(census, TAG_COROUTINE, co->rare, sizeof(CoRare));
        break;
    }
    case TAG_PROTO:
        own_buffer(census, TAG_PROTO, ((Proto *)o)->block, ((Proto *)o)->block_size);
        break;
    default:
        break;
    }
}

static void count_object(VM *vm, Object *o, void *ud)
{
    (void)vm;
    HeapCensus *census = ud;
    census->count[o->type]++;
    census->bytes[o->type] += o->gc & GC_LARGE ? large_header(o)->size : heap_cell_size[span_of(o)->bin];
    own_buffers(census, o);
}

static void count_buffers(Span *s, HeapCensus *census)
{
    Region *r = span_region(s);
    uint32_t step = heap_cell_size[s->bin] / GRANULE;
    for (uint32_t g = span_start(s); g + step <= span_end(s); g += step) {
        if (bit_get(r->mark, g)) {
            census->count[CENSUS_BUFFERS]++;
            census->bytes[CENSUS_BUFFERS] += heap_cell_size[s->bin];
        }
    }
}

static void count_all_buffers(const Heap *h, HeapCensus *census)
{
    for (Region *r = h->regions; r != NULL; r = r->next) {
        for (uint32_t page = 1; page < r->usable_pages; page++) {
            Span *s = &r->spans[page];
            if (r->page_span[page] == page && s->bin >= BIN_BUFFER && s->bin < BIN_STRING) {
                count_buffers(s, census);
            }
        }
    }
    for (int list = 0; list < LARGE_LISTS; list++) {
        for (LargeHeader *l = h->large[list]; l != NULL; l = l->next) {
            if (!l->is_object && l->epoch == h->mark_epoch) {
                census->count[CENSUS_BUFFERS]++;
                census->bytes[CENSUS_BUFFERS] += l->size;
            }
        }
    }
}

void gc_census(VM *vm, HeapCensus *census)
{
    memset(census, 0, sizeof *census);
    gc_full(vm, true);
    count_all_buffers(vm->heap, census);
    gc_each_marked(vm, count_object, census);
}

void gc_each_alive(VM *vm, void (*visit)(VM *vm, Object *o, void *ud), void *ud)
{
    gc_full(vm, true);
    gc_each_marked(vm, visit, ud);
}
