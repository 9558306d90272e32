/* sort.h: sorting by a function of the program, as a native asks for it (weft_sort). */
#ifndef WEFT_SORT_H
#define WEFT_SORT_H

#include "call.h"

/* Lays out the sort that the native has asked for (vm->call_*), in its frame at vm->base, and goes on: vm->pc and vm->base are those
 * of the first comparison, or of the native's continuation. Raises; allocates; may move the stack. */
void sort_begin(VM *vm);
/* The comparison whose result, or nothing, lies at `result` up to vm->top has returned: goes on likewise. Allocates. */
void sort_continue(VM *vm, Value *result);
/* Slots below a comparison's function that are the sort's own. */
#define SORT_STATE 13

#endif
