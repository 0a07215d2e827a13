using System.IO;
using NUnit.Framework;

namespace Differential;

/// <summary>Generic methods of the base library that lead to themselves with ever larger type arguments are cut off, and say so.</summary>
public sealed class ExpansionTests
{
    private const string Source = """
        using System;
        using System.Linq;

        OrderedParallelQuery<int> query = Enumerable.Range(0, 20).AsParallel().OrderBy(static n => n % 2);
        for (int step = 1; step < 10; step++)
        {
            try
            {
                query = query.ThenBy(static n => -n);
                Console.WriteLine($"{step}: {string.Join(" ", query)}");
            }
            catch (TypeLoadException e)
            {
                Console.WriteLine($"{step}: {e.Message}");
                return;
            }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-expansion-");

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void ParallelThenBy_WorksForAFewSteps_ThenThrows()
    {
        string assembly = Path.Combine(_folder.FullName, "steps.dll");
        string image = Path.Combine(_folder.FullName, "steps");
        Assert.That(Random.Toolchain.CompileSource(Source, assembly), Is.Null);
        Toolchain.Compile(assembly, image, "-O0");
        string[] expected = Toolchain.Run("dotnet", [assembly]).Output.Split('\n');

        string[] actual = Toolchain.Run(image, []).Output.TrimEnd('\n').Split('\n');

        Assert.That(expected, Has.Length.EqualTo(10));
        Assert.That(actual, Has.Length.InRange(3, 9));
        Assert.That(actual[..^1], Is.EqualTo(expected[..(actual.Length - 1)]));
        Assert.That(actual[^1], Does.Match(@"^\d: System\.Linq\.Parallel\..* leads to itself with ever larger type arguments: this image has the first steps only\.$"));
    }
}
