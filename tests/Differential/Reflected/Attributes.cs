using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

[assembly: Reflected.Attributes.Tag("assembly", Number = 1)]

namespace Reflected;

/// <summary>Custom attributes with every kind of argument, on every kind of target, inherited or not.</summary>
public static class Attributes
{
    public enum Level : short
    {
        Low = -1,
        High = 1000,
    }

    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = true)]
    public sealed class TagAttribute(string name) : Attribute
    {
        public string Name { get; } = name;

        public int Number { get; set; }

        public string Field = "unset";

        public override string ToString() => $"tag {Name} {Number} {Field}";
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
    public class OwnAttribute : Attribute
    {
        public override string ToString() => "own";
    }

    public sealed class SpecialAttribute : OwnAttribute
    {
        public override string ToString() => "special";
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class EverythingAttribute : Attribute
    {
        public object[] Values { get; }

        public EverythingAttribute(bool a, byte b, sbyte c, char d, short e, ushort f, int g, uint h, long i, ulong j, float k, double l, string m, Type n, Level o, object p, int[] q, string[] r, Type[] s, Level[] t, object[] u) =>
            Values = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u];

        public Level Named { get; set; }

        public object Boxed { get; set; }

        public Type[] Types;
    }

    public sealed class GenericAttribute<T>(T value) : Attribute
    {
        public T Value { get; } = value;
    }

    [Tag("base", Number = 1)]
    [Tag("base again", Field = "set")]
    [Own]
    private class Base
    {
        [Tag("virtual")]
        [Own]
        public virtual void Method()
        {
        }

        [Tag("property")]
        public virtual int Property { get; [Tag("setter")] set; }

        [Tag("event")]
        public event Action Event;

        [Tag("field")]
        public int Field;

        [return: Tag("return")]
        public int Parameters([Tag("first")] int first, string second = "s", [Tag("third", Number = 3)] params int[] third) => first;

        [Tag("constructor")]
        public Base()
        {
        }

        internal void Raise() => Event?.Invoke();
    }

    [Tag("derived")]
    private class Derived : Base
    {
        [Tag("override")]
        public override void Method()
        {
        }

        public override int Property { get; set; }
    }

    [Special]
    [Generic<int>(5)]
    [Everything(true, 1, -2, 'c', -3, 4, -5, 6, -7, 8, 1.5f, 2.5, "text", typeof(List<int>), Level.High, Level.Low, new[] { 1, 2 }, new[] { "a", null }, new[] { typeof(int), typeof(Dictionary<,>) }, new[] { Level.Low, Level.High }, new object[] { 1, "x", null, typeof(string), Level.High },
        Named = Level.Low, Boxed = 'b', Types = new Type[] { typeof(Base) })]
    private class Plain<[Tag("parameter")] T>
    {
    }

    public static int Run()
    {
        Print("assembly", typeof(Attributes).Assembly.GetCustomAttributes<TagAttribute>());
        foreach (Type type in new[] { typeof(Base), typeof(Derived) })
        {
            Print(type.Name, type.GetCustomAttributes<TagAttribute>());
            Print(type.Name + " own", type.GetCustomAttributes<TagAttribute>(false));
            Print(type.Name + " objects", type.GetCustomAttributes(true));
            Print(type.Name + " method", type.GetMethod("Method").GetCustomAttributes());
            Print(type.Name + " method own", type.GetMethod("Method").GetCustomAttributes(false));
            Print(type.Name + " property", type.GetProperty("Property").GetCustomAttributes<TagAttribute>());
            Print(type.Name + " property own", type.GetProperty("Property").GetCustomAttributes(typeof(TagAttribute), true));
            Console.WriteLine($"{type.IsDefined(typeof(OwnAttribute), true)} {type.IsDefined(typeof(TagAttribute), false)} {Attribute.IsDefined(type, typeof(OwnAttribute))} {Attribute.IsDefined(type.GetMethod("Method"), typeof(OwnAttribute))} {Attribute.IsDefined(type.GetProperty("Property"), typeof(TagAttribute))}");
        }

        Type plainBase = typeof(Base);
        Print("setter", plainBase.GetProperty("Property").SetMethod.GetCustomAttributes<TagAttribute>());
        Print("event", plainBase.GetEvent("Event").GetCustomAttributes<TagAttribute>());
        Print("field", plainBase.GetField("Field").GetCustomAttributes<TagAttribute>());
        Print("constructor", plainBase.GetConstructor([]).GetCustomAttributes<TagAttribute>());
        MethodInfo parameters = plainBase.GetMethod("Parameters");
        Print("return", parameters.ReturnParameter.GetCustomAttributes<TagAttribute>());
        foreach (ParameterInfo parameter in parameters.GetParameters())
            Print(parameter.Name, parameter.GetCustomAttributes<TagAttribute>());
        Print("type parameter", typeof(Plain<>).GetGenericArguments()[0].GetCustomAttributes<TagAttribute>());
        Everything();
        Data();
        return 0;
    }

    private static void Everything()
    {
        var attribute = typeof(Plain<>).GetCustomAttribute<EverythingAttribute>();
        foreach (object value in attribute.Values)
            Console.WriteLine($"  {value?.GetType().Name} {Show(value)}");
        Console.WriteLine($"{attribute.Named} {attribute.Boxed} {attribute.Types.Single().Name}");
        Console.WriteLine($"{typeof(Plain<int>).GetCustomAttribute<OwnAttribute>()} {typeof(Plain<>).GetCustomAttribute<GenericAttribute<int>>().Value} {typeof(Base).GetCustomAttribute<SpecialAttribute>() is null}");
        try
        {
            typeof(Base).GetCustomAttribute<TagAttribute>();
        }
        catch (AmbiguousMatchException)
        {
            Console.WriteLine("ambiguous");
        }
    }

    private static void Data()
    {
        foreach (CustomAttributeData data in typeof(Base).CustomAttributes.Where(d => d.AttributeType == typeof(TagAttribute)))
        {
            Console.WriteLine($"{data.AttributeType.Name} {string.Join(',', data.ConstructorArguments.Select(a => $"{a.ArgumentType.Name} {a.Value}"))} {string.Join(',', data.NamedArguments.Select(a => $"{a.MemberName} {a.IsField} {a.TypedValue.Value}"))}");
        }
    }

    private static string Show(object value) => value switch
    {
        null => "null",
        Array array => "[" + string.Join(' ', array.Cast<object>().Select(Show)) + "]",
        Type type => type.Name,
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static void Print(string title, IEnumerable<object> attributes) =>
        Console.WriteLine($"{title}: {string.Join(", ", attributes.Where(a => a.GetType().Namespace == "Reflected").Select(a => a.ToString()).Order(StringComparer.Ordinal))}");
}
