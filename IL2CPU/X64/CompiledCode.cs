using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IL2CPU.IR;

namespace IL2CPU.X64;

/// <summary>How a relocation is applied.</summary>
public enum RelocationKind : byte
{
    /// <summary>32-bit signed distance from the end of the field to the symbol plus addend.</summary>
    Relative32,

    /// <summary>64-bit address of the symbol plus addend.</summary>
    Absolute64,

    /// <summary>32-bit value of an <see cref="OffsetSymbol"/> plus addend.</summary>
    Value32,

    /// <summary>32-bit absolute address (boot code below 4 GiB only).</summary>
    Absolute32,
}

/// <summary>One place in code or data to patch.</summary>
public readonly record struct Relocation(int Offset, RelocationKind Kind, Symbol Target, long Addend);

/// <summary>Live pointer slots at one return address.</summary>
/// <param name="Offset">Code offset of the return address.</param>
/// <param name="Slots">Bit i: the 8 bytes at RBP - 8*(i+1) hold a live Ref or Ptr.</param>
/// <param name="ArgumentRegisters">Only for the call in the split slow path: bit i, integer argument register i holds a pointer; -1 elsewhere.</param>
public sealed record StackMapEntry(int Offset, ImmutableArray<uint> Slots, int ArgumentRegisters = -1);

/// <summary>A code range and the innermost region protecting it.</summary>
public readonly record struct RegionRange(int Start, int End, int Region);

/// <summary>A source row: from Offset on, the code belongs to this location (-1: none).</summary>
public readonly record struct LineRow(int Offset, int Location);

/// <summary>A direct or indirect call, for the checks over the call graph.</summary>
/// <param name="Offset">Return address.</param>
/// <param name="Target">Null for an indirect call.</param>
/// <param name="StackDepth">Bytes between RSP on entry of this function (at its return address) and RSP just before the call instruction.</param>
/// <param name="IsUnchecked">Made before the function compares RSP with the stack guard, if it does.</param>
public readonly record struct CallSite(int Offset, Symbol? Target, int StackDepth, bool IsUnchecked = false);

/// <summary>What a debugger finds above a function's frame.</summary>
public enum CallerKind : byte
{
    /// <summary>Whoever called it.</summary>
    Return,

    /// <summary>Nothing: it is the bottom of a stack.</summary>
    None,

    /// <summary>The code whose registers lie where RSP points while it calls, as a <see cref="Abi.HwContext"/>.</summary>
    Interrupted,
}

/// <summary>Machine code of one function, before linking.</summary>
public sealed class CompiledCode
{
    private byte[] _code = [];
    private ImmutableArray<Relocation> _relocations = [];
    private ImmutableArray<StackMapEntry> _stackMaps = [];
    private ImmutableArray<CallSite> _calls = [];

    public required Symbol Symbol { get; init; }

    public required MethodBody? Body { get; init; }

    public required byte[] Code { get => _code; init => _code = value; }

    public ImmutableArray<Relocation> Relocations { get => _relocations; init => _relocations = value; }

    public ImmutableArray<StackMapEntry> StackMaps { get => _stackMaps; init => _stackMaps = value; }

    /// <summary>Always-live pointer slots: the map of a frame stopped at a faulting instruction.</summary>
    public ImmutableArray<uint> BaseMap { get; init; } = [];

    public ImmutableArray<RegionRange> RegionRanges { get; init; } = [];

    /// <summary>Per region of the body: code offset of its handler block, or -1.</summary>
    public ImmutableArray<int> HandlerOffsets { get; init; } = [];

    public ImmutableArray<LineRow> Lines { get; set; } = [];

    public ImmutableArray<CallSite> Calls { get => _calls; init => _calls = value; }

    /// <summary>RBP minus RSP in the body; 0 for a function without a frame.</summary>
    public int FrameSize { get; init; }

    /// <summary>For a method that pins its stack: bytes at the lower end of its frame that are arguments of calls. -1 for any other.</summary>
    public int PinnedOutgoing { get; init; } = -1;

    /// <summary>False when the function never pushes RBP but to throw.</summary>
    public bool HasFrame { get; init; }

    /// <summary>Code before this offset, where it can fault, has no frame; 0 if there is one from the entry on, or none at all.</summary>
    public int FrameFrom { get; init; }

    /// <summary>For debug information; empty for routines, which begin with making their frame.</summary>
    public ImmutableArray<FrameRow> Frames { get; init; } = [];

    /// <summary>For routines; for debug information only.</summary>
    public CallerKind Caller { get; init; }

    /// <summary>Offset from RBP of each slot of the body, by slot id (0: removed); for debug information and filters.</summary>
    public ImmutableArray<int> SlotOffsets { get; init; } = [];

    /// <summary>For debug information: where the variables of <see cref="MethodBody.Variables"/> are, by variable, part and start.</summary>
    public ImmutableArray<VariableRange> Variables { get; init; } = [];

    public int Alignment { get; init; } = 16;

    /// <summary>Drops of the body what was needed to make the code: its blocks, and the source positions no code is left of.</summary>
    public void ForgetBody()
    {
        if (Body is null)
            return;
        List<Location> locations = Body.Locations;
        Span<int> places = new int[locations.Count];
        foreach (LineRow row in Lines)
        {
            for (int at = row.Location; at >= 0 && places[at] == 0; at = locations[at].InlinedAt)
                places[at] = 1;
        }

        var kept = new List<Location>();
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] == 0)
                continue;
            places[i] = kept.Count;
            int caller = locations[i].InlinedAt;
            kept.Add(caller < 0 ? locations[i] : locations[i] with { InlinedAt = places[caller] });
        }

        kept.TrimExcess();
        var rows = new LineRow[Lines.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = Lines[i].Location < 0 ? Lines[i] : Lines[i] with { Location = places[Lines[i].Location] };
        Lines = ImmutableCollectionsMarshal.AsImmutableArray(rows);
        Body.ForgetBlocks(kept);
    }

    /// <summary>Drops what is in the image by now: the code itself, and what is only needed to put it there. Debug information stays.</summary>
    public void ForgetCode()
    {
        _code = [];
        _relocations = [];
        _stackMaps = [];
        _calls = [];
    }

    public override string ToString() => Symbol.Name;
}
