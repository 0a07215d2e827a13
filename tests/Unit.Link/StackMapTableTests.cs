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
        byte[] hash = table.BuildHash(new LinkerSymbol("hash")).Content;
        byte[] records = table.BuildRecords(new LinkerSymbol("records")).Content;
        for (uint i = 1; i <= 1000; i++)
        {
            uint record = Find(hash, table, i * 7);
            Assert.That(Word(records, record) & StackMapRecord.WordCountMask, Is.EqualTo(3));
            Assert.That(Word(records, record + 1), Is.EqualTo(i));
        }
    }

    [Test]
    public void EqualMaps_AreShared_AndTrailingZerosDropped()
    {
        var table = new StackMapTable();
        Assert.That(table.Record([1, 0], -1), Is.EqualTo(table.Record([1], -1)));
        Assert.That(table.Record([0, 0], -1), Is.EqualTo(StackMapRecord.Empty));
        Assert.That(table.Record([], 0), Is.Not.EqualTo(StackMapRecord.Empty));
    }

    private static uint Find(byte[] hash, StackMapTable table, uint offset)
    {
        uint at = unchecked(offset * StackMapEntry.Multiplier) >> table.Shift;
        while (Word(hash, at * 2) != offset)
        {
            Assert.That(Word(hash, at * 2), Is.Not.Zero);
            at = (at + 1) & table.Mask;
        }

        return Word(hash, (at * 2) + 1);
    }

    private static uint Word(byte[] bytes, uint index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)index * 4));
}
