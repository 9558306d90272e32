/* lex_internal.h: what the lexer's two files share. */
#ifndef WEFT_COMPILER_LEX_INTERNAL_H
#define WEFT_COMPILER_LEX_INTERNAL_H

#include "lex.h"

/* Classes of characters, one bit each, independent of the locale. */
enum {
    CHAR_NAME = 1,       /* letters, digits, underscore */
    CHAR_DIGIT = 2,
    CHAR_HEX = 4,        /* hexadecimal digits */
    CHAR_SPACE = 8,      /* white space that is no line end */
    CHAR_NEWLINE = 16,
    CHAR_NAME_START = 32 /* letters, underscore */
};
extern const uint8_t lex_classes[256];

static inline bool char_is(char c, int classes)
{
    return lex_classes[(unsigned char)c] & classes;
}

static inline bool lex_at_end(const Lexer *lex)
{
    return lex->next == lex->end;
}

/* Fails with "chunk:line: message near 'text'"; text does not lie in the lexer's buffer. */
NORETURN void lex_error_near_text(Lexer *lex, const char *message, const char *text, size_t length);
/* Makes room for length further characters in the lexer's buffer. */
void lex_reserve(Lexer *lex, size_t length);
/* Passes the line end at next ("\n", "\r", "\r\n" or "\n\r") and counts it. */
void lex_newline(Lexer *lex);
/* If next stands behind a '[' at a long bracket's "=*[", the number of '='; else -1 - their number. Moves nothing. */
int lex_long_level(const Lexer *lex);
/* Reads a long bracket of this level from behind its first '['; as a token's value unless is_comment. Allocates. */
void lex_long_bracket(Lexer *lex, Token *token, int level, bool is_comment);
/* Reads the string that starts at token->start. Allocates. */
void lex_short_string(Lexer *lex, Token *token);
/* Reads the number that starts at token->start. */
void lex_number(Lexer *lex, Token *token);

#endif
