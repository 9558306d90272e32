/* prompt.h: the plain line prompt. */
#ifndef REPL_PROMPT_H
#define REPL_PROMPT_H

#include <weft.h>

/* Reads lines from stdin and runs them until the end of the input. */
void prompt_loop(Weft *w);

#endif
