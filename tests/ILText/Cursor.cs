using System.Collections.Generic;
using System.Globalization;

namespace ILText;

/// <summary>A place among tokens.</summary>
internal sealed class Cursor(List<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    public Token Following => tokens[System.Math.Min(_at + 1, tokens.Count - 1)];

    public bool IsAt(string text) => Current.Text == text && Current.Kind is TokenKind.Word or TokenKind.Sign && Current.Text == text;

    public bool Accept(string text)
    {
        if (!IsAt(text))
            return false;
        _at++;
        return true;
    }

    public void Expect(string text)
    {
        if (!Accept(text))
            throw Error($"'{text}' expected");
    }

    public Token Take() => tokens[_at++];

    public string Word() => Current.Kind == TokenKind.Word ? Take().Text : throw Error("a name expected");

    public string Text() => Current.Kind == TokenKind.Text ? Take().Text : throw Error("a text expected");

    public int Int32() => unchecked((int)Int64());

    public long Int64()
    {
        string text = Current.Kind == TokenKind.Number ? Take().Text : throw Error("a number expected");
        bool isNegative = text[0] == '-';
        string digits = isNegative ? text[1..] : text;
        long value = digits.StartsWith("0x", System.StringComparison.Ordinal)
            ? unchecked((long)ulong.Parse(digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : unchecked((long)ulong.Parse(digits, CultureInfo.InvariantCulture));
        return isNegative ? unchecked(-value) : value;
    }

    /// <summary>A number with a point, or <c>float64(0x..)</c> and <c>float32(0x..)</c> for the bits of one.</summary>
    public double Double()
    {
        if (Accept("float64"))
            return System.BitConverter.Int64BitsToDouble(Bits());
        if (Accept("float32"))
            return System.BitConverter.Int32BitsToSingle(unchecked((int)Bits()));
        return double.Parse(Take().Text, CultureInfo.InvariantCulture);
    }

    private long Bits()
    {
        Expect("(");
        long bits = Int64();
        Expect(")");
        return bits;
    }

    public SyntaxException Error(string message) => new($"{message}, found '{Current.Text}'", Current.Line);
}
