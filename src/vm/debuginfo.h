/* debuginfo.h: what is known about running functions: names, lines, locals; tracebacks. */
#ifndef WEFT_DEBUGINFO_H
#define WEFT_DEBUGINFO_H

#include "call.h"

#define DEBUG_SOURCE_MAX 60 /* Lua's LUA_IDSIZE: a chunk's name in messages, with its NUL */

/* ---- debuginfo.c: frames, lines, local variables ---- */

/* "[string \"..\"]", file name or text of a chunk name, for messages. size >= 60. */
void debug_short_source(const String *source, char *buffer, size_t size);
/* A Lua function that programs may look into; the library's own Lua code looks like native code. */
static inline bool debug_is_lua(const Function *f)
{
    return f->header.extra == FN_LUA && !(f->proto->header.flags & PROTO_NATIVE_LOOK);
}
/* A function of the library's own, written in Lua: to programs it is a part of the native that calls it. */
static inline bool debug_is_library(const Function *f)
{
    return f->header.extra == FN_LUA && f->proto->header.flags & PROTO_NATIVE_LOOK;
}
/* First word of the frame's current instruction; NULL for functions that are not Lua's. */
Instr *debug_instruction(const Frame *f);
/* Line of a frame's current instruction, -1 when unknown. */
int debug_line(const Frame *f);
/* The innermost frame of co that programs see: not the yield by which a hook in C suspended it. false: none. */
bool debug_first(VM *vm, Coroutine *co, Frame *f);
/* Frame at level of co (0: innermost); false: none. */
bool debug_level(VM *vm, Coroutine *co, int level, Frame *f);
/* The next frame outwards that programs see. */
bool debug_next(VM *vm, Coroutine *co, Frame *f);
/* Name of the local variable that a register of the frame holds now; NULL: none. */
const char *debug_local_name(const Frame *f, uint32_t reg);
/* The same for an instruction of a prototype. */
const char *debug_local_name_at(const Proto *p, uint32_t pc, uint32_t reg);
/* Name and slot of local n (1..; negative: varargs) of the frame. *slot is in co's stack and may hold a cell or a header. NULL: none. */
const char *debug_local(VM *vm, Coroutine *co, const Frame *f, int n, Value **slot);
/* The same if a program may write to it: NULL, too, for the slots of the library's functions, which rely on them. */
const char *debug_writable_local(VM *vm, Coroutine *co, const Frame *f, int n, Value **slot);
/* The values that the frame's call or return passes while a hook of co looks at it: number of the first "local" and count, else 0 and 0. */
void debug_transfer(VM *vm, Coroutine *co, const Frame *f, int *first, int *count);
/* Value of a slot as a program sees it (cells looked through, headers cleaned). */
Value debug_slot_value(const Value *slot);
/* What a builtin keeps in its frame stays as it is. */
void debug_slot_store(VM *vm, Coroutine *co, const Frame *f, Value *slot, const Value *v);

/* ---- debug_names.c: names found in the code ---- */

/* How the variable that `v` points into (a register of the frame, an upvalue or a constant) is called: writes "local", "upvalue", "field",
 * "method", "global", "constant" to *kind; NULL: no name. */
const char *debug_variable(VM *vm, const Frame *f, const Value *v, const char **kind);
/* By what name the frame's current instruction calls: NULL when it is no call or the name unknown. */
const char *debug_instruction_call(const Frame *f, const char **kind);
/* By what name the frame was called: NULL when unknown; *kind: "global", "local", "method", "field", "upvalue", "metamethod", "for iterator", "hook". */
const char *debug_call_name(VM *vm, Coroutine *co, const Frame *f, const char **kind);

/* ---- traceback.c ---- */

/* Global function name ("table.insert", "print") of fn by package.loaded, in buffer; false: not found. */
bool debug_global_name(VM *vm, const Function *fn, char *buffer, size_t size);
/* The text of debug.traceback for co alone or, when co is NULL, for the running coroutine and those that wait for it, as a string.
 * NULL: out of memory. */
String *debug_traceback(VM *vm, Coroutine *co, const char *message, size_t length, int level);

#endif
