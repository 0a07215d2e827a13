using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Turns the content of a body into a <see cref="PackedBody"/>: the same content always into the same bytes.</summary>
/// <remarks>
/// Positions; then the blocks, each with its edges and values; the handlers of regions; the values of variables, those first that
/// stand in no block any more. Values go by their ids, which stay, blocks by their places in the list. Numbers are differences
/// where neighbours are alike.
/// </remarks>
internal sealed class BodyPacker
{
    // Of the second byte of a value; below them its kind, and its number of operands if that is small.
    public const int KindMask = 7;
    public const int CountShift = 3;
    public const int ManyOperands = 7;
    public const int HasNumber = 64;
    public const int HasObject = 128;

    // Of the third byte; below them the type of the memory it accesses.
    public const int MemMask = 15;
    public const int HasFlags = 16;
    public const int RefersToSlot = 32;
    public const int IsHere = 64;
    public const int IsNext = 128;

    public const int IsHandler = 1;
    public const int IsCold = 2;
    public const int IsBounded = 4;

    // Of what a variable is.
    public const int IsAddress = 1;
    public const int HasEnd = 2;

    [ThreadStatic]
    private static BodyPacker? s_current;

    private readonly PackedWriter _writer = new();
    private readonly List<Value> _gone = [];
    private MethodBody _body = null!;

    // By id. What a body before this one left there is told from what is this one's by identity.
    private int[] _places = [];
    private Value?[] _values = [];
    private int _lastId;
    private int _lastLocation;

    /// <summary>Null for a body with edges or operands that lead out of it: it cannot be packed.</summary>
    public static PackedBody? Pack(MethodBody body)
    {
        BodyPacker packer = s_current ??= new BodyPacker();
        PackedBody? packed = packer.Begin(body) ? packer.Write() : null;
        packer.Forget();
        return packed;
    }

    private bool Begin(MethodBody body)
    {
        _body = body;
        _writer.Clear();
        if (_values.Length < body.ValueCount)
            _values = new Value?[body.ValueCount * 2];
        if (_places.Length < body.BlockCount)
            _places = new int[body.BlockCount * 2];
        for (int i = 0; i < body.Blocks.Count; i++)
            _places[body.Blocks[i].Id] = i;
        foreach (Block block in body.Blocks)
        {
            if (!PlaceValues(block) || !HasOwnEdges(block))
                return false;
        }

        foreach (Region region in body.Regions)
        {
            if (region.Handler is { } handler && !IsOwn(handler))
                return false;
        }

        return HasOwnOperands() && FindGone();
    }

    // What variables were, with all that was made from.
    private bool FindGone()
    {
        if (_body.Variables is not { } variables)
            return true;
        foreach (IReadOnlyList<VariableValue> values in (ReadOnlySpan<IReadOnlyList<VariableValue>>)[variables.Passed, variables.Values])
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (!AddGone(values[i].Value))
                    return false;
            }
        }

        for (int i = 0; i < _gone.Count; i++)
        {
            foreach (Value arg in _gone[i].Args)
            {
                if (!AddGone(arg))
                    return false;
            }
        }

        return true;
    }

    private bool AddGone(Value value)
    {
        if (_values[value.Id] is { } known)
            return known == value;
        _values[value.Id] = value;
        _gone.Add(value);
        return true;
    }

    private bool PlaceValues(Block block)
    {
        if (block.Terminator is null)
            return false;
        foreach (List<Value> values in (ReadOnlySpan<List<Value>>)[block.Phis, block.Body])
        {
            foreach (Value value in values)
            {
                if (value.Block != block || _values[value.Id] is not null)
                    return false;
                _values[value.Id] = value;
            }
        }

        _values[block.Terminator.Id] = block.Terminator;
        return block.Terminator.Block == block;
    }

    private bool IsOwn(Block block) => block.Id < _body.BlockCount && _places[block.Id] < _body.Blocks.Count && _body.Blocks[_places[block.Id]] == block;

    private bool HasOwnEdges(Block block)
    {
        foreach (Block successor in block.Successors)
        {
            if (!IsOwn(successor))
                return false;
        }

        foreach (Block predecessor in block.Predecessors)
        {
            if (!IsOwn(predecessor))
                return false;
        }

        return true;
    }

    private bool HasOwnOperands()
    {
        foreach (Block block in _body.Blocks)
        {
            foreach (Value value in block.Phis)
            {
                if (!HasOwnOperands(value))
                    return false;
            }

            foreach (Value value in block.Body)
            {
                if (!HasOwnOperands(value))
                    return false;
            }

            if (!HasOwnOperands(block.Terminator!))
                return false;
        }

        return true;
    }

    private bool HasOwnOperands(Value value)
    {
        foreach (Value arg in value.Args)
        {
            if (_values[arg.Id] != arg)
                return false;
        }

        return true;
    }

    private void Forget()
    {
        Array.Clear(_values, 0, _body.ValueCount);
        _writer.Clear();
        _gone.Clear();
        _body = null!;
    }

    private PackedBody Write()
    {
        WriteLocations();
        _lastId = -1;
        _lastLocation = -1;
        _writer.Number(_body.Blocks.Count);
        foreach (Block block in _body.Blocks)
            WriteBlock(block);
        foreach (Region region in _body.Regions)
            _writer.Number(region.Handler is { } handler ? _places[handler.Id] + 1 : 0);
        if (_body.Variables is { } variables)
            WriteVariables(variables);
        return _writer.Finish();
    }

    private void WriteLocations()
    {
        List<Location> locations = _body.Locations;
        _writer.Number(locations.Count);
        int offset = 0;
        for (int i = 0; i < locations.Count; i++)
        {
            _writer.Object(locations[i].Method);
            _writer.Signed(locations[i].Offset - offset);
            _writer.Number(locations[i].InlinedAt < 0 ? 0 : (uint)(i - locations[i].InlinedAt) + 1ul);
            offset = locations[i].Offset;
        }
    }

    private void WriteBlock(Block block)
    {
        _writer.Number(block.Id);
        _writer.Byte((block.IsHandler ? IsHandler : 0) | (block.IsCold ? IsCold : 0) | (block.IsBounded ? IsBounded : 0));
        _writer.Number(block.Region + 1);
        WriteEdges(block.Successors);
        WriteEdges(block.Predecessors);
        _writer.Number(block.Phis.Count);
        foreach (Value phi in block.Phis)
            WriteValue(phi);
        _writer.Number(block.Body.Count);
        foreach (Value value in block.Body)
            WriteValue(value);
        WriteValue(block.Terminator!);
    }

    private void WriteEdges(List<Block> blocks)
    {
        _writer.Number(blocks.Count);
        foreach (Block block in blocks)
            _writer.Number(_places[block.Id]);
    }

    private void WriteValue(Value value)
    {
        WriteOperation(value, Math.Min(value.ArgCount, ManyOperands));
        if (value.ArgCount >= ManyOperands)
            _writer.Number(value.ArgCount);
        foreach (Value arg in value.Args)
            _writer.Signed(value.Id - arg.Id);
    }

    private void WriteOperation(Value value, int operands)
    {
        var slot = value.Aux as Slot;
        bool isOwn = slot is not null && slot.Id < _body.Slots.Count && _body.Slots[slot.Id] == slot;
        _writer.Byte((int)value.Op);
        _writer.Byte((int)value.Kind | (operands << CountShift) | (value.Imm != 0 ? HasNumber : 0) | (value.Aux is not null ? HasObject : 0));
        _writer.Byte((int)value.Mem | (value.Flags != 0 ? HasFlags : 0) | (isOwn ? RefersToSlot : 0)
            | (value.Location == _lastLocation ? IsHere : 0) | (value.Id == _lastId + 1 ? IsNext : 0));
        if (value.Flags != 0)
            _writer.Byte((int)value.Flags);
        if (value.Id != _lastId + 1)
            _writer.Signed(value.Id - _lastId);
        if (value.Location != _lastLocation)
            _writer.Signed(value.Location - _lastLocation);
        if (value.Imm != 0)
            _writer.Signed(value.Imm);
        if (isOwn)
            _writer.Number(slot!.Id);
        else if (value.Aux is not null)
            _writer.Object(value.Aux);
        _lastId = value.Id;
        _lastLocation = value.Location;
    }

    private void WriteVariables(SourceVariables variables)
    {
        _writer.Number(variables.Promoted.Count);
        foreach ((int variable, int offset, int size) in variables.Promoted)
        {
            _writer.Number(variable);
            _writer.Number(offset);
            _writer.Number(size);
        }

        _writer.Number(_gone.Count);
        foreach (Value value in _gone)
        {
            _writer.Number(value.Block is { } block && IsOwn(block) ? _places[block.Id] + 1 : 0);
            WriteValue(value);
        }

        WriteVariables(variables.Passed);
        WriteVariables(variables.Values);
    }

    private void WriteVariables(IReadOnlyList<VariableValue> values)
    {
        _writer.Number(values.Count);
        int from = 0;
        for (int i = 0; i < values.Count; i++)
        {
            VariableValue value = values[i];
            bool isBounded = value.To != SourceVariables.Everywhere;
            _writer.Number((value.Variable << 2) | (isBounded ? HasEnd : 0) | (value.IsAddress ? IsAddress : 0));
            _writer.Signed(value.From - from);
            if (isBounded)
                _writer.Signed(value.To - value.From);
            _writer.Number(value.Offset);
            _writer.Number(value.Size);
            _writer.Number(value.Value.Id);
            from = value.From;
        }
    }
}
