namespace IL2CPU.TypeSystem;

/// <summary>A positional variable of a signature: !n of the enclosing type or !!n of the method.</summary>
internal sealed class GenericParameterType : TypeDesc
{
    private readonly int _index;
    private readonly bool _isMethodParameter;

    public GenericParameterType(TypeSystemContext context, int index, bool isMethodParameter)
        : base(context)
    {
        _index = index;
        _isMethodParameter = isMethodParameter;
    }

    public override ModuleDesc Module => Context.CoreLibrary;

    public override string Name => (_isMethodParameter ? "!!" : "!") + _index;

    public override bool IsGenericParameter => true;

    public override bool ContainsGenericParameters => true;

    public override int GenericParameterIndex => _index;

    public override bool IsMethodParameter => _isMethodParameter;

    internal override TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        TypeDesc[] arguments = _isMethodParameter ? methodArguments : typeArguments;
        if (arguments.Length == 0)
        {
            return this;
        }

        if (_index >= arguments.Length)
        {
            throw new TypeSystemException($"generic parameter {Name} is out of range of {arguments.Length} argument(s)");
        }

        return arguments[_index];
    }

    private protected override string BuildFullName() => Name;
}
