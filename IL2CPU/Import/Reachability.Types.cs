using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Constructed and referenced types, statics, and the product of constructed types and called slots.
public sealed partial class Reachability
{
    private const string ThunkGetter = "GetThunk";
    private const string FieldGetter = "__GetFieldHelper";
    private readonly OrderedSet<TypeDesc> _constructed = new();
    private readonly OrderedSet<TypeDesc> _referenced = new();
    private readonly OrderedSet<TypeDesc> _statics = new();
    private readonly OrderedSet<TypeDesc> _threadStatics = new();
    private readonly OrderedSet<MethodDesc> _selectors = new();
    private readonly OrderedSet<MethodDesc> _classSlots = new();
    private readonly OrderedSet<TypeDesc> _castTargets = new();
    private readonly HashSet<TypeDesc> _constructors = [];
    private readonly Dictionary<ulong, Symbol> _implementations = [];

    // Of each slot, a bit for each type known not to answer it, by the type's id: most heirs of a generic interface implement
    // other instances of it.
    private readonly Dictionary<MethodDesc, ulong[]> _unanswered = [];
    private readonly Dictionary<TypeDesc, IReadOnlyList<TypeDesc>> _ancestors = [];
    private readonly Dictionary<TypeDesc, List<TypeDesc>> _heirs = [];
    private readonly Dictionary<TypeDesc, List<MethodDesc>> _slotsOf = [];
    private readonly OrderedSet<TypeDesc> _literals = new();
    private List<TypeDesc>? _headerOnly;
    private bool _boxesByTable;
    private bool _listsInterfaces;
    private bool _makesArrays;
    private readonly OrderedSet<TypeDesc> _arrays = new();

    public override IReadOnlyList<TypeDesc> ConstructedTypes => _constructed.Items;

    public override IReadOnlyList<TypeDesc> ReferencedTypes => _headerOnly ??= FindHeaderOnly();

    public override IReadOnlyList<TypeDesc> StaticsTypes => _statics.Items;

    public override IReadOnlyList<TypeDesc> ThreadStaticsTypes => _threadStatics.Items;

    public override IReadOnlyList<MethodDesc> Selectors => _selectors.Items;

    public override bool IsSlotUsed(MethodDesc slot) => _classSlots.Contains(slot);

    public override IReadOnlyList<TypeDesc> CastableInterfaces(TypeDesc type)
    {
        var result = new List<TypeDesc>();
        foreach (TypeDesc own in type.Interfaces)
        {
            if (_referenced.Contains(own) || _constructed.Contains(own))
                result.Add(own);
        }

        foreach (TypeDesc target in _castTargets.Items)
        {
            // Delegates convert by variance as interfaces do.
            bool converts = target.IsInterface || (target.IsDelegate && type.IsDelegate);
            if (converts && target != type && !result.Contains(target) && type.IsAssignableTo(target))
                result.Add(target);
        }

        return result;
    }

    public override Symbol? Implementation(TypeDesc type, MethodDesc slotOrSelector)
    {
        // One number for both ids. The factor is odd, so different ids stay different; it spreads them over the table.
        ulong key = (((ulong)(uint)type.Id << 32) | (uint)slotOrSelector.Id) * 0x9E3779B97F4A7C15;
        if (_implementations.TryGetValue(key, out Symbol? symbol))
            return symbol;
        int word = type.Id >> 6;
        ulong bit = 1ul << type.Id;
        if (_unanswered.TryGetValue(slotOrSelector, out ulong[]? types) && word < types.Length && (types[word] & bit) != 0)
            return null;
        symbol = FindImplementation(type, slotOrSelector);
        if (symbol is not null)
        {
            _implementations.Add(key, symbol);
            return symbol;
        }

        // Whether a class has an ancestor is found out as fast as looked up.
        if (slotOrSelector.OwningType.IsInterface)
            NoteUnanswered(slotOrSelector, word, bit);
        return null;
    }

    private void NoteUnanswered(MethodDesc slot, int word, ulong bit)
    {
        ref ulong[]? unanswered = ref CollectionsMarshal.GetValueRefOrAddDefault(_unanswered, slot, out _);
        if (unanswered is null || word >= unanswered.Length)
            Array.Resize(ref unanswered, word + 1 + (word / 4));
        unanswered[word] |= bit;
    }

    public override IReadOnlyList<TypeDesc> ConstructedHeirs(TypeDesc ancestor) =>
        _heirs.GetValueOrDefault(ancestor.Definition) ?? (IReadOnlyList<TypeDesc>)[];

    public override IReadOnlyList<MethodDesc> PossibleTargets(MethodDesc slotOrSelector)
    {
        var result = new OrderedSet<MethodDesc>();
        foreach (TypeDesc type in ConstructedHeirs(slotOrSelector.OwningType))
        {
            MethodDesc? target = Implementation(type, slotOrSelector) switch
            {
                MethodSymbol method => method.Method,
                StubSymbol { Kind: StubKind.Unboxing } stub => stub.Method,
                _ => null,
            };
            if (target is not null)
                result.Add(target);
        }

        return result.Items;
    }

    public override bool IsFilledByStubs(MethodDesc slot) =>
        slot.Name is ThunkGetter or FieldGetter && slot.OwningType.FullName is "System.Delegate" or "System.ValueType";

    // Type.GetInterfaces shows them all, those nobody casts to as well.
    private void FindInterfaces()
    {
        for (int i = 0; _listsInterfaces && i < _referenced.Items.Count; i++)
        {
            TypeDesc type = _referenced.Items[i];
            if (type.ContainsGenericParameters || type.IsGenericDefinition)
                continue;
            foreach (TypeDesc implemented in type.Interfaces)
                AddReferenced(implemented);
        }
    }

    public override IReadOnlyList<TypeDesc> MadeArrays => _arrays.Items;

    // Array.CreateInstance and Enum.GetValues: arrays of what the program has a typeof of.
    private void FindArrays()
    {
        for (int i = 0; _makesArrays && i < _mentioned.Items.Count; i++)
        {
            TypeDesc element = _mentioned.Items[i];
            if (element.IsByRefLike || element.IsVoid || element.IsGenericDefinition || element.ContainsGenericParameters || element.IsByRef)
                continue;
            TypeDesc array = Context.MakeSzArray(element);
            _arrays.Add(array);
            AddConstructed(array, new ReachStep("(Type.MakeArrayType)", -1));
        }
    }

    private List<TypeDesc> FindHeaderOnly()
    {
        var result = new List<TypeDesc>();
        foreach (TypeDesc type in _referenced.Items)
        {
            if (!_constructed.Contains(type))
                result.Add(type);
        }

        return result;
    }

    private void AddReferenced(TypeDesc type)
    {
        if (!_referenced.Add(type))
            return;
        _headerOnly = null;
        if (type.IsArray || type.IsPointer || type.IsByRef)
            AddReferenced(type.Element);
        if (type.BaseType is { } baseType)
            AddReferenced(baseType);
        if (type.ContainsGenericParameters)
            return;
        foreach (TypeDesc argument in type.Arguments)
            AddReferenced(argument);
    }

    private void AddConstructed(TypeDesc type, ReachStep from)
    {
        if (!_constructed.Add(type))
            return;
        _newlyReached.Add((type, from));
        NoteDescriptions(type);
        AddReferenced(type);
        AddElementTarget(type);
        if (_boxesByTable && type.IsArray)
            AddBoxed(type.Element, from);
        if (type.Finalizer is { } finalizer)
            AddCode(finalizer, from);
        var step = new ReachStep(type, -1);
        foreach (TypeDesc ancestor in AncestorsOf(type))
        {
            if (!_heirs.TryGetValue(ancestor, out List<TypeDesc>? heirs))
                _heirs.Add(ancestor, heirs = []);
            heirs.Add(type);
            if (!_slotsOf.TryGetValue(ancestor, out List<MethodDesc>? slots))
                continue;
            for (int i = 0; i < slots.Count; i++)
                AddImplementation(type, slots[i], step);
        }
    }

    /// <summary>Definitions of the type itself, its base classes and interfaces: the owners of all slots it can answer.</summary>
    private IReadOnlyList<TypeDesc> AncestorsOf(TypeDesc type)
    {
        if (!_ancestors.TryGetValue(type, out IReadOnlyList<TypeDesc>? ancestors))
        {
            var found = new OrderedSet<TypeDesc>();
            for (TypeDesc? at = type; at is not null; at = at.BaseType)
                found.Add(at.Definition);
            foreach (TypeDesc implemented in type.Interfaces)
                found.Add(implemented.Definition);
            _ancestors.Add(type, ancestors = found.Items);
        }

        return ancestors;
    }

    /// <summary>Base library code makes boxes of what it knows the MethodTable of: elements of arrays, and literals of types (enumerations).</summary>
    private void BoxByTable(ReachStep from)
    {
        if (_boxesByTable)
            return;
        _boxesByTable = true;
        for (int i = 0; i < _constructed.Items.Count; i++)
        {
            if (_constructed.Items[i].IsArray)
                AddBoxed(_constructed.Items[i].Element, from);
        }

        for (int i = 0; i < _literals.Items.Count; i++)
            AddBoxed(_literals.Items[i], from);
    }

    private void AddLiteral(TypeDesc type, ReachStep from)
    {
        if (!_literals.Add(type))
            return;
        AddReferenced(type);
        AddConstructed(Context.GetWellKnown(WellKnownType.RuntimeType), from);
        if (_boxesByTable)
            AddBoxed(type, from);
    }

    private void AddBoxed(TypeDesc type, ReachStep from)
    {
        TypeDesc boxed = type.IsNullable ? type.Arguments[0] : type;
        if (boxed.IsValueType && !boxed.IsByRefLike && !boxed.IsGenericDefinition && !boxed.ContainsGenericParameters && !boxed.IsVoid)
            AddConstructed(boxed, from);
    }

    private void AddStatics(TypeDesc type, ReachStep from)
    {
        if (_statics.Add(type))
        {
            foreach (InitialStatic value in _import.InitialStatics(type))
            {
                if (value.Symbol is { } symbol)
                    AddSymbol(symbol, from);
            }
        }

        AddConstructor(type, from);
    }

    private void AddThreadStatics(TypeDesc type) => _threadStatics.Add(type);

    private void AddConstructor(TypeDesc type, ReachStep from)
    {
        if (!_constructors.Add(type) || !_import.HasLazyConstructor(type))
            return;
        // The context precedes the statics block, even an empty one.
        _statics.Add(type);
        AddCode(type.StaticConstructor!, from);
        AddHelper(RuntimeHelper.RunClassConstructor, from);
    }

    private void AddSlot(MethodDesc slot, ReachStep from)
    {
        bool isNew = Slots.IsSelector(slot) ? _selectors.Add(slot) : _classSlots.Add(slot);
        if (!isNew)
            return;
        _newlyReached.Add((slot, from));
        TypeDesc owner = slot.OwningType.Definition;
        if (!_slotsOf.TryGetValue(owner, out List<MethodDesc>? slots))
            _slotsOf.Add(owner, slots = []);
        slots.Add(slot);
        if (!_heirs.TryGetValue(owner, out List<TypeDesc>? heirs))
            return;
        for (int i = 0; i < heirs.Count; i++)
            AddImplementation(heirs[i], slot, from);
    }

    private void AddImplementation(TypeDesc type, MethodDesc slot, ReachStep from)
    {
        try
        {
            if (Implementation(type, slot) is { } symbol)
                AddSymbol(symbol, from);
        }
        catch (CompilerDiagnosticException e)
        {
            Report(e, from.Place);
        }
        catch (TypeSystemException e)
        {
            Report(new CompilerDiagnosticException(e.Message), from.Place);
        }
    }

    private Symbol? FindImplementation(TypeDesc type, MethodDesc slot)
    {
        if (type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsInterface)
            return null;
        MethodDesc? implementation;
        if (slot.OwningType.IsInterface)
        {
            if (!type.IsAssignableTo(slot.OwningType))
                return null;
            implementation = type.ResolveInterface(slot);
        }
        else
        {
            if (!Inherits(type, slot.OwningType))
                return null;
            if (PerTypeOverride(type, slot) is { } stub)
                return stub;
            implementation = type.ResolveVirtual(slot);
        }

        if (implementation is null || implementation.IsAbstract)
            return null;
        return implementation.OwningType.IsValueType ? _import.UnboxingSymbol(implementation) : _import.CodeSymbol(implementation);
    }

    private static bool Inherits(TypeDesc type, TypeDesc ancestor)
    {
        for (TypeDesc? at = type; at is not null; at = at.BaseType)
        {
            if (at == ancestor)
                return true;
        }

        return false;
    }

    private static Symbol? PerTypeOverride(TypeDesc type, MethodDesc slot)
    {
        if (slot.Name == ThunkGetter && type.IsDelegate && type.FindMethod("Invoke") is { } invoke)
            return new StubSymbol(StubKind.DelegateGetThunk, invoke);
        if (slot.Name == FieldGetter && type.IsValueType && !type.IsEnum)
            return new TypeStubSymbol(StubKind.FieldHelper, type);
        return null;
    }
}
