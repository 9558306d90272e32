/* events.c: a host's event loop: scripts wait for input and for time, and the host polls for all of them.
 *
 * receive() and sleep(ms) yield what they wait for; the loop resumes a script when that is there. The scripts know
 * nothing of it: they may wait in any function, also in a callback of table.sort.
 */
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "weft.h"

static const char scripts[] =
    "return coroutine.create(function() for m in receive do print('got ' .. m) end print('no more') end), "
    "coroutine.create(function() local list = {3, 1, 2} "
    "  table.sort(list, function(a, b) sleep(1) return a < b end) "
    "  for _, n in ipairs(list) do sleep(10) send('message ' .. n) end "
    "  send() end)";
static int ends[2]; /* of a pipe, which stands for a socket */

static WeftResult take_message(Weft *w, WeftStatus status, int64_t ctx)
{
    char message[100];
    ssize_t n = read(ends[0], message, sizeof message);
    (void)status, (void)ctx;
    return n > 0 && weft_set_string(w, 0, message, (size_t)n) ? 1 : 0;
}

/* Yields nothing: input is wanted. */
static WeftResult receive(Weft *w) { return weft_yield(w, 0, 0, take_message, 0); }

/* Yields its argument, milliseconds. */
static WeftResult sleep_ms(Weft *w) { return weft_check_any(w, 0) ? weft_yield(w, 0, 1, NULL, 0) : WEFT_RAISE; }

static WeftResult send_message(Weft *w)
{
    size_t length;
    const char *message = weft_get_string(w, 0, &length);
    return (message ? write(ends[1], message, length) : close(ends[1])) >= 0 ? 0 : weft_raise(w, "cannot send");
}

static const WeftFunction list[] = {{"receive", receive}, {"sleep", sleep_ms}, {"send", send_message}, {NULL, NULL}};

static int64_t now(void) /* ms */
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    enum { INPUT = -1, ENDED = -2 };
    int64_t due[2] = {0, 0}; /* when each script goes on */
    Weft *w = weft_open(&options);
    weft_get_globals(w, 0);
    if (!w || pipe(ends) || !weft_add_functions(w, 0, list) || weft_run_text(w, 0, scripts, "=t") != WEFT_OK) {
        return 1;
    }
    WeftHandle tasks[] = {weft_handle_new(w, 0), weft_handle_new(w, 1)};
    while (due[0] != ENDED || due[1] != ENDED) {
        int64_t next = due[0] >= 0 ? due[0] : due[1], wait = next >= 0 ? next - now() : -1;
        struct pollfd input = {ends[0], POLLIN, 0};
        poll(&input, due[0] == INPUT || due[1] == INPUT, next >= 0 && wait < 0 ? 0 : (int)wait);
        for (int i = 0; i < 2; i++) {
            if (due[i] == INPUT ? input.revents != 0 : due[i] >= 0 && due[i] <= now()) {
                int64_t ms;
                weft_handle_get(w, tasks[i], 0);
                weft_set_slot_count(w, 1);
                bool waits = weft_resume(w, 0, 0) == WEFT_YIELDED;
                due[i] = !waits ? ENDED : weft_to_integer(w, 1, &ms) ? now() + ms : INPUT;
            }
        }
    }
    weft_close(w);
    return 0;
}
