/* compile.h: the compiler's only door. */
#ifndef WEFT_COMPILE_H
#define WEFT_COMPILE_H

#include "../vm/value.h"

typedef enum CompileStatus { COMPILE_OK, COMPILE_SYNTAX_ERROR, COMPILE_NO_MEMORY } CompileStatus;

/* Compiles a program's text; text[length] must be '\0'. chunk_name is "=name", "@file" or the program itself, as for Lua's
 * load. Gives the main function's prototype in *proto; it has one upvalue, _ENV.
 * On a syntax error, *message is the message. Out of memory, the VM has the memory error pending.
 * No collection takes place meanwhile; the caller anchors the result before the next one. Allocates. */
CompileStatus compile(VM *vm, const char *text, size_t length, String *chunk_name, Proto **proto, String **message);

#endif
