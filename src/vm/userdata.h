/* userdata.h: blocks of the host's memory with a metatable. */
#ifndef WEFT_USERDATA_H
#define WEFT_USERDATA_H

#include "vm.h"

/* A userdata without metatable and type, its user values nil, its block undefined. NULL and the memory error. Allocates. */
Userdata *userdata_new(VM *vm, size_t size, uint32_t value_count);
/* Sets the metatable (NULL: none), registers __gc. False: out of memory. */
bool userdata_set_metatable(VM *vm, Userdata *u, Table *mt);
/* Collector: marks what u refers to. */
void userdata_mark_parts(VM *vm, Userdata *u);

#endif
