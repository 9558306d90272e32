/* failure.h: the one way out of a compilation that cannot go on. */
#ifndef WEFT_COMPILER_FAILURE_H
#define WEFT_COMPILER_FAILURE_H

#include <setjmp.h>
#include "../vm/object.h"

typedef struct Failure {
    VM *vm;
    jmp_buf escape;  /* set by compile() */
    String *message; /* of a syntax error; NULL when memory ran out (the VM has the error pending) */
} Failure;

/* Leaves the compilation with the memory error that the VM has pending. */
NORETURN void fail_memory(Failure *f);
/* Leaves the compilation with this message. Allocates. */
NORETURN void fail_message(Failure *f, const char *text, size_t length);

#endif
