using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace Unit.Passes;

/// <summary>Makes bodies of random but well-defined code: arithmetic, slots, memory, calls, checks, branches, loops, protected regions.</summary>
internal sealed class RandomBody
{
    private static readonly Op[] s_binary =
        [Op.Add, Op.Sub, Op.Mul, Op.And, Op.Or, Op.Xor, Op.Shl, Op.Shr, Op.ShrUn, Op.Add, Op.Sub];

    private static readonly Op[] s_compare = [Op.Eq, Op.Ne, Op.Lt, Op.Le, Op.Gt, Op.Ge, Op.LtUn, Op.LeUn, Op.GtUn, Op.GeUn];
    private static readonly long[] s_constants = [0, 0, 1, 1, 2, 3, 8, 16, 255, -1, -2, 127, 65535, int.MaxValue, int.MinValue, 7];

    private readonly Random _random;
    private readonly MethodBody _body;
    private readonly List<Value> _ints = [];
    private readonly List<Value> _longs = [];
    private readonly List<Slot> _slots = [];
    private Value _memory = null!;
    private Value _maybeNull = null!;
    private Block _block;
    private int _budget;
    private int _region = -1;
    private int _scopes;
    private readonly bool _isCallee;

    private readonly IReadOnlyList<MethodBody> _callees;

    private RandomBody(int seed, string name, int budget, IReadOnlyList<MethodBody> callees)
    {
        _random = new Random(seed);
        _budget = budget;
        _callees = callees;
        // A callee whose handler comes back to it is never inlined.
        _isCallee = budget < 40;
        _body = new MethodBody(new RoutineSymbol(name), [Kind.I32, Kind.I32, Kind.I64, Kind.Ptr, Kind.Ptr], [Kind.I32]);
        _block = _body.NewBlock();
    }

    public static MethodBody Make(int seed) => Make(seed, $"random{seed}", 90, []);

    /// <summary>A body that calls four small ones, which may call each other downwards; it comes first.</summary>
    public static MethodBody[] MakeProgram(int seed)
    {
        var bodies = new List<MethodBody>();
        for (int i = 0; i < 4; i++)
            bodies.Insert(0, Make((seed * 8) + i, $"callee{seed}.{i}", 4 + (5 * i), [.. bodies]));
        bodies.Insert(0, Make((seed * 8) + 7, $"random{seed}", 50, [.. bodies]));
        return [.. bodies];
    }

    private static MethodBody Make(int seed, string name, int budget, IReadOnlyList<MethodBody> callees)
    {
        var maker = new RandomBody(seed, name, budget, callees);
        maker.Begin();
        maker.Statements(3);
        maker._body.Terminate(maker._block, Op.Return, [maker.Int()]);
        return maker._body;
    }

    private void Begin()
    {
        for (int i = 0; i < 2; i++)
            _ints.Add(Param(i, Kind.I32));
        _longs.Add(Param(2, Kind.I64));
        _memory = Param(3, Kind.Ptr);
        _maybeNull = Param(4, Kind.Ptr);
        for (int i = 0; i < 3; i++)
        {
            Slot slot = i == 0 ? _body.NewSlot(16, 8, null) : _body.NewSlot(8, 8, null, i == 1 ? Kind.I32 : Kind.I64);
            slot.MustZero = true;
            _slots.Add(slot);
        }

        foreach (Slot slot in _slots)
        {
            Value zero = Emit(Op.ZeroBlock, Kind.Void, SlotAddress(slot, 0));
            zero.Imm = slot.Size;
        }
    }

    private Value Param(int index, Kind kind)
    {
        Value value = _body.Append(_block, Op.Param, kind);
        value.Imm = index;
        return value;
    }

    private Value Emit(Op op, Kind kind, params ReadOnlySpan<Value> args) => _body.Append(_block, op, kind, args);

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private Value Int() => _random.Next(4) == 0 ? _body.Constant(_block, Kind.I32, Pick(s_constants)) : Pick(_ints);

    private Value Long() => _random.Next(4) == 0 ? _body.Constant(_block, Kind.I64, Pick(s_constants)) : Pick(_longs);

    private Value Condition() => Emit(Pick(s_compare), Kind.I32, Int(), Int());

    private Value SlotAddress(Slot slot, long offset)
    {
        Value value = Emit(Op.SlotAddr, Kind.Ptr);
        value.Aux = slot;
        value.Imm = offset;
        return value;
    }

    private (Value Address, int Room) Place()
    {
        if (_random.Next(2) == 0)
        {
            Slot slot = Pick(_slots);
            int offset = slot.Size == 16 && _random.Next(2) == 0 ? 8 : 0;
            return (SlotAddress(slot, offset), slot.Size - offset);
        }

        int at = _random.Next(6) * 8;
        return (Emit(Op.Add, Kind.Ptr, _memory, _body.Constant(_block, Kind.I64, at)), 64 - at);
    }

    private void Statements(int depth)
    {
        int count = _random.Next(2, 9);
        for (int i = 0; i < count && _budget-- > 0; i++)
            Statement(depth);
    }

    private void Statement(int depth)
    {
        // Where a handler joins the code behind its region no values are left: only the outermost scope can go on from there.
        switch (_random.Next(depth == 0 ? 14 : _scopes > 0 || _isCallee ? 20 : 21))
        {
            case 0 or 1 or 2:
                _ints.Add(Emit(Pick(s_binary), Kind.I32, Int(), Int()));
                break;
            case 3:
                Op op = Pick(s_binary);
                _longs.Add(op is Op.Shl or Op.Shr or Op.ShrUn ? Emit(op, Kind.I64, Long(), Int()) : Emit(op, Kind.I64, Long(), Long()));
                break;
            case 4:
                Convert();
                break;
            case 5 or 6:
                Store();
                break;
            case 7 or 8:
                Load();
                break;
            case 9:
                Blocks();
                break;
            case 10:
                _ints.Add(Call());
                break;
            case 11:
                Check();
                break;
            case 12:
                NullTrouble();
                break;
            case 13:
                Division();
                break;
            case 14 or 15 or 16:
                Diamond(depth - 1);
                break;
            case 17 or 18:
                Loop(depth - 1);
                break;
            case 19:
                PassingOn(depth - 1);
                break;
            default:
                Protected(depth - 1);
                break;
        }
    }

    private Value Call()
    {
        bool known = _callees.Count > 0 && _random.Next(4) != 0;
        Value call = known
            ? Emit(Op.Call, Kind.I32, Int(), Int(), Long(), _memory, _maybeNull)
            : Emit(Op.Call, Kind.I32, Int(), Long());
        call.Aux = known ? Pick(_callees).Symbol : new RoutineSymbol("f" + _random.Next(3));
        return call;
    }

    private void Convert()
    {
        switch (_random.Next(6))
        {
            case 0: _longs.Add(Emit(_random.Next(2) == 0 ? Op.SExt32 : Op.ZExt32, Kind.I64, Int())); break;
            case 1: _ints.Add(Emit(Op.Trunc, Kind.I32, Long())); break;
            case 2: _ints.Add(Emit(Pick<Op>([Op.SExt8, Op.ZExt8, Op.SExt16, Op.ZExt16]), Kind.I32, Int())); break;
            case 3: _ints.Add(Emit(Op.Select, Kind.I32, Condition(), Int(), Int())); break;
            case 4: _ints.Add(Emit(Pick<Op>([Op.AddOvf, Op.SubOvf, Op.MulOvf]), Kind.I32, Int(), Int())); break;
            default: _ints.Add(Emit(Pick(s_compare), Kind.I32, Long(), Long())); break;
        }
    }

    // The divisor is made non-zero and positive: the precondition of the operation.
    private void Division()
    {
        Value divisor = _random.Next(2) == 0
            ? _body.Constant(_block, Kind.I32, Pick<long>([1, 2, 3, 5, 7, 10, 12, 25, 100, 125, 641, 1000, 65536, int.MaxValue]))
            : Emit(Op.Or, Kind.I32, Emit(Op.And, Kind.I32, Int(), _body.Constant(_block, Kind.I32, 0xFFFF)), _body.Constant(_block, Kind.I32, 1));
        Op op = Pick<Op>([Op.Div, Op.DivUn, Op.Rem, Op.RemUn]);
        if (_random.Next(3) == 0)
        {
            Value wide = Emit(Op.ZExt32, Kind.I64, divisor);
            _longs.Add(Emit(op, Kind.I64, Long(), wide));
        }
        else
        {
            _ints.Add(Emit(op, Kind.I32, Int(), divisor));
        }
    }

    private void Store()
    {
        (Value address, int room) = Place();
        bool wide = room >= 8 && _random.Next(3) == 0;
        Value store = Emit(Op.Store, Kind.Void, address, wide ? Long() : Int());
        store.Mem = wide ? MemType.I64 : Pick<MemType>([MemType.I32, MemType.I32, MemType.U8, MemType.I16]);
    }

    private void Load()
    {
        (Value address, int room) = Place();
        bool wide = room >= 8 && _random.Next(3) == 0;
        Value load = Emit(Op.Load, wide ? Kind.I64 : Kind.I32, address);
        load.Mem = wide ? MemType.I64 : Pick<MemType>([MemType.I32, MemType.I32, MemType.U8, MemType.I8, MemType.I16, MemType.U16]);
        (wide ? _longs : _ints).Add(load);
    }

    private void Blocks()
    {
        (Value to, int room) = Place();
        if (_random.Next(2) == 0)
        {
            Emit(Op.ZeroBlock, Kind.Void, to).Imm = Math.Min(room, Pick<int>([4, 8, 16]));
            return;
        }

        (Value from, int available) = Place();
        Emit(Op.CopyBlock, Kind.Void, to, from).Imm = Math.Min(Math.Min(room, available), 8);
    }

    // Mostly checks that hold, or nothing behind them would ever run.
    private void Check()
    {
        Value condition = _random.Next(8) == 0
            ? Condition()
            : Emit(_random.Next(2) == 0 ? Op.Eq : Op.GeUn, Kind.I32, Pick(_ints), _body.Constant(_block, Kind.I32, Pick<long>([-1, 65535, -3, int.MinValue, 6, 100])));
        Emit(Op.ThrowIf, Kind.Void, condition).Aux = new RoutineSymbol("Throw");
    }

    private void NullTrouble()
    {
        if (_random.Next(2) == 0)
        {
            Emit(Op.NullCheck, Kind.Void, _random.Next(3) == 0 ? _maybeNull : _memory);
            return;
        }

        Value load = Emit(Op.Load, Kind.I32, _random.Next(3) == 0 ? _maybeNull : _memory);
        load.Mem = MemType.I32;
        load.Imm = 4 * _random.Next(4);
        _ints.Add(load);
    }

    private Block NewBlock()
    {
        Block block = _body.NewBlock();
        block.Region = _region;
        return block;
    }

    private void Scoped(Action inner)
    {
        int ints = _ints.Count;
        int longs = _longs.Count;
        _scopes++;
        inner();
        _scopes--;
        _ints.RemoveRange(ints, _ints.Count - ints);
        _longs.RemoveRange(longs, _longs.Count - longs);
    }

    private void Diamond(int depth)
    {
        Block then = NewBlock();
        Block other = NewBlock();
        Block join = NewBlock();
        _body.Terminate(_block, Op.Branch, [Condition()], then, other);
        Value left = null!, right = null!;
        _block = then;
        Scoped(() => { Statements(depth); left = Int(); });
        _body.Terminate(_block, Op.Jump, [], join);
        _block = other;
        Scoped(() => { Statements(depth); right = Int(); });
        _body.Terminate(_block, Op.Jump, [], join);
        _block = join;
        Value phi = _body.NewPhi(join, Kind.I32);
        phi.AddArg(left);
        phi.AddArg(right);
        _ints.Add(phi);
    }

    private void Loop(int depth)
    {
        Value start = _body.Constant(_block, Kind.I32, 0);
        Value initial = Int();
        Block header = NewBlock();
        Block inside = NewBlock();
        Block exit = NewBlock();
        _body.Terminate(_block, Op.Jump, [], header);
        Value counter = _body.NewPhi(header, Kind.I32);
        Value carried = _body.NewPhi(header, Kind.I32);
        counter.AddArg(start);
        carried.AddArg(initial);
        _block = header;
        Value limit = _body.Constant(_block, Kind.I32, _random.Next(1, 6));
        _body.Terminate(_block, Op.Branch, [Emit(Op.Lt, Kind.I32, counter, limit)], inside, exit);
        _block = inside;
        Scoped(() =>
        {
            _ints.Add(counter);
            _ints.Add(carried);
            Statements(depth);
            carried.AddArg(Int());
        });
        counter.AddArg(Emit(Op.Add, Kind.I32, counter, _body.Constant(_block, Kind.I32, 1)));
        _body.Terminate(_block, Op.Jump, [], header);
        _block = exit;
        _ints.Add(carried);
    }

    // The handler reads slots only, and goes on where the region ends.
    private void Protected(int depth)
    {
        Block handler = Region(RegionKind.Fault, () => Scoped(() => Statements(depth)));
        Block after = _block;
        _block = handler;
        HandlerBody();
        _body.Terminate(_block, Op.Jump, [], after);
        Rejoin(after);
    }

    // The handler ends where the exception goes on: what is known before the region, and at its end, is known behind it.
    private void PassingOn(int depth)
    {
        Value last = null!;
        Block handler = Region(_random.Next(2) == 0 ? RegionKind.Fault : RegionKind.Finally, () => Scoped(() => { Statements(depth); last = Int(); }));
        Block after = _block;
        _ints.Add(last);
        _block = handler;
        Value call = Emit(Op.Call, Kind.Void, HandlerBody());
        call.Aux = new RoutineSymbol("resume");
        call.Flags = ValueFlags.NoReturn;
        _body.Terminate(_block, Op.Unreachable, []);
        _block = after;
    }

    // Leaves the block behind the region as the current one.
    private Block Region(RegionKind kind, Action content)
    {
        int outer = _region;
        int index = _body.Regions.Count;
        _body.Regions.Add(new Region { Index = index, Parent = outer, Kind = kind });
        Block handler = NewBlock();
        handler.IsHandler = true;
        _body.Regions[index].Handler = handler;
        _region = index;
        Block start = NewBlock();
        _body.Terminate(_block, Op.Jump, [], start);
        _block = start;
        content();
        _region = outer;
        Block after = NewBlock();
        _body.Terminate(_block, Op.Jump, [], after);
        _block = after;
        return handler;
    }

    // Nothing dominates a handler, so it, and what it joins, starts without values.
    private Value HandlerBody()
    {
        Emit(Op.CatchArg, Kind.Ref);
        Slot slot = Pick(_slots);
        Value load = Emit(Op.Load, Kind.I32, SlotAddress(slot, 0));
        load.Mem = MemType.I32;
        Value call = Emit(Op.Call, Kind.I32, load);
        call.Aux = new RoutineSymbol("handled");
        if (_random.Next(2) == 0)
            Emit(Op.Store, Kind.Void, SlotAddress(Pick(_slots), 0), call).Mem = MemType.I32;
        return call;
    }

    private void Rejoin(Block after)
    {
        _block = after;
        _ints.Clear();
        _longs.Clear();
        foreach (Slot slot in _slots)
        {
            Value load = Emit(Op.Load, Kind.I32, SlotAddress(slot, 0));
            load.Mem = MemType.I32;
            _ints.Add(load);
        }

        Value wide = Emit(Op.Load, Kind.I64, SlotAddress(_slots[0], 8));
        wide.Mem = MemType.I64;
        _longs.Add(wide);
        // The pointer parameters do not reach here: their memory is out of sight from now on.
        _memory = SlotAddress(_slots[0], 0);
        _memory = HomePointer();
        _maybeNull = _memory;
    }

    private Value HomePointer()
    {
        Slot buffer = _body.NewSlot(64, 8, null);
        buffer.MustZero = true;
        Value address = SlotAddress(buffer, 0);
        Emit(Op.Call, Kind.I32, address).Aux = new RoutineSymbol("escape");
        return address;
    }
}
