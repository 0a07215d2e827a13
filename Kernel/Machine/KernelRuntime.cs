using System.Diagnostics.CodeAnalysis;
using Abi;
using Core;

namespace Kernel.Machine;

/// <summary>What the runtime layer below the kernel needs from it; called by name.</summary>
internal static unsafe class KernelRuntime
{
    private const nuint HeapSize = 256 << 20;

    [Export("platform_heap_range")]
    private static nuint HeapRange(out nuint size)
    {
        size = HeapSize;
        return unchecked((nuint)AddressMap.KernelHeap);
    }

    [Export("platform_commit")]
    private static bool Commit(nuint address, nuint bytes) =>
        KernelSpace.MapFresh(address, (int)(bytes >> AddressMap.PageShift));

    [Export("platform_write_error")]
    private static void WriteError(byte* text, nuint bytes) => Log.Raw(new System.ReadOnlySpan<byte>(text, (int)bytes));

    [Export("platform_exit")]
    [DoesNotReturn]
    private static void Exit(int status) => Panic.Fail("the runtime gave up");

    [Export("kernel_current_core")]
    private static int CurrentCore() => Cores.IsReady ? Cores.CurrentId : 0;

    [Export("kernel_panic")]
    [DoesNotReturn]
    private static void Fail(string message) => Panic.Fail(message);
}
