/* lua_debug.c: the Lua C API's debug interface. lua_Debug.i_ci holds the offset of the frame's base in its coroutine's
 * stack. */
#include "lua_state.h"

#include <string.h>

#include "check.h"
#include "debuginfo.h"
#include "string.h"

/* ---- frames ---- */

static struct CallInfo *frame_id(const Coroutine *co, const Frame *f)
{
    return (struct CallInfo *)(uintptr_t)(f->base - co->stack);
}

static bool find_frame(VM *vm, Coroutine *co, const lua_Debug *ar, Frame *f)
{
    for (bool more = frame_first(vm, co, f); more; more = frame_next(vm, co, f)) {
        if (frame_id(co, f) == ar->i_ci) {
            return true;
        }
    }
    return false;
}

/* The frame below all others in a coroutine that C made is no level. */
static bool is_bottom(const VM *vm, const Coroutine *co, const Frame *f)
{
    return f->base == co->stack + 1 && f->function == compat_of(vm)->placeholder;
}

LUA_API int lua_getstack(lua_State *L, int level, lua_Debug *ar)
{
    VM *vm = L->vm;
    state_end_visit(vm);
    Frame f;
    if (level < 0 || state_is_idle(vm, L->co) || !debug_first(vm, L->co, &f)) {
        return 0;
    }
    bool in_hook = L->co == vm->co && state_in_hook(vm);
    for (int skip = level + in_hook; skip > 0; skip--) {
        if (!debug_next(vm, L->co, &f)) {
            return 0;
        }
    }
    ar->i_ci = frame_id(L->co, &f);
    return !is_bottom(vm, L->co, &f);
}

/* ---- lua_getinfo ---- */

static void fill_source(const WeftFrameInfo *info, lua_Debug *ar)
{
    ar->what = info->what;
    ar->source = info->source;
    ar->srclen = info->source_length;
    ar->linedefined = info->line;
    ar->lastlinedefined = info->last_line;
    memcpy(ar->short_src, info->short_source, sizeof ar->short_src);
}

static void fill_name(VM *vm, Coroutine *co, const Frame *f, lua_Debug *ar)
{
    ar->name = f ? debug_call_name(vm, co, f, &ar->namewhat) : NULL;
    if (!ar->name) {
        ar->namewhat = "";
    }
}

static void fill_transfer(VM *vm, Coroutine *co, const Frame *f, lua_Debug *ar)
{
    int first = 0, count = 0;
    if (f) {
        debug_transfer(vm, co, f, &first, &count);
    }
    ar->ftransfer = (unsigned short)first;
    ar->ntransfer = (unsigned short)count;
}

/* f: the frame, or NULL when only the function is asked about. False: an unknown option. */
static bool fill_option(VM *vm, Coroutine *co, char option, const WeftFrameInfo *info, const Frame *f, lua_Debug *ar)
{
    switch (option) {
    case 'S': fill_source(info, ar); return true;
    case 'l': ar->currentline = f && strcmp(info->what, "C") != 0 ? debug_line(f) : -1; return true;
    case 'u':
        ar->nups = (unsigned char)info->upvalue_count;
        ar->nparams = (unsigned char)info->param_count;
        ar->isvararg = info->is_vararg;
        return true;
    case 't': ar->istailcall = f && f->is_tail; return true;
    case 'n': fill_name(vm, co, f, ar); return true;
    case 'r': fill_transfer(vm, co, f, ar); return true;
    case 'f':
    case 'L': return true; /* pushed at the end */
    default: return false;
    }
}

static void push_function(lua_State *L, Function *f)
{
    Value v;
    set_function(&v, f);
    state_push(state_use(L), &v);
}

static void push_lines(lua_State *L, const Function *f)
{
    VM *vm = state_use(L);
    Value v;
    state_check(vm, api_active_lines(vm, f, &v));
    state_push(vm, &v);
}

/* The function that is asked about: popped, or the frame's. */
static Function *inspected(lua_State *L, const char **what, const lua_Debug *ar, Frame *f, bool *has_frame)
{
    VM *vm = L->vm;
    *has_frame = **what != '>';
    if (!*has_frame) {
        ++*what;
        state_use(L);
        vm->top--;
        return is_function(vm->top) ? vm->top->function : NULL;
    }
    state_end_visit(vm);
    return find_frame(vm, L->co, ar, f) ? f->function : NULL;
}

LUA_API int lua_getinfo(lua_State *L, const char *what, lua_Debug *ar)
{
    VM *vm = L->vm;
    Frame frame;
    bool has_frame, known = true;
    Function *fn = inspected(L, &what, ar, &frame, &has_frame);
    if (!fn) {
        return 0;
    }
    WeftFrameInfo info;
    api_function_info(fn, &info);
    for (const char *option = what; *option; option++) {
        known &= fill_option(vm, L->co, *option, &info, has_frame ? &frame : NULL, ar);
    }
    if (strchr(what, 'f')) {
        push_function(L, fn);
    }
    if (strchr(what, 'L')) {
        push_lines(L, fn);
    }
    return known;
}

/* ---- locals ---- */

static const char *parameter_name(const Value *v, int n)
{
    if (!is_function(v) || v->function->header.extra != FN_LUA) {
        return NULL;
    }
    const Proto *p = v->function->proto;
    bool exists = n >= 1 && n <= p->param_count && (uint32_t)n <= p->local_count;
    return exists && p->locals[n - 1].name ? p->locals[n - 1].name->chars : NULL;
}

LUA_API const char *lua_getlocal(lua_State *L, const lua_Debug *ar, int n)
{
    VM *vm = L->vm;
    if (!ar) {
        return parameter_name(state_index(L, -1), n);
    }
    state_end_visit(vm);
    Frame f;
    Value *slot;
    const char *name = find_frame(vm, L->co, ar, &f) ? debug_local(vm, L->co, &f, n, &slot) : NULL;
    if (name) {
        Value v = debug_slot_value(slot);
        state_push(state_use(L), &v);
    }
    return name;
}

LUA_API const char *lua_setlocal(lua_State *L, const lua_Debug *ar, int n)
{
    VM *vm = state_use(L);
    Value v = value_clean(vm->top - 1);
    uint32_t top = stack_offset(vm, vm->top) - 1;
    state_end_visit(vm);
    Frame f;
    Value *slot;
    const char *name = find_frame(vm, L->co, ar, &f) ? debug_writable_local(vm, L->co, &f, n, &slot) : NULL;
    if (name) {
        debug_slot_store(vm, L->co, &f, slot, &v);
        state_use(L);
        vm->top = vm->co->stack + top;
    }
    return name;
}

/* ---- upvalues ---- */

LUA_API const char *lua_getupvalue(lua_State *L, int funcindex, int n)
{
    const char *name = NULL;
    const Value *place = api_upvalue(state_index(L, funcindex), n, &name);
    if (place) {
        Value v = *place;
        state_push(L->vm, &v);
    }
    return name;
}

LUA_API const char *lua_setupvalue(lua_State *L, int funcindex, int n)
{
    const char *name = NULL;
    const Value *f = state_index(L, funcindex);
    VM *vm = L->vm;
    Value *place = api_settable_upvalue(f, n, &name);
    if (place) {
        Value v = value_clean(--vm->top);
        value_copy(place, &v);
        Function *fn = f->function;
        gc_barrier(vm, fn->header.extra == FN_LUA ? &fn->cells[n - 1]->header : &fn->header);
    }
    return name;
}

LUA_API void *lua_upvalueid(lua_State *L, int fidx, int n)
{
    const char *name;
    const Value *f = state_index(L, fidx);
    Value *place = api_upvalue(f, n, &name);
    return place && f->function->header.extra == FN_LUA ? (void *)f->function->cells[n - 1] : place;
}

LUA_API void lua_upvaluejoin(lua_State *L, int fidx1, int n1, int fidx2, int n2)
{
    const char *name;
    const Value *a = state_index(L, fidx1), *b = state_index(L, fidx2);
    if (api_upvalue(a, n1, &name) && api_upvalue(b, n2, &name) && a->function->header.extra == FN_LUA &&
        b->function->header.extra == FN_LUA) {
        a->function->cells[n1 - 1] = b->function->cells[n2 - 1];
        gc_barrier(L->vm, &a->function->header);
    }
}

/* ---- hooks ---- */

LUA_API void lua_sethook(lua_State *L, lua_Hook func, int mask, int count)
{
    VM *vm = L->vm;
    L->hook = func && mask ? func : NULL;
    state_check(vm, api_install_hook(vm, L->co, &api_nil, L->hook ? state_call_hook : NULL, mask, count));
}

LUA_API lua_Hook lua_gethook(lua_State *L)
{
    return L->hook;
}

LUA_API int lua_gethookmask(lua_State *L)
{
    return L->co->rare->hook_mask;
}

LUA_API int lua_gethookcount(lua_State *L)
{
    return L->co->rare->hook_count;
}

bool state_in_hook(const VM *vm)
{
    return frame_function(vm->base) == compat_of(vm)->placeholder && header_pc(vm->base[-1].tag)->op == OP_P_HOOK;
}

/* Gives the hook a frame of its own above the hooked one, laid out like that of a Lua hook (vm/check.c). */
static void push_hook_frame(VM *vm)
{
    Value *end = check_live_end(vm);
    uint32_t offset = stack_offset(vm, end);
    if (vm->stack_limit - end < NATIVE_SLOTS + 4) {
        state_check(vm, stack_grow(vm, end, NATIVE_SLOTS + 4));
        end = vm->co->stack + offset;
    }
    end[0].bits = (uint64_t)vm->nargs << 32 | stack_offset(vm, vm->top);
    end[0].tag = TAG_LIGHT;
    end[1].p = vm->pc;
    end[1].tag = cont_make(CONT_HOOK, (size_t)(end + 3 - vm->base));
    end[2].function = compat_of(vm)->placeholder;
    end[2].tag = header_make(pseudo_pc(vm, OP_P_HOOK), 1);
    vm->base = vm->top = end + 3;
    vm->pc = compat_of(vm)->placeholder->entry;
}

static void pop_hook_frame(VM *vm)
{
    const Value *word = vm->base - 2, *saved = word - 1;
    uint64_t bits = saved->bits;
    vm->pc = word->p;
    vm->base -= cont_delta(word->tag);
    vm->nargs = (uint32_t)(bits >> 32);
    vm->top = vm->co->stack + (uint32_t)bits;
}

Function *state_call_hook(VM *vm, int event, int line)
{
    lua_State *L = state_of(vm, vm->co);
    if (!L || !L->hook) {
        return NULL;
    }
    lua_Debug ar;
    memset(&ar, 0, sizeof ar);
    ar.event = event;
    ar.currentline = line;
    ar.i_ci = (struct CallInfo *)(uintptr_t)stack_offset(vm, vm->base);
    push_hook_frame(vm);
    L->hook_yields = false;
    vm->entry->called_at = NULL; /* no C function runs in the entry */
    L->hook(L, &ar);
    state_use(L);
    pop_hook_frame(vm);
    return L->hook_yields ? compat_of(vm)->yield : NULL;
}
