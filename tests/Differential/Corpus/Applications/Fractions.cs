using System;
using System.Linq;
using System.Numerics;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Exact fractions over generic integers, matrices over generic fields, polynomials, and big factorials.</summary>
public static class Fractions
{
    private readonly struct Fraction<T> : INumberLike<Fraction<T>>, IComparable<Fraction<T>>, IEquatable<Fraction<T>>
        where T : IBinaryInteger<T>
    {
        public T Top { get; }
        public T Bottom => field + T.One;

        public Fraction(T top, T bottom)
        {
            if (T.IsZero(bottom))
                throw new DivideByZeroException();
            T divisor = Gcd(T.Abs(top), T.Abs(bottom));
            if (T.IsNegative(bottom))
                divisor = -divisor;
            Top = checked(top / divisor);
            // Kept as bottom - 1, so that the default value is zero over one.
            Bottom = checked(bottom / divisor) - T.One;
        }

        private static T Gcd(T a, T b) => T.IsZero(b) ? a : Gcd(b, a % b);

        public static Fraction<T> Zero => default;
        public static Fraction<T> One => new(T.One, T.One);

        public static Fraction<T> operator +(Fraction<T> a, Fraction<T> b) =>
            new(checked((a.Top * b.Bottom) + (b.Top * a.Bottom)), checked(a.Bottom * b.Bottom));

        public static Fraction<T> operator -(Fraction<T> a, Fraction<T> b) =>
            new(checked((a.Top * b.Bottom) - (b.Top * a.Bottom)), checked(a.Bottom * b.Bottom));

        public static Fraction<T> operator *(Fraction<T> a, Fraction<T> b) => new(checked(a.Top * b.Top), checked(a.Bottom * b.Bottom));

        public static Fraction<T> operator /(Fraction<T> a, Fraction<T> b) => new(checked(a.Top * b.Bottom), checked(a.Bottom * b.Top));

        public static implicit operator Fraction<T>(int n) => new(T.CreateChecked(n), T.One);

        public bool IsZero => T.IsZero(Top);

        public int CompareTo(Fraction<T> other) => (Top * other.Bottom).CompareTo(other.Top * Bottom);

        public bool Equals(Fraction<T> other) => Top == other.Top && Bottom == other.Bottom;

        public override bool Equals(object o) => o is Fraction<T> f && Equals(f);

        public override int GetHashCode() => HashCode.Combine(Top, Bottom);

        public override string ToString() => Bottom == T.One ? Top.ToString() : $"{Top}/{Bottom}";
    }

    private interface INumberLike<TSelf>
        where TSelf : INumberLike<TSelf>
    {
        static abstract TSelf Zero { get; }
        static abstract TSelf One { get; }

        static abstract TSelf operator +(TSelf a, TSelf b);

        static abstract TSelf operator -(TSelf a, TSelf b);

        static abstract TSelf operator *(TSelf a, TSelf b);

        static abstract TSelf operator /(TSelf a, TSelf b);

        bool IsZero { get; }
        static virtual TSelf Power(TSelf x, int n) =>
            n == 0 ? TSelf.One
            : n % 2 == 1 ? x * TSelf.Power(x, n - 1)
            : TSelf.Power(x * x, n / 2);
    }

    private readonly record struct Mod7(int Value) : INumberLike<Mod7>
    {
        public static Mod7 Zero => default;
        public static Mod7 One => new(1);

        public static Mod7 operator +(Mod7 a, Mod7 b) => new((a.Value + b.Value) % 7);

        public static Mod7 operator -(Mod7 a, Mod7 b) => new((a.Value + 7 - b.Value) % 7);

        public static Mod7 operator *(Mod7 a, Mod7 b) => new(a.Value * b.Value % 7);

        public static Mod7 operator /(Mod7 a, Mod7 b) => b.Value == 0 ? throw new DivideByZeroException() : a * Power(b, 5);

        private static Mod7 Power(Mod7 x, int n) => n == 0 ? One : x * Power(x, n - 1);

        public bool IsZero => Value == 0;

        public override string ToString() => Value.ToString();
    }

    private sealed class Matrix<T>
        where T : INumberLike<T>
    {
        private readonly T[,] _cells;

        public Matrix(int rows, int columns, Func<int, int, T> cell)
        {
            _cells = new T[rows, columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                    _cells[i, j] = cell(i, j);
            }
        }

        public int Rows => _cells.GetLength(0);
        public int Columns => _cells.GetLength(1);
        public T this[int i, int j] => _cells[i, j];

        public static Matrix<T> Identity(int n) => new(n, n, (i, j) => i == j ? T.One : T.Zero);

        public static Matrix<T> operator *(Matrix<T> a, Matrix<T> b)
        {
            if (a.Columns != b.Rows)
                throw new ArgumentException($"{a.Rows}x{a.Columns} times {b.Rows}x{b.Columns}");
            return new(
                a.Rows,
                b.Columns,
                (i, j) =>
                {
                    T sum = T.Zero;
                    for (int k = 0; k < a.Columns; k++)
                        sum += a[i, k] * b[k, j];
                    return sum;
                }
            );
        }

        /// <summary>Determinant and inverse by elimination.</summary>
        public (T Determinant, Matrix<T> Inverse) Invert()
        {
            int n = Rows;
            var work = new Matrix<T>(
                n,
                2 * n,
                (i, j) =>
                    j < n ? _cells[i, j]
                    : j - n == i ? T.One
                    : T.Zero
            )._cells;
            T determinant = T.One;
            for (int column = 0; column < n; column++)
            {
                int pivot = column;
                while (pivot < n && work[pivot, column].IsZero)
                    pivot++;
                if (pivot == n)
                    return (T.Zero, null);
                if (pivot != column)
                {
                    determinant = T.Zero - determinant;
                    for (int j = 0; j < 2 * n; j++)
                        (work[pivot, j], work[column, j]) = (work[column, j], work[pivot, j]);
                }

                T head = work[column, column];
                determinant *= head;
                for (int j = 0; j < 2 * n; j++)
                    work[column, j] /= head;
                for (int i = 0; i < n; i++)
                {
                    T factor = work[i, column];
                    if (i == column || factor.IsZero)
                        continue;
                    for (int j = 0; j < 2 * n; j++)
                        work[i, j] -= factor * work[column, j];
                }
            }

            return (determinant, new Matrix<T>(n, n, (i, j) => work[i, j + n]));
        }

        public override string ToString() =>
            string.Join(
                "; ",
                Enumerable.Range(0, Rows).Select(i => string.Join(' ', Enumerable.Range(0, Columns).Select(j => _cells[i, j])))
            );
    }

    private static string Try(Func<object> f)
    {
        try
        {
            return f().ToString();
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            return e.GetType().Name;
        }
    }

    private static BigInteger Factorial(int n)
    {
        BigInteger result = 1;
        for (int i = 2; i <= n; i++)
            result *= i;
        return result;
    }

    public static int Run()
    {
        Fraction<int> half = new(1, 2),
            third = new(-2, -6);
        WriteLine(
            $"{half + third} {half - third} {half * third} {half / third} {half.CompareTo(third)} {new Fraction<int>(4, -8)} {default(Fraction<int>)} {half.Equals(new Fraction<int>(2, 4))} {Try(() => new Fraction<int>(1, 0))} {Try(() => half / 0)}"
        );
        var hilbert = new Matrix<Fraction<long>>(4, 4, (i, j) => new(1, i + j + 1));
        var (determinant, inverse) = hilbert.Invert();
        WriteLine(hilbert);
        WriteLine(inverse + " | " + determinant);
        WriteLine(hilbert * inverse);
        var big = new Matrix<Fraction<BigInteger>>(7, 7, (i, j) => new(1, i + j + 1)).Invert();
        WriteLine(big.Determinant + " " + big.Inverse[3, 3]);
        WriteLine(Try(() => new Matrix<Fraction<short>>(5, 5, (i, j) => new(1, (short)(i + j + 1))).Invert().Determinant));
        WriteLine(
            Try(() => hilbert * new Matrix<Fraction<long>>(3, 3, (_, _) => 1))
                + " "
                + (new Matrix<Fraction<int>>(2, 2, (_, _) => 1).Invert().Inverse == null)
        );
        var mod = new Matrix<Mod7>(3, 3, (i, j) => new(((i * 3) + (j * j) + 1) % 7));
        var (d7, i7) = mod.Invert();
        WriteLine($"{mod} | {d7} | {i7} | {(i7 is null ? "singular" : mod * i7)}");
        var fibonacci = Matrix<Fraction<BigInteger>>.Identity(2);
        var step = new Matrix<Fraction<BigInteger>>(2, 2, (i, j) => i + j < 2 ? 1 : 0);
        for (int i = 0; i < 100; i++)
            fibonacci *= step;
        WriteLine(fibonacci[0, 1]);
        Fraction<BigInteger> e = 0;
        for (int i = 0; i < 25; i++)
            e += new Fraction<BigInteger>(1, Factorial(i));
        WriteLine(e + " ~ " + BigInteger.Divide(e.Top * BigInteger.Pow(10, 24), e.Bottom));
        WriteLine(
            Factorial(60)
                + " "
                + Factorial(60).ToString().Sum(c => c - '0')
                + " "
                + (Factorial(60) / Factorial(57))
                + " "
                + BigInteger.GreatestCommonDivisor(Factorial(20), BigInteger.Pow(6, 12))
                + " "
                + BigInteger.ModPow(3, 1000, 1000007)
        );
        return 0;
    }
}
