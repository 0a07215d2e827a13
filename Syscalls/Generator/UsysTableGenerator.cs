using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Syscalls.Generator;

/// <summary>From the one declaration of the usys functions: their numbers, count and hash, the table of constants, and on
/// the native side the code that fills the tables.</summary>
[Generator]
public sealed class UsysTableGenerator : IIncrementalGenerator
{
    private const string TableAttribute = "Abi.UsysTableAttribute";
    private const string ImplementationAttribute = "Abi.UsysImplementationAttribute";
    private const string ConstantSourceAttribute = "Abi.UsysConstantSourceAttribute";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<INamedTypeSymbol> tables = context.SyntaxProvider.ForAttributeWithMetadataName(
            TableAttribute, (node, _) => node is InterfaceDeclarationSyntax, (c, _) => (INamedTypeSymbol)c.TargetSymbol);
        context.RegisterSourceOutput(tables, EmitNumbers);

        IncrementalValueProvider<ImmutableArray<INamedTypeSymbol>> sources = context.SyntaxProvider.ForAttributeWithMetadataName(
            ConstantSourceAttribute, (_, _) => true, (c, _) => (INamedTypeSymbol)c.TargetSymbol).Collect();
        context.RegisterSourceOutput(sources, EmitConstants);

        IncrementalValuesProvider<INamedTypeSymbol> implementations = context.SyntaxProvider.ForAttributeWithMetadataName(
            ImplementationAttribute, (node, _) => node is ClassDeclarationSyntax, (c, _) => (INamedTypeSymbol)c.TargetSymbol);
        context.RegisterSourceOutput(implementations, EmitFill);
    }

    private static IMethodSymbol[] Functions(INamedTypeSymbol table) =>
        [.. table.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary)];

    private static string Signature(IMethodSymbol function) =>
        $"{function.Name}({string.Join(",", function.Parameters.Select(p => p.Type.ToDisplayString()))})"
        + $"->{function.ReturnType.ToDisplayString()}";

    private static void EmitNumbers(SourceProductionContext context, INamedTypeSymbol table)
    {
        IMethodSymbol[] functions = Functions(table);
        string text = string.Join(";", functions.Select(Signature));
        var code = new CodeWriter();
        code.Line("namespace Abi;");
        code.Line();
        code.Line($"/// <summary>Index into the table of functions, in the order of <see cref=\"{table.Name}\"/>.</summary>");
        code.Open("public enum UsysFunction");
        for (int i = 0; i < functions.Length; i++)
        {
            code.Line($"/// <summary>{Escape(DocumentationText.Element(functions[i], "summary"))}</summary>");
            code.Line($"{functions[i].Name} = {i},");
        }

        code.Close();
        code.Line();
        EmitIdentity(code, "UsysFunctionTable", "functions", functions.Length, text);
        context.AddSource("UsysFunctions.g.cs", code.ToString());
    }

    private static void EmitIdentity(CodeWriter code, string type, string what, int count, string text)
    {
        code.Line($"/// <summary>Identity of the table of {what}, the same on both sides when they were built from one declaration.</summary>");
        code.Open($"public static class {type}");
        code.Line("/// <summary>Entries, without the sentinel.</summary>");
        code.Line($"public const int Count = {count};");
        code.Line();
        code.Line("/// <summary>FNV-1a over every name and signature in order.</summary>");
        code.Line($"public const ulong Hash = 0x{StableHash.Of(text):X16};");
        code.Close();
    }

    private static void EmitConstants(SourceProductionContext context, ImmutableArray<INamedTypeSymbol> sources)
    {
        if (sources.IsEmpty)
            return;
        var fields = new List<IFieldSymbol>();
        foreach (INamedTypeSymbol source in sources.OrderBy(s => s.Name, System.StringComparer.Ordinal))
        {
            fields.AddRange(source.GetMembers().OfType<IFieldSymbol>()
                .Where(f => f.HasConstantValue && f.ConstantValue is not string && f.DeclaredAccessibility == Accessibility.Public));
        }

        var code = new CodeWriter();
        code.Line("namespace Abi;");
        code.Line();
        code.Line("/// <summary>Index into the table of constants: type and member the native side was built with.</summary>");
        code.Open("public enum UsysConstant");
        for (int i = 0; i < fields.Count; i++)
            code.Line($"{Name(fields[i])} = {i},");
        code.Close();
        code.Line();
        EmitIdentity(code, "UsysConstantTable", "constants", fields.Count, string.Join(";", fields.Select(Name)));
        code.Line();
        code.Line("/// <summary>This image's own value of every constant.</summary>");
        code.Open("public static unsafe class UsysConstantValues");
        code.Line("/// <summary>Writes all values in order.</summary>");
        code.Line("/// <param name=\"table\">Room for <see cref=\"UsysConstantTable.Count\"/> entries.</param>");
        code.Open("public static void Fill(ulong* table)");
        for (int i = 0; i < fields.Count; i++)
            code.Line($"table[{i}] = unchecked((ulong)(long){fields[i].ContainingType.ToDisplayString()}.{fields[i].Name});");
        code.Close();
        code.Close();
        context.AddSource("UsysConstants.g.cs", code.ToString());
    }

    private static string Name(IFieldSymbol field) => $"{field.ContainingType.Name}{field.Name}";

    private static void EmitFill(SourceProductionContext context, INamedTypeSymbol implementation)
    {
        INamedTypeSymbol? table = implementation.GetAttributes()
            .Where(a => a.AttributeClass?.ToDisplayString() == ImplementationAttribute)
            .Select(a => a.ConstructorArguments[0].Value as INamedTypeSymbol).FirstOrDefault();
        if (table is null)
            return;
        IMethodSymbol[] functions = Functions(table);
        var code = new CodeWriter();
        code.Line($"namespace {implementation.ContainingNamespace.ToDisplayString()};");
        code.Line();
        code.Open($"{(implementation.DeclaredAccessibility == Accessibility.Public ? "public" : "internal")} static unsafe partial class {implementation.Name}");
        code.Line("/// <summary>Writes the address of every function in the order of its declaration.</summary>");
        code.Line("/// <param name=\"table\">Room for <see cref=\"global::Abi.UsysFunctionTable.Count\"/> entries.</param>");
        code.Open("public static void Fill(ulong* table)");
        for (int i = 0; i < functions.Length; i++)
        {
            string types = string.Concat(functions[i].Parameters.Select(p => p.Type.ToDisplayString() + ", "));
            code.Line($"table[{i}] = (ulong)(delegate* unmanaged<{types}{functions[i].ReturnType.ToDisplayString()}>)&{functions[i].Name};");
        }

        code.Close();
        code.Close();
        context.AddSource(implementation.Name + ".Fill.g.cs", code.ToString());
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
