using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Syscalls.Generator;

/// <summary>From one declaration per system call: user stubs, kernel dispatch, trace names, error table, reference page.</summary>
[Generator]
public sealed class SyscallGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor s_tooManyArguments = new("SYS001", "Too many arguments",
        "System call '{0}' needs {1} argument words, more than six", "Syscalls", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor s_duplicateNumber = new("SYS002", "Duplicate number",
        "System calls '{0}' and '{1}' have the same number {2}", "Syscalls", DiagnosticSeverity.Error, true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<INamedTypeSymbol> interfaces = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Syscalls.SyscallInterfaceAttribute", (node, _) => node is InterfaceDeclarationSyntax, (c, _) => (INamedTypeSymbol)c.TargetSymbol);
        context.RegisterSourceOutput(interfaces, Emit);
    }

    private static void Emit(SourceProductionContext context, INamedTypeSymbol declaration)
    {
        SyscallDeclaration[] calls = [.. declaration.GetMembers().OfType<IMethodSymbol>()
            .Select(SyscallDeclaration.Of).OfType<SyscallDeclaration>().OrderBy(c => c.Number)];
        if (!Check(context, calls))
            return;
        context.AddSource("Sys.g.cs", UserStubs.Write(calls));
        context.AddSource("SyscallHandler.g.cs", KernelDispatch.Write(calls));
        context.AddSource("SyscallTable.g.cs", SyscallTables.Write(calls));
    }

    private static bool Check(SourceProductionContext context, SyscallDeclaration[] calls)
    {
        bool good = true;
        for (int i = 0; i < calls.Length; i++)
        {
            if (calls[i].Words > 6)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_tooManyArguments, calls[i].Location, calls[i].Name, calls[i].Words));
                good = false;
            }

            if (i > 0 && calls[i].Number == calls[i - 1].Number)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_duplicateNumber, calls[i].Location, calls[i - 1].Name, calls[i].Name, calls[i].Number));
                good = false;
            }
        }

        return good;
    }
}
