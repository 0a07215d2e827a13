using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Abi;
using IL2CPU.IR;
using IL2CPU.Link.Dwarf;
using IL2CPU.Link.Elf;
using IL2CPU.Routines.Kernel;
using IL2CPU.X64;

namespace IL2CPU.Link;

public sealed partial class ImageBuilder
{
    private const byte Int3 = 0xCC;
    private byte[] _text = [];
    private byte[] _readOnly = [];
    private byte[] _data = [];

    private LinkedImage Write()
    {
        if (_options.Boot is not null)
        {
            foreach ((string name, int offset) in BootSection.Symbols)
                _layout.Define(name, _layout.BootStart + (ulong)offset);
        }

        _text = new byte[_layout.TextEnd - _layout.TextStart];
        _text.AsSpan().Fill(Int3);
        _readOnly = new byte[_layout.ReadOnlyEnd - _layout.ReadOnlyStart];
        _data = new byte[_layout.DataEnd - _layout.DataStart];
        foreach (PlacedFunction function in _functions)
        {
            Span<byte> target = _text.AsSpan((int)function.Offset, (int)function.Size);
            function.Code.Code.CopyTo(target);
            Apply(target, _layout.TextStart + function.Offset, function.Code.Relocations, function.Code.Symbol);
        }

        foreach (DataObject item in _objects)
        {
            if (item.Section == SectionKind.Bss)
                continue;
            (byte[] section, ulong start) = item.Section == SectionKind.Data ? (_data, _layout.DataStart) : (_readOnly, _layout.ReadOnlyStart);
            Span<byte> target = section.AsSpan((int)(item.Address - start), item.Content.Length);
            item.Content.CopyTo(target);
            Apply(target, item.Address, item.Relocations, item.Symbol);
            (item.Content, item.Relocations) = ([], []);
        }

        _graph.ForgetCode();
        Garbage.Collect();
        var map = new MapFile(_options.Name, _layout, _functions, _objects);
        return new LinkedImage(WriteElf(), map.Sizes(), _functions.Count, _options.Why is null ? "" : _graph.Explain(_options.Why)) { Map = map.Text };
    }

    private void Apply(Span<byte> bytes, ulong address, IReadOnlyList<Relocation> relocations, Symbol owner)
    {
        foreach (Relocation relocation in relocations)
        {
            ulong value = unchecked((ulong)(ValueOf(relocation.Target, owner) + relocation.Addend));
            Span<byte> field = bytes[relocation.Offset..];
            switch (relocation.Kind)
            {
                case RelocationKind.Absolute64:
                    BinaryPrimitives.WriteUInt64LittleEndian(field, value);
                    break;
                case RelocationKind.Relative32:
                    long distance = unchecked((long)(value - (address + (ulong)relocation.Offset + 4)));
                    BinaryPrimitives.WriteInt32LittleEndian(field, Narrow(distance, relocation, owner));
                    break;
                case RelocationKind.Value32:
                    BinaryPrimitives.WriteInt32LittleEndian(field, Narrow(unchecked((long)value), relocation, owner));
                    break;
                case RelocationKind.Absolute32:
                    ulong physical = value >= _layout.Shape.PhysicalOffset ? value - _layout.Shape.PhysicalOffset : value;
                    if (physical > uint.MaxValue)
                        throw new InvalidOperationException($"{owner.Name}: address of {relocation.Target.Name} does not fit 32 bits");
                    BinaryPrimitives.WriteUInt32LittleEndian(field, (uint)physical);
                    break;
            }
        }
    }

    private static int Narrow(long value, Relocation relocation, Symbol owner) => value == (int)value
        ? (int)value
        : throw new InvalidOperationException($"{owner.Name}: {relocation.Target.Name} is out of reach ({value:x})");

    /// <summary>Address of a symbol, or the number an offset symbol stands for.</summary>
    private long ValueOf(Symbol symbol, Symbol owner)
    {
        switch (symbol)
        {
            case VtableOffset slot:
                return _methodTables.SlotOffset(slot.Slot);
            case SelectorOffset selector:
                return _dispatch.SelectorOffset(selector.Method);
            case ThreadStaticsOffset threadStatics:
                return _threadStatics.OffsetOf(threadStatics.Type);
            case StaticsOffset statics:
                return (long)(AddressOf(new StaticsSymbol(statics.Type), owner) - AddressOf(new LinkerSymbol(LinkerNames.ImageStart), owner));
            case FrameOffset frame:
                CompiledCode? code = _graph.FindCode(new MethodSymbol(frame.Method));
                return code is not null && frame.SlotId < code.SlotOffsets.Length && code.SlotOffsets[frame.SlotId] != 0
                    ? code.SlotOffsets[frame.SlotId]
                    : throw new InvalidOperationException($"{owner.Name}: {symbol.Name} has no place in the frame");
        }

        return unchecked((long)AddressOf(_graph.Canonical(symbol), owner));
    }

    private ulong AddressOf(Symbol symbol, Symbol owner) =>
        FindAddress(symbol) ?? throw new InvalidOperationException($"{owner.Name}: {symbol.Name} has no address");

    private ulong? FindAddress(Symbol symbol)
    {
        if (_placed.TryGetValue(symbol, out PlacedFunction? function))
            return _layout.TextStart + function.Offset;
        if (_objectOf.TryGetValue(symbol, out DataObject? item))
            return item.Address + (ulong)item.SymbolOffset;
        return symbol is LinkerSymbol && _layout.TryFind(symbol.Name, out ulong address) ? address : null;
    }

    private ImageFile WriteElf()
    {
        var elf = new ElfWriter();
        ulong entry = _options.Boot?.Entry ?? (_options.Entry is null ? 0 : AddressOf(_graph.Canonical(new RoutineSymbol(_options.Entry)), new LinkerSymbol("entry")));
        elf.Entry = entry;
        AddSegments(elf);
        int text = AddLoadableSections(elf);
        if (!_options.Strip)
        {
            AddSymbols(elf, text);
            new DwarfWriter(_functions, _sources, _layout.TextStart, _layout.TextEnd, _options.Name, FindAddress).AddSections(elf);
        }

        return elf.Write();
    }

    private void AddSegments(ElfWriter elf)
    {
        if (_options.Boot is { } boot)
        {
            AddLoad(elf, ElfSegment.Read, _layout.Shape.Base, ImageShape.PageSize, ImageShape.PageSize);
            ulong size = (ulong)boot.Bytes.Length;
            AddLoad(elf, ElfSegment.Read | ElfSegment.Write | ElfSegment.Execute, _layout.BootStart, size, size);
            ulong note = _layout.BootStart + (ulong)BootSection.Note.Offset;
            elf.AddSegment(new ElfSegment(
                ElfSegment.Note, ElfSegment.Read, _layout.FileOffset(note), note, note - _layout.Shape.PhysicalOffset, (ulong)BootSection.Note.Size, (ulong)BootSection.Note.Size, 4));
        }

        AddLoad(elf, ElfSegment.Read | ElfSegment.Execute, _layout.TextStart, (ulong)_text.Length, (ulong)_text.Length);
        AddLoad(elf, ElfSegment.Read, _layout.ReadOnlyStart, (ulong)_readOnly.Length, (ulong)_readOnly.Length);
        AddLoad(elf, ElfSegment.Read | ElfSegment.Write, _layout.DataStart, (ulong)_data.Length, _layout.BssEnd - _layout.DataStart);
        if (_options.Boot is null)
            elf.AddSegment(new ElfSegment(ElfSegment.GnuStack, ElfSegment.Read | ElfSegment.Write, 0, 0, 0, 0, 0, 16));
    }

    private void AddLoad(ElfWriter elf, uint flags, ulong address, ulong fileSize, ulong memorySize)
    {
        if (memorySize == 0)
            return;
        elf.AddSegment(new ElfSegment(
            ElfSegment.Load, flags, _layout.FileOffset(address), address, address - _layout.Shape.PhysicalOffset, fileSize, memorySize, ImageShape.PageSize));
    }

    /// <summary>Returns the index of the text section; the others follow in order.</summary>
    private int AddLoadableSections(ElfWriter elf)
    {
        if (_options.Boot is { } boot)
            AddLoadable(elf, ".boot", _layout.BootStart, FixedBoot(boot), ElfSection.FlagWrite | ElfSection.FlagExecute);
        int text = AddLoadable(elf, ".text", _layout.TextStart, _text, ElfSection.FlagExecute);
        AddLoadable(elf, ".rodata", _layout.ReadOnlyStart, _readOnly, 0);
        AddLoadable(elf, ".data", _layout.DataStart, _data, ElfSection.FlagWrite);
        elf.AddSection(new ElfSection
        {
            Name = ".bss", Type = ElfSection.TypeNoBits, Flags = ElfSection.FlagAlloc | ElfSection.FlagWrite, Address = _layout.DataEnd,
            Size = _layout.BssEnd - _layout.DataEnd, FileOffset = _layout.FileOffset(_layout.DataEnd), Alignment = ImageShape.PageSize,
        });
        return text;
    }

    private int AddLoadable(ElfWriter elf, string name, ulong address, byte[] content, ulong flags) => elf.AddSection(new ElfSection
    {
        Name = name, Type = ElfSection.TypeProgBits, Flags = ElfSection.FlagAlloc | flags, Address = address, Content = content,
        FileOffset = _layout.FileOffset(address), Alignment = ImageShape.PageSize,
    });

    private byte[] FixedBoot(BootSection boot)
    {
        byte[] bytes = boot.Bytes.ToArray();
        var owner = new LinkerSymbol("boot section");
        foreach (BootFixup fixup in boot.Fixups)
        {
            ulong address = AddressOf(_graph.Canonical(new RoutineSymbol(fixup.Symbol)), owner);
            if (fixup.Kind == BootFixupKind.Physical32)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(fixup.Offset), (uint)(address - _layout.Shape.PhysicalOffset));
            else
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(fixup.Offset), address);
        }

        return bytes;
    }

    private void AddSymbols(ElfWriter elf, int text)
    {
        foreach (DataObject item in _objects)
        {
            int section = text + (item.Section == SectionKind.ReadOnly ? 1 : item.Section == SectionKind.Data ? 2 : 3);
            elf.AddSymbol(new ElfSymbol(
                item.Symbol.Name, item.Address + (ulong)item.SymbolOffset, (ulong)(item.Size - item.SymbolOffset), IsFunction: false, IsGlobal: false, section));
        }

        foreach (PlacedFunction function in _functions)
        {
            elf.AddSymbol(new ElfSymbol(
                function.Code.Symbol.Name, _layout.TextStart + function.Offset, function.Size, IsFunction: true, IsGlobal: true, text));
            (function.Code.Symbol as MethodSymbol)?.Method.Forget();
        }

        elf.EndSymbols();
        Garbage.Collect();
    }
}
