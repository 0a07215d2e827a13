using System;
using Corpus.Support;
using ILPrograms;
using Code = ILPrograms.OddCalls;

namespace Corpus.IL;

/// <summary>Constrained calls on every kind of type, calls by pointer, explicit overrides, overloads only IL tells apart, boxes.</summary>
public static class OddCalls
{
    public static int Run()
    {
        Constrained();
        ByPointer();
        Boxes();
        Generics();
        Console.WriteLine($"string {Code.NewString('x', 3)} grid {Code.Grid(3, 4)} nothing {Code.Nothing(6)}");
        Console.WriteLine("before");
        Eager.Touch();
        Console.WriteLine($"eager {Eager.Value}");
        return 0;
    }

    private static void Constrained()
    {
        Console.WriteLine($"{Code.Constrained(5)} {Code.Constrained("text")} {Code.Constrained(DayOfWeek.Friday)} {Code.Constrained((1, 2))}");
        Console.WriteLine($"{Code.Constrained<int?>(7)} {Code.Constrained<int?>(null)} {Code.Constrained(new int[2])}");
        Tour.Line("null", () => Code.Constrained<string>(null));
        var point = new Point { X = 10, Y = 20 };
        var dog = new Dog();
        Console.WriteLine($"{Code.Shape(ref point)} {point.X} {Code.Shape(ref dog)}");
        IShape shape = point;
        Console.WriteLine($"{Code.Shape(ref shape)} {shape.Name()} {point.X}");
        Console.WriteLine(Code.Kinds(1.5, DayOfWeek.Monday, [1], point));
        Point made = Code.Make<Point>(6);
        Console.WriteLine($"{made.X} {made.Y} {Code.Describe<Point>()} {Code.MakeByPointer<Point>(8).Y}");
        Console.WriteLine($"sum {made.Sum(0)} {made.Sum(100)} {made.X}");
    }

    private static void ByPointer()
    {
        Animal dog = new Dog();
        var animal = new Animal("cat");
        Console.WriteLine($"{Code.ByPointer(dog)} | {Code.ByPointer(animal)}");
        Console.WriteLine($"{Code.StructsByPointer(1.5m, 3m)} {Code.Exactly(dog)} {dog} {((Dog)dog).ToString()} {animal}");
        Console.WriteLine($"{Code.Counted(dog)} {Code.Overloads(5)} {Code.Pointers(dog)}");
        Tour.Line("callvirt on null", () => Code.Counted(null).ToString());
        Tour.Line("ldvirtftn on null", () => Code.ByPointer(null));
    }

    private static void Boxes()
    {
        Console.WriteLine($"{Code.Box(5)} {Code.Box("s")} {Code.Box<int?>(6)} {Code.Box<int?>(null) is null} {Code.Box<string>(null) is null}");
        object box = 7;
        Console.WriteLine($"{Code.UnboxInPlace(box)} {box} {Code.UnboxNullable(box)} {Code.UnboxNullable(null)}");
        Tour.Line("unbox null", () => Code.UnboxInPlace(null).ToString());
        Tour.Line("unbox other", () => Code.UnboxInPlace(7L).ToString());
        Tour.Line("unbox nullable other", () => Code.UnboxNullable("s").ToString());
        Console.WriteLine($"{Code.UnboxAny<int?>(null).HasValue} {Code.UnboxAny<string>(null) is null} {Code.UnboxAny<DayOfWeek>(DayOfWeek.Sunday)}");
        Tour.Line("unbox.any null", () => Code.UnboxAny<int>(null).ToString());
        Tour.Line("unbox.any enumeration", () => Code.UnboxAny<int>(DayOfWeek.Tuesday).ToString());
        Tour.Line("unbox.any class", () => Code.UnboxAny<string>(5));
        Console.WriteLine($"{Code.Is<int>(5)} {Code.Is<int>(5u)} {Code.Is<string>(5)} {Code.Is<IComparable>(5)} {Code.Is<int?>(5)} {Code.Is<int?>("")}");
        Console.WriteLine($"{Code.IsNullable(5)} {Code.IsNullable("") is null} {Code.BoxIs("s")} {Code.BoxIs(5)} {Code.BoxIs<int?>(null)} {Code.BoxIs(new object())}");
    }

    private static void Generics()
    {
        Console.WriteLine($"{Code.Tokens<string>()} {Code.Tokens<(int, bool)>()}");
        var holder = new Holder<int>(5);
        Console.WriteLine($"{holder.Show("x")} {holder.Show(2.5)} {holder.Wrap().Wrap().Item[0][0]} {Holder<int>.Count} {Holder<int[][]>.Count}");
        var inner = new Holder<string>.Inner<int> { First = "first", Second = 2 };
        Console.WriteLine($"{inner.First} {inner.Second} {inner.GetType()}");
    }
}
