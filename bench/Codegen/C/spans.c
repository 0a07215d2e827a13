#include "kernels.h"
#include <limits.h>
#include <stdlib.h>

struct range { int low, high; };

static struct range include(struct range r, int value)
{
    return (struct range){r.low < value ? r.low : value, r.high > value ? r.high : value};
}

static struct range measure(const int *values, int length)
{
    struct range r = {INT_MAX, INT_MIN};
    for (int i = 0; i < length; i++)
        r = include(r, values[i]);
    return r;
}

static void reverse(int *values, int length)
{
    for (int i = 0, j = length - 1; i < j; i++, j--) {
        int t = values[i];
        values[i] = values[j];
        values[j] = t;
    }
}

int64_t spans(int size)
{
    enum { LENGTH = 4096 };
    int *values = malloc(LENGTH * sizeof *values);
    for (int i = 0; i < LENGTH; i++)
        values[i] = (i * 7919) & 0xFFF;
    int64_t checksum = 0;
    for (int round = 0; round < size; round++) {
        for (int start = 0; start + 64 <= LENGTH; start += 64) {
            struct range r = measure(values + start, 64);
            checksum += r.high - r.low;
        }
        reverse(values, LENGTH);
    }
    free(values);
    return checksum;
}
