using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>A box made late is one object to everybody who holds it.</summary>
public static class BoxesHeldTwice
{
    private interface IBump { int Bump(); }
    private struct Cell : IBump { public int N; public int Bump() => ++N; }
    private static int Both<T>(T a, T b) where T : IBump => a.Bump() * 10 + b.Bump();
    private static string Show(Cell before, int bumped, Cell after) => before.N + "," + bumped + "," + after.N;

    public static int Run()
    {
        object o = new Cell(); IBump i = (IBump)o; i.Bump(); Both(i, i); WriteLine(((Cell)o).N);
        object p = new Cell { N = 5 }; WriteLine(Show((Cell)p, ((IBump)p).Bump(), (Cell)p));
        object q = 7; Unsafe.Unbox<int>(q) = 9; WriteLine((int)q);
        object r = new Cell(); ref Cell inner = ref Unsafe.Unbox<Cell>(r); inner.N = 3; ((IBump)r).Bump(); WriteLine(inner.N + ((Cell)r).N);
        return 0;
    }
}
