/* modules.c: the program's modules in Lua, and the chapter that :help reads, embedded as text.
 *
 * Each has a loader in package.preload: one native, which finds the text by its upvalue. A module gets its name and a
 * table of the globals as they were at first: a script, or who types at the prompt, may call a list of his `table`.
 */
#include "modules.h"

#include "chunk.lua.h"
#include "commands.lua.h"
#include "complete.lua.h"
#include "help.lua.h"
#include "history.lua.h"
#include "lexer.lua.h"
#include "library.md.h"
#include "pretty.lua.h"
#include "session.lua.h"
#include "system.h"
#include "trace.lua.h"

static const struct {
    const char *name;
    const unsigned char *text;
    size_t length;
} modules[] = {
#define MODULE(name) {"weft." #name, name##_lua, sizeof name##_lua}
    MODULE(chunk), MODULE(commands), MODULE(complete), MODULE(help), MODULE(history), MODULE(lexer),
    MODULE(pretty), MODULE(session), MODULE(trace),
#undef MODULE
};

enum { MODULE_COUNT = sizeof modules / sizeof modules[0] };

enum { NUMBER, GLOBALS, UPVALUES };

/* Compiles a module and calls it with its name and the globals. */
static WeftResult load_module(Weft *w)
{
    int64_t i = 0;
    int function = weft_slot_count(w);
    weft_get_upvalue(w, NUMBER, function);
    weft_to_integer(w, function, &i);
    if (!weft_load_embedded(w, function, (const char *)modules[i].text, modules[i].length, modules[i].name)) {
        return WEFT_RAISE;
    }
    weft_copy(w, function + 1, 0);
    weft_get_upvalue(w, GLOBALS, function + 2);
    return weft_tail_call(w, function, 2);
}

static WeftResult load_system(Weft *w)
{
    int to = weft_slot_count(w);
    return system_open(w, to) ? 1 : WEFT_RAISE;
}

/* The chapter on the library as it is. */
static WeftResult load_manual(Weft *w)
{
    int to = weft_slot_count(w);
    return weft_set_string(w, to, (const char *)library_md, sizeof library_md) ? 1 : WEFT_RAISE;
}

/* Slot `to` := a copy of the table of globals. */
static bool copy_globals(Weft *w, int to)
{
    int globals = to + 1, key = to + 2, value = to + 3, more = 0;
    bool is_well = weft_set_table(w, to, 0, 40);
    weft_get_globals(w, globals);
    weft_set_nil(w, key);
    while (is_well && (more = weft_next(w, globals, key, value)) == 1) {
        is_well = weft_raw_set(w, to, key, value);
    }
    return weft_set_slot_count(w, globals) && is_well && more == 0;
}

bool modules_register(Weft *w)
{
    int preload = weft_slot_count(w), loader = preload + 1, number = preload + 2, globals = number + 1;
    if (!weft_get_global(w, "package", preload) || !weft_raw_get_field(w, preload, "preload", preload)) {
        return weft_set_slot_count(w, preload) && !weft_has_error(w);
    }
    weft_set_nil(w, number);
    bool is_well = copy_globals(w, globals);
    for (int i = 0; is_well && i < MODULE_COUNT; i++) {
        weft_set_integer(w, number, i);
        is_well = weft_set_native(w, loader, load_module, "module loader", number, UPVALUES) &&
                  weft_raw_set_field(w, preload, modules[i].name, loader);
    }
    is_well = is_well && weft_set_native(w, loader, load_system, "module loader", 0, 0) &&
              weft_raw_set_field(w, preload, "weft.system", loader) &&
              weft_set_native(w, loader, load_manual, "module loader", 0, 0) &&
              weft_raw_set_field(w, preload, "weft.manual", loader);
    return weft_set_slot_count(w, preload) && is_well;
}
