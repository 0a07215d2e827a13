using System.Collections.Generic;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Tables;

/// <summary>Builds the table of <see cref="MarshalLayout"/>, for the types of the image that have a native form.</summary>
internal sealed class MarshalTable(LinkGraph graph, NameTable names, Dictionary<TypeDesc, uint> typeIndex)
{
    public static readonly Symbol Symbol = new LinkerSymbol(MarshalLayout.SymbolName);

    private readonly ObjectWriter _layouts = new();
    private readonly ObjectWriter _steps = new();
    private readonly ObjectWriter _fields = new();
    private readonly HashSet<TypeDesc> _constructed = [.. graph.Constructed];
    private uint _layoutCount;
    private uint _stepCount;
    private uint _fieldCount;

    public DataObject Build()
    {
        for (int i = 0; i < graph.Types.Count; i++)
        {
            if (NativeLayout.Of(graph.Types[i]) is { } layout)
                Add((uint)i, layout);
        }

        var table = new ObjectWriter();
        table.UInt32(_layoutCount);
        table.UInt32(_stepCount);
        table.UInt32(_fieldCount);
        table.UInt32(0);
        table.Bytes.Bytes(_layouts.Bytes.ToArray());
        table.Bytes.Bytes(_steps.Bytes.ToArray());
        table.Bytes.Bytes(_fields.Bytes.ToArray());
        return table.Finish(Symbol, SectionKind.ReadOnly, "marshalling");
    }

    private void Add(uint type, NativeLayout layout)
    {
        _layouts.UInt32(type);
        _layouts.UInt32((uint)layout.Size);
        _layouts.UInt32(_stepCount);
        _layouts.UInt32((uint)layout.Steps.Count);
        _layouts.UInt32(_fieldCount);
        _layouts.UInt32((uint)layout.Fields.Count);
        _layoutCount++;
        foreach (NativeStep step in layout.Steps)
        {
            // An array can be made only if the image has its type.
            uint array = 0;
            bool isSupported = step.ArrayType is not { } arrayType || (_constructed.Contains(arrayType) && typeIndex.TryGetValue(arrayType, out array));
            _steps.UInt32((uint)(isSupported ? step.Kind : MarshalKind.Unsupported));
            _steps.UInt32((uint)step.ManagedOffset);
            _steps.UInt32((uint)step.NativeOffset);
            _steps.UInt32((uint)step.Count);
            _steps.UInt32(array);
            _stepCount++;
        }

        foreach ((string name, int offset) in layout.Fields)
        {
            _fields.UInt32(names.Add(name));
            _fields.UInt32((uint)offset);
            _fieldCount++;
        }
    }
}
