using System;
using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

/// <summary>Live-in and live-out sets of blocks, over the virtual registers that cross a block boundary.</summary>
internal sealed class Liveness
{
    private readonly List<int> _globals = [];
    private readonly Stack<int> _work = [];
    private ulong[] _in = [];
    private ulong[] _out = [];
    private ulong[] _defined = [];
    private bool[] _queued = [];
    private int _words;

    /// <summary>Virtual register of each member index.</summary>
    public List<int> Globals => _globals;

    public int Words => _words;

    public ReadOnlySpan<ulong> In(int block) => _in.AsSpan(block * _words, _words);

    public ReadOnlySpan<ulong> Out(int block) => _out.AsSpan(block * _words, _words);

    public bool IsLiveIn(int block, int global) => (_in[(block * _words) + (global >> 6)] >> (global & 63) & 1) != 0;

    public void Run(LirFunction function)
    {
        FindGlobals(function);
        int count = function.Blocks.Count;
        _words = (_globals.Count + 63) >> 6;
        int size = count * _words;
        if (_in.Length < size)
        {
            _in = new ulong[size * 2];
            _out = new ulong[size * 2];
            _defined = new ulong[size * 2];
        }

        if (_queued.Length < count)
            _queued = new bool[count * 2];
        Array.Clear(_in, 0, size);
        Array.Clear(_out, 0, size);
        Array.Clear(_defined, 0, size);
        if (_words == 0)
            return;
        for (int i = 0; i < count; i++)
            Local(function, i);
        Solve(function);
    }

    private void FindGlobals(LirFunction function)
    {
        _globals.Clear();
        for (int b = 0; b < function.Blocks.Count; b++)
        {
            LirBlock block = function.Blocks[b];
            foreach (int phi in block.Phis)
            {
                function.Registers[phi].Block = b;
                MakeGlobal(function, phi);
            }

            foreach (int argument in block.PhiArguments)
                MakeGlobal(function, argument);
            if (block.First == block.End)
                continue;
            for (int i = block.First; i < block.End; i++)
            {
                ref Instruction instruction = ref function.Code[i];
                for (int o = 0; o < instruction.OperandCount; o++)
                {
                    ref Operand operand = ref function.OperandOf(instruction, o);
                    if (operand.IsDef)
                        function.Registers[operand.Register].Block = b;
                }
            }
        }

        for (int b = 0; b < function.Blocks.Count; b++)
        {
            LirBlock block = function.Blocks[b];
            for (int i = block.First; i < block.End; i++)
            {
                ref Instruction instruction = ref function.Code[i];
                for (int o = 0; o < instruction.OperandCount; o++)
                {
                    ref Operand operand = ref function.OperandOf(instruction, o);
                    if (!operand.IsDef && function.Registers[operand.Register].Block != b)
                        MakeGlobal(function, operand.Register);
                }
            }
        }
    }

    private void MakeGlobal(LirFunction function, int register)
    {
        ref VirtualRegister info = ref function.Registers[register];
        if (info.Global >= 0 || info.Leaf is not null)
            return;
        info.Global = _globals.Count;
        _globals.Add(register);
    }

    private void Local(LirFunction function, int b)
    {
        LirBlock block = function.Blocks[b];
        Span<ulong> upward = _in.AsSpan(b * _words, _words);
        Span<ulong> defined = _defined.AsSpan(b * _words, _words);
        foreach (int phi in block.Phis)
            Set(defined, function.Registers[phi].Global);
        for (int i = block.First; i < block.End; i++)
        {
            ref Instruction instruction = ref function.Code[i];
            for (int o = 0; o < instruction.OperandCount; o++)
            {
                ref Operand operand = ref function.OperandOf(instruction, o);
                int global = function.Registers[operand.Register].Global;
                if (global < 0)
                    continue;
                if (operand.IsDef)
                    Set(defined, global);
                else if (!Has(defined, global))
                    Set(upward, global);
            }
        }

        for (int p = 0; p < block.Predecessors.Count; p++)
        {
            Span<ulong> outgoing = _out.AsSpan(block.Predecessors[p] * _words, _words);
            for (int i = 0; i < block.Phis.Count; i++)
            {
                int global = function.Registers[block.PhiArguments[(i * block.Predecessors.Count) + p]].Global;
                if (global >= 0)
                    Set(outgoing, global);
            }
        }
    }

    private void Solve(LirFunction function)
    {
        // The live-in sets hold the upward-exposed uses from the start: an unchanged one has been seen by its predecessors.
        for (int i = 0; i < function.Blocks.Count; i++)
        {
            _work.Push(i);
            _queued[i] = true;
        }

        while (_work.Count > 0)
        {
            int b = _work.Pop();
            _queued[b] = false;
            LirBlock block = function.Blocks[b];
            Span<ulong> outgoing = _out.AsSpan(b * _words, _words);
            foreach (int successor in block.Successors)
            {
                ReadOnlySpan<ulong> incoming = _in.AsSpan(successor * _words, _words);
                for (int w = 0; w < outgoing.Length; w++)
                    outgoing[w] |= incoming[w];
            }

            Span<ulong> entering = _in.AsSpan(b * _words, _words);
            ReadOnlySpan<ulong> defined = _defined.AsSpan(b * _words, _words);
            bool changed = false;
            for (int w = 0; w < entering.Length; w++)
            {
                ulong next = entering[w] | (outgoing[w] & ~defined[w]);
                changed |= next != entering[w];
                entering[w] = next;
            }

            if (!changed)
                continue;
            foreach (int predecessor in block.Predecessors)
            {
                if (_queued[predecessor])
                    continue;
                _queued[predecessor] = true;
                _work.Push(predecessor);
            }
        }
    }

    private static void Set(Span<ulong> set, int index) => set[index >> 6] |= 1UL << (index & 63);

    private static bool Has(ReadOnlySpan<ulong> set, int index) => (set[index >> 6] >> (index & 63) & 1) != 0;
}
