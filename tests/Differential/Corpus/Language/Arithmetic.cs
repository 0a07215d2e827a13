using System;

namespace Corpus.Language;

public static class Arithmetic
{
    public static int Run()
    {
        int[] ints = [0, 1, -1, 2, -2, 7, -7, 100, 12345, int.MaxValue, int.MinValue, int.MaxValue - 1];
        foreach (int a in ints)
        {
            foreach (int b in ints)
            {
                Console.Write(a + b); Console.Write(' ');
                Console.Write(a - b); Console.Write(' ');
                Console.Write(a * b); Console.Write(' ');
                if (b != 0 && !(a == int.MinValue && b == -1))
                {
                    Console.Write(a / b); Console.Write(' ');
                    Console.Write(a % b); Console.Write(' ');
                    Console.Write((uint)a / (uint)b); Console.Write(' ');
                    Console.Write((uint)a % (uint)b); Console.Write(' ');
                }
                Console.Write(a & b); Console.Write(' ');
                Console.Write(a | b); Console.Write(' ');
                Console.Write(a ^ b); Console.Write(' ');
                Console.Write(a << b); Console.Write(' ');
                Console.Write(a >> b); Console.Write(' ');
                Console.Write(a >>> b); Console.Write(' ');
                Console.Write(a < b); Console.Write((uint)a < (uint)b); Console.Write(a >= b);
                Console.WriteLine();
            }
        }
        long[] longs = [0, 1, -1, 3, -3, 1L << 40, -(1L << 40), long.MaxValue, long.MinValue];
        foreach (long a in longs)
        {
            foreach (long b in longs)
            {
                Console.Write(a + b); Console.Write(' ');
                Console.Write(a * b); Console.Write(' ');
                if (b != 0 && !(a == long.MinValue && b == -1))
                {
                    Console.Write(a / b); Console.Write(' ');
                    Console.Write(a % b); Console.Write(' ');
                    Console.Write((ulong)a / (ulong)b); Console.Write(' ');
                    Console.Write((ulong)a % (ulong)b); Console.Write(' ');
                }
                Console.Write(a << (int)b); Console.Write(' ');
                Console.Write(a >> (int)b); Console.Write(' ');
                Console.Write(a >>> (int)b); Console.Write(' ');
                Console.Write(-a); Console.Write(~b);
                Console.WriteLine();
            }
        }
        return 0;
    }
}
