/* dump.h: functions to binary chunks. */
#ifndef WEFT_DUMP_H
#define WEFT_DUMP_H

#include "undump.h"

/* The binary chunk of a prototype and those in it; strip leaves out names and lines. NULL: out of memory. Allocates. */
String *dump_proto(VM *vm, const Proto *p, bool strip);
#endif
