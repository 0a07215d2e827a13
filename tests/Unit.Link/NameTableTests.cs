using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Abi;
using Core.Tables;
using IL2CPU.IR;
using IL2CPU.Link.Tables;
using NUnit.Framework;

namespace Unit.Link;

public sealed class NameTableTests
{
    private static readonly string[] s_names =
    [
        "System.Collections.Generic.Dictionary`2<System.String, System.Int32>..ctor(int, System.Collections.Generic.IEqualityComparer`1<string>)",
        "System.Collections.Generic.Dictionary`2<System.String, System.Int32>.TryGetValue(string, int&)",
        "System.Collections.Generic.Dictionary`2<System.String, System.Int64>.TryGetValue(string, long&)",
        "System.Collections.Generic.Dictionary`2+Enumerator<System.String, System.Int64>.MoveNext()",
        "/_/src/libraries/System.Private.CoreLib/src/System/Collections/Generic/Dictionary.cs",
        "/_/src/libraries/System.Private.CoreLib/src/System/Collections/Generic/List.cs",
        "Main", "a.b.c.d.e.f.g", ".", "..", "a..b", "/", "größe.Grün(Öl)", "\U0001F600.x", "\u0001odd\u0002", "trailing.", "[]", "(", "int[,]", "",
    ];

    [Test]
    public void Name_Encoded_ReadsBackTheSame([Values(0, 1, 20)] int repetitions)
    {
        var sample = new List<string>();
        for (int i = 0; i < repetitions; i++)
            sample.AddRange(s_names.Select(n => n + i));
        string[] names = [.. s_names, .. sample];
        Check(names, new NameTable(sample));
    }

    [Test]
    public void ManyPieces_NeedLongCodes_AndReadBack()
    {
        List<string> names = [];
        for (int i = 0; i < 30_000; i++)
            names.Add($"Namespace{i % 500}.Some.Type{i % 7000}.Method{i}(Other.Argument{i % 900}, Other.Argument{i % 300})");
        int size = Check([.. names], new NameTable(names));
        Assert.That(size, Is.LessThan(names.Sum(n => n.Length) / 2));
    }

    [Test]
    public void SameName_Twice_HasOneOffset()
    {
        var table = new NameTable([]);
        Assert.That(table.Add("A.B()"), Is.EqualTo(table.Add("A.B()")));
        Assert.That(table.Add(""), Is.Zero);
    }

    private static unsafe int Check(string[] names, NameTable table)
    {
        uint[] offsets = [.. names.Select(table.Add)];
        byte[] strings = table.BuildStrings(new LinkerSymbol("strings")).Content;
        uint[] pieces = MemoryMarshal.Cast<byte, uint>(table.BuildPieces(new LinkerSymbol("pieces")).Content).ToArray();
        fixed (byte* text = strings)
        fixed (uint* piece = pieces)
        {
            for (int i = 0; i < names.Length; i++)
            {
                var reader = new NameReader(text, piece, offsets[i]);
                var bytes = new List<byte>();
                for (int next = reader.Next(); next >= 0; next = reader.Next())
                    bytes.Add((byte)next);
                Assert.That(Encoding.UTF8.GetString([.. bytes]), Is.EqualTo(names[i]));
            }
        }

        Assert.That(pieces, Has.Length.LessThanOrEqualTo(NameCode.MaxPieces));
        return strings.Length + (4 * pieces.Length);
    }
}
