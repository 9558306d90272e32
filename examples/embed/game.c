/* game.c: a game loop with a coroutine for each entity.
 *
 * A script is written as if the world waited for it; wait() gives the rest of the tick back. Each entity has fuel for
 * its tick: one that thinks too long is stopped where it is and goes on in the next tick, and the others lose nothing.
 */
#include <stdio.h>

#include "weft.h"

static const char script[] =
    "function walker(name, steps) "
    "  for i = 1, steps do print(name .. ' steps to ' .. i) wait() end "
    "  return name .. ' has arrived' "
    "end "
    "function thinker(name) "
    "  local best = 0 for i = 1, 2000 do best = (best * 31 + i) % 1009 end "
    "  print(name .. ' has thought: ' .. best) "
    "end "
    "function faller(name) wait() error(name .. ' fell') end";

/* wait(): yields; when resumed, returns the tick that the host passes. */
static WeftResult wait(Weft *w)
{
    return weft_yield(w, 0, 0, NULL, 0);
}

typedef struct Entity {
    const char *function, *name;
    int64_t steps;
    WeftHandle coroutine;
} Entity;

static bool spawn(Weft *w, Entity *e)
{
    weft_set_slot_count(w, 0);
    weft_get_global(w, e->function, 0);
    bool made = weft_set_coroutine(w, 1, 0);
    e->coroutine = made ? weft_handle_new(w, 1) : 0;
    return e->coroutine != 0;
}

/* Whether the entity lives on. Arguments count the first time only. */
static bool tick(Weft *w, const Entity *e)
{
    weft_set_slot_count(w, 0);
    weft_handle_get(w, e->coroutine, 0);
    weft_set_text(w, 1, e->name);
    weft_set_integer(w, 2, e->steps);
    weft_set_fuel(w, 1000);
    WeftStatus status = weft_resume(w, 0, 2);
    switch (status) {
    case WEFT_YIELDED: return true;
    case WEFT_OUT_OF_FUEL: printf("%s goes on thinking\n", e->name); return true;
    case WEFT_ERROR: printf("error: %s\n", weft_error_text(w, 1)); return false;
    default: printf("%s\n", weft_type(w, 1) == WEFT_STRING ? weft_get_string(w, 1, NULL) : "done"); return false;
    }
}

int main(void)
{
    Entity entities[] = {{"walker", "Ann", 2, 0}, {"thinker", "Bob", 0, 0}, {"faller", "Cid", 0, 0}};
    bool lives[] = {true, true, true};
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    Weft *w = weft_open(&options);
    if (!w || !weft_set_native(w, 0, wait, "wait", 0, 0) || !weft_set_global(w, "wait", 0) ||
        weft_run_text(w, 0, script, "=game") != WEFT_OK || !spawn(w, &entities[0]) || !spawn(w, &entities[1]) ||
        !spawn(w, &entities[2])) {
        return 1;
    }
    for (int n = 1; lives[0] || lives[1] || lives[2]; n++) {
        printf("-- tick %d\n", n);
        for (int i = 0; i < 3; i++) {
            lives[i] = lives[i] && tick(w, &entities[i]);
        }
    }
    weft_close(w);
    return 0;
}
