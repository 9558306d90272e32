/* opcodes.c: the table of facts about instructions, generated from opcodes.def. */
#include "opcodes.h"

const OpInfo opcode_info[OP_COUNT] = {
#define OP(name, operands, words, original, meaning) {#name, operands, words, OP_##original},
#include "opcodes.def"
};
