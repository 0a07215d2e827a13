using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Core.Program.Hashing;

/// <summary>SHA-256 (FIPS 180-4).</summary>
internal static unsafe class Sha256
{
    // First 32 bits of the fractions of the cube roots of the first 64 primes.
    private static ReadOnlySpan<uint> Roots =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // The same of the square roots of the first eight.
    private static ReadOnlySpan<uint> Start =>
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    public static void Begin(ulong* words)
    {
        for (int i = 0; i < 8; i++)
            words[i] = Start[i];
    }

    public static void Mix(ulong* words, byte* block)
    {
        uint* schedule = stackalloc uint[64];
        for (int i = 0; i < 16; i++)
            schedule[i] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(block + (4 * i)));
        for (int i = 16; i < 64; i++)
        {
            uint x = schedule[i - 15], y = schedule[i - 2];
            uint low = BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3);
            uint high = BitOperations.RotateRight(y, 17) ^ BitOperations.RotateRight(y, 19) ^ (y >> 10);
            schedule[i] = schedule[i - 16] + low + schedule[i - 7] + high;
        }

        uint a = (uint)words[0], b = (uint)words[1], c = (uint)words[2], d = (uint)words[3];
        uint e = (uint)words[4], f = (uint)words[5], g = (uint)words[6], h = (uint)words[7];
        ReadOnlySpan<uint> roots = Roots;
        for (int i = 0; i < roots.Length; i++)
        {
            uint high = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint first = h + high + (g ^ (e & (f ^ g))) + roots[i] + schedule[i];
            uint low = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint second = low + ((a & b) | (c & (a | b)));
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }

        words[0] = (uint)words[0] + a;
        words[1] = (uint)words[1] + b;
        words[2] = (uint)words[2] + c;
        words[3] = (uint)words[3] + d;
        words[4] = (uint)words[4] + e;
        words[5] = (uint)words[5] + f;
        words[6] = (uint)words[6] + g;
        words[7] = (uint)words[7] + h;
    }
}
