/* chunk.h: the format of binary chunks, shared by dump.c and undump.c.
 *
 *      header     "\x1bLua" | CHUNK_FORMAT | CHUNK_VERSION | check bytes | check integer u64 | check float u64
 *      prototype  the main function's
 *
 *      prototype  flags u8 | source | name | line u32 | last_line u32 | parameters u16 | frame u16
 *                 constants n u32, each tag u8 and payload (booleans none, numbers u64, strings as below)
 *                 code      n u32, each word op a b c as u16, cache words left out; a data word is a u64
 *                 upvalues  n u32, each in_stack u8, kind u8, idx u16, name
 *                 templates n u32, each count u32 and key constants u32
 *                 locals    n u32, each name, start u32, end u32, register u32
 *                 lines     absolute entries n u32, each pc u32 and line u32; then, if not stripped, one s8 a word
 *                 prototypes n u32, each as this
 *      string     length + 1 u64 (0: no string), bytes
 *      source     a string; none means that of the enclosing function, or stripped
 *      name       a string, or none
 *
 * All numbers are little endian, floats by their IEEE 754 bits, so a chunk loads on any machine. The opcodes are part of
 * the format: CHUNK_VERSION changes when opcodes.def does.
 */
#ifndef WEFT_CHUNK_H
#define WEFT_CHUNK_H

#include "opcodes.h"

#define CHUNK_SIGNATURE "\x1bLua"
#define CHUNK_FORMAT 0xFE  /* no version of Lua uses it: those write 0x50 and up */
#define CHUNK_VERSION 3
#define CHUNK_CHECK "\x19\x93\r\n\x1a\n" /* damaged by text-mode copies, as in Lua */
#define CHUNK_INTEGER 0x0123456789ABCDEFu
#define CHUNK_FLOAT 370.5
#define CHUNK_STRIPPED 0x80 /* in a prototype's flags: no lines follow */

/* Whether the second word of an instruction is data, not cache. */
static inline bool chunk_has_data(Opcode op)
{
    return op == OP_SETLIST || op == OP_SETSLOT;
}

#endif
