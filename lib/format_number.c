/* format_number.c: texts of numbers by a conversion specification.
 *
 * Integers are laid out here. So are floats by %f of up to 15 decimals whose value times
 * 10^decimals fits in 128 bits, exactly: a float is m * 2^-shift with an integer m, so m *
 * 10^decimals shifted right, rounded to nearest even by what was shifted out, has just the digits
 * that are wanted. %g is the engine's (weft_number_text). Everything else is left to snprintf.
 */
#include "format.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Digits of value, ending before `end`; returns where they start. */
static char *digits_before(char *end, uint64_t value, unsigned base, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    do {
        *--end = digits[value % base];
        value /= base;
    } while (value != 0);
    return end;
}

static char *decimal_before(char *end, uint64_t value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    return end;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

size_t format_decimal(int64_t value, char to[24])
{
    char digits[24], *end = digits + sizeof digits, *first = decimal_before(end, magnitude(value));
    if (value < 0) {
        *--first = '-';
    }
    memcpy(to, first, (size_t)(end - first));
    return (size_t)(end - first);
}

/* ---- layout ---- */

typedef struct Layout {
    const char *sign; /* "", "-", "+", " ", "0x" */
    const char *digits;
    size_t digit_count;
    size_t zeros; /* between sign and digits */
} Layout;

static size_t repeat(char *to, char c, size_t n)
{
    memset(to, c, n);
    return n;
}

/* Pads with spaces or, if asked, zeros to the width. */
static size_t lay_out(const FormatSpec *spec, Layout *layout, bool pad_with_zeros, char *to)
{
    size_t sign = strlen(layout->sign), length = sign + layout->zeros + layout->digit_count, n = 0;
    size_t padding = (size_t)spec->width > length ? (size_t)spec->width - length : 0;
    if (spec->left) {
        pad_with_zeros = false;
    } else if (pad_with_zeros) {
        layout->zeros += padding;
    } else {
        n = repeat(to, ' ', padding);
    }
    memcpy(to + n, layout->sign, sign);
    n += sign;
    n += repeat(to + n, '0', layout->zeros);
    memcpy(to + n, layout->digits, layout->digit_count);
    n += layout->digit_count;
    return spec->left ? n + repeat(to + n, ' ', padding) : n;
}

static const char *sign_of(const FormatSpec *spec, bool is_negative)
{
    return is_negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

size_t format_integer(const FormatSpec *spec, int64_t value, char to[FORMAT_NUMBER_MAX])
{
    char digits[32], *end = digits + sizeof digits, *first;
    Layout layout = {.sign = ""};
    switch (spec->conversion) {
    case 'x':
    case 'X':
        first = digits_before(end, (uint64_t)value, 16, spec->conversion == 'X');
        layout.sign = !spec->alternate || value == 0 ? "" : spec->conversion == 'x' ? "0x" : "0X";
        break;
    case 'o': first = digits_before(end, (uint64_t)value, 8, false); break;
    case 'u': first = decimal_before(end, (uint64_t)value); break;
    default:
        first = decimal_before(end, magnitude(value));
        layout.sign = sign_of(spec, value < 0);
        break;
    }
    if (value == 0 && spec->precision == 0) {
        first = end;
    }
    layout.digits = first;
    layout.digit_count = (size_t)(end - first);
    if (spec->precision > (int)layout.digit_count) {
        layout.zeros = (size_t)spec->precision - layout.digit_count;
    }
    if (spec->conversion == 'o' && spec->alternate && layout.zeros == 0 && (first == end || *first != '0')) {
        layout.zeros = 1;
    }
    return lay_out(spec, &layout, spec->zero && spec->precision < 0, to);
}

/* ---- floats ---- */

#ifdef __SIZEOF_INT128__
typedef unsigned __int128 Wide;

/* 10^15 < 2^50: the product with a 53-bit mantissa keeps well below 128 bits. */
#define FIXED_DECIMALS_MAX 15

enum { MANTISSA_BITS = 52, EXPONENT_MASK = 0x7FF, EXPONENT_BIAS = 1075 };

/* |value| * 10^decimals rounded to an integer. False: too large or small for this way, or no
 * number. */
static bool scaled(uint64_t bits, int decimals, uint64_t *out)
{
    /* clang-format off */
    static const uint64_t powers[FIXED_DECIMALS_MAX + 1] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
        100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
    };
    /* clang-format on */
    int exponent = (int)(bits >> MANTISSA_BITS & EXPONENT_MASK);
    uint64_t mantissa = bits & (((uint64_t)1 << MANTISSA_BITS) - 1);
    if (exponent == 0 && mantissa == 0) {
        *out = 0;
        return true;
    }
    int shift = EXPONENT_BIAS - exponent;
    if (exponent == 0 || shift > 120 || shift < -10) {
        return false;
    }
    Wide product = (Wide)(mantissa | (uint64_t)1 << MANTISSA_BITS) * powers[decimals];
    if (shift <= 0) {
        product <<= -shift;
    } else {
        Wide rest = product & (((Wide)1 << shift) - 1), half = (Wide)1 << (shift - 1);
        product >>= shift;
        product += rest > half || (rest == half && (product & 1));
    }
    *out = (uint64_t)product;
    return product >> 64 == 0;
}

/* %f; 0: not in this way. */
static size_t format_fixed(const FormatSpec *spec, double value, char *to)
{
    int decimals = spec->precision < 0 ? 6 : spec->precision;
    uint64_t bits, number;
    memcpy(&bits, &value, sizeof bits);
    if (decimals > FIXED_DECIMALS_MAX || !scaled(bits, decimals, &number)) {
        return 0;
    }
    char digits[48], *end = digits + sizeof digits, *at = end;
    for (int i = 0; i < decimals; i++) {
        *--at = (char)('0' + number % 10);
        number /= 10;
    }
    if (decimals > 0 || spec->alternate) {
        *--at = '.';
    }
    at = decimal_before(at, number);
    Layout layout = {sign_of(spec, bits >> 63), at, (size_t)(end - at), 0};
    return lay_out(spec, &layout, spec->zero, to);
}
#else
static size_t format_fixed(const FormatSpec *spec, double value, char *to)
{
    (void)spec, (void)value, (void)to;
    return 0;
}
#endif

/* %g; 0: not in this way. */
static size_t format_general(const FormatSpec *spec, double value, char *to)
{
    char text[48];
    size_t n = spec->alternate ? 0 : weft_number_text(fabs(value), spec->precision < 0 ? 6 : spec->precision, text);
    Layout layout = {sign_of(spec, signbit(value)), text, n, 0};
    return n > 0 ? lay_out(spec, &layout, spec->zero, to) : 0;
}

size_t format_float(const FormatSpec *spec, double value, char to[FORMAT_NUMBER_MAX])
{
    size_t n = spec->conversion == 'f' ? format_fixed(spec, value, to) : spec->conversion == 'g' ? format_general(spec, value, to) : 0;
    if (n == 0) {
        int written = snprintf(to, FORMAT_NUMBER_MAX, spec->text, value);
        n = written < 0 ? 0 : (size_t)written;
    }
    return n;
}
