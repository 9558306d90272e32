/* result.h: how functions of the operating system report: true, or nil, a message and a number. */
#ifndef LIB_RESULT_H
#define LIB_RESULT_H

#include <weft.h>

/* true; or nil, "NAME: reason" (without NAME if that is NULL) and the error number. */
WeftResult result_of_call(Weft *w, bool is_done, int error, const char *name);
/* How a process ended, by its wait status: true or nil, "exit" or "signal", the code. -1: error says why. */
WeftResult result_of_process(Weft *w, int status, int error);

#endif
