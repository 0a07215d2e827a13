using System;
using System.IO;
using System.Runtime;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Link;
using IL2CPU.TypeSystem;

namespace IL2CPU.Cli;

/// <summary>The compiler's command line.</summary>
public static class Program
{
    private const int Failed = 1;

    // Nearly everything a small compilation allocates lives to its end: collecting before there is this much is wasted work.
    private const long UncollectedBytes = 200L << 20;

    /// <summary>0, or 1 after an error, which is on standard error.</summary>
    public static int Main(string[] arguments)
    {
        DelayCollections();
        try
        {
            CommandLine line = CommandLine.Parse(arguments);
            if (line.ShowHelp)
            {
                Console.Out.WriteLine(CommandLine.Help);
                return 0;
            }

            return new Driver(line).Run() ? 0 : Failed;
        }
        catch (Exception e) when (e is UsageException or TypeSystemException or LinkException or CompilerDiagnosticException or IOException or UnauthorizedAccessException)
        {
            return Report(e.Message);
        }
        catch (IRVerificationException e)
        {
            return Report($"internal error: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException or InvalidCastException or IndexOutOfRangeException or NotSupportedException or System.Collections.Generic.KeyNotFoundException or BadImageFormatException or ArithmeticException)
        {
            // Never because of the input alone: the trace is for whoever repairs the compiler.
            Console.Error.WriteLine((e.InnerException ?? e).StackTrace);
            return Report($"internal error: {e.Message}");
        }
    }

    /// <summary>Makes room for a small compilation; <see cref="Main"/> does so unless it was done.</summary>
    /// <remarks>The region ends by itself when more is allocated. Without that much memory the collector just works as always.</remarks>
    public static void DelayCollections()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            return;
        try
        {
            GC.TryStartNoGCRegion(UncollectedBytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // More than the collector may ever use here.
        }
    }

    private static int Report(string message)
    {
        foreach (string line in message.Split('\n'))
            Console.Error.WriteLine(line.StartsWith(' ') ? line : $"error: {line}");
        return Failed;
    }
}
