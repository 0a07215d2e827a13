using System.Collections.Generic;
using System.Linq;

namespace Unit.Reflection;

/// <summary>A record taken apart: numbers, texts, records, and lists of them, by name of the field; null for a null handle.</summary>
internal sealed class Record(string kind, int offset)
{
    public string Kind { get; } = kind;

    public int Offset { get; } = offset;

    public Dictionary<string, object?> Fields { get; } = [];

    public uint Number(string field) => (uint)Fields[field]!;

    public Record To(string field) => (Record)Fields[field]!;

    public Record? Maybe(string field) => (Record?)Fields[field];

    /// <summary>The text behind the field; null for a null handle.</summary>
    public string? Text(string field) => (string?)Maybe(field)?.Fields["Value"];

    public IEnumerable<object?> List(string field) => (List<object?>)Fields[field]!;

    public IEnumerable<Record> All(string field) => List(field).Cast<Record>();
}
