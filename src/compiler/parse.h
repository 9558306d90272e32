/* parse.h: tokens to syntax trees, and through the emitter to prototypes. */
#ifndef WEFT_COMPILER_PARSE_H
#define WEFT_COMPILER_PARSE_H

#include "emit.h"
#include "scope.h"

typedef struct Parser {
    Failure failure;
    NameTable names;
    Lexer lex;
    Arena arena;       /* of the trees of all open functions */
    Resolver resolver;
    Emitter emitter;
    int levels;        /* nesting of statements and expressions, bounded by MAX_SYNTAX_LEVELS */
} Parser;

/* ---- parse_stat.c ---- */

/* Parses the whole text as a main function and gives its prototype. Allocates. */
Proto *parse_chunk(Parser *p);
/* Parses a function from its parameter list on; line is that of the word `function`. name: its statement's, or NULL. Allocates. */
Expr *parse_function(Parser *p, String *name, bool is_method, int line);

/* ---- parse_expr.c ---- */

Expr *parse_expr(Parser *p);
/* A list of one expression or more, linked by next; *last is its end when last is not NULL. */
Expr *parse_expr_list(Parser *p, Expr **last);
/* A variable, a call, a parenthesised expression, with all that follows it (".x", "[i]", "(...)"). */
Expr *parse_suffixed(Parser *p);
/* ".name" or ":name" behind object; as a field of it. */
Expr *parse_field(Parser *p, Expr *object);
/* The variable that the current token, a name, means. */
Expr *parse_variable(Parser *p);

/* ---- tokens, for both ---- */

/* Consumes the current token if it is of this kind. */
bool parse_accept(Parser *p, int kind);
/* Consumes a token of this kind; fails with "'x' expected near ..." if it is another one. */
void parse_expect(Parser *p, int kind);
/* parse_expect of the end of what was opened by `opener` at line. */
void parse_expect_closing(Parser *p, int kind, int opener, int line);
Name *parse_name(Parser *p);
/* One level of nesting more; fails past the limit. The caller takes it back by p->levels--. */
void parse_enter_level(Parser *p);

static inline int parse_token(const Parser *p) { return p->lex.token.kind; }

#endif
