/* emit_internal.h: what the emitter's files share.
 *
 * Registers are numbers here, scaled when an instruction is written.
 */
#ifndef WEFT_COMPILER_EMIT_INTERNAL_H
#define WEFT_COMPILER_EMIT_INTERNAL_H

#include "emit.h"

enum { NO_REG = -1 };

/* ---- emit_code.c: instructions, jumps, constants, registers ---- */

/* Makes room for one more item in a buffer of *cap items; gives the buffer. */
void *emit_grow(Emitter *e, void *buffer, uint32_t *cap, uint32_t count, size_t item_size);

/* Appends an instruction with raw operands, and zeros for its cache words. Returns its pc. */
uint32_t emit_raw(Emitter *e, Opcode op, int a, int b, int c);
/* emit_raw with operands scaled as opcodes.def says: registers, upvalues and constants are given as numbers. */
uint32_t emit_op(Emitter *e, Opcode op, int a, int b, int c);
/* An instruction with a 32-bit operand in b and c. */
uint32_t emit_op_wide(Emitter *e, Opcode op, int a, uint32_t operand);
/* Appends a data word. */
void emit_data(Emitter *e, uint64_t word);
static inline void emit_line(Emitter *e, int line) { e->line = line; }

/* Appends a forward jump (JMP; JT, JF, FORPREP, TFORPREP on a register) to a list. */
void emit_jump(Emitter *e, Opcode op, int reg, int *list);
/* Appends a fused compare-and-jump, operands as for emit_op, to a list. */
void emit_compare_jump(Emitter *e, Opcode op, int a, int b, int *list);
/* Appends a backward jump (LOOP; FORLOOP, TFORLOOP on a register). */
void emit_jump_back(Emitter *e, Opcode op, int reg, uint32_t target);
/* Lets all jumps of the list lead to the next instruction. */
void emit_land(Emitter *e, int list);
void emit_land_at(Emitter *e, int list, uint32_t target);

/* The number of a constant; equal ones share it. */
uint32_t emit_constant(Emitter *e, Value value);
/* The number of an expression's constant if an instruction can name it directly, else -1. */
int emit_operand_constant(Emitter *e, const Expr *expr);
/* The number of a constant string usable as a field's name, else -1. */
int emit_field_name(Emitter *e, const Expr *key);
int emit_string_operand(Emitter *e, String *string);

/* Reserves count registers; gives the first. Fails when there are too many. */
int emit_reserve(Emitter *e, int count);
/* Notes that registers below `end` are used without reserving them. */
void emit_need_frame(Emitter *e, int end);
/* True when a register holds no variable, so that it may serve as scratch. */
static inline bool emit_is_scratch(const Emitter *e, int reg) { return reg >= e->active_regs; }

/* ---- emit_expr.c: values ---- */

/* Evaluates into a register. */
void emit_to(Emitter *e, const Expr *expr, int reg);
/* Evaluates into a new register at the top; gives it. */
int emit_to_next(Emitter *e, const Expr *expr);
/* Evaluates into any register: a variable's own, or a new one. */
int emit_any(Emitter *e, const Expr *expr);
/* Evaluates a list into new registers at the top, adjusted to count values. */
void emit_list(Emitter *e, const Expr *list, int count);
/* Evaluates a list into new registers; true when its end is open, i.e. the number of values is known at run time
 * only. *count is the number of values in registers. */
bool emit_open_list(Emitter *e, const Expr *list, int *count);

/* How a call ends. Non-negative: the number of results. */
enum { RESULTS_OPEN = -1, RESULTS_TAIL = -2 };
/* A call with its results at the new registers' start; gives the first. RESULTS_TAIL returns from the function. */
int emit_call(Emitter *e, const Expr *call, int results);

/* An operand that may be loaded later than its place in the text, as Lua reads a local variable only when it must. */
typedef struct Operand {
    int reg;             /* or NO_REG */
    const Var *cell;     /* a captured variable to be loaded, or NULL */
    const Expr *constant;/* a constant, or NULL */
} Operand;
Operand emit_operand(Emitter *e, const Expr *expr);
/* emit_operand, with constants left to the instruction. */
Operand emit_operand_or_constant(Emitter *e, const Expr *expr);
int emit_operand_reg(Emitter *e, const Operand *operand);
void emit_load_string(Emitter *e, String *string, int reg);
void emit_load_nil(Emitter *e, int first, int count);

/* ---- emit_condition.c: truth ---- */

/* Appends code that jumps to list when expr's truth is `when`, and goes on otherwise. */
void emit_condition(Emitter *e, const Expr *expr, bool when, int *list);
/* The same for a comparison whose left operand is there. */
void emit_comparison(Emitter *e, const Expr *expr, Operand left, bool when, int *list);
/* Evaluates `and`, `or`, `not` or a comparison into a register that no operand reads. */
void emit_logical(Emitter *e, const Expr *expr, int reg);
/* reg := false when a jump of the list arrives, true when code falls in here. */
void emit_boolean(Emitter *e, int reg, int false_list);

/* ---- emit_table.c: constructors ---- */

/* Evaluates a constructor into a scratch register. */
void emit_table(Emitter *e, const Expr *table, int reg);

/* ---- emit_assign.c: assignments ---- */

/* targets = sources; the stores get this line. */
void emit_assignment(Emitter *e, const Expr *targets, const Expr *sources, int line);

/* ---- emit_stat.c ---- */

/* The statements of the function at hand. */
void emit_body(Emitter *e);

#endif
