#include <stdint.h>

int64_t fib(int size);
int64_t sieve(int size);
int64_t matmul(int size);
int64_t nbody(int size);
int64_t fannkuch(int size);
int64_t crc32(int size);
int64_t quicksort(int size);
int64_t spectralnorm(int size);
int64_t mandelbrot(int size);
int64_t binarytrees(int size);
int64_t dictionary(int size);
int64_t strings(int size);
int64_t shapes(int size);
int64_t spans(int size);
