#include "kernels.h"
#include <math.h>
#include <stdlib.h>

static double a(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply_av(const double *v, double *result, int n)
{
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++)
            sum += a(i, j) * v[j];
        result[i] = sum;
    }
}

static void multiply_atv(const double *v, double *result, int n)
{
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++)
            sum += a(j, i) * v[j];
        result[i] = sum;
    }
}

static void multiply_at_av(const double *v, double *work, double *result, int n)
{
    multiply_av(v, work, n);
    multiply_atv(work, result, n);
}

int64_t spectralnorm(int size)
{
    double *u = malloc(size * sizeof *u);
    double *v = malloc(size * sizeof *v);
    double *work = malloc(size * sizeof *work);
    for (int i = 0; i < size; i++)
        u[i] = 1.0;
    for (int i = 0; i < 3; i++) {
        multiply_at_av(u, work, v, size);
        multiply_at_av(v, work, u, size);
    }
    double vbv = 0, vv = 0;
    for (int i = 0; i < size; i++) {
        vbv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    free(u);
    free(v);
    free(work);
    return (int64_t)(sqrt(vbv / vv) * 1e9);
}
