using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Events: field-like, custom accessors, static, virtual, interface, removal while raising.</summary>
public static class Events
{
    private interface IE
    {
        event EventHandler<int> Ping;
    }

    private class P : IE
    {
        public event EventHandler<int> Ping;
        public event Action<string> Custom
        {
            add
            {
                _n++;
                _list.Add(value);
            }
            remove
            {
                _n += 10;
                _list.Remove(value);
            }
        }
        private readonly List<Action<string>> _list = [];
        private int _n;
        public static event Func<int, int> Stat;
        public virtual event Action V;

        public void Go(int x)
        {
            Ping?.Invoke(this, x);
            foreach (var a in _list.ToArray())
                a("c" + _n);
            V?.Invoke();
        }

        public static int Raise(int x)
        {
            int t = 0;
            if (Stat != null)
                foreach (Func<int, int> f in Stat.GetInvocationList())
                    t += f(x);
            return t;
        }

        protected void RaiseV() => V?.Invoke();
    }

    private sealed class Q : P
    {
        private Action _v;
        public override event Action V
        {
            add => _v += value + value;
            remove => _v -= value;
        }

        public void GoV() => _v?.Invoke();
    }

    public static int Run()
    {
        string log = "";
        var p = new P();
        EventHandler<int> h = (s, x) => log += x;
        p.Ping += h;
        p.Ping += (s, x) => log += "b" + (s == p);
        p.Ping += h;
        p.Ping -= h;
        p.Go(1);
        Action<string> c = s => log += s;
        p.Custom += c;
        p.Custom += c;
        p.Custom -= c;
        p.Go(2);
        P.Stat += x => x + 1;
        P.Stat += x => x * 10;
        log += P.Raise(4);
        EventHandler<int> self = null;
        self = (s, x) =>
        {
            log += "once";
            p.Ping -= self;
        };
        p.Ping += self;
        p.Go(3);
        p.Go(4);
        var q = new Q();
        q.V += () => log += "v";
        q.GoV();
        q.Go(5);
        IE ie = q;
        ie.Ping += (_, x) => log += "ie" + x;
        q.Go(6);
        WriteLine(log);
        return 0;
    }
}
