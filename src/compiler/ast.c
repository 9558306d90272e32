/* ast.c: makes nodes. What they mean is in ast.h; who owns them in arena.c. */
#include "ast.h"
#include <string.h>

Expr *expr_new(Arena *arena, ExprKind kind, int line)
{
    Expr *e = arena_alloc(arena, sizeof(Expr));
    memset(e, 0, sizeof *e);
    e->kind = (uint8_t)kind;
    e->line = line;
    return e;
}

Stat *stat_new(Arena *arena, StatKind kind, int line)
{
    Stat *s = arena_alloc(arena, sizeof(Stat));
    memset(s, 0, sizeof *s);
    s->kind = (uint8_t)kind;
    s->line = line;
    return s;
}
