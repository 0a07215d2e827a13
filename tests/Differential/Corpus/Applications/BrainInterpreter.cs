using System;
using System.Collections.Generic;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A compiler from the eight-instruction language to a small code, with optimisation, and its interpreter.</summary>
public static class BrainInterpreter
{
    private enum Op : byte
    {
        Add,
        Move,
        Out,
        In,
        Jump,
        Loop,
        Clear,
        MultiplyAdd,
        Scan,
        End,
    }

    private readonly record struct Instruction(Op Op, int A = 0, int B = 0)
    {
        public override string ToString() =>
            B != 0 ? $"{Op}({A},{B})"
            : A != 0 ? $"{Op}({A})"
            : Op.ToString();
    }

    private sealed class CompileException(string message) : Exception(message);

    private static class Compiler
    {
        public static Instruction[] Compile(string source, bool optimize)
        {
            List<Instruction> code = Parse(source);
            if (optimize)
                code = Optimize(code);
            code.Add(new Instruction(Op.End));
            return Link(code);
        }

        private static List<Instruction> Parse(string source)
        {
            var code = new List<Instruction>();
            int depth = 0;
            foreach (char c in source)
            {
                Instruction? next = c switch
                {
                    '+' => new(Op.Add, 1),
                    '-' => new(Op.Add, -1),
                    '>' => new(Op.Move, 1),
                    '<' => new(Op.Move, -1),
                    '.' => new(Op.Out),
                    ',' => new(Op.In),
                    '[' => new(Op.Jump),
                    ']' => new(Op.Loop),
                    _ => null,
                };
                if (next is not { } instruction)
                    continue;
                depth +=
                    instruction.Op == Op.Jump ? 1
                    : instruction.Op == Op.Loop ? -1
                    : 0;
                if (depth < 0)
                    throw new CompileException("] without [");
                if (
                    code.Count > 0
                    && code[^1].Op == instruction.Op
                    && instruction.Op is Op.Add or Op.Move
                    && code.Count > 0
                    && code[^1].Op == instruction.Op
                )
                    code[^1] = instruction with { A = code[^1].A + instruction.A };
                else
                    code.Add(instruction);
                if (code[^1] is { Op: Op.Add or Op.Move, A: 0 })
                    code.RemoveAt(code.Count - 1);
            }

            return depth == 0 ? code : throw new CompileException($"{depth} [ without ]");
        }

        private static List<Instruction> Optimize(List<Instruction> code)
        {
            var result = new List<Instruction>();
            for (int i = 0; i < code.Count; i++)
            {
                int end = InnermostLoopEnd(code, i);
                if (end > 0 && TryReplace(code.GetRange(i + 1, end - i - 1), result))
                    i = end;
                else
                    result.Add(code[i]);
            }

            return result;
        }

        private static int InnermostLoopEnd(List<Instruction> code, int start)
        {
            if (code[start].Op != Op.Jump)
                return -1;
            for (int i = start + 1; i < code.Count; i++)
            {
                if (code[i].Op == Op.Loop)
                    return i;
                if (code[i].Op is not (Op.Add or Op.Move))
                    return -1;
            }

            return -1;
        }

        private static bool TryReplace(List<Instruction> body, List<Instruction> result)
        {
            if (body is [{ Op: Op.Move, A: var step }])
            {
                result.Add(new Instruction(Op.Scan, step));
                return true;
            }

            var changes = new SortedDictionary<int, int>();
            int at = 0;
            foreach (Instruction i in body)
            {
                if (i.Op == Op.Move)
                    at += i.A;
                else
                    changes[at] = changes.GetValueOrDefault(at) + i.A;
            }

            if (at != 0 || changes.GetValueOrDefault(0) != -1)
                return false;
            foreach ((int offset, int factor) in changes)
            {
                if (offset != 0)
                    result.Add(new Instruction(Op.MultiplyAdd, offset, factor));
            }

            result.Add(new Instruction(Op.Clear));
            return true;
        }

        private static Instruction[] Link(List<Instruction> code)
        {
            var open = new Stack<int>();
            Instruction[] linked = [.. code];
            for (int i = 0; i < linked.Length; i++)
            {
                if (linked[i].Op == Op.Jump)
                {
                    open.Push(i);
                }
                else if (linked[i].Op == Op.Loop)
                {
                    int start = open.Pop();
                    linked[start] = linked[start] with { A = i };
                    linked[i] = linked[i] with { A = start };
                }
            }

            return linked;
        }
    }

    private sealed class Machine(string input)
    {
        private readonly byte[] _cells = new byte[3000];
        private readonly StringBuilder _output = new();
        private int _inputAt;

        public long Steps { get; private set; }

        public string Execute(ReadOnlySpan<Instruction> code)
        {
            int cell = 0;
            for (int pc = 0; ; pc++, Steps++)
            {
                ref readonly Instruction i = ref code[pc];
                ref byte current = ref _cells[cell];
                switch (i.Op)
                {
                    case Op.Add:
                        current += (byte)i.A;
                        break;
                    case Op.Move:
                        cell += i.A;
                        break;
                    case Op.Out:
                        _output.Append((char)current);
                        break;
                    case Op.In:
                        current = _inputAt < input.Length ? (byte)input[_inputAt++] : (byte)0;
                        break;
                    case Op.Jump when current == 0:
                    case Op.Loop when current != 0:
                        pc = i.A;
                        break;
                    case Op.Clear:
                        current = 0;
                        break;
                    case Op.MultiplyAdd when current != 0:
                        _cells[cell + i.A] += (byte)(current * i.B);
                        break;
                    case Op.Scan:
                        while (_cells[cell] != 0)
                            cell += i.A;
                        break;
                    case Op.End:
                        return _output.ToString();
                }
            }
        }
    }

    public static int Run()
    {
        const string Hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.";
        const string Squares =
            "++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]";
        const string Reverse = ">,[>,]<[.<]";
        const string Upper = ",[>++++[<-------->-]<.,]";
        foreach (
            (string name, string source, string input) in new[]
            {
                ("hello", Hello, ""),
                ("squares", Squares, ""),
                ("reverse", Reverse, "stressed"),
                ("upper", Upper, "loud"),
                ("empty", "comment only", ""),
            }
        )
        {
            foreach (bool optimize in new[] { false, true })
            {
                Instruction[] code = Compiler.Compile(source, optimize);
                var machine = new Machine(input);
                string output = machine.Execute(code);
                WriteLine($"{name}: {code.Length} instructions, {machine.Steps} steps, {output.Length} characters");
                if (optimize)
                    WriteLine(output.TrimEnd());
            }
        }

        WriteLine(string.Join(' ', Compiler.Compile(Upper, true)));
        foreach (string bad in new[] { "[", "]", "[[]", "+]" })
        {
            try
            {
                Compiler.Compile(bad, true);
            }
            catch (CompileException e)
            {
                WriteLine(e.Message);
            }
        }

        try
        {
            new Machine("").Execute(Compiler.Compile("<", false).AsSpan());
            WriteLine("ran");
            new Machine("").Execute(Compiler.Compile("<+", false));
        }
        catch (IndexOutOfRangeException)
        {
            WriteLine("off the tape");
        }
        return 0;
    }
}
