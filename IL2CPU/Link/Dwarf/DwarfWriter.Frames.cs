using System;
using System.Linq;
using IL2CPU.X64;
using HwContext = Abi.HwContext;
using Layout = Abi.Layout;

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
    private const byte CfaAdvance1 = 0x02;
    private const byte CfaAdvance4 = 0x04;
    private const byte CfaUndefined = 0x07;
    private const byte CfaOffsetExtended = 0x11;
    private const byte CfaOffset = 0x80;
    private const int DataAlignment = -8;
    private const int PushLength = 1;
    private const int MoveLength = 3;

    /// <summary>Call frame information: CFA by RSP until RBP is set up, then by RBP.</summary>
    private ReadOnlyMemory<byte> Frames()
    {
        var section = new ByteWriter();
        ByteWriter common = CommonEntry("");
        common.Bytes([CfaDefine, RegisterRsp, 8, CfaOffset | RegisterReturn, 1]);
        Finish(section, common);
        uint interrupted = (uint)section.Length;
        if (_functions.Any(f => f.Code.Caller == CallerKind.Interrupted))
            Finish(section, InterruptedEntry());
        for (int i = 0; i < _functions.Count; i++)
            AddFrame(section, _functions[i], EndOf(i), _functions[i].Code.Caller == CallerKind.Interrupted ? interrupted : 0);
        return section.Written;
    }

    private static ByteWriter CommonEntry(string augmentation)
    {
        var common = new ByteWriter();
        common.UInt32(0xFFFFFFFF);
        common.Byte(1);
        common.CString(augmentation);
        common.Uleb(1);
        common.Sleb(DataAlignment);
        common.Byte(RegisterReturn);
        return common;
    }

    /// <summary>Exact where the routine calls: there RSP points to the interrupted registers.</summary>
    private static ByteWriter InterruptedEntry()
    {
        // In the order of DWARF's numbers. Source: System V ABI for x86-64, figure 3.36.
        string[] registers =
        [
            nameof(HwContext.Rax), nameof(HwContext.Rdx), nameof(HwContext.Rcx), nameof(HwContext.Rbx), nameof(HwContext.Rsi),
            nameof(HwContext.Rdi), nameof(HwContext.Rbp), nameof(HwContext.Rsp), nameof(HwContext.R8), nameof(HwContext.R9),
            nameof(HwContext.R10), nameof(HwContext.R11), nameof(HwContext.R12), nameof(HwContext.R13), nameof(HwContext.R14),
            nameof(HwContext.R15), nameof(HwContext.Rip),
        ];

        // S: the place is an instruction to be executed, not one after a call.
        ByteWriter common = CommonEntry("S");
        common.Bytes([CfaDefine, RegisterRsp, 0]);
        for (int i = 0; i < registers.Length; i++)
        {
            common.Byte(CfaOffsetExtended);
            common.Uleb((ulong)i);
            common.Sleb(Layout.OffsetOf<HwContext>(registers[i]) / DataAlignment);
        }

        return common;
    }

    private void AddFrame(ByteWriter section, PlacedFunction function, ulong end, uint common)
    {
        ulong start = _textStart + function.Offset;
        var entry = new ByteWriter();
        entry.UInt32(common);
        entry.UInt64(start);
        entry.UInt64(end - start);
        int push = function.Code.HasFrame && function.Code.Frames.IsEmpty ? FindPush(function.Code.Code) : -1;
        AddRows(entry, function.Code);
        if (push >= 0)
        {
            Advance(entry, push + PushLength);
            entry.Bytes([CfaDefineOffset, 16, CfaOffset | RegisterRbp, 2]);
            Advance(entry, MoveLength);
            entry.Bytes([CfaDefineRegister, RegisterRbp]);
        }

        if (function.Code.Caller == CallerKind.None)
            entry.Bytes([CfaUndefined, RegisterReturn]);
        Finish(section, entry);
    }

    private static void AddRows(ByteWriter entry, CompiledCode code)
    {
        int at = 0;
        FrameState state = FrameState.None;
        foreach (FrameRow row in code.Frames)
        {
            Advance(entry, row.Offset - at);
            at = row.Offset;
            entry.Bytes(row.State switch
            {
                FrameState.None => [CfaDefine, RegisterRsp, 8, CfaSameValue, RegisterRbp],
                FrameState.Pushed => [CfaDefineOffset, 16, CfaOffset | RegisterRbp, 2],
                _ when state == FrameState.Pushed => [CfaDefineRegister, RegisterRbp],
                _ => [CfaDefine, RegisterRbp, 16, CfaOffset | RegisterRbp, 2],
            });
            state = row.State;
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
        section.Bytes(entry.Written.Span);
    }
}
