/* interp.h: the dispatch loop's door. */
#ifndef WEFT_INTERP_H
#define WEFT_INTERP_H

#include "vm.h"

/* Fills the dispatch tables. */
void interp_init(VM *vm);
/* Runs until the current entry from C is left, from pc on in the frame of base, whose constants lie below k; where a function begins,
 * nargs are its arguments. Returns a WeftStatus. Raises by a jump to that entry. */
int interp_run_at(VM *vm, const Instr *pc, Value *base, const char *k, size_t nargs);
/* The same from the beginning of a function. */
static inline int interp_enter(VM *vm, const Instr *entry, Value *base, size_t nargs)
{
    return interp_run_at(vm, entry, base, (const char *)entry, nargs);
}
/* The same from vm->pc, base, nargs on. */
int interp_run(VM *vm);
/* Chooses the dispatch table: with checks at every instruction (hooks), at calls and back-jumps (fuel, interrupt), or none. */
void interp_update_checks(VM *vm);
/* Asks for a SIGNAL_*; a stop outdoes an interrupt. Thread-safe and async-signal-safe. */
void interp_signal(VM *vm, int signal);
/* Takes it back, or has done what it asked for. */
void interp_clear_signal(VM *vm);
/* The interrupt is going to be raised; false: it is none any more, a stop has come in its place. */
bool interp_take_interrupt(VM *vm);
/* Name of the backend in use: "computed goto", "tail calls", "switch". */
const char *interp_backend(void);

#endif
