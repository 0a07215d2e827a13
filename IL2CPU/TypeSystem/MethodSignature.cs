using System;
using System.Collections.Generic;
using System.Text;

namespace IL2CPU.TypeSystem;

/// <summary>Who prepares the call: the managed convention of IL2CPU, or System V.</summary>
public enum CallingConvention
{
    Managed,
    Unmanaged,
}

/// <summary>Parameter and result types of a method or function pointer; compared by structure.</summary>
/// <remarks>Custom modifiers are dropped. Parameters exclude <c>this</c>.</remarks>
public sealed class MethodSignature : IEquatable<MethodSignature>
{
    private readonly TypeDesc[] _parameters;
    private readonly int _hash;

    public MethodSignature(
        bool hasThis,
        TypeDesc returnType,
        TypeDesc[] parameters,
        CallingConvention callingConvention = CallingConvention.Managed,
        bool isVarArg = false,
        int genericParameterCount = 0)
    {
        HasThis = hasThis;
        ReturnType = returnType;
        _parameters = parameters;
        CallingConvention = callingConvention;
        IsVarArg = isVarArg;
        GenericParameterCount = genericParameterCount;

        bool isOpen = returnType.ContainsGenericParameters;
        int hash = (returnType.Id * 31) + parameters.Length + (hasThis ? 7 : 0) + (genericParameterCount * 131);
        foreach (TypeDesc parameter in parameters)
        {
            isOpen |= parameter.ContainsGenericParameters;
            hash = (hash * 31) + parameter.Id;
        }

        ContainsGenericParameters = isOpen;
        _hash = hash;
    }

    public bool HasThis { get; }

    public TypeDesc ReturnType { get; }

    public IReadOnlyList<TypeDesc> Parameters => _parameters;

    public CallingConvention CallingConvention { get; }

    public bool IsVarArg { get; }

    /// <summary>Arity of the method definition the signature belongs to; kept by instantiation.</summary>
    public int GenericParameterCount { get; }

    public bool ContainsGenericParameters { get; }

    internal MethodSignature Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        if (!ContainsGenericParameters)
        {
            return this;
        }

        TypeDesc[] parameters = TypeDesc.InstantiateAll(_parameters, typeArguments, methodArguments);
        TypeDesc returnType = ReturnType.Instantiate(typeArguments, methodArguments);
        if (ReferenceEquals(parameters, _parameters) && returnType == ReturnType)
        {
            return this;
        }

        return new MethodSignature(HasThis, returnType, parameters, CallingConvention, IsVarArg, GenericParameterCount);
    }

    public bool Equals(MethodSignature? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null
            && _hash == other._hash
            && HasThis == other.HasThis
            && CallingConvention == other.CallingConvention
            && IsVarArg == other.IsVarArg
            && ReturnType == other.ReturnType
            && EqualParameters(other);
    }

    /// <summary>Equal arity and parameter types, whatever the result and <c>this</c>.</summary>
    public bool EqualParameters(MethodSignature other) =>
        GenericParameterCount == other.GenericParameterCount
        && _parameters.AsSpan().SequenceEqual(other._parameters);

    public override bool Equals(object? obj) => Equals(obj as MethodSignature);

    public override int GetHashCode() => _hash;

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(ReturnType.ShortName).Append(' ');
        AppendParameters(text);
        return text.ToString();
    }

    internal void AppendParameters(StringBuilder text)
    {
        text.Append('(');
        for (int i = 0; i < _parameters.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(_parameters[i].ShortName);
        }

        text.Append(IsVarArg ? ", ...)" : ")");
    }
}
