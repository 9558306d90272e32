/* lex.c: cuts source text into tokens.
 *
 * The text lies in memory as a whole with a '\0' behind it, so looking at the next character never needs a test
 * for the end: the terminator belongs to no class of characters and stops every scan; whether it is the end or a
 * zero byte of the program is asked only when one is met. Characters are classified by a table. Identifiers are hashed while
 * they are scanned, and reserved words are ordinary names that carry a token number, so telling them
 * apart costs something only where a name is new. Strings and numbers are lex_literal.c's.
 *
 * Error messages show a token as it stands in the source, except that a string's escapes appear as what they mean.
 *
 * Invariants
 * 1. token.start .. token.stop is the current token's text.
 * 2. line is the line of the last character read: of the current token's end, or of the token ahead when one was read.
 */
#include "lex_internal.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "../vm/memory.h"

#define CHUNK_ID_SIZE 60 /* Lua 5.4's LUA_IDSIZE: messages shorten chunk names to it */
#define MESSAGE_SIZE 256 /* room for the fixed part of any message and a name of moderate length */

#define NM CHAR_NAME | CHAR_NAME_START
#define HX CHAR_NAME | CHAR_NAME_START | CHAR_HEX
#define DG CHAR_NAME | CHAR_DIGIT | CHAR_HEX
#define SP CHAR_SPACE
#define NL CHAR_NEWLINE
const uint8_t lex_classes[256] = {
    ['\t'] = SP, ['\n'] = NL, ['\v'] = SP, ['\f'] = SP, ['\r'] = NL, [' '] = SP,
    ['0'] = DG, ['1'] = DG, ['2'] = DG, ['3'] = DG, ['4'] = DG,
    ['5'] = DG, ['6'] = DG, ['7'] = DG, ['8'] = DG, ['9'] = DG,
    ['A'] = HX, ['B'] = HX, ['C'] = HX, ['D'] = HX, ['E'] = HX, ['F'] = HX, ['G'] = NM, ['H'] = NM, ['I'] = NM,
    ['J'] = NM, ['K'] = NM, ['L'] = NM, ['M'] = NM, ['N'] = NM, ['O'] = NM, ['P'] = NM, ['Q'] = NM, ['R'] = NM,
    ['S'] = NM, ['T'] = NM, ['U'] = NM, ['V'] = NM, ['W'] = NM, ['X'] = NM, ['Y'] = NM, ['Z'] = NM, ['_'] = NM,
    ['a'] = HX, ['b'] = HX, ['c'] = HX, ['d'] = HX, ['e'] = HX, ['f'] = HX, ['g'] = NM, ['h'] = NM, ['i'] = NM,
    ['j'] = NM, ['k'] = NM, ['l'] = NM, ['m'] = NM, ['n'] = NM, ['o'] = NM, ['p'] = NM, ['q'] = NM, ['r'] = NM,
    ['s'] = NM, ['t'] = NM, ['u'] = NM, ['v'] = NM, ['w'] = NM, ['x'] = NM, ['y'] = NM, ['z'] = NM,
};
#undef NM
#undef HX
#undef DG
#undef SP
#undef NL

static const char *const token_names[] = {
#define WORD(name, text) text,
#define SYMBOL(name, text) text,
#define VALUE(name, text) text,
#include "token.def"
};

/* ---- messages ---- */

const char *token_text(int kind, char *buffer)
{
    if (kind < TOKEN_FIRST) {
        bool printable = kind >= ' ' && kind < 127;
        snprintf(buffer, TOKEN_TEXT_SIZE, printable ? "'%c'" : "'<\\%d>'", kind);
    } else {
        const char *quote = kind < TOKEN_EOS ? "'" : "";
        snprintf(buffer, TOKEN_TEXT_SIZE, "%s%s%s", quote, token_names[kind - TOKEN_FIRST - 1], quote);
    }
    return buffer;
}

void lex_reserve(Lexer *lex, size_t length)
{
    if (lex->buffer_cap - lex->buffer_len <= length) { /* so that there is a buffer even for nothing */
        size_t cap = lex->buffer_cap * 2 + length + MESSAGE_SIZE;
        char *buffer = mem_realloc(lex->failure->vm, lex->buffer, lex->buffer_cap, cap);
        if (buffer == NULL) {
            fail_memory(lex->failure);
        }
        lex->buffer = buffer;
        lex->buffer_cap = cap;
    }
}

static void append(Lexer *lex, const char *text, size_t length)
{
    lex_reserve(lex, length);
    memcpy(lex->buffer + lex->buffer_len, text, length);
    lex->buffer_len += length;
}

/* How messages show the chunk's name: "=x" and "@x" as x, a program's text as [string "first line..."]. */
static void append_chunk_id(Lexer *lex)
{
    const char *name = lex->chunk_name->chars;
    size_t length = strlen(name), room = CHUNK_ID_SIZE - 1;
    if (*name == '=') {
        append(lex, name + 1, length - 1 < room ? length - 1 : room);
    } else if (*name == '@') {
        bool cut = length - 1 > room;
        append(lex, "...", cut ? 3 : 0);
        append(lex, cut ? name + length - (room - 3) : name + 1, cut ? room - 3 : length - 1);
    } else {
        size_t line_length = strcspn(name, "\n");
        room -= strlen("[string \"...\"]");
        bool cut = line_length < length || line_length >= room;
        append(lex, "[string \"", 9);
        append(lex, name, line_length < room ? line_length : room);
        append(lex, "...", cut ? 3 : 0);
        append(lex, "\"]", 2);
    }
}

/* A string's text in a message: its delimiters as written, its value between them. */
static void append_string_token(Lexer *lex, const Token *token)
{
    size_t delimiter = 1;
    if (*token->start == '[') {
        while (token->start[delimiter] == '=') {
            delimiter++;
        }
        delimiter++;
    }
    const String *value = token->string;
    append(lex, token->start, delimiter);
    append(lex, value->chars, strlen(value->chars));
    if (strlen(value->chars) == value->length) { /* like Lua's, the message ends at an embedded zero */
        append(lex, token->stop - delimiter, delimiter);
    }
}

/* Starts a message: "chunk:line: message". */
static void start_message(Lexer *lex, const char *message)
{
    char line[16];
    lex->buffer_len = 0;
    append_chunk_id(lex);
    append(lex, line, (size_t)snprintf(line, sizeof line, ":%d: ", lex->line));
    append(lex, message, strlen(message));
}

void lex_error_near_text(Lexer *lex, const char *message, const char *text, size_t length)
{
    start_message(lex, message);
    append(lex, " near '", 7);
    append(lex, text, length);
    append(lex, "'", 1);
    fail_message(lex->failure, lex->buffer, lex->buffer_len);
}

static NORETURN void error_near_string(Lexer *lex, const char *message, const Token *near)
{
    start_message(lex, message);
    append(lex, " near '", 7);
    append_string_token(lex, near);
    append(lex, "'", 1);
    fail_message(lex->failure, lex->buffer, lex->buffer_len);
}

void lex_error(Lexer *lex, const char *message, const Token *near)
{
    char name[TOKEN_TEXT_SIZE];
    switch (near != NULL ? near->kind : TOKEN_NONE) {
    case TOKEN_NAME:
    case TOKEN_INTEGER:
    case TOKEN_FLOAT:
        lex_error_near_text(lex, message, near->start, (size_t)(near->stop - near->start));
    case TOKEN_STRING:
        error_near_string(lex, message, near);
    case TOKEN_NONE:
    case '\0':
        start_message(lex, message);
        break;
    default:
        token_text(near->kind, name);
        start_message(lex, message);
        append(lex, " near ", 6);
        append(lex, name, strlen(name));
    }
    fail_message(lex->failure, lex->buffer, lex->buffer_len);
}

void lex_syntax_error(Lexer *lex, const char *message)
{
    lex_error(lex, message, &lex->token);
}

void lex_semantic_error(Lexer *lex, const char *format, ...)
{
    char message[MESSAGE_SIZE * 4];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    lex_error(lex, message, NULL);
}

/* ---- scanning ---- */

void lex_newline(Lexer *lex)
{
    char first = *lex->next++;
    if (char_is(*lex->next, CHAR_NEWLINE) && *lex->next != first) {
        lex->next++;
    }
    if (UNLIKELY(++lex->line == INT32_MAX)) {
        lex_error(lex, "chunk has too many lines", &lex->token);
    }
}

int lex_long_level(const Lexer *lex)
{
    const char *p = lex->next;
    while (*p == '=') {
        p++;
    }
    int level = (int)(p - lex->next);
    return *p == '[' ? level : -1 - level;
}

/* Skips a comment, from behind its "--". */
static void skip_comment(Lexer *lex)
{
    if (*lex->next == '[') {
        lex->next++;
        int level = lex_long_level(lex);
        if (level >= 0) {
            lex_long_bracket(lex, NULL, level, true);
            return;
        }
    }
    while (!char_is(*lex->next, CHAR_NEWLINE) && !lex_at_end(lex)) {
        lex->next++;
    }
}

/* The token of a reserved word, or 0. */
static uint16_t keyword_of(const String *name)
{
    for (uint16_t kind = TOKEN_FIRST + 1; kind < TOKEN_IDIV; kind++) {
        const char *word = token_names[kind - TOKEN_FIRST - 1];
        if (name->chars[0] == word[0] && strcmp(name->chars, word) == 0) {
            return kind;
        }
    }
    return 0;
}

static int scan_name(Lexer *lex, Token *token)
{
    const char *p = lex->next;
    uint32_t hash = lex->names->seed;
    do {
        hash = name_hash_step(hash, (unsigned char)*p++);
    } while (char_is(*p, CHAR_NAME));
    lex->next = p;
    token->name = names_get(lex->names, token->start, (size_t)(p - token->start), hash);
    if (UNLIKELY(token->name->keyword == KEYWORD_UNKNOWN)) {
        token->name->keyword = keyword_of(token->name->string);
    }
    return token->name->keyword != 0 ? token->name->keyword : TOKEN_NAME;
}

/* The two-character token if the second character stands next, else the first character alone. */
static int either(Lexer *lex, char second, int pair, int single)
{
    lex->next++;
    if (*lex->next != second) {
        return single;
    }
    lex->next++;
    return pair;
}

static int scan_dot(Lexer *lex, Token *token)
{
    if (char_is(lex->next[1], CHAR_DIGIT)) {
        lex_number(lex, token);
        return token->kind;
    }
    int kind = either(lex, '.', TOKEN_CONCAT, '.');
    if (kind == TOKEN_CONCAT && *lex->next == '.') {
        lex->next++;
        kind = TOKEN_DOTS;
    }
    return kind;
}

static int scan_bracket(Lexer *lex, Token *token)
{
    lex->next++;
    int level = lex_long_level(lex);
    if (level >= 0) {
        lex_long_bracket(lex, token, level, false);
        return TOKEN_STRING;
    }
    if (level == -1) {
        return '[';
    }
    lex_error_near_text(lex, "invalid long string delimiter", token->start, (size_t)-level);
}

static int scan_angle(Lexer *lex, char angle, int shift, int with_equal)
{
    int kind = either(lex, angle, shift, angle);
    if (kind == angle && *lex->next == '=') {
        lex->next++;
        return with_equal;
    }
    return kind;
}

/* Scans the token at next, which starts neither white space nor a comment, and gives its kind. */
static int scan_token(Lexer *lex, Token *token)
{
    char c = *lex->next;
    if (char_is(c, CHAR_NAME_START)) {
        return scan_name(lex, token);
    }
    switch (c) {
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        lex_number(lex, token);
        return token->kind;
    case '"':
    case '\'':
        lex_short_string(lex, token);
        return TOKEN_STRING;
    case '.':
        return scan_dot(lex, token);
    case '[':
        return scan_bracket(lex, token);
    case '=':
        return either(lex, '=', TOKEN_EQ, '=');
    case '<':
        return scan_angle(lex, '<', TOKEN_SHL, TOKEN_LE);
    case '>':
        return scan_angle(lex, '>', TOKEN_SHR, TOKEN_GE);
    case '~':
        return either(lex, '=', TOKEN_NE, '~');
    case '/':
        return either(lex, '/', TOKEN_IDIV, '/');
    case ':':
        return either(lex, ':', TOKEN_DBCOLON, ':');
    case '\0':
        if (lex_at_end(lex)) {
            return TOKEN_EOS;
        }
        lex->next++;
        return c;
    default:
        lex->next++;
        return (unsigned char)c;
    }
}

/* Passes white space and comments. */
static void skip_space(Lexer *lex)
{
    for (;;) {
        while (char_is(*lex->next, CHAR_SPACE)) {
            lex->next++;
        }
        if (char_is(*lex->next, CHAR_NEWLINE)) {
            lex_newline(lex);
        } else if (lex->next[0] == '-' && lex->next[1] == '-') {
            lex->next += 2;
            skip_comment(lex);
        } else {
            return;
        }
    }
}

static void scan(Lexer *lex, Token *token)
{
    skip_space(lex);
    token->start = lex->next;
    token->kind = scan_token(lex, token);
    token->stop = lex->next;
}

void lex_next(Lexer *lex)
{
    lex->last_line = lex->line;
    if (UNLIKELY(lex->ahead.kind != TOKEN_NONE)) {
        lex->token = lex->ahead;
        lex->ahead.kind = TOKEN_NONE;
        return;
    }
    scan(lex, &lex->token);
}

int lex_peek(Lexer *lex)
{
    if (lex->ahead.kind == TOKEN_NONE) {
        Token ahead;
        scan(lex, &ahead);
        lex->ahead = ahead;
    }
    return lex->ahead.kind;
}

void lex_init(Lexer *lex, NameTable *names, const char *text, size_t length, String *chunk_name)
{
    *lex = (Lexer){.failure = names->failure, .names = names, .next = text, .end = text + length,
                   .line = 1, .last_line = 1, .chunk_name = chunk_name};
    lex->ahead.kind = TOKEN_NONE;
    lex->token.kind = TOKEN_NONE;
}

void lex_free(Lexer *lex)
{
    mem_free(lex->failure->vm, lex->buffer, lex->buffer_cap);
    lex->buffer = NULL;
    lex->buffer_cap = 0;
}
