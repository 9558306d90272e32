/* scope.h: which variable or label a name means. */
#ifndef WEFT_COMPILER_SCOPE_H
#define WEFT_COMPILER_SCOPE_H

#include "ast.h"
#include "lex.h"
#include "../vm/config.h"

typedef struct Upvalue {
    Var *var;        /* the captured variable, wherever it lives */
    uint8_t in_stack;/* it is a local variable of the enclosing function */
    uint8_t parent;  /* otherwise: its number among the enclosing function's upvalues */
} Upvalue;

/* A goto whose label has not been met. */
typedef struct PendingGoto {
    Stat *stat;
    Name *name;        /* NULL: a break outside of loops */
    int active_count;  /* variables active at it that will be so at the label */
    struct PendingGoto *below;
} PendingGoto;

/* An open block. */
typedef struct BlockScope {
    struct BlockScope *outer;
    Block *block;
    Var *outer_vars;       /* the innermost variable active around it */
    Label *outer_labels;
    PendingGoto *outer_gotos;
    int outer_count;       /* variables active around it */
    bool is_loop;
} BlockScope;

/* An open function. */
typedef struct Scope {
    struct Scope *outer;
    uint32_t serial;       /* counts functions from 1 */
    Var *vars;             /* the innermost active variable, linked by `below` */
    int active_count;
    int declared_count;    /* active ones and those being declared */
    Label *labels;         /* visible ones, linked by `below` */
    PendingGoto *gotos;
    BlockScope *block;
    Upvalue *upvalues;     /* MAX_UPVALUES of them, shared by the functions of this depth */
    int upvalue_count;
    int depth;             /* functions around it */
    int line;
    bool is_vararg;
} Scope;

typedef struct Resolver {
    Lexer *lex;
    Arena *arena;
    Scope *scope;          /* the innermost open function */
    Name *env;             /* "_ENV" */
    Var env_var;           /* the main chunk's _ENV, seen as a variable around it */
    uint32_t functions;    /* opened so far */
    Upvalue *upvalues[MAX_SYNTAX_LEVELS]; /* per depth of functions, made when first needed */
} Resolver;

/* Allocates. */
void scope_init(Resolver *r, Lexer *lex, Arena *arena);

/* Opens and closes functions; closing reports gotos without label. */
void scope_open_function(Resolver *r, Scope *scope, int line);
void scope_close_function(Resolver *r);
void scope_open_block(Resolver *r, BlockScope *scope, bool is_loop);
/* Ends a block: its variables are forgotten, its unmatched gotos are the enclosing block's. */
void scope_close_block(Resolver *r);

/* A new variable, not yet visible. Fails past MAX_LOCALS. */
Var *scope_declare(Resolver *r, Name *name, VarKind kind);
/* Makes the variables of a list (linked by next) visible, in order. */
void scope_activate(Resolver *r, Var *vars);
/* What a name means at this place: EXPR_LOCAL, EXPR_UPVALUE, a constant, or a field of _ENV. */
Expr *scope_resolve(Resolver *r, Name *name, int line);
/* Notes an assignment to a variable; fails when it is constant. */
void scope_assign(Resolver *r, const Expr *target);

/* Declares a label; is_last when only void statements follow it in its block. Fails on a repeated one. */
Label *scope_label(Resolver *r, Name *name, int line, bool is_last);
/* Fails when the name is a visible label already. */
void scope_check_label(Resolver *r, const Name *name);
/* Resolves a goto, at once or when its label is met. */
void scope_goto(Resolver *r, Stat *stat, Name *name);
/* A break: noted as an error to come when there is no loop around it. */
void scope_break(Resolver *r, Stat *stat);

/* Fails with "too many ... (limit is ...) in ...". */
NORETURN void scope_limit_error(Resolver *r, const Scope *scope, int limit, const char *what);

#endif
