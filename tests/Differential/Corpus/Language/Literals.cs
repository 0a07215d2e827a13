using System;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Language;

/// <summary>Literals: raw and verbatim strings, escapes, UTF-8, binary, digit separators, big constants.</summary>
public static class Literals
{
    private const string C = "a" + "b" + nameof(Literals);
    private const int Shift = 1 << 20 | 0b1010_1010;
    private const double Tiny = 5e-324;
    private const decimal Money = 79228162514264337593543950335m;
    private static ReadOnlySpan<byte> Bytes => "grün€😀"u8;
    private static ReadOnlySpan<int> Table => [1, -1, int.MaxValue];
    private static readonly char[] s_chars = ['\0', '\x41', '\u00e9', '\\', '\'', '\e'];

    public static int Run()
    {
        WriteLine(C + Shift + Tiny + Money + 0xFFFF_FFFFu + 0b1111L + 1_000_000UL + 1e3f + .5 + 10.0m + 'a' + (int)'\uFFFF');
        WriteLine(Bytes.Length + " " + Bytes[3] + Encoding.UTF8.GetString(Bytes) + Table[2] + Table.Length);
        foreach (char c in s_chars)
            Write((int)c + ",");
        string raw = """
            raw "line"
              indented \n
            end
            """;
        WriteLine(raw.Length + raw.Replace("\n", "/"));
        WriteLine(@"c:\dir ""q""" + "\t|\u0041\U0001F600|" + "\\" + "" + null + "a\0b".Length);
        WriteLine(
            long.MinValue
                + " "
                + (-2147483648)
                + ulong.MaxValue
                + (sbyte)-128
                + unchecked((byte)300)
                + (char)97
                + double.MaxValue.ToString("R")
                + float.Epsilon.ToString("R")
                + (0.1f + 0.2f == 0.3f)
                + (0.1 + 0.2 == 0.3)
                + (0.1m + 0.2m == 0.3m)
        );
        WriteLine("interned" == string.Concat("inter", "ned"));
        WriteLine(ReferenceEquals("lit", "lit"));
        return 0;
    }
}
