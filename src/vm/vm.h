/* vm.h: the VM object, off which all state hangs. */
#ifndef WEFT_VM_H
#define WEFT_VM_H

#include <stdatomic.h>

#include "jump.h"
#include "opcodes.h"
#include "proto.h"

typedef struct Gc Gc;         /* gc.h */
typedef struct Heap Heap;     /* memory.c */
typedef struct StringTable StringTable;
typedef int (*WeftCCall)(VM *vm);

typedef void *(*AllocFn)(void *ud, void *p, size_t old_size, size_t new_size);

/* Metamethod events; the first EVENT_CACHED have an absence bit in every shape. */
typedef enum Event {
    EVENT_INDEX, EVENT_NEWINDEX, EVENT_GC, EVENT_MODE, EVENT_LEN, EVENT_EQ,
    EVENT_ADD, EVENT_SUB, EVENT_MUL, EVENT_MOD, EVENT_POW, EVENT_DIV, EVENT_IDIV,
    EVENT_BAND, EVENT_BOR, EVENT_BXOR, EVENT_SHL, EVENT_SHR, EVENT_UNM, EVENT_BNOT,
    EVENT_LT, EVENT_LE, EVENT_CONCAT, EVENT_CALL, EVENT_CLOSE,
    EVENT_TOSTRING, EVENT_NAME, EVENT_PAIRS, EVENT_METATABLE,
    EVENT_COUNT
} Event;

/* Strings that the VM itself needs, interned once and fixed. */
typedef enum KnownString {
    KS_MEMORY_ERROR = EVENT_COUNT, /* "not enough memory"; events' names come first */
    KS_TYPES, /* "nil", "boolean", .. by tag, up to TAG_COROUTINE */
    KS_COUNT = KS_TYPES + TAG_COROUTINE + 1
} KnownString;

/* An account that memory is charged to. cap 0: none. */
typedef struct Account {
    size_t bytes;    /* in use: live at the last cycle's end plus allocated since */
    size_t marked;   /* the running cycle's count of live bytes */
    size_t cap;
    bool in_use;
} Account;
#define MAX_ACCOUNTS 256

/* Why C code jumps to an entry: vm->error is to be unwound; the running C function has left a request (vm->call_*); it has
 * yielded, to the coroutine that goes on now; it has yielded to C. */
enum { JUMP_ERROR = 1, JUMP_REQUEST, JUMP_SWITCHED, JUMP_YIELDED };

#define TRACE_HANDLER UINT32_MAX /* as CEntry.handler: vm->trace_handler */
/* What has happened to an error: it has been given to its message handler; that handler failed, and the error stands for it. */
enum { ERROR_HANDLED = 1, ERROR_IN_HANDLER = 2 };

/* What an entry is: a resume by C, to which a yield of the entry coroutine comes; a run of a __gc; the host's run, which may stop
 * for want of fuel and be continued; a call by C code that was called itself, so that nothing below may be suspended; a call whose
 * error is raised again in its caller, and belongs to the message handler of the protected call around that. */
enum { ENTRY_RESUME = 1, ENTRY_FINALIZER = 2, ENTRY_CAN_PAUSE = 4, ENTRY_BARRIER = 8, ENTRY_THROWS = 16 };

typedef struct EntryMode {
    uint32_t kind;           /* ENTRY_* */
    uint32_t handler;        /* slot offset of a message handler, or TRACE_HANDLER, or 0 */
} EntryMode;

/* One entry of the interpreter from C. What it takes most time for is the number of stores. */
typedef struct CEntry {
    struct CEntry *previous;
    Coroutine *co;           /* the entry coroutine */
    uint32_t base;           /* slot offset of the frame base of the coroutine that ran when C entered */
    uint32_t func;           /* slot offset of the called function in the entry coroutine */
    EntryMode mode;
    uint32_t depth;          /* of entries, this one included: at most MAX_C_CALLS */
    void *called_at;         /* CALL_MARK() of the C function that runs in it, or NULL */
    JumpBuffer jump;         /* where an error raised by C code lands */
    Coroutine *resumer;      /* of a resume: the coroutine that ran when C entered */
    uint32_t result, result_count; /* a yield's values: slot offset in co, and how many */
} CEntry;
/* The coroutine that ran when C entered. */
static inline Coroutine *entry_outer(const CEntry *e) { return e->mode.kind & ENTRY_RESUME ? e->resumer : e->co; }

/* What other threads and signal handlers ask for: an error, a stop as for want of fuel. */
enum { SIGNAL_INTERRUPT = 1, SIGNAL_STOP = 2 };

/* What a native that returned WEFT_REQUEST asks for. */
enum { REQUEST_NONE, REQUEST_CALL, REQUEST_PCALL, REQUEST_TAIL, REQUEST_YIELD, REQUEST_SORT };

/* A run that stopped for want of fuel (entry.c). */
typedef struct PausedRun {
    bool active;
    Coroutine *co;           /* that was running */
    Instr *pc;
    uint32_t base, top, nargs;
    Coroutine *leaf;         /* of the host's chain, when another coroutine was running: counts as blocked; or NULL */
    Instr *host_pc;          /* the host's coroutine then: where it is parked, */
    uint32_t host_parked_base, host_dest, host_live; /* its base (in bytes), dest and top */
    uint32_t host_base, host_top; /* the host's frame at the time of the call */
    uint32_t func;
    EntryMode mode;
    int nresults;
} PausedRun;

/* Where a table with this shape and metatable has, or gets, the field of a key (cache.h). */
typedef struct Lookup {
    uintptr_t key;           /* the String; LOOKUP_SET is added in entries for assignments. 0: free */
    const Table *metatable;  /* or NULL */
    uint64_t stamp;          /* shape id | epoch << 32 */
    uintptr_t place;
} Lookup;
#define LOOKUP_BITS 9
#define LOOKUP_COUNT (1u << LOOKUP_BITS) /* 16 KB */

/* Functions of the library with a shortcut (shortcut.h). */
enum {
    SHORTCUT_COUNT = 0
#define SHORTCUT(name, function) + 1
#include "shortcuts.def"
#undef SHORTCUT
};

#define VM_ALIGN 64 /* a cache line */
struct VM {
    const void *dispatch[OP_COUNT]; /* the active table; offset 0 by contract with the interpreter */
    const void *plain[OP_COUNT + 1]; /* the table without checks; the last entry is the handler that checks */
    /* --- the running coroutine; the interpreter keeps pc and base in registers and saves them here --- */
    _Alignas(VM_ALIGN) Coroutine *co; /* what calls and switches change lies in one cache line */
    Value *base;             /* frame of the running function, saved */
    Instr *pc;               /* its next instruction, saved; in a function that is not Lua's: its entry */
    Value *stack_limit;      /* end of co's stack */
    Value *top;              /* end of an open list; in a native, end of its slots */
    CEntry *entry;           /* innermost entry from C */
    Coroutine *visitor;      /* the running coroutine, while its C function works on another's stack (co); or NULL */
    uint32_t nargs;          /* at the entry of a function: its arguments, saved */
    Coroutine *main;
    Instr *finalizer_pc;     /* where a Lua function goes on when the finalizers that have interrupted it are done */
    int jump_kind;           /* JUMP_*: why C code jumps to the entry */
    uint32_t closes;         /* those of all coroutines (Coroutine.closes), and of some that were collected */
    /* --- errors --- */
    Value error;             /* the pending error */
    bool has_error;          /* a native's or the API's pending error */
    uint8_t error_state;     /* ERROR_*, of the error that is on its way or arrived last */
    bool is_raised_again;    /* the error comes out of a C function's call, and error_state with it */
    /* --- memory --- */
    AllocFn alloc;
    void *alloc_ud;
    void *block;             /* from the host, in which this lies */
    Heap *heap;
    Gc *gc;
    uint32_t account;        /* the running coroutine's account */
    Account accounts[MAX_ACCOUNTS];
    uint32_t chain_cap;      /* slots that what waits in resume on one chain may take (coroutine_chain_slots) */
    /* --- objects the VM owns --- */
    StringTable *strings;
    String *byte_strings[256]; /* those of one byte that were asked for since the last mark ended, or NULL */
    uint64_t seed;           /* of hashes */
    Shape *empty_shape;      /* id 1 */
    Shape *dict_shape;       /* id 0 */
    uint32_t next_shape_id;
    Table *registry;
    Table *globals;
    Function *trampoline;    /* B_CALL */
    Function *ipairs_step;   /* B_IPAIRS_STEP */
    Table *type_meta[TAG_COUNT]; /* metatables of basic types (booleans: TAG_FALSE, numbers: TAG_INT) */
    String *known[KS_COUNT];
    /* --- fuel, interrupts, hooks --- */
    int64_t fuel;            /* remaining, when fuel_on */
    int64_t credit;          /* units that natives have taken beyond that */
    bool fuel_on;
    atomic_int interrupt;    /* SIGNAL_*, or 0 */
    int hooks_alive;         /* coroutines with a hook */
    bool finalizers_due;     /* the collector has objects to finalize: tested at safe points */
    bool in_finalizer;
    bool host_is_hidden;     /* the host's own frame is no level of the stack: as hosts of Lua's API expect */
    Value trace_handler;     /* what TRACE_HANDLER means; the native API keeps it alive */
    /* --- natives --- */
    uint32_t call_slot;      /* a native's request: function slot (weft_call) */
    int call_nargs, call_nresults;
    void *call_k;            /* continuation */
    int64_t call_ctx;
    int call_kind;           /* REQUEST_* */
    PausedRun paused;
    WeftCCall c_call;        /* runs the C function of the frame, set by the compat layer */
    NORETURN void (*c_throw)(VM *vm); /* raises vm->error in the C function of the frame, likewise */
    int (*c_continue)(VM *vm, size_t n); /* goes on in one that has yielded, with the n values below vm->top; likewise */
    void *user;              /* the host's pointer */
    int (*load)(VM *vm, const char *text, size_t length, const char *chunk_name, Value *result); /* the compiler */
    void (*warn)(void *ud, const char *text, int to_continue);
    void *warn_ud;
    Instr native_entry[2], c_entry[2];
    Instr shortcut_entry[SHORTCUT_COUNT + 1]; /* OP_NATIVE with the shortcut's number; by number */
    Instr pseudo[(OP_COUNT - OP_P_META) * 4]; /* per pseudo-instruction: a CALL with C = 0, its cache word, the pseudo, a spare */
    Instr builtin_entry[(OP_P_META - OP_B_PCALL)];
    void *api;               /* the native API's state (handles) */
    void *compat;            /* the Lua C API layer's state */
    void (*mark_api_roots)(VM *vm); /* marks what the native API holds */
    void (*trace_userdata)(VM *vm, Userdata *u); /* marks what a typed userdata's block refers to */
    uint32_t lookup_epoch;   /* entries of lookups with another one are void */
    Lookup lookups[LOOKUP_COUNT];
    bool is_sandboxed;       /* no binary chunks, and parts of the library are left out */
    void (*compat_mark)(VM *vm); /* marks what it holds */
    void (*compat_mark_state)(VM *vm, void *state); /* marks a coroutine's lua_State and what it holds */
};

/* An instruction that is no checkpoint works on so many bytes: fuel is charged as weft.h says. */
static inline void vm_charge_bytes(VM *vm, size_t bytes)
{
    if (UNLIKELY(vm->fuel_on)) {
        int64_t units = (int64_t)(bytes / 64);
        vm->fuel = vm->fuel > units ? vm->fuel - units : 0;
    }
}

/* The same for one that follows so many links of a chain of coroutines. */
static inline void vm_charge_links(VM *vm, size_t links) { vm_charge_bytes(vm, links * 16); }

/* Makes all lookups void: places may have changed. */
static inline void vm_forget_lookups(VM *vm)
{
    if (UNLIKELY(++vm->lookup_epoch == 0)) {
        for (uint32_t i = 0; i < LOOKUP_COUNT; i++) {
            vm->lookups[i].key = 0;
        }
    }
}

/* The pending error := "not enough memory". */
void vm_set_memory_error(VM *vm);
/* Where execution of Event names starts in known[]: the same number. */
static inline String *vm_event_name(const VM *vm, Event e) { return vm->known[e]; }

/* Creates a VM with its core objects, without libraries; NULL when out of memory. */
VM *vm_open(AllocFn alloc, void *ud, uint64_t seed);
void vm_close(VM *vm);

#endif
