using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Methods the compiler expands itself, by type. A handler gets the arguments popped and pushes the result; false: not one of them.
internal sealed partial class ILImporter
{
    private delegate bool Intrinsic(ILImporter importer, MethodDesc method, StackEntry[] arguments);

    private static readonly Dictionary<string, Intrinsic> s_intrinsics = new()
    {
        ["Core.Machine.Intrinsics"] = static (i, m, a) => i.MachineIntrinsic(m, a),
        ["Internal.Runtime.CompilerHelpers.StartupCodeHelpers"] = static (i, m, a) => i.EntryAssemblyIntrinsic(m),
        ["Internal.Runtime.MethodTable"] = static (i, m, a) => i.MethodTableIntrinsic(m),
        ["System.Activator"] = static (i, m, a) => i.ActivatorIntrinsic(m),
        ["System.Array"] = static (i, m, a) => i.ArrayIntrinsic(m, a),
        ["System.BitConverter"] = static (i, m, a) => i.BitConverterIntrinsic(m, a),
        ["System.Buffers.Binary.BinaryPrimitives"] = static (i, m, a) => i.BinaryPrimitivesIntrinsic(m, a),
        ["System.Collections.Generic.Comparer`1"] = static (i, m, a) => i.DefaultComparer(m),
        ["System.Collections.Generic.EqualityComparer`1"] = static (i, m, a) => i.DefaultComparer(m),
        ["Internal.IntrinsicSupport.ComparerHelpers"] = static (i, m, a) => i.ComparerHelperIntrinsic(m, a),
        ["Internal.IntrinsicSupport.EqualityComparerHelpers"] = static (i, m, a) => i.ComparerHelperIntrinsic(m, a),
        ["System.Diagnostics.Debug"] = static (i, m, a) => m.Name == "DebugBreak",
        ["System.Double"] = static (i, m, a) => i.FloatIntrinsic(m, a),
        ["System.IO.Stream"] = static (i, m, a) => i.StreamIntrinsic(m),
        ["System.Math"] = static (i, m, a) => i.MathIntrinsic(m, a),
        ["System.MathF"] = static (i, m, a) => i.MathIntrinsic(m, a),
        ["System.Numerics.BitOperations"] = static (i, m, a) => i.BitOperationsIntrinsic(m, a),
        ["System.Object"] = static (i, m, a) => i.ObjectIntrinsic(m, a),
        ["System.Reflection.Assembly"] = static (i, m, a) => i.AssemblyIntrinsic(m),
        ["System.Reflection.MethodBase"] = static (i, m, a) => i.MethodBaseIntrinsic(m),
        ["System.Runtime.CompilerServices.RuntimeHelpers"] = static (i, m, a) => i.RuntimeHelpersIntrinsic(m, a),
        ["System.Runtime.CompilerServices.Unsafe"] = static (i, m, a) => i.UnsafeIntrinsic(m, a),
        ["System.Runtime.InteropServices.MemoryMarshal"] = static (i, m, a) => i.MemoryMarshalIntrinsic(m, a),
        ["System.RuntimeType"] = static (i, m, a) => i.TypePropertyIntrinsic(m, a),
        // What the bodies of Math's methods call, for delegates to them.
        ["System.Runtime.RuntimeImports"] = static (i, m, a) => i.MathIntrinsic(m, a),
        ["System.Single"] = static (i, m, a) => i.FloatIntrinsic(m, a),
        ["System.String"] = static (i, m, a) => i.StringIntrinsic(m, a),
        ["System.Threading.Interlocked"] = static (i, m, a) => i.InterlockedIntrinsic(m, a),
        ["System.Threading.Thread"] = static (i, m, a) => m.Name == "FastPollGC",
        ["System.Threading.Volatile"] = static (i, m, a) => i.VolatileIntrinsic(m),
        ["System.Type"] = static (i, m, a) => i.TypeIntrinsic(m, a),
    };

    private bool TryIntrinsic(MethodDesc method, StackEntry[] arguments) =>
        s_intrinsics.TryGetValue(method.OwningType.Definition.FullName, out Intrinsic? handler)
        && _context.Plugs.Replacement(method) is null
        && handler(this, method, arguments);

    private Value Scalar(StackEntry entry, Kind kind) => Coerce(ValueOf(entry), kind);

    private bool Done(Value value, TypeDesc? type = null)
    {
        Push(value, type);
        return true;
    }

    private bool MachineIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        switch (method.Name)
        {
            case "CurrentUthread":
                return Done(Emit(Op.CurrentUthread, Kind.I64));
            case "FrameAddress":
                return Done(Emit(Op.FrameAddr, Kind.Ptr));
            case "AddressOf":
                return Done(Coerce(Scalar(arguments[0], Kind.Ref), Kind.I64));
            case "ObjectAt":
                return Done(Coerce(Scalar(arguments[0], Kind.I64), Kind.Ref));
            default:
                throw new CompilerDiagnosticException($"{method.FullName} is not known to the compiler");
        }
    }

    private bool MethodTableIntrinsic(MethodDesc method)
    {
        if (method.Name == "get_SupportsRelativePointers")
            return Done(Const32(0));
        if (method.Name != "Of")
            return false;
        TypeDesc type = method.Arguments[0];
        // Whoever asks for it this way may allocate with it.
        if (type.IsArray || (type.IsClass && !type.IsAbstract))
            _context.NoteConstructed(type);
        return Done(Coerce(AddressOf(new TypeSymbol(type), Kind.I64), Kind.Ptr));
    }

    private bool ActivatorIntrinsic(MethodDesc method)
    {
        if (method.GenericParameterCount != 1)
            return false;
        TypeDesc type = method.Arguments[0];
        MethodDesc? constructor = type.IsAbstract || type.FindMethod(".ctor", []) is not { IsPublic: true } found ? null : found;
        switch (method.Name)
        {
            case "CreateInstance" when constructor is not null && (_context.Profile != ImageProfile.Program || CannotThrow(constructor)):
                ImportNewObject(constructor);
                return true;
            case "CreateInstance" when constructor is null && type.IsValueType:
                PushConstant(type, 0);
                return true;
            case "CreateInstance" when constructor is null && _context.Profile != ImageProfile.Program:
                ThrowNew("System.MissingMethodException");
                return true;
            case "DefaultConstructorOf":
                // Of a struct that has none: one that does nothing.
                constructor ??= type.IsValueType ? type.Context.GetWellKnown(WellKnownType.Object).FindMethod(".ctor", []) : method.OwningType.FindMethod("MissingConstructorMethod", []);
                return Done(AddressOf(_context.CodeSymbol(constructor!), Kind.I64));
            case "AllocatorOf":
                return Done(AddressOf(new RoutineSymbol(type.HasFinalizer ? RuntimeHelper.NewFinalizable : RuntimeHelper.NewObject), Kind.I64));
            default:
                return false;
        }
    }

    // CreateInstance wraps what a constructor throws: one that only calls such constructors and stores constants need not go through it.
    private static bool CannotThrow(MethodDesc constructor)
    {
        if (!constructor.IsConstructor || constructor.OwningType.StaticConstructor is not null || constructor.Body is not { } body)
            return false;
        ReadOnlySpan<byte> code = body.Code;
        for (int at = 0; at < code.Length;)
        {
            byte opcode = code[at++];
            switch ((ILOpCode)opcode)
            {
                case ILOpCode.Nop or ILOpCode.Ldarg_0 or ILOpCode.Ldnull or ILOpCode.Ret or (>= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8):
                    break;
                case ILOpCode.Ldc_i4_s:
                    at++;
                    break;
                case ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Ldstr or ILOpCode.Stfld:
                    at += 4;
                    break;
                case ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8:
                    at += 8;
                    break;
                case ILOpCode.Call when CannotThrow(body.ResolveMethod(BinaryPrimitives.ReadInt32LittleEndian(code[at..]))):
                    at += 4;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private void ThrowNew(string typeName, string? message = null)
    {
        TypeDesc type = _method.Context.FindType(typeName) ?? throw new CompilerDiagnosticException($"{typeName} is missing");
        TypeDesc[] parameters = message is null ? [] : [_method.Context.GetWellKnown(WellKnownType.String)];
        MethodDesc constructor = type.FindMethod(".ctor", parameters)
            ?? throw new CompilerDiagnosticException($"{typeName} has no constructor with {parameters.Length} parameters");
        if (message is not null)
            ImportLoadString(message);
        ImportNewObject(constructor);
        if (!_ended)
            ImportThrow();
    }

    private bool StreamIntrinsic(MethodDesc method)
    {
        if (!method.Name.StartsWith("HasOverridden", System.StringComparison.Ordinal))
            return false;
        // Saying yes keeps to the overridable methods, which is right for every stream.
        return Done(Const32(1));
    }

    private bool StringIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        if (method.Name != "get_Length")
            return false;
        Value text = Scalar(arguments[0], Kind.Ref);
        if (text is { Op: Op.SymbolAddr, Aux: StringSymbol literal })
            return Done(Const32(literal.Text.Length));
        return Done(LoadLength(text));
    }

    private bool ObjectIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        // The constructor of Object does nothing.
        if (method.IsConstructor)
            return true;
        if (method.Name != "GetType")
            return false;
        TypeDesc? type = arguments[0].Box?.Type ?? ExactType(arguments[0]);
        return type is not null && PushTypeLiteral(type);
    }

    private bool PushTypeLiteral(TypeDesc type) =>
        Done(AddressOf(new RuntimeTypeSymbol(type), Kind.Ref), type.Context.GetWellKnown(WellKnownType.Type));

    private bool TypeIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        switch (method.Name)
        {
            case "GetTypeFromHandle":
                return arguments[0].Token is TypeDesc type && PushTypeLiteral(type);
            case "GetType":
                return GetTypeByName(method, arguments);
            case "op_Equality":
                return Done(Compare(Op.Eq, ValueOf(arguments[0]), ValueOf(arguments[1])));
            case "op_Inequality":
                return Done(Compare(Op.Ne, ValueOf(arguments[0]), ValueOf(arguments[1])));
            default:
                return TypePropertyIntrinsic(method, arguments);
        }
    }

    private bool TypePropertyIntrinsic(MethodDesc method, StackEntry[] arguments) =>
        method.HasThis && arguments.Length == 1 && arguments[0].Value is { } value && TypeOfLiteral(value) is { } literal
            && TypeQuestions.TryAnswerProperty(method, literal, out bool answer) && Done(Const32(answer ? 1 : 0));

    private bool RuntimeHelpersIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        switch (method.Name)
        {
            case "GetMethodTable":
                return Done(Coerce(LoadCell(Scalar(arguments[0], Kind.Ref), 0, MemType.I64, ValueFlags.Invariant), Kind.Ptr));
            case "InitializeArray":
                InitializeArray(arguments);
                return true;
            case "CreateSpan":
                return CreateSpan(method, arguments[0]);
            default:
                return TypeQuestions.TryAnswer(method, out bool answer) && Done(Const32(answer ? 1 : 0));
        }
    }

    private void InitializeArray(StackEntry[] arguments)
    {
        if (arguments[1].Token is not FieldDesc { HasRva: true } field)
            throw new CompilerDiagnosticException("RuntimeHelpers.InitializeArray of something other than a data field");
        TypeDesc type = ExactType(arguments[0]) ?? arguments[0].Type ?? throw new CompilerDiagnosticException("RuntimeHelpers.InitializeArray of an unknown array");
        Value array = Scalar(arguments[0], Kind.Ref);
        BeginEffect();
        NullCheck(array);
        int offset = type.IsSzArray ? VectorDataOffset : MultiDataOffset(type);
        Value copy = Emit(Op.CopyBlock, Kind.Void, Interior(array, offset), AddressOf(new FieldDataSymbol(field), Kind.Ptr));
        copy.Imm = field.RvaData.Length;
        copy.Flags = ValueFlags.NonNull;
    }

    private bool CreateSpan(MethodDesc method, StackEntry argument)
    {
        if (argument.Token is not FieldDesc { HasRva: true } field)
            throw new CompilerDiagnosticException("RuntimeHelpers.CreateSpan of something other than a data field");
        TypeDesc element = method.Arguments[0];
        return PushSpan(method.Signature.ReturnType, AddressOf(new FieldDataSymbol(field), Kind.Ptr), Const32(field.RvaData.Length / element.ValueSize));
    }

    private bool PushSpan(TypeDesc span, Value reference, Value length)
    {
        Value address = NewTemporary(span);
        StoreCell(address, span.FindField("_reference")!.Offset, reference, MemType.Ptr);
        StoreCell(address, span.FindField("_length")!.Offset, length, MemType.I32);
        Push(StackEntry.Struct(address, span));
        return true;
    }

    private bool MemoryMarshalIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        if (method.Name != "GetArrayDataReference" || method.GenericParameterCount != 1)
            return false;
        Value array = Scalar(arguments[0], Kind.Ref);
        NullCheck(array);
        return Done(Interior(array, VectorDataOffset), method.Signature.ReturnType);
    }

    private bool UnsafeIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        TypeDesc result = method.Signature.ReturnType;
        switch (method.Name)
        {
            case "As" or "AsPointer" or "AsRef":
                return Done(Scalar(arguments[0], result.ValueKind), result);
            case "AreSame":
                return Done(Compare(Op.Eq, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.Ptr)));
            case "IsAddressGreaterThan":
                return Done(Compare(Op.GtUn, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.Ptr)));
            case "IsAddressGreaterThanOrEqualTo":
                return Done(Compare(Op.GeUn, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.Ptr)));
            case "IsAddressLessThan":
                return Done(Compare(Op.LtUn, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.Ptr)));
            case "IsAddressLessThanOrEqualTo":
                return Done(Compare(Op.LeUn, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.Ptr)));
            case "ByteOffset":
                return Done(Emit(Op.Sub, Kind.I64, Scalar(arguments[1], Kind.Ptr), Scalar(arguments[0], Kind.Ptr)));
            case "AddByteOffset":
                return Done(OffsetPointer(Op.Add, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.I64)), result);
            case "SubtractByteOffset":
                return Done(OffsetPointer(Op.Sub, Scalar(arguments[0], Kind.Ptr), Scalar(arguments[1], Kind.I64)), result);
            case "Add":
                return Done(OffsetPointer(Op.Add, Scalar(arguments[0], Kind.Ptr), ElementDistance(method, arguments[1])), result);
            case "Subtract":
                return Done(OffsetPointer(Op.Sub, Scalar(arguments[0], Kind.Ptr), ElementDistance(method, arguments[1])), result);
            case "SkipInit":
                return true;
            default:
                return UnsafeMemoryIntrinsic(method, arguments);
        }
    }

    private Value ElementDistance(MethodDesc method, StackEntry count) =>
        Scale(Scalar(count, Kind.I64), method.Arguments[0].ValueSize);

    private bool UnsafeMemoryIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        switch (method.Name)
        {
            case "Copy":
                Push(arguments[0]);
                Push(arguments[1]);
                ImportCopyObject(method.Arguments[0]);
                return true;
            case "CopyBlock" or "CopyBlockUnaligned":
                Push(arguments[0]);
                Push(arguments[1]);
                Push(arguments[2]);
                ImportCopyBlock();
                return true;
            case "InitBlock" or "InitBlockUnaligned":
                Push(arguments[0]);
                Push(arguments[1]);
                Push(arguments[2]);
                ImportInitBlock();
                return true;
            case "Read" or "ReadUnaligned":
                Push(arguments[0]);
                ImportLoadIndirect(method.Arguments[0]);
                return true;
            case "Write" or "WriteUnaligned":
                Push(arguments[0]);
                Push(arguments[1]);
                ImportStoreIndirect(method.Arguments[0]);
                return true;
            case "Unbox":
                Push(arguments[0]);
                ImportUnbox(method.Arguments[0]);
                return true;
            default:
                return false;
        }
    }
}
