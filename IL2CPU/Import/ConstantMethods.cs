using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Methods that only return a constant: by substitution, by being about absent hardware, or by running their IL.</summary>
internal sealed class ConstantMethods
{
    private const int StepLimit = 200;
    private const int DepthLimit = 8;
    private readonly ImportContext _context;
    private readonly Dictionary<MethodDesc, long?> _known = [];
    private int _depth;

    public ConstantMethods(ImportContext context) => _context = context;

    public bool TryGet(MethodDesc method, out long value)
    {
        if (!_known.TryGetValue(method, out long? known))
        {
            // A method that asks about itself while it is evaluated is not constant.
            _known.Add(method, null);
            known = Find(method);
            _known[method] = known;
        }

        value = known ?? 0;
        return known is not null;
    }

    private long? Find(MethodDesc method)
    {
        if (_context.Types.Substitutions.TryGetConstant(method, out long value))
            return value;
        if (_context.Plugs.Replacement(method) is not null)
            return null;
        if (IsHardwareQuestion(method))
            return 0;
        TypeDesc result = method.Signature.ReturnType;
        if (!method.HasBody || result.ValueKind is not (Kind.I32 or Kind.I64) || method.IsSynchronized || _depth == DepthLimit)
            return null;
        if (method.IsStatic && !method.OwningType.IsBeforeFieldInit && _context.HasLazyConstructor(method.OwningType))
            return null;
        _depth++;
        try
        {
            return new Evaluation(this, method.Body!).Run();
        }
        catch (CompilerDiagnosticException)
        {
            return null;
        }
        finally
        {
            _depth--;
        }
    }

    private static bool IsHardwareQuestion(MethodDesc method)
    {
        if (method.Name == "get_IsHardwareAccelerated")
        {
            return method.OwningType.Namespace is "System.Runtime.Intrinsics" or "System.Numerics"
                || method.OwningType.Name.StartsWith("ISimdVector", StringComparison.Ordinal);
        }

        return method.Name == "get_IsSupported"
            && method.OwningType.Namespace is "System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm" or "System.Runtime.Intrinsics.Wasm";
    }

    /// <summary>Runs IL on known values; gives up at the first unknown one.</summary>
    private ref struct Evaluation
    {
        private readonly ConstantMethods _methods;
        private readonly ILBody _body;
        private readonly Stack<object> _stack = new();
        private readonly Dictionary<int, object> _locals = [];
        private TypeDesc? _constraint;

        public Evaluation(ConstantMethods methods, ILBody body)
        {
            _methods = methods;
            _body = body;
        }

        public long? Run()
        {
            if (_body.Clauses.Count > 0)
                return null;
            var reader = new ILReader(_body.Code);
            for (int step = 0; step < StepLimit && reader.HasNext; step++)
            {
                ILOpCode opcode = reader.ReadOpcode();
                if (opcode == ILOpCode.Ret)
                    return _stack.Count == 1 ? Return(_stack.Pop()) : null;
                if (opcode.IsBranch())
                {
                    int target = reader.ReadBranch(opcode);
                    if (Decide(opcode) is not { } isTaken)
                        return null;
                    if (isTaken)
                        reader = new ILReader(_body.Code, target);
                }
                else if (!Step(opcode, ref reader))
                {
                    return null;
                }
            }

            return null;
        }

        private readonly long? Return(object value)
        {
            if (value is not Number number)
                return null;
            MemType cell = _body.Method.Signature.ReturnType.CellType;
            return cell switch
            {
                MemType.U8 => (byte)number.Value,
                MemType.I8 => (sbyte)number.Value,
                MemType.U16 => (ushort)number.Value,
                MemType.I16 => (short)number.Value,
                MemType.I32 => (int)number.Value,
                _ => number.Value,
            };
        }

        private readonly bool? Decide(ILOpCode opcode)
        {
            if (opcode is ILOpCode.Br or ILOpCode.Br_s)
                return true;
            if (opcode is ILOpCode.Brtrue or ILOpCode.Brtrue_s or ILOpCode.Brfalse or ILOpCode.Brfalse_s)
            {
                if (!TryPop(out Number value))
                    return null;
                return (value.Value != 0) == opcode is ILOpCode.Brtrue or ILOpCode.Brtrue_s;
            }

            Op op = opcode switch
            {
                ILOpCode.Beq or ILOpCode.Beq_s => Op.Eq,
                ILOpCode.Bne_un or ILOpCode.Bne_un_s => Op.Ne,
                ILOpCode.Blt or ILOpCode.Blt_s => Op.Lt,
                ILOpCode.Ble or ILOpCode.Ble_s => Op.Le,
                ILOpCode.Bgt or ILOpCode.Bgt_s => Op.Gt,
                ILOpCode.Bge or ILOpCode.Bge_s => Op.Ge,
                _ => Op.None,
            };
            if (op == Op.None || !TryPop(out Number right) || !TryPop(out Number left))
                return null;
            ConstantFolding.TryCompare(op, left.Kind, left.Value, right.Value, out bool result);
            return result;
        }

        private bool Step(ILOpCode opcode, ref ILReader reader)
        {
            if (ILVariables.TryDecode(opcode, ref reader, out int index, out bool isArgument, out VariableAccess access))
                return Variable(index, isArgument, access);
            switch (opcode)
            {
                case ILOpCode.Nop:
                    return true;
                case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                    return Push((int)opcode - (int)ILOpCode.Ldc_i4_0);
                case ILOpCode.Ldc_i4_s:
                    return Push(reader.ReadSByte());
                case ILOpCode.Ldc_i4:
                    return Push(reader.ReadInt32());
                case ILOpCode.Ldc_i8:
                    return Push(new Number(Kind.I64, reader.ReadInt64()));
                case ILOpCode.Sizeof:
                    return Push(_body.ResolveType(reader.ReadInt32()).ValueSize);
                case ILOpCode.Ldtoken:
                    return _body.ResolveToken(reader.ReadInt32()) is TypeDesc type && Push(type);
                case ILOpCode.Constrained:
                    _constraint = _body.ResolveType(reader.ReadInt32());
                    return true;
                case ILOpCode.Ldsfld:
                    FieldDesc field = _body.ResolveField(reader.ReadInt32());
                    return _methods._context.TryGetFieldValue(field, out long value)
                        && field.FieldType.ValueKind is Kind.I32 or Kind.I64 && Push(new Number(field.FieldType.ValueKind, value));
                case ILOpCode.Call:
                    return Call(_body.ResolveMethod(reader.ReadInt32()));
                case ILOpCode.Conv_i4 or ILOpCode.Conv_u4:
                    return TryPop(out Number narrow) && Push(new Number(Kind.I32, (int)narrow.Value));
                case ILOpCode.Conv_i8 or ILOpCode.Conv_i:
                    return TryPop(out Number wide) && Push(new Number(Kind.I64, wide.Value));
                default:
                    return Binary(opcode);
            }
        }

        private bool Variable(int index, bool isArgument, VariableAccess access)
        {
            if (isArgument || access == VariableAccess.Address)
                return false;
            if (access == VariableAccess.Load)
                return _locals.TryGetValue(index, out object? value) && Push(value);
            if (_stack.Count == 0)
                return false;
            _locals[index] = _stack.Pop();
            return true;
        }

        private readonly bool Binary(ILOpCode opcode)
        {
            Op comparison = opcode switch
            {
                ILOpCode.Ceq => Op.Eq,
                ILOpCode.Cgt => Op.Gt,
                ILOpCode.Cgt_un => Op.GtUn,
                ILOpCode.Clt => Op.Lt,
                ILOpCode.Clt_un => Op.LtUn,
                _ => Op.None,
            };
            Op op = opcode switch
            {
                ILOpCode.Add => Op.Add,
                ILOpCode.Sub => Op.Sub,
                ILOpCode.Mul => Op.Mul,
                ILOpCode.Div => Op.Div,
                ILOpCode.And => Op.And,
                ILOpCode.Or => Op.Or,
                ILOpCode.Xor => Op.Xor,
                _ => comparison,
            };
            if (op == Op.None || !TryPop(out Number right) || !TryPop(out Number left) || left.Kind != right.Kind)
                return false;
            if (comparison != Op.None)
            {
                ConstantFolding.TryCompare(comparison, left.Kind, left.Value, right.Value, out bool isTrue);
                return Push(isTrue ? 1 : 0);
            }

            return ConstantFolding.TryBinary(op, left.Kind, left.Value, right.Value, out long result) && Push(new Number(left.Kind, result));
        }

        private bool Call(MethodDesc method)
        {
            TypeDesc? constraint = _constraint;
            _constraint = null;
            if (!method.IsStatic)
                return Instance(method);
            if (method.OwningType.FullName == "System.Type" && _stack.Count > 0)
                return TypeCall(method);
            if (method.Signature.Parameters.Count > 0)
                return false;
            if (constraint is not null && method.IsVirtual)
            {
                if (constraint.ResolveStaticVirtual(method) is not { } target)
                    return false;
                method = target;
            }

            if (TypeQuestions.TryAnswer(method, out bool answer))
                return Push(answer ? 1 : 0);
            Kind kind = method.Signature.ReturnType.ValueKind;
            return _methods.TryGet(method, out long value) && Push(new Number(kind, value));
        }

        private readonly bool TypeCall(MethodDesc method)
        {
            if (method.Name == "GetTypeFromHandle")
                return _stack.Peek() is TypeDesc;
            if (method.Name is not ("op_Equality" or "op_Inequality") || _stack.Count < 2)
                return false;
            if (_stack.Pop() is not TypeDesc right || _stack.Pop() is not TypeDesc left)
                return false;
            return Push((left == right) == (method.Name == "op_Equality") ? 1 : 0);
        }

        private readonly bool Instance(MethodDesc method) =>
            _stack.Count > 0 && _stack.Peek() is TypeDesc type && TypeQuestions.TryAnswerProperty(method, type, out bool answer)
            && _stack.TryPop(out _) && Push(answer ? 1 : 0);

        private readonly bool TryPop(out Number number)
        {
            number = default;
            if (_stack.Count == 0 || _stack.Pop() is not Number top)
                return false;
            number = top;
            return true;
        }

        private readonly bool Push(int value) => Push(new Number(Kind.I32, value));

        private readonly bool Push(object value)
        {
            _stack.Push(value);
            return true;
        }
    }

    private readonly record struct Number(Kind Kind, long Value);
}
