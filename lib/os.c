/* os.c: the os library, except dates (os_date.c). */
#include "os.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib.h"
#include "result.h"

static WeftResult os_clock(Weft *w)
{
    weft_set_number(w, weft_slot_count(w), (double)clock() / (double)CLOCKS_PER_SEC);
    return 1;
}

static WeftResult os_difftime(Weft *w)
{
    int64_t a, b;
    if (!weft_check_integer(w, 0, &a) || !weft_check_integer(w, 1, &b)) {
        return WEFT_RAISE;
    }
    weft_set_number(w, weft_slot_count(w), difftime((time_t)a, (time_t)b));
    return 1;
}

/* Without a command: whether there is a shell. */
static WeftResult os_execute(Weft *w)
{
    const char *command;
    if (!weft_opt_string(w, 0, NULL, &command, NULL)) {
        return WEFT_RAISE;
    }
    errno = 0;
    int status = system(command);
    if (command != NULL) {
        return result_of_process(w, status, errno);
    }
    weft_set_boolean(w, weft_slot_count(w), status != 0);
    return 1;
}

static WeftResult os_exit(Weft *w)
{
    int64_t code = EXIT_SUCCESS;
    if (weft_type(w, 0) == WEFT_BOOLEAN) {
        code = weft_to_boolean(w, 0) ? EXIT_SUCCESS : EXIT_FAILURE;
    } else if (!weft_opt_integer(w, 0, EXIT_SUCCESS, &code)) {
        return WEFT_RAISE;
    }
    if (weft_to_boolean(w, 1)) {
        weft_close(w);
    }
    exit((int)code);
}

static WeftResult os_getenv(Weft *w)
{
    const char *name = weft_check_string(w, 0, NULL);
    if (name == NULL) {
        return WEFT_RAISE;
    }
    int to = weft_slot_count(w);
    const char *value = getenv(name);
    if (value == NULL) {
        weft_set_nil(w, to);
        return 1;
    }
    return weft_set_text(w, to, value) ? 1 : WEFT_RAISE;
}

static WeftResult os_remove(Weft *w)
{
    const char *path = weft_check_string(w, 0, NULL);
    if (path == NULL) {
        return WEFT_RAISE;
    }
    errno = 0;
    bool is_done = remove(path) == 0;
    return result_of_call(w, is_done, errno, path);
}

static WeftResult os_rename(Weft *w)
{
    const char *from = weft_check_string(w, 0, NULL), *to = from != NULL ? weft_check_string(w, 1, NULL) : NULL;
    if (to == NULL) {
        return WEFT_RAISE;
    }
    errno = 0;
    bool is_done = rename(from, to) == 0;
    return result_of_call(w, is_done, errno, NULL);
}

static WeftResult os_setlocale(Weft *w)
{
    static const char *const names[] = {"all", "collate", "ctype", "monetary", "numeric", "time", NULL};
    static const int categories[] = {LC_ALL, LC_COLLATE, LC_CTYPE, LC_MONETARY, LC_NUMERIC, LC_TIME};
    const char *locale;
    if (!weft_opt_string(w, 0, NULL, &locale, NULL)) {
        return WEFT_RAISE;
    }
    int category = weft_check_option(w, 1, "all", names);
    if (category < 0) {
        return WEFT_RAISE;
    }
    int to = weft_slot_count(w);
    const char *set = setlocale(categories[category], locale);
    if (set == NULL) {
        weft_set_nil(w, to);
        return 1;
    }
    return weft_set_text(w, to, set) ? 1 : WEFT_RAISE;
}

/* Makes the file, so that nobody else gets the name. */
static WeftResult os_tmpname(Weft *w)
{
    char name[] = "/tmp/lua_XXXXXX";
    int file = mkstemp(name);
    if (file == -1) {
        return weft_raise(w, "unable to generate a unique filename");
    }
    close(file);
    return weft_set_text(w, weft_slot_count(w), name) ? 1 : WEFT_RAISE;
}

bool lib_open_os(Weft *w, int to)
{
    static const LibFunction functions[] = {
        {"os.clock", os_clock},
        {"os.difftime", os_difftime},
        {NULL, NULL},
    };
    static const LibFunction trusted[] = {
        {"os.execute", os_execute}, {"os.exit", os_exit},
        {"os.getenv", os_getenv},   {"os.remove", os_remove},
        {"os.rename", os_rename},   {"os.setlocale", os_setlocale},
        {"os.tmpname", os_tmpname}, {NULL, NULL},
    };
    return weft_set_table(w, to, 0, 12) && lib_register(w, to, functions) && lib_register_trusted(w, to, trusted) &&
           os_register_dates(w, to);
}
