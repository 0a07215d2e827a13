using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;

namespace Differential;

/// <summary>Programs that look at themselves behave as on .NET, optimised or not, while stacks move and at every collection.</summary>
public class ReflectionTests
{
    private static readonly string s_assembly = Toolchain.Built("Reflected", "Reflected.dll");
    private static readonly Dictionary<string, Toolchain.Outcome> s_expected = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-reflected-");
    private readonly Dictionary<string, string> _images = [];

    private static IEnumerable<string> Names { get; } =
        Toolchain.Run("dotnet", [s_assembly, "list"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [OneTimeTearDown]
    public void RemoveImages() => _folder.Delete(recursive: true);

    [Test]
    public void Program_Reflecting_BehavesAsOnDotNet([Values("-O2", "-O0")] string level, [Values("", "move", "collect")] string stress, [ValueSource(nameof(Names))] string name)
    {
        if (!s_expected.TryGetValue(name, out Toolchain.Outcome? expected))
            s_expected.Add(name, expected = Toolchain.Run("dotnet", [s_assembly, name]));
        Toolchain.Outcome actual = Toolchain.Run(ImageOf(level), [name], stress);
        Assert.That(actual.Output, Is.EqualTo(expected.Output), $"status {actual.Status}, standard error: {actual.Errors}");
        Assert.That(actual.Status, Is.EqualTo(expected.Status), actual.Errors);
    }

    private string ImageOf(string level)
    {
        if (!_images.TryGetValue(level, out string? image))
        {
            image = Path.Combine(_folder.FullName, "reflected" + level);
            Toolchain.Compile(s_assembly, image, level, "--verify");
            _images.Add(level, image);
        }

        return image;
    }
}
