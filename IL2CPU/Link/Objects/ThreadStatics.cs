using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Layout of the block of thread statics every uthread has.</summary>
internal sealed class ThreadStatics
{
    private readonly Dictionary<TypeDesc, int> _offsets = [];
    private readonly List<int> _references = [];

    public ThreadStatics(ProgramModel model, LinkGraph graph)
    {
        foreach (TypeDesc type in model.ThreadStaticsTypes)
        {
            if (!graph.UsesThreadStatics(type) || _offsets.ContainsKey(type))
                continue;
            StaticsLayout layout = StaticsLayout.OfThread(type);
            Size = (Size + layout.Alignment - 1) / layout.Alignment * layout.Alignment;
            _offsets.Add(type, Size);
            foreach (int offset in layout.References())
                _references.Add(Size + offset);
            Size += layout.Size;
        }
    }

    /// <summary>Bytes, a multiple of 8.</summary>
    public int Size { get; }

    /// <summary>Offset of a type's fields in the block.</summary>
    public int OffsetOf(TypeDesc type) => _offsets[type];

    /// <summary>Words covering the whole block.</summary>
    public List<ulong> Bitmap()
    {
        List<ulong> words = GcDescriptors.Bitmap(_references);
        while (words.Count * 64 * 8 < Size)
            words.Add(0);
        return words;
    }
}
