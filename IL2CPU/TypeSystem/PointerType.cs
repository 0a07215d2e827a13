namespace IL2CPU.TypeSystem;

/// <summary>An unmanaged pointer <c>T*</c> or a managed reference <c>T&amp;</c>.</summary>
internal sealed class PointerType : TypeDesc
{
    private readonly TypeDesc _element;
    private readonly bool _isByRef;

    public PointerType(TypeDesc element, bool isByRef)
        : base(element.Context)
    {
        _element = element;
        _isByRef = isByRef;
        ContainsGenericParameters = element.ContainsGenericParameters;
        Depth = element.Depth + 1;
    }

    public override ModuleDesc Module => _element.Module;

    public override string Name => _element.Name + Suffix;

    public override string Namespace => _element.Namespace;

    public override bool IsPointer => !_isByRef;

    public override bool IsByRef => _isByRef;

    public override bool ContainsGenericParameters { get; }

    public override int Depth { get; }

    public override TypeDesc Element => _element;

    private string Suffix => _isByRef ? "&" : "*";

    internal override TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        if (!ContainsGenericParameters)
        {
            return this;
        }

        TypeDesc element = _element.Instantiate(typeArguments, methodArguments);
        return _isByRef ? Context.MakeByRef(element) : Context.MakePointer(element);
    }

    private protected override string BuildFullName() => _element.FullName + Suffix;

    private protected override string BuildShortName() => _element.ShortName + Suffix;
}
