using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>Something to be done at a TSC value: wake a kthread, or send a process its alarm event.</summary>
internal sealed class Alarm
{
    private readonly Kthread? _kthread;
    private readonly Process? _process;

    public Alarm(Kthread kthread) => _kthread = kthread;

    public Alarm(Process process) => _process = process;

    /// <summary>A scheduling tick: only the interrupt matters.</summary>
    public Alarm()
    {
    }

    // The fields belong to the chain the alarm is in:
    public ulong Deadline { get; set; }

    public Alarm? Next { get; set; }

    public AlarmChain? Chain { get; set; }

    /// <summary>Context: the timer interrupt of the chain's core.</summary>
    public void Fire()
    {
        _kthread?.Wake();
        _process?.AlarmFired();
    }
}
