/* lua_vm.c: the Lua C API's whole-VM functions: opening and closing, the collector, memory, warnings. */
#include "lua_state.h"

WEFT_API const char lua_ident[] = "$WeftVersion: Weft " WEFT_VERSION ", Lua 5.4's C API $";

LUA_API lua_State *lua_newstate(lua_Alloc f, void *ud)
{
    WeftOptions options = {.alloc = f, .alloc_ud = ud};
    VM *vm = weft_open(&options);
    if (!vm) {
        return NULL;
    }
    if (!compat_open(vm)) {
        weft_close(vm);
        return NULL;
    }
    vm->host_is_hidden = true;
    return state_of(vm, vm->main);
}

LUA_API void lua_close(lua_State *L)
{
    VM *vm = L->vm;
    state_end_visit(vm);
    if (vm->co == vm->main) { /* what the host has left to be closed */
        state_expose_closes(state_of(vm, vm->co));
    }
    weft_close(vm);
}

LUA_API lua_CFunction lua_atpanic(lua_State *L, lua_CFunction panicf)
{
    Compat *c = compat_of(L->vm);
    lua_CFunction old = c->panic;
    c->panic = panicf;
    return old;
}

LUA_API lua_Number lua_version(lua_State *L)
{
    (void)L;
    return LUA_VERSION_NUM;
}

LUA_API int lua_setcstacklimit(lua_State *L, unsigned int limit)
{
    (void)L;
    (void)limit;
    return MAX_C_CALLS;
}

/* ---- the collector ---- */

static int previous_mode(int weft_mode)
{
    return weft_mode == WEFT_GC_GENERATIONAL ? LUA_GCGEN : weft_mode == WEFT_GC_INCREMENTAL ? LUA_GCINC : -1;
}

static int collect(VM *vm)
{
    int result = weft_gc(vm, WEFT_GC_COLLECT, 0, 0, 0);
    state_collect(vm); /* the finalizers that are due */
    return result;
}

LUA_API int lua_gc(lua_State *L, int what, ...)
{
    VM *vm = state_use(L);
    va_list args;
    va_start(args, what);
    int a = 0, b = 0, c = 0, result = -1;
    switch (what) {
    case LUA_GCSTOP: result = weft_gc(vm, WEFT_GC_STOP, 0, 0, 0); break;
    case LUA_GCRESTART: result = weft_gc(vm, WEFT_GC_RESTART, 0, 0, 0); break;
    case LUA_GCCOLLECT: result = collect(vm); break;
    case LUA_GCCOUNT: result = (int)(gc_count(vm) >> 10); break;
    case LUA_GCCOUNTB: result = (int)(gc_count(vm) & 1023); break;
    case LUA_GCISRUNNING: result = weft_gc(vm, WEFT_GC_IS_RUNNING, 0, 0, 0); break;
    case LUA_GCSTEP:
        a = va_arg(args, int);
        result = weft_gc(vm, WEFT_GC_STEP, a, 0, 0);
        state_collect(vm);
        break;
    case LUA_GCSETPAUSE:
        a = va_arg(args, int);
        result = weft_gc(vm, WEFT_GC_SET_PAUSE, a, 0, 0);
        break;
    case LUA_GCSETSTEPMUL:
        a = va_arg(args, int);
        result = weft_gc(vm, WEFT_GC_SET_STEP_MULTIPLIER, a, 0, 0);
        break;
    case LUA_GCGEN:
        a = va_arg(args, int);
        b = va_arg(args, int);
        result = previous_mode(weft_gc(vm, WEFT_GC_GENERATIONAL, a, b, 0));
        break;
    case LUA_GCINC:
        a = va_arg(args, int);
        b = va_arg(args, int);
        c = va_arg(args, int);
        result = previous_mode(weft_gc(vm, WEFT_GC_INCREMENTAL, a, b, c));
        break;
    default: break;
    }
    va_end(args);
    return result;
}

/* ---- memory and warnings ---- */

LUA_API lua_Alloc lua_getallocf(lua_State *L, void **ud)
{
    if (ud) {
        *ud = L->vm->alloc_ud;
    }
    return L->vm->alloc;
}

LUA_API void lua_setallocf(lua_State *L, lua_Alloc f, void *ud)
{
    L->vm->alloc = f;
    L->vm->alloc_ud = ud;
}

LUA_API void lua_setwarnf(lua_State *L, lua_WarnFunction f, void *ud)
{
    weft_set_warn(L->vm, f, ud);
}

LUA_API void lua_warning(lua_State *L, const char *msg, int tocont)
{
    weft_warn(L->vm, msg, tocont);
}
