/* names.h: the identifiers of one compilation. */
#ifndef WEFT_COMPILER_NAMES_H
#define WEFT_COMPILER_NAMES_H

#include "arena.h"

enum { KEYWORD_UNKNOWN = UINT16_MAX };

/* An identifier. Equal identifiers are the same Name, so scopes compare and bind by pointer. */
typedef struct Name {
    String *string;
    struct Var *binding;  /* the innermost visible variable of this name, or NULL (scope.c) */
    struct Label *label;  /* the innermost visible label of this name, or NULL (scope.c) */
    uint32_t hash;
    uint16_t keyword;     /* token of a reserved word, 0: it is none, KEYWORD_UNKNOWN: the lexer has not met it */
} Name;

typedef struct NameTable {
    Failure *failure;
    Arena arena;      /* of the names; they live as long as the compilation */
    Name **slots;     /* open addressing, NULL when free */
    uint32_t cap;     /* of slots, a power of 2 */
    uint32_t count;
    uint32_t seed;    /* where every identifier's hash starts */
} NameTable;

/* One step of the hash of an identifier, from the table's seed, for the lexer to take while it scans. */
static inline uint32_t name_hash_step(uint32_t hash, unsigned char c)
{
    return (hash ^ c) * 0x01000193u;
}

/* An empty table; the seed should not be foreseeable. */
void names_init(NameTable *names, Failure *failure, uint32_t seed);
void names_free(NameTable *names);
/* The name of these characters, whose hash the caller has computed. Allocates. */
Name *names_get(NameTable *names, const char *chars, size_t length, uint32_t hash);
/* names_get of a NUL-terminated text. Allocates. */
Name *names_get_text(NameTable *names, const char *text);

#endif
