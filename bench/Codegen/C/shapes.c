#include "kernels.h"
#include <stdlib.h>

struct shape;

struct methods { int (*area)(const struct shape *); int (*scale)(const struct shape *, int by); };

struct shape { const struct methods *methods; int a, b; };

static int square_area(const struct shape *s) { return s->a * s->a; }
static int square_scale(const struct shape *s, int by) { return s->a * by; }
static int rectangle_area(const struct shape *s) { return s->a * s->b; }
static int rectangle_scale(const struct shape *s, int by) { return (s->a + s->b) * by; }
static int dot_area(const struct shape *s) { (void)s; return 1; }
static int dot_scale(const struct shape *s, int by) { (void)s; return by; }

static const struct methods square = {square_area, square_scale};
static const struct methods rectangle = {rectangle_area, rectangle_scale};
static const struct methods dot = {dot_area, dot_scale};

static struct shape *make(const struct methods *methods, int a, int b)
{
    struct shape *s = malloc(sizeof *s);
    *s = (struct shape){methods, a, b};
    return s;
}

int64_t shapes(int size)
{
    enum { COUNT = 1000 };
    struct shape **list = malloc(COUNT * sizeof *list);
    for (int i = 0; i < COUNT; i++)
        list[i] = i % 3 == 0 ? make(&square, i % 50, 0) : i % 3 == 1 ? make(&rectangle, i % 40, i % 30) : make(&dot, 0, 0);
    int64_t sum = 0;
    for (int round = 0; round < size; round++) {
        for (int i = 0; i < COUNT; i++)
            sum += list[i]->methods->area(list[i]);
        for (int i = 0; i < COUNT; i++)
            if (list[i]->methods->scale != NULL)
                sum += list[i]->methods->scale(list[i], round & 3);
    }
    for (int i = 0; i < COUNT; i++)
        free(list[i]);
    free(list);
    return sum;
}
