using System;
using Kernel.Machine;
using Kernel.Scheduling;

namespace Kernel.Files;

/// <summary>Received bytes nobody has read yet, and who waits for them.</summary>
internal sealed class InputBuffer
{
    private const int Capacity = 64 * 1024;
    private const int MaxWaiters = 64;

    private readonly byte[] _ring = new byte[Capacity];
    private readonly Kthread?[] _waiters = new Kthread?[MaxWaiters];
    private SpinLock _lock;

    // Guarded by _lock:
    private int _head;
    private int _count;
    private int _waiterCount;
    private bool _ended;

    /// <summary>Whether a whole edited line still fits.</summary>
    public bool HasRoom => Capacity - _count > 2048;

    /// <summary>Takes what is there; when that is nothing, publishes the caller, which has prepared to wait.</summary>
    /// <returns>Bytes taken; 0 at the end of input; -1: wait.</returns>
    public int Take(Span<byte> buffer, Kthread waiter)
    {
        _lock.Acquire();
        int taken = 0;
        while (taken < buffer.Length && _count > 0)
        {
            buffer[taken++] = _ring[_head];
            _head = (_head + 1) % Capacity;
            _count--;
        }

        bool waits = taken == 0 && buffer.Length > 0 && !_ended;
        if (waits)
        {
            Panic.Unless(_waiterCount < MaxWaiters, "too many readers of the console");
            _waiters[_waiterCount++] = waiter;
        }

        _lock.Release();
        return waits ? -1 : taken;
    }

    public void Leave(Kthread waiter)
    {
        _lock.Acquire();
        for (int i = 0; i < _waiterCount; i++)
        {
            if (_waiters[i] == waiter)
            {
                _waiters[i] = _waiters[--_waiterCount];
                _waiters[_waiterCount] = null;
                break;
            }
        }

        _lock.Release();
    }

    /// <summary>Adds a byte; when the buffer is full it is lost.</summary>
    public void Add(byte value)
    {
        _lock.Acquire();
        if (_count < Capacity)
        {
            _ring[(_head + _count) % Capacity] = value;
            _count++;
        }

        WakeAll();
        _lock.Release();
    }

    public void End()
    {
        _lock.Acquire();
        _ended = true;
        WakeAll();
        _lock.Release();
    }

    public void ClearEnd()
    {
        _lock.Acquire();
        _ended = false;
        _lock.Release();
    }

    private void WakeAll()
    {
        for (int i = 0; i < _waiterCount; i++)
        {
            _waiters[i]!.Wake();
        }
    }
}
