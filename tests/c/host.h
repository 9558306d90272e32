/* host.h: what the tests of weft.h share: a script run, and what lies in slots. */
#ifndef WEFT_TESTS_HOST_H
#define WEFT_TESTS_HOST_H

#include <string.h>

#include "tap.h"
#include "weft.h"

/* Runs code; results or the error start at slot 0. */
static inline WeftStatus run(Weft *w, const char *code)
{
    return weft_run_text(w, 0, code, "=t");
}

static inline bool is_text(Weft *w, int slot, const char *expected)
{
    const char *s = weft_get_string(w, slot, NULL);
    bool same = s != NULL && strcmp(s, expected) == 0;
    if (!same) {
        printf("# got: %s\n#  for: %s\n", s != NULL ? s : "(no string)", expected);
    }
    return same;
}

static inline int64_t integer(Weft *w, int slot)
{
    int64_t i = -1;
    weft_to_integer(w, slot, &i);
    return i;
}

#endif
