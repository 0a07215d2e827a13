using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Pools, free lists, rentals and reuse without leaking earlier contents.</summary>
public static class ObjectPools
{
    private sealed class Pool<T>(Func<T> make, Action<T> reset)
        where T : class
    {
        private readonly Stack<T> _free = new();
        public int Made;

        public T Rent()
        {
            if (_free.TryPop(out T t))
                return t;
            Made++;
            return make();
        }

        public void Return(T t)
        {
            reset(t);
            _free.Push(t);
        }
    }

    public static int Run()
    {
        var p = new Pool<List<int>>(() => [], l => l.Clear());
        long sum = 0;
        for (int i = 0; i < 500; i++)
        {
            var a = p.Rent();
            var b = p.Rent();
            for (int k = 0; k < i % 7; k++)
            {
                a.Add(k);
                b.Add(i);
            }
            sum += a.Sum() + b.Count;
            p.Return(a);
            if (i % 50 != 0)
                p.Return(b);
        }
        WriteLine(p.Made + " " + sum);
        byte[] r = ArrayPool<byte>.Shared.Rent(1000);
        WriteLine(r.Length >= 1000);
        ArrayPool<byte>.Shared.Return(r, true);
        char[] c = ArrayPool<char>.Shared.Rent(10);
        c[0] = 'x';
        ArrayPool<char>.Shared.Return(c);
        var own = ArrayPool<int>.Create(100, 2);
        int[] x = own.Rent(50);
        own.Return(x);
        WriteLine(ReferenceEquals(x, own.Rent(50)));
        return 0;
    }
}
