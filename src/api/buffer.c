/* buffer.c: building strings piece by piece.
 *
 * A buffer starts in its own small array on the C stack. When that is full it moves to a long string of the
 * collector's, anchored in the buffer's box slot, whose bytes no program can see yet; so an error or a native that
 * returns in the middle leaves nothing to release. When the string turns out to be exactly full at the end, it becomes
 * the result without a copy.
 */
#include "api.h"

#include <string.h>

#include "memory.h"
#include "number.h"
#include "string.h"

void weft_buffer_init(Weft *w, WeftBuffer *b, int box)
{
    b->w = w;
    b->bytes = b->small;
    b->length = 0;
    b->cap = sizeof b->small;
    b->box = box;
    b->failed = false;
    set_nil(slot_write(w, box));
}

static char *fail(WeftBuffer *b)
{
    b->failed = true;
    return NULL;
}

/* At least double, but exactly what is asked when that is the first thing added: the caller knows the size then. */
static size_t new_cap(const WeftBuffer *b, size_t needed)
{
    if (b->length == 0) {
        return needed;
    }
    return needed < b->cap * 2 ? b->cap * 2 : needed;
}

static COLD char *grow(WeftBuffer *b, size_t n)
{
    Weft *w = b->w;
    size_t needed;
    if (b->failed || w->has_error) {
        return fail(b);
    }
    if (!size_add(b->length, n, &needed) || needed > PTRDIFF_MAX / 2) {
        weft_raise(w, "buffer too large");
        return fail(b);
    }
    size_t cap = new_cap(b, needed);
    String *s = string_new_raw(w, cap);
    if (!s) {
        return fail(b);
    }
    memcpy(s->chars, b->bytes, b->length);
    set_string(slot_write(w, b->box), s);
    b->bytes = s->chars;
    b->cap = cap;
    gc_check(w);
    return b->bytes + b->length;
}

char *weft_buffer_reserve(WeftBuffer *b, size_t n)
{
    return LIKELY(b->cap - b->length >= n) ? b->bytes + b->length : grow(b, n);
}

bool weft_buffer_add(WeftBuffer *b, const char *bytes, size_t length)
{
    char *to = weft_buffer_reserve(b, length);
    if (UNLIKELY(!to)) {
        return false;
    }
    memcpy(to, bytes, length);
    b->length += length;
    return true;
}

bool weft_buffer_add_text(WeftBuffer *b, const char *text)
{
    return weft_buffer_add(b, text, strlen(text));
}

bool weft_buffer_add_slot(WeftBuffer *b, int slot)
{
    const Value *v = slot_read(b->w, slot);
    if (is_string(v)) {
        return weft_buffer_add(b, v->string->chars, v->string->length);
    }
    if (is_number(v)) {
        char text[NUMBER_TEXT_MAX];
        size_t n = number_to_text(v, text);
        return weft_buffer_add(b, text, n);
    }
    weft_raise(b->w, "attempt to concatenate a %s value", weft_type_text(weft_type(b->w, slot)));
    return false;
}

bool weft_buffer_finish(WeftBuffer *b, int to)
{
    Weft *w = b->w;
    if (b->failed || w->has_error) {
        return false;
    }
    if (b->bytes != b->small && b->length == b->cap) {
        weft_copy(w, to, b->box);
    } else if (!weft_set_string(w, to, b->bytes, b->length)) {
        return false;
    }
    if (to != b->box) {
        weft_set_nil(w, b->box);
    }
    return true;
}
