using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

// Expands high-level operations into loads, calls and branches (ARCHITECTURE 1.5).
//   v3:ref = NewObject T           =>   v9:i64 = SymbolAddr mt T; v3:ref = Call RhpNewFast v9
//   v4 = CallVirtual v1 M          =>   v9 = Load v1; v10 = Load v9 + vtable M; v4 = CallIndirect v10, v1
// Needs the closed world; direct calls of single targets are Devirtualization's. Gives lowered IR. A value whose expansion
// ends in a call, load or phi keeps its identity; uses of the others are replaced.
internal sealed partial class Lowering
{
    private readonly MethodBody _body;
    private readonly PassContext _context;
    private readonly Replacements _replacements;
    private readonly HashSet<Block> _emptied = [];
    private BodyBuilder _builder;

    private Lowering(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
        _replacements = new Replacements(body);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var lowering = new Lowering(body, context);
        bool changed = false;
        // Blocks made on the way hold nothing high-level: only those that stood at the start are walked.
        int count = body.Blocks.Count;
        for (int i = 0; i < count; i++)
            changed |= lowering.LowerBlock(body.Blocks[i]);
        if (!changed)
            return false;
        body.Blocks.RemoveAll(lowering._emptied.Contains);
        lowering._replacements.Apply();
        return true;
    }

    private bool LowerBlock(Block block)
    {
        int first = block.Body.FindIndex(value => OpInfo.Has(value.Op, OpTraits.HighLevel));
        if (first < 0)
            return false;
        Block rest = _body.SplitBlock(block, first);
        _builder = new BodyBuilder(_body, block, -1);
        for (int i = 0; i < rest.Body.Count; i++)
        {
            Value value = rest.Body[i];
            _builder.Location = value.Location;
            if (OpInfo.Has(value.Op, OpTraits.HighLevel))
                Lower(value, HasSecondResult(rest, i) ? rest.Body[i + 1].Kind : Kind.Void);
            else
                Keep(value);
        }

        rest.Body.Clear();
        MethodBody.MoveTerminator(rest, _builder.Block);
        _emptied.Add(rest);
        return true;
    }

    private static bool HasSecondResult(Block block, int index) => index + 1 < block.Body.Count && block.Body[index + 1].Op == Op.SecondResult;

    private void Keep(Value value)
    {
        value.Block = _builder.Block;
        _builder.Block.Body.Add(value);
    }

    /// <summary>Places a value that became something else as the next of the current block.</summary>
    private void Become(Value value, Op op, long imm, object? aux, params System.ReadOnlySpan<Value> args)
    {
        value.Become(op, value.Kind, imm, aux, args);
        Keep(value);
    }

    private void Replace(Value value, Value by)
    {
        value.Block = null;
        _replacements.Replace(value, by);
    }

    private void Lower(Value value, Kind secondResult)
    {
        switch (value.Op)
        {
            case Op.NewObject:
                LowerNewObject(value);
                break;
            case Op.NewArray:
                Become(value, Op.Call, 0, _context.Helper(Import.RuntimeHelper.NewArray), TypeAddress((TypeDesc)value.Aux!), value.Arg(0));
                break;
            case Op.IsInst:
                LowerIsInst(value);
                break;
            case Op.CastClass:
                LowerCastClass(value);
                break;
            case Op.StaticBase or Op.ThreadStaticBase or Op.ClassInit:
                LowerStatics(value);
                break;
            case Op.CallVirtual:
                LowerCallVirtual(value, secondResult);
                break;
            case Op.VirtualFunction:
                LowerVirtualFunction(value);
                break;
            default:
                throw new System.InvalidOperationException($"{_body.Symbol.Name}: no lowering for {value.Op}");
        }
    }

    private Value TypeAddress(TypeDesc type) => _builder.Address(new TypeSymbol(type), Kind.I64);

    private Value Null() => _builder.Const(Kind.Ref, 0);

    private void LowerNewObject(Value value)
    {
        var type = (TypeDesc)value.Aux!;
        string helper = type.HasFinalizer ? Import.RuntimeHelper.NewFinalizable : Import.RuntimeHelper.NewObject;
        Become(value, Op.Call, 0, _context.Helper(helper), TypeAddress(type));
    }

    private void LowerCallVirtual(Value value, Kind secondResult)
    {
        var parameters = ImmutableArray.CreateBuilder<Kind>(value.ArgCount);
        var args = new Value[value.ArgCount + 1];
        for (int i = 0; i < value.ArgCount; i++)
        {
            parameters.Add(value.Arg(i).Kind);
            args[i + 1] = value.Arg(i);
        }

        ImmutableArray<Kind> results = value.Kind == Kind.Void ? [] : secondResult == Kind.Void ? [value.Kind] : [value.Kind, secondResult];
        (Value address, long offset, OffsetSymbol? symbol) = DispatchCell(value.Arg((int)value.Imm), (MethodDesc)value.Aux!);
        args[0] = _builder.Load(MemType.I64, address, offset, ValueFlags.NonNull | ValueFlags.Invariant, symbol);
        ValueFlags flags = value.Flags;
        Become(value, Op.CallIndirect, 0, new CallSignature(parameters.ToImmutable(), results), args);
        value.Flags = flags;
    }

    private void LowerVirtualFunction(Value value)
    {
        (Value address, long offset, OffsetSymbol? symbol) = DispatchCell(value.Arg(0), (MethodDesc)value.Aux!);
        Become(value, Op.Load, offset, symbol, address);
        value.Mem = MemType.I64;
        value.Flags = ValueFlags.NonNull | ValueFlags.Invariant;
    }

    // Reading the MethodTable faults on null: that is the null check of the call.
    private (Value Address, long Offset, OffsetSymbol? Symbol) DispatchCell(Value receiver, MethodDesc slot)
    {
        ValueFlags flags = ValueFlags.Invariant | (AddressFacts.IsNonNullAddress(receiver) ? ValueFlags.NonNull : ValueFlags.None);
        Value table = _builder.Load(MemType.I64, receiver, 0, flags);
        if (!slot.OwningType.IsInterface && slot.GenericParameterCount == 0)
            return (table, 0, new VtableOffset(slot));
        Value row = _builder.Load(MemType.I64, table, Abi.MethodTableExtension.DispatchRowOffset, ValueFlags.NonNull | ValueFlags.Invariant);
        return (row, 0, new SelectorOffset(slot));
    }
}
