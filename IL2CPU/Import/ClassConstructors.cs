using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Runs class constructors at compile time, where they only store constants, literals and objects without fields.</summary>
internal sealed class ClassConstructors
{
    private readonly ImportContext _context;
    private readonly Dictionary<TypeDesc, IReadOnlyList<InitialStatic>?> _known = [];

    public ClassConstructors(ImportContext context) => _context = context;

    /// <summary>The values the constructor leaves behind; null when it must run in the program.</summary>
    public IReadOnlyList<InitialStatic>? Evaluate(TypeDesc type)
    {
        if (_known.TryGetValue(type, out IReadOnlyList<InitialStatic>? known))
            return known;
        // A constructor that needs itself evaluated runs in the program.
        _known.Add(type, null);
        IReadOnlyList<InitialStatic>? result = null;
        if (type.StaticConstructor is { HasBody: true } constructor && _context.Plugs.Replacement(constructor) is null)
        {
            try
            {
                result = new Run(this, type, constructor.Body!).Execute();
            }
            catch (CompilerDiagnosticException)
            {
                result = null;
            }
        }

        _known[type] = result;
        return result;
    }

    // No fields, no finalizer, and constructors that only call their base's.
    private bool IsPlainObject(MethodDesc constructor)
    {
        TypeDesc type = constructor.OwningType;
        if (!type.IsClass || type.IsAbstract || type.IsDelegate || type.HasFinalizer || type.Layout.BaseSize > 24 || HasInstanceFields(type))
            return false;
        return constructor.Signature.Parameters.Count == 0 && IsEmptyConstructor(constructor);
    }

    private static bool HasInstanceFields(TypeDesc type)
    {
        // Object itself declares its MethodTable pointer as a field.
        for (TypeDesc? at = type; at is { IsObject: false }; at = at.BaseType)
        {
            foreach (FieldDesc field in at.Fields)
            {
                if (!field.IsStatic)
                    return true;
            }
        }

        return false;
    }

    private bool IsEmptyConstructor(MethodDesc constructor)
    {
        if (constructor.OwningType.IsObject)
            return true;
        bool triggers = !constructor.OwningType.IsBeforeFieldInit && constructor.OwningType.StaticConstructor is not null;
        if (!constructor.HasBody || (triggers && !_known.ContainsKey(constructor.OwningType)) || _context.Plugs.Replacement(constructor) is not null)
            return false;
        ILBody body = constructor.Body!;
        var reader = new ILReader(body.Code);
        while (reader.HasNext)
        {
            ILOpCode opcode = reader.ReadOpcode();
            switch (opcode)
            {
                case ILOpCode.Nop or ILOpCode.Ldarg_0:
                    break;
                case ILOpCode.Call:
                    MethodDesc called = body.ResolveMethod(reader.ReadInt32());
                    if (!called.IsConstructor || !IsEmptyConstructor(called))
                        return false;
                    break;
                case ILOpCode.Ret:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }

    private readonly record struct Item(Kind Kind, long Bits, Symbol? Symbol);

    private ref struct Run
    {
        private readonly ClassConstructors _owner;
        private readonly TypeDesc _type;
        private readonly ILBody _body;
        private readonly Stack<Item> _stack = new();
        private readonly Dictionary<FieldDesc, Item> _values = [];
        private readonly List<FieldDesc> _order = [];

        public Run(ClassConstructors owner, TypeDesc type, ILBody body)
        {
            _owner = owner;
            _type = type;
            _body = body;
        }

        public IReadOnlyList<InitialStatic>? Execute()
        {
            if (_body.Clauses.Count > 0)
                return null;
            var reader = new ILReader(_body.Code);
            while (reader.HasNext)
            {
                ILOpCode opcode = reader.ReadOpcode();
                if (opcode == ILOpCode.Ret)
                    return Result();
                if (!Step(opcode, ref reader))
                    return null;
            }

            return null;
        }

        private readonly InitialStatic[] Result()
        {
            var result = new InitialStatic[_order.Count];
            for (int i = 0; i < result.Length; i++)
            {
                Item item = _values[_order[i]];
                result[i] = new InitialStatic(_order[i], item.Bits, item.Symbol);
            }

            return result;
        }

        private readonly bool Step(ILOpCode opcode, ref ILReader reader)
        {
            switch (opcode)
            {
                case ILOpCode.Nop:
                    return true;
                case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                    return Push(Kind.I32, (int)opcode - (int)ILOpCode.Ldc_i4_0);
                case ILOpCode.Ldc_i4_s:
                    return Push(Kind.I32, reader.ReadSByte());
                case ILOpCode.Ldc_i4:
                    return Push(Kind.I32, reader.ReadInt32());
                case ILOpCode.Ldc_i8:
                    return Push(Kind.I64, reader.ReadInt64());
                case ILOpCode.Ldc_r4:
                    return Push(Kind.F32, (uint)reader.ReadInt32());
                case ILOpCode.Ldc_r8:
                    return Push(Kind.F64, reader.ReadInt64());
                case ILOpCode.Ldnull:
                    return Push(Kind.Ref, 0);
                case ILOpCode.Ldstr:
                    return Push(new Item(Kind.Ref, 0, new StringSymbol(_body.ResolveString(reader.ReadInt32()))));
                case ILOpCode.Sizeof:
                    return Push(Kind.I32, _body.ResolveType(reader.ReadInt32()).ValueSize);
                case ILOpCode.Conv_i8 or ILOpCode.Conv_i:
                    return Convert(Kind.I64, isUnsigned: false);
                case ILOpCode.Conv_u8 or ILOpCode.Conv_u:
                    return Convert(Kind.I64, isUnsigned: true);
                case ILOpCode.Call:
                    return Call(_body.ResolveMethod(reader.ReadInt32()));
                case ILOpCode.Newobj:
                    return New(_body.ResolveMethod(reader.ReadInt32()));
                case ILOpCode.Ldsfld:
                    return Load(_body.ResolveField(reader.ReadInt32()));
                case ILOpCode.Stsfld:
                    return Store(_body.ResolveField(reader.ReadInt32()));
                default:
                    return false;
            }
        }

        private readonly bool Convert(Kind kind, bool isUnsigned)
        {
            if (_stack.Count == 0 || _stack.Pop() is not { Kind: Kind.I32 or Kind.I64 } item)
                return false;
            return Push(kind, item.Kind == Kind.I32 && isUnsigned ? (uint)item.Bits : item.Bits);
        }

        private readonly bool Call(MethodDesc method) =>
            DefaultComparers.ConstructorFor(method) is { } comparer ? New(comparer) :
            method.IsStatic && method.Signature.Parameters.Count == 0 && method.Signature.ReturnType.ValueKind is Kind.I32 or Kind.I64
            && _owner._context.TryGetConstant(method, out long value) && Push(method.Signature.ReturnType.ValueKind, value);

        private readonly bool New(MethodDesc constructor) =>
            constructor.IsConstructor && _owner.IsPlainObject(constructor)
            && Push(new Item(Kind.Ref, 0, new FrozenObjectSymbol(constructor.OwningType, $"{_type.FullName}.{_order.Count}")));

        private readonly bool Load(FieldDesc field)
        {
            if (field.OwningType == _type && !field.IsThreadStatic && !field.HasRva)
                return Push(_values.TryGetValue(field, out Item item) ? item : new Item(field.FieldType.ValueKind, 0, null)) && !field.FieldType.IsStruct;
            return field.FieldType.ValueKind is Kind.I32 or Kind.I64
                && _owner._context.TryGetFieldValue(field, out long value) && Push(field.FieldType.ValueKind, value);
        }

        private readonly bool Store(FieldDesc field)
        {
            if (field.OwningType != _type || field.IsThreadStatic || field.HasRva || field.FieldType.IsStruct || _stack.Count == 0)
                return false;
            Item item = _stack.Pop();
            Kind kind = field.FieldType.ValueKind;
            bool fits = item.Kind == kind
                || (item.Kind is Kind.I32 or Kind.I64 && kind is Kind.I32 or Kind.I64)
                || (kind == Kind.Ptr && item is { Kind: Kind.I64 or Kind.I32, Bits: 0 });
            if (!fits)
                return false;
            if (!_values.ContainsKey(field))
                _order.Add(field);
            _values[field] = item with { Kind = kind };
            return true;
        }

        private readonly bool Push(Kind kind, long bits) => Push(new Item(kind, kind == Kind.I32 ? (int)bits : bits, null));

        private readonly bool Push(Item item)
        {
            _stack.Push(item);
            return true;
        }
    }
}
