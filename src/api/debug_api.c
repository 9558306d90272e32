/* debug_api.c: frames, locals, upvalues and hooks, for the debug library and debuggers.
 *
 * WeftFrameInfo.frame is the offset of the frame's base in its coroutine's stack: it names the frame as long as that is
 * active, also when the stack moves. The frame itself is found again by a walk.
 */
#include "api.h"

#include <stdio.h>
#include <string.h>

#include "coroutine.h"
#include "debuginfo.h"
#include "interp.h"
#include "string.h"
#include "table.h"

/* A function whose insides programs may see; the library's embedded Lua code looks like native code. */
static bool is_visible(const Function *f)
{
    return f->header.extra == FN_LUA && !(f->proto->header.flags & PROTO_NATIVE_LOOK);
}

static bool is_hidden(const Function *f)
{
    return f->header.extra == FN_LUA && !is_visible(f);
}

/* ---- what a function is ---- */

static void lua_function_info(const Function *f, WeftFrameInfo *info)
{
    const Proto *p = f->proto;
    info->what = p->line == 0 ? "main" : "Lua";
    info->source = p->source ? p->source->chars : "=?";
    info->source_length = p->source ? p->source->length : 2;
    debug_short_source(p->source, info->short_source, sizeof info->short_source);
    info->line = (int)p->line;
    info->last_line = (int)p->last_line;
    info->upvalue_count = (int)f->header.aux;
    info->param_count = p->param_count;
    info->is_vararg = (p->header.flags & PROTO_VARARG) != 0;
}

static void native_function_info(const Function *f, WeftFrameInfo *info)
{
    info->what = "C";
    info->source = "=[C]";
    info->source_length = 4;
    snprintf(info->short_source, sizeof info->short_source, "[C]");
    info->line = info->last_line = -1;
    info->upvalue_count = is_hidden(f) ? 0 : (int)f->header.aux;
    info->is_vararg = true;
}

void api_function_info(const Function *f, WeftFrameInfo *info)
{
    memset(info, 0, sizeof *info);
    info->name_what = "";
    info->current_line = -1;
    if (is_visible(f)) {
        lua_function_info(f, info);
    } else {
        native_function_info(f, info);
    }
}

bool weft_function_info(Weft *w, int slot, WeftFrameInfo *info)
{
    const Value *v = slot_read(w, slot);
    if (!is_function(v)) {
        return false;
    }
    api_function_info(v->function, info);
    return true;
}

/* ---- frames ---- */

bool weft_frame_info(Weft *w, int co_slot, int level, WeftFrameInfo *info)
{
    Coroutine *co = api_coroutine(w, co_slot);
    Frame f;
    if (!co || !debug_level(w, co, level, &f)) {
        return false;
    }
    api_function_info(f.function, info);
    info->frame = f.base - co->stack;
    info->is_tail_call = f.is_tail;
    debug_transfer(w, co, &f, &info->transfer_first, &info->transfer_count);
    info->name = debug_call_name(w, co, &f, &info->name_what);
    if (!info->name) {
        info->name_what = "";
    }
    if (is_visible(f.function)) {
        info->current_line = debug_line(&f);
    }
    return true;
}

static bool find_frame(Weft *w, Coroutine *co, const WeftFrameInfo *info, Frame *f)
{
    for (bool more = co && frame_first(w, co, f); more; more = frame_next(w, co, f)) {
        if (f->base - co->stack == info->frame) {
            return true;
        }
    }
    return false;
}

void weft_frame_function(Weft *w, int co_slot, const WeftFrameInfo *info, int to)
{
    Frame f;
    Value v = api_nil;
    if (find_frame(w, api_coroutine(w, co_slot), info, &f)) {
        set_function(&v, f.function);
    }
    slot_store(w, to, v);
}

/* Collection is blocked. The entry words belong to no statement. */
static bool collect_lines(Weft *w, const Proto *p, Table *lines)
{
    Value yes;
    set_bool(&yes, true);
    uint32_t pc = opcode_info[p->code[0].op].words;
    for (; pc < p->code_len; pc += opcode_info[p->code[pc].op].words) {
        int line = proto_line(p, pc);
        if (line >= 0 && !table_set_int(w, lines, line, &yes)) {
            return false;
        }
    }
    return true;
}

bool api_active_lines(Weft *w, const Function *f, Value *out)
{
    set_nil(out);
    if (!is_visible(f)) {
        return true;
    }
    gc_block(w);
    Table *lines = table_new(w, 0, 0);
    bool done = lines && collect_lines(w, f->proto, lines);
    gc_unblock(w);
    if (done) {
        set_table(out, lines);
    }
    return done;
}

bool weft_active_lines(Weft *w, int function, int to)
{
    const Function *f = api_function(w, function);
    Value lines;
    if (!f || !slot_prepare(w, to) || !api_active_lines(w, f, &lines)) {
        return false;
    }
    slot_store(w, to, lines);
    gc_check(w);
    return true;
}

/* ---- locals ---- */

const char *weft_get_local(Weft *w, int co_slot, const WeftFrameInfo *info, int n, int to)
{
    Coroutine *co = api_coroutine(w, co_slot);
    Frame f;
    Value *slot;
    const char *name = find_frame(w, co, info, &f) ? debug_local(w, co, &f, n, &slot) : NULL;
    if (name) {
        slot_store(w, to, debug_slot_value(slot));
    }
    return name;
}

const char *weft_set_local(Weft *w, int co_slot, const WeftFrameInfo *info, int n, int from)
{
    Coroutine *co = api_coroutine(w, co_slot);
    Frame f;
    Value *slot;
    const char *name = find_frame(w, co, info, &f) ? debug_writable_local(w, co, &f, n, &slot) : NULL;
    if (name) {
        Value v = *slot_read(w, from);
        debug_slot_store(w, co, &f, slot, &v);
    }
    return name;
}

const char *weft_parameter_name(Weft *w, int function, int n)
{
    const Value *v = slot_read(w, function);
    if (!is_function(v) || !is_visible(v->function)) {
        return NULL;
    }
    const Proto *p = v->function->proto;
    bool exists = n >= 1 && n <= p->param_count && (uint32_t)n <= p->local_count;
    return exists ? p->locals[n - 1].name->chars : NULL;
}

/* ---- upvalues ---- */

/* The place of upvalue n and its name; NULL: none. */
Value *api_upvalue(const Value *v, int n, const char **name)
{
    if (!is_function(v) || is_hidden(v->function) || n < 1 || (uint32_t)n > v->function->header.aux) {
        return NULL;
    }
    Function *f = v->function;
    if (f->header.extra != FN_LUA) {
        *name = "";
        return &f->values[n - 1];
    }
    const String *s = (uint32_t)n <= f->proto->upvalue_count ? f->proto->upvalues[n - 1].name : NULL;
    *name = s ? s->chars : "(no name)";
    return &f->cells[n - 1]->value;
}

Value *api_settable_upvalue(const Value *v, int n, const char **name)
{
    bool is_own = is_function(v) && (v->function->header.extra == FN_NATIVE || v->function->header.extra == FN_BUILTIN);
    return is_own ? NULL : api_upvalue(v, n, name);
}

const char *weft_get_function_upvalue(Weft *w, int function, int n, int to)
{
    const char *name = NULL;
    const Value *place = api_upvalue(slot_read(w, function), n, &name);
    if (place) {
        slot_store(w, to, *place);
    }
    return name;
}

const char *weft_set_function_upvalue(Weft *w, int function, int n, int from)
{
    const char *name = NULL;
    Function *f = slot_read(w, function)->function;
    Value *place = api_settable_upvalue(slot_read(w, function), n, &name);
    if (place) {
        value_copy(place, slot_read(w, from));
        gc_barrier(w, f->header.extra == FN_LUA ? &f->cells[n - 1]->header : &f->header);
    }
    return name;
}

void *weft_upvalue_id(Weft *w, int function, int n)
{
    const char *name;
    const Value *v = slot_read(w, function);
    Value *place = api_upvalue(v, n, &name);
    return place && v->function->header.extra == FN_LUA ? (void *)v->function->cells[n - 1] : place;
}

bool weft_upvalue_join(Weft *w, int f1, int n1, int f2, int n2)
{
    const char *name;
    const Value *a = slot_read(w, f1), *b = slot_read(w, f2);
    bool exist = api_upvalue(a, n1, &name) && api_upvalue(b, n2, &name);
    if (!exist || a->function->header.extra != FN_LUA || b->function->header.extra != FN_LUA) {
        return false;
    }
    a->function->cells[n1 - 1] = b->function->cells[n2 - 1];
    gc_barrier(w, &a->function->header);
    return true;
}

/* ---- text ---- */

bool weft_traceback(Weft *w, int co_slot, int message, int level, int to)
{
    Coroutine *co = co_slot == -1 ? NULL : api_coroutine(w, co_slot); /* NULL: the running one and what waits for it */
    if (!slot_prepare(w, to)) {
        return false;
    }
    const Value *m = message < 0 ? &api_nil : slot_read(w, message);
    const char *text = is_string(m) ? m->string->chars : NULL;
    String *s = debug_traceback(w, co, text, text ? m->string->length : 0, level);
    if (!s) {
        return false;
    }
    set_string(slot_write(w, to), s);
    gc_check(w);
    return true;
}
