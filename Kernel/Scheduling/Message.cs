using Core;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>What one core asks another to do before it returns to user mode or idles.</summary>
internal enum MessageKind
{
    /// <summary>Run a vcore; carries a reference to the process.</summary>
    StartVcore,

    /// <summary>Enter vcore context if the vcore still runs here.</summary>
    Notify,

    /// <summary>Give the vcore up, saving its context.</summary>
    Preempt,

    /// <summary>Leave a dying process.</summary>
    Death,
}

internal struct Message
{
    public MessageKind Kind;
    public Process Process;
    public int Vcore;
}

/// <summary>A core's messages in order of arrival. Senders decide under the process's lock, so order there is order here.</summary>
internal sealed class MessageQueue
{
    // A process has at most one of each kind outstanding per vcore; more than this means they are not being read.
    private const int Capacity = 1024;

    private readonly Message[] _ring = new Message[Capacity];
    private SpinLock _lock;

    // Guarded by _lock:
    private int _head;
    private int _count;

    public bool IsEmpty => _count == 0;

    [NoAlloc("interrupts and entry")]
    public void Post(Message message)
    {
        _lock.Acquire();
        Panic.Unless(_count < Capacity, "a core does not read its messages");
        _ring[(_head + _count) % Capacity] = message;
        _count++;
        _lock.Release();
    }

    [NoAlloc("interrupts and entry")]
    public bool TryTake(out Message message)
    {
        message = default;
        if (IsEmpty)
        {
            return false;
        }

        _lock.Acquire();
        bool taken = _count > 0;
        if (taken)
        {
            message = _ring[_head];
            _ring[_head] = default;
            _head = (_head + 1) % Capacity;
            _count--;
        }

        _lock.Release();
        return taken;
    }
}
