using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Computes what does not change in a loop once, in front of it.
//   loop: v3 = Mul v1, v2 (both from outside)   =>   before the loop: v3 = Mul v1, v2
// Needs loops with one entry. Moved are pure values; loads that cannot fault and whose memory the loop does not write; and
// from the start of the header, where nothing has happened yet, loads that can fault. In a loop that calls, only what is dearer than a
// reload moves: nothing survives a call in a register (ARCHITECTURE 1.2).
internal sealed class LoopInvariants
{
    private readonly MethodBody _body;
    private readonly PassContext _context;
    private readonly Dominators _dominators;
    private readonly MemoryClasses _memory;
    private HashSet<Block> _members = [];
    private bool _calls;
    private uint _written;
    private bool _changed;

    private LoopInvariants(MethodBody body, PassContext context, Dominators dominators)
    {
        _body = body;
        _context = context;
        _dominators = dominators;
        _memory = new MemoryClasses(body, context);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var order = new BlockOrder(body);
        if (!order.HasCycle())
            return false;
        var dominators = new Dominators(order);
        var loops = new LoopInfo(body, dominators);
        if (loops.Loops.Count == 0)
            return false;
        var pass = new LoopInvariants(body, context, dominators);
        // Inner loops first: what leaves them may leave the outer one too.
        for (int i = loops.Loops.Count - 1; i >= 0; i--)
            pass.RunLoop(loops.Loops[i]);
        return pass._changed;
    }

    private void RunLoop(Loop loop)
    {
        if (FindPreheader(loop) is not { } preheader)
            return;
        _members = [.. loop.Blocks];
        Survey(loop);
        // The header, and what certainly follows it.
        Block? certain = loop.Header.Region == preheader.Region ? loop.Header : null;
        bool nothingHappened = true;
        foreach (Block block in loop.Blocks)
        {
            bool untouched = block == certain && nothingHappened;
            for (int i = 0; i < block.Body.Count; i++)
            {
                Value value = block.Body[i];
                if (IsInvariant(value) && IsWorthMoving(value) && CanMove(value, untouched) && _context.Rewrites.Allow())
                {
                    block.Body.RemoveAt(i--);
                    value.Block = preheader;
                    preheader.Body.Add(value);
                    _changed = true;
                    continue;
                }

                untouched &= !value.MayThrow && !value.WritesMemory && !value.IsCall && !OpInfo.Has(value.Op, OpTraits.SideEffect);
            }

            if (block != certain)
                continue;
            nothingHappened = untouched;
            bool goesOn = block.Terminator!.Op == Op.Jump && block.Successors[0].Predecessors.Count == 1 && block.Successors[0].Region == block.Region;
            certain = goesOn ? block.Successors[0] : null;
        }
    }

    // Only an existing block that leads nowhere else: new ones would outdate the dominator tree of the outer loops.
    private Block? FindPreheader(Loop loop)
    {
        Block? outside = null;
        foreach (Block predecessor in loop.Header.Predecessors)
        {
            if (loop.Contains(predecessor))
                continue;
            if (outside is not null)
                return null;
            outside = predecessor;
        }

        return outside is { Successors.Count: 1 } && _dominators.Order.IsReachable(outside) ? outside : null;
    }

    private void Survey(Loop loop)
    {
        _calls = false;
        _written = 0;
        foreach (Block block in loop.Blocks)
        {
            foreach (Value value in block.Body)
            {
                _calls |= value.IsCall && !block.IsCold;
                _written |= _memory.Effects(value);
            }
        }
    }

    private bool IsInvariant(Value value)
    {
        foreach (Value arg in value.Args)
        {
            if (_members.Contains(arg.Block!))
                return false;
        }

        return true;
    }

    private bool IsWorthMoving(Value value)
    {
        if (!_calls)
            return true;
        // The leaves are remade at their uses at no cost; they move so that what needs them can.
        return value.Op is Op.Const or Op.SymbolAddr or Op.SlotAddr
            or Op.Load or Op.Mul or Op.MulHigh or Op.MulHighUn or Op.FDiv or Op.FSqrt or Op.IntToFloat or Op.UIntToFloat;
    }

    private bool CanMove(Value value, bool untouched)
    {
        if (value.Op == Op.Load)
        {
            if (value.HasFlag(ValueFlags.Volatile))
                return false;
            bool stable = value.HasFlag(ValueFlags.Invariant) || (_written & (1u << _memory.ClassOf(value))) == 0;
            return stable && (AddressFacts.IsNonNullAddress(value.Arg(0)) || untouched);
        }

        return value.IsPure;
    }
}
