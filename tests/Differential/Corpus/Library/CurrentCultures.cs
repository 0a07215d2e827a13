using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Library;

/// <summary>Cultures a program makes of the invariant one and sets: what formats and parses by them, and where they flow.</summary>
internal static class CurrentCultures
{
    public static int Run()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo own = Made();
        Print("before");
        CultureInfo.CurrentCulture = own;
        Print("set");
        Console.WriteLine(double.Parse("1.234,5") + " " + decimal.Parse("-0,25") + " " + DateTime.Parse("5.1.2024").ToString("o"));
        Console.WriteLine(FormattableString.Invariant($"{1234.5:N1}") + " " + 1234.5.ToString("N1", CultureInfo.InvariantCulture) + " " + 0.5.ToString(own));
        Task.Run(() => Print("task")).Wait();
        var thread = new Thread(() =>
        {
            Print("thread");
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Print("thread, back");
        });
        thread.Start();
        thread.Join();
        Inner().Wait();
        Print("after");
        using (ExecutionContext.SuppressFlow())
        {
            var apart = new Thread(() => Print("apart"));
            apart.Start();
            apart.Join();
        }

        CultureInfo.CurrentUICulture = own;
        Console.WriteLine(ReferenceEquals(CultureInfo.CurrentUICulture, own) + " " + ReferenceEquals(Thread.CurrentThread.CurrentCulture, own));
        Thread.CurrentThread.CurrentCulture = before;
        CultureInfo.CurrentUICulture = before;
        Defaults(own);
        Print("end");
        return 0;
    }

    private static CultureInfo Made()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.CurrencyDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NegativeSign = "-";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.DayNames = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"];
        return culture;
    }

    private static async Task Inner()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        await Task.Yield();
        Print("inner");
    }

    private static void Defaults(CultureInfo culture)
    {
        CultureInfo.DefaultThreadCurrentCulture = culture;
        using (ExecutionContext.SuppressFlow())
        {
            var thread = new Thread(() => Print("by default"));
            thread.Start();
            thread.Join();
        }

        Console.WriteLine(ReferenceEquals(CultureInfo.DefaultThreadCurrentCulture, culture));
        CultureInfo.DefaultThreadCurrentCulture = null;
    }

    private static void Print(string place) =>
        Console.WriteLine($"{place}: {1234.5} {-1234567.891:N2} {1.5m:C} {new DateTime(2024, 1, 5):d} {new DateTime(2024, 1, 5):dddd}");
}
