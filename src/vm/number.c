/* number.c: numbers and their text, and the arithmetic whose rules are Lua's.
 *
 * Reading is in two steps: a scanner of our own decides what is a numeral (it refuses "inf", "nan" and what else strtod would
 * take), then the value is computed: integers here, floats of up to 15 digits with a small exponent here too
 * (one exact multiplication or division), all others by strtod. strtod and printf follow the locale's decimal point. As in Lua
 * 5.4, tostring writes the locale's point, and both '.' and the locale's point are read.
 *
 * A float's digits are had exactly, where it is neither very large nor very small: it is m * 2^e with an integer m, so m * 5^k,
 * shifted, is its product with 10^k, and what is shifted out tells how to round. All others are left to snprintf.
 *
 * Comparisons between integers and floats are exact: the float is rounded to an integer in the direction that keeps
 * the order, never the integer to a float.
 *
 * Nothing here allocates, raises, or keeps state.
 */
#include "number.h"

#if defined(__unix__)
#include <langinfo.h>
#else
#include <locale.h>
#endif
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object.h"

#define TWO_TO_63 9223372036854775808.0
#define MAX_COPIED_NUMERAL 200 /* longest numeral whose point is exchanged for the locale's, as in Lua 5.4 */
#define MAX_EXACT_DIGITS 15    /* any such decimal number is exact in a double */
#define MAX_EXACT_POWER 22     /* the largest power of ten that is exact in a double */

static char locale_point(void)
{
#if defined(__unix__)
    return nl_langinfo(RADIXCHAR)[0]; /* localeconv fills a struct */
#else
    return localeconv()->decimal_point[0];
#endif
}

/* ---- to text ---- */

/* The digits of a number, ending before `end`; returns where they start. */
static char *digits_before(char *end, uint64_t number)
{
    static const char pairs[] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
                                "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    while (number >= 100) {
        end -= 2;
        memcpy(end, pairs + 2 * (number % 100), 2);
        number /= 100;
    }
    if (number >= 10) {
        end -= 2;
        memcpy(end, pairs + 2 * number, 2);
    } else {
        *--end = (char)('0' + number);
    }
    return end;
}

static size_t int_to_text(int64_t i, char *buffer)
{
    char digits[20], *end = digits + sizeof digits, *first = digits_before(end, i < 0 ? 0 - (uint64_t)i : (uint64_t)i);
    size_t count = (size_t)(end - first), sign = i < 0;
    buffer[0] = '-';
    memcpy(buffer + sign, first, count);
    buffer[sign + count] = '\0';
    return sign + count;
}

static size_t add_point_zero(char *buffer, size_t length)
{
    buffer[length++] = locale_point();
    buffer[length++] = '0';
    buffer[length] = '\0';
    return length;
}

#ifdef __SIZEOF_INT128__
typedef unsigned __int128 Wide;

#define MAX_POWER_OF_5 27 /* the largest that fits in 63 bits: its product with a mantissa keeps within 128 */

static uint64_t power(uint64_t base, int exponent)
{
    uint64_t r = 1;
    for (; exponent > 0; exponent >>= 1, base *= base) {
        r *= exponent & 1 ? base : 1;
    }
    return r;
}

/* m * 2^e * 10^k, k not negative, rounded to the nearest integer, ties to even: exact, since m * 5^k is. The result is known to
 * be small. False: it cannot be had this way. */
static bool scale_up(uint64_t m, int e, int k, uint64_t *out)
{
    int shift = -(e + k);
    if (k > MAX_POWER_OF_5 || shift > 120 || shift < -60) {
        return false;
    }
    Wide product = (Wide)m * power(5, k);
    if (shift > 0) {
        Wide rest = product & (((Wide)1 << shift) - 1), half = (Wide)1 << (shift - 1);
        product >>= shift;
        product += rest > half || (rest == half && (product & 1));
    } else {
        product <<= -shift;
    }
    *out = (uint64_t)product;
    return product >> 63 == 0;
}

/* n / 10^k rounded likewise, k positive. */
static bool scale_down(double n, int k, uint64_t *out)
{
    if (n >= TWO_TO_63 || k > 18) {
        return false;
    }
    uint64_t whole = (uint64_t)n, divisor = power(10, k), quotient = whole / divisor, rest = whole % divisor;
    bool has_more = (double)whole != n;
    bool is_above = rest > divisor / 2 || (rest == divisor / 2 && (has_more || (quotient & 1)));
    *out = quotient + is_above;
    return true;
}

/* A positive number rounded to so many significant decimal digits, and the power of ten of the first of them. */
static bool round_digits(double n, int count, uint64_t *digits, int *exponent)
{
    uint64_t bits;
    memcpy(&bits, &n, sizeof bits);
    int biased = (int)(bits >> 52);
    if (biased == 0 || biased >= 0x7ff) {
        return false;
    }
    uint64_t m = (bits & 0xfffffffffffffu) | (uint64_t)1 << 52, end = power(10, count);
    int guess = (int)(((int64_t)(biased - 1023) * 315653) >> 20); /* times log10(2): right, or one less */
    for (;; guess++) {
        int k = count - 1 - guess;
        if (!(k >= 0 ? scale_up(m, biased - 1075, k, digits) : scale_down(n, -k, digits))) {
            return false;
        }
        if (*digits < end) {
            *exponent = guess;
            return *digits >= end / 10;
        }
    }
}

size_t number_float_text(double n, int precision, char buffer[NUMBER_TEXT_MAX])
{
    char digits[20], *end = digits + sizeof digits, *to = buffer;
    uint64_t number = 0; /* for compilers that do not see that it is set */
    int exponent;
    if (precision < 1 || precision > 17 || !round_digits(fabs(n), precision, &number, &exponent)) {
        return 0;
    }
    while (number % 10 == 0) {
        number /= 10;
    }
    char *first = digits_before(end, number);
    int count = (int)(end - first), before = exponent + 1; /* digits before the point */
    if (signbit(n)) {
        *to++ = '-';
    }
    if (exponent < -4 || exponent >= precision) {
        before = 1;
    }
    if (before <= 0) {
        *to++ = '0';
        *to++ = locale_point();
        for (; before < 0; before++) {
            *to++ = '0';
        }
        memcpy(to, first, (size_t)count);
        to += count;
    } else {
        for (int i = 0; i < before || i < count; i++) {
            if (i == before) {
                *to++ = locale_point();
            }
            *to++ = i < count ? first[i] : '0';
        }
    }
    if (exponent < -4 || exponent >= precision) {
        unsigned e = (unsigned)(exponent < 0 ? -exponent : exponent);
        *to++ = 'e';
        *to++ = exponent < 0 ? '-' : '+';
        if (e >= 100) {
            *to++ = (char)('0' + e / 100);
        }
        *to++ = (char)('0' + e / 10 % 10);
        *to++ = (char)('0' + e % 10);
    }
    *to = '\0';
    return (size_t)(to - buffer);
}
#else
size_t number_float_text(double n, int precision, char buffer[NUMBER_TEXT_MAX])
{
    (void)n, (void)precision, (void)buffer;
    return 0;
}
#endif

static size_t float_to_text(double n, char *buffer)
{
    if (fabs(n) < 1e14 && n == (double)(int64_t)n && (n != 0 || !signbit(n))) { /* what "%.14g" writes as an integer */
        return add_point_zero(buffer, int_to_text((int64_t)n, buffer));
    }
    size_t length = number_float_text(n, 14, buffer);
    if (length == 0) {
        length = (size_t)snprintf(buffer, NUMBER_TEXT_MAX, "%.14g", n);
    }
    if (buffer[strspn(buffer, "-0123456789")] == '\0') {
        length = add_point_zero(buffer, length);
    }
    return length;
}

size_t number_to_text(const Value *v, char buffer[NUMBER_TEXT_MAX])
{
    return is_int(v) ? int_to_text(v->i, buffer) : float_to_text(v->n, buffer);
}

/* ---- from text ---- */

/* What the scanner found; positions are in the text. */
typedef struct Numeral {
    const char *first;   /* sign included */
    const char *digits;  /* behind the sign and 0x */
    const char *end;
    const char *point;   /* NULL: none */
    bool is_negative, is_hex, has_exponent;
} Numeral;

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_decimal_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int hex_digit(char c)
{
    if (is_decimal_digit(c)) {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *skip_digits(const char *p, bool is_hex)
{
    while (is_hex ? hex_digit(*p) >= 0 : is_decimal_digit(*p)) {
        p++;
    }
    return p;
}

static const char *skip_exponent(const char *p, Numeral *n)
{
    if ((*p | 0x20) != (n->is_hex ? 'p' : 'e')) {
        return p;
    }
    p++;
    p += *p == '+' || *p == '-';
    n->has_exponent = true;
    return is_decimal_digit(*p) ? skip_digits(p, false) : NULL;
}

/* Scans one numeral with spaces around it that takes up all of the text. */
static bool scan(const char *text, size_t length, Numeral *n)
{
    const char *p = text;
    while (is_space(*p)) {
        p++;
    }
    *n = (Numeral){.first = p, .is_negative = *p == '-'};
    p += *p == '-' || *p == '+';
    if (p[0] == '0' && (p[1] | 0x20) == 'x') {
        n->is_hex = true;
        p += 2;
    }
    n->digits = p;
    p = skip_digits(p, n->is_hex);
    size_t digits = (size_t)(p - n->digits);
    if (*p == '.' || (*p != '\0' && !is_space(*p) && (*p | 0x20) != (n->is_hex ? 'p' : 'e') && *p == locale_point())) {
        n->point = p++;
        const char *fraction = p;
        p = skip_digits(p, n->is_hex);
        digits += (size_t)(p - fraction);
    }
    if (digits == 0 || (p = skip_exponent(p, n)) == NULL) {
        return false;
    }
    n->end = p;
    while (is_space(*p)) {
        p++;
    }
    return p == text + length;
}

/* A numeral without point and exponent as an integer: hexadecimal ones wrap, decimal ones must fit. */
static bool read_int(const Numeral *n, int64_t *out)
{
    uint64_t a = 0, most = (uint64_t)INT64_MAX + n->is_negative;
    for (const char *p = n->digits; p < n->end; p++) {
        if (n->is_hex) {
            a = a << 4 | (uint64_t)hex_digit(*p);
            continue;
        }
        uint64_t digit = (uint64_t)(*p - '0');
        if (a > (most - digit) / 10) {
            return false;
        }
        a = a * 10 + digit;
    }
    *out = (int64_t)(n->is_negative ? 0 - a : a);
    return true;
}

static const double powers_of_ten[MAX_EXACT_POWER + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

/* A short decimal float: an exact mantissa times or by an exact power of ten is rounded once, hence rightly. */
static bool read_short_float(const Numeral *n, double *out)
{
    uint64_t mantissa = 0;
    int digits = 0, exponent = 0;
    const char *p = n->digits;
    for (; p < n->end && (*p | 0x20) != 'e'; p++) {
        if (p == n->point) {
            continue;
        }
        digits += mantissa != 0 || *p != '0';
        if (digits > MAX_EXACT_DIGITS) {
            return false;
        }
        mantissa = mantissa * 10 + (uint64_t)(*p - '0');
        exponent -= n->point != NULL && p > n->point;
    }
    if (n->has_exponent) {
        const char *e = p + 1;
        bool is_negative = *e == '-';
        e += *e == '-' || *e == '+';
        int given = 0;
        for (; e < n->end; e++) {
            if (given > 1000) {
                return false;
            }
            given = given * 10 + (*e - '0');
        }
        exponent += is_negative ? -given : given;
    }
    if (exponent < -MAX_EXACT_POWER || exponent > MAX_EXACT_POWER) {
        return false;
    }
    double r = (double)mantissa;
    r = exponent < 0 ? r / powers_of_ten[-exponent] : r * powers_of_ten[exponent];
    *out = n->is_negative ? -r : r;
    return true;
}

static bool read_float(const Numeral *n, double *out)
{
    char copy[MAX_COPIED_NUMERAL + 1], *end;
    if (!n->is_hex && read_short_float(n, out)) {
        return true;
    }
    size_t length = (size_t)(n->end - n->first);
    char point = locale_point();
    if (n->point == NULL || *n->point == point) {
        *out = strtod(n->first, &end);
        return end == n->end;
    }
    if (length > MAX_COPIED_NUMERAL) {
        return false;
    }
    memcpy(copy, n->first, length);
    copy[length] = '\0';
    copy[n->point - n->first] = point;
    *out = strtod(copy, &end);
    return end == copy + length;
}

bool number_from_text(const char *text, size_t length, Value *out)
{
    Numeral n;
    int64_t i;
    double f;
    if (!scan(text, length, &n)) {
        return false;
    }
    if (n.point == NULL && !n.has_exponent && read_int(&n, &i)) {
        set_int(out, i);
        return true;
    }
    if (!read_float(&n, &f)) {
        return false;
    }
    set_float(out, f);
    return true;
}

/* ---- conversions ---- */

bool number_float_to_int(double n, int64_t *out)
{
    if (n >= -TWO_TO_63 && n < TWO_TO_63 && n == floor(n)) {
        *out = (int64_t)n;
        return true;
    }
    return false;
}

/* The number that a string holds. */
static bool string_number(const Value *v, Value *out)
{
    return number_from_text(v->string->chars, v->string->length, out);
}

bool number_to_int(const Value *v, int64_t *out)
{
    Value n;
    if (is_int(v)) {
        *out = v->i;
        return true;
    }
    if (is_float(v)) {
        return number_float_to_int(v->n, out);
    }
    return is_string(v) && string_number(v, &n) && number_to_int(&n, out);
}

bool number_to_float(const Value *v, double *out)
{
    Value n;
    if (is_float(v)) {
        *out = v->n;
        return true;
    }
    if (is_int(v)) {
        *out = (double)v->i;
        return true;
    }
    return is_string(v) && string_number(v, &n) && number_to_float(&n, out);
}

/* ---- arithmetic ---- */

int64_t int_floor_div(int64_t a, int64_t b)
{
    if (b == -1) { /* the minimum divided by -1 traps */
        return int_neg(a);
    }
    int64_t q = a / b;
    return q - (a % b != 0 && (a ^ b) < 0);
}

int64_t int_floor_mod(int64_t a, int64_t b)
{
    if (b == -1) {
        return 0;
    }
    int64_t r = a % b;
    return r != 0 && (r ^ b) < 0 ? r + b : r;
}

double float_floor_mod(double a, double b)
{
    double r;
    if (fabs(a) < 0x1p31 && fabs(b) < 0x1p31 && a == (int32_t)a && b == (int32_t)b && b != 0) {
        r = copysign((int32_t)a % (int32_t)b, a); /* the same, and much quicker */
    } else {
        r = fmod(a, b);
    }
    if (r > 0 ? b < 0 : r < 0 && b > 0) {
        r += b;
    }
    return r;
}

int64_t int_shift_left(int64_t a, int64_t by)
{
    if (by <= -64 || by >= 64) {
        return 0;
    }
    return (int64_t)(by >= 0 ? (uint64_t)a << by : (uint64_t)a >> -by);
}

/* ---- comparison ---- */

static bool int_less_float(int64_t i, double n)
{
    if (n >= TWO_TO_63) {
        return true;
    }
    return n > -TWO_TO_63 && i < (int64_t)ceil(n);
}

static bool int_less_equal_float(int64_t i, double n)
{
    if (n >= TWO_TO_63) {
        return true;
    }
    return n >= -TWO_TO_63 && i <= (int64_t)floor(n);
}

static bool float_less_int(double n, int64_t i)
{
    if (n >= -TWO_TO_63) {
        return n < TWO_TO_63 && (int64_t)floor(n) < i;
    }
    return n < 0; /* not NaN */
}

static bool float_less_equal_int(double n, int64_t i)
{
    if (n >= -TWO_TO_63) {
        return n < TWO_TO_63 && (int64_t)ceil(n) <= i;
    }
    return n < 0;
}

bool number_less(const Value *a, const Value *b)
{
    if (is_int(a)) {
        return is_int(b) ? a->i < b->i : int_less_float(a->i, b->n);
    }
    return is_int(b) ? float_less_int(a->n, b->i) : a->n < b->n;
}

bool number_less_equal(const Value *a, const Value *b)
{
    if (is_int(a)) {
        return is_int(b) ? a->i <= b->i : int_less_equal_float(a->i, b->n);
    }
    return is_int(b) ? float_less_equal_int(a->n, b->i) : a->n <= b->n;
}

bool number_equal_mixed(int64_t i, double n)
{
    int64_t exact;
    return number_float_to_int(n, &exact) && exact == i;
}

bool number_for_limit(int64_t init, const Value *limit, int64_t step, int64_t *out)
{
    if (is_int(limit)) {
        *out = limit->i;
    } else if (!number_float_to_int(step < 0 ? ceil(limit->n) : floor(limit->n), out)) {
        bool is_above = limit->n > 0; /* out of the integers' range; NaN counts as below, as in Lua 5.4 */
        if (is_above == (step < 0)) {
            return true;
        }
        *out = is_above ? INT64_MAX : INT64_MIN;
    }
    return step > 0 ? init > *out : init < *out;
}
