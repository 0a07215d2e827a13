using System;
using System.Diagnostics;
using Abi;
using Core.Collector;
using Core.Machine;
using Core.Program.Collector;
using Core.Program.Native;
using Core.Program.Stacks;
using Core.Tables;
using Core.Text;

namespace Core.Program.Start;

/// <summary>From the leaf layer's first C# to Main and back.</summary>
[StackTraceHidden]
public static unsafe class Startup
{
    private static string[]? s_arguments;
    private static byte** s_argumentBytes;
    private static int s_argumentCount;
    private static delegate*<void> s_beforeMain;
    private static delegate*<void> s_afterMain;

    /// <summary>Arguments of the program, the name it was started as first.</summary>
    public static string[] CommandLine => s_arguments ?? [];

    /// <summary>Makes the heap and the first uthread. On the system stack, in the system block R14 points to.</summary>
    /// <param name="arguments">NUL-terminated UTF-8 strings, the program's name first; they must stay.</param>
    /// <param name="beforeMain">Run on the first uthread before any class constructor, or null.</param>
    /// <returns>The main uthread, standing before its first instruction: to be resumed, or given to a scheduler.</returns>
    public static Uthread* Prepare(int count, byte** arguments, delegate*<void> beforeMain)
    {
        ImageHeader* header = ImageTables.Header;
        if (header->Magic != ImageHeader.ExpectedMagic || header->Version != ImageHeader.ExpectedVersion)
            Fatal.Stop("the image's tables have another version than its runtime"u8);
        s_argumentCount = count;
        s_argumentBytes = arguments;
        s_beforeMain = beforeMain;
        Uthread* system = Uthreads.Current;
        Heap.Initialize();
        Uthreads.InitializeSystem(system, (nuint)system->StackLow, (nuint)system->StackHigh);
        Heap.CollectAlways = StressModes.CollectAlways;
        Uthread* main = Uthreads.Create((nint)(delegate*<object?, void>)&RunMain, null);
        if (main == null)
            Fatal.Stop("out of memory for the first stack"u8);
        main->Flags |= UthreadFlags.Main;
        main->SystemUthread = system;
        return main;
    }

    /// <summary>What runs when Main returned, before the process ends.</summary>
    public static void SetAfterMain(delegate*<void> function) => s_afterMain = function;

    private static void RunMain(object? argument)
    {
        if (s_beforeMain != null)
            s_beforeMain();
        ImageHeader* header = ImageTables.Header;
        for (uint i = 0; i < header->EagerConstructorCount; i++)
            ((delegate*<void>)header->EagerConstructors[i])();
        for (uint i = 0; i < header->ModuleInitializerCount; i++)
            ((delegate*<void>)header->ModuleInitializers[i])();
        s_arguments = ReadArguments();
        int status = CallMain();
        if (s_afterMain != null)
            s_afterMain();
        ProcessExit.Exit(status);
    }

    private static int CallMain()
    {
        ImageHeader* header = ImageTables.Header;
        nuint main = header->EntryPoint;
        if (main == 0)
            Fatal.Stop("the program has no Main"u8);
        if ((header->EntryFlags & EntryPointFlags.HasArguments) != 0)
        {
            string[] arguments = s_argumentCount > 1 ? s_arguments!.AsSpan(1).ToArray() : [];
            if ((header->EntryFlags & EntryPointFlags.ReturnsStatus) != 0)
                return ((delegate*<string[], int>)main)(arguments);
            ((delegate*<string[], void>)main)(arguments);
        }
        else
        {
            if ((header->EntryFlags & EntryPointFlags.ReturnsStatus) != 0)
                return ((delegate*<int>)main)();
            ((delegate*<void>)main)();
        }

        return ProcessExit.Status;
    }

    private static string[] ReadArguments()
    {
        var arguments = new string[s_argumentCount];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = NativeText.Decode(NativeText.SpanOf(s_argumentBytes[i]));
        return arguments;
    }
}
