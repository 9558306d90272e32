/* natives.c: function objects for natives and for the functions that the VM itself implements, and natives' upvalues.
 */
#include "api.h"

#include <string.h>

#include "call.h"
#include "closure.h"
#include "shortcut.h"

static bool store_function(Weft *w, int slot, Function *f)
{
    if (!f) {
        return false;
    }
    set_function(slot_write(w, slot), f);
    gc_check(w);
    return true;
}

bool weft_set_native(Weft *w, int slot, WeftNative fn, const char *name, int first, int upvalues)
{
    if (upvalues < 0 || upvalues > MAX_UPVALUES) {
        api_raise_text(w, "bad number of upvalues %d", upvalues);
    }
    if (!slot_prepare(w, slot)) {
        return false;
    }
    Function *f = function_new_native(w, (void *)(uintptr_t)fn, (uint32_t)upvalues, name);
    for (int i = 0; f && i < upvalues; i++) {
        value_copy(&f->values[i], slot_read(w, (int)((unsigned)first + (unsigned)i)));
    }
    return store_function(w, slot, f);
}

const char *api_field_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

bool weft_add_functions(Weft *w, int table, const WeftFunction *list)
{
    int top = weft_slot_count(w);
    for (; list->name; list++) {
        if (!weft_set_native(w, top, list->native, list->name, 0, 0) ||
            !weft_raw_set_field(w, table, api_field_name(list->name), top)) {
            return false;
        }
    }
    return weft_set_slot_count(w, top);
}

const Value *api_own_upvalue(const Weft *w, int i)
{
    const Function *f = frame_function(w->base);
    return (size_t)(unsigned)i < f->header.aux ? &f->values[i] : &api_nil;
}

const char *weft_upvalue_string(Weft *w, int i, size_t *length)
{
    const Value *v = api_own_upvalue(w, i);
    *length = is_string(v) ? v->string->length : 0;
    return is_string(v) ? v->string->chars : NULL;
}

/* Upvalue i of the running native, whose function lies below its frame; NULL: none. */
static Value *upvalue(const Weft *w, int i)
{
    Function *f = frame_function(w->base);
    return (size_t)(unsigned)i < f->header.aux ? &f->values[i] : NULL;
}

void weft_get_upvalue(Weft *w, int i, int to)
{
    const Value *v = upvalue(w, i);
    slot_store(w, to, v ? *v : api_nil);
}

void weft_set_upvalue(Weft *w, int i, int from)
{
    Value *v = upvalue(w, i);
    if (v) {
        value_copy(v, slot_read(w, from));
        gc_barrier(w, &frame_function(w->base)->header);
    }
}

/* ---- functions of the VM ---- */

typedef struct Builtin {
    const char *name; /* as weft_set_builtin takes it */
    Opcode entry;
} Builtin;

static const Builtin builtins[] = {
    {"pcall", OP_B_PCALL},       {"xpcall", OP_B_XPCALL}, {"error", OP_B_ERROR}, {"create", OP_B_CREATE},
    {"resume", OP_B_RESUME},     {"yield", OP_B_YIELD},   {"throw", OP_B_THROW}, {"close", OP_B_CLOSE},
    {"transfer", OP_B_TRANSFER}, {"select", OP_B_SELECT}, {"type", OP_B_TYPE},   {"next", OP_B_NEXT},
    {"ipairs_step", OP_B_IPAIRS_STEP},
};

bool weft_set_builtin(Weft *w, int slot, const char *name)
{
    if (!slot_prepare(w, slot)) {
        return false;
    }
    for (size_t i = 0; i < sizeof builtins / sizeof builtins[0]; i++) {
        if (strcmp(builtins[i].name, name) == 0) {
            return store_function(w, slot, function_new_builtin(w, builtins[i].entry, 0, builtins[i].name));
        }
    }
    weft_raise(w, "no builtin '%s'", name);
    return false;
}

void weft_set_shortcut(Weft *w, int slot, const char *name)
{
    Function *f = api_function(w, slot);
    if (f && f->header.extra == FN_NATIVE) {
        f->entry = &w->shortcut_entry[shortcut_find(name)];
    }
}

bool weft_set_wrapped(Weft *w, int slot, int function)
{
    if (!weft_set_coroutine(w, slot, function)) {
        return false;
    }
    Function *f = function_new_builtin(w, OP_B_WRAPPED, 1, NULL);
    if (f) {
        value_copy(&f->values[0], slot_read(w, slot));
    }
    return store_function(w, slot, f);
}
