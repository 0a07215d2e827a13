using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64;

namespace IL2CPU.Routines;

/// <summary>What a routine is emitted with: Iced's assembler as <see cref="Code"/>, and references to symbols.</summary>
/// <remarks>
/// A reference is assembled against an address far from the routine, so that the long form is chosen, and becomes a
/// relocation. Offsets of fields come from <c>Abi.Layout.OffsetOf</c>, never as literals.
/// </remarks>
public sealed class RoutineAssembler
{
    // Both below 2 GiB, so the same scheme serves 16-, 32- and 64-bit code.
    private const ulong CodeBase = 0x1000_0000;
    private const ulong SymbolBase = 0x2000_0000;
    private const ulong SymbolStride = 0x1000;

    private readonly RoutineAttribute _attribute;
    private readonly List<Reference> _references = [];
    private readonly List<Label> _labels = [];
    private readonly List<(int Instruction, Symbol? Target, int Depth)> _calls = [];
    private readonly List<(int Instruction, ImmutableArray<uint> Slots)> _maps = [];

    /// <summary>Begins the routine the attribute describes.</summary>
    public RoutineAssembler(RoutineAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        _attribute = attribute;
        Code = new Assembler(attribute.Bits);
    }

    /// <summary>Everything that mentions no symbol goes here.</summary>
    public Assembler Code { get; }

    /// <summary>Calls a routine or export.</summary>
    /// <param name="target">Linkage name.</param>
    /// <param name="stackDepth">Bytes between RSP on entry of the routine and RSP before the call, for the budget of [NoSplit] chains.</param>
    public void Call(string target, int stackDepth = 0)
    {
        var symbol = new RoutineSymbol(target);
        Refer(symbol, RelocationKind.Relative32, 0);
        Code.call(CurrentPlace());
        _calls.Add((Code.Instructions.Count - 1, symbol, stackDepth));
    }

    /// <summary>As <see cref="Call"/>, from the routine's RBP frame with no pointer in it: a walk of the stack may pass.</summary>
    public void CallWalkable(string target, int stackDepth)
    {
        Call(target, stackDepth);
        _maps.Add((Code.Instructions.Count - 1, []));
    }

    /// <summary>Notes an indirect call just emitted on <see cref="Code"/>.</summary>
    public void NoteIndirectCall(int stackDepth) => _calls.Add((Code.Instructions.Count - 1, null, stackDepth));

    /// <summary>Jumps to a routine or export.</summary>
    public void Jump(string target)
    {
        Refer(new RoutineSymbol(target), RelocationKind.Relative32, 0);
        Code.jmp(CurrentPlace());
    }

    /// <summary>64-bit code: the address of a routine or export, by RIP-relative lea.</summary>
    public void Address(AssemblerRegister64 register, string target) => Address(register, new RoutineSymbol(target));

    /// <summary>64-bit code: the address of a symbol plus an addend, by RIP-relative lea.</summary>
    public void Address(AssemblerRegister64 register, Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Relative32, addend);
        Code.lea(register, RipRelative());
    }

    /// <summary>64-bit code: a RIP-relative memory operand, to be used in the very next instruction.</summary>
    public AssemblerMemoryOperand Memory(Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Relative32, addend);
        return RipRelative();
    }

    /// <summary>64-bit code: the 64-bit address of a symbol as an immediate.</summary>
    public void Address64(AssemblerRegister64 register, Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Absolute64, addend);

        // Not encodable in 32 bits, so that the form with a 64-bit immediate is chosen.
        Code.mov(register, 0x7123_4567_89AB_0000UL);
    }

    /// <summary>The 32-bit absolute address of a symbol as an immediate (boot code below 4 GiB).</summary>
    public void Address32(AssemblerRegister32 register, Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Absolute32, addend);
        Code.mov(register, (uint)CurrentPlace());
    }

    /// <summary>A 32-bit absolute memory operand of 32-bit code, to be used in the very next instruction.</summary>
    public AssemblerMemoryOperand Absolute(Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Absolute32, addend);
        return AssemblerRegisters.__[CurrentPlace()];
    }

    /// <summary>A data word holding the 32-bit absolute address of a symbol.</summary>
    public void Data32(Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Absolute32, addend, isData: true);
        Code.dd(0u);
    }

    /// <summary>A data word holding the 64-bit address of a symbol.</summary>
    public void Data64(Symbol target, long addend = 0)
    {
        Refer(target, RelocationKind.Absolute64, addend, isData: true);
        Code.dq(0UL);
    }

    internal CompiledCode Finish()
    {
        int instructions = PlaceLabels();
        using var stream = new MemoryStream();
        var options = BlockEncoderOptions.ReturnNewInstructionOffsets | BlockEncoderOptions.ReturnConstantOffsets;
        if (!Code.TryAssemble(new StreamCodeWriter(stream), CodeBase, out string? error, out AssemblerResult result, options))
            throw new InvalidOperationException($"routine {_attribute.Name}: {error}");
        BlockEncoderResult block = result.Result[0];
        byte[] bytes = stream.ToArray();
        if (_labels.Count != 0)
            Array.Resize(ref bytes, (int)block.NewInstructionOffsets[instructions]);
        return new CompiledCode
        {
            Symbol = new RoutineSymbol(_attribute.Name),
            Body = null,
            Code = bytes,
            Relocations = Relocations(block, bytes),
            Calls = Calls(block, bytes),
            StackMaps = Maps(block, bytes),
            HasFrame = _attribute.HasFrame,
            Caller = _attribute.Caller,
            Alignment = _attribute.Alignment,
        };
    }

    private void Refer(Symbol target, RelocationKind kind, long addend, bool isData = false) =>
        _references.Add(new Reference(Code.Instructions.Count, target, kind, addend, isData));

    // Iced forms RIP-relative operands from labels only: each gets one behind the code, which is cut off in the end.
    private AssemblerMemoryOperand RipRelative()
    {
        Label label = Code.CreateLabel();
        _labels.Add(label);
        return AssemblerRegisters.__[label];
    }

    // Number of instructions before the labels' places.
    private int PlaceLabels()
    {
        int count = Code.Instructions.Count;
        for (int i = 0; i < _labels.Count; i++)
        {
            Label label = _labels[i];
            Code.Label(ref label);
            Code.int3();
        }

        return count;
    }

    private ulong CurrentPlace() => SymbolBase + (ulong)_references.Count * SymbolStride;

    private ImmutableArray<Relocation> Relocations(BlockEncoderResult block, byte[] bytes)
    {
        var relocations = ImmutableArray.CreateBuilder<Relocation>();
        foreach (Reference reference in _references)
        {
            int start = (int)block.NewInstructionOffsets[reference.Instruction];
            int end = End(block, bytes, reference.Instruction);
            ConstantOffsets constants = block.ConstantOffsets[reference.Instruction];
            int size = reference.Kind == RelocationKind.Absolute64 ? 8 : 4;
            int field = reference.IsData ? 0
                : constants.HasDisplacement ? constants.DisplacementOffset
                : constants.ImmediateOffset;
            if (!reference.IsData && (constants.HasDisplacement ? constants.DisplacementSize : constants.ImmediateSize) != size)
                throw new InvalidOperationException($"routine {_attribute.Name}: no {size}-byte field for {reference.Target}");
            int offset = start + field;
            Array.Clear(bytes, offset, size);

            // Relative32 counts from the end of the field, the processor from the end of the instruction.
            long addend = reference.Addend - (reference.Kind == RelocationKind.Relative32 ? end - (offset + size) : 0);
            relocations.Add(new Relocation(offset, reference.Kind, reference.Target, addend));
        }

        return relocations.DrainToImmutable();
    }

    private ImmutableArray<CallSite> Calls(BlockEncoderResult block, byte[] bytes)
    {
        var calls = ImmutableArray.CreateBuilder<CallSite>();
        foreach ((int instruction, Symbol? target, int depth) in _calls)
            calls.Add(new CallSite(End(block, bytes, instruction), target, depth));
        return calls.DrainToImmutable();
    }

    private ImmutableArray<StackMapEntry> Maps(BlockEncoderResult block, byte[] bytes)
    {
        var maps = ImmutableArray.CreateBuilder<StackMapEntry>();
        foreach ((int instruction, ImmutableArray<uint> slots) in _maps)
            maps.Add(new StackMapEntry(End(block, bytes, instruction), slots));
        return maps.DrainToImmutable();
    }

    private static int End(BlockEncoderResult block, byte[] bytes, int instruction) =>
        instruction + 1 < block.NewInstructionOffsets.Length ? (int)block.NewInstructionOffsets[instruction + 1] : bytes.Length;

    private sealed record Reference(int Instruction, Symbol Target, RelocationKind Kind, long Addend, bool IsData);
}
