/* verify.c: the verifier of prototypes.
 *
 * The interpreter trusts its code: a register operand is not checked against the frame, a return finds its caller by what the call
 * wrote, a captured register is taken for a cell. The compiler keeps these promises (docs/engine-contract.md); a binary chunk may
 * be anything, so it is checked once, when it is loaded, in three passes:
 *
 *   1. each instruction by itself: operands in range and of the right kind, constants of the right type
 *   2. neighbours: jumps land on instructions, backward ones only where interrupts are tested; open lists are
 *      taken by the instruction that follows their producer; the last instruction does not fall off the end
 *   3. flow: what each register may hold at each instruction, by abstract interpretation
 *
 * In the third pass a register's state is a set of
 *
 *      UNSET   never written, or overwritten by a call: may hold words of dead frames
 *      VALUE   a value that programs may see
 *      CELL    a captured variable
 *      MARK    the mark of a to-be-closed variable
 *      COUNT   the state of a numeric loop, whose form FORPREP has made for FORLOOP
 *
 * A register is read as a value only if it is surely one, captured only if it is surely a cell, and no call or return may leave a
 * mark behind. Sets grow where paths meet, so the pass ends. States are kept at the starts of blocks only (the entry and the targets
 * of jumps); a block is run again when its start's state has grown. Code that is never reached needs no states.
 *
 * Where the interpreter tests a tag anyway (tables, functions, numbers), nothing is to be proved.
 */
#include "verify.h"

#include <string.h>

#include "effects.h"
#include "memory.h"
#include "string.h"

enum { UNSET = 1, VALUE = 2, CELL = 4, MARK = 8, COUNT = 16 };
enum { IS_START = 1, IS_TARGET = 2 };

typedef struct Verifier {
    const Proto *p;
    uint32_t frame_size;
    bool is_vararg;
    const char *problem;  /* the first one found, or NULL */
    uint32_t problem_pc;
    uint8_t *marks;       /* IS_* of each word */
    /* --- flow --- */
    uint32_t block_count;
    uint32_t *blocks;     /* pcs where blocks start, in order; the first is 0 */
    uint8_t *is_dirty;    /* of each block: to be run (again) */
    uint8_t *states;      /* of the registers at each block's start; all zero: not reached */
    uint32_t next_block;  /* the lowest one that may be dirty */
    uint32_t pc;          /* of the instruction at hand */
    uint32_t open_reg;    /* where the open list begins that the last instruction produced */
    uint8_t state[MAX_REGISTERS + 1];
} Verifier;

static void require(Verifier *v, bool ok, const char *problem)
{
    if (!ok && v->problem == NULL) {
        v->problem = problem;
        v->problem_pc = v->pc;
    }
}

/* ---- first pass: one instruction ---- */

static const Value *constant(const Verifier *v, uint16_t offset)
{
    return (const Value *)((const char *)v->p->code - offset);
}

static uint64_t data_word(const Verifier *v)
{
    uint64_t data;
    memcpy(&data, &v->p->code[v->pc + 1], sizeof data);
    return data;
}

/* Whether an instruction names a register that it does not touch, one behind the frame perhaps. */
static bool is_empty_list(Instr i)
{
    return ((i.op == OP_RETURN || i.op == OP_RETURNX) && i.b == 1) || (i.op == OP_VARARG && i.c == 1) || i.op == OP_CLOSE;
}

static void check_operand(Verifier *v, Instr i, char kind, uint16_t raw)
{
    switch (kind) {
    case 'R':
        require(v, raw % 16 == 0 && raw / 16u < v->frame_size + is_empty_list(i), "register out of range");
        break;
    case 'U':
        require(v, raw % 8 == 0 && raw / 8u < v->p->upvalue_count, "upvalue out of range");
        break;
    case 'K':
        require(v, raw % 16 == 0 && raw != 0 && raw / 16u <= v->p->constant_count, "constant out of range");
        break;
    default:
        break;
    }
}

/* Registers first .. first + count - 1 are in the frame. */
static void check_room(Verifier *v, uint32_t first, uint32_t count)
{
    require(v, first + count <= v->frame_size, "register out of range");
}

static void check_constant(Verifier *v, Instr i)
{
    const Value *b = constant(v, i.b), *c = constant(v, i.c);
    switch (i.op) {
    case OP_GETTABUP: case OP_GETFIELD: case OP_SELF:
        require(v, is_string(c) && !string_is_long(c->string), "field name expected");
        break;
    case OP_SETTABUP: case OP_SETFIELD:
        require(v, is_string(b) && !string_is_long(b->string), "field name expected");
        break;
    case OP_BANDK: case OP_BORK: case OP_BXORK:
        require(v, is_int(c), "integer expected");
        break;
    case OP_ADDK: case OP_SUBK: case OP_MULK: case OP_DIVK: case OP_MODK: case OP_POWK: case OP_IDIVK:
    case OP_RADDK: case OP_RSUBK: case OP_RMULK: case OP_RDIVK:
        require(v, is_number(c), "number expected");
        break;
    case OP_JLTK: case OP_JNLTK: case OP_JLEK: case OP_JNLEK: case OP_JGTK: case OP_JNGTK: case OP_JGEK: case OP_JNGEK:
        require(v, is_number(b), "number expected");
        break;
    default:
        break;
    }
}

static void check_call(Verifier *v, Instr i, uint32_t a)
{
    check_room(v, a, i.b); /* 0: open */
    if (i.op == OP_CALL) {
        check_room(v, a, i.c > 0 ? i.c - 1u : 0);
    } else {
        require(v, i.c == 0, "invalid operand");
    }
}

static void check_return(Verifier *v, Instr i, uint32_t a)
{
    if (i.op == OP_RETURNX) {
        require(v, i.c >> 1 == v->is_vararg, "wrong kind of return");
    } else {
        require(v, !v->is_vararg, "wrong kind of return");
    }
    if (i.op >= OP_RETURN) {
        check_room(v, a, i.b > 0 ? i.b - 1u : 0);
    }
}

static void check_entry(Verifier *v, Instr i)
{
    require(v, v->pc == 0, "misplaced entry");
    require(v, i.op == (v->is_vararg ? OP_ENTERV : OP_ENTER) && i.a == v->p->param_count * 16 &&
               i.b == v->frame_size * 16 && i.c == v->p->param_count, "invalid entry");
}

static void check_constructor(Verifier *v, Instr i, uint32_t a)
{
    if (i.op == OP_NEWSHAPED) {
        require(v, i.c < v->p->template_count, "template out of range");
    } else if (i.op == OP_SETSLOT) {
        uint64_t number = data_word(v);
        require(v, number < v->p->template_count && i.b < v->p->templates[number].key_count, "template out of range");
    } else {
        require(v, data_word(v) <= INT32_MAX, "list index out of range");
        check_room(v, a, i.b + 1u);
    }
}

/* What an instruction needs beyond its operands' kinds. */
static void check_special(Verifier *v, Instr i)
{
    uint32_t a = i.a / 16u;
    switch (i.op) {
    case OP_LOADK: require(v, instr_u32(i) < v->p->constant_count, "constant out of range"); break;
    case OP_CLOSURE: require(v, instr_u32(i) < v->p->proto_count, "function out of range"); break;
    case OP_LOADNIL: require(v, i.a <= i.b, "invalid range"); break;
    case OP_SELF: case OP_TBC: check_room(v, a, 2); break;
    case OP_CONCAT: require(v, i.b >= 2, "invalid range"); check_room(v, a, i.b); break;
    case OP_NEWSHAPED: case OP_SETSLOT: case OP_SETLIST: check_constructor(v, i, a); break;
    case OP_CALL: case OP_TAILCALL: check_call(v, i, a); break;
    case OP_RETURN0: case OP_RETURN1: case OP_RETURN: case OP_RETURNX: check_return(v, i, a); break;
    case OP_ENTER: case OP_ENTERV: check_entry(v, i); break;
    case OP_VARARG:
        require(v, v->is_vararg, "function has no varargs");
        check_room(v, a, i.c > 0 ? i.c - 1u : 0);
        break;
    case OP_FORPREP: case OP_FORLOOP: check_room(v, a, 4); break;
    case OP_TFORPREP: check_room(v, a, 5); break;
    case OP_TFORLOOP: check_room(v, a, 6); break;
    case OP_TFORCALL:
        require(v, i.c >= 2 && a >= LOOP_CALL, "invalid range");
        check_room(v, a, 3);
        check_room(v, a, i.c - 1u);
        break;
    default: break;
    }
}

static void check_instruction_alone(Verifier *v)
{
    Instr i = v->p->code[v->pc];
    if (i.op >= OP_NATIVE || opcode_info[i.op].original != i.op) {
        require(v, false, "invalid instruction");
        return;
    }
    const OpInfo *info = &opcode_info[i.op];
    uint32_t words = info->words;
    require(v, words <= v->p->code_len - v->pc, "invalid code length");
    require(v, (v->pc == 0) == (i.op == OP_ENTER || i.op == OP_ENTERV), "misplaced entry");
    const uint16_t raw[] = {i.a, i.b, i.c};
    for (int at = 0; info->operands[at] != '\0' && v->pc != 0; at++) {
        check_operand(v, i, info->operands[at], raw[at]);
    }
    if (v->problem == NULL) {
        check_constant(v, i);
        check_special(v, i);
    }
}

static void first_pass(Verifier *v)
{
    for (v->pc = 0; v->pc < v->p->code_len && v->problem == NULL; v->pc += opcode_info[v->p->code[v->pc].op].words) {
        v->marks[v->pc] |= IS_START;
        check_instruction_alone(v);
    }
}

/* ---- second pass: neighbours ---- */

static bool is_backward(Opcode op)
{
    return op == OP_LOOP || op == OP_FORLOOP || op == OP_TFORLOOP;
}

static void check_jump(Verifier *v, Instr i)
{
    int64_t target;
    if (!effects_jump(i, v->pc, &target)) {
        return;
    }
    bool lands = target > 0 && target < v->p->code_len && (v->marks[target] & IS_START) != 0;
    require(v, lands && (target <= v->pc) == is_backward((Opcode)i.op), "invalid jump");
    if (lands) {
        v->marks[target] |= IS_TARGET;
    }
}

static bool ends_flow(Instr i)
{
    switch (i.op) {
    case OP_JMP: case OP_LOOP: case OP_TFORPREP:
    case OP_RETURN0: case OP_RETURN1: case OP_RETURN: case OP_RETURNX:
        return true;
    default:
        return false;
    }
}

static bool produces_open(Instr i)
{
    return (i.op == OP_CALL || i.op == OP_TAILCALL || i.op == OP_VARARG) && i.c == 0;
}

static bool takes_open(Instr i)
{
    return (i.op == OP_CALL || i.op == OP_TAILCALL || i.op == OP_RETURN || i.op == OP_RETURNX || i.op == OP_SETLIST) && i.b == 0;
}

/* The list's first register that an open instruction may begin with, behind the function or table. */
static uint32_t first_item(Instr i)
{
    return i.a / 16u + (i.op != OP_RETURN && i.op != OP_RETURNX);
}

static void check_pair(Verifier *v, Instr before, Instr i)
{
    require(v, produces_open(before) == takes_open(i), "open list without its other end");
    if (takes_open(i)) {
        require(v, (v->marks[v->pc] & IS_TARGET) == 0 && before.a / 16u >= first_item(i), "invalid open list");
    }
    if (i.op == OP_TFORLOOP) {
        require(v, before.op == OP_TFORCALL && before.a / 16u == i.a / 16u + LOOP_CALL && (v->marks[v->pc] & IS_TARGET) == 0, "misplaced end of loop");
    }
}

static void second_pass(Verifier *v)
{
    const Instr *code = v->p->code;
    for (v->pc = 0; v->pc < v->p->code_len && v->problem == NULL; v->pc += opcode_info[code[v->pc].op].words) {
        check_jump(v, code[v->pc]);
    }
    uint32_t last = 0;
    for (v->pc = opcode_info[code[0].op].words; v->pc < v->p->code_len && v->problem == NULL;
         v->pc += opcode_info[code[v->pc].op].words) {
        check_pair(v, code[last], code[v->pc]);
        last = v->pc;
    }
    v->pc = last;
    require(v, ends_flow(code[last]), "code does not end in a return");
}

/* ---- third pass: states ---- */

static void need(Verifier *v, uint32_t reg)
{
    require(v, v->state[reg] == VALUE, "register without a value");
}

static void need_range(Verifier *v, uint32_t first, uint32_t end)
{
    for (; first < end; first++) {
        need(v, first);
    }
}

static void set_range(Verifier *v, uint32_t first, uint32_t end, uint8_t state)
{
    for (; first < end; first++) {
        v->state[first] = state;
    }
}

static void need_no_marks(Verifier *v, uint32_t from)
{
    for (; from < v->frame_size; from++) {
        require(v, (v->state[from] & MARK) == 0, "pending variable is not closed");
    }
}

/* Joins the state into that of the block which starts at target. */
static void flow_to(Verifier *v, uint32_t target)
{
    uint32_t low = 0, high = v->block_count;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (v->blocks[middle] <= target) {
            low = middle;
        } else {
            high = middle;
        }
    }
    uint8_t *known = v->states + (size_t)low * (v->frame_size + 1);
    uint8_t grown = 0;
    for (uint32_t i = 0; i <= v->frame_size; i++) {
        grown |= v->state[i] & (uint8_t)~known[i];
        known[i] |= v->state[i];
    }
    if (grown != 0) {
        v->is_dirty[low] = true;
        if (low < v->next_block) {
            v->next_block = low;
        }
    }
}

static void step_closure(Verifier *v, Instr i)
{
    const Proto *inner = v->p->protos[instr_u32(i)];
    for (uint32_t u = 0; u < inner->upvalue_count; u++) {
        uint32_t idx = inner->upvalues[u].idx;
        if (inner->upvalues[u].in_stack) {
            require(v, idx < v->frame_size && v->state[idx] == CELL, "captured register is no cell");
        } else {
            require(v, idx < v->p->upvalue_count, "upvalue out of range");
        }
    }
    v->state[i.a / 16u] = VALUE;
}

/* A call at register a: what lies above it is gone. */
static void step_call(Verifier *v, uint32_t a, uint32_t results)
{
    need_no_marks(v, a);
    set_range(v, a, v->frame_size, UNSET);
    set_range(v, a, a + results, VALUE);
    v->open_reg = a;
}

static void step_close(Verifier *v, uint32_t from)
{
    for (; from < v->frame_size; from++) {
        if (v->state[from] & MARK) {
            v->state[from] = (v->state[from] & (uint8_t)~MARK) | VALUE;
        }
    }
}

static void step_return(Verifier *v, Instr i, uint32_t a)
{
    if (i.op == OP_RETURN1) {
        need(v, a);
    } else if (i.op != OP_RETURN0) {
        need_range(v, a, i.b != 0 ? a + i.b - 1u : v->open_reg);
    }
    if (i.op != OP_RETURNX || !(i.c & 1)) {
        need_no_marks(v, 0);
    }
}

static void step_loop(Verifier *v, Instr i, uint32_t a)
{
    uint8_t variable = v->state[a + 3];
    int64_t target = 0;
    effects_jump(i, v->pc, &target);
    if (i.op == OP_FORPREP) {
        need_range(v, a, a + 3);
        set_range(v, a, a + 3, COUNT);
        flow_to(v, (uint32_t)target);
        v->state[a + 3] = VALUE;
        return;
    }
    for (uint32_t reg = a; reg < a + 3; reg++) {
        require(v, v->state[reg] == COUNT, "loop without its state");
    }
    v->state[a + 3] = VALUE; /* set when it jumps */
    flow_to(v, (uint32_t)target);
    v->state[a + 3] = variable;
}

static void step_generic_loop(Verifier *v, Instr i, uint32_t a)
{
    int64_t target = 0;
    if (i.op == OP_TFORCALL) {
        need_range(v, a - LOOP_CALL, a - LOOP_CALL + 3);
        require(v, v->state[a - 1] == MARK, "loop without its mark");
        need_no_marks(v, a);
        set_range(v, a, v->frame_size, UNSET);
        set_range(v, a, a - 1 + i.c, VALUE);
        return;
    }
    if (i.op == OP_TFORPREP) {
        need_range(v, a, a + 4);
        v->state[a + 4] = MARK;
    } else {
        need(v, a + 5);
        v->state[a + 2] = VALUE;
    }
    effects_jump(i, v->pc, &target);
    flow_to(v, (uint32_t)target);
}

/* An instruction that writes its first register, or none, and reads its other registers as values. */
static void step_plain(Verifier *v, Instr i)
{
    const char *kinds = opcode_info[i.op].operands;
    RegisterRange written = effects_writes(i);
    const uint16_t raw[] = {i.a, i.b, i.c};
    for (int at = written.first < written.end; kinds[at] != '\0'; at++) {
        if (kinds[at] == 'R') {
            need(v, raw[at] / 16u);
        }
    }
    set_range(v, written.first, written.end, VALUE);
    int64_t target;
    if (effects_jump(i, v->pc, &target)) {
        flow_to(v, (uint32_t)target);
    }
}

static void step(Verifier *v, Instr i)
{
    uint32_t a = i.a / 16u, b = i.b / 16u;
    switch (i.op) {
    case OP_LOADNIL:
        set_range(v, a, b + 1, VALUE);
        break;
    case OP_NEWCELL:
        need(v, b);
        v->state[a] = CELL;
        break;
    case OP_GETCELL: /* takes a value for the cell, too */
        require(v, (v->state[b] & (uint8_t)~(VALUE | CELL)) == 0, "register without a value");
        v->state[a] = VALUE;
        break;
    case OP_SETCELL:
        require(v, (v->state[a] & (uint8_t)~(VALUE | CELL)) == 0, "register without a value");
        need(v, b);
        break;
    case OP_CONCAT:
        need_range(v, a, a + i.b);
        break;
    case OP_SETLIST:
        need_range(v, a, i.b != 0 ? a + i.b + 1 : v->open_reg);
        break;
    case OP_CALL: case OP_TAILCALL:
        need_range(v, a, i.b != 0 ? a + i.b : v->open_reg);
        if (i.op == OP_TAILCALL) {
            need_no_marks(v, 0);
            step_call(v, a, 0);
        } else {
            step_call(v, a, i.c > 0 ? i.c - 1u : 0);
        }
        break;
    case OP_VARARG:
        if (i.c == 0) {
            step_call(v, a, 0);
        } else {
            set_range(v, a, a + i.c - 1, VALUE);
        }
        break;
    case OP_RETURN0: case OP_RETURN1: case OP_RETURN: case OP_RETURNX:
        step_return(v, i, a);
        break;
    case OP_CLOSURE:
        step_closure(v, i);
        break;
    case OP_FORPREP: case OP_FORLOOP:
        step_loop(v, i, a);
        break;
    case OP_TFORPREP: case OP_TFORCALL: case OP_TFORLOOP:
        step_generic_loop(v, i, a);
        break;
    case OP_TBC:
        require(v, (v->state[a] & (uint8_t)~(VALUE | CELL)) == 0, "register without a value");
        v->state[a + 1] = MARK;
        break;
    case OP_CLOSE:
        step_close(v, a);
        break;
    case OP_ENTER: case OP_ENTERV:
        set_range(v, 0, v->frame_size, UNSET);
        set_range(v, 0, v->p->param_count, VALUE);
        break;
    default:
        step_plain(v, i);
        break;
    }
}

/* Runs a block from its start to where flow ends or the next block starts. */
static void run_block(Verifier *v, uint32_t block)
{
    memcpy(v->state, v->states + (size_t)block * (v->frame_size + 1), v->frame_size + 1);
    v->pc = v->blocks[block];
    while (v->problem == NULL) {
        Instr i = v->p->code[v->pc];
        step(v, i);
        if (ends_flow(i)) {
            return;
        }
        v->pc += opcode_info[i.op].words;
        if (v->marks[v->pc] & IS_TARGET) {
            flow_to(v, v->pc);
            return;
        }
    }
}

static void third_pass(Verifier *v)
{
    uint32_t block = 0;
    v->states[v->frame_size] = VALUE; /* a state beyond the registers', that is in every block reached */
    v->is_dirty[0] = true;
    while (block < v->block_count && v->problem == NULL) {
        if (!v->is_dirty[block]) {
            block++;
            continue;
        }
        v->is_dirty[block] = false;
        v->next_block = block + 1;
        run_block(v, block);
        block = v->next_block;
    }
}

/* ---- all passes ---- */

static void list_blocks(Verifier *v)
{
    uint32_t n = 0;
    v->blocks[n++] = 0;
    for (uint32_t pc = 1; pc < v->p->code_len; pc++) {
        if (v->marks[pc] & IS_TARGET) {
            v->blocks[n++] = pc;
        }
    }
}

static uint32_t count_blocks(const Verifier *v)
{
    uint32_t n = 1;
    for (uint32_t pc = 1; pc < v->p->code_len; pc++) {
        n += (v->marks[pc] & IS_TARGET) != 0;
    }
    return n;
}

/* The flow's memory: one block of n * (pc, dirty flag, states). False: none. */
static bool run_flow(VM *vm, Verifier *v)
{
    size_t size, item = sizeof(uint32_t) + 1 + v->frame_size + 1;
    v->block_count = count_blocks(v);
    if (!size_mul(v->block_count, item, &size)) {
        vm_set_memory_error(vm);
        return false;
    }
    char *memory = mem_alloc(vm, size);
    if (memory == NULL) {
        return false;
    }
    memset(memory, 0, size);
    v->blocks = (uint32_t *)memory;
    v->is_dirty = (uint8_t *)(v->blocks + v->block_count);
    v->states = v->is_dirty + v->block_count;
    list_blocks(v);
    third_pass(v);
    mem_free(vm, memory, size);
    return true;
}

VerifyResult verify_proto(VM *vm, const Proto *p, const char **problem, uint32_t *at)
{
    Verifier v = {.p = p, .frame_size = p->frame_size, .is_vararg = (p->header.flags & PROTO_VARARG) != 0};
    bool has_memory = true;
    require(&v, p->code_len > 0 && p->frame_size <= MAX_REGISTERS && p->param_count <= p->frame_size, "invalid frame size");
    if (v.problem == NULL) {
        v.marks = mem_alloc(vm, p->code_len);
        if (v.marks == NULL) {
            return VERIFY_NO_MEMORY;
        }
        memset(v.marks, 0, p->code_len);
        first_pass(&v);
        if (v.problem == NULL) {
            second_pass(&v);
        }
        if (v.problem == NULL) {
            has_memory = run_flow(vm, &v);
        }
        mem_free(vm, v.marks, p->code_len);
    }
    *problem = v.problem;
    *at = v.problem_pc;
    return !has_memory ? VERIFY_NO_MEMORY : v.problem != NULL ? VERIFY_BAD : VERIFY_OK;
}
