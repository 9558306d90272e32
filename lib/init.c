/* init.c: opening the standard library, or a part of it. */
#include "lib.h"

typedef struct Module {
    unsigned flag;
    const char *name; /* in package.loaded; but for _G also the global */
    bool (*open)(Weft *w, int to);
} Module;

#define OUTSIDE (WEFT_LIB_IO | WEFT_LIB_PACKAGE) /* what a sandbox has nothing of */

/* Opens the module in slot `to` and enters it in the tables in the slots globals and loaded. */
static bool open_module(Weft *w, const Module *module, int globals, int loaded, int to)
{
    return module->open(w, to) && weft_raw_set_field(w, loaded, module->name, to) &&
           weft_raw_set_field(w, globals, module->name, to);
}

/* registry._LOADED, made when it is missing, in slot `to`. */
static bool get_loaded(Weft *w, int to)
{
    int registry = to + 1;
    weft_get_registry(w, registry);
    if (weft_raw_get_field(w, registry, "_LOADED", to)) {
        return true;
    }
    return weft_set_table(w, to, 0, 16) && weft_raw_set_field(w, registry, "_LOADED", to);
}

bool weft_open_library_set(Weft *w, unsigned set)
{
    static const Module modules[] = {
        {WEFT_LIB_BASE, "_G", lib_open_base},
        {WEFT_LIB_PACKAGE, "package", lib_open_package},
        {WEFT_LIB_COROUTINE, "coroutine", lib_open_coroutine},
        {WEFT_LIB_TABLE, "table", lib_open_table},
        {WEFT_LIB_IO, "io", lib_open_io},
        {WEFT_LIB_OS, "os", lib_open_os},
        {WEFT_LIB_STRING, "string", lib_open_string},
        {WEFT_LIB_MATH, "math", lib_open_math},
        {WEFT_LIB_UTF8, "utf8", lib_open_utf8},
        {WEFT_LIB_DEBUG, "debug", lib_open_debug},
    };
    int top = weft_slot_count(w), globals = top, loaded = top + 1, module = top + 2;
    if (weft_is_sandboxed(w)) {
        set &= ~(unsigned)OUTSIDE;
    }
    weft_get_globals(w, globals);
    if (!get_loaded(w, loaded)) {
        return false;
    }
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) {
        weft_set_slot_count(w, module);
        if (set & modules[i].flag && !open_module(w, &modules[i], globals, loaded, module)) {
            return false;
        }
    }
    return weft_set_slot_count(w, top);
}

bool weft_open_libraries(Weft *w)
{
    return weft_open_library_set(w, WEFT_LIBS_ALL);
}
