/* proto.h: function prototypes, what the compiler produces and the interpreter runs.
 *
 * code lies in one buffer together with its constants, which lie *below* it, so that the code pointer is the
 * constant pointer: constant i is ((Value *)code)[-1 - i].
 *
 *      ... K[2] | K[1] | K[0] | code[0] code[1] ...
 *
 * An instruction is one 8-byte word; some are followed by cache words (opcodes.def). pcs and line info count words.
 */
#ifndef WEFT_PROTO_H
#define WEFT_PROTO_H

#include "object.h"

typedef struct UpvalueDesc {
    String *name;      /* NULL when stripped */
    uint8_t in_stack;  /* captures the enclosing function's register (a cell), else its upvalue */
    uint8_t kind;      /* 0 regular, 1 const, 2 to-be-closed, 3 compile-time constant */
    uint16_t idx;      /* register (unscaled) or upvalue number in the enclosing function */
} UpvalueDesc;

typedef struct LocalInfo {
    String *name;
    uint32_t start_pc; /* first word where it is active */
    uint32_t end_pc;   /* first word where it is dead */
    uint32_t reg;      /* unscaled */
} LocalInfo;

/* A constructor's constant string keys, in order, without duplicates (NEWSHAPED). */
typedef struct Template {
    Shape *shape;      /* of a table with these fields, made at first execution; NULL before. Marked with the proto. */
    uint32_t key_count;
    uint32_t *keys;    /* constant indices */
} Template;

enum { PROTO_VARARG = 1, PROTO_NATIVE_LOOK = 2, PROTO_STRIPPED = 4 }; /* header.flags */

struct Proto {
    Object header;
    Instr *code;            /* running code: instructions may be quickened */
    String *source;         /* chunk name ("=x", "@x", or the text), or NULL */
    String *name;           /* that the function's statement gives it, or NULL */
    Proto **protos;
    UpvalueDesc *upvalues;
    LocalInfo *locals;
    Template *templates;
    int8_t *line_deltas;    /* per word: line minus the previous word's; -128: see abs_lines */
    struct AbsLine { uint32_t pc; uint32_t line; } *abs_lines; /* sorted by pc; one at least every 128 words */
    uint32_t code_len, constant_count, proto_count, upvalue_count, local_count, template_count, abs_line_count;
    uint32_t line, last_line; /* linedefined (0: main chunk), lastlinedefined */
    uint16_t param_count, frame_size; /* registers */
    void *block;            /* the one buffer in which code, constants and all arrays above lie */
    size_t block_size;
};

static inline Value *proto_constants(const Proto *p) { return (Value *)p->code - 1; } /* K[i] at [-i] */

/* Sizes of a prototype's parts, for proto_new. */
typedef struct ProtoSizes {
    uint32_t code_len, constant_count, proto_count, upvalue_count, local_count, template_count, template_key_count,
        abs_line_count;
    bool has_lines;
} ProtoSizes;

/* A prototype with all arrays allocated and zeroed (constants nil), the template key arrays to be carved by the
 * caller from proto_template_keys. Returns NULL and sets the memory error when out of memory. Allocates. */
Proto *proto_new(VM *vm, const ProtoSizes *sizes);
/* The pool of template_key_count uint32s behind the templates. */
uint32_t *proto_template_keys(const Proto *p);
/* Line of the word at pc, or -1 when stripped. */
int proto_line(const Proto *p, uint32_t pc);
/* Gives instructions of p, complete and not run yet, their fused forms (fuse.c). */
void proto_fuse(Proto *p);
/* Collector: marks what p refers to. */
void proto_mark_parts(VM *vm, Proto *p);

#endif
