using System;
using System.Collections.Generic;
using System.Reflection;
using Assets.Reflection;

[assembly: AssemblyMetadata("key", "value")]
[assembly: Mark(typeof(Dictionary<,>.Enumerator))]
[module: Mark("of the module")]

namespace Assets.Reflection;

[Flags]
public enum Small : sbyte
{
    None,
    Negative = -128,
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public class MarkBaseAttribute : Attribute
{
    public object Inherited { get; set; }

    public Small[] SmallField;
}

public sealed class MarkAttribute : MarkBaseAttribute
{
    public MarkAttribute()
    {
    }

    public MarkAttribute(object boxed)
    {
    }

    public MarkAttribute(Small value, DayOfWeek day, Type type, string text)
    {
    }

    public MarkAttribute(params object[] all)
    {
    }

    public MarkAttribute(bool a, char b, sbyte c, byte d, short e, ushort f, int g, uint h, long i, ulong j, float k, double l)
    {
    }

    public MarkAttribute(bool[] a, char[] b, sbyte[] c, byte[] d, short[] e, ushort[] f, int[] g, uint[] h, long[] i, ulong[] j, float[] k, double[] l)
    {
    }

    public MarkAttribute(string[] a, Type[] b, Small[] c, object[] d, string[] none)
    {
    }

    public Type Of { get; set; }

    public object[] Objects { get; init; }

    public string Text;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class MarkAttribute<T> : Attribute
{
    public MarkAttribute(T value, T[] none)
    {
    }

    public T Property { get; set; }
}

[Mark]
[Mark(Small.Negative)]
[Mark(Small.Negative, DayOfWeek.Friday, typeof(List<int[,]>), "text", Of = null, Inherited = DayOfWeek.Monday, Text = "Größe", SmallField = new[] { Small.Negative })]
[Mark(1, "2", null, typeof(string), 'c', DayOfWeek.Sunday, new[] { 1, 2 }, new[] { DayOfWeek.Sunday }, new object[] { 1.5, null })]
[Mark((object)new[] { Small.None, Small.Negative })]
[Mark((object)new[] { typeof(int), typeof(List<>) })]
[Mark((object)null)]
[Mark((object)"boxed", Objects = new object[] { Small.Negative, "s", typeof(Inside<>.Nested) })]
[Mark(true, 'x', -1, 2, -300, 40000, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, float.NaN, -0.0)]
[Mark(
    new[] { true, false }, new[] { '\0', '\uffff' }, new sbyte[] { -1 }, new byte[] { 200 }, new short[] { -300 }, new ushort[] { 65535 },
    new[] { int.MinValue, -65, -64, 8192 }, new[] { uint.MaxValue }, new[] { long.MinValue, -1 }, new[] { ulong.MaxValue }, new[] { 1f }, new double[0])]
[Mark(new[] { "a", null, "" }, new[] { typeof(int), null }, new Small[0], new object[] { Small.None, new[] { "x" } }, null)]
[Mark<int>(3, null, Property = 4)]
[Mark<Small>(Small.Negative, null, Property = Small.None)]
[Mark<Type>(typeof(Attributed<>), null)]
public class Attributed<[Mark("of a parameter")] T>
{
    [Mark("of a field")] public int Field;

    [Mark("of a property")]
    public int Property
    {
        [Mark("of a getter")]
        get;
        [Mark("of a setter")]
        [param: Mark("of a value")]
        set;
    }

    [Mark("of an event")]
    [method: Mark("of accessors")]
    [field: Mark("of a field behind")]
    public event Action Event;

    [Mark("of a constructor")]
    public Attributed()
    {
    }

    [Mark("of a method")]
    [return: Mark("of a result")]
    public (int A, int B) Method<[Mark("of a method's parameter")] TMethod>([Mark("of an argument")] dynamic argument, string text = null) => default;
}

public class Inside<T>
{
    public class Nested
    {
    }
}
