/* gmatch.c: string.gmatch.
 *
 * The iterator is a native with four upvalues: subject, pattern, the pattern cache, and a userdata that tells where to go on.
 */
#include "string_lib.h"

#include "pattern.h"

enum { SUBJECT, PATTERN, CACHE, STATE, UPVALUES };

typedef struct Gmatch {
    const char *source; /* the subject */
    size_t length;
    size_t place;    /* offset to go on from; past the end: it is over */
    bool has_last;   /* a match ended there: an empty one in the same place doesn't count again */
    Pattern pattern; /* while pattern_is_current */
} Gmatch;

static const WeftUserdataType state_type = {.name = "weft.gmatch", .size = sizeof(Gmatch)};

static bool find_pattern(Weft *w, Gmatch *g)
{
    size_t length;
    const char *p = weft_upvalue_string(w, PATTERN, &length);
    return p && pattern_compile(w, &g->pattern, p, length, false, CACHE, weft_slot_count(w));
}

static WeftResult gmatch_step(Weft *w)
{
    Gmatch *g = weft_upvalue_userdata(w, STATE, &state_type);
    Matcher m;
    if (!g || g->place > g->length) {
        return 0;
    }
    if (!pattern_is_current(&g->pattern) && !find_pattern(w, g)) {
        return WEFT_RAISE;
    }
    const char *s = g->source;
    m.pattern = g->pattern;
    matcher_init(w, &m, s, g->length);
    m.last = g->has_last ? s + g->place : NULL;
    int found = matcher_find(&m, s + g->place);
    if (found < 0 || !matcher_finish(&m)) {
        return WEFT_RAISE;
    }
    if (!found) {
        return 0;
    }
    g->place = (size_t)(m.stop - s);
    g->has_last = true;
    int count = matcher_push_captures(&m, true);
    return count < 0 ? WEFT_RAISE : count;
}

WeftResult string_gmatch(Weft *w)
{
    size_t length;
    int64_t init;
    const char *s = weft_check_string(w, 0, &length);
    if (!s || !weft_check_string(w, 1, NULL) || !weft_opt_integer(w, 2, 1, &init)) {
        return WEFT_RAISE;
    }
    size_t from = string_start(init, length) - 1;
    weft_set_slot_count(w, UPVALUES);
    weft_get_upvalue(w, 0, CACHE);
    Gmatch *g = weft_set_userdata(w, STATE, &state_type);
    if (!g) {
        return WEFT_RAISE;
    }
    g->source = s;
    g->length = length;
    g->place = from > length ? length + 1 : from;
    g->has_last = false;
    return weft_set_native(w, weft_slot_count(w), gmatch_step, "for iterator", SUBJECT, UPVALUES) ? 1 : WEFT_RAISE;
}
