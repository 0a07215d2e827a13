using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Expression trees that are compiled: an interpreter runs them, behind delegates that call a function of an array (Abi.ArrayThunk). Any type
// of delegate the image has objects of can be made, and those the program has expressions of. Where the program says no type, the
// base library makes one up: of those, delegates of the program's own and functions without parameters are there.
public sealed partial class Reachability
{
    private const string Expressions = "System.Linq.Expressions.";

    // The second analysis has the same: what tells may have been inlined.
    private readonly OrderedSet<TypeDesc> _delegatesOfProgram = new();
    private bool _makesArrayDelegates;
    private bool _makesUntypedLambdas;

    // An index of something dynamic: the name of the member is not in the program.
    private void NoteBinder(MethodDesc called)
    {
        if (called.Name is "GetIndex" or "SetIndex" && called.OwningType.FullName == "Microsoft.CSharp.RuntimeBinder.Binder")
            _texts.Add("Item");
    }

    private void KeepLambdas()
    {
        _makesArrayDelegates = _makesArrayDelegates || HasBody("Core.Reflection.Plugs.DelegatePlugs", "CreateArrayDelegate");
        if (!_makesArrayDelegates)
            return;
        while (_done.Lambdas < _referenced.Items.Count)
        {
            TypeDesc type = _referenced.Items[_done.Lambdas++];
            if (type.Arguments.Count != 1 || type.ContainsGenericParameters || type.IsGenericDefinition)
                continue;
            if (type.Definition.FullName == Expressions + "Expression`1")
                KeepLambda(type.Arguments[0]);
            else if (type.Definition.FullName == "System.Runtime.CompilerServices.CallSite`1" && type.FindMethod("Create") is { } create)
                ReflectMethod(create, isKept: true);
        }

        _makesUntypedLambdas = _makesUntypedLambdas || HasBody(Expressions + "Expression", "CreateLambda");
        if (_makesUntypedLambdas)
            KeepUntypedLambdas();
        while (_done.Delegates < _constructed.Items.Count)
            KeepArrayThunk(_constructed.Items[_done.Delegates++]);
    }

    private bool HasBody(string type, string method) =>
        _bodies.Exists(b => b.Symbol is MethodSymbol { Method: { } found } && found.Name == method && found.OwningType.FullName == type);

    private void KeepUntypedLambdas()
    {
        for (int i = 0; i < _delegatesOfProgram.Items.Count; i++)
            KeepLambda(_delegatesOfProgram.Items[i]);
        if (Context.FindType("System.Func`1") is not { } function)
            return;
        foreach (WellKnownType result in s_templateArguments)
            KeepLambda(Context.MakeInstance(function, Context.GetWellKnown(result)));
        for (int i = 0; i < _templateArguments.Items.Count; i++)
            KeepLambda(Context.MakeInstance(function, _templateArguments.Items[i]));
    }

    private void KeepLambda(TypeDesc type)
    {
        if (!type.IsDelegate)
            return;
        AddConstructed(type, StepTo(type));
        if (!_makesUntypedLambdas || Context.FindType(Expressions + "ExpressionCreator`1") is not { } creator)
            return;
        Mention(creator);
        TypeDesc made = Context.MakeInstance(creator, type);
        _reflected!.Mention(made);
        foreach (MethodDesc method in made.FindMethods("CreateExpressionFunc"))
            ReflectMethod(method, isKept: true);
    }

    private void KeepArrayThunk(TypeDesc type)
    {
        if (!type.IsDelegate || type.FindMethod("Invoke") is not { } invoke || !StubBuilder.CanCallWithArray(invoke))
            return;
        var thunk = new StubSymbol(StubKind.ArrayCall, invoke);
        if (CanHave(thunk) && _reflected!.AddArrayThunk(type, thunk))
            AddSymbol(thunk, StepTo(type));
    }
}
