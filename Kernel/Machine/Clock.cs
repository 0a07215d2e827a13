using System.Threading;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Time: the TSC, its rate measured against the HPET, and the local APIC's timer.</summary>
/// <remarks>Best of several measurements: a disturbance only ever makes an interval look longer on one of the clocks.
/// Without an HPET the 8254's channel 2 is the reference. Sources: IA-PC HPET 1.0a, 8254 data sheet.</remarks>
public static unsafe class Clock
{
    private const int Capabilities = 0x0;
    private const int Configuration = 0x10;
    private const int MainCounter = 0xF0;
    private const int Rounds = 3;
    private const ulong FemtosecondsPerSecond = 1_000_000_000_000_000;
    private const ulong RoundFemtoseconds = FemtosecondsPerSecond / 200;
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const ulong PitFrequency = 1193182;
    private const ushort PitTicks = 11932;

    /// <summary>TSC cycles per second.</summary>
    public static ulong TscFrequency { get; private set; }

    /// <summary>Local APIC timer ticks per second.</summary>
    public static ulong TimerFrequency { get; private set; }

    /// <summary>Unix time in nanoseconds when the TSC was <see cref="WallTimeTsc"/>.</summary>
    public static ulong WallTimeNs { get; private set; }

    public static ulong WallTimeTsc { get; private set; }

    public static ulong Now => X86.Rdtsc();

    public static void Initialize()
    {
        if (Acpi.HpetAddress != 0)
        {
            CalibrateByHpet();
        }
        else
        {
            CalibrateByPit();
        }

        WallTimeTsc = Now;
        WallTimeNs = RealTimeClock.ReadUnixSeconds() * NanosecondsPerSecond;
    }

    public static ulong FromNanoseconds(ulong ns) => Scale(ns, TscFrequency, NanosecondsPerSecond);

    public static ulong ToNanoseconds(ulong cycles) => Scale(cycles, NanosecondsPerSecond, TscFrequency);

    /// <summary>Busy wait.</summary>
    public static void Delay(ulong ns)
    {
        ulong end = Now + FromNanoseconds(ns);
        while (Now < end)
        {
            X86.Pause();
        }
    }

    /// <summary>Makes the calling core's timer interrupt at a TSC value, or somewhat before when that is far away.</summary>
    public static void ArmTimer(ulong deadline)
    {
        ulong now = Now;
        ulong cycles = deadline > now ? deadline - now : 1;
        ulong ticks = cycles > TscFrequency ? TimerFrequency : Scale(cycles, TimerFrequency, TscFrequency);
        ticks = ticks == 0 ? 1 : ticks;
        LocalApic.StartTimer(ticks > uint.MaxValue ? uint.MaxValue : (uint)ticks);
    }

    public static void StopTimer() => LocalApic.StartTimer(0);

    // value * numerator / denominator, without overflow as long as the result fits and both rates are below 2^34.
    private static ulong Scale(ulong value, ulong numerator, ulong denominator) =>
        (value / denominator * numerator) + (value % denominator * (numerator / denominator))
        + (value % denominator * (numerator % denominator) / denominator);

    private static void CalibrateByHpet()
    {
        byte* hpet = FrameAllocator.ToVirtual(Acpi.HpetAddress);
        ulong period = Volatile.Read(ref *(ulong*)(hpet + Capabilities)) >> 32;
        Panic.Unless(period != 0 && period <= 0x05F5E100, "HPET with an impossible period");
        Volatile.Write(ref *(ulong*)(hpet + Configuration), Volatile.Read(ref *(ulong*)(hpet + Configuration)) | 1);
        ulong ticks = RoundFemtoseconds / period;
        ulong best = ulong.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            LocalApic.StartCounting();
            ulong start = Volatile.Read(ref *(ulong*)(hpet + MainCounter));
            ulong tscStart = Now;
            uint timerStart = LocalApic.CountedTicks;
            ulong end = start;
            while (end - start < ticks)
            {
                X86.Pause();
                end = Volatile.Read(ref *(ulong*)(hpet + MainCounter));
            }

            ulong tsc = Now - tscStart;
            uint timer = LocalApic.CountedTicks - timerStart;
            ulong overshoot = (end - start) - ticks;
            if (overshoot < best)
            {
                best = overshoot;
                ulong elapsed = (end - start) * period;
                TscFrequency = PerSecond(tsc, elapsed);
                TimerFrequency = PerSecond(timer, elapsed);
            }
        }

        Clock.StopTimer();
    }

    // count per elapsed femtoseconds; elapsed is some milliseconds, so its picoseconds keep the precision.
    private static ulong PerSecond(ulong count, ulong femtoseconds) =>
        (ulong)((double)count * 1e15 / (double)femtoseconds);

    private static void CalibrateByPit()
    {
        ulong shortest = ulong.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            LocalApic.StartCounting();
            X86.Out8(0x61, (byte)((X86.In8(0x61) & 0xFD) | 1));
            X86.Out8(0x43, 0xB0);
            X86.Out8(0x42, (byte)(PitTicks & 0xFF));
            X86.Out8(0x42, (byte)(PitTicks >> 8));
            ulong tscStart = Now;
            uint timerStart = LocalApic.CountedTicks;
            while ((X86.In8(0x61) & 0x20) == 0)
            {
                X86.Pause();
            }

            ulong tsc = Now - tscStart;
            if (tsc < shortest)
            {
                shortest = tsc;
                TscFrequency = tsc * PitFrequency / PitTicks;
                TimerFrequency = (ulong)(LocalApic.CountedTicks - timerStart) * PitFrequency / PitTicks;
            }
        }

        Clock.StopTimer();
    }
}
