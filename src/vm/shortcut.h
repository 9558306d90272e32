/* shortcut.h: calls of the library's small functions, done in the loop without a frame.
 *
 * A shortcut does what a function of the library does for plain arguments: those that need no conversion, no metamethod and
 * no message. It is given the slots of the call before they have become a frame,
 *
 *      f[0] function | f[1] .. f[n] arguments          f[0] .. f[count - 1] results
 *
 * and either stores results or changes nothing and says SHORTCUT_NO: then the function is called as any other, and what it
 * does holds. So a shortcut never raises, calls or moves the stack. It may allocate, with vm->pc and vm->base saved.
 */
#ifndef WEFT_SHORTCUT_H
#define WEFT_SHORTCUT_H

#include "vm.h"

#define SHORTCUT_NO (-1)

/* want: results that are wanted + 1, 0: all. The result is how many were stored, more than are wanted perhaps. */
#define SHORTCUT_PARAMS MAYBE_UNUSED VM *vm, MAYBE_UNUSED Value *f, MAYBE_UNUSED uint64_t n, MAYBE_UNUSED unsigned want
typedef int (*Shortcut)(SHORTCUT_PARAMS);

#define SHORTCUT(name, function) extern int shortcut_##function(SHORTCUT_PARAMS);
#include "shortcuts.def"
#undef SHORTCUT

/* Entry i of the table, for a function's entry instruction whose `a` is i; 0 is none. */
extern const Shortcut shortcuts[SHORTCUT_COUNT + 1];
/* Its number by the function's name, or 0. */
unsigned shortcut_find(const char *name);

/* Whether `count` results may be stored from f on when `want` are wanted; it becomes what is to be stored. */
static inline bool shortcut_has_room(const VM *vm, const Value *f, size_t *count, unsigned want)
{
    if (want != 0) {
        *count = *count < want ? *count : want - 1;
        return true;
    }
    return (size_t)(vm->stack_limit - f) > *count;
}

/* Stores a new string as the only result; NULL: the function itself is to meet with the lack of memory. */
static inline int shortcut_give_string(VM *vm, Value *f, String *s)
{
    if (UNLIKELY(s == NULL)) {
        vm->has_error = false;
        return SHORTCUT_NO;
    }
    set_string(f, s);
    return 1;
}

#endif
