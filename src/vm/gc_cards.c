/* gc_cards.c: stores into the array part of big tables.
 *
 * Remembering a table of a million elements for one store would make a collection traverse all of it at once. Instead the
 * part that was stored into, a *card* of 256 elements, is noted; the table stays black, and every further store comes
 * here, where a small cache tells at once that the card is noted already.
 *
 * When the list can't grow or holds too many cards, the table is remembered as a whole. Cards are meant for elements
 * that keep their place: a change of the array's layout needs gc_barrier, a plain move to a larger buffer gc_barrier_buffer.
 */
#include <string.h>

#include "gc_internal.h"
#include "table.h"

#define CARD_ELEMENTS 256u
#define MOST_CARDS 8192u         /* 2 million elements: about 10 ms */
#define BIG_ARRAY 512u           /* elements; smaller tables are cheaper to traverse as a whole */

static bool remembers(const Gc *gc)
{
    return gc->phase == PHASE_MARK || (gc->mode == GC_GENERATIONAL && gc->phase != PHASE_CLEAR);
}

static bool cards_grow(VM *vm, CardList *l)
{
    size_t cap = l->cap == 0 ? 64 : l->cap * 2;
    if (cap > MOST_CARDS) {
        return false;
    }
    Card *items = heap_list_grow(vm, l->items, l->cap * sizeof(Card), cap * sizeof(Card));
    if (items == NULL) {
        return false;
    }
    l->items = items;
    l->cap = cap;
    return true;
}

void gc_barrier_array_slow(VM *vm, Table *t, uint32_t i)
{
    Gc *gc = vm->gc;
    if (t->array_cap <= BIG_ARRAY || i >= t->array_cap || !remembers(gc)) {
        gc_barrier_slow(vm, &t->header);
        return;
    }
    CardList *l = &gc->cards;
    Card card = {t, i / CARD_ELEMENTS};
    Card *cached = &l->cache[((uintptr_t)t / 64 + card.number) % CARD_CACHE];
    if (cached->table == t && cached->number == card.number) {
        return;
    }
    if (!object_is_marked(vm->heap, &t->header) || (l->count == l->cap && !cards_grow(vm, l))) {
        gc_barrier_slow(vm, &t->header);
        return;
    }
    l->items[l->count++] = card;
    *cached = card;
}

void gc_barrier_buffer(VM *vm, Object *owner, void *buffer, size_t size)
{
    if (owner->gc & GC_BLACK && remembers(vm->gc) && object_is_marked(vm->heap, owner)) {
        gc_mark_buffer(vm, buffer, size);
    }
}

size_t cards_mark(VM *vm, size_t most)
{
    CardList *l = &vm->gc->cards;
    size_t done = 0;
    memset(l->cache, 0, sizeof l->cache); /* a store from now on notes its card again */
    while (l->count > 0 && done < most) {
        const Card card = l->items[--l->count];
        const Table *t = card.table;
        uint32_t from = card.number * CARD_ELEMENTS;
        uint32_t to = from + CARD_ELEMENTS < t->array_len ? from + CARD_ELEMENTS : t->array_len;
        if (t->header.flags & (TABLE_WEAK_KEYS | TABLE_WEAK_VALUES)) { /* only a traversal does justice to it */
            gc_barrier_slow(vm, (Object *)(uintptr_t)&t->header);
            continue;
        }
        for (uint32_t i = from; i < to; i++) {
            Value v;
            table_array_get(t, i, &v);
            gc_mark_value(vm, &v);
        }
        done++;
    }
    return done;
}

void cards_reset(VM *vm)
{
    CardList *l = &vm->gc->cards;
    l->count = 0;
    memset(l->cache, 0, sizeof l->cache);
}

void cards_free(VM *vm)
{
    CardList *l = &vm->gc->cards;
    if (l->items != NULL) {
        vm->alloc(vm->alloc_ud, l->items, l->cap * sizeof(Card), 0);
    }
    *l = (CardList){0};
}
