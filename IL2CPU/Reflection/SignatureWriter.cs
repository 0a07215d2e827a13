using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

/// <summary>Turns signature blobs (ECMA-335 II.23.2) into records, custom modifiers included.</summary>
/// <remarks>A type is a TypeDefinition, a TypeSpecification of a signature record, or a ModifiedType around either.</remarks>
internal sealed class SignatureWriter
{
    private const int NestingLimit = 200;
    private readonly RecordStore _records;
    private readonly TypeSystemContext _context;
    private readonly Func<TypeDesc, int> _definition;
    private readonly int[] _primitives = new int[64];
    private int _nesting;

    /// <param name="definition">Number of the record of a type definition.</param>
    public SignatureWriter(RecordStore records, TypeSystemContext context, Func<TypeDesc, int> definition)
    {
        _records = records;
        _context = context;
        _definition = definition;
    }

    public int Method(ModuleDesc module, BlobHandle blob)
    {
        BlobReader reader = module.Reader.GetBlobReader(blob);
        return Method(module, ref reader);
    }

    public int Field(ModuleDesc module, BlobHandle blob)
    {
        BlobReader reader = module.Reader.GetBlobReader(blob);
        Expect(reader.ReadSignatureHeader(), SignatureKind.Field);
        int type = Type(module, ref reader);
        _records.Begin();
        _records.Handle(type);
        return _records.Share(RecordKind.FieldSignature);
    }

    public int Property(ModuleDesc module, BlobHandle blob)
    {
        BlobReader reader = module.Reader.GetBlobReader(blob);
        SignatureHeader header = reader.ReadSignatureHeader();
        Expect(header, SignatureKind.Property);
        int count = ReadCount(ref reader);
        int type = Type(module, ref reader);
        List<int> parameters = Types(module, ref reader, count);
        _records.Begin();
        // System.Reflection.CallingConventions, unlike in signatures of methods.
        _records.Unsigned((uint)(header.IsInstance ? System.Reflection.CallingConventions.HasThis : System.Reflection.CallingConventions.Standard));
        _records.Handle(type);
        _records.Handles(parameters);
        return _records.Share(RecordKind.PropertySignature);
    }

    /// <summary>A TypeDef, TypeRef or TypeSpec.</summary>
    public int Type(ModuleDesc module, EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeSpecification)
        {
            return _definition(Named(module, handle));
        }

        BlobReader reader = module.Reader.GetBlobReader(module.Reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
        return Type(module, ref reader);
    }

    /// <summary>A type that was read already, without modifiers.</summary>
    public int Type(TypeDesc type)
    {
        if (type.Definition is { Token: not 0 } definition)
        {
            return definition == type ? _definition(type) : Instance(_definition(definition), [.. Numbers(type.Arguments)]);
        }

        if (type.IsGenericParameter)
        {
            return Variable(type.GenericParameterIndex, type.IsMethodParameter);
        }

        if (type.IsFunctionPointer)
        {
            throw new TypeSystemException($"the function pointer {type.FullName} has no place in an attribute");
        }

        int element = Type(type.Element);
        return type switch
        {
            { IsSzArray: true } => Around(element, RecordKind.SZArraySignature),
            { IsArray: true } => Array(element, type.Rank),
            { IsByRef: true } => Around(element, RecordKind.ByReferenceSignature),
            _ => Around(element, RecordKind.PointerSignature),
        };
    }

    private IEnumerable<int> Numbers(IReadOnlyList<TypeDesc> types)
    {
        foreach (TypeDesc type in types)
        {
            yield return Type(type);
        }
    }

    private int Method(ModuleDesc module, ref BlobReader reader)
    {
        SignatureHeader header = reader.ReadSignatureHeader();
        Expect(header, SignatureKind.Method);
        int arity = header.IsGeneric ? reader.ReadCompressedInteger() : 0;
        int count = ReadCount(ref reader);
        int result = Type(module, ref reader);
        List<int> parameters = Types(module, ref reader, count);
        _records.Begin();
        // The numbers are those of ECMA-335, but for "generic", which is said by the arity.
        _records.Unsigned(header.RawValue & ~(uint)SignatureAttributes.Generic);
        _records.Signed(arity);
        _records.Handle(result);
        _records.Handles(parameters);
        _records.Handles([]);
        return _records.Share(RecordKind.MethodSignature);
    }

    private List<int> Types(ModuleDesc module, ref BlobReader reader, int count)
    {
        List<int> types = new(count);
        for (int i = 0; i < count; i++)
        {
            types.Add(Type(module, ref reader));
        }

        return types;
    }

    private int Type(ModuleDesc module, ref BlobReader reader)
    {
        if (++_nesting > NestingLimit)
        {
            throw new BadImageFormatException("signature is nested too deeply");
        }

        try
        {
            return TypeCore(module, ref reader);
        }
        finally
        {
            _nesting--;
        }
    }

    private int TypeCore(ModuleDesc module, ref BlobReader reader)
    {
        byte code = reader.ReadByte();
        switch (code)
        {
            case (byte)SignatureTypeCode.RequiredModifier:
            case (byte)SignatureTypeCode.OptionalModifier:
                return Modified(module, ref reader, code == (byte)SignatureTypeCode.OptionalModifier);
            case (byte)SignatureTypeCode.Sentinel:
            case (byte)SignatureTypeCode.Pinned:
                return Type(module, ref reader);
            case (byte)SignatureTypeKind.Class:
            case (byte)SignatureTypeKind.ValueType:
                return _definition(Named(module, reader.ReadTypeHandle()));
            case (byte)SignatureTypeCode.Pointer:
                return Around(Type(module, ref reader), RecordKind.PointerSignature);
            case (byte)SignatureTypeCode.ByReference:
                return Around(Type(module, ref reader), RecordKind.ByReferenceSignature);
            case (byte)SignatureTypeCode.SZArray:
                return Around(Type(module, ref reader), RecordKind.SZArraySignature);
            case (byte)SignatureTypeCode.Array:
                return Array(module, ref reader);
            case (byte)SignatureTypeCode.GenericTypeInstance:
                return Instance(module, ref reader);
            case (byte)SignatureTypeCode.GenericTypeParameter:
                return Variable(reader.ReadCompressedInteger(), isMethodParameter: false);
            case (byte)SignatureTypeCode.GenericMethodParameter:
                return Variable(reader.ReadCompressedInteger(), isMethodParameter: true);
            case (byte)SignatureTypeCode.FunctionPointer:
                return Function(Method(module, ref reader));
            default:
                return Primitive(code);
        }
    }

    private int Modified(ModuleDesc module, ref BlobReader reader, bool isOptional)
    {
        int modifier = Type(module, reader.ReadTypeHandle());
        int type = Type(module, ref reader);
        _records.Begin();
        _records.Byte(isOptional ? (byte)1 : (byte)0);
        _records.Handle(modifier);
        _records.Handle(type);
        return _records.Share(RecordKind.ModifiedType);
    }

    private int Array(ModuleDesc module, ref BlobReader reader)
    {
        int element = Type(module, ref reader);
        int rank = reader.ReadCompressedInteger();
        for (int sizes = ReadCount(ref reader); sizes > 0; sizes--)
        {
            reader.ReadCompressedInteger();
        }

        for (int bounds = ReadCount(ref reader); bounds > 0; bounds--)
        {
            reader.ReadCompressedSignedInteger();
        }

        return Array(element, rank);
    }

    private int Instance(ModuleDesc module, ref BlobReader reader)
    {
        reader.ReadByte(); // CLASS or VALUETYPE, which the definition tells as well
        int definition = _definition(Named(module, reader.ReadTypeHandle()));
        return Instance(definition, Types(module, ref reader, ReadCount(ref reader)));
    }

    private int Primitive(byte code)
    {
        if (code < _primitives.Length && _primitives[code] != 0)
        {
            return _primitives[code];
        }

        return _primitives[code] = _definition(_context.GetWellKnown((SignatureTypeCode)code switch
        {
            SignatureTypeCode.Void => WellKnownType.Void,
            SignatureTypeCode.Boolean => WellKnownType.Boolean,
            SignatureTypeCode.Char => WellKnownType.Char,
            SignatureTypeCode.SByte => WellKnownType.SByte,
            SignatureTypeCode.Byte => WellKnownType.Byte,
            SignatureTypeCode.Int16 => WellKnownType.Int16,
            SignatureTypeCode.UInt16 => WellKnownType.UInt16,
            SignatureTypeCode.Int32 => WellKnownType.Int32,
            SignatureTypeCode.UInt32 => WellKnownType.UInt32,
            SignatureTypeCode.Int64 => WellKnownType.Int64,
            SignatureTypeCode.UInt64 => WellKnownType.UInt64,
            SignatureTypeCode.Single => WellKnownType.Single,
            SignatureTypeCode.Double => WellKnownType.Double,
            SignatureTypeCode.IntPtr => WellKnownType.IntPtr,
            SignatureTypeCode.UIntPtr => WellKnownType.UIntPtr,
            SignatureTypeCode.Object => WellKnownType.Object,
            SignatureTypeCode.String => WellKnownType.String,
            SignatureTypeCode.TypedReference => WellKnownType.TypedReference,
            _ => throw new BadImageFormatException($"unknown type code 0x{code:x2} in a signature"),
        }));
    }

    private int Around(int element, RecordKind kind)
    {
        _records.Begin();
        _records.Handle(element);
        return Specify(_records.Share(kind));
    }

    /// <summary>An array with a rank; sizes and lower bounds are not kept, as no reader looks at them.</summary>
    private int Array(int element, int rank)
    {
        _records.Begin();
        _records.Handle(element);
        _records.Signed(rank);
        _records.Handles([]);
        _records.Handles([]);
        return Specify(_records.Share(RecordKind.ArraySignature));
    }

    private int Instance(int definition, List<int> arguments)
    {
        _records.Begin();
        _records.Handle(definition);
        _records.Handles(arguments);
        return Specify(_records.Share(RecordKind.TypeInstantiationSignature));
    }

    private int Variable(int index, bool isMethodParameter)
    {
        _records.Begin();
        _records.Signed(index);
        return Specify(_records.Share(isMethodParameter ? RecordKind.MethodTypeVariableSignature : RecordKind.TypeVariableSignature));
    }

    private int Function(int signature)
    {
        _records.Begin();
        _records.To(signature);
        return Specify(_records.Share(RecordKind.FunctionPointerSignature));
    }

    private int Specify(int signature)
    {
        _records.Begin();
        _records.Handle(signature);
        return _records.Share(RecordKind.TypeSpecification);
    }

    private static TypeDesc Named(ModuleDesc module, EntityHandle handle) =>
        (TypeDesc)module.ResolveToken(MetadataTokens.GetToken(handle));

    private static void Expect(SignatureHeader header, SignatureKind kind)
    {
        if (header.Kind != kind)
        {
            throw new BadImageFormatException($"signature of kind {header.Kind} where {kind} belongs");
        }
    }

    // Every counted item takes at least one byte.
    private static int ReadCount(ref BlobReader reader)
    {
        int count = reader.ReadCompressedInteger();
        return count <= reader.RemainingBytes
            ? count
            : throw new BadImageFormatException("signature promises more items than it has");
    }
}
