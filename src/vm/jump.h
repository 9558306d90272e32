/* jump.h: the one jump there is, from C code that raises, or leaves a request, to the innermost entry (entry.c).
 *
 * The C library's setjmp and longjmp cost three times as much as the compiler's own, which saves three words: the
 * function that waits keeps nothing in registers. Sanitizers and other compilers have to see the library's. Why the jump is
 * made is told by vm->jump_kind.
 *
 * A jump leaves returns behind that the processor has foreseen. C code that ends by the call that is to leave it (return
 * lua_yield(..)) mostly does so in the place of its own frame; then a return is all that is needed:
 *
 *      CALL_MARK() | C function                         the engine notes where the C stack ends, and calls
 *      CALL_MARK() | CALLED_AT(mark) function           .. in its place: the return goes to the engine
 */
#ifndef WEFT_JUMP_H
#define WEFT_JUMP_H

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
typedef void *JumpBuffer[5];
/* 0 when set; 1 when jumped to. The function that has it cannot hold a JUMP_TO itself. */
#define JUMP_HERE(buffer) __builtin_setjmp(buffer)
#define JUMP_TO(buffer) __builtin_longjmp((buffer), 1)
/* End of the C stack, from where a function is called at once; and whether the running function would return there. */
#define CALL_MARK() __extension__({ void *mark_; __asm__ volatile("mov %%rsp, %0" : "=r"(mark_)); mark_; })
#define CALLED_AT(mark) ((mark) == __builtin_dwarf_cfa())
#define OWN_FRAME __attribute__((noipa)) /* of the function that asks */
#else
#include <setjmp.h>
typedef jmp_buf JumpBuffer;
#define JUMP_HERE(buffer) setjmp(buffer)
#define JUMP_TO(buffer) longjmp((buffer), 1)
#define CALL_MARK() NULL
#define CALLED_AT(mark) ((void)(mark), false)
#define OWN_FRAME
#endif

#endif
