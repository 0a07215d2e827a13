using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Unit.Repository;

/// <summary>Rules of the house style that a machine can check.</summary>
public class SourceTests
{
    private const int LineLimit = 800;

    /// <summary>Folders in which unsafe code is on; everywhere else it is off.</summary>
    private static readonly string[] s_unsafeFolders =
        ["Abi", "Boot", "Core", "Goroutines", "IL2CPU/Routines", "Kernel", "Signals", "Syscalls", "TwoLevelScheduler", "Usys", "tests", "samples/Addresses", "samples/Stacks", "samples/UsysTest"];

    [Test]
    public void SourceFiles_Length_IsAtMost800Lines()
    {
        foreach (string file in Checkout.Files(".cs"))
            Assert.That(File.ReadLines(Path.Combine(Checkout.Root, file)).Count(), Is.LessThanOrEqualTo(LineLimit), file);
    }

    [Test]
    public void UnsafeBlocks_AreOnOnlyInsideTheFence()
    {
        foreach (string project in Checkout.Files(".csproj").Where(p => Checkout.Read(p).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)))
            Assert.That(s_unsafeFolders.Any(f => project.StartsWith(f + "/", StringComparison.Ordinal)), $"{project} turns unsafe code on");
    }

    [Test]
    public void SourceFiles_Regions_AreAbsent()
    {
        foreach (string file in Checkout.Files(".cs"))
            Assert.That(Regex.IsMatch(Checkout.Read(file), @"^\s*#region", RegexOptions.Multiline), Is.False, file);
    }

    [Test]
    public void Tree_ForeignLanguages_AreAbsent()
    {
        // Machine code is emitted from C#: no assembler, C file or linker script. Only the peers a benchmark compares with
        // are written in their own languages, and nothing outside bench/ is built from them.
        foreach (string ending in new[] { ".asm", ".S", ".s", ".c", ".h", ".go", ".ld", ".lds" })
            Assert.That(Checkout.Files(ending).Where(f => !f.StartsWith("bench/", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Solution_ListsEveryProject()
    {
        string solution = Checkout.Read("Kernel.sln");
        foreach (string project in Checkout.Files(".csproj"))
            Assert.That(solution, Does.Contain(project.Replace('/', '\\')), $"add it: dotnet sln Kernel.sln add {project}");
    }
}
