#include "kernels.h"
#include <stdbool.h>
#include <stdlib.h>

static int flips_of(const int *permutation, int *work, int size)
{
    for (int i = 0; i < size; i++)
        work[i] = permutation[i];
    int flips = 0;
    for (int first = work[0]; first != 0; first = work[0]) {
        for (int i = 0, j = first; i < j; i++, j--) {
            int t = work[i];
            work[i] = work[j];
            work[j] = t;
        }
        flips++;
    }
    return flips;
}

static bool next(int *permutation, int *count, int size, int *remaining)
{
    while (*remaining < size) {
        int first = permutation[0];
        for (int i = 0; i < *remaining; i++)
            permutation[i] = permutation[i + 1];
        permutation[*remaining] = first;
        if (--count[*remaining] > 0)
            return true;
        ++*remaining;
    }
    return false;
}

int64_t fannkuch(int size)
{
    int *permutation = malloc(size * sizeof(int));
    int *work = malloc(size * sizeof(int));
    int *count = malloc(size * sizeof(int));
    for (int i = 0; i < size; i++)
        permutation[i] = i;
    int maximum = 0, checksum = 0, sign = 1, remaining = size;
    while (true) {
        for (; remaining != 1; remaining--)
            count[remaining - 1] = remaining;
        int flips = flips_of(permutation, work, size);
        if (flips > maximum)
            maximum = flips;
        checksum += sign * flips;
        if (!next(permutation, count, size, &remaining))
            break;
        sign = -sign;
    }
    free(permutation);
    free(work);
    free(count);
    return checksum * 1000LL + maximum;
}
