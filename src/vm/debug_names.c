/* debug_names.c: what the source calls a value or a called function, found in the running code.
 *
 * Code keeps no names for temporaries. So the name of a register's value is found by looking for the instruction that put it there:
 *
 *      GETTABUP r1 _ENV "t"       r1 is global 't'
 *      GETFIELD r1 r1 "x"         r1 is field 'x'        <- the last write of r1 before pc
 *      GETFIELD r1 r1 "y"         raises: attempt to index a nil value (field 'x')
 *
 * The search goes forward through the code before pc and remembers the last write. A write that a jump may have skipped tells
 * nothing, for the value may have come another way; then there is no name. This is Lua's method, so that the names agree.
 *
 * Nothing here allocates or raises. Quickened instructions are seen as their originals.
 */
#include "debuginfo.h"

#include <string.h>

#include "effects.h"

#define NO_PC UINT32_MAX
#define MAX_NAMED_INDEX 255 /* above, Lua 5.4 loads an integer key to a register, and the name is '?' */

static Opcode original(Instr i)
{
    return (Opcode)opcode_info[i.op].original;
}

/* pc of the instruction that surely set the register before pc, or NO_PC. */
static uint32_t find_setter(const Proto *p, uint32_t pc, uint32_t reg)
{
    uint32_t setter = NO_PC, landing = 0; /* code before `landing` may have been skipped */
    int64_t target;
    for (uint32_t at = 0; at < pc; at += opcode_info[p->code[at].op].words) {
        RegisterRange range = effects_writes(p->code[at]);
        if (reg >= range.first && reg < range.end) {
            setter = at < landing ? NO_PC : at;
        }
        if (effects_jump(p->code[at], at, &target) && target > landing && target <= pc) {
            landing = (uint32_t)target;
        }
    }
    return setter;
}

static const char *upvalue_name(const Proto *p, uint32_t idx)
{
    const String *name = idx < p->upvalue_count ? p->upvalues[idx].name : NULL;
    return name != NULL ? name->chars : "?";
}

static const char *constant_name(const Proto *p, uint32_t idx)
{
    const Value *v = idx < p->constant_count ? &proto_constants(p)[-(ptrdiff_t)idx] : NULL;
    return v != NULL && is_string(v) ? v->string->chars : NULL;
}

static uint32_t operand_constant(uint16_t offset)
{
    return offset / 16u - 1;
}

/* Name of a register's value before the instruction at *pc, if it is a variable's or a constant: copies are followed to what
 * was copied. NULL: none; *pc is then the instruction that made the value, or NO_PC. */
static const char *variable_name(const Proto *p, uint32_t *pc, uint32_t reg, const char **kind)
{
    for (;;) {
        const char *name = debug_local_name_at(p, *pc, reg);
        *kind = "local";
        if (name != NULL) {
            return name;
        }
        *pc = find_setter(p, *pc, reg);
        if (*pc == NO_PC) {
            return NULL;
        }
        Instr i = p->code[*pc];
        switch (original(i)) {
        case OP_MOVE:
            if (i.b >= i.a) { /* not from a variable or a lower temporary */
                return NULL;
            }
            reg = i.b / 16u;
            break;
        case OP_GETCELL:
            return debug_local_name_at(p, *pc, i.b / 16u);
        case OP_GETUPVAL:
            *kind = "upvalue";
            return upvalue_name(p, i.b / 8u);
        case OP_LOADK:
            *kind = "constant";
            return constant_name(p, instr_u32(i));
        default:
            return NULL;
        }
    }
}

/* "global" for a field of _ENV, else "field". */
static const char *kind_of_field(const Proto *p, uint32_t pc, uint32_t object)
{
    const char *kind, *name = variable_name(p, &pc, object, &kind);
    bool is_env = name != NULL && strcmp(name, "_ENV") == 0 && kind[0] != 'c';
    return is_env ? "global" : "field";
}

static const char *key_name(const Proto *p, uint32_t pc, uint32_t key)
{
    const char *kind, *name = variable_name(p, &pc, key, &kind);
    return name != NULL && kind[0] == 'c' ? name : "?";
}

/* Name of a register's value before the instruction at pc. */
static const char *register_name(const Proto *p, uint32_t pc, uint32_t reg, const char **kind)
{
    const char *name = variable_name(p, &pc, reg, kind);
    if (name != NULL || pc == NO_PC) {
        return name;
    }
    Instr i = p->code[pc];
    switch (original(i)) {
    case OP_GETTABUP:
        *kind = strcmp(upvalue_name(p, i.b / 8u), "_ENV") == 0 ? "global" : "field";
        return constant_name(p, operand_constant(i.c));
    case OP_GETFIELD:
        *kind = kind_of_field(p, pc, i.b / 16u);
        return constant_name(p, operand_constant(i.c));
    case OP_GETINDEX:
        *kind = kind_of_field(p, pc, i.b / 16u);
        return key_name(p, pc, i.c / 16u);
    case OP_GETINT:
        *kind = "field";
        return i.c <= MAX_NAMED_INDEX ? "integer index" : "?";
    case OP_SELF:
        *kind = "method";
        return constant_name(p, operand_constant(i.c));
    default:
        return NULL;
    }
}

/* Index of the frame's current instruction; false when the code is not to be looked into. */
static bool current_pc(const Frame *f, uint32_t *pc)
{
    const Instr *at = debug_is_lua(f->function) ? debug_instruction(f) : NULL;
    if (at != NULL) {
        *pc = (uint32_t)(at - f->function->proto->code);
    }
    return at != NULL;
}

const char *debug_variable(VM *vm, const Frame *f, const Value *v, const char **kind)
{
    uint32_t pc;
    (void)vm;
    if (!current_pc(f, &pc)) {
        return NULL;
    }
    const Proto *p = f->function->proto;
    for (uint32_t i = 0; i < f->function->header.aux; i++) {
        if (&f->function->cells[i]->value == v) {
            *kind = "upvalue";
            return upvalue_name(p, i);
        }
    }
    if (v >= f->base && v < f->base + p->frame_size) {
        return register_name(p, pc, (uint32_t)(v - f->base), kind);
    }
    const Value *constants = proto_constants(p);
    if (v <= constants && v > constants - p->constant_count) {
        *kind = "constant";
        return constant_name(p, (uint32_t)(constants - v));
    }
    return NULL;
}

/* ---- called functions ---- */

static const char *call_name(const Proto *p, uint32_t pc, const char **kind)
{
    Instr i = p->code[pc];
    switch (original(i)) {
    case OP_CALL: case OP_TAILCALL:
        return register_name(p, pc, i.a / 16u, kind);
    case OP_TFORCALL:
        *kind = "for iterator";
        return "for iterator";
    default:
        return NULL;
    }
}

const char *debug_instruction_call(const Frame *f, const char **kind)
{
    uint32_t pc;
    return current_pc(f, &pc) ? call_name(f->function->proto, pc, kind) : NULL;
}

/* The event whose metamethod an instruction may call. */
static Event instruction_event(Opcode op)
{
    switch (op) {
    case OP_GETTABUP: case OP_GETFIELD: case OP_GETINDEX: case OP_GETINT: case OP_SELF: return EVENT_INDEX;
    case OP_SETTABUP: case OP_SETFIELD: case OP_SETINDEX: case OP_SETINT: case OP_SETSLOT: return EVENT_NEWINDEX;
    case OP_ADD: case OP_ADDI: case OP_ADDK: case OP_RADDK: return EVENT_ADD;
    case OP_SUB: case OP_SUBI: case OP_SUBK: case OP_RSUBK: return EVENT_SUB;
    case OP_MUL: case OP_MULK: case OP_RMULK: return EVENT_MUL;
    case OP_DIV: case OP_DIVK: case OP_RDIVK: return EVENT_DIV;
    case OP_MOD: case OP_MODK: return EVENT_MOD;
    case OP_POW: case OP_POWK: return EVENT_POW;
    case OP_IDIV: case OP_IDIVK: return EVENT_IDIV;
    case OP_BAND: case OP_BANDK: return EVENT_BAND;
    case OP_BOR: case OP_BORK: return EVENT_BOR;
    case OP_BXOR: case OP_BXORK: return EVENT_BXOR;
    case OP_SHL: case OP_SHLI: return EVENT_SHL;
    case OP_SHR: case OP_SHRI: return EVENT_SHR;
    case OP_UNM: return EVENT_UNM;
    case OP_BNOT: return EVENT_BNOT;
    case OP_LEN: return EVENT_LEN;
    case OP_CONCAT: return EVENT_CONCAT;
    case OP_JEQ: case OP_JNE: case OP_JEQK: case OP_JNEK: return EVENT_EQ;
    case OP_JLT: case OP_JNLT: case OP_JLTK: case OP_JNLTK: case OP_JGTK: case OP_JNGTK: return EVENT_LT;
    case OP_JLE: case OP_JNLE: case OP_JLEK: case OP_JNLEK: case OP_JGEK: case OP_JNGEK: return EVENT_LE;
    case OP_CLOSE: case OP_RETURNX: return EVENT_CLOSE;
    default: return EVENT_COUNT;
    }
}

/* Name of a function that the caller's current instruction called, as a function or as a metamethod. */
static const char *name_from_caller(VM *vm, const Frame *caller, const char **kind)
{
    uint32_t pc;
    if (!current_pc(caller, &pc)) {
        return NULL;
    }
    Event e = instruction_event(original(caller->function->proto->code[pc]));
    if (e == EVENT_COUNT) {
        return call_name(caller->function->proto, pc, kind);
    }
    *kind = "metamethod";
    return vm_event_name(vm, e)->chars + 2; /* without its underscores */
}

/* Whether the frame that returns to C is a finalizer's. */
static bool is_finalizer(const VM *vm, const Coroutine *co, const Frame *f)
{
    for (const CEntry *e = vm->entry; e != NULL; e = e->previous) {
        if (e->co == co && e->func == (uint32_t)(f->slot - co->stack)) {
            return e->mode.kind & ENTRY_FINALIZER;
        }
    }
    return false;
}

const char *debug_call_name(VM *vm, Coroutine *co, const Frame *f, const char **kind)
{
    Frame caller = *f;
    Instr *pc = header_pc(f->header);
    if (f->is_tail) {
        return NULL;
    }
    switch (pc->op) {
    case OP_P_HOOK:
        *kind = "hook";
        return "?";
    case OP_P_C_RETURN:
        if (!is_finalizer(vm, co, f) && !(frame_next(vm, co, &caller) && debug_is_lua(caller.function))) {
            return NULL;
        }
        *kind = "metamethod"; /* Lua code is interrupted from C by finalizers only */
        return vm_event_name(vm, EVENT_GC)->chars;
    default:
        return frame_next(vm, co, &caller) ? name_from_caller(vm, &caller, kind) : NULL;
    }
}
