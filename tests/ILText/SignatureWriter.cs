using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ILText;

/// <summary>Types and signatures to blobs (ECMA-335, II.23.2).</summary>
internal sealed class SignatureWriter(Func<TypeNode, EntityHandle> classes, Func<TypeNode, int> parameters)
{
    private const byte FieldMark = 0x06;
    private const byte LocalsMark = 0x07;
    private const byte InstanceMark = 0x0A;

    public BlobBuilder Field(TypeNode type)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(FieldMark);
        Type(blob, type);
        return blob;
    }

    public BlobBuilder Locals(IReadOnlyList<(string Name, TypeNode Type)> locals)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(LocalsMark);
        blob.WriteCompressedInteger(locals.Count);
        foreach ((_, TypeNode type) in locals)
            Type(blob, type);
        return blob;
    }

    public BlobBuilder Method(SignatureNode signature)
    {
        var blob = new BlobBuilder();
        Method(blob, signature);
        return blob;
    }

    public BlobBuilder Instance(IReadOnlyList<TypeNode> arguments)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(InstanceMark);
        blob.WriteCompressedInteger(arguments.Count);
        foreach (TypeNode argument in arguments)
            Type(blob, argument);
        return blob;
    }

    public BlobBuilder Type(TypeNode type)
    {
        var blob = new BlobBuilder();
        Type(blob, type);
        return blob;
    }

    private void Method(BlobBuilder blob, SignatureNode signature)
    {
        SignatureAttributes attributes = signature.TypeParameterCount > 0 ? SignatureAttributes.Generic : SignatureAttributes.None;
        if (signature.IsInstance)
            attributes |= SignatureAttributes.Instance;
        if (signature.IsExplicit)
            attributes |= SignatureAttributes.ExplicitThis;
        blob.WriteByte((byte)((byte)signature.Convention | (byte)attributes));
        if (signature.TypeParameterCount > 0)
            blob.WriteCompressedInteger(signature.TypeParameterCount);
        blob.WriteCompressedInteger(signature.Parameters.Count);
        Type(blob, signature.Result);
        foreach (TypeNode parameter in signature.Parameters)
            Type(blob, parameter);
    }

    private void Type(BlobBuilder blob, TypeNode type)
    {
        switch (type.Kind)
        {
            case TypeKind.Primitive:
                blob.WriteByte((byte)Code(type.Name));
                break;
            case TypeKind.Class or TypeKind.ValueType:
                blob.WriteByte((byte)(type.Kind == TypeKind.Class ? SignatureTypeKind.Class : SignatureTypeKind.ValueType));
                blob.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(classes(type)));
                break;
            case TypeKind.Instance:
                blob.WriteByte((byte)SignatureTypeCode.GenericTypeInstance);
                Type(blob, type.Element!);
                blob.WriteCompressedInteger(type.Arguments!.Count);
                foreach (TypeNode argument in type.Arguments)
                    Type(blob, argument);
                break;
            case TypeKind.Array:
                Array(blob, type);
                break;
            case TypeKind.TypeParameter or TypeKind.MethodParameter:
                blob.WriteByte((byte)(type.Kind == TypeKind.TypeParameter ? SignatureTypeCode.GenericTypeParameter : SignatureTypeCode.GenericMethodParameter));
                blob.WriteCompressedInteger(parameters(type));
                break;
            case TypeKind.Function:
                blob.WriteByte((byte)SignatureTypeCode.FunctionPointer);
                Method(blob, type.Function!);
                break;
            case TypeKind.Required or TypeKind.Optional:
                blob.WriteByte((byte)(type.Kind == TypeKind.Required ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier));
                blob.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(classes(type.Arguments![0])));
                Type(blob, type.Element!);
                break;
            default:
                blob.WriteByte((byte)Prefix(type.Kind));
                Type(blob, type.Element!);
                break;
        }
    }

    private void Array(BlobBuilder blob, TypeNode type)
    {
        blob.WriteByte((byte)SignatureTypeCode.Array);
        Type(blob, type.Element!);
        blob.WriteCompressedInteger(type.Number);
        blob.WriteCompressedInteger(0);
        blob.WriteCompressedInteger(type.Bounds!.Count);
        foreach (int bound in type.Bounds)
            blob.WriteCompressedSignedInteger(bound);
    }

    private static SignatureTypeCode Prefix(TypeKind kind) => kind switch
    {
        TypeKind.Vector => SignatureTypeCode.SZArray,
        TypeKind.Pointer => SignatureTypeCode.Pointer,
        TypeKind.Reference => SignatureTypeCode.ByReference,
        _ => SignatureTypeCode.Pinned,
    };

    private static SignatureTypeCode Code(string word) => word switch
    {
        "void" => SignatureTypeCode.Void,
        "bool" => SignatureTypeCode.Boolean,
        "char" => SignatureTypeCode.Char,
        "int8" => SignatureTypeCode.SByte,
        "uint8" => SignatureTypeCode.Byte,
        "int16" => SignatureTypeCode.Int16,
        "uint16" => SignatureTypeCode.UInt16,
        "int32" => SignatureTypeCode.Int32,
        "uint32" => SignatureTypeCode.UInt32,
        "int64" => SignatureTypeCode.Int64,
        "uint64" => SignatureTypeCode.UInt64,
        "float32" => SignatureTypeCode.Single,
        "float64" => SignatureTypeCode.Double,
        "string" => SignatureTypeCode.String,
        "object" => SignatureTypeCode.Object,
        "typedref" => SignatureTypeCode.TypedReference,
        "native int" => SignatureTypeCode.IntPtr,
        "native uint" => SignatureTypeCode.UIntPtr,
        _ => throw new SyntaxException($"no type is called {word}", 0),
    };
}
