using System;
using System.Runtime.CompilerServices;
using Abi;
using Core;
using Core.Program.Collector;
using Core.Program.Native;
using Core.Program.Stacks;
using Core.Program.Start;

namespace Usys;

/// <summary>Entry from the routine program_start: on a system stack, in its block, in the scheduler's bootstrap uthread, which
/// makes the main uthread and ends.</summary>
public static unsafe class MetalStart
{
    // Of arguments and of environment variables each.
    private const int MaxArguments = 256;

    // The default limit and half of it at once are more than a small machine has.
    private const uint StackLimit = 64 * 1024 * 1024;

#pragma warning disable CS0649 // Written through their addresses.
    private static ProgramInterface s_interface;
    private static ArgumentTable s_arguments;
    private static ArgumentTable s_environment;
#pragma warning restore CS0649

    private struct ArgumentTable
    {
        public fixed ulong Addresses[MaxArguments + 1];
    }

    /// <summary>What the program tells the scheduler about itself; it may change while the program runs.</summary>
    public static ProgramInterface* Interface => (ProgramInterface*)Unsafe.AsPointer(ref s_interface);

    [Export("MetalMain")]
    private static void Main(Uthread* bootstrap)
    {
        Handshake.Run();
        Interface->ResumeUthread = (ulong)(nint)(delegate*<Uthread*, void>)&UthreadRoutines.Resume;
        Interface->Caches = Caches.Head;
        Usys.Call1(UsysFunction.InstallProgram, (nuint)Interface);
        InstallFaultHandler(Interface);
        UthreadHooks.InstallScheduler(&Yield, &EndedUthreads.End);
        UthreadHooks.InstallWorld(&StopWorld, &StartWorld);
        var arguments = (byte**)Unsafe.AsPointer(ref s_arguments);
        int count = ReadArguments(arguments);
        Uthreads.StackLimit = StackLimit;
        ReadEnvironment();
        Uthread* main = Startup.Prepare(count, arguments, null);
        Usys.Call1(UsysFunction.MakeRunnable, (nuint)main);
        UthreadSwitch.SwitchSaved(bootstrap, SwitchKind.Exit, 0);
    }

    private static void Yield(Uthread* uthread) => UthreadSwitch.SwitchSaved(uthread, SwitchKind.Yield, 0);

    private static void StopWorld()
    {
        // Another collection came first: wait for its end, then try again.
        while (Usys.Call0(UsysFunction.StopWorld) == 0)
        {
        }
    }

    private static void StartWorld() => Usys.Call0(UsysFunction.StartWorld);

    private static byte* Block => (byte*)((ProcInfo*)AddressMap.ProcInfo)->ArgumentBlock;

    private static int ReadArguments(byte** arguments)
    {
        byte* block = Block;
        if (block == null)
            return 0;
        uint count = *(uint*)(block + ArgumentBlock.CountOffset);
        if (count > MaxArguments)
            count = MaxArguments;
        var offsets = (uint*)(block + ArgumentBlock.FirstOffset);
        for (uint i = 0; i < count; i++)
            arguments[i] = block + offsets[i];
        arguments[count] = null;
        return (int)count;
    }

    // SHARKAROS_STRESS=move,yield,collect and SHARKAROS_STACK_LIMIT=bytes, as on Linux.
    private static void ReadEnvironment()
    {
        byte* block = Block;
        if (block == null)
            return;
        uint argumentCount = *(uint*)(block + ArgumentBlock.CountOffset);
        uint count = *(uint*)(block + ArgumentBlock.EnvironmentCountOffset);
        uint* offsets = (uint*)(block + ArgumentBlock.FirstOffset) + argumentCount;
        var variables = (byte**)Unsafe.AsPointer(ref s_environment);
        ProcessEnvironment.Initialize(variables);
        for (uint i = 0; i < count; i++)
        {
            if (i < MaxArguments)
                variables[i] = block + offsets[i];
            ReadOnlySpan<byte> entry = TextOf(block + offsets[i]);
            if (TryValue(entry, "SHARKAROS_STRESS="u8, out ReadOnlySpan<byte> modes))
                StressModes.Parse(modes);
            else if (TryValue(entry, "SHARKAROS_STACK_LIMIT="u8, out ReadOnlySpan<byte> limit))
                Uthreads.StackLimit = ParseSize(limit);
        }
    }

    private static bool TryValue(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (entry.Length < name.Length)
            return false;
        for (int i = 0; i < name.Length; i++)
        {
            if (entry[i] != name[i])
                return false;
        }

        value = entry.Slice(name.Length);
        return true;
    }

    // Rounded up to a power of two, at least 4 KiB.
    private static nuint ParseSize(ReadOnlySpan<byte> digits)
    {
        nuint value = 0;
        foreach (byte digit in digits)
            value = (value * 10) + (nuint)(digit - '0');
        nuint size = 4096;
        while (size < value)
            size *= 2;
        return size;
    }

    private static ReadOnlySpan<byte> TextOf(byte* text)
    {
        int length = 0;
        while (text[length] != 0)
            length++;
        return new ReadOnlySpan<byte>(text, length);
    }

    /// <summary>Of Signals.Program: makes exceptions of hardware faults.</summary>
    [Routine("InstallFaultHandler")]
    private static extern void InstallFaultHandler(ProgramInterface* program);
}
