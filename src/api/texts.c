/* texts.c: strings of C texts, remembered by the texts' addresses.
 *
 * Field names in C are mostly literals, used again and again. A look at the address and a comparison (the host may have
 * reused the memory for another text) are cheaper than hashing and a search of the intern table.
 */
#include "api.h"

#include <string.h>

#include "string.h"

static size_t place_of(const char *text)
{
    uintptr_t address = (uintptr_t)text;
    return (address ^ address >> 6 ^ address >> 12) & (API_TEXTS - 1);
}

String *api_text(Weft *w, const char *text)
{
    ApiState *api = w->api;
    struct CachedText *c = &api->texts[place_of(text)];
    if (LIKELY(c->text == text) && strcmp(c->string->chars, text) == 0) {
        return c->string;
    }
    String *s = string_new_text(w, text);
    if (s && !string_is_long(s)) {
        c->text = text;
        c->string = s;
    }
    return s;
}
