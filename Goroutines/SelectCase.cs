namespace Goroutines;

/// <summary>One alternative of a <see cref="Select"/>. A case is used for one select at a time.</summary>
public abstract class SelectCase
{
    private protected SelectCase()
    {
    }

    internal abstract Channel Channel { get; }

    /// <summary>The place of the current wait.</summary>
    internal Waiter? Waiter { get; private protected set; }

    /// <summary>Does it if that needs no waiting. Under the channel's lock.</summary>
    internal abstract bool TryNow(out Goroutine? toWake, out bool sendToClosed);

    /// <summary>Queues for it. Under the channel's lock.</summary>
    internal abstract void Enqueue(Goroutine owner, SelectWait wait, int index);

    /// <summary>Leaves the queue if it is still there. Under the channel's lock.</summary>
    internal abstract void Dequeue();

    /// <summary>Takes over what the completed wait received.</summary>
    /// <returns>False when the channel was closed under a sender.</returns>
    internal abstract bool Complete();
}

/// <summary>Receives from a channel.</summary>
public sealed class ReceiveCase<T> : SelectCase
{
    private readonly Channel<T> _channel;

    internal ReceiveCase(Channel<T> channel) => _channel = channel;

    /// <summary>What was received, if this case was chosen.</summary>
    public T? Value { get; private set; }

    /// <summary>False when the channel was closed and empty.</summary>
    public bool Succeeded { get; private set; }

    internal override Channel Channel => _channel;

    internal override bool TryNow(out Goroutine? toWake, out bool sendToClosed)
    {
        sendToClosed = false;
        if (!_channel.TryReceiveLocked(out T? value, out bool succeeded, out toWake))
            return false;
        Value = value;
        Succeeded = succeeded;
        return true;
    }

    internal override void Enqueue(Goroutine owner, SelectWait wait, int index)
    {
        Waiter = new Waiter<T>(owner) { Select = wait, Case = index };
        _channel.EnqueueReceiver(Waiter);
    }

    internal override void Dequeue() => _channel.RemoveReceiver(Waiter!);

    internal override bool Complete()
    {
        Value = ((Waiter<T>)Waiter!).Value;
        Succeeded = Waiter.Succeeded;
        return true;
    }
}

/// <summary>Sends to a channel.</summary>
internal sealed class SendSelectCase<T>(Channel<T> channel, T value) : SelectCase
{
    internal override Channel Channel => channel;

    internal override bool TryNow(out Goroutine? toWake, out bool sendToClosed) =>
        channel.TrySendLocked(value, out toWake, out sendToClosed);

    internal override void Enqueue(Goroutine owner, SelectWait wait, int index)
    {
        Waiter = new Waiter<T>(owner) { Select = wait, Case = index, Value = value };
        channel.EnqueueSender(Waiter);
    }

    internal override void Dequeue() => channel.RemoveSender(Waiter!);

    internal override bool Complete() => Waiter!.Succeeded;
}
