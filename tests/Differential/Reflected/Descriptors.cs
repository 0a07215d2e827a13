using System;
using System.ComponentModel;
using System.Globalization;

namespace Reflected;

/// <summary>Libraries that reflect on types of their own, which the program does not name: type descriptors, and clones of data tables.</summary>
internal static class Descriptors
{
    public static int Run()
    {
        foreach (Type type in new[] { typeof(int), typeof(DateTime), typeof(DayOfWeek), typeof(int?), typeof(Uri), typeof(Point) })
        {
            TypeConverter converter = TypeDescriptor.GetConverter(type);
            Console.WriteLine(type.Name + " " + converter.GetType().Name + " " + converter.CanConvertFrom(typeof(string)));
        }

        Console.WriteLine(TypeDescriptor.GetConverter(typeof(int)).ConvertFromInvariantString("42"));
        Console.WriteLine(TypeDescriptor.GetConverter(typeof(Point)).ConvertFromInvariantString("3,4"));
        foreach (PropertyDescriptor property in TypeDescriptor.GetProperties(typeof(Settings)))
            Console.WriteLine($"{property.Name} {property.DisplayName} {property.Category} {property.IsBrowsable} {property.PropertyType.Name}");
        return 0;
    }

    [TypeConverter(typeof(PointConverter))]
    private readonly record struct Point(int X, int Y);

    private sealed class PointConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string text && text.Split(',') is [string x, string y] ? new Point(int.Parse(x), int.Parse(y)) : base.ConvertFrom(context, culture, value);
    }

    private sealed class Settings
    {
        [DisplayName("The size"), Category("Layout")]
        public int Size { get; set; }

        [Browsable(false)]
        public string? Secret { get; set; }
    }
}
