/* value.h: the 16-byte value and the predicates on it.
 *
 *   +------------------+------------------------------------------+
 *   | payload, 8 bytes | tag word, 8 bytes: type tag in bits 0..7 |
 *   +------------------+------------------------------------------+
 *
 * Invariants
 * 1. A value that a program can see has a clean tag word: bits 8..63 are zero. Comparing the whole word
 *    with a tag is therefore a type test.
 * 2. A frame's function slot is the one exception: its tag word is {return pc << 16 | delta << 8 | tag}
 *    (call.h). Reading such a slot as a value goes through value_clean.
 * 3. Values are copied word by word (never as a 16-byte vector: that breaks store forwarding).
 */
#ifndef WEFT_VALUE_H
#define WEFT_VALUE_H

#include "config.h"

typedef struct Object Object;
typedef struct String String;
typedef struct Table Table;
typedef struct Shape Shape;
typedef struct Function Function;
typedef struct Proto Proto;
typedef struct Cell Cell;
typedef struct Userdata Userdata;
typedef struct Coroutine Coroutine;
typedef struct VM VM;

/* Falsy tags come first; numbers are adjacent; collectable tags are the last. */
typedef enum Tag {
    TAG_NIL = 0,
    TAG_FALSE = 1,
    TAG_TRUE = 2,
    TAG_INT = 3,
    TAG_FLOAT = 4,
    TAG_LIGHT = 5,     /* light userdata: a C pointer */
    TAG_MARK = 6,      /* internal: a to-be-closed mark or a continuation word in a stack; no object */
    TAG_OBJECT = 8,    /* tags from here on refer to objects */
    TAG_STRING = 8,
    TAG_TABLE = 9,
    TAG_FUNCTION = 10, /* Lua functions, natives, builtins, C functions */
    TAG_USERDATA = 11,
    TAG_COROUTINE = 12,
    TAG_CELL = 13,     /* internal from here on: a captured variable */
    TAG_PROTO = 14,
    TAG_SHAPE = 15,
    TAG_BUFFER = 16,   /* an untyped GC buffer with a header (see object.h) */
    TAG_COUNT
} Tag;

typedef struct Value {
    union {
        int64_t i;
        double n;
        void *p;
        uint64_t bits;
        Object *object;
        String *string;
        Table *table;
        Function *function;
        Userdata *userdata;
        Coroutine *co;
        Cell *cell;
    };
    uint64_t tag;
} Value;

static inline bool is_nil(const Value *v) { return v->tag == TAG_NIL; }
static inline bool is_falsy(const Value *v) { return v->tag <= TAG_FALSE; }
static inline bool is_int(const Value *v) { return v->tag == TAG_INT; }
static inline bool is_float(const Value *v) { return v->tag == TAG_FLOAT; }
static inline bool is_number(const Value *v) { return v->tag - TAG_INT <= 1; }
static inline bool is_string(const Value *v) { return v->tag == TAG_STRING; }
static inline bool is_table(const Value *v) { return v->tag == TAG_TABLE; }
static inline bool is_function(const Value *v) { return v->tag == TAG_FUNCTION; }
static inline bool is_userdata(const Value *v) { return v->tag == TAG_USERDATA; }
static inline bool is_coroutine(const Value *v) { return v->tag == TAG_COROUTINE; }
static inline bool is_object(const Value *v) { return (uint8_t)v->tag >= TAG_OBJECT; }

static inline void set_nil(Value *v) { v->bits = 0; v->tag = TAG_NIL; }
static inline void set_bool(Value *v, bool b) { v->bits = 0; v->tag = TAG_FALSE + (uint64_t)b; }
static inline void set_int(Value *v, int64_t i) { v->i = i; v->tag = TAG_INT; }
static inline void set_float(Value *v, double n) { v->n = n; v->tag = TAG_FLOAT; }
static inline void set_light(Value *v, void *p) { v->p = p; v->tag = TAG_LIGHT; }
static inline void set_string(Value *v, String *s) { v->string = s; v->tag = TAG_STRING; }
static inline void set_table(Value *v, Table *t) { v->table = t; v->tag = TAG_TABLE; }
static inline void set_function(Value *v, Function *f) { v->function = f; v->tag = TAG_FUNCTION; }
static inline void set_userdata(Value *v, Userdata *u) { v->userdata = u; v->tag = TAG_USERDATA; }
static inline void set_coroutine(Value *v, Coroutine *c) { v->co = c; v->tag = TAG_COROUTINE; }

/* Copies a value through general registers (invariant 3). */
static inline void value_copy(Value *to, const Value *from)
{
    uint64_t bits = from->bits, tag = from->tag;
    WHOLE(bits); /* or both would be loaded as one vector */
    to->bits = bits;
    to->tag = tag;
}

/* The value in a slot that may be a frame's function slot or a cell register: tag word cleaned. */
static inline Value value_clean(const Value *v)
{
    Value r;
    r.bits = v->bits;
    r.tag = (uint8_t)v->tag;
    return r;
}

/* Wrapping 64-bit integer arithmetic (Lua 5.4 manual, section 3.4.1), free of undefined behaviour. */
static inline int64_t int_add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
static inline int64_t int_sub(int64_t a, int64_t b) { return (int64_t)((uint64_t)a - (uint64_t)b); }
static inline int64_t int_mul(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }
static inline int64_t int_neg(int64_t a) { return (int64_t)(0 - (uint64_t)a); }

#endif
