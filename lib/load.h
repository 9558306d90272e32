/* load.h: the basic functions that compile code: load, loadfile, dofile. */
#ifndef LIB_LOAD_H
#define LIB_LOAD_H

#include <weft.h>

/* Enters them in the table. Allocates. */
bool load_register(Weft *w, int table);

#endif
