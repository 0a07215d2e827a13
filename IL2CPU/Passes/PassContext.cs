using System;
using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>What the passes of one image share: the closed world, the options and the numbering of rewrites.</summary>
public sealed class PassContext
{
    // Those of methods, which nearly all questions are about, by the method's id.
    private readonly Dictionary<int, MethodBody> _ofMethods = [];
    private readonly Dictionary<Symbol, MethodBody> _bodies = [];
    private readonly Dictionary<string, Symbol> _helpers = [];
    private readonly HashSet<TypeDesc> _withDerived = [];
    private readonly Dictionary<MethodBody, InlineCost?> _costs = [];
    private readonly Dictionary<MethodBody, bool> _checksGuard = [];
    private readonly HashSet<MethodBody> _lowered = [];
    private readonly Dictionary<MethodDesc, IReadOnlyList<MethodDesc>> _targets = [];
    private readonly Dictionary<MethodDesc, IReadOnlyList<GuardedCalls.Group>?> _groups = [];
    private readonly Dictionary<TypeDesc, IReadOnlyList<TypeDesc>> _instances = [];
    private readonly Dictionary<MethodBody, Value?> _tailRecursive = [];

    public PassContext(ProgramModel model, PipelineOptions options)
    {
        Model = model;
        Options = options;
        Rewrites = new Rewrites(options.RewriteLimit);
        AddBodies();
        FindDerived();
    }

    public ProgramModel Model { get; }

    public PipelineOptions Options { get; }

    public Rewrites Rewrites { get; }

    /// <summary>Violations of [NoAlloc] and stale addresses, ready to print; the image must not be built when there are any.</summary>
    public IReadOnlyList<string> Diagnostics { get; internal set; } = [];

    /// <summary>What each pass took.</summary>
    public Costs Costs { get; } = new();

    /// <summary>Asks the model anew what is reachable: from here on the world is smaller.</summary>
    internal void Narrow()
    {
        Model.Narrow();
        // Neither what is reached no more nor what was asked about it: that is half of all there is.
        _ofMethods.Clear();
        _bodies.Clear();
        _costs.Clear();
        AddBodies();
        _targets.Clear();
        _groups.Clear();
        _instances.Clear();
        FindDerived();
    }

    private void AddBodies()
    {
        foreach (MethodBody body in Model.Bodies)
        {
            if (body.Symbol is MethodSymbol symbol)
                _ofMethods.TryAdd(symbol.Method.Id, body);
            else
                _bodies.TryAdd(body.Symbol, body);
        }
    }

    private void FindDerived()
    {
        _withDerived.Clear();
        foreach (TypeDesc type in Model.ConstructedTypes)
        {
            for (TypeDesc? parent = type.BaseType; parent is not null && _withDerived.Add(parent);)
                parent = parent.BaseType;
        }
    }

    internal ValueNumbering.Tables ValueTables { get; } = new();

    /// <summary>What the arguments of direct calls are, in the whole image; null before it is known.</summary>
    internal ParameterValues? ParameterValues { get; set; }

    internal StructLeaves StructLeaves { get; } = new();

    /// <summary>For one pass at a time, which clears it first.</summary>
    internal List<Value> ValueList { get; } = [];

    /// <summary>For one pass at a time, which leaves it empty.</summary>
    internal Stack<Value> ValueStack { get; } = new();

    public bool Optimise => Options.OptimisationLevel > 0;

    /// <summary>The body a direct call reaches, if it is compiled from IR.</summary>
    public MethodBody? FindBody(Symbol symbol) =>
        symbol is MethodSymbol { Method: var method } ? FindBody(method) : _bodies.GetValueOrDefault(symbol);

    /// <summary>The body of a method's code.</summary>
    public MethodBody? FindBody(MethodDesc method) => _ofMethods.GetValueOrDefault(method.Id);

    /// <summary>What inlining the body would cost; null when it must not be. Measured once, when the body is done.</summary>
    internal InlineCost? InlineCost(MethodBody body)
    {
        if (!_costs.TryGetValue(body, out InlineCost? cost))
            _costs.Add(body, cost = Inlining.Measure(body));
        return cost;
    }

    /// <summary>The body goes round instead of calling itself at its end, adding results up in the given value if there is one.</summary>
    internal void NoteTailRecursion(MethodBody body, Value? sum) => _tailRecursive[body] = sum;

    internal bool IsTailRecursive(MethodBody body, out Value? sum) => _tailRecursive.TryGetValue(body, out sum);

    /// <summary>All implementations a virtual call may reach; asked of the model once per slot.</summary>
    internal IReadOnlyList<MethodDesc> PossibleTargets(MethodDesc slot)
    {
        if (!_targets.TryGetValue(slot, out IReadOnlyList<MethodDesc>? targets))
            _targets.Add(slot, targets = Model.PossibleTargets(slot));
        return targets;
    }

    /// <summary>Targets of a virtual call with the types that lead there; null when there are too many.</summary>
    internal IReadOnlyList<GuardedCalls.Group>? DispatchGroups(MethodDesc slot)
    {
        if (!_groups.TryGetValue(slot, out IReadOnlyList<GuardedCalls.Group>? groups))
            _groups.Add(slot, groups = GuardedCalls.FindGroups(slot, this));
        return groups;
    }

    /// <summary>All types of objects a cast to the type lets pass, in order of discovery.</summary>
    internal IReadOnlyList<TypeDesc> InstancesOf(TypeDesc type)
    {
        if (!_instances.TryGetValue(type, out IReadOnlyList<TypeDesc>? instances))
        {
            var found = new List<TypeDesc>();
            foreach (TypeDesc constructed in type.IsArray ? Model.ConstructedTypes : Model.ConstructedHeirs(type))
            {
                if (constructed.IsAssignableTo(type))
                    found.Add(constructed);
            }

            _instances.Add(type, instances = found);
        }

        return instances;
    }

    /// <summary>A helper of <see cref="RuntimeHelper"/>: the exported method of that name, otherwise an emitted routine.</summary>
    public Symbol Helper(string name)
    {
        if (!_helpers.TryGetValue(name, out Symbol? symbol))
        {
            symbol = Model.FindExport(name) is { } method ? new MethodSymbol(method) : new RoutineSymbol(name);
            _helpers.Add(name, symbol);
        }

        return symbol;
    }

    /// <summary>True the first time it is asked about a body.</summary>
    internal bool BeginLowering(MethodBody body) => _lowered.Add(body);

    /// <summary>True when calling the body passes a split check, whichever way it returns: there is none before the first call.</summary>
    internal bool ChecksGuard(MethodBody body)
    {
        if (!_checksGuard.TryGetValue(body, out bool checks))
        {
            Pipeline.Lower(body, this);
            checks = !body.IsNoSplit && !ReturnsWithoutCall(body);
            _checksGuard.Add(body, checks);
        }

        return checks;
    }

    private static bool ReturnsWithoutCall(MethodBody body)
    {
        if (Calls(body.Entry))
            return false;
        var seen = new HashSet<Block> { body.Entry };
        var work = new Stack<Block>(seen);
        while (work.TryPop(out Block? block))
        {
            if (Calls(block))
                continue;
            if (block.Terminator!.Op == Op.Return)
                return true;
            foreach (Block successor in block.Successors)
            {
                if (seen.Add(successor))
                    work.Push(successor);
            }
        }

        return false;
    }

    private static bool Calls(Block block) => block.Body.Exists(value => value.Op is Op.Call or Op.CallIndirect);

    /// <summary>True when no object of the image has the class as a proper base class.</summary>
    public bool IsLeafClass(TypeDesc type) => type.IsSealed || !_withDerived.Contains(type);
}
