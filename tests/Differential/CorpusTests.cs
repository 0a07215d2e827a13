using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Differential;

/// <summary>Runs every program of the corpus as our image on Linux, and compares standard output and exit status with .NET.</summary>
[Parallelizable(ParallelScope.Children)]
public class CorpusTests
{
    private static readonly ConcurrentDictionary<string, Lazy<(string Path, int PeakMegabytes)>> s_images = new(StringComparer.Ordinal);
    private static readonly DirectoryInfo s_folder = Directory.CreateTempSubdirectory("sharkaros-differential-");

    /// <summary>Name of the mode, options of the compiler, run-time stress switch.</summary>
    private static readonly (string Name, string[] Options, string Stress)[] s_modes =
    [
        ("O0", ["-O0", "--verify"], ""),
        ("O2", ["-O2", "--verify"], ""),
        ("Move", ["-O2", "--verify"], "move"),
        ("Collect", ["-O2", "--verify"], "collect"),
        ("Junk", ["-O2", "--junk-dead-slots"], ""),
        ("MoveUnoptimised", ["-O0", "--verify"], "move"),
    ];

    [OneTimeTearDown]
    public void RemoveImages() => s_folder.Delete(recursive: true);

    private static IEnumerable<TestCaseData> Cases() =>
        from mode in s_modes from name in Expectations.Names select new TestCaseData(name, mode.Name);

    [TestCaseSource(nameof(Cases))]
    public void Program_InMode_BehavesAsOnDotNet(string name, string mode)
    {
        (_, string[] options, string stress) = s_modes.Single(m => m.Name == mode);
        (string output, int status) = Expectations.Of(name);

        Toolchain.Outcome actual = Toolchain.Run(ImageFor(options).Path, [name], stress);

        Assert.That(actual.Output, Is.EqualTo(output), $"status {actual.Status}, standard error: {actual.Errors}");
        Assert.That(actual.Status, Is.EqualTo(status & 0xFF), actual.Errors);
    }

    /// <summary>The biggest program there is stays below 600 MB where it was measured; the rest is for collectors that run at other times.</summary>
    /// <remarks>Not with --verify, which keeps more: the options of a mode that does without.</remarks>
    [TestCase("-O0"), TestCase("-O2", "--junk-dead-slots")]
    public void Compiler_WholeCorpus_StaysBelowItsMemoryBar(params string[] options)
    {
        const int bar = 650;

        Assert.That(ImageFor(options).PeakMegabytes, Is.LessThan(bar), "MB");
    }

    private static (string Path, int PeakMegabytes) ImageFor(string[] options)
    {
        string key = string.Concat(options);
        return s_images.GetOrAdd(key, _ => new(() =>
        {
            string image = Path.Combine(s_folder.FullName, "corpus" + key);
            return (image, Toolchain.PeakMegabytes(Expectations.Assembly, image, options));
        })).Value;
    }
}
