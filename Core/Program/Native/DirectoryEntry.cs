using System.Runtime.InteropServices;

namespace Core.Program.Native;

/// <summary>What ReadDir fills in: the layout of Interop.Sys.DirectoryEntry.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct DirectoryEntry
{
    /// <summary>Valid until the next call for the same directory.</summary>
    public byte* Name;

    /// <summary>Bytes, or -1: up to the NUL.</summary>
    public int NameLength;

    /// <summary>DT_ values of readdir.</summary>
    public int Type;
}
