using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IL2CPU.X64;

namespace Unit.X64;

/// <summary>Objects that move at every safepoint: only what the stack maps name stays valid.</summary>
internal sealed unsafe class MovingHeap
{
    public const int Size = 1024;

    [ThreadStatic]
    private static MovingHeap? s_current;

    private readonly NativeImage _image;
    private readonly byte* _first;
    private readonly byte* _second;
    private byte* _heap;

    public MovingHeap(NativeImage image)
    {
        _image = image;
        _first = image.Allocate(Size, 64);
        _second = image.Allocate(Size, 64);
        _heap = _first;
        s_current = this;
        *(ulong*)(image.Uthread + 16) = (ulong)(delegate* unmanaged<byte*, ulong, void>)&Collect;
    }

    public byte* Base => _heap;

    public int Collections { get; private set; }

    public List<string> Errors { get; } = [];

    public void Fill(ReadOnlySpan<byte> content)
    {
        _heap = _first;
        content.CopyTo(new Span<byte>(_heap, Size));
    }

    [UnmanagedCallersOnly]
    private static void Collect(byte* frame, ulong returnAddress)
    {
        try
        {
            s_current!.Move(frame, returnAddress);
        }
        catch (Exception e)
        {
            s_current!.Errors.Add(e.ToString());
        }
    }

    private void Move(byte* frame, ulong returnAddress)
    {
        Collections++;
        byte* target = _heap == _first ? _second : _first;
        while (_image.Maps.TryGetValue(returnAddress, out (CompiledCode Code, StackMapEntry Map) entry))
        {
            for (int i = 0; i < entry.Map.Slots.Length * 32; i++)
            {
                if ((entry.Map.Slots[i >> 5] >> (i & 31) & 1) != 0)
                    Fix((ulong*)(frame - (8 * (i + 1))), target, frame, entry.Code, i);
            }

            returnAddress = *(ulong*)(frame + 8);
            frame = *(byte**)frame;
        }

        Unsafe.CopyBlock(target, _heap, Size);
        new Span<byte>(_heap, Size).Fill(0xCC);
        _heap = target;
    }

    private void Fix(ulong* cell, byte* target, byte* frame, CompiledCode code, int index)
    {
        ulong value = *cell;
        if (value == 0)
            return;
        if (value - (ulong)_heap <= Size)
        {
            *cell = (ulong)target + (value - (ulong)_heap);
            return;
        }

        // Pointers into the stack are allowed: they do not move here.
        if ((long)(value - (ulong)frame) is > -100000 and < 100000)
            return;
        Errors.Add($"{code.Symbol.Name}: cell {index} holds {value:x}, which is no pointer");
    }
}
