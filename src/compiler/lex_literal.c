/* lex_literal.c: the tokens with a value: strings, long strings, numbers.
 *
 * A string without escapes is taken from the source as it is. At the first backslash the text so far goes to the
 * lexer's buffer, and the rest of the string is assembled there. Numbers of the usual sizes are computed here;
 * a decimal fraction is exact when its digits fit 53 bits and the power of ten is exact, too (10^22 is the last such power). All others
 * go to the VM's conversion, which any text of a program goes through, so that both agree.
 *
 * Messages about escapes show the string from its quote, escapes before the faulty one decoded, and
 * the faulty one up to the character that is wrong. Lua's do, and programs compare them.
 */
#include "lex_internal.h"
#include <string.h>
#include "../vm/number.h"
#include "../vm/string.h"

#define EXACT_DIGITS 15   /* every integer of 15 decimal digits is exact in a double */
#define INTEGER_DIGITS 18 /* every one of 18 fits 63 bits */
#define EXACT_POWER 22    /* 10^22 is the largest power of ten that is exact in a double */
#define NUMBER_TEXT 200   /* longest number converted on the C stack (Lua's L_MAXLENNUM) */

static String *make_string(Lexer *lex, const char *bytes, size_t length)
{
    String *string = string_new(lex->failure->vm, bytes, length);
    if (string == NULL) {
        fail_memory(lex->failure);
    }
    return string;
}

static void put(Lexer *lex, char c)
{
    lex_reserve(lex, 1);
    lex->buffer[lex->buffer_len++] = c;
}

static void put_text(Lexer *lex, const char *from, const char *to)
{
    size_t length = (size_t)(to - from);
    lex_reserve(lex, length);
    memcpy(lex->buffer + lex->buffer_len, from, length);
    lex->buffer_len += length;
}

/* ---- long brackets ---- */

/* True when next stands at the closing bracket of this level. */
static bool at_closing(const Lexer *lex, int level)
{
    const char *p = lex->next + 1;
    for (int i = 0; i < level; i++) {
        if (*p++ != '=') {
            return false;
        }
    }
    return *p == ']';
}

static NORETURN void unfinished_long(Lexer *lex, bool is_comment, int line)
{
    lex_semantic_error(lex, "unfinished long %s (starting at line %d) near <eof>",
                       is_comment ? "comment" : "string", line);
}

/* Finds the end of a long bracket and leaves next at its "]". A line end other than a plain "\n" sets needs_copy. */
static void find_closing(Lexer *lex, int level, bool is_comment, int start_line, bool *needs_copy)
{
    for (;;) {
        char c = *lex->next;
        if (c == ']' && at_closing(lex, level)) {
            return;
        }
        if (char_is(c, CHAR_NEWLINE)) {
            const char *at = lex->next;
            lex_newline(lex);
            *needs_copy |= c == '\r' || lex->next - at > 1;
        } else if (c == '\0' && lex_at_end(lex)) {
            unfinished_long(lex, is_comment, start_line);
        } else {
            lex->next++;
        }
    }
}

/* The string between from and to with every line end as "\n". */
static String *normalized_string(Lexer *lex, const char *from, const char *to)
{
    lex->buffer_len = 0;
    lex_reserve(lex, (size_t)(to - from));
    while (from < to) {
        char c = *from++;
        if (char_is(c, CHAR_NEWLINE)) {
            if (from < to && char_is(*from, CHAR_NEWLINE) && *from != c) {
                from++;
            }
            c = '\n';
        }
        put(lex, c);
    }
    return make_string(lex, lex->buffer, lex->buffer_len);
}

void lex_long_bracket(Lexer *lex, Token *token, int level, bool is_comment)
{
    int start_line = lex->line;
    bool needs_copy = false;
    lex->next += level + 1;
    if (char_is(*lex->next, CHAR_NEWLINE)) {
        lex_newline(lex);
    }
    const char *from = lex->next;
    find_closing(lex, level, is_comment, start_line, &needs_copy);
    if (!is_comment) {
        token->string = needs_copy ? normalized_string(lex, from, lex->next)
                                   : make_string(lex, from, (size_t)(lex->next - from));
    }
    lex->next += level + 2;
}

/* ---- escapes ---- */

/* Fails on the escape sequence that starts at escape, showing the string up to and including the character at next. */
static NORETURN void escape_error(Lexer *lex, const char *message, const char *quote, const char *escape)
{
    put_text(lex, escape, lex->next + !lex_at_end(lex));
    size_t length = lex->buffer_len;
    char *shown = arena_alloc(&lex->names->arena, length + 1);
    shown[0] = *quote;
    memcpy(shown + 1, lex->buffer, length);
    const char *zero = memchr(shown, '\0', length + 1); /* where Lua's message would end */
    lex_error_near_text(lex, message, shown, zero != NULL ? (size_t)(zero - shown) : length + 1);
}

static int hex_value(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* "\xXX", next at the x. */
static void escape_hex(Lexer *lex, const char *quote, const char *escape)
{
    int value = 0;
    for (int i = 0; i < 2; i++) {
        lex->next++;
        if (!char_is(*lex->next, CHAR_HEX)) {
            escape_error(lex, "hexadecimal digit expected", quote, escape);
        }
        value = value * 16 + hex_value(*lex->next);
    }
    lex->next++;
    put(lex, (char)value);
}

/* "\ddd", next at the first digit. */
static void escape_decimal(Lexer *lex, const char *quote, const char *escape)
{
    int value = 0;
    for (int i = 0; i < 3 && char_is(*lex->next, CHAR_DIGIT); i++) {
        value = value * 10 + (*lex->next++ - '0');
    }
    if (value > UINT8_MAX) {
        escape_error(lex, "decimal escape too large", quote, escape);
    }
    put(lex, (char)value);
}

/* Appends a code point below 2^31 in the UTF-8 of RFC 2279, up to six bytes. */
static void put_utf8(Lexer *lex, uint32_t code)
{
    if (code < 0x80) {
        put(lex, (char)code);
        return;
    }
    int tail = code < 0x800 ? 1 : code < 0x10000 ? 2 : code < 0x200000 ? 3 : code < 0x4000000 ? 4 : 5;
    put(lex, (char)((0xFF00 >> (tail + 1)) | (code >> (6 * tail))));
    while (tail-- > 0) {
        put(lex, (char)(0x80 | ((code >> (6 * tail)) & 0x3F)));
    }
}

/* "\u{X...}", next at the u. */
static void escape_unicode(Lexer *lex, const char *quote, const char *escape)
{
    uint32_t code = 0;
    lex->next++;
    if (*lex->next != '{') {
        escape_error(lex, "missing '{'", quote, escape);
    }
    lex->next++;
    if (!char_is(*lex->next, CHAR_HEX)) {
        escape_error(lex, "hexadecimal digit expected", quote, escape);
    }
    for (; char_is(*lex->next, CHAR_HEX); lex->next++) {
        if (code > (0x7FFFFFFFu >> 4)) {
            escape_error(lex, "UTF-8 value too large", quote, escape);
        }
        code = code * 16 + (uint32_t)hex_value(*lex->next);
    }
    if (*lex->next != '}') {
        escape_error(lex, "missing '}'", quote, escape);
    }
    lex->next++;
    put_utf8(lex, code);
}

/* "\z": passes the white space that follows. */
static void escape_skip(Lexer *lex)
{
    lex->next++;
    while (char_is(*lex->next, CHAR_SPACE | CHAR_NEWLINE)) {
        if (char_is(*lex->next, CHAR_NEWLINE)) {
            lex_newline(lex);
        } else {
            lex->next++;
        }
    }
}

/* Decodes the escape sequence at next, a backslash, into the buffer. */
static void decode_escape(Lexer *lex, const char *quote)
{
    static const char simple[] = "abfnrtv\\\"'", meaning[] = "\a\b\f\n\r\t\v\\\"'";
    const char *escape = lex->next++;
    char c = *lex->next;
    const char *found = c != '\0' ? strchr(simple, c) : NULL;
    if (found != NULL) {
        put(lex, meaning[found - simple]);
        lex->next++;
    } else if (char_is(c, CHAR_DIGIT)) {
        escape_decimal(lex, quote, escape);
    } else if (char_is(c, CHAR_NEWLINE)) {
        lex_newline(lex);
        put(lex, '\n');
    } else if (c == 'x') {
        escape_hex(lex, quote, escape);
    } else if (c == 'u') {
        escape_unicode(lex, quote, escape);
    } else if (c == 'z') {
        escape_skip(lex);
    } else if (c != '\0' || !lex_at_end(lex)) {
        escape_error(lex, "invalid escape sequence", quote, escape);
    } /* else the string is unfinished, which its reader will find */
}

/* ---- short strings ---- */

/* Fails: a line or the text ended inside a string. */
static NORETURN void unfinished_string(Lexer *lex, const char *quote)
{
    if (lex_at_end(lex)) {
        lex_semantic_error(lex, "unfinished string near <eof>");
    }
    lex->next--; /* the line end itself is not shown */
    escape_error(lex, "unfinished string", quote, lex->next + 1);
}

/* Passes characters that stand for themselves. */
static const char *skip_plain(const char *p, char quote)
{
    while (*p != quote && *p != '\\' && *p != '\0' && !char_is(*p, CHAR_NEWLINE)) {
        p++;
    }
    return p;
}

/* Reads the rest of a string of which the part before next, the first one to need it, is to be decoded. */
static void decode_string(Lexer *lex, const char *quote)
{
    const char *from = quote + 1;
    lex->buffer_len = 0;
    for (;;) {
        put_text(lex, from, lex->next);
        if (*lex->next == *quote) {
            return;
        }
        from = lex->next;
        if (*lex->next == '\\') {
            decode_escape(lex, quote);
            from = lex->next;
        } else if (lex_at_end(lex) || *lex->next != '\0') {
            unfinished_string(lex, quote);
        } else {
            lex->next++;
        }
        lex->next = skip_plain(lex->next, *quote);
    }
}

void lex_short_string(Lexer *lex, Token *token)
{
    const char *quote = lex->next;
    lex->next = skip_plain(quote + 1, *quote);
    if (*lex->next == *quote) {
        token->string = make_string(lex, quote + 1, (size_t)(lex->next - quote - 1));
    } else {
        decode_string(lex, quote);
        token->string = make_string(lex, lex->buffer, lex->buffer_len);
    }
    lex->next++;
}

/* ---- numbers ---- */

static void set_number(Token *token, double number)
{
    token->kind = TOKEN_FLOAT;
    token->number = number;
}

/* Converts digits or digits "." digits when that is exact; false when it is another kind of number. */
static bool simple_number(Token *token, const char *p, const char *stop)
{
    static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int64_t value = 0;
    const char *point = NULL;
    if (stop - p > INTEGER_DIGITS) {
        return false;
    }
    for (const char *at = p; at < stop; at++) {
        if (char_is(*at, CHAR_DIGIT)) {
            value = value * 10 + (*at - '0');
        } else if (*at == '.' && point == NULL) {
            point = at;
        } else {
            return false;
        }
    }
    if (point == NULL) {
        token->kind = TOKEN_INTEGER;
        token->integer = value;
        return true;
    }
    if (stop - p - 1 > EXACT_DIGITS || stop - p == 1) {
        return false;
    }
    set_number(token, (double)value / powers[stop - point - 1]);
    return true;
}

/* Converts by the VM's rules; false when the text is no number. */
static bool general_number(Lexer *lex, Token *token, const char *stop)
{
    char buffer[NUMBER_TEXT + 1];
    size_t length = (size_t)(stop - token->start);
    char *text = length <= NUMBER_TEXT ? buffer : arena_alloc(&lex->names->arena, length + 1);
    Value value;
    memcpy(text, token->start, length);
    text[length] = '\0';
    if (!number_from_text(text, length, &value)) {
        return false;
    }
    if (is_int(&value)) {
        token->kind = TOKEN_INTEGER;
        token->integer = value.i;
    } else {
        set_number(token, value.n);
    }
    return true;
}

/* End of what Lua takes for a number: digits, points, exponents with their signs, and one letter too many. */
static const char *number_end(const char *p)
{
    bool is_hex = p[0] == '0' && (p[1] | 0x20) == 'x';
    char exponent = is_hex ? 'p' : 'e';
    p += is_hex ? 2 : 0;
    for (;;) {
        if ((*p | 0x20) == exponent) {
            p++;
            p += *p == '+' || *p == '-';
        } else if (char_is(*p, CHAR_HEX) || *p == '.') {
            p++;
        } else {
            return p + char_is(*p, CHAR_NAME_START);
        }
    }
}

void lex_number(Lexer *lex, Token *token)
{
    token->start = lex->next;
    lex->next = token->stop = number_end(lex->next);
    if (!simple_number(token, token->start, token->stop) && !general_number(lex, token, token->stop)) {
        token->kind = TOKEN_FLOAT;
        lex_error(lex, "malformed number", token);
    }
}
