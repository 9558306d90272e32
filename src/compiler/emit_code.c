/* emit_code.c: the lowest layer of the emitter: a growing sequence of instructions.
 *
 * Words and their lines are appended side by side. A forward jump is written without its distance and put on a list;
 * emit_land fills the distances in when the target is reached. Lists are links in a side array, not in the
 * instructions, for a fused compare-and-jump has 16 bits only. When one of those turns out too short, the function is emitted
 * again in wide form, where every fused jump is inverted and skips a 32-bit jump:
 *
 *      JLT a b ->target          JNLT a b +1
 *                                JMP ->target
 *
 * This is why emission must not change the tree.
 *
 * Constants are found by a hash map that is emptied by counting emissions, not by clearing it, so that a small function costs
 * nothing after a large one. Registers are a stack: variables below, temporaries above.
 */
#include "emit_internal.h"
#include <string.h>
#include "../vm/memory.h"
#include "../vm/string.h"

#define FIRST_CAP 64u /* items of a fresh buffer */

/* ---- buffers ---- */

void *emit_grow(Emitter *e, void *buffer, uint32_t *cap, uint32_t count, size_t item_size)
{
    if (LIKELY(count < *cap)) {
        return buffer;
    }
    if (*cap >= UINT32_MAX / 4) {
        lex_semantic_error(e->lex, "function too large");
    }
    uint32_t new_cap = *cap != 0 ? *cap * 2 : FIRST_CAP;
    void *grown = mem_realloc(e->failure->vm, buffer, *cap * item_size, new_cap * item_size);
    if (grown == NULL) {
        fail_memory(e->failure);
    }
    *cap = new_cap;
    return grown;
}

/* ---- instructions ---- */

static void append_word(Emitter *e, Instr word)
{
    e->code = emit_grow(e, e->code, &e->code_cap, e->code_len, sizeof(Instr));
    e->lines = emit_grow(e, e->lines, &e->lines_cap, e->code_len, sizeof(int));
    e->code[e->code_len] = word;
    e->lines[e->code_len++] = e->line;
}

uint32_t emit_raw(Emitter *e, Opcode op, int a, int b, int c)
{
    uint32_t pc = e->code_len;
    append_word(e, (Instr){(uint16_t)op, (uint16_t)a, (uint16_t)b, (uint16_t)c});
    for (int words = opcode_info[op].words; words > 1; words--) {
        append_word(e, (Instr){0, 0, 0, 0});
    }
    return pc;
}

static int scaled(char kind, int operand)
{
    switch (kind) {
    case 'R':
        return operand * 16;
    case 'U':
        return operand * 8;
    case 'K':
        return (operand + 1) * 16;
    default:
        return operand;
    }
}

uint32_t emit_op(Emitter *e, Opcode op, int a, int b, int c)
{
    const char *kinds = opcode_info[op].operands;
    return emit_raw(e, op, scaled(kinds[0], a), scaled(kinds[1], b), scaled(kinds[2], c));
}

uint32_t emit_op_wide(Emitter *e, Opcode op, int a, uint32_t operand)
{
    return emit_raw(e, op, a * 16, (int)(operand & 0xFFFF), (int)(operand >> 16));
}

void emit_data(Emitter *e, uint64_t word)
{
    memcpy(&e->code[e->code_len - 1], &word, sizeof word); /* the last word of the instruction before */
}

/* ---- jumps ---- */

static void add_jump(Emitter *e, uint32_t pc, int *list)
{
    e->jumps = emit_grow(e, e->jumps, &e->jump_cap, e->jump_count, sizeof(Jump));
    e->jumps[e->jump_count] = (Jump){pc, *list};
    *list = (int)e->jump_count++;
}

void emit_jump(Emitter *e, Opcode op, int reg, int *list)
{
    add_jump(e, emit_op_wide(e, op, reg, 0), list);
}

/* The fused jump on the opposite condition; they stand in pairs in opcodes.def. */
static Opcode opposite(Opcode op)
{
    return (Opcode)(OP_JEQ + ((op - OP_JEQ) ^ 1));
}

void emit_compare_jump(Emitter *e, Opcode op, int a, int b, int *list)
{
    if (!e->is_wide) {
        add_jump(e, emit_op(e, op, a, b, 0), list);
        return;
    }
    emit_op(e, opposite(op), a, b, 1);
    emit_jump(e, OP_JMP, 0, list);
}

static void set_distance(Emitter *e, uint32_t pc, uint32_t target)
{
    Instr *instr = &e->code[pc];
    int32_t distance = (int32_t)(target - pc) - opcode_info[instr->op].words;
    if (instr->op < OP_JEQ || instr->op > OP_JNNIL) {
        instr->b = (uint16_t)(uint32_t)distance;
        instr->c = (uint16_t)((uint32_t)distance >> 16);
        return;
    }
    e->has_overflow |= distance > INT16_MAX;
    instr->c = (uint16_t)distance;
}

void emit_jump_back(Emitter *e, Opcode op, int reg, uint32_t target)
{
    set_distance(e, emit_op_wide(e, op, reg, 0), target);
}

void emit_land_at(Emitter *e, int list, uint32_t target)
{
    for (; list != NO_JUMP; list = e->jumps[list].next) {
        set_distance(e, e->jumps[list].pc, target);
    }
}

void emit_land(Emitter *e, int list)
{
    emit_land_at(e, list, e->code_len);
}

/* ---- constants ---- */

static uint32_t constant_hash(const Value *v)
{
    uint64_t h = (v->bits ^ v->tag) * 0x9E3779B97F4A7C15u; /* 2^64 / golden ratio */
    return (uint32_t)(h >> 32);
}

static void insert_constant(Emitter *e, uint32_t idx)
{
    uint32_t at = constant_hash(&e->constants[idx]) & (e->map_cap - 1);
    while (e->constant_map[at].emission == e->emission) {
        at = (at + 1) & (e->map_cap - 1);
    }
    e->constant_map[at] = (ConstantSlot){e->emission, idx};
}

/* Doubles the map; it stays at most half full. */
static void grow_map(Emitter *e)
{
    uint32_t old_cap = e->map_cap;
    e->constant_map = emit_grow(e, e->constant_map, &e->map_cap, old_cap, sizeof(ConstantSlot));
    memset(e->constant_map, 0, e->map_cap * sizeof(ConstantSlot));
    for (uint32_t i = 0; i < e->constant_count; i++) {
        insert_constant(e, i);
    }
}

uint32_t emit_constant(Emitter *e, Value value)
{
    if ((e->constant_count + 1) * 2 > e->map_cap) {
        grow_map(e);
    }
    uint32_t at = constant_hash(&value) & (e->map_cap - 1);
    for (; e->constant_map[at].emission == e->emission; at = (at + 1) & (e->map_cap - 1)) {
        const Value *known = &e->constants[e->constant_map[at].idx];
        if (known->bits == value.bits && known->tag == value.tag) {
            return e->constant_map[at].idx;
        }
    }
    e->constants = emit_grow(e, e->constants, &e->constant_cap, e->constant_count, sizeof(Value));
    e->constants[e->constant_count] = value;
    e->constant_map[at] = (ConstantSlot){e->emission, e->constant_count};
    return e->constant_count++;
}

static Value constant_value(const Expr *expr)
{
    Value v = {{0}, 0};
    switch (expr->kind) {
    case EXPR_TRUE:
    case EXPR_FALSE:
        set_bool(&v, expr->kind == EXPR_TRUE);
        break;
    case EXPR_INTEGER:
        set_int(&v, expr->integer);
        break;
    case EXPR_FLOAT:
        set_float(&v, expr->number);
        break;
    case EXPR_STRING:
        set_string(&v, expr->string);
        break;
    default:
        set_nil(&v);
    }
    return v;
}

int emit_operand_constant(Emitter *e, const Expr *expr)
{
    if (!expr_is_constant(expr) || expr->kind == EXPR_NIL) {
        return -1;
    }
    uint32_t idx = emit_constant(e, constant_value(expr));
    return idx < MAX_DIRECT_CONSTANTS ? (int)idx : -1;
}

int emit_string_operand(Emitter *e, String *string)
{
    Value v;
    if (string_is_long(string)) {
        return -1;
    }
    set_string(&v, string);
    uint32_t idx = emit_constant(e, v);
    return idx < MAX_DIRECT_CONSTANTS ? (int)idx : -1;
}

int emit_field_name(Emitter *e, const Expr *key)
{
    return key->kind == EXPR_STRING ? emit_string_operand(e, key->string) : -1;
}

/* ---- registers ---- */

void emit_need_frame(Emitter *e, int end)
{
    if (end > MAX_REGISTERS) {
        lex_syntax_error(e->lex, "function or expression needs too many registers");
    }
    if (end > e->frame_size) {
        e->frame_size = end;
    }
}

int emit_reserve(Emitter *e, int count)
{
    int first = e->free_reg;
    emit_need_frame(e, first + count);
    e->free_reg += count;
    return first;
}
