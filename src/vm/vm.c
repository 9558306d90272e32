/* vm.c: a VM's birth and death.
 *
 * The order at birth: memory, the collector, strings, shapes, then the objects that everything else needs (registry,
 * globals, known strings, main coroutine with the host's frame at its bottom). Death runs the finalizers first.
 * What may fail: everything before vm_open returns; then the half-built VM is freed and the result is NULL.
 */
#include "vm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "closure.h"
#include "coroutine.h"
#include "heap.h"
#include "interp.h"
#include "memory.h"
#include "shape.h"
#include "shortcut.h"
#include "string.h"
#include "table.h"
#include "weft.h"

#if WEFT_ASSERT
void weft_assert_failed(const char *expr, const char *file, int line)
{
    fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expr);
    abort();
}
#endif

static const char *const known_texts[KS_TYPES] = {
    "__index", "__newindex", "__gc", "__mode", "__len", "__eq",
    "__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv",
    "__band", "__bor", "__bxor", "__shl", "__shr", "__unm", "__bnot",
    "__lt", "__le", "__concat", "__call", "__close",
    "__tostring", "__name", "__pairs", "__metatable",
    "not enough memory",
};

static const char *const type_texts[TAG_COROUTINE + 1] = {
    [TAG_NIL] = "nil", [TAG_FALSE] = "boolean", [TAG_TRUE] = "boolean", [TAG_INT] = "number", [TAG_FLOAT] = "number",
    [TAG_LIGHT] = "userdata", [TAG_MARK] = "nil", [7] = "nil", [TAG_STRING] = "string", [TAG_TABLE] = "table",
    [TAG_FUNCTION] = "function", [TAG_USERDATA] = "userdata", [TAG_COROUTINE] = "thread",
};

static bool make_known_strings(VM *vm)
{
    for (int i = 0; i < KS_COUNT; i++) {
        const char *text = i < KS_TYPES ? known_texts[i] : type_texts[i - KS_TYPES];
        vm->known[i] = string_new_text(vm, text);
        if (vm->known[i] == NULL) {
            return false;
        }
    }
    return true;
}

/* The snippets that entries and special return addresses point at. */
static void make_snippets(VM *vm)
{
    vm->native_entry[0].op = OP_NATIVE;
    for (unsigned i = 0; i <= SHORTCUT_COUNT; i++) {
        vm->shortcut_entry[i] = (Instr){.op = OP_NATIVE, .a = (uint16_t)i};
    }
    vm->c_entry[0].op = OP_CFUNCTION;
    for (int op = OP_B_PCALL; op < OP_P_META; op++) {
        vm->builtin_entry[op - OP_B_PCALL].op = (uint16_t)op;
    }
    vm->builtin_entry[OP_B_NEXT - OP_B_PCALL].a = (uint16_t)shortcut_find("next");
    vm->builtin_entry[OP_B_SELECT - OP_B_PCALL].a = (uint16_t)shortcut_find("select");
    vm->builtin_entry[OP_B_TYPE - OP_B_PCALL].a = (uint16_t)shortcut_find("type");
    for (int op = OP_P_META; op < OP_COUNT; op++) {
        Instr *at = &vm->pseudo[(op - OP_P_META) * 4];
        at[0].op = OP_CALL;
        at[2].op = (uint16_t)op;
    }
}

static WeftResult host_function(Weft *w)
{
    (void)w;
    return 0;
}

/* The main coroutine with the host's frame: a native function that is always in the middle of its run. */
static bool make_main(VM *vm)
{
    Function *host = function_new_native(vm, (void *)(uintptr_t)host_function, 0, NULL);
    if (host == NULL) {
        return false;
    }
    Value anchor;
    set_function(&anchor, host);
    vm->error = anchor; /* a root */
    Coroutine *co = coroutine_new(vm, host);
    if (co == NULL) {
        return false;
    }
    vm->main = vm->co = co;
    co->header.extra = CO_RUNNING;
    vm->base = vm->top = co->stack + 1;
    vm->pc = host->entry;
    vm->stack_limit = co->stack + co->header.aux;
    set_nil(&vm->error);
    return call_ensure(vm, NATIVE_SLOTS);
}

static bool make_builtin(VM *vm, Opcode op, const char *name, Function **out)
{
    *out = function_new_builtin(vm, op, 0, name);
    return *out != NULL;
}

static bool make_objects(VM *vm)
{
    Value v;
    vm->registry = table_new(vm, 2, 0);
    vm->globals = vm->registry != NULL ? table_new(vm, 0, 0) : NULL;
    if (vm->globals == NULL || !make_main(vm) || !make_builtin(vm, OP_B_CALL, NULL, &vm->trampoline) ||
        !make_builtin(vm, OP_B_IPAIRS_STEP, NULL, &vm->ipairs_step)) {
        return false;
    }
    set_coroutine(&v, vm->main); /* LUA_RIDX_MAINTHREAD */
    if (!table_set_int(vm, vm->registry, 1, &v)) {
        return false;
    }
    set_table(&v, vm->globals); /* LUA_RIDX_GLOBALS */
    return table_set_int(vm, vm->registry, 2, &v);
}

#define VM_BLOCK (sizeof(VM) + VM_ALIGN)

static void free_vm(VM *vm)
{
    if (vm->heap != NULL) {
        string_table_free(vm);
    }
    if (vm->gc != NULL) {
        gc_free_all(vm);
    }
    vm->alloc(vm->alloc_ud, vm->block, VM_BLOCK, 0);
}

VM *vm_open(AllocFn alloc, void *ud, uint64_t seed)
{
    char *block = alloc(ud, NULL, 0, VM_BLOCK);
    if (block == NULL) {
        return NULL;
    }
    VM *vm = (VM *)(void *)(block + (0 - (uintptr_t)block) % VM_ALIGN);
    memset(vm, 0, sizeof(VM));
    vm->block = block;
    vm->alloc = alloc;
    vm->alloc_ud = ud;
    vm->seed = seed;
    vm->accounts[0].in_use = true;
    vm->chain_cap = CHAIN_CAP / sizeof(Value);
    make_snippets(vm);
    interp_init(vm);
    if (!gc_init(vm)) {
        free_vm(vm);
        return NULL;
    }
    gc_block(vm);
    if (!string_table_init(vm) || !make_known_strings(vm) || !shape_init(vm) || !make_objects(vm)) {
        free_vm(vm);
        return NULL;
    }
    vm->has_error = false;
    gc_unblock(vm);
    return vm;
}

void vm_close(VM *vm)
{
    vm->base = vm->main->stack + 1;
    vm->co = vm->main;
    vm->stack_limit = vm->main->stack + vm->main->header.aux;
    vm->pc = frame_function(vm->base)->entry;
    gc_finalize_all(vm);
    call_finalizers(vm);
    free_vm(vm);
}
