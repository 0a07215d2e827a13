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
    public static readonly Symbol Details = new LinkerSymbol("table:Details");
    public static readonly Symbol SourceMethods = new LinkerSymbol("table:SourceMethods");
    public static readonly Symbol StackMapPages = new LinkerSymbol("table:StackMapPages");
    private const string MethodCategory = "method table";
    private const string LineCategory = "source lines";
    private const string RegionCategory = "exception regions";

    private readonly NameTable _names;
    private readonly LineTable? _lines;
    private readonly uint _textSize;
    private readonly ObjectWriter _methods = new();
    private readonly ObjectWriter _details = new();
    private readonly ObjectWriter _regions = new();
    private readonly ObjectWriter _ranges = new();
    private readonly StackMapTable _maps = new();
    private uint _regionCount;
    private uint _rangeCount;

    /// <param name="lines">Null: stack traces tell no lines.</param>
    public CodeTables(NameTable names, LineTable? lines, IReadOnlyList<PlacedFunction> functions, uint textSize)
    {
        _names = names;
        _lines = lines;
        _textSize = textSize;
        foreach (PlacedFunction function in functions)
            Add(function);
        MethodCount = functions.Count;
    }

    public int MethodCount { get; }

    public IEnumerable<DataObject> Build()
    {
        yield return _methods.Finish(Methods, SectionKind.ReadOnly, MethodCategory);
        yield return _details.Finish(Details, SectionKind.ReadOnly, _lines is null ? MethodCategory : LineCategory, alignment: 1);
        yield return _maps.BuildPages(StackMapPages, _textSize);
        yield return _maps.BuildEntries(StackMaps);
        yield return _maps.BuildRecords(MapRecords);
        yield return _regions.Finish(Regions, SectionKind.ReadOnly, RegionCategory);
        yield return _ranges.Finish(Ranges, SectionKind.ReadOnly, RegionCategory);
        yield return _lines?.BuildMethods(SourceMethods, LineCategory) ?? new ObjectWriter().Finish(SourceMethods, SectionKind.ReadOnly, LineCategory);
    }

    /// <summary>The names the tables of these functions will have.</summary>
    public static IReadOnlyCollection<string> Names(IReadOnlyList<PlacedFunction> functions, SourceMap? sources)
    {
        var names = new HashSet<string>();
        var methods = new HashSet<MethodDesc>();
        foreach (PlacedFunction function in functions)
        {
            names.Add(NameOf(function.Code, sources is null));
            if (sources is null || function.Code.Body is not { } body)
                continue;
            foreach (LineRow row in function.Code.Lines)
            {
                for (int at = row.Location; at >= 0; at = body.Locations[at].InlinedAt)
                {
                    if (!methods.Add(body.Locations[at].Method))
                        continue;
                    names.Add(body.Locations[at].Method.FullName);
                    names.Add(sources.Begin(body.Locations[at].Method).File);
                }
            }
        }

        return names;
    }

    // Stripped images say which method, not which overload of it.
    private static string NameOf(CompiledCode code, bool isStripped)
    {
        string name = code.Symbol.Name;
        if (!isStripped || code.Symbol is not MethodSymbol { Method: { } method })
            return name;
        return $"{method.OwningType.FullName}.{method.Name}";
    }

    private void Add(PlacedFunction function)
    {
        CompiledCode code = function.Code;
        foreach (X64.StackMapEntry map in code.StackMaps)
            _maps.Add(function.Offset + (uint)map.Offset, map.Slots, map.ArgumentRegisters, code.PinnedOutgoing);
        if (code.FrameSize >> 3 >= 1 << (32 - MethodInfo.FlagBits) || (code.FrameSize & 7) != 0)
            throw new LinkException($"{code.Symbol.Name}: a frame of {code.FrameSize} bytes cannot be described");
        _methods.UInt32(function.Offset);
        _methods.UInt32((uint)_details.Length);
        _methods.UInt32(((uint)code.FrameSize >> 3 << MethodInfo.FlagBits) | (uint)FlagsOf(code));
        _details.Bytes.Uleb(_names.Add(NameOf(code, _lines is null)));
        _details.Bytes.Uleb(_maps.Record(code.BaseMap, -1, code.PinnedOutgoing));
        if (code.FrameFrom > 0)
            _details.Bytes.Uleb((ulong)code.FrameFrom);
        AddRegions(function);
        if (_lines is null || code.Body is null)
        {
            _details.Bytes.Uleb(0);
            _details.Bytes.Uleb(0);
        }
        else
        {
            _lines.Write(code, _details.Bytes);
        }
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
        flags |= code.FrameFrom > 0 ? MethodInfoFlags.LateFrame : 0;
        flags |= code.Body.IsNoSplit ? MethodInfoFlags.NoSplit : 0;
        flags |= code.Body.IsUnmanagedEntry ? MethodInfoFlags.UnmanagedEntry : 0;
        return flags | (code.Symbol is MethodSymbol method ? HiddenFlag(method.Method) : MethodInfoFlags.Stub);
    }

    private void AddRegions(PlacedFunction function)
    {
        CompiledCode code = function.Code;
        if (code.Body is null || code.RegionRanges.Length == 0)
        {
            _details.Bytes.Uleb(0);
            return;
        }

        _details.Bytes.Uleb((ulong)code.Body.Regions.Count);
        _details.Bytes.Uleb(_regionCount);
        _details.Bytes.Uleb((ulong)code.RegionRanges.Length);
        _details.Bytes.Uleb(_rangeCount);
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
}
