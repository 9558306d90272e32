/* errors.c: raising errors from natives.
 *
 * An error is pending from the moment it is raised until the native has returned WEFT_RAISE, or until weft_take_error.
 * The first one wins: what fails afterwards, while the native is on its way out, does not replace it.
 * Running out of memory while a message is made turns the error into the memory error.
 */
#include "api.h"

#include <stdio.h>
#include <string.h>

#include "debuginfo.h"
#include "error.h"
#include "meta.h"
#include "memory.h"
#include "string.h"

/* A chunk's short source, a line and punctuation: LUA_IDSIZE and some digits. */
#define POSITION_MAX 100

WeftResult api_raise_value(Weft *w, const Value *v)
{
    if (!w->has_error) {
        w->error = *v;
        w->has_error = true;
    }
    return WEFT_RAISE;
}

static WeftResult raise_string(Weft *w, String *s)
{
    if (s) {
        Value v;
        set_string(&v, s);
        api_raise_value(w, &v);
    }
    return WEFT_RAISE;
}

WeftResult api_raise_plain(Weft *w, const char *text)
{
    return w->has_error ? WEFT_RAISE : raise_string(w, string_new_text(w, text));
}

/* ---- formatting ---- */

static String *format_long(Weft *w, size_t length, const char *format, va_list args)
{
    char *text = mem_alloc(w, length + 1);
    if (!text) {
        return NULL;
    }
    vsnprintf(text, length + 1, format, args);
    String *s = string_new(w, text, length);
    mem_free(w, text, length + 1);
    return s;
}

String *api_format(Weft *w, const char *format, va_list args)
{
    char text[400];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(text, sizeof text, format, args);
    size_t length = n < 0 ? 0 : (size_t)n;
    String *s = length < sizeof text ? string_new(w, text, length) : format_long(w, length, format, again);
    va_end(again);
    return s;
}

WeftResult api_raise_text(Weft *w, const char *format, ...)
{
    if (w->has_error) {
        return WEFT_RAISE;
    }
    va_list args;
    va_start(args, format);
    String *s = api_format(w, format, args);
    va_end(args);
    return raise_string(w, s);
}

static String *with_prefix(Weft *w, const char *prefix, size_t prefix_length, const String *s)
{
    size_t length = prefix_length + s->length;
    char small[400];
    char *text = length <= sizeof small ? small : mem_alloc(w, length);
    if (!text) {
        return NULL;
    }
    memcpy(text, prefix, prefix_length);
    memcpy(text + prefix_length, s->chars, s->length);
    String *joined = string_new(w, text, length);
    if (text != small) {
        mem_free(w, text, length);
    }
    return joined;
}

WeftResult weft_raise(Weft *w, const char *format, ...)
{
    if (w->has_error) {
        return WEFT_RAISE;
    }
    va_list args;
    va_start(args, format);
    String *s = api_format(w, format, args);
    va_end(args);
    char position[POSITION_MAX];
    size_t n = s ? error_position(w, 1, position, sizeof position) : 0;
    return raise_string(w, n ? with_prefix(w, position, n, s) : s);
}

WeftResult weft_raise_slot(Weft *w, int slot)
{
    return api_raise_value(w, slot_read(w, slot));
}

/* ---- bad arguments ---- */

/* Name of the running native by its call, as luaL_argerror finds it. */
static const char *running_name(Weft *w, char *buffer, size_t size, bool *is_method)
{
    Frame f;
    *is_method = false;
    if (!frame_first(w, w->co, &f)) {
        return NULL;
    }
    const char *kind = "";
    const char *name = debug_call_name(w, w->co, &f, &kind);
    *is_method = name && strcmp(kind, "method") == 0;
    if (!name) {
        name = debug_global_name(w, f.function, buffer, size) ? buffer : "?";
    }
    return name;
}

WeftResult weft_raise_argument(Weft *w, int arg, const char *message)
{
    if (w->has_error) {
        return WEFT_RAISE;
    }
    char buffer[200];
    bool is_method;
    const char *name = running_name(w, buffer, sizeof buffer, &is_method);
    if (!name) {
        return weft_raise(w, "bad argument #%d (%s)", arg + 1, message);
    }
    if (is_method && arg == 0) {
        return weft_raise(w, "calling '%s' on bad self (%s)", name, message);
    }
    return weft_raise(w, "bad argument #%d to '%s' (%s)", is_method ? arg : arg + 1, name, message);
}

WeftResult weft_raise_type(Weft *w, int arg, const char *expected)
{
    const Value *v = slot_read(w, arg);
    Value name;
    const char *got = meta_find(w, v, EVENT_NAME, &name) && is_string(&name) ? name.string->chars
                      : v->tag == TAG_LIGHT                                  ? "light userdata"
                                                                             : weft_type_text(weft_type(w, arg));
    char message[300];
    snprintf(message, sizeof message, "%s expected, got %s", expected, got);
    return weft_raise_argument(w, arg, message);
}

/* ---- the pending error ---- */

bool weft_has_error(Weft *w)
{
    return w->has_error;
}

void weft_take_error(Weft *w, int to)
{
    Value error = w->has_error ? w->error : api_nil;
    w->has_error = false;
    set_nil(&w->error);
    slot_store(w, to, error);
}

const char *weft_error_text(Weft *w, int slot)
{
    const char *text = weft_to_string(w, slot, NULL);
    if (text) {
        return text;
    }
    bool had_error = w->has_error;
    Value error = w->error;
    w->has_error = false;
    const char *type = slot_exists(w, slot) ? weft_type_text(weft_type(w, slot)) : "nil";
    text = weft_set_format(w, slot, "(error object is a %s value)", type) ? weft_get_string(w, slot, NULL) : NULL;
    w->has_error = had_error;
    w->error = error;
    return text ? text : "(error object is no string)";
}

bool weft_set_position(Weft *w, int level, int to)
{
    char position[POSITION_MAX];
    size_t n = error_position(w, level, position, sizeof position);
    return weft_set_string(w, to, position, n);
}
