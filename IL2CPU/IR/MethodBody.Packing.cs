using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

// All bodies of an image together are most of the compiler's memory: those nobody is looking at are kept packed, and come
// back when they are asked for.
public sealed partial class MethodBody
{
    private List<Block>? _blocks = [];
    private List<Location>? _locations = [];

    // Of a body that is not packed: what it was made of, as long as that is what it still is.
    private PackedBody? _packed;
    private bool _packedReturns;

    /// <summary>Keeps account of the bodies that are not packed; null for a body of its own.</summary>
    internal BodyStore? Store { get; set; }

    /// <summary>No block ends in a return. Does not unpack the body.</summary>
    public bool NeverReturns => _blocks is null ? !_packedReturns : _blocks.TrueForAll(static block => block.Terminator is { Op: not Op.Return });

    /// <summary>To be called before the content of a body that is in a <see cref="BodyStore"/> is changed.</summary>
    public void BeginChange()
    {
        if (_blocks is null)
            Unpack();
        _packed = null;
    }

    /// <summary>Blocks and values, all that is known of where they come from included, are new objects when they are asked for again.</summary>
    /// <param name="checks">Whether to make sure that nobody changed the body without <see cref="BeginChange"/>.</param>
    internal void Pack(bool checks)
    {
        if (_blocks is null or [])
            return;
        if (_packed is null || checks)
        {
            if (BodyPacker.Pack(this) is not { } packed)
                return;
            if (_packed is not null && packed != _packed)
                throw new InvalidOperationException($"{Symbol.Name} was changed without notice, or cannot be packed");
            _packed = packed;
        }

        _packedReturns = !NeverReturns;
        _blocks = null;
        _locations = null;
        _variables?.ForgetValues();
        foreach (Region region in _regions)
            region.Handler = null;
    }

    /// <summary>For a body whose code is made: what is left describes the method, its frame, its regions and its source.</summary>
    /// <param name="locations">What is left of the source positions.</param>
    public void ForgetBlocks(List<Location> locations)
    {
        _blocks = [];
        _packed = null;
        _locations = locations;
        _variables?.ForgetValues();
        foreach (Region region in _regions)
            region.Handler = null;
    }

    private MethodBody Unpack()
    {
        _blocks = [];
        _locations = [];
        _variables?.BeginValues();
        BodyUnpacker.Unpack(_packed!, this, _blocks, _locations);
        Store?.Note(this);
        return this;
    }
}
