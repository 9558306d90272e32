/* emit.c: makes a prototype of what the emitter's lower layers have written.
 *
 * A function is emitted once in narrow form and, if a jump was too short, once more in wide form (emit_code.c); then the
 * buffers are copied into a prototype of exact size. The buffers serve one function after the other:
 * nested functions are finished before the enclosing one is begun.
 *
 * Lines are stored as differences from word to word, with an absolute entry at the start, at least every 128 words, and
 * where a difference does not fit a byte.
 */
#include "emit_internal.h"
#include <string.h>
#include "../vm/memory.h"
#include "../vm/string.h"

#define LINE_ABSOLUTE (-128)   /* the difference that says: see abs_lines */
#define ABSOLUTE_DISTANCE 128u /* words between absolute entries */

void emit_init(Emitter *e, Lexer *lex, Arena *arena, String *source)
{
    *e = (Emitter){.failure = lex->failure, .lex = lex, .arena = arena, .source = source};
    e->state_name = names_get_text(lex->names, "(for state)")->string;
}

void emit_free(Emitter *e)
{
    VM *vm = e->failure->vm;
    mem_free(vm, e->code, e->code_cap * sizeof(Instr));
    mem_free(vm, e->lines, e->lines_cap * sizeof(int));
    mem_free(vm, e->constants, e->constant_cap * sizeof(Value));
    mem_free(vm, e->constant_map, e->map_cap * sizeof(ConstantSlot));
    mem_free(vm, e->protos, e->proto_cap * sizeof(Proto *));
    mem_free(vm, e->locals, e->local_cap * sizeof(LocalInfo));
    mem_free(vm, e->open_locals, e->open_cap * sizeof(uint32_t));
    mem_free(vm, e->jumps, e->jump_cap * sizeof(Jump));
    mem_free(vm, e->templates, e->template_cap * sizeof(TemplateRecord));
    mem_free(vm, e->template_keys, e->key_cap * sizeof(uint32_t));
    mem_free(vm, (void *)e->spine, e->spine_cap * sizeof(Expr *));
}

/* ---- one run ---- */

static void start_run(Emitter *e, const FunctionBody *body, bool is_wide)
{
    e->body = body;
    e->block = NULL;
    e->code_len = e->constant_count = e->proto_count = e->local_count = e->open_count = e->jump_count = 0;
    e->template_count = e->key_count = e->spine_len = 0;
    e->emission++;
    e->free_reg = e->active_regs = e->frame_size = 0;
    e->pending = NO_REG;
    e->is_wide = is_wide;
    e->has_overflow = false;
    emit_line(e, body->start_line);
}

static void run(Emitter *e, const FunctionBody *body, bool is_wide)
{
    start_run(e, body, is_wide);
    emit_op(e, body->is_vararg ? OP_ENTERV : OP_ENTER, body->param_count, 0, body->param_count);
    emit_body(e);
    e->code[0].b = (uint16_t)(e->frame_size * 16);
}

/* ---- the prototype's parts ---- */

/* Goes through the lines; writes them when deltas is not NULL. Returns the number of absolute entries. */
static uint32_t encode_lines(const Emitter *e, int8_t *deltas, struct AbsLine *absolute)
{
    uint32_t count = 0, last = 0;
    for (uint32_t pc = 0; pc < e->code_len; pc++) {
        int delta = pc > 0 ? e->lines[pc] - e->lines[pc - 1] : 0;
        bool is_absolute = pc == 0 || pc - last >= ABSOLUTE_DISTANCE || delta > INT8_MAX || delta <= LINE_ABSOLUTE;
        if (deltas != NULL) {
            deltas[pc] = (int8_t)(is_absolute ? LINE_ABSOLUTE : delta);
        }
        if (!is_absolute) {
            continue;
        }
        if (absolute != NULL) {
            absolute[count] = (struct AbsLine){pc, (uint32_t)e->lines[pc]};
        }
        last = pc;
        count++;
    }
    return count;
}

static void fill_upvalues(Proto *proto, const Scope *scope)
{
    for (int i = 0; i < scope->upvalue_count; i++) {
        const Upvalue *upvalue = &scope->upvalues[i];
        proto->upvalues[i] = (UpvalueDesc){.name = upvalue->var->name->string, .in_stack = upvalue->in_stack,
                                           .kind = (uint8_t)upvalue->var->kind, .idx = upvalue->parent};
    }
}

static void fill_templates(const Emitter *e, Proto *proto)
{
    uint32_t *keys = proto_template_keys(proto);
    for (uint32_t i = 0; i < e->template_count; i++) {
        const TemplateRecord *record = &e->templates[i];
        memcpy(keys, e->template_keys + record->first_key, record->key_count * sizeof(uint32_t));
        proto->templates[i] = (Template){.key_count = record->key_count, .keys = keys};
        keys += record->key_count;
    }
}

static void copy(void *to, const void *from, size_t size)
{
    if (size > 0) {
        memcpy(to, from, size);
    }
}

static void fill(const Emitter *e, Proto *proto)
{
    const FunctionBody *body = e->body;
    proto->header.flags = body->is_vararg ? PROTO_VARARG : 0;
    proto->source = e->source;
    proto->name = body->name;
    proto->line = (uint32_t)body->line;
    proto->last_line = (uint32_t)body->last_line;
    proto->param_count = (uint16_t)body->param_count;
    proto->frame_size = (uint16_t)e->frame_size;
    memcpy(proto->code, e->code, e->code_len * sizeof(Instr));
    for (uint32_t i = 0; i < e->constant_count; i++) {
        proto_constants(proto)[-(ptrdiff_t)i] = e->constants[i];
    }
    copy(proto->protos, e->protos, e->proto_count * sizeof(Proto *));
    copy(proto->locals, e->locals, e->local_count * sizeof(LocalInfo));
    fill_upvalues(proto, body->scope);
    fill_templates(e, proto);
    encode_lines(e, proto->line_deltas, proto->abs_lines);
    proto_fuse(proto);
}

Proto *emit_function(Emitter *e, const FunctionBody *body)
{
    run(e, body, false);
    if (e->has_overflow) {
        run(e, body, true);
    }
    ProtoSizes sizes = {.code_len = e->code_len, .constant_count = e->constant_count, .proto_count = e->proto_count,
                        .upvalue_count = (uint32_t)body->scope->upvalue_count, .local_count = e->local_count,
                        .template_count = e->template_count, .template_key_count = e->key_count,
                        .abs_line_count = encode_lines(e, NULL, NULL), .has_lines = true};
    Proto *proto = proto_new(e->failure->vm, &sizes);
    if (proto == NULL) {
        fail_memory(e->failure);
    }
    fill(e, proto);
    return proto;
}
