/* table_sort.c: sorting arrays of plain numbers or plain strings, where nothing can be called.
 *
 * The elements are copied into an array of items, which is merge-sorted: n log n whatever the input is, and indifferent
 * to NaN, which is below nothing. Each item remembers where its element was; at the end the elements move along the
 * cycles of that permutation, so no new value is stored anywhere and nothing can fail half way but an interrupt before
 * it.
 *
 * String bytes stay where they are: the table keeps the strings alive and no program runs meanwhile.
 */
#include "table.h"

#include <math.h>
#include <string.h>

typedef struct Item {
    union {
        int64_t i;
        double n;
        const char *bytes;
    } as;
    size_t length;   /* of a string */
    uint32_t origin; /* its element's index, from 0 */
    bool is_integer;
} Item;

/* ---- orders ---- */

static bool integer_below_float(int64_t i, double n)
{
    if (n >= 0x1p63) {
        return true;
    }
    return n > -0x1p63 && i < (int64_t)ceil(n);
}

static bool float_below_integer(double n, int64_t i)
{
    if (n < -0x1p63) {
        return true;
    }
    return n < 0x1p63 && (int64_t)floor(n) < i; /* false for NaN */
}

static inline bool number_below(const Item *a, const Item *b)
{
    if (a->is_integer) {
        return b->is_integer ? a->as.i < b->as.i : integer_below_float(a->as.i, b->as.n);
    }
    return b->is_integer ? float_below_integer(a->as.n, b->as.i) : a->as.n < b->as.n;
}

/* Strings compare by the locale's order, piece by piece between zero bytes, as the operator < does. */
static inline bool text_below(const Item *a, const Item *b)
{
    const char *s = a->as.bytes, *t = b->as.bytes, *s_end = s + a->length, *t_end = t + b->length;
    for (;;) {
        int order = strcoll(s, t);
        if (order != 0) {
            return order < 0;
        }
        s += strlen(s);
        t += strlen(t);
        if (t == t_end) {
            return false;
        }
        if (s == s_end) {
            return true;
        }
        s++;
        t++;
    }
}

/* ---- the sort ---- */

typedef bool (*ItemBelow)(const Item *a, const Item *b);

enum { RUN = 8 }; /* items sorted by insertion */

static inline void sort_run(Item *first, Item *end, ItemBelow below)
{
    for (Item *p = first + 1; p < end; p++) {
        Item moved = *p, *q = p;
        for (; q > first && below(&moved, q - 1); q--) {
            *q = q[-1];
        }
        *q = moved;
    }
}

static inline void merge(const Item *a, const Item *a_end, const Item *b, const Item *b_end, Item *to, ItemBelow below)
{
    while (a < a_end && b < b_end) {
        *to++ = below(b, a) ? *b++ : *a++;
    }
    memcpy(to, a, (size_t)(a_end - a) * sizeof(Item));
    memcpy(to + (a_end - a), b, (size_t)(b_end - b) * sizeof(Item));
}

static inline size_t at_most(size_t n, size_t limit)
{
    return n < limit ? n : limit;
}

/* Sorts n items with the room of as many; where the result lies, NULL when interrupted. */
static inline Item *merge_sort(Weft *w, Item *items, Item *room, size_t n, ItemBelow below)
{
    for (size_t i = 0; i < n; i += RUN) {
        sort_run(items + i, items + at_most(i + RUN, n), below);
    }
    for (size_t width = RUN; width < n; width *= 2) {
        if (!weft_charge(w, (int64_t)(n / 16))) {
            return NULL;
        }
        for (size_t i = 0; i < n; i += 2 * width) {
            size_t middle = at_most(i + width, n), end = at_most(i + 2 * width, n);
            merge(items + i, items + middle, items + middle, items + end, room + i, below);
        }
        Item *swapped = items;
        items = room;
        room = swapped;
    }
    return items;
}

static Item *sort_numbers(Weft *w, Item *items, Item *room, size_t n)
{
    return merge_sort(w, items, room, n, number_below);
}

static Item *sort_texts(Weft *w, Item *items, Item *room, size_t n)
{
    return merge_sort(w, items, room, n, text_below);
}

/* ---- out of the table and back ---- */

/* Reads the n elements; false: one is not of the type. */
static bool read_items(Weft *w, Item *items, size_t n, WeftType type, int value)
{
    for (size_t k = 0; k < n; k++) {
        Item *item = &items[k];
        weft_raw_get_index(w, 0, (int64_t)k + 1, value);
        if (weft_type(w, value) != type) {
            return false;
        }
        item->origin = (uint32_t)k;
        item->is_integer = weft_is_integer(w, value);
        if (type == WEFT_STRING) {
            item->as.bytes = weft_get_string(w, value, &item->length);
        } else if (item->is_integer) {
            weft_to_integer(w, value, &item->as.i);
        } else {
            weft_to_number(w, value, &item->as.n);
        }
    }
    return true;
}

/* Element k := the element that was at items[k].origin, for all k. */
static bool permute(Weft *w, Item *items, size_t n, int value)
{
    for (size_t k = 0; k < n; k++) {
        size_t at = k, from = items[k].origin;
        if (from == k) {
            continue;
        }
        weft_raw_get_index(w, 0, (int64_t)k + 1, value);
        for (; from != k; at = from, from = items[at].origin) {
            weft_raw_get_index(w, 0, (int64_t)from + 1, value + 1);
            if (!weft_raw_set_index(w, 0, (int64_t)at + 1, value + 1)) {
                return false;
            }
            items[at].origin = (uint32_t)at;
        }
        items[at].origin = (uint32_t)at;
        if (!weft_raw_set_index(w, 0, (int64_t)at + 1, value)) {
            return false;
        }
    }
    return true;
}

int table_sort_plain(Weft *w, int64_t n)
{
    WeftBuffer memory;
    int box = weft_slot_count(w), value = box + 1;
    size_t count = (size_t)n;
    weft_raw_get_index(w, 0, 1, value);
    WeftType type = weft_type(w, value);
    if (type != WEFT_NUMBER && type != WEFT_STRING) {
        return weft_set_slot_count(w, box) ? 0 : WEFT_RAISE;
    }
    weft_buffer_init(w, &memory, box);
    char *room = weft_buffer_reserve(&memory, 2 * count * sizeof(Item) + _Alignof(Item));
    if (room == NULL) {
        return WEFT_RAISE;
    }
    Item *items = (Item *)(void *)(room + (-(uintptr_t)room & (_Alignof(Item) - 1)));
    if (!read_items(w, items, count, type, value)) {
        return weft_set_slot_count(w, box) ? 0 : WEFT_RAISE;
    }
    items = (type == WEFT_NUMBER ? sort_numbers : sort_texts)(w, items, items + count, count);
    if (items == NULL || !permute(w, items, count, value)) {
        return WEFT_RAISE;
    }
    return weft_set_slot_count(w, box) ? 1 : WEFT_RAISE;
}
