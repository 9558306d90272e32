/* arena.h: memory that is given back all at once, or down to a mark. */
#ifndef WEFT_COMPILER_ARENA_H
#define WEFT_COMPILER_ARENA_H

#include "failure.h"

typedef struct ArenaChunk {
    struct ArenaChunk *next; /* allocated later; kept when the arena shrinks */
    size_t size;             /* bytes behind this header */
} ArenaChunk;

typedef struct Arena {
    Failure *failure;
    ArenaChunk *first;
    ArenaChunk *current; /* the chunk being filled; those behind it are empty */
    char *next;          /* first free byte of current */
    char *limit;         /* end of current */
} Arena;

typedef struct ArenaMark {
    ArenaChunk *chunk;
    char *next;
} ArenaMark;

void arena_init(Arena *arena, Failure *failure);
void arena_free(Arena *arena);
/* size bytes from a further chunk: the slow path of arena_alloc. */
void *arena_alloc_slow(Arena *arena, size_t size);

/* size bytes, aligned for pointers and numbers, contents undefined. Fails the compilation when out of memory. */
static inline void *arena_alloc(Arena *arena, size_t size)
{
    size = (size + 7) & ~(size_t)7;
    if (UNLIKELY(size > (size_t)(arena->limit - arena->next))) {
        return arena_alloc_slow(arena, size);
    }
    void *p = arena->next;
    arena->next += size;
    return p;
}

static inline ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){arena->current, arena->next};
}

/* Gives back everything allocated since the mark. */
void arena_release(Arena *arena, ArenaMark mark);

#endif
