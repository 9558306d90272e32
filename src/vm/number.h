/* number.h: conversions between numbers and text, and number arithmetic whose rules are Lua's. */
#ifndef WEFT_NUMBER_H
#define WEFT_NUMBER_H

#include "value.h"

#define NUMBER_TEXT_MAX 48
/* Text of a number as tostring gives it ("%d", "%.14g" with ".0" added to integral floats, "inf", "-nan", the locale's point),
 * NUL-terminated; returns the length. */
size_t number_to_text(const Value *v, char buffer[NUMBER_TEXT_MAX]);
/* What "%.<precision>g" writes, precision from 1 to 17; 0: left to snprintf. */
size_t number_float_text(double n, int precision, char buffer[NUMBER_TEXT_MAX]);
/* Text to number by Lua's lexical rules (spaces around allowed, hex, hex floats, no "inf" or "nan", '.' or the locale's point);
 * false when it is none. length excludes the NUL that must follow. */
bool number_from_text(const char *text, size_t length, Value *out);
/* A float with an exact integer value in range. */
bool number_float_to_int(double n, int64_t *out);
/* Integer of a number or of a string convertible to one with integer value. */
bool number_to_int(const Value *v, int64_t *out);
bool number_to_float(const Value *v, double *out); /* numbers and convertible strings */
/* Floor division and modulo; the divisor of the integer forms is not 0. */
int64_t int_floor_div(int64_t a, int64_t b);
int64_t int_floor_mod(int64_t a, int64_t b);
/* The same for a divisor above 0. Operands of 32 bits are divided as such, which is quicker. */
static inline int64_t int_floor_div_positive(int64_t a, int64_t b)
{
    if (LIKELY(((uint64_t)a | (uint64_t)b) >> 32 == 0)) {
        return (int64_t)((uint32_t)a / (uint32_t)b);
    }
    return a / b - (a % b < 0);
}
static inline int64_t int_floor_mod_positive(int64_t a, int64_t b)
{
    if (LIKELY(((uint64_t)a | (uint64_t)b) >> 32 == 0)) {
        return (int64_t)((uint32_t)a % (uint32_t)b);
    }
    int64_t r = a % b;
    return r + (r < 0 ? b : 0);
}
double float_floor_mod(double a, double b);
int64_t int_shift_left(int64_t a, int64_t by); /* negative: right; 64 and more: 0 */
/* Whether an integer is small enough for every integer as large to be a double. */
static inline bool int_is_exact(int64_t i) { return (uint64_t)i + ((uint64_t)1 << 53) <= (uint64_t)1 << 54; }
/* Exact comparison of mixed integers and floats. */
bool number_less(const Value *a, const Value *b);
bool number_less_equal(const Value *a, const Value *b);
bool number_equal_mixed(int64_t i, double n);
/* The for loop's limit for integer loops by Lua's rules (clipping); true: the loop does not run. */
bool number_for_limit(int64_t init, const Value *limit, int64_t step, int64_t *out);

#endif
