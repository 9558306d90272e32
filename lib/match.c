/* match.c: matching compiled patterns: a backtracking matcher without recursion.
 *
 * Since patterns have neither alternatives nor repeated groups, an item is pending at most once:
 * what backtracking needs is one Choice for each quantified item passed, in the pattern's order:
 *
 *      "a*b-c?"   trail:  [ a*: low, at ] [ b-: at ] [ c?: at ]  <- the next to be tried differently
 *
 * Invariants
 * 1. choices[0 .. count) are of items before the current one, in their order.
 * 2. A greedy choice has tried all ends above `at` and may still take those down to `low`; a lazy
 * one has tried all up to `at`.
 * 3. Captures need no undoing: an item that reads one comes behind the items that set it, and those
 * run again after going back.
 *
 * count and the captures passed together are Lua's recursion depth, and have its limit. Every step
 * back and every byte run over is work; work is charged as fuel from time to time, and that is
 * where an interrupt stops a pattern that takes too long.
 */
#include "pattern.h"

#include <string.h>

/* Bytes of work in a unit of fuel, as weft.h says. */
#define WORK_PER_UNIT 64
/* Work between two charges: some 10 microseconds. */
#define WORK_BATCH ((size_t)1 << 14)
/* What going back once, or trying a start, counts. */
#define STEP_WORK 8

typedef struct Choice {
    const PatternItem *item;
    const char *low; /* of greedy items: the earliest end */
    const char *at;  /* the end that is being tried */
} Choice;

typedef struct Trail {
    int count;
    Choice choices[PATTERN_MAX_PENDING];
} Trail;

void matcher_init(Weft *w, Matcher *m, const char *source, size_t length)
{
    m->w = w;
    m->source = source;
    m->end = source + length;
    m->last = NULL;
    m->work = 0;
    m->failed = false;
    m->capture_count = 0;
}

static bool charge(Matcher *m)
{
    if (!weft_charge(m->w, (int64_t)(m->work / WORK_PER_UNIT))) {
        m->failed = true;
        return false;
    }
    m->work %= WORK_PER_UNIT;
    return true;
}

static inline bool add_work(Matcher *m, size_t bytes)
{
    m->work += bytes;
    return m->work < WORK_BATCH || charge(m);
}

bool matcher_finish(Matcher *m)
{
    return m->work < WORK_PER_UNIT || charge(m);
}

/* ---- faults ---- */

static bool fail(Matcher *m, const char *message)
{
    weft_raise(m->w, "%s", message);
    m->failed = true;
    return false;
}

static bool raise_fault(Matcher *m, const PatternItem *item)
{
    switch (item->kind) {
    case FAULT_ESCAPE_END: return fail(m, "malformed pattern (ends with '%')");
    case FAULT_SET_END: return fail(m, "malformed pattern (missing ']')");
    case FAULT_BALANCE: return fail(m, "malformed pattern (missing arguments to '%b')");
    case FAULT_FRONTIER: return fail(m, "missing '[' after '%f' in pattern");
    case FAULT_CAPTURE_CLOSE: return fail(m, "invalid pattern capture");
    case FAULT_TOO_MANY: return fail(m, "too many captures");
    default:
        weft_raise(m->w, "invalid capture index %%%c", item->byte);
        m->failed = true;
        return false;
    }
}

/* ---- single characters ---- */

/* Whether a quantified item's character is at s, which is before the end. */
static inline bool is_match(const Matcher *m, const PatternItem *item, const char *s)
{
    switch (item->kind) {
    case PATTERN_CHAR: return (unsigned char)*s == item->byte;
    case PATTERN_ANY: return true;
    default: return pattern_set_has(pattern_set(&m->pattern, item->index), (unsigned char)*s);
    }
}

/* The end of the longest run from s on. */
static const char *run_end(const Matcher *m, const PatternItem *item, const char *s)
{
    const char *end = m->end;
    if (item->kind == PATTERN_ANY) {
        return end;
    }
    if (item->kind == PATTERN_CHAR) {
        while (s < end && (unsigned char)*s == item->byte) {
            s++;
        }
        return s;
    }
    const PatternSet *set = pattern_set(&m->pattern, item->index);
    while (s < end && pattern_set_has(set, (unsigned char)*s)) {
        s++;
    }
    return s;
}

/* ---- backtracking ---- */

static bool has_room(Matcher *m, const Trail *trail, const PatternItem *item)
{
    return trail->count + item->frames < PATTERN_MAX_PENDING || fail(m, "pattern too complex");
}

static void push_choice(Trail *trail, const PatternItem *item, const char *low, const char *at)
{
    Choice *choice = &trail->choices[trail->count++];
    choice->item = item;
    choice->low = low;
    choice->at = at;
}

/* "*", "+" at *s. False: no match, or an error. */
static bool enter_greedy(Matcher *m, Trail *trail, const PatternItem *item, const char **s)
{
    const char *low = *s, *stop = run_end(m, item, low);
    if (item->op == PATTERN_PLUS) {
        if (stop == low) {
            return false;
        }
        low++;
    }
    if (!has_room(m, trail, item) || !add_work(m, (size_t)(stop - *s))) {
        return false;
    }
    if (stop > low && !item->single) {
        push_choice(trail, item, low, stop);
    }
    *s = stop;
    return true;
}

/* The first place from `at` on that the lazy item reaches and where the item behind it may match;
 * NULL: none. */
static const char *lazy_end(Matcher *m, const PatternItem *item, const char *at)
{
    const PatternItem *next = item + 1;
    if (next->op != PATTERN_CHAR) {
        return at;
    }
    const char *from = at;
    if (item->kind == PATTERN_ANY) {
        at = memchr(at, next->byte, (size_t)(m->end - at));
    } else {
        while (at < m->end && (unsigned char)*at != next->byte && is_match(m, item, at)) {
            at++;
        }
        at = at < m->end && (unsigned char)*at == next->byte ? at : NULL;
    }
    return add_work(m, (size_t)((at ? at : m->end) - from)) ? at : NULL;
}

static bool enter_lazy(Matcher *m, Trail *trail, const PatternItem *item, const char **s)
{
    const char *at = has_room(m, trail, item) ? lazy_end(m, item, *s) : NULL;
    if (!at) {
        return false;
    }
    push_choice(trail, item, at, at);
    *s = at;
    return true;
}

/* "?" at *s. */
static bool enter_maybe(Matcher *m, Trail *trail, const PatternItem *item, const char **s)
{
    if (*s < m->end && is_match(m, item, *s)) {
        if (!has_room(m, trail, item)) {
            return false;
        }
        push_choice(trail, item, *s, *s + 1);
        ++*s;
    }
    return true;
}

/* The choice's next end; false: it has no more. */
static bool retry_lazy(Matcher *m, Choice *choice)
{
    if (choice->at >= m->end || !is_match(m, choice->item, choice->at)) {
        return false;
    }
    const char *at = lazy_end(m, choice->item, choice->at + 1);
    choice->at = at;
    return at != NULL;
}

static bool retry_greedy(Choice *choice)
{
    const PatternItem *next = choice->item + 1;
    const char *at = choice->at, *low = choice->low;
    if (next->op == PATTERN_CHAR) {
        while (at > low && (unsigned char)at[-1] != next->byte) {
            at--;
        }
    }
    if (at <= low) {
        return false;
    }
    choice->at = at - 1;
    return true;
}

/* Goes back to the last choice that has another end: the item and the place to go on with. False:
 * there is none, or an error. */
static bool go_back(Matcher *m, Trail *trail, const PatternItem **item, const char **s)
{
    while (trail->count > 0) {
        Choice *choice = &trail->choices[trail->count - 1];
        const char *before = choice->at;
        bool is_lazy = choice->item->op == PATTERN_LAZY;
        bool found = is_lazy ? retry_lazy(m, choice) : retry_greedy(choice);
        if (m->failed || !add_work(m, STEP_WORK + (is_lazy || !found ? 0 : (size_t)(before - choice->at)))) {
            return false;
        }
        if (found) {
            *item = choice->item + 1;
            *s = choice->at;
            trail->count -= choice->item->op == PATTERN_MAYBE; /* its second end is its last */
            return true;
        }
        trail->count--;
    }
    return false;
}

/* ---- items ---- */

static bool open_capture(Matcher *m, const Trail *trail, const PatternItem *item, const char *s)
{
    Capture *capture = &m->captures[item->index];
    if (!has_room(m, trail, item)) {
        return false;
    }
    capture->start = s;
    capture->length = item->op == PATTERN_POSITION ? CAPTURE_POSITION : CAPTURE_UNFINISHED;
    return true;
}

static bool close_capture(Matcher *m, const Trail *trail, const PatternItem *item, const char *s)
{
    Capture *capture = &m->captures[item->index];
    if (!has_room(m, trail, item)) {
        return false;
    }
    capture->length = (size_t)(s - capture->start);
    return true;
}

static const char *match_balance(Matcher *m, const PatternItem *item, const char *s)
{
    const char *from = s;
    if (s >= m->end || (unsigned char)*s != item->byte) {
        return NULL;
    }
    size_t depth = 1;
    for (s++; s < m->end; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == item->index) {
            if (--depth == 0) {
                return add_work(m, (size_t)(s - from)) ? s + 1 : NULL;
            }
        } else if (c == item->byte) {
            depth++;
        }
    }
    add_work(m, (size_t)(s - from));
    return NULL;
}

static bool is_frontier(const Matcher *m, const PatternItem *item, const char *s)
{
    const PatternSet *set = pattern_set(&m->pattern, item->index);
    unsigned char before = s == m->source ? 0 : (unsigned char)s[-1];
    unsigned char here = s == m->end ? 0 : (unsigned char)*s;
    return !pattern_set_has(set, before) && pattern_set_has(set, here);
}

/* A position capture's length as text is what Lua takes it for: more than any subject has. */
static const char *match_backref(Matcher *m, const PatternItem *item, const char *s)
{
    const Capture *capture = &m->captures[item->index];
    if (capture->length > (size_t)(m->end - s) || memcmp(capture->start, s, capture->length) != 0) {
        return NULL;
    }
    return add_work(m, capture->length) ? s + capture->length : NULL;
}

/* The end of a match of the pattern that starts at s, or NULL. */
static const char *match_at(Matcher *m, const char *s)
{
    const PatternItem *item = m->pattern.items;
    const char *end = m->end, *next;
    Trail trail;
    trail.count = 0;
    for (;;) {
        bool matches = false;
        switch (item->op) {
        case PATTERN_CHAR:
            matches = s < end && (unsigned char)*s == item->byte;
            s += matches;
            break;
        case PATTERN_ANY:
            matches = s < end;
            s += matches;
            break;
        case PATTERN_SET:
            matches = s < end && pattern_set_has(pattern_set(&m->pattern, item->index), (unsigned char)*s);
            s += matches;
            break;
        case PATTERN_STAR:
        case PATTERN_PLUS: matches = enter_greedy(m, &trail, item, &s); break;
        case PATTERN_LAZY: matches = enter_lazy(m, &trail, item, &s); break;
        case PATTERN_MAYBE: matches = enter_maybe(m, &trail, item, &s); break;
        case PATTERN_OPEN:
        case PATTERN_POSITION: matches = open_capture(m, &trail, item, s); break;
        case PATTERN_CLOSE: matches = close_capture(m, &trail, item, s); break;
        case PATTERN_BALANCE:
            next = match_balance(m, item, s);
            matches = next != NULL;
            s = matches ? next : s;
            break;
        case PATTERN_BACKREF:
            next = match_backref(m, item, s);
            matches = next != NULL;
            s = matches ? next : s;
            break;
        case PATTERN_FRONTIER: matches = is_frontier(m, item, s); break;
        case PATTERN_TAIL: matches = s == end; break;
        case PATTERN_END: m->capture_count = item->index; return s;
        default: matches = raise_fault(m, item); break;
        }
        if (matches) {
            item++;
        } else if (m->failed || !go_back(m, &trail, &item, &s)) {
            return NULL;
        }
    }
}

/* ---- searching ---- */

/* The first place from s on where a match can start; NULL: none. */
static const char *next_start(Matcher *m, const char *s)
{
    const Pattern *p = &m->pattern;
    const char *from = s;
    if (p->prefix_length > 0) {
        s = pattern_find_plain(s, (size_t)(m->end - s), p->prefix, p->prefix_length);
    } else if (p->first) {
        while (s < m->end && !pattern_set_has(p->first, (unsigned char)*s)) {
            s++;
        }
        s = s < m->end ? s : NULL;
    }
    return add_work(m, STEP_WORK + (size_t)((s ? s : m->end) - from)) ? s : NULL;
}

int matcher_find(Matcher *m, const char *from)
{
    for (const char *s = from; s <= m->end; s++) {
        if (!m->pattern.is_anchored) {
            s = next_start(m, s);
            if (!s) {
                break;
            }
        }
        const char *stop = match_at(m, s);
        if (stop && stop != m->last) {
            m->start = s;
            m->stop = stop;
            return 1;
        }
        if (m->failed || m->pattern.is_anchored) {
            break;
        }
    }
    return m->failed ? -1 : 0;
}

/* ---- captures ---- */

int matcher_value_count(const Matcher *m, bool whole_too)
{
    return m->capture_count == 0 && whole_too ? 1 : m->capture_count;
}

bool matcher_capture(Matcher *m, int n, const char **start, size_t *length)
{
    if (n >= m->capture_count) {
        if (n != 0) {
            weft_raise(m->w, "invalid capture index %%%d", n + 1);
            return false;
        }
        *start = m->start;
        *length = (size_t)(m->stop - m->start);
        return true;
    }
    *start = m->captures[n].start;
    *length = m->captures[n].length;
    return *length != CAPTURE_UNFINISHED || fail(m, "unfinished capture");
}

bool matcher_set_capture(Matcher *m, int n, int slot)
{
    const char *start;
    size_t length;
    if (!matcher_capture(m, n, &start, &length)) {
        return false;
    }
    if (length == CAPTURE_POSITION) {
        weft_set_integer(m->w, slot, start - m->source + 1);
        return true;
    }
    return weft_set_string(m->w, slot, start, length);
}

int matcher_push_captures(Matcher *m, bool whole_too)
{
    int count = matcher_value_count(m, whole_too);
    int first = weft_slot_count(m->w);
    if (!weft_reserve(m->w, count)) {
        return -1;
    }
    for (int i = 0; i < count; i++) {
        if (!matcher_set_capture(m, i, first + i)) {
            return -1;
        }
    }
    return count;
}
