using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Null, division, array and cast faults inside every kind of expression, caught with locals intact.</summary>
public static class HardwareFaults
{
    private class Node
    {
        public Node Next;
        public int V;
        public long[] Data;

        public virtual int Virt() => V;

        public int Inst() => 5;

        public string S;
        public Big B;
        public int Prop
        {
            get => V;
            set => V = value;
        }
    }

    private struct Big
    {
        public long A,
            B,
            C,
            D;
        public object O;
    }

    private static int s_zero;
    private static Node s_null;

    private static string Try(Func<object> f)
    {
        try
        {
            return f()?.ToString() ?? "-";
        }
        catch (Exception e)
        {
            return e.GetType().Name[..6];
        }
    }

    private static int Locals(int n)
    {
        int a = 1,
            b = 2;
        string s = "x";
        try
        {
            a = 10;
            s = "y";
            b = n / s_zero;
            a = 20;
        }
        catch (DivideByZeroException)
        {
            return a * 100 + b + s.Length;
        }
        return -1;
    }

    private static int Chain(Node n, int depth)
    {
        int count = 0;
        try
        {
            while (true)
            {
                n = n.Next;
                count++;
            }
        }
        catch (NullReferenceException)
        {
            return count * 10 + depth;
        }
    }

    private static int Loop(int[] a)
    {
        int sum = 0,
            i = 0;
        try
        {
            for (; ; i++)
                sum += a[i];
        }
        catch (IndexOutOfRangeException)
        {
            return sum * 100 + i;
        }
    }

    private static unsafe int ReadNull()
    {
        try
        {
            return *(int*)null;
        }
        catch (NullReferenceException)
        {
            return -7;
        }
    }

    private static int Finally()
    {
        int x = 0;
        try
        {
            try
            {
                x = s_null.V;
            }
            finally
            {
                x += 5;
            }
        }
        catch (NullReferenceException)
        {
            x *= 3;
        }
        return x;
    }

    public static int Run()
    {
        Node n = s_null;
        int[] arr = [1, 2, 3];
        int[] nul = null;
        object o = "s";
        object[] objs = new string[2];
        int[,] md = new int[2, 3];
        Action act = null;
        string str = null;
        int idx = 3 + s_zero;
        string[] results =
        [
            Try(() => n.V),
            Try(() => n.V = 1),
            Try(() => n.Next.Next),
            Try(() => n.Virt()),
            Try(() => n.Inst()),
            Try(() => n.Prop),
            Try(() => n.Data[0]),
            Try(() => n.S.Length),
            Try(() => n.B.C),
            Try(() => n.B),
            Try(() => nul.Length),
            Try(() => nul[0]),
            Try(() => nul[0] = 1),
            Try(() => arr[idx]),
            Try(() => arr[-idx]),
            Try(() => arr[idx] = 1),
            Try(() => (int)o),
            Try(() => (Node)o),
            Try(() =>
            {
                objs[0] = new Node();
                return 1;
            }),
            Try(() => md[2, 0]),
            Try(() => md[0, 3] = 1),
            Try(() =>
            {
                act();
                return 1;
            }),
            Try(() => str.Length),
            Try(() => str[0]),
            Try(() => 5 / s_zero),
            Try(() => 5 % s_zero),
            Try(() => 5L / s_zero),
            Try(() => int.MinValue / (s_zero - 1)),
            Try(() => long.MinValue % (s_zero - 1)),
            Try(() => new int[-idx]),
            Try(() => "abc".Substring(5)),
            Try(() => int.Parse("x")),
            Try(() =>
            {
                lock (n)
                    return 1;
            }),
            Try(() => n?.V),
            Try(() => n!.ToString()),
            Try(() =>
            {
                foreach (int x in nul)
                    return x;
                return 0;
            }),
            Try(() => ((IEnumerable<int>)nul).GetEnumerator()),
            Try(() => checked(int.MaxValue + idx)),
            Try(() => (new byte[3])[idx]),
            Try(() => default(Node).B.O),
            Try(() => arr[^4]),
            Try(() => arr[1..5].Length),
            Try(() => new Span<int>(arr)[idx]),
            Try(() => arr.AsSpan(2, 2).Length),
            Try(() => (string)(object)5),
            Try(() => Enum.Parse<DayOfWeek>("zz")),
        ];
        WriteLine(string.Join(' ', results));
        WriteLine(Locals(5));
        WriteLine(Chain(new Node { Next = new Node { Next = new Node() } }, 3));
        WriteLine(Loop(arr));
        WriteLine(ReadNull());
        WriteLine(Finally());
        int total = 0;
        for (int i = 0; i < 200; i++)
        {
            try
            {
                total +=
                    i % 7 == 0 ? s_null.V
                    : i % 5 == 0 ? arr[i]
                    : i;
            }
            catch (NullReferenceException)
            {
                total += 1000;
            }
            catch (IndexOutOfRangeException)
            {
                total += 100000;
            }
        }
        WriteLine(total);
        return 0;
    }
}
