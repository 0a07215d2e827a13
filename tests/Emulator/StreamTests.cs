using System;
using System.Linq;
using System.Text;
using NUnit.Framework;

namespace Emulator;

/// <summary>Standard streams and arguments, byte for byte.</summary>
public class StreamTests
{
    private static readonly string s_program = RunScript.Program("Streams");

    [Test]
    public void Input_EveryByteValue_ArrivesAndEnds()
    {
        // All values, all pairs with the framing's own bytes, and a size that is no multiple of any buffer.
        byte[] input = [.. Enumerable.Range(0, 20_001).Select(i => (byte)i), 0x10, 0x10, 0x04, 0x10, 0x04, 0x04, 0x10];

        Outcome outcome = RunScript.GuestWithInput(input, s_program, "copy");

        Assert.That(outcome.Status, Is.Zero, outcome.Errors);
        Assert.That(outcome.Bytes.AsSpan().SequenceEqual(input), Is.True, $"{outcome.Bytes.Length} of {input.Length} bytes\n{outcome.Errors}");
    }

    [Test]
    public void Input_Empty_EndsAtOnce()
    {
        Outcome outcome = RunScript.Guest(s_program, "copy");

        Assert.That(outcome.Status, Is.Zero, outcome.ToString());
        Assert.That(outcome.Bytes, Is.Empty);
    }

    [Test]
    public void Input_Lines_AreRead()
    {
        Outcome outcome = RunScript.GuestWithInput(Encoding.UTF8.GetBytes("first\n\nzweite größer\nno end"), s_program, "lines");

        Assert.That(outcome.Text, Is.EqualTo("1: first\n2: \n3: zweite größer\n4: no end\n"), outcome.ToString());
    }

    [Test]
    public void Input_VirtualClock_IsGivenBeforeTheStart()
    {
        byte[] input = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

        Outcome outcome = RunScript.GuestWithInput(input, "--icount", s_program, "copy");

        Assert.That(outcome.Status, Is.Zero, outcome.Errors);
        Assert.That(outcome.Bytes.AsSpan().SequenceEqual(input), Is.True, $"{outcome.Bytes.Length} of {input.Length} bytes\n{outcome.Errors}");
    }

    [Test]
    public void Input_Headless_IsAtItsEnd()
    {
        Outcome outcome = RunScript.GuestWithInput("not for the guest"u8.ToArray(), "--headless", s_program, "copy");

        Assert.That(outcome.Status, Is.Zero, outcome.ToString());
        Assert.That(outcome.Bytes, Is.Empty);
    }

    [Test]
    public void Output_Megabyte_IsComplete()
    {
        byte[] expected = [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)((i * 31) + (i >> 8)))];

        Outcome outcome = RunScript.Guest(s_program, "flood");

        Assert.That(outcome.Status, Is.Zero, outcome.Errors);
        Assert.That(outcome.Bytes.AsSpan().SequenceEqual(expected), Is.True, $"{outcome.Bytes.Length} bytes\n{outcome.Errors}");
    }

    [Test]
    public void Arguments_OfAnyShape_ReachMain()
    {
        Outcome outcome = RunScript.Guest(s_program, "arguments", "", "two words", "--smp", "größe", "\"quoted\"");

        Assert.That(outcome.Lines, Is.EqualTo(new[] { "[arguments]", "[]", "[two words]", "[--smp]", "[größe]", "[\"quoted\"]" }), outcome.ToString());
        Assert.That(outcome.Status, Is.EqualTo(6));
    }

    [Test]
    public void Error_IsNotOutput()
    {
        Outcome outcome = RunScript.Guest(s_program, "error");

        Assert.That(outcome.Text, Is.EqualTo("to output\n"), outcome.ToString());
        Assert.That(outcome.Errors.Split('\n'), Does.Contain("to error"));
    }
}
