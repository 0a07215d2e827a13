using System;
using IL2CPU.X64;

namespace IL2CPU.Link.Dwarf;

internal sealed partial class DwarfWriter
{
    private const byte RegisterRbp = 6;
    private const byte RegisterRsp = 7;
    private const byte RegisterReturn = 16;
    private const byte CfaDefine = 0x0C;
    private const byte CfaDefineRegister = 0x0D;
    private const byte CfaDefineOffset = 0x0E;
    private const byte CfaSameValue = 0x08;
    private const byte CfaRemember = 0x0A;
    private const byte CfaRestore = 0x0B;
    private const byte CfaAdvance1 = 0x02;
    private const byte CfaAdvance4 = 0x04;
    private const byte CfaOffset = 0x80;
    private const int PushLength = 1;
    private const int MoveLength = 3;
    private const int CallLength = 5;

    /// <summary>Call frame information: CFA by RSP until RBP is set up, then by RBP.</summary>
    private byte[] Frames()
    {
        var section = new ByteWriter();
        var common = new ByteWriter();
        common.UInt32(0xFFFFFFFF);
        common.Byte(1);
        common.Byte(0);
        common.Uleb(1);
        common.Sleb(-8);
        common.Byte(RegisterReturn);
        common.Bytes([CfaDefine, RegisterRsp, 8, CfaOffset | RegisterReturn, 1]);
        Finish(section, common);
        for (int i = 0; i < _functions.Count; i++)
            AddFrame(section, _functions[i], EndOf(i));
        return section.ToArray();
    }

    private void AddFrame(ByteWriter section, PlacedFunction function, ulong end)
    {
        ulong start = _textStart + function.Offset;
        var entry = new ByteWriter();
        entry.UInt32(0);
        entry.UInt64(start);
        entry.UInt64(end - start);
        int push = function.Code.HasFrame ? FindPush(function.Code.Code) : -1;
        if (push >= 0)
        {
            Advance(entry, push + PushLength);
            entry.Bytes([CfaDefineOffset, 16, CfaOffset | RegisterRbp, 2]);
            Advance(entry, MoveLength);
            entry.Bytes([CfaDefineRegister, RegisterRbp]);
            AddSlowPath(entry, function.Code, push + PushLength + MoveLength);
        }

        Finish(section, entry);
    }

    /// <summary>In the call of Split no frame exists yet, wherever that code lies.</summary>
    private static void AddSlowPath(ByteWriter entry, CompiledCode code, int at)
    {
        foreach (StackMapEntry map in code.StackMaps)
        {
            int start = map.Offset - CallLength;
            if (map.ArgumentRegisters < 0 || start < at)
                continue;
            Advance(entry, start - at);
            entry.Bytes([CfaRemember, CfaDefine, RegisterRsp, 8, CfaSameValue, RegisterRbp]);
            int jump = map.Offset < code.Code.Length && code.Code[map.Offset] == 0xEB ? 2 : 5;
            Advance(entry, CallLength + jump);
            entry.Byte(CfaRestore);
            return;
        }
    }

    /// <summary>Offset of <c>push rbp; mov rbp, rsp</c>, which follows the stack check.</summary>
    private static int FindPush(byte[] code)
    {
        ReadOnlySpan<byte> bytes = code;
        int limit = Math.Min(bytes.Length - 4, 64);
        for (int i = 0; i <= limit; i++)
        {
            if (bytes[i] == 0x55 && bytes[i + 1] == 0x48 && ((bytes[i + 2] == 0x89 && bytes[i + 3] == 0xE5) || (bytes[i + 2] == 0x8B && bytes[i + 3] == 0xEC)))
                return i;
        }

        return -1;
    }

    private static void Advance(ByteWriter entry, int delta)
    {
        if (delta == 0)
            return;
        if (delta < 64)
        {
            entry.Byte((byte)(0x40 | delta));
        }
        else if (delta < 256)
        {
            entry.Byte(CfaAdvance1);
            entry.Byte((byte)delta);
        }
        else
        {
            entry.Byte(CfaAdvance4);
            entry.UInt32((uint)delta);
        }
    }

    private static void Finish(ByteWriter section, ByteWriter entry)
    {
        while ((entry.Length + 4) % AddressSize != 0)
            entry.Byte(0);
        section.UInt32((uint)entry.Length);
        section.Bytes(entry.ToArray());
    }
}
