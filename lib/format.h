/* format.h: conversion specifications of string.format and the texts of numbers by them. */
#ifndef LIB_FORMAT_H
#define LIB_FORMAT_H

#include <weft.h>

/* What stands between "%" and the conversion's letter has at most this many characters. */
#define FORMAT_SPEC_MAX 20

/* Room for the longest number: "%99.99f" of the largest float. */
#define FORMAT_NUMBER_MAX 512

typedef struct FormatSpec {
    char text[FORMAT_SPEC_MAX + 4];          /* "%-5d", NUL-terminated */
    size_t length;                           /* of text */
    bool left, plus, space, alternate, zero; /* flags - + space # 0 */
    int width;
    int precision;   /* -1: not given */
    char conversion; /* the letter */
} FormatSpec;

/* The text of an integer by d, i, u, o, x or X; returns its length. */
size_t format_integer(const FormatSpec *spec, int64_t value, char to[FORMAT_NUMBER_MAX]);
/* The text of a float by a, A, e, E, f, g or G; returns its length. */
size_t format_float(const FormatSpec *spec, double value, char to[FORMAT_NUMBER_MAX]);
/* Decimal digits, with a minus sign if need be; returns the length. */
size_t format_decimal(int64_t value, char to[24]);

#endif
