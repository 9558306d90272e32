/* opcodes.h: the opcodes' enum, and static facts about each from opcodes.def. */
#ifndef WEFT_OPCODES_H
#define WEFT_OPCODES_H

#include "object.h"

typedef enum Opcode {
#define OP(name, operands, words, original, meaning) OP_##name,
#include "opcodes.def"
    OP_COUNT
} Opcode;

/* Texts lie in it, not pointers to them, which the loader would have to set one by one. */
typedef struct OpInfo {
    char operands[4]; /* kinds of a, b, c: see opcodes.def */
    uint8_t words;    /* length with data and cache words */
    uint8_t original; /* the compiled form */
} OpInfo;

extern const OpInfo opcode_info[OP_COUNT];
const char *opcode_name(int op);

/* Where a generic loop calls its iterator: TFORCALL's register, so many above the loop's first. */
#define LOOP_CALL 5u

/* The instruction of which op is a fused form, else op. */
static inline int opcode_unfused(int op)
{
    return op >= OP_MOVE_MOVE && op < OP_NATIVE ? opcode_info[op].original : op;
}

/* The signed 32-bit operand in b and c. */
static inline int32_t instr_s32(Instr i) { return (int32_t)((uint32_t)i.b | (uint32_t)i.c << 16); }
/* The unsigned 32-bit operand in b and c. */
static inline uint32_t instr_u32(Instr i) { return (uint32_t)i.b | (uint32_t)i.c << 16; }

#endif
