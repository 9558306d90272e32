/* package.c: require, and how it finds modules.
 *
 * Searchers and loaders are called from the interpreter, so both may yield. While require looks for a module its slots
 * are
 *
 *     0 name | 1 loaded | 2 searchers | 3 messages so far | 4 the searcher's call: loader | 5 loader data
 *
 * Upvalue 0 of require and of the searchers is the package table: its fields, which programs may change, say where to
 * look. Modules written in C are shared objects; those that were opened stay open, and registry._CLIBS maps their paths
 * to handles.
 */
#include "lib.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search.h"

/* As Debian builds Lua 5.4, so that what is installed for it is found. */
#ifndef WEFT_MULTIARCH
#if defined(__x86_64__)
#define WEFT_MULTIARCH "x86_64-linux-gnu"
#elif defined(__aarch64__)
#define WEFT_MULTIARCH "aarch64-linux-gnu"
#else
#define WEFT_MULTIARCH ""
#endif
#endif
static const char default_path[] = "/usr/local/share/lua/5.4/?.lua;/usr/local/share/lua/5.4/?/init.lua;"
                                   "/usr/local/lib/lua/5.4/?.lua;/usr/local/lib/lua/5.4/?/init.lua;"
                                   "/usr/share/lua/5.4/?.lua;/usr/share/lua/5.4/?/init.lua;./?.lua;./?/init.lua;"
                                   "/usr/share/lua/5.3/?.lua;/usr/share/lua/5.3/?/init.lua";
static const char default_cpath[] = "/usr/local/lib/lua/5.4/?.so;/usr/lib/" WEFT_MULTIARCH "/lua/5.4/?.so;"
                                    "/usr/lib/lua/5.4/?.so;/usr/local/lib/lua/5.4/loadall.so;./?.so";

/* ---- shared objects ---- */

typedef enum Lookup { FOUND, NOT_OPENED, NO_FUNCTION } Lookup;

/* The handle of a library that is open already, NULL: none. Uses two slots. */
static void *open_handle(Weft *w, const char *path)
{
    int top = weft_slot_count(w);
    void *handle = NULL;
    weft_get_registry(w, top);
    if (weft_raw_get_field(w, top, "_CLIBS", top) && weft_raw_get_field(w, top, path, top)) {
        handle = weft_to_light(w, top);
    }
    weft_set_slot_count(w, top);
    return handle;
}

static bool remember_handle(Weft *w, const char *path, void *handle)
{
    int registry = weft_slot_count(w), libraries = registry + 1, value = registry + 2;
    weft_get_registry(w, registry);
    if (!weft_raw_get_field(w, registry, "_CLIBS", libraries) &&
        (!weft_set_table(w, libraries, 0, 0) || !weft_raw_set_field(w, registry, "_CLIBS", libraries))) {
        return false;
    }
    weft_set_light(w, value, handle);
    return weft_raw_set_field(w, libraries, path, value) && weft_set_slot_count(w, registry);
}

/* Opens the shared object and puts its function (any, with "*": true) in slot `to`, or a message. May raise. */
static Lookup find_function(Weft *w, const char *path, const char *name, int to)
{
    bool is_global = name[0] == '*';
    void *handle = open_handle(w, path);
    if (handle == NULL) {
        handle = dlopen(path, RTLD_NOW | (is_global ? RTLD_GLOBAL : RTLD_LOCAL));
        if (handle == NULL) {
            weft_set_text(w, to, dlerror());
            return NOT_OPENED;
        }
        if (!remember_handle(w, path, handle)) {
            return NOT_OPENED;
        }
    }
    if (is_global) {
        weft_set_boolean(w, to, true);
        return FOUND;
    }
    void *function = dlsym(handle, name);
    if (function == NULL) {
        weft_set_text(w, to, dlerror());
        return NO_FUNCTION;
    }
    weft_set_c_function(w, to, function);
    return FOUND;
}

static WeftResult package_loadlib(Weft *w)
{
    const char *path = weft_check_string(w, 0, NULL), *name = path != NULL ? weft_check_string(w, 1, NULL) : NULL;
    if (name == NULL) {
        return WEFT_RAISE;
    }
    int to = weft_slot_count(w);
    Lookup lookup = find_function(w, path, name, to + 1);
    if (lookup == FOUND) {
        return weft_has_error(w) ? WEFT_RAISE : 1;
    }
    weft_set_nil(w, to);
    return weft_set_text(w, to + 2, lookup == NOT_OPENED ? "open" : "init") ? 3 : WEFT_RAISE;
}

/* ---- searching files ---- */

static WeftResult package_searchpath(Weft *w)
{
    const char *name, *path, *separator, *replacement;
    name = weft_check_string(w, 0, NULL);
    path = name != NULL ? weft_check_string(w, 1, NULL) : NULL;
    if (path == NULL || !weft_opt_string(w, 2, ".", &separator, NULL) ||
        !weft_opt_string(w, 3, "/", &replacement, NULL)) {
        return WEFT_RAISE;
    }
    int to = weft_slot_count(w);
    weft_set_nil(w, to);
    switch (search_path(w, name, path, separator, replacement, to + 1)) {
    case SEARCH_FOUND: return 1;
    case SEARCH_NOTHING: return 2;
    default: return WEFT_RAISE;
    }
}

/* Looks for a module's file along package[field]; its name or the list of what was tried goes to slot `to`. */
static SearchResult find_file(Weft *w, const char *name, const char *field, int to)
{
    weft_get_upvalue(w, 0, to);
    weft_raw_get_field(w, to, field, to);
    const char *path = weft_to_string(w, to, NULL);
    if (path == NULL) {
        weft_raise(w, "'package.%s' must be a string", field);
        return SEARCH_FAILED;
    }
    return search_path(w, name, path, ".", "/", to);
}

static WeftResult raise_bad_module(Weft *w, const char *name, const char *file, int message)
{
    const char *text = weft_get_string(w, message, NULL);
    return weft_raise(w, "error loading module '%s' from file '%s':\n\t%s", name, file, text != NULL ? text : "?");
}

/* ---- the searchers: each is called with the module's name ---- */

static WeftResult search_preload(Weft *w)
{
    const char *name = weft_check_string(w, 0, NULL);
    int to = weft_slot_count(w);
    if (name == NULL) {
        return WEFT_RAISE;
    }
    weft_get_registry(w, to);
    weft_raw_get_field(w, to, "_PRELOAD", to);
    if (weft_type(w, to) == WEFT_TABLE) {
        weft_raw_get(w, to, 0, to);
        if (weft_type(w, to) != WEFT_NIL) {
            return weft_set_text(w, to + 1, ":preload:") ? 2 : WEFT_RAISE;
        }
    }
    return weft_set_format(w, to, "no field package.preload['%s']", name) ? 1 : WEFT_RAISE;
}

static WeftResult search_lua(Weft *w)
{
    const char *name = weft_check_string(w, 0, NULL);
    enum { FILE_NAME = 1, LOADER = 2 };
    weft_set_slot_count(w, 1);
    if (name == NULL) {
        return WEFT_RAISE;
    }
    SearchResult found = find_file(w, name, "path", FILE_NAME);
    if (found != SEARCH_FOUND) {
        return found == SEARCH_NOTHING ? 1 : WEFT_RAISE;
    }
    const char *file = weft_get_string(w, FILE_NAME, NULL);
    if (weft_load_file(w, LOADER, file, NULL) != WEFT_OK) {
        return raise_bad_module(w, name, file, LOADER);
    }
    weft_copy(w, LOADER + 1, FILE_NAME);
    return 2;
}

/* Finds luaopen_NAME, dots as underscores, in the file. */
static Lookup find_opener(Weft *w, const char *file, const char *name, size_t length, int to)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, to);
    weft_buffer_add_text(&b, "luaopen_");
    for (size_t i = 0; i < length; i++) {
        weft_buffer_add_char(&b, name[i] == '.' ? '_' : name[i]);
    }
    if (!weft_buffer_finish(&b, to)) {
        return NOT_OPENED;
    }
    return find_function(w, file, weft_get_string(w, to, NULL), to);
}

/* A name "a-b" stands for luaopen_a, and in old modules for luaopen_b: the rest is a version. */
static Lookup find_module_opener(Weft *w, const char *file, const char *name, int to)
{
    const char *hyphen = strchr(name, '-');
    if (hyphen != NULL) {
        Lookup lookup = find_opener(w, file, name, (size_t)(hyphen - name), to);
        if (lookup != NO_FUNCTION) {
            return lookup;
        }
        name = hyphen + 1;
    }
    return find_opener(w, file, name, strlen(name), to);
}

static WeftResult search_c(Weft *w)
{
    const char *name = weft_check_string(w, 0, NULL);
    enum { FILE_NAME = 1, LOADER = 2 };
    weft_set_slot_count(w, 1);
    if (name == NULL) {
        return WEFT_RAISE;
    }
    SearchResult found = find_file(w, name, "cpath", FILE_NAME);
    if (found != SEARCH_FOUND) {
        return found == SEARCH_NOTHING ? 1 : WEFT_RAISE;
    }
    const char *file = weft_get_string(w, FILE_NAME, NULL);
    if (find_module_opener(w, file, name, LOADER) != FOUND) {
        return raise_bad_module(w, name, file, LOADER);
    }
    weft_copy(w, LOADER + 1, FILE_NAME);
    return 2;
}

/* A submodule's function may lie in the shared object of its root: luaopen_a_b in a.so. */
static WeftResult search_c_root(Weft *w)
{
    const char *name = weft_check_string(w, 0, NULL);
    const char *dot = name != NULL ? strchr(name, '.') : NULL;
    enum { FILE_NAME = 1, LOADER = 2, ROOT = 3 };
    weft_set_slot_count(w, 1);
    if (name == NULL || dot == NULL) {
        return name == NULL ? WEFT_RAISE : 0;
    }
    if (!weft_set_string(w, ROOT, name, (size_t)(dot - name))) {
        return WEFT_RAISE;
    }
    SearchResult found = find_file(w, weft_get_string(w, ROOT, NULL), "cpath", FILE_NAME);
    if (found != SEARCH_FOUND) {
        weft_set_slot_count(w, FILE_NAME + 1);
        return found == SEARCH_NOTHING ? 1 : WEFT_RAISE;
    }
    const char *file = weft_get_string(w, FILE_NAME, NULL);
    Lookup lookup = find_module_opener(w, file, name, LOADER);
    if (lookup == NOT_OPENED) {
        return raise_bad_module(w, name, file, LOADER);
    }
    if (lookup == NO_FUNCTION) {
        weft_set_slot_count(w, LOADER);
        return weft_set_format(w, LOADER, "no module '%s' in file '%s'", name, file) ? 1 : WEFT_RAISE;
    }
    weft_copy(w, LOADER + 1, FILE_NAME);
    weft_set_slot_count(w, LOADER + 2);
    return 2;
}

/* ---- require ---- */

enum { NAME, LOADED, SEARCHERS, MESSAGES, LOADER, LOADER_DATA };

/* The loader's result is in its slot; the loader data was kept in MESSAGES. Returns the module and the data. */
static WeftResult module_ready(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    (void)ctx;
    if (weft_type(w, LOADER) != WEFT_NIL) {
        if (!weft_raw_set(w, LOADED, NAME, LOADER)) {
            return WEFT_RAISE;
        }
    } else {
        weft_raw_get(w, LOADED, NAME, LOADER);
        if (weft_type(w, LOADER) == WEFT_NIL) {
            weft_set_boolean(w, LOADER, true);
            if (!weft_raw_set(w, LOADED, NAME, LOADER)) {
                return WEFT_RAISE;
            }
        }
    }
    weft_copy(w, LOADER + 1, MESSAGES);
    return 2;
}

static WeftResult call_loader(Weft *w)
{
    weft_copy(w, MESSAGES, LOADER_DATA);
    weft_copy(w, LOADER + 2, LOADER_DATA);
    weft_copy(w, LOADER + 1, NAME);
    return weft_call(w, LOADER, 2, 1, module_ready, 0);
}

/* MESSAGES := MESSAGES, a line break, the message in LOADER. */
static bool add_message(Weft *w)
{
    return weft_set_text(w, LOADER + 1, "\n\t") && weft_arith(w, '.', MESSAGES, LOADER + 1, MESSAGES) &&
           weft_arith(w, '.', MESSAGES, LOADER, MESSAGES);
}

static WeftResult try_searcher(Weft *w, int64_t i);

/* Searcher ctx has answered: a loader and its data, or a message, or nothing. */
static WeftResult searcher_answered(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    WeftType type = weft_type(w, LOADER);
    if (type == WEFT_FUNCTION) {
        return call_loader(w);
    }
    if ((type == WEFT_STRING || type == WEFT_NUMBER) && !add_message(w)) {
        return WEFT_RAISE;
    }
    return try_searcher(w, ctx + 1);
}

static WeftResult try_searcher(Weft *w, int64_t i)
{
    weft_raw_get_index(w, SEARCHERS, i, LOADER);
    if (weft_type(w, LOADER) == WEFT_NIL) {
        return weft_raise(w, "module '%s' not found:%s", weft_get_string(w, NAME, NULL),
                          weft_get_string(w, MESSAGES, NULL));
    }
    weft_copy(w, LOADER + 1, NAME);
    return weft_call(w, LOADER, 1, 2, searcher_answered, i);
}

static WeftResult package_require(Weft *w)
{
    if (weft_check_string(w, NAME, NULL) == NULL) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    weft_get_registry(w, LOADED);
    weft_raw_get_field(w, LOADED, "_LOADED", LOADED);
    weft_raw_get(w, LOADED, NAME, SEARCHERS);
    if (weft_to_boolean(w, SEARCHERS)) {
        return 1;
    }
    weft_get_upvalue(w, 0, SEARCHERS);
    weft_raw_get_field(w, SEARCHERS, "searchers", SEARCHERS);
    if (weft_type(w, SEARCHERS) != WEFT_TABLE) {
        return weft_raise(w, "'package.searchers' must be a table");
    }
    return weft_set_text(w, MESSAGES, "") ? try_searcher(w, 1) : WEFT_RAISE;
}

/* ---- opening ---- */

static bool ignores_environment(Weft *w)
{
    int top = weft_slot_count(w);
    weft_get_registry(w, top);
    weft_raw_get_field(w, top, "LUA_NOENV", top);
    bool ignores = weft_to_boolean(w, top);
    weft_set_slot_count(w, top);
    return ignores;
}

/* package[field] := what the environment says, in which ";;" stands for the default, or the default. */
static bool set_path_field(Weft *w, int package, const char *field, const char *variable, const char *otherwise)
{
    char versioned[32];
    snprintf(versioned, sizeof versioned, "%s_5_4", variable);
    const char *path = getenv(versioned);
    if (path == NULL) {
        path = getenv(variable);
    }
    if (path == NULL || ignores_environment(w)) {
        return lib_set_text_field(w, package, field, otherwise);
    }
    const char *gap = strstr(path, ";;");
    if (gap == NULL) {
        return lib_set_text_field(w, package, field, path);
    }
    WeftBuffer b;
    int box = weft_slot_count(w);
    weft_buffer_init(w, &b, box);
    if (gap > path) {
        weft_buffer_add(&b, path, (size_t)(gap - path));
        weft_buffer_add_char(&b, ';');
    }
    weft_buffer_add_text(&b, otherwise);
    if (gap[2] != '\0') {
        weft_buffer_add_char(&b, ';');
        weft_buffer_add_text(&b, gap + 2);
    }
    return weft_buffer_finish(&b, box) && weft_raw_set_field(w, package, field, box) && weft_set_slot_count(w, box);
}

static bool set_searchers(Weft *w, int package)
{
    static const LibFunction searchers[] = {{"package.preload_searcher", search_preload},
                                            {"package.lua_searcher", search_lua},
                                            {"package.c_searcher", search_c},
                                            {"package.c_root_searcher", search_c_root}};
    int list = weft_slot_count(w), value = list + 1;
    if (!weft_set_table(w, list, 4, 0)) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        if (!weft_set_native(w, value, searchers[i].native, searchers[i].name, package, 1) ||
            !weft_raw_set_index(w, list, i + 1, value)) {
            return false;
        }
    }
    return weft_raw_set_field(w, package, "searchers", list) && weft_set_slot_count(w, list);
}

/* package[field] := registry[key], made when it is missing. */
static bool share_registry_table(Weft *w, int package, const char *field, const char *key)
{
    int registry = weft_slot_count(w), table = registry + 1;
    weft_get_registry(w, registry);
    if (!weft_raw_get_field(w, registry, key, table) &&
        (!weft_set_table(w, table, 0, 0) || !weft_raw_set_field(w, registry, key, table))) {
        return false;
    }
    return weft_raw_set_field(w, package, field, table) && weft_set_slot_count(w, registry);
}

bool lib_open_package(Weft *w, int to)
{
    static const LibFunction functions[] = {
        {"package.loadlib", package_loadlib}, {"package.searchpath", package_searchpath}, {NULL, NULL}};
    static const LibFunction globals[] = {{"require", package_require}, {NULL, NULL}};
    if (!weft_set_table(w, to, 0, 10) || !lib_register(w, to, functions) || !set_searchers(w, to) ||
        !set_path_field(w, to, "path", "LUA_PATH", default_path) ||
        !set_path_field(w, to, "cpath", "LUA_CPATH", default_cpath) ||
        !lib_set_text_field(w, to, "config", "/\n;\n?\n!\n-\n") || !share_registry_table(w, to, "loaded", "_LOADED") ||
        !share_registry_table(w, to, "preload", "_PRELOAD")) {
        return false;
    }
    int top = weft_slot_count(w);
    weft_get_globals(w, top);
    return lib_register_with(w, top, globals, to, 1) && weft_set_slot_count(w, top);
}
