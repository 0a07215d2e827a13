using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Threading;

namespace Corpus.Library;

public static class Texts
{
    public static int Run()
    {
        Body();
        return 0;
    }

    private static void Body()
    {
        string s = "Hello, World";
        Console.WriteLine(
            s.ToUpper()
                + s.ToLowerInvariant()
                + s.Substring(7)
                + s.IndexOf("World")
                + s.LastIndexOf('o')
                + s.Replace("l", "L")
                + s.Contains("ell")
                + s.StartsWith("He")
                + s.EndsWith("ld", StringComparison.OrdinalIgnoreCase)
                + s.Insert(5, "!")
                + s.Remove(3)
                + s.PadLeft(15, '.')
                + s.PadRight(15)
                + "|"
                + "  x ".Trim()
                + "|"
                + "xxyxx".Trim('x')
                + s.Split(',')[1]
                + string.Join(";", "a b c".Split(' '))
                + string.Concat("a", "b")
                + s[^1]
                + s[1..3]
        );
        Console.WriteLine(
            string.Compare("a", "B")
                + " "
                + string.Compare("a", "B", StringComparison.OrdinalIgnoreCase)
                + " "
                + string.CompareOrdinal("a", "b")
                + " "
                + "a".CompareTo("b")
                + " "
                + "É".ToLower()
                + " "
                + "straße".ToUpperInvariant()
                + " "
                + "İ".ToLowerInvariant()
                + " "
                + string.Equals("a", "A", StringComparison.InvariantCultureIgnoreCase)
                + " "
                + "abc".IndexOfAny(['c', 'b'])
                + " "
                + "a,b;;c".Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Length
                + " "
                + "é".Normalize(NormalizationForm.FormD).Length
                + " "
                + "abc".GetHashCode().Equals("abc".GetHashCode())
                + " "
                + string.IsNullOrWhiteSpace(" \t")
                + " "
                + new string('z', 3)
                + " "
                + string.Intern("q")
                + " "
                + "a-b".ToCharArray().Length
        );
        Console.WriteLine(
            "αβγ".ToUpper()
                + char.IsLetter('é')
                + char.GetUnicodeCategory('€')
                + char.IsDigit('٣')
                + char.GetNumericValue('½')
                + char.ConvertFromUtf32(0x1F600)
                + char.IsSurrogate("😀", 0)
                + char.ToUpper('ß')
                + char.IsWhiteSpace('\u00a0')
                + CharUnicodeInfo.GetDecimalDigitValue('5')
                + new StringInfo("e\u0301x").LengthInTextElements
        );
        Console.WriteLine(CultureInfo.CurrentCulture.Name == "" ? "inv" : "other");
        Console.WriteLine(
            CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(3)
                + CultureInfo.InvariantCulture.TextInfo.ToTitleCase("hello world")
                + CultureInfo.InvariantCulture.CompareInfo.IndexOf("abc", "B", CompareOptions.IgnoreCase)
                + CultureInfo.InvariantCulture.NumberFormat.CurrencySymbol
        );
        try
        {
            CultureInfo.GetCultureInfo("xx-nonsense-zz-q");
            Console.WriteLine("no throw");
        }
        catch (CultureNotFoundException e)
        {
            Console.WriteLine(e.GetType().Name);
        }
        Console.WriteLine(new CultureInfo("").Equals(CultureInfo.InvariantCulture));
        var nf = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        nf.NumberGroupSeparator = " ";
        nf.NumberDecimalSeparator = ",";
        Console.WriteLine(1234567.891.ToString("N2", nf));
        Console.WriteLine(
            new GregorianCalendar().GetWeekOfYear(new DateTime(2024, 1, 1), CalendarWeekRule.FirstDay, DayOfWeek.Monday)
                + " "
                + ISOWeek.GetWeekOfYear(new DateTime(2024, 12, 30))
        );
        Span<int> sp = stackalloc int[] { 3, 1, 2 };
        sp.Sort();
        Console.WriteLine(
            sp[0]
                + " "
                + sp.IndexOf(3)
                + " "
                + sp.ToArray().Length
                + " "
                + sp.SequenceEqual([1, 2, 3])
                + sp.Contains(2)
                + sp.BinarySearch(2)
        );
        ReadOnlySpan<char> rc = "a,b,c";
        foreach (var r in rc.Split(','))
            Console.Write(rc[r].ToString() + ";");
        Console.WriteLine();
        sp.Fill(7);
        sp.Reverse();
        sp.Clear();
        Memory<int> mem = new int[] { 1, 2, 3 };
        Console.WriteLine(mem.Slice(1).Span[0] + " " + mem.Length);
        var arr = ArrayPool<byte>.Shared.Rent(100);
        Console.WriteLine(arr.Length >= 100);
        ArrayPool<byte>.Shared.Return(arr);
        var abw = new ArrayBufferWriter<byte>();
        abw.Write(new byte[] { 1, 2 });
        Console.WriteLine(abw.WrittenCount);
        Console.WriteLine(
            MemoryMarshal.Cast<int, byte>(new int[] { 1, 2 }).Length
                + " "
                + MemoryMarshal.Read<int>(new byte[] { 1, 0, 0, 0 })
                + " "
                + Unsafe.SizeOf<Guid>()
        );
        var sv = SearchValues.Create("aeiou");
        Console.WriteLine("xyzebc".AsSpan().IndexOfAny(sv));
        Console.WriteLine(
            "abcabc".AsSpan().Count('a') + " " + "abc".AsSpan().IndexOfAnyExcept('a') + " " + "  x".AsSpan().TrimStart().ToString()
        );
        var seq = new ReadOnlySequence<byte>(new byte[] { 1, 2, 3 });
        Console.WriteLine(seq.Length + " " + seq.Slice(1).FirstSpan[0]);
        Index i = ^1;
        Range rg = 1..^1;
        Console.WriteLine(i + " " + rg + " " + rg.GetOffsetAndLength(5));
        Console.WriteLine(
            BitConverter.ToInt32(BitConverter.GetBytes(12345))
                + " "
                + BitConverter.DoubleToInt64Bits(1.5)
                + " "
                + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian([0, 0, 1, 0])
                + " "
                + BitConverter.Int32BitsToSingle(0x40000000)
        );
        var bsrc = new byte[] { 1, 2, 3, 4 };
        var bd = new byte[4];
        Buffer.BlockCopy(bsrc, 1, bd, 0, 3);
        Console.WriteLine(string.Join(",", bd) + Buffer.ByteLength(new int[3]));
        var lz = new Lazy<int>(() =>
        {
            Console.WriteLine("init");
            return 5;
        });
        Console.WriteLine(lz.IsValueCreated + " " + lz.Value + lz.Value);
        Console.WriteLine(Vector<int>.Count >= 4);
        var v = Vector128.Create(1, 2, 3, 4);
        Console.WriteLine(v + v);
        Console.WriteLine(
            Vector128.Sum(v * v)
                + " "
                + Vector128.Shuffle(v, Vector128.Create(3, 2, 1, 0))
                + " "
                + Vector256.Create(1.5)
                + " "
                + Vector64.Create((short)3)
                + " "
                + Vector128.IsHardwareAccelerated.ToString().Length.GetType()
        );
        Console.WriteLine(
            EqualityComparer<string>.Default.Equals("a", "a")
                + " "
                + Comparer<int>.Default.Compare(1, 2)
                + " "
                + StringComparer.Ordinal.Compare("a", "B")
                + " "
                + EqualityComparer<int?>.Default.Equals(1, null)
                + " "
                + HashCode.Combine(1, 2).Equals(HashCode.Combine(1, 2))
                + " "
                + EqualityComparer<(int, string)>.Default.Equals((1, "a"), (1, "a"))
        );
        var cwt = new ConditionalWeakTable<object, string>();
        var key = new object();
        cwt.Add(key, "val");
        Console.WriteLine(cwt.TryGetValue(key, out var val) + val);
        var tl = new ThreadLocal<int>(() => 9);
        Console.WriteLine(tl.Value);
        var wr = new WeakReference<object>(key);
        Console.WriteLine(wr.TryGetTarget(out _));
        GC.KeepAlive(key);
        var h = GCHandle.Alloc(key);
        Console.WriteLine(h.Target == key);
        h.Free();
        Console.WriteLine(
            Int128.MaxValue
                + " "
                + UInt128.Parse("340282366920938463463374607431768211455")
                + " "
                + (Int128)5 / 2
                + " "
                + Int128.Parse("-7") % 3
                + " "
                + (Half)1.1
                + " "
                + Half.MaxValue
                + " "
                + (nint)5
                + " "
                + nuint.MaxValue
                + " "
                + int.CreateSaturating(1e20)
                + " "
                + byte.CreateTruncating(300)
                + " "
                + Rune.GetRuneAt("😀", 0).Utf8SequenceLength
                + " "
                + int.LeadingZeroCount(1)
                + " "
                + long.PopCount(255)
                + " "
                + int.Log2(8)
                + " "
                + double.IsInteger(3.0)
                + " "
                + uint.RotateLeft(1, 31)
        );
        Console.WriteLine(
            Add<int>([1, 2, 3]) + " " + Add<double>([1.5, 2]) + " " + Add<decimal>([1.5m, 2]) + " " + Add<BigInteger>([5, 6])
        );
        Console.WriteLine(sizeof(decimal) + " " + nameof(Texts) + " " + default(DateTime) + " " + typeof(Texts).Name);
        Console.Error.WriteLine("err");
        Console.Out.Flush();
        Console.Write("{0} {1}\n", 1, 2);
        Console.WriteLine(new char[] { 'a', 'b' });
        Console.WriteLine((object)null);
        Console.WriteLine(1.5m);
        Console.WriteLine(Console.In.ReadLine() == null);
        Console.WriteLine(Console.IsInputRedirected);
    }

    static T Add<T>(T[] a)
        where T : INumber<T>
    {
        T s = T.Zero;
        foreach (var x in a)
            s += x;
        return s;
    }
}
