using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// The same analysis once more, over optimised bodies: fewer methods are reached and of fewer types there are objects.
public sealed partial class Reachability
{
    // Types whose MethodTable address alone may make objects, wherever it is taken.
    private readonly HashSet<TypeDesc> _madeByAddress = [];
    private readonly HashSet<Symbol> _entered = [];
    private Dictionary<Symbol, MethodBody>? _optimised;

    public override void Narrow()
    {
        _optimised = [];
        foreach (MethodBody body in _bodies)
            _optimised.Add(body.Symbol, body);
        Forget();
        AddRoots();
        // Module initialisers run even if all the module's code now stands in its callers.
        foreach (MethodDesc initializer in _initializers)
            AddCode(initializer, new ReachStep("(module initializer)", -1));
        Run();
        // Only those reached are kept alive.
        _optimised = [];
    }

    public override bool IsOnlyCalled(Symbol symbol) => _optimised is not null && _symbols.Contains(symbol) && !_entered.Contains(symbol);

    private void Forget()
    {
        _bodies.Clear();
        _reachedFrom.Clear();
        _reachedFrom.TrimExcess();
        _newlyReached.Clear();
        _symbols.Clear();
        _helpers.Clear();
        _entered.Clear();
        _eager.Clear();
        _constructors.Clear();
        _headerOnly = null;
        _boxesByTable = false;
        _listsInterfaces = false;
        _makesArrays = false;
        _hasDescriptions = false;
        _arrays.Clear();
        foreach (OrderedSet<TypeDesc> types in new[] { _constructed, _referenced, _statics, _threadStatics, _castTargets, _literals })
            types.Clear();
        _selectors.Clear();
        _heirs.Clear();
        _slotsOf.Clear();
        _classSlots.Clear();
        ForgetReflected();
    }

    // A direct call; any other use of a method's symbol is one through which values unknown here may come in.
    private void AddCalled(Symbol symbol, ReachStep from)
    {
        if (symbol is MethodSymbol)
            AddFound(symbol, from);
        else
            AddSymbol(symbol, from);
    }
}
