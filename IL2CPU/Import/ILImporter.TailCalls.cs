using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// The prefix tail.: a call whose results are returned as they come, through the caller's own return buffer if there is one.
// Whether the frame can be given up at the call is the selection's to see (Selector.TailCalls).
internal sealed partial class ILImporter
{
    private bool _isTail;

    /// <summary>True when the call being imported has the prefix and can end the method; takes the prefix.</summary>
    private bool TakeTail(TypeDesc result)
    {
        bool isTail = _isTail;
        _isTail = false;
        return isTail && _parent is null && _lock is null && _block.Region < 0 && IsReturnedUnchanged(result, _method.Signature.ReturnType);
    }

    private static bool IsReturnedUnchanged(TypeDesc result, TypeDesc own)
    {
        if (result == own)
            return true;
        return !result.IsVoid && !own.IsVoid && !result.IsStruct && !own.IsStruct && result.CellType == own.CellType;
    }

    private Value OwnReturnBuffer() =>
        _returnBufferHome is null ? _returnBuffer! : LoadCell(SlotAddress(_returnBufferHome), 0, MemType.Ptr);

    private void ReturnCall(Value call, ScalarSignature signature)
    {
        call.Flags |= ValueFlags.Tail;
        var results = new List<Value>(2);
        if (signature.Results.Length > 0)
            results.Add(call);
        if (signature.Results.Length == 2)
        {
            Value second = Emit(Op.SecondResult, signature.Results[1], call);
            second.Imm = 1;
            results.Add(second);
        }

        _stack.Clear();
        Terminate(Op.Return, results.ToArray());
    }
}
