/* weft.h: Weft's native C API, the only header that a host or the standard library needs.
 *
 * A Weft is one VM. Values live in *slots* of the current frame: a native function's frame starts with its
 * arguments in slots 0, 1, ..; a host, outside of any native, has a frame of its own. Slots are roots of the collector.
 * Setting slot i >= the slot count extends the frame with nils up to i; a native may use 20 slots beyond its arguments without
 * asking, more after weft_reserve. Slot indices stay valid when the VM stack moves; pointers to strings and userdata blocks
 * stay valid while the value is reachable.
 *
 * Failure. A function that can fail returns false (or NULL, or WEFT_RAISE) with a pending error; every further call that can
 * fail then fails too and keeps the first error. A native gives the error on by returning WEFT_RAISE. Nothing in this API
 * longjmps over the caller's frames.
 *
 * Natives never nest the interpreter: a native that needs a callback returns weft_call(...), naming a continuation, and
 * is entered again there with the results in its slots; so yields and transfers pass through every native.
 */
#ifndef WEFT_H
#define WEFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define WEFT_API __attribute__((visibility("default")))
#define WEFT_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define WEFT_API
#define WEFT_PRINTF(f, a)
#endif

#define WEFT_VERSION "0.1.0"

typedef struct VM Weft;

/* Lua's type numbers. */
typedef enum WeftType {
    WEFT_NONE = -1, /* no such slot */
    WEFT_NIL, WEFT_BOOLEAN, WEFT_LIGHT, WEFT_NUMBER, WEFT_STRING, WEFT_TABLE, WEFT_FUNCTION, WEFT_USERDATA, WEFT_COROUTINE
} WeftType;

typedef enum WeftStatus {
    WEFT_OK,          /* returned */
    WEFT_ERROR,       /* raised: the error value is in the function's slot */
    WEFT_YIELDED,     /* a coroutine that the host resumed has yielded */
    WEFT_OUT_OF_FUEL, /* stopped; weft_continue goes on */
    WEFT_ERROR_SYNTAX, WEFT_ERROR_MEMORY, WEFT_ERROR_FILE
} WeftStatus;

/* What a native returns: a number of results (the last slots of its frame), or one of these. */
typedef int WeftResult;
enum { WEFT_RAISE = -1, WEFT_REQUEST = -2 /* what weft_call and its kin return */ };

typedef WeftResult (*WeftNative)(Weft *w);
/* status: WEFT_OK, or WEFT_ERROR after weft_pcall of a function that raised (error in its slot), or WEFT_YIELDED when a
 * weft_yield has been resumed (values passed in from `slot` on). */
typedef WeftResult (*WeftContinuation)(Weft *w, WeftStatus status, int64_t ctx);

/* A type of userdata. The descriptor is static: its address is the type's identity. */
typedef struct WeftUserdataType {
    const char *name;                      /* also its key in the registry: __name of the metatable */
    size_t size;                           /* of the block */
    void (*destroy)(void *block);          /* or NULL; called once, by the collector or at close; may not use the VM */
} WeftUserdataType;

/* ---- a VM ---- */
typedef void *(*WeftAlloc)(void *ud, void *p, size_t old_size, size_t new_size);
typedef struct WeftOptions {
    WeftAlloc alloc;      /* NULL: the C library's */
    void *alloc_ud;
    size_t memory_cap;    /* bytes; 0: none */
    uint64_t seed;        /* of hashes; 0: from time and addresses */
} WeftOptions;
/* A new VM without libraries; options may be NULL. NULL: out of memory. */
WEFT_API Weft *weft_open(const WeftOptions *options);
/* Runs finalizers and pending closes, frees everything. */
WEFT_API void weft_close(Weft *w);
/* Opens the whole standard library (lib/init.c). */
WEFT_API bool weft_open_libraries(Weft *w);
WEFT_API void weft_set_user(Weft *w, void *user);
WEFT_API void *weft_user(Weft *w);

/* Opens one library by name ("_G", "string", ..) and leaves its table in `to`; nothing is entered in globals or _LOADED. */
WEFT_API bool weft_open_library(Weft *w, const char *name, int to);

/* ---- slots ---- */
WEFT_API int weft_slot_count(Weft *w);              /* on entry of a native: its argument count */
WEFT_API bool weft_set_slot_count(Weft *w, int n);  /* cuts, or extends with nil */
WEFT_API bool weft_reserve(Weft *w, int n);         /* room for n more slots; raises "stack overflow" */
WEFT_API void weft_copy(Weft *w, int to, int from);
WEFT_API void weft_insert(Weft *w, int at);         /* moves the last slot to `at`, shifting up */
WEFT_API void weft_remove(Weft *w, int at);         /* removes slot `at`, shifting down */

/* ---- reading ---- */
WEFT_API WeftType weft_type(Weft *w, int slot);
WEFT_API const char *weft_type_text(WeftType type); /* "nil", "boolean", "userdata", .., "no value", "thread" */
WEFT_API bool weft_is_integer(Weft *w, int slot);   /* a number of integer subtype */
WEFT_API bool weft_is_native(Weft *w, int slot);    /* a function that is not a Lua function */
WEFT_API bool weft_to_boolean(Weft *w, int slot);   /* truth */
/* Conversions by Lua's rules (strings that are numerals, integral floats); false: none (no pending error). */
WEFT_API bool weft_to_integer(Weft *w, int slot, int64_t *out);
WEFT_API bool weft_to_number(Weft *w, int slot, double *out);
/* Bytes of a string; NULL when the slot holds none. */
WEFT_API const char *weft_get_string(Weft *w, int slot, size_t *length);
/* The same, turning a number in the slot into a string first. */
WEFT_API const char *weft_to_string(Weft *w, int slot, size_t *length);
WEFT_API void *weft_to_light(Weft *w, int slot);
WEFT_API const void *weft_pointer(Weft *w, int slot);/* identity, for %p; NULL for plain values */
WEFT_API void *weft_to_userdata(Weft *w, int slot, const WeftUserdataType *type); /* NULL: not of that type (type NULL: any userdata) */

/* ---- writing ---- */
WEFT_API void weft_set_nil(Weft *w, int slot);
WEFT_API void weft_set_boolean(Weft *w, int slot, bool b);
WEFT_API void weft_set_integer(Weft *w, int slot, int64_t i);
WEFT_API void weft_set_number(Weft *w, int slot, double n);
WEFT_API void weft_set_light(Weft *w, int slot, void *p);
WEFT_API bool weft_set_string(Weft *w, int slot, const char *bytes, size_t length);
WEFT_API bool weft_set_text(Weft *w, int slot, const char *text);
WEFT_API bool weft_set_format(Weft *w, int slot, const char *format, ...) WEFT_PRINTF(3, 4);
WEFT_API bool weft_set_table(Weft *w, int slot, uint32_t array_room, uint32_t field_room);
/* A native closure over the `upvalues` slots from `first` on. name: static text for traces, or NULL. */
WEFT_API bool weft_set_native(Weft *w, int slot, WeftNative fn, const char *name, int first, int upvalues);
/* A function of Lua's C API (a lua_CFunction). */
WEFT_API bool weft_set_c_function(Weft *w, int slot, void *fn);
WEFT_API void *weft_set_userdata(Weft *w, int slot, const WeftUserdataType *type); /* block zeroed; metatable as registered */
/* The number that the text is by Lua's rules, in slot; false: it is none. */
WEFT_API bool weft_set_parsed_number(Weft *w, int slot, const char *text, size_t length);
WEFT_API void weft_get_upvalue(Weft *w, int i, int to); /* the running native's, from 0 */
WEFT_API void weft_set_upvalue(Weft *w, int i, int from);

/* ---- tables, without metamethods ---- */
WEFT_API void weft_raw_get(Weft *w, int table, int key, int to);
WEFT_API bool weft_raw_set(Weft *w, int table, int key, int value); /* raises on nil and NaN keys */
WEFT_API void weft_raw_get_index(Weft *w, int table, int64_t i, int to);
WEFT_API bool weft_raw_set_index(Weft *w, int table, int64_t i, int value);
WEFT_API bool weft_raw_get_field(Weft *w, int table, const char *key, int to); /* true: not nil; false may be out of memory */
WEFT_API bool weft_raw_set_field(Weft *w, int table, const char *key, int value);
WEFT_API int64_t weft_raw_length(Weft *w, int slot); /* of a table (a border), string or userdata */
WEFT_API bool weft_raw_equal(Weft *w, int a, int b);
/* key slot := next key, value slot := its value; 1, 0 at the end (key nil), WEFT_RAISE "invalid key to 'next'". */
WEFT_API int weft_next(Weft *w, int table, int key, int value);
WEFT_API bool weft_get_metatable(Weft *w, int slot, int to);   /* false: none, `to` nil */
WEFT_API bool weft_set_metatable(Weft *w, int slot, int metatable); /* of any value; nil removes */
WEFT_API bool weft_has_metatable(Weft *w, int slot);
WEFT_API bool weft_metafield(Weft *w, int slot, const char *name, int to); /* false: absent, `to` unchanged */
WEFT_API void weft_get_registry(Weft *w, int to);
WEFT_API void weft_get_globals(Weft *w, int to);
WEFT_API bool weft_get_user_value(Weft *w, int userdata, int n, int to);  /* n from 1; false: no such */
WEFT_API bool weft_set_user_value(Weft *w, int userdata, int n, int from);
/* Concatenation and arithmetic on plain values: numbers (and for `op` the operators of Lua: + - * % ^ / // & | ~ << >> as
 * '+', '-', '*', '%', '^', '/', 'i' for //, '&', '|', '~', 'l', 'r', 'u' for unary minus, 'n' for unary ~). False with pending error. */
WEFT_API bool weft_arith(Weft *w, char op, int a, int b, int to);
WEFT_API int weft_compare_plain(Weft *w, int a, int b); /* both numbers or both strings: a < b 1, else 0; other: -1 (no error) */

/* ---- errors ---- */
WEFT_API WeftResult weft_raise(Weft *w, const char *format, ...) WEFT_PRINTF(2, 3); /* with the caller's position in front; returns WEFT_RAISE */
WEFT_API WeftResult weft_raise_slot(Weft *w, int slot);
WEFT_API WeftResult weft_raise_argument(Weft *w, int arg, const char *message); /* "bad argument #N to 'f' (message)"; arg is a slot */
WEFT_API WeftResult weft_raise_type(Weft *w, int arg, const char *expected);    /* ".. (number expected, got nil)" */
WEFT_API bool weft_has_error(Weft *w);
WEFT_API void weft_take_error(Weft *w, int to); /* the pending error moves to a slot */
/* "chunk:line: " of the function at level (0 the native, 1 its caller), or "", in a slot. */
WEFT_API bool weft_set_position(Weft *w, int level, int to);

/* ---- arguments: one line each; false / NULL: pending error, return WEFT_RAISE ---- */
WEFT_API bool weft_check_any(Weft *w, int arg);
WEFT_API bool weft_check_type(Weft *w, int arg, WeftType type);
WEFT_API bool weft_check_integer(Weft *w, int arg, int64_t *out);
WEFT_API bool weft_opt_integer(Weft *w, int arg, int64_t def, int64_t *out);
WEFT_API bool weft_check_number(Weft *w, int arg, double *out);
WEFT_API bool weft_opt_number(Weft *w, int arg, double def, double *out);
WEFT_API const char *weft_check_string(Weft *w, int arg, size_t *length);
WEFT_API bool weft_opt_string(Weft *w, int arg, const char *def, const char **out, size_t *length);
/* Index of the string argument in the NULL-terminated list, or -1. def: its default, or NULL. */
WEFT_API int weft_check_option(Weft *w, int arg, const char *def, const char *const list[]);
WEFT_API void *weft_check_userdata(Weft *w, int arg, const WeftUserdataType *type);

/* ---- callbacks from natives: `return weft_call(...)` ---- */
/* Calls the function in `slot` with the nargs values behind it; results (nresults, -1: all) start at `slot` when the
 * continuation is entered, and the slot count ends behind them. */
WEFT_API WeftResult weft_call(Weft *w, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx);
WEFT_API WeftResult weft_pcall(Weft *w, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx);
WEFT_API WeftResult weft_tail_call(Weft *w, int slot, int nargs); /* its results become the native's */
/* Yields the n values from `first` on; k is entered when resumed, values passed in from slot `first` on. */
WEFT_API WeftResult weft_yield(Weft *w, int first, int n, WeftContinuation k, int64_t ctx);
/* Text of a value as tostring gives it without calling __tostring (it heeds __name), in `to`. */
WEFT_API bool weft_plain_tostring(Weft *w, int slot, int to);

/* ---- building strings: GC-owned, nothing to release; box is a slot of the frame for the buffer's own use ---- */
typedef struct WeftBuffer {
    Weft *w;
    char *bytes;
    size_t length, cap;
    int box;             /* slot */
    bool failed;         /* out of memory: pending error */
    char small[512];
} WeftBuffer;
WEFT_API void weft_buffer_init(Weft *w, WeftBuffer *b, int box);
WEFT_API char *weft_buffer_reserve(WeftBuffer *b, size_t n); /* room for n more bytes, or NULL */
WEFT_API bool weft_buffer_add(WeftBuffer *b, const char *bytes, size_t length);
WEFT_API bool weft_buffer_add_text(WeftBuffer *b, const char *text);
WEFT_API bool weft_buffer_add_slot(WeftBuffer *b, int slot); /* a string or number */
WEFT_API bool weft_buffer_finish(WeftBuffer *b, int to);     /* the string into a slot */
static inline bool weft_buffer_add_char(WeftBuffer *b, char c)
{
    if (b->length < b->cap || weft_buffer_reserve(b, 1)) {
        b->bytes[b->length++] = c;
        return true;
    }
    return false;
}

/* ---- code ---- */
/* Compiles text (or a binary chunk, as mode "b", "t", "bt" allows; NULL: "bt") into a function in `slot`, its first upvalue the globals;
 * on WEFT_ERROR_SYNTAX / _MEMORY the message is in `slot` and no error is pending. chunk_name as Lua's ("=stdin", "@file", text). */
WEFT_API WeftStatus weft_load(Weft *w, int slot, const char *text, size_t length, const char *chunk_name, const char *mode);
/* The same from a file (NULL: stdin), a first line with # skipped. WEFT_ERROR_FILE: "cannot open f: reason" in slot. */
WEFT_API WeftStatus weft_load_file(Weft *w, int slot, const char *path, const char *mode);
/* A library module's embedded Lua source, compiled to look like native code in traces. Raises never; false with pending error. */
WEFT_API bool weft_load_embedded(Weft *w, int slot, const char *text, size_t length, const char *name);
/* Binary chunk of a Lua function, in `to`; false: not a Lua function. */
WEFT_API bool weft_dump(Weft *w, int slot, int to, bool strip);
/* Host only (not in a native): calls like weft_call and waits. handler: slot of a message handler, or -1. */
WEFT_API WeftStatus weft_run(Weft *w, int slot, int nargs, int nresults, int handler);
/* Goes on after WEFT_OUT_OF_FUEL; the arguments are those of the run that stopped. */
WEFT_API WeftStatus weft_continue(Weft *w);
/* Fuel: one unit per call, backward jump, return of a list of unknown length, and per 64 bytes / 16 elements of library work or of such
 * a list. Negative: no limit. A __gc has 100 units at least. C code that waits for a call gets an error instead of the stop. */
WEFT_API void weft_set_fuel(Weft *w, int64_t units);
WEFT_API int64_t weft_fuel(Weft *w);
/* From inside a library loop: charges units; false: pending error (interrupted). */
WEFT_API bool weft_charge(Weft *w, int64_t units);
/* Async-signal-safe and thread-safe: the running script raises "interrupted!" soon. */
WEFT_API void weft_interrupt(Weft *w);

/* ---- coroutines ---- */
WEFT_API bool weft_set_coroutine(Weft *w, int slot, int function);       /* a new one */
WEFT_API bool weft_running(Weft *w, int to);                             /* true: it is the main coroutine */
WEFT_API const char *weft_coroutine_status(Weft *w, int slot);           /* "suspended", "running", "normal", "dead" */
WEFT_API const char *weft_coroutine_state(Weft *w, int slot);            /* new, yielded, transferred, .. */
WEFT_API bool weft_is_yieldable(Weft *w, int slot);                      /* -1: the running one */
WEFT_API bool weft_is_transferable(Weft *w);
WEFT_API bool weft_coroutine_resumer(Weft *w, int slot, int to);         /* false: none, nil */
WEFT_API void weft_coroutine_leaf(Weft *w, int slot, int to);
WEFT_API void weft_main_coroutine(Weft *w, int to);
WEFT_API bool weft_set_home(Weft *w, int slot, int home);                /* home nil: none */
/* The name in messages and traces: a string, or nil for that of its function. What is not set is made of the function's name and place. */
WEFT_API bool weft_set_coroutine_name(Weft *w, int slot, int name);
WEFT_API bool weft_get_coroutine_name(Weft *w, int slot, int to);
/* Functions of the VM itself: "create" "resume" "yield" "transfer" "throw" "close" "pcall" "xpcall" "error" "select" "type" "next" "ipairs_step". */
WEFT_API bool weft_set_builtin(Weft *w, int slot, const char *name);
WEFT_API bool weft_set_wrapped(Weft *w, int slot, int function);         /* coroutine.wrap(function) */

/* ---- collector ---- */
typedef enum WeftGcOp {
    WEFT_GC_STOP, WEFT_GC_RESTART, WEFT_GC_COLLECT, WEFT_GC_STEP, WEFT_GC_IS_RUNNING, WEFT_GC_GENERATIONAL, WEFT_GC_INCREMENTAL,
    WEFT_GC_SET_PAUSE, WEFT_GC_SET_STEP_MULTIPLIER
} WeftGcOp;
/* As lua_gc: STEP takes kilobytes and tells whether a cycle ended; GENERATIONAL (minor, major) and INCREMENTAL (pause, multiplier, size) give the
 * previous mode as an op; SET_* give the previous value; all give -1 in a finalizer. Finalizers that became due are run at the next
 * safe point. */
WEFT_API int weft_gc(Weft *w, WeftGcOp op, int a, int b, int c);
WEFT_API size_t weft_memory_used(Weft *w);
/* Memory accounts: new objects of a coroutine tree are charged to its account. 0 is the VM's. */
WEFT_API int weft_account_new(Weft *w, size_t cap);                      /* -1: none free, or out of memory */
/* No coroutine uses the account any more: its number may be given out again once nothing charged to it is alive. */
WEFT_API void weft_account_release(Weft *w, int account);
WEFT_API bool weft_set_account(Weft *w, int coroutine_slot, int account);
WEFT_API size_t weft_account_used(Weft *w, int account);

/* ---- handles: values kept for the host ---- */
typedef int WeftHandle;
WEFT_API WeftHandle weft_handle_new(Weft *w, int slot); /* 0: out of memory */
WEFT_API void weft_handle_get(Weft *w, WeftHandle h, int to);
WEFT_API void weft_handle_free(Weft *w, WeftHandle h);

/* ---- warnings ---- */
WEFT_API void weft_set_warn(Weft *w, void (*warn)(void *ud, const char *text, int to_continue), void *ud);
WEFT_API void weft_warn(Weft *w, const char *text, bool to_continue);

/* ---- debug interface: coroutine slot -1 means the running coroutine ---- */
enum { WEFT_HOOK_CALL = 1, WEFT_HOOK_RETURN = 2, WEFT_HOOK_LINE = 4, WEFT_HOOK_COUNT = 8 };
typedef struct WeftFrameInfo {
    const char *name;       /* or NULL */
    const char *name_what;  /* "global", "local", "method", "field", "upvalue", "metamethod", "for iterator", "hook", "" */
    const char *what;       /* "Lua", "C", "main" */
    const char *source;
    size_t source_length;
    char short_source[60];
    int current_line, line, last_line, upvalue_count, param_count, transfer_first, transfer_count;
    bool is_vararg, is_tail_call;
    int64_t frame;          /* opaque: names the frame for the functions below */
} WeftFrameInfo;
/* Fills info for the function at level (0: running); false: no such level. */
WEFT_API bool weft_frame_info(Weft *w, int co, int level, WeftFrameInfo *info);
WEFT_API bool weft_function_info(Weft *w, int slot, WeftFrameInfo *info);
WEFT_API void weft_frame_function(Weft *w, int co, const WeftFrameInfo *info, int to);
/* Sets `to` to a table with the lines that have code, nil for natives. */
WEFT_API bool weft_active_lines(Weft *w, int function, int to);
/* Name of local n (from 1; negative: varargs) with its value in `to`; NULL: none. */
WEFT_API const char *weft_get_local(Weft *w, int co, const WeftFrameInfo *info, int n, int to);
WEFT_API const char *weft_set_local(Weft *w, int co, const WeftFrameInfo *info, int n, int from);
WEFT_API const char *weft_parameter_name(Weft *w, int function, int n);
WEFT_API const char *weft_get_function_upvalue(Weft *w, int function, int n, int to);   /* n from 1 */
WEFT_API const char *weft_set_function_upvalue(Weft *w, int function, int n, int from);
WEFT_API void *weft_upvalue_id(Weft *w, int function, int n);                           /* NULL: none */
WEFT_API bool weft_upvalue_join(Weft *w, int f1, int n1, int f2, int n2);
/* Hook of a coroutine: function slot (-1: off) is called with the event's name ("call", "tail call", "return", "line", "count") and line or nil. */
WEFT_API bool weft_set_hook(Weft *w, int co, int function, int mask, int count);
WEFT_API bool weft_get_hook(Weft *w, int co, int to, int *mask, int *count);            /* false: none */
/* The text of debug.traceback, in `to`: of one coroutine, or (co -1) of the running one and those that wait for it. message: slot or -1. */
WEFT_API bool weft_traceback(Weft *w, int co, int message, int level, int to);
/* A readable listing of a Lua function and those in it, in `to`. */
WEFT_API bool weft_disassemble(Weft *w, int function, int to);
/* What lives in the VM, by kind: "table", "string", "function", "userdata", "coroutine", "stack", .. (debug.memory). Objects count
 * with their buffers, coroutines' stacks apart. Collects first. Fills `max` kinds at most; returns how many there are. */
typedef struct WeftMemory {
    const char *kind;
    size_t count, bytes;
} WeftMemory;
WEFT_API int weft_memory(Weft *w, WeftMemory *kinds, int max);

#ifdef __cplusplus
}
#endif
#endif
