/* stream.h: file handles, as the files of the io library share them. */
#ifndef LIB_STREAM_H
#define LIB_STREAM_H

#include <stdio.h>

#include <weft.h>

/* Laid out as luaL_Stream, so that C modules can make files, and use ours. */
typedef struct Stream {
    FILE *file;
    const void *close; /* NULL: closed. Ours: one of close_kinds. Another: a lua_CFunction that closes the file */
} Stream;

extern const WeftUserdataType stream_type;
/* How to close a file: the address of an entry stands in Stream.close. */
typedef enum CloseKind { CLOSE_FILE, CLOSE_PROCESS, CLOSE_NEVER, CLOSE_KIND_COUNT } CloseKind;
extern const char stream_close_kinds[CLOSE_KIND_COUNT];

/* A new handle in slot `to`, closed until its fields are filled in; NULL: pending error. Allocates. */
Stream *stream_new(Weft *w, int to);
/* Marks the handle as open. */
void stream_open(Stream *s, FILE *file, CloseKind kind);
/* The argument as an open file; NULL: raises. */
FILE *stream_check(Weft *w, int arg);
/* Closes the handle in the slot and returns what its close method returns. */
WeftResult stream_close(Weft *w, int slot);

/* Reads by the formats in the slots from `first` on (none: a line) and returns what was read. */
WeftResult stream_read(Weft *w, FILE *file, int first);
/* Writes the slots from `first` to the last. 0: done; else what the native has to return. */
WeftResult stream_write(Weft *w, FILE *file, int first);
/* Returns an iterator over the file in slot 0 by the formats behind it. */
WeftResult stream_lines(Weft *w, bool closes);

/* Fills the metatable that all handles share. Allocates. */
bool stream_open_methods(Weft *w);

#endif
