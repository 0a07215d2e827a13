using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using NUnit.Framework;

namespace Unit.Repository;

/// <summary>Holds every ProjectReference against the table of arrows in the conventions.</summary>
public class ReferenceTests
{
    /// <summary>Area of a project -> areas it may reference besides itself; every target area may also use Core and Abi.</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new(StringComparer.Ordinal)
    {
        ["Abi"] = [],
        ["IL2CPU"] = ["Abi"],
        ["Build"] = ["Abi", "IL2CPU"],
        ["Core"] = ["Abi"],
        ["Syscalls"] = ["Abi", "Core"],
        ["Kernel"] = ["Syscalls", "Abi", "Core"],
        ["Boot"] = ["Kernel", "Abi", "Core"],
        ["TwoLevelScheduler"] = ["Syscalls", "Abi", "Core"],
        // What an image of the native side is put together from.
        ["TwoLevelScheduler/Images"] = ["TwoLevelScheduler", "Signals/Native", "Syscalls", "Abi", "Core"],
        ["Signals/Native"] = ["TwoLevelScheduler", "Syscalls", "Abi", "Core"],
        ["Usys"] = ["Syscalls", "Abi", "Core"],
        ["Signals/Program"] = ["Usys", "Syscalls", "Abi", "Core"],
        ["Goroutines"] = ["Usys", "Signals/Program", "Syscalls", "Abi", "Core"],
        ["samples"] = ["Goroutines", "Usys", "Signals/Program", "Syscalls", "Abi", "Core"],
    };

    /// <summary>The pipeline inside IL2CPU: each sees only those before it.</summary>
    private static readonly string[] s_pipeline = ["TypeSystem", "Reflection", "IR", "Import", "Passes", "X64", "Routines", "Link", "Cli"];

    private static IEnumerable<TestCaseData> Projects() =>
        Checkout.Files(".csproj").Where(p => !p.StartsWith("tests/", StringComparison.Ordinal) && !p.StartsWith("bench/", StringComparison.Ordinal))
            .Select(p => new TestCaseData(p).SetArgDisplayNames(Path.GetFileNameWithoutExtension(p)));

    [TestCaseSource(nameof(Projects))]
    public void Project_References_FollowTheArrows(string project)
    {
        string area = AreaOf(project);
        Assert.That(s_arrows, Contains.Key(area), $"{project} lies outside the map of the repository");
        foreach (string reference in ReferencesOf(project))
        {
            string target = AreaOf(reference);
            Assert.That(target == area || s_arrows[area].Contains(target), $"{project} must not reference {reference}");
            if (area == "IL2CPU" && target == "IL2CPU")
                Assert.That(StageOf(reference), Is.LessThan(StageOf(project)), $"{project} must not reference the later stage {reference}");
        }
    }

    [Test]
    public void Projects_OutsideTests_NeverReferenceTests()
    {
        foreach (string project in Checkout.Files(".csproj").Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)))
            Assert.That(ReferencesOf(project), Has.None.StartsWith("tests/"), project);
    }

    private static string AreaOf(string path)
    {
        string[] parts = path.Split('/');
        return parts[0] == "Signals" || parts is ["TwoLevelScheduler", "Images", ..] ? $"{parts[0]}/{parts[1]}" : parts[0];
    }

    private static int StageOf(string project) => Array.IndexOf(s_pipeline, project.Split('/')[1]);

    /// <summary>Source generators run in the compiler and end in no image.</summary>
    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(Path.Combine(Checkout.Root, project)).Descendants("ProjectReference")
            .Where(e => (string?)e.Attribute("OutputItemType") != "Analyzer")
            .Select(e => Path.GetRelativePath(Checkout.Root, Path.GetFullPath(
                Path.Combine(Checkout.Root, Path.GetDirectoryName(project)!, e.Attribute("Include")!.Value.Replace('\\', '/')))));
}
