using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using Abi;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Kernel;

/// <summary>How a place in the boot section is filled in once addresses are known.</summary>
public enum BootFixupKind
{
    /// <summary>u64, the symbol's virtual address.</summary>
    Virtual64,

    /// <summary>u32, the symbol's physical address.</summary>
    Physical32,
}

/// <summary>A place in <see cref="BootSection.Bytes"/> that depends on the link.</summary>
public readonly record struct BootFixup(int Offset, BootFixupKind Kind, string Symbol);

/// <summary>The first loaded bytes of a kernel image behind the ELF header: multiboot2 and multiboot1 headers, the PVH
/// note, 32-bit entry, first page tables, first stack, and the application processors' trampoline.</summary>
/// <remarks>Position: physical <see cref="AddressMap.KernelPhysicalBase"/> + <see cref="BootLayout.SectionOffset"/>. Every
/// loader enters in 32-bit protected mode with paging off; the page tables are constants, so the code only switches
/// them on. Calls <c>kernel_main(uint magic, ulong infoPhysicalAddress)</c> in the higher half, interrupts off.
/// Sources: Multiboot 0.6.96, Multiboot2 2.0, Xen PVH start-of-day, SDM 3A 10.8.5.</remarks>
public sealed class BootSection
{
    /// <summary>The C# method entered on the boot processor.</summary>
    public const string MainSymbol = "kernel_main";

    /// <summary>The routine application processors continue in.</summary>
    public const string ApEntrySymbol = "ap_entry";

    /// <summary>End of what the file holds, defined by the linker.</summary>
    public const string FileEndSymbol = LinkerNames.DataEnd;

    /// <summary>End of zeroed memory, defined by the linker.</summary>
    public const string ImageEndSymbol = LinkerNames.BssEnd;

    private const int Multiboot2Offset = 0x00;
    private const int Multiboot1Offset = 0x40;
    private const int NoteOffset = 0x80;
    private const int NoteSize = 24;
    private const int GdtOffset = 0xC0;
    private const int GdtSize = 24;
    private const int GdtPointerOffset = 0xE0;
    private const int MainSlotOffset = 0xF0;
    private const int Code32Offset = 0x100;
    private const int Code64Offset = 0x300;
    private const uint CodeDescriptor32Selector = 0x18;

    // CR4: PAE, OSFXSR, OSXMMEXCPT. Compiled code uses SSE from its first instruction.
    private const uint EarlyCr4 = 0x620;

    // CR0: PG, WP, NE, MP, PE, and ET which is always 1.
    private const uint EarlyCr0 = 0x80010033;
    private const uint EferMsr = 0xC0000080;

    // EFER: SCE, LME, NXE.
    private const uint EarlyEfer = 0x901;

    private readonly byte[] _bytes = new byte[BootLayout.SectionSize];
    private readonly List<BootFixup> _fixups = [];
    private readonly ulong _base = AddressMap.KernelPhysicalBase + BootLayout.SectionOffset;
    private int _pvhEntry;
    private int _entry;

    private BootSection()
    {
    }

    /// <summary>The section's contents, <see cref="BootLayout.SectionSize"/> bytes, page-aligned parts.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Places to fill in.</summary>
    public IReadOnlyList<BootFixup> Fixups => _fixups;

    /// <summary>Entry point for the ELF header: the virtual address, because GRUB looks for it among the segments' and
    /// translates it. The code itself runs at the physical one.</summary>
    public ulong Entry => HighHalf(PhysicalEntry);

    private ulong PhysicalEntry => _base + (ulong)_entry;

    /// <summary>Offset and size of the PVH note, which a PT_NOTE program header must describe with alignment 4.</summary>
    public static (int Offset, int Size) Note => (NoteOffset, NoteSize);

    /// <summary>Symbols in the section: name and offset.</summary>
    public static IReadOnlyList<(string Name, int Offset)> Symbols { get; } =
    [
        ("ap_trampoline", BootLayout.TrampolineOffset),
        ("boot_page_tables", BootLayout.PageTablesOffset),
        ("boot_section_start", 0),
    ];

    /// <summary>Builds the section.</summary>
    public static BootSection Build()
    {
        var section = new BootSection();
        section.EmitCode64();
        section.EmitCode32();
        section.EmitTrampoline();
        section.WriteMultiboot2();
        section.WriteMultiboot1();
        section.WriteNote();
        section.WriteGdt(GdtOffset, GdtPointerOffset, section._base);
        section.WritePageTables();
        return section;
    }

    private static ulong HighHalf(ulong physical) => physical + AddressMap.KernelOffset;

    private void Put32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset), value);

    private void Put64(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(offset), value);

    // Two entries share the code behind them: multiboot leaves its magic in EAX, PVH does not.
    private void EmitCode32()
    {
        var a = new Assembler(32);
        Label common = a.CreateLabel("common");
        Label unsupported = a.CreateLabel("unsupported");
        Label hang = a.CreateLabel("hang");
        a.mov(eax, BootLayout.PvhMagic);
        a.Label(ref common);
        a.cli();
        a.cld();
        a.mov(esp, (uint)(_base + BootLayout.StackTopOffset));
        a.mov(edi, eax);
        a.mov(esi, ebx);
        a.mov(eax, 0x80000001);
        a.cpuid();
        a.bt(edx, 29);
        a.jnc(unsupported);

        a.mov(eax, EarlyCr4);
        a.mov(cr4, eax);
        a.mov(eax, (uint)(_base + BootLayout.PageTablesOffset));
        a.mov(cr3, eax);
        a.mov(ecx, EferMsr);
        a.mov(eax, EarlyEfer);
        a.xor(edx, edx);
        a.wrmsr();
        a.mov(eax, EarlyCr0);
        a.mov(cr0, eax);
        a.lgdt(__[(uint)(_base + GdtPointerOffset)]);
        a.push(Selector.KernelCode);
        a.push((int)(_base + Code64Offset));
        a.retf();

        // The only output possible here: one character on COM1, then stop.
        a.Label(ref unsupported);
        a.mov(dx, 0x3F8);
        a.mov(al, (int)'!');
        a.@out(dx, al);
        a.Label(ref hang);
        a.hlt();
        a.jmp(hang);
        AssemblerResult result = Assemble(a, Code32Offset, _base + Code32Offset, Code64Offset - Code32Offset);
        _pvhEntry = Code32Offset;
        _entry = (int)(result.GetLabelRIP(common) - _base);
    }

    private void EmitCode64()
    {
        var a = new Assembler(64);
        a.mov(ax, Selector.KernelData);
        a.mov(ds, ax);
        a.mov(es, ax);
        a.mov(ss, ax);
        a.xor(eax, eax);
        a.mov(fs, ax);
        a.mov(gs, ax);
        a.mov(rsp, HighHalf(_base + BootLayout.StackTopOffset));
        a.xor(ebp, ebp);
        a.mov(edi, edi);
        a.mov(esi, esi);
        a.mov(rax, HighHalf(_base + MainSlotOffset));
        a.call(__qword_ptr[rax]);
        a.ud2();
        Assemble(a, Code64Offset, _base + Code64Offset, 0x100);
        _fixups.Add(new BootFixup(MainSlotOffset, BootFixupKind.Virtual64, MainSymbol));
    }

    // Runs at BootLayout.Trampoline in real mode; DS is set so that absolute 16-bit addresses work.
    private void EmitTrampoline()
    {
        const int gdtAt = 0xE00;
        const int gdtPointerAt = 0xE20;
        const int apSlotAt = 0xE30;
        const int code32At = 0x40;
        const int code64At = 0x100;
        ulong page = BootLayout.Trampoline;

        var real = new Assembler(16);
        real.cli();
        real.cld();
        real.xor(ax, ax);
        real.mov(ds, ax);
        real.AddInstruction(Instruction.Create(
            Code.Lgdt_m1632, new MemoryOperand(Register.None, Register.None, 1, (long)page + gdtPointerAt, 2)));
        real.mov(eax, 0x11);
        real.mov(cr0, eax);
        real.AddInstruction(Instruction.CreateBranch(Code.Jmp_ptr1632, (ushort)CodeDescriptor32Selector, (uint)page + code32At));
        Assemble(real, BootLayout.TrampolineOffset, page, code32At);

        var a = new Assembler(32);
        a.mov(ax, Selector.KernelData);
        a.mov(ds, ax);
        a.mov(es, ax);
        a.mov(ss, ax);
        a.mov(eax, EarlyCr4);
        a.mov(cr4, eax);
        a.mov(eax, (uint)(_base + BootLayout.PageTablesOffset));
        a.mov(cr3, eax);
        a.mov(ecx, EferMsr);
        a.mov(eax, EarlyEfer);
        a.xor(edx, edx);
        a.wrmsr();
        a.mov(eax, EarlyCr0);
        a.mov(cr0, eax);
        a.AddInstruction(Instruction.CreateBranch(Code.Jmp_ptr1632, Selector.KernelCode, (uint)page + code64At));
        Assemble(a, BootLayout.TrampolineOffset + code32At, page + code32At, code64At - code32At);

        var b = new Assembler(64);
        b.mov(rdi, AddressMap.Physmap + page + BootLayout.ParametersOffset);
        b.mov(rax, AddressMap.Physmap + page + apSlotAt);
        b.mov(rax, __qword_ptr[rax]);
        b.jmp(rax);
        Assemble(b, BootLayout.TrampolineOffset + code64At, page + code64At, 0x80);

        WriteGdt(BootLayout.TrampolineOffset + gdtAt, BootLayout.TrampolineOffset + gdtPointerAt, page - BootLayout.TrampolineOffset);
        _fixups.Add(new BootFixup(BootLayout.TrampolineOffset + apSlotAt, BootFixupKind.Virtual64, ApEntrySymbol));
    }

    private AssemblerResult Assemble(Assembler assembler, int offset, ulong address, int room)
    {
        using var stream = new MemoryStream();
        AssemblerResult result = assembler.Assemble(new StreamCodeWriter(stream), address, BlockEncoderOptions.ReturnNewInstructionOffsets);
        byte[] code = stream.ToArray();
        if (code.Length > room)
        {
            throw new InvalidOperationException($"boot code of {code.Length} bytes at {offset:x} exceeds its room of {room}");
        }

        code.CopyTo(_bytes, offset);
        return result;
    }

    private void WriteMultiboot2()
    {
        const uint length = 16 + 8 + 16 + 8;
        const uint magic = 0xE85250D6;
        int at = Multiboot2Offset;
        Put32(at, magic);
        Put32(at + 4, 0);
        Put32(at + 8, length);
        Put32(at + 12, unchecked(0 - (magic + length)));

        // Modules page-aligned; entry address; end.
        Put32(at + 16, 6);
        Put32(at + 20, 8);
        Put32(at + 24, 3);
        Put32(at + 28, 12);
        Put32(at + 32, (uint)PhysicalEntry);
        Put32(at + 40, 0);
        Put32(at + 44, 8);
    }

    // With the a.out kludge, because QEMU refuses a plain ELF64 here.
    private void WriteMultiboot1()
    {
        const uint magic = 0x1BADB002;
        const uint flags = 0x00010003;
        int at = Multiboot1Offset;
        Put32(at, magic);
        Put32(at + 4, flags);
        Put32(at + 8, unchecked(0 - (magic + flags)));
        Put32(at + 12, (uint)_base + Multiboot1Offset);
        Put32(at + 16, (uint)AddressMap.KernelPhysicalBase);
        Put32(at + 28, (uint)PhysicalEntry);
        _fixups.Add(new BootFixup(at + 20, BootFixupKind.Physical32, FileEndSymbol));
        _fixups.Add(new BootFixup(at + 24, BootFixupKind.Physical32, ImageEndSymbol));
    }

    // XEN_ELFNOTE_PHYS32_ENTRY; QEMU reads 8 bytes of description.
    private void WriteNote()
    {
        int at = NoteOffset;
        Put32(at, 4);
        Put32(at + 4, 8);
        Put32(at + 8, 18);
        "Xen\0"u8.CopyTo(_bytes.AsSpan(at + 12));
        Put64(at + 16, _base + (ulong)_pvhEntry);
    }

    // Null, 64-bit code, data, 32-bit code.
    private void WriteGdt(int gdt, int pointer, ulong origin)
    {
        Put64(gdt, 0);
        Put64(gdt + Selector.KernelCode, 0x00AF9B000000FFFF);
        Put64(gdt + Selector.KernelData, 0x00CF93000000FFFF);
        Put64(gdt + (int)CodeDescriptor32Selector, 0x00CF9B000000FFFF);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(pointer), GdtSize + 8 - 1);
        Put32(pointer + 2, (uint)(origin + (ulong)gdt));
    }

    // The first 4 GiB by 2 MiB pages, three times: identity (until the higher half is reached, and for the trampoline),
    // physmap, and its first GiB as kernel image.
    private void WritePageTables()
    {
        const ulong present = 3;
        const ulong large = 0x83;
        int root = BootLayout.PageTablesOffset;
        int low = root + 0x1000;
        int high = root + 0x2000;
        int directories = root + 0x3000;
        Put64(root, _base + (ulong)low + present);
        Put64(root + (256 * 8), _base + (ulong)low + present);
        Put64(root + (511 * 8), _base + (ulong)high + present);
        Put64(high + (510 * 8), _base + (ulong)directories + present);
        for (int i = 0; i < 4; i++)
        {
            Put64(low + (i * 8), _base + (ulong)directories + (ulong)(i * 0x1000) + present);
        }

        for (int i = 0; i < 4 * 512; i++)
        {
            Put64(directories + (i * 8), ((ulong)i * AddressMap.LargePageSize) | large);
        }
    }
}
