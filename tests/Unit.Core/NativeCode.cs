using System;
using System.Runtime.InteropServices;

namespace Unit.Core;

/// <summary>Machine code in executable memory of this process.</summary>
internal sealed unsafe partial class NativeCode : IDisposable
{
    private const int ReadWriteExecute = 7;
    private const int PrivateAnonymous = 0x22;
    private readonly nuint _size;

    public NativeCode(byte[] code)
    {
        _size = (nuint)(code.Length + 4095) & ~(nuint)4095;
        Address = MMap(0, _size, ReadWriteExecute, PrivateAnonymous, -1, 0);
        if (Address == -1)
            throw new InvalidOperationException("no executable memory");
        Marshal.Copy(code, 0, Address, code.Length);
    }

    public nint Address { get; }

    public void Dispose() => MUnmap(Address, _size);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MMap(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MUnmap(nint address, nuint length);
}
