#pragma warning disable IDE0130, CA1801 // The namespaces and signatures of what is replaced.
using System;
using System.Runtime.InteropServices;
using Abi;

namespace TwoLevelScheduler;

internal static unsafe class Pages
{
    public static byte* Map(ulong bytes)
    {
        var page = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, (nuint)AddressMap.PageSize);
        new Span<byte>(page, (int)bytes).Clear();
        return page;
    }

    /// <summary>Whoever still looks at it shall see that it is gone.</summary>
    public static void Unmap(void* address, ulong bytes) => new Span<byte>(address, (int)bytes).Fill(0xCC);
}

/// <summary>A vcore is a thread of the host.</summary>
internal static unsafe class Vcores
{
    private static readonly Vcore* s_vcores = (Vcore*)NativeMemory.AllocZeroed(Limits.MaxVcores, (nuint)sizeof(Vcore));

    [ThreadStatic]
    private static Vcore* t_here;

    public static uint Count { get; private set; }

    public static Vcore* Here => t_here;

    public static Vcore* At(uint id) => s_vcores + id;

    public static bool IsPreempted(uint id) => false;

    public static void Reset(uint count)
    {
        Count = count;
        for (uint id = 0; id < count; id++)
            s_vcores[id] = new Vcore { Id = id, Random = id + 1 };
    }

    public static void Enter(uint id) => t_here = At(id);
}

internal static class PreemptRecovery
{
    public static void RunInstead(uint vcore) => throw new NotSupportedException();
}
