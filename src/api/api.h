/* api.h: what the files of the native API share: access to slots, and plain errors.
 *
 * The current frame is vm->base .. vm->top: slot i is vm->base[i]. Both pointers are kept right by the engine
 * whenever a native or the host runs, also when the stack moves.
 *
 * Rules for everything in this folder
 * 1. A pointer to a slot dies with the next call that may move the stack: slot_write, and all that enters the engine.
 *    Read first, write last: `Value v = *slot_read(w, a); *slot_write(w, b) = v`.
 * 2. A function that can fail returns early when an error is pending, and so keeps the first one.
 * 3. A new object goes to its slot before gc_check may collect.
 * 4. What is in a slot is the caller's word only: a value of the wrong type is an error (api_table and its kin), never a
 *    crash. A slot that cannot be made (slot_extend) is written to `nowhere`.
 */
#ifndef WEFT_API_INTERNAL_H
#define WEFT_API_INTERNAL_H

#include <stdarg.h>

#include "coroutine.h"
#include "gc.h"
#include "weft.h"

#define API_TEXTS 64 /* a power of two; a library's working set of field names fits */

/* What the native API keeps for one VM (handles.c): buffers of the collector's. */
typedef struct ApiState {
    Value *handles;       /* handle h lies at h - 1; a free one has TAG_MARK and the next free handle */
    uint32_t handle_cap;  /* room in handles */
    uint32_t handle_free; /* first free handle, 0: none */
    Value nowhere;        /* takes what is written to slots that there cannot be; never read */
    Function *resume, *transfer, *close; /* the VM's own, made on first use */
    Function *trace_handler; /* the message handler of WEFT_TRACE, made on first use */
    Value trace;          /* of the last failed run: a string, or nil */
    struct CachedText {
        const char *text; /* address, in the host's memory */
        String *string;
    } texts[API_TEXTS]; /* strings made of texts lately, by address: field names are mostly literals */
} ApiState;

extern const Value api_nil;

static inline bool slot_exists(const Weft *w, int slot)
{
    return (size_t)(unsigned)slot < (size_t)(w->top - w->base);
}

/* A slot for reading; one that does not exist reads as nil. */
static inline const Value *slot_read(const Weft *w, int slot)
{
    return slot_exists(w, slot) ? w->base + slot : &api_nil;
}

/* Extends the frame with nils so that `slot` exists. Without room, or for a slot below 0, it sets the pending error and
 * gives a place that nobody reads. */
Value *slot_extend(Weft *w, int slot);

/* A slot for writing; the frame is extended to hold it. May move the stack. */
static inline Value *slot_write(Weft *w, int slot)
{
    if (LIKELY(slot_exists(w, slot))) {
        return w->base + slot;
    }
    if (LIKELY(slot == w->top - w->base && w->top < w->stack_limit)) { /* a result, mostly */
        set_nil(w->top);
        return w->top++;
    }
    return slot_extend(w, slot);
}

/* Stores a copy of v, which must not point into the stack unless the slot exists. */
static inline void slot_store(Weft *w, int slot, Value v)
{
    Value *to = slot_write(w, slot);
    value_copy(to, &v);
}

/* Readies a slot for what a function makes: false when an error is pending or there is no room for the slot. */
static inline bool slot_prepare(Weft *w, int slot)
{
    slot_write(w, slot);
    return LIKELY(!w->has_error);
}

/* Whether there can be a function in the slot and so many arguments behind it; false: an error is pending, this or another. */
bool api_check_call(Weft *w, int slot, int nargs);

/* Upvalue i of the running native, for reading; one that does not exist reads as nil. */
const Value *api_own_upvalue(const Weft *w, int i);

/* Raises "bad slot #n (table expected, got nil)". */
void api_raise_slot_type(Weft *w, int slot, const char *expected);

/* The object in a slot; NULL: it holds none of the type, and that is the pending error. */
static inline Table *api_table(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    if (UNLIKELY(!is_table(v))) {
        api_raise_slot_type(w, slot, "table");
        return NULL;
    }
    return v->table;
}

static inline Userdata *api_userdata(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    if (UNLIKELY(!is_userdata(v))) {
        api_raise_slot_type(w, slot, "userdata");
        return NULL;
    }
    return v->userdata;
}

static inline Function *api_function(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    if (UNLIKELY(!is_function(v))) {
        api_raise_slot_type(w, slot, "function");
        return NULL;
    }
    return v->function;
}

/* Slot -1 means the running coroutine. */
static inline Coroutine *api_coroutine(Weft *w, int slot)
{
    const Value *v = slot_read(w, slot);
    if (UNLIKELY(!is_coroutine(v))) {
        if (slot == -1) {
            return w->co;
        }
        api_raise_slot_type(w, slot, "coroutine");
        return NULL;
    }
    return v->co;
}

/* The string of a text that is likely to be asked for again. It is a root until another text takes its place. */
String *api_text(Weft *w, const char *text);
/* The value of field `name` of the registry. False: nil, or no memory for the key. */
bool api_registry_get(Weft *w, const char *name, Value *out);
/* Makes v the pending error unless one is pending; returns WEFT_RAISE. */
WeftResult api_raise_value(Weft *w, const Value *v);
/* Raises text as it is, without a position, as Lua's core does below a C function. */
WeftResult api_raise_plain(Weft *w, const char *text);
/* A string formatted like printf, of any length; NULL: out of memory. Allocates. */
String *api_format(Weft *w, const char *format, va_list args);
/* The metatable of a registered userdata type, created on first use; NULL: out of memory. */
Table *api_type_metatable(Weft *w, const WeftUserdataType *type);
/* The collector's visit to what a typed userdata's block refers to (vm->trace_userdata). */
void api_trace_userdata(VM *vm, Userdata *u);
/* The VM's own function OP_B_RESUME, _TRANSFER or _CLOSE. NULL: memory error pending. */
Function *api_switch(Weft *w, Opcode op);
/* Puts it in front of the coroutine in slot `slot` and its nargs arguments, where the frame then ends. */
bool api_insert_switch(Weft *w, int slot, int nargs, Opcode op);
/* The field that a function is entered as: what follows the last dot of "module.function". */
const char *api_field_name(const char *name);
/* Sets or (mask 0, or neither hook) removes a coroutine's hook. False: memory error pending. */
bool api_install_hook(Weft *w, Coroutine *co, const Value *function, CHook *c_hook, int mask, int count);
/* Everything about a function but its name and frame. */
void api_function_info(const Function *f, WeftFrameInfo *info);
/* The place of upvalue n (from 1) of a function, and its name; NULL: none, or one that programs may not see. */
Value *api_upvalue(const Value *function, int n, const char **name);
/* The same for one that may be set: those of natives are their own affair, they rely on what is in them. */
Value *api_settable_upvalue(const Value *function, int n, const char **name);
/* Makes a table of the lines that have code, or nil, for the function; it is in *out, not rooted. False: memory error
 * pending. */
bool api_active_lines(Weft *w, const Function *f, Value *out);
/* Raises a formatted text without a position. */
WeftResult api_raise_text(Weft *w, const char *format, ...) PRINTF_LIKE(2, 3);
/* Text to a main function, or a message: what vm->load is. Collection is blocked by the caller. */
int api_compile(VM *vm, const char *text, size_t length, const char *chunk_name, Value *result);
/* The collector's visit to the API's roots (vm->mark_api_roots). */
void api_mark(VM *vm);

#endif
