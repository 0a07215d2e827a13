using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Iced.Intel;
using IL2CPU.IR;

namespace IL2CPU.X64.Emission;

/// <summary>Machine code under construction: bytes without branches, and the branches to be put between them.</summary>
/// <remarks>
/// A <see cref="Mark"/> is a place in the final code: a byte offset plus how many branches precede it. Branches start short
/// and grow until every distance fits.
/// </remarks>
internal sealed class CodeBuffer : CodeWriter
{
    private readonly Encoder _encoder;
    private readonly List<Branch> _branches = [];
    private readonly List<Mark> _labels = [];
    private readonly List<(Mark At, Symbol Target, RelocationKind Kind, long Addend)> _relocations = [];
    private readonly List<(Mark At, int Label)> _labelDistances = [];
    private readonly List<(Mark At, int Label, int Table)> _tableEntries = [];
    private byte[] _bytes = new byte[4096];
    private int[] _prefix = [];
    private int _count;

    public CodeBuffer() => _encoder = Encoder.Create(64, this);

    /// <summary>Place in the code, final once <see cref="Finish"/> has run.</summary>
    public readonly record struct Mark(int Offset, int Branches);

    private struct Branch
    {
        public int Offset;
        public int Label;

        /// <summary>Condition code; 255 for a jump.</summary>
        public byte Condition;
        public byte Size;
    }

    public Mark Here => new(_count, _branches.Count);

    public List<(Mark At, Symbol Target, RelocationKind Kind, long Addend)> Relocations => _relocations;

    public void Clear()
    {
        _count = 0;
        _branches.Clear();
        _labels.Clear();
        _relocations.Clear();
        _labelDistances.Clear();
        _tableEntries.Clear();
    }

    public override void WriteByte(byte value)
    {
        if (_count == _bytes.Length)
            Array.Resize(ref _bytes, _count * 2);
        _bytes[_count++] = value;
    }

    public void Emit(in Instruction instruction) => _encoder.Encode(instruction, (ulong)_count);

    /// <summary>Emits an instruction whose 32-bit displacement is patched by the linker.</summary>
    /// <param name="isRelative">RIP-relative; otherwise the displacement is the symbol's value.</param>
    public void EmitPatched(in Instruction instruction, Symbol target, long addend, bool isRelative)
    {
        int field = _count;
        Emit(instruction);
        field += (int)_encoder.GetConstantOffsets().DisplacementOffset;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(field), 0);
        int trailing = _count - (field + 4);
        _relocations.Add((Here with { Offset = field }, target, isRelative ? RelocationKind.Relative32 : RelocationKind.Value32, isRelative ? addend - trailing : addend));
    }

    /// <summary>Emits an instruction whose 32-bit immediate is the symbol's value.</summary>
    public void EmitImmediate(in Instruction instruction, Symbol target, long addend)
    {
        int field = _count;
        Emit(instruction);
        field += (int)_encoder.GetConstantOffsets().ImmediateOffset;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(field), 0);
        _relocations.Add((Here with { Offset = field }, target, RelocationKind.Value32, addend));
    }

    public void Byte(byte value) => WriteByte(value);

    public void Int32(int value)
    {
        for (int i = 0; i < 4; i++)
            WriteByte((byte)(value >> (8 * i)));
    }

    /// <summary>call rel32 to a symbol.</summary>
    public void Call(Symbol target)
    {
        WriteByte(0xE8);
        Relocate(target);
    }

    /// <summary>jmp rel32 to a symbol.</summary>
    public void Jump(Symbol target)
    {
        WriteByte(0xE9);
        Relocate(target);
    }

    private void Relocate(Symbol target)
    {
        _relocations.Add((Here, target, RelocationKind.Relative32, 0));
        Int32(0);
    }

    public int NewLabel()
    {
        _labels.Add(new Mark(-1, 0));
        return _labels.Count - 1;
    }

    public void Bind(int label) => _labels[label] = Here;

    public bool IsBound(int label) => _labels[label].Offset >= 0;

    public void JumpTo(int label) => AddBranch(label, 255);

    public void JumpIf(Lir.Condition condition, int label) => AddBranch(label, (byte)condition);

    private void AddBranch(int label, byte condition) =>
        _branches.Add(new Branch { Offset = _count, Label = label, Condition = condition, Size = 2 });

    /// <summary>lea of a label: the last four bytes just emitted are the distance.</summary>
    public void DistanceToLabel(int label)
    {
        _labelDistances.Add((Here with { Offset = _count - 4 }, label));
    }

    /// <summary>32-bit distance from the start of a jump table to a label.</summary>
    public void TableEntry(int label, int table)
    {
        _tableEntries.Add((Here, label, table));
        Int32(0);
    }

    public void Align(int alignment, byte filler)
    {
        // Branch sizes are not known yet: tables are only aligned relative to the bytes; unaligned reads are allowed.
        while (_count % alignment != 0)
            WriteByte(filler);
    }

    public int Final(Mark mark) => mark.Offset + _prefix[mark.Branches];

    public int FinalLabel(int label) => Final(_labels[label]);

    /// <summary>Chooses branch sizes and lays the code out.</summary>
    public byte[] Finish()
    {
        Relax();
        var code = new byte[_count + _prefix[_branches.Count]];
        int from = 0;
        int to = 0;
        for (int i = 0; i < _branches.Count; i++)
        {
            Branch branch = _branches[i];
            int length = branch.Offset - from;
            _bytes.AsSpan(from, length).CopyTo(code.AsSpan(to));
            from = branch.Offset;
            to += length;
            Write(code.AsSpan(to, branch.Size), branch, FinalLabel(branch.Label) - (to + branch.Size));
            to += branch.Size;
        }

        _bytes.AsSpan(from, _count - from).CopyTo(code.AsSpan(to));
        foreach ((Mark at, int label) in _labelDistances)
        {
            int field = Final(at);
            BinaryPrimitives.WriteInt32LittleEndian(code.AsSpan(field), FinalLabel(label) - (field + 4));
        }

        foreach ((Mark at, int label, int table) in _tableEntries)
            BinaryPrimitives.WriteInt32LittleEndian(code.AsSpan(Final(at)), FinalLabel(label) - FinalLabel(table));
        return code;
    }

    private static void Write(Span<byte> code, in Branch branch, int distance)
    {
        bool isJump = branch.Condition == 255;
        if (branch.Size == 2)
        {
            code[0] = isJump ? (byte)0xEB : (byte)(0x70 + branch.Condition);
            code[1] = (byte)distance;
            return;
        }

        int opcode = 0;
        if (isJump)
        {
            code[opcode] = 0xE9;
        }
        else
        {
            code[opcode++] = 0x0F;
            code[opcode] = (byte)(0x80 + branch.Condition);
        }

        BinaryPrimitives.WriteInt32LittleEndian(code[(opcode + 1)..], distance);
    }

    private void Relax()
    {
        if (_prefix.Length <= _branches.Count)
            _prefix = new int[(_branches.Count + 1) * 2];
        Span<Branch> branches = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_branches);
        bool changed;
        do
        {
            int total = 0;
            for (int i = 0; i < branches.Length; i++)
            {
                _prefix[i] = total;
                total += branches[i].Size;
            }

            _prefix[branches.Length] = total;
            changed = false;
            for (int i = 0; i < branches.Length; i++)
            {
                ref Branch branch = ref branches[i];
                if (branch.Size != 2)
                    continue;
                int end = branch.Offset + _prefix[i] + 2;
                int distance = FinalLabel(branch.Label) - end;
                if (distance == (sbyte)distance)
                    continue;
                branch.Size = (byte)(branch.Condition == 255 ? 5 : 6);
                changed = true;
            }
        }
        while (changed);
    }
}
