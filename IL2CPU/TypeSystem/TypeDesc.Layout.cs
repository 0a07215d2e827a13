namespace IL2CPU.TypeSystem;

public abstract partial class TypeDesc
{
    private const int StructDepthLimit = 100;
    private TypeLayout? _layout;
    private bool _layoutInProgress;
    private AbiClass? _abiClass;

    /// <summary>Layout of instances; computed once. Fails for open types.</summary>
    public TypeLayout Layout => _layout ??= ComputeLayout();

    /// <summary>Bytes of a variable or field of this type: 8 for references and pointers.</summary>
    public int ValueSize => IsValueType ? Layout.Size : IsVoid ? 0 : Pointer(8);

    /// <summary>Alignment of a variable or field of this type.</summary>
    public int ValueAlignment => IsValueType ? Layout.Alignment : Pointer(8);

    /// <summary>Pack and Size of [StructLayout]; 0 where there is none.</summary>
    public (int Pack, int Size) DeclaredLayout
    {
        get
        {
            if (Def is not { } definition)
                return default;
            System.Reflection.Metadata.TypeLayout declared = definition.Module.Read(
                $"the layout of {FullName}", definition, static d => d.Row.GetLayout());
            return (declared.PackingSize, declared.Size);
        }
    }

    internal AbiClass Abi => _abiClass ??= AbiClassifier.Compute(this);

    private int Pointer(int size) => !IsGenericParameter
        ? size
        : throw new TypeSystemException($"the size of generic parameter {Name} is not known");

    private TypeLayout ComputeLayout()
    {
        if (ContainsGenericParameters)
        {
            throw new TypeSystemException($"{FullName} has no layout: its type arguments are not known");
        }

        // Structs of ever larger instantiations never repeat: they only get deep.
        if (_layoutInProgress || Depth > StructDepthLimit)
        {
            throw new TypeSystemException($"struct {Definition.FullName} contains itself");
        }

        _layoutInProgress = true;
        try
        {
            return LayoutBuilder.Build(this);
        }
        finally
        {
            _layoutInProgress = false;
        }
    }
}
