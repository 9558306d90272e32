/* register.c: entering natives and constants in a library's table.
 *
 * A library lists its natives once, in a static array of { "module.function", native }; the name
 * serves traces and, after its last dot, as the field. The helpers work in slots behind the frame's
 * last one and cut the frame back.
 */
#include "lib.h"

#include <string.h>

static const char *field_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL ? dot + 1 : name;
}

/* table[field] := the last slot, which is dropped. */
static bool set_field_from_top(Weft *w, int table, const char *field)
{
    int top = weft_slot_count(w) - 1;
    return weft_raw_set_field(w, table, field, top) && weft_set_slot_count(w, top);
}

bool lib_register_with(Weft *w, int table, const LibFunction *list, int first, int upvalues)
{
    for (; list->name != NULL; list++) {
        if (!weft_set_native(w, weft_slot_count(w), list->native, list->name, first, upvalues)) {
            return false;
        }
        weft_set_shortcut(w, weft_slot_count(w) - 1, list->name);
        if (!set_field_from_top(w, table, field_of(list->name))) {
            return false;
        }
    }
    return true;
}

bool lib_register(Weft *w, int table, const LibFunction *list)
{
    return lib_register_with(w, table, list, 0, 0);
}

bool lib_register_trusted(Weft *w, int table, const LibFunction *list)
{
    return weft_is_sandboxed(w) || weft_add_functions(w, table, list);
}

bool lib_set_integer_field(Weft *w, int table, const char *field, int64_t value)
{
    weft_set_integer(w, weft_slot_count(w), value);
    return set_field_from_top(w, table, field);
}

bool lib_set_number_field(Weft *w, int table, const char *field, double value)
{
    weft_set_number(w, weft_slot_count(w), value);
    return set_field_from_top(w, table, field);
}

bool lib_set_text_field(Weft *w, int table, const char *field, const char *value)
{
    return weft_set_text(w, weft_slot_count(w), value) && set_field_from_top(w, table, field);
}
