using System;
using System.Collections.Generic;
using System.Text;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Text of what <see cref="Value.Aux"/> may hold: <c>word"name"</c> or <c>word(number)"name"</c>.</summary>
internal static class AuxText
{
    public static string Format(object aux) => aux switch
    {
        Slot slot => slot.ToString(),
        TypeDesc type => "type" + Quote(type.FullName),
        MethodDesc method => "method" + Quote(method.FullName),
        MethodSymbol symbol => "code" + Quote(symbol.Method.FullName),
        RoutineSymbol symbol => "routine" + Quote(symbol.RoutineName),
        StubSymbol symbol => $"stub({(int)symbol.Kind} {symbol.Index})" + Quote(symbol.Method.FullName),
        TypeSymbol symbol => "mt" + Quote(symbol.Type.FullName),
        StaticsSymbol symbol => "statics" + Quote(symbol.Type.FullName),
        StringSymbol symbol => "string" + Quote(symbol.Text),
        RuntimeTypeSymbol symbol => "rtype" + Quote(symbol.Type.FullName),
        FieldDataSymbol symbol => "data" + Quote(symbol.Field.OwningType.FullName + "::" + symbol.Field.Name),
        LinkerSymbol symbol => "linker" + Quote(symbol.LinkerName),
        BytesSymbol symbol => $"bytes({symbol.Alignment})" + Quote(symbol.Label + "=" + Convert.ToHexString(symbol.Bytes)),
        VtableOffset symbol => "vtable" + Quote(symbol.Slot.FullName),
        SelectorOffset symbol => "selector" + Quote(symbol.Method.FullName),
        ThreadStaticsOffset symbol => "tls" + Quote(symbol.Type.FullName),
        FrameOffset symbol => $"frame({symbol.SlotId})" + Quote(symbol.Method.FullName),
        CallSignature signature => "sig" + Quote(IRPrinter.Join(signature.Parameters) + " -> " + IRPrinter.Join(signature.Results)),
        MachineInstruction instruction => "x86" + Quote(instruction.Name),
        Symbol symbol => "symbol" + Quote(symbol.Name),
        _ => throw new ArgumentException($"no text for {aux.GetType().Name}", nameof(aux)),
    };

    public static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                result.Append('\\').Append(c);
            else if (c is < ' ' or (>= '\ud800' and <= '\udfff'))
                result.Append("\\u").Append(((int)c).ToString("x4"));
            else
                result.Append(c);
        }

        return result.Append('"').ToString();
    }

    /// <summary>The object a word and its text name.</summary>
    public static object Parse(string word, IReadOnlyList<int> numbers, string text, IIRNames names) => word switch
    {
        "type" => names.Type(text),
        "method" => names.Method(text),
        "code" => new MethodSymbol(names.Method(text)),
        "routine" => new RoutineSymbol(text),
        "stub" => new StubSymbol((StubKind)numbers[0], names.Method(text), numbers[1]),
        "mt" => new TypeSymbol(names.Type(text)),
        "statics" => new StaticsSymbol(names.Type(text)),
        "string" => new StringSymbol(text),
        "rtype" => new RuntimeTypeSymbol(names.Type(text)),
        "data" => ParseFieldData(text, names),
        "linker" => new LinkerSymbol(text),
        "bytes" => ParseBytes(numbers, text),
        "vtable" => new VtableOffset(names.Method(text)),
        "selector" => new SelectorOffset(names.Method(text)),
        "tls" => new ThreadStaticsOffset(names.Type(text)),
        "frame" => new FrameOffset(names.Method(text), numbers[0]),
        "sig" => ParseSignature(text),
        "x86" => new MachineInstruction(text),
        _ => throw new FormatException($"unknown word '{word}'"),
    };

    private static FieldDataSymbol ParseFieldData(string text, IIRNames names)
    {
        int at = text.LastIndexOf("::", StringComparison.Ordinal);
        return new FieldDataSymbol(names.Field(text[..at], text[(at + 2)..]));
    }

    private static BytesSymbol ParseBytes(IReadOnlyList<int> numbers, string text)
    {
        int at = text.LastIndexOf('=');
        return new BytesSymbol(text[..at], Convert.FromHexString(text[(at + 1)..]), numbers[0]);
    }

    private static CallSignature ParseSignature(string text)
    {
        string[] halves = text.Split("->");
        return new CallSignature(IRParser.ParseKinds(halves[0]), IRParser.ParseKinds(halves[1]));
    }
}
