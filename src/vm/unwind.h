/* unwind.h: where errors go, and the closing of variables. All inside the loop; none of these calls Lua code, they lay out frames. */
#ifndef WEFT_UNWIND_H
#define WEFT_UNWIND_H

#include "call.h"

/* Gives the error in vm->error to its handler: sets vm->pc, base, nargs to go on. False: it reached the current entry from C, whose results
 * slot (vm->entry->func) holds the error value: the loop must be left. */
bool unwind(VM *vm);
/* Closes the next pending variable at or above `level` in the running Lua frame for the instruction at vm->pc: true: a __close was given a frame
 * (the instruction will be run again); false: none is left. keep: the end of an open list, which is above all variables and stays vm->top; or NULL. */
bool close_next(VM *vm, Value *level, Value *keep);
/* Whether close_next would find one. */
bool close_is_pending(VM *vm, Value *level);
/* TBC: checks that the variable in slot can be closed, and marks it. */
void close_mark(VM *vm, Value *slot);
/* A __close called by close_next, unwind or coroutine.close has returned (its continuation word is at `word`). */
bool close_finish(VM *vm, Value *word);
/* The frame of coroutine.close, or of a wrap's call whose coroutine failed: base[0] the coroutine, base[1] the error, base[2] whether
 * there is one, base[3] the leaf of its chain, all of which is in state closing (but for what had ended before).
 * Gives the next __close a frame, or completes: true, with *results and *count set to what the frame returns; or raises. Returns false when a frame was laid out. */
bool co_close_step(VM *vm, Value **results, size_t *count);
/* A message handler has returned `result`. */
bool handler_finish(VM *vm, Value *word, const Value *result);

#endif
