/* effects.c: what instructions do to registers and to the flow of control, for names in messages and for the verifier.
 *
 * opcodes.def tells the kinds of an instruction's operands, not which of them is written. Nearly all instructions whose first operand
 * is a register write just that one; the exceptions are listed here.
 */
#include "effects.h"

static uint32_t reg(uint16_t offset)
{
    return offset / 16u;
}

/* Instructions that read their first register. */
static bool only_reads(Opcode op)
{
    if (op >= OP_JMP && op <= OP_JNNIL) {
        return true;
    }
    switch (op) {
    case OP_SETUPVAL: case OP_SETCELL: case OP_SETTABUP: case OP_SETFIELD: case OP_SETINDEX: case OP_SETINT:
    case OP_SETSLOT: case OP_SETLIST: case OP_ENTER: case OP_ENTERV: case OP_RETURN0: case OP_RETURN1: case OP_RETURN:
    case OP_RETURNX: case OP_CLOSE:
        return true;
    default:
        return false;
    }
}

RegisterRange effects_writes(Instr i)
{
    Opcode op = (Opcode)opcode_info[i.op].original;
    uint32_t a = reg(i.a);
    if (only_reads(op) || op >= OP_NATIVE) {
        return (RegisterRange){0, 0};
    }
    switch (op) {
    case OP_LOADNIL:
        return (RegisterRange){a, reg(i.b) + 1};
    case OP_SELF:
        return (RegisterRange){a, a + 2};
    case OP_CONCAT: /* the operands may be overwritten */
        return (RegisterRange){a, a + i.b};
    case OP_CALL: case OP_TAILCALL:
        return (RegisterRange){a, RANGE_OPEN};
    case OP_VARARG:
        return (RegisterRange){a, i.c == 0 ? RANGE_OPEN : a + i.c - 1};
    case OP_FORPREP: case OP_FORLOOP:
        return (RegisterRange){a, a + 4};
    case OP_TFORPREP:
        return (RegisterRange){a + 4, a + 5};
    case OP_TFORCALL:
        return (RegisterRange){a, RANGE_OPEN};
    case OP_TFORLOOP:
        return (RegisterRange){a + 2, a + 3};
    case OP_TBC:
        return (RegisterRange){a + 1, a + 2};
    default:
        return (RegisterRange){a, a + 1};
    }
}

bool effects_jump(Instr i, uint32_t pc, int64_t *target)
{
    const OpInfo *info = &opcode_info[i.op];
    int64_t after = (int64_t)pc + info->words;
    for (const char *kind = info->operands; *kind != '\0'; kind++) {
        if (*kind == 'j') {
            *target = after + (int16_t)i.c;
            return true;
        }
        if (*kind == 'J') {
            *target = after + instr_s32(i);
            return true;
        }
    }
    return false;
}
