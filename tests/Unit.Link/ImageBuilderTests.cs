using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO;
using Abi;
using IL2CPU.IR;
using IL2CPU.Link;
using IL2CPU.TypeSystem;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.Link;

public sealed class ImageBuilderTests
{
    // mov eax, 60; mov edi, 7; syscall
    private static readonly byte[] s_exit7 = [0xB8, 60, 0, 0, 0, 0xBF, 7, 0, 0, 0, 0x0F, 0x05];

    [Test]
    public void Program_WithOneRoutine_RunsOnLinux()
    {
        LinkedImage image = Build(new FakeModel(), Functions.Routine("linux_start", s_exit7));
        Assert.That(Run(image.File.ToArray()), Is.EqualTo(7));
    }

    [Test]
    public void RelativeCall_ToAnotherFunction_Arrives()
    {
        CompiledCode start = Functions.Routine("linux_start", [0xE8, 0, 0, 0, 0, 0xCC], new Relocation(1, RelocationKind.Relative32, new RoutineSymbol("exit"), 0));
        LinkedImage image = Build(new FakeModel(), start, Functions.Routine("exit", s_exit7));
        Assert.That(Run(image.File.ToArray()), Is.EqualTo(7));
    }

    [Test]
    public void FrozenString_Length_IsReadByCode()
    {
        // mov rax, string; mov edi, [rax+8]; mov eax, 60; syscall
        byte[] code = [0x48, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0x8B, 0x78, 8, 0xB8, 60, 0, 0, 0, 0x0F, 0x05];
        LinkedImage image = Build(
            new FakeModel(), Functions.Routine("linux_start", code, new Relocation(2, RelocationKind.Absolute64, new StringSymbol("hello"), 0)));
        Assert.That(Run(image.File.ToArray()), Is.EqualTo(5));
    }

    [Test]
    public void ImageHeader_InFile_HasMagicAndMethodCount()
    {
        LinkedImage image = Build(new FakeModel(), Functions.Routine("linux_start", s_exit7));
        byte[] magic = BitConverter.GetBytes(ImageHeader.ExpectedMagic);
        int at = image.File.ToArray().AsSpan().IndexOf(magic);
        Assert.That(at, Is.Positive);
        int count = at + Layout.OffsetOf<ImageHeader>(nameof(ImageHeader.MethodCount));
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(image.File.ToArray().AsSpan(count)), Is.EqualTo(1));
    }

    [Test]
    public void MethodTable_OfList_IsEmittedWithItsNames()
    {
        var model = new FakeModel();
        TypeDesc list = model.Context.MakeInstance(model.Find("System.Collections.Generic.List`1"), model.Context.GetWellKnown(WellKnownType.Int32));
        model.Constructed.Add(list);
        CompiledCode start = Functions.Routine("linux_start", [.. s_exit7, 0, 0, 0, 0, 0, 0, 0, 0], new Relocation(12, RelocationKind.Absolute64, new TypeSymbol(list), 0));
        LinkedImage image = Build(model, start);
        Assert.That(image.Map(), Does.Contain("System.Collections.Generic.List`1<System.Int32>.MethodTable"));
        Assert.That(image.File.ToArray().AsSpan().IndexOf("System.Collections.Generic.List`1[System.Int32]"u8), Is.Positive);
    }

    [Test]
    public void SameInput_Twice_GivesSameBytes()
    {
        LinkedImage first = Build(new FakeModel(), Functions.Routine("linux_start", s_exit7));
        LinkedImage second = Build(new FakeModel(), Functions.Routine("linux_start", s_exit7));
        Assert.That(first.File.ToArray().AsSpan().SequenceEqual(second.File.ToArray()));
    }

    [Test]
    public void UndefinedSymbol_IsReportedWithItsUser()
    {
        CompiledCode start = Functions.Routine("linux_start", [0xE8, 0, 0, 0, 0], new Relocation(1, RelocationKind.Relative32, new RoutineSymbol("missing"), 0));
        LinkException? e = Assert.Throws<LinkException>(() => Build(new FakeModel(), start));
        Assert.That(e!.Message, Is.EqualTo("undefined symbol 'missing', needed by linux_start"));
    }

    [Test]
    public void Why_ForOneFunction_NamesItsUsers()
    {
        CompiledCode start = Functions.Routine("linux_start", [0xE8, 0, 0, 0, 0, 0xCC], new Relocation(1, RelocationKind.Relative32, new RoutineSymbol("exit"), 0));
        CompiledCode[] functions = [start, Functions.Routine("exit", s_exit7)];
        LinkedImage image = ImageBuilder.Build(new FakeModel(), functions, new ImageOptions { Name = "test", Entry = "linux_start", Why = "exit" });
        Assert.That(image.Explanation, Is.EqualTo("exit\n  <- linux_start\n  <- (root)\n"));
    }

    [Test]
    public void UnusedFunction_IsLeftOut()
    {
        LinkedImage image = Build(new FakeModel(), Functions.Routine("linux_start", s_exit7), Functions.Routine("unused", s_exit7));
        Assert.That(image.MethodCount, Is.EqualTo(1));
    }

    private static LinkedImage Build(FakeModel model, params CompiledCode[] functions) =>
        ImageBuilder.Build(model, functions, new ImageOptions { Name = "test", Entry = "linux_start" });

    private static int Run(byte[] image)
    {
        string path = Path.Combine(Path.GetTempPath(), $"sharkaros-link-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(path, image);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using Process process = Process.Start(path);
            Assert.That(process.WaitForExit(10_000));
            return process.ExitCode;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
