using Abi;
using NUnit.Framework;

namespace Emulator;

/// <summary>Program and scheduler of different builds do not start talking.</summary>
public class HandshakeTests
{
    private static readonly string s_program = RunScript.Program("ShortTable");

    [Test]
    public void Table_OfTheSameBuild_IsFilled()
    {
        Outcome outcome = RunScript.Guest(s_program, "same");

        Assert.That(outcome.Status, Is.Zero, outcome.ToString());
        Assert.That(outcome.Text, Is.EqualTo("filled 1, first True, sentinel True\n"));
    }

    [TestCase("short", "functions")]
    [TestCase("hash", "functions")]
    [TestCase("version", "functions")]
    [TestCase("constants", "constants")]
    public void Table_OfAnotherBuild_StopsAndNamesBothVersions(string difference, string table)
    {
        const string Version = @"ABI version (\d+), (\d+) entries, hash 0x([0-9a-f]{16})";

        Outcome outcome = RunScript.Guest(s_program, difference);

        Assert.That(outcome.Status, Is.Not.Zero.And.Not.EqualTo(124).And.Not.EqualTo(125), outcome.ToString());
        Assert.That(outcome.Bytes, Is.Empty, outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain($"built from different declarations of the table of {table}"));
        Assert.That(outcome.Errors, Does.Match($"program: +{Version}"));
        Assert.That(outcome.Errors, Does.Match($"scheduler: +{Version}"));
        (string program, string scheduler) = (Side(outcome, "program"), Side(outcome, "scheduler"));
        Assert.That(program, Is.Not.EqualTo(scheduler));
        if (difference == "short")
            Assert.That(Entries(program), Is.EqualTo(Entries(scheduler) - 1));
    }

    [Test]
    public void Scheduler_OfAShorterDeclaration_StopsAndNamesBothVersions()
    {
        using var build = new OtherBuild();
        string removed = build.RemoveLastFunction();
        string scheduler = build.BuildScheduler();

        Outcome outcome = RunScript.Guest("--2ls", scheduler, "Hello");

        Assert.That(removed, Is.Not.Empty);
        Assert.That(outcome.Status, Is.Not.Zero.And.Not.EqualTo(124).And.Not.EqualTo(125), outcome.ToString());
        Assert.That(outcome.Bytes, Is.Empty, outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("built from different declarations of the table of functions"));
        (string program, string other) = (Side(outcome, "program"), Side(outcome, "scheduler"));
        Assert.That(Entries(program), Is.EqualTo(UsysFunctionTable.Count));
        Assert.That(program, Does.Contain($"0x{UsysFunctionTable.Hash:x16}"));
        Assert.That(Entries(other), Is.EqualTo(UsysFunctionTable.Count - 1));
        Assert.That(other, Does.Not.Contain($"0x{UsysFunctionTable.Hash:x16}"));
    }

    private static string Side(Outcome outcome, string name)
    {
        string text = outcome.Errors[(outcome.Errors.IndexOf($"  {name}:", System.StringComparison.Ordinal) + name.Length + 3)..];
        return text[..text.IndexOf('\n')].Trim();
    }

    private static int Entries(string side) => int.Parse(side.Split(", ")[1].Split(' ')[0]);
}
