/* test_threads.c: VMs in threads of their own, stopped and interrupted from another. Meant for ThreadSanitizer (make tsan), but
 * right in every build. Prints TAP. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compat/lauxlib.h"
#include "compat/lualib.h"
#include "tap.h"
#include "weft.h"

static void pause_briefly(long microseconds)
{
    struct timespec t = {0, microseconds * 1000};
    nanosleep(&t, NULL);
}

/* ---- VMs that do not know of each other ---- */

static const char work[] =
    "local t = {} for i = 1, 3000 do t[i] = {k = 'v' .. i, i} end "
    "table.sort(t, function(a, b) return a.k < b.k end) "
    "local n = 0 for i = 1, 300 do n = n + #(('x'):rep(i % 50):gsub('x', '%0y')) end "
    "local gen = coroutine.wrap(function() for i = 1, 500 do coroutine.yield(i) end return 0 end) "
    "for i = 1, 500 do n = n + gen() end "
    "setmetatable({}, {__gc = function() end}) collectgarbage() collectgarbage('generational') "
    "for i = 1, 3000 do t[i] = {t[i]} end collectgarbage('step') "
    "local f = load('local a = ... return a + 1') n = n + f(1) "
    "string.format('%5.2f %q', n, 'text') os.date('%Y') tostring(t) "
    "return n";
static const int64_t expected = 7350 * 2 + 125250 + 2;

static const WeftUserdataType thing_type = {.name = "Thread.Thing", .size = 16};

static int64_t run_work(void)
{
    int64_t n = -1;
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    Weft *w = weft_open(&options);
    weft_set_userdata(w, 0, &thing_type);
    weft_set_global(w, "thing", 0);
    if (weft_run_text(w, 0, work, "=work") == WEFT_OK) {
        weft_to_integer(w, 0, &n);
    } else {
        printf("# %s\n", weft_error_text(w, 0));
    }
    weft_close(w);
    return n;
}

static int64_t run_work_by_lua(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    int64_t n = luaL_dostring(L, work) == LUA_OK ? lua_tointeger(L, -1) : -1;
    lua_close(L);
    return n;
}

static void *run_vms(void *result)
{
    bool good = true;
    for (int i = 0; i < 3; i++) {
        good = run_work() == expected && run_work_by_lua() == expected && good;
    }
    *(bool *)result = good;
    return NULL;
}

static void test_many_vms(void)
{
    enum { COUNT = 4 };
    pthread_t threads[COUNT];
    bool results[COUNT] = {false}, good = true;
    for (int i = 0; i < COUNT; i++) {
        pthread_create(&threads[i], NULL, run_vms, &results[i]);
    }
    for (int i = 0; i < COUNT; i++) {
        pthread_join(threads[i], NULL);
        good = good && results[i];
    }
    ok(good, "VMs in threads of their own");
}

/* ---- one that another thread signals ---- */

typedef struct Shared {
    Weft *w;
    atomic_bool is_over;
    int signals;
} Shared;

static void *send_signals(void *shared)
{
    Shared *s = shared;
    while (!atomic_load(&s->is_over)) {
        if (s->signals++ % 2 == 0) {
            weft_interrupt(s->w);
        } else {
            weft_stop(s->w);
        }
        pause_briefly(300);
    }
    return NULL;
}

static WeftResult is_over(Weft *w)
{
    int *left = weft_user(w);
    weft_set_boolean(w, 0, --*left <= 0);
    return 1;
}

/* Hooks, fuel and coroutines come and go while the signals arrive. */
static const char signalled[] =
    "local interrupts = 0 "
    "while not over() do "
    "  local ok, e = pcall(function() "
    "    for i = 1, 200 do local t = {i} end "
    "    debug.sethook(function() end, 'c') debug.sethook() "
    "    coroutine.wrap(function() for i = 1, 100 do coroutine.yield(('x'):rep(100):find('y')) end end)() "
    "    collectgarbage('step') "
    "  end) "
    "  debug.sethook() "
    "  if not ok then interrupts = interrupts + 1 if not tostring(e):find('interrupted!') then return e end end "
    "end "
    "return interrupts";

static void test_signals(void)
{
    int left = 3000, stops = 0;
    WeftOptions options = {.libraries = WEFT_LIBS_ALL, .user = &left};
    Shared shared = {.w = weft_open(&options)};
    Weft *w = shared.w;
    weft_set_native(w, 0, is_over, "over", 0, 0);
    weft_set_global(w, "over", 0);
    weft_load(w, 0, signalled, strlen(signalled), "=signalled", "t");
    WeftHandle chunk = weft_handle_new(w, 0);
    pthread_t thread;
    pthread_create(&thread, NULL, send_signals, &shared);
    WeftStatus status;
    do { /* an interrupt may also come outside of pcall */
        weft_handle_get(w, chunk, 0);
        weft_set_slot_count(w, 1);
        weft_set_fuel(w, 100000);
        status = weft_run(w, 0, 0, 1, WEFT_NO_HANDLER);
        while (status == WEFT_OUT_OF_FUEL) {
            stops++;
            weft_set_fuel(w, stops % 2 ? 100000 : -1);
            status = weft_continue(w);
        }
    } while (status == WEFT_ERROR && left > 0 && strstr(weft_error_text(w, 0), "interrupted!"));
    atomic_store(&shared.is_over, true);
    pthread_join(thread, NULL);
    ok(status == WEFT_OK || left <= 0, "signals from another thread");
    if (status == WEFT_ERROR) {
        printf("# %s\n", weft_error_text(w, 0));
    }
    ok(stops > 0 && shared.signals > 0, "arrive");
    weft_set_fuel(w, -1);
    weft_clear_interrupt(w);
    ok(weft_run_text(w, 0, "debug.sethook() return 42", "=t") == WEFT_OK, "the VM is as it was");
    weft_close(w);
}

/* A stop that comes between two runs is not lost; nor is one that comes while the dispatch table changes. */
static void *stop_later(void *w)
{
    pause_briefly(2000);
    weft_stop(w);
    return NULL;
}

static void test_endless(void)
{
    bool good = true;
    for (int i = 0; i < 50; i++) {
        Weft *w = weft_open(NULL);
        pthread_t thread;
        pthread_create(&thread, NULL, stop_later, w);
        WeftStatus status;
        do {
            weft_set_fuel(w, i % 3 == 0 ? -1 : 1000);
            weft_set_fuel(w, -1);
            status = weft_run_text(w, 0, i % 2 ? "while true do end" : "for i = 1, 100 do end", "=t");
        } while (status == WEFT_OK);
        good = good && status == WEFT_OUT_OF_FUEL;
        pthread_join(thread, NULL);
        weft_close(w);
    }
    ok(good, "a stop always arrives");
}

/* An interrupt that is being raised takes no stop with it. */
typedef struct Pair {
    Weft *w;
    atomic_int asked, sent;
} Pair;

static void *send_pairs(void *pair)
{
    Pair *p = pair;
    int asked;
    for (int sent = 0; (asked = atomic_load(&p->asked)) >= 0;) {
        if (asked == sent) {
            sched_yield(); /* where there is one processor only */
            continue;
        }
        weft_interrupt(p->w);
        for (volatile int i = 0; i < sent % 64; i++) {
        }
        weft_stop(p->w);
        atomic_store(&p->sent, ++sent);
    }
    return NULL;
}

static void test_stop_after_interrupt(void)
{
    enum { ROUNDS = 5000, FUEL = 100000000 };
    static const char *const text = "while true do pcall(function() while true do end end) end";
    WeftOptions options = {.libraries = WEFT_LIB_BASE};
    Pair pair = {.w = weft_open(&options)};
    Weft *w = pair.w;
    int lost = 0;
    pthread_t thread;
    pthread_create(&thread, NULL, send_pairs, &pair);
    WeftStatus status = WEFT_ERROR;
    for (int i = 1; i <= ROUNDS && !lost; i++) {
        weft_set_fuel(w, FUEL);
        atomic_store(&pair.asked, i);
        do { /* an interrupt may also come outside of pcall */
            status = status == WEFT_OUT_OF_FUEL ? weft_continue(w) : weft_run_text(w, 0, text, "=t");
        } while (status == WEFT_ERROR);
        lost += status != WEFT_OUT_OF_FUEL || weft_fuel(w) == 0;
        while (atomic_load(&pair.sent) != i) {
            sched_yield();
        }
    }
    atomic_store(&pair.asked, -1);
    pthread_join(thread, NULL);
    ok(lost == 0, "a stop right behind an interrupt arrives");
    weft_close(w);
}

int main(void)
{
    test_many_vms();
    test_signals();
    test_endless();
    test_stop_after_interrupt();
    return tap_end();
}
