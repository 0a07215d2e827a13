using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Syscalls.Generator;

/// <summary>How a declared parameter travels.</summary>
internal enum ParameterShape
{
    /// <summary>One word by value.</summary>
    Word,

    /// <summary>Address and length of bytes the kernel reads.</summary>
    Input,

    /// <summary>Address and length of bytes the kernel writes.</summary>
    Output,
}

/// <summary>One parameter of a system call.</summary>
internal sealed record SyscallParameter(string Name, string Type, ParameterShape Shape, bool IsSigned)
{
    public int Words => Shape == ParameterShape.Word ? 1 : 2;

    public string PointerName => Name + "Pointer";
}

/// <summary>What the value a call returns means.</summary>
internal enum ResultShape
{
    /// <summary>Only whether it failed.</summary>
    Errno,

    /// <summary>A number.</summary>
    Value,
}

/// <summary>One declared system call.</summary>
internal sealed class SyscallDeclaration
{
    private SyscallDeclaration(IMethodSymbol method, uint number)
    {
        Name = method.Name;
        Number = number;
        Location = method.Locations.FirstOrDefault();
        Parameters = [.. method.Parameters.Select(Parameter)];
        ReturnType = method.ReturnType.ToDisplayString();
        Result = method.ReturnType.Name == "Errno" ? ResultShape.Errno : ResultShape.Value;
        Summary = DocumentationText.Element(method, "summary");
        Returns = DocumentationText.Element(method, "returns");
        Remarks = DocumentationText.Element(method, "remarks");
        Errors = [.. method.GetAttributes().Where(a => a.AttributeClass?.Name == "ErrorsAttribute")
            .SelectMany(a => a.ConstructorArguments[0].Values)
            .Select(v => (int)v.Value!)];
        ErrorNames = [.. method.GetAttributes().Where(a => a.AttributeClass?.Name == "ErrorsAttribute")
            .SelectMany(a => a.ConstructorArguments[0].Values).Select(NameOfEnum)];
        IsHandWritten = method.GetAttributes().Any(a => a.AttributeClass?.Name == "NoStubAttribute");
    }

    public string Name { get; }

    public uint Number { get; }

    public Location? Location { get; }

    public IReadOnlyList<SyscallParameter> Parameters { get; }

    public string ReturnType { get; }

    public ResultShape Result { get; }

    public string Summary { get; }

    public string Returns { get; }

    public string Remarks { get; }

    public IReadOnlyList<int> Errors { get; }

    public IReadOnlyList<string> ErrorNames { get; }

    /// <summary>The scheduler issues it itself: there is no stub for programs.</summary>
    public bool IsHandWritten { get; }

    public int Words => Parameters.Sum(p => p.Words);

    public static SyscallDeclaration? Of(IMethodSymbol method)
    {
        AttributeData? attribute = method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "SyscallAttribute");
        return attribute is null ? null : new SyscallDeclaration(method, (uint)attribute.ConstructorArguments[0].Value!);
    }

    private static SyscallParameter Parameter(IParameterSymbol parameter)
    {
        string type = parameter.Type.ToDisplayString();
        ParameterShape shape = parameter.Type.Name switch
        {
            "ReadOnlySpan" => ParameterShape.Input,
            "Span" => ParameterShape.Output,
            _ => ParameterShape.Word,
        };
        bool isSigned = parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16;
        return new SyscallParameter(parameter.Name, shape == ParameterShape.Word ? type : "global::System." + parameter.Type.Name + "<byte>", shape, isSigned);
    }

    private static string NameOfEnum(TypedConstant constant) =>
        constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value))?.Name ?? constant.Value!.ToString()!;
}
