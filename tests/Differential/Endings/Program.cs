using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Endings;

/// <summary>Ends in the way its first argument names.</summary>
public static unsafe class Program
{
    public static int Main(string[] args)
    {
        switch (args[0])
        {
            case "return":
                return 7;
            case "exit":
                Console.WriteLine("leaving");
                Environment.Exit(9);
                return 1;
            case "exitcode":
                Environment.Exit(Environment.ExitCode = 11);
                return 1;
            case "arguments":
                Console.WriteLine(string.Join('|', args) + " " + (Environment.GetCommandLineArgs().Length - args.Length));
                return 0;
            case "terminal":
                Draw();
                return 0;
            case "zone":
                DateTime noon = new(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc);
                Console.WriteLine($"{TimeZoneInfo.Local.Id} {noon.ToLocalTime():O} {TimeZoneInfo.Local.IsDaylightSavingTime(noon)}");
                return 0;
            case "ending":
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("ending with " + Environment.ExitCode);
                return 15;
            case "endings":
                AppDomain.CurrentDomain.ProcessExit += Ending;
                AppDomain.CurrentDomain.ProcessExit += (domain, _) => Console.WriteLine(ReferenceEquals(domain, AppDomain.CurrentDomain));
                AppDomain.CurrentDomain.ProcessExit += Ending;
                AppDomain.CurrentDomain.ProcessExit -= Ending;
                Environment.Exit(16);
                return 1;
            case "void":
                AppDomain.CurrentDomain.UnhandledException += (_, _) => Console.WriteLine("seen");
                Late.Throw();
                return Pause();
            case "timer":
                AppDomain.CurrentDomain.UnhandledException += (_, _) => Console.WriteLine("seen");
                using (new Timer(_ => throw new InvalidOperationException("from timer"), null, 1, -1))
                    return Pause();
            case "throw":
                Console.WriteLine("before");
                Throw(args.Length);
                return 1;
            case "event":
                AppDomain.CurrentDomain.UnhandledException += (sender, e) => throw new FormatException($"{sender == null} {e.IsTerminating}");
                AppDomain.CurrentDomain.UnhandledException += (_, e) => Console.WriteLine(((Exception)e.ExceptionObject).Message);
                goto case "throw";
            case "null":
                return Read(null!);
            case "overrun":
                return Overrun(0);
            case "failfast":
                Environment.FailFast("enough");
                return 1;
            case "wild":
                return *(int*)(args.Length * 0x1234560000L);
            case "memory":
                return Exhaust();
            case "input":
                Console.WriteLine(Console.In.ReadLine() ?? "end of input");
                return 0;
            case "native":
                return ProcessNumber();
            case "log":
                System.Diagnostics.Trace.WriteLine("traced");
                return 0;
            default:
                return 2;
        }
    }

    private static int Pause()
    {
        Thread.Sleep(10_000);
        return 1;
    }

    private static void Ending(object? sender, EventArgs arguments) => Console.WriteLine("ending " + Environment.ExitCode);

    [System.Runtime.InteropServices.DllImport("nowhere", EntryPoint = "number")]
    private static extern int ProcessNumber();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int value)
    {
        try
        {
            if (value != 0)
                throw new ArgumentException("the cause");
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException("told to", e);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read(int[] values) => values[1];

    private static int Overrun(int depth) => depth == int.MaxValue ? 0 : 1 + Overrun(depth + 1);

    private static int Exhaust()
    {
        var kept = new List<byte[]>();
        try
        {
            while (true)
                kept.Add(new byte[int.MaxValue / 2]);
        }
        catch (OutOfMemoryException)
        {
            kept.Clear();
            Console.WriteLine("out of memory");
        }

        Console.WriteLine(new byte[1000].Length > 0 ? "still fine" : "");
        return 0;
    }

    private static void Draw()
    {
        Console.ForegroundColor = ConsoleColor.DarkYellow;
        Console.BackgroundColor = ConsoleColor.Blue;
        Console.Write("colours");
        Console.ResetColor();
        Console.SetCursorPosition(7, 2);
        Console.CursorVisible = false;
        Console.Error.Write("there");
        Console.CursorVisible = true;
        Console.Title = "Endings";
        Console.Beep();
        Console.Clear();
        Console.WriteLine(Console.IsOutputRedirected);
    }
}
