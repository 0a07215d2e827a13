using System;

namespace IL2CPU.IR;

/// <summary>Blocks, values, source positions and values of variables of a <see cref="MethodBody"/>, in a tenth of their memory.</summary>
/// <param name="Bytes">See <see cref="BodyPacker"/>.</param>
/// <param name="Objects">What values and positions refer to.</param>
internal sealed record PackedBody(byte[] Bytes, object[] Objects)
{
    public bool Equals(PackedBody? other)
    {
        if (other is null || !Bytes.AsSpan().SequenceEqual(other.Bytes) || Objects.Length != other.Objects.Length)
            return false;
        for (int i = 0; i < Objects.Length; i++)
        {
            if (!ReferenceEquals(Objects[i], other.Objects[i]))
                return false;
        }

        return true;
    }

    public override int GetHashCode() => Bytes.Length;
}
