/* proto.c: function prototypes: their one buffer, and lines.
 *
 *      block: | K[n-1] .. K[0] | code | protos | upvalues | locals | templates | absolute lines | template keys | line deltas |
 *                              ^ Proto.code, also the constants' base
 *
 * Parts are in the order of their alignment, so none needs padding.
 */
#include "proto.h"

#include <string.h>

#include "gc.h"

#define LINE_ABSOLUTE (-128) /* delta of a word whose line is in abs_lines */

static bool add_part(size_t *total, size_t count, size_t size)
{
    size_t bytes;
    return size_mul(count, size, &bytes) && size_add(*total, bytes, total);
}

static bool total_size(const ProtoSizes *s, size_t *total)
{
    *total = 0;
    return add_part(total, s->constant_count, sizeof(Value)) && add_part(total, s->code_len, sizeof(Instr)) &&
           add_part(total, s->proto_count, sizeof(Proto *)) && add_part(total, s->upvalue_count, sizeof(UpvalueDesc)) &&
           add_part(total, s->local_count, sizeof(LocalInfo)) && add_part(total, s->template_count, sizeof(Template)) &&
           add_part(total, s->abs_line_count, sizeof(struct AbsLine)) &&
           add_part(total, s->template_key_count, sizeof(uint32_t)) && add_part(total, s->has_lines ? s->code_len : 0, 1);
}

/* The next part of the block; NULL when it is empty. */
static void *carve(char **at, size_t count, size_t size)
{
    void *part = count > 0 ? *at : NULL;
    *at += count * size;
    return part;
}

static void carve_all(Proto *p, const ProtoSizes *s)
{
    char *at = p->block;
    carve(&at, s->constant_count, sizeof(Value));
    p->code = (Instr *)at;
    carve(&at, s->code_len, sizeof(Instr));
    p->protos = carve(&at, s->proto_count, sizeof(Proto *));
    p->upvalues = carve(&at, s->upvalue_count, sizeof(UpvalueDesc));
    p->locals = carve(&at, s->local_count, sizeof(LocalInfo));
    p->templates = carve(&at, s->template_count, sizeof(Template));
    p->abs_lines = carve(&at, s->abs_line_count, sizeof(struct AbsLine));
    carve(&at, s->template_key_count, sizeof(uint32_t));
    p->line_deltas = s->has_lines ? carve(&at, s->code_len, 1) : NULL;
}

Proto *proto_new(VM *vm, const ProtoSizes *sizes)
{
    size_t size;
    if (!total_size(sizes, &size)) {
        vm_set_memory_error(vm);
        return NULL;
    }
    void *block = gc_new_buffer(vm, size);
    if (block == NULL) {
        return NULL;
    }
    memset(block, 0, size);
    heap_guard(vm, block, size);
    Proto *p = gc_new(vm, TAG_PROTO, sizeof(Proto));
    heap_guard(vm, NULL, 0);
    if (p == NULL) {
        return NULL;
    }
    Object header = p->header;
    *p = (Proto){.header = header, .block = block, .block_size = size};
    p->code_len = sizes->code_len;
    p->constant_count = sizes->constant_count;
    p->proto_count = sizes->proto_count;
    p->upvalue_count = sizes->upvalue_count;
    p->local_count = sizes->local_count;
    p->template_count = sizes->template_count;
    p->abs_line_count = sizes->abs_line_count;
    carve_all(p, sizes);
    return p;
}

uint32_t *proto_template_keys(const Proto *p)
{
    size_t after = p->constant_count * sizeof(Value) + p->code_len * sizeof(Instr) + p->proto_count * sizeof(Proto *) +
                   p->upvalue_count * sizeof(UpvalueDesc) + p->local_count * sizeof(LocalInfo) +
                   p->template_count * sizeof(Template) + p->abs_line_count * sizeof(struct AbsLine);
    return (uint32_t *)((char *)p->block + after);
}

int proto_line(const Proto *p, uint32_t pc)
{
    if (p->line_deltas == NULL || pc >= p->code_len) {
        return -1;
    }
    uint32_t low = 0, high = p->abs_line_count; /* the last entry at or before pc is in [low, high) */
    uint32_t at = 0;
    int line = (int)p->line;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        *(p->abs_lines[middle].pc <= pc ? &low : &high) = middle;
    }
    if (high > 0 && p->abs_lines[low].pc <= pc) {
        at = p->abs_lines[low].pc;
        line = (int)p->abs_lines[low].line;
    }
    while (at < pc) {
        int8_t delta = p->line_deltas[++at];
        line += delta != LINE_ABSOLUTE ? delta : 0;
    }
    return line;
}

static void mark_maybe(VM *vm, void *object)
{
    if (object != NULL) {
        gc_mark_object(vm, object);
    }
}

void proto_mark_parts(VM *vm, Proto *p)
{
    gc_mark_buffer(vm, p->block, p->block_size);
    mark_maybe(vm, p->source);
    mark_maybe(vm, p->name);
    for (uint32_t i = 0; i < p->constant_count; i++) {
        gc_mark_value(vm, &proto_constants(p)[-(ptrdiff_t)i]);
    }
    for (uint32_t i = 0; i < p->proto_count; i++) {
        mark_maybe(vm, p->protos[i]);
    }
    for (uint32_t i = 0; i < p->upvalue_count; i++) {
        mark_maybe(vm, p->upvalues[i].name);
    }
    for (uint32_t i = 0; i < p->local_count; i++) {
        mark_maybe(vm, p->locals[i].name);
    }
    for (uint32_t i = 0; i < p->template_count; i++) {
        mark_maybe(vm, p->templates[i].shape);
    }
}
