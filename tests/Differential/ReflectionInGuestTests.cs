using System;
using System.IO;
using System.Text;
using Build;
using Build.Commands;
using NUnit.Framework;

namespace Differential;

/// <summary>Programs that look at themselves, in the guest: one boot for the programs of an assembly.</summary>
public class ReflectionInGuestTests
{
    private const int LimitSeconds = 120;

    [Test]
    public void Programs_ReflectingInTheGuest_BehaveAsOnDotNet([Values("Reflected", "LateBound", "Serialized")] string assembly)
    {
        string built = Toolchain.Built(assembly, assembly + ".dll");
        string[] names = Toolchain.Run("dotnet", [built, "list"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Toolchain.Outcome expected = Toolchain.Run("dotnet", [built, .. names]);

        var log = new StringBuilder();
        using var output = new MemoryStream();
        Workspace workspace = Workspace.Find();
        string project = workspace.PathOf($"tests/Differential/{assembly}/{assembly}.csproj");
        int status = RunCommand.Capture(workspace, [], project, names, LimitSeconds, output, line => log.AppendLine(line));

        Assert.That(names, Is.Not.Empty);
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo(expected.Output), log.ToString());
        Assert.That(status, Is.EqualTo(expected.Status), log.ToString());
    }
}
