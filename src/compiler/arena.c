/* arena.c: a stack of chunks from which the compiler bump-allocates.
 *
 *   first -> [chunk ####] -> [chunk ###____] -> [chunk ______] -> NULL
 *                             ^current ^next                  (empty ones are kept for reuse)
 *
 * A function's syntax tree lives from its opening to its emission, which is a stack discipline: a nested function
 * is parsed, emitted and released before the enclosing one goes on. So marks and releases suffice, a compilation
 * needs memory for the nesting it is in rather than for its whole text, and the memory it reuses stays in the cache.
 * Nothing in an arena has a destructor.
 */
#include "arena.h"
#include "../vm/memory.h"

#define CHUNK_SIZE ((size_t)32 * 1024 - sizeof(ArenaChunk)) /* fits a core's first-level cache */

void arena_init(Arena *arena, Failure *failure)
{
    *arena = (Arena){.failure = failure};
}

void arena_free(Arena *arena)
{
    ArenaChunk *chunk = arena->first;
    while (chunk != NULL) {
        ArenaChunk *next = chunk->next;
        mem_free(arena->failure->vm, chunk, chunk->size + sizeof(ArenaChunk));
        chunk = next;
    }
    arena_init(arena, arena->failure);
}

static void use_chunk(Arena *arena, ArenaChunk *chunk)
{
    arena->current = chunk;
    arena->next = chunk != NULL ? (char *)(chunk + 1) : NULL;
    arena->limit = chunk != NULL ? arena->next + chunk->size : NULL;
}

/* Puts a new chunk of at least size bytes behind the current one. */
static ArenaChunk *add_chunk(Arena *arena, size_t size)
{
    size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
    ArenaChunk *chunk = mem_alloc(arena->failure->vm, room + sizeof(ArenaChunk));
    if (chunk == NULL) {
        fail_memory(arena->failure);
    }
    ArenaChunk **link = arena->current != NULL ? &arena->current->next : &arena->first;
    chunk->size = room;
    chunk->next = *link;
    *link = chunk;
    return chunk;
}

void *arena_alloc_slow(Arena *arena, size_t size)
{
    ArenaChunk *chunk = arena->current != NULL ? arena->current->next : arena->first;
    if (chunk == NULL || chunk->size < size) {
        chunk = add_chunk(arena, size);
    }
    use_chunk(arena, chunk);
    arena->next += size;
    return arena->next - size;
}

void arena_release(Arena *arena, ArenaMark mark)
{
    use_chunk(arena, mark.chunk);
    if (mark.chunk != NULL) {
        arena->next = mark.next;
    }
}
