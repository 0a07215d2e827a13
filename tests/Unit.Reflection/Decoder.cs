using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Unit.Reflection;

/// <summary>Takes the whole of the bytes apart, following every handle, without the code that wrote them.</summary>
internal sealed class Decoder
{
    private readonly byte[] _bytes;
    private readonly Dictionary<(string, int), Record> _records = [];
    private readonly Queue<Record> _open = [];

    public Decoder(byte[] bytes)
    {
        _bytes = bytes;
        if (BitConverter.ToUInt32(bytes) != 0xDEADDFFD)
        {
            throw new FormatException("no signature");
        }

        int position = 4;
        Scopes = [.. List(ref position, "ScopeDefinition").Cast<Record>()];
        while (_open.TryDequeue(out Record? record))
        {
            Fill(record);
        }
    }

    public IReadOnlyList<Record> Scopes { get; }

    /// <summary>All records that can be reached.</summary>
    public IEnumerable<Record> Records => _records.Values;

    public Record? Find(string kind, uint offset) => _records.GetValueOrDefault((kind, (int)offset));

    private void Fill(Record record)
    {
        int position = record.Offset;
        foreach (string field in Format.Records[record.Kind].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = field.Split(':');
            string code = parts[1];
            record.Fields.Add(parts[0], code.EndsWith('*') ? List(ref position, code[..^1]) : One(ref position, code));
        }
    }

    private List<object?> List(ref int position, string code)
    {
        uint count = Unsigned(ref position);
        List<object?> all = [];
        for (uint i = 0; i < count; i++)
        {
            all.Add(One(ref position, code));
        }

        return all;
    }

    private object? One(ref int position, string code)
    {
        switch (code)
        {
            case "u":
                return Unsigned(ref position);
            case "s":
                return Signed(ref position);
            case "U":
                return IsLong(ref position) ? BitConverter.ToUInt64(Take(ref position, 8)) : Unsigned(ref position);
            case "S":
                return IsLong(ref position) ? BitConverter.ToInt64(Take(ref position, 8)) : (long)Signed(ref position);
            case "b":
                return Take(ref position, 1)[0];
            case "f":
                return BitConverter.ToSingle(Take(ref position, 4));
            case "d":
                return BitConverter.ToDouble(Take(ref position, 8));
            case "t":
                uint length = Unsigned(ref position);
                return Encoding.UTF8.GetString(Take(ref position, (int)length));
            case "h":
                uint handle = Unsigned(ref position);
                return At(Format.Kinds[handle & 0x7F], handle >> 7);
            default:
                return At(code, Unsigned(ref position));
        }
    }

    private Record? At(string kind, uint offset)
    {
        if (offset == 0)
        {
            return null;
        }

        if (!_records.TryGetValue((kind, (int)offset), out Record? record))
        {
            record = new Record(kind, (int)offset);
            _records.Add((kind, (int)offset), record);
            _open.Enqueue(record);
        }

        return record;
    }

    private ReadOnlySpan<byte> Take(ref int position, int count)
    {
        position += count;
        return _bytes.AsSpan(position - count, count);
    }

    private uint Unsigned(ref int position)
    {
        int following = (_bytes[position] & 0xF) switch
        {
            0xF => 4,
            7 => 3,
            3 or 0xB => 2,
            _ => _bytes[position] & 1,
        };
        if (following == 4)
        {
            Assert((_bytes[position] & 0x10) == 0);
            position++;
            return BitConverter.ToUInt32(Take(ref position, 4));
        }

        uint value = 0;
        for (int i = 0; i <= following; i++)
        {
            value |= (uint)_bytes[position + i] << (8 * i);
        }

        position += following + 1;
        return value >> (following + 1);
    }

    /// <summary>As the base library reads it: only the form of one byte extends its sign.</summary>
    private int Signed(ref int position) => (_bytes[position] & 1) == 0 ? (sbyte)_bytes[position++] >> 1 : (int)Unsigned(ref position);

    private bool IsLong(ref int position)
    {
        bool isLong = (_bytes[position] & 0x1F) == 0x1F;
        position += isLong ? 1 : 0;
        return isLong;
    }

    private static void Assert(bool isTrue)
    {
        if (!isTrue)
        {
            throw new FormatException("malformed number");
        }
    }
}
