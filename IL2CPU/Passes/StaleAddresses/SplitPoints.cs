using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>Which operations may end with the stack somewhere else: those that enter a prologue with a split check.</summary>
/// <remarks>Asked on imported IR, so that the answer does not depend on what is inlined. A method that calls nothing has no check;
/// routines and unmanaged code run without, or on a system stack, during which the caller's stays where it is.</remarks>
internal sealed class SplitPoints(PassContext context)
{
    private readonly PassContext _context = context;
    private readonly Dictionary<MethodBody, bool> _entries = [];

    public bool MaySplit(Value value)
    {
        if (value.HasFlag(ValueFlags.NoReturn))
            return false;
        return value.Op switch
        {
            Op.Call => Target(value) is { } body ? MaySplitOnEntry(body) : value.Aux is not RoutineSymbol && !value.HasFlag(ValueFlags.Unmanaged),
            Op.CallVirtual or Op.VirtualFunction => true,
            Op.CallIndirect => !value.HasFlag(ValueFlags.Unmanaged),
            Op.NewObject or Op.NewArray or Op.CastClass or Op.IsInst => true,
            Op.StaticBase or Op.ThreadStaticBase or Op.ClassInit => _context.Model.LazyClassConstructor((TypeDesc)value.Aux!) is not null,
            _ => false,
        };
    }

    /// <summary>The body a direct call runs.</summary>
    public MethodBody? Target(Value call) => call.Op == Op.Call ? _context.FindBody((Symbol)call.Aux!) : null;

    public bool MaySplitOnEntry(MethodBody body)
    {
        if (body.IsNoSplit)
            return false;
        if (!_entries.TryGetValue(body, out bool splits))
            _entries.Add(body, splits = HasCall(body));
        return splits;
    }

    private static bool HasCall(MethodBody body)
    {
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (OpInfo.Has(value.Op, OpTraits.Call | OpTraits.HighLevel) && !value.HasFlag(ValueFlags.NoReturn))
                    return true;
            }
        }

        return false;
    }
}
