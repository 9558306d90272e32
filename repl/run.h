/* run.h: running code for the program, and telling what went wrong.
 *
 * The host frame's slots: 0 holds the message handler; code is run from slot RUN_SLOT on, and its results, or its error
 * message, lie there afterwards.
 */
#ifndef REPL_RUN_H
#define REPL_RUN_H

#include <weft.h>

enum { HANDLER_SLOT = 0, RUN_SLOT = 1 };

/* Puts the message handler in its slot. False: out of memory. */
bool run_prepare(Weft *w);
/* Calls the function in RUN_SLOT with the nargs values behind it. */
WeftStatus run_function(Weft *w, int nargs, int nresults);
/* Prints the text as an error message, with the program's name in front unless that is NULL. */
void run_print_error(const char *program, const char *message);
/* Prints the message in RUN_SLOT unless the status is WEFT_OK; returns whether it is. */
bool run_report(Weft *w, WeftStatus status, const char *program);

#endif
