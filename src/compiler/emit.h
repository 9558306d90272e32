/* emit.h: a resolved syntax tree to a prototype. */
#ifndef WEFT_COMPILER_EMIT_H
#define WEFT_COMPILER_EMIT_H

#include "scope.h"
#include "lex.h"
#include "../vm/opcodes.h"
#include "../vm/proto.h"

/* A jump whose target is to be known. Lists of them are linked by index. */
typedef struct Jump {
    uint32_t pc;
    int next;          /* in its list; -1: the end */
} Jump;
enum { NO_JUMP = -1 }; /* the empty list */

/* A slot of the map from constants to their numbers. */
typedef struct ConstantSlot {
    uint32_t emission; /* that filled it; older ones count as free */
    uint32_t idx;
} ConstantSlot;

/* A constructor's shape while it is collected. */
typedef struct TemplateRecord {
    uint32_t first_key; /* in Emitter.template_keys */
    uint32_t key_count;
} TemplateRecord;

/* An open block. */
typedef struct EmitBlock {
    struct EmitBlock *outer;
    const Block *node;
    int entry_reg;      /* first free register when it was opened */
    int entry_pending;  /* Emitter.pending when it was opened */
    uint32_t entry_locals; /* Emitter.open_count when it was opened */
    int breaks;         /* list of jumps out of it */
    bool is_loop;
    bool closes_itself; /* a loop whose breaks arrive at a CLOSE */
} EmitBlock;

/* The emitter's state: buffers that all functions of a compilation share in turn, and the function at hand. */
typedef struct Emitter {
    Failure *failure;
    Lexer *lex;                /* for messages */
    Arena *arena;
    String *source;            /* chunk name */
    String *state_name;        /* "(for state)" */
    /* --- the buffers; each with its capacity --- */
    Instr *code;
    int *lines;                /* per word of code */
    Value *constants;
    ConstantSlot *constant_map;
    Proto **protos;
    LocalInfo *locals;
    uint32_t *open_locals;     /* indices of active locals, in order */
    Jump *jumps;
    TemplateRecord *templates;
    uint32_t *template_keys;
    const Expr **spine;        /* operators waiting for their left operand (emit_expr.c) */
    uint32_t code_cap, lines_cap, constant_cap, map_cap, proto_cap, local_cap, open_cap, jump_cap, template_cap,
        key_cap, spine_cap;
    /* --- the function at hand --- */
    const FunctionBody *body;
    EmitBlock *block;
    uint32_t code_len, constant_count, proto_count, local_count, open_count, jump_count, template_count, key_count,
        spine_len;
    uint32_t emission;         /* number of this run */
    int free_reg;              /* first free register */
    int active_regs;           /* registers below belong to active variables */
    int frame_size;            /* registers used so far */
    int pending;               /* register of the innermost to-be-closed variable, or -1 */
    int line;                  /* for the instructions to come */
    bool is_wide;              /* conditional jumps go over a 32-bit jump */
    bool has_overflow;         /* a jump did not fit: emit again, wide */
} Emitter;

/* Allocates. */
void emit_init(Emitter *e, Lexer *lex, Arena *arena, String *source);
void emit_free(Emitter *e);
/* The prototype of a function whose tree is complete. Fails when it needs too many registers. Allocates. */
Proto *emit_function(Emitter *e, const FunctionBody *body);

#endif
