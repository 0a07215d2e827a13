#include "kernels.h"
#include <stdlib.h>

static void sort(int *values, int low, int high)
{
    while (low < high) {
        int pivot = values[low + (high - low) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i > j)
                break;
            int t = values[i];
            values[i] = values[j];
            values[j] = t;
            i++;
            j--;
        }
        sort(values, low, j);
        low = i;
    }
}

int64_t quicksort(int size)
{
    int *values = malloc(size * sizeof *values);
    uint32_t seed = 12345;
    for (int i = 0; i < size; i++) {
        seed = seed * 1664525 + 1013904223;
        values[i] = (int)(seed >> 1);
    }
    sort(values, 0, size - 1);
    uint64_t checksum = 0;
    for (int i = 0; i < size; i += 97)
        checksum = checksum * 31 + (uint64_t)values[i];
    free(values);
    return (int64_t)checksum;
}
