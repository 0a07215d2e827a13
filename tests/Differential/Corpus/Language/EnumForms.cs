using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Language;

/// <summary>Enums of every size: flags, arithmetic, conversion, names, parsing, generics and switch.</summary>
public static class EnumForms
{
    [Flags]
    private enum F : byte
    {
        None,
        A = 1,
        B = 2,
        C = 4,
        AB = A | B,
        All = 7,
    }

    private enum L : long
    {
        Min = long.MinValue,
        Zero = 0,
        Max = long.MaxValue,
    }

    private enum U : ulong
    {
        Big = 1UL << 63,
    }

    private enum S : sbyte
    {
        Neg = -3,
        Pos = 3,
    }

    private enum D
    {
        One = 1,
        Uno = 1,
        Two,
    }

    private static string Name<T>(T e)
        where T : struct, Enum => typeof(T).Name + e + Convert.ToInt64(e) + Enum.IsDefined(e);

    private static T Or<T>(T a, T b)
        where T : Enum => (int)(object)a > (int)(object)b ? a : b;

    public static int Run()
    {
        F f = F.A | F.C;
        f ^= F.B;
        f &= ~F.A;
        WriteLine($"{f} {(int)f} {f.HasFlag(F.C)} {f.HasFlag(F.A)} {F.AB} {(F)9} {F.None} {~F.A} {(F)0} {f | F.All} {F.All & F.AB}");
        WriteLine(Name(L.Min) + Name(L.Max) + Name((L)5) + Name(S.Neg) + Name(D.One) + Name(F.AB) + U.Big + (ulong)U.Big);
        D d = D.One;
        d++;
        d += 1;
        WriteLine(d + " " + (D.Two - D.One) + (d > D.Two) + (D.Two + 5) + (int)d-- + d);
        WriteLine(
            Enum.Parse<F>("A, C")
                + " "
                + Enum.TryParse("two", true, out D p)
                + p
                + Enum.TryParse("zzz", out D q)
                + q
                + Enum.Parse<L>("-1")
                + string.Join(',', Enum.GetNames<F>())
                + string.Join(',', Enum.GetValues<S>())
                + Enum.GetName(D.Two)
                + typeof(F).IsEnum
        );
        WriteLine(
            $"{f:D} {f:X} {f:G} {f:F} {S.Neg:D} {L.Max:X} {S.Neg.CompareTo(S.Pos)} {d.Equals(D.Two)} {d.GetHashCode()} {Or(D.One, D.Two)}"
        );
        var dict = new Dictionary<F, string> { [F.A] = "a", [F.AB] = "ab" };
        WriteLine(dict[F.A | F.B] + dict.ContainsKey(F.C));
        object o = F.B;
        WriteLine((byte)o + (o is F ? 1 : 0) + (o is Enum ? 10 : 0) + (o is byte ? 100 : 0));
        F? n = null;
        n |= F.A;
        WriteLine(n.HasValue + " " + (n == null) + (F?)F.C);
        return (int)F.All;
    }
}
