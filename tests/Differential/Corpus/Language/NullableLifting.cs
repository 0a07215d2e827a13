using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Lifted operators and conversions over every nullable form.</summary>
public static class NullableLifting
{
    private struct V(int x)
    {
        public int X = x;

        public static V operator +(V a, V b) => new(a.X + b.X);

        public static bool operator <(V a, V b) => a.X < b.X;

        public static bool operator >(V a, V b) => a.X > b.X;

        public static implicit operator V(int i) => new(i);

        public static explicit operator int(V v) => v.X * 10;

        public static V operator -(V v) => new(-v.X);
    }

    private static string T<X>(X? v)
        where X : struct => v.HasValue ? v.Value.ToString() : "null";

    private static int? Half(int? x) => x % 2 == 0 ? x / 2 : null;

    private static T? Find<T>(T[] a, Func<T, bool> f)
        where T : struct
    {
        foreach (T t in a)
            if (f(t))
                return t;
        return null;
    }

    public static int Run()
    {
        int? a = 5,
            b = null;
        long? l = a;
        double? d = a + 0.5;
        byte? by = (byte?)a;
        WriteLine(
            $"{T(a + b)} {T(a * 2)} {T(-a)} {T(-b)} {T(~a)} {a > b} {a < b} {a == b} {a != b} {b == null} {a >= 5} {b <= b} {T(l)} {T(d)} {T(by)} {T(a << 1)} {T(a & 4)} {a ?? 7} {b ?? 7} {(b ?? a) + 1} {a.GetValueOrDefault()} {b.GetValueOrDefault(9)} {T(Half(Half(8)))} {T(Half(Half(7)))}"
        );
        V? v = new V(3),
            n = null;
        WriteLine(
            $"{(v + v).Value.X} {(v + n).HasValue} {v < n} {v > new V(1)} {(-v).Value.X} {(int?)v} {((int?)n).HasValue} {((V?)5).Value.X} {(v + 1).Value.X}"
        );
        try
        {
            _ = b.Value;
        }
        catch (InvalidOperationException)
        {
            WriteLine("no value");
        }
        try
        {
            _ = (int)b;
        }
        catch (InvalidOperationException)
        {
            WriteLine("no value");
        }
        b++;
        a--;
        a += b;
        b ??= 3;
        b *= b;
        WriteLine(T(a) + T(b));
        WriteLine(T(Find([1, 2, 3], x => x > 1)) + T(Find([1.5], x => x > 2)) + T(Find([(1, 'a')], x => x.Item2 == 'a')));
        DateTime? dt = null;
        Guid? g = Guid.Empty;
        char? c = 'x';
        bool? f = a == null;
        WriteLine($"{dt} {g} {c + 1} {f | true} {dt?.Year} {c?.ToString().Length}");
        int?[] many = [3, null, 1];
        Array.Sort(many);
        WriteLine(
            string.Join(',', many.Select(x => x?.ToString() ?? "n"))
                + many.Sum()
                + many.Max()
                + Nullable.Compare<int>(null, 1)
                + Nullable.Equals<int>(1, 1)
        );
        object o = many[0];
        WriteLine(o is null);
        switch (a)
        {
            case null:
                WriteLine("null");
                break;
            case < 3:
                WriteLine("small");
                break;
            default:
                WriteLine("big");
                break;
        }
        return 0;
    }
}
