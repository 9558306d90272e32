/* random.h: math.random and math.randomseed. */
#ifndef LIB_RANDOM_H
#define LIB_RANDOM_H

#include "lib.h"

/* Enters them in the table with a generator of their own, seeded from time and addresses.
 * Allocates. */
bool random_register(Weft *w, int table);

#endif
