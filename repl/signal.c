/* signal.c: Ctrl-C interrupts the running script.
 *
 * A handler gets no argument, so which VM runs is kept in a variable of this file: the program has only the one.
 */
#include "signal.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

static Weft *volatile running;
static volatile sig_atomic_t is_stoppable, count;
static struct sigaction before;
static sigset_t mask_before;

static void interrupt(int number)
{
    count = count + 1;
    if (running == NULL) { /* between runs of the prompt's: nothing to interrupt */
        return;
    }
    if (count == 1) {
        weft_interrupt(running);
    } else if (is_stoppable && count == 2) {
        weft_stop(running);
    } else {
        signal(number, SIG_DFL);
        raise(number);
    }
}

void signal_ignore(void)
{
    struct sigaction action = {.sa_handler = interrupt}, old;
    sigaction(SIGINT, NULL, &old);
    if (old.sa_handler != SIG_IGN) {
        sigaction(SIGINT, &action, NULL);
    }
}

void signal_catch(Weft *w, bool can_stop)
{
    struct sigaction action = {.sa_handler = interrupt}; /* no SA_RESTART: a read that waits ends */
    sigset_t set;
    running = w;
    is_stoppable = can_stop;
    count = 0;
    sigaction(SIGINT, &action, &before);
    if (before.sa_handler == SIG_IGN) { /* as the program was started */
        sigaction(SIGINT, &before, NULL);
    }
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_UNBLOCK, &set, &mask_before);
}

bool signal_release(void)
{
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
    sigaction(SIGINT, &before, NULL);
    Weft *w = running;
    running = NULL;
    weft_clear_interrupt(w);
    return count > 0;
}

void signal_forget(void)
{
    count = 0;
}

bool signal_await_input(int ms, bool *is_ready)
{
    struct timespec timeout = {ms / 1000, ms % 1000 * 1000000L};
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    sigset_t set, outside;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, &outside);
    int found = -1;
    while (count == 0 && found < 0) {
        found = ppoll(&input, 1, ms >= 0 ? &timeout : NULL, &outside);
    }
    *is_ready = found > 0;
    sigprocmask(SIG_SETMASK, &outside, NULL);
    return count == 0;
}
