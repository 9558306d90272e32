/* threads.c: a VM in each of several threads, and a watchdog that stops one that takes too long.
 *
 * VMs share nothing. Only weft_stop and weft_interrupt may be called for a VM that another thread runs.
 */
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "weft.h"

static const char script[] = "local first, last = ... local count = 0 "
                             "for n = first, last do "
                             "  local is_prime = n > 1 "
                             "  for d = 2, math.floor(n ^ 0.5) do if n % d == 0 then is_prime = false break end end "
                             "  if is_prime then count = count + 1 end "
                             "end "
                             "return count";

typedef struct Job {
    int64_t first, last, count;
} Job;

static void *count_primes(void *argument)
{
    Job *job = argument;
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    Weft *w = weft_open(&options);
    if (w && weft_load(w, 0, script, sizeof script - 1, "=primes", "t") == WEFT_OK) {
        weft_set_integer(w, 1, job->first);
        weft_set_integer(w, 2, job->last);
        if (weft_run(w, 0, 2, 1, WEFT_NO_HANDLER) == WEFT_OK) {
            weft_to_integer(w, 0, &job->count);
        }
    }
    weft_close(w);
    return NULL;
}

static void *watch(void *w)
{
    struct timespec limit = {0, 50 * 1000 * 1000};
    nanosleep(&limit, NULL);
    weft_stop(w);
    return NULL;
}

int main(void)
{
    enum { COUNT = 4, RANGE = 5000 };
    pthread_t threads[COUNT], watchdog;
    Job jobs[COUNT];
    int64_t total = 0;
    for (int i = 0; i < COUNT; i++) {
        jobs[i] = (Job){i * RANGE + 1, (i + 1) * RANGE, -1};
        pthread_create(&threads[i], NULL, count_primes, &jobs[i]);
    }
    for (int i = 0; i < COUNT; i++) {
        pthread_join(threads[i], NULL);
        total += jobs[i].count;
    }
    printf("%d primes up to %d\n", (int)total, COUNT * RANGE);

    Weft *w = weft_open(NULL);
    pthread_create(&watchdog, NULL, watch, w);
    WeftStatus status = weft_run_text(w, 0, "while true do end", "=endless");
    pthread_join(watchdog, NULL);
    printf("the endless script was %s\n", status == WEFT_OUT_OF_FUEL ? "stopped" : "not stopped");
    weft_close(w);
    return 0;
}
