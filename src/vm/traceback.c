/* traceback.c: the text of debug.traceback.
 *
 * One coroutine's part is Lua's to the letter: a line for each level, of more than 21 levels the first 10 and the last 11. Inside a
 * coroutine the trace goes on with those that wait for it, each part headed by how the coroutine above was entered:
 *
 *      stack traceback:
 *              [C]: in function 'error'
 *              a.lua:2: in function <a.lua:1>
 *              coroutine reader, resumed by main:
 *              [C]: in function 'coroutine.resume'
 *              a.lua:9: in main chunk
 *              [C]: in ?
 *
 * The chain is followed from the running coroutine to its root and, when that is not the chain of the current entry from C, from that
 * chain's leaf to its root. It ends at a coroutine that C resumed.
 *
 * A message handler runs above the frame at which the error came out, when it came out of another coroutine: of a wrap's call, or of a
 * transfer to one that then failed. The failed coroutines still have their frames (coroutine.c): their parts stand before that frame's level, in
 * the place where they would stand in a trace made where the error was raised.
 *
 * The text grows in a buffer of the VM's raw memory; when that runs out, the trace is abandoned with the memory error pending. Frames
 * are read only between allocations, which never move a stack.
 */
#include "debuginfo.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "coroutine.h"
#include "memory.h"
#include "string.h"
#include "table.h"

#define FIRST_LEVELS 10     /* as Lua: the innermost ones shown of a deep stack */
#define LAST_LEVELS 11      /* the outermost ones */
#define FIRST_COROUTINES 5  /* of a long chain, those shown next to the leaf */
#define LAST_COROUTINES 5   /* and next to the root */
#define NAME_MAX_LENGTH 200 /* of a global function's name */

typedef struct Text {
    VM *vm;
    char *bytes;
    size_t length, cap;
    bool failed;
} Text;

static void add(Text *t, const char *bytes, size_t length)
{
    size_t needed;
    if (length == 0) { /* there may be no bytes yet, which memcpy does not take */
        return;
    }
    if (t->failed || !size_add(t->length, length, &needed) || needed > SIZE_MAX / 2) {
        t->failed = true;
        return;
    }
    if (needed > t->cap) {
        size_t cap = needed * 2 > 1024 ? needed * 2 : 1024;
        char *grown = mem_realloc(t->vm, t->bytes, t->cap, cap);
        if (grown == NULL) {
            t->failed = true;
            return;
        }
        t->bytes = grown;
        t->cap = cap;
    }
    memcpy(t->bytes + t->length, bytes, length);
    t->length = needed;
}

static void add_text(Text *t, const char *text)
{
    add(t, text, strlen(text));
}

/* Formats a short piece. */
static void PRINTF_LIKE(2, 3) add_format(Text *t, const char *format, ...)
{
    char piece[128];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(piece, sizeof piece, format, args);
    va_end(args);
    add(t, piece, (size_t)n < sizeof piece ? (size_t)n : sizeof piece - 1);
}

/* ---- names ---- */

static bool is_function_value(const Value *v, const Function *fn)
{
    return is_function(v) && v->function == fn;
}

/* Looks for fn among a module's fields. */
static bool find_in_module(const Value *module, const Function *fn, Value *key)
{
    uint64_t position = 0;
    Value value;
    while (is_table(module) && table_iterate(module->table, &position, key, &value)) {
        if (is_string(key) && is_function_value(&value, fn)) {
            return true;
        }
    }
    return false;
}

/* package.loaded; NULL when there is none (yet). */
static Table *loaded_modules(VM *vm)
{
    Value error = vm->error, loaded;
    bool had_error = vm->has_error;
    String *key = string_new_text(vm, "_LOADED");
    vm->error = error;
    vm->has_error = had_error;
    bool found = key != NULL && vm->registry != NULL && table_get_string(vm, vm->registry, key, &loaded);
    return found && is_table(&loaded) ? loaded.table : NULL;
}

bool debug_global_name(VM *vm, const Function *fn, char *buffer, size_t size)
{
    Table *loaded = loaded_modules(vm);
    uint64_t position = 0;
    Value name, module, field;
    while (loaded != NULL && table_iterate(loaded, &position, &name, &module)) {
        if (!is_string(&name)) {
            continue;
        }
        if (is_function_value(&module, fn)) {
            snprintf(buffer, size, "%s", name.string->chars);
            return true;
        }
        if (find_in_module(&module, fn, &field)) {
            bool is_global = strcmp(name.string->chars, "_G") == 0;
            snprintf(buffer, size, "%s%s%s", is_global ? "" : name.string->chars, is_global ? "" : ".", field.string->chars);
            return true;
        }
    }
    return false;
}

/* ---- one coroutine ---- */

static void add_function(Text *t, Coroutine *co, const Frame *f)
{
    char buffer[NAME_MAX_LENGTH];
    const char *kind, *name;
    const Proto *p = debug_is_lua(f->function) ? f->function->proto : NULL;
    if (debug_global_name(t->vm, f->function, buffer, sizeof buffer)) {
        add_text(t, "function '");
        add_text(t, buffer);
        add_text(t, "'");
    } else if ((name = debug_call_name(t->vm, co, f, &kind)) != NULL) {
        add_format(t, "%s '", kind);
        add_text(t, name);
        add_text(t, "'");
    } else if (p == NULL) {
        add_text(t, "?");
    } else if (p->line == 0) {
        add_text(t, "main chunk");
    } else {
        debug_short_source(p->source, buffer, sizeof buffer);
        add_format(t, "function <%s:%u>", buffer, (unsigned)p->line);
    }
}

static void add_level(Text *t, Coroutine *co, const Frame *f)
{
    char source[DEBUG_SOURCE_MAX];
    if (debug_is_lua(f->function)) {
        int line = debug_line(f);
        debug_short_source(f->function->proto->source, source, sizeof source);
        add_format(t, line > 0 ? "\n\t%s:%d: in " : "\n\t%s: in ", source, line);
    } else {
        add_text(t, "\n\t[C]: in ");
    }
    add_function(t, co, f);
    if (f->is_tail) {
        add_text(t, "\n\t(...tail calls...)");
    }
}

static int count_levels(VM *vm, Coroutine *co)
{
    Frame f;
    int n = 0;
    for (bool more = debug_first(vm, co, &f); more; more = debug_next(vm, co, &f)) {
        n++;
    }
    return n;
}

static Coroutine *add_landed(Text *t, Coroutine *co, const Frame *f, Coroutine *landed);

/* The levels of one coroutine from `level` on. `landed`: those failed ones whose parts are to stand before the levels where their
 * errors came out, or NULL. */
static void add_levels(Text *t, Coroutine *co, int level, Coroutine *landed)
{
    Frame f;
    int last = count_levels(t->vm, co) - 1;
    vm_charge_links(t->vm, (size_t)(last + 1));
    bool is_long = last - level > FIRST_LEVELS + LAST_LEVELS;
    int gap = level + FIRST_LEVELS; /* the first level not shown of a deep stack */
    bool more = debug_level(t->vm, co, level, &f);
    for (; more; more = debug_next(t->vm, co, &f), level++) {
        if (!is_long || level < gap || level > last - LAST_LEVELS) {
            landed = add_landed(t, co, &f, landed);
            add_level(t, co, &f);
        } else if (level == gap) { /* Lua's count, which leaves out the level in whose place the line stands */
            add_format(t, "\n\t...\t(skipping %d levels)", last - LAST_LEVELS - gap);
        }
    }
}

/* ---- chains of coroutines ---- */

typedef enum Entered { BY_RESUME, BY_WRAP, BY_TRANSFER } Entered;

/* The line between a coroutine's part and that of the one which waits for it. */
static void add_heading(Text *t, Coroutine *co, Entered how, Coroutine *waiting)
{
    static const char *const phrases[] = {", resumed by ", ", wrapped, called by ", ", transferred to; waiting is "};
    char name[CO_NAME_SIZE];
    coroutine_name(t->vm, co, name);
    add_text(t, "\n\tcoroutine ");
    add_text(t, name);
    add_text(t, phrases[how]);
    coroutine_name(t->vm, waiting, name);
    add_text(t, name);
    add_text(t, ":");
}

/* Whether the part of coroutine i of count is left out of a long chain; the first of these gives way to a line that tells so. */
static bool is_elided(Text *t, int i, int count)
{
    int skipped = count - FIRST_COROUTINES - LAST_COROUTINES;
    if (skipped <= 1 || i < FIRST_COROUTINES || i >= FIRST_COROUTINES + skipped) {
        return false;
    }
    if (i == FIRST_COROUTINES) {
        add_format(t, "\n\t...\t(skipping %d coroutines)", skipped);
    }
    return true;
}

/* The coroutine whose error landed where this one failed, or NULL. */
static Coroutine *inner_failed(const Coroutine *co)
{
    Coroutine *inner = co->rare->landed;
    return inner != NULL && inner->rare->landed_base == coroutine_base(co) ? inner : NULL;
}

static Coroutine *inner_failed_at(Coroutine *co, int n)
{
    while (n-- > 0) {
        co = inner_failed(co);
    }
    return co;
}

/* The parts of those failed coroutines through which an error came to a frame of `to`, `failed` the last of them. */
static void add_failed(Text *t, Coroutine *failed, Coroutine *to)
{
    int count = 0;
    for (Coroutine *co = failed; co != NULL; co = inner_failed(co)) {
        count++;
    }
    for (int i = 0; i < count; i++) { /* the innermost comes first; links lead inwards, and few are walked */
        if (!is_elided(t, i, count)) {
            Coroutine *co = inner_failed_at(failed, count - 1 - i);
            Coroutine *waiting = i == count - 1 ? to : inner_failed_at(failed, count - 2 - i);
            add_levels(t, co, 0, NULL);
            add_heading(t, co, co->header.flags & CO_IS_WRAPPED ? BY_WRAP : BY_TRANSFER, waiting);
        }
    }
}

/* What comes before the level of frame f, of the list `landed`; returns the rest of that list. */
static Coroutine *add_landed(Text *t, Coroutine *co, const Frame *f, Coroutine *landed)
{
    uint32_t base = (uint32_t)(f->base - co->stack);
    for (; landed != NULL && landed->rare->landed_base >= base; landed = landed->rare->landed_next) {
        if (landed->rare->landed_base == base) {
            add_failed(t, landed, co);
        }
    }
    return landed;
}

/* A walk over the coroutines that wait for the running one. */
typedef struct Chain {
    Coroutine *co;       /* the one at hand */
    const CEntry *entry; /* the innermost entry from C that it may return to */
} Chain;

/* Goes on to the coroutine that waits for c->co; false at the end. */
static bool chain_next(VM *vm, Chain *c)
{
    while (c->entry != NULL && c->entry->co == c->co) { /* its own frames hold what C called */
        if (c->entry->mode.kind & ENTRY_RESUME) {
            return false;
        }
        c->entry = c->entry->previous;
    }
    if (c->co->resumer != NULL) {
        c->co = c->co->resumer;
        return true;
    }
    if (c->entry == NULL) {
        return false;
    }
    c->co = coroutine_leaf(vm, c->entry->co);
    return true;
}

static Coroutine *landed_in(const Coroutine *co)
{
    return co->rare != NULL ? co->rare->landed : NULL;
}

/* The parts of all coroutines that wait for the running one. */
static void add_waiting(Text *t)
{
    VM *vm = t->vm;
    const Chain start = {vm->co, vm->entry};
    Chain c = start;
    int count = 0;
    while (chain_next(vm, &c)) {
        count++;
    }
    vm_charge_links(vm, (size_t)count);
    c = start;
    for (int i = 0; i < count; i++) {
        Coroutine *co = c.co;
        chain_next(vm, &c);
        if (!is_elided(t, i, count)) {
            bool is_wrapped = co->header.flags & CO_IS_WRAPPED;
            add_heading(t, co, co->resumer != c.co ? BY_TRANSFER : is_wrapped ? BY_WRAP : BY_RESUME, c.co);
            add_levels(t, c.co, 0, landed_in(c.co));
        }
    }
}

String *debug_traceback(VM *vm, Coroutine *co, const char *message, size_t length, int level)
{
    Text t = {.vm = vm};
    level = level < 0 || level > MAX_STACK_SLOTS ? MAX_STACK_SLOTS : level; /* past any frame */
    if (message != NULL) {
        add(&t, message, length);
        add_text(&t, "\n");
    }
    add_text(&t, "stack traceback:");
    if (co != NULL) {
        add_levels(&t, co, level, NULL);
    } else {
        add_levels(&t, vm->co, level, landed_in(vm->co));
        add_waiting(&t);
    }
    String *s = NULL;
    if (!t.failed) {
        s = string_new(vm, t.bytes, t.length);
    } else if (!vm->has_error) {
        vm_set_memory_error(vm);
    }
    mem_free(vm, t.bytes, t.cap);
    return s;
}
