using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// The evaluation stack: pushing, popping, and keeping struct values apart from the places they were read from.
internal sealed partial class ILImporter
{
    private void Push(Value value, TypeDesc? type = null) => _stack.Add(StackEntry.Scalar(value, type));

    private void Push(StackEntry entry) => _stack.Add(entry);

    private StackEntry Pop()
    {
        if (_stack.Count == 0)
            throw new CompilerDiagnosticException("evaluation stack is empty");
        StackEntry entry = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return entry;
    }

    private StackEntry Peek(int depth = 0)
    {
        if (_stack.Count <= depth)
            throw new CompilerDiagnosticException("evaluation stack is empty");
        return _stack[^(depth + 1)];
    }

    /// <summary>Pops a scalar in whatever kind it has.</summary>
    private Value PopValue() => ValueOf(Pop());

    private Value PopValue(Kind kind) => Coerce(PopValue(), kind);

    private Value ValueOf(StackEntry entry)
    {
        if (entry.Box is { } box)
            return MakeBox(box);
        if (entry.Token is { } token)
            return MaterializeToken(token).Value!;
        return entry.Value!;
    }

    /// <summary>Address of the bytes of a struct entry; of a scalar one, of a temporary holding it.</summary>
    private Value AddressOf(StackEntry entry, TypeDesc type)
    {
        if (entry.Token is { } token)
            entry = MaterializeToken(token);
        if (entry.IsStruct)
            return entry.Value!;
        Value value = ValueOf(entry);
        if (type.IsStruct)
            throw new CompilerDiagnosticException($"a scalar is on the stack where {type.FullName} is expected");
        Value address = NewTemporary(type);
        StoreCell(address, 0, Narrow(Coerce(value, type.ValueKind), type), type.CellType, ValueFlags.NonNull);
        return address;
    }

    /// <summary>Must run before anything that writes memory, after the writer's operands were popped.</summary>
    private void BeginEffect()
    {
        for (int i = 0; i < _stack.Count; i++)
        {
            if (_stack[i].Alias == StackEntry.AliasesMemory)
                OwnBytes(i);
        }
    }

    /// <summary>Must run before a struct variable without an address is overwritten.</summary>
    private void BeginStore(int variable)
    {
        for (int i = 0; i < _stack.Count; i++)
        {
            if (_stack[i].Alias == StackEntry.AliasesVariable + variable)
                OwnBytes(i);
        }
    }

    // Turns an entry into a plain scalar or a struct of its own, fit to cross a block boundary.
    private void Settle(int index)
    {
        StackEntry entry = _stack[index];
        if (entry.Box is { } box)
            entry = StackEntry.Scalar(MakeBox(box), box.Type);
        else if (entry.Token is { } token)
            entry = MaterializeToken(token);
        _stack[index] = entry;
        if (entry.Alias != StackEntry.OwnedBytes)
            OwnBytes(index);
    }

    private void OwnBytes(int index)
    {
        StackEntry entry = _stack[index];
        Value copy = NewTemporary(entry.Type!);
        CopyStruct(copy, entry.Value!, entry.Type!);
        _stack[index] = StackEntry.Struct(copy, entry.Type!);
    }

    /// <summary>Address of a new slot of the type.</summary>
    private Value NewTemporary(TypeDesc type)
    {
        Slot slot = type.IsStruct
            ? _body.NewSlot(System.Math.Max(type.Layout.Size, 1), System.Math.Clamp(type.Layout.Alignment, 1, 16), type)
            : _body.NewSlot(type.CellType.Size, type.CellType.Size, null, type.ValueKind);
        return SlotAddress(slot);
    }

    private Value SlotAddress(Slot slot)
    {
        Value address = Emit(Op.SlotAddr, Kind.Ptr);
        address.Aux = slot;
        return address;
    }

    private void ImportDup()
    {
        StackEntry entry = Peek();
        if (entry.IsStruct && entry.Alias == StackEntry.OwnedBytes)
        {
            // Two entries share the bytes: neither owns them, and nobody writes them.
            entry.Alias = StackEntry.AliasesMemory;
            _stack[^1] = entry;
        }

        Push(entry);
    }

    private void ImportPop()
    {
        StackEntry entry = Pop();
        // The load this entry stands for may fault.
        if (entry.Alias == StackEntry.AliasesMemory)
            CopyStruct(NewTemporary(entry.Type!), entry.Value!, entry.Type!);
    }
}
