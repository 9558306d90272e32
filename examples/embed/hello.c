/* hello.c: the smallest host: opens a VM, runs a script, tells what went wrong.
 *
 *     cc -Iinclude examples/embed/hello.c build/libweft.a -lm -ldl -o hello
 */
#include <stdio.h>

#include "weft.h"

static void run(Weft *w, const char *code)
{
    if (weft_run_text(w, 0, code, "=hello") != WEFT_OK) {
        printf("error: %s\n", weft_error_text(w, 0));
        if (weft_get_trace(w, 1)) {
            printf("%s\n", weft_get_string(w, 1, NULL));
        }
    }
}

int main(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    Weft *w = weft_open(&options);
    if (!w) {
        return 1;
    }
    run(w, "print('hello from ' .. _VERSION)");
    run(w, "local function f() error('something is wrong') end f()");
    run(w, "x = = 1");
    weft_close(w);
    return 0;
}
