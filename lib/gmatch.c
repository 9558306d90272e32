/* gmatch.c: string.gmatch.
 *
 * The iterator is a native with four upvalues: subject, pattern, where to go on, and the pattern
 * cache. The place is an offset n when the previous match ended there (an empty match in the same
 * place doesn't count again), and ~n before the first.
 */
#include "string_lib.h"

#include "pattern.h"

/* Slots of the iterator, and the same upvalues. */
enum { SUBJECT, PATTERN, PLACE, CACHE, UPVALUES, BOX = UPVALUES };

static WeftResult gmatch_step(Weft *w)
{
    size_t length, p_length;
    int64_t place;
    weft_set_slot_count(w, 0);
    for (int i = SUBJECT; i <= PLACE; i++) {
        weft_get_upvalue(w, i, i);
    }
    const char *s = weft_get_string(w, SUBJECT, &length), *p = weft_get_string(w, PATTERN, &p_length);
    bool is_first = weft_to_integer(w, PLACE, &place) && place < 0;
    size_t from = (size_t)(is_first ? ~place : place);
    Matcher m;
    if (!s || !p || from > length) {
        return 0;
    }
    if (!pattern_compile(w, &m.pattern, p, p_length, false, CACHE, BOX)) {
        return WEFT_RAISE;
    }
    matcher_init(w, &m, s, length);
    m.last = is_first ? NULL : s + from;
    int found = matcher_find(&m, s + from);
    if (found < 0 || !matcher_finish(&m)) {
        return WEFT_RAISE;
    }
    if (!found) {
        return 0;
    }
    weft_set_integer(w, PLACE, m.stop - s);
    weft_set_upvalue(w, PLACE, PLACE);
    int count = matcher_push_captures(&m, true);
    return count < 0 ? WEFT_RAISE : count;
}

WeftResult string_gmatch(Weft *w)
{
    size_t length;
    int64_t init;
    if (!weft_check_string(w, 0, &length) || !weft_check_string(w, 1, NULL) || !weft_opt_integer(w, 2, 1, &init)) {
        return WEFT_RAISE;
    }
    size_t from = string_start(init, length) - 1;
    int64_t place = (int64_t)(from > length ? length + 1 : from);
    int first = 3;
    weft_copy(w, first + SUBJECT, 0);
    weft_copy(w, first + PATTERN, 1);
    weft_set_integer(w, first + PLACE, ~place);
    weft_get_upvalue(w, 0, first + CACHE);
    return weft_set_native(w, weft_slot_count(w), gmatch_step, "for iterator", first, UPVALUES) ? 1 : WEFT_RAISE;
}
