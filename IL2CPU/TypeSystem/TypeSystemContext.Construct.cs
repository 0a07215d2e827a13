using System;
using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

public sealed partial class TypeSystemContext
{
    private readonly Dictionary<TypeDesc, ArrayType> _vectors = [];
    private readonly Dictionary<(TypeDesc Element, int Rank), ArrayType> _arrays = [];
    private readonly Dictionary<TypeDesc, PointerType> _pointers = [];
    private readonly Dictionary<TypeDesc, PointerType> _byRefs = [];
    private readonly Dictionary<MethodSignature, FunctionPointerType> _functionPointers = [];
    private readonly List<GenericParameterType> _typeVariables = [];
    private readonly List<GenericParameterType> _methodVariables = [];

    /// <summary>T[].</summary>
    public TypeDesc MakeSzArray(TypeDesc element)
    {
        if (!_vectors.TryGetValue(element, out ArrayType? type))
        {
            CheckElement(element);
            type = new ArrayType(element, 1, isVector: true);
            _vectors.Add(element, type);
        }

        return type;
    }

    /// <summary>T[,] and so on; rank 1 is the general T[*].</summary>
    public TypeDesc MakeArray(TypeDesc element, int rank)
    {
        if (!_arrays.TryGetValue((element, rank), out ArrayType? type))
        {
            CheckElement(element);
            if (rank is < 1 or > 32)
            {
                throw new TypeSystemException($"array of {element.FullName} has {rank} dimensions");
            }

            type = new ArrayType(element, rank, isVector: false);
            _arrays.Add((element, rank), type);
        }

        return type;
    }

    /// <summary>T*.</summary>
    public TypeDesc MakePointer(TypeDesc element)
    {
        if (!_pointers.TryGetValue(element, out PointerType? type))
        {
            type = new PointerType(element, isByRef: false);
            _pointers.Add(element, type);
        }

        return type;
    }

    /// <summary>T&amp;.</summary>
    public TypeDesc MakeByRef(TypeDesc element)
    {
        if (!_byRefs.TryGetValue(element, out PointerType? type))
        {
            type = new PointerType(element, isByRef: true);
            _byRefs.Add(element, type);
        }

        return type;
    }

    public TypeDesc MakeFunctionPointer(MethodSignature signature)
    {
        if (!_functionPointers.TryGetValue(signature, out FunctionPointerType? type))
        {
            type = new FunctionPointerType(this, signature);
            _functionPointers.Add(signature, type);
        }

        return type;
    }

    /// <summary>Applies a generic definition to arguments.</summary>
    public TypeDesc MakeInstance(TypeDesc definition, params ReadOnlySpan<TypeDesc> arguments)
    {
        if (definition.Def is not { } generic || generic != definition)
        {
            throw new ArgumentException($"{definition.FullName} is not a type definition", nameof(definition));
        }

        return generic.MakeInstance(arguments.ToArray());
    }

    /// <summary>Applies a generic method of an exact type to arguments.</summary>
    public MethodDesc MakeInstance(MethodDesc definition, TypeDesc[] arguments) => definition.MakeInstance(arguments);

    internal TypeDesc TypeVariable(int index) => Variable(_typeVariables, index, isMethodParameter: false);

    internal TypeDesc MethodVariable(int index) => Variable(_methodVariables, index, isMethodParameter: true);

    private GenericParameterType Variable(List<GenericParameterType> variables, int index, bool isMethodParameter)
    {
        // The arity of anything real is far below; a larger index comes from damaged metadata.
        if (index is < 0 or > 4096)
        {
            throw new TypeSystemException($"generic parameter number {index} is out of range");
        }

        while (variables.Count <= index)
        {
            variables.Add(new GenericParameterType(this, variables.Count, isMethodParameter));
        }

        return variables[index];
    }

    private static void CheckElement(TypeDesc element)
    {
        if (element.IsByRef || element.IsVoid)
        {
            throw new TypeSystemException($"there are no arrays of {element.FullName}");
        }
    }
}
