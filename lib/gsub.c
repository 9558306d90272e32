/* gsub.c: string.gsub.
 *
 * A string or a table without metatable as replacement is handled in one run. A function, or a
 * table that may have an __index, is called by returning to the interpreter; between the calls
 * everything lives in slots:
 *
 *      0 subject | 1 pattern | 2 replacement | 3 limit | pattern's box | buffer's box | state | call ..
 *
 * The state is a userdata with the buffer and offsets. The debug library can reach the slots of a
 * suspended native, so whatever a pointer in the state relies on is compared with the slots before
 * it is used again (is_intact).
 */
#include "string_lib.h"

#include <string.h>

#include "pattern.h"

enum { SUBJECT, PATTERN, REPLACEMENT, LIMIT, PATTERN_BOX, BUFFER_BOX, STATE, CALL };

/* Offset of a previous match's end when there was none. */
#define NO_MATCH SIZE_MAX

typedef struct Gsub {
    WeftBuffer buffer;    /* the result so far */
    const char *source;   /* the subject */
    size_t length;        /* of the subject */
    size_t position;      /* what is before it is done */
    size_t last;          /* end of the previous match, or NO_MATCH */
    size_t match;         /* start of the current match, which ends at position */
    int64_t count, limit; /* matches so far, and at most */
    bool has_changed;     /* something was replaced */
    Pattern pattern;      /* while pattern_is_current */
} Gsub;

static const WeftUserdataType state_type = {.name = "weft.gsub", .size = sizeof(Gsub)};

static WeftResult run(Weft *w, Gsub *g);

static bool is_intact(Weft *w, const Gsub *g)
{
    size_t length;
    const WeftBuffer *b = &g->buffer;
    return weft_get_string(w, SUBJECT, &length) == g->source && length == g->length &&
           (b->bytes == b->small || b->bytes == weft_get_string(w, BUFFER_BOX, NULL));
}

/* ---- replacements ---- */

/* What the match is replaced by is in the slot; nil and false leave it. */
static bool add_value(Weft *w, Gsub *g, int slot)
{
    if (!weft_to_boolean(w, slot)) {
        return weft_buffer_add(&g->buffer, g->source + g->match, g->position - g->match);
    }
    WeftType type = weft_type(w, slot);
    if (type != WEFT_STRING && type != WEFT_NUMBER) {
        weft_raise(w, "invalid replacement value (a %s)", weft_type_text(type));
        return false;
    }
    g->has_changed = true;
    return weft_buffer_add_slot(&g->buffer, slot);
}

static bool add_capture(Weft *w, Gsub *g, Matcher *m, int n)
{
    const char *start;
    size_t length;
    if (!matcher_capture(m, n, &start, &length)) {
        return false;
    }
    if (length != CAPTURE_POSITION) {
        return weft_buffer_add(&g->buffer, start, length);
    }
    weft_set_integer(w, CALL, start - g->source + 1);
    return weft_buffer_add_slot(&g->buffer, CALL);
}

/* A replacement string with %0 to %9 and %%. */
static bool add_text(Weft *w, Gsub *g, Matcher *m)
{
    size_t length;
    const char *text = weft_get_string(w, REPLACEMENT, &length), *end = text + length;
    const char *escape;
    size_t charged = g->buffer.length;
    g->has_changed = true;
    if (!lib_charge_bytes(w, length)) {
        return false;
    }
    for (; (escape = memchr(text, '%', (size_t)(end - text))) != NULL; text = escape + 2) {
        char c = escape + 1 < end ? escape[1] : '\0';
        bool is_done = weft_buffer_add(&g->buffer, text, (size_t)(escape - text));
        if (c == '%') {
            is_done = is_done && weft_buffer_add_char(&g->buffer, '%');
        } else if (c == '0') {
            is_done = is_done && weft_buffer_add(&g->buffer, m->start, (size_t)(m->stop - m->start));
        } else if (c >= '1' && c <= '9') {
            is_done = is_done && add_capture(w, g, m, c - '1');
        } else {
            weft_raise(w, "invalid use of '%%' in replacement string");
            return false;
        }
        if (!is_done || !lib_charge_bytes(w, g->buffer.length - charged)) {
            return false;
        }
        if (g->buffer.length - charged >= 64) {
            charged = g->buffer.length;
        }
    }
    return weft_buffer_add(&g->buffer, text, (size_t)(end - text));
}

/* The continuation of a call: its result is in slot CALL. */
static WeftResult replaced(Weft *w, WeftStatus status, int64_t ctx)
{
    Gsub *g = weft_to_userdata(w, STATE, &state_type);
    (void)status, (void)ctx;
    if (!g || !is_intact(w, g)) {
        return weft_raise(w, "string.gsub was tampered with");
    }
    return add_value(w, g, CALL) ? run(w, g) : WEFT_RAISE;
}

static WeftResult call_function(Weft *w, Matcher *m)
{
    weft_set_slot_count(w, CALL);
    weft_copy(w, CALL, REPLACEMENT);
    int count = matcher_push_captures(m, true);
    return count < 0 ? WEFT_RAISE : weft_call(w, CALL, count, 1, replaced, 0);
}

/* The value of the first capture in the table: added to the buffer (0), or asked for by a call
 * (WEFT_REQUEST). */
static WeftResult add_field(Weft *w, Gsub *g, Matcher *m)
{
    int key = CALL + 2, value = CALL + 3;
    if (!matcher_set_capture(m, 0, key)) {
        return WEFT_RAISE;
    }
    weft_raw_get(w, REPLACEMENT, key, value);
    if (weft_type(w, value) == WEFT_NIL && weft_metafield(w, REPLACEMENT, "__index", value)) {
        weft_set_slot_count(w, value);
        weft_get_upvalue(w, 1, CALL);
        weft_copy(w, CALL + 1, REPLACEMENT);
        return weft_call(w, CALL, 2, 1, replaced, 0);
    }
    return add_value(w, g, value) ? 0 : WEFT_RAISE;
}

/* 0, or what the native returns now. */
static WeftResult replace(Weft *w, Gsub *g, Matcher *m)
{
    switch (weft_type(w, REPLACEMENT)) {
    case WEFT_FUNCTION: return call_function(w, m);
    case WEFT_TABLE: return add_field(w, g, m);
    case WEFT_STRING: return add_text(w, g, m) ? 0 : WEFT_RAISE;
    default: return weft_raise(w, "string.gsub was tampered with"); /* its type has been checked at first */
    }
}

/* ---- the loop ---- */

static WeftResult finish(Weft *w, Gsub *g)
{
    weft_set_slot_count(w, CALL);
    if (!g->has_changed) {
        weft_copy(w, CALL, SUBJECT);
    } else if (!weft_buffer_add(&g->buffer, g->source + g->position, g->length - g->position) ||
               !weft_buffer_finish(&g->buffer, CALL)) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, CALL + 1, g->count);
    return 2;
}

static WeftResult run(Weft *w, Gsub *g)
{
    Matcher m;
    size_t p_length;
    if (!pattern_is_current(&g->pattern)) {
        const char *p = weft_get_string(w, PATTERN, &p_length);
        if (!p || !pattern_compile(w, &g->pattern, p, p_length, true, 0, PATTERN_BOX)) {
            return p ? WEFT_RAISE : weft_raise_type(w, PATTERN, "string");
        }
    }
    m.pattern = g->pattern;
    matcher_init(w, &m, g->source, g->length);
    while (g->count < g->limit) {
        m.last = g->last == NO_MATCH ? NULL : g->source + g->last;
        int found = matcher_find(&m, g->source + g->position);
        if (found <= 0) {
            if (found < 0) {
                return WEFT_RAISE;
            }
            break;
        }
        g->match = (size_t)(m.start - g->source);
        if (!weft_buffer_add(&g->buffer, g->source + g->position, g->match - g->position)) {
            return WEFT_RAISE;
        }
        g->position = g->last = (size_t)(m.stop - g->source);
        g->count++;
        if (m.pattern.is_anchored) {
            g->limit = g->count;
        }
        WeftResult result = replace(w, g, &m);
        if (result != 0) {
            return result == WEFT_REQUEST && !matcher_finish(&m) ? WEFT_RAISE : result;
        }
    }
    return matcher_finish(&m) ? finish(w, g) : WEFT_RAISE;
}

static bool check_replacement(Weft *w)
{
    switch (weft_type(w, REPLACEMENT)) {
    case WEFT_NUMBER: return weft_to_string(w, REPLACEMENT, NULL) != NULL;
    case WEFT_STRING:
    case WEFT_TABLE:
    case WEFT_FUNCTION: return true;
    default: weft_raise_type(w, REPLACEMENT, "string/function/table"); return false;
    }
}

WeftResult string_gsub(Weft *w)
{
    Gsub local, *g = &local;
    size_t length;
    int64_t limit;
    const char *s = weft_check_string(w, SUBJECT, &length);
    if (!s || !weft_check_string(w, PATTERN, NULL) || !weft_opt_integer(w, LIMIT, (int64_t)length + 1, &limit) ||
        !check_replacement(w)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, CALL);
    WeftType type = weft_type(w, REPLACEMENT);
    if (type == WEFT_FUNCTION || (type == WEFT_TABLE && weft_has_metatable(w, REPLACEMENT))) {
        g = weft_set_userdata(w, STATE, &state_type);
        if (!g) {
            return WEFT_RAISE;
        }
    }
    weft_buffer_init(w, &g->buffer, BUFFER_BOX);
    g->source = s;
    g->length = length;
    g->position = g->match = 0;
    g->last = NO_MATCH;
    g->count = 0;
    g->limit = limit;
    g->has_changed = false;
    g->pattern.serial_at = NULL;
    return run(w, g);
}
