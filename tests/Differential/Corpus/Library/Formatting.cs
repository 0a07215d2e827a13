using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Corpus.Library;

public static class Formatting
{
    static void W(string s) => Console.WriteLine(s);

    public static int Run()
    {
        double[] ds =
        {
            0,
            -0.0,
            1,
            -1,
            0.1,
            1.0 / 3,
            1e300,
            1e-300,
            double.MaxValue,
            double.Epsilon,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            123456.789,
            5e-324,
            1e15,
            1e16,
            1e17,
            Math.PI,
        };
        string[] fs = { "", "G", "R", "F2", "E3", "N1", "P1", "C2", "0.00", "#,##0.###", "G17", "F0", "e10" };
        foreach (var d in ds)
        {
            foreach (var f in fs)
                W(f + ":" + d.ToString(f));
            W(((float)d).ToString());
            W(((Half)d).ToString());
        }
        decimal[] ms = { 0m, 1.10m, -2.345m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 12345678.9m };
        foreach (var m in ms)
        {
            foreach (var f in new[] { "", "G", "F2", "N3", "E4", "C", "P", "0.00" })
                W(m.ToString(f));
            W(decimal.Truncate(m).ToString());
            W(decimal.Round(m, 1).ToString());
        }
        W((1m / 3m).ToString());
        W((10m % 3m).ToString());
        W((decimal.MaxValue / 7).ToString());
        W(((double)1.23m).ToString());
        W(((decimal)1.5e10).ToString());
        long[] ls = { 0, 1, -1, long.MinValue, long.MaxValue, 1234567 };
        foreach (var l in ls)
        {
            foreach (var f in new[] { "", "D10", "X", "x8", "N0", "B", "E2", "C", "#,#", "00000", "P0" })
                W(f + ":" + l.ToString(f));
            W(((int)l).ToString("X8"));
            W(((byte)l).ToString("B8"));
            W(((ulong)l).ToString());
            W(((Int128)l).ToString());
            W(((UInt128)(ulong)l).ToString("X"));
        }
        W(int.Parse("123").ToString());
        W(int.TryParse("12x", out int bad) + " " + bad);
        W(int.Parse("-1,234", NumberStyles.Any).ToString());
        W(int.Parse("ff", NumberStyles.HexNumber).ToString());
        W(double.Parse("1e10").ToString());
        W(double.Parse("-.5").ToString());
        W(double.Parse("1.7976931348623157E+308").ToString());
        W(double.Parse("4.9406564584124654E-324").ToString("R"));
        W(double.Parse("NaN").ToString());
        W(double.TryParse("abc", out _).ToString());
        W(float.Parse("3.4028235E+38").ToString());
        W(decimal.Parse("79228162514264337593543950335").ToString());
        W(Half.Parse("1.5").ToString());
        W(bool.Parse("True").ToString());
        W(char.Parse("x").ToString());
        W(byte.Parse("255").ToString());
        try
        {
            int.Parse("x");
        }
        catch (FormatException e)
        {
            W(e.Message);
        }
        try
        {
            int.Parse("99999999999");
        }
        catch (OverflowException e)
        {
            W(e.Message);
        }
        try
        {
            byte.Parse("300");
        }
        catch (OverflowException e)
        {
            W(e.Message);
        }
        try
        {
            int.Parse(null);
        }
        catch (ArgumentNullException e)
        {
            W(e.Message);
        }
        try
        {
            double.Parse("x");
        }
        catch (FormatException e)
        {
            W(e.Message);
        }
        try
        {
            bool.Parse("x");
        }
        catch (FormatException e)
        {
            W(e.Message);
        }
        try
        {
            Guid.Parse("x");
        }
        catch (FormatException e)
        {
            W(e.Message);
        }
        try
        {
            DateTime.Parse("x");
        }
        catch (FormatException e)
        {
            W(e.Message);
        }
        var dt = new DateTime(2024, 2, 29, 13, 5, 9, 123, DateTimeKind.Utc).AddTicks(4567);
        foreach (
            var f in new[]
            {
                "d",
                "D",
                "f",
                "F",
                "g",
                "G",
                "m",
                "o",
                "r",
                "s",
                "t",
                "T",
                "u",
                "U",
                "y",
                "yyyy-MM-dd HH:mm:ss.fffffff zzz",
                "ddd dd MMM yy h:mm tt",
                "%d",
                "MMMM",
            }
        )
            W(f + ":" + dt.ToString(f));
        W(dt.ToString());
        W(dt.DayOfWeek.ToString());
        W(dt.AddMonths(13).ToString("o"));
        W((dt - new DateTime(2000, 1, 1)).ToString());
        W(dt.DayOfYear.ToString());
        W(DateTime.DaysInMonth(2023, 2).ToString());
        W(DateTime.Parse("2024-02-29T13:05:09Z", null, DateTimeStyles.RoundtripKind).ToString("o"));
        W(DateTime.ParseExact("29/02/2024", "dd/MM/yyyy", null).ToString("o"));
        W(DateTime.Parse("Feb 29, 2024 5:03 PM").ToString("s"));
        W(DateTimeOffset.Parse("2024-02-29T13:05:09+02:00").ToString("o"));
        W(new DateTimeOffset(dt).ToUnixTimeMilliseconds().ToString());
        W(new DateOnly(2024, 1, 2).ToString("o"));
        W(new TimeOnly(1, 2, 3).ToString("o"));
        var ts = new TimeSpan(1, 2, 3, 4, 5);
        foreach (var f in new[] { "c", "g", "G", @"d\.hh\:mm\:ss\.fff" })
            W(ts.ToString(f));
        W(TimeSpan.Parse("1.02:03:04.005").TotalSeconds.ToString());
        W(TimeSpan.FromMinutes(90.5).ToString());
        W(ts.Negate().ToString());
        W(TimeSpan.MaxValue.ToString());
        var g = new Guid("12345678-1234-5678-9abc-def012345678");
        foreach (var f in new[] { "D", "N", "B", "P", "X" })
            W(g.ToString(f));
        W(Guid.Parse("{12345678-1234-5678-9abc-def012345678}").Equals(g).ToString());
        W(Guid.Empty.ToString());
        W(g.GetHashCode().ToString());
        W($"{1, 5}|{2, -5}|{3.14159:F2}|{"x", 3}|{dt:yyyy}|{true}|{'c'}|{null}|{g:N}");
        W(string.Format("{0} {1:X} {2,8:F1} {{}}", 1, 255, 2.25));
        W(string.Format(CultureInfo.InvariantCulture, "{0:N}", 1234.5));
        var sb = new StringBuilder();
        sb.Append(1)
            .Append('x')
            .Append(2.5)
            .AppendFormat("{0:D3}", 7)
            .AppendLine()
            .Append($"i{3}")
            .Insert(0, "pre")
            .Replace("x", "yy")
            .Remove(1, 1);
        W(sb.ToString());
        sb.AppendJoin(",", new[] { 1, 2, 3 });
        W(sb.ToString());
        W(sb.Length + " " + sb[2]);
        Span<char> buf = stackalloc char[50];
        12345.TryFormat(buf, out int n, "N0");
        W(buf[..n].ToString());
        3.5.TryFormat(buf, out n);
        W(buf[..n].ToString());
        Span<byte> b8 = stackalloc byte[50];
        12345.TryFormat(b8, out n);
        W(Encoding.UTF8.GetString(b8[..n]));
        W(
            Convert.ToString(255, 2)
                + " "
                + Convert.ToString(255, 8)
                + " "
                + Convert.ToString(-1, 16)
                + " "
                + Convert.ToInt32("ff", 16)
                + " "
                + Convert.ToInt32("1010", 2)
        );
        W(Convert.ToBase64String(new byte[] { 1, 2, 3, 250 }));
        W(BitConverter.ToString(Convert.FromBase64String("AQID+g==")));
        W(Convert.ToHexString(new byte[] { 0xab, 1 }));
        W(Convert.ToDouble("1.5").ToString());
        W(
            Convert.ToInt32(2.5)
                + " "
                + Convert.ToInt32(3.5)
                + " "
                + Convert.ToBoolean(1)
                + " "
                + Convert.ToChar(65)
                + " "
                + Convert.ChangeType("5", typeof(int))
        );
        W(
            DayOfWeek.Friday.ToString()
                + " "
                + Enum.Parse<DayOfWeek>("monday", true)
                + " "
                + Enum.IsDefined(typeof(DayOfWeek), 9)
                + " "
                + string.Join(",", Enum.GetNames<DayOfWeek>())
                + " "
                + string.Join(",", Enum.GetValues<DayOfWeek>())
                + " "
                + ((DayOfWeek)42).ToString()
                + " "
                + (NumberStyles.HexNumber).ToString()
                + " "
                + DayOfWeek.Friday.ToString("D")
                + " "
                + DayOfWeek.Friday.ToString("X")
                + " "
                + Enum.TryParse("foo", out DayOfWeek dw)
        );
        W(((object)DayOfWeek.Friday).ToString() + Enum.GetName(typeof(DayOfWeek), 1) + Enum.GetUnderlyingType(typeof(DayOfWeek)));
        W(new Version(1, 2, 3).ToString() + " " + Version.Parse("4.5").CompareTo(new Version(4, 5, 0)));
        W(new Uri("http://a.b/c?d=e#f").Host + " " + Uri.EscapeDataString("a b&c"));
        return 3;
    }
}
