using System;
using System.Collections.Generic;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

/// <summary>Decodes one signature blob (ECMA-335 II.23.2) into open types; bounded against hostile nesting.</summary>
internal ref struct SignatureReader
{
    private const int NestingLimit = 200;
    private readonly ModuleDesc _module;
    private readonly TypeSystemContext _context;
    private BlobReader _blob;
    private int _nesting;
    private bool _isVolatile;
    private bool _isPinned;

    public SignatureReader(ModuleDesc module, BlobReader blob)
    {
        _module = module;
        _context = module.Context;
        _blob = blob;
    }

    public TypeDesc ReadField(out bool isVolatile)
    {
        Expect(SignatureKind.Field);
        TypeDesc type = ReadType();
        isVolatile = _isVolatile;
        return type;
    }

    public MethodSignature ReadMethod()
    {
        SignatureHeader header = _blob.ReadSignatureHeader();
        if (header.Kind is not (SignatureKind.Method or SignatureKind.Property))
        {
            throw new BadImageFormatException("not a method signature");
        }

        int arity = header.IsGeneric ? _blob.ReadCompressedInteger() : 0;
        int count = ReadCount();
        TypeDesc result = ReadType();
        TypeDesc[] parameters = count == 0 ? [] : new TypeDesc[count];
        for (int i = 0; i < count; i++)
        {
            parameters[i] = ReadType();
        }

        bool isManaged = header.CallingConvention is SignatureCallingConvention.Default or SignatureCallingConvention.VarArgs;
        return new MethodSignature(
            header.IsInstance,
            result,
            parameters,
            isManaged ? CallingConvention.Managed : CallingConvention.Unmanaged,
            header.CallingConvention == SignatureCallingConvention.VarArgs,
            arity);
    }

    public LocalInfo[] ReadLocals()
    {
        Expect(SignatureKind.LocalVariables);
        LocalInfo[] locals = new LocalInfo[ReadCount()];
        for (int i = 0; i < locals.Length; i++)
        {
            _isPinned = false;
            TypeDesc type = ReadType();
            locals[i] = new LocalInfo(type, _isPinned);
        }

        return locals;
    }

    public TypeDesc[] ReadMethodArguments()
    {
        Expect(SignatureKind.MethodSpecification);
        TypeDesc[] arguments = new TypeDesc[ReadCount()];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ReadType();
        }

        return arguments;
    }

    public TypeDesc ReadType()
    {
        if (++_nesting > NestingLimit)
        {
            throw new BadImageFormatException("signature is nested too deeply");
        }

        TypeDesc type = ReadTypeCore();
        _nesting--;
        return type;
    }

    private TypeDesc ReadTypeCore()
    {
        while (true)
        {
            SignatureTypeCode code = (SignatureTypeCode)_blob.ReadByte();
            switch ((byte)code)
            {
                case 0x1F: // CMOD_REQD
                    ReadModifier();
                    continue;
                case 0x20: // CMOD_OPT
                    _blob.ReadTypeHandle();
                    continue;
                case 0x41: // SENTINEL
                    continue;
                case 0x45: // PINNED
                    _isPinned = true;
                    continue;
                case 0x11: // VALUETYPE
                case 0x12: // CLASS
                    return ReadNamedType();
                default:
                    return ReadConstructed(code);
            }
        }
    }

    private TypeDesc ReadConstructed(SignatureTypeCode code)
    {
        switch (code)
        {
            case SignatureTypeCode.Pointer:
                return _context.MakePointer(ReadType());
            case SignatureTypeCode.ByReference:
                return _context.MakeByRef(ReadType());
            case SignatureTypeCode.SZArray:
                return _context.MakeSzArray(ReadType());
            case SignatureTypeCode.Array:
                return ReadArray();
            case SignatureTypeCode.GenericTypeInstance:
                return ReadInstance();
            case SignatureTypeCode.GenericTypeParameter:
                return _context.TypeVariable(_blob.ReadCompressedInteger());
            case SignatureTypeCode.GenericMethodParameter:
                return _context.MethodVariable(_blob.ReadCompressedInteger());
            case SignatureTypeCode.FunctionPointer:
                return _context.MakeFunctionPointer(ReadMethod());
            default:
                return _context.GetWellKnown(Simple(code));
        }
    }

    private static WellKnownType Simple(SignatureTypeCode code) => code switch
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
        _ => throw new BadImageFormatException($"unknown type code 0x{(byte)code:x2} in a signature"),
    };

    private TypeDesc ReadArray()
    {
        TypeDesc element = ReadType();
        int rank = _blob.ReadCompressedInteger();
        for (int sizes = ReadCount(); sizes > 0; sizes--)
        {
            _blob.ReadCompressedInteger();
        }

        for (int bounds = ReadCount(); bounds > 0; bounds--)
        {
            _blob.ReadCompressedSignedInteger();
        }

        return _context.MakeArray(element, rank);
    }

    private TypeDesc ReadInstance()
    {
        _blob.ReadByte(); // CLASS or VALUETYPE, which the definition tells as well
        TypeDesc definition = ReadNamedType();
        TypeDesc[] arguments = new TypeDesc[ReadCount()];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ReadType();
        }

        if (definition.Def is not { } generic || generic != definition)
        {
            throw new BadImageFormatException($"{definition.FullName} is not generic");
        }

        return generic.MakeInstance(arguments);
    }

    // A TypeSpec here is not allowed by ECMA-335 and could contain itself.
    private TypeDesc ReadNamedType()
    {
        EntityHandle handle = _blob.ReadTypeHandle();
        return handle.Kind != HandleKind.TypeSpecification
            ? _module.OpenType(handle)
            : throw new BadImageFormatException("type specification inside a signature");
    }

    private void ReadModifier()
    {
        EntityHandle handle = _blob.ReadTypeHandle();
        if (_nesting == 1 && _module.IsNamed(handle, "System.Runtime.CompilerServices", "IsVolatile"))
        {
            _isVolatile = true;
        }
    }

    private void Expect(SignatureKind kind)
    {
        SignatureHeader header = _blob.ReadSignatureHeader();
        if (header.Kind != kind)
        {
            throw new BadImageFormatException($"signature of kind {header.Kind} where {kind} belongs");
        }
    }

    // Every counted item takes at least one byte.
    private int ReadCount()
    {
        int count = _blob.ReadCompressedInteger();
        return count <= _blob.RemainingBytes
            ? count
            : throw new BadImageFormatException("signature promises more items than it has");
    }
}
