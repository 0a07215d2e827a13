using System.Collections.Generic;
using System.Text;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>Proves that nothing reachable from a [NoAlloc] method allocates; in native images, that nothing does.</summary>
/// <remarks>
/// Works on imported, high-level IR, so that chains read as the source does. Virtual calls reach all their possible targets;
/// calls through a code pointer reach every function of that signature whose address is taken. What happens on a path that
/// ends in a throw is exempt: it does not come back.
/// </remarks>
public sealed class NoAllocCheck
{
    private const string Attribute = "Core.NoAllocAttribute";

    // The nearest few say where to look; one forgotten ToString would give hundreds.
    private const int ErrorsPerRoot = 3;
    private const int TotalErrors = 20;

    private static readonly string[] s_allocators =
    [
        RuntimeHelper.NewObject, RuntimeHelper.NewFinalizable, RuntimeHelper.NewArray, RuntimeHelper.NewMultiArray,
        "RhpNewArrayFast", "RhNewString", "RhNewArray", "RhNewObject", "RhAllocateNewArray", "RhAllocateNewObject", "RhMemberwiseClone",
    ];

    private readonly ProgramModel _model;
    private readonly Dictionary<Symbol, MethodBody> _bodies = [];
    private readonly HashSet<Symbol> _allocators = [];
    private readonly List<MethodBody> _addressTaken = [];
    private readonly HashSet<MethodBody> _visited = [];
    private readonly List<string> _errors = [];

    private NoAllocCheck(ProgramModel model)
    {
        _model = model;
        foreach (MethodBody body in model.Bodies)
            _bodies.TryAdd(body.Symbol, body);
        foreach (string name in s_allocators)
            _allocators.Add(model.FindExport(name) is { } method ? new MethodSymbol(method) : new RoutineSymbol(name));
    }

    /// <summary>One message per allocation found, with the chain of calls that reaches it.</summary>
    public static IReadOnlyList<string> Run(ProgramModel model)
    {
        var declared = new Declarations();
        var roots = new List<MethodBody>();
        foreach (MethodBody body in model.Bodies)
        {
            if (model.Profile == ImageProfile.Native || IsDeclared(body.Method, declared))
                roots.Add(body);
        }

        if (roots.Count == 0)
            return [];
        var check = new NoAllocCheck(model);
        check.FindAddressTaken();
        foreach (MethodBody root in roots)
            check.Search(root);
        return check._errors;
    }

    private static bool IsDeclared(MethodDesc? method, Declarations declarations) =>
        method is not null && (declarations.Covers(method.OwningType.Definition) || method.HasAttribute(Attribute));

    /// <summary>Types that carry [NoAlloc] themselves, by an enclosing type, or by their assembly. Instantiations share their definition's.</summary>
    private sealed class Declarations
    {
        private readonly Dictionary<TypeDesc, bool> _types = [];
        private readonly Dictionary<ModuleDesc, bool> _modules = [];

        public bool Covers(TypeDesc type)
        {
            if (type.IsArray)
                return false;
            if (!_types.TryGetValue(type, out bool covered))
            {
                covered = type.HasAttribute(Attribute) || (type.EnclosingType is { } outer ? Covers(outer) : Covers(type.Module));
                _types.Add(type, covered);
            }

            return covered;
        }

        private bool Covers(ModuleDesc module)
        {
            if (!_modules.TryGetValue(module, out bool covered))
            {
                foreach (CustomAttribute attribute in module.AssemblyAttributes)
                    covered |= attribute.Type.FullName == Attribute;
                _modules.Add(module, covered);
            }

            return covered;
        }
    }

    private void FindAddressTaken()
    {
        var seen = new HashSet<Symbol>();
        foreach (MethodBody body in _model.Bodies)
        {
            foreach (Value value in body.Values())
            {
                if (value.Op == Op.SymbolAddr && value.Aux is Symbol symbol && _bodies.TryGetValue(symbol, out MethodBody? target) && seen.Add(symbol))
                    _addressTaken.Add(target);
            }

            _model.Store.Trim();
        }
    }

    private readonly record struct Step(MethodBody Body, int Caller, Value? Call);

    // Breadth first: the chain reported is a shortest one.
    private void Search(MethodBody root)
    {
        // Bodies an earlier root reached are proved, or reported, already.
        if (_allocators.Contains(root.Symbol) || !_visited.Add(root))
            return;
        int limit = System.Math.Min(TotalErrors, _errors.Count + ErrorsPerRoot);
        var steps = new List<Step> { new(root, -1, null) };
        for (int i = 0; i < steps.Count && _errors.Count < limit; i++)
        {
            MethodBody body = steps[i].Body;
            HashSet<Block> doomed = Doomed(body);
            foreach (Block block in body.Blocks)
            {
                if (doomed.Contains(block))
                    continue;
                foreach (Value value in block.Body)
                    Visit(value, steps, i);
            }

            _model.Store.Trim();
        }
    }

    /// <summary>Blocks from which every path ends without returning.</summary>
    private static HashSet<Block> Doomed(MethodBody body)
    {
        var doomed = new HashSet<Block>();
        IReadOnlyList<Block> order = new BlockOrder(body).Blocks;
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Block block = order[i];
            bool throws = block.Terminator!.Op == Op.Unreachable && block.Body.Count > 0 && block.Body[^1].HasFlag(ValueFlags.NoReturn);
            if (throws || (block.Successors.Count > 0 && block.Successors.TrueForAll(doomed.Contains)))
                doomed.Add(block);
        }

        return doomed;
    }

    private void Visit(Value value, List<Step> steps, int current)
    {
        switch (value.Op)
        {
            case Op.NewObject or Op.NewArray:
                Report(value, $"allocates {((TypeDesc)value.Aux!).FullName}", steps, current);
                break;
            case Op.Call when !value.HasFlag(ValueFlags.NoReturn):
                var symbol = (Symbol)value.Aux!;
                if (_allocators.Contains(symbol))
                    Report(value, $"calls {symbol.Name}", steps, current);
                else if (_bodies.TryGetValue(symbol, out MethodBody? callee))
                    Add(callee, value, steps, current);
                break;
            case Op.CallVirtual:
                foreach (MethodDesc target in _model.PossibleTargets((MethodDesc)value.Aux!))
                    AddMethod(target, value, steps, current);
                break;
            case Op.CallIndirect when !value.HasFlag(ValueFlags.Unmanaged):
                foreach (MethodBody target in _addressTaken)
                {
                    if (Matches(target, (CallSignature)value.Aux!))
                        Add(target, value, steps, current);
                }

                break;
            case Op.StaticBase or Op.ThreadStaticBase or Op.ClassInit:
                if (_model.LazyClassConstructor((TypeDesc)value.Aux!) is { } constructor)
                    AddMethod(constructor, value, steps, current);
                break;
        }
    }

    private static bool Matches(MethodBody target, CallSignature signature)
    {
        if (target.Parameters.Length != signature.Parameters.Length || target.Results.Length != signature.Results.Length)
            return false;
        for (int i = 0; i < target.Parameters.Length; i++)
        {
            if (target.Parameters[i] != signature.Parameters[i])
                return false;
        }

        return true;
    }

    private void AddMethod(MethodDesc method, Value call, List<Step> steps, int current)
    {
        if (_bodies.TryGetValue(new MethodSymbol(method), out MethodBody? body))
            Add(body, call, steps, current);
    }

    private void Add(MethodBody body, Value call, List<Step> steps, int current)
    {
        if (_visited.Add(body))
            steps.Add(new Step(body, current, call));
    }

    private void Report(Value value, string what, List<Step> steps, int current)
    {
        int root = current;
        while (steps[root].Caller >= 0)
            root = steps[root].Caller;
        bool isNative = _model.Profile == ImageProfile.Native;
        var text = new StringBuilder($"error: {(isNative ? "a native image must not allocate" : $"[NoAlloc] {steps[root].Body.Symbol.Name} reaches an allocation")}");
        text.Append($"\n  at   {Place(steps[current].Body, value)}: {what}");
        for (int i = current; steps[i].Caller >= 0; i = steps[i].Caller)
            text.Append($"\n  from {Place(steps[steps[i].Caller].Body, steps[i].Call!)}");
        _errors.Add(text.ToString());
    }

    private static string Place(MethodBody body, Value value) =>
        value.Location < 0 ? body.Symbol.Name : $"{body.Symbol.Name} IL_{body.Locations[value.Location].Offset:x4}";
}
