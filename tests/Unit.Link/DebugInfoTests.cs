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
        string output = RunGdb(image.File.ToArray(), $"break DebugSubject.cs:{line}", "run", "bt", "finish", "info functions Twice");
        Assert.That(output, Does.Contain($"#0  Unit.Link.DebugSubject.Twice () at /sharkaros/tests/Unit.Link/DebugSubject.cs:{line}"));
        Assert.That(output, Does.Contain("#1 "));
        Assert.That(output, Does.Contain("linux_start ()"));
        Assert.That(output, Does.Not.Contain("not in symtab"));
        _ = self;
    }

    [Test]
    public void Gdb_ShowsTheArgument_FromEachOfItsPlaces()
    {
        if (!File.Exists(Debugger))
            Assert.Ignore("no gdb here");
        var model = new FakeModel();
        model.Context.LoadModule(typeof(DebugInfoTests).Assembly.Location);
        MethodDesc method = model.Find(typeof(DebugSubject).FullName!).FindMethod(nameof(DebugSubject.Twice))!;
        var symbol = new MethodSymbol(method);
        var body = new MethodBody(symbol, [], []) { Method = method, Variables = new SourceVariables() };
        body.Variables.Variables.Add(new SourceVariable { Name = "value", Type = method.Signature.Parameters[0], IsParameter = true });
        body.Locations.Add(new Location(method, method.Body!.SequencePoints[0].Offset, -1));

        // push rbp; mov rbp, rsp; push rdi; movd xmm9, edi; xor edi, edi; nop; nop; nop; nop; leave; ret
        var code = new CompiledCode
        {
            Symbol = symbol, Body = body, HasFrame = true, Lines = [new LineRow(0, 0)],
            Code = [0x55, 0x48, 0x89, 0xE5, 0x57, 0x66, 0x44, 0x0F, 0x6E, 0xCF, 0x31, 0xFF, 0x90, 0x90, 0x90, 0x90, 0xC9, 0xC3],
            Frames = [new FrameRow(1, FrameState.Pushed), new FrameRow(4, FrameState.Made)],
            Variables =
            [
                new VariableRange(0, 0, 4, 0, 11, VariablePlace.Register, 7), new VariableRange(0, 0, 4, 12, 13, VariablePlace.Frame, -8),
                new VariableRange(0, 0, 4, 13, 14, VariablePlace.Register, 16 + 9), new VariableRange(0, 0, 4, 14, 15, VariablePlace.Constant, -2),
            ],
        };

        // mov edi, 42; call Twice; mov eax, 60; xor edi, edi; syscall
        CompiledCode start = Functions.Routine(
            "linux_start", [0xBF, 42, 0, 0, 0, 0xE8, 0, 0, 0, 0, 0xB8, 60, 0, 0, 0, 0x31, 0xFF, 0x0F, 0x05], new Relocation(6, RelocationKind.Relative32, symbol, 0));
        LinkedImage image = ImageBuilder.Build(model, [start, code], new ImageOptions { Name = "test", Entry = "linux_start" });
        string step = "stepi";
        string show = "info args";
        string output = RunGdb(image.File.ToArray(), "break *'Unit.Link.DebugSubject.Twice'", "run", show, "stepi 4", show, step, "echo <frame>\\n", show,
            step, "echo <vector>\\n", show, step, "echo <constant>\\n", show, step, "echo <unknown>\\n", show, "info line");
        string[] parts = output.Split("value = ");
        Assert.That(parts, Has.Length.EqualTo(7), output);
        string[] expected = ["42", "42", "42", "42", "-2", "<optimized out>"];
        for (int i = 0; i < expected.Length; i++)
            Assert.That(parts[i + 1], Does.StartWith(expected[i] + "\n"));
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
