/* names.c: a hash table from identifiers to Names, private to a compilation.
 *
 * It stands in front of the VM's table of short strings for three reasons: the hash is computed by the scan that
 * delimits the identifier anyway; identifiers too long to be interned by the VM are still unique here; and a Name
 * carries what the scopes know about it, so that resolving a variable is one load however many are visible.
 * Reserved words are names, too, and carry their token: the lexer looks at each name once, when it is new.
 * The hash is seeded, so that no crafted set of identifiers makes compiling quadratic.
 */
#include "names.h"
#include <string.h>
#include "../vm/memory.h"
#include "../vm/string.h"

#define FIRST_CAP 64u /* room for a small program's identifiers */

static void resize(NameTable *names, uint32_t cap)
{
    VM *vm = names->failure->vm;
    Name **slots = mem_alloc(vm, cap * sizeof(Name *));
    if (slots == NULL) {
        fail_memory(names->failure);
    }
    memset(slots, 0, cap * sizeof(Name *));
    for (uint32_t i = 0; i < names->cap; i++) {
        Name *name = names->slots[i];
        if (name != NULL) {
            uint32_t at = name->hash & (cap - 1);
            while (slots[at] != NULL) {
                at = (at + 1) & (cap - 1);
            }
            slots[at] = name;
        }
    }
    mem_free(vm, names->slots, names->cap * sizeof(Name *));
    names->slots = slots;
    names->cap = cap;
}

void names_init(NameTable *names, Failure *failure, uint32_t seed)
{
    *names = (NameTable){.failure = failure, .seed = seed};
    arena_init(&names->arena, failure);
}

void names_free(NameTable *names)
{
    arena_free(&names->arena);
    mem_free(names->failure->vm, names->slots, names->cap * sizeof(Name *));
    names->slots = NULL;
    names->cap = 0;
}

static Name *new_name(NameTable *names, const char *chars, size_t length, uint32_t hash)
{
    String *string = string_new(names->failure->vm, chars, length);
    if (string == NULL) {
        fail_memory(names->failure);
    }
    Name *name = arena_alloc(&names->arena, sizeof(Name));
    *name = (Name){.string = string, .hash = hash, .keyword = KEYWORD_UNKNOWN};
    return name;
}

Name *names_get(NameTable *names, const char *chars, size_t length, uint32_t hash)
{
    hash ^= hash >> 15; /* the product's low bits are its weak ones */
    if (UNLIKELY(names->count * 2 >= names->cap)) {
        resize(names, names->cap != 0 ? names->cap * 2 : FIRST_CAP);
    }
    uint32_t at = hash & (names->cap - 1);
    for (Name *name; (name = names->slots[at]) != NULL; at = (at + 1) & (names->cap - 1)) {
        if (name->hash == hash && name->string->length == length &&
            memcmp(name->string->chars, chars, length) == 0) {
            return name;
        }
    }
    names->slots[at] = new_name(names, chars, length, hash);
    names->count++;
    return names->slots[at];
}

Name *names_get_text(NameTable *names, const char *text)
{
    uint32_t hash = names->seed;
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        hash = name_hash_step(hash, (unsigned char)text[i]);
    }
    return names_get(names, text, length, hash);
}
