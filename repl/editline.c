/* editline.c: finds libedit: linked, or opened at run time. */
#include "editline.h"

#ifdef WEFT_LIBEDIT

int editline_find(Editline *to)
{
    *to = (Editline){el_init,      el_end,       el_set,    el_get,   el_gets,   el_line,
                     el_insertstr, el_deletestr, el_cursor, el_wgetc, el_resize, el_source};
    return 1;
}

#else

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* libedit stays open as long as the program runs. WEFT_LIBEDIT names another file than its usual ones. */
static void *open_library(void)
{
    static const char *const names[] = {"libedit.so.2", "libedit.so.0", "libedit.so", "libedit.3.dylib"};
    const char *chosen = getenv("WEFT_LIBEDIT");
    if (chosen != NULL) {
        return dlopen(chosen, RTLD_NOW | RTLD_LOCAL);
    }
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof names / sizeof names[0]; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    return library;
}

int editline_find(Editline *to)
{
    static const char *const names[] = {"el_init",      "el_end",       "el_set",    "el_get",   "el_gets",   "el_line",
                                        "el_insertstr", "el_deletestr", "el_cursor", "el_wgetc", "el_resize", "el_source"};
    enum { COUNT = sizeof names / sizeof names[0] };
    void *functions[COUNT], *library = open_library();
    _Static_assert(sizeof functions == sizeof *to, "one function for each name");
    for (int i = 0; library != NULL && i < COUNT; i++) {
        functions[i] = dlsym(library, names[i]);
        if (functions[i] == NULL) {
            dlclose(library);
            library = NULL;
        }
    }
    if (library == NULL) {
        return 0;
    }
    memcpy(to, functions, sizeof *to);
    return 1;
}

#endif
