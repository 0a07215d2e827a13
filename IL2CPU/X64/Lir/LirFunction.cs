using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.X64.Lir;

/// <summary>A method after selection. One object serves all methods of a thread, one after the other.</summary>
internal sealed class LirFunction
{
    private readonly List<LirBlock> _pool = [];

    public MethodBody Body { get; private set; } = null!;

    /// <summary>In layout order.</summary>
    public Arena<Instruction> Code { get; } = new();

    public Arena<Operand> Operands { get; } = new();

    public Arena<Address> Addresses { get; } = new();

    /// <summary>Element 0 is not used.</summary>
    public Arena<VirtualRegister> Registers { get; } = new();

    public List<LirBlock> Blocks { get; } = [];

    /// <summary>Bytes of stack arguments of the call that needs most.</summary>
    public int OutgoingBytes { get; set; }

    /// <summary>Calls, but not those of a poll, nor of a throw out of line.</summary>
    public bool HasCalls { get; set; }

    /// <summary>Moves on edges make the address of a slot: all blocks count as needing the frame.</summary>
    public bool NeedsFrameOnEdges { get; set; }

    /// <summary>Slots of the body whose address is used.</summary>
    public HashSet<int> UsedSlots { get; } = [];

    /// <summary>Virtual register of each of <see cref="SourceVariables.Values"/>, then <see cref="SourceVariables.Passed"/>; 0 for none.</summary>
    public List<int> VariableRegisters { get; } = [];

    public void Reset(MethodBody body)
    {
        VariableRegisters.Clear();
        Body = body;
        Code.Clear();
        Operands.Clear();
        Addresses.Clear();
        Registers.Clear();
        Registers.Add(default);
        Blocks.Clear();
        UsedSlots.Clear();
        OutgoingBytes = 0;
        HasCalls = false;
        NeedsFrameOnEdges = false;
    }

    public LirBlock NewBlock(int poolIndex)
    {
        while (_pool.Count <= poolIndex)
            _pool.Add(new LirBlock());
        LirBlock block = _pool[poolIndex];
        block.Reset();
        return block;
    }

    public int NewRegister(Kind kind) => Registers.Add(new VirtualRegister { Kind = kind, Home = -1, Block = -1, Global = -1 });

    public ref Operand OperandOf(in Instruction instruction, int index) => ref Operands[instruction.FirstOperand + index];
}
