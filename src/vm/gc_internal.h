/* gc_internal.h: what the collector's files share, and memory.c's two doors into it.
 *
 * Colours. *White*: the mark bit is clear. *Grey*: marked, waiting to be traversed (mark stack), or traversed and stored
 * into since (remembered list, list of coroutines). *Black*: marked and traversed, GC_BLACK set in the header.
 *
 * Invariants
 * 1. Marked and GC_BLACK: everything that the object refers to is marked. GC_BLACK without the mark bit means nothing (left
 *    from an earlier cycle): the barrier then only clears it.
 * 2. Marked and not GC_BLACK, and no string: on the mark stack, in the remembered list, in the list of coroutines, or
 *    `rescan` is set (a list could not grow), and the heap is searched for such objects.
 * 3. In generational mode marks stay between collections: marked is old. Between collections invariant 1 holds for old objects.
 * 4. Nothing in here raises, allocates cells, or runs code of the program.
 */
#ifndef WEFT_GC_INTERNAL_H
#define WEFT_GC_INTERNAL_H

#include "gc.h"
#include "region.h"

typedef enum GcPhase {
    PHASE_PAUSE,   /* between cycles */
    PHASE_CLEAR,   /* clearing the mark bits of the last cycle, region by region */
    PHASE_MARK,
    PHASE_STRINGS, /* taking dead strings out of the intern table */
    PHASE_SWEEP    /* giving back large cells and empty spans */
} GcPhase;

typedef struct ObjectList {
    Object **items;
    size_t count, cap;
} ObjectList;

/* Nodes of weak-key tables whose keys are white, by key. */
typedef struct EphemeronIndex {
    struct EphemeronEntry *entries;
    size_t count, cap;
    uint32_t *buckets;        /* entry number + 1; cap of them */
} EphemeronIndex;

/* Parts of big arrays that were stored into. */
typedef struct Card {
    Table *table;
    uint32_t number;
} Card;
#define CARD_CACHE 16u
typedef struct CardList {
    Card *items;
    size_t count, cap;
    Card cache[CARD_CACHE];   /* cards noted lately */
} CardList;

/* How far a big table has been traversed. */
typedef struct Slice {
    Table *table;
    uint32_t array, node;     /* next element, next node */
} Slice;
#define MOST_SLICES 8

struct Gc {
    GcPhase phase;
    GcMode mode;
    int blocked;              /* gc_block's depth */
    bool is_stopped;          /* by the program */
    bool is_closing;          /* the VM is: no further finalizers are registered */
    bool is_collecting;       /* no collection inside a collection */
    bool is_minor;            /* the running mark is a minor collection's */
    bool is_atomic;           /* the mark is being completed */
    bool is_pruning;          /* marking is complete: white is dead */
    bool is_checking;         /* gc_mark_* report white instead of marking it */
    bool rescan;              /* invariant 2: a list could not grow */
    bool weak_lost;           /* the list of weak tables could not grow: search the heap for them */
    bool minor_cycle;         /* STRINGS and SWEEP belong to a minor collection */
    size_t rescans_left;      /* objects that may still be traversed again in steps */
    bool is_rescanning;       /* rescans_left has been set in this round */
    int rounds;               /* how often roots and running stack were marked again in this mark */
    size_t round_work;        /* bytes traversed since */
    ObjectList stack;         /* grey objects */
    ObjectList remembered;    /* black objects stored into since */
    CardList cards;           /* parts of arrays */
    CardList node_cards;      /* nodes of hash parts */
    ObjectList weak;          /* weak tables met in this mark */
    size_t weak_seen;         /* those whose ephemerons have been entered */
    EphemeronIndex ephemerons;
    bool ephemerons_lost;     /* the index could not grow */
    Coroutine *gray_coroutines; /* that ran or were stored into since they were scanned; linked by gray_link */
    size_t gray_count;
    ObjectList roomy;         /* coroutines that may have too large a stack; [trim_kept, trim_next) is empty */
    size_t trim_next, trim_kept;
    Slice slices[MOST_SLICES]; /* big tables being traversed, one met inside the other */
    int slice_count;
    ObjectList finalizers;    /* objects with a finalizer, in the order of registration */
    size_t old_finalizers;    /* the first so many are old (generational) */
    ObjectList queue;         /* to be finalized, from queue_head on */
    size_t queue_head;
    uint64_t released[MAX_ACCOUNTS / 64];
    /* pacing */
    int pause, step_multiplier, step_size_log2, minor_multiplier, major_multiplier; /* Lua 5.4's parameters */
    size_t last_allocated;    /* heap->allocated when work was last paid */
    size_t nursery;           /* generational: bytes to allocate between minor collections */
    size_t base;              /* bytes after the last major collection */
    size_t weak_bytes;        /* of the hash parts of the weak tables that the last mark met */
    size_t string_bytes;      /* bytes of marked strings in string spans */
    size_t stress_left;       /* allocations until the stress build collects again */
    size_t checked_bad;       /* found by gc_verify */
};

static inline bool list_push_fits(ObjectList *l, Object *o)
{
    if (UNLIKELY(l->count == l->cap)) {
        return false;
    }
    l->items[l->count++] = o;
    return true;
}
bool list_grow(VM *vm, ObjectList *l, size_t cap);
void list_free(VM *vm, ObjectList *l);
static inline bool list_push(VM *vm, ObjectList *l, Object *o)
{
    return list_push_fits(l, o) || (list_grow(vm, l, l->cap * 2) && list_push_fits(l, o));
}

/* gc.c */
/* A full collection to make room; false when none is possible now. */
bool gc_emergency(VM *vm);
void gc_stress(VM *vm);

/* gc_mark.c */
static inline bool value_is_white(const Heap *h, const Value *v)
{
    return is_object(v) && !object_is_marked(h, v->object);
}
size_t gc_traverse(VM *vm, Object *o);
/* Traverses grey objects until none is left or about `budget` bytes are done; returns bytes done. */
size_t gc_propagate(VM *vm, size_t budget);
void gc_propagate_all(VM *vm);
void gc_mark_roots(VM *vm);
void gc_enlist_coroutine(VM *vm, Coroutine *co);
void gc_rescan_coroutines(VM *vm, size_t count);
/* Calls visit for every marked object in the heap. */
void gc_each_marked(VM *vm, void (*visit)(VM *vm, Object *o, void *ud), void *ud);

/* gc_cards.c */
void gc_mark_nodes(VM *vm, Table *t, uint32_t from, uint32_t to); /* what the nodes of a table that is not weak refer to */
size_t cards_mark_nodes(VM *vm, size_t most); /* the same as cards_mark for single nodes */
size_t cards_mark(VM *vm, size_t most); /* marks from at most so many cards; returns how many */
void cards_reset(VM *vm);
void cards_free(VM *vm);

/* gc_weak.c */
size_t weak_traverse(VM *vm, Table *t);
void weak_key_reached(VM *vm, Object *key);
void weak_converge(VM *vm);
void weak_clear_values(VM *vm, size_t from);
void weak_clear_keys(VM *vm);
void weak_reset(VM *vm);

/* gc_finalize.c */
void finalize_separate(VM *vm, bool all);
void finalize_mark_queue(VM *vm);

/* What the owners of the types provide. */
void function_mark_parts(VM *vm, Function *f);
void proto_mark_parts(VM *vm, Proto *p);
void shape_mark_parts(VM *vm, Shape *s);
void userdata_mark_parts(VM *vm, Userdata *u);
void coroutine_mark_rare(VM *vm, Coroutine *co);
Value *call_live_limit(VM *vm, Coroutine *co);
Value *call_mark_frames(VM *vm, Coroutine *co);
bool stack_trim(VM *vm, Coroutine *co);
void table_node_kill(Node *node);
bool string_table_sweep(VM *vm, size_t buckets);

#endif
