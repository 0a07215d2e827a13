using System;
using System.Buffers;
using System.Threading;

namespace Core.Program.Plugs;

/// <summary>Keeps one returned array per power of two; the collector gets the others.</summary>
internal sealed class SimpleArrayPool<T> : ArrayPool<T>
{
    private const int SmallestShift = 4;
    private const int LargestShift = 20;

    private readonly T[]?[] _kept = new T[LargestShift + 1][];

    public static readonly SimpleArrayPool<T> Instance = new();

    public override T[] Rent(int minimumLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumLength);
        if (minimumLength == 0)
            return [];
        int shift = SmallestShift;
        while (shift <= LargestShift && (1 << shift) < minimumLength)
            shift++;
        if (shift > LargestShift)
            return new T[minimumLength];
        return Interlocked.Exchange(ref _kept[shift], null) ?? new T[1 << shift];
    }

    public override void Return(T[] array, bool clearArray = false)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (clearArray)
            Array.Clear(array);
        for (int shift = SmallestShift; shift <= LargestShift; shift++)
        {
            if (array.Length == 1 << shift)
            {
                Volatile.Write(ref _kept[shift], array);
                return;
            }
        }
    }
}
