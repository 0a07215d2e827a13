using System;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Multidimensional, jagged and covariant arrays, arrays of everything.</summary>
public static class ArrayKinds
{
    private struct S
    {
        public int A;
        public string B;
    }

    private enum E : byte
    {
        X,
        Y,
    }

    private delegate int D();

    private static string Try(Action a)
    {
        try
        {
            a();
            return "ok";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    private static int Sum(int[,] m)
    {
        int s = 0;
        for (int i = 0; i < m.GetLength(0); i++)
        for (int j = 0; j < m.GetLength(1); j++)
            s = s * 3 + m[i, j];
        return s;
    }

    private static T[,] Transpose<T>(T[,] m)
    {
        var r = new T[m.GetLength(1), m.GetLength(0)];
        for (int i = 0; i < m.GetLength(0); i++)
        for (int j = 0; j < m.GetLength(1); j++)
            r[j, i] = m[i, j];
        return r;
    }

    private static ref T At<T>(T[,,] a, int i) => ref a[i, i, i];

    public static int Run()
    {
        int[,] m =
        {
            { 1, 2, 3 },
            { 4, 5, 6 },
        };
        m[1, 2]++;
        m[0, 0] += 10;
        ref int r = ref m[1, 0];
        r *= 2;
        WriteLine(Sum(m) + " " + Sum(Transpose(m)) + " " + m.Length + m.Rank + m.GetUpperBound(1) + m.GetLength(0));
        foreach (int v in m)
            Write(v + ",");
        string[,,] t = new string[2, 3, 4];
        t[1, 2, 3] = "last";
        At(t, 1) = "mid";
        WriteLine(t[1, 2, 3] + t[1, 1, 1] + (t[0, 0, 0] == null) + t.Length);
        S[,] ss = new S[2, 2];
        ss[1, 1].A = 5;
        ss[1, 1].B = "b";
        S copy = ss[1, 1];
        copy.A = 9;
        WriteLine(ss[1, 1].A + ss[1, 1].B + ss[0, 1].A);
        double[,] dd = new double[3, 3];
        for (int i = 0; i < 9; i++)
            dd[i / 3, i % 3] = i / 4.0;
        WriteLine(dd[2, 2] + dd[1, 0]);
        int[][] j =
        [
            [1],
            [2, 3],
            null,
            new int[5],
        ];
        WriteLine(j[1][1] + j[3].Length + (j[2]?.Length ?? -1));
        int[][,] jm = [new int[2, 2]];
        jm[0][1, 1] = 3;
        WriteLine(jm[0][1, 1]);
        object[] o = new string[] { "a", "b" };
        WriteLine(
            Try(() => o[0] = "c")
                + Try(() => o[1] = 5)
                + Try(() => o[1] = null)
                + o[0]
                + (o is string[])
                + (o.GetType() == typeof(string[]))
        );
        Array a = new int[] { 3, 1, 2 };
        Array.Sort(a);
        WriteLine(((int[])a)[0] + a.Length);
        uint[] u = (uint[])(object)new int[] { -1, 2 };
        WriteLine(
            u[0]
                + " "
                + ((object)new int[1] is uint[])
                + ((object)new E[1] is byte[])
                + ((object)new byte[1] is bool[])
                + ((object)new long[1] is ulong[])
        );
        E[] es = [E.Y, E.X, E.Y];
        Array.Sort(es);
        WriteLine(es[0] + "" + es[2] + Array.IndexOf(es, E.Y));
        D[] ds = [() => 1, () => 2];
        WriteLine(ds[1]() + ds[0]());
        decimal[] dec = new decimal[2];
        dec[1] += 1.5m;
        WriteLine(dec[1] + dec[0]);
        (int, string)[] tt = [(1, "x")];
        tt[0].Item1 = 9;
        WriteLine(tt[0]);
        char[] c = new char[3];
        c[1] = 'q';
        WriteLine((int)c[0] + new string(c, 1, 1));
        bool[] b = new bool[2];
        b[1] |= true;
        WriteLine(b[0] ^ b[1]);
        int?[] n = [1, null];
        n[1] ??= 7;
        WriteLine(n[0] + n[1]);
        sbyte[] sb = [-1];
        sb[0]--;
        ushort[] us = [65535];
        us[0]++;
        float[] f = [0.5f];
        f[0] *= 3;
        nint[] ni = [-5];
        WriteLine($"{sb[0]} {us[0]} {f[0]} {ni[0]}");
        WriteLine(
            Try(() =>
            {
                _ = m[0, 3];
            })
                + Try(() =>
                {
                    _ = m[-1, 0];
                })
                + Try(() => _ = new int[2, m[0, 1] - 3])
                + Try(() => _ = t[2, 0, 0])
        );
        Array.Copy(new[] { 1, 2, 3 }, 0, new object[3], 0, 3);
        int[] cl = (int[])new[] { 7, 8 }.Clone();
        Array.Resize(ref cl, 3);
        Array.Reverse(cl);
        WriteLine(
            string.Join(',', cl)
                + Array.BinarySearch(new[] { 1, 3, 5 }, 3)
                + Array.Exists(cl, x => x == 8)
                + Array.FindIndex(cl, x => x == 7)
        );
        return 0;
    }
}
