/* ast.h: the syntax tree of one function, resolved while it is built.
 *
 * Nodes lie in the compilation's arena. Lists are linked through `next`. What a program writes twice the tree has
 * once: a method call keeps its object once, a parenthesised expression is the expression itself with a flag.
 * Names are resolved already: a variable is a Var or an upvalue's number, a global is a field of _ENV.
 */
#ifndef WEFT_COMPILER_AST_H
#define WEFT_COMPILER_AST_H

#include "names.h"

typedef struct Expr Expr;
typedef struct Stat Stat;
typedef struct Block Block;

typedef enum VarKind { VAR_REGULAR, VAR_CONST, VAR_CLOSE, VAR_CONSTANT } VarKind; /* as UpvalueDesc.kind */

/* A local variable. */
typedef struct Var {
    Name *name;
    struct Scope *function; /* that declares it; NULL for the _ENV of the main chunk's surroundings */
    struct Var *shadowed;   /* what the name meant before */
    struct Var *below;      /* the variable that became active before it, in this function */
    struct Var *next;       /* in the list that declares it */
    const Expr *value;      /* of a VAR_CONSTANT */
    int index;              /* variables active around it in its function */
    VarKind kind;
    bool is_captured;       /* by a nested function: lives in a cell */
    bool is_assigned;       /* after its declaration */
    uint8_t reg;            /* emitter: its register */
    uint8_t last_upvalue;   /* its number as upvalue of function last_user */
    uint32_t last_user;     /* serial number of a function, 0: none */
    uint32_t start_pc;      /* emitter: where it became active */
    int info;               /* emitter: index of its LocalInfo */
} Var;

/* A label, and the jumps to it. */
typedef struct Label {
    Name *name;
    struct Scope *function;
    struct Label *shadowed; /* what the name meant before */
    struct Label *below;    /* the label declared before it, in this function */
    Block *block;
    int line;
    int active_count;       /* variables active at the label */
    int reg;                /* emitter: first free register at the label, -1 before its position is reached */
    uint32_t pc;            /* emitter: its position */
    int jumps;              /* emitter: list of jumps to it */
    uint32_t emission;      /* emitter: the run that wrote the three fields above */
} Label;

typedef enum ExprKind {
    EXPR_NIL, EXPR_TRUE, EXPR_FALSE, EXPR_INTEGER, EXPR_FLOAT, EXPR_STRING, /* constants come first */
    EXPR_VARARG, EXPR_FUNCTION, EXPR_LOCAL, EXPR_UPVALUE, EXPR_GLOBAL, EXPR_INDEX, EXPR_CALL, EXPR_METHOD,
    EXPR_UNARY, EXPR_BINARY, EXPR_COMPARE, EXPR_CONCAT, EXPR_AND, EXPR_OR, EXPR_TABLE
} ExprKind;

/* Operators; the arithmetic ones in the order of the opcodes. */
typedef enum Operator {
    OPER_ADD, OPER_SUB, OPER_MUL, OPER_DIV, OPER_MOD, OPER_POW, OPER_IDIV,
    OPER_BAND, OPER_BOR, OPER_BXOR, OPER_SHL, OPER_SHR,
    OPER_CONCAT, OPER_EQ, OPER_NE, OPER_LT, OPER_LE, OPER_GT, OPER_GE, OPER_AND, OPER_OR, /* binary ones end */
    OPER_NEG, OPER_BNOT, OPER_NOT, OPER_LEN, OPER_NONE
} Operator;

/* A nested function, emitted already. */
typedef struct FunctionExpr {
    Proto *proto;
    Var **captures;  /* per upvalue: the variable of the function around that it captures, or NULL */
    int captures_count;
} FunctionExpr;

/* An item of a table constructor: [key] = value, or value alone when key is NULL. */
typedef struct Item {
    Expr *key;
    Expr *value;
    struct Item *next;
    int line;         /* of the item's last token */
} Item;

struct Expr {
    uint8_t kind;     /* an ExprKind */
    uint8_t operator; /* an Operator */
    bool in_parens;   /* adjusted to one value; not assignable */
    int line;         /* of the instruction that computes it */
    Expr *next;       /* in a list of expressions */
    union {
        struct {
            union {
                int64_t integer;
                double number;
                String *string;
            };
            Var *constant;                           /* the compile-time constant that it is a use of, or NULL */
        };
        struct { Var *var; int upvalue; };           /* EXPR_LOCAL; EXPR_UPVALUE: and its number here */
        struct { String *global; Var *env; int env_upvalue; }; /* EXPR_GLOBAL: the field of an upvalue _ENV */
        struct { Expr *object, *key; };              /* EXPR_INDEX; also a global when _ENV is a local variable */
        struct { Expr *callee, *arguments; String *method; }; /* EXPR_CALL; EXPR_METHOD: callee is the object */
        struct { Expr *left, *right; };              /* binary; EXPR_UNARY: left */
        struct { Expr *first, *last; };              /* EXPR_CONCAT, EXPR_AND, EXPR_OR: two operands or more */
        struct { Item *items; int end_line; };       /* EXPR_TABLE */
        FunctionExpr *function;                      /* EXPR_FUNCTION */
    };
};

static inline bool expr_is_constant(const Expr *e) { return e->kind <= EXPR_STRING; }
static inline bool expr_is_number(const Expr *e) { return e->kind == EXPR_INTEGER || e->kind == EXPR_FLOAT; }
/* True when it can stand for any number of values. */
static inline bool expr_is_multiple(const Expr *e)
{
    return (e->kind == EXPR_CALL || e->kind == EXPR_METHOD || e->kind == EXPR_VARARG) && !e->in_parens;
}

struct Block {
    Stat *first;
};

/* One arm of an if statement; condition is NULL for else. */
typedef struct Arm {
    Expr *condition;
    Block *block;
    struct Arm *next;
    int then_line;    /* of `then` */
    int end_line;     /* of the last token of its block */
} Arm;

typedef enum StatKind {
    STAT_LOCAL, STAT_ASSIGN, STAT_CALL, STAT_DO, STAT_WHILE, STAT_REPEAT, STAT_IF, STAT_FOR_NUMERIC, STAT_FOR_GENERIC,
    STAT_LOCAL_FUNCTION, STAT_FUNCTION, STAT_RETURN, STAT_BREAK, STAT_GOTO, STAT_LABEL
} StatKind;

struct Stat {
    uint8_t kind;      /* a StatKind */
    int line;          /* of its first token */
    int end_line;      /* of its last token; of while, the last token of its body */
    Stat *next;
    union {
        struct { Var *vars; Expr *values; };           /* STAT_LOCAL, STAT_LOCAL_FUNCTION */
        struct { Expr *targets, *sources; };           /* STAT_ASSIGN, STAT_FUNCTION */
        struct { Expr *expr; };                        /* STAT_CALL; STAT_RETURN: a list */
        struct { Expr *condition; Block *body; int condition_line; }; /* STAT_WHILE, STAT_REPEAT; STAT_DO: body */
        Arm *arms;                                     /* STAT_IF */
        struct { Var *loop_vars; Expr *control; Block *loop_body; int do_line; }; /* STAT_FOR_* */
        struct { Label *label; };                      /* STAT_GOTO, STAT_LABEL */
    };
};

/* A whole function, as the emitter gets it. */
typedef struct FunctionBody {
    struct Scope *scope; /* its upvalues */
    Var *params;
    int param_count;
    bool is_vararg;
    Block *block;
    int line;            /* 0: the main chunk */
    int last_line;       /* 0: the main chunk */
    int start_line;      /* of its first instruction */
    int end_line;        /* of its final return */
    String *name;        /* that its statement gives it, or NULL */
} FunctionBody;

/* A node without contents. Allocate. */
Expr *expr_new(Arena *arena, ExprKind kind, int line);
Stat *stat_new(Arena *arena, StatKind kind, int line);

#endif
