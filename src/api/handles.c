/* handles.c: values that the host keeps across its calls.
 *
 * The handles of a VM are one array of values, roots of the collector. A freed entry holds TAG_MARK and the number of
 * the next free one. Handle numbers start at 1. Both the array and the record that holds it are buffers of the
 * collector's, so closing the VM frees them.
 */
#include "api.h"

#include <string.h>

#include "memory.h"

static void mark_free(Value *v, uint32_t next)
{
    v->bits = next;
    v->tag = TAG_MARK;
}

void api_mark(VM *vm)
{
    ApiState *api = vm->api;
    if (!api) {
        return;
    }
    gc_mark_buffer(vm, api, sizeof *api);
    for (int i = 0; i < API_TEXTS; i++) {
        if (api->texts[i].string) {
            gc_mark_object(vm, &api->texts[i].string->header);
        }
    }
    Function *const functions[] = {api->resume, api->transfer, api->close, api->trace_handler};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (functions[i]) {
            gc_mark_object(vm, &functions[i]->header);
        }
    }
    gc_mark_value(vm, &api->trace);
    if (api->handles) {
        gc_mark_buffer(vm, api->handles, api->handle_cap * sizeof(Value));
    }
    for (uint32_t i = 0; i < api->handle_cap; i++) {
        if (api->handles[i].tag != TAG_MARK) {
            gc_mark_value(vm, &api->handles[i]);
        }
    }
}

static bool more_handles(Weft *w, ApiState *api)
{
    uint32_t cap = api->handle_cap ? api->handle_cap * 2 : 16;
    if (cap >= INT32_MAX / 2) {
        return false;
    }
    Value *handles = gc_new_buffer(w, cap * sizeof(Value));
    if (!handles) {
        return false;
    }
    if (api->handles) {
        memcpy(handles, api->handles, api->handle_cap * sizeof(Value));
        gc_free_buffer(w, api->handles, api->handle_cap * sizeof(Value));
    }
    for (uint32_t i = cap; i-- > api->handle_cap;) {
        mark_free(&handles[i], api->handle_free);
        api->handle_free = i + 1;
    }
    api->handles = handles;
    api->handle_cap = cap;
    return true;
}

WeftHandle weft_handle_new(Weft *w, int slot)
{
    ApiState *api = w->api;
    if (w->has_error || (!api->handle_free && !more_handles(w, api))) {
        return 0;
    }
    WeftHandle h = (WeftHandle)api->handle_free;
    Value *v = &api->handles[h - 1];
    api->handle_free = (uint32_t)v->bits;
    value_copy(v, slot_read(w, slot));
    return h;
}

/* NULL: no such handle. */
static Value *handle_value(Weft *w, WeftHandle h)
{
    ApiState *api = w->api;
    bool exists = h > 0 && (uint32_t)h <= api->handle_cap && api->handles[h - 1].tag != TAG_MARK;
    return exists ? &api->handles[h - 1] : NULL;
}

void weft_handle_get(Weft *w, WeftHandle h, int to)
{
    const Value *v = handle_value(w, h);
    slot_store(w, to, v ? *v : api_nil);
}

void weft_handle_set(Weft *w, WeftHandle h, int from)
{
    Value *v = handle_value(w, h);
    if (v) {
        value_copy(v, slot_read(w, from));
    }
}

void weft_handle_free(Weft *w, WeftHandle h)
{
    ApiState *api = w->api;
    Value *v = handle_value(w, h);
    if (v) {
        mark_free(v, api->handle_free);
        api->handle_free = (uint32_t)h;
    }
}
