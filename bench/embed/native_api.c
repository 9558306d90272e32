/* native_api.c: what calls through weft.h cost, named as their counterparts in lua_api.c are.
 *
 *      native_api [NAME [COUNT]]      one of them, COUNT times; prints its name and nanoseconds a time
 */
#include "weft.h"

typedef Weft Host;

static Host *open_host(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    return weft_open(&options);
}

static void close_host(Host *w)
{
    weft_close(w);
}

#include "timing.h"

static WeftResult empty(Weft *w)
{
    (void)w;
    return 0;
}

static WeftResult add(Weft *w)
{
    int64_t a, b;
    if (!weft_check_integer(w, 0, &a) || !weft_check_integer(w, 1, &b)) {
        return WEFT_RAISE;
    }
    weft_set_integer(w, 2, a + b);
    return 1;
}

static WeftResult apply(Weft *w)
{
    return weft_call(w, 0, 0, 0, NULL, 0);
}

static WeftResult yield_again(Weft *w, WeftStatus status, int64_t ctx)
{
    (void)status;
    return weft_yield(w, 0, 0, yield_again, ctx);
}

static WeftResult yield_loop(Weft *w)
{
    return yield_again(w, WEFT_OK, 0);
}

static void expect(Weft *w, WeftStatus status, WeftStatus expected)
{
    if (status != expected) {
        fprintf(stderr, "%s\n", status == WEFT_ERROR ? weft_error_text(w, 0) : "unexpected status");
        exit(1);
    }
}

/* Loads a function into slot 0. */
static void load(Weft *w, const char *code)
{
    expect(w, weft_run_text(w, 0, code, "=bench"), WEFT_OK);
}

static void run_call(Weft *w, int n)
{
    load(w, "return function() end");
    for (int i = 0; i < n; i++) {
        weft_copy(w, 1, 0);
        weft_run(w, 1, 0, 0, WEFT_NO_HANDLER);
    }
}

static void run_call_c(Weft *w, int n)
{
    weft_set_native(w, 0, empty, "empty", 0, 0);
    for (int i = 0; i < n; i++) {
        weft_copy(w, 1, 0);
        weft_run(w, 1, 0, 0, WEFT_NO_HANDLER);
    }
}

static void run_call_values(Weft *w, int n)
{
    load(w, "return function(a, b) return a + b end");
    for (int i = 0; i < n; i++) {
        int64_t sum;
        weft_copy(w, 1, 0);
        weft_set_integer(w, 2, i);
        weft_set_integer(w, 3, 1);
        weft_run(w, 1, 2, 1, WEFT_NO_HANDLER);
        if (!weft_to_integer(w, 1, &sum) || sum != i + 1) {
            exit(1);
        }
        weft_set_slot_count(w, 1);
    }
}

/* Calls the script function in slot 0 with n. */
static void call_with_count(Weft *w, int n)
{
    weft_set_integer(w, 1, n);
    expect(w, weft_run(w, 0, 1, 0, WEFT_NO_HANDLER), WEFT_OK);
}

static void run_native(Weft *w, int n)
{
    weft_set_native(w, 0, add, "add", 0, 0);
    weft_set_global(w, "add", 0);
    load(w, "return function(n) local add = add for i = 1, n do add(i, 1) end end");
    call_with_count(w, n);
}

static void run_native_empty(Weft *w, int n)
{
    weft_set_native(w, 0, empty, "empty", 0, 0);
    weft_set_global(w, "empty", 0);
    load(w, "return function(n) local empty = empty for i = 1, n do empty() end end");
    call_with_count(w, n);
}

static void run_nested_call(Weft *w, int n)
{
    weft_set_native(w, 0, apply, "apply", 0, 0);
    weft_set_global(w, "apply", 0);
    load(w, "return function(n) local apply, f = apply, function() end for i = 1, n do apply(f) end end");
    call_with_count(w, n);
}

static void resume_loop(Weft *w, int n)
{
    for (int i = 0; i < n; i++) {
        if (weft_resume(w, 0, 0) != WEFT_YIELDED) {
            exit(1);
        }
    }
}

static void run_resume_yield(Weft *w, int n)
{
    weft_set_native(w, 1, yield_loop, "yield_loop", 0, 0);
    weft_set_coroutine(w, 0, 1);
    resume_loop(w, n);
}

static void run_resume_script(Weft *w, int n)
{
    load(w, "return coroutine.create(function() local yield = coroutine.yield while true do yield() end end)");
    resume_loop(w, n);
}

static void run_push_string(Weft *w, int n)
{
    static const char *const words[] = {"alpha", "beta", "gamma", "delta"};
    for (int i = 0; i < n; i++) {
        weft_set_text(w, 0, words[i & 3]);
    }
}

static void run_get_field(Weft *w, int n)
{
    load(w, "return {alpha = 1, beta = 2, gamma = 3, delta = 4}");
    for (int i = 0; i < n; i++) {
        weft_raw_get_field(w, 0, "gamma", 1);
    }
}

static void run_set_field(Weft *w, int n)
{
    load(w, "return {alpha = 1, beta = 2, gamma = 3, delta = 4}");
    for (int i = 0; i < n; i++) {
        weft_set_integer(w, 1, i);
        weft_raw_set_field(w, 0, "gamma", 1);
    }
}

static void run_rawgeti(Weft *w, int n)
{
    load(w, "return {1, 2, 3, 4, 5, 6, 7, 8}");
    for (int i = 0; i < n; i++) {
        weft_raw_get_index(w, 0, (i & 7) + 1, 1);
    }
}

static void run_rawseti(Weft *w, int n)
{
    load(w, "return {1, 2, 3, 4, 5, 6, 7, 8}");
    for (int i = 0; i < n; i++) {
        weft_set_integer(w, 1, i);
        weft_raw_set_index(w, 0, (i & 7) + 1, 1);
    }
}

static void run_buffer(Weft *w, int n)
{
    for (int i = 0; i < n; i++) {
        WeftBuffer b;
        weft_buffer_init(w, &b, 0);
        for (int j = 0; j < 10; j++) {
            weft_buffer_add(&b, "abcdefgh", 8);
            weft_buffer_add_char(&b, ',');
        }
        weft_buffer_finish(&b, 0);
    }
}

static const WeftUserdataType point_type = {.name = "bench.point", .size = 16};

static void run_userdata_meta(Weft *w, int n)
{
    for (int i = 0; i < n; i++) {
        *(int *)weft_set_userdata(w, 0, &point_type) = i;
    }
}

static void run_check_userdata(Weft *w, int n)
{
    weft_set_userdata(w, 0, &point_type);
    for (int i = 0; i < n; i++) {
        if (!weft_check_userdata(w, 0, &point_type)) {
            exit(1);
        }
    }
}

static void run_ref(Weft *w, int n)
{
    weft_set_boolean(w, 0, true);
    for (int i = 0; i < n; i++) {
        weft_handle_free(w, weft_handle_new(w, 0));
    }
}

static const Benchmark benchmarks[] = {
    {"call", run_call, 400000}, {"call_c", run_call_c, 400000}, {"call_values", run_call_values, 300000},
    {"native", run_native, 400000}, {"native_empty", run_native_empty, 500000}, {"nested_call", run_nested_call, 200000},
    {"resume_yield", run_resume_yield, 200000}, {"resume_script", run_resume_script, 200000},
    {"push_string", run_push_string, 1000000}, {"buffer", run_buffer, 100000}, {"get_field", run_get_field, 1000000},
    {"set_field", run_set_field, 1000000}, {"rawgeti", run_rawgeti, 2000000}, {"rawseti", run_rawseti, 2000000},
    {"userdata_meta", run_userdata_meta, 100000}, {"check_userdata", run_check_userdata, 500000}, {"ref", run_ref, 500000},
};

int main(int argc, char **argv)
{
    return time_all(argc, argv, benchmarks, sizeof benchmarks / sizeof benchmarks[0]);
}
