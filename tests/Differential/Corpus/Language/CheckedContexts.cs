using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Nested checked and unchecked contexts, in lambdas, calls, constants and loops.</summary>
public static class CheckedContexts
{
    private static int s_max = int.MaxValue;

    private static string Try(Func<object> f)
    {
        try
        {
            return f().ToString();
        }
        catch (OverflowException)
        {
            return "!";
        }
    }

    private static int Plain(int a) => a + 1;

    private static int Both(int a) => checked(unchecked(a + 1) - 1);

    public static int Run()
    {
        byte b = 255;
        sbyte sb = -128;
        short sh = short.MinValue;
        ushort us = 0;
        uint u = 0;
        long l = long.MinValue;
        ulong ul = ulong.MaxValue;
        char c = char.MaxValue;
        nint ni = nint.MaxValue;
        WriteLine(
            Try(() => checked(s_max + 1))
                + Try(() => unchecked(s_max + 1))
                + Try(() => checked(Plain(s_max)))
                + Try(() => Both(s_max))
                + Try(() => checked(-l))
                + Try(() => checked(l * -1))
                + Try(() => checked(l - 1))
                + Try(() => checked(u - 1))
                + Try(() => checked(ul + 1))
                + Try(() => checked(ul * 2))
                + Try(() => checked(s_max * 2L))
                + Try(() => checked((uint)(s_max * 2L)))
                + Try(() => checked(ni + 1))
                + Try(() => checked((int)l))
                + Try(() => checked((byte)(b + 1)))
        );
        WriteLine(
            Try(() =>
            {
                checked
                {
                    b++;
                    return b;
                }
            })
                + Try(() =>
                {
                    checked
                    {
                        sb--;
                        return sb;
                    }
                })
                + Try(() =>
                {
                    checked
                    {
                        sh -= 1;
                        return sh;
                    }
                })
                + Try(() =>
                {
                    checked
                    {
                        us--;
                        return us;
                    }
                })
                + Try(() =>
                {
                    checked
                    {
                        c++;
                        return c;
                    }
                })
                + Try(() =>
                {
                    checked
                    {
                        u = (uint)-s_max;
                        return u;
                    }
                })
                + Try(() =>
                {
                    checked
                    {
                        int x = s_max;
                        x += 5;
                        return x;
                    }
                })
                + Try(() =>
                {
                    checked
                    {
                        unchecked
                        {
                            b++;
                        }
                        return b;
                    }
                })
                + Try(() =>
                {
                    unchecked
                    {
                        return checked(Plain(s_max));
                    }
                })
        );
        int ok = 0,
            bad = 0;
        for (int i = 1; i < 60; i++)
        {
            try
            {
                checked
                {
                    int p = 1;
                    for (int k = 0; k < i; k++)
                        p *= 2;
                    ok += p & 1023;
                }
            }
            catch (OverflowException)
            {
                bad++;
            }
        }
        WriteLine(ok + " " + bad);
        uint hash = 2166136261;
        foreach (char x in "overflowing")
            hash = unchecked((hash ^ x) * 16777619);
        WriteLine(hash);
        WriteLine(
            Try(() => checked((long)ul))
                + Try(() => checked((ulong)(long)(s_max - s_max - 1)))
                + Try(() => checked((uint)(1e10 + s_max)))
                + Try(() => checked(int.MinValue / (s_max - s_max - 1)))
                + Try(() => unchecked((int)0xFFFFFFFF))
                + Try(() => checked(1 << 31))
                + Try(() => checked((short)(40000.7f + s_max - s_max)))
        );
        return 0;
    }
}
