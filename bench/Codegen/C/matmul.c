#include "kernels.h"
#include <stdlib.h>

static double **make(int size, int seed)
{
    double **rows = malloc(size * sizeof *rows);
    for (int i = 0; i < size; i++) {
        rows[i] = malloc(size * sizeof *rows[i]);
        for (int j = 0; j < size; j++)
            rows[i][j] = seed == 0 ? 0 : ((i * seed) + j) % 17 - 8;
    }
    return rows;
}

static void multiply(double **a, double **b, double **c, int size)
{
    for (int i = 0; i < size; i++) {
        double *row = a[i];
        double *result = c[i];
        for (int k = 0; k < size; k++) {
            double factor = row[k];
            double *other = b[k];
            for (int j = 0; j < size; j++)
                result[j] += factor * other[j];
        }
    }
}

static void release(double **rows, int size)
{
    for (int i = 0; i < size; i++)
        free(rows[i]);
    free(rows);
}

int64_t matmul(int size)
{
    double **a = make(size, 1);
    double **b = make(size, 2);
    double **c = make(size, 0);
    multiply(a, b, c, size);
    double trace = 0;
    for (int i = 0; i < size; i++)
        trace += c[i][i];
    release(a, size);
    release(b, size);
    release(c, size);
    return (int64_t)trace;
}
