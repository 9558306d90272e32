/* callbacks.c: scripts give the host functions to keep, and the host calls them later: handles.
 *
 * A handle keeps a value from one call of the API to another, until it is freed.
 */
#include <stdio.h>
#include <string.h>

#include "weft.h"

enum { MOST = 16 };

typedef struct Listeners {
    int count;
    const char *events[MOST];
    WeftHandle functions[MOST];
} Listeners;

static const char *const events[] = {"start", "message", "stop", NULL};

/* on(event, function) */
static WeftResult add_listener(Weft *w)
{
    Listeners *l = weft_user(w);
    int event = weft_check_option(w, 0, NULL, events);
    if (event < 0 || !weft_check_type(w, 1, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    if (l->count == MOST) {
        return weft_raise(w, "too many listeners");
    }
    WeftHandle h = weft_handle_new(w, 1);
    if (!h) {
        return WEFT_RAISE;
    }
    l->events[l->count] = events[event];
    l->functions[l->count++] = h;
    return 0;
}

static void tell(Weft *w, const char *event, const char *text)
{
    Listeners *l = weft_user(w);
    for (int i = 0; i < l->count; i++) {
        if (strcmp(l->events[i], event) == 0) {
            weft_handle_get(w, l->functions[i], 0);
            weft_set_text(w, 1, text);
            if (weft_run(w, 0, 1, 0, WEFT_NO_HANDLER) != WEFT_OK) {
                printf("a listener failed: %s\n", weft_error_text(w, 0));
            }
        }
    }
}

int main(void)
{
    Listeners listeners = {0};
    WeftOptions options = {.libraries = WEFT_LIBS_ALL, .user = &listeners};
    Weft *w = weft_open(&options);
    if (!w || !weft_set_native(w, 0, add_listener, "on", 0, 0) || !weft_set_global(w, "on", 0)) {
        return 1;
    }
    weft_run_text(w, 0, "local n = 0 on('start', print) on('message', function(m) n = n + 1 print(n, m) end) "
                        "on('message', function(m) if m == 'bad' then error('cannot take ' .. m) end end)", "=script");
    if (weft_run_text(w, 0, "on('begin', print)", "=other") != WEFT_OK) {
        printf("%s\n", weft_error_text(w, 0));
    }
    tell(w, "start", "ready");
    tell(w, "message", "good");
    tell(w, "message", "bad");
    for (int i = 0; i < listeners.count; i++) {
        weft_handle_free(w, listeners.functions[i]);
    }
    weft_close(w);
    return 0;
}
