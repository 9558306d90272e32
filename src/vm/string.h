/* string.h: strings, short ones interned. */
#ifndef WEFT_STRING_H
#define WEFT_STRING_H

#include "object.h"

/* The string of these bytes; short ones are interned: equal content, same pointer. NULL and the memory error
 * when out of memory. Allocates. */
String *string_new(VM *vm, const char *bytes, size_t length);
/* string_new of a NUL-terminated text. */
String *string_new_text(VM *vm, const char *text);
/* A fresh long string (length > MAX_SHORT_STRING) whose bytes the caller fills before anything else allocates;
 * NULL and the memory error when out of memory. Allocates. */
String *string_new_raw(VM *vm, size_t length);
/* Equality of content: short strings by pointer. */
static inline bool string_is_long(const String *s) { return s->header.flags & STRING_LONG; }
bool string_equal_long(const String *a, const String *b);
static inline bool string_equal(const String *a, const String *b)
{
    return a == b || (string_is_long(a) && string_is_long(b) && string_equal_long(a, b));
}
/* Hash of a string (computed once for a long one). */
uint32_t string_hash_long(VM *vm, String *s);
static inline uint32_t string_hash(VM *vm, String *s)
{
    return string_is_long(s) && !(s->header.flags & STRING_HASHED) ? string_hash_long(vm, s) : s->header.aux;
}
/* strcoll order of two strings, embedded zeros included: negative, 0, positive. */
int string_compare(const String *a, const String *b);

/* ---- the intern table, for the VM's life and the collector ---- */
bool string_table_init(VM *vm);
void string_table_free(VM *vm);
/* Removes unmarked strings in up to `buckets` buckets; true when all are done. */
bool string_table_sweep(VM *vm, size_t buckets);

#endif
