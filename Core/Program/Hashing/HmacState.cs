namespace Core.Program.Hashing;

/// <summary>A keyed hash under way: the inner hash, and both hashes as they are behind the key.</summary>
internal unsafe struct HmacState
{
    public HashState Inner;
    public HashState InnerStart;
    public HashState OuterStart;

    public static void Begin(HmacState* state, HashKind kind, byte* key, int count)
    {
        int size = Hash.BlockSize(kind);
        byte* pad = stackalloc byte[HashState.LongestBlock];
        if (count > size)
        {
            Hash.Begin(&state->Inner, kind);
            Hash.Add(&state->Inner, key, count);
            Hash.End(&state->Inner, pad);
        }
        else
        {
            for (int i = 0; i < count; i++)
                pad[i] = key[i];
        }

        Start(&state->InnerStart, kind, pad, size, 0x36);
        Start(&state->OuterStart, kind, pad, size, 0x36 ^ 0x5c);
        state->Inner = state->InnerStart;
    }

    /// <summary>Writes the result. The inner hash is used up.</summary>
    public static void End(HmacState* state, byte* result)
    {
        HashKind kind = state->Inner.Kind;
        Hash.End(&state->Inner, result);
        HashState outer = state->OuterStart;
        Hash.Add(&outer, result, Hash.Size(kind));
        Hash.End(&outer, result);
    }

    private static void Start(HashState* state, HashKind kind, byte* pad, int size, byte change)
    {
        for (int i = 0; i < size; i++)
            pad[i] ^= change;
        Hash.Begin(state, kind);
        Hash.Add(state, pad, size);
    }
}
