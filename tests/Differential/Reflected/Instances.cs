using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;

namespace Reflected;

/// <summary>Instances of generic types and methods made at run time, expression trees, members kept by an attribute, interfaces.</summary>
internal static class Instances
{
    public static int Run()
    {
        MakeTypes();
        MakeMethods();
        ShowInterfaces();
        Console.WriteLine(Hidden());
        Console.WriteLine(MethodBase.GetCurrentMethod()!.Name + " " + Assembly.GetExecutingAssembly().GetName().Name);
        Expression<Func<int, int>> tree = x => x * 2 + 1;
        Console.WriteLine(tree);
        Expression<Func<Item, bool>> member = item => item.Number > 3 && item.ToString().Length == 2;
        Console.WriteLine(member.Body + " " + member.Parameters[0].Type);
        return 0;
    }

    private static void MakeTypes()
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(typeof(Item)))!;
        list.Add(new Item(3));
        Console.WriteLine(list.Count + " " + list[0] + " " + list.GetType());
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), typeof(Item)))!;
        map["a"] = new Item(4);
        Console.WriteLine(map["a"] + " " + map.Keys.Cast<object>().Single());
        var array = Array.CreateInstance(typeof(Item), 3);
        array.SetValue(new Item(1), 1);
        Console.WriteLine(array.GetType() + " " + array.GetValue(1) + " " + (array.GetValue(0) is null));
        object pair = Activator.CreateInstance(typeof(Pair<>).MakeGenericType(typeof(double)), 1.5, 2.5)!;
        Console.WriteLine(pair + " " + pair.GetType().GetProperty("First")!.GetValue(pair));
    }

    private static void MakeMethods()
    {
        MethodInfo show = typeof(Instances).GetMethod("Show", BindingFlags.Static | BindingFlags.NonPublic)!;
        Console.WriteLine(show.MakeGenericMethod(typeof(int)).Invoke(null, [5]));
        Console.WriteLine(show.MakeGenericMethod(typeof(Item)).Invoke(null, [new Item(6)]));
        Func<object, string> template = ShowObject<object>;
        foreach (object value in new object[] { 7, "eight", 9.5, new Item(10) })
        {
            var exact = template.Method.GetGenericMethodDefinition().MakeGenericMethod(value.GetType()).CreateDelegate<Func<object, string>>();
            Console.WriteLine(exact(value));
        }
    }

    private static string Show<T>(T value) => typeof(T).Name + ":" + value;

    private static string ShowObject<T>(object value) => Show((T)value);

    private static void ShowInterfaces()
    {
        foreach (Type type in new[] { typeof(Item), typeof(IMore), typeof(Pair<int>), typeof(Item[]) })
            Console.WriteLine(type + ": " + string.Join(", ", type.GetInterfaces().Select(static t => t.ToString()).Order(StringComparer.Ordinal)));
    }

    [DynamicDependency("Join(System.String,System.String[])", typeof(string))]
    private static object? Hidden() =>
        typeof(object).Assembly.GetType("System.Str" + "ing")!.GetMethod("Jo" + "in", [typeof(string), typeof(string[])])!.Invoke(null, ["-", new[] { "a", "b" }]);

    private interface IFirst;

    private interface IMore : IFirst, IComparable<int>;

    private sealed class Item(int number) : IFirst
    {
        public int Number { get; } = number;

        public override string ToString() => "#" + Number;
    }

    private sealed record Pair<T>(T First, T Second);
}
