using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>Finds the methods during which the stack has to stay where it is.</summary>
/// <remarks>
/// Those that make an integer of an address which may be one of the stack, and hand it on where nobody can follow it (a delegate,
/// a virtual call, an object), or, in the base library, use it late. A pinned frame keeps all further up in place too, so it does
/// not matter whose memory the address is of. A method whose results carry the integer leaves that to its callers.
/// The same holds where a pointer is kept in an object or in stackalloc memory, of the method whose variable that leads to or
/// which has the fixed statement.
/// </remarks>
internal sealed class StackPins(PassContext context, SplitPoints splits, Func<AddressQuestion, AddressSummary> ask)
{
    private readonly HashSet<Symbol> _exporters = [];
    private readonly HashSet<MethodBody> _done = [];

    public static bool IsOfBaseLibrary(MethodBody body, PassContext context) => body.Method is { } method && context.Model.IsOfBaseLibrary(method);

    public void Pin()
    {
        bool found = false;
        foreach (MethodBody body in context.Model.Bodies)
        {
            if (body.IsNoSplit)
                continue;
            if (MakesInteger(body))
                found |= Pin(body);
            if (!body.PinsStack && (body.Slots.Count != 0 || body.HasPinnedVariables))
                body.PinsStack = new AddressFlow(body, null, ask, splits, followsUnknown: body.HasPinnedVariables).KeepsPointer;
            context.Model.Store.Trim();
        }

        while (found)
            found = PinCallers();
    }

    // Of methods that give integers.
    private bool PinCallers()
    {
        bool found = false;
        foreach (MethodBody body in context.Model.Bodies)
        {
            if (!body.IsNoSplit && !_done.Contains(body) && CallsExporter(body))
                found |= Pin(body);
            context.Model.Store.Trim();
        }

        return found;
    }

    /// <returns>Callers get integers from it.</returns>
    private bool Pin(MethodBody body)
    {
        _done.Add(body);
        var flow = new AddressFlow(body, null, ask, splits, followsUnknown: true);
        var stale = new StaleFlow(body, null, flow, ask, splits);
        stale.Run();
        body.PinsStack |= flow.Escapes || stale.Use is not null;
        return IsExporter(flow) && _exporters.Add(body.Symbol);
    }

    private static bool IsExporter(AddressFlow flow)
    {
        foreach ((_, AddressTaint taint) in flow.Stores)
        {
            if (taint.Has(AddressTaint.Integer))
                return true;
        }

        foreach (Block block in flow.Order)
        {
            if (block.Terminator is not { Op: Op.Return } end)
                continue;
            foreach (Value result in end.Args)
            {
                if (flow[result].Has(AddressTaint.Integer))
                    return true;
            }
        }

        return false;
    }

    private static bool MakesInteger(MethodBody body)
    {
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.PtrToInt && value.Arg(0) is { Kind: Kind.Ptr, Op: not Op.RefToPtr })
                    return true;
            }
        }

        return false;
    }

    private bool CallsExporter(MethodBody body)
    {
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.Call && _exporters.Contains((Symbol)value.Aux!))
                    return true;
            }
        }

        return false;
    }
}
