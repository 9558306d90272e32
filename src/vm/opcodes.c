/* opcodes.c: the table of facts about instructions, generated from opcodes.def. */
#include "opcodes.h"

#include <string.h>

const OpInfo opcode_info[OP_COUNT] = {
#define OP(name, operands, words, original, meaning) {operands, words, OP_##original},
#include "opcodes.def"
};

const char *opcode_name(int op)
{
    /* one text after the other */
    static const char names[] =
#define OP(name, operands, words, original, meaning) #name "\0"
#include "opcodes.def"
        ;
    const char *name = names;
    while (op-- > 0) {
        name += strlen(name) + 1;
    }
    return name;
}
