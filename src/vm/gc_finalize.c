/* gc_finalize.c: objects with finalizers.
 *
 *   setmetatable with __gc                    found unreachable                    taken by the interpreter
 *   finalizers: | oldest .. youngest |  -->   queue: | next .. last |   -->        an ordinary object again
 *
 * An object is registered once (GC_FINALIZER) and called once per registration. When marking finds registered objects
 * unreachable they move to the queue, the last registered first (the reverse of the order in which they were marked for
 * finalization), and are marked with all they refer to: resurrected. The interpreter takes them at safe points.
 *
 * Invariant: the queue always has room for all registered objects, so that only registering can fail.
 */
#include <string.h>

#include "gc_internal.h"
#include "table.h"

bool gc_check_finalizer(VM *vm, Object *o, Table *metatable)
{
    Gc *gc = vm->gc;
    Value handler;
    if (o->gc & GC_FINALIZER || gc->is_closing || metatable == NULL || !table_metamethod(vm, metatable, EVENT_GC, &handler)) {
        return true;
    }
    ObjectList *queue = &gc->queue;
    if (gc->queue_head > 64 && gc->queue_head > queue->count / 2) { /* forget what was taken */
        memmove(queue->items, queue->items + gc->queue_head, (queue->count - gc->queue_head) * sizeof(Object *));
        queue->count -= gc->queue_head;
        gc->queue_head = 0;
    }
    size_t room = queue->count + gc->finalizers.count + 1;
    if ((queue->cap < room && !list_grow(vm, queue, room * 2)) || !list_push(vm, &gc->finalizers, o)) {
        vm_set_memory_error(vm);
        return false;
    }
    o->gc |= GC_FINALIZER;
    return true;
}

void finalize_separate(VM *vm, bool all)
{
    Gc *gc = vm->gc;
    ObjectList *l = &gc->finalizers;
    size_t first = gc->is_minor && !all ? gc->old_finalizers : 0;
    for (size_t i = l->count; i-- > first;) {
        Object *o = l->items[i];
        if (all || !object_is_marked(vm->heap, o)) {
            gc->queue.items[gc->queue.count++] = o;
            l->items[i] = NULL;
            vm->finalizers_due = true;
        }
    }
    size_t kept = first;
    for (size_t i = first; i < l->count; i++) {
        if (l->items[i] != NULL) {
            l->items[kept++] = l->items[i];
        }
    }
    l->count = gc->old_finalizers = kept;
}

void finalize_mark_queue(VM *vm)
{
    Gc *gc = vm->gc;
    for (size_t i = gc->queue_head; i < gc->queue.count; i++) {
        gc_mark_object(vm, gc->queue.items[i]);
    }
}

uint32_t gc_account(const Object *o)
{
    return o->gc & GC_LARGE ? large_header(o)->account : span_of(o)->account;
}

bool gc_has_finalizable(const VM *vm)
{
    return vm->gc->queue_head < vm->gc->queue.count;
}

bool gc_next_finalizable(VM *vm, Value *object)
{
    Gc *gc = vm->gc;
    if (gc->queue_head == gc->queue.count) {
        return false;
    }
    Object *o = gc->queue.items[gc->queue_head++];
    if (gc->queue_head == gc->queue.count) {
        gc->queue_head = gc->queue.count = 0;
    }
    o->gc &= (uint8_t)~GC_FINALIZER;
    object->object = o;
    object->tag = o->type;
    return true;
}

void gc_finalize_all(VM *vm)
{
    vm->gc->is_closing = true;
    finalize_separate(vm, true);
}
