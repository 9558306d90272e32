/* disasm.h: a readable listing of a prototype. */
#ifndef WEFT_DISASM_H
#define WEFT_DISASM_H

#include "proto.h"

/* Receives the listing piece by piece. */
typedef void (*DisasmSink)(void *ud, const char *text, size_t length);

/* Lists a prototype and, recursively, those inside it. Quickened instructions appear as such. */
void disasm_proto(const Proto *proto, DisasmSink sink, void *ud);

#endif
