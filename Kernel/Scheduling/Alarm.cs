using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>Something to be done at a TSC value: wake a kthread, send a process its alarm event, share out the cores, or take turns.</summary>
internal sealed class Alarm
{
    private readonly Kthread? _kthread;
    private readonly Process? _process;
    private readonly bool _sharesCores;
    private readonly bool _takesTurns;

    public Alarm(Kthread kthread) => _kthread = kthread;

    public Alarm(Process process) => _process = process;

    /// <summary>Only the interrupt matters.</summary>
    public Alarm()
    {
    }

    private Alarm(bool sharesCores, bool takesTurns)
    {
        _sharesCores = sharesCores;
        _takesTurns = takesTurns;
    }

    /// <summary>The end of a slice while a many-core process waits for its first core.</summary>
    public static Alarm ForSharing() => new(sharesCores: true, takesTurns: false);

    /// <summary>The begin of a core's turn.</summary>
    public static Alarm ForTurns() => new(sharesCores: false, takesTurns: true);

    // The fields belong to the chain the alarm is in:
    public ulong Deadline { get; set; }

    public Alarm? Next { get; set; }

    public AlarmChain? Chain { get; set; }

    /// <summary>Context: the timer interrupt of the chain's core.</summary>
    public void Fire()
    {
        _kthread?.Wake();
        _process?.AlarmFired();
        if (_sharesCores)
        {
            Ksched.Share();
        }

        if (_takesTurns)
        {
            Turns.Passed(this);
        }
    }
}
