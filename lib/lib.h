/* lib.h: what the files of the standard library share: the openers, and registration.
 *
 * Every opener leaves its library's table in slot `to` and returns false with a pending error (out
 * of memory). What a library keeps for itself lives in upvalues of its natives or in the registry:
 * nothing here is a writable global.
 */
#ifndef LIB_H
#define LIB_H

#include <weft.h>

bool lib_open_base(Weft *w, int to); /* `to` := the table of globals */
bool lib_open_coroutine(Weft *w, int to);
bool lib_open_debug(Weft *w, int to);
bool lib_open_io(Weft *w, int to);
bool lib_open_math(Weft *w, int to);
bool lib_open_os(Weft *w, int to);
bool lib_open_package(Weft *w, int to);
bool lib_open_string(Weft *w, int to); /* also sets the metatable of strings */
bool lib_open_table(Weft *w, int to);
bool lib_open_utf8(Weft *w, int to);

/* A native and the name that traces show: "string.byte". The field is what follows the last dot. */
typedef struct LibFunction {
    const char *name;
    WeftNative native;
} LibFunction;

/* Enters the natives (the list ends with a NULL name) in the table; they have no upvalues.
 * Allocates. */
bool lib_register(Weft *w, int table, const LibFunction *list);

/* The same, each native with the `upvalues` slots from `first` on as its upvalues. Allocates. */
bool lib_register_with(Weft *w, int table, const LibFunction *list, int first, int upvalues);

/* table[field] := a number. Allocate. */
bool lib_set_integer_field(Weft *w, int table, const char *field, int64_t value);
bool lib_set_number_field(Weft *w, int table, const char *field, double value);
bool lib_set_text_field(Weft *w, int table, const char *field, const char *value);

#endif
