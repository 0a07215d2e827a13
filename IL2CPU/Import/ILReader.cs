using System;
using System.Buffers.Binary;
using System.Reflection.Metadata;

namespace IL2CPU.Import;

/// <summary>Cursor over IL bytes. Damaged IL gives a diagnostic.</summary>
internal ref struct ILReader
{
    private readonly ReadOnlySpan<byte> _code;

    public ILReader(ReadOnlySpan<byte> code, int offset = 0)
    {
        _code = code;
        Offset = offset;
    }

    public int Offset { get; private set; }

    public readonly bool HasNext => Offset < _code.Length;

    public ILOpCode ReadOpcode()
    {
        int value = ReadByte();
        return (ILOpCode)(value == 0xFE ? 0xFE00 | ReadByte() : value);
    }

    /// <summary>The next opcode, not consumed; Nop at the end.</summary>
    public readonly ILOpCode Peek()
    {
        if (!HasNext)
            return ILOpCode.Nop;
        ILReader copy = this;
        return copy.ReadOpcode();
    }

    public byte ReadByte() => Take(1)[0];

    public sbyte ReadSByte() => (sbyte)Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Absolute offset of a branch's target.</summary>
    public int ReadBranch(ILOpCode opcode)
    {
        int distance = opcode.GetBranchOperandSize() == 1 ? ReadSByte() : ReadInt32();
        return Offset + distance;
    }

    /// <summary>Absolute offsets of a switch's targets.</summary>
    public int[] ReadSwitch()
    {
        int count = ReadInt32();
        if (count < 0 || count > (_code.Length - Offset) / 4)
            throw new CompilerDiagnosticException("switch table is larger than the method");
        int origin = Offset + (4 * count);
        var targets = new int[count];
        for (int i = 0; i < count; i++)
            targets[i] = origin + ReadInt32();
        return targets;
    }

    /// <summary>Passes over an opcode's operand.</summary>
    public void Skip(ILOpCode opcode)
    {
        if (opcode == ILOpCode.Switch)
            ReadSwitch();
        else
            Take(OperandSize(opcode));
    }

    private static int OperandSize(ILOpCode opcode)
    {
        if (opcode.IsBranch())
            return opcode.GetBranchOperandSize();
        switch (opcode)
        {
            case ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s
                or ILOpCode.Stloc_s or ILOpCode.Ldc_i4_s or ILOpCode.Unaligned or (ILOpCode)0xFE19:
                return 1;
            case ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc:
                return 2;
            case ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8:
                return 8;
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Calli or ILOpCode.Callvirt
                or ILOpCode.Cpobj or ILOpCode.Ldobj or ILOpCode.Ldstr or ILOpCode.Newobj or ILOpCode.Castclass or ILOpCode.Isinst
                or ILOpCode.Unbox or ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda
                or ILOpCode.Stsfld or ILOpCode.Stobj or ILOpCode.Box or ILOpCode.Newarr or ILOpCode.Ldelema or ILOpCode.Ldelem
                or ILOpCode.Stelem or ILOpCode.Unbox_any or ILOpCode.Refanyval or ILOpCode.Mkrefany or ILOpCode.Ldtoken
                or ILOpCode.Ldftn or ILOpCode.Ldvirtftn or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof:
                return 4;
            default:
                return 0;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _code.Length - Offset)
            throw new CompilerDiagnosticException("the IL ends within an instruction");
        ReadOnlySpan<byte> bytes = _code.Slice(Offset, count);
        Offset += count;
        return bytes;
    }
}
