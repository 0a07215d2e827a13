using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Core.Program.Hashing;

/// <summary>SHA-1 (FIPS 180-4).</summary>
internal static unsafe class Sha1
{
    public static void Begin(ulong* words)
    {
        words[0] = 0x67452301;
        words[1] = 0xefcdab89;
        words[2] = 0x98badcfe;
        words[3] = 0x10325476;
        words[4] = 0xc3d2e1f0;
    }

    public static void Mix(ulong* words, byte* block)
    {
        uint* schedule = stackalloc uint[80];
        for (int i = 0; i < 16; i++)
            schedule[i] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(block + (4 * i)));
        for (int i = 16; i < 80; i++)
            schedule[i] = BitOperations.RotateLeft(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);

        uint a = (uint)words[0], b = (uint)words[1], c = (uint)words[2], d = (uint)words[3], e = (uint)words[4];
        for (int i = 0; i < 80; i++)
        {
            uint mixed = i < 20 ? (d ^ (b & (c ^ d))) + 0x5a827999
                : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                : i < 60 ? ((b & c) | (d & (b | c))) + 0x8f1bbcdc
                : (b ^ c ^ d) + 0xca62c1d6;
            uint next = BitOperations.RotateLeft(a, 5) + mixed + e + schedule[i];
            e = d;
            d = c;
            c = BitOperations.RotateLeft(b, 30);
            b = a;
            a = next;
        }

        words[0] = (uint)words[0] + a;
        words[1] = (uint)words[1] + b;
        words[2] = (uint)words[2] + c;
        words[3] = (uint)words[3] + d;
        words[4] = (uint)words[4] + e;
    }
}
