/* timing.h: how the programs of this folder time their benchmarks: each in a fresh host of its own.
 *
 * A program defines Host, open_host and close_host before it includes this, and calls time_all from main.
 */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Benchmark {
    const char *name;
    void (*run)(Host *host, int n);
    int count; /* unless the command line says otherwise: for runs of some 20 milliseconds */
} Benchmark;

/* CPU time in nanoseconds. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Arguments: [NAME [COUNT]]. Prints a line for each benchmark (of this name): its name and nanoseconds a time. */
static int time_all(int argc, char **argv, const Benchmark *benchmarks, size_t count)
{
    for (const Benchmark *b = benchmarks; b < benchmarks + count; b++) {
        if (argc > 1 && strcmp(argv[1], b->name) != 0) {
            continue;
        }
        int n = argc > 2 ? atoi(argv[2]) : b->count;
        Host *host = open_host();
        double before = now();
        b->run(host, n);
        printf("%s %.2f\n", b->name, (now() - before) / n);
        close_host(host);
    }
    return 0;
}

#endif
