using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// What a body uses.
public sealed partial class Reachability
{
    private readonly HashSet<ModuleDesc> _usedModules = [];
    private readonly HashSet<string> _helpers = [];

    private void Scan(MethodBody body)
    {
        if (body.Method is { } method)
            _usedModules.Add(method.Module);
        bool makesInstances = false, makesArrays = false;
        HashSet<Block>? reached = ReachedWithout(body);
        foreach (Block block in body.Blocks)
        {
            if (reached is not null && !reached.Contains(block))
                continue;
            foreach (Value value in block.Body)
            {
                makesInstances |= MakesInstances(value);
                makesArrays |= MakesArrays(value);
                if (value.Aux is not null)
                    Scan(body, value);
                else
                    ScanHelpers(body, value);
                if (reached is not null && AsksDescriptions(value))
                    break;
            }
        }

        if (makesInstances && body.Method is { } maker && IsOfProgram(maker.Module))
            NoteTemplates(body);
        _makesElementArrays |= makesArrays && body.Method is { } arrays && IsOfProgram(arrays.Module);
        foreach (Region region in body.Regions)
        {
            if (region.CatchType is { } type)
                AddReferenced(type);
            if (region.FilterFunction is { } filter)
                AddSymbol(filter, StepOf(body, null));
        }

        foreach (TypeDesc type in _import.Constructed)
        {
            _madeByAddress.Add(type);
            AddConstructed(type, StepOf(body, null));
        }

        _import.Constructed.Clear();
    }

    private void Scan(MethodBody body, Value value)
    {
        ReachStep step = StepOf(body, value);
        switch (value.Op)
        {
            case Op.NewObject or Op.NewArray:
                var made = (TypeDesc)value.Aux!;
                NoteMade(made, step);
                AddHelper(value.Op == Op.NewArray ? RuntimeHelper.NewArray : made.HasFinalizer ? RuntimeHelper.NewFinalizable : RuntimeHelper.NewObject, step);
                AddConstructed(made, step);
                break;
            case Op.IsInst or Op.CastClass:
                AddCast((TypeDesc)value.Aux!, value.Op == Op.CastClass, step);
                break;
            case Op.StaticBase:
                AddStatics((TypeDesc)value.Aux!, step);
                break;
            case Op.ClassInit:
                AddConstructor((TypeDesc)value.Aux!, step);
                break;
            case Op.ThreadStaticBase:
                AddThreadStatics((TypeDesc)value.Aux!);
                break;
            case Op.CallVirtual or Op.VirtualFunction:
                NoteLookup(value, (MethodDesc)value.Aux!, step);
                AddSlot((MethodDesc)value.Aux!, step);
                break;
            case Op.Call:
                if (value.Aux is MethodSymbol { Method: { Arguments.Count: > 0 } generic })
                {
                    foreach (TypeDesc argument in generic.Arguments)
                        NoteMade(argument, step);
                }

                if (value.Aux is MethodSymbol { Method: { } called })
                {
                    NoteJson(called, step);
                    NoteLookup(value, called, step);
                    NoteBinder(called);
                }

                AddCalled((Symbol)value.Aux!, step);
                break;
            default:
                if (value.Aux is RuntimeTypeSymbol named)
                {
                    NoteNamed(named.Type, step);
                    NoteMade(named.Type, step);
                }
                else if (value.Aux is StringSymbol text)
                {
                    NoteText(text.Text, step);
                }

                if (value.Aux is Symbol symbol)
                    AddSymbol(symbol, step);
                break;
        }
    }

    // Operations without a name of their own whose lowering calls a helper.
    private void ScanHelpers(MethodBody body, Value value)
    {
        switch (value.Op)
        {
            case >= Op.AddOvf and <= Op.MulOvfUn:
                AddHelper(RuntimeHelper.ThrowOverflow, StepOf(body, value));
                break;
            case Op.NullCheck:
                AddHelper(RuntimeHelper.ThrowNullReference, StepOf(body, value));
                break;
            case Op.MemMove or Op.CopyBlock:
                AddHelper(RuntimeHelper.MemMove, StepOf(body, value));
                break;
            case Op.MemSet or Op.ZeroBlock:
                AddHelper(RuntimeHelper.MemSet, StepOf(body, value));
                break;
        }
    }

    private void AddHelper(string name, ReachStep from)
    {
        if (_helpers.Add(name))
            AddSymbol(new RoutineSymbol(name), from);
    }

    private void AddCast(TypeDesc type, bool isCast, ReachStep from)
    {
        AddReferenced(type);
        _castTargets.Add(type);
        AddElementTarget(type);
        string name = type.IsInterface
            ? isCast ? RuntimeHelper.CastInterface : RuntimeHelper.IsInstInterface
            : type.IsArray || type.HasVariance
                ? isCast ? RuntimeHelper.CastAny : RuntimeHelper.IsInstAny
                : isCast ? RuntimeHelper.CastClass : RuntimeHelper.IsInstClass;
        AddHelper(name, from);
        // Lowering may take the general form, and throws from inline checks.
        AddHelper(isCast ? RuntimeHelper.CastAny : RuntimeHelper.IsInstAny, from);
        if (isCast)
            AddHelper(RuntimeHelper.ThrowInvalidCast, from);
    }

    // Arrays convert as their elements do, and ask of what is stored in them whether it does.
    private void AddElementTarget(TypeDesc type)
    {
        for (; type.IsArray; type = type.Element)
        {
            if (type.Element.HasVariance)
                _castTargets.Add(type.Element);
        }
    }

    private static ReachStep StepOf(MethodBody body, Value? value)
    {
        if (value is not { Location: >= 0 })
            return new ReachStep(body.Symbol, -1);
        Location location = body.Locations[value.Location];
        return new ReachStep(body.Symbol, location.Offset, location.Method);
    }
}
