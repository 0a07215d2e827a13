using System;
using System.Globalization;
using static System.Console;

namespace Corpus.Library;

/// <summary>DateTime, DateOnly, TimeSpan and their arithmetic and formats.</summary>
public static class DatesAndSpans
{
    public static int Run()
    {
        var d = new DateTime(2024, 2, 28, 23, 59, 58, DateTimeKind.Utc);
        var t = new TimeSpan(1, 2, 3, 4, 5);
        WriteLine(
            $"{d.AddDays(2):yyyy-MM-dd} {d.AddSeconds(3):O} {d.AddMonths(12):d} {d.DayOfWeek} {d.DayOfYear} {DateTime.IsLeapYear(2100)} {d - new DateTime(2000, 1, 1)} {d.Ticks} {t} {t.TotalHours:F3} {t * 2} {-t} {t / 3:c} {TimeSpan.FromMilliseconds(1500)} {d.Date:s} {d.TimeOfDay} {d:R} {d:dddd, dd MMMM yyyy HH:mm:ss}"
        );
        WriteLine(
            $"{new DateOnly(2024, 12, 31).AddDays(1):o} {new TimeOnly(23, 30).AddHours(2)} {DateTime.Parse("2020-05-06T07:08:09Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal):O} {TimeSpan.Parse("1.02:03:04.5")} {DateTime.UnixEpoch.AddSeconds(1e9):u} {d.CompareTo(d.AddTicks(1))} {DateTime.DaysInMonth(2023, 2)} {new DateTimeOffset(d, TimeSpan.Zero).ToUnixTimeSeconds()} {DateTime.MaxValue.Year} {DateTime.TryParse("nonsense", out _)} {d.ToBinary()}"
        );
        try
        {
            d.AddYears(9000);
        }
        catch (ArgumentOutOfRangeException)
        {
            WriteLine("range");
        }
        return 0;
    }
}
