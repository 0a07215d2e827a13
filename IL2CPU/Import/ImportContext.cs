using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>What all methods of an image share while they are imported.</summary>
internal sealed class ImportContext
{
    private const string EagerAttribute = "System.Runtime.CompilerServices.EagerStaticClassConstructionAttribute";
    private readonly Dictionary<MethodDesc, CallTarget> _targets = [];
    private readonly Dictionary<MethodDesc, bool> _neverReturns = [];
    private readonly Dictionary<TypeDesc, bool> _lazyConstructors = [];
    private readonly ConstantMethods _constants;
    private readonly ClassConstructors _constructors;
    private readonly ResourceTexts _texts = new();
    private readonly HashSet<ModuleDesc> _keepsVariablesOf;
    private DelegateFields? _delegates;

    /// <param name="keepsVariablesOf">See <see cref="ReachabilityOptions.KeepsVariables"/>.</param>
    public ImportContext(TypeSystemContext types, ImageProfile profile, PlugTable plugs, ExportTable exports, IReadOnlyCollection<ModuleDesc> keepsVariablesOf)
    {
        _keepsVariablesOf = [.. keepsVariablesOf];
        Types = types;
        Profile = profile;
        Plugs = plugs;
        Exports = exports;
        _constants = new ConstantMethods(this);
        _constructors = new ClassConstructors(this);
    }

    public TypeSystemContext Types { get; }

    public ImageProfile Profile { get; }

    public PlugTable Plugs { get; }

    public ExportTable Exports { get; }

    public bool KeepsVariables(MethodDesc method) => _keepsVariablesOf.Contains(method.Module);

    public ResourceTexts Texts => _texts;

    public bool AllowsUnresolvedImports { get; init; }

    /// <summary>The program's Main; null for images without one.</summary>
    public MethodDesc? EntryPoint { get; init; }

    /// <summary>See <see cref="ReachabilityOptions.DescribesVariables"/>.</summary>
    public bool DescribesVariables { get; init; }

    /// <summary>Linkage names of the emitted routines.</summary>
    public HashSet<string> RoutineNames { get; init; } = [];

    /// <summary>Types made through a MethodTable address instead of an allocation operation.</summary>
    public List<TypeDesc> Constructed { get; } = [];

    private readonly List<MethodBody> _filters = [];

    public MissingLibraries MissingLibraries { get; } = new();

    /// <summary>Filter functions of the method imported last.</summary>
    public IReadOnlyList<MethodBody> TakeFilters()
    {
        MethodBody[] result = [.. _filters];
        _filters.Clear();
        return result;
    }

    public void AddFilter(MethodBody body) => _filters.Add(body);

    public DelegateFields Delegates => _delegates ??= FindDelegateFields();

    /// <summary>Types whose names literals hand to Type.GetType.</summary>
    public OrderedSet<TypeDesc> Named { get; } = new();

    /// <summary>What is looked for in types that code names.</summary>
    public OrderedSet<TypeAccess> Accesses { get; } = new();

    public void NoteConstructed(TypeDesc type) => Constructed.Add(type);

    public Symbol HelperSymbol(string name) => Exports.Find(name) is { } method ? new MethodSymbol(method) : new RoutineSymbol(name);

    public MethodDesc WellKnownMethod(string typeName, string name)
    {
        TypeDesc type = Types.FindType(typeName) ?? throw new CompilerDiagnosticException($"{typeName} is missing");
        return type.FindMethod(name) ?? throw new CompilerDiagnosticException($"{typeName}.{name} is missing");
    }

    public bool HasLazyConstructor(TypeDesc type)
    {
        if (!_lazyConstructors.TryGetValue(type, out bool result))
        {
            result = type.StaticConstructor is not null && !type.HasAttribute(EagerAttribute) && _constructors.Evaluate(type) is null;
            // Evaluating may have asked for the same type on its way; the answer from outside is the one that holds.
            _lazyConstructors[type] = result;
        }

        return result;
    }

    public bool IsEager(TypeDesc type) => type.HasAttribute(EagerAttribute) && _constructors.Evaluate(type) is null;

    public IReadOnlyList<InitialStatic> InitialStatics(TypeDesc type) => _constructors.Evaluate(type) ?? [];

    /// <summary>The object a read-only field refers to for ever; null when that is not known.</summary>
    public Symbol? TryGetFieldObject(FieldDesc field)
    {
        if (field.OwningType.IsString && field.Name == "Empty")
            return new StringSymbol("");
        return FindInitial(field)?.Symbol;
    }

    private InitialStatic? FindInitial(FieldDesc field)
    {
        if (!field.IsInitOnly || field.IsThreadStatic || field.HasRva || _constructors.Evaluate(field.OwningType) is not { } values)
            return null;
        foreach (InitialStatic value in values)
        {
            if (value.Field == field)
                return value;
        }

        return null;
    }

    /// <summary>What a direct call of the method becomes: plugs, exports and routines taken into account.</summary>
    public CallTarget Resolve(MethodDesc method)
    {
        if (!_targets.TryGetValue(method, out CallTarget? target))
        {
            target = FindTarget(method);
            _targets.Add(method, target);
        }

        return target;
    }

    /// <summary>Code address of the method, as ldftn and tables need it.</summary>
    public Symbol CodeSymbol(MethodDesc method) =>
        Resolve(method).Symbol ?? throw new CompilerDiagnosticException($"{method.FullName} has no address");

    public Symbol UnboxingSymbol(MethodDesc method) => new StubSymbol(StubKind.Unboxing, method);

    public bool TryGetConstant(MethodDesc method, out long value) => _constants.TryGet(method, out value);

    public bool TryGetFieldValue(FieldDesc field, out long value)
    {
        if (Types.Substitutions.TryGetFieldConstant(field, out value))
            return true;
        if (field.Name == "IsLittleEndian" && field.OwningType.FullName == "System.BitConverter")
        {
            value = 1;
            return true;
        }

        if (FindInitial(field) is { Symbol: null } initial && field.FieldType.ValueKind != Kind.Ptr)
        {
            value = initial.Bits;
            return true;
        }

        return false;
    }

    private CallTarget FindTarget(MethodDesc method)
    {
        if (Plugs.Replacement(method) is { } plug)
            return Code(plug);
        if (method.HasBody)
            return Code(method);
        if (AttributeName(method, "Core.InstructionAttribute", out _))
            return new CallTarget(CallTargetKind.Instruction, method.Name, null, null);
        if (AttributeName(method, "Core.LinkerSymbolAttribute", out string name))
            return new CallTarget(CallTargetKind.LinkerSymbol, name, null, null);
        if (AttributeName(method, "Core.RoutineAttribute", out name))
            return Exports.Find(name) is { } found ? Code(found) : new CallTarget(CallTargetKind.Code, name, new RoutineSymbol(name), null);
        if (method.IsDelegateInvoke)
            return Code(method);
        if (method.RuntimeImport is { } import)
            return Import(method, import, "runtime import");
        if (method.PInvoke is { } native)
            return Import(method, native.EntryPoint, $"P/Invoke of {native.Module}");
        throw new CompilerDiagnosticException($"{method.FullName} has no body and no implementation is known");
    }

    private CallTarget Import(MethodDesc method, string name, string what)
    {
        if (Exports.Find(name) is { } export)
            return Code(export);
        if (AllowsUnresolvedImports || RoutineNames.Contains(name))
            return new CallTarget(CallTargetKind.Code, name, new RoutineSymbol(name), null);
        throw new CompilerDiagnosticException($"{method.FullName} is a {what} \"{name}\", which no [Export] provides");
    }

    /// <summary>What a native function or a service of NativeAOT's runtime asks for when nothing in the image provides it; else null.</summary>
    public MissingNative? FindMissing(MethodDesc method)
    {
        if (Profile != ImageProfile.Program || AllowsUnresolvedImports || method.HasBody || Plugs.Replacement(method) is not null)
            return null;
        MissingNative? asked = method.RuntimeImport is { } import ? new MissingNative(null, import)
            : method.PInvoke is { } native ? new MissingNative(native.Module, native.EntryPoint)
            : null;
        return asked is { } missing && Exports.Find(missing.Function) is null && !RoutineNames.Contains(missing.Function) ? missing : null;
    }

    private static bool AttributeName(MethodDesc method, string attribute, out string name)
    {
        TypeSystem.CustomAttribute? found = method.GetAttribute(attribute);
        name = found?.FixedArguments is [string text] ? text : method.Name;
        return found is not null;
    }

    private CallTarget Code(MethodDesc method) =>
        new(CallTargetKind.Code, method.Name, new MethodSymbol(method), method, NeverReturns(method));

    // A body without a return instruction can only throw or go round for ever.
    private bool NeverReturns(MethodDesc method)
    {
        MethodDesc definition = method.Definition;
        if (_neverReturns.TryGetValue(definition, out bool known))
            return known;
        bool result = definition.HasBody && !ContainsReturn(definition.Body!);
        _neverReturns.Add(definition, result);
        return result;
    }

    private static bool ContainsReturn(ILBody body)
    {
        var reader = new ILReader(body.Code);
        while (reader.HasNext)
        {
            ILOpCode opcode = reader.ReadOpcode();
            if (opcode is ILOpCode.Ret or ILOpCode.Jmp)
                return true;
            reader.Skip(opcode);
        }

        return false;
    }

    private DelegateFields FindDelegateFields()
    {
        TypeDesc type = Types.GetWellKnown(WellKnownType.Delegate);
        return new DelegateFields(
            Field(type, "_firstParameter"),
            Field(type, "_helperObject"),
            Field(type, "_extraFunctionPointerOrData"),
            Field(type, "_functionPointer"));
    }

    private static FieldDesc Field(TypeDesc type, string name) =>
        type.FindField(name) ?? throw new CompilerDiagnosticException($"{type.FullName}.{name} is missing");
}
