using System;
using System.Linq;
using System.Reflection;

namespace Reflected;

/// <summary>Enumerations by reflection: members, values, underlying types, flags, attributes of members; interfaces and their maps.</summary>
public static class Enums
{
    private enum Plain
    {
        Zero,
        One,
        Two,
        Uno = 1,
    }

    [Flags]
    private enum Rights : ushort
    {
        None = 0,
        Read = 1,
        Write = 2,
        Both = Read | Write,
        All = 0x8000,
    }

    private enum Signed : sbyte
    {
        Minus = -5,
        Plus = 5,
    }

    [AttributeUsage(AttributeTargets.Field)]
    private sealed class LabelAttribute(string text) : Attribute
    {
        public string Text => text;
    }

    private enum Labelled : long
    {
        [Label("the first")]
        First = long.MinValue,

        [Label("the last")]
        Last = long.MaxValue,
        Bare = 0,
    }

    private interface IRunner
    {
        int Speed { get; }

        string Go(int distance);

        string Rest() => "rests";
    }

    private interface INamed<T>
    {
        T Name { get; }
    }

    private class Runner : IRunner, INamed<string>
    {
        public int Speed => 3;

        string IRunner.Go(int distance) => "went " + distance;

        public virtual string Name => "runner";
    }

    private sealed class Sprinter : Runner
    {
        public override string Name => "sprinter";
    }

    public static int Run()
    {
        foreach (Type type in new[] { typeof(Plain), typeof(Rights), typeof(Signed), typeof(Labelled), typeof(DayOfWeek), typeof(BindingFlags) })
        {
            Console.WriteLine($"{type.Name} {Enum.GetUnderlyingType(type)} {type.IsDefined(typeof(FlagsAttribute), false)}");
            Console.WriteLine("  " + string.Join(' ', Enum.GetNames(type).Order(StringComparer.Ordinal)));
            Console.WriteLine("  " + string.Join(' ', Enum.GetValues(type).Cast<object>().Select(v => Convert.ToDecimal(v))));
            if (type.Assembly == typeof(Enums).Assembly)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(f => f.Name, StringComparer.Ordinal))
                    Console.WriteLine($"  {field.Name} = {Convert.ToDecimal(field.GetValue(null))} {field.GetRawConstantValue().GetType().Name} {field.GetCustomAttribute<LabelAttribute>()?.Text}");
            }
        }

        Console.WriteLine($"{Enum.Parse(typeof(Rights), "Read, Write")} {Enum.ToObject(typeof(Signed), -5)} {Enum.IsDefined(typeof(Plain), "Two")} {(Rights)3} {Enum.TryParse<Labelled>("last", true, out Labelled l)} {l}");
        Console.WriteLine(typeof(Plain).GetField("value__").FieldType);
        InterfaceMapping map = typeof(Sprinter).GetInterfaceMap(typeof(IRunner));
        for (int i = 0; i < map.InterfaceMethods.Length; i++)
            Console.WriteLine($"{map.InterfaceMethods[i].Name} -> {map.TargetMethods[i].DeclaringType.Name}.{map.TargetMethods[i].Name.Split('.')[^1]}");
        InterfaceMapping named = typeof(Sprinter).GetInterfaceMap(typeof(INamed<string>));
        Console.WriteLine($"{named.TargetMethods[0].DeclaringType.Name} {named.TargetMethods[0].Name}");
        foreach (Type type in typeof(Sprinter).GetInterfaces().OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            object runner = new Sprinter();
            foreach (MethodInfo method in type.GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal))
                Console.WriteLine($"{type.Name}.{method.Name} {method.Invoke(runner, method.GetParameters().Length == 0 ? null : [4])}");
        }

        return 0;
    }
}
