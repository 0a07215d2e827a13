#include "kernels.h"
#include <stdlib.h>

struct node { struct node *left, *right; };

static struct node *make(int depth)
{
    struct node *n = malloc(sizeof *n);
    n->left = depth == 0 ? NULL : make(depth - 1);
    n->right = depth == 0 ? NULL : make(depth - 1);
    return n;
}

static int check(const struct node *n) { return n->left == NULL ? 1 : 1 + check(n->left) + check(n->right); }

static void release(struct node *n)
{
    if (n->left != NULL) {
        release(n->left);
        release(n->right);
    }
    free(n);
}

int64_t binarytrees(int size)
{
    int64_t checksum = 0;
    struct node *long_lived = make(size);
    for (int depth = 4; depth <= size; depth += 4) {
        int iterations = 1 << (size - depth + 4);
        for (int i = 0; i < iterations; i++) {
            struct node *tree = make(depth);
            checksum += check(tree);
            release(tree);
        }
    }
    checksum += check(long_lived);
    release(long_lived);
    return checksum;
}
