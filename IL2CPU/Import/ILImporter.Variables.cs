using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Arguments and locals: SSA variables, slots, or, for a struct argument in memory, the caller's copy in place.
internal sealed partial class ILImporter
{
    private readonly System.Collections.Generic.Dictionary<int, Slot> _homes = [];
    private readonly System.Collections.Generic.Dictionary<int, Value> _inPlace = [];
    private readonly System.Collections.Generic.Dictionary<int, Slot> _pins = [];

    private TypeDesc TypeOf(int variable)
    {
        if (variable >= _graph.ArgumentCount)
            return _il.Locals[variable - _graph.ArgumentCount].Type;
        if (!_method.HasThis)
            return _method.Signature.Parameters[variable];
        if (variable > 0)
            return _method.Signature.Parameters[variable - 1];
        return _method.OwningType.IsValueType ? _method.Context.MakeByRef(_method.OwningType) : _method.OwningType;
    }

    private bool IsInMemory(int variable) => TypeOf(variable).IsStruct || _graph.NeedsMemory(variable);

    /// <summary>Parameters to variables: scalars to SSA or slots, leaves of scalarised structs to their slot.</summary>
    private void HomeParameters()
    {
        int index = 0;
        if (_signature.HasReturnBuffer)
            _returnBuffer = NewParameter(index++);

        for (int variable = 0; variable < _graph.ArgumentCount; variable++)
        {
            TypeDesc type = TypeOf(variable);
            if (!type.IsStruct)
            {
                HomeScalar(variable, type, NewParameter(index++));
                continue;
            }

            AbiClass abi = AbiClassifier.Classify(type);
            if (abi.Kind == AbiKind.Memory)
            {
                HomeMemory(variable, type, NewParameter(index++));
                continue;
            }

            Value address = SlotAddress(HomeOf(variable));
            foreach (AbiLeaf leaf in abi.Leaves)
            {
                Value value = NewParameter(index++);
                StoreCell(address, leaf.Offset, value, leaf.Type.CellType);
                _recorder?.Passed(variable, leaf.Offset, leaf.Type.CellType.Size, value, isHomed: true);
            }
        }

        // A buffer given by the caller outlives handlers, its parameter value does not.
        if (_returnBuffer is not null && _il.Clauses.Count > 0)
        {
            _returnBufferHome = _body.NewSlot(8, 8, null, Kind.Ptr);
            StoreCell(SlotAddress(_returnBufferHome), 0, _returnBuffer, MemType.Ptr);
        }
    }

    private Value NewParameter(int index)
    {
        Value value = _body.Append(_block, Op.Param, _signature.Parameters[index]);
        value.Imm = index;
        return value;
    }

    private void HomeScalar(int variable, TypeDesc type, Value value)
    {
        if (_body.IsUnmanagedEntry)
            value = Narrow(value, type);
        NoteNarrow(value, type);
        if (_graph.NeedsMemory(variable))
            StoreCell(SlotAddress(HomeOf(variable)), 0, value, type.CellType);
        else
            _ssa.Write(_block, variable, value);
        _recorder?.Passed(variable, 0, type.CellType.Size, value, _graph.NeedsMemory(variable));
    }

    private void HomeMemory(int variable, TypeDesc type, Value address)
    {
        // What a handler only stores to is not live into it, but the address still has to reach there.
        if (_graph.IsKept(variable) || _graph.IsLiveIntoHandler(variable) || (_il.Clauses.Count > 0 && _graph.IsStored(variable)))
        {
            CopyStruct(SlotAddress(HomeOf(variable)), address, type);
            _recorder?.PassedInMemory(variable, type.Layout.Size, address, isHomed: true);
        }
        else
        {
            _inPlace.Add(variable, address);
            _recorder?.PassedInMemory(variable, type.Layout.Size, address, isHomed: false);
        }
    }

    private Slot HomeOf(int variable)
    {
        if (_homes.TryGetValue(variable, out Slot? home))
            return home;
        TypeDesc type = TypeOf(variable);
        bool isLocal = variable >= _graph.ArgumentCount;
        Slot slot = type.IsStruct
            ? _body.NewSlot(System.Math.Max(type.Layout.Size, 1), System.Math.Clamp(type.Layout.Alignment, 1, 16), type)
            : _body.NewSlot(type.CellType.Size, type.CellType.Size, null, type.ValueKind);
        slot.MustZero = isLocal && _il.InitLocals;
        // Names of locals are in another file, of which nothing else may be needed.
        slot.Name = _context.DescribesVariables || !isLocal ? NameOf(variable) : null;
        _recorder?.Home(variable, slot);
        _homes.Add(variable, slot);
        return slot;
    }

    /// <summary>Begins to note what the variables that have names are.</summary>
    private void Record()
    {
        _recorder = new VariableRecorder(_body, _graph.VariableCount);
        for (int variable = 0; variable < _graph.VariableCount; variable++)
        {
            if (string.IsNullOrEmpty(NameOf(variable)))
                continue;
            bool isParameter = variable < _graph.ArgumentCount;
            _recorder.Declare(variable, new SourceVariable { Name = NameOf(variable)!, Type = TypeOf(variable), IsParameter = isParameter },
                isFixed: isParameter && !_graph.IsWritten(variable));
        }

        _ssa.Joins = _recorder;
    }

    private string? NameOf(int variable)
    {
        if (variable >= _graph.ArgumentCount)
        {
            int local = variable - _graph.ArgumentCount;
            return local < _il.LocalNames.Count && _il.LocalNames[local].Length > 0 ? _il.LocalNames[local] : null;
        }

        if (_method.HasThis)
            return variable == 0 ? "this" : _method.ParameterNames[variable - 1];
        return _method.ParameterNames[variable];
    }

    private Value HomeAddress(int variable) => _parent is not null
        ? ParentAddress(_parent, variable)
        : _inPlace.TryGetValue(variable, out Value? address) ? address : SlotAddress(HomeOf(variable));

    private void ImportVariable(int variable, VariableAccess access)
    {
        switch (access)
        {
            case VariableAccess.Load:
                LoadVariable(variable);
                break;
            case VariableAccess.Store:
                StoreVariable(variable);
                break;
            default:
                Push(HomeAddress(variable), _method.Context.MakeByRef(TypeOf(variable)));
                break;
        }
    }

    private void LoadVariable(int variable)
    {
        TypeDesc type = TypeOf(variable);
        if (type.IsStruct)
        {
            int alias = _graph.IsAddressTaken(variable) ? StackEntry.AliasesMemory : StackEntry.AliasesVariable + variable;
            Push(StackEntry.Struct(HomeAddress(variable), type, alias));
        }
        else if (_graph.NeedsMemory(variable))
        {
            Push(LoadCell(HomeAddress(variable), 0, type.CellType), type);
        }
        else
        {
            Value value = _ssa.Read(_block, variable, type.ValueKind);
            if (value.Op != Op.Const)
                NoteNarrow(value, type);
            Push(value, type);
        }
    }

    private void StoreVariable(int variable)
    {
        StackEntry entry = Pop();
        TypeDesc type = TypeOf(variable);
        if (type.IsStruct)
        {
            Value source = AddressOf(entry, type);
            if (_graph.IsAddressTaken(variable))
                BeginEffect();
            else
                BeginStore(variable);
            CopyStruct(HomeAddress(variable), source, type);
            return;
        }

        Value value = Narrow(Coerce(ValueOf(entry), type.ValueKind), type);
        if (_graph.NeedsMemory(variable))
        {
            if (_graph.IsAddressTaken(variable))
                BeginEffect();
            StoreCell(HomeAddress(variable), 0, value, type.CellType);
        }
        else
        {
            _ssa.Write(_block, variable, value);
            _recorder?.Written(_node, variable, value, _offset + 1);
            if (IsPinned(variable))
                StoreCell(SlotAddress(PinOf(variable)), 0, value, type.CellType);
        }
    }

    private bool IsPinned(int variable) => variable >= _graph.ArgumentCount && _il.Locals[variable - _graph.ArgumentCount].Pinned;

    // A second home of a pinned variable, which only the collector reads.
    private Slot PinOf(int variable)
    {
        if (_pins.TryGetValue(variable, out Slot? pin))
            return pin;
        TypeDesc type = TypeOf(variable);
        pin = _body.NewSlot(type.CellType.Size, type.CellType.Size, null, type.ValueKind);
        _pins.Add(variable, pin);
        return pin;
    }

    /// <summary>A pinned object lives until the variable is written again, even where nothing but an integer knows its address.</summary>
    private void KeepPins()
    {
        if (_pins.Count == 0 || !HidesAddresses())
            return;
        foreach (Slot pin in _pins.Values)
            pin.IsShared = true;
    }

    private bool HidesAddresses()
    {
        foreach (Block block in _body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.PtrToInt)
                    return true;
                if (value is { Op: Op.Call, Aux: MethodSymbol { Method.OwningType.FullName: "System.IntPtr" or "System.UIntPtr" } })
                    return true;
            }
        }

        return false;
    }
}
