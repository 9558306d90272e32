/* config.h: the engine's limits and build switches, each with the place its number comes from.
 *
 * Debug switches (set by `make debug`, `make stress`; all default to 0):
 *   WEFT_ASSERT         internal assertions
 *   WEFT_STRESS_GC      a full collection at every allocation
 *   WEFT_STRESS_STACK   the VM stack moves at every call
 *   WEFT_STRESS_OOM     any one allocation can be made to fail (Heap.refuse_in)
 *   WEFT_DISPATCH       0 computed goto, 1 musttail (clang >= 19), 2 switch; chosen from the compiler
 */
#ifndef WEFT_CONFIG_H
#define WEFT_CONFIG_H

#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

#ifndef WEFT_ASSERT
#define WEFT_ASSERT 0
#endif
#ifndef WEFT_STRESS_GC
#define WEFT_STRESS_GC 0
#endif
#ifndef WEFT_STRESS_OOM
#define WEFT_STRESS_OOM 0
#endif
#ifndef WEFT_STRESS_STACK
#define WEFT_STRESS_STACK 0
#endif

#define NO_QUICK_ALLOC (WEFT_STRESS_GC || WEFT_STRESS_OOM) /* every allocation goes through memory.c */

#define MAX_REGISTERS 254      /* a callee's distance from its caller's base must stay below HDR_WIDE, 255 */
#define MAX_LOCALS 200         /* Lua 5.4's limit, part of its error messages */
#define MAX_UPVALUES 255       /* Lua 5.4's limit */
#define MAX_DIRECT_CONSTANTS 4095 /* 16-bit byte offset / 16 */
#define MAX_SYNTAX_LEVELS 200  /* Lua 5.4's LUAI_MAXCCALLS */
#define MAX_C_CALLS 200        /* nested entries of the interpreter from C */
#define MAX_CLOSES 200         /* coroutine.close in a __close that coroutine.close calls, and so on: as deep as Lua's C calls */
#define MAX_STACK_SLOTS 1000000 /* Lua 5.4's LUAI_MAXSTACK: "stack overflow" past it */
#define ERROR_STACK_SLOTS 5000 /* headroom in which a message handler of an overflow runs */
#define BUILTIN_SLOTS 8        /* a builtin that waits needs at most so many above what is live */
/* Memory that one chain of resumes may take, unless the host says otherwise. The builds with assertions are much slower and larger. */
#define CHAIN_CAP ((size_t)(WEFT_ASSERT ? 32 : 1024) << 20)
#define MOST_CHAIN_SLOTS ((uint32_t)1 << 31) /* a limit may not be higher; what C resumes beyond it is still in range */
/* Whether a call moves a stack of so many slots in the stress build: always, while that does not make deep recursion quadratic. */
#define STRESS_MOVE(slots) (WEFT_STRESS_STACK && (slots) < 2000)
/* Up to this size of the heap the stress build collects at every allocation; with a heap n times as large, after n * n more, so that
 * a program that builds a large structure still ends. */
#define STRESS_HEAP_BYTES ((size_t)512 << 10)
#define MAX_SHORT_STRING 40    /* interned up to here, as Lua */
#define NATIVE_SLOTS 20        /* slots a native may use without asking (LUA_MINSTACK) */
#define MAX_META_LOOP 2000     /* chain of __index / __newindex / __call, as Lua */

#if defined(__GNUC__)
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define NOINLINE __attribute__((noinline))
#define COLD __attribute__((cold, noinline))
#define NORETURN __attribute__((noreturn))
#define MAYBE_UNUSED __attribute__((unused))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#else
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#define NOINLINE
#define COLD
#define NORETURN
#define MAYBE_UNUSED
#define PRINTF_LIKE(f, a)
#endif

/* clang must know no other use of this word: it joins loads and stores of words to vectors' and cuts them down to bytes'. A load of other size
 * than the store before it has to wait until that store has reached the cache. */
#if defined(__clang__)
#define WHOLE(word) __asm__("" : "+r"(word))
#else
#define WHOLE(word) (void)0
#endif

#if WEFT_ASSERT
void weft_assert_failed(const char *expr, const char *file, int line);
#define vm_assert(e) ((e) ? (void)0 : weft_assert_failed(#e, __FILE__, __LINE__))
#else
#define vm_assert(e) ((void)0)
#endif

#endif
