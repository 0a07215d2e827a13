using System.Reflection.Metadata;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// The one switch over opcodes; instructions with one-line bodies are here, the others in their family's file.
internal sealed partial class ILImporter
{
    private void ImportInstruction(ref ILReader reader)
    {
        ILOpCode opcode = reader.ReadOpcode();
        if (ILVariables.TryDecode(opcode, ref reader, out int index, out bool isArgument, out VariableAccess access))
        {
            ImportVariable(_graph.Variable(index, isArgument), access);
            return;
        }

        if (opcode.IsBranch())
        {
            reader.ReadBranch(opcode);
            ImportBranch(opcode);
            return;
        }

        if (TryImportSimple(opcode) || TryImportConversion(opcode, reader.Peek()) || TryImportIndirect(opcode) || TryImportElement(opcode))
            return;
        ImportWithOperand(opcode, ref reader);
    }

    private bool TryImportSimple(ILOpCode opcode)
    {
        switch (opcode)
        {
            case ILOpCode.Nop or ILOpCode.Break: return true;
            case ILOpCode.Dup: ImportDup(); return true;
            case ILOpCode.Pop: ImportPop(); return true;
            case ILOpCode.Ldnull: Push(Null()); return true;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8: Push(Const32((int)opcode - (int)ILOpCode.Ldc_i4_0)); return true;
            case ILOpCode.Add: ImportBinary(Op.Add); return true;
            case ILOpCode.Sub: ImportBinary(Op.Sub); return true;
            case ILOpCode.Mul: ImportBinary(Op.Mul); return true;
            case ILOpCode.Div: ImportBinary(Op.Div); return true;
            case ILOpCode.Div_un: ImportBinary(Op.DivUn); return true;
            case ILOpCode.Rem: ImportBinary(Op.Rem); return true;
            case ILOpCode.Rem_un: ImportBinary(Op.RemUn); return true;
            case ILOpCode.And: ImportBinary(Op.And); return true;
            case ILOpCode.Or: ImportBinary(Op.Or); return true;
            case ILOpCode.Xor: ImportBinary(Op.Xor); return true;
            case ILOpCode.Add_ovf: ImportBinary(Op.AddOvf); return true;
            case ILOpCode.Add_ovf_un: ImportBinary(Op.AddOvfUn); return true;
            case ILOpCode.Sub_ovf: ImportBinary(Op.SubOvf); return true;
            case ILOpCode.Sub_ovf_un: ImportBinary(Op.SubOvfUn); return true;
            case ILOpCode.Mul_ovf: ImportBinary(Op.MulOvf); return true;
            case ILOpCode.Mul_ovf_un: ImportBinary(Op.MulOvfUn); return true;
            case ILOpCode.Shl: ImportShift(Op.Shl); return true;
            case ILOpCode.Shr: ImportShift(Op.Shr); return true;
            case ILOpCode.Shr_un: ImportShift(Op.ShrUn); return true;
            case ILOpCode.Neg: ImportNegate(); return true;
            case ILOpCode.Not: ImportNot(); return true;
            case ILOpCode.Ceq: ImportCompare(Op.Eq); return true;
            case ILOpCode.Cgt: ImportCompare(Op.Gt); return true;
            case ILOpCode.Cgt_un: ImportCompare(Op.GtUn); return true;
            case ILOpCode.Clt: ImportCompare(Op.Lt); return true;
            case ILOpCode.Clt_un: ImportCompare(Op.LtUn); return true;
            case ILOpCode.Ckfinite: ImportCheckFinite(); return true;
            case ILOpCode.Ldlen: ImportLength(); return true;
            case ILOpCode.Localloc: ImportLocalAlloc(); return true;
            case ILOpCode.Cpblk: ImportCopyBlock(); return true;
            case ILOpCode.Initblk: ImportInitBlock(); return true;
            case ILOpCode.Ret: ImportReturn(); return true;
            case ILOpCode.Throw: ImportThrow(); return true;
            case ILOpCode.Rethrow: ImportRethrow(); return true;
            case ILOpCode.Endfinally: ImportEndFinally(); return true;
            case ILOpCode.Endfilter: ImportEndFilter(); return true;
            case ILOpCode.Volatile: _prefixFlags |= ValueFlags.Volatile; return true;
            case ILOpCode.Readonly: _isReadonly = true; return true;
            case ILOpCode.Tail: _isTail = true; return true;
            default: return false;
        }
    }

    private bool TryImportConversion(ILOpCode opcode, ILOpCode next)
    {
        switch (opcode)
        {
            case ILOpCode.Conv_i: ImportConvertNative(false); return true;
            case ILOpCode.Conv_u: ImportConvertNative(true); return true;
            case ILOpCode.Conv_i8: ImportConvert64(false); return true;
            case ILOpCode.Conv_u8: ImportConvert64(true); return true;
            case ILOpCode.Conv_i4: ImportConvert32(false); return true;
            case ILOpCode.Conv_u4: ImportConvert32(true); return true;
            case ILOpCode.Conv_i1: ImportConvertNarrow(MemType.I8); return true;
            case ILOpCode.Conv_u1: ImportConvertNarrow(MemType.U8); return true;
            case ILOpCode.Conv_i2: ImportConvertNarrow(MemType.I16); return true;
            case ILOpCode.Conv_u2: ImportConvertNarrow(MemType.U16); return true;
            case ILOpCode.Conv_r4: ImportConvertFloat(Kind.F32, false); return true;
            case ILOpCode.Conv_r8: ImportConvertFloat(Kind.F64, false); return true;
            // There is no conv.r4.un: the pair is one conversion, rounded once.
            case ILOpCode.Conv_r_un: ImportConvertFloat(next == ILOpCode.Conv_r4 ? Kind.F32 : Kind.F64, true); return true;
            case ILOpCode.Conv_ovf_i1: ImportConvertChecked(MemType.I8, false, false); return true;
            case ILOpCode.Conv_ovf_u1: ImportConvertChecked(MemType.U8, true, false); return true;
            case ILOpCode.Conv_ovf_i2: ImportConvertChecked(MemType.I16, false, false); return true;
            case ILOpCode.Conv_ovf_u2: ImportConvertChecked(MemType.U16, true, false); return true;
            case ILOpCode.Conv_ovf_i4: ImportConvertChecked(MemType.I32, false, false); return true;
            case ILOpCode.Conv_ovf_u4: ImportConvertChecked(MemType.I32, true, false); return true;
            case ILOpCode.Conv_ovf_i8 or ILOpCode.Conv_ovf_i: ImportConvertChecked(MemType.I64, false, false); return true;
            case ILOpCode.Conv_ovf_u8 or ILOpCode.Conv_ovf_u: ImportConvertChecked(MemType.I64, true, false); return true;
            case ILOpCode.Conv_ovf_i1_un: ImportConvertChecked(MemType.I8, false, true); return true;
            case ILOpCode.Conv_ovf_u1_un: ImportConvertChecked(MemType.U8, true, true); return true;
            case ILOpCode.Conv_ovf_i2_un: ImportConvertChecked(MemType.I16, false, true); return true;
            case ILOpCode.Conv_ovf_u2_un: ImportConvertChecked(MemType.U16, true, true); return true;
            case ILOpCode.Conv_ovf_i4_un: ImportConvertChecked(MemType.I32, false, true); return true;
            case ILOpCode.Conv_ovf_u4_un: ImportConvertChecked(MemType.I32, true, true); return true;
            case ILOpCode.Conv_ovf_i8_un or ILOpCode.Conv_ovf_i_un: ImportConvertChecked(MemType.I64, false, true); return true;
            case ILOpCode.Conv_ovf_u8_un or ILOpCode.Conv_ovf_u_un: ImportConvertChecked(MemType.I64, true, true); return true;
            default: return false;
        }
    }

    private bool TryImportIndirect(ILOpCode opcode)
    {
        switch (opcode)
        {
            case ILOpCode.Ldind_i1: ImportLoadIndirect(MemType.I8); return true;
            case ILOpCode.Ldind_u1: ImportLoadIndirect(MemType.U8); return true;
            case ILOpCode.Ldind_i2: ImportLoadIndirect(MemType.I16); return true;
            case ILOpCode.Ldind_u2: ImportLoadIndirect(MemType.U16); return true;
            case ILOpCode.Ldind_i4 or ILOpCode.Ldind_u4: ImportLoadIndirect(MemType.I32); return true;
            case ILOpCode.Ldind_i8: ImportLoadIndirect(MemType.I64); return true;
            case ILOpCode.Ldind_i: ImportLoadIndirect(NativeCellAt(Peek())); return true;
            case ILOpCode.Ldind_r4: ImportLoadIndirect(MemType.F32); return true;
            case ILOpCode.Ldind_r8: ImportLoadIndirect(MemType.F64); return true;
            case ILOpCode.Ldind_ref: ImportLoadIndirect(ReferenceAt(Peek())); return true;
            case ILOpCode.Stind_i1: ImportStoreIndirect(MemType.I8); return true;
            case ILOpCode.Stind_i2: ImportStoreIndirect(MemType.I16); return true;
            case ILOpCode.Stind_i4: ImportStoreIndirect(MemType.I32); return true;
            case ILOpCode.Stind_i8: ImportStoreIndirect(MemType.I64); return true;
            case ILOpCode.Stind_i: ImportStoreIndirect(MemType.I64); return true;
            case ILOpCode.Stind_r4: ImportStoreIndirect(MemType.F32); return true;
            case ILOpCode.Stind_r8: ImportStoreIndirect(MemType.F64); return true;
            case ILOpCode.Stind_ref: ImportStoreIndirect(MemType.Ref); return true;
            default: return false;
        }
    }

    // ldind.i reads pointers as well as integers: the address's static type tells which.
    private static MemType NativeCellAt(StackEntry address) =>
        address.Type is { } type && (type.IsByRef || type.IsPointer) && type.Element.CellType == MemType.I64 ? MemType.I64 : MemType.Ptr;

    private TypeDesc ReferenceAt(StackEntry address) =>
        address.Type is { } type && (type.IsByRef || type.IsPointer) && type.Element.CellType == MemType.Ref
            ? type.Element
            : _method.Context.GetWellKnown(WellKnownType.Object);

    private bool TryImportElement(ILOpCode opcode)
    {
        switch (opcode)
        {
            case ILOpCode.Ldelem_i1: ImportLoadElement(MemType.I8); return true;
            case ILOpCode.Ldelem_u1: ImportLoadElement(MemType.U8); return true;
            case ILOpCode.Ldelem_i2: ImportLoadElement(MemType.I16); return true;
            case ILOpCode.Ldelem_u2: ImportLoadElement(MemType.U16); return true;
            case ILOpCode.Ldelem_i4 or ILOpCode.Ldelem_u4: ImportLoadElement(MemType.I32); return true;
            case ILOpCode.Ldelem_i8: ImportLoadElement(MemType.I64); return true;
            case ILOpCode.Ldelem_i: ImportLoadElement(NativeElement()); return true;
            case ILOpCode.Ldelem_r4: ImportLoadElement(MemType.F32); return true;
            case ILOpCode.Ldelem_r8: ImportLoadElement(MemType.F64); return true;
            case ILOpCode.Ldelem_ref: ImportLoadElement(MemType.Ref); return true;
            case ILOpCode.Stelem_i1: ImportStoreElement(WellKnownOf(MemType.I8)); return true;
            case ILOpCode.Stelem_i2: ImportStoreElement(WellKnownOf(MemType.I16)); return true;
            case ILOpCode.Stelem_i4: ImportStoreElement(WellKnownOf(MemType.I32)); return true;
            case ILOpCode.Stelem_i8: ImportStoreElement(WellKnownOf(MemType.I64)); return true;
            case ILOpCode.Stelem_i: ImportStoreElement(StoredNative()); return true;
            case ILOpCode.Stelem_r4: ImportStoreElement(WellKnownOf(MemType.F32)); return true;
            case ILOpCode.Stelem_r8: ImportStoreElement(WellKnownOf(MemType.F64)); return true;
            case ILOpCode.Stelem_ref: StoreElementRef(); return true;
            default: return false;
        }
    }

    private TypeDesc NativeElement() => Peek(1).Type is { IsSzArray: true } type
        ? type.Element
        : _method.Context.MakePointer(_method.Context.GetWellKnown(WellKnownType.Void));

    private TypeDesc StoredNative() => Peek(2).Type is { IsSzArray: true } type
        ? type.Element
        : _method.Context.MakePointer(_method.Context.GetWellKnown(WellKnownType.Void));

    private void ImportWithOperand(ILOpCode opcode, ref ILReader reader)
    {
        switch (opcode)
        {
            case ILOpCode.Ldc_i4_s: Push(Const32(reader.ReadSByte())); break;
            case ILOpCode.Ldc_i4: Push(Const32(reader.ReadInt32())); break;
            case ILOpCode.Ldc_i8: Push(Const64(reader.ReadInt64())); break;
            case ILOpCode.Ldc_r4: Push(Constant(Kind.F32, (uint)reader.ReadInt32())); break;
            case ILOpCode.Ldc_r8: Push(Constant(Kind.F64, reader.ReadInt64())); break;
            case ILOpCode.Ldstr: ImportLoadString(_il.ResolveString(reader.ReadInt32())); break;
            case ILOpCode.Ldtoken: ImportToken(_il.ResolveToken(reader.ReadInt32())); break;
            case ILOpCode.Ldfld: ImportLoadField(_il.ResolveField(reader.ReadInt32())); break;
            case ILOpCode.Ldflda: ImportFieldAddress(_il.ResolveField(reader.ReadInt32())); break;
            case ILOpCode.Stfld: ImportStoreField(_il.ResolveField(reader.ReadInt32())); break;
            case ILOpCode.Ldsfld: ImportLoadStatic(_il.ResolveField(reader.ReadInt32())); break;
            case ILOpCode.Ldsflda: ImportStaticAddress(_il.ResolveField(reader.ReadInt32())); break;
            case ILOpCode.Stsfld: ImportStoreStatic(_il.ResolveField(reader.ReadInt32())); break;
            case ILOpCode.Ldobj: ImportLoadIndirect(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Stobj: ImportStoreIndirect(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Cpobj: ImportCopyObject(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Initobj: ImportInitObject(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Newarr: ImportNewArray(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Ldelem: ImportLoadElement(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Ldelema: ImportElementAddress(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Stelem: ImportStoreElement(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Box: ImportBox(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Unbox: ImportUnbox(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Unbox_any: ImportUnboxAny(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Isinst: ImportIsInst(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Castclass: ImportCastClass(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Sizeof: ImportSizeOf(_il.ResolveType(reader.ReadInt32())); break;
            case ILOpCode.Call: ImportCall(_il.ResolveMethod(reader.ReadInt32()), false); break;
            case ILOpCode.Callvirt: ImportCall(_il.ResolveMethod(reader.ReadInt32()), true); break;
            case ILOpCode.Calli: ImportCallIndirect(_il.ResolveSignature(reader.ReadInt32())); break;
            case ILOpCode.Newobj: ImportNewObject(_il.ResolveMethod(reader.ReadInt32())); break;
            case ILOpCode.Ldftn: ImportLoadFunction(_il.ResolveMethod(reader.ReadInt32())); break;
            case ILOpCode.Ldvirtftn: ImportLoadVirtualFunction(_il.ResolveMethod(reader.ReadInt32())); break;
            case ILOpCode.Constrained: _constraint = _il.ResolveType(reader.ReadInt32()); break;
            case ILOpCode.Unaligned: reader.ReadByte(); break;
            case ILOpCode.Switch: reader.ReadSwitch(); ImportSwitch(); break;
            default: throw NotSupported(opcode);
        }
    }

    private static CompilerDiagnosticException NotSupported(ILOpCode opcode) =>
        new($"IL instruction {opcode.ToString().ToLowerInvariant().Replace('_', '.')} is not supported")
        {
            Advice = opcode switch
            {
                ILOpCode.Mkrefany or ILOpCode.Refanyval or ILOpCode.Refanytype => "a ref parameter of a generic method, or object, in place of TypedReference",
                ILOpCode.Arglist => "a params parameter",
                ILOpCode.Jmp => "the prefix tail. with a call",
                _ => null,
            },
        };
}
