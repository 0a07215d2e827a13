using Abi;
using Kernel.Machine;
using Kernel.Scheduling;

namespace Kernel.Processes;

/// <content>Kthreads of the process that sleep in a call which may be aborted.</content>
internal sealed partial class Process
{
    private const int MaxSleepers = 65536;

    private SpinLock _sleeperLock;

    // Guarded by _sleeperLock:
    private Kthread?[] _sleepers = new Kthread?[64];
    private int _sleeperCount;

    /// <summary>Publishes a kthread that is about to block.</summary>
    /// <returns>False when it must not sleep: the process is dying, or the call was aborted.</returns>
    public bool AddSleeper(Kthread kthread)
    {
        _sleeperLock.Acquire();
        bool added = !IsDying && !kthread.IsAborted && EnsureRoom();
        if (added)
        {
            _sleepers[_sleeperCount++] = kthread;
        }

        _sleeperLock.Release();
        return added;
    }

    public void RemoveSleeper(Kthread kthread)
    {
        _sleeperLock.Acquire();
        for (int i = 0; i < _sleeperCount; i++)
        {
            if (_sleepers[i] == kthread)
            {
                _sleepers[i] = _sleepers[--_sleeperCount];
                _sleepers[_sleeperCount] = null;
                break;
            }
        }

        _sleeperLock.Release();
    }

    /// <summary>Aborts the call of a syscall struct if it sleeps.</summary>
    /// <returns>Whether it did.</returns>
    public bool AbortCall(ulong callAddress)
    {
        Kthread? found = null;
        _sleeperLock.Acquire();
        for (int i = 0; i < _sleeperCount; i++)
        {
            if (_sleepers[i]!.CallAddress == callAddress)
            {
                found = _sleepers[i];
                found!.IsAborted = true;
            }
        }

        _sleeperLock.Release();
        if (found != null)
        {
            Space.Or(callAddress + SyscallOffsets.Flags, SyscallFlags.Abort, out _);
            found.Wake();
        }

        return found != null;
    }

    private void AbortSleepers()
    {
        _sleeperLock.Acquire();
        for (int i = 0; i < _sleeperCount; i++)
        {
            _sleepers[i]!.IsAborted = true;
            _sleepers[i]!.Wake();
        }

        _sleeperLock.Release();
    }

    private bool EnsureRoom()
    {
        if (_sleeperCount < _sleepers.Length)
        {
            return true;
        }

        if (_sleepers.Length >= MaxSleepers)
        {
            return false;
        }

        Kthread?[] larger = new Kthread?[_sleepers.Length * 2];
        for (int i = 0; i < _sleeperCount; i++)
        {
            larger[i] = _sleepers[i];
        }

        _sleepers = larger;
        return true;
    }
}
