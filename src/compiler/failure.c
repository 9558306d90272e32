/* failure.c: how a compilation ends early.
 *
 * The compiler has one exit for errors: a jump back into compile(), which frees every buffer that the compilation
 * owns (they are all reachable from its Compiler record, so nothing leaks, wherever the jump starts). A status
 * returned from each of the parser's some eighty functions was the alternative; it would double their length.
 * The jump never crosses a frame of the VM: compile() is its own island.
 */
#include "failure.h"
#include "../vm/string.h"

void fail_memory(Failure *f)
{
    f->message = NULL;
    longjmp(f->escape, 1);
}

void fail_message(Failure *f, const char *text, size_t length)
{
    f->message = string_new(f->vm, text, length);
    longjmp(f->escape, 1);
}
