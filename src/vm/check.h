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
/* A hook has returned: restores pc, base, nargs, top of the instruction that it preceded (its continuation word is at `word`), which is then to be run without a check. */
void check_hook_finish(VM *vm, Value *word);

#endif
