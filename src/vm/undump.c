/* undump.c: reads a binary chunk (chunk.h has the format).
 *
 * The bytes are not trusted. Invariants
 * 1. Nothing is read past the end, and no array is allocated that the bytes left could not fill: memory stays in proportion to the input.
 * 2. A prototype's parts are complete and in range before verify_proto sees it; nothing runs before that has passed.
 * 3. The collector is blocked meanwhile, for the prototypes are not reachable yet.
 * A bad chunk is left by one longjmp, which carries no error value: its message is in the reader.
 */
#include "undump.h"

#include <limits.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "chunk.h"
#include "closure.h"
#include "error.h"
#include "gc.h"
#include "memory.h"
#include "string.h"
#include "verify.h"

#define MAX_LINE (INT_MAX - 128 * 128) /* so that adding up differences can't overflow */
#define LINE_DISTANCE 128u             /* words between absolute line entries, at most */
#define MAX_TEMPLATE_KEYS 64           /* the engine's contract */

typedef struct Reader {
    VM *vm;
    const uint8_t *at, *end;
    const char *name;     /* of the chunk, for messages */
    int depth;            /* of nested prototypes */
    jmp_buf failure;
} Reader;

static NORETURN void fail(Reader *r, const char *why)
{
    char message[300];
    snprintf(message, sizeof message, "%.200s: bad binary format (%s)", r->name, why);
    vm_set_text_error(r->vm, message);
    longjmp(r->failure, 1);
}

/* Leaves with the memory error. */
static NORETURN void fail_memory(Reader *r)
{
    vm_set_memory_error(r->vm);
    longjmp(r->failure, 1);
}

static void check(Reader *r, bool ok, const char *why)
{
    if (!ok) {
        fail(r, why);
    }
}

/* ---- numbers and strings ---- */

static const uint8_t *take(Reader *r, uint64_t length)
{
    if (length > (uint64_t)(r->end - r->at)) {
        fail(r, "truncated chunk");
    }
    const uint8_t *bytes = r->at;
    r->at += length;
    return bytes;
}

static uint64_t take_number(Reader *r, size_t size)
{
    const uint8_t *bytes = take(r, size);
    uint64_t v = 0;
    for (size_t i = 0; i < size; i++) {
        v |= (uint64_t)bytes[i] << (8 * i);
    }
    return v;
}

static uint32_t take_u8(Reader *r) { return (uint32_t)take_number(r, 1); }
static uint16_t take_u16(Reader *r) { return (uint16_t)take_number(r, 2); }
static uint32_t take_u32(Reader *r) { return (uint32_t)take_number(r, 4); }
static uint64_t take_u64(Reader *r) { return take_number(r, 8); }

/* A number of items that take at least `size` bytes each. */
static uint32_t take_count(Reader *r, size_t size)
{
    uint32_t n = take_u32(r);
    if (n > (uint64_t)(r->end - r->at) / size) {
        fail(r, "truncated chunk");
    }
    return n;
}

/* A number that is at most `limit`. */
static uint32_t take_limited(Reader *r, uint32_t limit, const char *why)
{
    uint32_t n = take_u32(r);
    check(r, n <= limit, why);
    return n;
}

/* A string, or NULL. */
static String *take_string(Reader *r)
{
    uint64_t length = take_u64(r);
    if (length == 0) {
        return NULL;
    }
    const uint8_t *bytes = take(r, length - 1);
    String *s = string_new(r->vm, (const char *)bytes, (size_t)(length - 1));
    if (s == NULL) {
        fail_memory(r);
    }
    return s;
}

/* ---- parts of a prototype ---- */

/* Passes over an array whose items are read later, once the prototype's size is known. */
typedef struct Part {
    const uint8_t *start;
    uint32_t count;
} Part;

static void skip_string(Reader *r)
{
    uint64_t length = take_u64(r);
    if (length != 0) {
        take(r, length - 1);
    }
}

static Part skip_constants(Reader *r)
{
    Part part = {NULL, take_count(r, 1)};
    part.start = r->at;
    for (uint32_t i = 0; i < part.count; i++) {
        switch (take_u8(r)) {
        case TAG_NIL: case TAG_FALSE: case TAG_TRUE:
            break;
        case TAG_INT: case TAG_FLOAT:
            take(r, 8);
            break;
        case TAG_STRING:
            skip_string(r);
            break;
        default:
            fail(r, "invalid constant");
        }
    }
    return part;
}

/* The count is one of words; at least every third of them is an instruction, of 8 bytes. */
static Part skip_code(Reader *r)
{
    Part part = {NULL, take_u32(r)};
    part.start = r->at;
    for (uint64_t pc = 0; pc < part.count;) {
        uint16_t op = take_u16(r);
        check(r, op < OP_NATIVE && opcode_info[op].original == op, "invalid instruction");
        take(r, chunk_has_data((Opcode)op) ? 14 : 6);
        pc += opcode_info[op].words;
        check(r, pc <= part.count, "invalid code length");
    }
    check(r, part.count > 0, "invalid code length");
    return part;
}

static Part skip_upvalues(Reader *r)
{
    Part part = {NULL, take_count(r, 12)};
    part.start = r->at;
    check(r, part.count <= MAX_UPVALUES, "too many upvalues");
    for (uint32_t i = 0; i < part.count; i++) {
        take(r, 4);
        skip_string(r);
    }
    return part;
}

static Part skip_templates(Reader *r, uint32_t *key_count)
{
    Part part = {NULL, take_count(r, 4)};
    part.start = r->at;
    *key_count = 0;
    for (uint32_t i = 0; i < part.count; i++) {
        uint32_t n = take_limited(r, MAX_TEMPLATE_KEYS, "invalid template");
        check(r, n > 0, "invalid template");
        take(r, (uint64_t)n * 4);
        *key_count += n;
    }
    return part;
}

static Part skip_locals(Reader *r)
{
    Part part = {NULL, take_count(r, 20)};
    part.start = r->at;
    for (uint32_t i = 0; i < part.count; i++) {
        skip_string(r);
        take(r, 12);
    }
    return part;
}

static void read_constants(Reader *r, Proto *p)
{
    for (uint32_t i = 0; i < p->constant_count; i++) {
        Value *v = &proto_constants(p)[-(ptrdiff_t)i];
        uint32_t tag = take_u8(r);
        if (tag == TAG_STRING) {
            String *s = take_string(r);
            check(r, s != NULL, "invalid constant");
            set_string(v, s);
        } else {
            v->bits = tag == TAG_INT || tag == TAG_FLOAT ? take_u64(r) : 0;
            v->tag = tag;
        }
    }
}

static void read_code(Reader *r, Proto *p)
{
    for (uint32_t pc = 0; pc < p->code_len;) {
        Instr i = {0, 0, 0, 0};
        i.op = take_u16(r);
        i.a = take_u16(r);
        i.b = take_u16(r);
        i.c = take_u16(r);
        p->code[pc] = i;
        if (chunk_has_data((Opcode)i.op)) {
            uint64_t data = take_u64(r);
            memcpy(&p->code[pc + 1], &data, sizeof data);
        }
        pc += opcode_info[i.op].words;
    }
}

static void read_upvalues(Reader *r, Proto *p)
{
    for (uint32_t i = 0; i < p->upvalue_count; i++) {
        UpvalueDesc *u = &p->upvalues[i];
        u->in_stack = (uint8_t)take_u8(r);
        u->kind = (uint8_t)take_u8(r);
        u->idx = take_u16(r);
        u->name = take_string(r);
        check(r, u->in_stack <= 1 && u->kind <= 3, "invalid upvalue");
    }
}

/* The keys of a template: constants that are different short strings. */
static void check_keys(Reader *r, const Proto *p, const Template *t)
{
    for (uint32_t i = 0; i < t->key_count; i++) {
        check(r, t->keys[i] < p->constant_count, "invalid template");
        const Value *v = &proto_constants(p)[-(ptrdiff_t)t->keys[i]];
        check(r, is_string(v) && !string_is_long(v->string), "invalid template");
        for (uint32_t j = 0; j < i; j++) {
            check(r, proto_constants(p)[-(ptrdiff_t)t->keys[j]].string != v->string, "invalid template");
        }
    }
}

static void read_templates(Reader *r, Proto *p)
{
    uint32_t *keys = proto_template_keys(p);
    for (uint32_t i = 0; i < p->template_count; i++) {
        Template *t = &p->templates[i];
        t->key_count = take_u32(r);
        t->keys = keys;
        keys += t->key_count;
        for (uint32_t k = 0; k < t->key_count; k++) {
            t->keys[k] = take_u32(r);
        }
        check_keys(r, p, t);
    }
}

static void read_locals(Reader *r, Proto *p)
{
    for (uint32_t i = 0; i < p->local_count; i++) {
        LocalInfo *local = &p->locals[i];
        local->name = take_string(r);
        local->start_pc = take_u32(r);
        local->end_pc = take_u32(r);
        local->reg = take_u32(r);
        check(r, local->name != NULL && local->reg < p->frame_size && local->start_pc <= local->end_pc &&
                 local->end_pc <= p->code_len, "invalid local variable");
    }
}

static void read_lines(Reader *r, Proto *p)
{
    for (uint32_t i = 0; i < p->abs_line_count; i++) {
        p->abs_lines[i].pc = take_u32(r);
        p->abs_lines[i].line = take_limited(r, MAX_LINE, "invalid line");
        uint32_t previous = i == 0 ? 0 : p->abs_lines[i - 1].pc;
        bool in_order = i == 0 ? p->abs_lines[0].pc == 0 : p->abs_lines[i].pc > previous;
        check(r, in_order && p->abs_lines[i].pc - previous <= LINE_DISTANCE && p->abs_lines[i].pc < p->code_len, "invalid line");
    }
    if (p->line_deltas != NULL) {
        check(r, p->abs_line_count > 0 && p->code_len - p->abs_lines[p->abs_line_count - 1].pc <= LINE_DISTANCE, "invalid line");
        memcpy(p->line_deltas, take(r, p->code_len), p->code_len);
    }
}

/* ---- a prototype ---- */

typedef struct ProtoHead {
    uint32_t flags, line, last_line;
    uint16_t param_count, frame_size;
    String *source, *name;
} ProtoHead;

static ProtoHead read_head(Reader *r, String *outer_source)
{
    ProtoHead h;
    h.flags = take_u8(r);
    h.source = take_string(r);
    h.name = take_string(r);
    h.line = take_limited(r, MAX_LINE, "invalid line");
    h.last_line = take_limited(r, MAX_LINE, "invalid line");
    h.param_count = take_u16(r);
    h.frame_size = take_u16(r);
    if (h.source == NULL) {
        h.source = outer_source;
    }
    check(r, (h.flags & ~(uint32_t)(PROTO_VARARG | CHUNK_STRIPPED)) == 0, "invalid flags");
    check(r, h.frame_size <= MAX_REGISTERS && h.param_count <= h.frame_size, "invalid frame size");
    return h;
}

/* Reads the parts that end before the nested prototypes, into a prototype made for them. */
static Proto *read_parts(Reader *r, const ProtoHead *h)
{
    ProtoSizes sizes = {.has_lines = !(h->flags & CHUNK_STRIPPED)};
    Part constants = skip_constants(r), code = skip_code(r), upvalues = skip_upvalues(r);
    Part templates = skip_templates(r, &sizes.template_key_count), locals = skip_locals(r);
    sizes.abs_line_count = take_count(r, 8);
    const uint8_t *lines = r->at;
    take(r, (uint64_t)sizes.abs_line_count * 8 + (sizes.has_lines ? code.count : 0));
    sizes.proto_count = take_count(r, 48);
    const uint8_t *protos = r->at;
    sizes.constant_count = constants.count;
    sizes.code_len = code.count;
    sizes.upvalue_count = upvalues.count;
    sizes.template_count = templates.count;
    sizes.local_count = locals.count;
    Proto *p = proto_new(r->vm, &sizes);
    if (p == NULL) {
        fail_memory(r);
    }
    p->header.flags = (uint8_t)((h->flags & PROTO_VARARG) | (sizes.has_lines ? 0 : PROTO_STRIPPED));
    p->source = h->source;
    p->name = h->name;
    p->line = h->line;
    p->last_line = h->last_line;
    p->param_count = h->param_count;
    p->frame_size = h->frame_size;
    r->at = constants.start;
    read_constants(r, p);
    r->at = code.start;
    read_code(r, p);
    r->at = upvalues.start;
    read_upvalues(r, p);
    r->at = templates.start;
    read_templates(r, p);
    r->at = locals.start;
    read_locals(r, p);
    r->at = lines;
    read_lines(r, p);
    r->at = protos;
    return p;
}

static Proto *read_proto(Reader *r, String *outer_source)
{
    const char *problem = NULL;
    uint32_t at = 0;
    char why[100];
    check(r, ++r->depth <= MAX_SYNTAX_LEVELS, "functions nested too deeply");
    ProtoHead h = read_head(r, outer_source);
    Proto *p = read_parts(r, &h);
    for (uint32_t i = 0; i < p->proto_count; i++) {
        p->protos[i] = read_proto(r, h.source);
    }
    switch (verify_proto(r->vm, p, &problem, &at)) {
    case VERIFY_OK:
        proto_fuse(p);
        break;
    case VERIFY_BAD:
        snprintf(why, sizeof why, "%s at instruction %u", problem, (unsigned)at);
        fail(r, why);
    case VERIFY_NO_MEMORY:
        fail_memory(r);
    }
    r->depth--;
    return p;
}

/* ---- a chunk ---- */

static void check_header(Reader *r)
{
    double check_float = CHUNK_FLOAT;
    uint64_t bits;
    memcpy(&bits, &check_float, sizeof bits);
    size_t signature = sizeof CHUNK_SIGNATURE - 1, data = sizeof CHUNK_CHECK - 1;
    check(r, memcmp(take(r, signature), CHUNK_SIGNATURE, signature) == 0, "not a binary chunk");
    check(r, take_u8(r) == CHUNK_FORMAT, "format mismatch");
    check(r, take_u8(r) == CHUNK_VERSION, "version mismatch");
    check(r, memcmp(take(r, data), CHUNK_CHECK, data) == 0, "corrupted chunk");
    check(r, take_u64(r) == CHUNK_INTEGER, "integer format mismatch");
    check(r, take_u64(r) == bits, "float format mismatch");
}

static Function *make_function(Reader *r, Proto *p)
{
    Cell *cells[MAX_UPVALUES];
    Value nil;
    set_nil(&nil);
    for (uint32_t i = 0; i < p->upvalue_count; i++) {
        cells[i] = cell_new(r->vm, &nil);
        if (cells[i] == NULL) {
            fail_memory(r);
        }
    }
    Function *f = function_new_lua(r->vm, p);
    if (f == NULL) {
        fail_memory(r);
    }
    for (uint32_t i = 0; i < p->upvalue_count; i++) {
        f->cells[i] = cells[i];
    }
    return f;
}

/* A function of its own, for nothing of it may be needed after the jump. */
static Function *read_chunk(Reader *r)
{
    if (setjmp(r->failure) != 0) {
        return NULL;
    }
    check_header(r);
    Proto *p = read_proto(r, NULL);
    check(r, r->at == r->end, "extra bytes at the end");
    return make_function(r, p);
}

/* The chunk's name as messages show it. */
static const char *shown_name(const char *name)
{
    if (*name == '@' || *name == '=') {
        return name + 1;
    }
    return *name == CHUNK_SIGNATURE[0] ? "binary string" : name;
}

Function *undump(VM *vm, const char *bytes, size_t length, const char *chunk_name)
{
    Reader r = {.vm = vm, .at = (const uint8_t *)bytes, .end = (const uint8_t *)bytes + length, .name = shown_name(chunk_name)};
    gc_block(vm);
    Function *f = read_chunk(&r);
    gc_unblock(vm);
    if (f == NULL) {
        vm->has_error = true;
    }
    return f;
}
