using System;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Debugger;

/// <summary>gdb stops at C# lines in the three images, with breakpoints set before any of them runs.</summary>
[TestFixture]
public class StopTests
{
    private static readonly SourceFile s_init = new("Kernel/Monitor/Init.cs");
    private static readonly SourceFile s_dispatcher = new("TwoLevelScheduler/Dispatcher.cs");
    private static readonly SourceFile s_hello = new("samples/Hello/Program.cs");

    private string _transcript = "";

    [OneTimeSetUp]
    public void Debug()
    {
        _transcript = DebuggedRun.Transcript([], "Hello",
        [
            "tbreak " + s_init.At("FwCfg.Read(BootProtocol.Program"),
            "tbreak " + s_dispatcher.At("vcore->Entries++"),
            "tbreak " + s_hello.At("Console.WriteLine("),
            "continue", "echo <kernel>\\n", "bt", "info threads", "next", "echo </kernel>\\n",
            "continue", "echo <scheduler>\\n", "bt", "echo </scheduler>\\n",
            "continue", "echo <program>\\n", "bt", "list", "over", "echo </program>\\n",
        ]);
    }

    [Test]
    public void Kernel_StopsAtLine_WithBacktrace()
    {
        string line = s_init.At("FwCfg.Read(BootProtocol.Program");
        Assert.That(_transcript, Does.Contain($"hit Temporary breakpoint 1, Kernel.Monitor.Init.Run () at /sharkaros/{line}"));
        string part = Part("kernel");
        Assert.That(part, Does.Contain($"#0  Kernel.Monitor.Init.Run () at /sharkaros/{line}"));
        Assert.That(part, Does.Match(@"#1 .* in Kernel\.Scheduling\.KernelTasks\.Run \([^)]*\) at /sharkaros/Kernel/Scheduling/KernelTasks\.cs:\d+"));
        Assert.That(part, Does.Match(@"#2 .* in Kernel\.Scheduling\.Pcore\.KthreadMain \([^)]*\) at /sharkaros/Kernel/"));
        Assert.That(part, Does.Contain("CPU#0").And.Contain("CPU#1"));
        Assert.That(part, Does.Contain("s_environment = LoadedBlob.Load("), "'next' shows the source of the line after");
        AssertEnds(part, "start_on_stack");
    }

    [Test]
    public void Scheduler_StopsAtLine_WithBacktrace()
    {
        string part = Part("scheduler");
        Assert.That(part, Does.Contain($"#0  TwoLevelScheduler.Dispatcher.Enter () at /sharkaros/{s_dispatcher.At("vcore->Entries++")}"));
        AssertEnds(part, "vcore_entry");
    }

    [Test]
    public void Program_StopsAtLine_WithBacktraceAcrossTheGoroutineStack()
    {
        string line = s_hello.At("Console.WriteLine(");
        string part = Part("program");
        Assert.That(part, Does.Contain($"#0  Samples.Hello.Program.Main (arguments=System.String[] of 0) at /sharkaros/{line}"));
        Assert.That(part, Does.Match(@"#1 .* in Core\.Program\.Start\.Startup\.CallMain \(\) at /sharkaros/Core/Program/Start/Startup\.cs:\d+"));
        Assert.That(part, Does.Contain("internal static class Program"), "'list' shows the source");
        AssertEnds(part, "UthreadStart");
    }

    [Test]
    public void Over_LineThatBlocks_StopsAtTheNextLine()
    {
        string line = s_hello.At("Console.WriteLine(");
        int number = int.Parse(line[(line.LastIndexOf(':') + 1)..]) + 1;
        Assert.That(Part("program"), Does.Match(
            $@"hit Temporary breakpoint \d+, Samples\.Hello\.Program\.Main \(arguments=System\.String\[\] of 0\) at /sharkaros/{s_hello.Path}:{number}"));
    }

    private string Part(string name)
    {
        int start = _transcript.IndexOf($"<{name}>", StringComparison.Ordinal);
        int end = _transcript.IndexOf($"</{name}>", StringComparison.Ordinal);
        Assert.That(end, Is.GreaterThan(start), $"gdb did not come to '{name}':\n{_transcript}");
        return _transcript[start..end];
    }

    /// <summary>The backtrace's last frame is the routine at the bottom of the stack.</summary>
    private static void AssertEnds(string part, string routine)
    {
        string last = part.Split('\n').Last(l => l.StartsWith('#'));
        Assert.That(last, Does.Match($@"^#\d+ .* in {routine} \(\)"));
        Assert.That(part, Does.Not.Contain("?? ()"));
    }
}
