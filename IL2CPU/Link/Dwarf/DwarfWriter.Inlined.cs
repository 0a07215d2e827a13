using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link.Dwarf;

internal sealed partial class DwarfWriter
{
    private const int AbbreviationAbstract = 8;
    private const int AbbreviationInlined = 9;
    private const int AbbreviationInlinedRanges = 10;

    private const byte ListEnd = 0;
    private const byte ListOffsetPair = 4;

    // A call chain inlined deeper than this is shown as if its tail were part of the frame above.
    private const int DepthLimit = 32;

    private readonly Dictionary<MethodDesc, uint> _abstractOffsets = [];
    private readonly ByteWriter _ranges = new();

    /// <summary>One call that was replaced by the code of its target.</summary>
    private sealed class InlinedCall(int location, MethodDesc method)
    {
        /// <summary>Index of the call's location.</summary>
        public int Location { get; } = location;

        public MethodDesc Method { get; } = method;

        public List<InlinedCall> Children { get; } = [];

        public List<(uint Start, uint End)> Ranges { get; } = [];

        public void Cover(uint start, uint end)
        {
            if (Ranges.Count > 0 && Ranges[^1].End == start)
                Ranges[^1] = (Ranges[^1].Start, end);
            else
                Ranges.Add((start, end));
        }
    }

    private static void AddInlinedAbbreviations(ByteWriter bytes)
    {
        Abbreviation(bytes, AbbreviationAbstract, 0x2E, hasChildren: false, [0x03, FormString, 0x20, FormData1]);
        Abbreviation(bytes, AbbreviationInlined, 0x1D, hasChildren: true,
            [0x31, FormReference4, 0x11, FormAddress, 0x12, FormData4, 0x58, FormUnsigned, 0x59, FormUnsigned]);
        Abbreviation(bytes, AbbreviationInlinedRanges, 0x1D, hasChildren: true,
            [0x31, FormReference4, 0x55, FormSectionOffset, 0x58, FormUnsigned, 0x59, FormUnsigned]);
    }

    /// <summary>Abstract functions come first, so that references to them point backwards.</summary>
    /// <remarks>The calls are found again when their function is written: those of all functions are more than all else here.</remarks>
    private void AddAbstractFunctions(ByteWriter info)
    {
        foreach (PlacedFunction function in _functions)
        {
            foreach (InlinedCall call in FindInlinedCalls(function))
                AddAbstractFunction(info, call);
        }
    }

    private void AddAbstractFunction(ByteWriter info, InlinedCall call)
    {
        if (_abstractOffsets.TryAdd(call.Method, (uint)info.Length))
        {
            const byte inlined = 1;
            info.Uleb(AbbreviationAbstract);
            info.CString($"{call.Method.OwningType.FullName}.{call.Method.Name}");
            info.Byte(inlined);
        }

        foreach (InlinedCall child in call.Children)
            AddAbstractFunction(info, child);
    }

    private static List<InlinedCall> FindInlinedCalls(PlacedFunction function)
    {
        var outermost = new List<InlinedCall>();
        if (function.Code.Body is not { } body)
            return outermost;
        var byLocation = new Dictionary<int, InlinedCall>();
        var rows = new List<(int Offset, int Location)>();
        foreach (LineRow row in function.Code.Lines)
        {
            // Code without a place of its own goes with what precedes it.
            if (row.Location >= 0 && (rows.Count == 0 || rows[^1].Location != row.Location))
                rows.Add((row.Offset, row.Location));
        }

        for (int i = 0; i < rows.Count; i++)
        {
            uint start = function.Offset + (uint)rows[i].Offset;
            uint end = i + 1 < rows.Count ? function.Offset + (uint)rows[i + 1].Offset : function.End;
            if (start < end)
                Cover(body, rows[i].Location, start, end, byLocation, outermost);
        }

        return outermost;
    }

    private static void Cover(MethodBody body, int location, uint start, uint end, Dictionary<int, InlinedCall> byLocation, List<InlinedCall> outermost)
    {
        InlinedCall? inner = null;
        for (int depth = 0; body.Locations[location].InlinedAt >= 0 && depth < DepthLimit; depth++)
        {
            Location place = body.Locations[location];
            bool isNew = !byLocation.TryGetValue(place.InlinedAt, out InlinedCall? call);
            if (isNew)
            {
                call = new InlinedCall(place.InlinedAt, place.Method);
                byLocation.Add(place.InlinedAt, call);
            }

            call!.Cover(start, end);
            if (inner is not null)
                call.Children.Add(inner);
            inner = isNew ? call : null;
            location = place.InlinedAt;
        }

        if (inner is not null)
            outermost.Add(inner);
    }

    private void AddInlinedCalls(ByteWriter info, PlacedFunction function, List<InlinedCall> calls)
    {
        foreach (InlinedCall call in calls)
        {
            SourceLine line = _sources.Find(function.Code.Body!.Locations[call.Location]);
            info.Uleb((ulong)(call.Ranges.Count == 1 ? AbbreviationInlined : AbbreviationInlinedRanges));
            info.UInt32(_abstractOffsets[call.Method]);
            if (call.Ranges.Count == 1)
            {
                info.UInt64(_textStart + call.Ranges[0].Start);
                info.UInt32(call.Ranges[0].End - call.Ranges[0].Start);
            }
            else
            {
                info.UInt32((uint)_ranges.Length);
                AddRanges(call.Ranges);
            }

            info.Uleb(line.Line == 0 ? 0 : (ulong)FileIndex(line.File));
            info.Uleb((ulong)line.Line);
            AddInlinedCalls(info, function, call.Children);
            info.Byte(0);
        }
    }

    /// <summary>Offsets from the unit's low_pc, which is the base of range lists.</summary>
    private void AddRanges(List<(uint Start, uint End)> ranges)
    {
        foreach ((uint start, uint end) in ranges)
        {
            _ranges.Byte(ListOffsetPair);
            _ranges.Uleb(start);
            _ranges.Uleb(end);
        }

        _ranges.Byte(ListEnd);
    }
}
