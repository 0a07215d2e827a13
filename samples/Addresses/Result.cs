using Abi;

namespace Samples.Addresses;

/// <summary>What a call of the scheduler gave: an object, so whoever makes one may move its stack.</summary>
internal sealed class Result(long value)
{
    public long Value { get; } = value;

    public Errno Error => Value < 0 ? (Errno)(-Value) : Errno.None;
}
