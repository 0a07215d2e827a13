using System;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Emulator;

/// <summary>Mistakes of the user get one clear line.</summary>
public class UsageTests
{
    [TestCase("no program 'Nonesuch'", "Nonesuch")]
    [TestCase("unknown option '--nonsense'", "--nonsense", "Hello")]
    [TestCase("--smp takes a number from 1 to 8, not 'lots'", "--smp", "lots", "Hello")]
    [TestCase("--timeout needs a value", "--timeout")]
    [TestCase("no second-level scheduler 'lottery'", "--2ls", "lottery", "Hello")]
    [TestCase("no file missing.dll", "missing.dll")]
    [TestCase("no file missing.csproj", "missing.csproj")]
    public void Run_Mistake_SaysSoInOneLine(string message, params string[] words)
    {
        CheckOneLine(RunScript.Exactly(words), message, 2);
    }

    [Test]
    public void Run_LibraryInsteadOfProgram_SaysSoInOneLine()
    {
        // Needed by every program, so built by now or in a moment.
        RunScript.Guest("Hello");

        Outcome outcome = RunScript.Exactly(RunScript.Assembly("Abi"));

        CheckOneLine(outcome, "Abi.dll has no Main", 1);
    }

    [Test]
    public void Run_FileThatIsNoAssembly_SaysSoInOneLine()
    {
        string folder = Directory.CreateTempSubdirectory("sharkaros-test-").FullName;
        try
        {
            string file = Path.Combine(folder, "Text.dll");
            File.WriteAllText(file, "This is not an assembly.");

            CheckOneLine(RunScript.Exactly(file), "Text.dll: not a managed assembly", 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Run_Help_ExplainsEveryOption()
    {
        Outcome outcome = RunScript.Exactly("--help");

        Assert.That(outcome.Status, Is.Zero);
        foreach (string option in new[] { "--smp N", "--iso", "--uefi", "--2ls NAME", "--icount", "--debug", "--headless", "--timeout S" })
            Assert.That(outcome.Text, Does.Contain(option));
    }

    private static void CheckOneLine(Outcome outcome, string message, int status)
    {
        string[] lines = [.. outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !IsProgress(l))];
        Assert.That(lines, Has.Length.EqualTo(1), outcome.ToString());
        Assert.That(lines[0], Does.StartWith("error: ").And.Contain(message));
        Assert.That(outcome.Status, Is.EqualTo(status), outcome.ToString());
        Assert.That(outcome.Bytes, Is.Empty);
    }

    /// <summary>"[  1.2s] building ...", from the build of what is out of date.</summary>
    private static bool IsProgress(string line) => line.StartsWith('[') && line.Contains("s] ", StringComparison.Ordinal);
}
