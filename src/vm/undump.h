/* undump.h: binary chunks to functions. */
#ifndef WEFT_UNDUMP_H
#define WEFT_UNDUMP_H

#include "vm.h"

/* The main function of a binary chunk, with fresh nil upvalues. The bytes may be anything: every length is checked and the code
 * verified. NULL: bad chunk, or out of memory, with the pending error set. Allocates. */
Function *undump(VM *vm, const char *bytes, size_t length, const char *chunk_name);
#endif
