using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>throw as an expression in every place, and exceptions from every kind of member.</summary>
public static class ThrowExpressions
{
    private sealed class M
    {
        private readonly string _s;

        public M(string s) => _s = s ?? throw new ArgumentNullException(nameof(s));

        public int P => _s.Length > 3 ? _s.Length : throw new InvalidOperationException("P");
        public int this[int i] => i >= 0 ? i : throw new IndexOutOfRangeException();

        public static M operator +(M a, M b) => a._s == b._s ? throw new NotSupportedException("+") : new(a._s + b._s);

        public static explicit operator int(M m) => throw new InvalidCastException("cast");

        public override string ToString() => throw new FormatException("ToString");

        public event Action E
        {
            add => throw new NotImplementedException("add");
            remove { }
        }

        public IEnumerable<int> It()
        {
            yield return 1;
            throw new OverflowException("It");
        }

        public void Deconstruct(out int a, out int b) => throw new TimeoutException("dec");
    }

    private static string T(Func<object> f)
    {
        try
        {
            return f()?.ToString() ?? "null";
        }
        catch (Exception e)
        {
            return e.GetType().Name[..8] + ":" + e.Message.Split('.', '\n')[0];
        }
    }

    public static int Run()
    {
        var m = new M("ab");
        WriteLine(
            string.Join(
                ' ',
                T(() => new M(null)),
                T(() => m.P),
                T(() => m[-1]),
                T(() => m + m),
                T(() => (int)m),
                T(() => m),
                T(() =>
                {
                    m.E += null;
                    return 1;
                }),
                T(() => m.It().Sum()),
                T(() =>
                {
                    var (a, b) = m;
                    return a;
                }),
                T(() => $"{m}"),
                T(() =>
                    1 switch
                    {
                        2 => 3,
                        _ => throw new Exception("arm"),
                    }
                ),
                T(() => true ? throw new Exception("cond") : 1),
                T(() => (object)null ?? throw new Exception("coalesce")),
                T(() => new Lazy<int>(() => throw new Exception("lazy")).Value),
                T(() => new[] { 1 }.Select<int, int>(_ => throw new Exception("select")).First())
            )
        );
        return 0;
    }
}
