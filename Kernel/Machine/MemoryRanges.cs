using Abi;

namespace Kernel.Machine;

/// <summary>Walks the loader's map of usable memory.</summary>
internal unsafe struct MemoryRanges
{
    private const uint Usable = 1;

    private byte* _entry;
    private byte* _end;
    private uint _stride;
    private uint _header;

    public MemoryRanges()
    {
        byte* info = BootInfo.Info;
        switch (BootInfo.Protocol)
        {
            case BootLayout.Multiboot2Magic:
                FindMultiboot2(info);
                break;
            case BootLayout.Multiboot1Magic:
                _entry = BootInfo.Virtual(*(uint*)(info + 48));
                _end = _entry + *(uint*)(info + 44);
                _header = 4;
                break;
            default:
                _entry = BootInfo.Virtual(*(ulong*)(info + 40));
                _end = _entry + (*(uint*)(info + 48) * 24);
                _stride = 24;
                break;
        }
    }

    public ulong Start { get; private set; }

    public ulong End { get; private set; }

    /// <summary>Steps to the next usable range.</summary>
    public bool Next()
    {
        while (_entry < _end)
        {
            byte* entry = _entry + _header;

            // Multiboot1 entries begin with their own size, which does not count itself.
            _entry += _stride != 0 ? _stride : *(uint*)_entry + 4;
            if (*(uint*)(entry + 16) == Usable)
            {
                Start = *(ulong*)entry;
                End = Start + *(ulong*)(entry + 8);
                return true;
            }
        }

        return false;
    }

    private void FindMultiboot2(byte* info)
    {
        uint total = *(uint*)info;
        uint at = 8;
        while (at + 8 <= total)
        {
            uint size = *(uint*)(info + at + 4);
            if (*(uint*)(info + at) == 6)
            {
                _stride = *(uint*)(info + at + 8);
                _entry = info + at + 16;
                _end = info + at + size;
                return;
            }

            at += (size + 7) & ~7u;
        }

        Panic.Fail("multiboot2 without a memory map");
    }
}
