using System;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>The memory a process shares with the kernel: process info, process data, arguments.</summary>
public sealed unsafe class ProcessPages
{
    private readonly ProcInfo* _info;
    private readonly ProcData* _data;
    private readonly int _infoOrder;
    private readonly int _dataOrder;
    private byte* _arguments;
    private int _argumentsOrder;

    private ProcessPages(ProcInfo* info, int infoOrder, ProcData* data, int dataOrder)
    {
        _info = info;
        _infoOrder = infoOrder;
        _data = data;
        _dataOrder = dataOrder;
    }

    public ref ProcInfo Info => ref *_info;

    /// <summary>Allocates and maps the pages into a new process; null when there is no memory.</summary>
    public static ProcessPages? Create(AddressSpace space)
    {
        int infoOrder = FrameAllocator.OrderFor((ulong)sizeof(ProcInfo));
        int dataOrder = FrameAllocator.OrderFor(ProcData.TotalSize);
        byte* info = FrameAllocator.AllocateZeroed(infoOrder);
        byte* data = FrameAllocator.AllocateZeroed(dataOrder);
        if (info == null || data == null
            || !space.MapShared(AddressMap.ProcInfo, info, AddressMap.PageSize << infoOrder, Mmap.ProtRead)
            || !space.MapShared(AddressMap.ProcData, data, AddressMap.PageSize << dataOrder, Mmap.ProtRead | Mmap.ProtWrite))
        {
            FreeBlock(info, infoOrder);
            FreeBlock(data, dataOrder);
            return null;
        }

        return new ProcessPages((ProcInfo*)info, infoOrder, (ProcData*)data, dataOrder);
    }

    public ref VcoreMapEntry VcoreEntry(int vcore)
    {
        CheckIndex(vcore);
        return ref *ProcInfo.Vcore(_info, vcore);
    }

    public ref PcoreMapEntry PcoreEntry(int pcore)
    {
        CheckIndex(pcore);
        return ref *ProcInfo.Pcore(_info, pcore);
    }

    public ref VcorePreemptData Vcpd(int vcore)
    {
        CheckIndex(vcore);
        return ref *ProcData.Vcore(_data, vcore);
    }

    public ref ResourceRequest Request(int resource)
    {
        Panic.Unless((uint)resource < Limits.ResourceTypes, "resource out of range");
        return ref *ProcData.Request(_data, resource);
    }

    /// <summary>User address of the event queue registered for a type, or 0.</summary>
    public ulong KernelEvent(int type) => (uint)type < Limits.EventTypes ? *ProcData.KernelEvent(_data, type) : 0;

    /// <summary>FXSAVE area of a vcore.</summary>
    internal byte* Ancillary(int vcore)
    {
        CheckIndex(vcore);
        return ProcData.Vcore(_data, vcore)->Ancillary;
    }

    /// <summary>Memory for the argument block, mapped read-only; empty when there is none.</summary>
    public Span<byte> CreateArguments(AddressSpace space, int length)
    {
        _argumentsOrder = FrameAllocator.OrderFor((ulong)length);
        _arguments = FrameAllocator.AllocateZeroed(_argumentsOrder);
        ulong bytes = AddressMap.PageSize << _argumentsOrder;
        if (_arguments == null || !space.MapShared(AddressMap.Arguments, _arguments, bytes, Mmap.ProtRead))
        {
            return default;
        }

        return new Span<byte>(_arguments, length);
    }

    /// <summary>Frees the frames; the address space is gone already.</summary>
    public void Free()
    {
        FreeBlock(_info, _infoOrder);
        FreeBlock(_data, _dataOrder);
        FreeBlock(_arguments, _argumentsOrder);
    }

    private static void CheckIndex(int index) => Panic.Unless((uint)index < Limits.MaxVcores, "vcore out of range");

    private static void FreeBlock(void* block, int order)
    {
        if (block != null)
        {
            FrameAllocator.Free(block, order);
        }
    }
}
