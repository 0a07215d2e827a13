using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.X64;

namespace Unit.Link;

/// <summary>Compiled functions made by hand.</summary>
internal static class Functions
{
    public static CompiledCode Routine(string name, byte[] code, params Relocation[] relocations) => new()
    {
        Symbol = new RoutineSymbol(name), Body = null, Code = code, Relocations = [.. relocations],
    };

    /// <summary>A method's code: only what the [NoSplit] check looks at.</summary>
    public static CompiledCode Method(string name, int frame, bool hasCheck, bool isNoSplit, params (string? Target, int Depth)[] calls)
    {
        var symbol = new RoutineSymbol(name);
        var sites = new List<CallSite>();
        var relocations = new List<Relocation>();
        foreach ((string? target, int depth) in calls)
        {
            sites.Add(new CallSite(8, target is null ? null : new RoutineSymbol(target), depth));
            if (target is not null)
                relocations.Add(new Relocation(0, RelocationKind.Relative32, new RoutineSymbol(target), 0));
        }

        ImmutableArray<StackMapEntry> maps = hasCheck ? [new StackMapEntry(12, [], 0)] : [];
        return new CompiledCode
        {
            Symbol = symbol, Body = new MethodBody(symbol, [], []) { IsNoSplit = isNoSplit }, Code = new byte[16],
            Calls = [.. sites], Relocations = [.. relocations], FrameSize = frame, HasFrame = true, StackMaps = maps,
        };
    }
}
