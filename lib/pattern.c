/* pattern.c: compiling Lua patterns, and the cache of compiled ones.
 *
 * A pattern becomes a row of items, one for each character, class, set, capture mark or anchor,
 * with a quantifier folded into its item:
 *
 *      "(%a+)=[^;]*"  ->  OPEN 0 | PLUS SET(letters) | CLOSE 0 | CHAR '=' | STAR SET(own 0) | END
 *
 *      program:   ProgramHead | own sets, 32 bytes each | items | prefix bytes
 *
 * Classes are 256-bit sets of the C locale, shared and constant. Lua's patterns have neither
 * alternatives nor repeated groups, so at every item it is known statically which captures are open
 * or closed: capture numbers are resolved here.
 *
 * A malformed pattern isn't refused here: Lua reports the fault only when matching gets there, so
 * it becomes an item that raises.
 *
 * Compiled patterns are kept in a small direct-mapped cache, a userdata in the natives' upvalue:
 * loops over a few patterns compile each once. A program holds no pointers, and an entry may be
 * overwritten whenever a pattern is compiled: so whoever gives up control (gsub with a function,
 * gmatch) looks whether the entry still has the serial number it had (pattern_is_current), and else compiles again.
 */
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* memmem */
#endif
#include "lib.h"
#include "pattern.h"

#include <string.h>

/* ---- classes ---- */

/* clang-format off */
#define SET(low, high) {{low, high, 0, 0}}
#define COMPLEMENT(low, high) {{~(uint64_t)low, ~(uint64_t)high, ~(uint64_t)0, ~(uint64_t)0}}
#define CLASSES(C)                                                                          \
    C(0, 0x07FFFFFE07FFFFFE)                  /* a */                                       \
    C(0xFFFFFFFF, 0x8000000000000000)         /* c */                                       \
    C(0x03FF000000000000, 0)                  /* d */                                       \
    C(0xFFFFFFFE00000000, 0x7FFFFFFFFFFFFFFF) /* g */                                       \
    C(0, 0x07FFFFFE00000000)                  /* l */                                       \
    C(0xFC00FFFE00000000, 0x78000001F8000001) /* p */                                       \
    C(0x0000000100003E00, 0)                  /* s */                                       \
    C(0, 0x07FFFFFE)                          /* u */                                       \
    C(0x03FF000000000000, 0x07FFFFFE07FFFFFE) /* w */                                       \
    C(0x03FF000000000000, 0x0000007E0000007E) /* x */                                       \
    C(1, 0)                                   /* z */
#define SET_ITEM(low, high) SET(low, high),
#define COMPLEMENT_ITEM(low, high) COMPLEMENT(low, high),

const PatternSet pattern_class_sets[PATTERN_CLASS_SETS] = {CLASSES(SET_ITEM) CLASSES(COMPLEMENT_ITEM)};

#undef SET
#undef COMPLEMENT
#undef CLASSES
#undef SET_ITEM
#undef COMPLEMENT_ITEM
/* clang-format on */

/* Number of the shared set of %c, or -1: c stands for itself. */
static int class_index(unsigned char c)
{
    static const char letters[] = "acdglpsuwxz";
    bool is_upper = c >= 'A' && c <= 'Z';
    const char *p = c ? strchr(letters, is_upper ? c + ('a' - 'A') : c) : NULL;
    return p ? (int)(p - letters) + (is_upper ? PATTERN_CLASSES : 0) : -1;
}

/* ---- building a program ---- */

typedef struct ProgramHead {
    uint32_t set_count;
    uint32_t item_count;
    uint32_t prefix_length;
    int16_t first; /* set that every match starts with, or -1 */
    uint8_t is_anchored;
    uint8_t unused;
} ProgramHead;

typedef struct Compiler {
    const char *at, *end; /* what is left of the pattern */
    PatternItem *items;
    PatternSet *sets;
    size_t item_count, set_count;
    int level;  /* captures opened so far */
    int frames; /* captures opened and closed so far */
    bool is_closed[PATTERN_MAX_CAPTURES];
} Compiler;

static PatternItem *add_item(Compiler *c, PatternOp op)
{
    PatternItem *item = &c->items[c->item_count++];
    memset(item, 0, sizeof *item);
    item->op = (uint8_t)op;
    item->frames = (uint8_t)c->frames;
    return item;
}

static bool add_fault(Compiler *c, PatternFault fault, int detail)
{
    PatternItem *item = add_item(c, PATTERN_MALFORMED);
    item->kind = (uint8_t)fault;
    item->byte = (uint8_t)detail;
    return false;
}

static void set_add(PatternSet *set, unsigned low, unsigned high)
{
    for (unsigned b = low; b <= high; b++) {
        set->words[b >> 6] |= (uint64_t)1 << (b & 63);
    }
}

static void set_add_escaped(PatternSet *set, unsigned char c)
{
    int class = class_index(c);
    if (class < 0) {
        set_add(set, c, c);
        return;
    }
    for (int i = 0; i < 4; i++) {
        set->words[i] |= pattern_class_sets[class].words[i];
    }
}

/* The "]" that ends the set whose first character is at p, or NULL. The first character belongs to
 * the set whatever it is. */
static const char *set_end(const char *p, const char *end)
{
    do {
        if (p >= end) {
            return NULL;
        }
        p += *p == '%' && p + 1 < end ? 2 : 1;
    } while (p >= end || *p != ']');
    return p;
}

/* The set after "[" at c->at; false: it has no end. */
static bool read_set(Compiler *c, uint16_t *index)
{
    bool is_negated = c->at < c->end && *c->at == '^';
    const unsigned char *p = (const unsigned char *)c->at + is_negated;
    const char *close = set_end((const char *)p, c->end);
    if (!close) {
        return add_fault(c, FAULT_SET_END, 0);
    }
    const unsigned char *last = (const unsigned char *)close;
    PatternSet *set = &c->sets[c->set_count];
    memset(set, 0, sizeof *set);
    while (p < last) {
        if (*p == '%') {
            set_add_escaped(set, p[1]);
            p += 2;
        } else if (p[1] == '-' && p + 2 < last) {
            set_add(set, p[0], p[2]);
            p += 3;
        } else {
            set_add(set, *p, *p);
            p++;
        }
    }
    for (int i = 0; is_negated && i < 4; i++) {
        set->words[i] = ~set->words[i];
    }
    *index = (uint16_t)(PATTERN_CLASS_SETS + c->set_count++);
    c->at = close + 1;
    return true;
}

static bool read_balance(Compiler *c)
{
    if (c->end - c->at < 2) {
        return add_fault(c, FAULT_BALANCE, 0);
    }
    PatternItem *item = add_item(c, PATTERN_BALANCE);
    item->byte = (uint8_t)c->at[0];
    item->index = (uint8_t)c->at[1];
    c->at += 2;
    return true;
}

static bool read_frontier(Compiler *c)
{
    uint16_t index;
    if (c->at >= c->end || *c->at != '[') {
        return add_fault(c, FAULT_FRONTIER, 0);
    }
    c->at++;
    if (!read_set(c, &index)) {
        return false;
    }
    add_item(c, PATTERN_FRONTIER)->index = index;
    return true;
}

static bool read_backref(Compiler *c, unsigned char digit)
{
    int n = digit - '1';
    if (n < 0 || n >= c->level || !c->is_closed[n]) {
        return add_fault(c, FAULT_CAPTURE_INDEX, digit);
    }
    add_item(c, PATTERN_BACKREF)->index = (uint16_t)n;
    return true;
}

static bool read_open(Compiler *c)
{
    bool is_position = c->at < c->end && *c->at == ')';
    if (c->level >= PATTERN_MAX_CAPTURES) {
        return add_fault(c, FAULT_TOO_MANY, 0);
    }
    c->at += is_position;
    add_item(c, is_position ? PATTERN_POSITION : PATTERN_OPEN)->index = (uint16_t)c->level;
    c->is_closed[c->level++] = is_position;
    c->frames++;
    return true;
}

static bool read_close(Compiler *c)
{
    int n = c->level;
    do {
        n--;
    } while (n >= 0 && c->is_closed[n]);
    if (n < 0) {
        return add_fault(c, FAULT_CAPTURE_CLOSE, 0);
    }
    add_item(c, PATTERN_CLOSE)->index = (uint16_t)n;
    c->is_closed[n] = true;
    c->frames++;
    return true;
}

/* Folds a quantifier at c->at into the character item. */
static void read_quantifier(Compiler *c, PatternItem *item)
{
    static const char quantifiers[] = "*+-?";
    const char *q = c->at < c->end ? memchr(quantifiers, *c->at, 4) : NULL;
    if (q) {
        item->kind = item->op;
        item->op = (uint8_t)(PATTERN_STAR + (q - quantifiers));
        c->at++;
    }
}

/* A character, class or set with its quantifier. */
static bool read_character(Compiler *c, unsigned char first)
{
    PatternOp op = first == '.' ? PATTERN_ANY : PATTERN_CHAR;
    unsigned char byte = first;
    uint16_t index = 0;
    if (first == '[') {
        op = PATTERN_SET;
        if (!read_set(c, &index)) {
            return false;
        }
    } else if (first == '%') {
        byte = (unsigned char)*c->at++;
        int class = class_index(byte);
        op = class < 0 ? PATTERN_CHAR : PATTERN_SET;
        index = (uint16_t)(class < 0 ? 0 : class);
    }
    PatternItem *item = add_item(c, op);
    item->byte = byte;
    item->index = index;
    read_quantifier(c, item);
    return true;
}

static bool read_escape(Compiler *c)
{
    if (c->at >= c->end) {
        return add_fault(c, FAULT_ESCAPE_END, 0);
    }
    unsigned char next = (unsigned char)*c->at;
    if (next == 'b' || next == 'f') {
        c->at++;
        return next == 'b' ? read_balance(c) : read_frontier(c);
    }
    if (next >= '0' && next <= '9') {
        c->at++;
        return read_backref(c, next);
    }
    return read_character(c, '%');
}

/* One item; false: it is a fault, and what follows is never reached. */
static bool read_item(Compiler *c)
{
    unsigned char first = (unsigned char)*c->at++;
    switch (first) {
    case '(': return read_open(c);
    case ')': return read_close(c);
    case '%': return read_escape(c);
    case '$':
        if (c->at == c->end) {
            add_item(c, PATTERN_TAIL);
            return true;
        }
        return read_character(c, first);
    default: return read_character(c, first);
    }
}

/* ---- what the matcher may take advantage of ---- */

static PatternSet item_characters(const PatternItem *item, unsigned kind, const Pattern *p)
{
    PatternSet set = {{0, 0, 0, 0}};
    if (kind == PATTERN_CHAR) {
        set_add(&set, item->byte, item->byte);
    } else if (kind == PATTERN_SET) {
        set = *pattern_set(p, item->index);
    } else {
        set_add(&set, 0, 255);
    }
    return set;
}

static bool are_disjoint(const PatternSet *a, const PatternSet *b)
{
    uint64_t common = 0;
    for (int i = 0; i < 4; i++) {
        common |= a->words[i] & b->words[i];
    }
    return common == 0;
}

/* What a match from this item on must start with: *kind. Capture marks don't matter. NULL:
 * anything. */
static const PatternItem *needed_next(const PatternItem *item, unsigned *kind)
{
    while (item->op == PATTERN_OPEN || item->op == PATTERN_CLOSE || item->op == PATTERN_POSITION) {
        item++;
    }
    *kind = item->op == PATTERN_PLUS ? item->kind : item->op;
    return *kind <= PATTERN_SET ? item : NULL;
}

/* Marks greedy items that never need to give back: the longest run ends where a character isn't in
 * their set, and if the next item's characters are none of theirs, it can match nowhere but behind
 * the whole run. The same holds before "$", and at the end all is well. */
static void mark_single(PatternItem *items, const Pattern *p)
{
    for (PatternItem *item = items; item->op != PATTERN_END && item->op != PATTERN_MALFORMED; item++) {
        unsigned kind;
        if (item->op != PATTERN_STAR && item->op != PATTERN_PLUS) {
            continue;
        }
        const PatternItem *next = needed_next(item + 1, &kind);
        if (next) {
            PatternSet own = item_characters(item, item->kind, p), other = item_characters(next, kind, p);
            item->single = are_disjoint(&own, &other);
        } else {
            item->single = kind == PATTERN_TAIL || kind == PATTERN_END;
        }
    }
}

/* Literal characters at the start, and else the set there. */
static void find_start(ProgramHead *head, const PatternItem *item, char *prefix)
{
    unsigned kind;
    while (item->op == PATTERN_OPEN) {
        item++;
    }
    for (; item->op == PATTERN_CHAR; item++) {
        prefix[head->prefix_length++] = (char)item->byte;
    }
    const PatternItem *next = head->prefix_length ? NULL : needed_next(item, &kind);
    if (!next) {
        return;
    }
    if (kind == PATTERN_CHAR) {
        prefix[head->prefix_length++] = (char)next->byte;
    } else if (kind == PATTERN_SET) {
        head->first = (int16_t)next->index;
    }
}

/* ---- programs ---- */

/* How many sets of its own the pattern has at most. */
static size_t count_sets(const char *text, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        n += text[i] == '[';
    }
    return n;
}

static size_t program_size(size_t length, size_t sets)
{
    return sizeof(ProgramHead) + sets * sizeof(PatternSet) + (length + 1) * sizeof(PatternItem) + length;
}

static void view_program(Pattern *p, const void *program)
{
    const ProgramHead *head = program;
    p->sets = (const PatternSet *)(const void *)(head + 1);
    p->items = (const PatternItem *)(const void *)(p->sets + head->set_count);
    p->prefix = (const char *)(p->items + head->item_count);
    p->prefix_length = head->prefix_length;
    p->first = head->first < 0 ? NULL : pattern_set(p, (unsigned)head->first);
    p->is_anchored = head->is_anchored;
    p->serial_at = NULL;
}

/* Compiles into `program`, which has room for program_size(length, sets) and is aligned for a
 * PatternSet. */
static void build_program(Pattern *p, void *program, const char *text, size_t length, size_t sets, bool has_anchor)
{
    ProgramHead *head = program;
    Compiler c = {.at = text, .end = text + length};
    memset(head, 0, sizeof *head);
    head->first = -1;
    head->set_count = (uint32_t)sets;
    head->is_anchored = has_anchor && length > 0 && *text == '^';
    c.at += head->is_anchored;
    c.sets = (PatternSet *)(void *)(head + 1);
    c.items = (PatternItem *)(void *)(c.sets + sets);
    while (c.at < c.end && read_item(&c)) {
    }
    if (c.item_count == 0 || c.items[c.item_count - 1].op != PATTERN_MALFORMED) {
        add_item(&c, PATTERN_END)->index = (uint16_t)c.level;
    }
    head->item_count = (uint32_t)c.item_count;
    view_program(p, program);
    mark_single(c.items, p);
    find_start(head, c.items, (char *)(c.items + c.item_count));
    view_program(p, program);
}

/* ---- the cache ---- */

/* Enough for most patterns that programs use, at 24 KB a VM. */
enum { CACHE_BITS = 6, CACHE_ENTRIES = 1 << CACHE_BITS, CACHE_KEY_MAX = 50, CACHE_PROGRAM_WORDS = 40 };

typedef struct CacheEntry {
    uint32_t serial;          /* counts the programs that the entry has held */
    uint8_t length;           /* of the pattern */
    uint8_t state;            /* 0: empty, else 1 + has_anchor */
    char text[CACHE_KEY_MAX]; /* the pattern */
    uint64_t program[CACHE_PROGRAM_WORDS];
} CacheEntry;

typedef struct PatternCache {
    CacheEntry entries[CACHE_ENTRIES];
} PatternCache;

static const WeftUserdataType cache_type = {.name = "weft.patterns", .size = sizeof(PatternCache)};

bool pattern_set_cache(Weft *w, int slot)
{
    return weft_set_userdata(w, slot, &cache_type) != NULL;
}

/* The entry for a pattern of this text, which may hold another; NULL: it is too long for the cache. */
static CacheEntry *cache_entry(Weft *w, const char *text, size_t length, int upvalue)
{
    if (length == 0 || length > CACHE_KEY_MAX) {
        return NULL;
    }
    PatternCache *cache = weft_upvalue_userdata(w, upvalue, &cache_type);
    uint64_t first = 0, last = 0;
    size_t n = length < sizeof first ? length : sizeof first;
    memcpy(&first, text, n);
    memcpy(&last, text + length - n, n);
    uint64_t hash = (first + last * 31 + length) * 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio */
    return cache ? &cache->entries[hash >> (64 - CACHE_BITS)] : NULL;
}

static bool compile_in_box(Weft *w, Pattern *p, const char *text, size_t length, size_t sets, bool has_anchor, int box)
{
    if (sets > UINT16_MAX / 2 || length > UINT32_MAX / 64) {
        weft_raise(w, "pattern too complex");
        return false;
    }
    WeftBuffer b;
    weft_buffer_init(w, &b, box);
    size_t size = program_size(length, sets) + sizeof(uint64_t);
    if (!lib_charge_bytes(w, size)) {
        return false;
    }
    char *room = weft_buffer_reserve(&b, size > sizeof b.small ? size : sizeof b.small + 1);
    if (!room) {
        return false;
    }
    room += -(uintptr_t)room % sizeof(uint64_t);
    build_program(p, room, text, length, sets, has_anchor);
    return true;
}

bool pattern_compile(Weft *w, Pattern *p, const char *text, size_t length, bool has_anchor, int upvalue, int box)
{
    CacheEntry *entry = cache_entry(w, text, length, upvalue);
    uint8_t state = (uint8_t)(1 + has_anchor);
    if (entry && entry->state == state && entry->length == length && memcmp(entry->text, text, length) == 0) {
        view_program(p, entry->program);
        p->serial_at = &entry->serial;
        p->serial = entry->serial;
        return true;
    }
    size_t sets = count_sets(text, length);
    if (!entry || program_size(length, sets) > sizeof entry->program) {
        return compile_in_box(w, p, text, length, sets, has_anchor, box);
    }
    entry->state = state;
    entry->length = (uint8_t)length;
    memcpy(entry->text, text, length);
    build_program(p, entry->program, text, length, sets, has_anchor);
    p->serial_at = &entry->serial;
    p->serial = ++entry->serial;
    return true;
}

/* ---- plain text ---- */

const char *pattern_find_plain(const char *haystack, size_t length, const char *needle, size_t needle_length)
{
    if (needle_length == 0) {
        return haystack;
    }
    if (needle_length > length) {
        return NULL;
    }
    if (needle_length == 1) {
        return memchr(haystack, *needle, length);
    }
#if defined(__linux__)
    return memmem(haystack, length, needle, needle_length);
#else
    for (const char *last = haystack + (length - needle_length); haystack <= last; haystack++) {
        haystack = memchr(haystack, *needle, (size_t)(last - haystack) + 1);
        if (!haystack || memcmp(haystack, needle, needle_length) == 0) {
            return haystack;
        }
    }
    return NULL;
#endif
}
