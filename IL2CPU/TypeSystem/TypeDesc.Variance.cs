namespace IL2CPU.TypeSystem;

public abstract partial class TypeDesc
{
    /// <summary>A generic interface or delegate with an <c>in</c> or <c>out</c> parameter, or an instance of one.</summary>
    public bool HasVariance => Def is { HasVariantParameters: true };

    /// <summary>Variance of a type parameter of the definition: 0 none, 1 out, 2 in.</summary>
    public int ParameterVariance(int index) => (int)Def!.Variance[index];
}
