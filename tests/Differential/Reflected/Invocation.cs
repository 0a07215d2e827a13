using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Corpus.Support;

namespace Reflected;

/// <summary>Calls methods with every shape of parameter and result by reflection.</summary>
public static class Invocation
{
    private enum Color : byte
    {
        Red,
        Green = 7,
    }

    private struct Small
    {
        public int A;
        public string B;

        public readonly string Show() => $"{A}{B}";

        public void Grow() => A++;

        public override readonly string ToString() => "small " + A + B;
    }

    private struct Large
    {
        public long A, B, C;
        public string D;

        public readonly Large Twice() => new() { A = A * 2, B = B * 2, C = C * 2, D = D + D };

        public override readonly string ToString() => $"large {A} {B} {C} {D}";
    }

    private abstract class Animal
    {
        public abstract string Sound(int times);

        public virtual string Kind() => "animal";
    }

    private sealed class Dog : Animal
    {
        public override string Sound(int times) => string.Concat(Enumerable.Repeat("wuff", times));

        public override string Kind() => "dog of " + base.Kind();
    }

    private class Subject
    {
        private int _state = 5;
        public int Count;

        public void Nothing() => Count++;

        public int Add(int a, int b) => a + b + _state;

        private string Secret(string text) => "secret " + text;

        public static double Mix(byte a, sbyte b, short c, ushort d, uint e, long f, ulong g, float h, double i, char j, bool k, decimal l) =>
            a + b + c + d + e + f + (double)g + h + i + j + (k ? 1 : 0) + (double)l;

        public string Structs(Small small, Large large, Small? none, Small? some) => $"{small} {large} {none} {some}";

        public Large MakeLarge(long start, Large seed) => new() { A = start, B = seed.A, C = seed.B, D = seed.D };

        public Small MakeSmall(int a) => new() { A = a, B = "!" };

        public int? Maybe(int? value) => value is { } v && v > 0 ? v * 2 : null;

        public Color Next(Color color) => color + 1;

        public void References(ref int number, out string text, in long input, ref Large large, ref object any)
        {
            number += (int)input;
            text = "out " + number;
            large = large.Twice();
            any = any is null ? "was null" : null;
        }

        public bool TryParse(string text, out int value) => int.TryParse(text, out value);

        public ref int Place() => ref Count;

        public string Many(int a, string b, long c, object d, double e, Small f, Color g, string h, ref int i) => $"{a} {b} {c} {d} {e} {f} {g} {h} {i++}";

        public string Defaults(int a, string b = "default", Color c = Color.Green, int? d = null, double e = 1.5) => $"{a} {b} {c} {d?.ToString() ?? "null"} {e}";

        public string Params(string format, params object[] rest) => string.Format(format, rest);

        public T Echo<T>(T value) => value;

        public void Fail(string message) => throw new InvalidOperationException(message);

        public unsafe int Pointer(int* pointer) => *pointer;
    }

    public static int Run()
    {
        var subject = new Subject();
        Type type = typeof(Subject);
        Call(subject, "Nothing");
        Call(subject, "Add", 1, 2);
        Call(subject, "Secret", "word");
        Call(null, "Mix", (byte)1, (sbyte)-2, (short)3, (ushort)4, 5u, 6L, 7UL, 8f, 9d, 'a', true, 1.5m);
        var large = new Large { A = 1, B = 2, C = 3, D = "d" };
        Call(subject, "Structs", new Small { A = 1, B = "b" }, large, null, new Small { A = 9, B = "z" });
        Call(subject, "MakeLarge", 10L, large);
        Call(subject, "MakeSmall", 3);
        Call(subject, "Maybe", 4);
        Call(subject, "Maybe", null as object);
        Call(subject, "Next", Color.Red);
        object[] arguments = [1, null, 41L, large, null];
        type.GetMethod("References").Invoke(subject, arguments);
        Console.WriteLine(string.Join(" | ", arguments.Select(a => a ?? "null")));
        arguments = ["77", null];
        Console.WriteLine($"{type.GetMethod("TryParse").Invoke(subject, arguments)} {arguments[1]}");
        Call(subject, "Place");
        arguments = [1, "two", 3L, null, 5.5, new Small { A = 6, B = "s" }, Color.Green, "eight", 9];
        Console.WriteLine($"{type.GetMethod("Many").Invoke(subject, arguments)} then {arguments[8]}");
        Call(subject, "Defaults", 1, Type.Missing, Type.Missing, Type.Missing, Type.Missing);
        Call(subject, "Defaults", 1, "given", Color.Red, 4, 2.5);
        Call(subject, "Params", "{0}-{1}", new object[] { 1, "x" });
        Console.WriteLine(type.GetMethod("Echo").MakeGenericMethod(typeof(int)).Invoke(subject, [subject.Echo(5) + 1]));
        Console.WriteLine(type.GetMethod("Echo").MakeGenericMethod(typeof(string)).Invoke(subject, [subject.Echo("echo")]));
        Virtual();
        Boxes();
        Errors(subject);
        return 0;
    }

    private static void Call(object target, string name, params object[] arguments)
    {
        MethodInfo method = typeof(Subject).GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static);
        object result = method.Invoke(target, arguments);
        Console.WriteLine($"{name}: {result ?? "null"} {result?.GetType().Name}");
    }

    private static void Virtual()
    {
        Animal dog = new Dog();
        Console.WriteLine(typeof(Animal).GetMethod("Sound").Invoke(dog, [2]));
        Console.WriteLine(typeof(Animal).GetMethod("Kind").Invoke(dog, null));
        Console.WriteLine(typeof(object).GetMethod("ToString").Invoke(new Small { A = 4 }, null));
        Console.WriteLine(typeof(IComparable<int>).GetMethod("CompareTo").Invoke(3, [5]));
        Console.WriteLine(typeof(IEnumerable<int>).GetMethod("GetEnumerator").Invoke(new List<int> { 1 }, null) is IEnumerator<int>);
    }

    // A method of a struct works on the box.
    private static void Boxes()
    {
        object box = new Small { A = 1, B = "b" };
        MethodInfo grow = typeof(Small).GetMethod("Grow");
        grow.Invoke(box, null);
        grow.Invoke(box, null);
        Console.WriteLine(typeof(Small).GetMethod("Show").Invoke(box, null));
        Console.WriteLine(typeof(Large).GetMethod("Twice").Invoke(new Large { A = 1, B = 2, C = 3, D = "x" }, null));
    }

    private static void Errors(Subject subject)
    {
        MethodInfo fail = typeof(Subject).GetMethod("Fail");
        try
        {
            fail.Invoke(subject, ["reason"]);
        }
        catch (TargetInvocationException e)
        {
            Console.WriteLine($"{e.GetType().Name} {e.InnerException.GetType().Name} {e.InnerException.Message}");
        }

        try
        {
            fail.Invoke(subject, BindingFlags.DoNotWrapExceptions, null, ["bare"], null);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }

        MethodInfo add = typeof(Subject).GetMethod("Add");
        Try("few arguments", () => add.Invoke(subject, [1]));
        Try("wrong argument", () => add.Invoke(subject, ["a", 2]));
        Try("widened argument", () => add.Invoke(subject, [(short)1, (byte)2]));
        Try("null for a number", () => add.Invoke(subject, [null, 2]));
        Try("no target", () => add.Invoke(null, [1, 2]));
        Try("wrong target", () => add.Invoke("text", [1, 2]));
        Try("open method", () => typeof(Subject).GetMethod("Echo").Invoke(subject, [1]));
    }

    private static void Try(string title, Func<object> action)
    {
        try
        {
            Console.WriteLine($"{title}: {action()}");
        }
        catch (Exception e)
        {
            Console.WriteLine($"{title}: {e.GetType().Name}");
        }
    }
}
