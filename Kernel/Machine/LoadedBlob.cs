using System;

namespace Kernel.Machine;

/// <summary>Memory loaded from fw_cfg that stays for ever.</summary>
public readonly unsafe struct LoadedBlob
{
    private readonly byte* _start;
    private readonly int _length;

    private LoadedBlob(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    public ReadOnlySpan<byte> Bytes => new(_start, _length);

    /// <summary>Loads an option of the launcher's; empty when it was not given.</summary>
    public static LoadedBlob Load(string name)
    {
        ReadOnlySpan<byte> bytes = FwCfg.Load(name);
        fixed (byte* start = bytes)
        {
            return new LoadedBlob(start, bytes.Length);
        }
    }
}
