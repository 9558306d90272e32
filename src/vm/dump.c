/* dump.c: writes a prototype as a binary chunk (chunk.h has the format).
 *
 * Code is written as it was compiled: quickened instructions as their originals, without their caches. The bytes are collected in
 * raw memory and become a string at the end. Nothing collects meanwhile but an emergency collection, which the prototype, held by its
 * function, survives. When memory runs out, writing goes on into nothing and the result is NULL.
 */
#include "dump.h"

#include <string.h>

#include "chunk.h"
#include "memory.h"
#include "string.h"

typedef struct Dump {
    VM *vm;
    char *bytes;
    size_t length, cap;
    bool strip, failed;
} Dump;

static void put(Dump *d, const void *bytes, size_t length)
{
    size_t needed;
    if (d->failed || length == 0) {
        return;
    }
    if (!size_add(d->length, length, &needed) || needed > SIZE_MAX / 2) {
        vm_set_memory_error(d->vm);
        d->failed = true;
        return;
    }
    if (needed > d->cap) {
        size_t cap = needed * 2 > 512 ? needed * 2 : 512;
        char *grown = mem_realloc(d->vm, d->bytes, d->cap, cap);
        if (grown == NULL) {
            d->failed = true;
            return;
        }
        d->bytes = grown;
        d->cap = cap;
    }
    memcpy(d->bytes + d->length, bytes, length);
    d->length = needed;
}

/* ---- numbers and strings ---- */

/* The lowest `size` bytes of v, lowest first. */
static void put_number(Dump *d, uint64_t v, size_t size)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (uint8_t)(v >> (8 * i));
    }
    put(d, bytes, size);
}

static void put_u8(Dump *d, uint32_t v) { put_number(d, v, 1); }
static void put_u16(Dump *d, uint32_t v) { put_number(d, v, 2); }
static void put_u32(Dump *d, uint32_t v) { put_number(d, v, 4); }
static void put_u64(Dump *d, uint64_t v) { put_number(d, v, 8); }

static void put_string(Dump *d, const String *s)
{
    if (s == NULL) {
        put_u64(d, 0);
    } else {
        put_u64(d, (uint64_t)s->length + 1);
        put(d, s->chars, s->length);
    }
}

/* A name that only debug information needs. */
static void put_name(Dump *d, const String *s)
{
    put_string(d, d->strip ? NULL : s);
}

/* ---- parts of a prototype ---- */

static void put_constants(Dump *d, const Proto *p)
{
    put_u32(d, p->constant_count);
    for (uint32_t i = 0; i < p->constant_count; i++) {
        const Value *v = &proto_constants(p)[-(ptrdiff_t)i];
        put_u8(d, (uint8_t)v->tag);
        if (is_string(v)) {
            put_string(d, v->string);
        } else if (is_number(v)) {
            put_u64(d, v->bits);
        }
    }
}

static void put_code(Dump *d, const Proto *p)
{
    put_u32(d, p->code_len);
    for (uint32_t pc = 0; pc < p->code_len; pc += opcode_info[p->code[pc].op].words) {
        Instr i = p->code[pc];
        Opcode op = (Opcode)opcode_info[i.op].original;
        put_u16(d, op);
        put_u16(d, i.a);
        put_u16(d, i.b);
        put_u16(d, i.c);
        if (chunk_has_data(op)) {
            uint64_t data;
            memcpy(&data, &p->code[pc + 1], sizeof data);
            put_u64(d, op == OP_SETSLOT ? (uint32_t)data : data);
        }
    }
}

static void put_upvalues(Dump *d, const Proto *p)
{
    put_u32(d, p->upvalue_count);
    for (uint32_t i = 0; i < p->upvalue_count; i++) {
        put_u8(d, p->upvalues[i].in_stack);
        put_u8(d, p->upvalues[i].kind);
        put_u16(d, p->upvalues[i].idx);
        put_name(d, p->upvalues[i].name);
    }
}

static void put_templates(Dump *d, const Proto *p)
{
    put_u32(d, p->template_count);
    for (uint32_t i = 0; i < p->template_count; i++) {
        put_u32(d, p->templates[i].key_count);
        for (uint32_t k = 0; k < p->templates[i].key_count; k++) {
            put_u32(d, p->templates[i].keys[k]);
        }
    }
}

static void put_locals(Dump *d, const Proto *p)
{
    uint32_t count = d->strip ? 0 : p->local_count;
    put_u32(d, count);
    for (uint32_t i = 0; i < count; i++) {
        put_string(d, p->locals[i].name);
        put_u32(d, p->locals[i].start_pc);
        put_u32(d, p->locals[i].end_pc);
        put_u32(d, p->locals[i].reg);
    }
}

static void put_lines(Dump *d, const Proto *p)
{
    uint32_t count = d->strip ? 0 : p->abs_line_count;
    put_u32(d, count);
    for (uint32_t i = 0; i < count; i++) {
        put_u32(d, p->abs_lines[i].pc);
        put_u32(d, p->abs_lines[i].line);
    }
    if (!d->strip && p->line_deltas != NULL) {
        put(d, p->line_deltas, p->code_len);
    }
}

/* As deep as functions nest, which the compiler bounds. */
static void put_proto(Dump *d, const Proto *p, const String *outer_source)
{
    bool has_lines = !d->strip && p->line_deltas != NULL;
    put_u8(d, (p->header.flags & PROTO_VARARG) | (has_lines ? 0 : CHUNK_STRIPPED));
    put_name(d, p->source == outer_source ? NULL : p->source);
    put_name(d, p->name);
    put_u32(d, p->line);
    put_u32(d, p->last_line);
    put_u16(d, p->param_count);
    put_u16(d, p->frame_size);
    put_constants(d, p);
    put_code(d, p);
    put_upvalues(d, p);
    put_templates(d, p);
    put_locals(d, p);
    put_lines(d, p);
    put_u32(d, p->proto_count);
    for (uint32_t i = 0; i < p->proto_count; i++) {
        put_proto(d, p->protos[i], p->source);
    }
}

static void put_header(Dump *d)
{
    double check = CHUNK_FLOAT;
    uint64_t bits;
    memcpy(&bits, &check, sizeof bits);
    put(d, CHUNK_SIGNATURE, sizeof CHUNK_SIGNATURE - 1);
    put_u8(d, CHUNK_FORMAT);
    put_u8(d, CHUNK_VERSION);
    put(d, CHUNK_CHECK, sizeof CHUNK_CHECK - 1);
    put_u64(d, CHUNK_INTEGER);
    put_u64(d, bits);
}

String *dump_proto(VM *vm, const Proto *p, bool strip)
{
    Dump d = {.vm = vm, .strip = strip};
    put_header(&d);
    put_proto(&d, p, NULL);
    String *s = d.failed ? NULL : string_new(vm, d.bytes, d.length);
    mem_free(vm, d.bytes, d.cap);
    return s;
}
