/* table.c: the table library.
 *
 * Every function checks its arguments here. Tables whose metatable has nothing to say about the access are worked on
 * directly; for all other objects the arguments, with lengths and positions made plain, go on to the function of the
 * same name in table_generic.lua, whose accesses may call metamethods. Lengths come first: a __len is called from here
 * and the function goes on in its continuation (with_length).
 *
 * All natives share upvalue 0: the table of generic functions, empty until the first is needed.
 */
#include "table.h"

#include <limits.h>

#include "lib.h"
#include "table_generic.lua.h"

/* ---- what an object can do without metamethods ---- */

enum { READ = 1, WRITE = 2, LENGTH = 4 };

static const struct {
    unsigned access;
    const char *event;
} events[] = {{READ, "__index"}, {WRITE, "__newindex"}, {LENGTH, "__len"}};

/* Of the accesses asked for, those for which the value in slot has a metamethod. */
static unsigned overridden(Weft *w, int slot, unsigned asked)
{
    unsigned found = 0;
    int top = weft_slot_count(w);
    if (!weft_has_metatable(w, slot)) {
        return 0;
    }
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if ((asked & events[i].access) && weft_metafield(w, slot, events[i].event, top)) {
            found |= events[i].access;
        }
    }
    weft_set_slot_count(w, top);
    return found;
}

/* Whether the slot holds a table that these accesses reach without metamethods. */
static bool is_plain(Weft *w, int slot, unsigned access)
{
    return weft_type(w, slot) == WEFT_TABLE && !overridden(w, slot, access);
}

/* Raises unless the argument is a table or has metamethods for all these accesses. */
static bool check_object(Weft *w, int arg, unsigned access)
{
    if (weft_type(w, arg) == WEFT_TABLE || overridden(w, arg, access) == access) {
        return true;
    }
    return weft_check_type(w, arg, WEFT_TABLE);
}

/* ---- the generic functions ---- */

typedef enum Generic {
    GENERIC_CONCAT,
    GENERIC_INSERT,
    GENERIC_MOVE,
    GENERIC_REMOVE,
    GENERIC_SORT,
    GENERIC_UNPACK
} Generic;
static const char *const generic_names[] = {"concat", "insert", "move", "remove", "sort", "unpack"};

static WeftResult table_concat(Weft *w);
static WeftResult table_unpack(Weft *w);

/* Lays out the call of the chunk behind the last slot: it gets the table to fill and what it calls. */
static bool prepare_generic(Weft *w, int top)
{
    return weft_load_embedded(w, top, (const char *)table_generic_lua, sizeof table_generic_lua, "table") &&
           (weft_get_upvalue(w, 0, top + 1), weft_set_builtin(w, top + 2, "type")) &&
           weft_set_native(w, top + 3, table_concat, "table.concat", top + 1, 1) &&
           weft_set_native(w, top + 4, table_unpack, "table.unpack", top + 1, 1);
}

static WeftResult raise_bad_element(Weft *w, const char *type, int64_t i)
{
    return weft_raise(w, "invalid value (%s) at index %lld in table for 'concat'", type, (long long)i);
}

/* The generic function's results, from slot 0 on, become the native's; but some tell of failure. */
static WeftResult generic_done(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    int64_t i;
    if (ctx == GENERIC_CONCAT && weft_type(w, 0) == WEFT_NIL) {
        weft_to_integer(w, 2, &i);
        return raise_bad_element(w, weft_get_string(w, 1, NULL), i);
    }
    if (ctx == GENERIC_SORT) {
        return weft_to_boolean(w, 0) ? 0 : weft_raise(w, "invalid order function for sorting");
    }
    return weft_slot_count(w);
}

static WeftResult generic_ready(Weft *w, WeftStatus status, int64_t ctx);

/* Ends the native by calling the generic function, which gets all slots as its arguments. */
static WeftResult go_generic(Weft *w, Generic which)
{
    int n = weft_slot_count(w);
    weft_get_upvalue(w, 0, n);
    if (weft_raw_get_field(w, n, generic_names[which], n)) {
        weft_insert(w, 0);
        return weft_call(w, 0, n, -1, generic_done, which);
    }
    return prepare_generic(w, n) ? weft_call(w, n, 4, 0, generic_ready, which) : WEFT_RAISE;
}

static WeftResult generic_ready(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    return go_generic(w, (Generic)ctx);
}

/* ---- lengths ---- */

/* Goes on with a function's work once the length of argument 0 is known; the slots are the arguments again. */
typedef WeftResult (*WithLength)(Weft *w, int64_t length);

typedef enum Function { CONCAT, INSERT, REMOVE, SORT, UNPACK } Function;
static WeftResult concat_with_length(Weft *w, int64_t length);
static WeftResult insert_with_length(Weft *w, int64_t length);
static WeftResult remove_with_length(Weft *w, int64_t length);
static WeftResult sort_with_length(Weft *w, int64_t length);
static WeftResult unpack_with_length(Weft *w, int64_t length);
static const WithLength continuations[] = {concat_with_length, insert_with_length, remove_with_length, sort_with_length,
                                           unpack_with_length};

/* What __len gave is in the last slot. */
static WeftResult length_found(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    int64_t length;
    int last = weft_slot_count(w) - 1;
    if (!weft_to_integer(w, last, &length)) {
        return weft_raise(w, "object length is not an integer");
    }
    weft_set_slot_count(w, last);
    return continuations[ctx](w, length);
}

static WeftResult raise_no_length(Weft *w)
{
    int top = weft_slot_count(w);
    const char *type = weft_type_text(weft_type(w, 0) == WEFT_NONE ? WEFT_NIL : weft_type(w, 0));
    return weft_set_format(w, top, "attempt to get length of a %s value", type) ? weft_raise_slot(w, top) : WEFT_RAISE;
}

/* Finds the length of argument 0 and goes on with the function. */
static WeftResult with_length(Weft *w, Function which)
{
    WeftType type = weft_type(w, 0);
    int top = weft_slot_count(w);
    if (type != WEFT_STRING && weft_has_metatable(w, 0) && weft_metafield(w, 0, "__len", top)) {
        weft_copy(w, top + 1, 0);
        return weft_call(w, top, 1, 1, length_found, which);
    }
    if (type != WEFT_TABLE && type != WEFT_STRING) {
        return raise_no_length(w);
    }
    return continuations[which](w, weft_raw_length(w, 0));
}

/* ---- loops over elements ---- */

/* Charges for a loop that takes many elements, now and then. False: interrupted. */
static inline bool charge_element(Weft *w, int64_t i)
{
    enum { OFTEN = 1024, ELEMENTS_PER_UNIT = 16 };
    return i % OFTEN != 0 || weft_charge(w, OFTEN / ELEMENTS_PER_UNIT);
}

/* to[to_pos + i] := from[from_pos + i] for i from 0 to n - 1, in that order or backwards. Uses a slot. */
static bool copy_elements(Weft *w, int from, int64_t from_pos, int to, int64_t to_pos, int64_t n, bool backwards)
{
    int value = weft_slot_count(w);
    for (int64_t k = 0; k < n; k++) {
        int64_t i = backwards ? n - 1 - k : k;
        weft_raw_get_index(w, from, from_pos + i, value);
        if (!weft_raw_set_index(w, to, to_pos + i, value) || !charge_element(w, k)) {
            return false;
        }
    }
    return weft_set_slot_count(w, value);
}

/* ---- insert, remove ---- */

/* Puts slot 2 at pos, moving pos..last-1 up by one. */
static WeftResult insert_at(Weft *w, int64_t pos, int64_t last)
{
    if (!is_plain(w, 0, READ | WRITE)) {
        weft_set_integer(w, 1, pos);
        weft_set_integer(w, 3, last);
        return go_generic(w, GENERIC_INSERT);
    }
    if (pos < last && !copy_elements(w, 0, pos, 0, pos + 1, last - pos, true)) {
        return WEFT_RAISE;
    }
    return weft_raw_set_index(w, 0, pos, 2) ? 0 : WEFT_RAISE;
}

static WeftResult insert_with_length(Weft *w, int64_t length)
{
    int64_t last = (int64_t)((uint64_t)length + 1), pos;
    switch (weft_slot_count(w)) {
    case 2:
        if (is_plain(w, 0, WRITE)) {
            return weft_raw_set_index(w, 0, last, 1) ? 0 : WEFT_RAISE;
        }
        weft_copy(w, 2, 1);
        return insert_at(w, last, last);
    case 3:
        if (!weft_check_integer(w, 1, &pos)) {
            return WEFT_RAISE;
        }
        if ((uint64_t)pos - 1u >= (uint64_t)last) {
            return weft_raise_argument(w, 1, "position out of bounds");
        }
        return insert_at(w, pos, last);
    default: return weft_raise(w, "wrong number of arguments to 'insert'");
    }
}

static WeftResult table_insert(Weft *w)
{
    return check_object(w, 0, READ | WRITE | LENGTH) ? with_length(w, INSERT) : WEFT_RAISE;
}

static WeftResult remove_with_length(Weft *w, int64_t length)
{
    int64_t pos;
    if (!weft_opt_integer(w, 1, length, &pos)) {
        return WEFT_RAISE;
    }
    if (pos != length && (uint64_t)pos - 1u > (uint64_t)length) {
        return weft_raise_argument(w, 0, "position out of bounds");
    }
    if (!is_plain(w, 0, READ | WRITE)) {
        weft_set_integer(w, 1, pos);
        weft_set_integer(w, 2, length);
        weft_set_slot_count(w, 3);
        return go_generic(w, GENERIC_REMOVE);
    }
    int value = weft_slot_count(w);
    weft_raw_get_index(w, 0, pos, value);
    weft_set_nil(w, value + 1);
    if (pos < length && !copy_elements(w, 0, pos + 1, 0, pos, length - pos, false)) {
        return WEFT_RAISE;
    }
    if (!weft_raw_set_index(w, 0, pos < length ? length : pos, value + 1)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, value + 1);
    return 1;
}

static WeftResult table_remove(Weft *w)
{
    return check_object(w, 0, READ | WRITE | LENGTH) ? with_length(w, REMOVE) : WEFT_RAISE;
}

/* ---- move ---- */

static WeftResult move_elements(Weft *w, int64_t first, int64_t last, int64_t pos, int to)
{
    if (!is_plain(w, 0, READ) || !is_plain(w, to, WRITE)) {
        weft_copy(w, 4, to);
        weft_set_integer(w, 1, first); /* they may be strings that are numerals */
        weft_set_integer(w, 2, last);
        weft_set_integer(w, 3, pos);
        weft_set_slot_count(w, 5);
        return go_generic(w, GENERIC_MOVE);
    }
    bool backwards = pos > first && pos <= last && weft_raw_equal(w, 0, to);
    if (!copy_elements(w, 0, first, to, pos, last - first + 1, backwards)) {
        return WEFT_RAISE;
    }
    weft_copy(w, weft_slot_count(w), to);
    return 1;
}

static WeftResult table_move(Weft *w)
{
    int64_t first, last, pos;
    int to = weft_type(w, 4) > WEFT_NIL ? 4 : 0;
    if (!weft_check_integer(w, 1, &first) || !weft_check_integer(w, 2, &last) || !weft_check_integer(w, 3, &pos) ||
        !check_object(w, 0, READ) || !check_object(w, to, WRITE)) {
        return WEFT_RAISE;
    }
    if (last < first) {
        weft_copy(w, weft_slot_count(w), to);
        return 1;
    }
    if (first <= 0 && last >= INT64_MAX + first) {
        return weft_raise_argument(w, 2, "too many elements to move");
    }
    if (pos > INT64_MAX - (last - first + 1) + 1) {
        return weft_raise_argument(w, 3, "destination wrap around");
    }
    return move_elements(w, first, last, pos, to);
}

/* ---- concat ---- */

static WeftResult concat_plain(Weft *w, const char *separator, size_t separator_length, int64_t first, int64_t last)
{
    WeftBuffer b;
    int box = weft_slot_count(w), value = box + 1;
    weft_buffer_init(w, &b, box);
    for (int64_t i = first; i <= last; i++) {
        weft_raw_get_index(w, 0, i, value);
        WeftType type = weft_type(w, value);
        if (type != WEFT_STRING && type != WEFT_NUMBER) {
            return raise_bad_element(w, weft_type_text(type), i);
        }
        if (!weft_buffer_add_slot(&b, value) || !charge_element(w, i)) {
            return WEFT_RAISE;
        }
        if (i == last) {
            break; /* i + 1 may overflow */
        }
        if (!weft_buffer_add(&b, separator, separator_length)) {
            return WEFT_RAISE;
        }
    }
    return weft_buffer_finish(&b, value) ? 1 : WEFT_RAISE;
}

static WeftResult concat_with_length(Weft *w, int64_t length)
{
    const char *separator;
    size_t separator_length;
    int64_t first, last;
    if (!weft_opt_string(w, 1, "", &separator, &separator_length) || !weft_opt_integer(w, 2, 1, &first) ||
        !weft_opt_integer(w, 3, length, &last)) {
        return WEFT_RAISE;
    }
    if (is_plain(w, 0, READ)) {
        return concat_plain(w, separator, separator_length, first, last);
    }
    weft_set_integer(w, 2, first);
    weft_set_integer(w, 3, last);
    weft_set_slot_count(w, 4);
    return go_generic(w, GENERIC_CONCAT);
}

static WeftResult table_concat(Weft *w)
{
    return check_object(w, 0, READ | LENGTH) ? with_length(w, CONCAT) : WEFT_RAISE;
}

/* ---- pack, unpack ---- */

static WeftResult table_pack(Weft *w)
{
    int n = weft_slot_count(w);
    if (!weft_set_table(w, n, (uint32_t)n, 1)) {
        return WEFT_RAISE;
    }
    for (int i = 0; i < n; i++) {
        if (!weft_raw_set_index(w, n, i + 1, i)) {
            return WEFT_RAISE;
        }
    }
    weft_set_integer(w, n + 1, n);
    if (!weft_raw_set_field(w, n, "n", n + 1)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, n + 1);
    return 1;
}

static WeftResult unpack_range(Weft *w, int64_t first, int64_t last)
{
    enum { RESULTS_MAX = 1000000 }; /* as Lua's limit of the stack */
    if (first > last) {
        return 0;
    }
    uint64_t n = (uint64_t)last - (uint64_t)first;
    if (n >= RESULTS_MAX) {
        return weft_raise(w, "too many results to unpack");
    }
    int count = (int)n + 1, top = weft_slot_count(w);
    if (!is_plain(w, 0, READ)) {
        weft_set_integer(w, 1, first);
        weft_set_integer(w, 2, last);
        weft_set_slot_count(w, 3);
        return go_generic(w, GENERIC_UNPACK);
    }
    if (count >= 16 && !weft_charge(w, count / 16)) {
        return WEFT_RAISE;
    }
    if (!weft_reserve(w, count) || !weft_set_slot_count(w, top + count)) {
        weft_take_error(w, top);
        return weft_raise(w, "too many results to unpack");
    }
    for (int i = 0; i < count; i++) {
        weft_raw_get_index(w, 0, first + i, top + i);
    }
    return count;
}

static WeftResult unpack_with_length(Weft *w, int64_t length)
{
    int64_t first;
    return weft_opt_integer(w, 1, 1, &first) ? unpack_range(w, first, length) : WEFT_RAISE;
}

static WeftResult table_unpack(Weft *w)
{
    int64_t first, last;
    if (!weft_opt_integer(w, 1, 1, &first)) {
        return WEFT_RAISE;
    }
    if (weft_type(w, 2) <= WEFT_NIL) {
        return with_length(w, UNPACK);
    }
    return weft_check_integer(w, 2, &last) ? unpack_range(w, first, last) : WEFT_RAISE;
}

/* ---- sort ---- */

static WeftResult sort_with_length(Weft *w, int64_t length)
{
    bool has_comparator = weft_type(w, 1) > WEFT_NIL;
    if (length < 2) {
        return 0;
    }
    if (length >= INT_MAX) {
        return weft_raise_argument(w, 0, "array too big");
    }
    if (has_comparator && !weft_check_type(w, 1, WEFT_FUNCTION)) {
        return WEFT_RAISE;
    }
    weft_set_slot_count(w, 2);
    if (!has_comparator && is_plain(w, 0, READ | WRITE)) {
        int done = table_sort_plain(w, length);
        if (done != 0) {
            return done < 0 ? WEFT_RAISE : 0;
        }
    }
    if (has_comparator && is_plain(w, 0, READ | WRITE)) {
        return weft_sort(w, 0, (int)length, generic_done, GENERIC_SORT);
    }
    weft_set_integer(w, 2, length);
    return go_generic(w, GENERIC_SORT);
}

static WeftResult table_sort(Weft *w)
{
    return check_object(w, 0, READ | WRITE | LENGTH) ? with_length(w, SORT) : WEFT_RAISE;
}

/* ---- opening ---- */

bool lib_open_table(Weft *w, int to)
{
    static const LibFunction functions[] = {
        {"table.concat", table_concat}, {"table.insert", table_insert},
        {"table.move", table_move},     {"table.pack", table_pack},
        {"table.remove", table_remove}, {"table.sort", table_sort},
        {"table.unpack", table_unpack}, {NULL, NULL},
    };
    if (!weft_set_table(w, to, 0, 8)) {
        return false;
    }
    int top = weft_slot_count(w);
    return weft_set_table(w, top, 0, 0) && lib_register_with(w, to, functions, top, 1) && weft_set_slot_count(w, top);
}
