using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Shifts of every type, with counts beyond the width.</summary>
public static class Shifts
{
    public static int Run()
    {
        foreach (int n in new[] { 0, 1, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, -1, -33 })
        {
            sbyte sb = -100;
            byte b = 200;
            short s = -30000;
            ushort us = 60000;
            int i = -123456789;
            uint u = 0xDEADBEEF;
            long l = -1234567890123456789;
            ulong ul = 0xFEDCBA9876543210;
            nint ni = -12345;
            nuint nu = 98765;
            WriteLine($"{n}: {sb << n} {sb >> n} {sb >>> n} {b << n} {b >> n} {s << n} {s >> n} {s >>> n} {us << n} {us >> n}");
            WriteLine(
                $"  {i << n} {i >> n} {i >>> n} {u << n} {u >> n} {u >>> n} {l << n} {l >> n} {l >>> n} {ul << n} {ul >> n} {ul >>> n} {ni << n} {ni >> n} {ni >>> n} {nu << n} {nu >> n}"
            );
            sb <<= n;
            b >>= n;
            s >>>= n;
            us <<= n;
            i <<= n;
            u >>= n;
            l >>= n;
            ul <<= n;
            WriteLine($"  {sb} {b} {s} {us} {i} {u} {l} {ul}");
            sb = -100;
            sb >>= n;
            s = -3;
            s >>= n;
            i = -5;
            i >>>= n;
            l = -7;
            l >>>= n;
            WriteLine($"  {sb} {s} {i} {l}");
        }

        return 0;
    }
}
