/* debuginfo.c: what a frame is doing: its line, its local variables and their slots.
 *
 * A local variable has a register and a range of code in which it is active (LocalInfo). Locals are numbered as Lua numbers them:
 * active ones in order of declaration, then whatever else lies in the frame as temporaries:
 *
 *      registers:  a | b (cell) | c | c's mark | temporary | temporary | .. next frame
 *      numbers:    1   2          3   hidden     4           5
 *
 * Marks of to-be-closed variables are the engine's own; so are generic loops' hidden registers: they have no number, for a program that
 * wrote there would break the frame.
 *
 * Nothing here allocates or raises.
 */
#include "debuginfo.h"

#include "coroutine.h"
#include "sort.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* ---- sources ---- */

/* Keeps the end of a file name that is too long. */
static void short_file_name(const char *name, size_t length, char *buffer, size_t size)
{
    if (length < size) {
        memcpy(buffer, name, length + 1);
    } else {
        size_t kept = size - sizeof "...";
        snprintf(buffer, size, "...%s", name + length - kept);
    }
}

/* The first line of a program's text. */
static void short_text(const char *text, size_t length, char *buffer, size_t size)
{
    const char *newline = memchr(text, '\n', length);
    size_t room = size - sizeof "[string \"...\"]";
    if (newline == NULL && length < room) {
        snprintf(buffer, size, "[string \"%s\"]", text);
        return;
    }
    size_t shown = newline != NULL ? (size_t)(newline - text) : length;
    if (shown > room) {
        shown = room;
    }
    snprintf(buffer, size, "[string \"%.*s...\"]", (int)shown, text);
}

void debug_short_source(const String *source, char *buffer, size_t size)
{
    if (size > DEBUG_SOURCE_MAX) {
        size = DEBUG_SOURCE_MAX;
    }
    if (source == NULL) { /* stripped */
        snprintf(buffer, size, "?");
    } else if (source->chars[0] == '=') {
        snprintf(buffer, size, "%s", source->chars + 1);
    } else if (source->chars[0] == '@') {
        short_file_name(source->chars + 1, source->length - 1, buffer, size);
    } else {
        short_text(source->chars, source->length, buffer, size);
    }
}

/* ---- frames ---- */

Instr *debug_instruction(const Frame *f)
{
    Instr *at = frame_current(f);
    return at != NULL && f->pc_is_return ? at - 1 : at; /* calls are two words long */
}

int debug_line(const Frame *f)
{
    const Instr *at = debug_instruction(f);
    if (at == NULL) {
        return -1;
    }
    const Proto *p = f->function->proto;
    return proto_line(p, (uint32_t)(at - p->code));
}

/* Whether the function is a __close that an error has called: of the function that the error leaves only the variables are left. */
static bool is_last_of_frame(const Frame *f)
{
    return header_pc(f->header)->op == OP_P_CLOSE && cont_kind(f->slot[-1].tag) == CONT_UNWIND;
}

static bool is_hidden_host(const VM *vm, const Coroutine *co, const Frame *f)
{
    return vm->host_is_hidden && co == vm->main && f->base == co->stack + 1;
}

bool debug_next(VM *vm, Coroutine *co, Frame *f)
{
    bool found, is_left;
    do {
        is_left = is_last_of_frame(f);
        found = frame_next(vm, co, f);
    } while (found && (is_left || debug_is_library(f->function)));
    return found && !is_hidden_host(vm, co, f);
}

bool debug_first(VM *vm, Coroutine *co, Frame *f)
{
    bool found = frame_first(vm, co, f);
    bool is_hook_yield = found && co != vm->co && header_pc(f->header)->op == OP_P_HOOK && f->function->header.extra != FN_LUA;
    return is_hook_yield ? debug_next(vm, co, f) : found && !is_hidden_host(vm, co, f);
}

bool debug_level(VM *vm, Coroutine *co, int level, Frame *f)
{
    bool found = level >= 0 && debug_first(vm, co, f);
    int walked = 0;
    for (; found && walked < level; walked++) {
        found = debug_next(vm, co, f);
    }
    vm_charge_links(vm, (size_t)walked);
    return found;
}

/* ---- local variables ---- */

/* The pc that decides which variables are active. At the entry the parameters are. */
static uint32_t active_pc(const Frame *f, bool *at_entry)
{
    const Proto *p = f->function->proto;
    const Instr *at = debug_instruction(f);
    uint32_t pc = at != NULL ? (uint32_t)(at - p->code) : 0;
    *at_entry = pc == 0;
    return pc;
}

const char *debug_local_name_at(const Proto *p, uint32_t pc, uint32_t reg)
{
    const char *name = NULL;
    for (uint32_t i = 0; i < p->local_count && p->locals[i].start_pc <= pc; i++) {
        if (p->locals[i].reg == reg && pc < p->locals[i].end_pc) {
            name = p->locals[i].name->chars;
        }
    }
    return name;
}

const char *debug_local_name(const Frame *f, uint32_t reg)
{
    bool at_entry;
    return debug_is_lua(f->function) ? debug_local_name_at(f->function->proto, active_pc(f, &at_entry), reg) : NULL;
}

/* Where the slots of the frame end: at the next frame, its continuation words not counted, or at the live limit.
 * *entry_nargs: arguments of a function that a hook, or want of fuel, has stopped at its entry; the latter's count is not at hand
 * in a coroutine that the host resumed, and none is taken for missing. */
static Value *frame_limit(VM *vm, Coroutine *co, const Frame *f, size_t *entry_nargs)
{
    Frame inner;
    Value *limit = call_live_limit(vm, co);
    *entry_nargs = co == vm->co ? vm->nargs : co == vm->paused.co ? vm->paused.nargs : co->header.extra == CO_NORMAL ? SIZE_MAX : 0;
    bool found = frame_first(vm, co, &inner);
    for (; found && inner.base != f->base; found = frame_next(vm, co, &inner)) {
        limit = inner.slot;
        switch (header_pc(inner.header)->op) {
        case OP_P_HOOK:
            *entry_nargs = (size_t)(limit[-2].bits >> 32);
            limit -= 2;
            break;
        case OP_P_NATIVE:
            limit -= 2;
            break;
        case OP_P_SORT:
            limit -= SORT_STATE;
            break;
        case OP_P_META: case OP_P_CLOSE: case OP_P_HANDLER:
            limit--;
            break;
        default:
            break;
        }
    }
    return limit;
}

/* Whether a register is the hidden mark of a to-be-closed variable or generic loop somewhere in the function. */
static bool is_hidden(const Proto *p, uint32_t reg)
{
    for (uint32_t pc = 0; pc < p->code_len; pc += opcode_info[p->code[pc].op].words) {
        uint32_t a = p->code[pc].a / 16u;
        if ((p->code[pc].op == OP_TBC && a + 1 == reg) || (p->code[pc].op == OP_TFORPREP && a + 4 == reg)) {
            return true;
        }
    }
    return false;
}

static const char *vararg(const Frame *f, int n, Value **slot)
{
    if (f->function->header.extra != FN_LUA || header_delta(f->header) != HDR_WIDE) {
        return NULL;
    }
    int64_t count = (f->base[-2].i >> 32) - f->function->proto->param_count;
    if (n == INT_MIN || -n > count) {
        return NULL;
    }
    *slot = f->base - 2 - count + (-n - 1);
    return "(vararg)";
}

/* Temporary number n (from 1) of a Lua function: registers above the active variables that are nobody's. */
static const char *temporary(const Frame *f, uint32_t first, int n, const Value *limit, Value **slot)
{
    const Proto *p = f->function->proto;
    for (uint32_t reg = first; reg < p->frame_size && f->base + reg < limit; reg++) {
        if (!is_hidden(p, reg) && --n == 0) {
            *slot = f->base + reg;
            return "(temporary)";
        }
    }
    return NULL;
}

/* Parameter n of a function that has not been entered yet. */
static const char *parameter(const Frame *f, int n, size_t nargs, const Value *limit, Value **slot)
{
    const Proto *p = f->function->proto;
    if (n > p->param_count || (uint32_t)n > p->local_count || f->base + n > limit) {
        return NULL;
    }
    *slot = f->base + n - 1;
    if ((size_t)n > nargs) {
        set_nil(*slot);
    }
    return p->locals[n - 1].name->chars;
}

static const char *lua_local(const Frame *f, int n, size_t entry_nargs, const Value *limit, Value **slot)
{
    const Proto *p = f->function->proto;
    bool at_entry;
    uint32_t pc = active_pc(f, &at_entry), free_reg = 0;
    if (at_entry) {
        return parameter(f, n, entry_nargs, limit, slot);
    }
    for (uint32_t i = 0; i < p->local_count && p->locals[i].start_pc <= pc; i++) {
        const LocalInfo *local = &p->locals[i];
        if (pc >= local->end_pc) {
            continue;
        }
        if (--n == 0) {
            *slot = f->base + local->reg;
            return local->name->chars;
        }
        if (local->reg >= free_reg) {
            free_reg = local->reg + 1;
        }
    }
    return temporary(f, free_reg, n, limit, slot);
}

const char *debug_local(VM *vm, Coroutine *co, const Frame *f, int n, Value **slot)
{
    size_t entry_nargs;
    if (n < 0) {
        return vararg(f, n, slot);
    }
    if (n == 0) {
        return NULL;
    }
    const Value *limit = frame_limit(vm, co, f, &entry_nargs);
    if (debug_is_lua(f->function)) {
        return lua_local(f, n, entry_nargs, limit, slot);
    }
    if (limit - f->base < n) {
        return NULL;
    }
    *slot = f->base + n - 1;
    return "(C temporary)";
}

const char *debug_writable_local(VM *vm, Coroutine *co, const Frame *f, int n, Value **slot)
{
    bool is_module = f->function->header.extra == FN_C;
    return debug_is_lua(f->function) || is_module ? debug_local(vm, co, f, n, slot) : NULL;
}

void debug_transfer(VM *vm, Coroutine *co, const Frame *f, int *first, int *count)
{
    Frame inner;
    bool is_hooked = false;
    *first = *count = 0;
    if (co->rare == NULL || !co->rare->in_hook) {
        return;
    }
    for (bool found = frame_first(vm, co, &inner); found && inner.base != f->base; found = frame_next(vm, co, &inner)) {
        is_hooked = header_pc(inner.header)->op == OP_P_HOOK;
    }
    if (is_hooked) {
        *first = co->rare->transfer_first;
        *count = co->rare->transfer_count;
    }
}

/* ---- slots ---- */

Value debug_slot_value(const Value *slot)
{
    Value v = value_clean(slot);
    if (v.tag == TAG_CELL) {
        return v.cell->value;
    }
    if (v.tag == TAG_MARK || v.tag > TAG_CELL) {
        set_nil(&v);
    }
    return v;
}

void debug_slot_store(VM *vm, Coroutine *co, const Frame *f, Value *slot, const Value *v)
{
    if (f->function->header.extra == FN_BUILTIN) {
        return;
    }
    if (slot->tag == TAG_CELL) {
        gc_barrier(vm, &slot->cell->header);
        value_copy(&slot->cell->value, v);
    } else if (slot->tag >> 8 == 0 && slot->tag != TAG_MARK) { /* words of frames are not to be overwritten */
        gc_touch_stack(vm, co);
        value_copy(slot, v);
    }
}
