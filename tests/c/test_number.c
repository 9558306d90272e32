/* test_number.c: text of numbers and numbers of text, and arithmetic at its edges. */
#include "module.h"

#include <math.h>

#include "number.h"

static bool text_is(Value v, const char *expected)
{
    char buffer[NUMBER_TEXT_MAX];
    size_t n = number_to_text(&v, buffer);
    bool same = n == strlen(expected) && strcmp(buffer, expected) == 0;
    if (!same) {
        printf("# %s, expected %s\n", buffer, expected);
    }
    return same;
}

static Value of_int(int64_t i)
{
    Value v;
    set_int(&v, i);
    return v;
}

static Value of_float(double n)
{
    Value v;
    set_float(&v, n);
    return v;
}

static void test_to_text(void)
{
    ok(text_is(of_int(0), "0") && text_is(of_int(-1), "-1") && text_is(of_int(INT64_MIN), "-9223372036854775808") &&
       text_is(of_int(INT64_MAX), "9223372036854775807"), "integers");
    ok(text_is(of_float(1), "1.0") && text_is(of_float(-0.0), "-0.0") && text_is(of_float(0), "0.0") &&
       text_is(of_float(-3e5), "-300000.0") && text_is(of_float(99999999999999.0), "99999999999999.0"), "integral floats");
    ok(text_is(of_float(1e14), "1e+14") && text_is(of_float(1e15), "1e+15") && text_is(of_float(1e100), "1e+100") &&
       text_is(of_float(123456789012345.0), "1.2345678901234e+14"), "large floats");
    ok(text_is(of_float(0.1), "0.1") && text_is(of_float(1e-7), "1e-07") && text_is(of_float(3.14159265358979), "3.1415926535898"),
       "fractions");
    ok(text_is(of_float(INFINITY), "inf") && text_is(of_float(-INFINITY), "-inf") && text_is(of_float(copysign(NAN, 1)), "nan") &&
       text_is(of_float(copysign(NAN, -1)), "-nan"), "inf and nan");
}

static bool reads_int(const char *text, int64_t i)
{
    Value v;
    return number_from_text(text, strlen(text), &v) && is_int(&v) && v.i == i;
}

static bool reads_float(const char *text, double n)
{
    Value v;
    return number_from_text(text, strlen(text), &v) && is_float(&v) && memcmp(&v.n, &n, 8) == 0;
}

static bool refuses(const char *text, size_t length)
{
    Value v;
    bool refused = !number_from_text(text, length, &v);
    if (!refused) {
        printf("# accepted: '%s'\n", text);
    }
    return refused;
}

static void test_from_text(void)
{
    ok(reads_int("0", 0) && reads_int("  -12\t\n", -12) && reads_int("+7", 7) && reads_int("9223372036854775807", INT64_MAX) &&
       reads_int("-9223372036854775808", INT64_MIN) && reads_int("0x10", 16) && reads_int("-0xA", -10) &&
       reads_int("0xffffffffffffffff", -1) && reads_int("0x1ffffffffffffffff", -1), "integers");
    ok(reads_float("9223372036854775808", 9223372036854775808.0) && reads_float("-9223372036854775809", -9223372036854775808.0) &&
       reads_float("1e1", 10) && reads_float(".5", 0.5) && reads_float("5.", 5) && reads_float("-.5e-1", -0.05) &&
       reads_float("0e12", 0) && reads_float("-0.0", -0.0) && reads_float("1e400", HUGE_VAL) && reads_float("1e-400", 0), "floats");
    ok(reads_float("0x.8", 0.5) && reads_float("0xA.8p1", 21) && reads_float("0x1p-2", 0.25) && reads_float("-0x1P+4", -16) &&
       reads_float("0xffffffffffffffffff.0", 4722366482869645213695.0), "hexadecimal floats");
    static const char *const bad[] = {"", " ", "-", "+", ".", "e1", "1e", "1e+", "0x", "0x.", "0xp1", "0x1p", "inf", "nan", "infinity",
                                      "1 2", "1a", "--1", "- 1", "1..2", "0x1g", "1e1.5", "1_0", "1f", "0b1", "1,5"};
    bool all = true;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        all &= refuses(bad[i], strlen(bad[i]));
    }
    ok(all && refuses("1\0", 2) && refuses("1\0 2", 4), "what is no numeral");
    char text[500];
    memset(text, '1', sizeof text);
    text[300] = '.';
    text[499] = '\0';
    ok(reads_float(text, strtod(text, NULL)), "a long numeral");
}

static void test_round_trip(void)
{
    bool all = true;
    for (int i = 0; i < 300000 && all; i++) {
        double n;
        char text[64];
        uint64_t bits = rnd64();
        memcpy(&n, &bits, 8);
        if (n != n || isinf(n)) {
            continue;
        }
        snprintf(text, sizeof text, i % 2 ? "%.17g" : "%.9g", i % 3 ? n : (double)(int64_t)bits / 1e6);
        Value v;
        all = number_from_text(text, strlen(text), &v) && (is_int(&v) || v.n == strtod(text, NULL));
        set_float(&v, i % 4 ? n : (double)(int64_t)bits / 1e6);
        char expected[64], got[NUMBER_TEXT_MAX];
        snprintf(expected, sizeof expected, "%.14g", v.n);
        if (expected[strspn(expected, "-0123456789")] == '\0') {
            strcat(expected, ".0");
        }
        number_to_text(&v, got);
        all = all && strcmp(expected, got) == 0;
    }
    ok(all, "random floats agree with strtod and printf");
}

static void test_arithmetic(void)
{
    ok(int_floor_div(7, 2) == 3 && int_floor_div(-7, 2) == -4 && int_floor_div(7, -2) == -4 && int_floor_div(-7, -2) == 3 &&
       int_floor_div(INT64_MIN, -1) == INT64_MIN && int_floor_div(-6, 2) == -3, "floor division");
    ok(int_floor_mod(7, 3) == 1 && int_floor_mod(-7, 3) == 2 && int_floor_mod(7, -3) == -2 && int_floor_mod(-7, -3) == -1 &&
       int_floor_mod(INT64_MIN, -1) == 0 && int_floor_mod(-6, 3) == 0, "modulo");
    ok(float_floor_mod(5.5, 2) == 1.5 && float_floor_mod(-5.5, 2) == 0.5 && float_floor_mod(5.5, -2) == -0.5 &&
       float_floor_mod(-5, -3) == -2 && float_floor_mod(5, INFINITY) == 5 && float_floor_mod(-5, INFINITY) == INFINITY &&
       float_floor_mod(5, -INFINITY) == -INFINITY && float_floor_mod(-5, -INFINITY) == -5 && isnan(float_floor_mod(1, 0)),
       "float modulo");
    ok(int_shift_left(1, 63) == INT64_MIN && int_shift_left(1, 64) == 0 && int_shift_left(-1, -63) == 1 &&
       int_shift_left(-1, -64) == 0 && int_shift_left(1, INT64_MIN) == 0 && int_shift_left(5, 0) == 5, "shifts");
}

static void test_compare(void)
{
    static const double edges[] = {0.5, -0.5, 9007199254740992.0, 9007199254740994.0, 9223372036854775807.0, -9223372036854775808.0,
                                   1e300, -1e300, INFINITY, -INFINITY, 3, -3};
    static const int64_t ints[] = {0, 1, -1, 3, -3, 9007199254740993, 9007199254740992, INT64_MAX, INT64_MIN, INT64_MAX - 511, 4};
    bool all = true;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        for (size_t j = 0; j < sizeof ints / sizeof ints[0]; j++) {
            Value a = of_int(ints[j]), b = of_float(edges[i]);
            long double x = (long double)ints[j], y = (long double)edges[i]; /* exact with 64 bits of mantissa */
            all &= number_less(&a, &b) == (x < y) && number_less_equal(&a, &b) == (x <= y) && number_less(&b, &a) == (y < x) &&
                   number_less_equal(&b, &a) == (y <= x) && number_equal_mixed(ints[j], edges[i]) == (x == y);
        }
    }
    ok(all, "integers and floats compare exactly");
    Value one = of_int(1), nan = of_float(NAN);
    ok(!number_less(&one, &nan) && !number_less_equal(&one, &nan) && !number_less(&nan, &one) && !number_less_equal(&nan, &one),
       "NaN is in no order");
}

static void test_conversions(void)
{
    int64_t i;
    Value v = of_float(1e300);
    ok(!number_to_int(&v, &i) && number_float_to_int(-9223372036854775808.0, &i) && i == INT64_MIN &&
       !number_float_to_int(9223372036854775808.0, &i) && !number_float_to_int(NAN, &i) && !number_float_to_int(0.5, &i),
       "floats to integers");
    Value limit = of_float(10.5);
    bool all = !number_for_limit(1, &limit, 1, &i) && i == 10 && !number_for_limit(20, &limit, -1, &i) && i == 11 &&
               number_for_limit(11, &limit, 1, &i);
    limit = of_float(1e300);
    all = all && !number_for_limit(1, &limit, 1, &i) && i == INT64_MAX && number_for_limit(1, &limit, -1, &i);
    limit = of_float(-INFINITY);
    all = all && number_for_limit(1, &limit, 1, &i) && !number_for_limit(1, &limit, -1, &i) && i == INT64_MIN;
    limit = of_float(NAN);
    all = all && number_for_limit(1, &limit, 1, &i) && !number_for_limit(1, &limit, -1, &i);
    ok(all, "limits of loops");
}

int main(void)
{
    test_to_text();
    test_from_text();
    test_round_trip();
    test_arithmetic();
    test_compare();
    test_conversions();
    return tap_end();
}
