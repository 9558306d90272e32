/* test_chunks.c: binary chunks with operands just outside of what their function has. Every reference to a register, an upvalue, a
 * constant in a program's code is changed in turn, and every range of registers is made one too long: what is dumped then is refused. */
#include "tap.h"

#include "opcodes.h"
#include "proto.h"
#include "vm.h"
#include "weft.h"

static const char program[] =
    "local a, b, up, t = 1, 'text', 2.5, {1, 2, 3, x = 4, ...} "
    "local function inner(...) "
    "  local first, second = ... "
    "  up = up + #t + first * 2 - (second or 3) // a "
    "  return select('#', ...), (...), ... "
    "end "
    "for i = 1, 10 do t[i] = inner(i, a) end "
    "for i = 10, 1, -1 do if i == a or i < 3 then t.x = i & 7 end end "
    "for k, v in pairs(t) do b = b .. k .. tostring(v) end "
    "for s in b:gmatch('t') do a = a + 1 end "
    "local c <close> = setmetatable({}, {__close = function() up = -up end}) "
    "do local d <close>, list = c, {inner(1, 2)} a = #list ~ 1 end "
    "repeat local e = a local function g() return e, b end a = a - g() until a < 1 "
    "while not b do b, a = a, b end "
    "if a > b and t then return inner(a, ...) end "
    "return a, b, inner(up)";

static VM *vm;
static int tried, taken;

/* Whether the function in slot 0, dumped as it is now, loads again. */
static bool loads(void)
{
    size_t length;
    REQUIRE(weft_dump(vm, 0, 1, false));
    const char *chunk = weft_get_string(vm, 1, &length);
    return weft_load(vm, 2, chunk, length, "=chunk", "b") == WEFT_OK;
}

static void must_be_refused(const char *what, int op, uint32_t pc)
{
    tried++;
    if (loads()) {
        taken++;
        printf("# taken: %s of %s at %u\n", what, opcode_name(op), (unsigned)pc);
    }
}

static void change(uint16_t *operand, uint32_t to, const char *what, int op, uint32_t pc)
{
    uint16_t was = *operand;
    *operand = (uint16_t)to;
    must_be_refused(what, op, pc);
    *operand = was;
}

/* The operand by itself. */
static void change_operand(const Proto *p, uint16_t *operand, char kind, int op, uint32_t pc)
{
    if (kind == 'R') { /* some may name the register behind the frame, where they touch none */
        change(operand, (p->frame_size + 1u) * 16u, "a register", op, pc);
        change(operand, *operand + 1u, "half a register", op, pc);
        if (op != OP_RETURN && op != OP_RETURNX && op != OP_VARARG && op != OP_CLOSE) {
            change(operand, p->frame_size * 16u, "the next register", op, pc);
        }
    } else if (kind == 'U') {
        change(operand, p->upvalue_count * 8u, "an upvalue", op, pc);
    } else if (kind == 'K') {
        change(operand, (p->constant_count + 1u) * 16u, "a constant", op, pc);
        change(operand, 0, "no constant", op, pc);
    }
}

/* The ranges that begin at a register: one longer than the frame. */
static void change_ranges(const Proto *p, Instr *i, int op, uint32_t pc)
{
    uint32_t room = p->frame_size - i->a / 16u;
    switch (op) {
    case OP_CALL:
        change(&i->c, room + 2, "results", op, pc);
        change(&i->b, room + 1, "arguments", op, pc);
        break;
    case OP_TAILCALL: case OP_CONCAT:
        change(&i->b, room + 1, "a range", op, pc);
        break;
    case OP_RETURN:
        change(&i->b, room + 2, "a range", op, pc);
        break;
    case OP_VARARG:
        change(&i->c, room + 2, "a range", op, pc);
        break;
    case OP_SETLIST:
        change(&i->b, room, "a range", op, pc);
        break;
    case OP_TFORCALL: { /* without the end of the loop, which would tell */
        Instr end = i[opcode_info[op].words];
        i[opcode_info[op].words] = (Instr){.op = OP_MOVE};
        change(&i->c, room + 2, "results", op, pc);
        change(&i->a, (LOOP_CALL - 1u) * 16u, "the loop's first register", op, pc);
        i[opcode_info[op].words] = end;
        break;
    }
    default: break;
    }
}

static void change_all(const Proto *p)
{
    for (uint32_t pc = opcode_info[p->code[0].op].words; pc < p->code_len;) { /* the entry has no operands of its own */
        Instr *i = &p->code[pc];
        int op = opcode_unfused(i->op);
        change_operand(p, &i->a, opcode_info[op].operands[0], op, pc);
        change_operand(p, &i->b, opcode_info[op].operands[1], op, pc);
        change_operand(p, &i->c, opcode_info[op].operands[2], op, pc);
        change_ranges(p, i, op, pc);
        pc += opcode_info[op].words;
    }
    for (uint32_t i = 0; i < p->local_count; i++) {
        uint32_t was = p->locals[i].reg;
        p->locals[i].reg = p->frame_size;
        must_be_refused("a local variable", OP_ENTER, i);
        p->locals[i].reg = was;
    }
    for (uint32_t i = 0; i < p->proto_count; i++) {
        change_all(p->protos[i]);
    }
}

int main(void)
{
    vm = weft_open(&(WeftOptions){.libraries = 0});
    REQUIRE(vm != NULL && weft_load(vm, 0, program, sizeof program - 1, "=program", "t") == WEFT_OK);
    ok(loads(), "the program as it is");
    change_all(vm->base[0].function->proto);
    ok(tried > 500 && taken == 0, "none with an operand outside");
    ok(loads(), "the program is as it was");
    weft_close(vm);
    return tap_end();
}
