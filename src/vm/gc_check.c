/* gc_check.c: walks over the whole heap: the collector's own invariant, and a census.
 *
 * gc_verify traverses every black object once more with is_checking set: gc_mark_* then count what is not marked. It is
 * meant for the moment when marking has been completed; a white cell referred to by a black object would be handed out
 * again under the object's feet. It changes nothing but the dead part of stacks.
 */
#include <string.h>

#include "gc_internal.h"

static void check_object(VM *vm, Object *o, void *ud)
{
    size_t *bad = ud, before = vm->gc->checked_bad;
    if (o->type < TAG_OBJECT || o->type >= TAG_BUFFER) {
        ++*bad; /* no object at all: a freed cell is marked */
    } else if (o->gc & GC_BLACK) {
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

typedef struct Census {
    size_t *count, *bytes;
} Census;

static void count_object(VM *vm, Object *o, void *ud)
{
    (void)vm;
    Census *census = ud;
    census->count[o->type]++;
    census->bytes[o->type] += o->gc & GC_LARGE ? large_header(o)->size : heap_cell_size[span_of(o)->bin];
}

static void count_buffers(VM *vm, Span *s, Census *census)
{
    (void)vm;
    Region *r = span_region(s);
    uint32_t step = heap_cell_size[s->bin] / GRANULE;
    for (uint32_t g = span_start(s); g + step <= span_end(s); g += step) {
        if (bit_get(r->mark, g)) {
            census->count[TAG_BUFFER]++;
            census->bytes[TAG_BUFFER] += heap_cell_size[s->bin];
        }
    }
}

void gc_census(VM *vm, size_t count[TAG_COUNT], size_t bytes[TAG_COUNT])
{
    Heap *h = vm->heap;
    Census census = {count, bytes};
    memset(count, 0, TAG_COUNT * sizeof *count);
    memset(bytes, 0, TAG_COUNT * sizeof *bytes);
    gc_full(vm, true);
    gc_each_marked(vm, count_object, &census);
    for (Region *r = h->regions; r != NULL; r = r->next) {
        for (uint32_t page = 1; page < r->usable_pages; page++) {
            Span *s = &r->spans[page];
            if (r->page_span[page] == page && s->bin >= BIN_BUFFER && s->bin < BIN_STRING) {
                count_buffers(vm, s, &census);
            }
        }
    }
    for (int list = 0; list < LARGE_LISTS; list++) {
        for (LargeHeader *l = h->large[list]; l != NULL; l = l->next) {
            if (!l->is_object && l->epoch == h->mark_epoch) {
                count[TAG_BUFFER]++;
                bytes[TAG_BUFFER] += l->size;
            }
        }
    }
}
