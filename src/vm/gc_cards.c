/* gc_cards.c: stores into big tables.
 *
 * Remembering a table of a million elements for one store would make a collection traverse all of it at once. Instead the
 * part that was stored into is noted: a *card* of 32 elements of the array, or a single node of the hash part, since keys
 * are spread evenly over it. The table stays black, and every further store comes here, where a small cache tells at once
 * that the card is noted already.
 *
 * When a list can't grow or holds too many cards, the table is remembered as a whole. Cards are meant for elements
 * that keep their place: a change of a part's layout needs gc_barrier, a plain move to a larger buffer gc_barrier_buffer.
 */
#include <string.h>

#include "gc_internal.h"
#include "table.h"

#define CARD_ELEMENTS 32u        /* stores at random places should not cost much more than they touch */
#define MOST_CARDS 65536u        /* 2 million elements: about 10 ms */
#define MOST_NODE_CARDS 65536u   /* about 5 ms */
#define BIG_ARRAY 512u           /* elements; smaller tables are cheaper to traverse as a whole */
#define BIG_HASH 256u            /* nodes */

static bool remembers(const Gc *gc)
{
    return gc->phase == PHASE_MARK || (gc->mode == GC_GENERATIONAL && gc->phase != PHASE_CLEAR);
}

static bool cards_grow(VM *vm, CardList *l, size_t most)
{
    size_t cap = l->cap == 0 ? 64 : l->cap * 2;
    if (cap > most) {
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

/* Notes a card of t; or, when that is impossible, remembers all of t. */
static void note(VM *vm, CardList *l, size_t most, Card card)
{
    Card *cached = &l->cache[((uintptr_t)card.table / 64 + card.number) % CARD_CACHE];
    if (cached->table == card.table && cached->number == card.number) {
        return;
    }
    if (!object_is_marked(vm->heap, &card.table->header) || (l->count == l->cap && !cards_grow(vm, l, most))) {
        gc_barrier_slow(vm, &card.table->header);
        return;
    }
    l->items[l->count++] = card;
    *cached = card;
}

void gc_barrier_array_slow(VM *vm, Table *t, uint32_t i)
{
    if (t->array_cap <= BIG_ARRAY || i >= t->array_cap || !remembers(vm->gc)) {
        gc_barrier_slow(vm, &t->header);
    } else {
        note(vm, &vm->gc->cards, MOST_CARDS, (Card){t, i / CARD_ELEMENTS});
    }
}

void gc_barrier_node_slow(VM *vm, Table *t, uint32_t i)
{
    bool is_weak = t->header.flags & (TABLE_WEAK_KEYS | TABLE_WEAK_VALUES); /* only a traversal does justice to it */
    if (is_weak || table_node_count(t) <= BIG_HASH || !remembers(vm->gc)) {
        gc_barrier_slow(vm, &t->header);
    } else {
        note(vm, &vm->gc->node_cards, MOST_NODE_CARDS, (Card){t, i});
    }
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

/* Marks what the nodes refer to, and kills the keys that were removed again. */
size_t cards_mark_nodes(VM *vm, size_t most)
{
    CardList *l = &vm->gc->node_cards;
    size_t done = 0;
    memset(l->cache, 0, sizeof l->cache);
    for (; l->count > 0 && done < most; done++) {
        const Card card = l->items[--l->count];
        if (card.table->header.flags & (TABLE_WEAK_KEYS | TABLE_WEAK_VALUES)) { /* it has become weak */
            gc_barrier_slow(vm, &card.table->header);
        } else if (card.number < table_node_count(card.table)) { /* else it was laid out anew, and is remembered */
            gc_mark_nodes(vm, card.table, card.number, card.number + 1);
        }
    }
    return done;
}

static void reset(CardList *l)
{
    l->count = 0;
    memset(l->cache, 0, sizeof l->cache);
}

void cards_reset(VM *vm)
{
    reset(&vm->gc->cards);
    reset(&vm->gc->node_cards);
}

static void free_list(VM *vm, CardList *l)
{
    if (l->items != NULL) {
        vm->alloc(vm->alloc_ud, l->items, l->cap * sizeof(Card), 0);
    }
    *l = (CardList){0};
}

void cards_free(VM *vm)
{
    free_list(vm, &vm->gc->cards);
    free_list(vm, &vm->gc->node_cards);
}
