/* signal.c: Ctrl-C interrupts the running script.
 *
 * A handler gets no argument, so which VM runs is kept in a variable of this file: the program has only the one.
 */
#include "signal.h"

#include <signal.h>

static Weft *volatile running;

static void interrupt(int number)
{
    signal(number, SIG_DFL);
    if (running != NULL) {
        weft_interrupt(running);
    }
}

void signal_catch(Weft *w)
{
    running = w;
    signal(SIGINT, interrupt);
}

void signal_release(void)
{
    signal(SIGINT, SIG_DFL);
    running = NULL;
}
