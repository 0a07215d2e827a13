using Abi;
using Core.Machine;
using Kernel.Machine;

namespace Kernel.Scheduling;

/// <summary>Lets the cores of a machine with one shared virtual clock run in turns.</summary>
/// <remarks>Such an emulator runs its cores one after the other, each until the next timer is due: a busy first core uses up all
/// of the time and the others stand still, unless it executes HLT or PAUSE. So every core takes an interrupt at the same multiples
/// of a turn; in the turn that is not its own it passes on, and whoever's turn it is runs to the next multiple.
/// Source: QEMU accel/tcg/tcg-accel-ops-rr.c (versions before 8.1 have no budget per core).</remarks>
internal static class Turns
{
    private const ulong TurnNanoseconds = 50_000;

    private static ulong s_turn;

    /// <summary>Context: the boot processor, before the others start.</summary>
    public static void Initialize(int cores)
    {
        if (cores > 1 && FwCfg.SizeOf(BootProtocol.VirtualClock) >= 0)
        {
            s_turn = Clock.FromNanoseconds(TurnNanoseconds);
        }
    }

    /// <summary>Context: the core itself, which has no alarm for turns yet.</summary>
    public static void Begin(Pcore core)
    {
        if (s_turn != 0)
        {
            core.Alarms.Set(Alarm.ForTurns(), NextTurn());
        }
    }

    /// <summary>A turn has begun. Context: timer interrupt of the core.</summary>
    public static void Passed(Alarm alarm)
    {
        Pcore core = Pcore.Current;
        core.Alarms.Set(alarm, NextTurn());
        if (Clock.Now / s_turn % (ulong)Pcore.Count > (ulong)core.Id)
        {
            X86.Pause();
        }
    }

    private static ulong NextTurn() => ((Clock.Now / s_turn) + 1) * s_turn;
}
