using NUnit.Framework;

namespace Emulator;

/// <summary>The other samples say what they should.</summary>
public class SampleTests
{
    [Test]
    public void Hello_WithoutArguments_PrintsThirteenLettersAndALineEnd()
    {
        Outcome outcome = RunScript.Guest("Hello");

        Assert.That(outcome.Bytes, Is.EqualTo("Hello, world!\n"u8.ToArray()), outcome.ToString());
        Assert.That(outcome.Status, Is.Zero);
    }

    [Test]
    public void Hello_WithArgument_GreetsByName()
    {
        Outcome outcome = RunScript.Guest("Hello", "Zoë and 'Bob'");

        Assert.That(outcome.Text, Is.EqualTo("Hello, Zoë and 'Bob'!\n"), outcome.ToString());
    }

    [Test]
    public void UsysTest_SevenArguments_ArePacked()
    {
        Outcome outcome = RunScript.Guest("UsysTest");

        Assert.That(outcome.Lines, Has.Length.EqualTo(13), outcome.ToString());
        for (int arity = 7; arity <= 12; arity++)
            Assert.That(outcome.Lines[arity - 1], Is.EqualTo($"{arity,2} arguments: 0x0007060504030201"));
        Assert.That(outcome.Lines[^1], Is.EqualTo("usys: ok"));
        Assert.That(outcome.Status, Is.Zero);
    }

    [Test]
    public void Sieve_HundredPrimes_EndsWith541()
    {
        Outcome outcome = RunScript.Guest("Sieve");

        Assert.That(outcome.Lines, Has.Length.EqualTo(100), outcome.ToString());
        Assert.That(outcome.Lines[^1], Is.EqualTo("541"));
        Assert.That(outcome.Status, Is.Zero);
    }

    [TestCase("Stacks", "stacks: ok")]
    [TestCase("SignalStorm", "signals: ok")]
    [TestCase("Addresses", "addresses: ok")]
    public void Sample_ChecksItself_EndsWell(string name, string last)
    {
        Outcome outcome = RunScript.Guest(name);

        Assert.That(outcome.Status, Is.Zero, outcome.ToString());
        Assert.That(outcome.Lines[^1], Is.EqualTo(last));
    }

    [Test]
    public void WrongAddresses_AreRefusedWithEveryPlace()
    {
        Outcome outcome = RunScript.Guest(RunScript.PathOf("samples/Addresses/Wrong/Addresses.Wrong.csproj"));

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("Program.Main(): an integer made from a stack address is used after the stack may have moved"));
        Assert.That(outcome.Errors, Does.Match(@"made at +\S*samples/Addresses/Wrong/Program.cs:\d+\n"));
        Assert.That(outcome.Errors, Does.Match(@"moved by +the prologue of Samples.Addresses.Wrong.Program.General"));
        Assert.That(outcome.Errors, Does.Match(@"used at +\S*Usys/Usys.cs:\d+\n"));
    }
}
