namespace Core.Program.Hashing;

/// <summary>A hash under way. It holds no references, so it may lie in any memory and be copied by assignment.</summary>
internal unsafe struct HashState
{
    /// <summary>Bytes of the longest block: the rate of SHAKE128.</summary>
    public const int LongestBlock = 168;

    /// <summary>Words of the longest state: Keccak's.</summary>
    public const int LongestState = 25;

    public HashKind Kind;

    /// <summary>Bytes in <see cref="Block"/>; of a function of any length that is being read, those already handed out.</summary>
    public int Filled;

    /// <summary>Whether padding was added and results are being read (SHAKE).</summary>
    public bool Squeezing;

    /// <summary>Bytes hashed.</summary>
    public ulong Total;

    public fixed ulong Words[LongestState];
    public fixed byte Block[LongestBlock];
}
