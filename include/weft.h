/* weft.h: Weft's native C API, the only header that a host or the standard library needs.
 *
 * A Weft is one VM. VMs share nothing: each may be used by one thread at a time, and many by many threads.
 * Only weft_interrupt and weft_stop may be called while another thread uses the VM.
 *
 * Slots. Values live in the *slots* of the current frame, numbered from 0. A native function's frame starts with its
 * arguments in slots 0, 1, ..; a host, outside of any native, has a frame of its own that lasts as long as the VM.
 *   - A slot that does not exist reads as nil (weft_type tells WEFT_NONE). Writing to slot i extends the frame with nils
 *     up to i; where a description says "to", "slot" or "at", that slot is made when it is missing.
 *   - A native may use 20 slots beyond its arguments without asking, a host 20; more after weft_reserve.
 *   - Slots are roots of the collector, and stay valid when the VM's stack moves. Pointers to strings and to userdata
 *     blocks stay valid as long as the value is reachable, from a slot for example.
 *
 * Failure. Nothing in this API jumps over the caller's C frames. A function that fails returns false (or NULL, 0,
 * WEFT_RAISE, a status) and leaves a *pending error*, a value of the VM's. While an error is pending, every further
 * call that can fail fails at once and keeps the first error, and calls that cannot fail do their harmless work; so a
 * sequence of calls needs one test at its end. A native gives the error on by returning WEFT_RAISE; a host takes it
 * with weft_take_error, or lets the next weft_run, weft_resume or weft_load deliver it as its own result.
 * What any function can fail with is not repeated below: the memory error ("not enough memory"), "stack overflow" when
 * a slot has no room, and "bad slot #n" for a negative slot or one whose value has not the type that is required.
 *
 * Calls. Natives never nest the interpreter: a native that needs a callback returns weft_call(...), naming a
 * continuation, and is entered again there with the results in its slots; so yields and transfers pass through every
 * native. Hosts call weft_run and its kin, which return when the script does.
 *
 * Text of the arguments named `text`, `name`, `path`, `key` ends with a NUL and is copied unless said otherwise.
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

/* ==== types ==== */

typedef struct VM Weft;

/* Lua's type numbers. */
typedef enum WeftType {
    WEFT_NONE = -1, /* no such slot */
    WEFT_NIL, WEFT_BOOLEAN, WEFT_LIGHT, WEFT_NUMBER, WEFT_STRING, WEFT_TABLE, WEFT_FUNCTION, WEFT_USERDATA, WEFT_COROUTINE
} WeftType;

/* How a run, a resume or a load ended. */
typedef enum WeftStatus {
    WEFT_OK,          /* returned; a coroutine: its body has ended */
    WEFT_ERROR,       /* raised: the error value is where results would be */
    WEFT_YIELDED,     /* a coroutine has yielded: the values are where results would be */
    WEFT_OUT_OF_FUEL, /* stopped, for want of fuel or by weft_stop; can go on where it is */
    WEFT_ERROR_SYNTAX, WEFT_ERROR_MEMORY, WEFT_ERROR_FILE
} WeftStatus;

/* What a native returns: a number of results (the last slots of its frame), or one of these. */
typedef int WeftResult;
enum {
    WEFT_RAISE = -1,  /* the pending error */
    WEFT_REQUEST = -2 /* what weft_call and its kin return */
};

/* A function for scripts. Arguments are in slots 0 .. weft_slot_count - 1. It may not be left by longjmp or by an
 * exception of C++. */
typedef WeftResult (*WeftNative)(Weft *w);

/* Where a native goes on after weft_call, weft_pcall, weft_yield and their kin. Its frame is as it was, but for what
 * the request says. status: WEFT_OK; after weft_pcall WEFT_ERROR, when the function raised (the error is in its slot);
 * after weft_yield WEFT_OK as well. ctx: what the request was given. */
typedef WeftResult (*WeftContinuation)(Weft *w, WeftStatus status, int64_t ctx);

/* A native and its name for traces, "vector.length". Where a list of these is entered in a table, the field is what
 * follows the last dot. A list ends with a NULL name. Names are static: they are not copied. */
typedef struct WeftFunction {
    const char *name;
    WeftNative native;
} WeftFunction;

/* A reference to a script value in memory of the host's, inside of a userdata block (weft_ref_set). All zero: nil. */
typedef struct WeftRef {
    uint64_t opaque[2];
} WeftRef;

typedef struct WeftTracer WeftTracer;

/* A type of userdata. The descriptor is static: its address is the type's identity. Only the first two members are
 * needed. */
typedef struct WeftUserdataType {
    const char *name;            /* also its key in the registry, and the metatable's __name; one type, one name */
    size_t size;                 /* of the block, in bytes */
    void (*destroy)(void *block);/* called once for each block, by the collector or when the VM closes. May not use the VM */
    void (*trace)(void *block, WeftTracer *tracer); /* calls weft_trace for each WeftRef in the block, and nothing else */
    const WeftFunction *methods; /* of values of the type: object:length(); those named "__index", .. are metamethods */
    int user_values;             /* values that each userdata carries besides its block, 0 to 255 */
} WeftUserdataType;

/* ==== opening and closing ==== */

/* The host's memory. new_size 0 frees p and returns NULL. Else gives a block of new_size bytes that begins with the old
 * block's bytes (p NULL: a new one), or NULL, and p is as it was. old_size is the size that p was asked with. */
typedef void *(*WeftAlloc)(void *ud, void *p, size_t old_size, size_t new_size);

/* Libraries, for WeftOptions.libraries and weft_open_library_set. */
enum {
    WEFT_LIB_BASE = 1, WEFT_LIB_PACKAGE = 2, WEFT_LIB_COROUTINE = 4, WEFT_LIB_TABLE = 8, WEFT_LIB_IO = 16,
    WEFT_LIB_OS = 32, WEFT_LIB_STRING = 64, WEFT_LIB_MATH = 128, WEFT_LIB_UTF8 = 256, WEFT_LIB_DEBUG = 512,
    WEFT_LIBS_ALL = 1023
};

/* All zero is a good default: no libraries, no limits. */
typedef struct WeftOptions {
    WeftAlloc alloc;      /* NULL: the C library's */
    void *alloc_ud;       /* first argument of alloc */
    size_t memory_cap;    /* bytes that scripts' objects may take, in all accounts; past it, the memory error. 0: none */
    size_t chain_cap;     /* weft_set_chain_cap; 0: 1 GB */
    uint64_t seed;        /* of hashes; 0: from time and addresses */
    int64_t fuel;         /* weft_set_fuel, after the libraries are open; 0: no limit */
    unsigned libraries;   /* a set of WEFT_LIB_*: opened, and entered in the globals */
    bool sandbox;         /* for scripts that are not trusted, see below */
    void *user;           /* weft_user */
} WeftOptions;

/* A new VM; options may be NULL. NULL: out of memory.
 *
 * sandbox: scripts can reach nothing outside of the VM but the standard output, through print, and what the host gives
 * them. Of the libraries that are opened, now or later, these parts are left out:
 *   io, package    all
 *   debug          all but traceback
 *   os             all but clock, date, difftime and time
 *   base           dofile and loadfile; collectgarbage only counts, its other options do nothing
 *   string         dump
 * No binary chunk is loaded, by scripts or by the host; the metatables of strings and of the host's userdata types are
 * hidden from getmetatable. A sandbox alone limits neither time nor memory: give it fuel and a memory_cap. */
WEFT_API Weft *weft_open(const WeftOptions *options);

/* Closes the main coroutine's pending variables, runs all finalizers, calls all destructors, frees everything. Errors
 * on the way are dropped. w may be NULL. Not from within a native. */
WEFT_API void weft_close(Weft *w);

/* Opens all libraries (of a sandbox: those parts that it may have), and enters them in the globals. */
WEFT_API bool weft_open_libraries(Weft *w);

/* Opens those of a set of WEFT_LIB_*, and enters them in the globals and in package.loaded. */
WEFT_API bool weft_open_library_set(Weft *w, unsigned set);

/* Opens one library by name ("_G", "string", ..) and leaves its table in slot `to`; nothing is entered in the globals,
 * but by "_G", which is their table. Raises "no library 'x'". */
WEFT_API bool weft_open_library(Weft *w, const char *name, int to);

/* Whether the VM was opened as a sandbox. */
WEFT_API bool weft_is_sandboxed(Weft *w);

/* A pointer that the host attaches to the VM; at first WeftOptions.user. */
WEFT_API void weft_set_user(Weft *w, void *user);
/* What weft_set_user, or at first WeftOptions.user, has given it. */
WEFT_API void *weft_user(Weft *w);

/* The version of the library that is linked, "0.1.0"; that of the header is WEFT_VERSION. */
WEFT_API const char *weft_version(void);

/* ==== slots ==== */

/* Number of slots; on entry of a native: of its arguments. */
WEFT_API int weft_slot_count(Weft *w);

/* Cuts the frame to n slots, or extends it with nils. Raises "stack overflow". */
WEFT_API bool weft_set_slot_count(Weft *w, int n);

/* Room for n more slots than there are now. Raises "stack overflow" (at a million slots in all). */
WEFT_API bool weft_reserve(Weft *w, int n);

/* Slot `to` := the value in slot `from`. */
WEFT_API void weft_copy(Weft *w, int to, int from);

/* Moves the last slot's value to slot `at`, shifting what was there and above up by one. */
WEFT_API void weft_insert(Weft *w, int at);

/* Removes slot `at`, shifting what is above down by one. */
WEFT_API void weft_remove(Weft *w, int at);

/* ==== reading a slot ==== */

/* The type of the slot's value. */
WEFT_API WeftType weft_type(Weft *w, int slot);

/* "nil", "boolean", "userdata", .., "no value", "thread", as Lua's messages have it. Static. */
WEFT_API const char *weft_type_text(WeftType type);

/* Whether the slot holds a number of the integer subtype. */
WEFT_API bool weft_is_integer(Weft *w, int slot);

/* Whether it holds a function that is not a Lua function. */
WEFT_API bool weft_is_native(Weft *w, int slot);

/* Truth: everything but nil and false. */
WEFT_API bool weft_to_boolean(Weft *w, int slot);

/* Conversions by Lua's rules: strings that are numerals, and floats that are integral, are integers, too. False: the
 * value is no such number, *out is as it was, and no error is pending. */
WEFT_API bool weft_to_integer(Weft *w, int slot, int64_t *out);
/* The same for a float; an integer is rounded to the nearest one. */
WEFT_API bool weft_to_number(Weft *w, int slot, double *out);

/* Bytes of the string in the slot, with a NUL behind them; NULL when it holds no string, and no error is pending.
 * *length (length may be NULL): their number, or 0. Valid as long as the string is reachable. */
WEFT_API const char *weft_get_string(Weft *w, int slot, size_t *length);

/* The same; a number in the slot is first turned into a string, in the slot. */
WEFT_API const char *weft_to_string(Weft *w, int slot, size_t *length);

/* The pointer of a light userdata; NULL for all else. */
WEFT_API void *weft_to_light(Weft *w, int slot);

/* The block of a userdata of the type (type NULL: of any); NULL for all else, and when the block has been destroyed;
 * no error is pending. */
WEFT_API void *weft_to_userdata(Weft *w, int slot, const WeftUserdataType *type);

/* Identity of an object, as printf's %p shows it; NULL for plain values. */
WEFT_API const void *weft_pointer(Weft *w, int slot);

/* Length of a string in bytes, of a table (a border, as Lua's # without metamethods), of a userdata block in bytes; of
 * all else 0. */
WEFT_API int64_t weft_raw_length(Weft *w, int slot);

/* Whether two slots hold equal values, by Lua's == without metamethods. */
WEFT_API bool weft_raw_equal(Weft *w, int a, int b);

/* Both numbers or both strings: 1 when a < b, else 0. Other values: -1, and no error is pending. */
WEFT_API int weft_compare_plain(Weft *w, int a, int b);

/* Text of any value as tostring gives it without calling __tostring (it heeds __name), as a string in slot `to`. */
WEFT_API bool weft_plain_tostring(Weft *w, int slot, int to);

/* What "%.<precision>g" writes for n, precision from 1 to 17, correctly rounded: its length. 0: it is written by snprintf
 * alone. */
WEFT_API size_t weft_number_text(double n, int precision, char to[48]);

/* ==== writing a slot ==== */

/* Slot := nil. */
WEFT_API void weft_set_nil(Weft *w, int slot);
/* Slot := true or false. */
WEFT_API void weft_set_boolean(Weft *w, int slot, bool b);
/* Slot := a number of the integer subtype. */
WEFT_API void weft_set_integer(Weft *w, int slot, int64_t i);
/* Slot := a number of the float subtype, also when n is integral. */
WEFT_API void weft_set_number(Weft *w, int slot, double n);

/* A light userdata: a plain pointer, which the VM never follows. */
WEFT_API void weft_set_light(Weft *w, int slot, void *p);

/* A string of `length` bytes, any bytes. */
WEFT_API bool weft_set_string(Weft *w, int slot, const char *bytes, size_t length);

/* A string of the text. */
WEFT_API bool weft_set_text(Weft *w, int slot, const char *text);

/* A string of any length, formatted by the rules of C's printf. */
WEFT_API bool weft_set_format(Weft *w, int slot, const char *format, ...) WEFT_PRINTF(3, 4);

/* The number that the text is by Lua's rules. False: it is none, the slot is as it was, and no error is pending. */
WEFT_API bool weft_set_parsed_number(Weft *w, int slot, const char *text, size_t length);

/* Concatenation and arithmetic on plain values: numbers, and strings that Lua would convert. op: Lua's operators, as
 * '+', '-', '*', '%', '^', '/', 'i' for //, '&', '|', '~', 'l' and 'r' for << and >>, '.' for ..; 'u' for unary minus
 * and 'n' for unary ~ (b is ignored). Raises Lua's message for operands of other types, and for a division by zero. */
WEFT_API bool weft_arith(Weft *w, char op, int a, int b, int to);

/* A function that performs an operator on its arguments like a script would, metamethods included. event: "add" "sub"
 * "mul" "div" "mod" "pow" "idiv" "band" "bor" "bxor" "shl" "shr" "concat" "eq" "lt" "le" "index" (two arguments), "unm"
 * "bnot" "len" (one), "newindex" (three; no result). To be called by weft_call or weft_run. Raises "no operator 'x'". */
WEFT_API bool weft_set_operator(Weft *w, int slot, const char *event);

/* ==== natives ==== */

/* A native closure over copies of the `upvalues` (0 to 255) slots from `first` on. name: for traces, not copied, or
 * NULL. */
WEFT_API bool weft_set_native(Weft *w, int slot, WeftNative fn, const char *name, int first, int upvalues);

/* Enters the natives of a list in the table in a slot. */
WEFT_API bool weft_add_functions(Weft *w, int table, const WeftFunction *list);

/* Upvalue i (from 0) of the running native. One that does not exist reads as nil and keeps nothing. */
WEFT_API void weft_get_upvalue(Weft *w, int i, int to);
/* That upvalue := the value in slot `from`. */
WEFT_API void weft_set_upvalue(Weft *w, int i, int from);
/* The same without a slot: the bytes of an upvalue that is a string, the block of one that is a userdata of the type (NULL:
 * of any). NULL: it is none. */
WEFT_API const char *weft_upvalue_string(Weft *w, int i, size_t *length);
/* The block; valid as long as the userdata is reachable. */
WEFT_API void *weft_upvalue_userdata(Weft *w, int i, const WeftUserdataType *type);

/* A function of Lua's C API, a lua_CFunction. */
WEFT_API bool weft_set_c_function(Weft *w, int slot, void *fn);

/* Functions of the VM itself: "create" "resume" "yield" "transfer" "throw" "close" "pcall" "xpcall" "error" "select" "type"
 * "next" "ipairs_step". Raises "no builtin 'x'". */
WEFT_API bool weft_set_builtin(Weft *w, int slot, const char *name);

/* Tells the VM that the native in slot `slot` is the library's function of this name ("string.byte"). If it has a shortcut
 * for that, it does calls with plain arguments by itself, without the native. For a standard library alone. */
WEFT_API void weft_set_shortcut(Weft *w, int slot, const char *name);

/* ==== userdata ==== */

/* A new userdata of the type, its block zeroed and aligned to 16 bytes; returns the block. The metatable of the type is
 * made when the first one is. */
WEFT_API void *weft_set_userdata(Weft *w, int slot, const WeftUserdataType *type);

/* User value n (from 1) of the userdata in a slot. False: there is no such one, and slot `to` is nil; no error. */
WEFT_API bool weft_get_user_value(Weft *w, int userdata, int n, int to);
/* That user value := the value in slot `from`. False: there is no such one; no error. */
WEFT_API bool weft_set_user_value(Weft *w, int userdata, int n, int from);

/* Stores the value in slot `from` in a reference that lies in the block of the userdata in slot `userdata`, whose type's
 * tracer visits it. Unlike a handle, a reference does not keep alive what only its own userdata is reached from. */
WEFT_API void weft_ref_set(Weft *w, int userdata, WeftRef *ref, int from);

/* Slot `to` := the value of a reference. */
WEFT_API void weft_ref_get(Weft *w, const WeftRef *ref, int to);

/* In a type's tracer only: tells the collector of one reference. */
WEFT_API void weft_trace(WeftTracer *tracer, const WeftRef *ref);

/* ==== handles: values kept for the host ==== */

/* A number that keeps a value, from one call to another, until it is freed. 0 is no handle: it reads as nil, and
 * setting or freeing it does nothing. */
typedef int WeftHandle;

/* A handle to the value in a slot. 0: failed. */
WEFT_API WeftHandle weft_handle_new(Weft *w, int slot);
/* Slot `to` := the value that the handle keeps. */
WEFT_API void weft_handle_get(Weft *w, WeftHandle h, int to);
/* The handle keeps the value in slot `from` instead. */
WEFT_API void weft_handle_set(Weft *w, WeftHandle h, int from);
/* The value is kept no longer; the number may be given out again. */
WEFT_API void weft_handle_free(Weft *w, WeftHandle h);

/* ==== tables, without metamethods ==== */

/* A new table, with room for so many elements 1, 2, .. and so many fields (0: none yet). */
WEFT_API bool weft_set_table(Weft *w, int slot, uint32_t array_room, uint32_t field_room);

/* Slot `to` := element of the table in slot `table`; nil when there is none. */
WEFT_API void weft_raw_get(Weft *w, int table, int key, int to);
/* The same for an integer key. */
WEFT_API void weft_raw_get_index(Weft *w, int table, int64_t i, int to);
/* True: it is not nil. False may also mean that the key could not be made: then an error is pending. */
WEFT_API bool weft_raw_get_field(Weft *w, int table, const char *key, int to);

/* Element of the table := the value in slot `value`. weft_raw_set raises "table index is nil" and "table index is NaN". */
WEFT_API bool weft_raw_set(Weft *w, int table, int key, int value);
/* The same for an integer key. False: no memory; an error is pending. */
WEFT_API bool weft_raw_set_index(Weft *w, int table, int64_t i, int value);
/* The same for a key that is a text. */
WEFT_API bool weft_raw_set_field(Weft *w, int table, const char *key, int value);

/* A step of a traversal: slot `key` (nil: begin) := the next key, slot `value` := its value. 1; 0 at the end, and slot
 * `key` is nil; WEFT_RAISE: failed, or "invalid key to 'next'". Between steps, fields that exist may be changed or set
 * to nil. */
WEFT_API int weft_next(Weft *w, int table, int key, int value);

/* Slot `to` := the metatable of the value in slot `slot`, any type's. False: it has none, and `to` is nil. */
WEFT_API bool weft_get_metatable(Weft *w, int slot, int to);

/* The value in slot `slot` gets the table in slot `metatable` (anything else: none). Tables and userdata have their own
 * metatables, all values of any other type share one. */
WEFT_API bool weft_set_metatable(Weft *w, int slot, int metatable);
/* Whether the value in the slot has a metatable, its own or its type's. */
WEFT_API bool weft_has_metatable(Weft *w, int slot);

/* Slot `to` := field `name` of the value's metatable. False: there is none, `to` is as it was; no error. */
WEFT_API bool weft_metafield(Weft *w, int slot, const char *name, int to);

/* The table of globals, and a global variable by its name. */
WEFT_API void weft_get_globals(Weft *w, int to);
WEFT_API bool weft_get_global(Weft *w, const char *name, int to); /* as weft_raw_get_field */
WEFT_API bool weft_set_global(Weft *w, const char *name, int from);

/* A table that scripts do not see, for what natives want to keep. Use keys that contain the name of your module. */
WEFT_API void weft_get_registry(Weft *w, int to);

/* ==== errors ==== */

/* Raise an error in a native: `return weft_raise(w, ...)`. Each makes its error the pending one, unless one is pending
 * already, and returns WEFT_RAISE. weft_raise puts the position of the native's caller ("file:line: ") in front. */
WEFT_API WeftResult weft_raise(Weft *w, const char *format, ...) WEFT_PRINTF(2, 3);
/* Any value, as it is. */
WEFT_API WeftResult weft_raise_slot(Weft *w, int slot);
/* "bad argument #1 to 'f' (message)"; arg is the argument's slot. */
WEFT_API WeftResult weft_raise_argument(Weft *w, int arg, const char *message);
/* "bad argument #1 to 'f' (number expected, got nil)" */
WEFT_API WeftResult weft_raise_type(Weft *w, int arg, const char *expected);

/* Whether an error is pending: until it is taken or delivered, later calls are harmless. */
WEFT_API bool weft_has_error(Weft *w);

/* The pending error (nil: there is none) moves to slot `to`; none is pending any more. */
WEFT_API void weft_take_error(Weft *w, int to);

/* An error value in a slot as text, never NULL. Strings and numbers are their own text; an object has no other than
 * "(error object is a table value)". The slot is changed to the text, which is valid as long as that stays. */
WEFT_API const char *weft_error_text(Weft *w, int slot);

/* "chunk:line: " of the function at a level (0: the running native, 1: its caller), or "", as a string in slot `to`. */
WEFT_API bool weft_set_position(Weft *w, int level, int to);

/* The text of debug.traceback in slot `to`, from a level on: of one coroutine, or (co -1) of the running one and those that
 * wait for it. message: slot of a string that goes in front, or -1. */
WEFT_API bool weft_traceback(Weft *w, int co, int message, int level, int to);

/* The trace that a run with the handler WEFT_TRACE left when it failed last, as a string in slot `to`. False: none, or
 * no memory was left for it; `to` is nil. */
WEFT_API bool weft_get_trace(Weft *w, int to);

/* ==== checking arguments: one line each; on false (NULL, -1) `return WEFT_RAISE` ==== */

/* Raise "bad argument #n to 'f' (...)" when the argument in slot `arg` is not as asked; numbers and strings convert into
 * each other as in Lua. The opt_ ones take a missing or nil argument for `def`. */
WEFT_API bool weft_check_any(Weft *w, int arg);
/* A value of this type, without any conversion. */
WEFT_API bool weft_check_type(Weft *w, int arg, WeftType type);
/* An integer, or what converts to one; in *out. */
WEFT_API bool weft_check_integer(Weft *w, int arg, int64_t *out);
/* The same, or def. */
WEFT_API bool weft_opt_integer(Weft *w, int arg, int64_t def, int64_t *out);
/* A number, as a float in *out. */
WEFT_API bool weft_check_number(Weft *w, int arg, double *out);
/* The same, or def. */
WEFT_API bool weft_opt_number(Weft *w, int arg, double def, double *out);
/* Bytes as weft_to_string gives them; length may be NULL. */
WEFT_API const char *weft_check_string(Weft *w, int arg, size_t *length);
/* The same in *out, or def and its length. */
WEFT_API bool weft_opt_string(Weft *w, int arg, const char *def, const char **out, size_t *length);
/* Place of the string argument in the list, which ends with NULL; def may be NULL. -1: failed. */
WEFT_API int weft_check_option(Weft *w, int arg, const char *def, const char *const list[]);
/* The block of a userdata of the type (NULL: any). */
WEFT_API void *weft_check_userdata(Weft *w, int arg, const WeftUserdataType *type);

/* ==== requests: what a native returns to have something done, `return weft_call(...)` ====
 *
 * k may be NULL: then what k would have been given are the native's results (an error goes on). */

/* Calls the function in slot `slot` with the nargs values behind it. k is entered with its results (nresults of them;
 * -1: all) from `slot` on, and the slot count ends behind them. */
WEFT_API WeftResult weft_call(Weft *w, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx);

/* The same; an error of the function comes to k, as WEFT_ERROR and in slot `slot`. */
WEFT_API WeftResult weft_pcall(Weft *w, int slot, int nargs, int nresults, WeftContinuation k, int64_t ctx);

/* Sorts elements 1 to n of the table in slot `slot`, read and stored without metamethods, by the function in the slot behind it.
 * k finds true in slot `slot`, and the slot count ends behind it; or false: the function contradicts itself. */
WEFT_API WeftResult weft_sort(Weft *w, int slot, int n, WeftContinuation k, int64_t ctx);

/* The native ends with the call: its results are the native's. */
WEFT_API WeftResult weft_tail_call(Weft *w, int slot, int nargs);

/* Yields the n values from slot `first` on. When the coroutine is resumed, k is entered with the values passed in from
 * slot `first` on. */
WEFT_API WeftResult weft_yield(Weft *w, int first, int n, WeftContinuation k, int64_t ctx);

/* Resumes the coroutine in slot `slot` with the nargs values behind it. k is entered with what coroutine.resume returns
 * from `slot` on: true and the values yielded or returned, or false and the error. */
WEFT_API WeftResult weft_call_resume(Weft *w, int slot, int nargs, WeftContinuation k, int64_t ctx);

/* Transfers to the coroutine in slot `slot` with the nargs values behind it. k is entered with the values that the next
 * transfer into the native's coroutine passes, from `slot` on. */
WEFT_API WeftResult weft_call_transfer(Weft *w, int slot, int nargs, WeftContinuation k, int64_t ctx);

/* Closes the coroutine in slot `slot`. k is entered with true, or false and the error, from `slot` on. */
WEFT_API WeftResult weft_call_close(Weft *w, int slot, WeftContinuation k, int64_t ctx);

/* ==== building strings ==== */

/* The buffer's memory is the collector's: nothing has to be released when a native gives up in the middle. */
typedef struct WeftBuffer {
    Weft *w;
    char *bytes;
    size_t length, cap;
    int box;             /* slot */
    bool failed;         /* no memory: an error is pending */
    char small[512];
} WeftBuffer;

/* An empty buffer. box: a slot of the frame that is the buffer's until it is finished. */
WEFT_API void weft_buffer_init(Weft *w, WeftBuffer *b, int box);

/* Room for n more bytes at b->bytes + b->length, which is returned: write there, then add to b->length. NULL: failed. */
WEFT_API char *weft_buffer_reserve(WeftBuffer *b, size_t n);
/* Appends so many bytes. False: failed. */
WEFT_API bool weft_buffer_add(WeftBuffer *b, const char *bytes, size_t length);
/* Appends a text up to its NUL. False: failed. */
WEFT_API bool weft_buffer_add_text(WeftBuffer *b, const char *text);
/* A string or a number; raises "attempt to concatenate a x value". */
WEFT_API bool weft_buffer_add_slot(WeftBuffer *b, int slot);
static inline bool weft_buffer_add_char(WeftBuffer *b, char c)
{
    if (b->length < b->cap || weft_buffer_reserve(b, 1)) {
        b->bytes[b->length++] = c;
        return true;
    }
    return false;
}
/* The whole, as a string in slot `to`. False when anything has failed since weft_buffer_init. */
WEFT_API bool weft_buffer_finish(WeftBuffer *b, int to);

/* ==== loading code ==== */

/* These compile a chunk into a function in slot `slot`; its first upvalue is the table of globals. On any other status
 * the slot holds the message, and no error is pending (an error that was pending before becomes the load's).
 * chunk_name: as Lua's, "=name" or "@file" or the text itself. mode: "t" text, "b" binary chunks, "bt" or NULL both. */
WEFT_API WeftStatus weft_load(Weft *w, int slot, const char *text, size_t length, const char *chunk_name, const char *mode);

/* From a file (NULL: the standard input). A first line that begins with # is skipped. WEFT_ERROR_FILE: "cannot open f:
 * reason". */
WEFT_API WeftStatus weft_load_file(Weft *w, int slot, const char *path, const char *mode);

/* Gives the next piece of a chunk and its size in *length; NULL or 0 bytes: that was all. The piece has to stay until
 * the next call. May not use the VM. */
typedef const char *(*WeftReader)(void *ud, size_t *length);
/* As weft_load, from a reader, which is called with ud. */
WEFT_API WeftStatus weft_load_reader(Weft *w, int slot, WeftReader reader, void *ud, const char *chunk_name, const char *mode);

/* Text of a library module, compiled to look like native code in traces. An error stays pending. */
WEFT_API bool weft_load_embedded(Weft *w, int slot, const char *text, size_t length, const char *name);

/* The binary chunk of the Lua function in slot `slot`, a string in slot `to`. strip: without debug information. False:
 * not a Lua function (no error), or failed. */
WEFT_API bool weft_dump(Weft *w, int slot, int to, bool strip);

/* A readable listing of the Lua function in slot `function` and of those in it, a string in slot `to`. False as above. */
WEFT_API bool weft_disassemble(Weft *w, int function, int to);

/* ==== running code: for hosts ====
 *
 * A host calls these outside of any native. From a native they work, too, but nothing that runs inside may then yield
 * or transfer out ("attempt to yield across a C-call boundary") or stop for want of fuel ("out of fuel in a C call"):
 * natives should return requests instead. They nest at most 200 deep ("C stack overflow"). */

enum { WEFT_NO_HANDLER = -1, WEFT_TRACE = -2 };

/* Calls the function in slot `slot` with the nargs values behind it, in the main coroutine, and waits. The slots from
 * `slot` on are replaced: WEFT_OK by nresults results (-1: all); WEFT_ERROR by the error value; WEFT_OUT_OF_FUEL by
 * nothing, until weft_continue ends otherwise. handler: slot of a message handler as xpcall's, which gets an error value
 * while the failed calls still stand and returns the one to deliver; WEFT_TRACE: the error stays as it is, and
 * weft_get_trace tells where it came from; WEFT_NO_HANDLER. */
WEFT_API WeftStatus weft_run(Weft *w, int slot, int nargs, int nresults, int handler);

/* Goes on with the run that ended WEFT_OUT_OF_FUEL; ends as that run would have, results in its slots. Slots made since
 * then are dropped. While a run is stopped, others may be made, but these cannot stop. Without a stopped run: WEFT_OK. */
WEFT_API WeftStatus weft_continue(Weft *w);

/* weft_load or weft_load_file, then weft_run without arguments, all results from `slot` on, handler WEFT_TRACE. */
WEFT_API WeftStatus weft_run_text(Weft *w, int slot, const char *text, const char *chunk_name);
/* The same for a file; NULL: the standard input. */
WEFT_API WeftStatus weft_run_file(Weft *w, int slot, const char *path);

/* Resumes the coroutine in slot `slot` with the nargs values behind it, and waits until it yields, ends, fails or stops.
 * The coroutine stays in its slot; the slots behind it are replaced by the values yielded (WEFT_YIELDED) or returned
 * (WEFT_OK), by the error (WEFT_ERROR), by nothing (WEFT_OUT_OF_FUEL). A stopped coroutine goes on with the next
 * weft_resume, whose arguments are dropped; any number of them may be stopped at a time, and scripts cannot resume
 * them. A failed one keeps its calls for weft_traceback. WEFT_ERROR_MEMORY: no room for the values; the coroutine is as
 * after the yield or return. */
WEFT_API WeftStatus weft_resume(Weft *w, int slot, int nargs);

/* Transfers from the main coroutine to the one in slot `slot`, with the nargs values behind it, and waits until something
 * transfers back or ends there. As weft_run, with what is passed back as results. */
WEFT_API WeftStatus weft_transfer(Weft *w, int slot, int nargs);

/* Closes the coroutine in slot `slot`, a stopped one as well: its pending variables are closed. WEFT_OK; WEFT_ERROR, with
 * the error in slot `slot` + 1: one of these failed (the coroutine is closed), or it may not be closed now. What is closed
 * takes fuel: WEFT_OUT_OF_FUEL, after which comes weft_continue. */
WEFT_API WeftStatus weft_close_coroutine(Weft *w, int slot);

/* ==== limits ==== */

/* Fuel: one unit per call, backward jump, return of a list of unknown length, and per 64 bytes / 16 elements of library
 * work or of such a list. When it is used up, the run stops at the next of these (WEFT_OUT_OF_FUEL). A single call of
 * the library goes on to its end; one that takes a million units more than there were raises "out of fuel". C code
 * that waits for a call gets an error instead of the stop. A __gc has 100 units at least.
 * units: 0 or more; negative: no limit. */
WEFT_API void weft_set_fuel(Weft *w, int64_t units);

/* What is left, 0 or more; -1: no limit. */
WEFT_API int64_t weft_fuel(Weft *w);

/* For natives with much work: charges units now and then. False: the pending error says that the native should give
 * up (interrupted, far out of fuel, or whatever was pending). */
WEFT_API bool weft_charge(Weft *w, int64_t units);

/* Async-signal-safe and thread-safe. weft_interrupt: the script raises the error "interrupted!" soon, which it may
 * catch. weft_stop: the run ends WEFT_OUT_OF_FUEL soon, which it cannot prevent, as if fuel were used up. When nothing
 * runs, the next run is meant; weft_clear_interrupt takes both back. */
WEFT_API void weft_interrupt(Weft *w);
/* Stops the run: see above. */
WEFT_API void weft_stop(Weft *w);
/* Takes both back, as far as they have not come about. */
WEFT_API void weft_clear_interrupt(Weft *w);

/* ==== coroutines ==== */

/* A new coroutine with the function in slot `function` as its body. */
WEFT_API bool weft_set_coroutine(Weft *w, int slot, int function);

/* A function that resumes such a coroutine when it is called: coroutine.wrap's. */
WEFT_API bool weft_set_wrapped(Weft *w, int slot, int function);

/* The running coroutine; true: it is the main one. */
WEFT_API bool weft_running(Weft *w, int to);
/* Slot `to` := the main coroutine. */
WEFT_API void weft_main_coroutine(Weft *w, int to);

/* The functions of the coroutine library. Slot -1 means the running coroutine. */
WEFT_API const char *weft_coroutine_status(Weft *w, int slot);     /* "suspended", "running", "normal", "dead" */
WEFT_API const char *weft_coroutine_state(Weft *w, int slot);      /* new, yielded, transferred, running, normal, .. */
WEFT_API bool weft_is_yieldable(Weft *w, int slot);
WEFT_API bool weft_is_transferable(Weft *w);                       /* the running one */
WEFT_API bool weft_coroutine_resumer(Weft *w, int slot, int to);   /* false: none, and `to` is nil */
WEFT_API void weft_coroutine_leaf(Weft *w, int slot, int to);
WEFT_API bool weft_set_home(Weft *w, int slot, int home);          /* home: slot of a coroutine, or of nil: none */
/* The name in messages and traces: slot of a string, or of nil. One that is not set is made of the function's name and
 * its place. */
WEFT_API bool weft_set_coroutine_name(Weft *w, int slot, int name);
/* Slot `to` := that name as a string. False: the slot holds no coroutine, or no memory was left. */
WEFT_API bool weft_get_coroutine_name(Weft *w, int slot, int to);

/* ==== memory ==== */

typedef enum WeftGcOp {
    WEFT_GC_STOP, WEFT_GC_RESTART, WEFT_GC_COLLECT, WEFT_GC_STEP, WEFT_GC_IS_RUNNING, WEFT_GC_GENERATIONAL, WEFT_GC_INCREMENTAL,
    WEFT_GC_SET_PAUSE, WEFT_GC_SET_STEP_MULTIPLIER
} WeftGcOp;

/* As Lua's lua_gc. STEP takes kilobytes and tells (1) that a cycle ended; IS_RUNNING tells 1 or 0; GENERATIONAL (minor,
 * major multiplier in percent; 0: keep) and INCREMENTAL (pause and multiplier in percent, log2 of the step size) give
 * the previous mode as an op; SET_* give the previous value; the rest give 0. All give -1 in a finalizer. Finalizers
 * that became due run at the next safe point of a script. */
WEFT_API int weft_gc(Weft *w, WeftGcOp op, int a, int b, int c);

typedef struct WeftHeap {
    size_t used;       /* bytes of objects and buffers, dead ones that are not swept yet included */
    size_t cap;        /* of used, 0: none */
    uint32_t cycles;   /* collections since the VM was opened, minor ones included; wraps around */
} WeftHeap;
/* Fills *heap. */
WEFT_API void weft_heap(Weft *w, WeftHeap *heap);

/* WeftHeap.used alone. */
WEFT_API size_t weft_memory_used(Weft *w);

/* Another cap than WeftOptions.memory_cap, 0: none. Less than what is used is allowed: then only freeing helps. */
WEFT_API void weft_set_memory_cap(Weft *w, size_t bytes);

/* Limits how deep coroutines resume each other, by the memory of those that wait on one chain: bytes of their objects and
 * stacks. Past it a resume fails: "C stack overflow". 0: as at first, 1 GB. Less than a chain takes is allowed: then
 * nothing on it resumes. */
WEFT_API void weft_set_chain_cap(Weft *w, size_t bytes);

/* What lives in the VM, by kind: "table", "string", "function", "userdata", "coroutine", "stack", .. (debug.memory). Objects
 * count with their buffers, coroutines' stacks apart. Collects first. Fills `max` kinds at most, and returns how many
 * there are. */
typedef struct WeftMemory {
    const char *kind;
    size_t count, bytes;
} WeftMemory;
/* Fills kinds[0] to kinds[max - 1] as far as there are so many. */
WEFT_API int weft_memory(Weft *w, WeftMemory *kinds, int max);

/* All coroutines that are alive, the main one and ended ones that something still refers to included: slots from `to` on.
 * Collects first. Their number; -1: failed. */
WEFT_API int weft_find_coroutines(Weft *w, int to);

/* Memory accounts, 1 to 255 at most; 0 is the VM's own. What a coroutine allocates is charged to its account, and the
 * coroutines that it makes inherit it; a __gc is charged to its object's. cap in bytes, 0: the VM's alone, which limits all
 * accounts together. weft_account_new gives a number, or -1: none free, or out of memory. */
WEFT_API int weft_account_new(Weft *w, size_t cap);

/* No coroutine uses the account any more: its number may be given out again once nothing charged to it is alive. */
WEFT_API void weft_account_release(Weft *w, int account);

/* The coroutine in a slot (-1: the running one) is charged to the account from now on. False: no such account. */
WEFT_API bool weft_set_account(Weft *w, int coroutine_slot, int account);
/* Bytes that are charged to the account; 0 if there is no such one. */
WEFT_API size_t weft_account_used(Weft *w, int account);

/* ==== warnings ==== */

/* Where the function warn, and errors in finalizers, go; NULL: nowhere. to_continue: the message goes on. warn may not
 * use the VM. */
WEFT_API void weft_set_warn(Weft *w, void (*warn)(void *ud, const char *text, int to_continue), void *ud);
/* Sends a warning there, or a part of one: to_continue. */
WEFT_API void weft_warn(Weft *w, const char *text, bool to_continue);

/* ==== looking into running code ====
 *
 * `co` is the slot of a coroutine, or -1: the running one. */

typedef struct WeftFrameInfo {
    const char *name;       /* of the function, by its call, or NULL; valid until the next call of the API */
    const char *name_what;  /* "global", "local", "method", "field", "upvalue", "metamethod", "for iterator", "hook", "" */
    const char *what;       /* "Lua", "C", "main" */
    const char *source;     /* chunk name, as long as the function lives */
    size_t source_length;
    char short_source[60];  /* as in messages */
    int current_line;       /* -1: unknown */
    int line, last_line;    /* of the definition; -1: a native */
    int upvalue_count, param_count;
    int transfer_first, transfer_count; /* in a call or return hook: the "locals" that are the values passed */
    bool is_vararg, is_tail_call;
    int64_t frame;          /* names the frame for the functions below, as long as the function is active */
} WeftFrameInfo;

/* Fills info for the function at a level (0: the running one). False: there are not so many; no error. */
WEFT_API bool weft_frame_info(Weft *w, int co, int level, WeftFrameInfo *info);

/* The same for a function in a slot, without what belongs to a call. False: it holds no function; no error. */
WEFT_API bool weft_function_info(Weft *w, int slot, WeftFrameInfo *info);

/* Slot `to` := the function of a frame, nil when it is not active any more. */
WEFT_API void weft_frame_function(Weft *w, int co, const WeftFrameInfo *info, int to);

/* Slot `to` := a table with the lines that have code as keys; nil for natives. */
WEFT_API bool weft_active_lines(Weft *w, int function, int to);

/* Local variable n (from 1; negative: extra arguments) of a frame: its name, and its value from or to a slot. NULL: there is
 * no such one. The name lives as long as the function. */
WEFT_API const char *weft_get_local(Weft *w, int co, const WeftFrameInfo *info, int n, int to);
/* Assigns the variable. */
WEFT_API const char *weft_set_local(Weft *w, int co, const WeftFrameInfo *info, int n, int from);

/* Name of parameter n (from 1) of the Lua function in a slot; NULL: none. */
WEFT_API const char *weft_parameter_name(Weft *w, int function, int n);

/* Upvalue n (from 1) of the function in a slot: its name ("" for natives), and its value from or to a slot. NULL: none, or one
 * that cannot be set: a native's. */
WEFT_API const char *weft_get_function_upvalue(Weft *w, int function, int n, int to);
/* Assigns the upvalue. */
WEFT_API const char *weft_set_function_upvalue(Weft *w, int function, int n, int from);

/* Identity of the variable that upvalue n of a function is; NULL: none. weft_upvalue_join makes upvalue n1 of the Lua function
 * in slot f1 the same variable as n2 of f2; false: no such upvalues. */
WEFT_API void *weft_upvalue_id(Weft *w, int function, int n);
/* Joins as told above. */
WEFT_API bool weft_upvalue_join(Weft *w, int f1, int n1, int f2, int n2);

enum { WEFT_HOOK_CALL = 1, WEFT_HOOK_RETURN = 2, WEFT_HOOK_LINE = 4, WEFT_HOOK_COUNT = 8 };

/* Hook of a coroutine: the function in a slot (-1: none) is called with the event's name ("call", "tail call", "return",
 * "line", "count") and the line or nil. mask: of WEFT_HOOK_*; count: instructions between count events. While any
 * coroutine has a hook, all run slower. */
WEFT_API bool weft_set_hook(Weft *w, int co, int function, int mask, int count);

/* Slot `to` := the hook. False: there is none; `to` is nil, *mask and *count are 0. */
WEFT_API bool weft_get_hook(Weft *w, int co, int to, int *mask, int *count);

#ifdef __cplusplus
}
#endif
#endif
