using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Reflection in the base library whose answer is known here.
internal sealed partial class ILImporter
{
    private const string EnumConverter = "System.Text.Json.Serialization.Converters.EnumConverter`1";
    private const string ReflectionHelpers = "Internal.Runtime.CompilerHelpers.ReflectionHelpers";
    private const string MemberNameAttribute = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";

    /// <summary>The converter of enumerations asks for fields to find names given by attributes; without any, no field matters.</summary>
    private bool TryEnumFields(MethodDesc method)
    {
        if (method.Name != "GetFields" || method.OwningType.FullName != "System.Type" || _method.OwningType.Definition.FullName != EnumConverter)
            return false;
        TypeDesc type = _method.OwningType.Arguments[0];
        foreach (FieldDesc field in type.Fields)
        {
            if (field.HasAttribute(MemberNameAttribute))
                return false;
        }

        TypeDesc info = _method.Context.FindType("System.Reflection.FieldInfo") ?? throw new CompilerDiagnosticException("System.Reflection.FieldInfo is missing");
        InvokeDirect(_context.WellKnownMethod("System.Array", "Empty").MakeInstance([info]), []);
        _isTail = false;
        return true;
    }

    // typeof(T) as an argument whose parameter says what is looked for in the type.
    private void NoteAccesses(MethodDesc method, StackEntry[] arguments)
    {
        int first = method.HasThis ? 1 : 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Value is not { Op: Op.SymbolAddr, Aux: RuntimeTypeSymbol named })
                continue;
            AccessedMembers members = AccessAttributes.OfParameter(method.Definition, i - first);
            if (members == AccessedMembers.None)
                continue;
            string? name = i == 0 && first == 1 && arguments.Length > 1 && arguments[1].Value is { Op: Op.SymbolAddr, Aux: StringSymbol text } ? text.Text : null;
            _context.Accesses.Add(new TypeAccess(named.Type, members, name));
        }
    }

    /// <summary>Type.GetType(name, ...): names without an assembly are looked up in the assembly of the caller first.</summary>
    private bool GetTypeByName(MethodDesc method, StackEntry[] arguments)
    {
        if (!method.IsStatic || arguments.Length is 0 or > 3 || !method.Signature.Parameters[0].IsString)
            return false;
        TypeDesc? boolean = method.Signature.Parameters.Count > 1 ? method.Signature.Parameters[1] : null;
        if (boolean is not null && boolean.Primitive != PrimitiveKind.Boolean)
            return false;
        if (arguments[0].Value is { Op: Op.SymbolAddr, Aux: StringSymbol literal } && FindNamed(literal.Text) is { } named)
            _context.Named.Add(named);
        StackEntry caller = StackEntry.Scalar(AddressOf(new StringSymbol(_method.Module.FullName), Kind.Ref), _method.Context.GetWellKnown(WellKnownType.String));
        StackEntry throws = arguments.Length > 1 ? arguments[1] : StackEntry.Scalar(Const32(0));
        StackEntry ignoresCase = arguments.Length > 2 ? arguments[2] : StackEntry.Scalar(Const32(0));
        InvokeDirect(_context.WellKnownMethod(ReflectionHelpers, "GetType"), [arguments[0], caller, throws, ignoresCase]);
        return true;
    }

    // A plain name, with or without an assembly: instances, arrays and the like are made of what the image has.
    private TypeDesc? FindNamed(string text)
    {
        string[] parts = text.Split(',', 3);
        string name = parts[0].Trim();
        TypeDesc? type = parts.Length == 1 ? _method.Module.FindType(name) ?? _method.Context.FindType(name) : _method.Context.FindType(name);
        return type is not null && (parts.Length == 1 || type.Module.SimpleName == parts[1].Trim() || parts[1].Trim() is "mscorlib" or "System.Runtime" or "netstandard") ? type : null;
    }

    private bool AssemblyIntrinsic(MethodDesc method)
    {
        if (method.Name != "GetExecutingAssembly")
            return false;
        InvokeDirect(_context.WellKnownMethod(ReflectionHelpers, "GetExecutingAssembly"), [new StackEntry { Token = _method.OwningType.Definition }]);
        return true;
    }

    private bool EntryAssemblyIntrinsic(MethodDesc method)
    {
        if (method.Name != "GetEntryAssembly" || _context.EntryPoint is not { } entry)
            return false;
        InvokeDirect(_context.WellKnownMethod(ReflectionHelpers, "GetExecutingAssembly"), [new StackEntry { Token = entry.OwningType.Definition }]);
        return true;
    }

    private bool MethodBaseIntrinsic(MethodDesc method)
    {
        if (method.Name != "GetCurrentMethod")
            return false;
        var self = new StackEntry { Token = _method };
        if (_method.OwningType.HasInstantiation)
            InvokeDirect(_context.WellKnownMethod(ReflectionHelpers, "GetCurrentMethodGeneric"), [self, new StackEntry { Token = _method.OwningType }]);
        else
            InvokeDirect(_context.WellKnownMethod(ReflectionHelpers, "GetCurrentMethodNonGeneric"), [self]);
        return true;
    }
}
