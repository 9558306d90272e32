/* table.h: what the files of the table library share. */
#ifndef LIB_TABLE_H
#define LIB_TABLE_H

#include <weft.h>

/* Sorts the table in slot 0, which has no metamethods, if its n elements are all numbers or all strings.
 * 1: done; 0: they are something else; WEFT_RAISE. Uses slots behind the last; allocates, charges fuel. */
int table_sort_plain(Weft *w, int64_t n);

#endif
