using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using IL2CPU.Link;

namespace Compile;

/// <summary>Rate, memory and image sizes of the compiler, held against the project's bars.</summary>
internal static class Program
{
    private const int RateBar = 2500;

    // Warm is when the median is at least this part of the lowest one twice; after so many there is nothing to wait for.
    private const double StillFalling = 0.98;
    private const int MostMedians = 20;
    private const int MemoryBar = 600;
    private const long SizeBar = 300 * 1024;
    private const string Help = """
        bench/Compile/run [--rounds N]

        Compiles samples with IL2CPU at -O2 and prints methods per second of CPU time on one core, peak memory (that of the test
        corpus as one image too), and what Hello, stripped, is made of on either target. Cold: a process of its own. Warm: the same
        process compiles the program again and again, until the median of N rounds (10 by default) has stopped falling; the
        lowest median counts.
        """;

    private static int Main(string[] arguments)
    {
        int rounds = 10;
        if (arguments.Length == 3 && arguments[1] == "--rounds")
            rounds = Math.Max(1, int.Parse(arguments[2], CultureInfo.InvariantCulture));
        else if (arguments.Length != 1)
            return Usage();
        string bin = arguments[0];
        Compilation[] programs =
        [
            new(bin, "Hello", "linux", "--strip"), new(bin, "Hello", "metal", "--strip"), new(bin, "Tour", "metal"),
        ];
        Compilation[] corpus = [new(bin, "Corpus", "linux", "-O0"), new(bin, "Corpus", "linux", "-O2")];
        try
        {
            List<string> failed = [.. Rates(programs, rounds), .. Memory(corpus), .. Sizes(programs[..2])];
            FirstOutput(programs[0]);
            foreach (string bar in failed)
                Print($"missed: {bar}");
            Print(failed.Count == 0 ? "all bars held" : $"{failed.Count} bars missed");
            return failed.Count == 0 ? 0 : 1;
        }
        finally
        {
            foreach (Compilation program in (Compilation[])[.. programs, .. corpus])
                File.Delete(program.Output);
        }
    }

    private static int Usage()
    {
        Console.Out.WriteLine(Help);
        return 2;
    }

    private static IEnumerable<string> Rates(Compilation[] programs, int rounds)
    {
        Print("program         methods   warm ms  methods/s   cold ms  methods/s   peak MB");
        foreach (Compilation program in programs)
        {
            TimeSpan cold = Least(3, program.RunCold);
            int peak = program.PeakMegabytes;
            TimeSpan warm = Warm(rounds, program.RunHere);
            double rate = program.Methods / warm.TotalSeconds;
            Print($"{program.Name,-14}{program.Methods,9}{warm.TotalMilliseconds,10:0}{rate,11:0}{cold.TotalMilliseconds,10:0}{program.Methods / cold.TotalSeconds,11:0}{peak,10}");
            if (rate < RateBar)
                yield return $"{program.Name}: {rate:0} of {RateBar} methods/s";
            if (peak >= MemoryBar)
                yield return $"{program.Name}: {peak} of {MemoryBar} MB";
        }
    }

    private static IEnumerable<string> Memory(Compilation[] corpus)
    {
        foreach (Compilation program in corpus)
        {
            TimeSpan time = program.RunCold();
            Print($"{program.Name,-14}{program.Methods,9}{time.TotalMilliseconds,31:0}{program.Methods / time.TotalSeconds,11:0}{program.PeakMegabytes,10}  {program.Level}");
            if (program.PeakMegabytes >= MemoryBar)
                yield return $"{program.Name} {program.Level}: {program.PeakMegabytes} of {MemoryBar} MB";
        }
    }

    private static IEnumerable<string> Sizes(Compilation[] programs)
    {
        Print("");
        Print($"Hello, stripped: bytes         {string.Join("", programs.Select(p => $"{p.Name,16}"))}");
        foreach (string category in programs.SelectMany(p => p.Sizes.Select(s => s.Category)).Distinct())
            Print($"{category,-30} {string.Join("", programs.Select(p => $"{p.Sizes.FirstOrDefault(s => s.Category == category).Bytes,16}"))}");
        Print($"{"headers and padding",-30} {string.Join("", programs.Select(p => $"{p.FileBytes - p.Sizes.Where(s => s.Category != LinkedImage.ZeroedStatics).Sum(s => s.Bytes),16}"))}");
        Print($"{"file",-30} {string.Join("", programs.Select(p => $"{p.FileBytes,16}"))}");
        foreach (Compilation program in programs)
        {
            if (program.FileBytes > SizeBar)
                yield return $"{program.Name}: {program.FileBytes} of {SizeBar} bytes";
        }
    }

    private static void FirstOutput(Compilation hello)
    {
        TimeSpan least = Least(20, () =>
        {
            long start = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo(hello.Output) { RedirectStandardOutput = true })!;
            if (process.StandardOutput.Read() < 0)
                throw new InvalidOperationException("Hello printed nothing");
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            process.WaitForExit();
            return time;
        });
        Print("");
        Print($"{hello.Name}: first output after {least.TotalMilliseconds:0.0} ms");
    }

    // The runtime compiles what is called often once more, in the background: that, too, takes time of the rounds before it is done.
    private static TimeSpan Warm(int rounds, Func<TimeSpan> measure)
    {
        TimeSpan least = TimeSpan.MaxValue;
        int still = 0;
        for (int i = 0; i < MostMedians && still < 2; i++)
        {
            TimeSpan[] times = [.. Enumerable.Range(0, rounds).Select(_ => measure()).Order()];
            TimeSpan median = times[times.Length / 2];
            still = median < least * StillFalling ? 0 : still + 1;
            least = median < least ? median : least;
        }

        return least;
    }

    private static TimeSpan Least(int rounds, Func<TimeSpan> measure) => Enumerable.Range(0, rounds).Select(_ => measure()).Min();

    private static void Print(FormattableString line) => Print(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.Out.WriteLine(line);
}
