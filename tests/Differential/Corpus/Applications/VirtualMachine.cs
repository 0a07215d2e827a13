using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>An assembler with labels and a stack machine with calls, a heap and a debugger's view.</summary>
public static class VirtualMachine
{
    private enum Op : byte
    {
        Push,
        Pop,
        Dup,
        Swap,
        Add,
        Sub,
        Mul,
        Div,
        Less,
        Equal,
        Not,
        Jump,
        JumpIf,
        Call,
        Return,
        Load,
        Store,
        LoadLocal,
        StoreLocal,
        Print,
        PrintText,
        New,
        Halt,
    }

    private sealed class AssemblerError(int line, string message) : Exception($"line {line}: {message}");

    private sealed class MachineFault(int at, string message) : Exception($"at {at}: {message}");

    private sealed class Assembler
    {
        private readonly Dictionary<string, int> _labels = [];
        private readonly List<(int At, string Label, int Line)> _fixups = [];
        private readonly List<byte> _code = [];
        private readonly List<string> _texts = [];

        public (byte[] Code, string[] Texts) Assemble(string source)
        {
            int line = 0;
            foreach (string raw in source.Split('\n'))
            {
                line++;
                string text = raw.Split(';')[0].Trim();
                if (text.Length != 0)
                    Line(text, line);
            }

            foreach ((int at, string label, int from) in _fixups)
            {
                if (!_labels.TryGetValue(label, out int target))
                    throw new AssemblerError(from, "no label " + label);
                BinaryPrimitives.WriteInt32LittleEndian(CollectionsMarshal.AsSpan(_code)[at..], target);
            }

            return ([.. _code], [.. _texts]);
        }

        private void Line(string text, int line)
        {
            if (text.EndsWith(':'))
            {
                if (!_labels.TryAdd(text[..^1], _code.Count))
                    throw new AssemblerError(line, "second label " + text[..^1]);
                return;
            }

            string[] words = text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            Op op = Find(words[0]) ?? throw new AssemblerError(line, "no instruction " + words[0]);
            _code.Add((byte)op);
            switch (op)
            {
                case Op.Jump or Op.JumpIf or Op.Call:
                    _fixups.Add((_code.Count, words[1], line));
                    Word(0);
                    break;
                case Op.Push or Op.LoadLocal or Op.StoreLocal or Op.Return:
                    Word(words.Length == 2 && int.TryParse(words[1], out int n) ? n : throw new AssemblerError(line, "number expected"));
                    break;
                case Op.PrintText:
                    Word(_texts.Count);
                    _texts.Add(words[1].Trim('"'));
                    break;
            }
        }

        private static Op? Find(string word)
        {
            for (Op op = 0; op <= Op.Halt; op++)
            {
                if (string.Equals(op.ToString(), word, StringComparison.OrdinalIgnoreCase))
                    return op;
            }

            return null;
        }

        private void Word(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            _code.AddRange(bytes);
        }
    }

    private sealed class Machine(byte[] code, string[] texts)
    {
        private readonly long[] _stack = new long[256];
        private readonly List<long[]> _heap = [];
        private readonly int[] _histogram = new int[(int)Op.Halt + 1];
        private int _top,
            _frame,
            _pc;

        public StringBuilder Output { get; } = new();

        private int Operand()
        {
            _pc += 4;
            return BitConverter.ToInt32(code, _pc - 4);
        }

        private ref long Top => ref _stack[_top - 1];

        private void Push(long value) => _stack[_top++] = value;

        private long Pop() => _stack[--_top];

        private void Binary(Func<long, long, long> f)
        {
            long b = Pop();
            Top = f(Top, b);
        }

        public void Run(int limit)
        {
            int at = 0;
            try
            {
                for (int steps = 0; ; steps++)
                {
                    at = _pc;
                    if (steps == limit)
                        throw new TimeoutException($"{limit} steps");
                    var op = (Op)code[_pc++];
                    _histogram[(int)op]++;
                    if (op == Op.Halt)
                        return;
                    Step(op);
                }
            }
            catch (Exception e)
                when (e is IndexOutOfRangeException or DivideByZeroException or ArgumentOutOfRangeException or OverflowException)
            {
                throw new MachineFault(at, e.GetType().Name);
            }
        }

        private void Step(Op op)
        {
            switch (op)
            {
                case Op.Push:
                    Push(Operand());
                    break;
                case Op.Pop:
                    _top--;
                    break;
                case Op.Dup:
                    Push(Top);
                    break;
                case Op.Swap:
                    (_stack[_top - 1], _stack[_top - 2]) = (_stack[_top - 2], _stack[_top - 1]);
                    break;
                case Op.Add:
                    Binary((a, b) => a + b);
                    break;
                case Op.Sub:
                    Binary((a, b) => a - b);
                    break;
                case Op.Mul:
                    Binary((a, b) => checked(a * b));
                    break;
                case Op.Div:
                    Binary((a, b) => a / b);
                    break;
                case Op.Less:
                    Binary((a, b) => a < b ? 1 : 0);
                    break;
                case Op.Equal:
                    Binary((a, b) => a == b ? 1 : 0);
                    break;
                case Op.Not:
                    Top = Top == 0 ? 1 : 0;
                    break;
                case Op.Jump:
                    _pc = Operand();
                    break;
                case Op.JumpIf:
                    int target = Operand();
                    if (Pop() != 0)
                        _pc = target;
                    break;
                case Op.Call:
                    int callee = Operand();
                    Push(_pc);
                    Push(_frame);
                    _frame = _top;
                    _pc = callee;
                    break;
                case Op.Return:
                    long result = Pop();
                    int arguments = Operand();
                    _top = _frame;
                    _frame = (int)Pop();
                    _pc = (int)Pop();
                    _top -= arguments;
                    Push(result);
                    break;
                case Op.LoadLocal:
                    Push(_stack[_frame + Operand()]);
                    break;
                case Op.StoreLocal:
                    _stack[_frame + Operand()] = Pop();
                    break;
                case Op.New:
                    Top = NewObject((int)Top);
                    break;
                case Op.Load:
                    Binary((o, i) => _heap[(int)o][i]);
                    break;
                case Op.Store:
                    long value = Pop(),
                        index = Pop();
                    _heap[(int)Pop()][index] = value;
                    break;
                case Op.Print:
                    Output.Append(Pop()).Append(' ');
                    break;
                case Op.PrintText:
                    Output.Append(texts[Operand()]);
                    break;
            }
        }

        private int NewObject(int size)
        {
            _heap.Add(new long[size]);
            return _heap.Count - 1;
        }

        public string Profile =>
            string.Join(
                ' ',
                _histogram
                    .Select((n, i) => (n, Op: (Op)i))
                    .Where(x => x.n > 0)
                    .OrderByDescending(x => x.n)
                    .ThenBy(x => x.Op)
                    .Take(5)
                    .Select(x => $"{x.Op}={x.n}")
            );
    }

    public static int Run()
    {
        const string Factorial = """
                push 10
                call fact
                print
                printtext "done"
                halt
            fact:               ; local -3 is the argument
                loadlocal -3
                push 2
                less
                jumpif one
                loadlocal -3
                loadlocal -3
                push 1
                sub
                call fact
                mul
                return 1
            one:
                push 1
                return 1
            """;
        const string Sieve = """
                push 60
                new
                push 2          ; stack: sieve i
            next:
                dup
                push 60
                less
                not
                jumpif end
                loadlocal 0
                loadlocal 1
                load
                jumpif skip
                loadlocal 1
                print
                loadlocal 1
                dup
                add             ; stack: sieve i j
            mark:
                dup
                push 60
                less
                not
                jumpif marked
                loadlocal 0
                loadlocal 2
                push 1
                store
                loadlocal 2
                loadlocal 1
                add
                storelocal 2
                jump mark
            marked:
                pop
            skip:
                push 1
                add
                jump next
            end:
                halt
            """;
        string[] programs =
        [
            Factorial,
            Sieve,
            "push 1\npush 0\ndiv\nhalt",
            "pop\npop\nhalt",
            "loop:\njump loop",
            "jump nowhere",
            "push x",
            "frob",
            "a:\na:\nhalt",
            "push 5\nnew\npush 9\nload\nhalt",
            "push 3037000500\nhalt",
            "push 2000000000\ndup\nmul\ndup\nmul\nhalt",
            "push 7",
        ];
        int faults = 0;
        foreach (string program in programs)
        {
            try
            {
                var (code, texts) = new Assembler().Assemble(program);
                var machine = new Machine(code, texts);
                try
                {
                    machine.Run(20000);
                }
                finally
                {
                    WriteLine($"{code.Length} bytes: {machine.Output}");
                }

                WriteLine(machine.Profile);
            }
            catch (Exception e) when (e is AssemblerError or MachineFault or TimeoutException)
            {
                faults++;
                WriteLine(e.GetType().Name + " " + e.Message);
            }
        }

        return faults;
    }
}
