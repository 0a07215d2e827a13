using System.Runtime.InteropServices;

namespace Core.Program.Native;

/// <summary>What libSystem.Native's stat calls fill in: the layout of Interop.Sys.FileStatus.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FileStatus
{
    /// <summary>Bit 0: the time of birth is known.</summary>
    public int Flags;

    /// <summary>File type and permissions, as in POSIX.</summary>
    public int Mode;
    public uint UserId;
    public uint GroupId;
    public long Size;
    public long AccessTime;
    public long AccessTimeNs;
    public long ModificationTime;
    public long ModificationTimeNs;
    public long ChangeTime;
    public long ChangeTimeNs;
    public long BirthTime;
    public long BirthTimeNs;
    public long Device;
    public long SpecialDevice;
    public long Inode;
    public uint UserFlags;
}
