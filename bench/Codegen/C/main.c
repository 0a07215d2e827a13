/* KERNEL SIZE REPETITIONS: runs one kernel and prints "checksum nanoseconds" for each repetition. */
#include "kernels.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct { const char *name; int64_t (*run)(int); } kernels[] = {
    {"fib", fib}, {"sieve", sieve}, {"matmul", matmul}, {"nbody", nbody}, {"fannkuch", fannkuch}, {"crc32", crc32},
    {"quicksort", quicksort}, {"spectralnorm", spectralnorm}, {"mandelbrot", mandelbrot}, {"binarytrees", binarytrees},
    {"dictionary", dictionary}, {"strings", strings}, {"shapes", shapes}, {"spans", spans},
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++) {
        if (strcmp(kernels[k].name, argv[1]) != 0)
            continue;
        for (int i = 0; i < atoi(argv[3]); i++) {
            int64_t start = now();
            int64_t checksum = kernels[k].run(atoi(argv[2]));
            int64_t elapsed = now() - start;
            printf("%lld %lld\n", (long long)checksum, (long long)elapsed);
        }
        return 0;
    }
    return 2;
}
