using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Types without a MethodTable are described by reflection alone, through an abstract class of the runtime. As long as nothing else
// brings reflection into the image no object has that class: what comes behind a call of its methods is not reached, and does not
// bring reflection in either.
public sealed partial class Reachability
{
    private const string Descriptions = "Core.Program.Types.TypeDescriptions";
    private readonly List<MethodBody> _waiting = [];
    private bool _hasDescriptions;

    private static bool AsksDescriptions(Value value) => value switch
    {
        { Op: Op.CallVirtual, Aux: MethodDesc slot } => slot.OwningType.FullName == Descriptions,
        // The plug that does nothing but such a call.
        { Op: Op.Call, Aux: MethodSymbol { Method: { Name: "GetRuntimeTypeInfo", OwningType.FullName: TypePlugs } } } => true,
        _ => false,
    };

    // Asked of every body: hardly any does.
    private static bool AsksDescriptions(MethodBody body)
    {
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op is Op.CallVirtual or Op.Call && AsksDescriptions(value))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Blocks of a body that are reached while such calls do not return; null when it has none, or they do.</summary>
    private HashSet<Block>? ReachedWithout(MethodBody body)
    {
        if (_hasDescriptions || !AsksDescriptions(body))
            return null;
        _waiting.Add(body);
        var reached = new HashSet<Block> { body.Entry };
        var work = new Stack<Block>(reached);
        foreach (Region region in body.Regions)
        {
            if (region.Handler is { } handler && reached.Add(handler))
                work.Push(handler);
        }

        while (work.TryPop(out Block? block))
        {
            foreach (Block successor in block.Body.Exists(AsksDescriptions) ? [] : block.Successors)
            {
                if (reached.Add(successor))
                    work.Push(successor);
            }
        }

        return reached;
    }

    private void NoteDescriptions(TypeDesc constructed) => _hasDescriptions |= constructed.BaseType is { FullName: Descriptions };

    /// <summary>True if there was anything to look at again.</summary>
    private bool ScanWaiting()
    {
        if (!_hasDescriptions || _waiting.Count == 0)
            return false;
        MethodBody[] bodies = [.. _waiting];
        _waiting.Clear();
        foreach (MethodBody body in bodies)
            Scan(body);
        return true;
    }

    // No object has the class: the calls fault on null.
    private void EndWaiting()
    {
        foreach (MethodBody body in _waiting)
        {
            body.BeginChange();
            foreach (Block block in body.Blocks)
            {
                int index = block.Body.FindIndex(AsksDescriptions);
                if (index < 0)
                    continue;
                block.Body[index].Flags |= ValueFlags.NoReturn;
                body.EndUnreachable(block, index + 1);
            }

            body.RemoveUnreachableBlocks();
        }

        _waiting.Clear();
    }
}
