using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>SHA-256, SHA-1, MD5, CRC-32, FNV and SipHash written from their definitions.</summary>
public static class Hashes
{
    private interface IDigest
    {
        static abstract string Name { get; }
        static abstract int BlockSize { get; }
        static abstract bool IsBigEndian { get; }
        static abstract uint[] Start();
        static abstract void Block(Span<uint> state, ReadOnlySpan<byte> block);
    }

    private readonly struct Sha256 : IDigest
    {
        private static readonly uint[] s_constants = FractionsOfCubeRoots();

        public static string Name => "sha256";
        public static int BlockSize => 64;
        public static bool IsBigEndian => true;

        public static uint[] Start() => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

        // floor(frac(cbrt(p)) * 2^32) for the first 64 primes, by integer search.
        private static uint[] FractionsOfCubeRoots()
        {
            var result = new List<uint>();
            for (int p = 2; result.Count < 64; p++)
            {
                bool isPrime = true;
                for (int d = 2; d * d <= p && isPrime; d++)
                    isPrime = p % d != 0;
                if (!isPrime)
                    continue;
                UInt128 low = 0,
                    high = (UInt128)8 << 32;
                while (high - low > 1)
                {
                    UInt128 middle = (low + high) / 2;
                    if (middle * middle * middle <= (UInt128)p << 96)
                        low = middle;
                    else
                        high = middle;
                }

                result.Add((uint)low);
            }

            return [.. result];
        }

        public static void Block(Span<uint> state, ReadOnlySpan<byte> block)
        {
            Span<uint> w = stackalloc uint[64];
            for (int i = 0; i < 16; i++)
                w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
            for (int i = 16; i < 64; i++)
            {
                uint s0 = uint.RotateRight(w[i - 15], 7) ^ uint.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
                uint s1 = uint.RotateRight(w[i - 2], 17) ^ uint.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }

            (uint a, uint b, uint c, uint d) = (state[0], state[1], state[2], state[3]);
            (uint e, uint f, uint g, uint h) = (state[4], state[5], state[6], state[7]);
            for (int i = 0; i < 64; i++)
            {
                uint s1 = uint.RotateRight(e, 6) ^ uint.RotateRight(e, 11) ^ uint.RotateRight(e, 25);
                uint t1 = h + s1 + ((e & f) ^ (~e & g)) + s_constants[i] + w[i];
                uint s0 = uint.RotateRight(a, 2) ^ uint.RotateRight(a, 13) ^ uint.RotateRight(a, 22);
                uint t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
            }

            ReadOnlySpan<uint> sums = [a, b, c, d, e, f, g, h];
            for (int i = 0; i < 8; i++)
                state[i] += sums[i];
        }
    }

    private readonly struct Sha1 : IDigest
    {
        public static string Name => "sha1";
        public static int BlockSize => 64;
        public static bool IsBigEndian => true;

        public static uint[] Start() => [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];

        public static void Block(Span<uint> state, ReadOnlySpan<byte> block)
        {
            var w = new uint[80];
            for (int i = 0; i < 80; i++)
                w[i] =
                    i < 16
                        ? BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..])
                        : uint.RotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
            uint a = state[0],
                b = state[1],
                c = state[2],
                d = state[3],
                e = state[4];
            for (int i = 0; i < 80; i++)
            {
                (uint f, uint k) = (i / 20) switch
                {
                    0 => ((b & c) | (~b & d), 0x5A827999u),
                    1 => (b ^ c ^ d, 0x6ED9EBA1u),
                    2 => ((b & c) | (b & d) | (c & d), 0x8F1BBCDCu),
                    _ => (b ^ c ^ d, 0xCA62C1D6u),
                };
                uint t = uint.RotateLeft(a, 5) + f + e + k + w[i];
                e = d;
                d = c;
                c = uint.RotateLeft(b, 30);
                b = a;
                a = t;
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
        }
    }

    private readonly struct Md5 : IDigest
    {
        private static ReadOnlySpan<byte> Shifts => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

        private static readonly uint[] s_sines = Sines();

        public static string Name => "md5";
        public static int BlockSize => 64;
        public static bool IsBigEndian => false;

        public static uint[] Start() => [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];

        // floor(2^32 * |sin(i + 1)|) by the Taylor series in decimal after reduction: 28 digits are plenty.
        private static uint[] Sines()
        {
            const decimal TwoPi = 6.283185307179586476925286767m;
            var result = new uint[64];
            for (int i = 0; i < 64; i++)
            {
                decimal x = (i + 1) % TwoPi,
                    term = x,
                    sum = x;
                for (int n = 3; n < 60; n += 2)
                {
                    term *= -x * x / (n * (n - 1));
                    sum += term;
                }

                result[i] = (uint)(Math.Abs(sum) * 4294967296m);
            }

            return result;
        }

        public static void Block(Span<uint> state, ReadOnlySpan<byte> block)
        {
            ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(block);
            uint a = state[0],
                b = state[1],
                c = state[2],
                d = state[3];
            for (int i = 0; i < 64; i++)
            {
                uint f;
                int g;
                if (i < 16)
                {
                    f = (b & c) | (~b & d);
                    g = i;
                }
                else if (i < 32)
                {
                    f = (d & b) | (~d & c);
                    g = ((5 * i) + 1) & 15;
                }
                else if (i < 48)
                {
                    f = b ^ c ^ d;
                    g = ((3 * i) + 5) & 15;
                }
                else
                {
                    f = c ^ (b | ~d);
                    g = (7 * i) & 15;
                }
                f += a + s_sines[i] + words[g];
                (a, d, c, b) = (d, c, b, b + uint.RotateLeft(f, Shifts[(i / 16 * 4) + (i & 3)]));
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
        }
    }

    private static string Digest<T>(ReadOnlySpan<byte> message)
        where T : IDigest
    {
        uint[] state = T.Start();
        int whole = message.Length / T.BlockSize * T.BlockSize;
        for (int i = 0; i < whole; i += T.BlockSize)
            T.Block(state, message.Slice(i, T.BlockSize));
        Span<byte> last = stackalloc byte[T.BlockSize * 2];
        ReadOnlySpan<byte> rest = message[whole..];
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length + 9 <= T.BlockSize ? T.BlockSize : T.BlockSize * 2)];
        ulong bits = (ulong)message.Length * 8;
        if (T.IsBigEndian)
            BinaryPrimitives.WriteUInt64BigEndian(last[^8..], bits);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(last[^8..], bits);
        for (int i = 0; i < last.Length; i += T.BlockSize)
            T.Block(state, last.Slice(i, T.BlockSize));
        var text = new StringBuilder(T.Name + " ");
        foreach (uint word in state)
            text.Append((T.IsBigEndian ? word : BinaryPrimitives.ReverseEndianness(word)).ToString("x8"));
        return text.ToString();
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        Span<uint> table = stackalloc uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
                c = (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320 : c >> 1;
            table[(int)i] = c;
        }

        uint crc = ~0u;
        foreach (byte b in data)
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static ulong SipHash(ulong k0, ulong k1, ReadOnlySpan<byte> data)
    {
        ulong v0 = k0 ^ 0x736f6d6570736575,
            v1 = k1 ^ 0x646f72616e646f6d,
            v2 = k0 ^ 0x6c7967656e657261,
            v3 = k1 ^ 0x7465646279746573;
        void Round()
        {
            v0 += v1;
            v1 = ulong.RotateLeft(v1, 13) ^ v0;
            v0 = ulong.RotateLeft(v0, 32);
            v2 += v3;
            v3 = ulong.RotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = ulong.RotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = ulong.RotateLeft(v1, 17) ^ v2;
            v2 = ulong.RotateLeft(v2, 32);
        }

        ulong tail = (ulong)data.Length << 56;
        for (; data.Length >= 8; data = data[8..])
        {
            ulong m = BinaryPrimitives.ReadUInt64LittleEndian(data);
            v3 ^= m;
            Round();
            Round();
            v0 ^= m;
        }

        for (int i = 0; i < data.Length; i++)
            tail |= (ulong)data[i] << (8 * i);
        v3 ^= tail;
        Round();
        Round();
        v0 ^= tail;
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++)
            Round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    public static int Run()
    {
        byte[][] messages =
        [
            "".ToUtf8(),
            "abc".ToUtf8(),
            "The quick brown fox jumps over the lazy dog".ToUtf8(),
            new string('a', 55).ToUtf8(),
            new string('b', 56).ToUtf8(),
            new string('c', 64).ToUtf8(),
            new string('x', 1000).ToUtf8(),
        ];
        foreach (byte[] message in messages)
        {
            WriteLine($"{message.Length} bytes");
            WriteLine(Digest<Sha256>(message));
            WriteLine(Digest<Sha1>(message));
            WriteLine(Digest<Md5>(message));
            ulong fnv = 14695981039346656037;
            foreach (byte b in message)
                fnv = (fnv ^ b) * 1099511628211;
            WriteLine($"crc {Crc32(message):x8} fnv {fnv:x16} sip {SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908, message):x16}");
        }

        return 0;
    }

    private static byte[] ToUtf8(this string s) => Encoding.UTF8.GetBytes(s);
}
