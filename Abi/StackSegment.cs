using System.Runtime.InteropServices;

namespace Abi;

/// <summary>A part of a split stack that keeps its place because a frame in it may not move; its calls go on in another part.</summary>
/// <remarks>Once the callee has returned, the record describes the part that was given up instead: see <see cref="Uthread.RetiredSegments"/>.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct StackSegment
{
    public ulong Low;

    public ulong High;

    /// <summary>Bytes of the stack above <see cref="High"/>.</summary>
    public ulong Base;

    /// <summary>End of the frames that stay: what is below here was moved to the next part. The arguments the pinned frame passes are.</summary>
    public ulong Boundary;

    /// <summary>Bytes of those arguments, just below <see cref="Boundary"/>.</summary>
    public ulong Arguments;

    public StackSegment* Next;
}
