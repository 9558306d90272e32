/* pack.c: string.pack, string.packsize and string.unpack.
 *
 * A format is read option by option; what an option needs is worked out in one place (next_option)
 * for all three. Sizes are those of the machine, as in Lua. Integers are shifted out and in byte by
 * byte, so any size from 1 to 16 and both orders take the same path.
 */
#include "string_lib.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

/* The largest integer, in bytes, that a format may ask for. */
#define MAX_INTEGER_SIZE 16
/* Bytes of Lua's integer. */
#define INTEGER_SIZE ((int)sizeof(int64_t))
/* Limit of sizes in formats and of packsize: Lua's, an int. */
#define MAX_SIZE ((size_t)INT_MAX)

typedef enum PackKind {
    PACK_INTEGER,
    PACK_UNSIGNED,
    PACK_FLOAT,
    PACK_DOUBLE,
    PACK_CHARS,
    PACK_STRING,
    PACK_ZERO_STRING,
    PACK_PADDING,
    PACK_ALIGNMENT,
    PACK_NOTHING
} PackKind;

typedef struct Packer {
    Weft *w;
    const char *at, *end; /* the rest of the format */
    bool is_little;
    int max_align;
} Packer;

typedef struct PackOption {
    PackKind kind;
    int size;    /* bytes of the item; of a string's length */
    int padding; /* bytes before it, for its alignment */
} PackOption;

static bool is_native_little(void)
{
    const uint16_t one = 1;
    return *(const unsigned char *)&one == 1;
}

static bool begin(Weft *w, Packer *p)
{
    size_t length;
    p->w = w;
    p->at = weft_check_string(w, 0, &length);
    if (!p->at || !lib_charge_bytes(w, length * 4)) { /* an option is more work than a byte */
        return false;
    }
    p->end = p->at + length;
    p->is_little = is_native_little();
    p->max_align = 1;
    return true;
}

/* ---- formats ---- */

static bool has_digit(const Packer *p)
{
    return p->at < p->end && *p->at >= '0' && *p->at <= '9';
}

/* A number if there is one. Stops before a digit that would make it too large; that is then an
 * invalid option. */
static int read_number(Packer *p, int otherwise)
{
    int n = 0;
    if (!has_digit(p)) {
        return otherwise;
    }
    do {
        n = n * 10 + (*p->at++ - '0');
    } while (has_digit(p) && n <= (INT_MAX - 9) / 10);
    return n;
}

static bool read_size(Packer *p, int otherwise, int *size)
{
    *size = read_number(p, otherwise);
    if (*size < 1 || *size > MAX_INTEGER_SIZE) {
        weft_raise(p->w, "integral size (%d) out of limits [1,%d]", *size, MAX_INTEGER_SIZE);
        return false;
    }
    return true;
}

static bool sized(PackOption *o, PackKind kind, size_t size)
{
    o->kind = kind;
    o->size = (int)size;
    return true;
}

/* "c" with its size. */
static bool read_chars(Packer *p, PackOption *o)
{
    int size = read_number(p, -1);
    if (size < 0) {
        weft_raise(p->w, "missing size for format option 'c'");
        return false;
    }
    return sized(o, PACK_CHARS, (size_t)size);
}

/* What sets a mode and takes no value. False: not such an option, or an error. */
static bool read_mode(Packer *p, char c, PackOption *o)
{
    typedef union Strictest {
        double d;
        void *pointer;
        int64_t i;
        long l;
    } Strictest;
    struct Aligned {
        char c;
        Strictest s;
    };
    sized(o, PACK_NOTHING, 0);
    switch (c) {
    case ' ': return true;
    case '<': p->is_little = true; return true;
    case '>': p->is_little = false; return true;
    case '=': p->is_little = is_native_little(); return true;
    case '!': return read_size(p, (int)offsetof(struct Aligned, s), &p->max_align);
    default: weft_raise(p->w, "invalid format option '%c'", c); return false;
    }
}

/* One option, without regard to alignment. */
static bool read_option(Packer *p, PackOption *o)
{
    char c = *p->at++;
    o->padding = 0;
    switch (c) {
    case 'b': return sized(o, PACK_INTEGER, sizeof(char));
    case 'B': return sized(o, PACK_UNSIGNED, sizeof(char));
    case 'h': return sized(o, PACK_INTEGER, sizeof(short));
    case 'H': return sized(o, PACK_UNSIGNED, sizeof(short));
    case 'l': return sized(o, PACK_INTEGER, sizeof(long));
    case 'L': return sized(o, PACK_UNSIGNED, sizeof(long));
    case 'j': return sized(o, PACK_INTEGER, sizeof(int64_t));
    case 'J': return sized(o, PACK_UNSIGNED, sizeof(int64_t));
    case 'T': return sized(o, PACK_UNSIGNED, sizeof(size_t));
    case 'f': return sized(o, PACK_FLOAT, sizeof(float));
    case 'd':
    case 'n': return sized(o, PACK_DOUBLE, sizeof(double));
    case 'i': o->kind = PACK_INTEGER; return read_size(p, sizeof(int), &o->size);
    case 'I': o->kind = PACK_UNSIGNED; return read_size(p, sizeof(int), &o->size);
    case 's': o->kind = PACK_STRING; return read_size(p, sizeof(size_t), &o->size);
    case 'c': return read_chars(p, o);
    case 'z': return sized(o, PACK_ZERO_STRING, 0);
    case 'x': return sized(o, PACK_PADDING, 1);
    case 'X': return sized(o, PACK_ALIGNMENT, 0);
    default: return read_mode(p, c, o);
    }
}

/* The alignment that "X" stands for: that of the option behind it, which is used up. 0: error. */
static int read_alignment(Packer *p)
{
    PackOption next = {PACK_NOTHING, 0, 0};
    if (p->at < p->end && !read_option(p, &next)) {
        return 0;
    }
    if (next.kind == PACK_CHARS || next.size == 0) {
        weft_raise_argument(p->w, 0, "invalid next option for option 'X'");
        return 0;
    }
    return next.size;
}

/* The next option, with the padding it needs when `total` bytes are before it. */
static bool next_option(Packer *p, size_t total, PackOption *o)
{
    if (!read_option(p, o)) {
        return false;
    }
    int align = o->size;
    if (o->kind == PACK_ALIGNMENT) {
        align = read_alignment(p);
        if (align == 0) {
            return false;
        }
    }
    if (align <= 1 || o->kind == PACK_CHARS) {
        return true;
    }
    if (align > p->max_align) {
        align = p->max_align;
    }
    if ((align & (align - 1)) != 0) {
        weft_raise_argument(p->w, 0, "format asks for alignment not power of 2");
        return false;
    }
    o->padding = (align - (int)(total & (size_t)(align - 1))) & (align - 1);
    return true;
}

/* ---- bytes ---- */

static void write_integer(char *to, uint64_t value, int size, bool is_little, bool is_negative)
{
    if (size <= INTEGER_SIZE && is_little == is_native_little() && is_little) { /* as it lies in memory */
        switch (size) {
        case 1: *to = (char)value; return;
        case 2: memcpy(to, &value, 2); return;
        case 4: memcpy(to, &value, 4); return;
        case 8: memcpy(to, &value, 8); return;
        default: break;
        }
    }
    for (int i = 0; i < size; i++) {
        unsigned char byte = i < INTEGER_SIZE ? (unsigned char)(value >> 8 * i) : is_negative ? 0xFF : 0;
        to[is_little ? i : size - 1 - i] = (char)byte;
    }
}

/* False: more than 64 bits; error pending. */
static bool read_integer(Weft *w, const char *from, int size, bool is_little, bool is_signed, int64_t *out)
{
    uint64_t value = 0;
    int low = size < INTEGER_SIZE ? size : INTEGER_SIZE;
    if (size == 4 && is_little && is_native_little()) {
        memcpy(&value, from, 4);
    } else {
        for (int i = low - 1; i >= 0; i--) {
            value = value << 8 | (unsigned char)from[is_little ? i : size - 1 - i];
        }
    }
    if (is_signed && size < INTEGER_SIZE) {
        uint64_t sign = (uint64_t)1 << (size * 8 - 1);
        value = (value ^ sign) - sign;
    }
    unsigned char rest = is_signed && (int64_t)value < 0 ? 0xFF : 0;
    for (int i = low; i < size; i++) {
        if ((unsigned char)from[is_little ? i : size - 1 - i] != rest) {
            weft_raise(w, "%d-byte integer does not fit into Lua Integer", size);
            return false;
        }
    }
    *out = (int64_t)value;
    return true;
}

static void copy_ordered(char *to, const char *from, int size, bool is_little)
{
    bool is_same = is_little == is_native_little();
    for (int i = 0; i < size; i++) {
        to[i] = from[is_same ? i : size - 1 - i];
    }
}

/* ---- pack ---- */

static bool pack_integer(Packer *p, const PackOption *o, int arg, char *to)
{
    int64_t value;
    if (!weft_check_integer(p->w, arg, &value)) {
        return false;
    }
    if (o->size < INTEGER_SIZE) {
        int64_t limit = (int64_t)1 << (o->size * 8 - 1);
        if (o->kind == PACK_INTEGER && (value < -limit || value >= limit)) {
            weft_raise_argument(p->w, arg, "integer overflow");
            return false;
        }
        if (o->kind == PACK_UNSIGNED && (uint64_t)value >= (uint64_t)limit * 2) {
            weft_raise_argument(p->w, arg, "unsigned overflow");
            return false;
        }
    }
    write_integer(to, (uint64_t)value, o->size, p->is_little, o->kind == PACK_INTEGER && value < 0);
    return true;
}

static bool pack_float(Packer *p, const PackOption *o, int arg, char *to)
{
    double value;
    if (!weft_check_number(p->w, arg, &value)) {
        return false;
    }
    char bytes[sizeof(double)];
    float narrow = (float)value;
    if (o->kind == PACK_FLOAT) {
        memcpy(bytes, &narrow, sizeof narrow);
    } else {
        memcpy(bytes, &value, sizeof value);
    }
    copy_ordered(to, bytes, o->size, p->is_little);
    return true;
}

static bool fails_argument(Packer *p, int arg, const char *message)
{
    weft_raise_argument(p->w, arg, message);
    return false;
}

/* c, s and z; *size gets the number of bytes added. */
static bool pack_string(Packer *p, const PackOption *o, int arg, WeftBuffer *b, size_t *size)
{
    size_t length;
    const char *s = weft_check_string(p->w, arg, &length);
    if (!s) {
        return false;
    }
    if (o->kind == PACK_CHARS && length > (size_t)o->size) {
        return fails_argument(p, arg, "string longer than given size");
    }
    if (o->kind == PACK_ZERO_STRING && memchr(s, '\0', length)) {
        return fails_argument(p, arg, "string contains zeros");
    }
    if (o->kind == PACK_STRING) {
        if (o->size < (int)sizeof(size_t) && length >= (size_t)1 << (o->size * 8)) {
            return fails_argument(p, arg, "string length does not fit in given size");
        }
        char *head = weft_buffer_reserve(b, (size_t)o->size);
        if (!head) {
            return false;
        }
        write_integer(head, length, o->size, p->is_little, false);
        b->length += (size_t)o->size;
    }
    size_t zeros = o->kind == PACK_CHARS ? (size_t)o->size - length : o->kind == PACK_ZERO_STRING;
    *size = length + zeros + (o->kind == PACK_STRING ? (size_t)o->size : 0);
    if (!lib_charge_bytes(p->w, *size)) {
        return false;
    }
    char *rest = weft_buffer_add(b, s, length) ? weft_buffer_reserve(b, zeros) : NULL;
    if (!rest) {
        return false;
    }
    memset(rest, 0, zeros);
    b->length += zeros;
    return true;
}

/* An item of fixed size: number or padding. */
static bool pack_fixed(Packer *p, const PackOption *o, int arg, WeftBuffer *b)
{
    char *to = weft_buffer_reserve(b, (size_t)o->size);
    if (!to) {
        return false;
    }
    b->length += (size_t)o->size;
    switch (o->kind) {
    case PACK_INTEGER:
    case PACK_UNSIGNED: return pack_integer(p, o, arg, to);
    case PACK_FLOAT:
    case PACK_DOUBLE: return pack_float(p, o, arg, to);
    default: memset(to, 0, (size_t)o->size); return true;
    }
}

WeftResult string_pack(Weft *w)
{
    Packer p;
    PackOption o;
    WeftBuffer b;
    int arg = 0;
    size_t total = 0, size;
    if (!begin(w, &p)) {
        return WEFT_RAISE;
    }
    weft_buffer_init(w, &b, weft_slot_count(w) + 1); /* a free slot between: the box is no argument */
    while (p.at < p.end) {
        if (!next_option(&p, total, &o)) {
            return WEFT_RAISE;
        }
        for (int i = 0; i < o.padding; i++) {
            if (!weft_buffer_add_char(&b, '\0')) {
                return WEFT_RAISE;
            }
        }
        arg += o.kind < PACK_PADDING;
        size = (size_t)o.size;
        bool is_string = o.kind == PACK_CHARS || o.kind == PACK_STRING || o.kind == PACK_ZERO_STRING;
        if (is_string ? !pack_string(&p, &o, arg, &b, &size) : !pack_fixed(&p, &o, arg, &b)) {
            return WEFT_RAISE;
        }
        total += (size_t)o.padding + size;
    }
    return string_return_buffer(w, &b);
}

WeftResult string_packsize(Weft *w)
{
    Packer p;
    PackOption o;
    size_t total = 0;
    if (!begin(w, &p)) {
        return WEFT_RAISE;
    }
    while (p.at < p.end) {
        if (!next_option(&p, total, &o)) {
            return WEFT_RAISE;
        }
        if (o.kind == PACK_STRING || o.kind == PACK_ZERO_STRING) {
            return weft_raise_argument(w, 0, "variable-length format");
        }
        size_t size = (size_t)o.size + (size_t)o.padding;
        if (total > MAX_SIZE - size) {
            return weft_raise_argument(w, 0, "format result too large");
        }
        total += size;
    }
    weft_set_integer(w, weft_slot_count(w), (int64_t)total);
    return 1;
}

/* ---- unpack ---- */

typedef struct Unpacker {
    Packer packer;
    const char *data;
    size_t length;   /* of data */
    size_t position; /* in data */
} Unpacker;

/* The string of so many bytes at `start` into the slot. */
static bool unpack_bytes(Unpacker *u, const char *start, size_t length, int slot)
{
    return lib_charge_bytes(u->packer.w, length) && weft_set_string(u->packer.w, slot, start, length);
}

static bool unpack_integer(Unpacker *u, const PackOption *o, int slot)
{
    int64_t value;
    if (!read_integer(u->packer.w, u->data + u->position, o->size, u->packer.is_little, o->kind == PACK_INTEGER,
                      &value)) {
        return false;
    }
    weft_set_integer(u->packer.w, slot, value);
    return true;
}

static bool unpack_float(Unpacker *u, const PackOption *o, int slot)
{
    char bytes[sizeof(double)];
    double value;
    float narrow;
    copy_ordered(bytes, u->data + u->position, o->size, u->packer.is_little);
    if (o->kind == PACK_FLOAT) {
        memcpy(&narrow, bytes, sizeof narrow);
        value = narrow;
    } else {
        memcpy(&value, bytes, sizeof value);
    }
    weft_set_number(u->packer.w, slot, value);
    return true;
}

static bool unpack_counted_string(Unpacker *u, const PackOption *o, int slot)
{
    int64_t count;
    size_t start = u->position + (size_t)o->size;
    if (!read_integer(u->packer.w, u->data + u->position, o->size, u->packer.is_little, false, &count)) {
        return false;
    }
    if ((uint64_t)count > u->length - start) {
        return fails_argument(&u->packer, 1, "data string too short");
    }
    u->position += (size_t)count;
    return unpack_bytes(u, u->data + start, (size_t)count, slot);
}

static bool unpack_zero_string(Unpacker *u, int slot)
{
    size_t rest = u->length - u->position;
    const char *start = u->data + u->position, *zero = memchr(start, '\0', rest);
    if (!zero) {
        lib_charge_bytes(u->packer.w, rest);
        return fails_argument(&u->packer, 1, "unfinished string for format 'z'");
    }
    u->position += (size_t)(zero - start) + 1;
    return unpack_bytes(u, start, (size_t)(zero - start), slot);
}

/* The value at the position into the slot; what is longer than its size moves the position. */
static bool unpack_value(Unpacker *u, const PackOption *o, int slot)
{
    switch (o->kind) {
    case PACK_INTEGER:
    case PACK_UNSIGNED: return unpack_integer(u, o, slot);
    case PACK_FLOAT:
    case PACK_DOUBLE: return unpack_float(u, o, slot);
    case PACK_CHARS: return unpack_bytes(u, u->data + u->position, (size_t)o->size, slot);
    case PACK_STRING: return unpack_counted_string(u, o, slot);
    case PACK_ZERO_STRING: return unpack_zero_string(u, slot);
    default: return true;
    }
}

WeftResult string_unpack(Weft *w)
{
    Unpacker u;
    PackOption o;
    int64_t init;
    int count = 0;
    if (!begin(w, &u.packer) || !(u.data = weft_check_string(w, 1, &u.length)) || !weft_opt_integer(w, 2, 1, &init)) {
        return WEFT_RAISE;
    }
    u.position = string_start(init, u.length) - 1;
    if (u.position > u.length) {
        return weft_raise_argument(w, 2, "initial position out of string");
    }
    while (u.packer.at < u.packer.end) {
        if (!next_option(&u.packer, u.position, &o)) {
            return WEFT_RAISE;
        }
        if ((size_t)o.padding + (size_t)o.size > u.length - u.position) {
            return weft_raise_argument(w, 1, "data string too short");
        }
        u.position += (size_t)o.padding;
        if (!weft_reserve(w, 2) || !unpack_value(&u, &o, weft_slot_count(w))) {
            return WEFT_RAISE;
        }
        count += o.kind < PACK_PADDING;
        u.position += (size_t)o.size;
    }
    weft_set_integer(w, weft_slot_count(w), (int64_t)u.position + 1);
    return count + 1;
}
