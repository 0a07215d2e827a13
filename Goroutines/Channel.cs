using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Goroutines;

/// <summary>What channels of all types have in common.</summary>
public abstract class Channel
{
    private static long s_lastOrder;

    // The lock of everything in the channel.
    private int _lock;

    private protected Channel() => Order = Interlocked.Increment(ref s_lastOrder);

    /// <summary>Locks of several channels are taken in this order.</summary>
    internal long Order { get; }

    internal void Lock() => WordLock.Acquire(ref _lock);

    internal void Unlock() => WordLock.Release(ref _lock);
}

/// <summary>Passes values between goroutines, in order.</summary>
public sealed class Channel<T> : Channel
{
    private const string SendToClosed = "send on a closed channel";

    // Guarded by Lock:
    private readonly T?[] _ring;
    private int _first;
    private int _count;
    private bool _isClosed;
    private WaitQueue _senders;
    private WaitQueue _receivers;

    /// <summary>Makes a channel without a buffer: a send waits for its receiver.</summary>
    public Channel()
        : this(0)
    {
    }

    /// <summary>Makes a channel that holds some values of which no receiver is known yet.</summary>
    public Channel(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _ring = capacity == 0 ? [] : new T?[capacity];
    }

    public int Capacity => _ring.Length;

    /// <summary>Values in the buffer at the moment of the call.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Waits until a receiver or the buffer takes the value.</summary>
    /// <exception cref="ChannelClosedException">The channel is closed, or was while waiting.</exception>
    public void Send(T value)
    {
        Lock();
        if (TrySendLocked(value, out Goroutine? toWake, out bool isClosed))
        {
            Unlock();
            toWake?.Unpark();
            return;
        }

        if (isClosed)
        {
            Unlock();
            throw new ChannelClosedException(SendToClosed);
        }

        var waiter = new Waiter<T>(Goroutine.Current) { Value = value };
        _senders.Enqueue(waiter);
        Unlock();
        waiter.Owner.Park("channel send");
        if (!waiter.Succeeded)
            throw new ChannelClosedException(SendToClosed);
    }

    /// <summary>Waits for a value; the default one when the channel is closed and empty.</summary>
    public T? Receive()
    {
        TryReceive(out T? value);
        return value;
    }

    /// <summary>Waits for a value.</summary>
    /// <returns>False when the channel is closed and empty.</returns>
    public bool TryReceive(out T? value)
    {
        Lock();
        if (TryReceiveLocked(out value, out bool succeeded, out Goroutine? toWake))
        {
            Unlock();
            toWake?.Unpark();
            return succeeded;
        }

        var waiter = new Waiter<T>(Goroutine.Current);
        _receivers.Enqueue(waiter);
        Unlock();
        waiter.Owner.Park("channel receive");
        value = waiter.Value;
        return waiter.Succeeded;
    }

    /// <summary>No more values will come: receivers see the end after what is buffered, senders get an exception.</summary>
    /// <exception cref="ChannelClosedException">It is closed already.</exception>
    public void Close()
    {
        Lock();
        if (_isClosed)
        {
            Unlock();
            throw new ChannelClosedException("close of a closed channel");
        }

        _isClosed = true;
        var toWake = default(WaitQueue);
        while (_receivers.Claim() is { } receiver)
            toWake.Enqueue(receiver);
        while (_senders.Claim() is { } sender)
            toWake.Enqueue(sender);
        Unlock();
        while (toWake.Dequeue() is { } waiter)
            waiter.Owner.Unpark();
    }

    /// <summary>Case of a <see cref="Select"/> that sends a value.</summary>
    public SelectCase SendCase(T value) => new SendSelectCase<T>(this, value);

    /// <summary>Case of a <see cref="Select"/> that receives; the value is in the case afterwards.</summary>
    public ReceiveCase<T> ReceiveCase() => new(this);

    /// <summary>Sends if that needs no waiting. Under the lock.</summary>
    internal bool TrySendLocked(T value, out Goroutine? toWake, out bool isClosed)
    {
        toWake = null;
        isClosed = _isClosed;
        if (isClosed)
            return false;
        if (_receivers.Claim() is Waiter<T> receiver)
        {
            receiver.Value = value;
            receiver.Succeeded = true;
            toWake = receiver.Owner;
            return true;
        }

        if (_count == _ring.Length)
            return false;
        _ring[Wrap(_first + _count)] = value;
        _count++;
        return true;
    }

    /// <summary>Receives, or finds the end, if that needs no waiting. Under the lock.</summary>
    internal bool TryReceiveLocked(out T? value, out bool succeeded, out Goroutine? toWake)
    {
        toWake = null;
        succeeded = true;
        if (_count > 0)
        {
            value = _ring[_first];
            _ring[_first] = default;
            _first = Wrap(_first + 1);
            _count--;
            if (_senders.Claim() is Waiter<T> waiting)
            {
                _ring[Wrap(_first + _count)] = waiting.Value;
                _count++;
                waiting.Succeeded = true;
                toWake = waiting.Owner;
            }

            return true;
        }

        if (_senders.Claim() is Waiter<T> sender)
        {
            value = sender.Value;
            sender.Succeeded = true;
            toWake = sender.Owner;
            return true;
        }

        value = default;
        succeeded = false;
        return _isClosed;
    }

    internal void EnqueueSender(Waiter waiter) => _senders.Enqueue(waiter);

    internal void EnqueueReceiver(Waiter waiter) => _receivers.Enqueue(waiter);

    internal void RemoveSender(Waiter waiter) => _senders.Remove(waiter);

    internal void RemoveReceiver(Waiter waiter) => _receivers.Remove(waiter);

    private int Wrap(int index) => index >= _ring.Length ? index - _ring.Length : index;
}
