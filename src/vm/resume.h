/* resume.h: coroutines resumed by the host. */
#ifndef WEFT_RESUME_H
#define WEFT_RESUME_H

#include "coroutine.h"

/* What a resumed coroutine has handed out. */
typedef struct Resumed {
    uint32_t values; /* slot offset in its stack */
    uint32_t count;
    uint32_t live;   /* its live end without them */
} Resumed;

/* Resumes co, or goes on with its stopped run, with nargs values from the slot offset `args` of the running coroutine on, which
 * waits. WEFT_OK or WEFT_YIELDED: values as *r tells, until resume_settle; WEFT_ERROR: the error is vm->error, not pending;
 * WEFT_OUT_OF_FUEL. */
int resume_run(VM *vm, Coroutine *co, uint32_t args, size_t nargs, Resumed *r);
/* The values have been copied, or given up. */
void resume_settle(VM *vm, Coroutine *co, int status, const Resumed *r);
/* Whether a run of co has stopped. */
bool resume_is_stopped(const Coroutine *co);
/* The stopped run of co will not go on. Gives the root of the chain that ran, co itself or another, which must be closed at once,
 * then co: before anything else runs. */
Coroutine *resume_abandon(VM *vm, Coroutine *co);

#endif
