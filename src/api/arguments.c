/* arguments.c: checking a native's arguments, with Lua's messages. */
#include "api.h"

#include <stdio.h>
#include <string.h>

bool weft_check_any(Weft *w, int arg)
{
    if (UNLIKELY(!slot_exists(w, arg))) {
        weft_raise_argument(w, arg, "value expected");
        return false;
    }
    return true;
}

bool weft_check_type(Weft *w, int arg, WeftType type)
{
    if (UNLIKELY(weft_type(w, arg) != type)) {
        weft_raise_type(w, arg, weft_type_text(type));
        return false;
    }
    return true;
}

static bool is_absent(Weft *w, int arg)
{
    return is_nil(slot_read(w, arg));
}

static COLD bool integer_error(Weft *w, int arg)
{
    double n;
    if (weft_to_number(w, arg, &n)) {
        weft_raise_argument(w, arg, "number has no integer representation");
    } else {
        weft_raise_type(w, arg, "number");
    }
    return false;
}

/* Reading a numeral longer than most is library work. False: the pending error. */
static bool charge_numeral(Weft *w, int arg)
{
    enum { LONG_NUMERAL = 64 };
    const Value *v = slot_read(w, arg);
    return LIKELY(!is_string(v)) || v->string->length < LONG_NUMERAL || weft_charge(w, (int64_t)(v->string->length / 64));
}

bool weft_check_integer(Weft *w, int arg, int64_t *out)
{
    return charge_numeral(w, arg) && (LIKELY(weft_to_integer(w, arg, out)) || integer_error(w, arg));
}

bool weft_opt_integer(Weft *w, int arg, int64_t def, int64_t *out)
{
    *out = def;
    return is_absent(w, arg) || weft_check_integer(w, arg, out);
}

bool weft_check_number(Weft *w, int arg, double *out)
{
    if (UNLIKELY(!charge_numeral(w, arg))) {
        return false;
    }
    if (UNLIKELY(!weft_to_number(w, arg, out))) {
        weft_raise_type(w, arg, "number");
        return false;
    }
    return true;
}

bool weft_opt_number(Weft *w, int arg, double def, double *out)
{
    *out = def;
    return is_absent(w, arg) || weft_check_number(w, arg, out);
}

const char *weft_check_string(Weft *w, int arg, size_t *length)
{
    const char *s = weft_to_string(w, arg, length);
    if (UNLIKELY(!s)) {
        weft_raise_type(w, arg, "string");
    }
    return s;
}

bool weft_opt_string(Weft *w, int arg, const char *def, const char **out, size_t *length)
{
    if (is_absent(w, arg)) {
        *out = def;
        if (length) {
            *length = def ? strlen(def) : 0;
        }
        return true;
    }
    *out = weft_check_string(w, arg, length);
    return *out != NULL;
}

int weft_check_option(Weft *w, int arg, const char *def, const char *const list[])
{
    const char *name = def && is_absent(w, arg) ? def : weft_check_string(w, arg, NULL);
    if (!name) {
        return -1;
    }
    for (int i = 0; list[i]; i++) {
        if (strcmp(list[i], name) == 0) {
            return i;
        }
    }
    char message[300];
    snprintf(message, sizeof message, "invalid option '%s'", name);
    weft_raise_argument(w, arg, message);
    return -1;
}

void *weft_check_userdata(Weft *w, int arg, const WeftUserdataType *type)
{
    void *block = weft_to_userdata(w, arg, type);
    if (UNLIKELY(!block)) {
        weft_raise_type(w, arg, type ? type->name : "userdata");
    }
    return block;
}
