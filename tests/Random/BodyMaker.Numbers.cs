using System.Globalization;

namespace Random;

/// <summary>Expressions of numbers and truth values.</summary>
public sealed partial class BodyMaker
{
    private static readonly string[] s_doubles =
        ["0.0", "-0.0", "1.0", "-1.0", "0.5", "2.0", "3.25", "-7.75", "1e10", "-1e10", "1e300", "1e-310", "4294967296.0", "9.2233720368547758E18", "1.8446744073709552E19", "2147483648.0", "-2147483649.0", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.MaxValue", "double.Epsilon", "0.1"];

    private static readonly string[] s_singles =
        ["0f", "-0f", "1f", "-1f", "0.5f", "2f", "3.25f", "-7.75f", "1e10f", "1e38f", "1e-40f", "16777217f", "2147483648f", "9.223372E18f", "float.NaN", "float.PositiveInfinity", "float.MinValue", "float.Epsilon", "0.1f"];

    private Node Literal(Shape shape)
    {
        if (shape.Kind == ShapeKind.Boolean)
            return Node.Literal(shape, _dice.Chance(50) ? "true" : "false");
        if (shape.Kind == ShapeKind.Float)
            return Node.Literal(shape, $"({(shape == Shape.Double ? _dice.Pick(s_doubles) : _dice.Pick(s_singles))})");
        ulong bits = Interesting();
        // Constants beyond 32 bits are no constants of the native types.
        int width = shape == Shape.IntPtr || shape == Shape.UIntPtr ? 32 : shape.Bits;
        string text = shape.Signed ? SignedText(bits, width) : UnsignedText(bits, width);
        return Node.Literal(shape, shape == Shape.Int32 ? $"({text})" : $"(({shape.Name})({text}))");
    }

    private ulong Interesting()
    {
        ulong value = _dice.Weighted(40, 25, 20, 15) switch
        {
            0 => (ulong)_dice.Below(20),
            1 => 1UL << _dice.Below(64),
            2 => _dice.Pick<ulong>(0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000, 0x7FFF_FFFF_FFFF_FFFF, ulong.MaxValue, 100, 1000, 1_000_000_007, 31, 33, 63, 64),
            _ => _dice.Bits() >> _dice.Below(64),
        };
        return _dice.Weighted(60, 20, 10, 10) switch
        {
            0 => value,
            1 => 0 - value,
            2 => value - 1,
            _ => value + 1,
        };
    }

    private static string SignedText(ulong bits, int width)
    {
        long value = (long)(bits << (64 - width)) >> (64 - width);
        return value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + (width == 64 ? "L" : "");
    }

    private static string UnsignedText(ulong bits, int width) =>
        (bits << (64 - width) >> (64 - width)).ToString(CultureInfo.InvariantCulture) + (width == 64 ? "UL" : "u");

    /// <summary>Like <see cref="Expression"/>, but never a literal.</summary>
    private Node Operand(Shape shape, int depth)
    {
        Node made = Expression(shape, depth);
        if (!made.IsLiteral)
            return made;
        if (Place(shape) is { } place)
            return place;
        if (shape.IsNumber && Place(_dice.Pick(Shape.Integers)) is { } other)
            return Node.Expression(shape, $"(({shape.Name})", other, ")");
        return Node.Expression(shape, "H.Of(", made, ")");
    }

    /// <summary>An operand of arithmetic in <paramref name="shape"/>: of the type, or converted to it.</summary>
    private Node Promoted(Shape shape, int depth, bool literals)
    {
        int roll = _dice.Below(100);
        if (roll < 20 && literals)
            return Literal(shape);
        if (roll < 75)
            return Operand(shape, depth - 1);
        Shape from = _dice.Pick(Shape.Integers);
        return Node.Expression(shape, $"({shape.Name})", Operand(from, depth - 1));
    }

    private Node Number(Shape shape, int depth)
    {
        return shape.Kind == ShapeKind.Float ? FloatNumber(shape, depth) : IntegerNumber(shape, depth);
    }

    private Node IntegerNumber(Shape shape, int depth)
    {
        Shape arithmetic = shape.Bits >= 32 && _dice.Chance(75) ? shape : _dice.Pick(Shape.Arithmetic);
        Node value = _dice.Weighted(34, 8, 12, 8, 14, 6, 5, 5, 4, 4) switch
        {
            0 => Binary(arithmetic, _dice.Pick("+", "-", "*", "&", "|", "^"), depth),
            1 => Division(arithmetic, depth),
            2 => Node.Expression(arithmetic, "(", Promoted(arithmetic, depth, false), _dice.Pick(" << ", " >> ", " >>> "), ShiftCount(depth), ")"),
            3 => Unary(arithmetic, depth),
            4 => Node.Expression(arithmetic, $"({arithmetic.Name})", Operand(_dice.Pick(Shape.Integers), depth - 1)),
            5 => FromFloat(arithmetic, depth),
            6 => Node.Expression(arithmetic, "checked(", Binary(arithmetic, _dice.Pick("+", "-", "*"), depth), ")"),
            7 => Counted(depth),
            8 => Bits(arithmetic, depth),
            _ => SideEffect(arithmetic, depth),
        };
        return value.Shape == shape ? value : Node.Expression(shape, _dice.Chance(5) ? $"checked(({shape.Name})" : $"(({shape.Name})", value, ")");
    }

    private Node ShiftCount(int depth) => _dice.Chance(50) ? Node.Literal(Shape.Int32, _dice.Below(70).ToString(CultureInfo.InvariantCulture)) : Operand(Shape.Int32, depth - 1);

    private Node Binary(Shape shape, string op, int depth) =>
        Node.Expression(shape, "(", Promoted(shape, depth, false), $" {op} ", Promoted(shape, depth, true), ")");

    private Node Division(Shape shape, int depth)
    {
        string op = _dice.Pick(" / ", " % ");
        Node left = Promoted(shape, depth, false);
        int roll = _dice.Below(100);
        if (roll < 50)
        {
            ulong divisor = Interesting() & 0x7FFF_FFFF;
            string text = (divisor < 2 ? divisor + 2 : divisor).ToString(CultureInfo.InvariantCulture);
            return Node.Expression(shape, "(", left, op, $"({shape.Name}){(shape.Signed && _dice.Chance(25) ? $"(-{text})" : text)})");
        }

        return roll < 92
            ? Node.Expression(shape, "(", left, op, "(", Operand(shape, depth - 1), $" | ({shape.Name})1))")
            : Node.Expression(shape, "(", left, op, Operand(shape, depth - 1), ")");
    }

    private Node Unary(Shape shape, int depth)
    {
        string op = shape.Signed ? _dice.Pick("-", "~") : "~";
        return Node.Expression(shape, $"({op}", Promoted(shape, depth, false), ")");
    }

    private Node FromFloat(Shape shape, int depth)
    {
        Node value = Operand(_dice.Pick(Shape.Single, Shape.Double), depth - 1);
        return Node.Expression(shape, _dice.Chance(10) ? $"checked(({shape.Name})" : $"(({shape.Name})", value, ")");
    }

    /// <summary>A length, a character, a value from an object.</summary>
    private Node Counted(int depth)
    {
        switch (_dice.Below(3))
        {
            case 0 when AnyOf(ShapeKind.Array, ShapeKind.Span) is { } array:
                return Node.Expression(Shape.Int32, array.Name, ".Length");
            case 1:
                return Node.Expression(Shape.Int32, Operand(Shape.String, depth - 1), ".Length");
            default:
                return Node.Expression(Shape.Char, "H.At(", Expression(Shape.String, depth - 1), ", ", Expression(Shape.Int32, depth - 1), ")");
        }
    }

    private Node Bits(Shape shape, int depth)
    {
        Shape unsigned = _dice.Pick(Shape.UInt32, Shape.UInt64);
        string name = _dice.Pick("PopCount", "LeadingZeroCount", "TrailingZeroCount", "Log2", "RotateLeft", "RotateRight");
        bool rotates = name.StartsWith("Rotate", System.StringComparison.Ordinal);
        return rotates
            ? Node.Expression(unsigned, $"System.Numerics.BitOperations.{name}(", Operand(unsigned, depth - 1), ", ", Operand(Shape.Int32, depth - 1), ")")
            : Node.Expression(Shape.Int32, $"System.Numerics.BitOperations.{name}(", Operand(unsigned, depth - 1), ")");
    }

    private Node FloatNumber(Shape shape, int depth)
    {
        string name = shape.Name;
        switch (_dice.Weighted(50, 10, 20, 10, 10))
        {
            case 0:
                return Node.Expression(shape, "(", Operand(shape, depth - 1), _dice.Pick(" + ", " - ", " * ", " / "), Operand(shape, depth - 1), ")");
            case 1:
                return Node.Expression(shape, "(-", Operand(shape, depth - 1), ")");
            case 2:
                return Node.Expression(shape, $"({name})", Operand(_dice.Pick(Shape.Integers), depth - 1));
            case 3:
                Shape other = shape == Shape.Double ? Shape.Single : Shape.Double;
                return Node.Expression(shape, $"({name})", Operand(other, depth - 1));
            default:
                string function = _dice.Pick("Abs", "Sqrt", "Floor", "Ceiling", "Truncate", "Round", "Min", "Max");
                string type = shape == Shape.Double ? "Math" : "MathF";
                return function is "Min" or "Max"
                    ? Node.Expression(shape, $"{type}.{function}(", Operand(shape, depth - 1), ", ", Operand(shape, depth - 1), ")")
                    : Node.Expression(shape, $"{type}.{function}(", Operand(shape, depth - 1), ")");
        }
    }

    private Node Condition(int depth)
    {
        if (depth <= 0)
            return Place(Shape.Boolean) ?? Literal(Shape.Boolean);
        switch (_dice.Weighted(50, 15, 8, 8, 5, 5, 5))
        {
            case 0:
                return Comparison(depth);
            case 1:
                return Node.Expression(Shape.Boolean, "(", Condition(depth - 1), _dice.Pick(" && ", " || ", " & ", " | ", " ^ "), Condition(depth - 1), ")");
            case 2:
                return Node.Expression(Shape.Boolean, "!", Operand(Shape.Boolean, depth - 1));
            case 3 when AnyReference() is { } reference:
                return Node.Expression(Shape.Boolean, $"({reference.Name} {_dice.Pick("==", "!=", "is", "is not")} null)");
            case 4 when AnyOf(ShapeKind.Class, ShapeKind.Interface) is { } instance && _unit.Classes.Count > 0:
                return Node.Expression(Shape.Boolean, $"({instance.Name} is {_dice.From(_unit.Classes).Name})");
            case 5:
                return Node.Expression(Shape.Boolean, "(", Operand(Shape.String, depth - 1), _dice.Pick(" == ", " != "), Operand(Shape.String, depth - 1), ")");
            case 6 when AnyOf(ShapeKind.Nullable) is { } nullable:
                return Node.Expression(Shape.Boolean, nullable.Name, ".HasValue");
            default:
                return Common(Shape.Boolean, depth) ?? Comparison(depth);
        }
    }

    private Node Comparison(int depth)
    {
        string op = _dice.Pick(" < ", " <= ", " > ", " >= ", " == ", " != ");
        if (_dice.Chance(15))
        {
            Shape real = _dice.Pick(Shape.Single, Shape.Double);
            return Node.Expression(Shape.Boolean, "(", Operand(real, depth - 1), op, Expression(real, depth - 1), ")");
        }

        Shape shape = _dice.Pick(Shape.Arithmetic);
        return Node.Expression(Shape.Boolean, "(", Promoted(shape, depth, false), op, Promoted(shape, depth, true), ")");
    }
}
