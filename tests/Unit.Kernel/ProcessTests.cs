using System;
using System.Text;
using Abi;
using Kernel.Processes;
using NUnit.Framework;

namespace Unit.Kernel;

[TestFixture]
internal sealed class ProcessTests
{
    [Test]
    public void States_Dying_IsTerminalAndReachableFromAll()
    {
        foreach (ProcessState state in Enum.GetValues<ProcessState>())
        {
            Assert.That(ProcessStates.IsLegal(ProcessState.Dying, state), Is.False);
            if (state != ProcessState.Dying)
                Assert.That(ProcessStates.IsLegal(state, ProcessState.Dying), Is.True, state.ToString());
        }
    }

    [Test]
    public void States_ManyCore_NeverBecomesRunnableS() =>
        Assert.That(ProcessStates.IsLegal(ProcessState.RunningM, ProcessState.RunnableS), Is.False);

    [Test]
    public void VcoreList_Head_IsTheMostRecent()
    {
        var list = new VcoreList();
        list.AddTail(0);
        list.AddTail(1);
        list.AddHead(5);
        list.Remove(0);
        Assert.That(list.TakeHead(), Is.EqualTo(5));
        Assert.That(list.TakeHead(), Is.EqualTo(1));
        Assert.That(list.Count, Is.Zero);
    }

    [Test]
    public void ArgumentWriter_Block_HasOffsetsOfItsStrings()
    {
        ReadOnlySpan<byte> lines = "one\n\nthree"u8;
        int count = ArgumentWriter.CountLines(lines);
        byte[] block = new byte[ArgumentWriter.SizeFor(count, lines.Length)];
        var writer = new ArgumentWriter(block, count, 0);
        while (ArgumentWriter.TakeLine(ref lines, out ReadOnlySpan<byte> line))
            writer.Add(line);

        Assert.That(count, Is.EqualTo(3));
        Assert.That(BitConverter.ToInt32(block, ArgumentBlock.CountOffset), Is.EqualTo(3));
        Assert.That(StringAt(block, 0), Is.EqualTo("one"));
        Assert.That(StringAt(block, 1), Is.Empty);
        Assert.That(StringAt(block, 2), Is.EqualTo("three"));
    }

    private static string StringAt(byte[] block, int index)
    {
        int start = BitConverter.ToInt32(block, ArgumentBlock.FirstOffset + (index * 4));
        return Encoding.UTF8.GetString(block, start, Array.IndexOf(block, (byte)0, start) - start);
    }
}
