using System;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Library;

/// <summary>UTF-8, UTF-16, Latin-1 and ASCII: round trips and invalid bytes; base 64 and hex.</summary>
public static class Encodings
{
    public static int Run()
    {
        string s = "aé中😀\ud800z\0";
        foreach (
            Encoding e in new[]
            {
                Encoding.UTF8,
                Encoding.Unicode,
                Encoding.Latin1,
                Encoding.ASCII,
                Encoding.BigEndianUnicode,
                Encoding.UTF32,
            }
        )
        {
            byte[] b = e.GetBytes(s);
            WriteLine(
                b.Length
                    + " "
                    + Convert.ToHexString(b)
                    + " "
                    + string.Join(',', e.GetString(b).Select(c => (int)c))
                    + " "
                    + e.GetByteCount("ü")
                    + e.GetMaxByteCount(3)
            );
        }
        WriteLine(string.Join(',', Encoding.UTF8.GetString([0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x62]).Select(c => (int)c)));
        byte[] data = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * 7))];
        string b64 = Convert.ToBase64String(data);
        WriteLine(b64 + Convert.FromBase64String(b64).SequenceEqual(data) + Convert.FromHexString("00ffAB")[2]);
        foreach (Rune r in "a😀é".EnumerateRunes())
            Write(r.Value + ":" + r.Utf8SequenceLength + " ");
        try
        {
            new UTF8Encoding(false, true).GetString([0xff]);
        }
        catch (ArgumentException)
        {
            WriteLine("invalid");
        }
        try
        {
            Convert.FromBase64String("a");
        }
        catch (FormatException)
        {
            WriteLine("bad");
        }
        return 0;
    }
}
