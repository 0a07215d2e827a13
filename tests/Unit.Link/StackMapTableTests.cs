using System;
using System.Buffers.Binary;
using Abi;
using IL2CPU.IR;
using IL2CPU.Link;
using IL2CPU.Link.Tables;
using NUnit.Framework;

namespace Unit.Link;

public sealed class StackMapTableTests
{
    [Test]
    public void Lookup_OfEveryReturnAddress_FindsItsRecord()
    {
        var table = new StackMapTable();
        for (uint i = 1; i <= 1000; i++)
            table.Add(i * 7, [i, 0, i + 5], -1);
        const uint TextSize = 7000;
        byte[] pages = table.BuildPages(new LinkerSymbol("pages"), TextSize).Content;
        byte[] entries = table.BuildEntries(new LinkerSymbol("entries")).Content;
        byte[] records = table.BuildRecords(new LinkerSymbol("records")).Content;
        for (uint i = 1; i <= 1000; i++)
        {
            uint record = Find(pages, entries, i * 7);
            Assert.That(Word(records, record) & StackMapRecord.WordCountMask, Is.EqualTo(3));
            Assert.That(Word(records, record + 1), Is.EqualTo(i));
        }
    }

    [Test]
    public void Lookup_OfOtherAddresses_FindsNothing()
    {
        var table = new StackMapTable();
        table.Add(300, [1], -1);
        byte[] pages = table.BuildPages(new LinkerSymbol("pages"), 1024).Content;
        byte[] entries = table.BuildEntries(new LinkerSymbol("entries")).Content;
        Assert.That(Find(pages, entries, 300), Is.Not.EqualTo(uint.MaxValue));
        foreach (uint other in new uint[] { 1, 44, 299, 301, 556, 1024 })
            Assert.That(Find(pages, entries, other), Is.EqualTo(uint.MaxValue));
    }

    [Test]
    public void TwoMaps_OfOneAddress_AreRefused()
    {
        var table = new StackMapTable();
        table.Add(8, [1], -1);
        table.Add(8, [2], -1);
        Assert.Throws<InvalidOperationException>(() => table.BuildEntries(new LinkerSymbol("entries")));
    }

    [Test]
    public void EqualMaps_AreShared_AndTrailingZerosDropped()
    {
        var table = new StackMapTable();
        Assert.That(table.Record([1, 0], -1), Is.EqualTo(table.Record([1], -1)));
        Assert.That(table.Record([0, 0], -1), Is.EqualTo(StackMapRecord.Empty));
        Assert.That(table.Record([], 0), Is.Not.EqualTo(StackMapRecord.Empty));
    }

    [Test]
    public void PinnedMaps_TellTheirOutgoingArguments()
    {
        var table = new StackMapTable();
        uint pinned = table.Record([5], -1, 48);
        Assert.That(pinned, Is.Not.EqualTo(table.Record([5], -1)));
        uint head = Word(table.BuildRecords(new LinkerSymbol("records")).Content, pinned);
        Assert.That(head & StackMapRecord.WordCountMask, Is.EqualTo(1));
        Assert.That(head & (StackMapRecord.IsPinned | StackMapRecord.IsSplit), Is.EqualTo(StackMapRecord.IsPinned));
        Assert.That(((head >> StackMapRecord.OutgoingShift) & StackMapRecord.OutgoingMask) * 8, Is.EqualTo(48));
        Assert.Throws<LinkException>(() => table.Record([5], -1, (int)(StackMapRecord.OutgoingMask + 1) * 8));
    }

    private static uint Find(byte[] pages, byte[] entries, uint offset)
    {
        uint page = offset >> StackMapEntry.PageShift;
        for (uint i = Word(pages, page); i < Word(pages, page + 1); i++)
        {
            uint entry = Word(entries, i);
            if ((byte)entry == (byte)offset)
                return entry >> StackMapEntry.PageShift;
        }

        return uint.MaxValue;
    }

    private static uint Word(byte[] bytes, uint index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)index * 4));
}
