using IL2CPU.Import;
using NUnit.Framework;

namespace Unit.Import;

/// <summary>What a diagnostic looks like.</summary>
public sealed class DiagnosticTests
{
    [Test]
    public void ToString_NamesWithLineBreaks_StayOnTheirLines()
    {
        var diagnostic = new Diagnostic("no\nsuch\ttype", new ReachStep("Type.First\r\nMethod", 0x1f), [new ReachStep("Main\n", -1)]);

        Assert.That(diagnostic.ToString(), Is.EqualTo("error: no?such?type\n  at   Type.First??Method IL_001f\n  from Main?"));
    }

    [Test]
    public void ToString_Warning_HasLinesAndAdvice()
    {
        var diagnostic = new Diagnostic("no library", new ReachStep("Caller", 2) { Line = "App.cs:7" }, [new ReachStep("Main", -1)])
        {
            IsWarning = true,
            Advice = "use another",
        };

        Assert.That(diagnostic.ToString(), Is.EqualTo("warning: no library\n  at   Caller IL_0002, App.cs:7\n  from Main\n  instead: use another"));
    }
}
