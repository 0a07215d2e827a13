using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Memory;

/// <summary>GCHandles of every kind, pinned objects, dependent handles and KeepAlive.</summary>
public static class GcHandles
{
    private sealed class T
    {
        public int V = 3;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GCHandle Weak() => GCHandle.Alloc(new T(), GCHandleType.Weak);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GCHandle Strong() => GCHandle.Alloc(new T { V = 8 });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Clobber(int n)
    {
        long a = n,
            b = n + 1;
        if (n > 0)
            Clobber(n - 1);
        GC.KeepAlive(a + b);
    }

    public static unsafe int Run()
    {
        GCHandle w = Weak(),
            s = Strong();
        Clobber(30);
        GC.Collect();
        WriteLine((w.Target == null) + "" + ((T)s.Target).V + s.IsAllocated);
        nint raw = GCHandle.ToIntPtr(s);
        WriteLine(((T)GCHandle.FromIntPtr(raw).Target).V);
        s.Target = "other";
        WriteLine(s.Target);
        s.Free();
        w.Free();
        WriteLine(s.IsAllocated);
        int[] a = [1, 2, 3];
        GCHandle p = GCHandle.Alloc(a, GCHandleType.Pinned);
        ((int*)p.AddrOfPinnedObject())[1] = 50;
        WriteLine(a[1]);
        p.Free();
        var key = new T();
        var d = new System.Runtime.DependentHandle(key, "dep");
        GC.Collect();
        WriteLine(d.Dependent + "" + ((T)d.Target).V);
        d.Dispose();
        GC.KeepAlive(key);
        try
        {
            s.Free();
        }
        catch (InvalidOperationException)
        {
            WriteLine("twice");
        }
        int[] fixedArray = GC.AllocateArray<int>(10, pinned: true);
        fixedArray[9] = 4;
        byte[] u = GC.AllocateUninitializedArray<byte>(3000);
        u[2999] = 1;
        WriteLine(fixedArray.Sum() + u[2999] + (GC.GetTotalMemory(false) > 0 ? 1 : 0) + GC.MaxGeneration - GC.MaxGeneration);
        return 0;
    }
}
