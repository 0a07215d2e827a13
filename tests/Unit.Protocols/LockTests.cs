using System;
using System.Threading;
using Core.Program.Threads;
using Goroutines;
using NUnit.Framework;
using TwoLevelScheduler;

namespace Unit.Protocols;

/// <summary>Each lock keeps the others out: a counter loses nothing, and what the holder wrote is seen.</summary>
public sealed unsafe class LockTests
{
    private const int Threads = 4;

    private static readonly nint s_memory = (nint)System.Runtime.InteropServices.NativeMemory.AllocZeroed(4096);

    private Core.Machine.SpinLock _spin;
    private Kernel.Machine.SpinLock _kernelSpin;
    private NativeLock _native;
    private int _word;
    private long _first;
    private long _second;

    [SetUp]
    public void Reset()
    {
        (_first, _second) = (0, 0);
        new Span<byte>((void*)s_memory, 4096).Clear();
        Vcores.Reset(Threads);
    }

    [Test]
    public void SpinLock_Excludes() => Excludes(() => _spin.Acquire(), () => _spin.Release());

    [Test]
    public void KernelSpinLock_Excludes() => Excludes(() => _kernelSpin.Acquire(), () => _kernelSpin.Release());

    [Test]
    public void KernelSpinLock_TryAcquire_Excludes() => Excludes(
        () =>
        {
            while (!_kernelSpin.TryAcquire())
                Core.Machine.X86.Pause();
        },
        () => _kernelSpin.Release());

    [Test]
    public void NativeLock_Excludes() => Excludes(() => _native.Acquire(), () => _native.Release());

    [Test]
    public void WordLock_Excludes() => Excludes(() => WordLock.Acquire(ref _word), () => WordLock.Release(ref _word));

    [Test]
    public void LowLevelMonitor_Excludes()
    {
        var monitor = (LowLevelMonitor*)s_memory;
        Excludes(() => LowLevelMonitor.Acquire(monitor), () => LowLevelMonitor.Release(monitor));
    }

    // Tokens go round: a signal that is lost, or taken by one whose deadline came first, leaves somebody waiting for ever.
    [Test]
    public void LowLevelMonitor_Signals_AreNeverLost()
    {
        var monitor = (LowLevelMonitor*)s_memory;
        int tokens = 0;
        Crowd.Run(Threads, id =>
        {
            for (int round = 0; round < 4_000; round++)
            {
                if (id % 2 == 0)
                {
                    LowLevelMonitor.Acquire(monitor);
                    tokens++;
                    LowLevelMonitor.SignalAndRelease(monitor);
                    continue;
                }

                LowLevelMonitor.Acquire(monitor);
                while (tokens == 0)
                    _ = LowLevelMonitor.Wait(monitor, round % 3 == 0 ? 1UL : 0);
                tokens--;
                LowLevelMonitor.Release(monitor);
            }
        });
        Assert.That(tokens, Is.Zero);
    }

    private void Excludes(Action acquire, Action release)
    {
        long rounds = Crowd.Repeat(Threads, static id => Vcores.Enter((uint)id), () =>
        {
            acquire();
            long first = _first;
            if (_second != first)
                throw new InvalidOperationException("half of what a holder wrote");
            _first = first + 1;
            _second = first + 1;
            release();
        });
        Assert.That(_first, Is.EqualTo(rounds));
    }
}
