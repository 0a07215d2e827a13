using System;
using System.Collections.Generic;
using Abi;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link;

/// <summary>Finds what the image contains: everything its roots lead to, through code, tables and vtables.</summary>
/// <remarks>
/// The program model says what may be needed; after optimisation less is. A vtable slot or selector counts as used when
/// code that is in the image calls through it, so the two grow together until nothing is added.
/// </remarks>
internal sealed partial class LinkGraph
{
    private readonly ProgramModel _model;
    private readonly Dictionary<Symbol, CompiledCode> _code = [];
    private readonly Dictionary<Symbol, MethodBody> _bodies = [];
    private readonly IReadOnlyList<CompiledCode> _input;
    private readonly Func<MethodBody, CompiledCode>? _compile;
    private readonly Dictionary<Symbol, Symbol> _canonical = [];
    private readonly Dictionary<Symbol, Symbol?> _referrers = [];
    private readonly Queue<Symbol> _work = [];
    private readonly HashSet<TypeDesc> _constructible = [];
    private readonly HashSet<string> _definedNames;
    private readonly HashSet<string> _usedNames = [];
    private readonly HashSet<MethodDesc> _usedSlots = [];
    private readonly List<MethodDesc> _slots = [];
    private readonly List<MethodDesc> _selectors = [];
    private readonly List<TypeDesc> _types = [];
    private readonly List<TypeDesc> _constructed = [];
    private readonly List<Symbol> _data = [];
    private readonly HashSet<TypeDesc> _threadStatics = [];
    private readonly Dictionary<TypeDesc, HashSet<TypeDesc>> _ancestors = [];

    /// <param name="input">Functions that are compiled already.</param>
    /// <param name="compile">Makes the code of a body of the model, when the image turns out to need it; null when there is none to make.</param>
    /// <param name="definedNames">Names the linker itself defines.</param>
    public LinkGraph(ProgramModel model, IReadOnlyList<CompiledCode> input, Func<MethodBody, CompiledCode>? compile, HashSet<string> definedNames)
    {
        _model = model;
        _input = input;
        _compile = compile;
        _definedNames = definedNames;
        foreach (CompiledCode code in input)
        {
            if (!_code.TryAdd(code.Symbol, code))
                throw new InvalidOperationException($"two functions are called {code.Symbol.Name}");
        }

        foreach (MethodBody body in compile is null ? [] : model.Bodies)
        {
            if (_code.ContainsKey(body.Symbol) || !_bodies.TryAdd(body.Symbol, body))
                throw new InvalidOperationException($"two functions are called {body.Symbol.Name}");
        }

        foreach (TypeDesc type in model.ConstructedTypes)
            _constructible.Add(type);
        TypeDesc runtimeType = model.Context.GetWellKnown(WellKnownType.RuntimeType);
        RuntimeType = _constructible.Contains(runtimeType) ? runtimeType : null;
    }

    /// <summary>System.RuntimeType when its objects exist in the program.</summary>
    public TypeDesc? RuntimeType { get; }

    /// <summary>Types in the image, in order of discovery.</summary>
    public IReadOnlyList<TypeDesc> Types => _types;

    /// <summary>Those with a full MethodTable.</summary>
    public IReadOnlyList<TypeDesc> Constructed => _constructed;

    /// <summary>Interface and generic virtual methods called through dispatch rows.</summary>
    public IReadOnlyList<MethodDesc> Selectors => _selectors;

    /// <summary>Data symbols other than MethodTables, in order of discovery.</summary>
    public IReadOnlyList<Symbol> Data => _data;

    /// <summary>Functions in the image: those given in their order, then the bodies in that of the model.</summary>
    public List<CompiledCode> Functions { get; } = [];

    /// <summary>Symbols nothing defines, each with the chain of symbols that leads to it.</summary>
    public List<string> Undefined { get; } = [];

    public bool Contains(Symbol symbol) => _referrers.ContainsKey(Canonical(symbol));

    /// <summary>Something refers to a name the linker defines.</summary>
    public bool IsUsed(string definedName) => _usedNames.Contains(definedName);

    public bool IsConstructible(TypeDesc type) => _constructible.Contains(type);

    public bool HasLazyConstructor(TypeDesc type) => _model.LazyClassConstructor(type) is not null;

    public bool IsSlotUsed(MethodDesc slot) => _usedSlots.Contains(slot);

    public bool UsesThreadStatics(TypeDesc type) => _threadStatics.Contains(type);

    /// <summary>True for functions the image may have.</summary>
    public bool HasFunction(Symbol symbol) => _bodies.ContainsKey(symbol) || _code.ContainsKey(symbol);

    /// <summary>Code of a function that is in the image; of others only what was given.</summary>
    public CompiledCode? FindCode(Symbol symbol) => _code.GetValueOrDefault(Canonical(symbol));

    /// <summary>One symbol for all spellings of a thing: an export's name is its method.</summary>
    public Symbol Canonical(Symbol symbol)
    {
        if (symbol is not (RoutineSymbol or LinkerSymbol))
            return symbol;
        if (_canonical.TryGetValue(symbol, out Symbol? known))
            return known;
        Symbol result = symbol;
        if (_definedNames.Contains(symbol.Name))
            result = new LinkerSymbol(symbol.Name);
        else if (!HasFunction(symbol) && _model.FindExport(symbol.Name) is { } export)
            result = new MethodSymbol(export);
        _canonical.Add(symbol, result);
        return result;
    }

    /// <summary>Drops of functions that were compiled for this image what is in it by now.</summary>
    public void ForgetCode()
    {
        foreach (Symbol symbol in _bodies.Keys)
        {
            if (_code.TryGetValue(symbol, out CompiledCode? code))
                code.ForgetCode();
        }
    }

    public void AddRoot(Symbol symbol) => Mark(symbol, null);

    /// <summary>Follows all references from what is marked.</summary>
    public void Close()
    {
        while (_work.TryDequeue(out Symbol? symbol))
            Visit(symbol);
        foreach (CompiledCode code in _input)
        {
            if (_referrers.ContainsKey(code.Symbol))
                Functions.Add(code);
        }

        if (_compile is null)
            return;
        foreach (MethodBody body in _model.Bodies)
        {
            if (_code.TryGetValue(body.Symbol, out CompiledCode? code))
                Functions.Add(code);
            else
                body.ForgetBlocks([]);
        }
    }

    /// <summary>Interfaces a type lists in its MethodTable.</summary>
    public IReadOnlyList<TypeDesc> InterfacesOf(TypeDesc type) =>
        type.IsGenericDefinition || type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsGenericParameter
            ? [] : _model.CastableInterfaces(type);

    /// <summary>The code to put in the type's table for a slot or selector; null where it has none.</summary>
    public Symbol? Implementation(TypeDesc type, MethodDesc method) =>
        CanAnswer(type, method) && _model.Implementation(type, method) is { } symbol ? Canonical(symbol) : null;

    private void Mark(Symbol symbol, Symbol? referrer)
    {
        Symbol target = Canonical(symbol);
        switch (target)
        {
            case VtableOffset slot:
                MarkSlot(slot.Slot, referrer);
                return;
            case SelectorOffset selector:
                MarkSelector(selector.Method, referrer);
                return;
            case ThreadStaticsOffset threadStatics:
                _threadStatics.Add(threadStatics.Type);
                return;
            case FrameOffset:
                return;
            case LinkerSymbol linker when _definedNames.Contains(linker.LinkerName):
                _usedNames.Add(linker.LinkerName);
                return;
        }

        if (_referrers.TryAdd(target, referrer))
            _work.Enqueue(target);
    }

    private void Visit(Symbol symbol)
    {
        if (CodeOf(symbol) is { } code)
        {
            VisitCode(code);
            return;
        }

        switch (symbol)
        {
            case TypeSymbol type:
                VisitType(type);
                break;
            case StaticsSymbol statics:
                _data.Add(statics);
                if (_model.LazyClassConstructor(statics.Type) is { } constructor)
                    Mark(new MethodSymbol(constructor), statics);
                foreach (InitialStatic value in _model.InitialStatics(statics.Type))
                {
                    if (value.Symbol is { } target)
                        Mark(target, statics);
                }

                break;
            case FrozenObjectSymbol frozen:
                _data.Add(frozen);
                Mark(new TypeSymbol(frozen.Type), frozen);
                break;
            case RuntimeTypeSymbol runtimeType:
                _data.Add(runtimeType);
                Mark(new TypeSymbol(runtimeType.Type), runtimeType);
                Mark(new TypeSymbol(_model.Context.GetWellKnown(WellKnownType.RuntimeType)), runtimeType);
                break;
            case StringSymbol:
                _data.Add(symbol);
                Mark(new TypeSymbol(_model.Context.GetWellKnown(WellKnownType.String)), symbol);
                break;
            case FieldDataSymbol or BytesSymbol:
                _data.Add(symbol);
                break;
            case MethodHandleSymbol handle:
                _data.Add(symbol);
                Mark(new TypeSymbol(handle.Method.OwningType), symbol);
                foreach (TypeDesc argument in handle.Method.Arguments)
                    Mark(new TypeSymbol(argument), symbol);
                break;
            case FieldHandleSymbol handle:
                _data.Add(symbol);
                Mark(new TypeSymbol(handle.Field.OwningType), symbol);
                break;
            case LinkerSymbol { LinkerName: ReflectionHeader.SymbolName } when _model.Reflected is not null:
                VisitReflection(symbol);
                break;
            default:
                Undefined.Add($"undefined symbol '{symbol.Name}'{Chain(symbol)}");
                break;
        }
    }

    private CompiledCode? CodeOf(Symbol symbol)
    {
        if (!_code.TryGetValue(symbol, out CompiledCode? code) && _bodies.TryGetValue(symbol, out MethodBody? body))
            _code.Add(symbol, code = _compile!(body));
        return code;
    }

    private string Chain(Symbol symbol)
    {
        var text = new System.Text.StringBuilder();
        Symbol? at = _referrers[symbol];
        for (int i = 0; at is not null && i < 12; i++)
        {
            text.Append(i == 0 ? ", needed by " : " <- ").Append(at.Name);
            at = _referrers.GetValueOrDefault(at);
        }

        return text.ToString();
    }

    private void VisitCode(CompiledCode code)
    {
        foreach (Relocation relocation in code.Relocations)
            Mark(relocation.Target, code.Symbol);
        if (code.Body is null)
            return;
        for (int i = 0; i < code.Body.Regions.Count; i++)
        {
            if (i >= code.HandlerOffsets.Length || code.HandlerOffsets[i] < 0)
                continue;
            Region region = code.Body.Regions[i];
            if (region.CatchType is not null)
                Mark(new TypeSymbol(region.CatchType), code.Symbol);
            if (region.FilterFunction is not null)
                Mark(region.FilterFunction, code.Symbol);
        }
    }

    private void VisitType(TypeSymbol symbol)
    {
        TypeDesc type = symbol.Type;
        _types.Add(type);
        if (RelatedType(type) is { } related)
            Mark(new TypeSymbol(related), symbol);
        foreach (TypeDesc implemented in InterfacesOf(type))
            Mark(new TypeSymbol(implemented), symbol);
        if (type.HasInstantiation && !type.IsGenericDefinition)
        {
            Mark(new TypeSymbol(type.Definition), symbol);
            foreach (TypeDesc argument in type.Arguments)
                Mark(new TypeSymbol(argument), symbol);
        }

        if (RuntimeType is not null && !type.IsGenericParameter)
            Mark(new RuntimeTypeSymbol(type), symbol);
        if (!_constructible.Contains(type))
            return;
        _constructed.Add(type);
        if (type.Finalizer is { } finalizer && HasFunction(new MethodSymbol(finalizer)))
            Mark(new MethodSymbol(finalizer), symbol);
        // Both lists may grow while implementations are marked only through the work list, never inside this loop.
        foreach (MethodDesc slot in _slots)
            MarkImplementation(type, slot);
        foreach (MethodDesc selector in _selectors)
            MarkImplementation(type, selector);
    }

    private void MarkSlot(MethodDesc slot, Symbol? referrer)
    {
        if (!_usedSlots.Add(slot))
            return;
        _slots.Add(slot);
        _slotReferrers.Add(slot, referrer);
        Mark(new TypeSymbol(slot.OwningType), referrer);
        foreach (TypeDesc type in _constructed)
            MarkImplementation(type, slot);
    }

    private void MarkSelector(MethodDesc selector, Symbol? referrer)
    {
        if (!_usedSlots.Add(selector))
            return;
        _selectors.Add(selector);
        _slotReferrers.Add(selector, referrer);
        Mark(new TypeSymbol(selector.OwningType), referrer);
        foreach (TypeDesc type in _constructed)
            MarkImplementation(type, selector);
    }

    private void MarkImplementation(TypeDesc type, MethodDesc method)
    {
        if (Implementation(type, method) is not { } implementation)
            return;
        if (!_referrers.ContainsKey(implementation))
            _answers.Add(implementation, method);
        Mark(implementation, new TypeSymbol(type));
    }

    /// <summary>A cheap test that spares the model most questions: is the method's owner an ancestor of the type at all?</summary>
    private bool CanAnswer(TypeDesc type, MethodDesc method)
    {
        if (!_ancestors.TryGetValue(type, out HashSet<TypeDesc>? ancestors))
        {
            ancestors = [];
            for (TypeDesc? at = type; at is not null; at = at.BaseType)
                ancestors.Add(at.Definition);
            foreach (TypeDesc implemented in type.Interfaces)
                ancestors.Add(implemented.Definition);
            _ancestors.Add(type, ancestors);
        }

        return ancestors.Contains(method.OwningType.Definition);
    }

    /// <summary>What the MethodTable's related-type cell points to: element of constructed types, base of the others.</summary>
    public static TypeDesc? RelatedType(TypeDesc type)
    {
        if (type.IsArray || type.IsPointer || type.IsByRef)
            return type.Element;
        return type.IsInterface || type.IsFunctionPointer || type.IsGenericParameter || type.IsGenericDefinition ? null : type.BaseType;
    }
}
