using System;
using System.Text;

namespace Corpus.Library;

public static class Strings
{
    public static int Run()
    {
        string s = "The quick brown fox";
        Console.WriteLine(s.ToUpperInvariant() + s.Length + s.IndexOf("quick") + s.LastIndexOf('o'));
        Console.WriteLine(s.Substring(4, 5) + s.Replace("quick", "slow") + s.Contains("fox") + s.StartsWith("The") + s.EndsWith("x"));
        foreach (string w in s.Split(' '))
            Console.Write("[" + w + "]");
        Console.WriteLine();
        Console.WriteLine(
            string.Join("-", "a", "b", "c")
                + string.Concat("x", 1, 'c', 2.5)
                + "  trim ".Trim()
                + "pad".PadLeft(6, '.')
                + "pad".PadRight(5)
                + "|"
        );
        Console.WriteLine(string.Compare("apple", "banana", StringComparison.Ordinal) < 0);
        Console.WriteLine("abc" == new string(new[] { 'a', 'b', 'c' }));
        Console.WriteLine(new string('z', 5) + string.IsNullOrEmpty("") + string.IsNullOrWhiteSpace("  "));
        var sb = new StringBuilder();
        for (int i = 0; i < 50; i++)
            sb.Append(i).Append(',');
        sb.Insert(0, "start:").Replace(",", ";").Remove(6, 4).AppendLine().AppendFormat("{0:x4} {1,8}|{2,-8}|", 255, "right", "left");
        Console.WriteLine(sb.ToString());
        Console.WriteLine($"{42, 6}|{42, -6}|{42:D5}|{255:X}|{3.14159:F2}|{1234567:N0}|{0.5:P0}|{DayOfWeek.Friday}");
        Console.WriteLine(int.Parse("-123") + long.Parse("9876543210") + (int.TryParse("x", out int n) ? 1 : 0));
        Console.WriteLine(
            double.Parse("2.5e3") + " " + 0.1 + " " + (1.0 / 3) + " " + 1e100 + " " + float.MaxValue + " " + double.Epsilon + " " + 100.0
        );
        Console.WriteLine(string.Format("{0} {1} {0}", "a", 5));
        Console.WriteLine("ünïcödé €" + "ünïcödé".Length + char.IsLetter('é') + char.ToUpperInvariant('ß'));
        Console.WriteLine("a\tb\"c\\d\u0041");
        Console.WriteLine("hello".GetHashCode() == "hello".GetHashCode());
        Console.WriteLine(Encoding.UTF8.GetBytes("é€😀").Length + Encoding.UTF8.GetString([104, 105]));
        Console.WriteLine(bool.Parse("true").ToString() + true + char.Parse("x"));
        Console.WriteLine(12345.678m * 2 + " " + 1m / 3);
        return 0;
    }
}
