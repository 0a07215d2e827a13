using System.Collections.Generic;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link.Tables;

/// <summary>Builds the tables by which the runtime finds what it must know of a code address.</summary>
internal sealed class CodeTables
{
    public static readonly Symbol Methods = new LinkerSymbol("table:Methods");
    public static readonly Symbol StackMaps = new LinkerSymbol("table:StackMaps");
    public static readonly Symbol MapRecords = new LinkerSymbol("table:MapRecords");
    public static readonly Symbol Regions = new LinkerSymbol("table:Regions");
    public static readonly Symbol Ranges = new LinkerSymbol("table:Ranges");
    public static readonly Symbol Lines = new LinkerSymbol("table:Lines");
    public static readonly Symbol Positions = new LinkerSymbol("table:Positions");
    private const string Category = "code tables";

    private readonly StringTable _strings;
    private readonly SourceMap _sources;
    private readonly ObjectWriter _methods = new();
    private readonly ObjectWriter _regions = new();
    private readonly ObjectWriter _ranges = new();
    private readonly ObjectWriter _lines = new();
    private readonly ObjectWriter _positions = new();
    private readonly StackMapTable _maps = new();
    private readonly Dictionary<(uint Method, uint File, uint Line, uint Parent), uint> _positionIndex = [];
    private uint _regionCount;
    private uint _rangeCount;
    private uint _lineCount;

    public CodeTables(StringTable strings, SourceMap sources, IReadOnlyList<PlacedFunction> functions)
    {
        _strings = strings;
        _sources = sources;
        foreach (PlacedFunction function in functions)
            Add(function);
        MethodCount = functions.Count;
    }

    public int MethodCount { get; }

    public uint StackMapMask => _maps.Mask;

    public int StackMapShift => _maps.Shift;

    public IEnumerable<DataObject> Build()
    {
        yield return _methods.Finish(Methods, SectionKind.ReadOnly, Category);
        yield return _maps.BuildHash(StackMaps);
        yield return _maps.BuildRecords(MapRecords);
        yield return _regions.Finish(Regions, SectionKind.ReadOnly, Category);
        yield return _ranges.Finish(Ranges, SectionKind.ReadOnly, Category);
        yield return _lines.Finish(Lines, SectionKind.ReadOnly, Category);
        yield return _positions.Finish(Positions, SectionKind.ReadOnly, Category);
    }

    private void Add(PlacedFunction function)
    {
        CompiledCode code = function.Code;
        foreach (X64.StackMapEntry map in code.StackMaps)
            _maps.Add(function.Offset + (uint)map.Offset, map.Slots, map.ArgumentRegisters);
        uint firstRegion = _regionCount;
        uint firstRange = _rangeCount;
        uint firstLine = _lineCount;
        AddRegions(function);
        AddLines(function);
        _methods.UInt32(function.Offset);
        _methods.UInt32(function.Size);
        _methods.UInt32((uint)code.FrameSize);
        _methods.UInt32((uint)FlagsOf(code));
        _methods.UInt32(_maps.Record(code.BaseMap, -1));
        _methods.UInt32(_strings.Add(code.Symbol.Name));
        _methods.UInt32(firstRegion);
        _methods.UInt32(_regionCount - firstRegion);
        _methods.UInt32(firstRange);
        _methods.UInt32(_rangeCount - firstRange);
        _methods.UInt32(firstLine);
        _methods.UInt32(_lineCount - firstLine);
    }

    private static MethodInfoFlags HiddenFlag(MethodDesc method)
    {
        const string Attribute = "System.Diagnostics.StackTraceHiddenAttribute";
        return method.HasAttribute(Attribute) || method.OwningType.HasAttribute(Attribute) ? MethodInfoFlags.Hidden : 0;
    }

    private static MethodInfoFlags FlagsOf(CompiledCode code)
    {
        MethodInfoFlags flags = code.HasFrame ? MethodInfoFlags.HasFrame : 0;
        if (code.Body is null)
            return flags | MethodInfoFlags.Routine | MethodInfoFlags.NoSplit;
        flags |= code.Body.IsNoSplit ? MethodInfoFlags.NoSplit : 0;
        flags |= code.Body.IsUnmanagedEntry ? MethodInfoFlags.UnmanagedEntry : 0;
        return flags | (code.Symbol is MethodSymbol method ? HiddenFlag(method.Method) : MethodInfoFlags.Stub);
    }

    private void AddRegions(PlacedFunction function)
    {
        CompiledCode code = function.Code;
        if (code.Body is null || code.RegionRanges.Length == 0)
            return;
        for (int i = 0; i < code.Body.Regions.Count; i++)
        {
            Region region = code.Body.Regions[i];
            int handler = i < code.HandlerOffsets.Length ? code.HandlerOffsets[i] : -1;
            _regions.UInt32((uint)Convert(region.Kind));
            _regions.UInt32((uint)region.Parent);
            _regions.UInt32(handler < 0 ? ExceptionRegion.NoHandler : function.Offset + (uint)handler);
            _regions.UInt32(0);
            _regions.Address(handler < 0 ? null
                : region.Kind == RegionKind.Catch && region.CatchType is not null ? new TypeSymbol(region.CatchType)
                : region.FilterFunction);
            _regionCount++;
        }

        var ranges = new List<RegionRange>(code.RegionRanges);
        ranges.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        foreach (RegionRange range in ranges)
        {
            _ranges.UInt32(function.Offset + (uint)range.Start);
            _ranges.UInt32(function.Offset + (uint)range.End);
            _ranges.UInt32((uint)range.Region);
            _rangeCount++;
        }
    }

    private static ExceptionRegionKind Convert(RegionKind kind) => kind switch
    {
        RegionKind.Catch => ExceptionRegionKind.Catch,
        RegionKind.Finally => ExceptionRegionKind.Finally,
        RegionKind.Fault => ExceptionRegionKind.Fault,
        _ => ExceptionRegionKind.Filter,
    };

    private void AddLines(PlacedFunction function)
    {
        CompiledCode code = function.Code;
        if (code.Body is null)
            return;
        var positions = new uint[code.Body.Locations.Count];
        var known = new bool[positions.Length];
        uint last = LineEntry.NoPosition;
        foreach (LineRow row in code.Lines)
        {
            uint position = row.Location < 0 ? LineEntry.NoPosition : PositionOf(code.Body, row.Location, positions, known);
            if (position == last)
                continue;
            last = position;
            _lines.UInt32(function.Offset + (uint)row.Offset);
            _lines.UInt32(position);
            _lineCount++;
        }
    }

    private uint PositionOf(MethodBody body, int index, uint[] positions, bool[] known)
    {
        if (known[index])
            return positions[index];
        Location location = body.Locations[index];
        uint parent = location.InlinedAt < 0 ? SourcePosition.NoParent : PositionOf(body, location.InlinedAt, positions, known);
        SourceLine line = _sources.Find(location);
        var key = (_strings.Add(location.Method.FullName), _strings.Add(line.File), (uint)line.Line, parent);
        if (!_positionIndex.TryGetValue(key, out uint position))
        {
            position = (uint)_positionIndex.Count;
            _positionIndex.Add(key, position);
            _positions.UInt32(key.Item1);
            _positions.UInt32(key.Item2);
            _positions.UInt32(key.Item3);
            _positions.UInt32(parent);
        }

        known[index] = true;
        positions[index] = position;
        return position;
    }
}
