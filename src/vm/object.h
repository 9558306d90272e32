/* object.h: the layouts of all collectable objects.
 *
 * Every object starts with an 8-byte header: type tag, collector bits, flags, and 32 bits of the type's own.
 * Objects never move. An object's variable parts (a table's arrays, a coroutine's stack) are *buffers*: collector
 * cells without a header that their one owner marks. Nothing needs a destructor: a dead object and its buffers
 * are simply not marked. (Userdata with __gc are kept alive by the finalizer list, gc_finalize.c.)
 */
#ifndef WEFT_OBJECT_H
#define WEFT_OBJECT_H

#include "value.h"

typedef struct Instr {
    uint16_t op, a, b, c;
} Instr;

struct Object {
    uint8_t type;  /* a Tag */
    uint8_t gc;    /* GC_* bits, the collector's and the barrier's */
    uint8_t flags; /* of the type's own */
    uint8_t extra; /* of the type's own */
    uint32_t aux;  /* of the type's own */
};

enum {
    GC_BLACK = 1,      /* traversed in this cycle, or old: a store of a reference needs the barrier */
    GC_LARGE = 2,      /* a large object with a LargeHeader before it, not in a region */
    GC_FINALIZER = 4,  /* has a finalizer registered */
    GC_GRAY_AGAIN = 8, /* a coroutine in the collector's list of those to be scanned again */
    GC_SCANNED = 16,   /* a coroutine whose stack has been scanned in this mark: HDR_SCANNED means something there */
    GC_LISTED = 32,    /* a coroutine in the collector's list of those whose stacks are too large */
    GC_ROOMY = 64      /* and it was found so before */
};

/* ---- strings: immutable bytes with a NUL behind. aux = hash (short: always; long: when STRING_HASHED) ---- */
enum { STRING_LONG = 1, STRING_HASHED = 2 }; /* flags */
struct String {
    Object header; /* extra: for a short string that is a reserved word, its token number; else 0 */
    size_t length;
    char chars[];
};

/* ---- shapes: the ordered set of string keys of a table (shape.h). aux = id ---- */
typedef struct ShapeKeys ShapeKeys; /* the keys of a line of shapes (shape.c) */
struct Shape {
    Object header;
    Shape *parent;      /* one field fewer; NULL for the empty shape; the dictionary shape's is an anchor (shape.c) */
    String *key;        /* the field this shape adds */
    ShapeKeys *keys;    /* the first count of them are this shape's; shared along a line of descent; NULL: no fields */
    uint32_t count;     /* number of fields; the added one has slot count-1 */
    uint32_t absent;    /* bit e set: key of metamethod event e is not among the fields (valid with absent_known) */
    bool absent_known;
    uint8_t slack;      /* room for fields that tables made with this shape turned out to get later */
    uint8_t map_bits;   /* 0: at most one child; else log2 of the size of the children's hash map */
    uint32_t child_count;
    union {             /* weak; children's keys differ */
        Shape *child;   /* child_count is 1 */
        Shape **map;    /* open addressing by key's hash, a buffer */
    };
    uint64_t hash_seed; /* odd; of the hashes of keys that are no strings, in tables of any shape */
};

/* ---- tables. aux = id of shape (0: dictionary mode, string keys lie in the hash part) ---- */
typedef struct Node {
    Value value;
    Value key;          /* tag word: type tag | (int32 link to the next node of the chain) << 32 */
} Node;

/* flags; the first three are set by setmetatable. Watched: lookups have passed through the table, a metatable or an __index: when it gets
 * a field, another metatable, or another value through table_set*, they are forgotten. */
enum { TABLE_WEAK_KEYS = 1, TABLE_WEAK_VALUES = 2, TABLE_HAS_META = 4, TABLE_WATCHED = 8 };
struct Table {
    Object header;      /* extra: log2 of hash capacity + 1; 0: no hash part */
    Shape *shape;       /* never NULL; the dictionary shape has id 0 */
    Value *slots;       /* fields of the shape, in the object itself or a buffer */
    uint64_t *array;    /* payloads, never NULL; the tag byte of element i (0-based) lies at ((uint8_t *)array)[-1 - i] */
    uint32_t array_len; /* border: array_len == 0 or element array_len-1 is not nil */
    uint32_t array_cap; /* elements from array_len to array_cap have tag nil */
    Node *nodes;        /* hash part or NULL */
    Node *last_free;    /* all nodes at or above are or were in use */
    Table *metatable;   /* or NULL */
    uint16_t slot_cap;  /* capacity of slots */
    uint16_t inline_cap;/* slots that lie behind the object */
    uint16_t born_with; /* fields of the shape that it was made with */
    Value inline_slots[]; /* behind them, a small array that the table was made with */
};

static inline uint8_t *table_tags(const Table *t) { return (uint8_t *)t->array - 1; } /* tag of element i at [-i] */

/* ---- functions: Lua closures, natives, builtins, C functions ---- */
enum FunctionKind { FN_LUA, FN_NATIVE, FN_BUILTIN, FN_C }; /* header.extra */
struct Function {
    Object header;      /* aux = number of upvalues */
    Instr *entry;       /* first instruction; a native's is a snippet in the VM */
    union {
        Proto *proto;   /* FN_LUA */
        void *code;     /* FN_NATIVE: WeftNative; FN_C: lua_CFunction; the function's C pointer */
        int builtin;    /* FN_BUILTIN: its opcode */
    };
    const char *name;   /* natives and builtins: for traces, static, or NULL */
    union {
        Cell *cells[1]; /* FN_LUA: aux cells */
        Value values[1];/* FN_NATIVE, FN_C: aux values */
    };
};

struct Cell {
    Object header;
    Value value;
};

/* ---- userdata ---- */
struct Userdata {
    Object header;       /* extra: 1 when type is set */
    Table *metatable;    /* or NULL */
    const void *type;    /* const WeftType *, or NULL for the compat layer's */
    size_t size;         /* of the block */
    uint32_t value_count;/* user values, lying before the block */
    uint32_t pad[3];     /* aligns the values and the block */
    Value values[];      /* value_count values, then the block, 16-byte aligned */
};
static inline void *userdata_block(Userdata *u) { return u->values + u->value_count; }

/* ---- coroutines (coroutine.h) ---- */
typedef struct CoRare CoRare;
enum CoState {           /* header.extra */
    CO_NEW, CO_YIELDED, CO_TRANSFERRED, CO_RUNNING, CO_NORMAL, CO_CLOSING, CO_FINISHED, CO_FAILED, CO_CLOSED
};
struct Coroutine {
    Object header;       /* flags: CO_* flags; aux: size of the stack in slots */
    Value *stack;        /* a buffer, or NULL when the body has ended */
    union {
        Instr *pc;       /* suspended: where its code goes on */
        Proto *body;     /* without a stack: its body's, for its name, or NULL */
    };
    uint32_t base;       /* suspended: offset in bytes of the frame that goes on (coroutine_base) */
    uint32_t below;      /* resumed: slots that the coroutines take that wait in resume below it (coroutine_chain_slots) */
    uint64_t dest : 20;  /* suspended: slot offset where the values passed in are delivered (see CO_IS_AT_CALL) */
    uint64_t top : 20;   /* suspended: slot offset past the live slots, open arguments included (see CO_IS_AT_CALL) */
    uint64_t account : 8; /* that its allocations are charged to */
    uint64_t barriers : 8; /* unsuspendable C frames on this stack: at most MAX_C_CALLS */
    uint64_t closes : 8; /* calls of coroutine.close on this stack that wait for a __close: at most MAX_CLOSES */
    Coroutine *resumer;  /* or NULL */
    CoRare *rare;        /* home, name, hook, lua_State, saved error; made on first use */
    Coroutine *gray_link;/* collector's list of coroutines that ran since the last scan */
};

#endif
