/* os.h: what the files of the os library share. */
#ifndef LIB_OS_H
#define LIB_OS_H

#include <weft.h>

/* Enters date and time in the table. Allocates. */
bool os_register_dates(Weft *w, int table);

#endif
