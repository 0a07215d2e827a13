using System;
using System.Diagnostics;
using System.IO;
using IL2CPU.IR;
using IL2CPU.Link;
using IL2CPU.TypeSystem;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.Link;

public sealed class DebugInfoTests
{
    private const string Debugger = "/usr/bin/gdb";

    [Test]
    public void Gdb_StopsAtSourceLine_AndShowsBacktrace()
    {
        if (!File.Exists(Debugger))
            Assert.Ignore("no gdb here");
        var model = new FakeModel();
        ModuleDesc self = model.Context.LoadModule(typeof(DebugInfoTests).Assembly.Location);
        MethodDesc method = model.Find(typeof(DebugSubject).FullName!).FindMethod(nameof(DebugSubject.Twice))!;
        Assert.That(method.Body!.SequencePoints, Is.Not.Empty);

        // push rbp; mov rbp, rsp; nop; nop; pop rbp; ret
        var symbol = new MethodSymbol(method);
        var body = new MethodBody(symbol, [], []) { Method = method };
        foreach (SequencePoint point in method.Body.SequencePoints)
            body.Locations.Add(new Location(method, point.Offset, -1));
        int line = method.Body.SequencePoints[^1].Line;
        var code = new CompiledCode
        {
            Symbol = symbol, Body = body, Code = [0x55, 0x48, 0x89, 0xE5, 0x90, 0x90, 0x5D, 0xC3], HasFrame = true,
            Lines = [new LineRow(4, 0), new LineRow(5, body.Locations.Count - 1)],
        };

        // call Twice; mov eax, 60; xor edi, edi; syscall
        CompiledCode start = Functions.Routine(
            "linux_start", [0xE8, 0, 0, 0, 0, 0xB8, 60, 0, 0, 0, 0x31, 0xFF, 0x0F, 0x05], new Relocation(1, RelocationKind.Relative32, symbol, 0));
        LinkedImage image = ImageBuilder.Build(model, [start, code], new ImageOptions { Name = "test", Entry = "linux_start" });
        string output = RunGdb(image.File, $"break DebugSubject.cs:{line}", "run", "bt", "finish", "info functions Twice");
        Assert.That(output, Does.Contain($"#0  Unit.Link.DebugSubject.Twice () at /sharkaros/tests/Unit.Link/DebugSubject.cs:{line}"));
        Assert.That(output, Does.Contain("#1 "));
        Assert.That(output, Does.Contain("linux_start ()"));
        Assert.That(output, Does.Not.Contain("not in symtab"));
        _ = self;
    }

    private static string RunGdb(byte[] image, params string[] commands)
    {
        string path = Path.Combine(Path.GetTempPath(), $"sharkaros-debug-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(path, image);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var info = new ProcessStartInfo(Debugger) { RedirectStandardOutput = true, RedirectStandardError = true };
            info.ArgumentList.Add("-batch");
            info.ArgumentList.Add("-nx");
            foreach (string command in commands)
            {
                info.ArgumentList.Add("-ex");
                info.ArgumentList.Add(command);
            }

            info.ArgumentList.Add(path);
            using Process process = Process.Start(info)!;
            System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(60_000))
                process.Kill();
            TestContext.Out.WriteLine(output);
            TestContext.Out.WriteLine(errors.Result);
            return output;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
