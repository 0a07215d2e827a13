using System;
using System.Buffers.Binary;

namespace Core.Program.Hashing;

/// <summary>Begins, feeds and ends a hash of any kind.</summary>
/// <remarks>Pointers to data may point into the stack: they are never kept.</remarks>
internal static unsafe class Hash
{
    /// <summary>Bytes of the longest result of fixed length.</summary>
    public const int LongestResult = 64;

    /// <summary>Bytes of the result; of functions of any length, what callers get who do not say.</summary>
    public static int Size(HashKind kind) => kind switch
    {
        HashKind.Md5 => 16,
        HashKind.Sha1 => 20,
        HashKind.Sha256 or HashKind.Sha3With256 or HashKind.Shake256 => 32,
        HashKind.Sha384 or HashKind.Sha3With384 => 48,
        HashKind.Sha512 or HashKind.Sha3With512 => 64,
        HashKind.Shake128 => 16,
        _ => 0,
    };

    /// <summary>Bytes hashed at once.</summary>
    public static int BlockSize(HashKind kind) => kind switch
    {
        HashKind.Sha384 or HashKind.Sha512 => 128,
        HashKind.Sha3With256 or HashKind.Shake256 => 136,
        HashKind.Sha3With384 => 104,
        HashKind.Sha3With512 => 72,
        HashKind.Shake128 => 168,
        _ => 64,
    };

    public static void Begin(HashState* state, HashKind kind)
    {
        *state = default;
        state->Kind = kind;
        ulong* words = state->Words;
        switch (kind)
        {
            case HashKind.Md5:
                Md5.Begin(words);
                break;
            case HashKind.Sha1:
                Sha1.Begin(words);
                break;
            case HashKind.Sha256:
                Sha256.Begin(words);
                break;
            case HashKind.Sha384:
                Sha512.Begin384(words);
                break;
            case HashKind.Sha512:
                Sha512.Begin(words);
                break;
            default: // Keccak begins with zeros
                break;
        }
    }

    public static void Add(HashState* state, byte* data, int count)
    {
        int size = BlockSize(state->Kind);
        state->Total += (uint)count;
        if (state->Filled != 0)
        {
            int taken = Math.Min(count, size - state->Filled);
            Copy(state->Block + state->Filled, data, taken);
            state->Filled += taken;
            data += taken;
            count -= taken;
            if (state->Filled < size)
                return;
            Mix(state, state->Block);
            state->Filled = 0;
        }

        for (; count >= size; data += size, count -= size)
            Mix(state, data);
        Copy(state->Block, data, count);
        state->Filled = count;
    }

    /// <summary>Writes the result of a function of fixed length. The state is used up.</summary>
    public static void End(HashState* state, byte* result)
    {
        HashKind kind = state->Kind;
        if (kind >= HashKind.Sha3With256)
        {
            PadKeccak(state, kind >= HashKind.Shake128 ? Keccak.ShakeSuffix : Keccak.Sha3Suffix);
            Copy(result, (byte*)state->Words, Size(kind));
            return;
        }

        PadLength(state);
        int size = Size(kind);
        ulong* words = state->Words;
        for (int i = 0; i < size; i += kind >= HashKind.Sha384 ? 8 : 4)
        {
            if (kind >= HashKind.Sha384)
                BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(result + i, 8), words[i / 8]);
            else if (kind == HashKind.Md5)
                BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(result + i, 4), (uint)words[i / 4]);
            else
                BinaryPrimitives.WriteUInt32BigEndian(new Span<byte>(result + i, 4), (uint)words[i / 4]);
        }
    }

    /// <summary>Writes the next bytes of a function of any length (SHAKE).</summary>
    public static void Squeeze(HashState* state, byte* result, int count)
    {
        int rate = BlockSize(state->Kind);
        if (!state->Squeezing)
        {
            PadKeccak(state, Keccak.ShakeSuffix);
            state->Squeezing = true;
            state->Filled = 0;
        }

        while (count > 0)
        {
            if (state->Filled == rate)
            {
                Keccak.Permute(state->Words);
                state->Filled = 0;
            }

            int taken = Math.Min(count, rate - state->Filled);
            Copy(result, (byte*)state->Words + state->Filled, taken);
            state->Filled += taken;
            result += taken;
            count -= taken;
        }
    }

    private static void Mix(HashState* state, byte* block)
    {
        ulong* words = state->Words;
        switch (state->Kind)
        {
            case HashKind.Md5:
                Md5.Mix(words, block);
                break;
            case HashKind.Sha1:
                Sha1.Mix(words, block);
                break;
            case HashKind.Sha256:
                Sha256.Mix(words, block);
                break;
            case HashKind.Sha384 or HashKind.Sha512:
                Sha512.Mix(words, block);
                break;
            default:
                Keccak.Mix(words, block, BlockSize(state->Kind));
                break;
        }
    }

    // A one bit, zeros, and the number of bits at the end of a block.
    private static void PadLength(HashState* state)
    {
        int size = BlockSize(state->Kind);
        int lengthBytes = size / 8;
        byte* block = state->Block;
        block[state->Filled++] = 0x80;
        if (state->Filled > size - lengthBytes)
        {
            new Span<byte>(block + state->Filled, size - state->Filled).Clear();
            Mix(state, block);
            state->Filled = 0;
        }

        new Span<byte>(block + state->Filled, size - state->Filled).Clear();
        var place = new Span<byte>(block + size - 8, 8);
        if (state->Kind == HashKind.Md5)
            BinaryPrimitives.WriteUInt64LittleEndian(place, state->Total << 3);
        else
            BinaryPrimitives.WriteUInt64BigEndian(place, state->Total << 3);
        if (size == 128)
            block[size - 9] = (byte)(state->Total >> 61);
        Mix(state, block);
    }

    private static void PadKeccak(HashState* state, byte suffix)
    {
        int rate = BlockSize(state->Kind);
        byte* block = state->Block;
        new Span<byte>(block + state->Filled, rate - state->Filled).Clear();
        block[state->Filled] = suffix;
        block[rate - 1] |= 0x80;
        Mix(state, block);
    }

    private static void Copy(byte* to, byte* from, int count) => new ReadOnlySpan<byte>(from, count).CopyTo(new Span<byte>(to, count));
}
