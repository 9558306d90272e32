/* test_chunks.c: binary chunks that the compiler would not have made.
 *
 * Operands just outside of what their function has: every reference to a register, an upvalue, a constant in a program's code is changed
 * in turn, and every range of registers is made one too long; what is dumped then is refused. And chunks that are right, whose calls have
 * their arguments made in another order, do the same as before.
 */
#include <string.h>

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
    case OP_TFORCALL: {
        change(&i->c, room + 2, "results", op, pc);
        Instr *next = i + opcode_info[op].words, end = *next; /* the end of the loop would tell */
        *next = (Instr){.op = OP_LOADNIL, .a = i->a, .b = i->a};
        REQUIRE(loads());
        change(&i->a, (LOOP_CALL - 1u) * 16u, "the loop's first register", op, pc);
        *next = end;
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

/* ---- arguments in any order ---- */

#define MOVES 5 /* at most, in front of a call */

static const char *const texts[] = {
    "local co, other, x, resume, u = ... local sum = 0 "
    "for i = 1, 6 do u = other local ok, v = resume(co, x) sum = sum * 3 + v end return sum, u == other",
    "local x, other, yield, u = ... for i = 1, 6 do x = x + i u = other yield(x) end",
    "local x, other, yield, u = ... for i = 1, 6 do u = other x = x - yield(x, i) end",
};
static const char harness[] =
    "local drive, answer = ... local yield = coroutine.yield "
    "local co = coroutine.create(function(x) answer(x, coroutine.create(answer), yield) end) "
    "local other = coroutine.create(function(x) for i = 1, 100 do yield(x + 1000) end end) "
    "coroutine.resume(other, 1) "
    "return (drive(co, other, 5, coroutine.resume))";

/* What the functions in slots 1 and 2 do together. */
static int64_t outcome(void)
{
    int64_t sum = -1;
    weft_set_slot_count(vm, 3);
    REQUIRE(weft_load(vm, 3, harness, sizeof harness - 1, "=harness", "t") == WEFT_OK);
    weft_copy(vm, 4, 1);
    weft_copy(vm, 5, 2);
    if (weft_run(vm, 3, 2, 1, WEFT_NO_HANDLER) != WEFT_OK || !weft_to_integer(vm, 3, &sum)) {
        printf("# %s\n", weft_error_text(vm, 3));
    }
    weft_set_slot_count(vm, 3);
    return sum;
}

static void load_text(int slot, int text)
{
    REQUIRE(weft_load(vm, slot, texts[text], strlen(texts[text]), "=text", "t") == WEFT_OK);
}

/* The first of the moves right in front of the function's last call of a value that one of them makes; *count: how many they are. */
static Instr *moves_before_call(const Proto *p, int *count)
{
    Instr *first = NULL, *start = NULL;
    int length = 0;
    *count = 0;
    for (uint32_t pc = 0; pc < p->code_len;) {
        Instr *i = &p->code[pc];
        int op = opcode_unfused(i->op);
        if (op == OP_CALL && length > 1) {
            first = start;
            *count = length;
        }
        start = op != OP_MOVE ? NULL : length == 0 ? i : start;
        length = op == OP_MOVE ? length + 1 : 0;
        pc += opcode_info[op].words;
    }
    return first;
}

static void swap_moves(Instr *x, Instr *y)
{
    Instr was = *x;
    x->a = y->a;
    x->b = y->b;
    y->a = was.a;
    y->b = was.b;
}

/* Tries the function of slot 0 in the place of the one in `slot`, with all orders of the moves from this one on. */
static int try_orders(Instr *moves, int count, int from, int slot, int64_t expected)
{
    int wrong = 0;
    if (from == count) {
        size_t length;
        REQUIRE(weft_dump(vm, 0, 3, false));
        const char *chunk = weft_get_string(vm, 3, &length);
        REQUIRE(weft_load(vm, slot, chunk, length, "=chunk", "b") == WEFT_OK);
        tried++;
        return outcome() != expected;
    }
    for (int i = from; i < count; i++) {
        swap_moves(&moves[from], &moves[i]);
        wrong += try_orders(moves, count, from + 1, slot, expected);
        swap_moves(&moves[from], &moves[i]);
    }
    return wrong;
}

static void test_orders(int text, int slot, const char *what)
{
    int count;
    load_text(1, 0);
    load_text(2, slot == 2 ? text : 1);
    int64_t expected = outcome();
    load_text(0, text);
    Instr *moves = moves_before_call(vm->base[0].function->proto, &count);
    REQUIRE(moves != NULL && count <= MOVES);
    tried = 0;
    int wrong = try_orders(moves, count, 0, slot, expected);
    printf("# %d orders of %d moves, %d wrong, expected %lld\n", tried, count, wrong, (long long)expected);
    ok(expected > 0 && tried >= 6 && wrong == 0, what);
}

int main(void)
{
    vm = weft_open(&(WeftOptions){.libraries = WEFT_LIB_BASE | WEFT_LIB_COROUTINE});
    REQUIRE(vm != NULL && weft_load(vm, 0, program, sizeof program - 1, "=program", "t") == WEFT_OK);
    ok(loads(), "the program as it is");
    change_all(vm->base[0].function->proto);
    ok(tried > 500 && taken == 0, "none with an operand outside");
    ok(loads(), "the program is as it was");
    test_orders(0, 1, "a resume whose arguments are made in any order");
    test_orders(1, 2, "a yield");
    test_orders(2, 2, "a yield of two values");
    weft_close(vm);
    return tap_end();
}
