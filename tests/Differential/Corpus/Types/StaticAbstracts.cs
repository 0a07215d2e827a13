using System;
using System.Numerics;
using static System.Console;

namespace Corpus.Types;

/// <summary>Static abstract and virtual interface members, operators included.</summary>
public static class StaticAbstracts
{
    private interface IShape<TSelf>
        where TSelf : IShape<TSelf>
    {
        static abstract TSelf Create(int size);
        static abstract string Name { get; }
        static virtual int Sides => 0;

        static abstract TSelf operator +(TSelf a, TSelf b);

        static virtual bool operator ==(TSelf a, TSelf b) => a.Size == b.Size;

        static virtual bool operator !=(TSelf a, TSelf b) => a.Size != b.Size;

        static abstract implicit operator int(TSelf s);

        static abstract int Count { get; set; }
        int Size { get; }
    }

    private readonly struct Square(int s) : IShape<Square>
    {
        public static Square Create(int size) => new(size);

        public static string Name => "square";
        public static int Sides => 4;

        public static Square operator +(Square a, Square b) => new(a.Size + b.Size);

        public static implicit operator int(Square s) => s.Size * s.Size;

        public static int Count { get; set; }
        public int Size => s;
    }

    private sealed class Blob(int s) : IShape<Blob>
    {
        static Blob IShape<Blob>.Create(int size)
        {
            s_made++;
            return new(size);
        }

        static string IShape<Blob>.Name => "blob";

        public static Blob operator +(Blob a, Blob b) => new(a.Size * b.Size);

        static bool IShape<Blob>.operator ==(Blob a, Blob b) => false;

        static bool IShape<Blob>.operator !=(Blob a, Blob b) => true;

        public static implicit operator int(Blob s) => -s.Size;

        static int IShape<Blob>.Count
        {
            get => s_made * 10;
            set => s_made = value;
        }
        public int Size => s;
        private static int s_made;
    }

    private static string Use<T>(int n)
        where T : IShape<T>
    {
        T total = T.Create(n);
        for (int i = 1; i <= 3; i++)
            total += T.Create(i);
        T.Count++;
        return $"{T.Name} {T.Sides} {total.Size} {(int)total} {T.Count} {total == T.Create(total.Size)} {total != T.Create(1)}";
    }

    private static T Sum<T>(params ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T s = T.Zero;
        foreach (T v in values)
            s += v * T.CreateChecked(2);
        return s / T.One;
    }

    private static T Parse<T>(string s)
        where T : IParsable<T> => T.Parse(s, null);

    private static string Range<T>()
        where T : IMinMaxValue<T>, IBinaryInteger<T> =>
        T.MinValue + ".." + T.MaxValue + " " + T.PopCount(T.MaxValue) + T.IsPow2(T.One) + T.LeadingZeroCount(T.One);

    public static int Run()
    {
        WriteLine(Use<Square>(2));
        WriteLine(Use<Square>(5));
        WriteLine(Use<Blob>(2));
        WriteLine(Use<Blob>(3));
        WriteLine(
            $"{Sum(1, 2, 3)} {Sum(1.5, 2.5)} {Sum<byte>(10, 20)} {Sum(1L << 40, 1)} {Sum(1.5m, 3)} {Sum<short>()} {Sum<BigInteger>(5, 6)}"
        );
        WriteLine(Parse<int>("12") + Parse<double>("2.5") + " " + Parse<decimal>("7.50") + Parse<char>("x") + Parse<long>("-9"));
        WriteLine(Range<sbyte>() + " " + Range<ushort>() + " " + Range<long>() + " " + Range<nint>() + " " + Range<UInt128>());
        return 0;
    }
}
