using Build;
using Build.Commands;
using NUnit.Framework;

namespace Unit.Build;

public class RunOptionsTests
{
    [Test]
    public void Parse_OptionsAndProgram_AreSeparated()
    {
        RunOptions options = RunOptions.Parse(["--smp", "4", "--icount", "Tour", "--smp", "x"]);

        Assert.That(options.Cores, Is.EqualTo(4));
        Assert.That(options.VirtualClock, Is.True);
        Assert.That(options.Program, Is.EqualTo("Tour"));
        Assert.That(options.Arguments, Is.EqualTo(new[] { "--smp", "x" }));
    }

    [Test]
    public void Parse_Nothing_MeansPromptOnTwoCores()
    {
        RunOptions options = RunOptions.Parse([]);

        Assert.That(options.Program, Is.Null);
        Assert.That(options.Cores, Is.EqualTo(2));
        Assert.That(options.Boot, Is.EqualTo(BootPath.Direct));
    }

    [TestCase("--smp")]
    [TestCase("--smp", "0")]
    [TestCase("--smp", "many")]
    [TestCase("--timeout", "-1")]
    [TestCase("--nonsense")]
    [TestCase("--stress", "everything")]
    public void Parse_BadWords_FailWithUsageStatus(params string[] words)
    {
        var error = Assert.Throws<BuildException>(() => RunOptions.Parse(words));

        Assert.That(error!.ExitCode, Is.EqualTo(2));
    }
}
