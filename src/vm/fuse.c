/* fuse.c: two, three or four instructions that one handler runs.
 *
 * Where an instruction is often followed by certain others, the first gets a form that does all: a dispatch less for each, which is
 * what a short instruction mostly costs. The others stay where they are and what they are: jumps to them, line numbers and the compiled
 * form are as before, and a check (check.h) simply runs the original of the first. What the handlers owe them is in ops_fused.h.
 */
#include "proto.h"

#include "opcodes.h"

/* The fused form of the instruction at i and of those behind it, `left` words; else its own. *count: how many it is. */
static Opcode fused(const Instr *i, uint32_t left, uint32_t *count)
{
    Opcode second = left > 1 ? (Opcode)i[1].op : OP_COUNT, third = left > 2 ? (Opcode)i[2].op : OP_COUNT;
    Opcode fourth = left > 3 ? (Opcode)i[3].op : OP_COUNT;
    *count = 2;
    switch (i->op) {
    case OP_MOVE:
        if (second == OP_MOVE && third == OP_MOVE && fourth == OP_CALL) {
            *count = 4;
            return OP_MOVE_MOVE_MOVE_CALL;
        }
        if (second == OP_MOVE && (third == OP_CALL || third == OP_FORLOOP)) {
            *count = 3;
            return third == OP_CALL ? OP_MOVE_MOVE_CALL : OP_MOVE_MOVE_FORLOOP;
        }
        return second == OP_MOVE      ? OP_MOVE_MOVE
               : second == OP_CALL    ? OP_MOVE_CALL
               : second == OP_LOOP    ? OP_MOVE_LOOP
               : second == OP_FORLOOP ? OP_MOVE_FORLOOP
                                      : OP_MOVE;
    case OP_GETUPVAL:
        if (third == OP_CALL && (second == OP_MOVE || second == OP_ADDI || second == OP_SUBI)) {
            *count = 3;
            return second == OP_MOVE ? OP_GETUPVAL_MOVE_CALL : second == OP_ADDI ? OP_GETUPVAL_ADDI_CALL : OP_GETUPVAL_SUBI_CALL;
        }
        return second == OP_MOVE && third != OP_MOVE ? OP_GETUPVAL_MOVE : OP_GETUPVAL;
    case OP_ADDI:
        return second == OP_CALL       ? OP_ADDI_CALL
               : second == OP_LOOP     ? OP_ADDI_LOOP
               : second == OP_FORLOOP  ? OP_ADDI_FORLOOP
               : second == OP_GETINDEX ? OP_ADDI_GETINDEX
                                       : OP_ADDI;
    case OP_SUBI:
        return second == OP_CALL ? OP_SUBI_CALL : second == OP_LOOP ? OP_SUBI_LOOP : second == OP_MUL ? OP_SUBI_MUL : OP_SUBI;
    case OP_ADD:
        return second == OP_FORLOOP    ? OP_ADD_FORLOOP
               : second == OP_TFORCALL ? OP_ADD_TFORCALL
               : second == OP_RETURN1  ? OP_ADD_RETURN1
                                       : OP_ADD;
    case OP_MUL:
        if (second == OP_ADD && third == OP_FORLOOP) {
            *count = 3;
            return OP_MUL_ADD_FORLOOP;
        }
        return second == OP_ADD ? OP_MUL_ADD : second == OP_SUB ? OP_MUL_SUB : second == OP_MUL ? OP_MUL_MUL : OP_MUL;
    case OP_SUB:
        return second == OP_MUL ? OP_SUB_MUL : second == OP_ADD ? OP_SUB_ADD : OP_SUB;
    case OP_MULK:
        return second == OP_ADD ? OP_MULK_ADD : OP_MULK;
    case OP_GETINDEX:
        if (second == OP_SETINDEX && third == OP_FORLOOP) {
            *count = 3;
            return OP_GETINDEX_SETINDEX_FORLOOP;
        }
        return second == OP_GETINDEX   ? OP_GETINDEX_GETINDEX
               : second == OP_SETINDEX ? OP_GETINDEX_SETINDEX
               : second == OP_JF       ? OP_GETINDEX_JF
               : second == OP_JT       ? OP_GETINDEX_JT
                                       : OP_GETINDEX;
    case OP_SETINDEX:
        return second == OP_FORLOOP ? OP_SETINDEX_FORLOOP : second == OP_SETINDEX ? OP_SETINDEX_SETINDEX : OP_SETINDEX;
    case OP_LOADTRUE: case OP_LOADFALSE:
        if (second == OP_SETINDEX && third == OP_FORLOOP) {
            *count = 3;
            return i->op == OP_LOADTRUE ? OP_LOADTRUE_SETINDEX_FORLOOP : OP_LOADFALSE_SETINDEX_FORLOOP;
        }
        return (Opcode)i->op;
    case OP_VARARG:
        return (second == OP_CALL || second == OP_TAILCALL) && i->c == 0 && i[1].b == 0 && i->a == i[1].a + 2 * sizeof(Value)
                   ? OP_VARARG_CALL
                   : OP_VARARG;
    default:
        return (Opcode)i->op;
    }
}

void proto_fuse(Proto *p)
{
    for (uint32_t pc = 0; pc < p->code_len;) {
        Instr *i = &p->code[pc];
        uint32_t count = 1;
        Opcode form = fused(i, p->code_len - pc, &count);
        uint32_t next = pc;
        for (; count > 0 && form != i->op; count--) {
            next += opcode_info[p->code[next].op].words;
        }
        pc = form != i->op ? next : pc + opcode_info[i->op].words;
        i->op = (uint16_t)form;
    }
}
