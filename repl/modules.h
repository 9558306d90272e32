/* modules.h: the program's modules in Lua. */
#ifndef REPL_MODULES_H
#define REPL_MODULES_H

#include <weft.h>

/* Enters weft.pretty and the prompt's modules in package.preload: nothing is compiled before it is required. False: a
 * pending error. */
bool modules_register(Weft *w);

#endif
