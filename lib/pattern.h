/* pattern.h: Lua's patterns: compiling them to items (pattern.c) and matching items against a
 * subject (match.c). */
#ifndef LIB_PATTERN_H
#define LIB_PATTERN_H

#include <weft.h>

/* Lua's LUA_MAXCAPTURES. */
#define PATTERN_MAX_CAPTURES 32

/* Lua's MAXCCALLS less the outermost match: how many quantified items and captures may be pending
 * at a time. */
#define PATTERN_MAX_PENDING 199

typedef enum PatternOp {
    PATTERN_CHAR,
    PATTERN_ANY,
    PATTERN_SET, /* one character */
    PATTERN_STAR,
    PATTERN_PLUS,
    PATTERN_LAZY,
    PATTERN_MAYBE, /* "*", "+", "-", "?" over a character of `kind` */
    PATTERN_OPEN,
    PATTERN_POSITION,
    PATTERN_CLOSE,    /* capture number `index` */
    PATTERN_BALANCE,  /* %b: from `byte` to `index` */
    PATTERN_FRONTIER, /* %f over set `index` */
    PATTERN_BACKREF,  /* capture number `index` */
    PATTERN_TAIL,     /* "$" at the end */
    PATTERN_END,      /* `index`: how many captures there are */
    PATTERN_MALFORMED /* raises: `kind` is a PatternFault, `byte` its detail */
} PatternOp;

typedef enum PatternFault {
    FAULT_ESCAPE_END,
    FAULT_SET_END,
    FAULT_BALANCE,
    FAULT_FRONTIER,
    FAULT_CAPTURE_INDEX,
    FAULT_CAPTURE_CLOSE,
    FAULT_TOO_MANY
} PatternFault;

/* One step of a compiled pattern. */
typedef struct PatternItem {
    uint8_t op;     /* PatternOp */
    uint8_t kind;   /* of a quantified character: PATTERN_CHAR, PATTERN_ANY, PATTERN_SET */
    uint8_t byte;   /* the character of PATTERN_CHAR */
    uint8_t frames; /* captures opened and closed before: they count as pending */
    uint16_t index; /* a set (below CLASS_SETS a shared one) or capture */
    uint8_t single; /* a greedy item whose characters the next item can't match: nothing to go back to */
} PatternItem;

typedef struct PatternSet {
    uint64_t words[4]; /* a bit for each of the 256 bytes */
} PatternSet;

/* A compiled pattern: views into its program. */
typedef struct Pattern {
    const PatternItem *items;
    const PatternSet *sets;  /* the pattern's own */
    const PatternSet *first; /* what every match starts with, or NULL */
    const char *prefix;      /* bytes that every match starts with */
    size_t prefix_length;
    bool is_anchored;
    const uint32_t *serial_at; /* in the cache: as long as it reads `serial`, the program is there; NULL: it is not in the cache */
    uint32_t serial;
} Pattern;

/* Whether a pattern that was compiled in an earlier run may be used again. The cache must be alive. */
static inline bool pattern_is_current(const Pattern *p)
{
    return p->serial_at && *p->serial_at == p->serial;
}

/* Length of a capture that is no text. */
#define CAPTURE_UNFINISHED ((size_t)-1)
#define CAPTURE_POSITION ((size_t)-2)

typedef struct Capture {
    const char *start;
    size_t length;
} Capture;

/* A subject, a pattern, and the last match. Holds pointers into strings: doesn't outlive a native's
 * run. */
typedef struct Matcher {
    Weft *w;
    Pattern pattern;
    const char *source, *end; /* the subject */
    const char *last;         /* a match that ends here is refused; NULL: none is */
    const char *start, *stop; /* the match found */
    size_t work;              /* not charged yet, about in bytes looked at */
    bool failed;              /* pending error */
    int capture_count;
    Capture captures[PATTERN_MAX_CAPTURES];
} Matcher;

extern const PatternSet pattern_class_sets[];

static inline bool pattern_set_has(const PatternSet *set, unsigned char c)
{
    return set->words[c >> 6] >> (c & 63) & 1;
}

/* Shared sets: the eleven classes (a c d g l p s u w x z), then their complements. */
enum { PATTERN_CLASSES = 11, PATTERN_CLASS_SETS = 2 * PATTERN_CLASSES };

static inline const PatternSet *pattern_set(const Pattern *p, unsigned index)
{
    return index < PATTERN_CLASS_SETS ? &pattern_class_sets[index] : &p->sets[index - PATTERN_CLASS_SETS];
}

/* The userdata that keeps a VM's recently used patterns, in a slot. Allocates. */
bool pattern_set_cache(Weft *w, int slot);
/* Compiles, or finds in the cache, which is an upvalue of the running native. `box` is a slot for
 * its own use: it anchors a pattern that is too big for the cache. has_anchor: "^" in front is an
 * anchor. The result is valid until the next call of this or the native's end. */
bool pattern_compile(Weft *w, Pattern *p, const char *text, size_t length, bool has_anchor, int upvalue, int box);

/* A matcher for the subject; m->pattern is the caller's. */
void matcher_init(Weft *w, Matcher *m, const char *source, size_t length);
/* The first match from `from` on: 1, or 0: none, or -1: pending error. */
int matcher_find(Matcher *m, const char *from);
/* Charges what is left; false: pending error. */
bool matcher_finish(Matcher *m);
/* Captures of the match: how many values; the whole match counts as one if there is no other and
 * whole_too is set. */
int matcher_value_count(const Matcher *m, bool whole_too);
/* Text of capture n (from 0), or a position: *length CAPTURE_POSITION. False: pending error. */
bool matcher_capture(Matcher *m, int n, const char **start, size_t *length);
/* Capture n into a slot. */
bool matcher_set_capture(Matcher *m, int n, int slot);
/* All of matcher_value_count's into new last slots; their number, or -1: pending error. Allocates. */
int matcher_push_captures(Matcher *m, bool whole_too);

/* First place of the needle in the haystack, or NULL. Linear. */
const char *pattern_find_plain(const char *haystack, size_t length, const char *needle, size_t needle_length);

#endif
