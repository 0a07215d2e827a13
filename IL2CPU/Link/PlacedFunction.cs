using IL2CPU.X64;

namespace IL2CPU.Link;

/// <summary>A function with its place in the text section.</summary>
internal sealed record PlacedFunction(CompiledCode Code, uint Offset)
{
    public uint Size { get; } = (uint)Code.Code.Length;

    public uint End => Offset + Size;
}
