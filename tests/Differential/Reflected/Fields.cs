using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace Reflected;

/// <summary>Reads and writes fields and properties by reflection: of objects, of boxes, static, of threads, readonly, generic.</summary>
public static class Fields
{
    private struct Inner
    {
        public int Number;
        public string Text;
        public double? Maybe;

        public override readonly string ToString() => $"<{Number} {Text} {Maybe}>";
    }

    private class Holder
    {
        public bool Flag;
        public byte Byte;
        public short Short;
        public char Char;
        public int Int;
        public long Long;
        public float Float;
        public double Double;
        public decimal Decimal;
        public string Text;
        public object Any;
        public Inner Inner;
        public int? Maybe;
        public DayOfWeek Day;
        public List<int> List;
        public readonly int Fixed = 3;
        public const string Constant = "constant";
        private Guid _hidden = new("00010203-0405-0607-0809-0a0b0c0d0e0f");

        public int Property { get; set; } = 12;

        public string ReadOnly => "read " + Property;

        public int Private { get; private set; } = 1;

        public string Init { get; init; } = "init";

        public string this[int index, string key]
        {
            get => $"{index}{key}{Int}";
            set => Int = index + value.Length;
        }
    }

    private class Statics
    {
        public static int Counter = 10;
        public static string Name = "static";
        public static Inner Inner = new() { Number = 1, Text = "s" };
        public static readonly List<string> Log = ["made"];
        [ThreadStatic] private static int s_local;
        [ThreadStatic] private static string s_text;

        public static int Local => s_local;

        public static string Text => s_text;

        static Statics() => Log.Add("constructed");

        public static double Ratio { get; set; } = 0.5;
    }

    private class Generic<T>
    {
        public T Value;
        public static int Made;

        public T Property { get; set; }
    }

    public static int Run()
    {
        Instances();
        Boxes();
        StaticFields();
        Generics();
        Errors();
        return 0;
    }

    private static void Instances()
    {
        var holder = new Holder();
        object[] values = [true, (byte)1, (short)-2, 'c', 4, 5L, 6f, 7d, 8m, "nine", new object[0], new Inner { Number = 11, Text = "t", Maybe = 1.5 }, 12, DayOfWeek.Friday, new List<int> { 13 }, 14];
        FieldInfo[] fields = typeof(Holder).GetFields().Where(f => !f.IsLiteral).ToArray();
        for (int i = 0; i < fields.Length; i++)
            fields[i].SetValue(holder, values[i]);
        foreach (FieldInfo field in fields)
            Console.WriteLine($"{field.Name} {field.FieldType.Name} {field.GetValue(holder)} {field.IsInitOnly}");
        Console.WriteLine($"{holder.Flag} {holder.Byte} {holder.Short} {holder.Char} {holder.Int} {holder.Long} {holder.Float} {holder.Double} {holder.Decimal} {holder.Text} {holder.Inner} {holder.Maybe} {holder.Day} {holder.List.Count}");
        typeof(Holder).GetField("Maybe").SetValue(holder, null);
        typeof(Holder).GetField("Inner").SetValue(holder, null);
        typeof(Holder).GetField("Long").SetValue(holder, 3);
        Console.WriteLine($"{holder.Maybe is null} {holder.Inner} {holder.Long}");
        Console.WriteLine(typeof(Holder).GetField("_hidden", BindingFlags.NonPublic | BindingFlags.Instance).GetValue(holder));
        Console.WriteLine(typeof(Holder).GetField("Constant").GetValue(null));
        foreach (PropertyInfo property in typeof(Holder).GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
            Console.WriteLine($"{property.Name} {property.PropertyType.Name} {property.CanRead} {property.CanWrite} {property.GetSetMethod() is null} {property.GetIndexParameters().Length}");
        typeof(Holder).GetProperty("Property").SetValue(holder, 99);
        typeof(Holder).GetProperty("Private").SetValue(holder, 98);
        typeof(Holder).GetProperty("Init").SetValue(holder, "changed");
        PropertyInfo item = typeof(Holder).GetProperty("Item");
        item.SetValue(holder, "four", [6, "k"]);
        Console.WriteLine($"{holder.ReadOnly} {holder.Private} {holder.Init} {item.GetValue(holder, [1, "key"])} {typeof(Holder).GetProperty("ReadOnly").GetValue(holder)}");
    }

    private static void Boxes()
    {
        object box = new Inner { Number = 1, Text = "one" };
        typeof(Inner).GetField("Number").SetValue(box, 2);
        typeof(Inner).GetField("Text").SetValue(box, "two");
        typeof(Inner).GetField("Maybe").SetValue(box, 2.5);
        Console.WriteLine($"{box} {typeof(Inner).GetField("Text").GetValue(box)}");
    }

    private static void StaticFields()
    {
        Type type = typeof(Statics);
        Console.WriteLine(string.Join(' ', (List<string>)type.GetField("Log").GetValue(null)));
        type.GetField("Counter").SetValue(null, 11);
        type.GetField("Name").SetValue(null, "renamed");
        type.GetField("Inner").SetValue(null, new Inner { Number = 5, Text = "five" });
        type.GetProperty("Ratio").SetValue(null, 0.25);
        Console.WriteLine($"{Statics.Counter} {Statics.Name} {Statics.Inner} {Statics.Ratio} {type.GetField("Inner").GetValue(null)}");
        FieldInfo local = type.GetField("s_local", BindingFlags.NonPublic | BindingFlags.Static);
        FieldInfo text = type.GetField("s_text", BindingFlags.NonPublic | BindingFlags.Static);
        local.SetValue(null, 5);
        text.SetValue(null, "main");
        var thread = new Thread(() =>
        {
            Console.WriteLine($"{local.GetValue(null)} {text.GetValue(null) ?? "null"}");
            local.SetValue(null, 6);
            text.SetValue(null, "other");
            Console.WriteLine($"{Statics.Local} {Statics.Text}");
        });
        thread.Start();
        thread.Join();
        Console.WriteLine($"{Statics.Local} {Statics.Text}");
    }

    private static void Generics()
    {
        var numbers = new Generic<int> { Value = 1 };
        var texts = new Generic<string> { Value = "v" };
        Generic<int>.Made = 1;
        Generic<string>.Made = 2;
        foreach (object target in new object[] { numbers, texts })
        {
            Type type = target.GetType();
            FieldInfo field = type.GetField("Value");
            PropertyInfo property = type.GetProperty("Property");
            property.SetValue(target, field.GetValue(target));
            Console.WriteLine($"{field} {field.GetValue(target)} {property.GetValue(target)} {type.GetField("Made").GetValue(null)} {field.DeclaringType}");
        }
    }

    private static void Errors()
    {
        var holder = new Holder();
        Try("no target", () => typeof(Holder).GetField("Int").GetValue(null));
        Try("wrong target", () => typeof(Holder).GetField("Int").GetValue("text"));
        Try("wrong value", () => Set(typeof(Holder).GetField("Int"), holder, "text"));
        Try("too wide", () => Set(typeof(Holder).GetField("Int"), holder, 5L));
        Try("constant", () => Set(typeof(Holder).GetField("Constant"), null, "other"));
        Try("static readonly", () => Set(typeof(Statics).GetField("Log"), null, new List<string>()));
        Try("no setter", () =>
        {
            typeof(Holder).GetProperty("ReadOnly").SetValue(holder, "x");
            return "set";
        });
    }

    private static object Set(FieldInfo field, object target, object value)
    {
        field.SetValue(target, value);
        return "set";
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
