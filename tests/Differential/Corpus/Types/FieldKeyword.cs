using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Field-backed properties, init, required, partial members, lazy initialisation.</summary>
public static class FieldKeyword
{
    private sealed class Account
    {
        public string Owner
        {
            get;
            init => field = value?.Trim() ?? throw new ArgumentNullException(nameof(value));
        }
        public int Balance
        {
            get;
            set
            {
                if (value < 0)
                    throw new ArgumentOutOfRangeException(nameof(value), "negative");
                Changes++;
                field = value;
            }
        } = 100;
        public int Changes { get; private set; }
        public string Cached => field ??= Compute();

        private string Compute()
        {
            Changes += 10;
            return "computed " + Owner;
        }

        public static int Shared
        {
            get => field++;
            set;
        } = 7;
    }

    private class Needs
    {
        public required int A { get; init; }
        public required string B;
        public int? C { get; set; }

        [SetsRequiredMembers]
        public Needs(int a)
        {
            A = a;
            B = "set";
        }

        public Needs() { }
    }

    private struct Temp
    {
        public Temp() { }

        public double C
        {
            readonly get;
            set => field = Math.Max(value, -273.15);
        } = 20;
        public readonly double F => C * 9 / 5 + 32;
    }

    private class Prime(int a, string b = "dflt")
    {
        private int _a = a * 2;
        public int Sum => _a + a;
        public string B { get; } = b + a;

        public void Inc() => a++;

        public class Inner(Prime p)
        {
            public int Get() => p.Sum;
        }
    }

    private class Child(int x) : Prime(x + 1, "child")
    {
        public int X => x;

        public Child(string s)
            : this(s.Length) { }
    }

    private interface IInit
    {
        int V { get; init; }
    }

    private struct SInit : IInit
    {
        public int V { get; init; }
    }

    private static T Make<T>()
        where T : IInit, new() => new() { V = 42 };

    public static int Run()
    {
        var a = new Account { Owner = "  Zed " };
        a.Balance = 50;
        try
        {
            a.Balance = -1;
        }
        catch (ArgumentOutOfRangeException e)
        {
            WriteLine(e.ParamName);
        }
        WriteLine(a.Owner + a.Balance + a.Changes + a.Cached + a.Cached + a.Changes + Account.Shared + Account.Shared);
        try
        {
            new Account { Owner = null };
        }
        catch (ArgumentNullException e)
        {
            WriteLine(e.ParamName);
        }
        var n = new Needs { A = 1, B = "b" };
        var m = new Needs(9);
        WriteLine(n.A + n.B + n.C.HasValue + m.A + m.B);
        var t = new Temp { C = -500 };
        WriteLine(t.C + " " + new Temp().F + " " + default(Temp).C);
        var p = new Prime(5);
        p.Inc();
        WriteLine(p.Sum + p.B + new Prime.Inner(p).Get());
        var c = new Child("four");
        WriteLine(c.X + c.B + c.Sum + Make<SInit>().V);
        return 0;
    }
}
