/* test_native_misuse.c: weft.h with slots and values of every kind, right and wrong, at random. Nothing may crash (the sanitizer
 * builds look closely); a pending error stops what can fail and stays the same; the VM is whole afterwards. Prints TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "weft.h"

enum { SLOTS = 12 };

/* Mostly one that exists, or the next ones; now and then a negative or far one. */
static int slot(void)
{
    static const int odd[] = {-1, -2, -1000, INT32_MIN, INT32_MAX, INT32_MAX - 1, 100000000, 40};
    return rnd(20) == 0 ? odd[rnd(sizeof odd / sizeof odd[0])] : (int)rnd(SLOTS + 2);
}

static int small(void)
{
    static const int odd[] = {-1, -2, INT32_MIN, INT32_MAX, 300, 70000};
    return rnd(12) == 0 ? odd[rnd(sizeof odd / sizeof odd[0])] : (int)rnd(4);
}

static const WeftUserdataType types[] = {
    {.name = "Misuse.A", .size = 40, .user_values = 2},
    {.name = "Misuse.B", .size = 0},
};
static const char *const texts[] = {"", "field", "10", "0x1p4", "a text that is longer than what strings share memory up to",
                                    "__index", "return 1", "x = = 1", "error('e')", "coroutine.yield(1)", "-", "resume"};

static const char *text(void)
{
    return texts[rnd(sizeof texts / sizeof texts[0])];
}

static bool is_wild; /* natives do anything, and return anything */
static WeftResult act(Weft *w);

static WeftResult native(Weft *w)
{
    return is_wild ? act(w) : weft_slot_count(w);
}

static WeftResult go_on(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    (void)ctx;
    return native(w);
}

static WeftHandle handles[4];

static const char *no_piece(void *ud, size_t *length)
{
    (void)ud;
    *length = 0;
    return NULL;
}

/* ---- calls that cannot fail, or change the pending error only by making one ---- */

static void call_read(Weft *w)
{
    int64_t i;
    double d;
    size_t length;
    int mask, count;
    WeftFrameInfo info;
    switch (rnd(34)) {
    case 0: weft_type_text(weft_type(w, slot())); break;
    case 1: weft_type_text((WeftType)(int)(rnd(20) - 5)); break;
    case 2: weft_is_integer(w, slot()); break;
    case 3: weft_is_native(w, slot()); break;
    case 4: weft_to_boolean(w, slot()); break;
    case 5: weft_to_integer(w, slot(), &i); break;
    case 6: weft_to_number(w, slot(), &d); break;
    case 7: weft_get_string(w, slot(), &length); break;
    case 8: weft_to_string(w, slot(), NULL); break;
    case 9: weft_to_light(w, slot()); break;
    case 10: weft_to_userdata(w, slot(), rnd(2) ? &types[rnd(2)] : NULL); break;
    case 11: weft_pointer(w, slot()); break;
    case 12: weft_raw_length(w, slot()); break;
    case 13: weft_raw_equal(w, slot(), slot()); break;
    case 14: weft_compare_plain(w, slot(), slot()); break;
    case 15: weft_raw_get(w, slot(), slot(), slot()); break;
    case 16: weft_raw_get_index(w, slot(), small(), slot()); break;
    case 17: weft_raw_get_field(w, slot(), text(), slot()); break;
    case 18: weft_get_metatable(w, slot(), slot()); break;
    case 19: weft_has_metatable(w, slot()); break;
    case 20: weft_metafield(w, slot(), text(), slot()); break;
    case 21: weft_get_user_value(w, slot(), small(), slot()); break;
    case 22: weft_get_upvalue(w, small(), slot()); break;
    case 23: weft_coroutine_status(w, slot()); weft_coroutine_state(w, slot()); break;
    case 24: weft_is_yieldable(w, slot()); weft_is_transferable(w); break;
    case 25: weft_coroutine_resumer(w, slot(), slot()); break;
    case 26: weft_coroutine_leaf(w, slot(), slot()); break;
    case 27: weft_get_coroutine_name(w, slot(), slot()); break;
    case 28: weft_get_hook(w, slot(), slot(), &mask, &count); break;
    case 29:
        if (weft_frame_info(w, slot(), small(), &info)) {
            weft_frame_function(w, slot(), &info, slot());
            weft_get_local(w, slot(), &info, small(), slot());
        }
        break;
    case 30: weft_function_info(w, slot(), &info); break;
    case 31: weft_parameter_name(w, slot(), small()); break;
    case 32: weft_get_function_upvalue(w, slot(), small(), slot()); break;
    default: weft_upvalue_id(w, slot(), small()); break;
    }
}

/* ---- calls that fail while an error is pending ---- */

static bool call_make(Weft *w)
{
    static const char ops[] = "+-*%^/i&|~lr.un";
    switch (rnd(32)) {
    case 0: return weft_set_string(w, slot(), text(), rnd(2));
    case 1: return weft_set_text(w, slot(), text());
    case 2: return weft_set_format(w, slot(), "%s %d", text(), small());
    case 3: return weft_set_table(w, slot(), rnd(4), rnd(4));
    case 4: return weft_set_native(w, slot(), native, NULL, slot(), small());
    case 5: return weft_set_builtin(w, slot(), text());
    case 6: return weft_set_userdata(w, slot(), &types[rnd(2)]) != NULL;
    case 7: return weft_set_coroutine(w, slot(), slot());
    case 8: return weft_set_wrapped(w, slot(), slot());
    case 9: return weft_raw_set(w, slot(), slot(), slot());
    case 10: return weft_raw_set_index(w, slot(), small(), slot());
    case 11: return weft_raw_set_field(w, slot(), text(), slot());
    case 12: return weft_next(w, slot(), slot(), slot()) >= 0;
    case 13: return weft_set_metatable(w, slot(), slot()) && (weft_has_metatable(w, 0), true);
    case 14: return weft_arith(w, ops[rnd(sizeof ops - 1)], slot(), slot(), slot());
    case 15: return weft_plain_tostring(w, slot(), slot());
    case 16: return weft_set_operator(w, slot(), rnd(2) ? "add" : text());
    case 17: return weft_set_global(w, text(), slot()) || !weft_has_error(w);
    case 18: return weft_set_position(w, small(), slot());
    case 19: return weft_traceback(w, slot(), slot(), small(), slot());
    case 20: return weft_dump(w, slot(), slot(), rnd(2));
    case 21: return weft_disassemble(w, slot(), slot());
    case 22: return weft_active_lines(w, slot(), slot());
    case 23: return weft_set_home(w, slot(), slot());
    case 24: return weft_set_coroutine_name(w, slot(), slot());
    case 25: return weft_open_library(w, text(), slot());
    case 26: return weft_load_embedded(w, slot(), texts[6], strlen(texts[6]), "m");
    case 27: return weft_reserve(w, small() & 1023);
    case 28: return weft_handle_new(w, slot()) != 0;
    case 29: return weft_call(w, slot(), small() & 255, small(), rnd(2) ? go_on : NULL, 0) >= 0;
    case 30: return weft_call_resume(w, slot(), small() & 255, rnd(2) ? go_on : NULL, 0) >= 0;
    default: return weft_charge(w, 1);
    }
}

static void call_change(Weft *w)
{
    WeftRef ref = {{0, 0}};
    WeftBuffer b;
    WeftFrameInfo info;
    switch (rnd(26)) {
    case 0: weft_copy(w, slot(), slot()); break;
    case 1: weft_insert(w, slot()); break;
    case 2: weft_remove(w, slot()); break;
    case 3: weft_set_nil(w, slot()); break;
    case 4: weft_set_boolean(w, slot(), true); break;
    case 5: weft_set_integer(w, slot(), small()); break;
    case 6: weft_set_number(w, slot(), rnd(2) ? 0.5 : 0.0 / 1.0); break;
    case 7: weft_set_light(w, slot(), &random_state); break;
    case 8: weft_set_parsed_number(w, slot(), "12", 2); break;
    case 9: weft_set_upvalue(w, small(), slot()); break;
    case 10: weft_set_user_value(w, slot(), small(), slot()); break;
    case 11: weft_ref_get(w, &ref, slot()); break;
    case 12: weft_handle_get(w, handles[rnd(4)], slot()); break;
    case 13: weft_handle_set(w, rnd(9) ? handles[rnd(4)] : small(), slot()); break;
    case 14:
        weft_handle_free(w, handles[0]);
        handles[0] = weft_handle_new(w, slot());
        break;
    case 15: weft_get_globals(w, slot()); break;
    case 16: weft_get_global(w, text(), slot()); break;
    case 17: weft_running(w, slot()); break;
    case 18: weft_main_coroutine(w, slot()); break;
    case 19: weft_set_function_upvalue(w, slot(), small(), slot()); break;
    case 20: weft_upvalue_join(w, slot(), small(), slot(), small()); break;
    case 21: weft_set_hook(w, slot(), slot(), (int)rnd(16), small()); break;
    case 22:
        weft_buffer_init(w, &b, slot());
        weft_buffer_add_text(&b, text());
        weft_buffer_add_slot(&b, slot());
        weft_buffer_finish(&b, slot());
        break;
    case 23: weft_get_trace(w, slot()); break;
    case 24:
        if (weft_frame_info(w, slot(), small(), &info)) {
            weft_set_local(w, slot(), &info, small(), slot());
        }
        break;
    default: weft_set_account(w, slot(), small()); break;
    }
}

/* ---- calls that deliver an error themselves ---- */

static void call_run(Weft *w)
{
    switch (rnd(12)) {
    case 0: weft_run(w, slot(), small() & 255, small() & 255, WEFT_TRACE); break;
    case 1: weft_run(w, slot(), small(), small() & 1023, slot()); break;
    case 2: weft_run_text(w, slot(), text(), "=t"); break;
    case 3: weft_run_file(w, slot(), "/nonexistent"); break;
    case 4: weft_load(w, slot(), texts[8], strlen(texts[8]), text(), rnd(2) ? "b" : NULL); break;
    case 5: weft_load_reader(w, slot(), no_piece, NULL, "=r", NULL); break;
    case 6: weft_resume(w, slot(), small() & 255); break;
    case 7: weft_transfer(w, slot(), small() & 255); break;
    case 8: weft_close_coroutine(w, slot()); break;
    case 9: weft_continue(w); break;
    case 10: weft_error_text(w, slot()); break;
    default: weft_gc(w, rnd(2) ? WEFT_GC_STEP : WEFT_GC_COLLECT, 0, 0, 0); break;
    }
}

/* ---- natives that misbehave ---- */

static int nested;

static void do_anything(Weft *w, int n)
{
    for (; n > 0; n--) {
        switch (rnd(4)) {
        case 0: call_read(w); break;
        case 1: call_make(w); break;
        case 2: call_change(w); break;
        default: call_run(w); break;
        }
        if (rnd(2) && weft_has_error(w)) {
            weft_take_error(w, slot() & 7);
        }
    }
}

static WeftResult act(Weft *w)
{
    WeftContinuation k = rnd(2) ? go_on : NULL;
    if (nested >= 4) {
        return 0;
    }
    nested++;
    do_anything(w, (int)rnd(4));
    nested--;
    switch (rnd(12)) {
    case 0: return (WeftResult)rnd(10) - 5;
    case 1: return (WeftResult)(rnd(2) ? rnd(400) : rnd(100000));
    case 2: return weft_pcall(w, slot(), small() & 15, small(), k, 0);
    case 3: return weft_tail_call(w, slot(), small() & 15);
    case 4: return weft_yield(w, slot(), small(), k, 0);
    case 5: return weft_call_resume(w, slot(), small() & 15, k, 0);
    case 6: return weft_call_transfer(w, slot(), small() & 15, k, 0);
    case 7: return weft_call_close(w, slot(), k, 0);
    case 8: return weft_sort(w, slot(), (int)rnd(5), k, 0);
    case 9: /* changed its mind */
        weft_call(w, slot(), small() & 15, small(), k, 0);
        return weft_set_slot_count(w, (int)rnd(3)) ? WEFT_REQUEST : WEFT_RAISE;
    case 10: return weft_call(w, slot(), small() & 15, small(), k, 0);
    default: return weft_slot_count(w);
    }
}

/* Values of every kind in the first slots. */
static void fill(Weft *w)
{
    static const char code[] =
        "local a, b = 1, 2 return nil, true, 1, 0.5, 'short', 'a string that is longer than forty bytes, which is not shared', "
        "{1, 2, k = 'v'}, setmetatable({}, {__index = function() return 1 end, __name = 'Named'}), function(x, ...) return a, x end, "
        "coroutine.create(function(...) coroutine.yield(...) error({}) end), tostring, coroutine.wrap(function() return b end)";
    weft_set_slot_count(w, 0);
    weft_set_hook(w, -1, -1, 0, 0);
    if (weft_run_text(w, 0, code, "=fill") != WEFT_OK || weft_slot_count(w) != SLOTS) {
        printf("Bail out! %s\n", weft_error_text(w, 0));
        exit(1);
    }
    for (int i = 0; i < SLOTS; i++) { /* in another order each time */
        weft_copy(w, SLOTS, i);
        int j = (int)rnd(SLOTS);
        weft_copy(w, i, j);
        weft_copy(w, j, SLOTS);
    }
    if (rnd(2)) {
        weft_set_userdata(w, (int)rnd(SLOTS), &types[0]);
    }
    weft_set_slot_count(w, SLOTS);
}

static Weft *open_vm(void)
{
    WeftOptions options = {.libraries = WEFT_LIB_BASE | WEFT_LIB_COROUTINE | WEFT_LIB_STRING, .seed = 1, .memory_cap = 200 << 20};
    Weft *w = weft_open(&options);
    if (!w) {
        printf("Bail out! no VM\n");
        exit(1);
    }
    weft_set_light(w, 0, NULL);
    for (int i = 0; i < 4; i++) {
        handles[i] = weft_handle_new(w, 0);
    }
    return w;
}

/* Scripts meet the native as a function, a metamethod, an iterator, a body, a hook, a finalizer, to close, to sort by. */
static const char *const scripts[] = {
    "return native(1, {}, 's', nil, native, coroutine.create(native))", "return pcall(native, 1, 2)",
    "local t = setmetatable({}, {__index = native, __add = native, __close = native, __gc = native, __call = native}) "
    "local c <close> = t local x = t.x local y = t + 1 return t(1, 2, 3)",
    "for a, b in native, 1, 2 do if a then break end end", "local co = coroutine.wrap(native) co(1) co(2) co(3)",
    "local co = coroutine.create(native) coroutine.resume(co, co) coroutine.close(co)", "return select(2, native(native(native(1))))",
    "return coroutine.transfer(coroutine.create(function() native() return native(1) end))",
    "return ('abc'):gsub('.', native)", "return xpcall(native, native, {}, 1)", "setmetatable({}, {__gc = native}) collectgarbage()",
    "return load(native)", "return tostring(setmetatable({}, {__tostring = native, __name = 'n'}))",
    "local co = coroutine.wrap(function(...) local c <close> = setmetatable({}, {__close = native}) coroutine.yield(native(...)) end) co(1) co()",
};

static void test_natives(int rounds)
{
    is_wild = true;
    for (int i = 0; i < rounds; i++) {
        Weft *w = open_vm();
        weft_set_native(w, 0, native, "native", 0, 0);
        weft_set_global(w, "native", 0);
        for (int n = 0; n < 10; n++) {
            if (weft_has_error(w)) {
                weft_take_error(w, 0);
            }
            weft_set_hook(w, -1, -1, 0, 0);
            weft_set_account(w, -1, 0);
            weft_set_fuel(w, 100000);
            weft_set_slot_count(w, 0);
            while (weft_run_text(w, 0, scripts[rnd(sizeof scripts / sizeof scripts[0])], "=s") == WEFT_OUT_OF_FUEL) {
                weft_set_fuel(w, -1);
                weft_continue(w);
            }
        }
        weft_close(w);
    }
    is_wild = false;
    ok(true, "natives that misbehave");
}

static int way; /* in which `wrong` returns what it may not */

static WeftResult wrong(Weft *w)
{
    switch (way) {
    case 0: return weft_slot_count(w) + 1;
    case 1: return 1000000;
    case 2: return -5;
    case 3: return INT32_MIN;
    case 4: return WEFT_RAISE;
    case 5: return WEFT_REQUEST;
    case 6: /* changed its mind */
        weft_call(w, 0, 2, 1, NULL, 0);
        return weft_set_slot_count(w, 2) ? WEFT_REQUEST : WEFT_RAISE;
    case 7:
        weft_tail_call(w, 2, 0);
        return weft_set_slot_count(w, 1) ? WEFT_REQUEST : WEFT_RAISE;
    default:
        weft_yield(w, 0, 3, NULL, 0);
        return weft_set_slot_count(w, 0) ? WEFT_REQUEST : WEFT_RAISE;
    }
}

/* Each of these is an error that says so, in a call by C and by a script. */
static void test_wrong_results(void)
{
    static const char more[] = "a native has returned more values than it has slots", none[] = "a native has failed without an error",
                      request[] = "a native has returned a request that it has not made";
    static const char *const messages[] = {more, more, none, none, none, request, request, request, request};
    Weft *w = open_vm();
    bool from_c = true, from_script = true;
    for (way = 0; way < 9; way++) {
        for (int by_script = 0; by_script < 2; by_script++) {
            static const char code[] = "return (...)(print, 2, print)";
            weft_set_slot_count(w, 0);
            if (by_script) {
                weft_load(w, 0, code, strlen(code), "=t", "t");
            }
            weft_set_native(w, by_script, wrong, "wrong", 0, 0);
            for (int i = 1; i < 4 && !by_script; i++) {
                weft_set_builtin(w, i, "type");
            }
            WeftStatus status = weft_run(w, 0, by_script ? 1 : 3, -1, WEFT_NO_HANDLER);
            bool good = status == WEFT_ERROR && strstr(weft_error_text(w, 0), messages[way]) != NULL;
            *(by_script ? &from_script : &from_c) &= good;
        }
    }
    weft_close(w);
    ok(from_c, "results that a native may not return, to C");
    ok(from_script, "to a script");
}

static void test_anything(int rounds)
{
    Weft *w = open_vm();
    for (int i = 0; i < rounds; i++) {
        if (i % 2000 == 1999) { /* metatables of basic types and accounts are changed for good */
            weft_close(w);
            w = open_vm();
        }
        fill(w);
        do_anything(w, (int)rnd(12) + 1);
        if (weft_has_error(w)) {
            weft_take_error(w, 0);
        }
        weft_set_account(w, -1, 0);
        for (int t = 0; t < 3; t++) { /* what all numbers, strings and functions go by */
            weft_set_slot_count(w, 0);
            weft_set_integer(w, 0, 1);
            if (t == 1) {
                weft_set_text(w, 0, "s");
            } else if (t == 2) {
                weft_set_native(w, 0, native, NULL, 0, 0);
            }
            weft_set_metatable(w, 0, 99);
        }
    }
    weft_close(w);
    ok(true, "anything in any order");
}

/* An error that is pending stays, whatever is called, and what can fail does. */
static void test_pending(int rounds)
{
    Weft *w = open_vm();
    bool good = true, stays = true;
    for (int i = 0; i < rounds; i++) {
        fill(w);
        weft_raise(w, "the first %d", i);
        for (int n = (int)rnd(6); n >= 0; n--) {
            switch (rnd(4)) {
            case 0: call_read(w); break;
            case 1: good = !call_make(w) && good; break;
            case 2: call_change(w); break;
            default: weft_raise(w, "a later one"); break;
            }
        }
        stays = stays && weft_has_error(w);
        char expected[40];
        snprintf(expected, sizeof expected, "the first %d", i);
        weft_take_error(w, 0);
        const char *error = weft_get_string(w, 0, NULL);
        stays = stays && error && strcmp(error, expected) == 0;
    }
    weft_close(w);
    ok(good, "what can fail fails while an error is pending");
    ok(stays, "the first error stays");
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 20000;
    if (argc > 2) {
        random_state ^= strtoull(argv[2], NULL, 10) * 0x9E3779B97F4A7C15u;
    }
    test_wrong_results();
    test_pending(rounds);
    test_anything(rounds);
    test_natives(rounds / 10);
    return tap_end();
}
