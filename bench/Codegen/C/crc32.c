#include "kernels.h"
#include <stdlib.h>

static uint32_t table[256];

static void make_table(void)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t value = i;
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
}

static uint32_t update(uint32_t crc, const uint8_t *data, int length)
{
    crc = ~crc;
    for (int i = 0; i < length; i++)
        crc = table[(crc ^ data[i]) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

int64_t crc32(int size)
{
    if (table[1] == 0)
        make_table();
    uint8_t *data = malloc(size);
    for (int i = 0; i < size; i++)
        data[i] = (uint8_t)(i * 31 + 7);
    uint32_t sum = 0;
    for (int pass = 0; pass < 8; pass++)
        sum = update(sum, data, size);
    free(data);
    return sum;
}
