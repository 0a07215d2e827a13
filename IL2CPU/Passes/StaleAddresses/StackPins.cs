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

    // What each body calls, and where in the list of all calls that ends: bodies need not be unpacked to be asked.
    private readonly List<(MethodBody Body, int End)> _bodies = [];
    private readonly List<Symbol> _calls = [];

    public static bool IsOfBaseLibrary(MethodBody body, PassContext context) => body.Method is { } method && context.Model.IsOfBaseLibrary(method);

    public void Pin()
    {
        bool found = false;
        foreach (MethodBody body in context.Model.Bodies)
        {
            if (body.IsNoSplit)
                continue;
            (bool makesInteger, bool handsOut) = Scan(body);
            if (makesInteger)
                found |= Pin(body);
            if (!body.PinsStack && (handsOut || body.HasPinnedVariables))
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
        int next = 0;
        Predicate<Symbol> isExporter = _exporters.Contains;
        foreach ((MethodBody body, int end) in _bodies)
        {
            if (!_done.Contains(body) && _calls.FindIndex(next, end - next, isExporter) >= 0)
            {
                found |= Pin(body);
                context.Model.Store.Trim();
            }

            next = end;
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

    // Makes an integer of a pointer; hands the address of a slot on to more than its own accesses.
    private (bool MakesInteger, bool HandsOut) Scan(MethodBody body)
    {
        bool makesInteger = false;
        bool handsOut = false;
        foreach (Block block in body.Blocks)
        {
            foreach (Value phi in block.Phis)
                handsOut |= HandsOut(phi);
            foreach (Value value in block.Body)
            {
                makesInteger |= value.Op == Op.PtrToInt && value.Arg(0) is { Kind: Kind.Ptr, Op: not Op.RefToPtr };
                handsOut = handsOut || HandsOut(value);
                if (value.Op == Op.Call)
                    _calls.Add((Symbol)value.Aux!);
            }
        }

        _bodies.Add((body, _calls.Count));
        return (makesInteger, handsOut);
    }

    private static bool HandsOut(Value value)
    {
        ReadOnlySpan<Value> args = value.Args;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i].Op is not (Op.SlotAddr or Op.FrameAddr))
                continue;
            bool isAccess = value.Op switch
            {
                Op.Load or Op.Store or Op.ZeroBlock or Op.NullCheck => i == 0,
                Op.CopyBlock => true,
                _ => false,
            };
            if (!isAccess)
                return true;
        }

        return false;
    }
}
