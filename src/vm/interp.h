/* interp.h: the dispatch loop's door. */
#ifndef WEFT_INTERP_H
#define WEFT_INTERP_H

#include "vm.h"

/* Fills the dispatch tables. */
void interp_init(VM *vm);
/* Runs from pc on, with a frame and (where a function begins) its arguments, until the current entry from C is left; returns a
 * WeftStatus. Raises by a jump to that entry. */
int interp_run_at(VM *vm, const Instr *pc, Value *base, size_t nargs);
/* The same from vm->pc, base, nargs on. */
static inline int interp_run(VM *vm) { return interp_run_at(vm, vm->pc, vm->base, vm->nargs); }
/* Chooses the dispatch table: with checks at every instruction (hooks), at calls and back-jumps (fuel, interrupt), or none. */
void interp_update_checks(VM *vm);
/* Asks for a SIGNAL_*; a stop outdoes an interrupt. Thread-safe and async-signal-safe. */
void interp_signal(VM *vm, int signal);
/* Takes it back, or has done what it asked for. */
void interp_clear_signal(VM *vm);
/* Name of the backend in use: "computed goto", "tail calls", "switch". */
const char *interp_backend(void);

#endif
