/* init.c: opening the whole standard library. */
#include "lib.h"

typedef struct Module {
    const char *name; /* in package.loaded; but for _G also the global */
    bool (*open)(Weft *w, int to);
} Module;

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

bool weft_open_libraries(Weft *w)
{
    static const Module modules[] = {
        {"_G", lib_open_base},       {"package", lib_open_package}, {"coroutine", lib_open_coroutine},
        {"table", lib_open_table},   {"io", lib_open_io},           {"os", lib_open_os},
        {"string", lib_open_string}, {"math", lib_open_math},       {"utf8", lib_open_utf8},
        {"debug", lib_open_debug},
    };
    int top = weft_slot_count(w), globals = top, loaded = top + 1, module = top + 2;
    weft_get_globals(w, globals);
    if (!get_loaded(w, loaded)) {
        return false;
    }
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) {
        weft_set_slot_count(w, module);
        if (!open_module(w, &modules[i], globals, loaded, module)) {
            return false;
        }
    }
    return weft_set_slot_count(w, top);
}
