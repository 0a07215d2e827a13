using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Compound assignment on every kind of location, evaluated once.</summary>
public static class CompoundOperators
{
    private sealed class Box
    {
        public int F;
        public int[] A = new int[4];
        public int P { get; set; }
        private int _x;
        public int this[int i]
        {
            get
            {
                s_log += "g" + i;
                return _x + i;
            }
            set
            {
                s_log += "s" + i;
                _x = value;
            }
        }
    }

    private struct Point
    {
        public int X;
        public byte B;
        public short S;
    }

    private static string s_log = "";
    private static int s_static = 3;
    private static readonly Box s_box = new();

    private static Box Get()
    {
        s_log += "G";
        return s_box;
    }

    private static int Index(int i)
    {
        s_log += "I" + i;
        return i;
    }

    private static ref int Ref()
    {
        s_log += "R";
        return ref s_static;
    }

    public static int Run()
    {
        Get().F += 5;
        Get().F *= 3;
        Get().F -= 1;
        Get().F <<= 2;
        Get().F ^= 7;
        Get().A[Index(1)] += 4;
        Get().A[Index(1)]++;
        --Get().A[Index(2)];
        Get().P += 2;
        Get().P++;
        int old = Get().P--;
        int now = --Get().P;
        Get()[Index(3)] += 10;
        Get()[Index(0)]++;
        Ref() += 4;
        Ref()++;
        int r = Ref()-- + ++Ref();
        Point p = default;
        p.B += 250;
        p.B += 10;
        p.S -= 1;
        p.S *= 2;
        p.X |= 6;
        p.X &= ~2;
        p.X %= 3;
        byte b = 255;
        b++;
        sbyte sb = -128;
        sb--;
        char c = 'a';
        c += (char)1;
        c++;
        ushort us = 0;
        us--;
        b <<= 1;
        b |= 1;
        WriteLine(s_log);
        WriteLine(
            $"{s_box.F} {string.Join(',', s_box.A)} {s_box.P} {old} {now} {s_box[0]} {s_static} {r} {p.B} {p.S} {p.X} {b} {sb} {c} {us}"
        );
        string s = "x";
        s += 1;
        s += 'c';
        s += null;
        s += 2.5;
        s += true;
        object o = "o";
        o += "p";
        Action a = null;
        a += () => s += "!";
        a += () => s += "?";
        a -= null;
        a();
        int? nothing = null,
            n = null;
        n += 3;
        int? m = 4;
        m *= 2;
        m -= nothing;
        int? k = 5;
        k++;
        string z = null;
        z ??= "coalesced";
        z ??= "never";
        int? q = null;
        q ??= 7;
        q ??= 8;
        double d = 1;
        d /= 3;
        d += 1;
        decimal e = 1;
        e /= 3;
        long l = int.MaxValue;
        l += 1;
        l *= -2;
        uint u = 1;
        u -= 2;
        float f = 1;
        f += 0.1f;
        f++;
        WriteLine($"{s} {o} {n.HasValue} {m.HasValue} {k} {z} {q} {d:R} {e} {l} {u} {f:R}");
        int x = 1;
        x = x++ + ++x * x-- - --x;
        WriteLine(x);
        int[] arr = [0, 1, 2, 3];
        int i = 0;
        arr[i++] = arr[i++] + i++;
        WriteLine(string.Join(',', arr) + i);
        bool t = true;
        t &= false;
        t |= true;
        t ^= true;
        WriteLine(t);
        return 0;
    }
}
