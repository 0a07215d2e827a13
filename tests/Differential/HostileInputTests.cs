using System;
using System.IO;
using NUnit.Framework;

namespace Differential;

/// <summary>What is no proper assembly is refused in clear words, never with a trace of the compiler's own.</summary>
public sealed class HostileInputTests
{
    private const int MachineAt = 4;
    private static readonly string s_assembly = Toolchain.Built("UnhandledEndings", "UnhandledEndings.dll");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-hostile-");

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    // One process of its own: if the compiler overran its stack, that would be the end of it.
    [TestCase("-O0", 1)]
    [TestCase("-O2", 1001)]
    public void DamagedCopies_AreTakenOrRefusedClearly(string level, int seed)
    {
        Toolchain.Outcome outcome = Toolchain.Run("dotnet",
            [Toolchain.Built("Random", "random-programs.dll"), "--damage", s_assembly, "--seed", $"{seed}", "--methods", "15", "--mode", level]);
        Assert.That(outcome.Status, Is.Zero, outcome.Output + outcome.Errors);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200)]
    [TestCase(3000)]
    [TestCase(9000)]
    public void Truncated_IsRefusedInOneLine(int length) => IsRefused(File.ReadAllBytes(s_assembly)[..length]);

    [TestCase((ushort)0xAA64)]
    [TestCase((ushort)0x01C4)]
    public void OtherArchitecture_IsRefusedInOneLine(ushort machine)
    {
        byte[] bytes = File.ReadAllBytes(s_assembly);
        int header = BitConverter.ToInt32(bytes, 0x3C);
        BitConverter.TryWriteBytes(bytes.AsSpan(header + MachineAt), machine);
        IsRefused(bytes);
    }

    [Test]
    public void NoAssembly_IsRefusedInOneLine() => IsRefused("\x7fELF and what follows"u8.ToArray());

    private void IsRefused(byte[] bytes)
    {
        string file = Path.Combine(_folder.FullName, "input.dll");
        File.WriteAllBytes(file, bytes);
        Toolchain.Outcome outcome = Toolchain.Run("dotnet", [Toolchain.Built("IL2CPU.Cli", "il2cpu.dll"), file, "-o", file + ".out", "--target", "linux"]);
        Assert.That(outcome.Status, Is.EqualTo(1));
        Assert.That(outcome.Output, Is.Empty);
        Assert.That(outcome.Errors, Does.Match(@"\Aerror: [^\n]*input\.dll[^\n]*\n\z"));
        Assert.That(outcome.Errors, Does.Not.Contain("internal"));
    }
}
