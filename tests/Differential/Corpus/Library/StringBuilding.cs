using System;
using System.Text;
using static System.Console;

namespace Corpus.Library;

/// <summary>StringBuilder: append, insert, replace, remove, chunks, capacity.</summary>
public static class StringBuilding
{
    public static int Run()
    {
        var b = new StringBuilder("start");
        for (int i = 0; i < 200; i++)
            b.Append(i).Append(i % 3 == 0 ? "," : "");
        b.Insert(3, "INS")
            .Replace("12", "twelve")
            .Remove(0, 2)
            .AppendLine()
            .AppendFormat("{0:X4}|{1,5}", 255, "r")
            .AppendJoin('-', [1, 2, 3]);
        b[1] = '#';
        b.Length -= 2;
        WriteLine(b.Length + " " + b.ToString(0, 40) + b.ToString()[^20..].Replace("\n", "/"));
        int chunks = 0;
        foreach (ReadOnlyMemory<char> c in b.GetChunks())
            chunks += c.Length;
        WriteLine(chunks == b.Length);
        b.Clear().Append('x', 5).Append("abc", 1, 2).Append(1.5).Append(true).Append((object)null).Append(['q']);
        WriteLine(b + " " + b.Equals(new StringBuilder(b.ToString())));
        try
        {
            b.Remove(5, 99);
        }
        catch (ArgumentOutOfRangeException)
        {
            WriteLine("range");
        }
        return 0;
    }
}
