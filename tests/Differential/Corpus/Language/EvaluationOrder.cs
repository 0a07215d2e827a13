using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Operands, arguments, indices and assignments are evaluated left to right, once.</summary>
public static class EvaluationOrder
{
    private static string s_log = "";

    private static int I(int n)
    {
        s_log += n;
        return n;
    }

    private static int[] A(int n)
    {
        s_log += "a" + n;
        return s_array;
    }

    private static readonly int[] s_array = [1, 2, 3, 4, 5];

    private static ref int R(int n)
    {
        s_log += "r" + n;
        return ref s_array[n];
    }

    private static int Sum(int a, int b, int c = 100, params int[] d) => a + b + c + d.Length;

    private sealed class P
    {
        public int V
        {
            get
            {
                s_log += "g";
                return 1;
            }
            set => s_log += "s" + value;
        }
        public P Me
        {
            get
            {
                s_log += "m";
                return this;
            }
        }
    }

    public static int Run()
    {
        int r = I(1) + I(2) * I(3) - I(4) / I(1);
        r += Sum(I(5), c: I(6), b: I(7));
        A(1)[I(0)] = I(8) + A(2)[I(1)];
        R(2) = R(3) + I(9);
        R(1) += I(2);
        var p = new P();
        p.Me.V = p.Me.V + p.V++;
        int x = 1;
        x += x++ + ++x;
        int[] idx = [0, 1, 2];
        int i = 0;
        idx[i] = i = 2;
        bool b = I(1) == 2 && I(2) == 2 || I(3) == 3 | I(4) == 5;
        var t = (I(7), I(8)) is (7, var q) ? I(q) : I(0);
        string s = $"{I(1)}{I(2)}" + I(3);
        (s_array[I(0)], s_array[I(4)]) = (I(5), I(6));
        int n = b ? I(1) : I(2);
        A(3)[^I(1)]++;
        WriteLine(s_log);
        WriteLine($"{r} {x} {string.Join(',', idx)} {b} {t} {s} {n} {string.Join(',', s_array)}");
        return 0;
    }
}
