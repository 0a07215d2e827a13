using System.Collections.Generic;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link.Tables;

/// <summary>Writes the source lines of functions as <see cref="MethodDetails"/> has them.</summary>
internal sealed class LineTable(NameTable names, SourceMap sources)
{
    private readonly NameTable _names = names;
    private readonly SourceMap _sources = sources;
    private readonly Dictionary<MethodDesc, int> _index = [];
    private readonly List<(uint Name, uint File, int FirstLine)> _methods = [];

    public DataObject BuildMethods(Symbol symbol, string category)
    {
        var writer = new ObjectWriter();
        foreach ((uint name, uint file, int firstLine) in _methods)
        {
            writer.UInt32(name);
            writer.UInt32(file);
            writer.UInt32((uint)firstLine);
        }

        return writer.Finish(symbol, SectionKind.ReadOnly, category);
    }

    public void Write(CompiledCode code, ByteWriter output)
    {
        List<Row> rows = new Scopes(this, code).Rows(out List<Scope> scopes);
        output.Uleb((ulong)scopes.Count);
        foreach (Scope scope in scopes)
        {
            output.Uleb((ulong)(scope.Outer + 1));
            output.Uleb((ulong)scope.Method);
            if (scope.Outer >= 0)
                output.Uleb((ulong)scope.CallLine);
        }

        output.Uleb((ulong)rows.Count);
        var last = new Row(0, -1, 0);
        foreach (Row row in rows)
        {
            ulong head = (ulong)(row.Offset - last.Offset) << 2;
            if (row.Scope < 0)
            {
                output.Uleb(head | (uint)LineRowKind.None);
            }
            else if (row.Scope == last.Scope)
            {
                output.Uleb(head | (uint)LineRowKind.Line);
                output.Uleb(MethodDetails.Zigzag(row.Line - last.Line));
            }
            else
            {
                output.Uleb(head | (uint)LineRowKind.Scope);
                output.Uleb((ulong)row.Scope);
                output.Uleb((ulong)row.Line);
            }

            last = row;
        }
    }

    private int IndexOf(MethodDesc method)
    {
        if (!_index.TryGetValue(method, out int index))
        {
            index = _methods.Count;
            (string file, int firstLine) = _sources.Begin(method);
            _methods.Add((_names.Add(method.FullName), _names.Add(file), firstLine));
            _index.Add(method, index);
        }

        return index;
    }

    // A line counts from the first one of its method.
    private readonly record struct Scope(int Outer, int Method, int CallLine);

    private readonly record struct Row(int Offset, int Scope, int Line);

    /// <summary>The calls inlined into one function, in order of their first row.</summary>
    private readonly struct Scopes(LineTable table, CompiledCode code)
    {
        private readonly Dictionary<Scope, int> _scopeIndex = [];
        private readonly List<Scope> _scopes = [];
        private readonly (int Scope, int Line)[] _known = new (int, int)[code.Body!.Locations.Count];

        public List<Row> Rows(out List<Scope> scopes)
        {
            var rows = new List<Row>();
            var last = new Row(0, -1, 0);
            foreach (LineRow line in code.Lines)
            {
                (int scope, int number) = line.Location < 0 ? (-1, 0) : Find(line.Location);
                if (scope == last.Scope && number == last.Line)
                    continue;
                last = new Row(line.Offset, scope, number);
                rows.Add(last);
            }

            scopes = _scopes;
            return rows;
        }

        private (int Scope, int Line) Find(int index)
        {
            // Kept as 1 + index, so that 0 is what is not known yet.
            (int known, int line) = _known[index];
            if (known != 0)
                return (known - 1, line);
            Location location = code.Body!.Locations[index];
            (int outer, int callLine) = location.InlinedAt < 0 ? (-1, 0) : Find(location.InlinedAt);
            var scope = new Scope(outer, table.IndexOf(location.Method), callLine);
            if (!_scopeIndex.TryGetValue(scope, out int found))
            {
                found = _scopes.Count;
                _scopes.Add(scope);
                _scopeIndex.Add(scope, found);
            }

            line = table._sources.Find(location).Line - table._methods[scope.Method].FirstLine;
            line = line < 0 ? 0 : line;
            _known[index] = (found + 1, line);
            return (found, line);
        }
    }
}
