using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Reflected;

/// <summary>Application: maps lines of tables and sections of settings to objects, with delegates made for setters.</summary>
public static class TableMapper
{
    [AttributeUsage(AttributeTargets.Property)]
    private sealed class ColumnAttribute(string name) : Attribute
    {
        public string Name { get; } = name;

        public bool Required { get; init; }
    }

    private record Person
    {
        [Column("full name", Required = true)]
        public string Name { get; init; }

        [Column("age")]
        public int Age { get; init; }

        public double? Score { get; init; }

        public DayOfWeek Day { get; init; }

        public override string ToString() => $"{Name} {Age} {Score?.ToString(CultureInfo.InvariantCulture) ?? "-"} {Day}";
    }

    private sealed class Settings
    {
        public NetworkSection Network { get; } = new();

        public LogSection Log { get; } = new();

        public sealed class NetworkSection
        {
            public string Host { get; set; } = "localhost";

            public ushort Port { get; set; } = 80;

            public bool Secure { get; set; }
        }

        public sealed class LogSection
        {
            public string Level { get; set; } = "info";

            public TimeSpan Interval { get; set; }

            public char Separator { get; set; } = ',';
        }
    }

    private static List<T> Map<T>(string text) where T : new()
    {
        string[] lines = text.Split('\n');
        string[] columns = lines[0].Split(',');
        PropertyInfo[] properties = columns.Select(c => typeof(T).GetProperties().First(p => (p.GetCustomAttribute<ColumnAttribute>()?.Name ?? p.Name) == c)).ToArray();
        foreach (PropertyInfo required in typeof(T).GetProperties().Where(p => p.GetCustomAttribute<ColumnAttribute>() is { Required: true }))
        {
            if (!properties.Contains(required))
                throw new FormatException(required.Name + " is missing");
        }

        var result = new List<T>();
        foreach (string line in lines.Skip(1))
        {
            T item = new();
            string[] cells = line.Split(',');
            for (int i = 0; i < cells.Length; i++)
                properties[i].SetValue(item, Convert(cells[i], properties[i].PropertyType));
            result.Add(item);
        }

        return result;
    }

    private static object Convert(string text, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return text.Length == 0 ? null : Convert(text, inner);
        if (type.IsEnum)
            return Enum.Parse(type, text, true);
        MethodInfo parse = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)]);
        return parse is not null ? parse.Invoke(null, [text, CultureInfo.InvariantCulture]) : System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }

    private static Settings Read(string text)
    {
        var settings = new Settings();
        object section = null;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith('['))
            {
                section = typeof(Settings).GetProperty(line.Trim('[', ']'), BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.GetValue(settings)
                    ?? throw new FormatException("no section " + line);
                continue;
            }

            string[] parts = line.Split('=');
            PropertyInfo property = section.GetType().GetProperty(parts[0].Trim(), BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
                ?? throw new FormatException("no setting " + parts[0]);
            property.SetValue(section, Convert(parts[1].Trim(), property.PropertyType));
        }

        return settings;
    }

    public static int Run()
    {
        foreach (Person person in Map<Person>("full name,age,Score,Day\nAda,36,9.5,monday\nBob,4,,friday"))
            Console.WriteLine(person);
        try
        {
            Map<Person>("age\n1");
        }
        catch (FormatException e)
        {
            Console.WriteLine(e.Message);
        }

        Settings settings = Read("[network]\nhost = example.org\nPORT = 8080\nsecure = true\n[log]\ninterval = 00:01:30\nseparator = ;");
        foreach (PropertyInfo section in typeof(Settings).GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            foreach (PropertyInfo property in section.PropertyType.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
                Console.WriteLine($"{section.Name}.{property.Name} = {property.GetValue(section.GetValue(settings))}");
        }

        var setter = typeof(Settings.LogSection).GetProperty("Level").GetSetMethod().CreateDelegate<Action<Settings.LogSection, string>>();
        var getter = (Func<Settings.LogSection, string>)Delegate.CreateDelegate(typeof(Func<Settings.LogSection, string>), typeof(Settings.LogSection).GetProperty("Level").GetMethod);
        setter(settings.Log, "debug");
        Console.WriteLine(getter(settings.Log));
        try
        {
            Read("[network]\nport = many");
        }
        catch (TargetInvocationException e)
        {
            Console.WriteLine(e.InnerException.GetType().Name);
        }

        return 0;
    }
}
