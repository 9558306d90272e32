/* string_lib.h: what the files of the string library share. */
#ifndef LIB_STRING_LIB_H
#define LIB_STRING_LIB_H

#include "lib.h"

/* Natives with the pattern cache as upvalue 0 (and string.gsub and its like upvalue 1: a function
 * (t, k) that gives t[k]). */
WeftResult string_find(Weft *w);
WeftResult string_match(Weft *w);
WeftResult string_gmatch(Weft *w);
WeftResult string_gsub(Weft *w);

WeftResult string_format(Weft *w);
WeftResult string_pack(Weft *w);
WeftResult string_packsize(Weft *w);
WeftResult string_unpack(Weft *w);

/* The arithmetic metamethods of strings. */
extern const LibFunction string_arithmetic[];

/* A start position as Lua counts it, negative from the end, made a number from 1 on. */
static inline size_t string_start(int64_t position, size_t length)
{
    if (position > 0) {
        return (size_t)position;
    }
    return position == 0 || position < -(int64_t)length ? 1 : length + 1 - (size_t)-position;
}

/* An end position made a number from 0 to length. */
static inline size_t string_end(int64_t position, size_t length)
{
    if (position > (int64_t)length) {
        return length;
    }
    if (position >= 0) {
        return (size_t)position;
    }
    return position < -(int64_t)length ? 0 : length + 1 - (size_t)-position;
}

/* Returns a new string, or the string in a slot, as a native's only result. */
static inline WeftResult string_return(Weft *w, const char *bytes, size_t length)
{
    return weft_set_string(w, weft_slot_count(w), bytes, length) ? 1 : WEFT_RAISE;
}

static inline WeftResult string_return_slot(Weft *w, int slot)
{
    weft_copy(w, weft_slot_count(w), slot);
    return 1;
}

static inline WeftResult string_return_buffer(Weft *w, WeftBuffer *b)
{
    return weft_buffer_finish(b, weft_slot_count(w)) ? 1 : WEFT_RAISE;
}

#endif
