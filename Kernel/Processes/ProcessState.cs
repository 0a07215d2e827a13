namespace Kernel.Processes;

/// <summary>States of a process; S: on at most one core, M: many-core. Source: Akaros, section 1 of its notes.</summary>
internal enum ProcessState
{
    Created = 1,
    RunnableS = 2,
    RunningS = 4,
    Waiting = 8,
    Dying = 0x10,
    RunnableM = 0x40,
    RunningM = 0x80,
}

internal static class ProcessStates
{
    /// <summary>States that may follow.</summary>
    public static bool IsLegal(ProcessState from, ProcessState to) => from switch
    {
        ProcessState.Created => to is ProcessState.RunnableS or ProcessState.Dying,
        ProcessState.RunnableS => to is ProcessState.RunningS or ProcessState.Dying,
        ProcessState.RunningS => to is ProcessState.RunnableS or ProcessState.RunnableM or ProcessState.Waiting or ProcessState.Dying,
        ProcessState.Waiting => to is ProcessState.RunnableS or ProcessState.RunningS or ProcessState.RunnableM or ProcessState.Dying,
        ProcessState.RunnableM => to is ProcessState.RunningM or ProcessState.Dying,
        ProcessState.RunningM => to is ProcessState.RunnableM or ProcessState.Waiting or ProcessState.Dying,
        _ => false,
    };
}
