using System;
using System.Text.RegularExpressions;
using Abi;
using NUnit.Framework;

namespace Emulator;

/// <summary>Everything the system is about, once, in every way of starting it.</summary>
public partial class TourTests
{
    [TestCase("--smp 1")]
    [TestCase("--smp 2")]
    [TestCase("--smp 4")]
    [TestCase("--iso")]
    [TestCase("--uefi")]
    [TestCase("--2ls stealing")]
    public void Tour_StartedInAnyWay_PassesEverySeam(string options)
    {
        Outcome outcome = RunScript.Guest([.. options.Split(' '), "Tour"]);

        Assert.That(outcome.Status, Is.Zero, outcome.ToString());
        CheckReport(outcome, options.Contains("stealing", StringComparison.Ordinal) ? "stealing" : "fifo", Cores(options));
    }

    [Test]
    public void Tour_VirtualClock_IsTheSameToTheByte()
    {
        Outcome first = RunScript.Guest("--icount", "Tour");
        Outcome second = RunScript.Guest("--icount", "Tour");

        CheckReport(first, "fifo", cores: 2);
        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That(second.Status, Is.Zero);
    }

    private static int Cores(string options) =>
        options.StartsWith("--smp ", StringComparison.Ordinal) ? int.Parse(options["--smp ".Length..]) : 2;

    private static void CheckReport(Outcome outcome, string scheduler, int cores)
    {
        string[] lines = outcome.Lines;
        Assert.That(lines, Has.Length.EqualTo(9), outcome.ToString());
        Match handshake = Take(Handshake(), lines[0]);
        Match stack = Take(Stack(), lines[1]);
        Match goroutines = Take(Goroutines(), lines[2]);
        Match syscall = Take(Syscall(), lines[3]);
        Match error = Take(Error(), lines[4]);
        Take(QueuedSignal(), lines[5]);
        Take(DirectSignal(), lines[6]);
        Assert.That(lines[7], Is.EqualTo("fault        ok   null dereference: 1 fault reflected, caught NullReferenceException"));
        Assert.That(lines[8], Is.EqualTo("tour: ok"));
        Assert.Multiple(() =>
        {
            Assert.That(handshake.Groups["name"].Value, Is.EqualTo(scheduler));
            Assert.That(Number(handshake, "functions"), Is.EqualTo(UsysFunctionTable.Count));
            Assert.That(handshake.Groups["functionHash"].Value, Is.EqualTo($"{UsysFunctionTable.Hash:X16}"));
            Assert.That(Number(handshake, "constants"), Is.EqualTo(UsysConstantTable.Count));
            Assert.That(handshake.Groups["constantHash"].Value, Is.EqualTo($"{UsysConstantTable.Hash:X16}"));
            Assert.That(Number(stack, "to"), Is.GreaterThanOrEqualTo(65536));
            Assert.That(Number(stack, "copies"), Is.GreaterThanOrEqualTo(5), "2 KiB to 64 KiB by doubling");
            Assert.That(Number(stack, "pointers"), Is.GreaterThan(600));
            // Two at a time; one given back may come again under another number.
            Assert.That(Number(goroutines, "vcores"), Is.InRange(Math.Min(2, cores), cores));
            Assert.That(Number(goroutines, "dispatches"), Is.GreaterThanOrEqualTo(20000));
            Assert.That(Number(syscall, "others"), Is.GreaterThan(0));
            Assert.That(error.Groups["text"].Value, Is.Not.Empty);
        });
    }

    private static Match Take(Regex pattern, string line)
    {
        Match match = pattern.Match(line);
        Assert.That(match.Success, Is.True, $"'{line}' does not match {pattern}");
        return match;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value);

    [GeneratedRegex("^handshake +ok +2LS (?<name>[a-z]+): (?<functions>[0-9]+) functions, hash (?<functionHash>[0-9A-F]{16}); (?<constants>[0-9]+) constants, hash (?<constantHash>[0-9A-F]{16})$")]
    private static partial Regex Handshake();

    [GeneratedRegex("^stack +ok +grew from 2048 to (?<to>[0-9]+) bytes: (?<copies>[0-9]+) copies, (?<pointers>[0-9]+) pointers fixed, 600 of 600 frames' locals intact$")]
    private static partial Regex Stack();

    [GeneratedRegex("^goroutines +ok +10000 over (?<vcores>[0-9]+) vcores: sum 49995000, [0-9]+ us, (?<dispatches>[0-9]+) dispatches$")]
    private static partial Regex Goroutines();

    [GeneratedRegex("^syscall +ok +one blocked [0-9]+ times for 20000 us on vcore [0-9]+; meanwhile others ran there (?<others>[0-9]+) times$")]
    private static partial Regex Syscall();

    [GeneratedRegex("^error +ok +open no/such/file: errno 2, '(?<text>[^']+)'$")]
    private static partial Regex Error();

    [GeneratedRegex("^signal +ok +10 with value 42: taken in vcore context, handled by the handler thread$")]
    private static partial Regex QueuedSignal();

    [GeneratedRegex("^signal +ok +12 with value 43: handled directly, on the signal stack$")]
    private static partial Regex DirectSignal();
}
