using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Differential;

/// <summary>Programs that look at themselves behave as on .NET, optimised or not, while stacks move and at every collection.</summary>
public class ReflectionTests
{
    private static readonly string[] s_assemblies =
    [
        Toolchain.Built("Reflected", "Reflected.dll"), Toolchain.Built("Asserted", "Asserted.dll"), Toolchain.Built("LateBound", "LateBound.dll"),
        Toolchain.Built("Serialized", "Serialized.dll"),
    ];


    // A collection at every safepoint of these takes minutes: their heaps are full of descriptions.
    private static readonly HashSet<string> s_notCollecting = ["Dynamics", "JsonDocuments", "JsonShapes"];
    private static readonly Dictionary<string, Toolchain.Outcome> s_expected = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-reflected-");
    private readonly Dictionary<string, string> _images = [];

    private static Dictionary<string, string> AssemblyOf { get; } = FindPrograms();

    private static IEnumerable<object[]> Runs =>
        from name in AssemblyOf.Keys
        from level in new[] { "-O2", "-O0" }
        from stress in s_notCollecting.Contains(name) ? new[] { "", "move" } : ["", "move", "collect"]
        select new object[] { level, stress, name };

    private static Dictionary<string, string> FindPrograms()
    {
        var result = new Dictionary<string, string>();
        foreach (string assembly in s_assemblies)
        {
            foreach (string name in Toolchain.Run("dotnet", [assembly, "list"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                result.Add(name, assembly);
        }

        return result;
    }

    [OneTimeTearDown]
    public void RemoveImages() => _folder.Delete(recursive: true);

    [TestCaseSource(nameof(Runs))]
    public void Program_Reflecting_BehavesAsOnDotNet(string level, string stress, string name)
    {
        if (!s_expected.TryGetValue(name, out Toolchain.Outcome? expected))
            s_expected.Add(name, expected = Toolchain.Run("dotnet", [AssemblyOf[name], name]));
        Toolchain.Outcome actual = Toolchain.Run(ImageOf(AssemblyOf[name], level), [name], stress);
        Assert.That(actual.Output, Is.EqualTo(expected.Output), $"status {actual.Status}, standard error: {actual.Errors}");
        Assert.That(actual.Status, Is.EqualTo(expected.Status), actual.Errors);
    }

    private string ImageOf(string assembly, string level)
    {
        string key = Path.GetFileNameWithoutExtension(assembly) + level;
        if (!_images.TryGetValue(key, out string? image))
        {
            image = Path.Combine(_folder.FullName, key);
            Toolchain.Compile(assembly, image, level, "--verify");
            _images.Add(key, image);
        }

        return image;
    }
}
