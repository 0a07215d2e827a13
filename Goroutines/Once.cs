using System;
using System.Threading;

namespace Goroutines;

/// <summary>Runs something the first time it is asked to; whoever asks meanwhile waits for the end.</summary>
public sealed class Once
{
    private readonly Mutex _mutex = new();
    private bool _isDone;

    public void Do(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (Volatile.Read(ref _isDone))
            return;
        _mutex.Lock();
        try
        {
            if (!_isDone)
            {
                body();
                Volatile.Write(ref _isDone, true);
            }
        }
        finally
        {
            _mutex.Unlock();
        }
    }
}
