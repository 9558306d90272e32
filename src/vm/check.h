/* check.h: what the checking dispatch table does before an instruction: hooks, fuel, interrupts. */
#ifndef WEFT_CHECK_H
#define WEFT_CHECK_H

#include "call.h"

typedef enum CheckResult {
    CHECK_GO,      /* run the instruction at vm->pc */
    CHECK_ENTERED, /* a hook was given a frame: go on there */
    CHECK_STOP     /* out of fuel: leave the loop, vm->pc, base, nargs say where to go on */
} CheckResult;

/* Before the instruction at vm->pc (vm->base saved, vm->nargs = n). Raises "interrupted!". */
CheckResult check_instruction(VM *vm);
/* A hook has returned: restores pc, base, nargs, top of the instruction that it preceded (its continuation word is at `word`)
 * and runs what further hooks that instruction has. */
CheckResult check_hook_finish(VM *vm, Value *word);
/* The function running, not Lua's, with vm->nargs arguments, gets a return hook: its call moves up by two slots,
 *
 *      .. | function | {CONT_RETURN} | function | arguments
 *
 * returns to P_RETURN, and the frame below is still there when the hook looks. May move the stack; raises. */
void check_watch_return(VM *vm);
/* The frames from the one with this function slot inwards end: the Lua function that called them goes on in the middle of a line. */
void check_resume_line(VM *vm, const Value *slot);
/* End of what is live in the running frame. The arguments of a function, not Lua's, that is being entered become a part of it. */
Value *check_live_end(VM *vm);

#endif
