/* dump.h: functions to binary chunks. */
#ifndef WEFT_DUMP_H
#define WEFT_DUMP_H

#include "undump.h"

/* The binary chunk of a prototype and those in it; strip leaves out names and lines. NULL: out of memory. Allocates. */
String *dump_proto(VM *vm, const Proto *p, bool strip);
/* The same for a Lua function, whose upvalues' values are not part of it. */
static inline String *dump_function(VM *vm, const Function *f, bool strip)
{
    return dump_proto(vm, f->proto, strip);
}

#endif
