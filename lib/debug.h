/* debug.h: what the files of the debug library share. */
#ifndef LIB_DEBUG_H
#define LIB_DEBUG_H

#include <weft.h>

/* The coroutine that the function is about: slot 0 if there is one there, else -1, the running one. Returns where the
 * other arguments begin. */
int debug_find_coroutine(Weft *w, int *co);
/* Enters getinfo, getlocal and their kin in the table. Allocates. */
bool debug_register_frames(Weft *w, int table);

#endif
