/* lib.h: what the files of the standard library share: the openers, registration, limits.
 *
 * Every opener leaves its library's table in slot `to` and returns false with a pending error (out
 * of memory). What a library keeps for itself lives in upvalues of its natives or in the registry:
 * nothing here is a writable global.
 */
#ifndef LIB_H
#define LIB_H

#include <string.h>

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

typedef WeftFunction LibFunction;

/* Enters the natives (the list ends with a NULL name) in the table; they have no upvalues.
 * Allocates. */
bool lib_register(Weft *w, int table, const LibFunction *list);

/* The same for natives that reach outside of the VM, or too far inside: not in a sandbox. */
bool lib_register_trusted(Weft *w, int table, const LibFunction *list);

/* The same, each native with the `upvalues` slots from `first` on as its upvalues. Allocates. */
bool lib_register_with(Weft *w, int table, const LibFunction *list, int first, int upvalues);

/* table[field] := a number. Allocate. */
bool lib_set_integer_field(Weft *w, int table, const char *field, int64_t value);
bool lib_set_number_field(Weft *w, int table, const char *field, double value);
bool lib_set_text_field(Weft *w, int table, const char *field, const char *value);

/* Charges a library function's work on so many bytes, a unit for 64. False: pending error (interrupted). */
static inline bool lib_charge_bytes(Weft *w, size_t bytes)
{
    enum { BYTES_PER_UNIT = 64 };
    return bytes < BYTES_PER_UNIT || weft_charge(w, (int64_t)(bytes / BYTES_PER_UNIT));
}

/* Room for as many results as a part of a string has; raises "stack overflow (string slice too long)", or the memory error. */
static inline bool lib_reserve_slice_results(Weft *w, int count)
{
    if (weft_reserve(w, count)) {
        return true;
    }
    int slot = weft_slot_count(w) - 1; /* an argument's: there is no room for another */
    weft_take_error(w, slot);
    const char *text = weft_error_text(w, slot);
    if (strncmp(text, "stack overflow", strlen("stack overflow")) == 0) {
        weft_raise(w, "stack overflow (string slice too long)");
    } else {
        weft_raise_slot(w, slot);
    }
    return false;
}

#endif
