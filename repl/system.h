/* system.h: what the program's parts in Lua ask of C and of the system. */
#ifndef REPL_SYSTEM_H
#define REPL_SYSTEM_H

#include <weft.h>

/* Columns and rows of the terminal; 80 and 24 where none tells. */
void system_screen_size(int *columns, int *rows);
/* Slot `to` := the module weft.system, a table of natives. */
bool system_open(Weft *w, int to);

#endif
