using System;
using System.Runtime.CompilerServices;
using System.Text;
using static System.Console;

namespace Corpus.Language;

/// <summary>Interpolated strings with formats, alignments, nesting, spans and custom handlers.</summary>
public static class Interpolation
{
    [InterpolatedStringHandler]
    private ref struct Handler
    {
        private readonly StringBuilder _b;

        public Handler(int literal, int holes, bool on, out bool go)
        {
            _b = new StringBuilder($"<{literal},{holes}>");
            go = on;
        }

        public void AppendLiteral(string s) => _b.Append(s.ToUpperInvariant());

        public void AppendFormatted<T>(T v) => _b.Append('[').Append(v).Append(']');

        public void AppendFormatted<T>(T v, int alignment, string format)
            where T : IFormattable => _b.Append(v.ToString(format, null).PadLeft(alignment, '_'));

        public void AppendFormatted(ReadOnlySpan<char> s) => _b.Append("span").Append(s);

        public readonly string Text => _b.ToString();
    }

    private static string Log(bool on, [InterpolatedStringHandlerArgument(nameof(on))] Handler h) => h.Text;

    private static int s_n;

    private static int Side() => ++s_n;

    private struct F : IFormattable
    {
        public string ToString(string f, IFormatProvider p) => "F" + f;

        public override string ToString() => "plain";
    }

    private struct SF : ISpanFormattable
    {
        public string ToString(string f, IFormatProvider p) => "no";

        public bool TryFormat(Span<char> d, out int n, ReadOnlySpan<char> f, IFormatProvider p)
        {
            n = 0;
            if (d.Length < 3)
                return false;
            "spf".CopyTo(d);
            n = 3;
            return true;
        }
    }

    public static int Run()
    {
        int a = 42;
        double d = 1234.5678;
        string s = null;
        object o = 'c';
        WriteLine(
            $"{a}|{a, 6}|{a, -6}|{a:X4}|{a, 8:D5}|{d:F2}|{d, 12:N1}|{d:E3}|{s}|{o}|{{}}|{(a > 1 ? "yes" : "no")}|{$"in{$"ner{a}"}"}|{new F():zz}|{new F()}|{new SF()}|{true}|{'x', 3}|{-a:+0;-0;zero}|{0:+0;-0;zero}"
        );
        WriteLine(Log(true, $"abc {a} d {a, 6:X} {"sp".AsSpan()}") + Log(false, $"never {Side()}") + s_n);
        WriteLine($"""{a} "quoted" {'\n'.GetHashCode() > 0}""" + $$"""{{{a}}} {a}""");
        Span<char> buf = stackalloc char[20];
        WriteLine(buf.TryWrite($"n={a} {d:F1}", out int n) + " " + n + buf[..n].ToString() + buf.TryWrite($"{new string('x', 30)}", out _));
        FormattableString fs = $"f {a} {d:F3}";
        WriteLine(fs.Format + fs.ArgumentCount + fs.ToString(null));
        WriteLine(
            string.Create(null, $"c{a}") + string.Format("{0}{1,4}{0:X}{{", a, "z") + $"{1}{2}{3}{4}{5}{6}{7}{8}{9}{10}" + $"{a}{"const"}"
        );
        return 0;
    }
}
