/* test_native_api.c: weft.h from a host's and from a native's side. Prints TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"

/* ---- natives ---- */

static WeftResult add_one(Weft *w, WeftStatus status, int64_t ctx)
{
    if (status != WEFT_OK) { /* the error is where the results would be */
        weft_set_text(w, 2, "caught");
        return 2;
    }
    weft_set_integer(w, 1, integer(w, 1) + ctx);
    weft_set_slot_count(w, 2);
    return 1;
}

static WeftResult n_call(Weft *w)
{
    weft_set_slot_count(w, 1);
    weft_copy(w, 1, 0);
    return weft_call(w, 1, 0, 1, add_one, 100);
}

static WeftResult n_pcall(Weft *w)
{
    weft_set_slot_count(w, 1);
    weft_copy(w, 1, 0);
    return weft_pcall(w, 1, 0, 1, add_one, 1000);
}

static WeftResult n_tail(Weft *w)
{
    return weft_tail_call(w, 0, weft_slot_count(w) - 1);
}

static WeftResult yielded(Weft *w, WeftStatus status, int64_t ctx)
{
    weft_set_integer(w, weft_slot_count(w), status == WEFT_OK || status == WEFT_YIELDED ? ctx : -1);
    return weft_slot_count(w);
}

static WeftResult n_yield(Weft *w)
{
    return weft_yield(w, 0, weft_slot_count(w), yielded, 7);
}

static WeftResult n_check(Weft *w)
{
    int64_t i;
    double d;
    size_t length;
    static const char *const options[] = {"one", "two", NULL};
    if (!weft_check_integer(w, 0, &i) || !weft_opt_number(w, 1, 2.5, &d) || !weft_check_string(w, 2, &length)) {
        return WEFT_RAISE;
    }
    int option = weft_check_option(w, 3, "two", options);
    if (option < 0) {
        return WEFT_RAISE;
    }
    weft_set_number(w, 4, (double)i + d + (double)length + option);
    return 1;
}

static WeftResult n_counter(Weft *w)
{
    weft_get_upvalue(w, 0, 0);
    weft_set_integer(w, 0, integer(w, 0) + 1);
    weft_set_upvalue(w, 0, 0);
    weft_set_slot_count(w, 1);
    return 1;
}

static int destroyed;

static void destroy_point(void *block)
{
    destroyed += *(int *)block;
}

static const WeftUserdataType point_type = {.name = "Test.Point", .size = sizeof(int), .destroy = destroy_point};
static const WeftUserdataType other_type = {.name = "Test.Other", .size = 8};

static WeftResult n_point(Weft *w)
{
    int *p = weft_set_userdata(w, 0, &point_type);
    if (p == NULL) {
        return WEFT_RAISE;
    }
    *p = 1;
    weft_set_slot_count(w, 1);
    return 1;
}

static WeftResult n_point_get(Weft *w)
{
    int *p = weft_check_userdata(w, 0, &point_type);
    if (p == NULL) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, 1, *p);
    return 1;
}

static const struct {
    const char *name;
    WeftNative native;
} natives[] = {
    {"ncall", n_call},   {"npcall", n_pcall}, {"ntail", n_tail},         {"nyield", n_yield},
    {"ncheck", n_check}, {"point", n_point},  {"getpoint", n_point_get},
};

static bool add_natives(Weft *w)
{
    weft_get_globals(w, 0);
    for (size_t i = 0; i < sizeof natives / sizeof natives[0]; i++) {
        if (!weft_set_native(w, 1, natives[i].native, natives[i].name, 0, 0) ||
            !weft_raw_set_field(w, 0, natives[i].name, 1)) {
            return false;
        }
    }
    weft_set_integer(w, 1, 40);
    return weft_set_native(w, 2, n_counter, "counter", 1, 1) && weft_raw_set_field(w, 0, "counter", 2);
}

/* ---- the tests ---- */

static void test_slots(Weft *w)
{
    weft_set_integer(w, 4, 5);
    ok(weft_slot_count(w) == 5 && weft_type(w, 2) == WEFT_NIL && weft_type(w, 5) == WEFT_NONE,
       "a slot beyond the count");
    weft_set_text(w, 0, "a");
    weft_set_number(w, 5, 1.5);
    weft_insert(w, 1);
    ok(weft_type(w, 1) == WEFT_NUMBER && !weft_is_integer(w, 1) && integer(w, 5) == 5, "insert");
    weft_remove(w, 1);
    ok(weft_slot_count(w) == 5 && integer(w, 4) == 5, "remove");
    ok(weft_reserve(w, 100000) && !weft_reserve(w, 2000000), "reserve has a limit");
    weft_take_error(w, 0);
    ok(strstr(weft_to_string(w, 0, NULL), "stack overflow") != NULL, "with an error");
    weft_set_slot_count(w, 0);
}

static void test_values(Weft *w)
{
    int64_t i;
    double d;
    weft_set_text(w, 0, " 0x10 ");
    weft_set_number(w, 1, 2.5);
    ok(weft_to_integer(w, 0, &i) && i == 16 && !weft_to_integer(w, 1, &i) && weft_to_number(w, 0, &d), "conversions");
    ok(strcmp(weft_to_string(w, 1, NULL), "2.5") == 0 && weft_type(w, 1) == WEFT_STRING, "to_string is in place");
    ok(weft_set_parsed_number(w, 2, "1e2", 3) && !weft_set_parsed_number(w, 2, "x", 1), "parsed numbers");
    weft_set_integer(w, 3, 7);
    ok(weft_arith(w, '+', 2, 3, 4) && weft_to_number(w, 4, &d) && d == 107, "arithmetic");
    weft_set_integer(w, 4, 0);
    ok(!weft_arith(w, 'i', 3, 4, 5) && weft_has_error(w), "division by zero");
    ok(!weft_set_text(w, 5, "x"), "a pending error stops what can fail");
    weft_take_error(w, 5);
    ok(is_text(w, 5, "attempt to divide by zero") && !weft_has_error(w), "and is taken");
    ok(weft_set_format(w, 6, "%s-%d", "a", 5) && is_text(w, 6, "a-5"), "format");
    weft_set_slot_count(w, 0);
}

static void test_tables(Weft *w)
{
    weft_set_table(w, 0, 0, 0);
    for (int i = 1; i <= 100; i++) {
        weft_set_integer(w, 1, i);
        weft_raw_set_index(w, 0, i, 1);
    }
    weft_set_text(w, 1, "v");
    ok(weft_raw_set_field(w, 0, "k", 1) && weft_raw_length(w, 0) == 100, "a table");
    ok(weft_raw_get_field(w, 0, "k", 2) && is_text(w, 2, "v") && !weft_raw_get_field(w, 0, "none", 2), "fields");
    int count = 0, sum = 0;
    weft_set_nil(w, 1);
    while (weft_next(w, 0, 1, 2) > 0) {
        count++;
        sum += (int)integer(w, 2) * (weft_type(w, 2) == WEFT_NUMBER);
    }
    ok(count == 101 && sum == 5050, "next");
    weft_set_nil(w, 1);
    ok(!weft_raw_set(w, 0, 1, 0) && weft_has_error(w), "nil is no key");
    weft_take_error(w, 1);
    weft_set_table(w, 1, 0, 0);
    weft_set_text(w, 2, "Name");
    weft_raw_set_field(w, 1, "__name", 2);
    ok(weft_set_metatable(w, 0, 1) && weft_metafield(w, 0, "__name", 3) && is_text(w, 3, "Name"), "metatable");
    ok(weft_plain_tostring(w, 0, 3) && strncmp(weft_get_string(w, 3, NULL), "Name: 0x", 8) == 0, "plain tostring");
    weft_set_slot_count(w, 0);
}

static void test_natives(Weft *w)
{
    ok(run(w, "return ncall(function() return 1 end)") == WEFT_OK && integer(w, 0) == 101, "call");
    ok(run(w, "return npcall(function() return 1 end)") == WEFT_OK && integer(w, 0) == 1001, "pcall");
    ok(run(w, "return npcall(function() error('e', 0) end)") == WEFT_OK && is_text(w, 0, "e") &&
           is_text(w, 1, "caught"),
       "of what fails");
    ok(run(w, "return ntail(function(...) return select('#', ...) end, 1, 2)") == WEFT_OK && integer(w, 0) == 2,
       "tail call");
    ok(run(w, "local co = coroutine.wrap(function() return ncall(function() return (nyield(3)) end) end)"
              "return co() + co(4)") == WEFT_OK &&
           integer(w, 0) == 107,
       "yields pass through natives");
    ok(run(w, "local co = coroutine.wrap(function() return nyield() end) co() return co('x')") == WEFT_OK &&
           is_text(w, 0, "x") && integer(w, 1) == 7,
       "a native's yield");
    ok(run(w, "counter() return counter()") == WEFT_OK && integer(w, 0) == 42, "upvalues");
    ok(run(w, "return ncheck(1, nil, 'abc')") == WEFT_OK && weft_to_boolean(w, 0), "arguments");
    ok(run(w, "ncheck(1.5)") == WEFT_ERROR &&
           is_text(w, 0, "t:1: bad argument #1 to 'ncheck' (number has no integer representation)"),
       "not an integer");
    ok(run(w, "ncheck(1, {})") == WEFT_ERROR &&
           is_text(w, 0, "t:1: bad argument #2 to 'ncheck' (number expected, got table)"),
       "not a number");
    ok(run(w, "ncheck(1, 2, 3, 'x')") == WEFT_ERROR &&
           is_text(w, 0, "t:1: bad argument #4 to 'ncheck' (invalid option 'x')"),
       "not an option");
    ok(run(w, "local o = {m = getpoint} o:m()") == WEFT_ERROR &&
           is_text(w, 0, "t:1: calling 'm' on bad self (Test.Point expected, got table)"),
       "not a userdata");
    weft_set_slot_count(w, 0);
}

static void test_userdata(Weft *w)
{
    ok(run(w, "return getpoint(point())") == WEFT_OK && integer(w, 0) == 1, "a userdata and its type");
    run(w, "return point()");
    ok(weft_to_userdata(w, 0, &point_type) != NULL && weft_to_userdata(w, 0, &other_type) == NULL &&
           weft_to_userdata(w, 0, NULL) != NULL,
       "is of one type");
    weft_set_slot_count(w, 0);
    run(w, "for i = 1, 100 do point() end");
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    run(w, "collectgarbage() local a = {}");
    ok(destroyed >= 95, "the collector destroys");
    run(w, "local p = point() getmetatable(p).__gc(p) return pcall(getpoint, p)");
    ok(!weft_to_boolean(w, 0), "what is destroyed is not handed out");
    weft_set_slot_count(w, 0);
}

static void test_buffer(Weft *w)
{
    WeftBuffer b;
    weft_buffer_init(w, &b, 0);
    weft_set_integer(w, 1, 42);
    for (int i = 0; i < 1000; i++) {
        weft_buffer_add_text(&b, "ab");
        weft_buffer_add_char(&b, '-');
        weft_buffer_add_slot(&b, 1);
    }
    ok(weft_buffer_finish(&b, 2) && weft_raw_length(w, 2) == 5000, "a buffer grows");
    ok(strncmp(weft_get_string(w, 2, NULL), "ab-42ab-42", 10) == 0, "and keeps its bytes");
    weft_buffer_init(w, &b, 0);
    memset(weft_buffer_reserve(&b, 10000), 'x', 10000);
    b.length = 10000;
    ok(weft_buffer_finish(&b, 2) && weft_raw_length(w, 2) == 10000, "an exact buffer becomes the string");
    weft_set_slot_count(w, 0);
}

static void test_handles(Weft *w)
{
    WeftHandle handles[100];
    for (int i = 0; i < 100; i++) {
        weft_set_format(w, 0, "a string that is not interned, number %d, kept by a handle", i);
        handles[i] = weft_handle_new(w, 0);
    }
    weft_set_slot_count(w, 0);
    weft_gc(w, WEFT_GC_COLLECT, 0, 0, 0);
    bool good = true;
    for (int i = 0; i < 100; i++) {
        char expected[80];
        snprintf(expected, sizeof expected, "a string that is not interned, number %d, kept by a handle", i);
        weft_handle_get(w, handles[i], 0);
        good = good && is_text(w, 0, expected);
        weft_handle_free(w, handles[i]);
    }
    ok(good, "handles keep values");
    WeftHandle again = weft_handle_new(w, 0);
    ok(again == handles[99], "and are used again");
    weft_handle_free(w, again);
    weft_set_slot_count(w, 0);
}

static void test_code(Weft *w)
{
    ok(run(w, "x = = 1") == WEFT_ERROR_SYNTAX && is_text(w, 0, "t:1: unexpected symbol near '='"), "a syntax error");
    ok(weft_load(w, 0, "return 1", 8, "=t", "b") == WEFT_ERROR_SYNTAX &&
           is_text(w, 0, "attempt to load a text chunk (mode is 'b')"),
       "mode");
    weft_load(w, 0, "local a, b = ... return a * b", 29, "=t", "t");
    size_t size;
    ok(weft_dump(w, 0, 1, true), "dump");
    const char *chunk = weft_get_string(w, 1, &size);
    ok(weft_load(w, 2, chunk, size, "=b", "b") == WEFT_OK, "load of a binary chunk");
    weft_set_integer(w, 3, 6);
    weft_set_integer(w, 4, 7);
    ok(weft_run(w, 2, 2, 1, -1) == WEFT_OK && integer(w, 2) == 42 && weft_slot_count(w) == 3, "run with arguments");
    weft_load(w, 0, "x", 1, "=t", "t");
    ok(weft_load(w, 0, chunk, size / 2, "=b", "b") == WEFT_ERROR_SYNTAX && weft_get_string(w, 0, NULL) != NULL,
       "half a chunk");
    ok(weft_load_file(w, 0, "/nonexistent", NULL) == WEFT_ERROR_FILE &&
           is_text(w, 0, "cannot open /nonexistent: No such file or directory"),
       "load of no file");
    weft_load(w, 1, "return function() return 1 end", 30, "=t", "t");
    ok(weft_disassemble(w, 1, 2) && weft_raw_length(w, 2) > 20, "a listing");
    weft_set_slot_count(w, 0);
    run(w, "return function(m) return 'handled: ' .. tostring(m) end");
    weft_load(w, 1, "error({}, 0)", 12, "=t", "t");
    ok(weft_run(w, 1, 0, 0, 0) == WEFT_ERROR && strncmp(weft_to_string(w, 1, NULL), "handled: table", 14) == 0,
       "message handler");
    weft_set_slot_count(w, 0);
}

static void test_debug(Weft *w)
{
    WeftFrameInfo info;
    weft_load(w, 0, "local a <const>, b = 1, ...\nreturn b", 36, "=t", "t");
    ok(weft_function_info(w, 0, &info) && strcmp(info.what, "main") == 0 && info.is_vararg && info.line == 0,
       "function info");
    ok(weft_active_lines(w, 0, 1) && weft_type(w, 1) == WEFT_TABLE, "active lines");
    run(w, "local a, b = 1, 2 return function() return a, b end, function() return b end");
    ok(strcmp(weft_get_function_upvalue(w, 0, 2, 2), "b") == 0 && integer(w, 2) == 2, "upvalue");
    ok(weft_upvalue_id(w, 0, 2) == weft_upvalue_id(w, 1, 1) && weft_upvalue_join(w, 0, 1, 1, 1) &&
           weft_upvalue_id(w, 0, 1) == weft_upvalue_id(w, 1, 1),
       "upvalue identity");
    weft_set_slot_count(w, 0);
}

/* An allocator that refuses the nth allocation and all that follow until it is told otherwise. */
static long allocations_left = -1;

static void *scarce(void *ud, void *p, size_t old_size, size_t new_size)
{
    (void)ud;
    if (new_size == 0) {
        free(p);
        return NULL;
    }
    if (new_size > old_size && allocations_left >= 0 && allocations_left-- == 0) {
        allocations_left = 0;
        return NULL;
    }
    return realloc(p, new_size);
}

static void test_no_memory(void)
{
    bool good = true;
    for (long n = 0; n < 400 && good; n += n < 60 ? 1 : 17) {
        WeftOptions options = {.alloc = scarce, .seed = 1};
        allocations_left = n;
        Weft *w = weft_open(&options);
        allocations_left = -1;
        if (w == NULL) {
            continue;
        }
        good = weft_open_libraries(w) && add_natives(w);
        allocations_left = n;
        run(w, "local t = {} for i = 1, 500 do t[i] = {ncall(function() return i end), 'x' .. i} end "
               "local co = coroutine.wrap(function() nyield(point()) end) co() co()");
        allocations_left = -1;
        if (weft_has_error(w)) {
            weft_take_error(w, 0);
        }
        good = good && run(w, "return 42") == WEFT_OK && integer(w, 0) == 42;
        weft_close(w);
    }
    ok(good, "the VM survives every refused allocation");
}

int main(void)
{
    Weft *w = weft_open(NULL);
    if (w == NULL || !weft_open_libraries(w) || !add_natives(w)) {
        printf("Bail out! no VM\n");
        return 1;
    }
    weft_set_slot_count(w, 0);
    test_slots(w);
    test_values(w);
    test_tables(w);
    test_natives(w);
    test_userdata(w);
    test_buffer(w);
    test_handles(w);
    test_code(w);
    test_debug(w);
    int before = destroyed;
    run(w, "kept = point()");
    weft_close(w);
    ok(destroyed > before, "closing destroys the rest");
    test_no_memory();
    return tap_end();
}
