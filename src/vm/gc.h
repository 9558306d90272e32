/* gc.h: the collector, as the rest of the engine sees it. */
#ifndef WEFT_GC_H
#define WEFT_GC_H

#include "heap.h"

bool gc_init(VM *vm);
void gc_free_all(VM *vm);  /* frees every object, without finalizers */

/* A store of a reference into obj has been or will be made: to be called by every store of a reference (any value)
 * into any heap object that may be black. One test when there is nothing to do. */
void gc_barrier_slow(VM *vm, Object *obj);
static inline void gc_barrier(VM *vm, Object *obj)
{
    if (UNLIKELY(obj->gc & GC_BLACK)) {
        gc_barrier_slow(vm, obj);
    }
}
/* The same for a store to element i (0-based, below array_cap) of t's array that moves no other element: costs a collection
 * less when the array is big. */
void gc_barrier_array_slow(VM *vm, Table *t, uint32_t i);
static inline void gc_barrier_array(VM *vm, Table *t, uint32_t i)
{
    if (UNLIKELY(t->header.gc & GC_BLACK)) {
        gc_barrier_array_slow(vm, t, i);
    }
}
/* The same for a store into node i of t's hash part that moves no other node. */
void gc_barrier_node_slow(VM *vm, Table *t, uint32_t i);
static inline void gc_barrier_node(VM *vm, Table *t, uint32_t i)
{
    if (UNLIKELY(t->header.gc & GC_BLACK)) {
        gc_barrier_node_slow(vm, t, i);
    }
}
/* The owner got a new buffer for one of its parts, with the same references in it as in the old one. (Where more
 * changed, gc_barrier.) */
void gc_barrier_buffer(VM *vm, Object *owner, void *buffer, size_t size);
/* The coroutine starts to run (every change of vm->co), or its suspended stack is stored into: it is grey again. O(1). */
static inline void gc_touch_coroutine(VM *vm, Coroutine *co)
{
    gc_barrier(vm, &co->header);
}

/* The same where a part of co's stack that lies below its innermost frame is stored into. */
static inline void gc_touch_stack(VM *vm, Coroutine *co)
{
    co->header.gc &= (uint8_t)~GC_SCANNED;
    gc_barrier(vm, &co->header);
}

/* Safe point: does collector work in proportion to what was allocated. It only prepares finalizers (vm->finalizers_due,
 * call_finalizers). May not be called with unrooted new objects. Does nothing while a finalizer runs, as in Lua 5.4. */
void gc_step_slow(VM *vm);
static inline bool gc_debt(const VM *vm)
{
    return WEFT_STRESS_GC || vm->heap->wants_step;
}
static inline void gc_check(VM *vm)
{
    if (UNLIKELY(gc_debt(vm))) {
        gc_step_slow(vm);
    }
}

/* Where call_finalizers may be called: makes stacks smaller that turned out too large. True: there are more. */
bool gc_trim_stacks(VM *vm);

/* For weak structures of the VM's own. While the intern table is swept and shapes are pruned: o was not reached. Else false. */
bool gc_is_dead(VM *vm, Object *o);
/* A string that the intern table still holds is used again: it stays. */
void gc_revive(VM *vm, Object *o);

/* For tracers (coroutine stacks, userdata types, the compat layer). */
void gc_mark_value(VM *vm, const Value *v);
void gc_mark_object(VM *vm, Object *o);
void gc_mark_buffer(VM *vm, void *p, size_t size);

void gc_full(VM *vm, bool emergency);
/* One step of `kb` kilobytes (0: a basic step); true when a cycle ended. */
bool gc_step(VM *vm, size_t kb);
void gc_stop(VM *vm);
void gc_restart(VM *vm);
bool gc_is_running(const VM *vm);
size_t gc_count(const VM *vm);       /* bytes in use */
/* Switches mode, sets parameters (0: keep), returns the previous mode. */
typedef enum GcMode { GC_INCREMENTAL, GC_GENERATIONAL } GcMode;
GcMode gc_set_incremental(VM *vm, int pause, int step_multiplier, int step_size_log2);
GcMode gc_set_generational(VM *vm, int minor_multiplier, int major_multiplier);
int gc_set_pause(VM *vm, int pause);              /* return the previous value */
int gc_set_step_multiplier(VM *vm, int multiplier);

/* No collection (emergency ones neither) until the matching call: for the compiler. Nests. */
void gc_block(VM *vm);
void gc_unblock(VM *vm);

/* Registers o for finalization if its metatable has __gc (called by setmetatable). False: out of memory. */
bool gc_check_finalizer(VM *vm, Object *o, Table *metatable);
/* The next object to finalize (removed from the list, resurrected), false when there is none. */
bool gc_next_finalizable(VM *vm, Value *object);
/* The account that the object is charged to. */
uint32_t gc_account(const Object *o);
/* True when gc_next_finalizable has something: tested at safe points by the interpreter. */
bool gc_has_finalizable(const VM *vm);
/* Moves all objects with finalizers to the to-be-finalized list; none is registered from now on (VM close). */
void gc_finalize_all(VM *vm);

/* What lives, after a full collection: objects by tag, their buffers included; apart from them the coroutines' stacks, and buffers
 * that belong to several objects or to none. */
enum { CENSUS_STACKS = TAG_COUNT, CENSUS_BUFFERS, CENSUS_KINDS };
typedef struct HeapCensus {
    size_t count[CENSUS_KINDS], bytes[CENSUS_KINDS];
} HeapCensus;
void gc_census(VM *vm, HeapCensus *census);

/* Collects, then visits every object that is alive. The visitor may not allocate. */
void gc_each_alive(VM *vm, void (*visit)(VM *vm, Object *o, void *ud), void *ud);
/* Looks for references from traversed objects to cells that were not reached, valid only between the end of a mark and
 * the next change; returns their number. Called by the collector itself in builds with assertions. */
size_t gc_verify(VM *vm);

#endif
