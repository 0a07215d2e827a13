using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

namespace Reflected;

/// <summary>Application: writes any object as text and reads it back, by its public properties and fields.</summary>
public static class Serializer
{
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
    private sealed class IgnoreAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
    private sealed class NameAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }

    private enum Status
    {
        Open,
        Paid,
        Shipped,
    }

    private class Address
    {
        public string Street { get; set; }

        [Name("zip")]
        public int Code { get; set; }
    }

    private struct Money
    {
        public decimal Amount;
        public string Currency;
    }

    private class Item
    {
        public string Title { get; set; }

        public int Count { get; set; } = 1;

        public double Weight { get; set; }

        public Money Price { get; set; }
    }

    private class Order
    {
        public int Id { get; set; }

        public Status Status { get; set; }

        public Address Address { get; set; }

        public List<Item> Items { get; set; } = [];

        public string[] Tags { get; set; }

        public DateTime? Due { get; set; }

        public Dictionary<string, int> Counters { get; set; } = [];

        [Ignore]
        public string Secret { get; set; }

        public bool Express;

        public Item First => Items.FirstOrDefault();
    }

    public static int Run()
    {
        var order = new Order
        {
            Id = 7,
            Status = Status.Paid,
            Address = new Address { Street = "Main \"St\"", Code = 12345 },
            Tags = ["a", "b c"],
            Due = new DateTime(2024, 2, 29),
            Secret = "hidden",
            Express = true,
        };
        order.Items.Add(new Item { Title = "pen", Count = 3, Weight = 0.25, Price = new Money { Amount = 1.50m, Currency = "EUR" } });
        order.Items.Add(new Item { Title = null });
        order.Counters["x"] = 1;
        order.Counters["y"] = 2;
        string text = Write(order);
        Console.WriteLine(text);
        var copy = (Order)new Reader(text).Read(typeof(Order));
        Console.WriteLine(Write(copy) == text);
        Console.WriteLine($"{copy.Secret ?? "null"} {copy.Items[0].Price.Amount} {copy.Status} {copy.Due:yyyy-MM-dd} {copy.Tags.Length} {copy.Counters["y"]} {copy.First.Title}");
        return 0;
    }

    private static IEnumerable<(string Name, MemberInfo Member, Type Type)> MembersOf(Type type)
    {
        var result = new List<(string, MemberInfo, Type)>();
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanRead && property.CanWrite && !property.IsDefined(typeof(IgnoreAttribute)))
                result.Add((NameOf(property), property, property.PropertyType));
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            if (field.GetCustomAttribute<IgnoreAttribute>() is null)
                result.Add((NameOf(field), field, field.FieldType));
        }

        return result;
    }

    private static string NameOf(MemberInfo member) =>
        member.GetCustomAttribute<NameAttribute>()?.Name ?? char.ToLowerInvariant(member.Name[0]) + member.Name[1..];

    private static string Write(object value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                text.Append('"').Append(s.Replace("\"", "\\\"")).Append('"');
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case Enum e:
                text.Append('"').Append(e).Append('"');
                break;
            case DateTime d:
                text.Append('"').Append(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('"');
                break;
            case IFormattable f:
                text.Append(f.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                Join(text, '{', map.Keys.Cast<object>(), '}', k => Pair(text, k.ToString(), map[k]));
                break;
            case IEnumerable list:
                Join(text, '[', list.Cast<object>(), ']', item => Write(text, item));
                break;
            default:
                Join(text, '{', MembersOf(value.GetType()), '}', m => Pair(text, m.Name, m.Member is PropertyInfo p ? p.GetValue(value) : ((FieldInfo)m.Member).GetValue(value)));
                break;
        }
    }

    private static void Pair(StringBuilder text, string name, object value)
    {
        text.Append('"').Append(name).Append("\":");
        Write(text, value);
    }

    private static void Join<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> write)
    {
        text.Append(open);
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
                text.Append(',');
            first = false;
            write(item);
        }

        text.Append(close);
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public object Read(Type type)
        {
            Type underlying = Nullable.GetUnderlyingType(type);
            if (text[_at] == 'n')
            {
                _at += 4;
                return null;
            }

            if (underlying is not null)
                return Read(underlying);
            if (type == typeof(string))
                return String();
            if (type.IsEnum)
                return Enum.Parse(type, String());
            if (type == typeof(DateTime))
                return DateTime.ParseExact(String(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (type == typeof(bool))
                return Word() == "true";
            if (type.IsPrimitive || type == typeof(decimal))
                return Convert.ChangeType(Word(), type, CultureInfo.InvariantCulture);
            if (type.IsArray)
                return Array(type.GetElementType());
            if (typeof(IDictionary).IsAssignableFrom(type))
                return Map(type);
            return typeof(IList).IsAssignableFrom(type) ? List(type) : Object(type);
        }

        private string Word()
        {
            int start = _at;
            while (",]}:".IndexOf(text[_at]) < 0)
                _at++;
            return text[start.._at];
        }

        private string String()
        {
            var result = new StringBuilder();
            for (_at++; text[_at] != '"'; _at++)
            {
                if (text[_at] == '\\')
                    _at++;
                result.Append(text[_at]);
            }

            _at++;
            return result.ToString();
        }

        private object Array(Type element)
        {
            var items = new ArrayList();
            Items(() => items.Add(Read(element)));
            Array result = System.Array.CreateInstance(element, items.Count);
            items.CopyTo(result);
            return result;
        }

        private object List(Type type)
        {
            var list = (IList)Activator.CreateInstance(type);
            Items(() => list.Add(Read(type.GetGenericArguments()[0])));
            return list;
        }

        private object Map(Type type)
        {
            var map = (IDictionary)Activator.CreateInstance(type);
            Items(() =>
            {
                string key = String();
                _at++;
                map.Add(key, Read(type.GetGenericArguments()[1]));
            });
            return map;
        }

        private object Object(Type type)
        {
            object result = Activator.CreateInstance(type);
            Dictionary<string, (MemberInfo Member, Type Type)> members = MembersOf(type).ToDictionary(m => m.Name, m => (m.Member, m.Type));
            Items(() =>
            {
                (MemberInfo member, Type memberType) = members[String()];
                _at++;
                object value = Read(memberType);
                if (member is PropertyInfo property)
                    property.SetValue(result, value);
                else
                    ((FieldInfo)member).SetValue(result, value);
            });
            return result;
        }

        private void Items(Action read)
        {
            for (_at++; text[_at] is not (']' or '}');)
            {
                if (text[_at] == ',')
                    _at++;
                read();
            }

            _at++;
        }
    }
}
