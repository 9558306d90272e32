/* code.c: from source text, binary chunks and files to functions, and back to binary chunks.
 *
 * A loaded main function's first upvalue, _ENV, gets the globals. A message of a failed load goes to the result slot
 * and never stays pending: a program that loads code expects failure. This is where the VM learns of the compiler:
 * api_compile is what vm->load points to.
 */
#include "api.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../compiler/compile.h"
#include "closure.h"
#include "disasm.h"
#include "dump.h"
#include "error.h"
#include "memory.h"
#include "string.h"

#define BINARY_MARK '\x1b' /* first byte of a binary chunk, as Lua's */

/* ---- loading from memory ---- */

static bool is_memory_pending(const Weft *w)
{
    return w->has_error && error_is_memory(w, &w->error);
}

/* Moves the pending error to the result slot. */
static WeftStatus fail_pending(Weft *w, int slot)
{
    bool is_memory = is_memory_pending(w);
    weft_take_error(w, slot);
    return is_memory ? WEFT_ERROR_MEMORY : WEFT_ERROR_SYNTAX;
}

static bool mode_allows(Weft *w, int slot, const char *mode, bool is_binary)
{
    if (w->is_sandboxed && is_binary) {
        mode = "t";
    }
    if (!mode || strchr(mode, is_binary ? 'b' : 't')) {
        return true;
    }
    weft_set_format(w, slot, "attempt to load a %s chunk (mode is '%s')", is_binary ? "binary" : "text", mode);
    return false;
}

/* A main function of p, its first upvalue the globals. Collection is blocked. NULL: memory error pending. */
static Function *main_function(Weft *w, Proto *p)
{
    Function *f = function_new_lua(w, p);
    for (uint32_t i = 0; f && i < f->header.aux; i++) {
        f->cells[i] = cell_new(w, &api_nil);
        if (!f->cells[i]) {
            return NULL;
        }
    }
    return f;
}

static WeftStatus give_function(Weft *w, Function *f, Value *result)
{
    if (!f) {
        return WEFT_ERROR_SYNTAX; /* pending */
    }
    if (f->header.aux > 0) {
        set_table(&f->cells[0]->value, w->globals);
        gc_barrier(w, &f->cells[0]->header);
    }
    set_function(result, f);
    return WEFT_OK;
}

int api_compile(VM *vm, const char *text, size_t length, const char *chunk_name, Value *result)
{
    String *name = string_new_text(vm, chunk_name), *message = NULL;
    Proto *p = NULL;
    if (!name) {
        return WEFT_ERROR_MEMORY;
    }
    CompileStatus status = compile(vm, text, length, name, &p, &message);
    if (status == COMPILE_SYNTAX_ERROR) {
        set_string(result, message);
        return WEFT_ERROR_SYNTAX;
    }
    return give_function(vm, status == COMPILE_OK ? main_function(vm, p) : NULL, result);
}

static int load_binary(VM *vm, const char *bytes, size_t length, const char *chunk_name, Value *result)
{
    return give_function(vm, undump(vm, bytes, length, chunk_name), result);
}

typedef int (*Loader)(VM *vm, const char *text, size_t length, const char *chunk_name, Value *result);

/* Loads with collection blocked; the result goes to the slot. */
static int load_into(Weft *w, int slot, Loader load, const char *text, size_t length, const char *chunk_name)
{
    Value result = api_nil;
    gc_block(w);
    int status = load(w, text, length, chunk_name, &result);
    if (!w->has_error) {
        slot_store(w, slot, result);
    }
    gc_unblock(w);
    return status;
}

/* weft_load of bytes that have a NUL behind them. */
static WeftStatus load_terminated(Weft *w, int slot, const char *text, size_t length, const char *chunk_name,
                                  const char *mode)
{
    bool is_binary = length > 0 && text[0] == BINARY_MARK;
    if (!mode_allows(w, slot, mode, is_binary)) {
        return w->has_error ? fail_pending(w, slot) : WEFT_ERROR_SYNTAX;
    }
    int status = load_into(w, slot, is_binary ? load_binary : w->load, text, length, chunk_name);
    if (is_memory_pending(w)) { /* nothing is collected while a chunk is loaded: now collect, and try once more */
        w->has_error = false;
        gc_full(w, true);
        status = load_into(w, slot, is_binary ? load_binary : w->load, text, length, chunk_name);
    }
    if (w->has_error) {
        return fail_pending(w, slot);
    }
    gc_check(w);
    return (WeftStatus)status;
}

/* Raw memory; raw allocations don't collect by themselves. */
static char *alloc_copy(Weft *w, size_t size)
{
    char *copy = mem_alloc(w, size);
    if (!copy) {
        w->has_error = false;
        gc_full(w, true);
        copy = mem_alloc(w, size);
    }
    return copy;
}

WeftStatus weft_load(Weft *w, int slot, const char *text, size_t length, const char *chunk_name, const char *mode)
{
    char *copy = slot_prepare(w, slot) ? alloc_copy(w, length + 1) : NULL;
    if (!copy) {
        return fail_pending(w, slot);
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    WeftStatus status = load_terminated(w, slot, copy, length, chunk_name, mode);
    mem_free(w, copy, length + 1);
    return status;
}

/* ---- loading from readers and files ---- */

typedef struct FileText {
    char *bytes;
    size_t length, cap;
} FileText;

/* Room for n more bytes and a NUL. False: memory error pending. */
static bool text_reserve(Weft *w, FileText *text, size_t n)
{
    size_t needed, cap = text->cap ? text->cap : 8192;
    if (!size_add(text->length, n, &needed) || needed >= PTRDIFF_MAX / 2) {
        vm_set_memory_error(w);
        return false;
    }
    while (cap <= needed) {
        cap *= 2;
    }
    if (cap > text->cap) {
        char *bytes = mem_realloc(w, text->bytes, text->cap, cap);
        if (!bytes) {
            return false;
        }
        text->bytes = bytes;
        text->cap = cap;
    }
    return true;
}

static bool read_pieces(Weft *w, WeftReader reader, void *ud, FileText *text)
{
    for (;;) {
        size_t n = 0;
        const char *piece = reader(ud, &n);
        if (!text_reserve(w, text, piece ? n : 0)) {
            return false;
        }
        if (!piece || n == 0) {
            text->bytes[text->length] = '\0';
            return true;
        }
        memcpy(text->bytes + text->length, piece, n);
        text->length += n;
    }
}

WeftStatus weft_load_reader(Weft *w, int slot, WeftReader reader, void *ud, const char *chunk_name, const char *mode)
{
    FileText text = {NULL, 0, 0};
    bool is_read = slot_prepare(w, slot) && read_pieces(w, reader, ud, &text);
    WeftStatus status = is_read ? load_terminated(w, slot, text.bytes, text.length, chunk_name, mode)
                                : fail_pending(w, slot);
    mem_free(w, text.bytes, text.cap);
    return status;
}

static bool read_all(Weft *w, FILE *file, FileText *text)
{
    for (;;) {
        if (!text_reserve(w, text, 1)) {
            return false;
        }
        size_t n = fread(text->bytes + text->length, 1, text->cap - text->length - 1, file);
        text->length += n;
        if (n == 0) {
            text->bytes[text->length] = '\0';
            return true;
        }
    }
}

/* Where the chunk begins: behind a byte order mark and a first line with #, whose newline stays in front of text for
 * the line count. */
static size_t skip_start(const FileText *text)
{
    const char *s = text->bytes;
    size_t i = text->length >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (i < text->length && s[i] == '#') {
        while (i < text->length && s[i] != '\n') {
            i++;
        }
        if (i + 1 < text->length && s[i + 1] == BINARY_MARK) {
            i++;
        }
    }
    return i;
}

static WeftStatus file_error(Weft *w, int slot, const char *what, const char *path, int error)
{
    if (error) {
        weft_set_format(w, slot, "cannot %s %s: %s", what, path, strerror(error));
    } else {
        weft_set_format(w, slot, "cannot %s %s", what, path);
    }
    if (w->has_error) {
        fail_pending(w, slot);
    }
    return WEFT_ERROR_FILE;
}

static WeftStatus load_text(Weft *w, int slot, const FileText *text, const char *path, const char *mode)
{
    char small[200];
    size_t size = path ? strlen(path) + 2 : sizeof "=stdin";
    char *name = size <= sizeof small ? small : mem_alloc(w, size);
    if (!name) {
        return fail_pending(w, slot);
    }
    snprintf(name, size, path ? "@%s" : "=stdin%s", path ? path : "");
    size_t start = skip_start(text);
    WeftStatus status = load_terminated(w, slot, text->bytes + start, text->length - start, name, mode);
    if (name != small) {
        mem_free(w, name, size);
    }
    return status;
}

WeftStatus weft_load_file(Weft *w, int slot, const char *path, const char *mode)
{
    FileText text = {NULL, 0, 0};
    if (!slot_prepare(w, slot)) {
        return fail_pending(w, slot);
    }
    errno = 0;
    FILE *file = path ? fopen(path, "rb") : stdin;
    if (!file) {
        return file_error(w, slot, "open", path, errno);
    }
    bool has_room = read_all(w, file, &text);
    int error = ferror(file) ? errno : 0;
    bool failed = ferror(file) != 0;
    if (path) {
        fclose(file);
    }
    WeftStatus status = !has_room ? fail_pending(w, slot)
                        : failed  ? file_error(w, slot, "read", path ? path : "stdin", error)
                                  : load_text(w, slot, &text, path, mode);
    mem_free(w, text.bytes, text.cap);
    return status;
}

/* ---- code of the library's own ---- */

static void mark_native_look(Proto *p)
{
    p->header.flags |= PROTO_NATIVE_LOOK;
    for (uint32_t i = 0; i < p->proto_count; i++) {
        mark_native_look(p->protos[i]);
    }
}

bool weft_load_embedded(Weft *w, int slot, const char *text, size_t length, const char *name)
{
    if (w->has_error) {
        return false;
    }
    char chunk_name[100];
    snprintf(chunk_name, sizeof chunk_name, "=%s", name);
    WeftStatus status = weft_load(w, slot, text, length, chunk_name, "t");
    if (status != WEFT_OK) {
        weft_raise_slot(w, slot);
        return false;
    }
    mark_native_look(slot_read(w, slot)->function->proto);
    return true;
}

/* ---- binary chunks and listings ---- */

static const Proto *dumpable(Weft *w, int slot)
{
    return is_function(slot_read(w, slot)) && !weft_is_native(w, slot) ? slot_read(w, slot)->function->proto : NULL;
}

bool weft_dump(Weft *w, int slot, int to, bool strip)
{
    const Proto *p = dumpable(w, slot);
    String *s = p && slot_prepare(w, to) ? dump_proto(w, p, strip) : NULL;
    if (!s) {
        return false;
    }
    set_string(slot_write(w, to), s);
    gc_check(w);
    return true;
}

static void add_listing(void *buffer, const char *text, size_t length)
{
    weft_buffer_add(buffer, text, length);
}

bool weft_disassemble(Weft *w, int function, int to)
{
    const Proto *p = dumpable(w, function);
    if (!p || !slot_prepare(w, to)) {
        return false;
    }
    WeftBuffer b;
    int box = weft_slot_count(w);
    weft_buffer_init(w, &b, box);
    disasm_proto(p, add_listing, &b);
    bool done = weft_buffer_finish(&b, to);
    weft_set_slot_count(w, box);
    return done;
}
