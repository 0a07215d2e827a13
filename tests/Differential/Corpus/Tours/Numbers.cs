using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Corpus.Support;

namespace Corpus.Tours;

#nullable enable annotations

// One line of output per subject; a subject that throws prints the type of its exception.
public static unsafe class Numbers
{
    private static int s_one = 1;
    static volatile int s_vol;

    static string Bits() =>
        BitOperations.PopCount(0xF0F0u)
        + ","
        + BitOperations.LeadingZeroCount(1UL)
        + ","
        + BitOperations.TrailingZeroCount(8)
        + ","
        + BitOperations.RotateLeft(0x80000001u, 1)
        + ","
        + BitOperations.Log2(1000)
        + ","
        + System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(0x01020304)
        + ","
        + Math.BigMul(ulong.MaxValue, 3, out ulong lo)
        + lo
        + ","
        + (1 << 33)
        + (1L << 33)
        + (-8 >> 1)
        + (-8 >>> 28)
        + BitConverter.DoubleToInt64Bits(1.5)
        + BitOperations.LeadingZeroCount(0)
        + BitOperations.TrailingZeroCount(0L);

    static string Ilk()
    {
        int a = 5;
        long b = 7;
        object o = "a";
        int r =
            Interlocked.Increment(ref a)
            + Interlocked.Exchange(ref a, 50)
            + Interlocked.CompareExchange(ref a, 60, 50)
            + Interlocked.Add(ref a, 5);
        long q = Interlocked.Decrement(ref b) + Interlocked.Read(ref b) + Interlocked.Or(ref b, 8) + Interlocked.And(ref b, 12);
        var old = Interlocked.Exchange(ref o, "b");
        double d = 2;
        Interlocked.Exchange(ref d, 4.5);
        byte by = 4;
        Interlocked.CompareExchange(ref by, (byte)9, (byte)4);
        return r + ":" + q + b + (string)old + o + d + by;
    }

    static string I128()
    {
        Int128 a = Int128.MaxValue / 3;
        UInt128 u = ((UInt128)1 << 100) + 5;
        return a.ToString() + "|" + u + "|" + (u % 1000) + (ulong)(u >> 64) + (a > 0) + (Half)1.5;
    }

    static string Dec()
    {
        decimal d = 1.1m;
        d = d * 3 + 0.7m / 3;
        return d.ToString() + decimal.Round(d, 2) + (d > 3) + (int)d + decimal.Parse("12.50") + decimal.MaxValue;
    }

    static string ConvAll()
    {
        var sb = new StringBuilder();
        double[] ds = { 0, -1.9, 3e9, 1e19, -1e19, double.PositiveInfinity, double.NaN, 255.5, 2147483647.5, -2147483648.5 };
        foreach (var d in ds)
        {
            sb.Append((int)d)
                .Append(',')
                .Append((uint)d)
                .Append(',')
                .Append((long)d)
                .Append(',')
                .Append((ulong)d)
                .Append(',')
                .Append((byte)d)
                .Append(',')
                .Append((short)d)
                .Append(',');
            try
            {
                sb.Append(checked((int)d));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((ulong)d));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((long)d));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((byte)d));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            sb.Append(';');
        }
        long[] ls = { 0, -1, 256, long.MaxValue, long.MinValue, 4294967295 };
        foreach (var l in ls)
        {
            try
            {
                sb.Append(checked((int)l));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((uint)l));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((ulong)l));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((sbyte)l));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            try
            {
                sb.Append(checked((long)(ulong)l));
            }
            catch (OverflowException)
            {
                sb.Append('!');
            }
            sb.Append((float)l).Append((double)(ulong)l);
        }
        return sb.ToString();
    }

    static string Uint()
    {
        uint a = 4000000000;
        ulong b = a;
        int c = (int)a;
        long d = c;
        uint e = a / 7 + a % 7;
        ulong f = ulong.MaxValue / 3;
        return $"{a} {b} {c} {d} {e} {f} {a >> 3} {c >> 3} {(a > 5)} {(long)a * 2} {(ushort)a} {-a} {~a} {(nint)c} {(nuint)a} {f % 10} {(double)a} {(float)f} {unchecked((byte)-1)} {unchecked((sbyte)200)}";
    }

    static string Cmp()
    {
        return string.Join(",", new[] { "b", "A", "a" }.OrderBy(x => x, StringComparer.OrdinalIgnoreCase))
            + Math.Max(1, 2)
            + Math.Clamp(5, 1, 3)
            + Math.Sign(-2.5)
            + Math.DivRem(7, 2)
            + Math.Round(2.345, 2)
            + MathF.Sqrt(2)
            + Math.Truncate(-1.5)
            + Math.Ceiling(1.2)
            + Math.Min(-0.0, 0.0)
            + Math.IEEERemainder(5, 3);
    }

    static string BigI()
    {
        var b = BigInteger.Pow(3, 100);
        return b.ToString() + (b % 1000007) + BigInteger.Parse("123456789012345678901234567890");
    }

    static string Vol()
    {
        s_vol = 5;
        Volatile.Write(ref s_one, 1);
        return s_vol + Volatile.Read(ref s_one) + "";
    }

    static string Goto()
    {
        int i = 0,
            s = 0;
        top:
        s += i;
        if (i++ < 5)
            goto top;
        int j = 0;
        while (true)
        {
            j++;
            if (j == 3)
                continue;
            if (j > 6)
                goto done;
            for (int k = 0; k < j; k++)
            {
                if (k == 2)
                    goto next;
                s += k;
            }
            next:
            ;
        }
        done:
        return s + ":" + j;
    }

    public static int Run()
    {
        Tour.Line("Bits", Bits);
        Tour.Line("Ilk", Ilk);
        Tour.Line("I128", I128);
        Tour.Line("Dec", Dec);
        Tour.Line("ConvAll", ConvAll);
        Tour.Line("Uint", Uint);
        Tour.Line("Cmp", Cmp);
        Tour.Line("BigI", BigI);
        Tour.Line("Vol", Vol);
        Tour.Line("Goto", Goto);
        return 0;
    }
}
