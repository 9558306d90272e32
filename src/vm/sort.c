/* sort.c: sorting an array by a function of the program.
 *
 * A merge sort: calls of the comparator are what costs, and it makes the fewest, at most n log2 n whatever the input is and
 * whatever the comparator answers. It is stable, and works in two tables of its own, so that a comparator that raises leaves the
 * array as it was.
 *
 * The comparator is called like a metamethod: a frame is laid out, and the loop goes on there. All that the sort knows lies in
 * slots of the native's frame between calls, above what a call that the native asks for has (native.c):
 *
 *      native's slots | ctx | {continuation, CONT_NATIVE} | table .. PHASE | {CONT_SORT} | comparator | x | y
 *                                                         ^ s
 *
 * P_SORT takes the answer and goes on to the next comparison. At the end true is left at s, and P_NATIVE takes it for a
 * call's result; false, when the comparator contradicts itself.
 *
 * Invariants
 * 1. Programs cannot write to these slots (debug_writable_local), nor reach the two tables.
 * 2. Their array parts have room for all elements, nils included: array_len is the count, though the last may be nil.
 */
#include "sort.h"

#include <string.h>

#include "error.h"
#include "native.h"
#include "table.h"

/* Slots from s on. FROM and TO: tables; what is merged goes from one to the other. */
enum { TABLE, LESS, FROM, TO, COUNT, WIDTH, FIRST, I, J, PHASE, WORD, FUNCTION, X, Y, SLOTS };
_Static_assert(FUNCTION + 2 == SORT_STATE, "what the sort has below the function, the continuation's words included");

/* What is being asked. The runs that are merged begin at FIRST, I and J are the next elements of both. */
typedef enum Phase {
    ASK_FIRST,      /* is the second element below the first? */
    ASK_ASCENDING,  /* I is the next that must not be below the one before it */
    ASK_DESCENDING, /* I is the next that must be */
    ASK_CONTRARY,   /* all descend: is the first below the last? */
    ASK_ORDER,      /* is the second run's first below the first run's last? */
    ASK_MERGE       /* is the element at J below that at I? */
} Phase;

#define ASK_ORDER_WIDTH 8 /* runs so long are first looked at for being in order already */

/* ---- comparisons ---- */

static void set_state(Value *s, int slot, int64_t i)
{
    set_int(s + slot, i);
}

/* Calls the comparator with elements x and y of FROM. */
static void ask(VM *vm, Value *s, Phase phase, int64_t x, int64_t y)
{
    const Table *from = s[FROM].table;
    Function *less = s[LESS].function;
    set_state(s, PHASE, phase);
    table_array_get(from, (uint32_t)x, s + X);
    table_array_get(from, (uint32_t)y, s + Y);
    s[WORD].p = NULL;
    s[WORD].tag = cont_make(CONT_SORT, (size_t)(s + X - vm->base));
    s[FUNCTION].function = less;
    s[FUNCTION].tag = header_make(pseudo_pc(vm, OP_P_SORT), 1);
    vm->base = s + X;
    vm->top = s + X + 2;
    vm->nargs = 2;
    vm->pc = less->entry;
}

/* ---- the end ---- */

/* The sort's value becomes the result of the native's request. */
static void finish(VM *vm, Value *s, bool is_valid)
{
    set_bool(s, is_valid);
    vm->top = s + 1;
    vm->nargs = 1;
    vm->pc = pseudo_pc(vm, OP_P_NATIVE);
}

/* Stores what is in the table a, sorted. */
static void store(VM *vm, Value *s, const Table *a)
{
    Table *t = s[TABLE].table;
    int64_t n = s[COUNT].i;
    vm->top = s + SLOTS;
    vm->pc = frame_function(vm->base)->entry;
    for (int64_t i = 0; i < n; i++) {
        Value v;
        table_array_get(a, (uint32_t)i, &v);
        vm_check(vm, table_set_int(vm, t, i + 1, &v));
    }
    finish(vm, s, true);
}

static void put(VM *vm, Table *to, int64_t i, const Table *from, int64_t j)
{
    gc_barrier_array(vm, to, (uint32_t)i);
    to->array[i] = from->array[j];
    table_tags(to)[-i] = table_tags(from)[-j];
}

static void reverse(VM *vm, Value *s)
{
    const Table *from = s[FROM].table;
    int64_t n = s[COUNT].i;
    for (int64_t i = 0; i < n; i++) {
        put(vm, s[TO].table, i, from, n - 1 - i);
    }
    store(vm, s, s[TO].table);
}

/* ---- merging ---- */

static inline int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* Copies elements from .. end - 1 to the place `to` in the other table. */
static void copy_run(VM *vm, Value *s, int64_t to, int64_t from, int64_t end)
{
    const Table *a = s[FROM].table;
    Table *b = s[TO].table;
    size_t count = (size_t)(end - from);
    gc_barrier(vm, &b->header);
    memcpy(b->array + to, a->array + from, count * sizeof(uint64_t));
    memcpy(table_tags(b) - (to + (int64_t)count - 1), table_tags(a) - (end - 1), count);
    vm_charge_bytes(vm, count * 4);
}

/* Begins to merge the runs from FIRST on, or those behind, or longer ones, until there is something to ask. */
static void next_runs(VM *vm, Value *s)
{
    int64_t n = s[COUNT].i, width = s[WIDTH].i, first = s[FIRST].i;
    for (;;) {
        if (first >= n) {
            Table *sorted = s[TO].table;
            set_table(s + TO, s[FROM].table);
            set_table(s + FROM, sorted);
            width *= 2;
            first = 0;
            if (width >= n) {
                store(vm, s, sorted);
                return;
            }
        }
        if (first + width < n) {
            break;
        }
        copy_run(vm, s, first, first, n); /* a run without another */
        first = n;
    }
    set_state(s, WIDTH, width);
    set_state(s, FIRST, first);
    set_state(s, I, first);
    set_state(s, J, first + width);
    if (width >= ASK_ORDER_WIDTH) {
        ask(vm, s, ASK_ORDER, first + width, first + width - 1);
    } else {
        ask(vm, s, ASK_MERGE, first + width, first);
    }
}

static void start_merging(VM *vm, Value *s)
{
    set_state(s, WIDTH, 1);
    set_state(s, FIRST, 0);
    next_runs(vm, s);
}

static void runs_are_done(VM *vm, Value *s)
{
    set_state(s, FIRST, s[FIRST].i + 2 * s[WIDTH].i);
    next_runs(vm, s);
}

/* Takes the lesser of the elements at I and J; is_below: that at J. */
static void merge(VM *vm, Value *s, bool is_below)
{
    int64_t first = s[FIRST].i, i = s[I].i, j = s[J].i, middle = first + s[WIDTH].i, end = least(middle + s[WIDTH].i, s[COUNT].i);
    int64_t to = i + j - middle;
    put(vm, s[TO].table, to, s[FROM].table, is_below ? j : i);
    if (is_below) {
        if (++j == end) {
            copy_run(vm, s, to + 1, i, middle);
            runs_are_done(vm, s);
            return;
        }
        set_state(s, J, j);
    } else {
        if (++i == middle) {
            copy_run(vm, s, to + 1, j, end);
            runs_are_done(vm, s);
            return;
        }
        set_state(s, I, i);
    }
    ask(vm, s, ASK_MERGE, j, i);
}

/* ---- steps ---- */

/* Goes on in the search for one run that is all there is. */
static void next_in_run(VM *vm, Value *s, Phase phase)
{
    int64_t i = s[I].i + 1, n = s[COUNT].i;
    set_state(s, I, i);
    if (i < n) {
        ask(vm, s, phase, i, i - 1);
    } else if (phase == ASK_ASCENDING) {
        finish(vm, s, true);
    } else if (n > 3) { /* a comparator that says the contrary too is always true */
        ask(vm, s, ASK_CONTRARY, 0, n - 1);
    } else {
        reverse(vm, s);
    }
}

static void answer(VM *vm, Value *s, bool is_below)
{
    switch ((Phase)s[PHASE].i) {
    case ASK_MERGE:
        merge(vm, s, is_below);
        break;
    case ASK_ORDER:
        if (is_below) {
            ask(vm, s, ASK_MERGE, s[J].i, s[I].i);
        } else {
            copy_run(vm, s, s[I].i, s[I].i, least(s[FIRST].i + 2 * s[WIDTH].i, s[COUNT].i));
            runs_are_done(vm, s);
        }
        break;
    case ASK_FIRST:
        next_in_run(vm, s, is_below ? ASK_DESCENDING : ASK_ASCENDING);
        break;
    case ASK_ASCENDING:
    case ASK_DESCENDING:
        if (is_below == (s[PHASE].i == ASK_DESCENDING)) {
            next_in_run(vm, s, (Phase)s[PHASE].i);
        } else {
            start_merging(vm, s);
        }
        break;
    default:
        if (is_below) {
            finish(vm, s, false);
        } else {
            reverse(vm, s);
        }
        break;
    }
}

void sort_continue(VM *vm, Value *result)
{
    bool is_below = vm->top > result && !is_falsy(result);
    vm->base = result + 1 - cont_delta(result[-1].tag);
    answer(vm, result - FUNCTION, is_below);
}

/* ---- the beginning ---- */

/* A table with an array part for n elements, all nil. */
static Table *new_list(VM *vm, int64_t n)
{
    Table *t = table_new(vm, (uint32_t)n, 0);
    vm_check(vm, t != NULL);
    t->array_len = (uint32_t)n;
    return t;
}

void sort_begin(VM *vm)
{
    int64_t n = vm->call_nargs;
    Value *slot = vm->base + vm->call_slot;
    vm->top = slot + 2;
    size_t offset = stack_offset(vm, slot);
    vm_check(vm, call_ensure(vm, SLOTS + 2));
    slot = vm->co->stack + offset;
    Value table = slot[0], less = slot[1], *s = slot + 2;
    slot[0].i = vm->call_ctx;
    slot[0].tag = (uint64_t)(uint32_t)(vm->call_nresults + 1) << 8 | TAG_LIGHT;
    slot[1].p = vm->call_k;
    slot[1].tag = cont_make(CONT_NATIVE, (size_t)(s + 1 - vm->base));
    for (int i = 0; i < SLOTS; i++) {
        set_nil(s + i);
    }
    value_copy(s + TABLE, &table);
    value_copy(s + LESS, &less);
    vm->top = s + SLOTS;
    if (n < 2) {
        finish(vm, s, true);
        return;
    }
    set_table(s + FROM, new_list(vm, n));
    set_table(s + TO, new_list(vm, n));
    Table *from = s[FROM].table;
    gc_barrier(vm, &from->header);
    for (int64_t i = 0; i < n; i++) {
        Value v;
        table_get_int(table.table, i + 1, &v);
        table_array_put(from, (uint32_t)i, &v); /* nil too */
    }
    vm_charge_bytes(vm, (size_t)n * 4);
    set_state(s, COUNT, n);
    set_state(s, I, 1);
    ask(vm, s, ASK_FIRST, 1, 0);
}
