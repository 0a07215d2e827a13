using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>A method's parameters and results after classification, in ABI order.</summary>
/// <remarks>Hidden return buffer first, then this, then the parameters, scalarised structs as one or two scalars each.</remarks>
public sealed class ScalarSignature
{
    private ScalarSignature(ImmutableArray<Kind> parameters, ImmutableArray<Kind> results, bool hasReturnBuffer, int thisIndex)
    {
        Parameters = parameters;
        Results = results;
        HasReturnBuffer = hasReturnBuffer;
        ThisIndex = thisIndex;
    }

    public ImmutableArray<Kind> Parameters { get; }

    /// <summary>0, 1 or 2 kinds.</summary>
    public ImmutableArray<Kind> Results { get; }

    public bool HasReturnBuffer { get; }

    /// <summary>Position of this among <see cref="Parameters"/>: 0, or 1 behind a return buffer; -1 for a static method.</summary>
    public int ThisIndex { get; }

    public CallSignature Call => new(Parameters, Results);

    public static ScalarSignature Of(MethodDesc method)
    {
        Kind receiver = method.OwningType.IsValueType ? Kind.Ptr : Kind.Ref;
        return Of(method.Signature, method.HasThis ? receiver : Kind.Void);
    }

    /// <param name="signature">Managed or unmanaged signature.</param>
    /// <param name="receiver">Kind of this; <see cref="Kind.Void"/> without one.</param>
    public static ScalarSignature Of(MethodSignature signature, Kind receiver)
    {
        ImmutableArray<Kind>.Builder parameters = ImmutableArray.CreateBuilder<Kind>();
        ImmutableArray<Kind>.Builder results = ImmutableArray.CreateBuilder<Kind>(2);
        AbiClass result = AbiClassifier.Classify(signature.ReturnType);
        bool hasBuffer = result.Kind == AbiKind.Memory;
        if (hasBuffer)
            parameters.Add(Kind.Ptr);
        else
            AddScalars(results, signature.ReturnType, result);

        int thisIndex = receiver == Kind.Void ? -1 : parameters.Count;
        if (receiver != Kind.Void)
            parameters.Add(receiver);

        foreach (TypeDesc parameter in signature.Parameters)
        {
            AbiClass abi = AbiClassifier.Classify(parameter);
            if (abi.Kind == AbiKind.Memory)
                parameters.Add(Kind.Ptr);
            else
                AddScalars(parameters, parameter, abi);
        }

        return new ScalarSignature(parameters.ToImmutable(), results.ToImmutable(), hasBuffer, thisIndex);
    }

    private static void AddScalars(ImmutableArray<Kind>.Builder kinds, TypeDesc type, AbiClass abi)
    {
        if (abi.Kind == AbiKind.Scalar)
        {
            kinds.Add(type.ValueKind);
            return;
        }

        if (abi.Kind == AbiKind.Void)
            return;
        foreach (AbiLeaf leaf in abi.Leaves)
            kinds.Add(leaf.Type.ValueKind);
    }
}
