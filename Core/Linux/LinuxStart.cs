using System;
using Abi;
using Core.Machine;
using Core.Program.Collector;
using Core.Program.Native;
using Core.Program.Stacks;
using Core.Program.Start;

namespace Core.Linux;

/// <summary>Entry from the routine linux_start. On the stack the kernel gave, which becomes the system stack.</summary>
internal static unsafe class LinuxStart
{
    // Linux gives 8 MiB; what is used of it is far less. Only for messages.
    private const ulong AssumedStack = 1 << 20;

    [Export("LinuxMain")]
    private static void Main(nint* initial)
    {
        var count = (int)initial[0];
        var arguments = (byte**)(initial + 1);
        byte** environment = arguments + count + 1;
        Uthread* system = Uthreads.Current;
        system->StackLow = system->StackHigh - AssumedStack;
        ProcessEnvironment.Initialize(environment);
        ReadEnvironment(environment);
        Uthread* main = Startup.Prepare(count, arguments, &LinuxSignals.Install);
        Uthreads.SetCache(Caches.Create());
        main->Cache = *Caches.Head;
        UthreadRoutines.Resume(main);
    }

    // SHARKAROS_STRESS=move,yield,collect and SHARKAROS_STACK_LIMIT=bytes.
    private static void ReadEnvironment(byte** environment)
    {
        for (; *environment != null; environment++)
        {
            ReadOnlySpan<byte> entry = TextOf(*environment);
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
            value = value * 10 + (nuint)(digit - '0');
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
}
