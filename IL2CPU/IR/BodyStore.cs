using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>The bodies of an image, of which in a big program only a few are unpacked at a time.</summary>
/// <remarks>
/// A body unpacks by itself when it is looked at. It is packed by <see cref="Trim"/> only, which is called where nobody holds blocks or
/// values of any body. What is packed when depends on numbers of values alone; the image does not depend on it.
/// </remarks>
public sealed class BodyStore
{
    // Ordinary programs stay below the first and have nothing packed; the second is what a few hundred methods have.
    private const int FreeValues = 400_000;
    private const int UnpackedValues = 40_000;

    private readonly Queue<(MethodBody Body, int Values)> _unpacked = [];
    private long _values;
    private bool _isBig;

    /// <summary>Packs whatever it can, and makes sure that a body is what it was when it is unpacked: a self-check.</summary>
    public bool PacksAll { get; set; }

    /// <summary>Takes over a body that is not packed.</summary>
    public void Add(MethodBody body)
    {
        if (body.Store == this)
            return;
        body.Store = this;
        Note(body);
    }

    /// <summary>Nobody holds a block or value of any body just now.</summary>
    public void Trim()
    {
        _isBig |= PacksAll || _values > FreeValues;
        int limit = PacksAll ? 0 : UnpackedValues;
        while (_isBig && _values > limit && _unpacked.TryDequeue(out (MethodBody Body, int Values) next))
        {
            _values -= next.Values;
            next.Body.Pack(PacksAll);
        }
    }

    internal void Note(MethodBody body)
    {
        _unpacked.Enqueue((body, body.ValueCount));
        _values += body.ValueCount;
    }
}
