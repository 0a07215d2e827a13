/* The table of the .NET base library: chains in one array of entries, buckets by remainder. */
#include "kernels.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct entry { uint32_t hash; int next, key, value; };

struct map { int *buckets; struct entry *entries; int capacity, used, free_list, free_count; };

static bool is_prime(int n)
{
    for (int d = 3; (int64_t)d * d <= n; d += 2)
        if (n % d == 0)
            return false;
    return (n & 1) != 0;
}

static void resize(struct map *m)
{
    int capacity = m->capacity == 0 ? 3 : m->capacity * 2 | 1;
    while (!is_prime(capacity))
        capacity += 2;
    m->entries = realloc(m->entries, capacity * sizeof *m->entries);
    free(m->buckets);
    m->buckets = calloc(capacity, sizeof *m->buckets);
    m->capacity = capacity;
    for (int i = 0; i < m->used; i++) {
        int *bucket = &m->buckets[m->entries[i].hash % (uint32_t)capacity];
        m->entries[i].next = *bucket - 1;
        *bucket = i + 1;
    }
}

static struct entry *find(const struct map *m, int key)
{
    if (m->capacity == 0)
        return NULL;
    for (int i = m->buckets[(uint32_t)key % (uint32_t)m->capacity] - 1; i >= 0; i = m->entries[i].next)
        if (m->entries[i].key == key)
            return &m->entries[i];
    return NULL;
}

static void set(struct map *m, int key, int value)
{
    struct entry *known = find(m, key);
    if (known != NULL) {
        known->value = value;
        return;
    }
    if (m->used == m->capacity)
        resize(m);
    int *bucket = &m->buckets[(uint32_t)key % (uint32_t)m->capacity];
    m->entries[m->used] = (struct entry){(uint32_t)key, *bucket - 1, key, value};
    *bucket = ++m->used;
}

static bool drop(struct map *m, int key)
{
    int *link = &m->buckets[(uint32_t)key % (uint32_t)m->capacity];
    int last = -1;
    for (int i = *link - 1; i >= 0; last = i, i = m->entries[i].next) {
        struct entry *e = &m->entries[i];
        if (e->key != key)
            continue;
        if (last < 0)
            *link = e->next + 1;
        else
            m->entries[last].next = e->next;
        e->next = -3 - m->free_list;
        m->free_list = i;
        m->free_count++;
        return true;
    }
    return false;
}

int64_t dictionary(int size)
{
    struct map counts = {.free_list = -1};
    uint32_t seed = 42;
    for (int i = 0; i < size; i++) {
        seed = seed * 1664525 + 1013904223;
        int key = (int)(seed >> 12);
        struct entry *known = find(&counts, key);
        set(&counts, key, known != NULL ? known->value + 1 : 1);
    }
    int64_t checksum = counts.used;
    for (int key = 0; key < size; key++) {
        struct entry *known = find(&counts, key);
        if (known != NULL)
            checksum += key * (int64_t)known->value;
    }
    for (int key = 0; key < size; key += 3)
        if (drop(&counts, key))
            checksum++;
    for (int i = 0; i < counts.used; i++)
        if (counts.entries[i].next >= -1)
            checksum += counts.entries[i].key ^ counts.entries[i].value;
    free(counts.buckets);
    free(counts.entries);
    return checksum;
}
