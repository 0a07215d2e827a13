using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Corpus.Exceptions;

/// <summary>StackTrace and StackFrame: of the running thread and of exceptions, with lines, told from the line of a call.</summary>
public static class StackFrames
{
    public static int Run()
    {
        Deep(3);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Deep(int depth)
    {
        if (depth > 0)
        {
            Deep(depth - 1);
            Console.Write(depth);
            return;
        }

        Here();
        Caught();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Here([CallerLineNumber] int called = 0)
    {
        var trace = new StackTrace(true);
        StackFrame caller = new(1, true);
        Console.WriteLine($"{Path.GetFileName(trace.GetFrame(0)?.GetFileName())} {trace.GetFrame(1)?.GetFileLineNumber() - called} {caller.GetFileLineNumber() - called}");
        Console.WriteLine($"{trace.FrameCount - new StackTrace(2, true).FrameCount} {trace.FrameCount == trace.GetFrames().Length} {trace.GetFrame(10_000) == null}");
        string[] lines = trace.ToString().Split('\n');
        Console.WriteLine($"{lines[0].Contains("StackFrames.Here(", StringComparison.Ordinal)} {lines.Take(5).Count(l => l.Contains("StackFrames.Deep(", StringComparison.Ordinal))}");
        Console.WriteLine($"{new StackFrame().GetFileName() ?? "no file"} {new StackFrame("named.cs", 7).GetFileLineNumber()}");
    }

    private static void Caught()
    {
        try
        {
            Thrower(2);
        }
        catch (InvalidOperationException e)
        {
            var trace = new StackTrace(e, true);
            StackFrame[] frames = trace.GetFrames();
            Console.WriteLine($"{frames.Length} {frames[1].GetFileLineNumber() - frames[0].GetFileLineNumber()} {new StackTrace(e, 1).FrameCount}");
            Console.WriteLine($"{trace.ToString().Contains("StackFrames.Thrower(", StringComparison.Ordinal)} {new StackTrace(new InvalidOperationException()).FrameCount}");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Thrower(int depth)
    {
        if (depth == 0)
            throw new InvalidOperationException();
        Thrower(depth - 1);
        Console.Write(depth);
    }
}
