using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Reflected;

/// <summary>Types by their names and kinds: own and foreign, nested, generic, arrays, and back from names to types.</summary>
public static class TypeNames
{
    private sealed class Outer<T>
    {
        public sealed class Inner<U>
        {
            public enum Kind { A, B }
        }

        public struct Plain
        {
            public T Value;
        }
    }

    private interface IShape
    {
        double Area { get; }
    }

    private abstract class Shape : IShape
    {
        public abstract double Area { get; }
    }

    private sealed class Square : Shape, IComparable<Square>
    {
        public double Side = 2;

        public override double Area => Side * Side;

        public int CompareTo(Square other) => Side.CompareTo(other.Side);
    }

    private record Point(int X, int Y);

    private record struct Pair(string Left, string Right);

    private static class Utilities
    {
    }

    private ref struct Stacked
    {
        public int Field;
    }

    public static int Run()
    {
        Type[] types =
        [
            typeof(int), typeof(string), typeof(object), typeof(TypeNames), typeof(Outer<int>), typeof(Outer<string>.Inner<long>), typeof(Outer<int>.Inner<int>.Kind),
            typeof(Outer<double>.Plain), typeof(IShape), typeof(Shape), typeof(Square), typeof(Point), typeof(Pair), typeof(Utilities), typeof(Stacked), typeof(int[]), typeof(string[][]), typeof(int[,]),
            typeof(int?), typeof(List<int>), typeof(Dictionary<string, List<int>>), typeof(Action), typeof(Func<int, string>), typeof(DayOfWeek), typeof(int*), typeof(void),
        ];
        foreach (Type type in types)
        {
            Console.WriteLine($"{type} | {type.Name} | {type.FullName} | {type.Namespace}");
            Console.WriteLine($"  {Kinds(type)} base {type.BaseType?.Name ?? "none"} declared in {type.DeclaringType?.Name ?? "none"}, {Type.GetTypeCode(type)}");
        }

        foreach (Type type in new[] { typeof(List<>), typeof(Dictionary<,>), typeof(Outer<>), typeof(Outer<>.Inner<>) })
        {
            Console.WriteLine($"{type} {type.Name} {type.FullName} {type.IsGenericTypeDefinition} {string.Join(' ', type.GetGenericArguments().Select(a => a.Name))}");
            foreach (Type parameter in type.GetGenericArguments())
                Console.WriteLine($"  {parameter.Name} {parameter.IsGenericParameter} {parameter.GenericParameterPosition} {parameter.GenericParameterAttributes} of {parameter.DeclaringType.Name}");
        }

        Console.WriteLine(string.Join(' ', typeof(Square).GetInterfaces().Select(i => i.Name).Order()));
        Console.WriteLine($"{typeof(IShape).IsAssignableFrom(typeof(Square))} {typeof(Square).IsSubclassOf(typeof(Shape))} {typeof(Shape).IsInstanceOfType(new Square())} {typeof(Square).IsAssignableTo(typeof(IComparable<Square>))}");
        Console.WriteLine($"{typeof(Outer<int>).GetGenericTypeDefinition() == typeof(Outer<>)} {typeof(Outer<int>) == typeof(Outer<>).MakeGenericType(typeof(int))} {typeof(int).MakeArrayType() == typeof(int[])}");
        Console.WriteLine($"{typeof(int[]).GetElementType()} {typeof(int[,]).GetArrayRank()} {Nullable.GetUnderlyingType(typeof(int?))} {typeof(DayOfWeek).GetEnumUnderlyingType()}");
        ByName();
        return 0;
    }

    private static void ByName()
    {
        string[] names =
        [
            "System.Int32", "System.String", "Reflected.TypeNames", "Reflected.TypeNames+Square", "Reflected.TypeNames+Outer`1", "No.Such.Type", "system.int32",
            "System.Int32[]", "Reflected.TypeNames+Outer`1[[System.Int32]]",
        ];
        foreach (string name in names)
            Console.WriteLine($"{name}: {Type.GetType(name)?.ToString() ?? "none"}");
        Console.WriteLine(Type.GetType("reflected.typenames+square", false, true));
        Assembly own = typeof(TypeNames).Assembly;
        Console.WriteLine($"{own.GetName().Name} {own.GetType("Reflected.TypeNames+Point")} {own == Assembly.GetExecutingAssembly()} {own == typeof(Square).Assembly} {typeof(int).Assembly == typeof(string).Assembly}");
        try
        {
            Type.GetType("No.Such.Type", true);
        }
        catch (TypeLoadException)
        {
            Console.WriteLine("TypeLoadException");
        }

        Console.WriteLine(Type.GetType(typeof(Square).AssemblyQualifiedName) == typeof(Square));
        Console.WriteLine(string.Join(' ', typeof(TypeNames).GetNestedTypes(BindingFlags.NonPublic).Select(t => t.Name).Where(n => !n.Contains('<')).Order(StringComparer.Ordinal)));
    }

    private static string Kinds(Type type)
    {
        var kinds = new List<string>();
        void Add(bool holds, string name)
        {
            if (holds)
                kinds.Add(name);
        }

        Add(type.IsClass, "class");
        Add(type.IsValueType, "value");
        Add(type.IsEnum, "enum");
        Add(type.IsInterface, "interface");
        Add(type.IsAbstract, "abstract");
        Add(type.IsSealed, "sealed");
        Add(type.IsGenericType, "generic");
        Add(type.IsNested, "nested");
        Add(type.IsPublic, "public");
        Add(type.IsNestedPrivate, "private");
        Add(type.IsPrimitive, "primitive");
        Add(type.IsArray, "array");
        Add(type.IsPointer, "pointer");
        Add(type.IsByRefLike, "stack only");
        Add(type.IsVisible, "visible");
        return string.Join(' ', kinds);
    }
}
