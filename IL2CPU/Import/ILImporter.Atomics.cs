using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Interlocked and Volatile.
internal sealed partial class ILImporter
{
    private bool VolatileIntrinsic(MethodDesc method)
    {
        if (method.Name is not ("ReadBarrier" or "WriteBarrier"))
            return false;
        BeginEffect();
        Emit(Op.Fence, Kind.Void);
        return true;
    }

    private bool InterlockedIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        switch (method.Name)
        {
            case "MemoryBarrier" or "MemoryBarrierProcessWide":
                BeginEffect();
                Emit(Op.Fence, Kind.Void);
                return true;
            case "Exchange":
                return Atomic(Op.AtomicExchange, method, arguments, 2);
            case "CompareExchange":
                return Atomic(Op.AtomicCompareExchange, method, arguments, 3);
            case "ExchangeAdd":
                return Atomic(Op.AtomicAdd, method, arguments, 2);
            case "And":
                return Atomic(Op.AtomicAnd, method, arguments, 2);
            case "Or":
                return Atomic(Op.AtomicOr, method, arguments, 2);
            default:
                return false;
        }
    }

    private bool Atomic(Op op, MethodDesc method, StackEntry[] arguments, int count)
    {
        if (arguments.Length != count || method.Signature.Parameters[0] is not { } reference || !(reference.IsByRef || reference.IsPointer))
            return false;
        TypeDesc type = reference.Element;
        if (type.IsStruct)
            throw new CompilerDiagnosticException($"{method.FullName}: {type.FullName} cannot be exchanged atomically");
        MemType cell = type.CellType;
        MemType access = cell switch
        {
            MemType.F32 => MemType.I32,
            MemType.F64 => MemType.I64,
            _ => cell,
        };
        var values = new Value[count];
        values[0] = Scalar(arguments[0], Kind.Ptr);
        for (int i = 1; i < count; i++)
            values[i] = BitsOf(Narrow(Scalar(arguments[i], cell.Kind), cell), access.Kind);
        BeginEffect();
        Value old = Emit(op, access.Kind, values);
        old.Mem = access;
        NoteNarrow(old, type);
        return Done(BitsOf(old, cell.Kind), type);
    }

    private Value BitsOf(Value value, Kind kind) => value.Kind == kind ? value : Emit(Op.Bitcast, kind, value);
}
