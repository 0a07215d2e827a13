using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Corpus.Support;

namespace Corpus.Library;

/// <summary>StringBuilder whole, string.Create and the odder methods of String; Guid, Random with a seed, comparers of text.</summary>
public static class BuilderApis
{
    public static int Run()
    {
        Builders();
        Chunks();
        Strings();
        Comparers();
        Guids();
        Randoms();
        return 0;
    }

    private static void Builders()
    {
        var b = new StringBuilder("start", 0, 3, 16);
        b.Append('x', 3).Append(true).Append(1.5f).Append(2.5m).Append("cut me"u8.Length).Append("abcdef", 2, 3).Append(new[] { 'p', 'q' });
        Console.WriteLine($"{b} {b.Length} {b.Capacity >= b.Length} {b[3]}");
        b.Insert(0, "<<").Insert(4, 77).Insert(2, "ab", 2).Remove(6, 2).Replace("x", "yy").Replace('y', 'z', 0, 12);
        Console.WriteLine(b);
        b.AppendJoin(", ", new object[] { 1, null, "three" }).AppendFormat(CultureInfo.InvariantCulture, " {0:000}|{1,5}|{2,-5}|", 7, "r", "l").AppendLine();
        b.AppendJoin('-', Enumerable.Range(0, 3));
        b.Length -= 2;
        b[0] = '[';
        Console.WriteLine(b.ToString().ReplaceLineEndings("/"));
        Console.WriteLine($"{b.Equals(new StringBuilder(b.ToString()))} {b.ToString(1, 4)} {b.EnsureCapacity(500) >= 500} {b.MaxCapacity} {b.Clear().Length}");
        Tour.Line("limit", () => new StringBuilder(2, 4).Append("12345").ToString());
        Tour.Line("index", () => new StringBuilder("ab")[2].ToString());
        Tour.Line("remove", () => new StringBuilder("ab").Remove(1, 5).ToString());
    }

    private static void Chunks()
    {
        var b = new StringBuilder();
        for (int i = 0; i < 3000; i++)
            b.Append((char)('a' + (i % 26)));
        int total = 0;
        foreach (ReadOnlyMemory<char> chunk in b.GetChunks())
            total += chunk.Length;
        b.Insert(1500, new string('#', 2000)).Replace("#", "", 1500, 1000);
        var copy = new char[5];
        b.CopyTo(1498, copy, 0, 5);
        Console.WriteLine($"{total} {b.Length} {new string(copy)} {b.ToString().Count(c => c == '#')} {new StringBuilder().Append(b, 100, 4)}");
    }

    private static void Strings()
    {
        string made = string.Create(8, 3, static (span, n) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = (char)('0' + (i * n % 10));
        });
        Console.WriteLine($"{made} {"abc".PadLeft(5, '.')}{"abc".PadRight(5)}| {"a,b,,c".Split(',', 3).Length} {"a, b ,".Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Length}");
        Console.WriteLine($"{"Straße".ToUpperInvariant()} {"x-y-z".LastIndexOf('-', 2)} {"hello".Insert(2, "--").Remove(5)} {"  trim\t".Trim()}| {"xxaxx".Trim('x')} {"abcabc".IndexOf("ca", 1)}");
        Console.WriteLine($"{string.Join("+", "a", "b")} {string.Concat(["x", null, "y"])} {"%".CompareTo("a") < 0} {string.IsNullOrWhiteSpace("\u2003")} {"abc".GetHashCode() == "abc".GetHashCode()}");
        Console.WriteLine($"{"é".Normalize(NormalizationForm.FormC).Length} {"a\tb\nc".Split((char[])null).Length} {"one two".AsSpan().ToString()} {"tEST".Replace("test", "x", StringComparison.OrdinalIgnoreCase)}");
        Console.WriteLine($"{string.Format("{0,8:X}|{1:P1}|{2:e2}|{3:#,##0.0;(#)}|{4}", 255, 0.125, 12345.678, -5, DayOfWeek.Monday)} {"ab".CopyToNew()}");
    }

    private static string CopyToNew(this string text)
    {
        Span<char> cells = stackalloc char[text.Length];
        text.CopyTo(cells);
        cells.Reverse();
        return new string(cells);
    }

    private static void Comparers()
    {
        string[] words = ["banana", "Apple", "cherry", "apple", "Äpfel", "10", "9", ""];
        foreach (StringComparer comparer in new[] { StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture })
            Console.WriteLine(string.Join(' ', words.Order(comparer)) + " " + words.Distinct(comparer).Count());
        StringComparer numeric = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase);
        Console.WriteLine($"{numeric.Equals("ABC", "abc")} {string.Compare("a", "B", StringComparison.Ordinal) > 0} {string.CompareOrdinal("abc", 1, "xbc", 1, 2)} {"ABC".Equals("abc", StringComparison.OrdinalIgnoreCase)}");
        Console.WriteLine($"{StringComparer.FromComparison(StringComparison.OrdinalIgnoreCase).GetHashCode("Q") == StringComparer.OrdinalIgnoreCase.GetHashCode("q")} {"strasse".Contains("ASS", StringComparison.InvariantCultureIgnoreCase)}");
    }

    private static void Guids()
    {
        var guid = new Guid(0x01234567, 0x89AB, 0x4DEF, 1, 2, 3, 4, 5, 6, 7, 8);
        Console.WriteLine($"{guid} {guid:N} {guid:B} {guid:X} {Convert.ToHexString(guid.ToByteArray(bigEndian: true))} {guid.Version} {guid.GetHashCode() == new Guid(guid.ToByteArray()).GetHashCode()}");
        Console.WriteLine($"{Guid.TryParse("not one", out _)} {Guid.ParseExact("{01234567-89ab-4def-0102-030405060708}", "B") == guid} {guid.CompareTo(Guid.Empty)} {Guid.NewGuid() == Guid.NewGuid()} {Guid.NewGuid().Version} {Guid.AllBitsSet}");
    }

    private static void Randoms()
    {
        var random = new Random(42);
        Console.WriteLine($"{random.Next()} {random.Next(100)} {random.Next(-5, 5)} {random.NextDouble():R} {random.NextInt64()} {random.NextSingle():R}");
        int[] cards = Enumerable.Range(0, 10).ToArray();
        random.Shuffle(cards);
        byte[] bytes = new byte[6];
        random.NextBytes(bytes);
        Console.WriteLine($"{string.Join(' ', cards)} {Convert.ToHexString(bytes)} {string.Concat(random.GetItems("abc".AsSpan(), 8))} {random.GetString("01", 5)} {random.GetHexString(6)}");
    }
}
