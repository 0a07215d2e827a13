using System.Collections.Generic;

namespace Random;

/// <summary>A type of generated programs, as far as the generator needs to know it.</summary>
public sealed class Shape(ShapeKind kind, string name)
{
    public static readonly Shape Void = new(ShapeKind.Void, "void");
    public static readonly Shape Boolean = new(ShapeKind.Boolean, "bool");
    public static readonly Shape String = new(ShapeKind.String, "string");
    public static readonly Shape Exception = new(ShapeKind.Exception, "Exception");
    public static readonly Shape Int8 = Integer("sbyte", 8, true);
    public static readonly Shape UInt8 = Integer("byte", 8, false);
    public static readonly Shape Int16 = Integer("short", 16, true);
    public static readonly Shape UInt16 = Integer("ushort", 16, false);
    public static readonly Shape Char = Integer("char", 16, false);
    public static readonly Shape Int32 = Integer("int", 32, true);
    public static readonly Shape UInt32 = Integer("uint", 32, false);
    public static readonly Shape Int64 = Integer("long", 64, true);
    public static readonly Shape UInt64 = Integer("ulong", 64, false);
    public static readonly Shape IntPtr = Integer("nint", 64, true);
    public static readonly Shape UIntPtr = Integer("nuint", 64, false);
    public static readonly Shape Single = new(ShapeKind.Float, "float") { Bits = 32 };
    public static readonly Shape Double = new(ShapeKind.Float, "double") { Bits = 64 };

    public static readonly Shape[] Integers = [Int8, UInt8, Int16, UInt16, Char, Int32, UInt32, Int64, UInt64, IntPtr, UIntPtr];

    /// <summary>Those arithmetic is done in.</summary>
    public static readonly Shape[] Arithmetic = [Int32, UInt32, Int64, UInt64, IntPtr, UIntPtr];

    public ShapeKind Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>Of numbers; of an enum those of its underlying type.</summary>
    public int Bits { get; init; }

    public bool Signed { get; init; }

    /// <summary>Of arrays, spans and nullables the element; of an enum its underlying type.</summary>
    public Shape? Element { get; init; }

    public Shape? Base { get; init; }

    public List<Shape> Interfaces { get; } = [];

    /// <summary>Of structs and classes, inherited ones included.</summary>
    public List<Variable> Fields { get; } = [];

    /// <summary>Instance methods, inherited ones included; of a delegate the one that is called.</summary>
    public List<Callable> Methods { get; } = [];

    public bool IsAbstract { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Narrower than what arithmetic is done in.</summary>
    public bool IsSmall => Kind == ShapeKind.Integer && Bits < 32;

    public bool IsNumber => Kind is ShapeKind.Integer or ShapeKind.Float;

    /// <summary>May be null.</summary>
    public bool IsReference => Kind is ShapeKind.String or ShapeKind.Class or ShapeKind.Interface or ShapeKind.Array or ShapeKind.Delegate or ShapeKind.Exception;

    /// <summary>May not be captured, boxed, or stored in the heap.</summary>
    public bool IsStackOnly => Kind == ShapeKind.Span;

    public override string ToString() => Name;

    /// <summary>Whether a value may stand where <paramref name="other"/> is wanted, without a change of representation.</summary>
    public bool Is(Shape other)
    {
        for (Shape? shape = this; shape is not null; shape = shape.Base)
        {
            if (shape == other || shape.Interfaces.Contains(other))
                return Kind != ShapeKind.Struct || this == other;
        }

        return false;
    }

    private static Shape Integer(string name, int bits, bool signed) => new(ShapeKind.Integer, name) { Bits = bits, Signed = signed };
}
