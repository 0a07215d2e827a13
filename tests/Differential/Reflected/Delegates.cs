using System;
using System.Linq;
using System.Reflection;
using Corpus.Support;

namespace Reflected;

/// <summary>Delegates and reflection: the method of a delegate, delegates made of methods, DynamicInvoke.</summary>
public static class Delegates
{
    private delegate string Formatter(int number, string text);

    private delegate void Changer(ref int number, out string text);

    private class Target(string prefix)
    {
        public string Format(int number, string text) => $"{prefix} {number} {text}";

        public virtual string Describe() => "target " + prefix;

        public static string Join(int number, string text) => number + text;
    }

    private sealed class Special(string prefix) : Target(prefix)
    {
        public override string Describe() => "special " + base.Describe();
    }

    private interface ICounter
    {
        int Next(int step);
    }

    private struct Counter : ICounter
    {
        public int Value;

        public int Next(int step) => Value += step;
    }

    private static string Named(int number, string text) => $"named {number} {text}";

    private static string Extend(string first, int number) => first + number;

    public static int Run()
    {
        var target = new Target("p");
        Formatter instance = target.Format;
        Formatter fixedOne = Named;
        Func<string> overridden = new Special("q").Describe;
        foreach (Delegate d in new Delegate[] { instance, fixedOne, overridden })
            Console.WriteLine($"{d.Method} {d.Method.DeclaringType.Name} {d.Method.IsStatic} {d.Target?.GetType().Name ?? "none"}");
        Console.WriteLine(instance.DynamicInvoke(1, "a"));
        Console.WriteLine(fixedOne.DynamicInvoke(2, "b"));
        Changer changer = static (ref int number, out string text) => text = $"was {number++}";
        object[] arguments = [5, null];
        changer.DynamicInvoke(arguments);
        Console.WriteLine($"{arguments[0]} {arguments[1]}");
        Func<int, int> square = x => x * x;
        Console.WriteLine(square.DynamicInvoke(12));
        Func<int, int> multi = square + (x => x + 1);
        Console.WriteLine($"{multi.DynamicInvoke(12)} {multi.GetInvocationList().Length}");
        Tour.Line("throws", () => new Action(() => throw new FormatException()).DynamicInvoke()?.ToString());
        Tour.Line("arguments", () => square.DynamicInvoke("x")?.ToString());
        Create(target);
        return 0;
    }

    private static void Create(Target target)
    {
        MethodInfo format = typeof(Target).GetMethod("Format");
        MethodInfo join = typeof(Target).GetMethod("Join");
        MethodInfo describe = typeof(Target).GetMethod("Describe");
        var closed = (Formatter)Delegate.CreateDelegate(typeof(Formatter), target, format);
        var open = join.CreateDelegate<Formatter>();
        var unbound = (Func<Target, int, string, string>)Delegate.CreateDelegate(typeof(Func<Target, int, string, string>), null, format);
        var unboundVirtual = (Func<Target, string>)Delegate.CreateDelegate(typeof(Func<Target, string>), describe);
        var boundVirtual = (Func<string>)Delegate.CreateDelegate(typeof(Func<string>), new Special("s"), describe);
        var closedStatic = (Func<int, string>)Delegate.CreateDelegate(typeof(Func<int, string>), "first", typeof(Delegates).GetMethod("Extend", BindingFlags.NonPublic | BindingFlags.Static));
        Console.WriteLine($"{closed(1, "c")} {open(2, "o")} {unbound(target, 3, "u")} {unboundVirtual(new Special("v"))} {boundVirtual()} {closedStatic(4)}");
        Console.WriteLine($"{closed.Method == format} {open.Method == join} {closed.Target == target} {closedStatic.Target}");
        var named = (Formatter)Delegate.CreateDelegate(typeof(Formatter), target, "Format");
        var namedStatic = (Formatter)Delegate.CreateDelegate(typeof(Formatter), typeof(Target), "Join");
        Console.WriteLine($"{named(5, "n")} {namedStatic(6, "s")} {closed.Equals(named)}");
        ICounter counter = new Counter { Value = 10 };
        var next = (Func<int, int>)Delegate.CreateDelegate(typeof(Func<int, int>), counter, typeof(ICounter).GetMethod("Next"));
        Console.WriteLine($"{next(1)} {next(2)} {counter.Next(0)}");
        Tour.Line("signature", () => Delegate.CreateDelegate(typeof(Action), target, format)?.ToString());
        Console.WriteLine(Delegate.CreateDelegate(typeof(Action), target, format, false) is null);
    }
}
