using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>When structs are copied: fields, arrays, lists, properties, readonly, in, foreach, closures.</summary>
public static class StructCopies
{
    private struct C
    {
        public int N;

        public int Up() => ++N;

        public readonly int Peek() => N;
    }

    private sealed class H
    {
        public C F;
        public readonly C R;
        public C P { get; set; }
        public C[] A = new C[2];
        public List<C> L = [new C()];
    }

    private static int In(in C c) => c.Up() + c.N;

    private static C Ret(C c)
    {
        c.Up();
        return c;
    }

    public static int Run()
    {
        var h = new H();
        h.F.Up();
        h.R.Up();
        h.P.Up();
        h.A[1].Up();
        h.L[0].Up();
        WriteLine($"{h.F.N}{h.R.N}{h.P.N}{h.A[1].N}{h.L[0].N}");
        C c = default;
        WriteLine(In(c) + "" + c.N + Ret(c).N + c.N);
        C d = c;
        d.Up();
        var t = (c, d);
        t.d.Up();
        WriteLine(c.N + "" + d.N + t.d.N);
        foreach (C e in h.A)
            e.Up();
        foreach (ref C e in h.A.AsSpan())
            e.Up();
        WriteLine(h.A[0].N + "" + h.A[1].N);
        Action a = () => c.Up();
        a();
        a();
        WriteLine(c.N);
        object o = c;
        ((C)o).Up();
        WriteLine(((C)o).N);
        C? n = c;
        n.Value.Up();
        WriteLine(n.Value.N);
        CollectionsMarshal.AsSpan(h.L)[0].Up();
        h.P = h.P with { N = 9 };
        WriteLine(h.L[0].N + "" + h.P.N);
        ref C r = ref h.F;
        r.Up();
        C s = r;
        s.Up();
        WriteLine(h.F.N);
        return 0;
    }
}
