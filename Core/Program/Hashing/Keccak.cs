using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Core.Program.Hashing;

/// <summary>Keccak-f[1600], the permutation of SHA-3 and SHAKE (FIPS 202).</summary>
internal static unsafe class Keccak
{
    /// <summary>Bits behind a message of SHA-3, with the first bit of the padding.</summary>
    public const byte Sha3Suffix = 0x06;

    /// <summary>The same of SHAKE.</summary>
    public const byte ShakeSuffix = 0x1f;

    private static ReadOnlySpan<ulong> Constants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
        0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
        0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // The way of rho and pi through the lanes: each goes to the next place, turned by so many bits.
    private static ReadOnlySpan<byte> Places => [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    private static ReadOnlySpan<byte> Turns => [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    public static void Mix(ulong* words, byte* block, int rate)
    {
        for (int i = 0; i < rate / 8; i++)
            words[i] ^= Unsafe.ReadUnaligned<ulong>(block + (8 * i));
        Permute(words);
    }

    public static void Permute(ulong* words)
    {
        ulong* columns = stackalloc ulong[5];
        foreach (ulong constant in Constants)
        {
            for (int x = 0; x < 5; x++)
                columns[x] = words[x] ^ words[x + 5] ^ words[x + 10] ^ words[x + 15] ^ words[x + 20];
            for (int x = 0; x < 5; x++)
            {
                ulong change = columns[(x + 4) % 5] ^ BitOperations.RotateLeft(columns[(x + 1) % 5], 1);
                for (int y = 0; y < 25; y += 5)
                    words[x + y] ^= change;
            }

            ulong moving = words[1];
            for (int i = 0; i < 24; i++)
            {
                int place = Places[i];
                ulong next = words[place];
                words[place] = BitOperations.RotateLeft(moving, Turns[i]);
                moving = next;
            }

            for (int y = 0; y < 25; y += 5)
            {
                for (int x = 0; x < 5; x++)
                    columns[x] = words[y + x];
                for (int x = 0; x < 5; x++)
                    words[y + x] = columns[x] ^ (~columns[(x + 1) % 5] & columns[(x + 2) % 5]);
            }

            words[0] ^= constant;
        }
    }
}
