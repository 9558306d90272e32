/* open_library.c: opening one library by name, for hosts that choose their own set and for the Lua C API's luaopen_
 * functions. */
#include "lib.h"

#include <string.h>

typedef struct Opener {
    const char *name;
    bool (*open)(Weft *w, int to);
} Opener;

bool weft_open_library(Weft *w, const char *name, int to)
{
    static const Opener openers[] = {
        {"_G", lib_open_base},         {"coroutine", lib_open_coroutine}, {"debug", lib_open_debug},
        {"io", lib_open_io},           {"math", lib_open_math},           {"os", lib_open_os},
        {"package", lib_open_package}, {"string", lib_open_string},       {"table", lib_open_table},
        {"utf8", lib_open_utf8},
    };
    bool is_outside = strcmp(name, "io") == 0 || strcmp(name, "package") == 0;
    if (is_outside && weft_is_sandboxed(w)) {
        weft_raise(w, "no library '%s' in a sandbox", name);
        return false;
    }
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
        if (strcmp(openers[i].name, name) == 0) {
            return openers[i].open(w, to);
        }
    }
    weft_raise(w, "no library '%s'", name);
    return false;
}
