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
}
