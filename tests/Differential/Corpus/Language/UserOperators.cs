using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>User-defined operators of every kind, checked ones and conversions included.</summary>
public static class UserOperators
{
    private readonly struct Money(long cents) : IEquatable<Money>
    {
        public readonly long Cents = cents;

        public static Money operator +(Money a, Money b) => new(a.Cents + b.Cents);

        public static Money operator checked +(Money a, Money b) => new(checked(a.Cents + b.Cents));

        public static Money operator -(Money a) => new(-a.Cents);

        public static Money operator checked -(Money a) => new(checked(-a.Cents));

        public static Money operator -(Money a, Money b) => new(a.Cents - b.Cents);

        public static Money operator *(Money a, int b) => new(a.Cents * b);

        public static Money operator checked *(Money a, int b) => new(checked(a.Cents * b));

        public static Money operator ++(Money a) => new(a.Cents + 1);

        public static Money operator checked ++(Money a) => new(checked(a.Cents + 1));

        public static Money operator --(Money a) => new(a.Cents - 1);

        public static bool operator ==(Money a, Money b) => a.Cents == b.Cents;

        public static bool operator !=(Money a, Money b) => !(a == b);

        public static bool operator <(Money a, Money b) => a.Cents < b.Cents;

        public static bool operator >(Money a, Money b) => a.Cents > b.Cents;

        public static bool operator true(Money a) => a.Cents != 0;

        public static bool operator false(Money a) => a.Cents == 0;

        public static Money operator &(Money a, Money b) => a.Cents < b.Cents ? a : b;

        public static Money operator |(Money a, Money b) => a.Cents > b.Cents ? a : b;

        public static bool operator !(Money a) => a.Cents == 0;

        public static Money operator ~(Money a) => new(~a.Cents);

        public static Money operator >>>(Money a, int n) => new(a.Cents >>> n);

        public static implicit operator Money(int euros) => new(euros * 100L);

        public static explicit operator int(Money m) => (int)(m.Cents / 100);

        public static explicit operator checked int(Money m) => checked((int)(m.Cents / 100));

        public static explicit operator string(Money m) => $"{m.Cents / 100}.{Math.Abs(m.Cents % 100):00}";

        public bool Equals(Money other) => this == other;

        public override bool Equals(object o) => o is Money m && Equals(m);

        public override int GetHashCode() => Cents.GetHashCode();
    }

    private sealed class Counter
    {
        public int Value;
        public int Calls;

        public void operator +=(int x)
        {
            Value += x;
            Calls++;
        }

        public void operator checked +=(int x)
        {
            Value = checked(Value + x);
            Calls += 100;
        }

        public void operator ++()
        {
            Value++;
            Calls++;
        }

        public void operator *=(Counter other)
        {
            Value *= other.Value;
            Calls++;
        }
    }

    private struct Accumulator
    {
        public int Sum;

        public void operator -=(int x) => Sum -= x;
    }

    public static int Run()
    {
        Money a = 5,
            b = new(250);
        WriteLine(
            (string)(a + b)
                + " "
                + (string)(a - b)
                + " "
                + (string)(-a)
                + " "
                + (string)(a * 3)
                + " "
                + (string)(~b)
                + " "
                + (string)(b >>> 1)
        );
        a++;
        ++b;
        b--;
        Money old = a++;
        WriteLine($"{a.Cents} {b.Cents} {old.Cents} {a == b} {a != b} {a < b} {a > b} {!a} {(int)a}");
        if (a && b)
            WriteLine("both");
        WriteLine((a & b).Cents + " " + (a | b).Cents + " " + (a || b ? "or" : "nor") + " " + ((Money)0 && b ? "x" : "zero"));
        Money big = new(long.MaxValue);
        WriteLine((big + new Money(1)).Cents);
        try
        {
            WriteLine(checked(big + new Money(1)).Cents);
        }
        catch (OverflowException)
        {
            WriteLine("checked +");
        }
        try
        {
            checked
            {
                big++;
            }
        }
        catch (OverflowException)
        {
            WriteLine("checked ++");
        }
        try
        {
            WriteLine(checked(-new Money(long.MinValue)).Cents);
        }
        catch (OverflowException)
        {
            WriteLine("checked -");
        }
        try
        {
            WriteLine(checked((int)big));
        }
        catch (OverflowException)
        {
            WriteLine("checked conversion");
        }
        try
        {
            WriteLine(checked(big * 2).Cents);
        }
        catch (OverflowException)
        {
            WriteLine("checked *");
        }
        Money? none = null,
            some = new Money(7);
        WriteLine(
            (none + some).HasValue
                + " "
                + (some + some).Value.Cents
                + " "
                + (none == some)
                + " "
                + (none < some)
                + " "
                + (some * 2).Value.Cents
        );
        var c = new Counter();
        c += 5;
        c++;
        checked
        {
            c += 7;
        }
        c *= c;
        WriteLine(c.Value + " " + c.Calls);
        var same = c;
        same += 1;
        WriteLine(ReferenceEquals(same, c) + " " + c.Value);
        var acc = new Accumulator();
        acc -= 4;
        acc -= -10;
        WriteLine(acc.Sum);
        return (int)a;
    }
}
