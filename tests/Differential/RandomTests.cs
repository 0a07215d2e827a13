using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Random;

namespace Differential;

/// <summary>Random programs, of fixed seeds, print the same on .NET and as our images: 5,000 methods in all.</summary>
/// <remarks>A difference is reduced, and traced to a rewrite, by the command of tests/Random with the same seed.</remarks>
public sealed class RandomTests
{
    private const int MethodsOfSeed = 1000;
    private static readonly ulong[] s_seeds = [1, 2, 3, 4, 5];
    private readonly Dictionary<ulong, Comparison> _programs = [];

    [OneTimeTearDown]
    public void RemovePrograms()
    {
        foreach (Comparison program in _programs.Values)
            program.Dispose();
    }

    private static IEnumerable<TestCaseData> Cases() =>
        from seed in s_seeds from mode in Mode.All select new TestCaseData(seed, mode.Name);

    [TestCaseSource(nameof(Cases))]
    public void Methods_OfSeed_DoAsOnDotNet(ulong seed, string mode)
    {
        Difference? difference = ProgramOf(seed).Compare(Mode.All.Single(m => m.Name == mode), 0, ProgramMaker.UnitsFor(MethodsOfSeed));

        Assert.That(difference, Is.Null, () => $"{difference!.Kind} in unit {difference.Unit}: expected {difference.Expected}, found {difference.Actual}");
    }

    [Test]
    public void Program_OfSameSeed_IsTheSame()
    {
        static string Make(ulong seed) => SourceWriter.Write(ProgramMaker.Make(seed, 3, 2));

        Assert.That(Make(7), Is.EqualTo(Make(7)));
        Assert.That(Make(8), Is.Not.EqualTo(Make(7)));
    }

    [Test]
    public void Reducer_KeepsWhatMatters()
    {
        static bool StillThere(Node program) => SourceWriter.Write(program).Contains("T7();", StringComparison.Ordinal);

        Node program = ProgramMaker.Make(1, 0, 2);
        int before = SourceWriter.Write(program).Length;
        new Reducer(program, StillThere, TimeSpan.FromMinutes(1), static _ => { }).Run();

        Assert.That(StillThere(program));
        Assert.That(SourceWriter.Write(program), Has.Length.LessThan(before / 20));
    }

    [TestCase(1)]
    [TestCase(4096)]
    [TestCase(4097)]
    [TestCase(123_456)]
    public void RewriteSearch_FindsTheOneToBlame(long guilty) =>
        Assert.That(RewriteSearch.Find(count => count >= guilty), Is.EqualTo(guilty));

    [Test]
    public void RewriteSearch_WhenNoneIsToBlame_SaysSo()
    {
        Assert.That(RewriteSearch.Find(static _ => true), Is.Null);
        Assert.That(RewriteSearch.Find(static _ => false), Is.Null);
    }

    private Comparison ProgramOf(ulong seed)
    {
        if (_programs.TryGetValue(seed, out Comparison? known))
            return known;
        var comparison = new Comparison();
        _programs.Add(seed, comparison);
        string? refusal = comparison.Load(ProgramMaker.Make(seed, 0, ProgramMaker.UnitsFor(MethodsOfSeed)));
        Assert.That(refusal, Is.Null, "the C# compiler");
        comparison.CompileImages(Mode.All);
        return comparison;
    }
}
