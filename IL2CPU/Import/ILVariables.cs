using System.Reflection.Metadata;

namespace IL2CPU.Import;

internal enum VariableAccess
{
    Load,
    Store,
    Address,
}

/// <summary>The instructions that name an argument or a local.</summary>
internal static class ILVariables
{
    /// <summary>Decodes the operand of such an instruction; false, without reading, for any other.</summary>
    public static bool TryDecode(ILOpCode opcode, ref ILReader reader, out int index, out bool isArgument, out VariableAccess access)
    {
        isArgument = IsArgument(opcode);
        access = VariableAccess.Load;
        index = -1;
        switch (opcode)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                index = opcode - ILOpCode.Ldarg_0;
                return true;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                index = opcode - ILOpCode.Ldloc_0;
                return true;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                index = opcode - ILOpCode.Stloc_0;
                access = VariableAccess.Store;
                return true;
            case ILOpCode.Ldarg_s or ILOpCode.Ldloc_s:
                index = reader.ReadByte();
                return true;
            case ILOpCode.Ldarg or ILOpCode.Ldloc:
                index = reader.ReadUInt16();
                return true;
            case ILOpCode.Starg_s or ILOpCode.Stloc_s:
                index = reader.ReadByte();
                access = VariableAccess.Store;
                return true;
            case ILOpCode.Starg or ILOpCode.Stloc:
                index = reader.ReadUInt16();
                access = VariableAccess.Store;
                return true;
            case ILOpCode.Ldarga_s or ILOpCode.Ldloca_s:
                index = reader.ReadByte();
                access = VariableAccess.Address;
                return true;
            case ILOpCode.Ldarga or ILOpCode.Ldloca:
                index = reader.ReadUInt16();
                access = VariableAccess.Address;
                return true;
            default:
                return false;
        }
    }

    private static bool IsArgument(ILOpCode opcode) => opcode is (>= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3) or ILOpCode.Ldarg_s
        or ILOpCode.Ldarg or ILOpCode.Starg_s or ILOpCode.Starg or ILOpCode.Ldarga_s or ILOpCode.Ldarga;
}
