/* compile.c: text in, prototype out.
 *
 *      text -> lex -> parse + scope + fold -> tree of one function -> emit -> prototype
 *
 * Owns a compilation's whole state, a Parser on the heap of the VM, and frees it whichever way the compilation ends. The
 * collector is blocked meanwhile: strings and prototypes in the making are referred to from trees and buffers that it does
 * not know. It makes up for it afterwards.
 */
#include "compile.h"
#include "parse.h"
#include "../vm/gc.h"
#include "../vm/memory.h"

static void parser_init(Parser *p, const char *text, size_t length, String *chunk_name)
{
    uint32_t seed = (uint32_t)(p->failure.vm->seed ^ p->failure.vm->seed >> 32);
    names_init(&p->names, &p->failure, seed);
    arena_init(&p->arena, &p->failure);
    p->lex = (Lexer){.failure = &p->failure};
    p->emitter = (Emitter){.failure = &p->failure};
    p->levels = 0;
    /* from here on, failures: everything that parser_free frees is there */
    lex_init(&p->lex, &p->names, text, length, chunk_name);
    scope_init(&p->resolver, &p->lex, &p->arena);
    emit_init(&p->emitter, &p->lex, &p->arena, chunk_name);
}

static void parser_free(Parser *p)
{
    emit_free(&p->emitter);
    lex_free(&p->lex);
    names_free(&p->names);
    arena_free(&p->arena);
}

/* Runs the compilation; false when it failed. A function of its own, for nothing of it may live in registers at the jump. */
static bool run(Parser *p, const char *text, size_t length, String *chunk_name, Proto **proto)
{
    if (setjmp(p->failure.escape) != 0) {
        return false;
    }
    parser_init(p, text, length, chunk_name);
    *proto = parse_chunk(p);
    return true;
}

CompileStatus compile(VM *vm, const char *text, size_t length, String *chunk_name, Proto **proto, String **message)
{
    Parser *p = mem_alloc(vm, sizeof(Parser));
    if (p == NULL) {
        return COMPILE_NO_MEMORY;
    }
    gc_block(vm);
    p->failure.vm = vm;
    p->failure.message = NULL;
    bool is_done = run(p, text, length, chunk_name, proto);
    *message = p->failure.message;
    parser_free(p);
    mem_free(vm, p, sizeof(Parser));
    gc_unblock(vm);
    return is_done ? COMPILE_OK : *message != NULL ? COMPILE_SYNTAX_ERROR : COMPILE_NO_MEMORY;
}
