using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Types;

/// <summary>Boxing, unboxing, mutation through interfaces, nullable boxing, equality of boxes.</summary>
public static class BoxedStructs
{
    private interface IMut
    {
        void Set(int v);
        int Get();
    }

    private struct Mut : IMut
    {
        public int V;

        public void Set(int v) => V = v;

        public readonly int Get() => V;

        public override bool Equals(object o) => o is Mut m && m.V == V;

        public override int GetHashCode() => V;
    }

    private enum Small : short
    {
        A = -5,
        B = 9,
    }

    private struct Refs
    {
        public string S;
        public object O;
        public (int, string) T;
    }

    private struct Empty { }

    private static object Box<T>(T x) => x;

    private static T Unbox<T>(object o) => (T)o;

    private static string Try(Func<object> f)
    {
        try
        {
            return f()?.ToString() ?? "null";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    public static int Run()
    {
        Mut m = new() { V = 1 };
        object o = m;
        IMut i = (IMut)o;
        i.Set(9);
        m.V = 2;
        WriteLine(((Mut)o).V + " " + m.V + " " + i.Get());
        ((IMut)m).Set(50);
        WriteLine(m.V);
        object p = o;
        ((IMut)p).Set(70);
        WriteLine(((Mut)o).Get() + " " + ReferenceEquals(o, p) + o.Equals(p) + ReferenceEquals((object)m, (object)m));
        WriteLine(
            Try(() => Unbox<int>(5))
                + Try(() => Unbox<long>(5))
                + Try(() => Unbox<int>(null))
                + Try(() => Unbox<int?>(null))
                + Try(() => Unbox<int?>(5))
                + Try(() => Unbox<short>(Small.B))
                + Try(() => Unbox<Small>((short)9))
                + Try(() => Unbox<ushort>((short)1))
                + Try(() => Unbox<uint>(1))
                + Try(() => Unbox<char>((ushort)65))
                + Try(() => Unbox<int>(Small.A))
                + Try(() => Unbox<string>(5))
                + Try(() => Unbox<IMut>(new Mut()))
                + Try(() => Unbox<Mut>(new Refs()))
        );
        int? n = null,
            k = 5;
        object bn = n,
            bk = k;
        WriteLine(
            (bn == null)
                + " "
                + bk.GetType().Name
                + (bk is int)
                + (bk is int?)
                + (bk is long)
                + ((int?)bk).Value
                + (bn is int?)
                + (Box(n) == null)
                + Box(k)
        );
        Mut? mm = new Mut { V = 3 };
        object bm = mm;
        WriteLine(((Mut?)bm).Value.V + (bm is IMut).ToString() + ((IMut)mm).Get());
        Refs r = new()
        {
            S = "s",
            O = 1,
            T = (2, "t"),
        };
        object br = r;
        r.S = "changed";
        WriteLine(
            ((Refs)br).S
                + ((Refs)br).T.Item2
                + br.Equals(
                    new Refs
                    {
                        S = "s",
                        O = 1,
                        T = (2, "t"),
                    }
                )
                + br.Equals(r)
                + new Empty().Equals(new Empty())
        );
        WriteLine(
            Small.A.Equals(Small.A)
                + ""
                + ((object)Small.A).Equals((short)-5)
                + ((IComparable)Small.A).CompareTo(Small.B)
                + (Enum)Small.B
                + ((IFormattable)Small.B).ToString("D", null)
        );
        object[] boxes = [1, 2.5, 'c', true, (byte)3, 4L, "s", null, Small.A, new Mut { V = 6 }];
        foreach (object b in boxes)
            Write(
                b switch
                {
                    int x => "i" + x,
                    double d => "d" + d,
                    char c => "c" + c,
                    bool t => "b" + t,
                    byte y => "y" + y,
                    IMut q => "m" + q.Get(),
                    Enum e => "e" + e,
                    ValueType v => "v" + v,
                    string s => s,
                    null => "-",
                    _ => "?",
                }
            );
        WriteLine();
        List<IMut> list = [new Mut { V = 1 }, new Mut { V = 2 }];
        foreach (IMut x in list)
            x.Set(x.Get() * 10);
        WriteLine(list[0].Get() + list[1].Get());
        return 0;
    }
}
