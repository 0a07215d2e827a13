using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Methods and fields that reflection can use: their code, its thunks, the boxes that arguments and results travel in.
public sealed partial class Reachability
{
    // Thunks are shared by methods of one signature. Those of the first analysis serve the second as well.
    private readonly Dictionary<string, StubSymbol> _thunks = [];

    // The second analysis has no bodies but those of the first.
    private bool CanHave(Symbol symbol) => _optimised is null || _optimised.ContainsKey(symbol);

    private static ReachStep StepTo(object place) => new(new KeptForReflection(place), -1);

    /// <summary>Why something is reached that nothing calls. Named only when there is something to report.</summary>
    private sealed record KeptForReflection(object Place)
    {
        public override string ToString() => "(reflection) " + ReachStep.NameOf(Place);
    }

    /// <param name="isKept">It comes into the image for reflection's sake; otherwise it is there already.</param>
    private void ReflectMethod(MethodDesc method, bool isKept)
    {
        if (_reflected!.CanCall(method) || !IsCallable(method))
            return;
        ReachStep step = StepTo(method);
        bool dispatches = method.IsVirtual && !method.IsStatic && !method.OwningType.IsValueType && (isKept || IsSlotCalled(Slots.Of(method)));
        Symbol? code = null;
        try
        {
            if (!method.IsAbstract)
                code = method.HasThis && method.OwningType.IsValueType ? _import.UnboxingSymbol(method) : _import.CodeSymbol(method);
        }
        catch (CompilerDiagnosticException) when (isKept)
        {
            // Native code that is missing: described, not callable.
            return;
        }

        Symbol? dispatch = dispatches && CanHave(new StubSymbol(StubKind.Dispatch, method)) ? new StubSymbol(StubKind.Dispatch, method) : null;
        if (code is not null && !CanHave(code))
            code = null;
        if (code is null && dispatch is null)
            return;
        if (code is not null)
            AddSymbol(code, step);
        if (dispatch is not null)
            AddSymbol(dispatch, step);
        _reflected.Add(new CallableMethod(method, code, dispatch, AddThunk(method, step)));
        AddReferenced(method.OwningType);
        if (method.IsConstructor && !method.OwningType.IsAbstract)
            AddConstructed(method.OwningType, step);
    }

    private bool IsSlotCalled(MethodDesc slot) => Slots.IsSelector(slot) ? _selectors.Contains(slot) : _classSlots.Contains(slot);

    private static bool IsCallable(MethodDesc method)
    {
        TypeDesc owner = method.OwningType;
        if (method.ContainsGenericParameters || method.IsGenericDefinition || method.IsStaticConstructor || method.IsUnmanagedCallersOnly
            || (method.HasThis && owner.IsByRefLike) || (method.IsStatic && method.IsVirtual) || method.Signature.IsVarArg)
        {
            return false;
        }

        if (owner.IsDelegate)
            return method.Name == "Invoke";
        return !(owner.IsString && method.IsConstructor) && (method.HasBody || method.IsAbstract) && !(owner.IsNullable && method.HasThis);
    }

    private StubSymbol? AddThunk(MethodDesc method, ReachStep step)
    {
        MethodSignature signature = method.Signature;
        var key = new StringBuilder(method.HasThis ? "this" : "");
        if (!AddToKey(key, signature.ReturnType) || !signature.Parameters.All(p => AddToKey(key, p)))
            return null;
        if (!_thunks.TryGetValue(key.ToString(), out StubSymbol? thunk))
            _thunks.Add(key.ToString(), thunk = new StubSymbol(StubKind.Invocation, method));
        if (!CanHave(thunk))
            return null;
        AddSymbol(thunk, step);
        AddBoxes(signature.ReturnType, step);
        foreach (TypeDesc parameter in signature.Parameters)
            AddBoxes(parameter, step);
        return thunk;
    }

    // What the thunk's code depends on: references are alike, and so are references to anything. Structs of one name need not be.
    private static bool AddToKey(StringBuilder key, TypeDesc type)
    {
        if ((type.IsByRef ? type.Element : type).IsByRefLike)
            return false;
        key.Append(';').Append(
            type.IsByRef ? "&"
            : type.IsPointer ? "*"
            : type.IsFunctionPointer ? "code"
            : !type.IsValueType && !type.IsVoid ? "object"
            : type.EnumUnderlying.Id.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    // Arguments and results are boxed, and their types asked for.
    private void AddBoxes(TypeDesc type, ReachStep step)
    {
        AddReferenced(type);
        if (type.IsByRef || type.IsPointer)
            type = type.Element;
        AddReferenced(type);
        AddBoxed(type, step);
    }

    private void ReflectField(FieldDesc field)
    {
        if (field.IsLiteral || field.HasRva || (field.OwningType.IsByRefLike && !field.IsStatic) || field.FieldType.IsByRefLike || field.FieldType.IsByRef)
            return;
        ReachStep step = StepTo(field.OwningType);
        if (field.IsThreadStatic)
            AddThreadStatics(field.OwningType);
        else if (field.IsStatic)
            AddStatics(field.OwningType, step);
        if (field.IsStatic)
            AddConstructor(field.OwningType, step);
        AddBoxes(field.FieldType, step);
        _reflected!.Add(field);
    }

    // Delegate.DynamicInvoke calls through the thunk of Invoke.
    private void ReflectDelegates()
    {
        _describesDelegates = _describesDelegates || _bodies.Exists(static b => b.Symbol is MethodSymbol { Method: { Name: "DynamicInvokeImpl", OwningType.FullName: "System.Delegate" } });
        if (!_describesDelegates)
            return;
        for (int i = 0; i < _constructed.Items.Count; i++)
        {
            if (_constructed.Items[i] is { IsDelegate: true } type && type.FindMethod("Invoke") is { } invoke)
                ReflectMethod(invoke, isKept: true);
        }
    }
}
