/* disasm.c: prints what the compiler made, for `weft --dis` and for people reading the emitter.
 *
 *      function @x.lua:3,9  2 params, 7 registers, 1 upvalue, 3 constants
 *        pc  line  instruction
 *         0  [3]   ENTER      r2 r7 2
 *         1  [4]   GETTABUP   r2 u0 k0        ; _ENV "print"
 *         4  [5]   JLT        r0 r1 -> 9
 *
 * The operands' kinds come from opcodes.def, so a new instruction needs nothing here. Nothing is allocated.
 */
#include "disasm.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "number.h"
#include "opcodes.h"

#define MAX_SHOWN_STRING 40 /* characters of a constant that a comment shows */

typedef struct Listing {
    DisasmSink sink;
    void *ud;
    const Proto *proto;
} Listing;

static void PRINTF_LIKE(2, 3) print(const Listing *l, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    l->sink(l->ud, text, length < (int)sizeof text ? (size_t)length : sizeof text - 1);
}

/* ---- constants ---- */

static void print_string(const Listing *l, const String *s)
{
    print(l, "\"");
    for (size_t i = 0; i < s->length && i < MAX_SHOWN_STRING; i++) {
        unsigned char c = (unsigned char)s->chars[i];
        print(l, c >= ' ' && c < 127 && c != '"' && c != '\\' ? "%c" : "\\%03d", c);
    }
    print(l, s->length > MAX_SHOWN_STRING ? "...\"" : "\"");
}

static void print_constant(const Listing *l, uint32_t idx)
{
    char text[NUMBER_TEXT_MAX];
    if (idx >= l->proto->constant_count) {
        print(l, "?");
        return;
    }
    const Value *v = &proto_constants(l->proto)[-(ptrdiff_t)idx];
    if (is_string(v)) {
        print_string(l, v->string);
    } else if (is_number(v)) {
        number_to_text(v, text);
        print(l, "%s", text);
    } else {
        print(l, "%s", is_nil(v) ? "nil" : v->tag == TAG_TRUE ? "true" : "false");
    }
}

/* ---- instructions ---- */

static uint16_t field(Instr i, int at)
{
    return at == 0 ? i.a : at == 1 ? i.b : i.c;
}

/* One operand; `after` is the pc behind the instruction, from which jumps count. */
static void print_operand(const Listing *l, Instr i, int at, uint32_t after)
{
    uint16_t raw = field(i, at);
    switch (opcode_info[i.op].operands[at]) {
    case 'R':
        print(l, " r%d", raw / 16);
        break;
    case 'U':
        print(l, " u%d", raw / 8);
        break;
    case 'K':
        print(l, " k%d", raw / 16 - 1);
        break;
    case 'I':
        print(l, " %d", (int16_t)raw);
        break;
    case 'N':
        print(l, " %d", raw);
        break;
    case 'j':
        print(l, " -> %d", (int)after + (int16_t)raw);
        break;
    case 'J':
        print(l, " -> %d", (int)after + instr_s32(i));
        break;
    case 'X':
        print(l, " %u", instr_u32(i));
        break;
    case 'S':
        print(l, " %d", instr_s32(i));
        break;
    default:
        break;
    }
}

/* What a reader wants to know of an instruction's operands: constants, upvalues, protos by name. */
static void print_comment(const Listing *l, Instr i)
{
    const char *operands = opcode_info[i.op].operands;
    const char *lead = "  ; ";
    for (int at = 0; operands[at] != '\0'; at++) {
        uint16_t raw = field(i, at);
        if (operands[at] == 'U' && raw / 8 < l->proto->upvalue_count && l->proto->upvalues[raw / 8].name != NULL) {
            print(l, "%s%s", lead, l->proto->upvalues[raw / 8].name->chars);
        } else if (operands[at] == 'K') {
            print(l, "%s", lead);
            print_constant(l, raw / 16u - 1);
        } else {
            continue;
        }
        lead = " ";
    }
    if (i.op == OP_LOADK) {
        print(l, "%s", lead);
        print_constant(l, instr_u32(i));
    }
}

static void print_instruction(const Listing *l, uint32_t pc)
{
    Instr i = l->proto->code[pc];
    i.op = opcode_info[i.op].original;
    uint32_t after = pc + opcode_info[i.op].words;
    print(l, "%5u  [%d]\t%-10s", pc, proto_line(l->proto, pc), opcode_name(i.op));
    for (int at = 0; opcode_info[i.op].operands[at] != '\0'; at++) {
        print_operand(l, i, at, after);
    }
    Opcode original = (Opcode)opcode_info[i.op].original;
    if (original == OP_SETLIST || original == OP_SETSLOT) {
        uint64_t data;
        memcpy(&data, &l->proto->code[pc + 1], sizeof data);
        data = original == OP_SETSLOT ? (uint32_t)data : data;
        print(l, " (%llu)", (unsigned long long)data);
    }
    print_comment(l, i);
    print(l, "\n");
}

/* ---- a prototype ---- */

static void print_header(const Listing *l)
{
    const Proto *p = l->proto;
    print(l, "%s ", p->line == 0 ? "main" : "function");
    if (p->source != NULL) {
        print(l, "%.60s", p->source->chars);
    }
    print(l, ":%u,%u  %d params%s, %d registers, %u upvalues, %u constants\n", p->line, p->last_line, p->param_count,
          p->header.flags & PROTO_VARARG ? "+" : "", p->frame_size, p->upvalue_count, p->constant_count);
}

static void print_names(const Listing *l)
{
    const Proto *p = l->proto;
    for (uint32_t i = 0; i < p->local_count; i++) {
        const LocalInfo *local = &p->locals[i];
        print(l, "  local %s r%u [%u, %u)\n", local->name->chars, local->reg, local->start_pc, local->end_pc);
    }
    for (uint32_t i = 0; i < p->upvalue_count; i++) {
        const UpvalueDesc *u = &p->upvalues[i];
        print(l, "  upvalue %u %s %s%d\n", i, u->name != NULL ? u->name->chars : "?", u->in_stack ? "r" : "u", u->idx);
    }
    for (uint32_t i = 0; i < p->template_count; i++) {
        print(l, "  template %u:", i);
        for (uint32_t k = 0; k < p->templates[i].key_count; k++) {
            print(l, " ");
            print_constant(l, p->templates[i].keys[k]);
        }
        print(l, "\n");
    }
}

void disasm_proto(const Proto *proto, DisasmSink sink, void *ud)
{
    Listing l = {sink, ud, proto};
    print_header(&l);
    for (uint32_t pc = 0; pc < proto->code_len; pc += opcode_info[proto->code[pc].op].words) {
        print_instruction(&l, pc);
    }
    print_names(&l);
    for (uint32_t i = 0; i < proto->proto_count; i++) { /* as deep as functions nest: bounded by the compiler */
        disasm_proto(proto->protos[i], sink, ud);
    }
}
