/* os_date.c: os.date and os.time.
 *
 * A table given to os.time may have an __index function for missing fields; it is called from the interpreter, one
 * field at a time. Slots:
 *
 *     0 the table | 1 .. the fields, in the order of `fields` | the __index call
 */
#include "os.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib.h"

/* The fields that os.time reads, in the order in which it complains about them. */
enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, IS_DST, FIELD_COUNT };
static const struct {
    const char *name;
    int offset;    /* what struct tm subtracts */
    int otherwise; /* for a missing field; -1: it is needed */
} fields[] = {{"year", 1900, -1}, {"month", 1, -1}, {"day", 0, -1}, {"hour", 0, 12},
              {"min", 0, 0},      {"sec", 0, 0},    {"isdst", 0, 0}};

static int *field_of(struct tm *date, int field)
{
    int *const places[] = {&date->tm_year, &date->tm_mon, &date->tm_mday, &date->tm_hour,
                           &date->tm_min,  &date->tm_sec, &date->tm_isdst};
    return places[field];
}

/* table[name] := value. */
static bool set_number(Weft *w, int table, const char *name, int64_t value)
{
    return lib_set_integer_field(w, table, name, value);
}

/* All that is known of a date, into the table. */
static bool set_date(Weft *w, int table, struct tm *date)
{
    int top = weft_slot_count(w);
    for (int i = YEAR; i < IS_DST; i++) {
        if (!set_number(w, table, fields[i].name, (int64_t)*field_of(date, i) + fields[i].offset)) {
            return false;
        }
    }
    if (!set_number(w, table, "yday", date->tm_yday + 1) || !set_number(w, table, "wday", date->tm_wday + 1)) {
        return false;
    }
    if (date->tm_isdst < 0) { /* not known */
        return true;
    }
    weft_set_boolean(w, top, date->tm_isdst > 0);
    return weft_raw_set_field(w, table, "isdst", top) && weft_set_slot_count(w, top);
}

/* ---- os.time ---- */

static bool take_field(Weft *w, struct tm *date, int i)
{
    int64_t value;
    int slot = 1 + i;
    WeftType type = weft_type(w, slot);
    if (i == IS_DST) {
        date->tm_isdst = type == WEFT_NIL ? -1 : weft_to_boolean(w, slot);
        return true;
    }
    if (!weft_to_integer(w, slot, &value)) {
        if (type != WEFT_NIL) {
            weft_raise(w, "field '%s' is not an integer", fields[i].name);
            return false;
        }
        if (fields[i].otherwise < 0) {
            weft_raise(w, "field '%s' missing in date table", fields[i].name);
            return false;
        }
        *field_of(date, i) = fields[i].otherwise;
        return true;
    }
    if (value < (int64_t)INT_MIN + fields[i].offset || value > (int64_t)INT_MAX + fields[i].offset) {
        weft_raise(w, "field '%s' is out-of-bound", fields[i].name);
        return false;
    }
    *field_of(date, i) = (int)(value - fields[i].offset);
    return true;
}

static WeftResult return_time(Weft *w, time_t time)
{
    if (time == (time_t)-1) {
        return weft_raise(w, "time result cannot be represented in this installation");
    }
    weft_set_integer(w, weft_slot_count(w), (int64_t)time);
    return 1;
}

/* The time that the fields say; the table gets them back in their usual ranges. */
static WeftResult time_of_fields(Weft *w)
{
    struct tm date;
    memset(&date, 0, sizeof date);
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (!take_field(w, &date, i)) {
            return WEFT_RAISE;
        }
    }
    time_t time = mktime(&date);
    return set_date(w, 0, &date) ? return_time(w, time) : WEFT_RAISE;
}

static WeftResult collect_fields(Weft *w, int i);

static WeftResult field_found(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    return collect_fields(w, (int)ctx + 1);
}

/* Reads the fields from i on into their slots. An __index that is a table is followed; a function is called. */
static WeftResult collect_fields(Weft *w, int i)
{
    enum { CHAIN_MAX = 2000 }; /* as the VM's limit of __index chains */
    for (; i < FIELD_COUNT; i++) {
        int slot = 1 + i, object = slot + 1;
        weft_copy(w, object, 0);
        for (int steps = 0; !weft_raw_get_field(w, object, fields[i].name, slot) && steps < CHAIN_MAX; steps++) {
            if (!weft_has_metatable(w, object) || !weft_metafield(w, object, "__index", slot)) {
                break;
            }
            if (weft_type(w, slot) == WEFT_FUNCTION) {
                weft_set_text(w, object + 1, fields[i].name);
                return weft_call(w, slot, 2, 1, field_found, i);
            }
            weft_copy(w, object, slot);
            weft_set_nil(w, slot);
            if (weft_type(w, object) != WEFT_TABLE) {
                break;
            }
        }
        weft_set_slot_count(w, slot + 1);
    }
    return time_of_fields(w);
}

static WeftResult os_time(Weft *w)
{
    if (weft_type(w, 0) <= WEFT_NIL) {
        return return_time(w, time(NULL));
    }
    if (!weft_check_type(w, 0, WEFT_TABLE)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 1);
    return collect_fields(w, 0);
}

/* ---- os.date ---- */

/* Length of the conversion behind a %, 0 when strftime may not know it: C99's, with its modifiers E and O. */
static size_t conversion_length(const char *s)
{
    static const char plain[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    static const char after_e[] = "cCxXyY", after_o[] = "deHImMSuUVwWy";
    if (s[0] == '\0') {
        return 0;
    }
    if (s[0] == 'E' || s[0] == 'O') {
        const char *set = s[0] == 'E' ? after_e : after_o;
        return s[1] != '\0' && strchr(set, s[1]) != NULL ? 2 : 0;
    }
    return strchr(plain, s[0]) != NULL ? 1 : 0;
}

static WeftResult format_date(Weft *w, const char *s, const char *end, const struct tm *date)
{
    enum { TEXT_MAX = 250 }; /* of one conversion */
    WeftBuffer b;
    int box = weft_slot_count(w);
    weft_buffer_init(w, &b, box);
    if (!lib_charge_bytes(w, (size_t)(end - s))) {
        return WEFT_RAISE;
    }
    while (s < end) {
        if (*s != '%') {
            weft_buffer_add_char(&b, *s++);
            continue;
        }
        char conversion[4] = "%";
        size_t length = conversion_length(s + 1);
        if (length == 0) {
            char message[200];
            snprintf(message, sizeof message, "invalid conversion specifier '%s'", s);
            return weft_raise_argument(w, 0, message);
        }
        memcpy(conversion + 1, s + 1, length);
        char *room = weft_buffer_reserve(&b, TEXT_MAX);
        if (room == NULL || !weft_charge(w, 4)) { /* some hundred nanoseconds each */
            return WEFT_RAISE;
        }
        b.length += strftime(room, TEXT_MAX, conversion, date);
        s += 1 + length;
    }
    return weft_buffer_finish(&b, box) ? 1 : WEFT_RAISE;
}

static WeftResult os_date(Weft *w)
{
    const char *format;
    size_t length;
    int64_t when;
    struct tm date;
    if (!weft_opt_string(w, 0, "%c", &format, &length) || !weft_opt_integer(w, 1, (int64_t)time(NULL), &when)) {
        return WEFT_RAISE;
    }
    const char *end = format + length;
    bool is_utc = *format == '!';
    time_t seconds = (time_t)when;
    format += is_utc;
    if ((is_utc ? gmtime_r : localtime_r)(&seconds, &date) == NULL) {
        return weft_raise(w, "date result cannot be represented in this installation");
    }
    if (strncmp(format, "*t", 2) != 0) {
        return format_date(w, format, end, &date);
    }
    int table = weft_slot_count(w);
    return weft_set_table(w, table, 0, 9) && set_date(w, table, &date) ? 1 : WEFT_RAISE;
}

bool os_register_dates(Weft *w, int table)
{
    static const LibFunction functions[] = {{"os.date", os_date}, {"os.time", os_time}, {NULL, NULL}};
    return lib_register(w, table, functions);
}
