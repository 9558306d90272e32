/* lex.h: source text to tokens. */
#ifndef WEFT_COMPILER_LEX_H
#define WEFT_COMPILER_LEX_H

#include "names.h"

typedef enum TokenKind {
    TOKEN_FIRST = 256, /* below: single characters */
#define WORD(name, text) TOKEN_##name,
#define SYMBOL(name, text) TOKEN_##name,
#define VALUE(name, text) TOKEN_##name,
#include "token.def"
    TOKEN_LIMIT
} TokenKind;

typedef struct Token {
    int kind;          /* a TokenKind, a character's code, or TOKEN_NONE */
    const char *start; /* its text, for messages */
    const char *stop;
    union {
        Name *name;      /* TOKEN_NAME */
        String *string;  /* TOKEN_STRING */
        int64_t integer; /* TOKEN_INTEGER */
        double number;   /* TOKEN_FLOAT */
    };
} Token;

enum { TOKEN_NONE = -1 }; /* no token was read ahead; in a message: do not say "near" */

typedef struct Lexer {
    Failure *failure;
    NameTable *names;
    const char *next;   /* first character not read */
    const char *end;    /* of the text; *end is '\0' */
    Token token;        /* the current token */
    Token ahead;        /* the one behind it, or TOKEN_NONE */
    int line;           /* of the last character read */
    int last_line;      /* of the last token consumed */
    char *buffer;       /* for strings with escapes */
    size_t buffer_cap;
    size_t buffer_len;
    String *chunk_name; /* for messages */
} Lexer;

/* Starts on text[0 .. length), with text[length] == '\0', and enters the reserved words into names. Allocates. */
void lex_init(Lexer *lex, NameTable *names, const char *text, size_t length, String *chunk_name);
void lex_free(Lexer *lex);
/* Makes the next token current. Fails on malformed ones. Allocates. */
void lex_next(Lexer *lex);
/* Kind of the token behind the current one. Allocates. */
int lex_peek(Lexer *lex);

/* Fails with "chunk:line: message near 'token'". */
NORETURN void lex_error(Lexer *lex, const char *message, const Token *near);
/* Fails with "chunk:line: message near 'current token'". */
NORETURN void lex_syntax_error(Lexer *lex, const char *message);
/* Fails with "chunk:line: message", printf-like. */
NORETURN void lex_semantic_error(Lexer *lex, const char *format, ...) PRINTF_LIKE(2, 3);
/* How messages show a kind of token: 'x' or <eof>; buffer has TOKEN_TEXT_SIZE characters. */
#define TOKEN_TEXT_SIZE 16
const char *token_text(int kind, char *buffer);

#endif
