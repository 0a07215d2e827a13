using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Linq;

namespace Reflected;

/// <summary>Application: objects checked by attributes of their properties, and values read from text by the converters of their types.</summary>
public static class Validation
{
    private sealed class Options<T>
    {
        [Required]
        public string Name { get; set; }

        [Range(1, 10)]
        public int Count { get; set; } = 3;

        [StringLength(4, MinimumLength = 2)]
        public string Code { get; set; } = "abc";

        public T Other { get; set; }
    }

    [TypeConverter(typeof(PointConverter))]
    private readonly record struct Point(int X, int Y);

    private sealed class PointConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext context, Type source) => source == typeof(string);

        public override object ConvertFrom(ITypeDescriptorContext context, System.Globalization.CultureInfo culture, object value)
        {
            int[] parts = ((string)value).Split(',').Select(int.Parse).ToArray();
            return new Point(parts[0], parts[1]);
        }
    }

    private static void Check(object options)
    {
        var results = new List<ValidationResult>();
        Console.WriteLine(Validator.TryValidateObject(options, new ValidationContext(options), results, true));
        foreach (ValidationResult result in results)
            Console.WriteLine("  " + string.Join(",", result.MemberNames) + ": " + result.ErrorMessage);
    }

    public static int Run()
    {
        Check(new Options<int> { Name = "n" });
        Check(new Options<string> { Count = 11, Code = "a" });
        foreach (Type type in new[] { typeof(int), typeof(double), typeof(bool), typeof(DayOfWeek), typeof(TimeSpan), typeof(Guid), typeof(int?), typeof(Uri), typeof(Point) })
        {
            TypeConverter converter = TypeDescriptor.GetConverter(type);
            Console.WriteLine(type.Name + " " + converter.GetType().Name + " " + converter.CanConvertFrom(typeof(string)));
        }

        Console.WriteLine(TypeDescriptor.GetConverter(typeof(int)).ConvertFromInvariantString("42"));
        Console.WriteLine(TypeDescriptor.GetConverter(typeof(DayOfWeek)).ConvertFromInvariantString("Friday"));
        Console.WriteLine(TypeDescriptor.GetConverter(typeof(Point)).ConvertFromInvariantString("3,4"));
        Console.WriteLine(TypeDescriptor.GetAttributes(typeof(Point)).Contains(TypeConverterAttribute.Default));
        return 0;
    }
}
