#include "kernels.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builder { char *text; size_t length, capacity; };

static void append(struct builder *b, const char *s, size_t n)
{
    if (b->length + n > b->capacity) {
        b->capacity = b->capacity == 0 ? 64 : b->capacity * 2;
        b->text = realloc(b->text, b->capacity);
    }
    memcpy(b->text + b->length, s, n);
    b->length += n;
}

static void append_number(struct builder *b, int value)
{
    char digits[12];
    char *p = digits + sizeof digits;
    do
        *--p = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    append(b, p, digits + sizeof digits - p);
}

static uint32_t hash(const char *word)
{
    uint32_t h = 2166136261;
    for (; *word != 0; word++)
        h = (h ^ (uint8_t)*word) * 16777619;
    return h;
}

static char *substring(const char *text, size_t length)
{
    char *s = malloc(length + 1);
    memcpy(s, text, length);
    s[length] = 0;
    return s;
}

int64_t strings(int size)
{
    struct builder b = {0};
    for (int i = 0; i < size; i++) {
        append(&b, "item", 4);
        append_number(&b, i % 1000);
        if (i % 3 == 0)
            append(&b, ", ", 2);
        else
            append(&b, " ", 1);
    }
    int64_t checksum = (int64_t)b.length;
    char *previous = substring("", 0);
    for (size_t start = 0; start < b.length;) {
        size_t end = (size_t)((char *)memchr(b.text + start, ' ', b.length - start) - b.text);
        char *word = substring(b.text + start, end - start);
        size_t length = strlen(word);
        if (length > 0 && word[length - 1] == ',') {
            char *shorter = substring(word, length - 1);
            free(word);
            word = shorter;
        }
        checksum += hash(word) & 0xFFFF;
        if (strcmp(word, previous) > 0)
            checksum++;
        free(previous);
        previous = word;
        start = end + 1;
    }
    free(previous);
    free(b.text);
    return checksum;
}
