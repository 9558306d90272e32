/* format.c: string.format.
 *
 * Values with a __tostring are converted before the formatting: a first walk over the
 * specifications calls each metamethod by returning to the interpreter, and puts the string in the
 * argument's place; its continuation goes on behind the specification where it stopped (`ctx`). The
 * second walk then formats without interruption. Calls without such arguments have only the second.
 */
#include "string_lib.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "format.h"

/* Longer strings than this are added without formatting when there's no precision: Lua's limit, as
 * width has two digits. */
#define PADDED_STRING_MAX 100

#define FLAGS_FLOAT "-+ #0"
#define FLAGS_HEX "-#0"
#define FLAGS_INTEGER "-+ 0"
#define FLAGS_UNSIGNED "-0"
#define FLAGS_TEXT "-"

typedef struct Formatter {
    Weft *w;
    const char *at, *end; /* the rest of the format */
    int arg;              /* slot of the last argument used */
    int arg_count;
    WeftBuffer *buffer; /* its box is slot arg_count, and scratch is behind */
} Formatter;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* ---- specifications ---- */

/* Characters from p on that are flags, width and precision. */
static size_t modifier_length(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && (is_digit(*p) || is_one_of(*p, FLAGS_FLOAT "."))) {
        p++;
    }
    return (size_t)(p - start);
}

static bool read_spec(Formatter *f, FormatSpec *spec)
{
    size_t n = modifier_length(f->at, f->end);
    if (n > FORMAT_SPEC_MAX) {
        weft_raise(f->w, "invalid format (too long)");
        return false;
    }
    memset(spec, 0, sizeof *spec);
    spec->precision = -1;
    spec->text[0] = '%';
    memcpy(spec->text + 1, f->at, n);
    f->at += n;
    spec->length = n + 1;
    if (f->at < f->end) {
        spec->conversion = *f->at++;
        spec->text[spec->length++] = spec->conversion;
    }
    return true;
}

static void read_flags(FormatSpec *spec, const char **p, const char *flags)
{
    for (; is_one_of(**p, flags); ++*p) {
        spec->left |= **p == '-';
        spec->plus |= **p == '+';
        spec->space |= **p == ' ';
        spec->alternate |= **p == '#';
        spec->zero |= **p == '0';
    }
}

/* At most two digits. */
static int read_number(const char **p)
{
    int n = 0;
    for (int i = 0; i < 2 && is_digit(**p); i++) {
        n = n * 10 + (*(*p)++ - '0');
    }
    return n;
}

/* Takes the specification apart; false: it has what its conversion doesn't allow, error pending. */
static bool check_spec(Formatter *f, FormatSpec *spec, const char *flags, bool may_have_precision)
{
    const char *p = spec->text + 1;
    read_flags(spec, &p, flags);
    if (*p != '0') {
        spec->width = read_number(&p);
        if (*p == '.' && may_have_precision) {
            p++;
            spec->precision = read_number(&p);
        }
    }
    if (!is_letter(*p)) {
        weft_raise(f->w, "invalid conversion specification: '%s'", spec->text);
        return false;
    }
    return true;
}

/* ---- conversions ---- */

/* Adds text cut to the precision, padded to the width. */
static bool add_padded(Formatter *f, const FormatSpec *spec, const char *text, size_t length)
{
    if (spec->precision >= 0 && length > (size_t)spec->precision) {
        length = (size_t)spec->precision;
    }
    size_t padding = (size_t)spec->width > length ? (size_t)spec->width - length : 0;
    char *to = weft_buffer_reserve(f->buffer, length + padding);
    if (!to) {
        return false;
    }
    memset(spec->left ? to + length : to, ' ', padding);
    memcpy(spec->left ? to : to + padding, text, length);
    f->buffer->length += length + padding;
    return true;
}

static bool add_character(Formatter *f, FormatSpec *spec)
{
    int64_t c;
    if (!check_spec(f, spec, FLAGS_TEXT, false) || !weft_check_integer(f->w, f->arg, &c)) {
        return false;
    }
    char byte = (char)(unsigned char)c;
    return add_padded(f, spec, &byte, 1);
}

static bool add_integer(Formatter *f, FormatSpec *spec, const char *flags)
{
    int64_t value;
    if (!weft_check_integer(f->w, f->arg, &value)) {
        return false;
    }
    if (spec->length == 2 && (spec->conversion == 'd' || spec->conversion == 'i')) {
        char digits[24];
        size_t n = format_decimal(value, digits);
        return weft_buffer_add(f->buffer, digits, n);
    }
    char *to = check_spec(f, spec, flags, true) ? weft_buffer_reserve(f->buffer, FORMAT_NUMBER_MAX) : NULL;
    if (!to) {
        return false;
    }
    f->buffer->length += format_integer(spec, value, to);
    return true;
}

/* Lua checks the specification of a and A before the argument, and of the others behind. */
static bool add_float(Formatter *f, FormatSpec *spec)
{
    double value;
    bool is_hex = spec->conversion == 'a' || spec->conversion == 'A';
    if ((is_hex && !check_spec(f, spec, FLAGS_FLOAT, true)) || !weft_check_number(f->w, f->arg, &value) ||
        (!is_hex && !check_spec(f, spec, FLAGS_FLOAT, true))) {
        return false;
    }
    char text[FORMAT_NUMBER_MAX];
    size_t n = format_float(spec, value, text);
    return weft_buffer_add(f->buffer, text, n);
}

static bool add_pointer(Formatter *f, FormatSpec *spec)
{
    char text[32] = "(null)";
    const void *p = weft_pointer(f->w, f->arg);
    if (!check_spec(f, spec, FLAGS_TEXT, false)) {
        return false;
    }
    if (p) {
        snprintf(text, sizeof text, "%p", p);
    }
    return add_padded(f, spec, text, strlen(text));
}

/* %s; a __tostring has been called before. */
static bool add_string(Formatter *f, FormatSpec *spec)
{
    size_t length;
    int text_slot = f->arg;
    const char *s = weft_get_string(f->w, text_slot, &length);
    if (!s) {
        text_slot = f->arg_count + 1;
        if (!weft_plain_tostring(f->w, f->arg, text_slot)) {
            return false;
        }
        s = weft_get_string(f->w, text_slot, &length);
    }
    if (spec->length == 2) {
        return weft_buffer_add(f->buffer, s, length);
    }
    if (memchr(s, '\0', length)) {
        weft_raise_argument(f->w, f->arg, "string contains zeros");
        return false;
    }
    if (!check_spec(f, spec, FLAGS_TEXT, true)) {
        return false;
    }
    if (spec->precision < 0 && length >= PADDED_STRING_MAX) {
        return weft_buffer_add(f->buffer, s, length);
    }
    return add_padded(f, spec, s, length);
}

/* ---- %q ---- */

static bool is_control(unsigned char c)
{
    return c < 32 || c == 127;
}

/* As a decimal escape, of three digits where another one follows. */
static void add_escape(WeftBuffer *b, unsigned c, bool before_digit)
{
    weft_buffer_add_char(b, '\\');
    if (before_digit || c >= 100) {
        weft_buffer_add_char(b, (char)('0' + c / 100));
    }
    if (before_digit || c >= 10) {
        weft_buffer_add_char(b, (char)('0' + c / 10 % 10));
    }
    weft_buffer_add_char(b, (char)('0' + c % 10));
}

static bool add_quoted_string(Formatter *f, const char *s, size_t length)
{
    WeftBuffer *b = f->buffer;
    if (!lib_charge_bytes(f->w, length)) {
        return false;
    }
    weft_buffer_add_char(b, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\' || c == '\n') {
            weft_buffer_add_char(b, '\\');
            weft_buffer_add_char(b, (char)c);
        } else if (is_control(c)) {
            add_escape(b, c, i + 1 < length && is_digit(s[i + 1]));
        } else {
            weft_buffer_add_char(b, (char)c);
        }
    }
    return weft_buffer_add_char(b, '"') && !b->failed;
}

static bool add_quoted_float(Formatter *f, double n)
{
    char text[64];
    if (isnan(n)) {
        return weft_buffer_add_text(f->buffer, "(0/0)");
    }
    if (isinf(n)) {
        return weft_buffer_add_text(f->buffer, n > 0 ? "1e9999" : "-1e9999");
    }
    snprintf(text, sizeof text, "%a", n);
    char *comma = strchr(text, ',');
    if (comma) { /* a locale's */
        *comma = '.';
    }
    return weft_buffer_add_text(f->buffer, text);
}

static bool add_quoted_number(Formatter *f)
{
    int64_t i;
    double n;
    char text[24];
    if (!weft_is_integer(f->w, f->arg)) {
        return weft_to_number(f->w, f->arg, &n) && add_quoted_float(f, n);
    }
    weft_to_integer(f->w, f->arg, &i);
    if (i == INT64_MIN) { /* as a decimal numeral it would be a float */
        return weft_buffer_add_text(f->buffer, "0x8000000000000000");
    }
    size_t length = format_decimal(i, text);
    return weft_buffer_add(f->buffer, text, length);
}

static bool add_literal(Formatter *f, const FormatSpec *spec)
{
    size_t length;
    const char *s;
    if (spec->length != 2) {
        weft_raise(f->w, "specifier '%%q' cannot have modifiers");
        return false;
    }
    switch (weft_type(f->w, f->arg)) {
    case WEFT_STRING: s = weft_get_string(f->w, f->arg, &length); return add_quoted_string(f, s, length);
    case WEFT_NUMBER: return add_quoted_number(f);
    case WEFT_NIL: return weft_buffer_add_text(f->buffer, "nil");
    case WEFT_BOOLEAN: return weft_buffer_add_text(f->buffer, weft_to_boolean(f->w, f->arg) ? "true" : "false");
    default: weft_raise_argument(f->w, f->arg, "value has no literal form"); return false;
    }
}

/* ---- the walk that formats ---- */

/* What follows a "%" that isn't "%%". */
static bool add_conversion(Formatter *f)
{
    FormatSpec spec;
    if (++f->arg >= f->arg_count) {
        weft_raise_argument(f->w, f->arg, "no value");
        return false;
    }
    if (!read_spec(f, &spec)) {
        return false;
    }
    switch (spec.conversion) {
    case 'c': return add_character(f, &spec);
    case 'd':
    case 'i': return add_integer(f, &spec, FLAGS_INTEGER);
    case 'u': return add_integer(f, &spec, FLAGS_UNSIGNED);
    case 'o':
    case 'x':
    case 'X': return add_integer(f, &spec, FLAGS_HEX);
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': return add_float(f, &spec);
    case 'p': return add_pointer(f, &spec);
    case 'q': return add_literal(f, &spec);
    case 's': return add_string(f, &spec);
    default: weft_raise(f->w, "invalid conversion '%s' to 'format'", spec.text); return false;
    }
}

static void begin(Weft *w, Formatter *f, int arg_count)
{
    size_t length;
    f->w = w;
    f->at = weft_get_string(w, 0, &length);
    f->end = f->at + length;
    f->arg = 0;
    f->arg_count = arg_count;
}

static WeftResult format_all(Weft *w, int arg_count)
{
    enum { MUCH = 4096 }; /* bytes, charged before there are more */
    Formatter f;
    WeftBuffer b;
    size_t charged = 0;
    begin(w, &f, arg_count);
    f.buffer = &b;
    weft_buffer_init(w, &b, arg_count);
    while (f.at < f.end) {
        const char *percent = memchr(f.at, '%', (size_t)(f.end - f.at));
        const char *stop = percent ? percent : f.end;
        if (!weft_buffer_add(&b, f.at, (size_t)(stop - f.at))) {
            return WEFT_RAISE;
        }
        f.at = percent ? percent + 1 : f.end;
        if (!percent) {
            break;
        }
        if (f.at < f.end && *f.at == '%') {
            weft_buffer_add_char(&b, *f.at++);
        } else if (!add_conversion(&f)) {
            return WEFT_RAISE;
        }
        if (b.length - charged >= MUCH) {
            if (!lib_charge_bytes(w, b.length - charged)) {
                return WEFT_RAISE;
            }
            charged = b.length;
        }
    }
    if (!lib_charge_bytes(w, b.length - charged)) {
        return WEFT_RAISE;
    }
    return string_return_buffer(w, &b);
}

/* ---- the walk that calls __tostring ---- */

/* A context holds the place in the format and the argument, which is one of at most some millions. */
#define ARG_BITS 24

static WeftResult convert_objects(Weft *w, int arg_count, size_t offset, int arg);

static WeftResult converted(Weft *w, WeftStatus status, int64_t ctx)
{
    int arg = (int)(ctx & ((1 << ARG_BITS) - 1)), result = weft_slot_count(w) - 1;
    (void)status;
    if (!weft_to_string(w, result, NULL)) {
        return weft_has_error(w) ? WEFT_RAISE : weft_raise(w, "'__tostring' must return a string");
    }
    weft_copy(w, arg, result);
    weft_set_slot_count(w, result);
    return convert_objects(w, result, (size_t)(ctx >> ARG_BITS), arg);
}

static bool is_object(Weft *w, int slot)
{
    return weft_type(w, slot) > WEFT_STRING && weft_has_metatable(w, slot);
}

/* Goes on at the offset in the format, where `arg` arguments have been used. What is malformed is
 * left to format_all to tell. */
static WeftResult convert_objects(Weft *w, int arg_count, size_t offset, int arg)
{
    size_t length;
    const char *format = weft_check_string(w, 0, &length);
    const char *p = format ? format + (offset < length ? offset : length) : NULL, *end = format + length;
    if (!format) {
        return WEFT_RAISE;
    }
    while (p < end && (p = memchr(p, '%', (size_t)(end - p))) != NULL) {
        if (++p < end && *p == '%') {
            p++;
            continue;
        }
        p += modifier_length(p, end);
        arg++;
        if (p >= end || arg >= arg_count) {
            break;
        }
        if (*p++ == 's' && is_object(w, arg) && weft_metafield(w, arg, "__tostring", arg_count)) {
            int64_t ctx = (int64_t)(p - format) << ARG_BITS | arg;
            weft_copy(w, arg_count + 1, arg);
            return weft_call(w, arg_count, 1, 1, converted, ctx);
        }
    }
    weft_set_slot_count(w, arg_count);
    return format_all(w, arg_count);
}

WeftResult string_format(Weft *w)
{
    int arg_count = weft_slot_count(w);
    if (!weft_check_string(w, 0, NULL)) {
        return WEFT_RAISE;
    }
    for (int i = 1; i < arg_count; i++) {
        if (is_object(w, i)) {
            return convert_objects(w, arg_count, 0, 0);
        }
    }
    return format_all(w, arg_count);
}
