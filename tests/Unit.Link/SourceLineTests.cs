using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Abi;
using Core.Tables;
using IL2CPU.IR;
using IL2CPU.Link;
using IL2CPU.Link.Tables;
using IL2CPU.TypeSystem;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.Link;

public sealed class SourceLineTests
{
    private const uint FunctionOffset = 0x1230;

    [Test]
    public unsafe void Rows_WithInlinedCalls_ReadBackTheSame()
    {
        var model = new FakeModel();
        model.Context.LoadModule(typeof(DebugInfoTests).Assembly.Location);
        MethodDesc outer = model.Find(typeof(DebugSubject).FullName!).FindMethod(nameof(DebugSubject.Twice))!;
        MethodDesc inner = model.Find("System.String").Methods.First(m => m.Name == "Concat" && m.Body is not null);
        IReadOnlyList<SequencePoint> points = outer.Body!.SequencePoints;
        var body = new MethodBody(new MethodSymbol(outer), [], []) { Method = outer };
        body.Locations.Add(new Location(outer, points[0].Offset, -1));
        body.Locations.Add(new Location(outer, points[^1].Offset, -1));
        body.Locations.Add(new Location(inner, 0, 1));
        body.Locations.Add(new Location(inner, 0, 0));
        body.Locations.Add(new Location(outer, points[^1].Offset, 3));
        LineRow[] rows = [new(2, 0), new(5, 1), new(300, 2), new(301, -1), new(310, 4), new(700, 3), new(701, 0)];
        var code = new CompiledCode { Symbol = body.Symbol, Body = body, Code = new byte[720], HasFrame = true, Lines = [.. rows] };

        var sources = new SourceMap();
        PlacedFunction[] functions = [new(code, FunctionOffset)];
        var names = new NameTable(CodeTables.Names(functions, sources));
        var tables = new CodeTables(names, new LineTable(names, sources), functions, FunctionOffset + 720);
        Dictionary<Symbol, byte[]> built = tables.Build().ToDictionary(d => d.Symbol, d => d.Content);
        fixed (byte* details = built[CodeTables.Details])
        fixed (byte* methods = built[CodeTables.Methods])
        fixed (byte* places = built[CodeTables.SourceMethods])
        fixed (byte* strings = names.BuildStrings(new LinkerSymbol("strings")).Content)
        fixed (byte* pieces = names.BuildPieces(new LinkerSymbol("pieces")).Content)
        {
            ImageHeader header = default;
            header.Details = details;
            header.SourceMethods = (SourceMethod*)places;
            header.Strings = strings;
            header.Pieces = (uint*)pieces;
            var method = (MethodInfo*)methods;
            Assert.That(method->CodeOffset, Is.EqualTo(FunctionOffset));
            Assert.That(Text(&header, FunctionDetails.Of(&header, method).Name), Is.EqualTo(outer.FullName));
            for (uint offset = 0; offset < 720; offset++)
            {
                int location = rows.LastOrDefault(r => r.Offset <= offset, new LineRow(0, -1)).Location;
                var position = SourcePosition.Find(&header, method, FunctionOffset + offset);
                if (location < 0)
                    Assert.That(position.Line, Is.Zero);
                for (; location >= 0; location = body.Locations[location].InlinedAt)
                {
                    SourceLine expected = sources.Find(body.Locations[location]);
                    Assert.That(Text(&header, position.Method), Is.EqualTo(body.Locations[location].Method.FullName));
                    Assert.That(position.Line, Is.EqualTo((uint)expected.Line));
                    Assert.That(Text(&header, position.File), Is.EqualTo(expected.File));
                    Assert.That(position.IsInlined, Is.EqualTo(body.Locations[location].InlinedAt >= 0));
                    if (position.IsInlined)
                        position.MoveOut();
                }
            }
        }
    }

    [Test]
    public unsafe void Stripped_Function_HasItsNameAndNoLine()
    {
        CompiledCode code = Functions.Routine("stripped", [0x90, 0xC3]);
        PlacedFunction[] functions = [new(code, 0)];
        var names = new NameTable(CodeTables.Names(functions, null));
        var tables = new CodeTables(names, null, functions, 2);
        Dictionary<Symbol, byte[]> built = tables.Build().ToDictionary(d => d.Symbol, d => d.Content);
        fixed (byte* details = built[CodeTables.Details])
        fixed (byte* methods = built[CodeTables.Methods])
        {
            ImageHeader header = default;
            header.Details = details;
            var function = FunctionDetails.Of(&header, (MethodInfo*)methods);
            Assert.That(function.Name, Is.EqualTo(names.Add("stripped")));
            Assert.That(function.RegionCount, Is.Zero);
            Assert.That(SourcePosition.Find(&header, (MethodInfo*)methods, 1).Line, Is.Zero);
        }
    }

    private static unsafe string Text(ImageHeader* header, uint name)
    {
        var reader = new NameReader(header->Strings, header->Pieces, name);
        var text = new List<byte>();
        for (int next = reader.Next(); next >= 0; next = reader.Next())
            text.Add((byte)next);
        return Encoding.UTF8.GetString([.. text]);
    }
}
