/* jump.h: the one jump there is, from C code that raises, or leaves a request, to the innermost entry (entry.c).
 *
 * The C library's setjmp and longjmp cost three times as much as the compiler's own, which saves three words: the
 * function that waits keeps nothing in registers. Sanitizers and other compilers have to see the library's. Why the jump is
 * made is told by vm->jump_kind.
 */
#ifndef WEFT_JUMP_H
#define WEFT_JUMP_H

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
typedef void *JumpBuffer[5];
/* 0 when set; 1 when jumped to. The function that has it cannot hold a JUMP_TO itself. */
#define JUMP_HERE(buffer) __builtin_setjmp(buffer)
#define JUMP_TO(buffer) __builtin_longjmp((buffer), 1)
#else
#include <setjmp.h>
typedef jmp_buf JumpBuffer;
#define JUMP_HERE(buffer) setjmp(buffer)
#define JUMP_TO(buffer) longjmp((buffer), 1)
#endif

#endif
