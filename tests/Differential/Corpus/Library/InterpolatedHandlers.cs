using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Corpus.Library;

/// <summary>Interpolated texts: handlers of one's own, into spans and builders, composite formats parsed once, formattable texts.</summary>
public static class InterpolatedHandlers
{
    private static readonly CompositeFormat s_row = CompositeFormat.Parse("[{0,-6}|{1,8:F2}|{2:x4}]");
    private static int s_evaluated;

    public static int Run()
    {
        Log(true, $"value {Next()} and {Next():x3}, padded {Next(),5}|{Next(),-5}|");
        Log(false, $"never {Next()}");
        Console.WriteLine($"evaluated {s_evaluated}");
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, s_row, "name", 3.14159, 255));
        Console.WriteLine($"{s_row.Format} needs {s_row.MinimumArgumentCount}");
        Spans();
        FormattableString formattable = $"a {1} b {2.5:F1} c {"x"}";
        Console.WriteLine($"{formattable.Format} / {formattable.ArgumentCount} / {FormattableString.Invariant(formattable)} / {formattable.GetArgument(2)}");
        var builder = new StringBuilder();
        builder.Append(CultureInfo.InvariantCulture, $"{1.5}/{new DateOnly(2024, 1, 2):yyyy.MM.dd}").AppendLine($"{'c'}{null}{true}");
        Console.Write(builder);
        Console.WriteLine(Query($"select * from t where a = {5} and b = {"it's"}"));
        Console.WriteLine($"{{escaped}} {$"nested {$"twice {1 + 1}"}"} {(s_evaluated > 3 ? "yes" : "no"),6}");
        Console.WriteLine($$"""{"json": {{s_evaluated}}}""");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, stackalloc char[64], $"{new Angle(90.5)}|{new Angle(1):deg}|{new Angle(2),10:deg}"));
        return 0;
    }

    private static int Next() => ++s_evaluated;

    private static void Log(bool enabled, [InterpolatedStringHandlerArgument(nameof(enabled))] ref LogHandler handler) =>
        Console.WriteLine(handler.IsEnabled ? handler.ToString() : "(off)");

    private static void Spans()
    {
        Span<char> buffer = stackalloc char[20];
        bool fits = buffer.TryWrite(CultureInfo.InvariantCulture, $"{12}:{34.5}:{"text"}", out int written);
        Console.WriteLine($"{fits} {written} {buffer[..written]}");
        Console.WriteLine($"{buffer.TryWrite($"{"a text that is much too long"}", out written)} {written}");
        Span<byte> bytes = stackalloc byte[32];
        System.Text.Unicode.Utf8.TryWrite(bytes, CultureInfo.InvariantCulture, $"{1}é{2.5}", out written);
        Console.WriteLine(Convert.ToHexString(bytes[..written]));
    }

    private static string Query(FormattableString text)
    {
        var names = new List<object>();
        for (int i = 0; i < text.ArgumentCount; i++)
            names.Add($"@p{i}={text.GetArgument(i)}");
        return string.Format(text.Format, "@p0", "@p1") + " with " + string.Join(", ", names);
    }

    private readonly record struct Angle(double Degrees) : ISpanFormattable
    {
        public string ToString(string format, IFormatProvider provider) =>
            format == "deg" ? Degrees.ToString("F1", provider) + "°" : Degrees.ToString(provider);

        public bool TryFormat(Span<char> to, out int written, ReadOnlySpan<char> format, IFormatProvider provider)
        {
            bool fits = Degrees.TryFormat(to, out written, format is "deg" ? "F1" : "", provider);
            if (!fits || format is not "deg")
                return fits;
            if (written == to.Length)
                return false;
            to[written++] = '°';
            return true;
        }
    }

    [InterpolatedStringHandler]
    private ref struct LogHandler
    {
        private readonly StringBuilder _text;

        public LogHandler(int literals, int holes, bool enabled, out bool goesOn)
        {
            IsEnabled = goesOn = enabled;
            _text = enabled ? new StringBuilder($"({literals},{holes}) ") : null;
        }

        public bool IsEnabled { get; }

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted<T>(T value, int alignment = 0, string format = null)
            where T : IFormattable
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            _text.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
        }

        public override readonly string ToString() => _text.ToString();
    }
}
