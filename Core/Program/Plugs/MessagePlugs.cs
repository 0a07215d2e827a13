using System;
using System.Text;
using Core.Casting;
using Core.Machine;
using Core.Types;

namespace Core.Program.Plugs;

/// <summary>Messages of the base library with their arguments put in; the texts themselves are literals, see IL2CPU/Import/ResourceTexts.</summary>
/// <remarks>Far less code than string.Format, which messages do not need: no alignment, and of all formats only hexadecimal.</remarks>
internal static unsafe class MessagePlugs
{
    private const int BoxedValueOffset = 8;

    [Plug("System.SR", "Format", Parameters = "System.String,System.Object", Hash = "d4ad9c78a5927974")]
    private static string Format(string text, object? first) => Fill(text, [first]);

    [Plug("System.SR", "Format", Parameters = "System.String,System.Object,System.Object", Hash = "ad105df019149cb7")]
    private static string Format(string text, object? first, object? second) => Fill(text, [first, second]);

    [Plug("System.SR", "Format", Parameters = "System.String,System.Object,System.Object,System.Object", Hash = "ca68ebc9f3689e2d")]
    private static string Format(string text, object? first, object? second, object? third) => Fill(text, [first, second, third]);

    [Plug("System.SR", "Format", Parameters = "System.String,System.Object[]", Hash = "c1affcd8aa3a09b5")]
    private static string Format(string text, object?[]? arguments) => arguments == null ? text : Fill(text, arguments);

    [Plug("System.SR", "Format", Parameters = "System.IFormatProvider,System.String,System.Object", Hash = "9cdcbffb0b61ecba")]
    private static string Format(IFormatProvider? provider, string text, object? first) => Fill(text, [first]);

    [Plug("System.SR", "Format", Parameters = "System.IFormatProvider,System.String,System.Object,System.Object", Hash = "98c1bcf0dd396459")]
    private static string Format(IFormatProvider? provider, string text, object? first, object? second) => Fill(text, [first, second]);

    [Plug("System.SR", "Format", Parameters = "System.IFormatProvider,System.String,System.Object,System.Object,System.Object", Hash = "1dd96196f7e236a6")]
    private static string Format(IFormatProvider? provider, string text, object? first, object? second, object? third) =>
        Fill(text, [first, second, third]);

    [Plug("System.SR", "Format", Parameters = "System.IFormatProvider,System.String,System.Object[]", Hash = "47fb59417bd51d67")]
    private static string Format(IFormatProvider? provider, string text, object?[] arguments) => Fill(text, arguments);

    private static string Fill(string text, ReadOnlySpan<object?> arguments)
    {
        var result = new StringBuilder();
        int position = 0;
        while (position < text.Length)
        {
            char c = text[position];
            if (c is '{' or '}' && position + 1 < text.Length && text[position + 1] == c)
            {
                result.Append(c);
                position += 2;
            }
            else if (c == '{')
            {
                position = AppendArgument(result, text, position + 1, arguments);
            }
            else
            {
                result.Append(c);
                position++;
            }
        }

        return result.ToString();
    }

    // From the digits behind '{'; gives the place behind '}'.
    private static int AppendArgument(StringBuilder result, string text, int position, ReadOnlySpan<object?> arguments)
    {
        int index = 0;
        while (position < text.Length && text[position] is >= '0' and <= '9')
            index = index * 10 + (text[position++] - '0');
        int end = position;
        while (end < text.Length && text[end] != '}')
            end++;
        object? argument = index < arguments.Length ? arguments[index] : null;
        if (end > position + 1 && text[position] == ':' && text[position + 1] is 'x' or 'X' && BitsOf(argument, out ulong bits))
            HexadecimalText.Append(result, bits, Number(text, position + 2, end), text[position + 1] == 'X');
        else
            result.Append(argument?.ToString());
        return end + 1;
    }

    // Formatting by IFormattable would bring all of number formatting into every program.
    private static bool BitsOf(object? argument, out ulong bits)
    {
        bits = 0;
        if (argument == null)
            return false;
        void* value = (byte*)Intrinsics.AddressOf(argument) + BoxedValueOffset;
        switch (TypeCast.TypeOf(argument)->ElementType)
        {
            case ElementType.SByte or ElementType.Byte:
                bits = *(byte*)value;
                return true;
            case ElementType.Char or ElementType.Int16 or ElementType.UInt16:
                bits = *(ushort*)value;
                return true;
            case ElementType.Int32 or ElementType.UInt32:
                bits = *(uint*)value;
                return true;
            case ElementType.Int64 or ElementType.UInt64:
                bits = *(ulong*)value;
                return true;
            default:
                return false;
        }
    }

    private static int Number(string text, int position, int end)
    {
        int number = 0;
        for (; position < end; position++)
            number = number * 10 + (text[position] - '0');
        return number;
    }
}
