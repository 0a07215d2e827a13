namespace IL2CPU.TypeSystem;

/// <summary>A pointer to code with a known signature.</summary>
internal sealed class FunctionPointerType : TypeDesc
{
    private readonly MethodSignature _signature;

    public FunctionPointerType(TypeSystemContext context, MethodSignature signature)
        : base(context)
    {
        _signature = signature;
        int depth = signature.ReturnType.Depth;
        foreach (TypeDesc parameter in signature.Parameters)
        {
            depth = depth > parameter.Depth ? depth : parameter.Depth;
        }

        Depth = depth + 1;
    }

    public override ModuleDesc Module => Context.CoreLibrary;

    public override string Name => FullName;

    public override bool IsFunctionPointer => true;

    public override bool ContainsGenericParameters => _signature.ContainsGenericParameters;

    public override int Depth { get; }

    public override MethodSignature FunctionSignature => _signature;

    internal override TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments) =>
        Context.MakeFunctionPointer(_signature.Instantiate(typeArguments, methodArguments));

    private protected override string BuildFullName() =>
        (_signature.CallingConvention == CallingConvention.Unmanaged ? "fnptr unmanaged " : "fnptr ") + _signature;
}
