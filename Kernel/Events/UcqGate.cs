using Kernel.Machine;

namespace Kernel.Events;

/// <summary>Serialises a process's producers that found a UCQ page full.</summary>
internal sealed class UcqGate
{
    private SpinLock _lock;

    public void Enter() => _lock.Acquire();

    public void Leave() => _lock.Release();
}
