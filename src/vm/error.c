/* error.c: the texts of the engine's errors, and the one way in which errors leave C code.
 *
 * An error is a value in vm->error. vm_throw takes it to the jump of the innermost entry from C (entry.c), whose loop then
 * unwinds to a handler. The texts are Lua 5.4's to the letter, for programs match on them:
 *
 *      chunk:line: attempt to index a nil value (field 'x')
 *      ^ position                      ^ type    ^ variable: found in the running code, debuginfo.h
 *
 * Position and variable are those of the running Lua function: vm->pc is the address of its current instruction, vm->base its
 * frame. Natives, and library functions written in Lua, have neither.
 *
 * Invariants
 * 1. When there is no memory for a message, the memory error, whose text was made with the VM, takes its place.
 * 2. Operands are given as pointers that may lie in the stack; nothing here moves the stack.
 */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "debuginfo.h"
#include "memory.h"
#include "meta.h"
#include "number.h"
#include "string.h"
#include "table.h"

#define POSITION_MAX 80   /* a short source of 59 characters, a line, two colons and a space */
#define MESSAGE_MAX 320   /* longer messages are built in memory of the VM's */

/* ---- raising ---- */

/* There is no entry from C to take the error: the host used the VM in a way that the API forbids. */
static NORETURN void panic(const VM *vm)
{
    const char *text = is_string(&vm->error) ? vm->error.string->chars : "error object is not a string";
    fprintf(stderr, "weft: unprotected error (%s)\n", text);
    abort();
}

void vm_throw(VM *vm)
{
    if (vm->entry == NULL) {
        panic(vm);
    }
    vm->jump_kind = JUMP_ERROR;
    JUMP_TO(vm->entry->jump);
}

void vm_set_memory_error(VM *vm)
{
    set_string(&vm->error, vm->known[KS_MEMORY_ERROR]);
    vm->has_error = true;
}

/* ---- positions ---- */

size_t error_position(VM *vm, int level, char *buffer, size_t size)
{
    Frame f;
    char source[DEBUG_SOURCE_MAX];
    buffer[0] = '\0';
    if (!debug_level(vm, vm->co, level, &f) || !debug_is_lua(f.function)) {
        return 0;
    }
    int line = debug_line(&f);
    if (level > 0 && line <= 0) { /* only the core's own messages tell an unknown line, as "?:-1:" */
        return 0;
    }
    debug_short_source(f.function->proto->source, source, sizeof source);
    int n = snprintf(buffer, size, "%s:%d: ", source, line);
    return (size_t)n < size ? (size_t)n : size - 1;
}

/* The string of two texts put together; NULL: out of memory. */
static String *join(VM *vm, const char *a, size_t a_length, const char *b, size_t b_length)
{
    char small[MESSAGE_MAX];
    size_t length;
    if (!size_add(a_length, b_length, &length)) {
        vm_set_memory_error(vm);
        return NULL;
    }
    vm_charge_bytes(vm, length);
    char *text = length <= sizeof small ? small : mem_alloc(vm, length);
    if (text == NULL) {
        return NULL;
    }
    memcpy(text, a, a_length);
    memcpy(text + a_length, b, b_length);
    String *s = string_new(vm, text, length);
    if (text != small) {
        mem_free(vm, text, length);
    }
    return s;
}

/* vm->error := s, or the memory error when s is NULL. */
static void store_text(VM *vm, String *s)
{
    if (s == NULL) {
        s = vm->known[KS_MEMORY_ERROR];
    }
    set_string(&vm->error, s);
}

void error_prefix_position(VM *vm, int level)
{
    char position[POSITION_MAX];
    if (!is_string(&vm->error)) {
        return;
    }
    bool was_pending = vm->has_error;
    size_t n = error_position(vm, level, position, sizeof position);
    if (n > 0) {
        store_text(vm, join(vm, position, n, vm->error.string->chars, vm->error.string->length));
    }
    vm->has_error = was_pending;
}

/* ---- messages ---- */

void vm_set_text_error(VM *vm, const char *text)
{
    bool was_pending = vm->has_error;
    store_text(vm, string_new_text(vm, text));
    vm->has_error = was_pending;
}

/* A message too long for the buffer of set_message. */
static String *long_message(VM *vm, const char *position, size_t position_length, size_t length, const char *format,
                            va_list args)
{
    char *text = mem_alloc(vm, length + 1);
    if (text == NULL) {
        return NULL;
    }
    vsnprintf(text, length + 1, format, args);
    String *s = join(vm, position, position_length, text, length);
    mem_free(vm, text, length + 1);
    return s;
}

/* The pending error := position and formatted text. */
static void set_message(VM *vm, const char *format, va_list args)
{
    char text[MESSAGE_MAX], position[POSITION_MAX];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(text, sizeof text, format, args);
    size_t length = n < 0 ? 0 : (size_t)n;
    size_t position_length = error_position(vm, 0, position, sizeof position);
    String *s = length < sizeof text ? join(vm, position, position_length, text, length)
                                     : long_message(vm, position, position_length, length, format, again);
    va_end(again);
    store_text(vm, s);
    vm->has_error = true;
}

void vm_set_error(VM *vm, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(vm, format, args);
    va_end(args);
}

void vm_raise(VM *vm, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(vm, format, args);
    va_end(args);
    vm_throw(vm);
}

/* ---- operands ---- */

const char *error_type_name(VM *vm, const Value *v)
{
    Value clean = value_clean(v), name;
    if (is_table(&clean) || is_userdata(&clean)) {
        Table *mt = meta_table(vm, &clean);
        if (mt != NULL && table_metamethod(vm, mt, EVENT_NAME, &name) && is_string(&name)) {
            return name.string->chars;
        }
    }
    return vm->known[KS_TYPES + clean.tag]->chars;
}

/* A variable as a message shows it: " (kind 'name')", in pieces for the formatter, or nothing. */
typedef struct Variable {
    const char *open, *kind, *quote, *name, *close;
} Variable;
#define VARIABLE "%s%s%s%s%s"
#define VARIABLE_PIECES(v) (v).open, (v).kind, (v).quote, (v).name, (v).close

static Variable describe(const char *kind, const char *name)
{
    return name != NULL ? (Variable){" (", kind, " '", name, "')"} : (Variable){"", "", "", "", ""};
}

/* The variable that v points into. */
static Variable variable(VM *vm, const Value *v)
{
    Frame f;
    const char *kind = NULL, *name = NULL;
    if (frame_first(vm, vm->co, &f)) {
        name = debug_variable(vm, &f, v, &kind);
    }
    return describe(kind, name);
}

void error_type(VM *vm, const Value *v, const char *operation)
{
    Variable named = variable(vm, v);
    vm_raise(vm, "attempt to %s a %s value" VARIABLE, operation, error_type_name(vm, v), VARIABLE_PIECES(named));
}

void error_arith(VM *vm, const Value *a, const Value *b, const char *operation)
{
    error_type(vm, is_number(a) ? b : a, operation); /* the first operand that is no number is to blame */
}

void error_to_integer(VM *vm, const Value *a, const Value *b)
{
    int64_t i;
    Variable named = variable(vm, number_to_int(a, &i) ? b : a);
    vm_raise(vm, "number" VARIABLE " has no integer representation", VARIABLE_PIECES(named));
}

void error_concat(VM *vm, const Value *a, const Value *b)
{
    error_type(vm, is_string(a) || is_number(a) ? b : a, "concatenate");
}

void error_compare(VM *vm, const Value *a, const Value *b)
{
    const char *x = error_type_name(vm, a), *y = error_type_name(vm, b);
    if (strcmp(x, y) == 0) {
        vm_raise(vm, "attempt to compare two %s values", x);
    }
    vm_raise(vm, "attempt to compare %s with %s", x, y);
}

/* The trampoline stands in for a called value: the error is its caller's, if that is a Lua function. One that is called as a message
 * handler or hook stays: it has to be known that the error comes out of these. */
static Variable leave_trampoline(VM *vm)
{
    Frame f;
    const char *kind = NULL, *name = NULL;
    if (frame_first(vm, vm->co, &f)) {
        int op = header_pc(f.header)->op;
        name = debug_call_name(vm, vm->co, &f, &kind);
        if (op != OP_P_HANDLER && op != OP_P_HOOK && frame_next(vm, vm->co, &f) && f.pc != NULL) {
            vm->base = f.base;
            vm->pc = debug_instruction(&f);
        }
    }
    return describe(kind, name);
}

/* The called value's name: that of the call's function register. */
static Variable called_variable(VM *vm, const Value *v)
{
    Frame f;
    const char *kind = NULL, *name = NULL;
    if (frame_first(vm, vm->co, &f)) {
        name = debug_instruction_call(&f, &kind);
    }
    return name != NULL ? describe(kind, name) : variable(vm, v);
}

void error_call(VM *vm, const Value *v)
{
    const char *type = error_type_name(vm, v);
    Variable named = frame_function(vm->base) == vm->trampoline ? leave_trampoline(vm) : called_variable(vm, v);
    vm_raise(vm, "attempt to call a %s value" VARIABLE, type, VARIABLE_PIECES(named));
}

void error_for(VM *vm, const Value *v, const char *what)
{
    const char *part = strcmp(what, "initial") == 0 ? "initial value" : what;
    vm_raise(vm, "bad 'for' %s (number expected, got %s)", part, error_type_name(vm, v));
}

void error_not_closable(VM *vm, const Value *slot)
{
    Frame f;
    const char *name = frame_first(vm, vm->co, &f) ? debug_local_name(&f, (uint32_t)(slot - f.base)) : NULL;
    vm_raise(vm, "variable '%s' got a non-closable value", name != NULL ? name : "?");
}
