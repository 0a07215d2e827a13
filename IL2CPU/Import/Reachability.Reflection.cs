using System.Collections.Generic;
using System.Linq;
using System.Text;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// What is in the image for reflection alone, once code asks for its tables (Abi.ReflectionHeader): all types of the program's own
// assembly; of the types of its assemblies that are in the image all members; of base library types that the program names in a
// typeof what is public; of all others what the image has anyway.
public sealed partial class Reachability
{
    private const string ReflectionRoot = "(reflection) ";
    private static readonly Symbol s_reflectionHeader = new LinkerSymbol(ReflectionHeader.SymbolName);

    // Thunks are shared by methods of one signature. Those of the first analysis serve the second as well.
    private readonly Dictionary<string, StubSymbol> _thunks = [];
    private readonly OrderedSet<TypeDesc> _mentioned = new();
    private readonly OrderedSet<TypeDesc> _named = new();
    private readonly HashSet<TypeDesc> _namedDefinitions = [];
    private readonly OrderedSet<MethodDesc> _methodHandles = new();
    private readonly OrderedSet<FieldDesc> _fieldHandles = new();
    private ReflectedMembers? _reflected;
    private int _reflectedTypes;
    private int _reflectedMentions;
    private int _reflectedNamed;
    private int _reflectedTexts;
    private int _reflectedMethodHandles;
    private int _reflectedFieldHandles;
    private int _reflectedBodies;
    private bool _describesDelegates;

    public override ReflectedMembers? Reflected => _reflected;

    // Instances of the program's generic methods that the first analysis saw: direct calls of them may be inlined in the second.
    private readonly List<MethodDesc> _instances = [];

    private void ForgetReflected()
    {
        foreach (CallableMethod callable in _reflected?.Methods ?? [])
        {
            if (callable.Method.Arguments.Count > 0 && IsOfProgram(callable.Method.Module))
                _instances.Add(callable.Method);
        }

        _reflected = null;
        _reflectedTypes = 0;
        _reflectedMentions = 0;
        _reflectedNamed = 0;
        _reflectedTexts = 0;
        _reflectedMethodHandles = 0;
        _reflectedFieldHandles = 0;
        _reflectedBodies = 0;
        _describesDelegates = false;
        _mentioned.Clear();
        _named.Clear();
        _namedDefinitions.Clear();
        _methodHandles.Clear();
        _fieldHandles.Clear();
    }

    private void FindReflected()
    {
        if (!_symbols.Contains(s_reflectionHeader))
            return;
        if (_reflected is null)
        {
            _reflected = new ReflectedMembers(_options.ProgramModules);
            foreach (TypeDesc type in _options.EntryPoint?.Module.Types ?? [])
            {
                if (type.Name != "<Module>")
                    AddReferenced(type);
            }

            foreach (MethodDesc method in _instances)
                ReflectMethod(method, isKept: true);
        }

        while (_reflectedTexts < _import.Named.Items.Count)
            AddNamed(_import.Named.Items[_reflectedTexts++]);
        while (_reflectedMentions < _mentioned.Items.Count)
            ReflectMention(_mentioned.Items[_reflectedMentions++]);
        while (_reflectedTypes < _referenced.Items.Count)
            Reflect(_referenced.Items[_reflectedTypes++]);
        while (_reflectedNamed < _named.Items.Count)
            ReflectNamed(_named.Items[_reflectedNamed++]);
        while (_reflectedMethodHandles < _methodHandles.Items.Count)
            ReflectMethod(_methodHandles.Items[_reflectedMethodHandles++], isKept: true);
        while (_reflectedFieldHandles < _fieldHandles.Items.Count)
            ReflectField(_fieldHandles.Items[_reflectedFieldHandles++]);
        if (_pending.Count != 0)
            return;
        // The rest is settled once nothing else adds to it.
        while (_reflectedBodies < _bodies.Count)
        {
            if (_bodies[_reflectedBodies++].Symbol is MethodSymbol { Method: { } method } && IsShown(method))
                ReflectMethod(method, isKept: false);
        }

        ReflectDelegates();
    }

    private bool IsShown(MethodDesc method) =>
        method.OwningType is { IsArray: false, IsDelegate: false } owner && _referenced.Contains(owner) && _reflected!.Describes(method.Definition);

    private void Reflect(TypeDesc type)
    {
        if (type.IsArray || type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsGenericParameter || type.IsVoid)
            return;
        if (!type.IsGenericDefinition && _namedDefinitions.Contains(type.Definition) && !type.ContainsGenericParameters)
            _named.Add(type);
        if (!_reflected!.IsOfProgram(type))
            return;
        _reflected.Describe(type.Definition);
        if (type.ContainsGenericParameters || type.IsGenericDefinition)
            return;
        if (!type.IsInterface && !type.IsByRefLike && !(type.IsAbstract && type.IsSealed))
            AddConstructed(type, StepTo(type));
        // The objects of attributes are handed out in arrays of their type.
        if (IsAttribute(type))
            AddConstructed(Context.MakeSzArray(type), StepTo(type));
        foreach (MethodDesc method in type.Methods)
            ReflectMethod(method, isKept: true);
        foreach (FieldDesc field in type.Fields)
            ReflectField(field);
        ReflectAttributes(type);
    }

    private static bool IsAttribute(TypeDesc type)
    {
        TypeDesc? at = type;
        while (at is not null && at.FullName != "System.Attribute")
            at = at.BaseType;
        return at is not null;
    }

    // A type of the base library in a typeof of the program.
    private void ReflectNamed(TypeDesc type)
    {
        foreach (MethodDesc method in type.Methods)
        {
            if (method.IsPublic)
                ReflectMethod(method, isKept: true);
        }

        foreach (FieldDesc field in type.Fields)
        {
            if (field.IsExposed)
                ReflectField(field);
        }
    }

    private void NoteNamed(TypeDesc type, ReachStep place)
    {
        if (place.Source is { } method && IsOfProgram(method.Module))
            _mentioned.Add(type);
    }

    // A typeof of the program: what can be made of the type at run time is there.
    private void ReflectMention(TypeDesc type)
    {
        if (type.IsArray || type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsVoid)
            return;
        if (type.IsGenericDefinition)
        {
            // All instances count as named: those seen already as well.
            if (!IsOfProgram(type.Module) && _namedDefinitions.Add(type))
                _reflectedTypes = 0;
            return;
        }

        if (type.ContainsGenericParameters || type.IsByRefLike)
            return;
        if (!IsOfProgram(type.Module))
            _named.Add(type);
        if (type.IsDelegate)
            AddConstructed(type, StepTo(type));
        AddConstructed(Context.MakeSzArray(type), StepTo(type));
    }

    private void AddNamed(TypeDesc type)
    {
        AddReferenced(type);
        if (!IsOfProgram(type.Module) && !type.IsGenericDefinition)
            _named.Add(type);
    }

    private bool IsOfProgram(ModuleDesc module)
    {
        for (int i = 0; i < _options.ProgramModules.Count; i++)
        {
            if (_options.ProgramModules[i] == module)
                return true;
        }

        return false;
    }

    // The second analysis has no bodies but those of the first.
    private bool CanHave(Symbol symbol) => _optimised is null || _optimised.ContainsKey(symbol);

    private static ReachStep StepTo(object place) => new(ReflectionRoot + ReachStep.NameOf(place), -1);

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

    // What the thunk's code depends on: references are alike, and so are references to anything.
    private static bool AddToKey(StringBuilder key, TypeDesc type)
    {
        if ((type.IsByRef ? type.Element : type).IsByRefLike)
            return false;
        key.Append(';').Append(
            type.IsByRef ? "&"
            : type.IsPointer ? "*"
            : !type.IsValueType ? type.IsVoid ? "void" : "object"
            : type.EnumUnderlying.FullName);
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

    private void ReflectAttributes(TypeDesc type)
    {
        foreach (CustomAttribute attribute in ReflectionAttributes(type))
            ReflectMethod(attribute.Constructor, isKept: true);
    }

    private static IEnumerable<CustomAttribute> ReflectionAttributes(TypeDesc type) =>
        type.Definition.Attributes.Concat(type.Definition.Methods.SelectMany(static m => m.Attributes)).Concat(type.Definition.Fields.SelectMany(static f => f.Attributes));

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
