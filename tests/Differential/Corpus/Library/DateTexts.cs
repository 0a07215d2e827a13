using System;
using System.Globalization;
using System.Linq;
using Corpus.Support;

namespace Corpus.Library;

/// <summary>Dates, times and spans of time: arithmetic, formats, parsing, calendars, all with the invariant culture.</summary>
public static class DateTexts
{
    private static readonly DateTime s_moment = new(2024, 2, 29, 23, 59, 58, 765, DateTimeKind.Utc);

    public static int Run()
    {
        foreach (string format in "d D f F g G m o R s t T u U y yyyyMMdd HH:mm:ss.fff ddd,dd-MMM-yy h:mm_tt yyyy-'Q'M %d zzz".Split(' '))
            Console.WriteLine($"{format} -> {s_moment.ToString(format.Replace('_', ' '), CultureInfo.InvariantCulture)}");
        Arithmetic();
        Spans();
        Parsing();
        Only();
        Offsets();
        return 0;
    }

    private static void Arithmetic()
    {
        Console.WriteLine($"{s_moment.AddYears(1):s} {s_moment.AddMonths(-12):s} {s_moment.AddDays(0.5):s} {s_moment.DayOfYear} {s_moment.DayOfWeek} {s_moment.Ticks}");
        Console.WriteLine($"{(new DateTime(2024, 12, 25) - s_moment.Date).TotalDays} {DateTime.DaysInMonth(1900, 2)} {DateTime.IsLeapYear(2000)} {ISOWeek.GetWeekOfYear(new DateTime(2021, 1, 3))}");
        Console.WriteLine($"{DateTime.UnixEpoch.AddSeconds(1_700_000_000):O} {s_moment.Nanosecond} {s_moment.ToBinary()} {DateTime.FromBinary(s_moment.ToBinary()) == s_moment}");
        Tour.Line("too far", () => DateTime.MaxValue.AddDays(1).ToString("s"));
        Tour.Line("no such day", () => new DateTime(2023, 2, 29).ToString("s"));
        var calendar = new GregorianCalendar();
        Console.WriteLine($"{calendar.GetWeekOfYear(s_moment, CalendarWeekRule.FirstFourDayWeek, DayOfWeek.Monday)} {new JulianCalendar().GetDayOfMonth(s_moment)} {calendar.GetEra(s_moment)}");
    }

    private static void Spans()
    {
        TimeSpan span = TimeSpan.FromHours(49.5) + TimeSpan.FromMilliseconds(7);
        Console.WriteLine($"{span} {span:g} {span:G} {span:c} {span.ToString(@"d\.hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)} {-span} {span.TotalMinutes:R}");
        Console.WriteLine($"{span * 2} {span / 4} {span / TimeSpan.FromMinutes(1):F3} {TimeSpan.Parse("1.02:03:04.5")} {TimeSpan.FromSeconds(90, 500)} {span.Microseconds}");
        Console.WriteLine($"{TimeSpan.ParseExact("12:34", @"hh\:mm", CultureInfo.InvariantCulture)} {TimeSpan.TryParse("25:00:00", CultureInfo.InvariantCulture, out TimeSpan odd)} {odd} {TimeSpan.MinValue}");
        Tour.Line("overflow", () => (TimeSpan.MaxValue + TimeSpan.FromTicks(1)).ToString());
    }

    private static void Parsing()
    {
        string[] texts =
        [
            "2024-02-29", "2024-02-29T10:11:12Z", "02/28/2024 1:02 PM", "29 Feb 2024", "Thu, 29 Feb 2024 23:59:58 GMT", "2024-13-01", "10:30",
            "2024-02-29T10:11:12.1234567+05:30", "", "February 3, 2021",
        ];
        foreach (string text in texts)
        {
            bool known = DateTime.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AssumeUniversal, out DateTime parsed);
            Console.WriteLine($"'{text}' {known} {parsed:O}");
        }

        Console.WriteLine(DateTime.ParseExact("29.02.24 7h", "dd.MM.yy H'h'", CultureInfo.InvariantCulture).ToString("s"));
        Tour.Line("exact", () => DateTime.ParseExact("2024-2-9", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("s"));
        Console.WriteLine(DateTime.TryParseExact("0930", ["HHmm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime time) + $" {time:T}");
    }

    private static void Only()
    {
        var date = new DateOnly(2024, 2, 29);
        var time = new TimeOnly(23, 30);
        Console.WriteLine($"{date} {date:o} {date.AddYears(1)} {date.DayNumber} {DateOnly.FromDayNumber(700_000):yyyy-MM-dd} {date.ToDateTime(time):s} {DateOnly.Parse("2020-01-31").AddMonths(1):o}");
        Console.WriteLine($"{time} {time:T} {time.AddHours(2, out int days)} {days} {time.IsBetween(new(22, 0), new(1, 0))} {time - new TimeOnly(0, 15)} {TimeOnly.Parse("7:05 am"):HH:mm}");
        (int year, int month, int day) = date;
        Console.WriteLine($"{year}/{month}/{day} {date < DateOnly.MaxValue} {new[] { date, DateOnly.MinValue }.Min():o}");
    }

    private static void Offsets()
    {
        var offset = new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.FromHours(-3.5));
        Console.WriteLine($"{offset:O} {offset.UtcDateTime:O} {offset.ToUnixTimeMilliseconds()} {offset.ToOffset(TimeSpan.FromHours(2)):zzz} {offset == offset.ToUniversalTime()}");
        Console.WriteLine($"{offset.EqualsExact(offset.ToUniversalTime())} {DateTimeOffset.Parse("2024-01-01T00:00:00+01:00", CultureInfo.InvariantCulture).UtcDateTime:s} {DateTimeOffset.FromUnixTimeSeconds(0):R}");
        Console.WriteLine($"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(3)} {CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(DayOfWeek.Friday)} {TimeZoneInfo.Utc.Id}");
    }
}
