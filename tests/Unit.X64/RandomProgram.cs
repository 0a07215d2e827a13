using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace Unit.X64;

/// <summary>Random lowered IR with structured control flow; every program terminates.</summary>
/// <remarks>
/// The entry takes one I64, the address of a block: +0 and +8 two object references, +16.. integers and floats. The
/// callees take many arguments of all kinds and give two results.
/// </remarks>
internal sealed partial class RandomProgram
{
    public static readonly RoutineSymbol Entry = new("entry");
    public static readonly RoutineSymbol Callee = new("callee");
    private static readonly Kind[] s_kinds = [Kind.I32, Kind.I64, Kind.F32, Kind.F64, Kind.Ref, Kind.Ptr];

    private readonly Random _random;
    private readonly int _length;
    private readonly bool _calls;
    private readonly List<Slot> _slots = [];
    private MethodBody _body = null!;
    private Block _block = null!;
    private Pool _pool = new();
    private int _depth;
    private bool _inCallee;

    private RandomProgram(int seed, int length, bool calls)
    {
        _random = new Random(seed);
        _length = length;
        _calls = calls;
    }

    /// <summary>Values in scope, by kind.</summary>
    private sealed class Pool
    {
        public readonly List<Value>[] ByKind = new List<Value>[7];

        public Pool()
        {
            for (int i = 0; i < ByKind.Length; i++)
                ByKind[i] = [];
        }

        public Pool Copy()
        {
            var copy = new Pool();
            for (int i = 0; i < ByKind.Length; i++)
                copy.ByKind[i].AddRange(ByKind[i]);
            return copy;
        }
    }

    /// <param name="length">About how many statements.</param>
    /// <param name="calls">False: a leaf, so that registers are used to the full.</param>
    public static Dictionary<Symbol, MethodBody> Make(int seed, int length, bool calls)
    {
        var bodies = new Dictionary<Symbol, MethodBody>();
        var program = new RandomProgram(seed, length, calls);
        if (calls)
            bodies.Add(Callee, program.MakeCallee());
        bodies.Add(Entry, program.MakeEntry());
        return bodies;
    }

    private MethodBody MakeEntry()
    {
        _inCallee = false;
        Start(new MethodBody(Entry, [Kind.I64], [Kind.I64]) { IsUnmanagedEntry = true });
        Value block = Add(Op.Param, Kind.I64);
        for (int i = 0; i < 2; i++)
            Keep(Load(block, i * 8, MemType.Ref, ValueFlags.NonNull));
        foreach (MemType type in (MemType[])[MemType.I64, MemType.I64, MemType.I32, MemType.I32, MemType.F64, MemType.F64, MemType.F32])
            Keep(Load(block, 16 + (_random.Next(8) * 8), type, ValueFlags.NonNull));
        foreach (Value reference in _pool.ByKind[(int)Kind.Ref].ToArray())
            Keep(Add(Op.RefToPtr, Kind.Ptr, reference));
        return Finish();
    }

    private MethodBody MakeCallee()
    {
        _inCallee = true;
        var parameters = new Kind[8 + _random.Next(20)];
        parameters[0] = Kind.I64;
        parameters[1] = Kind.Ref;
        parameters[2] = Kind.F64;
        parameters[3] = Kind.I32;
        parameters[4] = Kind.Ptr;
        parameters[5] = Kind.F32;
        for (int i = 6; i < parameters.Length; i++)
            parameters[i] = s_kinds[_random.Next(s_kinds.Length)];
        Start(new MethodBody(Callee, [.. parameters], [Kind.I64, s_kinds[_random.Next(4)]]));
        for (int i = 0; i < parameters.Length; i++)
        {
            if (_random.Next(8) == 0 && i > 5)
                continue;
            Value parameter = Add(Op.Param, parameters[i]);
            parameter.Imm = i;
            Keep(parameter);
        }

        _callee = _body;
        return Finish();
    }

    private MethodBody? _callee;

    private void Start(MethodBody body)
    {
        _body = body;
        _block = body.NewBlock();
        _pool = new Pool();
        _depth = 0;
        _slots.Clear();
        for (int i = 0; i < 3; i++)
        {
            Slot slot = body.NewSlot(8 * (1 + _random.Next(4)), 8, null);
            slot.MustZero = true;
            _slots.Add(slot);
        }

        _slots.Add(body.NewSlot(8, 8, null, Kind.Ref));
        _slots.Add(body.NewSlot(168 + _random.Next(40), 16, null));
        _slots[^1].MustZero = true;
    }

    private MethodBody Finish()
    {
        Statements(_inCallee ? _length / 3 : _length);
        Value hash = Constant(Kind.I64, 12345);
        foreach (List<Value> values in _pool.ByKind)
        {
            foreach (Value value in values)
                hash = Add(Op.Add, Kind.I64, Add(Op.Mul, Kind.I64, hash, Constant(Kind.I64, 31)), Digest(value));
        }

        if (_body.Results.Length == 1)
            _body.Terminate(_block, Op.Return, [hash]);
        else
            _body.Terminate(_block, Op.Return, [hash, Pick(_body.Results[1])]);
        return _body;
    }

    /// <summary>Something comparable: NaNs have many patterns, addresses differ from run to run.</summary>
    private Value Digest(Value value)
    {
        switch (value.Kind)
        {
            case Kind.I32:
                return Add(Op.SExt32, Kind.I64, value);
            case Kind.I64:
                return value;
            case Kind.F64:
                return Add(Op.Bitcast, Kind.I64, Canonical(value));
            case Kind.F32:
                return Add(Op.SExt32, Kind.I64, Add(Op.Bitcast, Kind.I32, Canonical(value)));
            default:
                return Load(value, 8, MemType.I64, ValueFlags.None);
        }
    }

    private Value Canonical(Value value)
    {
        Value ordered = Add(Op.Eq, Kind.I32, value, value);
        return Add(Op.Select, value.Kind, ordered, value, Float(value.Kind, 1.5));
    }

    private void Statements(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int choice = _random.Next(100);
            if (choice < 5 && _depth < 3)
                Diamond(count / 3);
            else if (choice < 8 && _depth < 2)
                Loop(count / 4);
            else if (choice < 10 && _depth < 3)
                Switch(count / 4);
            else
                Statement();
        }
    }

    private void Diamond(int size)
    {
        Value condition = Condition();
        Block yes = _body.NewBlock();
        Block no = _body.NewBlock();
        Block join = _body.NewBlock();
        yes.IsCold = _random.Next(3) == 0;
        Pool outer = _pool;
        bool half = _random.Next(3) == 0;
        _body.Terminate(_block, Op.Branch, [condition], yes, half ? join : no);
        Block before = _block;
        _depth++;
        (Block, Pool) first = Arm(yes, outer, size);
        _body.Terminate(first.Item1, Op.Jump, []);
        (Block, Pool) second = half ? (before, outer.Copy()) : Arm(no, outer, size);
        if (half)
        {
            _body.Blocks.Remove(no);
        }
        else
        {
            _body.Terminate(second.Item1, Op.Jump, []);
            MethodBody.AddEdge(second.Item1, join);
        }

        MethodBody.AddEdge(first.Item1, join);
        _depth--;
        _block = join;
        _pool = outer;
        for (int i = _random.Next(6); i >= 0; i--)
        {
            Kind kind = s_kinds[_random.Next(s_kinds.Length)];
            Value a = Pick(first.Item2, kind);
            Value b = Pick(second.Item2, kind);
            Value phi = _body.NewPhi(join, kind);
            foreach (Block predecessor in join.Predecessors)
                phi.AddArg(predecessor == first.Item1 ? a : b);
            Keep(phi);
        }
    }

    private (Block, Pool) Arm(Block block, Pool outer, int size)
    {
        _block = block;
        _pool = outer.Copy();
        Statements(1 + _random.Next(Math.Max(1, size)));
        return (_block, _pool);
    }

    private void Switch(int size)
    {
        int cases = 2 + _random.Next(7);
        Value index = Add(Op.And, Kind.I32, Pick(Kind.I32), Constant(Kind.I32, 15));
        var targets = new Block[cases];
        Block join = _body.NewBlock();
        for (int i = 0; i < cases; i++)
            targets[i] = i > 1 && _random.Next(4) == 0 ? targets[i - 1] : i > 1 && _random.Next(5) == 0 ? join : _body.NewBlock();
        Block before = _block;
        Pool outer = _pool;
        _body.Terminate(before, Op.Switch, [index], targets);
        var ends = new Dictionary<Block, Pool> { [before] = outer.Copy() };
        _depth++;
        foreach (Block target in new List<Block>(new HashSet<Block>(targets)))
        {
            if (target == join)
                continue;
            (Block end, Pool pool) = Arm(target, outer, size / 2);
            ends[end] = pool;
            _body.Terminate(end, Op.Jump, [], join);
        }

        _depth--;
        _block = join;
        _pool = outer;
        for (int i = _random.Next(4); i >= 0; i--)
        {
            Kind kind = s_kinds[_random.Next(s_kinds.Length)];
            Value phi = _body.NewPhi(join, kind);
            var arguments = new Dictionary<Block, Value>();
            foreach (Block predecessor in join.Predecessors)
            {
                if (!arguments.TryGetValue(predecessor, out Value? argument))
                    arguments.Add(predecessor, argument = Pick(ends[predecessor], kind));
                phi.AddArg(argument);
            }

            Keep(phi);
        }
    }

    /// <summary>Counts down; carries several values, some exchanged on the back edge.</summary>
    private void Loop(int size)
    {
        Block header = _body.NewBlock();
        Block exit = _body.NewBlock();
        Value start = Constant(Kind.I32, 1 + _random.Next(5));
        var initial = new List<Value>();
        for (int i = _random.Next(7); i >= 0; i--)
            initial.Add(Pick(s_kinds[_random.Next(s_kinds.Length)]));
        _body.Terminate(_block, Op.Jump, [], header);
        Pool outer = _pool;
        _block = header;
        _pool = outer.Copy();
        Value counter = _body.NewPhi(header, Kind.I32);
        counter.AddArg(start);
        var phis = new List<Value>();
        foreach (Value value in initial)
        {
            Value phi = _body.NewPhi(header, value.Kind);
            phi.AddArg(value);
            phis.Add(phi);
            Keep(phi);
        }

        _depth++;
        Statements(1 + _random.Next(Math.Max(1, size)));
        _depth--;
        if (_random.Next(2) == 0)
            _body.Append(_block, Op.Poll, Kind.Void);
        Value next = Add(Op.Sub, Kind.I32, counter, Constant(Kind.I32, 1));
        Value more = Add(Op.Ne, Kind.I32, next, Constant(Kind.I32, 0));
        counter.AddArg(next);
        foreach (Value phi in phis)
        {
            // Another phi of the kind: exchanges and rotations.
            Value other = phis[_random.Next(phis.Count)];
            phi.AddArg(other.Kind == phi.Kind && _random.Next(2) == 0 ? other : Pick(phi.Kind));
        }

        _body.Terminate(_block, Op.Branch, [more], header, exit);
        _block = exit;
        foreach (Value phi in phis)
            outer.ByKind[(int)phi.Kind].Add(phi);
        _pool = outer;
    }
}
