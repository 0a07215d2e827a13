#include "kernels.h"
#include <stdbool.h>
#include <stdlib.h>

int64_t sieve(int size)
{
    bool *composite = calloc(size + 1, sizeof *composite);
    for (int i = 2; (int64_t)i * i <= size; i++) {
        if (composite[i])
            continue;
        for (int j = i * i; j <= size; j += i)
            composite[j] = true;
    }
    int count = 0;
    for (int i = 2; i <= size; i++)
        if (!composite[i])
            count++;
    free(composite);
    return count;
}
