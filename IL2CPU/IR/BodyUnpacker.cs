using System;
using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Makes of a <see cref="PackedBody"/> what <see cref="BodyPacker"/> made it of.</summary>
internal sealed class BodyUnpacker
{
    [ThreadStatic]
    private static BodyUnpacker? s_current;

    private MethodBody _body = null!;
    private Block[] _blocks = [];
    private Value?[] _values = [];
    private int _lastId;
    private int _lastLocation;

    public static void Unpack(PackedBody packed, MethodBody body, List<Block> blocks, List<Location> locations)
    {
        // Left null while in use: an exception leaves the tables in an unknown state.
        BodyUnpacker unpacker = s_current ?? new BodyUnpacker();
        s_current = null;
        unpacker._body = body;
        unpacker.Read(packed, blocks, locations);
        s_current = unpacker;
    }

    private void Read(PackedBody packed, List<Block> blocks, List<Location> locations)
    {
        var reader = new PackedReader(packed);
        ReadLocations(ref reader, locations);
        if (_values.Length < _body.ValueCount)
            _values = new Value?[_body.ValueCount * 2];
        int count = reader.Number();
        if (_blocks.Length < count)
            _blocks = new Block[count * 2];
        for (int i = 0; i < count; i++)
            _blocks[i] = new Block(0);
        blocks.EnsureCapacity(count);
        _lastId = -1;
        _lastLocation = -1;
        for (int i = 0; i < count; i++)
        {
            ReadBlock(ref reader, _blocks[i]);
            blocks.Add(_blocks[i]);
        }

        foreach (Region region in _body.Regions)
        {
            int handler = reader.Number();
            region.Handler = handler == 0 ? null : _blocks[handler - 1];
        }

        if (_body.Variables is { } variables)
            ReadVariables(ref reader, variables);
        Array.Clear(_blocks, 0, count);
        Array.Clear(_values, 0, _body.ValueCount);
    }

    private static void ReadLocations(ref PackedReader reader, List<Location> locations)
    {
        int count = reader.Number();
        locations.EnsureCapacity(count);
        int offset = 0;
        for (int i = 0; i < count; i++)
        {
            var method = (MethodDesc)reader.Object();
            offset += (int)reader.Signed();
            int distance = reader.Number();
            locations.Add(new Location(method, offset, distance == 0 ? -1 : i + 1 - distance));
        }
    }

    private void ReadBlock(ref PackedReader reader, Block block)
    {
        block.Id = reader.Number();
        int flags = reader.Byte();
        block.IsHandler = (flags & BodyPacker.IsHandler) != 0;
        block.IsCold = (flags & BodyPacker.IsCold) != 0;
        block.IsBounded = (flags & BodyPacker.IsBounded) != 0;
        block.Region = reader.Number() - 1;
        ReadEdges(ref reader, block.Successors);
        ReadEdges(ref reader, block.Predecessors);
        ReadValues(ref reader, block, block.Phis);
        ReadValues(ref reader, block, block.Body);
        block.Terminator = ReadValue(ref reader, block);
    }

    private void ReadEdges(ref PackedReader reader, List<Block> edges)
    {
        int count = reader.Number();
        edges.EnsureCapacity(count);
        for (int i = 0; i < count; i++)
            edges.Add(_blocks[reader.Number()]);
    }

    private void ReadValues(ref PackedReader reader, Block block, List<Value> values)
    {
        int count = reader.Number();
        values.EnsureCapacity(count);
        for (int i = 0; i < count; i++)
            values.Add(ReadValue(ref reader, block));
    }

    private Value ReadValue(ref PackedReader reader, Block? block)
    {
        Value value = ReadOperation(ref reader, out int operands);
        value.Block = block;
        if (operands == BodyPacker.ManyOperands)
            operands = reader.Number();
        if (operands == 0)
            return value;
        var args = new Value[operands];
        for (int i = 0; i < args.Length; i++)
            args[i] = Find(value.Id - (int)reader.Signed());
        value.TakeArgs(args);
        return value;
    }

    private Value ReadOperation(ref PackedReader reader, out int operands)
    {
        int op = reader.Byte();
        int head = reader.Byte();
        int more = reader.Byte();
        var flags = (ValueFlags)((more & BodyPacker.HasFlags) != 0 ? reader.Byte() : 0);
        _lastId += (more & BodyPacker.IsNext) != 0 ? 1 : (int)reader.Signed();
        _lastLocation += (more & BodyPacker.IsHere) != 0 ? 0 : (int)reader.Signed();
        Value value = Find(_lastId);
        value.Op = (Op)op;
        value.Kind = (Kind)(head & BodyPacker.KindMask);
        value.Mem = (MemType)(more & BodyPacker.MemMask);
        value.Flags = flags;
        value.Location = _lastLocation;
        if ((head & BodyPacker.HasNumber) != 0)
            value.Imm = reader.Signed();
        if ((head & BodyPacker.HasObject) != 0)
            value.Aux = (more & BodyPacker.RefersToSlot) != 0 ? _body.Slots[reader.Number()] : reader.Object();
        operands = (head >> BodyPacker.CountShift) & BodyPacker.ManyOperands;
        return value;
    }

    // Operands may come before what they name.
    private Value Find(int id) => _values[id] ??= new Value(id, default, Kind.Void, []);

    private void ReadVariables(ref PackedReader reader, SourceVariables variables)
    {
        int promoted = reader.Number();
        for (int i = 0; i < promoted; i++)
            variables.Promote(reader.Number(), reader.Number(), reader.Number(), null);
        int gone = reader.Number();
        for (int i = 0; i < gone; i++)
        {
            int block = reader.Number();
            ReadValue(ref reader, block == 0 ? null : _blocks[block - 1]);
        }

        int passed = reader.Number();
        int from = 0;
        for (int i = 0; i < passed; i++)
            variables.Pass(ReadVariable(ref reader, ref from));
        int values = reader.Number();
        from = 0;
        variables.EnsureCapacity(values);
        for (int i = 0; i < values; i++)
            variables.Add(ReadVariable(ref reader, ref from));
    }

    private VariableValue ReadVariable(ref PackedReader reader, ref int from)
    {
        int head = reader.Number();
        from += (int)reader.Signed();
        int to = (head & BodyPacker.HasEnd) != 0 ? from + (int)reader.Signed() : SourceVariables.Everywhere;
        int offset = reader.Number();
        int size = reader.Number();
        Value value = _values[reader.Number()]!;
        return new VariableValue(head >> 2, from, to, offset, size, value, (head & BodyPacker.IsAddress) != 0);
    }
}
