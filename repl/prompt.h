/* prompt.h: the prompt: reads chunks, runs them, shows what comes of them. */
#ifndef REPL_PROMPT_H
#define REPL_PROMPT_H

#include <weft.h>

/* Reads chunks from the standard input and runs them until its end, or :quit. */
void prompt_loop(Weft *w);

#endif
