using System;
using NUnit.Framework;

namespace Emulator;

/// <summary>How a program ends is what ./run returns; what it died of is on standard error.</summary>
public class EndingTests
{
    private static readonly string s_program = RunScript.Program("Endings");

    [TestCase("return", 7)]
    [TestCase("return", 0)]
    [TestCase("exit", 3)]
    [TestCase("exit-goroutine", 4)]
    public void Program_Ends_StatusIsReturned(string way, int status)
    {
        Outcome outcome = RunScript.Guest(s_program, way, status.ToString());

        Assert.That(outcome.Status, Is.EqualTo(status), outcome.ToString());
        Assert.That(outcome.Bytes, Is.Empty, "Environment.Exit runs no finally");
    }

    [TestCase("throw")]
    [TestCase("throw-goroutine")]
    public void Program_Throws_PrintsTypeMessageAndTrace(string way)
    {
        Outcome outcome = RunScript.Guest(s_program, way, "5");

        Assert.That(outcome.Status, Is.Not.Zero.And.Not.EqualTo(124).And.Not.EqualTo(125), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("System.InvalidOperationException: the tide took 2 boats"));
        Assert.That(outcome.Errors, Does.Match(@"at Endings\.Failures\.Inner\(.*\n.*at Endings\.Failures\.Outer\(.*\n.*at Endings\.Program[.+]"));
        Assert.That(outcome.Errors, Does.Match(@"Outer\(.*Failures\.cs:(line )?\d+"));
        Assert.That(outcome.Bytes, Is.Empty);
    }

    [Test]
    public void Program_DereferencesNull_PrintsTypeAndTrace()
    {
        Outcome outcome = RunScript.Guest(s_program, "null");

        Assert.That(outcome.Status, Is.Not.Zero.And.Not.EqualTo(124).And.Not.EqualTo(125), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("System.NullReferenceException: "));
        Assert.That(outcome.Errors, Does.Match(@"at Endings\.Failures\.LengthOf\(.*\n.*at Endings\.Program\.Main\("));
    }

    [TestCase("overflow")]
    [TestCase("overflow-goroutine")]
    public void Program_RecursesForEver_IsStoppedWithATrace(string way)
    {
        Outcome outcome = RunScript.Guest(s_program, way);

        Assert.That(outcome.Status, Is.Not.Zero.And.Not.EqualTo(124).And.Not.EqualTo(125), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("stack overflow").IgnoreCase);
        Assert.That(outcome.Errors, Does.Match(@"goroutine \d+"));
        Assert.That(outcome.Errors, Does.Contain("at Endings.Failures.Recurse("));
        Assert.That(outcome.Errors, Does.Match(@"at Endings\.Program[.+]"), "the trace shows where it began");
        Assert.That(outcome.Errors.Split('\n'), Has.Length.LessThan(300), "and not every frame between");
    }

    [TestCase("spin")]
    [TestCase("sleep")]
    public void Program_Hangs_TimeoutEndsItWith124(string way)
    {
        Outcome outcome = RunScript.Exactly("--timeout", "3", s_program, way);

        Assert.That(outcome.Status, Is.EqualTo(124), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("run: ended after 3 s (--timeout)"));
    }
}
