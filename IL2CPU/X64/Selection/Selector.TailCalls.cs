using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Calls with the prefix tail. that give up the caller's frame: a jump in the place of call and return.
internal sealed partial class Selector
{
    /// <summary>The call that takes the place of the return of the block being selected.</summary>
    private Value? _tailCall;

    /// <summary>A stub without arguments on the stack needs no frame for its jump: stubs do not lead to each other for ever, so that no check is missed.</summary>
    private bool IsForwarder => _body.Symbol is StubSymbol && !HasArgumentsOnStack;

    private bool HasArgumentsOnStack
    {
        get
        {
            for (int i = 0; i < _body.Parameters.Length; i++)
            {
                if (ArgumentRegister(_body.Parameters, i, out _) < 0)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The call a return passes on as it comes, if nothing of the caller is needed once it began.</summary>
    private Value? FindTailCall(Value @return)
    {
        List<Value> body = _block.Body;
        int last = body.Count - 1;
        Value? second = last >= 0 && body[last].Op == Op.SecondResult ? body[last--] : null;
        if (last < 0 || body[last] is not { Op: Op.Call or Op.CallIndirect, Flags: ValueFlags.Tail } call)
            return null;
        bool passesOn = @return.ArgCount switch
        {
            0 => call.Kind == Kind.Void,
            1 => @return.Arg(0) == call && second is null,
            _ => @return.Arg(0) == call && @return.Arg(1) == second,
        };
        if (!passesOn || _block.Region >= 0 || _body.IsUnmanagedEntry || _body.PinsStack)
            return null;
        ReadOnlySpan<Value> arguments = call.Op == Op.CallIndirect ? call.Args[1..] : call.Args;
        return FitsOwnArguments(arguments) && !LeadsIntoFrame(arguments) ? call : null;
    }

    /// <summary>Arguments on the stack go where this method's are: the caller's map, made for those, has to fit the new ones.</summary>
    private bool FitsOwnArguments(ReadOnlySpan<Value> arguments)
    {
        var own = new List<Kind>();
        for (int i = 0; i < _body.Parameters.Length; i++)
        {
            if (ArgumentRegister(_body.Parameters, i, out _) < 0)
                own.Add(_body.Parameters[i]);
        }

        var kinds = new Kind[arguments.Length];
        for (int i = 0; i < kinds.Length; i++)
            kinds[i] = arguments[i].Kind;
        for (int i = 0; i < kinds.Length; i++)
        {
            if (ArgumentRegister(kinds, i, out int index) < 0 && (index >= own.Count || own[index].IsPointer != kinds[i].IsPointer))
                return false;
        }

        return true;
    }

    // Copies of structs are the caller's; other addresses of its own variables a correct program does not pass.
    private static bool LeadsIntoFrame(ReadOnlySpan<Value> arguments)
    {
        foreach (Value argument in arguments)
        {
            Value root = argument;
            while (root is { Kind: Kind.Ptr, Op: Op.Add or Op.Sub })
                root = root.Arg(0);
            if (root.Kind == Kind.Ptr && root.Op is Op.SlotAddr or Op.FrameAddr or Op.Phi or Op.Select)
                return true;
        }

        return false;
    }
}
