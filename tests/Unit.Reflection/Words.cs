using System;
using System.Globalization;
using System.Linq;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

/// <summary>How both printers write values: with the type, and exact.</summary>
internal static class Words
{
    /// <summary>A type without generic parameters and function pointers, as signatures are written.</summary>
    public static string Type(TypeDesc type) => type switch
    {
        { IsSzArray: true } => Type(type.Element) + "[]",
        { IsArray: true } => $"{Type(type.Element)}[{type.Rank}]",
        { IsPointer: true } => Type(type.Element) + "*",
        { IsByRef: true } => Type(type.Element) + "&",
        _ when type.Definition == type => SignatureNames.NameOf(type),
        _ => $"{SignatureNames.NameOf(type.Definition)}<{string.Join(",", type.Arguments.Select(Type))}>",
    };

    public static string Text(string text) => "\"" + text + "\"";

    /// <param name="kind">Int32, Boolean and so on.</param>
    /// <param name="value">The number in whatever type it came in.</param>
    public static string Number(string kind, object value) => kind switch
    {
        "Single" => $"Single {BitConverter.SingleToUInt32Bits((float)value):x8}",
        "Double" => $"Double {BitConverter.DoubleToUInt64Bits((double)value):x16}",
        "Boolean" => $"Boolean {(Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0 ? 1 : 0)}",
        "SByte" when value is byte bits => $"SByte {(sbyte)bits}",
        "Char" => $"Char {Convert.ToInt32(value, CultureInfo.InvariantCulture)}",
        _ => FormattableString.Invariant($"{kind} {value}"),
    };
}
